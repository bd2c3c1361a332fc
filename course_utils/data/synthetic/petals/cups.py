"""Roses and tulips: few broad petals, wound round each other or standing as a cup; the same colours for both."""

import numpy as np

from course_utils.data.synthetic.outlines import oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, shaded
from course_utils.data.synthetic.petals.floret import bloom, green, leaf, petal, ring, stem, yellow
from course_utils.data.synthetic.petals.turning import DOWN, GOLDEN, UP, direction, moved, turned

_BROAD = np.array([(-0.2, -0.55), (0.35, -0.6), (0.62, -0.2), (0.62, 0.2), (0.35, 0.6), (-0.2, 0.55)])  # of a rose's petal


def rose(pen: Painter) -> None:
    """Paint a rose: broad petals that wind round each other, seen from above, from a little aside, or a bud from the side."""
    stem(pen, 6, pen.between(-1.2, 1.2), 0.11 * pen.between(0.9, 1.5), green(pen))
    tint = bloom(pen)
    for side in (-1, 1):
        if pen.chance(0.6):
            at, turn = (0, pen.between(0.9, 1.6)), DOWN - side * pen.between(0.1, 0.2)
            leaf(pen, at, turn, pen.between(0.7, 1.2), pen.between(0.4, 0.6), green(pen))
    {"open": _rose_open, "bud": _rose_bud, "cup": _rose_cup}[pen.one_of({"open": 0.5, "bud": 0.24, "cup": 0.26})](pen, tint)


def _rose_open(pen: Painter, tint: Colour) -> None:
    _wind(pen, tint, int(pen.rng.integers(15, 25)), 1.0)
    turn = pen.between(0, 1)
    swirl = [np.multiply(direction(turn + step * 0.12), 0.17 * (1 - step / 14)) for step in range(13)]
    pen.line(np.array(swirl), shaded(tint, 0.5), 0.6)


def _wind(pen: Painter, tint: Colour, count: int, largest: float, *, flat: float = 1.0, up: float = 0.0) -> None:
    """Paint petals one upon the other, each turned by the golden angle and smaller; darker inside and round its edge."""
    turn = pen.between(0, 1)
    for number in range(count):
        share = 1 - number / count
        size = (0.16 + 0.84 * share) * largest
        shape = moved(rounded(_BROAD * size * pen.between(0.92, 1.06)), 0.42 * size, 0)
        shape = turned(shape, turn + number * GOLDEN) * (1, flat)
        light = pen.between(0.74, 0.86) + 0.28 * share
        pen.fill(moved(shape * 1.04, 0, -up), shaded(tint, light * 0.72))
        pen.fill(moved(shape, 0, -up), shaded(tint, light))


def _rose_cup(pen: Painter, tint: Colour) -> None:
    """Paint a rose from aside: the inner petals above, three outer ones below them, light at their edges."""
    pen.fill(rounded([(-0.9, -0.3), (0.9, -0.3), (0.72, 0.55), (0.25, 0.9), (-0.25, 0.9), (-0.72, 0.55)]), shaded(tint, 0.62))
    lip = rounded([(-0.59, -0.3), (0, -0.48), (0.59, -0.3), (0.5, 0.5), (0.1, 0.85), (-0.1, 0.85), (-0.5, 0.5)])
    for side in pen.rng.permutation(np.array((-1.0, 0.1, 1.0))):
        pen.fill(moved(lip, 0.36 * side, 0.02), shaded(tint, 0.66))
        pen.fill(moved(lip * (0.94, 0.96), 0.36 * side, 0.05), shaded(tint, pen.between(0.82, 0.98)))
    _wind(pen, tint, 12, 0.74, flat=0.62, up=0.36)
    cup = green(pen)
    for place in (-1.5, -0.5, 0.5, 1.5):
        sepal = turned(petal(0, 0.5, 0.2, tip=0), DOWN + 0.11 * place)
        pen.fill(moved(sepal, 0.12 * place, 0.72), shaded(cup, pen.between(0.8, 1.1)))


