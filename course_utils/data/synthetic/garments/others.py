"""Trousers and bags."""

from course_utils.data.synthetic.garments.sketch import Sketch
from course_utils.data.synthetic.outlines import rounded


def trouser(pen: Sketch) -> None:
    """Draw trousers: a waistband and two legs, close together or apart."""
    top, bottom = pen.between(-13, -12), pen.between(11, 13.3) if pen.chance(0.93) else pen.between(2, 6)
    waist, hip = pen.between(3, 4.6), pen.between(3.6, 5.4)
    crotch, spread = pen.between(-5.5, -2.5), pen.between(0, 2.2)
    knee, cuff = pen.between(1.3, 2.3), pen.between(0.9, 2.5)
    middle = (crotch + bottom) / 2
    for side in (-1, 1):
        centre = 2.2 + spread
        leg = [
            (0, top),
            (waist, top),
            (hip, top + 5),
            (centre * 0.8 + knee, middle),
            (centre + cuff, bottom),
            (centre + cuff, bottom),
            (centre - cuff, bottom),
            (centre - cuff, bottom),
            (max(centre * 0.8 - knee, 0.25), middle),
            (0.25, crotch),
            (0, crotch),
        ]
        pen.fill(rounded([(side * x, y) for x, y in leg], 1), 1.0 if side > 0 else pen.between(0.85, 1.0))
    pen.fill([(-waist, top), (waist, top), (waist + 0.1, top + 1.3), (-waist - 0.1, top + 1.3)], pen.between(0.6, 1.3))
    if pen.chance(0.6):
        pen.line([(0, top + 1.3), (0, crotch)], 0.6, 0.4)
    if pen.chance(0.4):
        for side in (-1, 1):
            pen.line([(side * waist * 0.55, top + 1.5), (side * hip * 0.9, top + 4)], 0.65, 0.4)


def bag(pen: Sketch) -> None:
    """Draw a bag: a box, a sack or a clutch, with a handle, a long strap or none; perhaps a flap and a clasp."""
    top, bottom = pen.between(-6, 1), pen.between(7.5, 12)
    upper, lower = pen.between(6, 12), pen.between(7.5, 12.5)
    grip = pen.one_of({"handle": 0.55, "strap": 0.3, "none": 0.15})
    if grip == "handle":
        reach, height, thickness = upper * pen.between(0.35, 0.75), min(top + 12.5, pen.between(4, 9)), pen.between(0.7, 1.6)
        arc = [(-1, 0.0), (-0.97, 0.45), (-0.8, 0.8), (-0.45, 0.97), (0, 1.0), (0.45, 0.97), (0.8, 0.8), (0.97, 0.45), (1, 0.0)]
        pen.line([(reach * x, top + 0.5 - height * y) for x, y in arc], pen.between(0.7, 1.1), thickness)
    elif grip == "strap":
        for side in (-1, 1):
            pen.line([(side * upper * 0.9, top + 1), (side * pen.between(0.5, 3), -13)], pen.between(0.7, 1.1), pen.between(0.5, 1))
    pen.fill(
        rounded(
            [
                (-upper, top),
                (-upper, top),
                (upper, top),
                (upper, top),
                (lower, bottom),
                (lower, bottom),
                (-lower, bottom),
                (-lower, bottom),
            ],
            int(pen.rng.integers(0, 3)),
        )
    )
    if pen.chance(0.45):
        drop = top + (bottom - top) * pen.between(0.3, 0.65)
        pen.fill(
            rounded([(-upper, top), (-upper, top), (upper, top), (upper, top), (upper * 0.92, drop), (-upper * 0.92, drop)], 1),
            pen.between(0.7, 1.2),
        )
        pen.line([(-upper * 0.9, drop), (upper * 0.9, drop)], 0.55, 0.4)
        pen.dot(0, drop, pen.between(0.6, 1.2), pen.between(0.4, 1.6))
    elif pen.chance(0.6):
        pen.line([(-upper * 0.9, top + 1.2), (upper * 0.9, top + 1.2)], pen.between(0.5, 1.4), 0.5)
    if pen.chance(0.3):
        middle = (top + bottom) / 2 + 1
        pen.line([(-4, middle), (4, middle), (4, bottom - 1.5), (-4, bottom - 1.5), (-4, middle)], 0.65, 0.4)
