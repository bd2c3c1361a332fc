"""Airplanes and ships, each of several types and from several sides."""

from course_utils.data.synthetic.objects.palette import DARK, glass, paint
from course_utils.data.synthetic.outlines import limb, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, shaded


def airplane(pen: Painter) -> None:
    """Paint an airplane: from the side, from below, or coming nearer."""
    skin = paint(pen, white=0.5)
    {"side": _flying_by, "below": _overhead, "front": _coming}[pen.one_of({"side": 0.5, "below": 0.32, "front": 0.18})](pen, skin)


def _flying_by(pen: Painter, skin: Colour) -> None:
    length, height = pen.between(11, 13.5), pen.between(1.3, 2.3)
    fin = pen.between(3.5, 6)
    pen.fill(
        [(length - 4.5, -height * 0.6), (length - 1.5, -height - fin), (length + 0.6, -height - fin), (length - 0.4, 0)], shaded(skin, 0.8)
    )
    body = [
        (-length, 0.4),
        (-length + 1.5, -height),
        (length - 3, -height),
        (length, -height * 0.6),
        (length, 0),
        (length - 6, height),
        (-length + 2, height),
    ]
    pen.fill(rounded(body, 1), skin)
    if pen.chance(0.6):
        pen.fill([(-length + 1, 0), (length - 1, -0.5), (length - 1, 0.3), (-length + 1, 0.9)], paint(pen))
    sweep, reach = pen.between(3, 6), pen.between(3, 6.5)
    wing = [(-2.5, height * 0.3), (2.2, height * 0.3), (2 + sweep, height + reach), (sweep, height + reach)]
    pen.fill(wing, shaded(skin, 0.7))
    if pen.chance(0.5):
        pen.fill(
            [(-1.5, -height), (1.5, -height), (2 + sweep, -height - reach * 0.6), (0.8 + sweep, -height - reach * 0.6)], shaded(skin, 0.85)
        )
    pen.fill([(-length + 1.6, -height * 0.7), (-length + 3.6, -height), (-length + 3.4, -0.1), (-length + 1.2, -0.1)], glass(pen))
    if pen.chance(0.6):
        pen.fill(oval(0.5, height + 0.9, pen.between(1.2, 2.2), 0.9), shaded(skin, 0.5))
    if pen.chance(0.5):
        pen.line([(-length + 5, -0.5), (length - 5, -0.5)], DARK, 0.4)


def _overhead(pen: Painter, skin: Colour) -> None:
    length, width = pen.between(11, 13.5), pen.between(1.0, 1.9)
    span, sweep, chord = pen.between(9, 13.5), pen.between(0, 6), pen.between(2, 4)
    for side in (-1, 1):
        wing = [(-chord / 2 - 1, 0), (chord / 2, 0), (sweep + chord / 2 - 0.6, side * span), (sweep - chord / 2 + 0.6, side * span)]
        pen.fill(wing, shaded(skin, 0.85))
        tail = [(length - 3, 0), (length - 0.5, 0), (length + 0.8, side * span * 0.36), (length - 0.7, side * span * 0.36)]
        pen.fill(tail, shaded(skin, 0.8))
        if pen.chance(0.6):
            pen.fill(oval(sweep * 0.4 - chord / 2, side * span * 0.4, 1.6, 0.7), shaded(skin, 0.5))
    pen.fill(
        rounded([(-length, 0), (-length + 2, -width), (length - 3, -width), (length, 0), (length - 3, width), (-length + 2, width)], 1),
        skin,
    )


def _coming(pen: Painter, skin: Colour) -> None:
    span, droop, radius = pen.between(11, 14), pen.between(-2.5, 1), pen.between(1.8, 3)
    for side in (-1, 1):
        pen.fill(limb([(0, 0.5), (side * span, droop)], 0.9, 0.4), shaded(skin, 0.8))
        pen.fill(limb([(0, -radius), (side * span * 0.35, -radius - 0.6)], 0.5, 0.3), shaded(skin, 0.8))
        pen.disc(side * span * 0.35, 1.5, pen.between(0.8, 1.3), shaded(skin, 0.45))
    pen.fill([(-0.45, 0), (0.45, 0), (0.35, -radius - 4), (-0.35, -radius - 4)], shaded(skin, 0.75))
    pen.disc(0, 0, radius, skin)
    pen.fill(
        [(-radius * 0.6, -radius * 0.2), (radius * 0.6, -radius * 0.2), (radius * 0.4, -radius * 0.6), (-radius * 0.4, -radius * 0.6)],
        glass(pen),
    )


