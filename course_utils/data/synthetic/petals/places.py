"""Where a flower is photographed: a meadow, a bed, before the sky, in the dark, in a room, before lights; and what is in the way."""

from course_utils.data.synthetic.outlines import limb, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, hue, shaded
from course_utils.data.synthetic.petals.floret import bloom, green, leaf, yellow

SHARES = {"meadow": 0.34, "bed": 0.16, "sky": 0.12, "dark": 0.14, "room": 0.1, "lights": 0.14}
_STEPS = 8  # bands of one colour that fades


def paint_place(pen: Painter, clutter: float) -> None:
    """Paint what is behind a flower, over the whole picture.

    Parameters
    ----------
    pen : Painter, in the picture's own pose
    clutter : float, 0 little to 1 much
    """
    _PLACES[pen.one_of(SHARES)](pen, clutter)


def _fade(pen: Painter, colour: Colour, top: float, bottom: float, by: float) -> None:
    """Let a colour grow brighter or darker downwards."""
    half = pen.side / 2
    for step in range(_STEPS):
        start = top + (bottom - top) * step / _STEPS
        box = [(-half, start), (half, start), (half, bottom), (-half, bottom)]
        pen.fill(box, shaded(colour, 1 + (by - 1) * step / _STEPS))


def _blades(pen: Painter, count: int, tint: Colour, top: float) -> None:
    half = pen.side / 2
    for _ in range(count):
        x, y = pen.between(-half, half), pen.between(top, half + 10)
        tip = (x + pen.between(-9, 9), y - pen.between(8, 30))
        middle = ((x + tip[0]) / 2 + pen.between(-2, 2), (y + tip[1]) / 2)
        pen.fill(limb([(x, y), middle, tip], pen.between(0.5, 1.6), 0.2), shaded(tint, pen.between(0.5, 1.4)))


def _spots(pen: Painter, count: int, largest: float) -> None:
    """Paint round things far away: other blossoms, and lights between leaves."""
    half = pen.side / 2
    for _ in range(count):
        tint = bloom(pen) if pen.chance(0.5) else yellow(pen) if pen.chance(0.6) else (240, 240, 232)
        x, y, size = pen.between(-half, half), pen.between(-half, half), pen.between(1.5, largest)
        pen.fill(oval(x, y, size, size * pen.between(0.7, 1)), shaded(tint, pen.between(0.65, 1.1)))


def _leaves(pen: Painter, count: int, tint: Colour) -> None:
    half = pen.side / 2
    for _ in range(count):
        at = (pen.between(-half, half), pen.between(-half, half))
        leaf(pen, at, pen.between(0, 1), pen.between(8, 26), pen.between(4, 11), shaded(tint, pen.between(0.5, 1.3)))


def _meadow(pen: Painter, clutter: float) -> None:
    half, tint = pen.side / 2, green(pen)
    _fade(pen, tint, -half, half, pen.between(0.6, 1.5))
    if pen.chance(0.25):
        _fade(pen, hue(pen.between(0.53, 0.62), pen.between(0.1, 0.5), 225), -half, pen.between(-half, -5), 1.1)
    _leaves(pen, int(3 + 9 * clutter * pen.between(0, 1)), tint)
    _spots(pen, int(10 * clutter * pen.between(0, 1)), 3 + 6 * clutter)
    _blades(pen, int(12 + 40 * clutter * pen.between(0, 1)), tint, -half)


def _bed(pen: Painter, clutter: float) -> None:
    half, soil = pen.side / 2, hue(pen.between(0.04, 0.11), pen.between(0.2, 0.5), pen.between(55, 150))
    _fade(pen, soil, -half, half, pen.between(0.7, 1.3))
    for _ in range(int(20 + 60 * clutter)):
        x, y, size = pen.between(-half, half), pen.between(-half, half), pen.between(0.6, 3)
        pen.fill(oval(x, y, size, size * 0.7), shaded(soil, pen.between(0.6, 1.4)))
    _leaves(pen, int(2 + 12 * clutter * pen.between(0, 1)), green(pen))


def _sky(pen: Painter, clutter: float) -> None:
    half = pen.side / 2
    _fade(pen, hue(pen.between(0.53, 0.64), pen.between(0.1, 0.75), pen.between(150, 250)), -half, half, pen.between(0.9, 1.4))
    for _ in range(int(4 * clutter * pen.between(0, 1))):
        x, y = pen.between(-half, half), pen.between(-half, half)
        pen.fill(oval(x, y, pen.between(8, 26), pen.between(3, 8)), (pen.between(205, 250),) * 3)
    if pen.chance(0.4):
        _blades(pen, int(10 + 30 * clutter), green(pen), half * 0.4)


