"""Deer and horses: long legs, and a head that is carried high or grazes."""

from course_utils.data.synthetic.objects.bodies import BLACK, Build, eye, spots, stand
from course_utils.data.synthetic.objects.palette import fur
from course_utils.data.synthetic.outlines import limb, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, shaded


def deer(pen: Painter) -> None:
    """Paint a deer: thin legs, a slender neck held high, antlers on two of three, a stub of a tail."""
    coat = fur(pen)
    build = Build(
        pen.between(5, 6.6),
        pen.between(2, 2.7),
        pen.between(5.2, 7),
        pen.between(0.4, 0.6),
        pen.between(1, 3),
        pen.between(3, 5),
        pen.between(0.8, 1.2),
    )
    pen.fill(oval(build.length * 1.1, -build.depth * 0.5, 0.9, 0.8), shaded(coat, 1.6))
    x, y = stand(pen, build, coat)
    spots(pen, build.length, build.depth, shaded(coat, 1.6), 0.35)
    pen.fill(rounded([(x + 1.1, y - 1), (x - 2.6, y + 0.6), (x - 2.6, y + 1.5), (x + 0.8, y + 1.2)], 1), coat)
    pen.fill(limb([(x + 0.8, y - 0.4), (x + 2.6, y - 1.4)], 0.6, 0.2), shaded(coat, 0.8))
    eye(pen, x - 0.2, y, 0.4)
    if pen.chance(0.68):
        horn, high = shaded(coat, 0.5) if pen.chance(0.6) else (205, 190, 160), pen.between(3.5, 6)
        for lean in (-1.4, 1.6):
            pen.line([(x + 0.3, y - 0.8), (x + lean, y - 0.5 * high), (x + 1.6 * lean, y - high)], horn, 0.55)
            for share in (0.45, 0.75):
                pen.line(
                    [(x + 0.3 + share * 1.5 * lean, y - share * high), (x - 1 + share * 2.4 * lean, y - share * high - 1.5)], horn, 0.45
                )


def horse(pen: Painter) -> None:
    """Paint a horse: a heavy body, a broad neck with a mane, a long face, a long tail; standing, grazing, or its head."""
    coat = fur(pen)
    hair = shaded(coat, pen.between(0.2, 0.7)) if pen.chance(0.75) else shaded(coat, 1.6)
    if pen.chance(0.25):
        _horse_head(pen, coat, hair)
        return
    grazes = pen.chance(0.2)
    build = Build(
        pen.between(6.3, 7.8),
        pen.between(2.8, 3.6),
        pen.between(4.8, 6.4),
        pen.between(0.6, 0.85),
        pen.between(2, 4),
        -8.5 if grazes else pen.between(2, 4),
        pen.between(1.3, 1.8),
    )
    reach = build.length + pen.between(1, 3)
    pen.fill(limb([(build.length * 0.95, -build.depth * 0.6), (reach, 0), (reach - 0.5, build.depth + pen.between(0, 4))], 0.6, 1.1), hair)
    x, y = stand(pen, build, coat)
    spots(pen, build.length, build.depth, (225, 218, 205), 0.2)
    pen.fill(limb([(-build.length * 0.4, -build.depth * 0.75), (x + 1.5, y - 0.6)], 0.5, 0.9), hair)
    pen.fill(limb([(x + 1, y - 0.4), (x - pen.between(1.8, 2.8), y + pen.between(2.5, 4))], 1.35, 0.85), coat)
    pen.fill([(x + 0.8, y - 1), (x + 1.6, y - 1), (x + 1.1, y - 2.4)], coat)
    eye(pen, x + 0.1, y + 0.3, 0.35)
    if pen.chance(0.3):
        pen.fill([(-2, -build.depth), (2, -build.depth), (1.6, 0), (-1.6, 0)], (120, 45, 40))


def _horse_head(pen: Painter, coat: Colour, hair: Colour) -> None:
    pen.fill([(1, -5), (6, -8), (13, 12), (0, 13)], shaded(coat, 0.92))
    pen.fill(limb([(3.5, -9), (8.5, -4), (12.5, 9)], 1.2, 2.2), hair)
    pen.fill(rounded([(5, -9.5), (0, -9), (-9.5, 3), (-9.5, 6.5), (-5.5, 7.5), (3, 1), (6, -4)], 1), coat)
    for shift in (0.0, 2.2):
        pen.fill([(2 + shift, -8.5), (4.2 + shift, -8), (3.6 + shift, -12)], shaded(coat, 0.85))
    eye(pen, -0.5, -4.5, 0.8)
    pen.disc(-8, 4.4, 0.6, BLACK)
    if pen.chance(0.4):
        pen.fill(limb([(-1.5, -7), (-8, 2.5)], 0.7, 0.5), (230, 225, 215))
    if pen.chance(0.4):
        pen.line([(-6.5, -0.5), (-3.5, 5.6)], (90, 40, 30), 0.6)
        pen.line([(-5, 2.5), (4.5, -2)], (90, 40, 30), 0.5)
