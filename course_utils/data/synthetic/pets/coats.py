"""Coats that cats and dogs share: the same range of colours, and markings that both may have."""

from dataclasses import dataclass

import numpy as np

from course_utils.data.synthetic.outlines import Points, limb, mirrored, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, shaded
from course_utils.data.synthetic.pets.view import Face, soft, tufted

HAIRS = 36  # drawn one by one on a head
FURS: tuple[Colour, ...] = (
    (40, 37, 36),  # black
    (74, 56, 44),  # chocolate
    (112, 78, 50),  # brown
    (150, 108, 68),  # tawny
    (186, 128, 70),  # ginger
    (206, 170, 124),  # fawn
    (232, 222, 204),  # cream
    (236, 234, 230),  # white
    (128, 126, 124),  # grey
    (96, 102, 112),  # blue grey
)
MARKINGS = {
    0: {"none": 0.14, "tabby": 0.4, "patches": 0.16, "mask": 0.12, "spots": 0.06, "blaze": 0.12},  # cats
    1: {"none": 0.3, "tabby": 0.02, "patches": 0.2, "mask": 0.18, "spots": 0.1, "blaze": 0.2},  # dogs
}


@dataclass(frozen=True)
class Coat:
    """The fur of one animal.

    Attributes
    ----------
    base, dark, pale, other : Colour, of most of it, of shaded parts, of muzzle and chest, of markings
    marking : str, a key of MARKINGS
    length : float, of the hairs, in head widths
    """

    base: Colour
    dark: Colour
    pale: Colour
    other: Colour
    marking: str
    length: float


def coat_for(label: int, pen: Painter) -> Coat:
    """Choose a coat: colours are alike for cats and dogs, markings nearly.

    Parameters
    ----------
    label : int, 0 cat, 1 dog
    pen : Painter, whose chance decides

    Returns
    -------
    Coat
    """
    base = shaded(FURS[int(pen.rng.integers(len(FURS)))], pen.between(0.82, 1.1))
    another = shaded(FURS[int(pen.rng.integers(len(FURS)))], pen.between(0.8, 1.1))
    marking = pen.one_of(MARKINGS[label])
    bright = sum(base) / 3
    if marking in {"tabby", "mask", "spots"}:
        another = shaded(base, pen.between(0.3, 0.6)) if bright > 70 else shaded(base, pen.between(1.15, 1.3))  # noqa: PLR2004 - black fur has lighter marks
    pale = shaded(base, pen.between(1.1, 1.7)) if pen.chance(0.65) else shaded(FURS[7], pen.between(0.85, 1))
    if pen.chance(0.2):
        pale = shaded(base, pen.between(0.75, 1))
    return Coat(
        base, shaded(base, pen.between(0.55, 0.78)), pale, another, marking, pen.between(0.01, 0.05) + pen.between(0, 0.16) ** 2 * 3
    )


def paint_head(face: Face, coat: Coat, half: Points) -> None:
    """Paint a head with its markings; ears, eyes and muzzle are not among them.

    Parameters
    ----------
    face : Face
    coat : Coat
    half : (V, 2), the right half of its outline, from the top middle to the bottom middle
    """
    pen = face.pen
    outline = rounded(mirrored(half)) + np.array((face.turn * 0.12, face.nod * 0.08))
    shadow = outline * 1.03 + np.array((0, 0.05))  # parts the head from a body of the same colour
    pen.fill(tufted(shadow, pen, coat.length * 1.3), shaded(coat.dark, 0.8))
    pen.fill(tufted(outline, pen, coat.length * 1.3), coat.base)
    if coat.marking in _MARKS:
        _MARKS[coat.marking](face, coat)
    _strokes(face, coat)


def _tabby(face: Face, coat: Coat) -> None:
    pen = face.pen
    thin = pen.between(0.03, 0.055)
    for side in (-1, 1):
        for start, end in (((0.07, -0.8), (0.1, -0.42)), ((0.28, -0.78), (0.24, -0.4)), ((0.5, -0.7), (0.4, -0.42))):
            bend = ((start[0] + end[0]) / 2 + pen.between(-0.05, 0.05), (start[1] + end[1]) / 2)
            face.mark(limb(np.array((start, bend, end)) * (side, 1), thin, thin * pen.between(0.4, 1)), coat.other)
        for y in (-0.12, 0.12, 0.36):
            line = np.array(((0.66, y + 0.02), (0.8, y + 0.06 + pen.between(-0.04, 0.04)), (0.97, y - 0.02)))
            face.mark(limb(line * (side, 1), thin * 0.7, thin), coat.other)


def _patches(face: Face, coat: Coat) -> None:
    pen = face.pen
    for side in (-1, 1):
        if pen.chance(0.75):
            points = [(0.06, -0.9), (0.7, -0.8), (0.97, -0.2), (0.85, 0.3), (0.45, pen.between(0.05, 0.4)), (0.12, pen.between(-0.3, 0))]
            face.mark(soft(points, side), coat.other)


def _mask(face: Face, coat: Coat) -> None:
    half = np.array([(0, -0.42), (0.4, -0.36), (0.66, 0.06), (0.52, 0.55), (0, 0.74)])
    for size, share in ((1.2, 0.4), (1.08, 0.7), (0.92, 1.0)):  # it fades into the coat
        colour: Colour = tuple(base + (other - base) * share for base, other in zip(coat.base, coat.other, strict=True))  # type: ignore[assignment]  # three of each
        edge = tufted(rounded(mirrored(half * size)), face.pen, 0.08)
        face.mark(edge + np.array((0, 0.1)), colour)


def _spots(face: Face, coat: Coat) -> None:
    pen = face.pen
    for _ in range(int(pen.rng.integers(7, 16))):
        x, y, size = pen.between(-0.8, 0.8), pen.between(-0.75, 0.7), pen.between(0.04, 0.11)
        if x * x + y * y < 0.8:  # noqa: PLR2004 - well within the head
            face.mark(oval(x, y, size, size * pen.between(0.7, 1.3)), coat.other)


def _blaze(face: Face, _coat: Coat) -> None:
    wide = face.pen.between(0.08, 0.22)
    points = [(0, -0.95), (wide, -0.8), (wide * 0.7, -0.1), (0.38, 0.3), (0.3, 0.52), (0, 0.58)]
    face.mark(rounded(np.array(points + [(-x, y) for x, y in points[::-1]])), FURS[7])


_MARKS = {"tabby": _tabby, "patches": _patches, "mask": _mask, "spots": _spots, "blaze": _blaze}


def _strokes(face: Face, coat: Coat) -> None:
    """Paint single hairs, which run outwards from the nose."""
    pen = face.pen
    places = (pen.rng.random((HAIRS, 2)) * 2 - 1) * (0.85, 0.8)
    away = places - (0, 0.2)
    tips = places + away / np.sqrt((away * away).sum(axis=1, keepdims=True) + 0.01) * (0.06 + coat.length)
    for root, end, tone in zip(face.on(places), face.on(tips), pen.rng.random(HAIRS), strict=True):
        pen.line(np.stack((root, end)), shaded(coat.base, 0.82 + 0.3 * tone), 0.3)
