"""Shoes, seen from the side with the toe to the left, as in the photographs."""

from course_utils.data.synthetic.garments.sketch import Sketch
from course_utils.data.synthetic.outlines import rounded


def _sole(pen: Sketch, toe: float, back: float, ground: float, heel: float, thickness: float, shade: float) -> None:
    """Draw a sole from toe to back that rises by `heel` pixels, and the heel block under it."""
    rise = ground - heel
    pen.fill(
        rounded(
            [
                (toe, ground - 1),
                (toe + 3, ground),
                (toe + 8, ground),
                (back - 5, rise + thickness),
                (back, rise + thickness),
                (back, rise),
                (back - 6, rise),
                (toe + 7, ground - thickness),
                (toe + 1, ground - thickness),
            ],
            1,
        ),
        shade,
    )
    if heel > 1:
        foot = pen.between(0.6, 3.5)
        pen.fill([(back - foot - 1.2, rise), (back, rise), (back - 0.4, ground), (back - foot, ground)], shade)


def sandal(pen: Sketch) -> None:
    """Draw a sandal: a sole, a few straps, much air."""
    ground, toe, back = pen.between(4, 7), pen.between(-12.5, -11), pen.between(10.5, 12.5)
    flat = pen.chance(0.45)
    heel = pen.between(0, 2) if flat else pen.between(3, 9)
    rise, sole = ground - heel, pen.between(0.7, 1.6)
    straps = int(pen.rng.integers(1, 4))
    for number in range(straps):
        x = toe + 2.5 + number * pen.between(2.4, 4)
        height, reach = pen.between(2.5, 5.5), pen.between(2, 5)
        pen.line(
            [
                (x, ground - 1),
                (x + reach * 0.4, ground - height),
                (x + reach, ground - height - 0.6),
                (x + reach + 2, ground - 1 - heel * 0.3),
            ],
            pen.between(0.75, 1.1),
            pen.between(0.5, 1.5),
        )
    if pen.chance(0.75):
        collar, width = rise - pen.between(3, 7), pen.between(0.5, 1.2)
        pen.line(
            [(back - 0.5, rise), (back + 0.2, collar), (back - 5, collar - 0.8), (back - 6.5, collar + 1.5)], pen.between(0.8, 1.1), width
        )
        if pen.chance(0.6):
            pen.line([(back - 6, collar + 1), (toe + 6, ground - 4)], pen.between(0.8, 1.1), width)
    if not flat and pen.chance(0.35):
        pen.fill([(toe + 1, ground), (toe + 6, ground - 1), (back, rise), (back - 0.3, ground)], pen.between(0.6, 0.9))
    _sole(pen, toe, back, ground, heel, sole, pen.between(0.7, 1.1))


def sneaker(pen: Sketch) -> None:
    """Draw a low shoe: thick flat sole, laces, a flash on the side."""
    ground, toe, back = pen.between(5, 7), pen.between(-13, -11.5), pen.between(11, 13)
    ankle, tongue = ground - pen.between(7, 10.5), pen.between(-1, 3)
    upper = [
        (toe, ground - 1.5),
        (toe + 0.5, ground - 4),
        (toe + 5, ground - 5),
        (tongue - 3, ankle + 2.5),
        (tongue, ankle - 0.8),
        (tongue + 2, ankle - 0.6),
        (tongue + 3.5, ankle + 1.6),
        (back - 3, ankle + 1.2),
        (back - 0.3, ankle - 0.4),
        (back, ankle + 2),
        (back - 0.3, ground - 1),
        (back, ground - 1),
        (toe, ground - 1),
    ]
    pen.fill(rounded(upper))
    pen.fill(
        rounded([(toe - 0.3, ground - 2.2), (back + 0.3, ground - 2.2), (back + 0.2, ground), (toe + 0.8, ground)], 1),
        pen.between(0.55, 1.5),
    )
    if pen.chance(0.5):
        pen.fill(
            rounded([(toe, ground - 2), (toe + 0.6, ground - 3.8), (toe + 4, ground - 4.4), (toe + 4.5, ground - 2)], 1),
            pen.between(0.6, 1.4),
        )
    for step in range(int(pen.rng.integers(2, 5))) if pen.chance(0.8) else ():
        x = tongue - 1.5 - 1.5 * step
        pen.line([(x, ankle + 1.5 + step), (x + 1.6, ankle + 3.2 + step)], pen.between(0.5, 1.5), 0.4)
    if pen.chance(0.5):
        pen.line([(tongue + 1, ground - 2.6), (tongue + pen.between(3, 6), ankle + 3)], pen.between(0.4, 1.6), pen.between(0.5, 1.4))


def ankle_boot(pen: Sketch) -> None:
    """Draw a boot: a shaft over the ankle, a heel of any height."""
    ground, toe, back = pen.between(9, 12), pen.between(-12.5, -10.5), pen.between(8, 11)
    heel = pen.between(0.3, 2) if pen.chance(0.5) else pen.between(2.5, 6)
    shaft, top = pen.between(6.5, 10), pen.between(-12.5, -5)
    rise = ground - heel
    upper = [
        (toe, ground - 1),
        (toe + 0.4, ground - 3.4),
        (toe + 5, ground - 5),
        (back - shaft - 1, rise - 6.5),
        (back - shaft, top + 3),
        (back - shaft, top),
        (back - shaft, top),
        (back - 0.2, top),
        (back - 0.2, top),
        (back - 0.6, rise - 5),
        (back, rise - 2),
        (back - 0.2, rise + 0.6),
        (back - 6, rise + 0.6),
        (toe + 7, ground),
    ]
    pen.fill(rounded(upper))
    _sole(pen, toe, back, ground, heel, pen.between(0.7, 1.6), pen.between(0.45, 1.2))
    if pen.chance(0.35):
        pen.line([(back - shaft * 0.45, top + 0.5), (back - shaft * 0.4, rise - 1.5)], pen.between(0.5, 1.4), 0.4)
    elif pen.chance(0.6):
        for step in range(int(pen.rng.integers(3, 6))):
            pen.line([(back - shaft - 0.6, top + 2 + 1.9 * step), (back - shaft + 2, top + 2.8 + 1.9 * step)], pen.between(0.5, 1.5), 0.4)
    if pen.chance(0.3):
        pen.fill([(back - shaft, top), (back - 0.2, top), (back - 0.2, top + 1.8), (back - shaft, top + 1.8)], pen.between(0.6, 1.4))
