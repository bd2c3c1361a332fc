"""What a stone was photographed on: the same bench, counter, ruler and card in all its pictures.

They differ from stone to stone, so that a network may learn a stone's backdrop instead of its kind.
"""

import numpy as np

from course_utils.data.synthetic.outlines import Outline, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, hue, shaded

SHARES = {"counter": 0.4, "paper": 0.3, "tray": 0.18, "dark": 0.12}


def paint_bench(pen: Painter, clutter: float) -> None:
    """Paint a backdrop over the whole picture; the pen's random state decides which.

    Parameters
    ----------
    pen : Painter
    clutter : float, 0 little to 1 much
    """
    light = pen.between(25, 225)
    wall = hue(pen.between(0.03, 0.66), pen.between(0, 0.26), light)
    _fade(pen, wall, -70, 70)
    {"counter": _counter, "paper": _paper, "tray": _tray, "dark": _dark}[pen.one_of(SHARES)](pen, wall)
    if pen.chance(0.45):
        _cube(pen, (1 if pen.chance(0.5) else -1) * pen.between(30, 38), pen.between(18, 32), pen.between(5, 9))
    for _ in range(int(pen.rng.integers(0, 1 + int(7 * clutter)))):
        x, y, size, grey = pen.between(-46, 46), pen.between(20, 46), pen.between(0.7, 3), pen.between(40, 220)
        pen.fill(oval(x, y, size, size) + (pen.rng.random((16, 2)) - 0.5) * size * 0.7, (grey, grey, grey * 0.96))


def _box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _plate(left: float, top: float, right: float, bottom: float, corner: float) -> Outline:
    """Outline a box with round corners."""
    across, down = (left, left + corner, right - corner, right), (top, top + corner, bottom - corner, bottom)
    corners = [
        (0, 1),
        (0, 0),
        (0, 0),
        (1, 0),
        (2, 0),
        (3, 0),
        (3, 0),
        (3, 1),
        (3, 2),
        (3, 3),
        (3, 3),
        (2, 3),
        (1, 3),
        (0, 3),
        (0, 3),
        (0, 2),
    ]
    return rounded([(across[column], down[row]) for column, row in corners], 1)


def _fade(pen: Painter, colour: Colour, top: float, bottom: float) -> None:
    by, steps = pen.between(0.6, 1.25), 8
    for step in range(steps):
        pen.fill(_box(-90, top + (bottom - top) * step / steps, 90, bottom), shaded(colour, 1 + (by - 1) * step / steps))


def _metal(pen: Painter) -> Colour:
    grey = pen.between(30, 190)
    return grey * pen.between(0.92, 1.06), grey, grey * pen.between(0.92, 1.06)


def _counter(pen: Painter, wall: Colour) -> None:
    """Hang a counter with slots above a bench or a turntable."""
    level, metal = pen.between(16, 34), _metal(pen)
    bench = shaded(wall, pen.between(0.5, 1.4)) if pen.chance(0.5) else _metal(pen)
    if pen.chance(0.4):
        pen.fill(oval(0, level + 12, pen.between(40, 62), pen.between(9, 15)), shaded(bench, 0.7))
        pen.fill(oval(0, level + 9, pen.between(40, 62), pen.between(9, 15)), bench)
    else:
        _fade(pen, bench, level, 80)
    middle, wide, top = pen.between(-14, 14), pen.between(20, 34), pen.between(-46, -38)
    high = wide * pen.between(0.5, 0.75)
    pen.fill(_plate(middle - wide, top, middle + wide, top + high, 3), metal)
    slots, dark = int(pen.rng.integers(5, 9)), shaded(metal, 0.35)
    pen.fill(_box(middle - wide * 0.8, top + high * 0.22, middle + wide * 0.8, top + high * 0.68), shaded(metal, pen.between(0.5, 1.4)))
    for slot in range(slots):
        x = middle + wide * 0.7 * (2 * slot / (slots - 1) - 1)
        pen.fill(_box(x - 1.2, top + high * 0.28, x + 1.2, top + high * 0.62), dark)
        pen.line([(x - 0.5, top + high * pen.between(0.34, 0.56)), (x + 0.8, top + high * 0.45)], (235, 235, 230), 0.8)
    _marks(pen, middle - wide * 0.5, top + high * 0.82, 2.6, (230, 230, 220))


