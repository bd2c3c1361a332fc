"""A cat's face: pointed ears, a round head, large eyes with slits, a short muzzle with whiskers."""

import numpy as np

from course_utils.data.synthetic.outlines import oval, rounded
from course_utils.data.synthetic.painter import Colour, shaded
from course_utils.data.synthetic.pets.coats import Coat, paint_head
from course_utils.data.synthetic.pets.parts import BLACK, ROSE, Eye, collar, eye, shoulders, tongue
from course_utils.data.synthetic.pets.view import Face, soft, tufted

IRISES: tuple[Colour, ...] = ((150, 172, 70), (196, 178, 66), (204, 140, 56), (120, 160, 196), (108, 150, 110), (140, 96, 52))


def paint_cat(face: Face, coat: Coat) -> None:
    """Paint a cat.

    Parameters
    ----------
    face : Face
    coat : Coat
    """
    pen = face.pen
    shoulders(face, coat, 0.66, pen.between(1.05, 1.5))
    if pen.chance(0.25):
        collar(face, 0.72)
    _ears(face, coat)
    cheek, crown = pen.between(0.92, 1.08), pen.between(0.76, 0.84)
    half = [(0, -crown), (0.45, -crown), (0.84, -0.52), (cheek, 0), (cheek * 0.98, 0.36), (0.64, 0.72), (0.3, 0.88), (0, 0.9)]
    paint_head(face, coat, half)
    _shade(face)
    _eyes(face, coat)
    _muzzle(face, coat)


def _ears(face: Face, coat: Coat) -> None:
    pen = face.pen
    tall, splay, inner = (
        pen.between(1.32, 1.68),
        pen.between(0.5, 0.88),
        shaded(ROSE if pen.chance(0.6) else coat.pale, pen.between(0.6, 1.05)),
    )
    folded = pen.chance(0.07)
    back = coat.other if coat.marking in {"mask", "patches"} and pen.chance(0.7) else shaded(coat.base, pen.between(0.8, 0.95))
    for side in (-1, 1) if face.turn < 0 else (1, -1):
        tip = (splay + pen.between(-0.05, 0.05), -tall + (0.45 if folded else 0))
        near, far = (0.14, -0.72), (0.98, -0.28)
        shape = rounded(np.array([near, near, (0.4, -1.05), tip, tip, (0.96, -0.85), far, far]) * (side, 1), 1)
        face.flat(tufted(shape, pen, coat.length * 0.5), 0, back)
        middle = np.array((0.6, -0.66))
        hollow = np.array([near, tip, (0.9, -0.8), far]) * (0.68, 0.74) + middle * (0.32, 0.26)
        face.flat(soft(hollow, side), 0.06, back if folded else inner)
        for _ in range(4):
            x = pen.between(0.3, 0.6)
            face.hair(face.see([(side * x, -0.6, 0.1), (side * (x + 0.12), -0.95, 0.1)]), 0.04, coat.pale)


def _shade(face: Face) -> None:
    face.glow((0, -0.45, 0.85), 0.9, face.pen.between(0.05, 0.25))
    face.glow((0, 0.45, 0.9), 0.6, 0.04)
    for side in (-1, 1):
        face.glow((side * 0.95, 0.35, 0), 0.7, -0.22)
    face.glow((0, 0.08, 1), 0.35, -0.08)


def _eyes(face: Face, coat: Coat) -> None:
    pen = face.pen
    iris = shaded(IRISES[int(pen.rng.integers(len(IRISES)))], pen.between(0.75, 1.15))
    pupil = (pen.between(0.16, 0.4), 0.95) if pen.chance(0.55) else (pen.between(0.55, 0.85),) * 2
    lids = 0.1 if pen.chance(0.06) else pen.between(0.6, 1)
    shape = Eye(pen.between(0.19, 0.24), pen.between(0.15, 0.2), pen.between(0.1, 0.35), iris, pupil, lids)
    apart = pen.between(0.38, 0.45)
    for side in (-1, 1):
        eye(face, (side * apart, -0.07), shape, shaded(coat.dark, 0.45))


def _muzzle(face: Face, coat: Coat) -> None:
    pen = face.pen
    for x, y, wide, high in ((0.0, 0.62, 0.19, 0.16), (-0.17, 0.44, 0.24, 0.18), (0.17, 0.44, 0.24, 0.18)):
        face.ball((x, y, 0.84), wide, high, coat.pale)
    nose = shaded(ROSE, pen.between(0.75, 1.05)) if pen.chance(0.6) else shaded(BLACK, pen.between(1, 1.25))
    if pen.chance(0.06):
        tongue(face, (0, 0.58, 0.95), 0.07, 0.16)
    line = shaded(coat.pale, 0.42)
    face.hair(face.see([(0, 0.36, 1.02), (0, 0.5, 1), (0.12, 0.58, 0.98), (0.26, 0.55, 0.92)]), 0.05, line)
    face.hair(face.see([(0, 0.36, 1.02), (0, 0.5, 1), (-0.12, 0.58, 0.98), (-0.26, 0.55, 0.92)]), 0.05, line)
    face.flat(rounded([(-0.13, 0.24), (0.13, 0.24), (0.07, 0.34), (0, 0.39), (-0.07, 0.34)], 1), 1.02, nose)
    _whiskers(face)


def _whiskers(face: Face) -> None:
    pen = face.pen
    colour = shaded((240, 238, 232), pen.between(0.6, 1))
    for side in (-1, 1):
        for row in (0.0, 0.08, 0.15):
            length = pen.between(0.75, 1.15)
            root, sag = (side * 0.24, 0.4 + row, 0.95), pen.between(-0.12, 0.12) + row * 1.6
            bend, tip = (side * (0.25 + length * 0.55), 0.36 + row + sag * 0.3, 0.9), (side * (0.25 + length), 0.4 + row + sag, 0.7)
            face.hair(face.see([root, bend, tip]), 0.03, colour)
        for dot in range(3):
            ((x, y),) = face.see([(side * (0.14 + dot * 0.06), 0.42 + dot % 2 * 0.06, 0.98)])
            pen.fill(oval(x, y, 0.018, 0.018), (90, 70, 66))
