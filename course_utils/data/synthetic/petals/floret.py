"""The parts flowers are made of: rings of petals, seeds along a spiral, stems and leaves. A blossom's own radius is 1."""

import numpy as np

from course_utils.data.synthetic.outlines import Outline, rounded
from course_utils.data.synthetic.painter import Colour, Painter, hue, shaded
from course_utils.data.synthetic.petals.turning import GOLDEN, direction, turned


def petal(inner: float, outer: float, wide: float, *, tip: float = 0.5) -> Outline:
    """Outline a petal that points to the right.

    Parameters
    ----------
    inner, outer : float, where it begins and ends, in radii of the blossom
    wide : float, its widest, in radii
    tip : float, 0 pointed to 1 blunt

    Returns
    -------
    float array, (32, 2)
    """
    long, half = outer - inner, wide / 2
    side = [(inner, half * 0.35), (inner + 0.35 * long, half), (inner + 0.8 * long, half * (0.5 + 0.45 * tip)), (outer, half * 0.5 * tip)]
    return rounded([(x, -y) for x, y in side] + side[::-1])


def ring(  # noqa: PLR0913 - a ring of petals has that many looks
    pen: Painter,
    count: int,
    inner: float,
    outer: float,
    wide: float,
    colour: Colour,
    *,
    tip: float = 0.5,
    wild: float = 0.08,
    start: float = 0.0,
    crease: float = 0.86,
) -> None:
    """Paint petals all round, in shuffled order, each with its own length, angle and shade.

    Parameters
    ----------
    pen : Painter
    count : int, petals
    inner, outer, wide, tip : as for `petal`
    colour : Colour
    wild : float, 0 as if by compass to 0.3 dishevelled
    start : float, a turn
    crease : float, how bright the line along the middle is; 1 leaves it out
    """
    for number in pen.rng.permutation(count):
        turn = start + (number + pen.between(-2, 2) * wild) / count
        long = inner + (outer - inner) * pen.between(1 - 2 * wild, 1 + wild)
        shape, shade = petal(inner, long, wide * pen.between(1 - wild, 1 + wild), tip=tip), pen.between(0.82, 1.08)
        pen.fill(turned(shape, turn), shaded(colour, shade))
        if crease < 1:
            line = np.array([(inner + 0.15 * (long - inner), 0), (inner + 0.85 * (long - inner), 0)])
            pen.line(turned(line, turn), shaded(colour, shade * crease), 0.35)


def seeds(pen: Painter, count: int, radius: float, size: float, inside: Colour, outside: Colour) -> None:
    """Paint seeds along the golden spiral.

    Parameters
    ----------
    pen : Painter
    count : int
    radius : float, of the disc
    size : float, radius of a seed
    inside, outside : Colour, in the middle and at the edge
    """
    for number in range(count):
        share = ((number + 0.5) / count) ** 0.5
        x, y = direction(number * GOLDEN)
        mixed = [one + (other - one) * share for one, other in zip(inside, outside, strict=True)]
        pen.disc(radius * share * x, radius * share * y, size, shaded((mixed[0], mixed[1], mixed[2]), pen.between(0.75, 1.2)))


def stem(pen: Painter, length: float, lean: float, wide: float, colour: Colour) -> None:
    """Paint a stem down from the origin, bending to a side; its left is lit.

    Parameters
    ----------
    pen : Painter
    length, lean, wide : float, radii
    colour : Colour
    """
    bend = np.linspace(0, 1, 9)
    path = np.stack((lean * bend * bend, length * bend), axis=1)
    half = np.array((wide / 2, 0.0))
    pen.fill(np.concatenate((path - half, (path + half)[::-1])), colour)
    pen.fill(np.concatenate((path - half, (path - half * 0.1)[::-1])), shaded(colour, 1.16))


def leaf(pen: Painter, at: tuple[float, float], turn: float, long: float, wide: float, colour: Colour) -> None:
    """Paint a pointed leaf with its vein, one half darker.

    Parameters
    ----------
    pen : Painter
    at : x, y, where it grows
    turn : float, where it points
    long, wide : float, radii
    colour : Colour
    """
    shape = petal(0, long, wide, tip=0.05)
    pen.fill(turned(shape, turn) + at, colour)
    under = shape.copy()
    under[:, 1] = np.maximum(under[:, 1], 0)
    pen.fill(turned(under, turn) + at, shaded(colour, 0.82))
    pen.line(turned(np.array([(0.05 * long, 0), (0.92 * long, 0)]), turn) + at, shaded(colour, 1.25), 0.35)


def green(pen: Painter) -> Colour:
    """Choose the green of leaves and stems, the same for every species."""
    return hue(pen.between(0.2, 0.38), pen.between(0.35, 0.75), pen.between(70, 170))


def yellow(pen: Painter) -> Colour:
    """Choose a yellow: of florets, of discs, the same for every species."""
    return hue(pen.between(0.115, 0.17), pen.between(0.6, 0.97), pen.between(205, 252))


_BLOOMS = {
    "red": (0.96, 1.02, 0.75, 0.95),
    "pink": (0.88, 0.97, 0.25, 0.65),
    "yellow": (0.12, 0.16, 0.5, 0.9),
    "orange": (0.03, 0.09, 0.6, 0.9),
    "purple": (0.76, 0.86, 0.35, 0.7),
    "white": (0.1, 0.16, 0.02, 0.12),
}


def bloom(pen: Painter) -> Colour:
    """Choose the colour of a rose or a tulip: one range for both."""
    kind = pen.one_of({"red": 0.32, "pink": 0.24, "yellow": 0.15, "orange": 0.1, "purple": 0.08, "white": 0.11})
    low, high, weak, strong = _BLOOMS[kind]
    return hue(pen.between(low, high), pen.between(weak, strong), pen.between(165, 248))
