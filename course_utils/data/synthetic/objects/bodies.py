"""The body that animals on four legs share, and the marks that any animal may have."""

from dataclasses import dataclass

from course_utils.data.synthetic.outlines import limb, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter, shaded

BLACK: Colour = (25, 22, 22)


@dataclass(frozen=True)
class Build:
    """The body of an animal on four legs, seen from the side with its head to the left; lengths in pixels.

    Attributes
    ----------
    length, depth : half the body's length and height
    legs, thickness : length of the legs and half their width
    neck, rise : how far the head is in front of the chest, and above the back
    nape : half the neck's width
    """

    length: float
    depth: float
    legs: float
    thickness: float
    neck: float
    rise: float
    nape: float


def stand(pen: Painter, build: Build, coat: Colour) -> tuple[float, float]:
    """Paint legs, body and neck.

    Parameters
    ----------
    pen : Painter
    build : Build
    coat : Colour

    Returns
    -------
    x, y : float, where the head goes
    """
    feet = build.depth + build.legs
    stride = pen.between(0, 2.2)
    for side, tone in ((1, 0.7), (0, 0.95)):  # the far legs are darker
        for x, sign in ((-build.length * 0.72, -1), (build.length * 0.74, 1)):
            hip = x + side * sign * -1.1
            foot = hip + stride * (1 if side else -1) * pen.between(0.3, 1)
            knee = ((hip + foot) / 2 + sign * 0.5, build.depth * 0.6 + build.legs * 0.5)
            pen.fill(limb([(hip, 0), knee, (foot, feet)], build.thickness * 1.5, build.thickness * 0.8), shaded(coat, tone))
    head = (-build.length - build.neck, -build.depth - build.rise)
    pen.fill(limb([(-build.length * 0.62, -build.depth * 0.1), head], build.nape * 1.5, build.nape), shaded(coat, 0.95))
    body = rounded(
        [
            (-build.length, -build.depth * 0.7),
            (0, -build.depth * pen.between(0.75, 1)),
            (build.length, -build.depth * 0.9),
            (build.length * 1.05, build.depth * 0.4),
            (0, build.depth * pen.between(0.6, 1)),
            (-build.length * 0.95, build.depth),
        ]
    )
    pen.fill(body, coat)
    if pen.chance(0.4):
        pen.fill(oval(0, build.depth * 0.55, build.length * 0.7, build.depth * 0.3), shaded(coat, pen.between(1.1, 1.5)))
    return head


def spots(pen: Painter, half: float, depth: float, colour: Colour, share: float) -> None:
    """Paint two to five spots on a body.

    Parameters
    ----------
    pen : Painter
    half, depth : float, half the body's width and height
    colour : Colour of the spots
    share : float, 0 to 1, of the animals that have any
    """
    for _ in range(int(pen.rng.integers(2, 6)) if pen.chance(share) else 0):
        pen.fill(oval(pen.between(-half, half), pen.between(-depth, depth) * 0.6, pen.between(0.6, 2), pen.between(0.5, 1.4)), colour)


def eye(pen: Painter, x: float, y: float, size: float = 0.5) -> None:
    """Paint a black eye; `size` is its radius in pixels."""
    pen.disc(x, y, size, BLACK)