def _rose_bud(pen: Painter, tint: Colour) -> None:
    for lean, wide, light in ((0, 0.9, 0.7), (-0.28, 0.75, 0.84), (0.28, 0.75, 0.95), (0.05, 0.6, 1.06)):
        top = [(-wide / 2, -0.5), (-wide * 0.2, -0.95), (wide * 0.25, -0.98), (wide / 2, -0.5)]
        bottom = [(wide * 0.35, 0.5), (0, 0.75), (-wide * 0.35, 0.5)]
        pen.fill(moved(rounded(top + bottom), lean, 0), shaded(tint, light * pen.between(0.9, 1.05)))
    pen.line([(-0.25, -0.75), (0.05, -0.55), (0.3, -0.8)], shaded(tint, 0.6), 0.5)
    pen.line([(-0.1, -0.62), (0.16, -0.2), (0.2, 0.4)], shaded(tint, 0.68), 0.4)
    cup = green(pen)
    for number in range(4):
        sepal = turned(petal(0, 0.75, 0.24, tip=0.0), UP + 0.065 * (number - 1.5))
        pen.fill(moved(sepal, 0, 0.85), shaded(cup, pen.between(0.85, 1.1)))


def tulip(pen: Painter) -> None:
    """Paint a tulip: a cup of six petals from the side, open from above, or a closed bud."""
    tint = bloom(pen)
    stem(pen, 6, pen.between(-0.9, 0.9), pen.between(0.13, 0.2), green(pen))
    for side in (-1, 1):
        if pen.chance(0.7):
            turn = UP + side * pen.between(0.03, 0.1)
            leaf(pen, (0, pen.between(2.6, 3.6)), turn, pen.between(2, 3), pen.between(0.3, 0.5), green(pen))
    {"cup": _tulip_cup, "open": _tulip_open}[pen.one_of({"cup": 0.74, "open": 0.26})](pen, tint)


def _tulip_cup(pen: Painter, tint: Colour) -> None:
    wide, flare = pen.between(0.95, 1.5), pen.between(-0.25, 0.25)
    edge = shaded(tint, 1.35) if pen.chance(0.3) else tint
    for lean, light in ((-0.25, 0.7), (0.25, 0.74), (0, 0.64), (-0.38, 0.98), (0.38, 0.9), (0, 1.06)):
        half = wide * (0.36 if lean == 0 else 0.3)
        right = [(half * 0.55, -0.7), (half, 0), (half * 0.7, 0.72)]
        shape = rounded([(0, -1), *right, (0, 0.95), *[(-x, y) for x, y in right[::-1]]])
        shape = shape + np.stack((lean * wide * 0.75 - flare * lean * shape[:, 1], np.zeros(len(shape))), axis=1)
        middle = shape.mean(axis=0)
        pen.fill(shape, shaded(edge, light * 0.9))
        pen.fill((shape - middle) * (0.86, 0.94) + middle, shaded(tint, light))
    for x in (-0.08, 0, 0.08):
        pen.line([(x, -0.7), (x * 1.6, 0.7)], shaded(tint, 0.84), 0.35)


def _tulip_open(pen: Painter, tint: Colour) -> None:
    start = pen.between(0, 1)
    for layer in range(2):
        wide = pen.between(0.75, 0.95)
        ring(pen, 3, 0, 1 - 0.06 * layer, wide, shaded(tint, 0.84 + 0.16 * layer), tip=0.35, wild=0.04, start=start + layer / 6)
    heart = shaded(yellow(pen), 0.9) if pen.chance(0.5) else (52, 40, 52)
    ring(pen, 6, 0, 0.36, 0.2, heart, tip=0.2, wild=0.05, start=start, crease=1)
    for number in range(6):
        x, y = direction(start + number / 6)
        pen.disc(0.2 * x, 0.2 * y, 0.05, (60, 45, 30))
    pen.fill(oval(0, 0, 0.07, 0.07), (200, 205, 120))
