"""A dog's face: ears that hang, fold or stand, a long muzzle with a large nose, round brown eyes, often a tongue."""

from dataclasses import dataclass

import numpy as np

from course_utils.data.synthetic.outlines import oval, rounded
from course_utils.data.synthetic.painter import Colour, shaded
from course_utils.data.synthetic.pets.coats import Coat, paint_head
from course_utils.data.synthetic.pets.parts import BLACK, ROSE, Eye, collar, eye, shoulders, tongue
from course_utils.data.synthetic.pets.view import Face, soft, tufted

EARS = {"hang": 0.5, "fold": 0.31, "prick": 0.19}
IRISES: tuple[Colour, ...] = ((92, 56, 30), (70, 44, 28), (124, 82, 40), (150, 104, 50), (130, 160, 190))


@dataclass(frozen=True)
class Snout:
    """A muzzle: how far it reaches, half its width at the head and at the nose, and how low its end lies."""

    reach: float
    root: float
    tip: float
    low: float


def paint_dog(face: Face, coat: Coat) -> None:
    """Paint a dog.

    Parameters
    ----------
    face : Face
    coat : Coat
    """
    pen = face.pen
    shoulders(face, coat, pen.between(0.68, 0.85), pen.between(1.1, 1.6))
    if pen.chance(0.35):
        collar(face, 0.8)
    ears, hue_of_ears = pen.one_of(EARS), shaded(coat.dark if pen.chance(0.45) else coat.base, pen.between(0.85, 1.15))
    if coat.marking in {"mask", "patches", "spots"} and pen.chance(0.6):
        hue_of_ears = coat.other
    length = pen.between(0, 0.35)
    far = 1 if face.turn > 0 else -1
    _ear(face, coat, ears, far, hue_of_ears, length)
    if ears == "prick":
        _ear(face, coat, ears, -far, hue_of_ears, length)
    cheek, jaw = pen.between(0.8, 0.95), pen.between(0.5, 0.7)
    half = [(0, -0.86), (0.42, -0.84), (0.76, -0.56), (cheek, -0.1), (cheek * 0.9, 0.3), (jaw, 0.72), (0.25, 0.9), (0, 0.92)]
    paint_head(face, coat, half)
    if ears != "prick":
        _ear(face, coat, ears, -far, hue_of_ears, length)
        if abs(face.turn) < 0.3:  # noqa: PLR2004 - beyond it the head hides part of the far ear
            _ear(face, coat, ears, far, hue_of_ears, length)
    _shade(face)
    _eyes(face, coat)
    _muzzle(face, coat)


def _ear(face: Face, coat: Coat, kind: str, side: int, colour: Colour, length: float) -> None:
    pen = face.pen
    if kind == "hang":
        low = 0.55 + length * 1.6
        points = [(0.5, -0.8), (0.88, -0.72), (1.16, -0.2), (1.24, low * 0.6), (1.08, low), (0.84, low * 0.85), (0.76, 0), (0.66, -0.5)]
        face.flat(tufted(soft(points, side), pen, coat.length * 1.6), -0.05, colour)
        face.glow((side * 0.78, 0.1, 0), 0.4, -0.1)
    elif kind == "fold":
        up = -0.98 - length * 0.7
        face.flat(soft([(0.3, -0.72), (0.5, up), (0.96, up), (1.1, -0.5), (0.8, -0.35)], side), -0.02, shaded(colour, 0.85))
        face.flat(soft([(0.44, up), (0.98, up), (1.3, -0.42), (1.12, -0.12), (0.82, -0.5)], side), 0.08, colour)
        face.glow((side * 0.86, -0.3, 0.2), 0.35, -0.1)
    else:
        tip, near, far = (0.66 + length * 0.5, -1.45 - length), (0.2, -0.76), (0.88, -0.4)
        shape = rounded(np.array([near, near, (0.34, -1.1), tip, tip, (0.96, -0.95), far, far]) * (side, 1), 1)
        face.flat(tufted(shape, pen, coat.length), 0, colour)
        hollow = np.array([near, tip, (0.86, -0.9), far]) * (0.6, 0.72) + np.array((0.56, -0.7)) * (0.4, 0.28)
        face.flat(soft(hollow, side), 0.06, shaded(ROSE, pen.between(0.55, 0.9)))