def ship(pen: Painter) -> None:
    """Paint a ship: a liner, a freighter or a sailing boat, low in the water."""
    hull, length, deck = paint(pen), pen.between(10.5, 13.5), pen.between(0.5, 2.5)
    keel = deck + pen.between(2.5, 4.5)
    kind = pen.one_of({"liner": 0.4, "freighter": 0.3, "sail": 0.3})
    {"liner": _cabins, "freighter": _cargo, "sail": _sails}[kind](pen, length, deck)
    bow = pen.between(1.5, 4)
    pen.fill([(-length, deck - pen.between(0, 1.2)), (length, deck), (length - 1.5, keel), (-length + bow, keel)], hull)
    if pen.chance(0.6):
        pen.fill([(-length + bow * 0.75, keel - 1.1), (length - 1.1, keel - 1.1), (length - 1.5, keel), (-length + bow, keel)], paint(pen))
    if pen.chance(0.6):
        pen.line([(-length - 1, keel + 0.3), (length + 0.5, keel + 0.3)], (215, 225, 232), 0.7)


def _cabins(pen: Painter, length: float, deck: float) -> None:
    left, right, wall = -length * pen.between(0.35, 0.7), length * pen.between(0.5, 0.85), shaded((225, 225, 222), pen.between(0.75, 1.1))
    for _ in range(int(pen.rng.integers(1, 4))):
        height = pen.between(1.5, 2.4)
        pen.fill([(left, deck - height), (right, deck - height), (right, deck + 0.3), (left, deck + 0.3)], wall)
        pen.line([(left + 0.7, deck - height / 2), (right - 0.7, deck - height / 2)], glass(pen), 0.5)
        left, right, deck = left + pen.between(0.8, 2.5), right - pen.between(0.5, 2.5), deck - height
    for number in range(int(pen.rng.integers(0, 3))):
        x = (left + right) / 2 + number * 2.8 - 1.4
        pen.fill([(x, deck - pen.between(2, 3.5)), (x + 1.6, deck - 2.8), (x + 1.5, deck + 0.2), (x, deck + 0.2)], paint(pen))


def _cargo(pen: Painter, length: float, deck: float) -> None:
    bridge = length * pen.between(0.45, 0.7)
    x = -length * 0.75
    while x < bridge - 2.5:
        width, height = pen.between(2.2, 3.6), pen.between(1.2, 4.2)
        pen.fill(
            [(x, deck - height), (min(x + width, bridge), deck - height), (min(x + width, bridge), deck + 0.3), (x, deck + 0.3)], paint(pen)
        )
        x += width + pen.between(0, 0.6)
    top = deck - pen.between(4.5, 7)
    pen.fill([(bridge, top), (bridge + 3, top), (bridge + 3, deck + 0.3), (bridge, deck + 0.3)], (222, 222, 218))
    pen.line([(bridge + 0.3, top + 1), (bridge + 2.7, top + 1)], glass(pen), 0.7)
    if pen.chance(0.6):
        pen.line([(-length * 0.5, deck), (-length * 0.5, deck - pen.between(4, 8))], DARK, 0.5)


def _sails(pen: Painter, length: float, deck: float) -> None:
    cloth = shaded((235, 232, 222), pen.between(0.7, 1.1)) if pen.chance(0.7) else paint(pen)
    top = deck - pen.between(9, 13)
    mast = length * pen.between(-0.2, 0.15)
    pen.line([(mast, deck), (mast, top)], (90, 70, 50), 0.6)
    pen.fill([(mast + 0.5, top + 0.6), (mast + length * pen.between(0.45, 0.8), deck - 0.9), (mast + 0.5, deck - 0.9)], cloth)
    if pen.chance(0.75):
        pen.fill([(mast - 0.6, top + 1.5), (mast - 0.6, deck - 0.7), (-length * pen.between(0.6, 0.9), deck - 0.5)], shaded(cloth, 0.88))
