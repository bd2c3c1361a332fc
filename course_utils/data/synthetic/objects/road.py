"""Automobiles and trucks, from the side or from the front."""

from course_utils.data.synthetic.objects.palette import DARK, TYRE, glass, paint
from course_utils.data.synthetic.outlines import oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, shaded


def _wheel(pen: Painter, x: float, y: float, radius: float) -> None:
    pen.disc(x, y, radius, TYRE)
    pen.disc(x, y, radius * 0.55, (150, 150, 155) if pen.chance(0.7) else (90, 90, 95))


def _shadow(pen: Painter, half: float, y: float) -> None:
    if pen.chance(0.7):
        pen.fill(oval(0, y, half, 0.9), (40, 40, 42))


def automobile(pen: Painter) -> None:
    """Paint a car: from the side, or from the front."""
    (_car_from_side if pen.chance(0.68) else _car_from_front)(pen, paint(pen))


def _car_from_side(pen: Painter, skin: Colour) -> None:
    length, ground = pen.between(10.5, 13), 5.5
    belt, roof, wheel = pen.between(-0.6, 0.9), pen.between(-5, -3.4), pen.between(1.9, 2.6)
    front, back = pen.between(-5, -2.5), pen.between(3.5, 8.5)
    slant = pen.between(1.5, 4)
    _shadow(pen, length, ground + 0.2)
    cabin = [(front - slant, belt), (front, roof), (back, roof), (min(back + pen.between(0.5, 4), length - 0.5), belt)]
    pen.fill(cabin, shaded(skin, 0.9))
    body = [
        (-length, belt + 1.6),
        (-length + 1, belt + 0.4),
        (front - slant, belt - 0.2),
        (length - 1, belt - 0.2),
        (length, belt + 1.2),
        (length, ground - 1.2),
        (-length, ground - 1.2),
    ]
    pen.fill(rounded(body, 1), skin)
    middle, pane = (front + back) / 2, glass(pen)
    pen.fill([(front - slant * 0.55, belt - 0.3), (front + 0.4, roof + 0.7), (middle - 0.3, roof + 0.7), (middle - 0.3, belt - 0.3)], pane)
    pen.fill([(middle + 0.4, roof + 0.7), (back - 0.4, roof + 0.7), (back + 0.5, belt - 0.3), (middle + 0.4, belt - 0.3)], pane)
    for x in (-length * pen.between(0.55, 0.68), length * pen.between(0.55, 0.68)):
        _wheel(pen, x, ground - 1, wheel)
    pen.fill([(-length, belt + 1.4), (-length + 1.3, belt + 1.4), (-length + 1.3, belt + 2.3), (-length, belt + 2.3)], (235, 230, 190))
    if pen.chance(0.5):
        pen.line([(-length + 1.5, belt + 2.2), (length - 1, belt + 2.2)], shaded(skin, 0.65), 0.4)


def _car_from_front(pen: Painter, skin: Colour) -> None:
    half, ground = pen.between(6.5, 8.5), 6.0
    belt, roof = pen.between(-1.5, 0), pen.between(-6.5, -4.5)
    top = half * pen.between(0.6, 0.78)
    _shadow(pen, half + 0.8, ground + 0.3)
    for side in (-1, 1):
        pen.fill(
            [(side * half * 0.95, 3), (side * half * 0.55, 3), (side * half * 0.55, ground + 0.3), (side * half * 0.95, ground + 0.3)], TYRE
        )
    pen.fill([(-half * 0.9, belt), (-top, roof), (top, roof), (half * 0.9, belt)], shaded(skin, 0.85))
    pen.fill([(-half * 0.78, belt - 0.2), (-top * 0.85, roof + 0.8), (top * 0.85, roof + 0.8), (half * 0.78, belt - 0.2)], glass(pen))
    pen.fill(
        rounded(
            [
                (-half * 0.9, belt - 0.2),
                (half * 0.9, belt - 0.2),
                (half, belt + 2),
                (half, ground - 1),
                (-half, ground - 1),
                (-half, belt + 2),
            ],
            1,
        ),
        skin,
    )
    for side in (-1, 1):
        pen.fill(oval(side * half * 0.7, belt + 2, 1.4, pen.between(0.7, 1.2)), (240, 236, 200))
    pen.fill([(-half * 0.4, belt + 1.6), (half * 0.4, belt + 1.6), (half * 0.4, belt + 2.8), (-half * 0.4, belt + 2.8)], DARK)
    pen.line([(-half, ground - 1.8), (half, ground - 1.8)], shaded(skin, 0.55), 0.7)


def truck(pen: Painter) -> None:
    """Paint a truck: a cab and a box, a flat bed, a tank or a tipper; from the side, or from the front."""
    (_truck_from_side if pen.chance(0.75) else _truck_from_front)(pen, paint(pen))


