"""Daisies, dandelions and sunflowers: many small flowers that look like one, each from several sides."""

from course_utils.data.synthetic.outlines import oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, hue, shaded
from course_utils.data.synthetic.petals.floret import green, leaf, petal, ring, seeds, stem, yellow
from course_utils.data.synthetic.petals.turning import DOWN, GOLDEN, UP, direction, moved, turned

_WHITE: Colour = (244, 243, 238)
_RAYS = 7  # hairs of a parachute
_WIDTH = 3.9  # of all petals of a ring together, in radii: a circle of radius 0.62


def daisy(pen: Painter) -> None:
    """Paint a daisy: one ring or two of narrow florets round a low yellow button, or half of it from the side."""
    stem(pen, 6, pen.between(-1.2, 1.2), 0.09 * pen.between(0.9, 1.5), green(pen))
    tint = _daisy_tint(pen)
    (_daisy_side if pen.chance(0.2) else _daisy_open)(pen, tint)


def _daisy_tint(pen: Painter) -> Colour:
    kind = pen.one_of({"white": 0.7, "pink": 0.17, "yellow": 0.13})
    if kind == "white":
        return _WHITE
    return hue(pen.between(0.86, 0.98), pen.between(0.1, 0.55), 240) if kind == "pink" else yellow(pen)


def _daisy_open(pen: Painter, tint: Colour) -> None:
    count, layers = int(pen.rng.integers(13, 28)), int(pen.rng.integers(1, 3))
    wide, tip = pen.between(1.0, 1.6) * _WIDTH / count, pen.between(0.4, 0.9)
    for layer in range(layers):
        ring(pen, count, 0.18, 1 - 0.12 * layer, wide, shaded(tint, 0.9 + 0.1 * layer), tip=tip, start=layer * 0.5 / count)
    button = pen.between(0.2, 0.34)
    heart = hue(pen.between(0.11, 0.16), pen.between(0.65, 0.95), pen.between(190, 245))
    pen.disc(0, 0.02, button * 1.05, shaded(heart, 0.6))
    pen.disc(0, 0, button, shaded(heart, 0.88))
    seeds(pen, 48, button * 0.93, 0.036, shaded(heart, 0.72), shaded(heart, 1.15))


def _daisy_side(pen: Painter, tint: Colour) -> None:
    count, spread = int(pen.rng.integers(9, 14)), pen.between(0.28, 0.42)
    heart = hue(pen.between(0.11, 0.16), pen.between(0.65, 0.95), pen.between(190, 245))
    pen.fill(oval(0, -0.22, 0.32, 0.2), shaded(heart, 0.9))
    for number in pen.rng.permutation(count):
        turn = UP + spread * ((number + 0.5) / count - 0.5) * 2
        shape = petal(0.12, pen.between(0.8, 1.05), 0.24, tip=pen.between(0.4, 0.9))
        pen.fill(turned(shape, turn) * (1, 0.75), shaded(tint, pen.between(0.8, 1.06)))
    pen.fill(rounded([(-0.26, -0.12), (0.26, -0.12), (0.16, 0.1), (0, 0.2), (-0.16, 0.1)], 1), green(pen))


def dandelion(pen: Painter) -> None:
    """Paint a dandelion: in flower (yellow to its middle), half open from the side, or a clock of parachutes."""
    stalk = green(pen) if pen.chance(0.6) else shaded((150, 110, 80), pen.between(0.8, 1.1))
    stem(pen, 6, pen.between(-1.2, 1.2), 0.08 * pen.between(0.9, 1.5), stalk)
    _DANDELIONS[pen.one_of({"flower": 0.48, "clock": 0.38, "half": 0.14})](pen)


def _dandelion_flower(pen: Painter) -> None:
    tint = yellow(pen)
    for layer, outer in enumerate((1.0, 0.84, 0.66, 0.47, 0.28)):
        count = int(32 - 5 * layer + pen.rng.integers(-3, 4))
        colour = shaded(tint, 0.84 + 0.055 * layer)
        ring(pen, count, 0.02, outer, 0.13, colour, tip=0.95, wild=0.16, start=layer * 0.11, crease=0.8)


