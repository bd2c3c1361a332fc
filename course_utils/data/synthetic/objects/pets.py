"""Cats and dogs: standing, sitting, or a face; ears, muzzle and tail tell them apart."""

from course_utils.data.synthetic.objects.bodies import BLACK, Build, eye, spots, stand
from course_utils.data.synthetic.objects.palette import fur
from course_utils.data.synthetic.outlines import limb, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, shaded


def cat(pen: Painter) -> None:
    """Paint a cat: standing, sitting, or its face; pointed ears, a round head, a long thin tail."""
    coat = fur(pen)
    {"stand": _cat_stands, "sit": _cat_sits, "face": _cat_face}[pen.one_of({"stand": 0.36, "sit": 0.32, "face": 0.32})](pen, coat)


def _cat_head(pen: Painter, x: float, y: float, size: float, coat: Colour) -> None:
    for side in (-1, 1):
        near, far = x + side * size * 0.95, x + side * size * 0.15
        pen.fill(
            [(near, y - size * 0.2), (far, y - size * 0.75), (x + side * size * 0.85, y - size * pen.between(1.5, 1.9))], shaded(coat, 0.9)
        )
    pen.fill(oval(x, y, size * 1.05, size * 0.9), coat)


def _cat_stands(pen: Painter, coat: Colour) -> None:
    build = Build(
        pen.between(6, 7.6),
        pen.between(2.3, 3.1),
        pen.between(2.6, 4.2),
        pen.between(0.6, 0.9),
        pen.between(0.8, 1.8),
        pen.between(0.4, 1.8),
        1.5,
    )
    high = pen.between(-8, -1)
    tail = [(build.length * 0.9, -build.depth * 0.5), (build.length + 2.5, -2), (build.length + pen.between(2.5, 5), high)]
    pen.fill(limb(tail, 0.75, 0.45), shaded(coat, 0.9))
    x, y = stand(pen, build, coat)
    spots(pen, build.length, build.depth, shaded(coat, 0.55), 0.4)
    _cat_head(pen, x, y, pen.between(2.2, 2.9), coat)
    eye(pen, x - 1, y - 0.3)


def _cat_sits(pen: Painter, coat: Colour) -> None:
    bottom, wide = pen.between(8, 10), pen.between(4, 5.4)
    tail = [(wide * 0.6, bottom - 1), (wide + 2.5, bottom - 0.5), (wide + pen.between(1.5, 3.5), bottom - pen.between(2, 7))]
    pen.fill(limb(tail, 0.9, 0.5), shaded(coat, 0.85))
    pen.fill(rounded([(-2.2, -3), (2.2, -3), (wide, bottom * 0.5), (wide, bottom), (-wide, bottom), (-wide, bottom * 0.5)]), coat)
    for side in (-1, 1):
        pen.fill(limb([(side * 1.3, 1), (side * 1.4, bottom)], 0.9, 0.8), shaded(coat, pen.between(1.0, 1.3)))
    size = pen.between(3.2, 4.1)
    _cat_head(pen, 0, -5, size, coat)
    _cat_features(pen, -5, size, coat)


def _cat_features(pen: Painter, y: float, size: float, coat: Colour) -> None:
    iris = (150, 170, 60) if pen.chance(0.6) else (200, 160, 60)
    for side in (-1, 1):
        pen.fill(oval(side * size * 0.42, y - size * 0.08, size * 0.22, size * 0.2), iris)
        eye(pen, side * size * 0.42, y - size * 0.08, size * 0.11)
        if pen.chance(0.7):
            pen.line([(side * size * 0.3, y + size * 0.42), (side * size * 1.3, y + size * pen.between(0.2, 0.6))], shaded(coat, 1.6), 0.3)
    pen.fill([(-size * 0.13, y + size * 0.22), (size * 0.13, y + size * 0.22), (0, y + size * 0.4)], (190, 120, 120))


def _cat_face(pen: Painter, coat: Colour) -> None:
    size = pen.between(6.5, 9)
    _cat_head(pen, 0, 1.5, size, coat)
    for side in (-1, 1):
        pen.fill(
            [(side * size * 0.8, 1.5 - size * 0.6), (side * size * 0.35, 1.5 - size * 0.7), (side * size * 0.72, 1.5 - size * 1.25)],
            (200, 150, 140),
        )
    for x in (-0.3, 0.0, 0.3) if pen.chance(0.45) else ():
        pen.line([(size * x, 1.5 - size * 0.85), (size * x * 0.7, 1.5 - size * 0.45)], shaded(coat, 0.5), 0.7)
    pen.fill(oval(0, 1.5 + size * 0.42, size * 0.42, size * 0.28), shaded(coat, pen.between(1.1, 1.5)))
    _cat_features(pen, 1.5, size, coat)