def _dark(pen: Painter, clutter: float) -> None:
    half, tint = pen.side / 2, hue(pen.between(0, 1), pen.between(0, 0.6), pen.between(8, 60))
    _fade(pen, tint, -half, half, pen.between(0.5, 1.6))
    _leaves(pen, int(8 * clutter * pen.between(0, 1)), shaded(green(pen), 0.45))


def _room(pen: Painter, clutter: float) -> None:
    half, wall = pen.side / 2, hue(pen.between(0, 1), pen.between(0, 0.4), pen.between(90, 240))
    _fade(pen, wall, -half, half, pen.between(0.8, 1.2))
    for _ in range(int(1 + 4 * clutter * pen.between(0, 1))):
        x, y, wide, high = pen.between(-half, 30), pen.between(-half, 10), pen.between(8, 40), pen.between(10, 50)
        frame = hue(pen.between(0, 1), pen.between(0, 0.7), pen.between(40, 235))
        pen.fill([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], frame)
    table = pen.between(8, 36)
    _fade(pen, hue(pen.between(0.04, 0.12), pen.between(0.1, 0.6), pen.between(70, 220)), table, half, 1.2)
    if pen.chance(0.5):
        x, wide, glass = pen.between(-14, 14), pen.between(6, 12), hue(pen.between(0, 1), pen.between(0, 0.6), pen.between(120, 240))
        pen.fill(rounded([(x - wide, 16), (x + wide, 16), (x + wide * 1.2, half), (x - wide * 1.2, half)], 1), glass)


def _lights(pen: Painter, clutter: float) -> None:
    half, tint = pen.side / 2, shaded(green(pen), pen.between(0.4, 1))
    _fade(pen, tint, -half, half, pen.between(0.6, 1.4))
    for _ in range(int(8 + 16 * clutter)):
        x, y, size = pen.between(-half, half), pen.between(-half, half), pen.between(3, 12)
        light = shaded(tint, pen.between(1.1, 1.7)) if pen.chance(0.65) else shaded(bloom(pen), pen.between(0.7, 1.1))
        pen.fill(oval(x, y, size, size), light)


_PLACES = {"meadow": _meadow, "bed": _bed, "sky": _sky, "dark": _dark, "room": _room, "lights": _lights}


def paint_before(pen: Painter, difficulty: float) -> None:
    """Paint what is in the way: seldom at difficulty 0, often at 1.

    Parameters
    ----------
    pen : Painter, in the picture's own pose
    difficulty : float, 0 to 1
    """
    if pen.chance(0.05 + 0.4 * difficulty):
        _blades(pen, int(3 + 14 * difficulty * pen.between(0, 1)), green(pen), pen.side * 0.2)
    if pen.chance(0.03 + 0.2 * difficulty):
        half, size = pen.side / 2, pen.between(6, 14)
        leaf(pen, (pen.between(-half, half), half), pen.between(0.6, 0.9), size * 3, size, shaded(green(pen), pen.between(0.6, 1.3)))
    if pen.chance(0.04 + 0.12 * difficulty):
        _insect(pen, pen.between(-22, 22), pen.between(-22, 22), pen.between(1.4, 3))


def _insect(pen: Painter, x: float, y: float, size: float) -> None:
    """Paint a bee, a fly or a ladybird."""
    kind = pen.one_of({"bee": 0.45, "fly": 0.3, "ladybird": 0.25})
    body: Colour = {"bee": (205, 150, 40), "fly": (40, 44, 50), "ladybird": (190, 40, 30)}[kind]
    pen.fill(oval(x, y, size * 1.4, size), body)
    pen.fill(oval(x - size * 1.5, y, size * 0.6, size * 0.6), (25, 22, 22))
    if kind == "ladybird":
        for side in (-0.5, 0.5):
            pen.disc(x + side * size, y + side * size * 0.5, size * 0.28, (25, 22, 22))
        return
    if kind == "bee":
        for step in (-0.4, 0.4):
            pen.line([(x + step * size, y - size * 0.9), (x + step * size, y + size * 0.9)], (35, 28, 20), 0.7)
    pen.fill(oval(x + size * 0.2, y - size * 1.1, size * 1.1, size * 0.5), (220, 222, 226))
