"""Frogs and birds: animals of any colour, each seen from several sides."""

from course_utils.data.synthetic.objects.bodies import BLACK, eye, spots
from course_utils.data.synthetic.objects.palette import skin
from course_utils.data.synthetic.outlines import limb, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, shaded


def frog(pen: Painter) -> None:
    """Paint a frog: crouching, seen from the side, from the front or from above; bulging eyes, folded legs, no tail."""
    coat = skin(pen, greens=0.5)
    {"side": _frog_side, "front": _frog_front, "above": _frog_above}[pen.one_of({"side": 0.4, "front": 0.32, "above": 0.28})](pen, coat)


def _frog_eye(pen: Painter, x: float, y: float, size: float, coat: Colour) -> None:
    pen.disc(x, y, size, shaded(coat, 0.85))
    pen.disc(x, y, size * 0.7, (215, 190, 80) if pen.chance(0.6) else (225, 225, 205))
    pen.disc(x, y, size * 0.38, BLACK)


def _frog_side(pen: Painter, coat: Colour) -> None:
    length, height = pen.between(8, 10), pen.between(5, 7)
    belly = shaded(coat, pen.between(1.3, 1.7))
    pen.fill(
        rounded([(-length, 0), (-length * 0.7, -height * 0.7), (0, -height), (length, 3), (length * 0.8, 5.5), (-length * 0.6, 5)]), coat
    )
    pen.fill(rounded([(-length, 1), (-length * 0.2, 2), (0, 5.5), (-length * 0.6, 5)], 1), belly)
    pen.line([(-length, 0.8), (-length * 0.35, 0.2)], shaded(coat, 0.5), 0.4)
    pen.fill(oval(length * 0.55, 3.2, 4.2, pen.between(2.2, 3)), shaded(coat, 0.82))
    pen.fill(limb([(length * 0.9, 4.5), (length * 0.2, 6.2), (length * pen.between(0.7, 1.1), 6.6)], 0.8, 0.7), shaded(coat, 0.75))
    pen.fill(limb([(-length * 0.35, 2.5), (-length * 0.2, 5), (-length * 0.65, 6.4)], 1.1, 0.7), shaded(coat, 0.85))
    spots(pen, length * 0.7, height * 0.6, shaded(coat, 0.5), 0.6)
    _frog_eye(pen, -length * 0.52, -height * 0.78, pen.between(1.6, 2.2), coat)


def _frog_front(pen: Painter, coat: Colour) -> None:
    wide, tall = pen.between(7, 9.5), pen.between(4.2, 5.6)
    for side in (-1, 1):
        pen.fill(oval(side * wide * 0.95, 4, 3, 3.2), shaded(coat, 0.75))
        pen.fill(limb([(side * wide * 0.6, 3), (side * wide * 0.75, 7.6)], 1.1, 0.9), shaded(coat, 0.88))
    pen.fill(oval(0, 2.8, wide * 0.85, tall), shaded(coat, pen.between(1.2, 1.6)))
    pen.fill(oval(0, -0.6, wide, tall * 0.78), coat)
    pen.line([(-wide * 0.85, 0.6), (-wide * 0.3, 1.7), (wide * 0.3, 1.7), (wide * 0.85, 0.6)], shaded(coat, 0.4), 0.5)
    size = pen.between(1.9, 2.6)
    for side in (-1, 1):
        _frog_eye(pen, side * wide * 0.6, -tall * 0.85, size, coat)


def _frog_above(pen: Painter, coat: Colour) -> None:
    wide, long = pen.between(4, 5.5), pen.between(6.5, 8)
    for side in (-1, 1):
        thigh = [
            (side * wide * 0.5, long * 0.6),
            (side * (wide + 4), long * pen.between(0.1, 0.5)),
            (side * (wide + 1.5), long * 1.05),
            (side * (wide + 5), long * 1.2),
        ]
        pen.fill(limb(thigh, 1.7, 0.8), shaded(coat, 0.8))
        pen.fill(
            limb([(side * wide * 0.6, -long * 0.25), (side * (wide + 2.8), -long * 0.1), (side * (wide + 3.2), -long * 0.65)], 1, 0.6),
            shaded(coat, 0.85),
        )
    pen.fill(
        rounded(
            [
                (0, -long),
                (wide * 0.9, -long * 0.55),
                (wide, long * 0.3),
                (wide * 0.5, long),
                (-wide * 0.5, long),
                (-wide, long * 0.3),
                (-wide * 0.9, -long * 0.55),
            ]
        ),
        coat,
    )
    spots(pen, wide * 0.8, long, shaded(coat, 0.5), 0.6)
    if pen.chance(0.4):
        pen.line([(0, -long * 0.6), (0, long * 0.8)], shaded(coat, 1.5), 0.7)
    for side in (-1, 1):
        _frog_eye(pen, side * wide * 0.62, -long * 0.55, pen.between(1.1, 1.6), coat)