def dog(pen: Painter) -> None:
    """Paint a dog: standing, sitting, or its face; a muzzle, hanging or upright ears, a short tail."""
    coat = fur(pen)
    {"stand": _dog_stands, "sit": _dog_sits, "face": _dog_face}[pen.one_of({"stand": 0.42, "sit": 0.26, "face": 0.32})](pen, coat)


def _dog_profile(pen: Painter, x: float, y: float, size: float, coat: Colour) -> None:
    pen.fill(oval(x, y, size, size * 0.9), coat)
    reach = size * pen.between(1.7, 2.3)
    pen.fill(rounded([(x, y - size * 0.4), (x - reach, y + size * 0.1), (x - reach, y + size * 0.65), (x, y + size * 0.85)], 1), coat)
    pen.disc(x - reach + 0.2, y + size * 0.2, size * 0.22, BLACK)
    if pen.chance(0.65):
        pen.fill(
            rounded(
                [
                    (x + size * 0.1, y - size * 0.7),
                    (x + size, y - size * 0.5),
                    (x + size * 0.9, y + size * 1.1),
                    (x + size * 0.2, y + size * 0.7),
                ],
                1,
            ),
            shaded(coat, 0.6),
        )
    else:
        pen.fill([(x, y - size * 0.6), (x + size * 0.9, y - size * 0.4), (x + size * 0.7, y - size * 1.6)], shaded(coat, 0.75))
    eye(pen, x - size * 0.35, y - size * 0.2)


def _dog_stands(pen: Painter, coat: Colour) -> None:
    build = Build(
        pen.between(6, 7.8),
        pen.between(2.5, 3.5),
        pen.between(3, 5.2),
        pen.between(0.7, 1.1),
        pen.between(0.8, 2),
        pen.between(0.8, 2.6),
        1.7,
    )
    tail = [(build.length * 0.9, -build.depth * 0.6), (build.length + pen.between(1.5, 3.5), -build.depth - pen.between(-1, 4))]
    pen.fill(limb(tail, 0.9, 0.5), shaded(coat, 0.9))
    x, y = stand(pen, build, coat)
    spots(pen, build.length, build.depth, shaded(coat, 0.5), 0.35)
    _dog_profile(pen, x, y, pen.between(2, 2.6), coat)


def _dog_sits(pen: Painter, coat: Colour) -> None:
    bottom = pen.between(8, 10)
    pen.fill(limb([(4, bottom - 1), (pen.between(6, 8.5), bottom - pen.between(0.5, 3.5))], 0.9, 0.5), shaded(coat, 0.85))
    pen.fill(rounded([(-3.4, -3), (1.2, -4), (5.5, bottom * 0.5), (5.5, bottom), (-1, bottom), (-3.4, 2)]), coat)
    for x in (-2.2, -0.6):
        pen.fill(limb([(x, 0), (x - 0.3, bottom)], 1.1, 0.8), shaded(coat, pen.between(0.8, 1.05)))
    _dog_profile(pen, -2.2, -5.5, pen.between(2.8, 3.5), coat)


def _dog_face(pen: Painter, coat: Colour) -> None:
    size, ear = pen.between(6, 8), shaded(coat, pen.between(0.45, 0.85))
    pen.fill(oval(0, -0.5, size * 0.95, size), coat)
    hangs = pen.chance(0.68)
    for side in (-1, 1):
        flap = (
            [(0.55, -0.95), (1.15, -0.75), (1.4, 0.35), (1.05, 0.75), (0.85, 0.1)] if hangs else [(0.2, -0.8), (0.95, -0.4), (0.95, -1.55)]
        )
        pen.fill(rounded([(side * size * a, size * b) for a, b in flap], 1 if hangs else 0), ear)
    if pen.chance(0.35):
        pen.fill(oval(size * 0.4, -size * 0.25, size * 0.38, size * 0.42), shaded(coat, 0.5))
    pen.fill(oval(0, size * 0.5, size * 0.55, size * 0.45), shaded(coat, pen.between(1.1, 1.6)))
    pen.fill(oval(0, size * 0.28, size * 0.24, size * 0.17), BLACK)
    for side in (-1, 1):
        eye(pen, side * size * 0.42, -size * 0.22, size * 0.13)
    if pen.chance(0.4):
        pen.fill(oval(0, size * 0.95, size * 0.18, size * 0.24), (215, 110, 120))