def _dandelion_half(pen: Painter) -> None:
    tint, cup = yellow(pen), green(pen)
    for layer in range(2):
        for number in range(13):
            turn = UP + 0.125 * (number - 6) / 6 + pen.between(-0.01, 0.01)
            shape = petal(0.0, pen.between(0.85, 1.1) - 0.16 * layer, 0.15, tip=0.9)
            pen.fill(turned(shape, turn), shaded(tint, pen.between(0.76, 1.0) + 0.1 * layer))
    pen.fill(rounded([(-0.3, -0.3), (0.3, -0.3), (0.24, 0.12), (0.08, 0.24), (-0.08, 0.24), (-0.24, 0.12)], 1), cup)
    for number in range(5):
        tip = turned(petal(0, 0.3, 0.09, tip=0), DOWN + 0.09 * (number - 2))
        pen.fill(moved(tip, 0.07 * (number - 2), 0.1), shaded(cup, pen.between(0.7, 1.1)))


def _dandelion_clock(pen: Painter) -> None:
    pale: Colour = (pen.between(205, 248),) * 3
    gone = pen.between(0, 0.4) if pen.chance(0.4) else 0.0
    count, turn = int(pen.rng.integers(80, 110)), pen.between(0, 1)
    pen.disc(0, 0, pen.between(0.1, 0.17), shaded((150, 120, 85), pen.between(0.7, 1.2)))
    for number in range(count)[::-1]:
        share, around = ((number + 0.5) / count) ** 0.5, turn + number * GOLDEN + pen.between(-0.02, 0.02)
        if pen.chance(gone):
            continue
        across, down = direction(around)
        x, y, tone = 0.88 * share * across, 0.88 * share * down, shaded(pale, pen.between(0.72, 1.05))
        pen.line([(0.12 * x, 0.12 * y), (x, y)], shaded(tone, 0.75), 0.3)
        for ray in range(_RAYS):
            away = direction(around + ray / _RAYS)
            pen.line([(x, y), (x + 0.15 * away[0], y + 0.15 * away[1])], tone, 0.5)


_DANDELIONS = {"flower": _dandelion_flower, "clock": _dandelion_clock, "half": _dandelion_half}


def sunflower(pen: Painter) -> None:
    """Paint a sunflower: pointed petals round a broad disc of seeds, or its back."""
    stem(pen, 6, pen.between(-0.9, 0.9), 0.16 * pen.between(0.9, 1.4), green(pen))
    if pen.chance(0.6):
        side = pen.between(0.02, 0.14)
        turn = side if pen.chance(0.5) else 0.5 - side
        leaf(pen, (0, pen.between(1.0, 1.7)), turn, pen.between(0.8, 1.3), pen.between(0.5, 0.8), green(pen))
    tint = yellow(pen) if pen.chance(0.85) else hue(pen.between(0.02, 0.09), pen.between(0.6, 0.9), pen.between(170, 235))
    disc, count = pen.between(0.34, 0.58), int(pen.rng.integers(15, 27))
    for layer in range(2):
        wide, start = 1.25 * 4.7 / count, layer * 0.5 / count
        ring(pen, count, disc * 0.8, 1 - 0.08 * layer, wide, shaded(tint, 0.84 + 0.16 * layer), tip=0.1, wild=0.1, start=start)
    (_sunflower_back if pen.chance(0.08) else _sunflower_disc)(pen, disc)


def _sunflower_disc(pen: Painter, disc: float) -> None:
    dark = shaded((92, 62, 38), pen.between(0.5, 1.15)) if pen.chance(0.8) else shaded((150, 140, 60), pen.between(0.8, 1.1))
    pen.disc(0, 0, disc, shaded(dark, 0.85))
    edge = shaded((178, 128, 50), pen.between(0.7, 1.2))
    seeds(pen, 110, disc * 0.96, 0.04, shaded(dark, pen.between(0.6, 1.3)), edge)


def _sunflower_back(pen: Painter, disc: float) -> None:
    cup = green(pen)
    pen.disc(0, 0, disc, shaded(cup, 0.8))
    ring(pen, 14, disc * 0.3, disc * 1.25, 0.2, cup, tip=0.05, wild=0.12)
    pen.disc(0, 0, disc * 0.35, shaded(cup, 1.1))
