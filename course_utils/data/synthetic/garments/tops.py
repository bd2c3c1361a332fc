"""Garments for the upper body. They share one torso and one way to hang sleeves, which is what makes them hard to tell apart."""

from dataclasses import dataclass

import numpy as np

from course_utils.data.synthetic.garments.sketch import Sketch
from course_utils.data.synthetic.outlines import mirrored, rounded


@dataclass(frozen=True)
class Torso:
    """Half widths and heights, in pixels from the middle of the picture."""

    top: float
    bottom: float
    shoulder: float
    chest: float
    waist: float
    hem: float
    neck: float
    neck_depth: float


def _torso(pen: Sketch, top: float, bottom: float, width: float) -> Torso:
    return Torso(
        top=top + pen.between(-0.8, 0.8),
        bottom=bottom + pen.between(-1, 1),
        shoulder=width * pen.between(0.95, 1.1),
        chest=width * pen.between(0.85, 1.0),
        waist=width * pen.between(0.78, 1.0),
        hem=width * pen.between(0.85, 1.1),
        neck=width * pen.between(0.3, 0.48),
        neck_depth=pen.between(0.8, 3.2),
    )


def _draw_torso(pen: Sketch, torso: Torso, hem_curve: float = 0.3) -> None:
    middle = (torso.top + torso.bottom) / 2
    half = [
        (0, torso.top + torso.neck_depth),
        (torso.neck * 0.7, torso.top + torso.neck_depth * 0.7),
        (torso.neck, torso.top),
        (torso.neck, torso.top),
        (torso.shoulder, torso.top + 1.6),
        (torso.shoulder, torso.top + 1.6),
        (torso.chest, torso.top + 6),
        (torso.waist, middle + 1),
        (torso.hem, torso.bottom),
        (torso.hem, torso.bottom),
        (0, torso.bottom + hem_curve),
    ]
    pen.fill(rounded(mirrored(half)))


def _sleeves(pen: Sketch, torso: Torso, length: float, spread: float, cuff: float | None = None) -> None:
    """Hang two sleeves; `spread` is how many pixels outwards per pixel downwards, `cuff` the shade of a band at the end."""
    shade = pen.between(0.86, 1.04)
    for side in (-1, 1):
        slope = spread * pen.between(0.75, 1.25)
        norm = 1 / (1 + slope * slope) ** 0.5
        along, across = np.array((slope, 1.0)) * norm, np.array((1.0, -slope)) * norm
        start = np.array((torso.shoulder - 0.9, torso.top + 2.2))
        wide, narrow = pen.between(1.7, 2.3), pen.between(1.1, 1.7)
        end = start + along * length * pen.between(0.94, 1.06)
        outline = np.stack(
            (start - along * 0.9 + across * 0.7, end + across * narrow, end - across * narrow, start + along * 3.2 - across * wide)
        )
        pen.fill(outline * (side, 1), shade)
        if cuff is not None:
            band = np.stack(
                (end - along * 1.4 + across * narrow, end + across * narrow, end - across * narrow, end - along * 1.4 - across * narrow)
            )
            pen.fill(band * (side, 1), cuff)
        seam = np.stack((start - along * 0.6 + across * 0.2, start + along * 3.4 - across * wide * 0.9))
        pen.line(seam * (side, 1), 0.72, 0.4)


def _neckline(pen: Sketch, torso: Torso, shade: float) -> None:
    """Bind the neck with a narrow band."""
    rim = [(-torso.neck, torso.top), (-torso.neck * 0.6, torso.top + torso.neck_depth * 0.8), (0, torso.top + torso.neck_depth)]
    pen.line([*rim, *((-x, y) for x, y in reversed(rim[:-1]))], shade, 0.6)


def _opening(pen: Sketch, torso: Torso, shade: float, width: float, *, lean: float = 0.0) -> None:
    pen.line([(lean, torso.top + torso.neck_depth), (lean, torso.bottom)], shade, width)