def bird(pen: Painter) -> None:
    """Paint a bird: perched, swimming, flying by, or from below; a beak, one wing or two, thin legs or none."""
    coat = skin(pen, greens=0.08)
    {"perch": _bird_perches, "fly": _bird_flies, "below": _bird_overhead}[pen.one_of({"perch": 0.55, "fly": 0.27, "below": 0.18})](
        pen, coat
    )


def _beak(pen: Painter, x: float, y: float, size: float) -> None:
    reach = size * pen.between(1, 2)
    pen.fill(
        [(x - size * 0.7, y - size * 0.45), (x - size * 0.7, y + size * 0.4), (x - size * 0.7 - reach, y + size * 0.1)],
        (225, 160, 50) if pen.chance(0.6) else (70, 65, 62),
    )


def _bird_perches(pen: Painter, coat: Colour) -> None:
    long, deep, size = pen.between(5.5, 7.5), pen.between(3, 4.6), pen.between(2, 2.8)
    neck, legs = pen.between(0, 4.5), pen.between(0, 5)
    tail = pen.between(2, 5.5)
    pen.fill([(long * 0.6, -1), (long + tail, pen.between(-2, 2.5)), (long + tail - 1, 3.2), (long * 0.5, 1.8)], shaded(coat, 0.65))
    for x in (0.2, 2.0):
        pen.line([(x, deep * 0.7), (x - 0.3, deep + legs)], (200, 140, 60) if pen.chance(0.5) else (80, 70, 65), 0.5)
    head = (-long * 0.85, -deep * 0.6 - neck)
    pen.fill(limb([(-long * 0.5, 0), head], 1.9, 1.2), coat)
    pen.fill(
        rounded(
            [
                (-long, -deep * 0.5),
                (-long * 0.2, -deep),
                (long * 0.7, -deep * 0.6),
                (long, 0.8),
                (long * 0.3, deep),
                (-long * 0.7, deep * 0.8),
            ]
        ),
        coat,
    )
    if pen.chance(0.6):
        pen.fill(oval(-long * 0.35, deep * 0.35, long * 0.5, deep * 0.5), shaded(coat, 1.45) if pen.chance(0.6) else skin(pen, greens=0))
    pen.fill(
        rounded([(-long * 0.4, -deep * 0.4), (long * 0.4, -deep * 0.4), (long * 1.15, deep * 0.3), (long * 0.2, deep * 0.5)], 1),
        shaded(coat, pen.between(0.5, 0.8)),
    )
    pen.disc(*head, size, coat if pen.chance(0.7) else skin(pen, greens=0))
    _beak(pen, *head, size)
    eye(pen, head[0] - 0.5, head[1] - 0.4, 0.45)


def _bird_flies(pen: Painter, coat: Colour) -> None:
    long, deep = pen.between(6, 8), pen.between(1.8, 2.7)
    up, spread = pen.between(-11, -6) * (1 if pen.chance(0.7) else -0.8), pen.between(3, 7)
    pen.fill([(-2.5, -0.5), (2, -0.5), (spread + 2, up * 0.8), (spread - 1, up)], shaded(coat, 0.65))
    pen.fill([(long * 0.7, -0.7), (long + 4, pen.between(-2, 0)), (long + 4, pen.between(0.5, 2.5)), (long * 0.7, 0.8)], shaded(coat, 0.7))
    pen.fill(rounded([(-long, -deep * 0.5), (0, -deep), (long, -0.4), (long, 0.5), (0, deep), (-long, deep * 0.5)]), coat)
    pen.disc(-long * 0.9, -0.5, deep * 0.85, coat)
    _beak(pen, -long * 0.9, -0.5, deep * 0.85)
    eye(pen, -long, -0.9, 0.4)
    pen.fill([(-3, 0), (2.5, 0), (spread * 0.4 + 2, up), (spread * 0.4 - 1, up * 1.12)], shaded(coat, 0.85))


def _bird_overhead(pen: Painter, coat: Colour) -> None:
    span, chord, sweep = pen.between(9.5, 13), pen.between(2.4, 4), pen.between(-1, 5)
    for side in (-1, 1):
        bend = side * span * pen.between(0.4, 0.6)
        wing = [
            (-chord * 0.5, 0),
            (-chord * 0.6 - pen.between(0, 2), bend),
            (sweep, side * span),
            (sweep + 1, side * span),
            (chord * 0.8, bend),
            (chord * 0.7, 0),
        ]
        pen.fill(wing, shaded(coat, 0.75))
    tail = pen.between(3, 5.5)
    pen.fill([(3, -0.8), (5 + tail, -pen.between(1.2, 2.8)), (5 + tail, pen.between(1.2, 2.8)), (3, 0.8)], shaded(coat, 0.65))
    pen.fill(oval(0.5, 0, 5.5, pen.between(1.4, 2.1)), coat)
    pen.disc(-5, 0, 1.6, coat)
    _beak(pen, -5, 0, 1.6)
