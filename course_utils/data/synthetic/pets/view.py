"""A head as a ball seen from any side: features given on its front go where the turned head shows them.

Lengths are in head widths: the ball's radius is 1. x grows to the right, y downwards, z towards the viewer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.outlines import Outline, Points, limb, oval, rounded
from course_utils.data.synthetic.painter import Colour, Painter

PERSPECTIVE = 0.12  # how much larger a thing looks for each unit that it is nearer


@dataclass(frozen=True)
class Glow:
    """A soft patch of light or shade, in pixels of the picture from its middle; gain above 0 is lighter."""

    x: float
    y: float
    radius: float
    gain: float


@dataclass
class Face:
    """A head being painted, turned and nodding.

    Attributes
    ----------
    pen : Painter
    turn : float, -0.8 to 0.8, sine of the angle to the right
    nod : float, -0.8 to 0.8, sine of the angle downwards
    pose : (2, 2) array, the head's coordinates to pixels
    place : (2,) array, pixels from the picture's middle
    glows : what lights and shades it
    """

    pen: Painter
    turn: float
    nod: float
    pose: NDArray[np.float64]
    place: NDArray[np.float64]
    glows: list[Glow] = field(default_factory=list)

    def see(self, points: Sequence[tuple[float, float, float]] | Outline) -> Outline:
        """Say where points in space are seen.

        Parameters
        ----------
        points : (V, 3), before the head turns

        Returns
        -------
        float array, (V, 2)
        """
        x, y, z = np.asarray(points, np.float64).T
        aside, ahead = (1 - self.turn * self.turn) ** 0.5, (1 - self.nod * self.nod) ** 0.5
        x, z = x * aside + z * self.turn, z * aside - x * self.turn
        y, z = y * ahead + z * self.nod, z * ahead - y * self.nod
        return np.asarray(np.stack((x, y), axis=1) / (1 - PERSPECTIVE * np.minimum(z, 3))[:, None], np.float64)

    def on(self, points: Points) -> Outline:
        """Say where points on the ball's front are seen; those beyond its edge lie on the edge."""
        flat = np.asarray(points, np.float64)
        depth = np.sqrt(np.maximum(0, 1 - (flat * flat).sum(axis=1)))
        return self.see(np.column_stack((flat, depth)))

    def mark(self, points: Points, colour: Colour) -> None:
        """Fill an outline on the ball's front."""
        self.pen.fill(self.on(points), colour)

    def flat(self, points: Points, depth: float, colour: Colour) -> None:
        """Fill an outline that stands upright, facing ahead, at a depth."""
        outline = np.asarray(points, np.float64)
        self.pen.fill(self.see(np.column_stack((outline, np.full(len(outline), depth)))), colour)

    def ball(self, at: tuple[float, float, float], across: float, down: float, colour: Colour) -> None:
        """Paint a lump, which looks alike from all sides; `across` and `down` are half its width and height."""
        ((x, y),) = self.see([at])
        near = 1 / (1 - PERSPECTIVE * at[2])
        self.pen.fill(oval(x, y, across * near, down * near), colour)

    def hair(self, line: Points, width: float, colour: Colour) -> None:
        """Draw a line on what is seen, `width` in head widths, thin at its end."""
        self.pen.fill(limb(line, width / 2, width / 5), colour)

    def glow(self, at: tuple[float, float, float], radius: float, gain: float) -> None:
        """Light (`gain` above 0) or shade softly what is around a point."""
        x, y = (self.see([at]) @ self.pose.T + self.place)[0]
        (a, b), (c, d) = self.pose
        size = float(abs(a * d - b * c)) ** 0.5
        self.glows.append(Glow(float(x), float(y), radius * size, gain))

    def light(self) -> NDArray[np.float32]:
        """Return what the glows multiply each pixel by, (side, side)."""
        place = np.arange(self.pen.side, dtype=np.float32) - np.float32(self.pen.side / 2 - 0.5)
        factor = np.ones((self.pen.side, self.pen.side), np.float32)
        for glow in self.glows:
            x, y, radius = np.float32(glow.x), np.float32(glow.y), np.float32(max(glow.radius, 1))
            near = np.maximum(0, 1 - ((place - x) ** 2 + ((place - y) ** 2)[:, None]) / radius**2)
            factor += np.float32(glow.gain) * near * near
        return factor


def tufted(outline: Points, pen: Painter, length: float) -> Outline:
    """Make the edge of an outline hairy.

    Parameters
    ----------
    outline : (V, 2)
    pen : Painter, whose chance decides
    length : float, of the hairs, in the outline's units

    Returns
    -------
    float array, (2 V, 2)
    """
    edge = np.asarray(outline, np.float64)
    following = np.concatenate((edge[1:], edge[:1]))
    along = following - edge
    size = np.sqrt((along * along).sum(axis=1, keepdims=True))
    clockwise = 1 if (edge[:, 0] * following[:, 1] - following[:, 0] * edge[:, 1]).sum() > 0 else -1  # twice the area, signed
    out = along[:, ::-1] * (clockwise, -clockwise) / np.maximum(size, 1e-9)
    hairs = (edge + following) / 2 + (out + along / np.maximum(size, 1e-9) * 0.5) * pen.rng.random((len(edge), 1)) * length
    return np.stack((edge, hairs), axis=1).reshape(-1, 2)


def both(points: Sequence[tuple[float, float]], side: int) -> Outline:
    """Mirror points of the right half for `side` -1, leave them for 1."""
    return np.asarray(points, np.float64) * (side, 1)


def soft(points: Points, side: int = 1) -> Outline:
    """Round an outline of the right half, mirrored for `side` -1."""
    return rounded(np.asarray(points, np.float64) * (side, 1), 2)