def _buttons(pen: Sketch, torso: Torso, x: float, count: int, radius: float, shade: float) -> None:
    for y in np.linspace(torso.top + torso.neck_depth + 2, torso.bottom - 3, count):
        pen.dot(x, float(y), radius, shade)


def _collar(pen: Sketch, torso: Torso, drop: float, shade: float) -> None:
    """Fold two leaves down from the neck."""
    for side in (-1, 1):
        leaf = [
            (0.2, torso.top + torso.neck_depth),
            (torso.neck + 0.4, torso.top - 0.6),
            (torso.neck + 0.9, torso.top + 1.2),
            (1.6, torso.top + torso.neck_depth + drop),
        ]
        pen.fill([(side * x, y) for x, y in leaf], shade)
        pen.line([(side * leaf[2][0], leaf[2][1]), (side * leaf[3][0], leaf[3][1]), (side * leaf[0][0], leaf[0][1])], shade * 0.7, 0.4)


def _print(pen: Sketch, torso: Torso) -> None:
    """Put a patch, a band or a few lines of writing on the chest."""
    shade, y = pen.between(0.35, 1.6), pen.between(torso.top + 5, torso.top + 9)
    kind = pen.one_of({"patch": 0.34, "band": 0.33, "writing": 0.33})
    if kind == "patch":
        x, half, height = pen.between(-1, 1), pen.between(1.5, 3.5), pen.between(2, 6)
        pen.fill(rounded([(x - half, y), (x + half, y), (x + half, y + height), (x - half, y + height)], 1), shade)
    elif kind == "band":
        pen.fill([(-torso.chest * 0.94, y), (torso.chest * 0.94, y), (torso.chest * 0.94, y + 2.5), (-torso.chest * 0.94, y + 2.5)], shade)
    else:
        for row in range(int(pen.rng.integers(1, 4))):
            half = pen.between(1.5, 3.6)
            pen.line([(-half, y + 1.7 * row), (half, y + 1.7 * row)], shade, 0.8)


def t_shirt(pen: Sketch) -> None:
    """Draw a T-shirt or a top: short sleeves or none, no opening."""
    torso = _torso(pen, -11, 11, pen.between(6, 8.2))
    if pen.chance(0.84):
        _sleeves(pen, torso, pen.between(4, 8), pen.between(0.5, 1.3), 0.8 if pen.chance(0.15) else None)
    _draw_torso(pen, torso)
    if pen.chance(0.6):
        _neckline(pen, torso, pen.between(0.6, 1.3))
    if pen.chance(0.4):
        _print(pen, torso)


def pullover(pen: Sketch) -> None:
    """Draw a pullover: long sleeves, ribbed hem and cuffs, nothing to open."""
    torso = _torso(pen, -11, 10.5, pen.between(6.2, 8.2))
    rib = pen.between(0.65, 1.2)
    _sleeves(pen, torso, pen.between(15, 20), pen.between(0.12, 0.35), rib if pen.chance(0.7) else None)
    _draw_torso(pen, torso)
    if pen.chance(0.75):
        pen.fill(
            [
                (-torso.hem * 0.96, torso.bottom - 1.6),
                (torso.hem * 0.96, torso.bottom - 1.6),
                (torso.hem * 0.94, torso.bottom),
                (-torso.hem * 0.94, torso.bottom),
            ],
            rib,
        )
    if pen.chance(0.7):
        _neckline(pen, torso, pen.between(0.6, 1.2))
    if pen.chance(0.15):
        pen.fill(rounded([(-3.6, 4), (3.6, 4), (4.6, 8.5), (-4.6, 8.5)], 1), 0.8)
    elif pen.chance(0.3):
        _print(pen, torso)


