"""Where a pet is photographed: a room, a garden, a sofa, a floor, a plain wall; and what is in its way."""

import numpy as np

from course_utils.data.synthetic.outlines import limb, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, hue, shaded

SKINS: tuple[Colour, ...] = ((232, 190, 164), (206, 158, 128), (168, 118, 88), (110, 74, 56))
SHARES = {"room": 0.26, "garden": 0.22, "sofa": 0.2, "floor": 0.18, "plain": 0.14}


def cloth(pen: Painter) -> Colour:
    """Choose a colour of walls and cloth: grey and white often, else any.

    Parameters
    ----------
    pen : Painter, whose chance decides

    Returns
    -------
    Colour
    """
    if pen.chance(0.3):
        return (pen.between(70, 240),) * 3
    return hue(pen.between(0, 1), pen.between(0, 0.7) * pen.between(0.2, 1), pen.between(60, 235))


def paint_place(pen: Painter, clutter: float) -> None:
    """Paint what is behind a pet, over the whole picture.

    Parameters
    ----------
    pen : Painter, in the picture's own pose
    clutter : float, 0 little to 1 much
    """
    half = pen.side / 2
    wall = cloth(pen)
    pen.fill(_box(-half, -half, half, half), wall)
    _PLACES[pen.one_of(SHARES)](pen, wall, clutter)


def _box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _bands(pen: Painter, colour: Colour, top: float, bottom: float) -> None:
    """Let a colour fade downwards."""
    half, steps, by = pen.side / 2, 8, pen.between(0.75, 1.3)
    for step in range(steps):
        start = top + (bottom - top) * step / steps
        pen.fill(_box(-half, start, half, bottom), shaded(colour, 1 + (by - 1) * step / steps))


def _room(pen: Painter, wall: Colour, clutter: float) -> None:
    half, skirting = pen.side / 2, pen.between(-5, 40)
    _bands(pen, wall, -half, skirting)
    for _ in range(int(pen.rng.integers(1, 2 + int(5 * clutter)))):
        x, y, wide, high = pen.between(-48, 30), pen.between(-48, 10), pen.between(8, 34), pen.between(10, 50)
        frame = cloth(pen)
        pen.fill(_box(x, y, x + wide, y + high), frame)
        pen.fill(_box(x + 2, y + 2, x + wide - 2, y + high - 2), shaded(frame, pen.between(0.6, 1.5)))
    floor = cloth(pen)
    _bands(pen, floor, skirting, half)
    pen.fill(_box(-half, skirting - 2, half, skirting + 1), shaded(wall, 1.4))


def _garden(pen: Painter, wall: Colour, clutter: float) -> None:
    half, horizon = pen.side / 2, pen.between(-48, 15)
    grass = hue(pen.between(0.16, 0.32), pen.between(0.25, 0.55), pen.between(75, 165))
    _bands(pen, wall if pen.chance(0.4) else hue(pen.between(0.53, 0.62), pen.between(0.1, 0.5), 225), -half, horizon)
    for _ in range(int(pen.rng.integers(1, 4 + int(6 * clutter)))):
        x, y, size = pen.between(-48, 48), horizon - pen.between(0, 14), pen.between(6, 18)
        leaf = shaded(grass, pen.between(0.4, 0.95))
        pen.fill(rounded(oval(x, y, size, size) + (pen.rng.random((16, 2)) - 0.5) * size * 0.7, 1), leaf)
    _bands(pen, grass, horizon, half)
    for _ in range(50):
        x, y = pen.between(-48, 48), horizon + (half - horizon) * pen.between(0, 1)
        pen.line([(x, y), (x + pen.between(-2, 2), y - pen.between(3, 7))], shaded(grass, pen.between(0.6, 1.35)), pen.between(0.4, 1))


def _sofa(pen: Painter, wall: Colour, clutter: float) -> None:
    half, top = pen.side / 2, pen.between(-40, 0)
    seat = cloth(pen)
    _bands(pen, wall, -half, top)
    for left in (-half - pen.between(0, 30), pen.between(-20, 20)):
        back = rounded(_box(left, top, left + pen.between(50, 80), half + 30), 2)
        pen.fill(back, seat)
        pen.line(np.concatenate((back, back[:1])), shaded(seat, 0.65), 1)
    pen.fill(rounded(_box(-half - 20, pen.between(12, 34), half + 20, half + 30), 1), shaded(seat, pen.between(0.85, 1.2)))
    for _ in range(int(pen.rng.integers(0, 2 + int(4 * clutter)))):
        x, y, size, cover = pen.between(-44, 44), pen.between(-20, 30), pen.between(8, 18), cloth(pen)
        pen.fill(rounded(oval(x, y, size * 1.3, size), 0), cover)
        pen.line([(x - size, y + pen.between(-4, 4)), (x + size, y + pen.between(-4, 4))], shaded(cover, 0.7), 1.2)