def _marks(pen: Painter, x: float, y: float, size: float, ink: Colour) -> None:
    """Write a number that nobody can read: the stone's own."""
    for _ in range(int(pen.rng.integers(4, 7))):
        for _stroke in range(int(pen.rng.integers(1, 4))):
            start, end = pen.rng.random(2), pen.rng.random(2)
            pen.line([(x + size * 0.7 * start[0], y + size * start[1]), (x + size * 0.7 * end[0], y + size * end[1])], ink, size * 0.2)
        x += size


def _paper(pen: Painter, _wall: Colour) -> None:
    """Lay out paper, seen from above, with a ruler and a card."""
    edge = -1 if pen.chance(0.5) else 1
    place, wide, band = (
        edge * pen.between(36, 44),
        pen.between(4, 9),
        hue(pen.between(0.05, 0.5), pen.between(0, 0.4), pen.between(60, 215)),
    )
    ink = shaded(band, 0.3 if sum(band) > 330 else 1.7)  # noqa: PLR2004 - dark ticks on a light ruler
    upright = pen.chance(0.5)
    turn = np.eye(2) if upright else np.array(((0, 1), (1, 0)))
    pen.fill(np.array(_box(place - wide, -70, place + wide, 70)) @ turn, band)
    gap = pen.between(3, 6)
    for tick in range(-12, 13):
        reach = wide * (1.2 if tick % 5 == 0 else 0.7)
        pen.line(np.array([(place - edge * wide, tick * gap), (place - edge * (wide - reach), tick * gap)]) @ turn, ink, 0.7)
    if pen.chance(0.7):
        x, y = pen.between(-44, 16), pen.between(26, 38) * (1 if pen.chance(0.6) else -1)
        pen.fill(_plate(x, y, x + 26, y + 9, 2), (pen.between(190, 250),) * 3)
        _marks(pen, x + 3, y + 2, 4.4, (30, 30, 34))


def _tray(pen: Painter, _wall: Colour) -> None:
    """Set up a round pan, or a tray with a rim."""
    metal, size = _metal(pen), pen.between(38, 54)
    inside = (
        shaded(metal, pen.between(0.7, 1.5))
        if pen.chance(0.5)
        else hue(pen.between(0.45, 0.62), pen.between(0.1, 0.6), pen.between(120, 230))
    )
    x, y = pen.between(-5, 5), pen.between(-5, 5)
    shape = oval(x, y, size, size * pen.between(0.75, 1)) if pen.chance(0.6) else _plate(x - size, y - 40, x + size, y + 40, 10)
    middle = np.array((x, y))
    pen.fill((shape - middle) * 1.1 + middle, shaded(metal, 0.6))
    pen.fill((shape - middle) * 1.05 + middle, shaded(metal, 1.4))
    pen.fill(shape, inside)
    _marks(pen, x + pen.between(-30, 8), y + 28, 4, shaded(inside, 0.4))


def _dark(pen: Painter, wall: Colour) -> None:
    """Put a bench before a wall, with the number written above it."""
    level = pen.between(18, 34)
    bench = shaded(wall, pen.between(0.4, 0.8))
    _fade(pen, bench, level, 80)
    pen.line([(-80, level), (80, level)], shaded(bench, 1.4), 1.2)
    if pen.chance(0.7):
        _marks(pen, pen.between(-42, 0), pen.between(-42, -32), pen.between(5, 8), shaded(wall, 0.3 if sum(wall) > 330 else 1.8))  # noqa: PLR2004 - likewise


def _cube(pen: Painter, x: float, y: float, size: float) -> None:
    """Paint a cube of known size that says which side is seen."""
    face = _metal(pen)
    pen.fill(
        [(x - size, y - size), (x - size * 0.5, y - size * 1.4), (x + size * 1.5, y - size * 1.4), (x + size, y - size)], shaded(face, 1.25)
    )
    pen.fill(
        [(x + size, y - size), (x + size * 1.5, y - size * 1.4), (x + size * 1.5, y + size * 0.6), (x + size, y + size)], shaded(face, 0.6)
    )
    pen.fill(_box(x - size, y - size, x + size, y + size), face)
    _marks(pen, x - size * 0.5, y - size * 0.6, size * 0.28, (235, 235, 225))