def dress(pen: Sketch) -> None:
    """Draw a dress: narrow and long, with or without sleeves, straight or flared."""
    width = pen.between(3.6, 5.4)
    torso = _torso(pen, -12.5, -2, width)
    style = pen.one_of({"strap": 0.2, "sleeveless": 0.15, "short": 0.4, "long": 0.25})
    if style == "short":
        _sleeves(pen, torso, pen.between(3, 6), pen.between(0.4, 0.9))
    elif style == "long":
        _sleeves(pen, torso, pen.between(11, 17), pen.between(0.12, 0.3))
    waist, hem, bottom = width * pen.between(0.62, 1.0), width * pen.between(0.85, 1.9), pen.between(9.5, 13)
    strap = torso.shoulder * (0.7 if style == "strap" else 1.0)
    half = [
        (0, torso.top + torso.neck_depth + 0.6),
        (torso.neck, torso.top),
        (torso.neck, torso.top),
        (strap, torso.top + 0.9),
        (strap, torso.top + 0.9),
        (torso.chest * 0.95, torso.top + 5.5),
        (waist, -2.5),
        (waist, -1.0),
        (hem, bottom),
        (hem, bottom),
        (0, bottom + 0.5),
    ]
    pen.fill(rounded(mirrored(half)))
    if pen.chance(0.4):
        pen.fill([(-waist * 0.95, -2.6), (waist * 0.95, -2.6), (waist * 0.95, -1.2), (-waist * 0.95, -1.2)], pen.between(0.5, 1.3))
    for x in np.linspace(-0.6, 0.6, int(pen.rng.integers(2, 5))) if pen.chance(0.4) else ():
        pen.line([(waist * float(x), -1), (hem * float(x), bottom - 0.5)], 0.75, 0.4)


def coat(pen: Sketch) -> None:
    """Draw a coat: long sleeves, long body, opens all the way down, often with lapels, pockets or a belt."""
    torso = _torso(pen, -12, 12, pen.between(6, 8))
    _sleeves(pen, torso, pen.between(16, 21), pen.between(0.1, 0.33), pen.between(0.7, 1.1) if pen.chance(0.3) else None)
    _draw_torso(pen, torso, 0.1)
    lean = pen.between(-0.8, 0.8)
    _opening(pen, torso, pen.between(0.25, 0.7), pen.between(0.5, 1), lean=lean)
    if pen.chance(0.65):
        _collar(pen, torso, pen.between(3, 6), pen.between(0.75, 1.2))
    if pen.chance(0.5):
        _buttons(pen, torso, lean + 1.3, int(pen.rng.integers(3, 6)), 0.5, pen.between(0.35, 1.5))
    if pen.chance(0.55):
        for side in (-1, 1):
            pen.line([(side * 2.6, 4.5), (side * 5, 5.2)], 0.6, 0.6)
    if pen.chance(0.2):
        belt = [(-torso.waist, 0.4), (torso.waist, 0.4), (torso.waist, 1.9), (-torso.waist, 1.9)]
        pen.fill(belt, pen.between(0.5, 0.9))


def shirt(pen: Sketch) -> None:
    """Draw a shirt or blouse: a small collar, a row of small buttons, sleeves of any length; some show hardly any of it."""
    torso = _torso(pen, -11.3, 11.2, pen.between(6, 8.2))
    if pen.chance(0.6):
        _sleeves(pen, torso, pen.between(15, 20), pen.between(0.12, 0.35), pen.between(0.75, 1.1) if pen.chance(0.5) else None)
    elif pen.chance(0.85):
        _sleeves(pen, torso, pen.between(4.5, 9), pen.between(0.4, 1.1))
    _draw_torso(pen, torso, pen.between(0.3, 1.8))
    if pen.chance(0.88):
        for x in (-0.6, 0.6):
            pen.line([(x, torso.top + torso.neck_depth), (x, torso.bottom)], 0.75, 0.25)
        _buttons(pen, torso, 0, int(pen.rng.integers(5, 8)), 0.42, pen.between(0.3, 0.6) if pen.chance(0.6) else pen.between(1.4, 1.8))
    if pen.chance(0.85):
        _collar(pen, torso, pen.between(0.8, 2), pen.between(0.8, 0.9) if pen.chance(0.5) else pen.between(1.12, 1.3))
    if pen.chance(0.3):
        pen.line([(2, -4), (2, -1.2), (4.4, -1.2), (4.4, -4), (2, -4)], 0.7, 0.3)