def _floor(pen: Painter, wall: Colour, clutter: float) -> None:
    half = pen.side / 2
    _bands(pen, wall, -half, half)
    gap, slope, joint = pen.between(9, 26), pen.between(-0.5, 0.5), shaded(wall, pen.between(0.6, 0.9))
    for number in range(-9, 10):
        x = number * gap
        pen.line([(x - 48 * slope, -half), (x + 48 * slope, half)], joint, pen.between(0.5, 1.2))
        if pen.chance(0.6):
            pen.line([(-half, x + 24 * slope), (half, x - 24 * slope)], joint, 0.7)
    for _ in range(int(pen.rng.integers(0, 2 + int(5 * clutter)))):
        pen.fill(oval(pen.between(-48, 48), pen.between(-48, 48), pen.between(3, 12), pen.between(3, 12)), cloth(pen))


def _plain(pen: Painter, wall: Colour, _clutter: float) -> None:
    _bands(pen, wall, -pen.side / 2, pen.side / 2)


_PLACES = {"room": _room, "garden": _garden, "sofa": _sofa, "floor": _floor, "plain": _plain}


def paint_before(pen: Painter, difficulty: float) -> None:
    """Paint what is in the way: seldom at difficulty 0, mostly at 1.

    Parameters
    ----------
    pen : Painter, in the picture's own pose
    difficulty : float, 0 to 1
    """
    for paint, share in ((_grass, 0.26), (_blanket, 0.22), (_hand, 0.2), (_bars, 0.12)):
        if pen.chance(share * (0.06 + 0.94 * difficulty)):
            paint(pen)


def _grass(pen: Painter) -> None:
    green = hue(pen.between(0.16, 0.36), pen.between(0.3, 0.7), pen.between(60, 180))
    for _ in range(int(pen.rng.integers(8, 26))):
        x, tip = pen.between(-52, 52), pen.between(-4, 40)
        middle = (x + pen.between(-3, 3), (48 + tip) / 2)
        pen.fill(limb([(x, 49), middle, (x + pen.between(-8, 8), tip)], pen.between(0.6, 1.5), 0.2), shaded(green, pen.between(0.6, 1.3)))


def _blanket(pen: Painter) -> None:
    cover, left, right = cloth(pen), pen.between(8, 42), pen.between(8, 42)
    fold = rounded([(-60, left), (-20, (left * 2 + right) / 3 - pen.between(-6, 8)), (60, right), (60, 70), (-60, 70)], 3)
    pen.fill(fold, cover)
    stripe = shaded(cover, pen.between(0.6, 1.5))
    for step in range(1, 4):
        pen.line([(-50, left + step * 9), (50, right + step * 9)], stripe, pen.between(0.5, 3))


def _hand(pen: Painter) -> None:
    skin, side = SKINS[int(pen.rng.integers(len(SKINS)))], 1 if pen.chance(0.5) else -1
    x, y = side * pen.between(26, 42), pen.between(-10, 44)
    pen.fill(limb([(side * 60, y + pen.between(0, 24)), (x, y)], 12, 7), cloth(pen) if pen.chance(0.3) else skin)
    pen.fill(oval(x, y, 8, 9), skin)
    for finger in range(4):
        tip = (x - side * pen.between(9, 17), y - 8 + finger * 5.2)
        pen.fill(limb([(x, y - 6 + finger * 4), tip, (tip[0] - side * 0.5, tip[1])], 2.9, 2.2), shaded(skin, 0.86 + 0.05 * finger))
        pen.disc(*tip, 2.2, shaded(skin, 0.92 + 0.04 * finger))


def _bars(pen: Painter) -> None:
    gap, wire, slope = pen.between(10, 26), (pen.between(60, 220),) * 3, pen.between(-0.1, 0.1)
    start, thin = pen.between(0, gap), pen.between(0.5, 1.3)
    for number in range(-6, 7):
        x = start + number * gap
        pen.line([(x - 48 * slope, -49), (x + 48 * slope, 49)], wire, thin)