def _box(pen: Painter, colour: Colour, front: float, back: float) -> None:
    top = pen.between(-8, -4.5)
    pen.fill([(front, top), (back, top), (back, FLOOR), (front, FLOOR)], colour)
    for x in (0.0, 4.0, 8.0) if pen.chance(0.4) else ():
        pen.line([(x, top), (x, FLOOR)], shaded(colour, 0.8), 0.35)


def _bed(pen: Painter, colour: Colour, front: float, back: float) -> None:
    pen.fill([(front, 0.5), (back, 0.5), (back, FLOOR), (front, FLOOR)], colour)
    for number in range(int(pen.rng.integers(0, 4))):
        left = front + 1.4 + 4 * number
        pen.fill([(left, pen.between(-3.5, -1)), (left + 3.5, -1.5), (left + 3.5, 0.6), (left, 0.6)], paint(pen))


def _tank(pen: Painter, colour: Colour, front: float, back: float) -> None:
    pen.fill(rounded([(front, -4), (back, -4), (back, 3.4), (front, 3.4)], 2), colour)
    pen.line([(front + 1.2, -1.6), (back - 1, -1.6)], shaded(colour, 1.5), 0.6)


def _tipper(pen: Painter, colour: Colour, front: float, back: float) -> None:
    pen.fill([(front, -3.5), (back + 0.5, pen.between(-5.5, -4)), (back - 1.5, FLOOR), (front + 0.4, FLOOR)], colour)


LOADS = {"box": _box, "bed": _bed, "tank": _tank, "tipper": _tipper}
LOAD_SHARES = {"box": 0.5, "bed": 0.22, "tank": 0.14, "tipper": 0.14}
FLOOR = 4.1  # of what a truck carries


def _truck_from_side(pen: Painter, skin: Colour) -> None:
    length, ground, wheel = pen.between(11.5, 13.5), 6.5, pen.between(1.6, 2.2)
    cab, roof = pen.between(5, 7.5), pen.between(-4.5, -2.5)
    front = -length + cab
    nose = pen.between(0, 2.6)
    _shadow(pen, length, ground + 0.2)
    load = shaded(paint(pen), pen.between(0.8, 1.3)) if pen.chance(0.7) else skin
    pen.fill([(-length + 1, ground - 3), (length, ground - 3), (length, ground - 1.6), (-length + 1, ground - 1.6)], DARK)
    LOADS[pen.one_of(LOAD_SHARES)](pen, load, front + 0.8, length)
    pen.fill(
        [
            (-length, 0.6),
            (-length + nose, 0.2),
            (-length + nose + 0.5, roof),
            (front, roof),
            (front, ground - 1.8),
            (-length, ground - 1.8),
        ],
        skin,
    )
    pen.fill([(-length + nose + 0.8, roof + 1), (front - 1.6, roof + 1), (front - 1.6, 0.2), (-length + nose + 0.3, 0.2)], glass(pen))
    rear = [length - 2.5] if pen.chance(0.35) else [length - 2, length - 2 - 2 * wheel - 0.3]
    for x in (-length + pen.between(2.6, 3.6), *rear):
        _wheel(pen, x, ground - 1, wheel)


def _truck_from_front(pen: Painter, skin: Colour) -> None:
    half, ground, top = pen.between(5.5, 7.2), 8.0, pen.between(-10, -6.5)
    _shadow(pen, half + 0.8, ground + 0.2)
    if pen.chance(0.65):
        wide, high = half + pen.between(0.2, 1.2), top - pen.between(0.5, 2.5)
        pen.fill([(-wide, high), (wide, high), (wide, ground - 3), (-wide, ground - 3)], shaded(paint(pen), pen.between(0.8, 1.3)))
    for side in (-1, 1):
        pen.fill([(side * half, 4.5), (side * half * 0.6, 4.5), (side * half * 0.6, ground + 0.3), (side * half, ground + 0.3)], TYRE)
        pen.fill(
            [
                (side * (half + 0.4), top + 2),
                (side * (half + 1.5), top + 2),
                (side * (half + 1.5), top + 4.4),
                (side * (half + 0.4), top + 4.4),
            ],
            DARK,
        )
    pen.fill([(-half, top), (half, top), (half, ground - 1.4), (-half, ground - 1.4)], skin)
    pen.fill(
        [(-half * 0.88, top + 1), (half * 0.88, top + 1), (half * 0.88, top + pen.between(4.5, 6)), (-half * 0.88, top + 5.4)], glass(pen)
    )
    pen.fill([(-half * 0.6, 1), (half * 0.6, 1), (half * 0.6, 4), (-half * 0.6, 4)], DARK if pen.chance(0.6) else shaded(skin, 0.6))
    for side in (-1, 1):
        pen.disc(side * half * 0.78, 4.6, 0.9, (240, 236, 200))
    pen.fill([(-half, ground - 2.4), (half, ground - 2.4), (half, ground - 1.3), (-half, ground - 1.3)], (120, 120, 122))