def _shade(face: Face) -> None:
    face.glow((0, -0.5, 0.8), 0.8, face.pen.between(0.05, 0.25))
    for side in (-1, 1):
        face.glow((side * 0.85, 0.4, 0.2), 0.65, -0.14)
        face.glow((side * 0.36, -0.1, 0.95), 0.28, -0.08)


def _eyes(face: Face, coat: Coat) -> None:
    pen = face.pen
    iris = shaded(IRISES[min(int(pen.rng.integers(12)) // 2, 4)], pen.between(0.8, 1.15))
    size = pen.between(0.1, 0.145)
    lids = 0.1 if pen.chance(0.06) else pen.between(0.65, 1)
    shape = Eye(size * 1.2, size, pen.between(-0.15, 0.2), iris, (pen.between(0.55, 0.75),) * 2, lids)
    apart, brow = pen.between(0.33, 0.42), pen.chance(0.3)
    for side in (-1, 1):
        if brow:
            face.mark(oval(side * apart, -0.36, 0.11, 0.08), coat.pale)
        eye(face, (side * apart, -0.12), shape, shaded(coat.dark, 0.35))


def _muzzle(face: Face, coat: Coat) -> None:
    pen = face.pen
    snout = Snout(pen.between(0.2, 0.85), pen.between(0.44, 0.56), pen.between(0.28, 0.4), pen.between(0.34, 0.46))
    tone = coat.other if coat.marking == "mask" else coat.pale
    end = 0.7 + snout.reach
    if pen.chance(0.4):  # the mouth is open
        drop = pen.between(0.12, 0.34)
        face.ball((0, snout.low + snout.tip * 0.6 + drop, end - 0.3), snout.tip * 0.85, snout.tip * 0.6, shaded(tone, 0.8))
        face.ball((0, snout.low + snout.tip * 0.5 + drop * 0.75, end - 0.2), snout.tip * 0.7, snout.tip * 0.55, (70, 30, 34))
        tongue(face, (0, snout.low + snout.tip * 0.6, end - 0.1), snout.tip * 0.42, drop + pen.between(0.1, 0.4))
    steps = 6
    for step in range(steps):
        part = step / (steps - 1)
        half = snout.root + (snout.tip - snout.root) * part
        at = (0, 0.3 + (snout.low - 0.3) * part, 0.6 + (end - 0.6) * part)
        colour = coat.base if step == 0 and tone == coat.pale else shaded(tone, 0.93 + 0.15 * part)
        face.ball(at, half, half * 0.8, colour)
    _nose(face, snout, end, tone)


def _nose(face: Face, snout: Snout, end: float, tone: Colour) -> None:
    pen = face.pen
    nose = shaded(BLACK, pen.between(0.9, 1.12)) if pen.chance(0.8) else (96, 62, 54)
    wide = pen.between(0.15, 0.22)
    top, front = snout.low - snout.tip * 0.8, end + 0.12
    line = shaded(tone, 0.35)
    for side in (-1, 1):
        mouth = [
            (0, top + wide, front),
            (0, snout.low + 0.1, front),
            (side * 0.16, snout.low + snout.tip * 0.62, end),
            (side * 0.36, 0.5, 0.8),
        ]
        face.hair(face.see(mouth), 0.055, line)
    shape = [(-wide, top), (-wide * 0.5, top - 0.07), (wide * 0.5, top - 0.07), (wide, top), (wide * 0.8, top + wide * 0.7)]
    shape += [(0, top + wide * 1.15), (-wide * 0.8, top + wide * 0.7)]
    face.flat(rounded(shape, 2), front, nose)
    for side in (-1, 1):
        face.flat(oval(side * wide * 0.45, top + wide * 0.35, wide * 0.2, wide * 0.16), front, shaded(nose, 0.4))
    face.flat(oval(-wide * 0.2, top - 0.01, wide * 0.4, 0.025), front, shaded(nose, 1.4))
    face.glow((0, snout.low, end), snout.tip * 1.3, 0.2)
