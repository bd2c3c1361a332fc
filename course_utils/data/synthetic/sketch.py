"""Draw shapes in a garment's own coordinates onto a canvas four times as fine as the picture.

The origin is the middle of the picture, one unit is one pixel, y grows downwards. Only sums, products and square roots are used,
which every machine rounds alike, so that the same seed gives the same picture everywhere.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

SIDE = 28  # pixels
FINENESS = 4  # canvas pixels per picture pixel
DARKEST, BRIGHTEST = 12, 255  # levels of anything drawn; 0 is background

Points = Sequence[tuple[float, float]] | NDArray[np.float64]


def rounded(points: Points, rounds: int = 2) -> NDArray[np.float64]:
    """Cut the corners of a closed outline.

    Parameters
    ----------
    points : (V, 2), corners; one given twice stays nearly sharp
    rounds : int, how often; each doubles the number of points

    Returns
    -------
    float array, (V * 2**rounds, 2)

    Notes
    -----
    Chaikin (1974), "An algorithm for high-speed curve generation".
    """
    outline = np.asarray(points, np.float64)
    for _ in range(rounds):
        following = np.concatenate((outline[1:], outline[:1]))
        outline = np.stack((0.75 * outline + 0.25 * following, 0.25 * outline + 0.75 * following), axis=1).reshape(-1, 2)
    return outline


def mirrored(right_half: Points) -> NDArray[np.float64]:
    """Complete an outline whose right half runs from the top middle to the bottom middle.

    Parameters
    ----------
    right_half : (V, 2), x at least 0

    Returns
    -------
    float array, (2 V, 2)
    """
    half = np.asarray(right_half, np.float64)
    return np.concatenate((half, half[::-1] * (-1, 1)))


class Sketch:
    """One picture being drawn in a random pose.

    Parameters
    ----------
    rng : numpy Generator
    level : 12 to 255, brightness of the fabric
    pose : (2, 2) array, garment to picture coordinates
    shift : (2,) array, pixels
    """

    def __init__(self, rng: np.random.Generator, level: float, pose: NDArray[np.float64], shift: NDArray[np.float64]) -> None:
        self.rng = rng
        self.level = level
        self._pose = pose.T * FINENESS
        self._shift = (shift + SIDE / 2) * FINENESS
        self._image = Image.new("L", (SIDE * FINENESS, SIDE * FINENESS))
        self._draw = ImageDraw.Draw(self._image)

    def between(self, low: float, high: float) -> float:
        """Draw a number evenly between two."""
        return low + (high - low) * float(self.rng.random())

    def chance(self, share: float) -> bool:
        """Say yes in this share of the cases."""
        return float(self.rng.random()) < share

    def one_of(self, shares: Mapping[str, float]) -> str:
        """Choose a name; the shares add up to one."""
        thrown = float(self.rng.random())
        for name, share in shares.items():
            thrown -= share
            if thrown < 0:
                return name
        return name

    def fill(self, outline: Points, shade: float = 1.0) -> None:
        """Fill a closed outline with the fabric's level times `shade`; shade 0 cuts a hole."""
        self._draw.polygon(self._place(outline), fill=self._grey(shade))

    def line(self, points: Points, shade: float, width: float = 0.5) -> None:
        """Draw an open line; `width` in pixels."""
        self._draw.line(self._place(points), fill=self._grey(shade), width=max(1, round(width * FINENESS)), joint="curve")

    def dot(self, x: float, y: float, radius: float, shade: float) -> None:
        """Draw an upright octagon that passes for a disc."""
        near = 0.41 * radius
        corners = [(near, radius), (radius, near), (radius, -near), (near, -radius)]
        self.fill([(x + a, y + b) for a, b in (*corners, *((-a, -b) for a, b in corners))], shade)

    def picture(self) -> NDArray[np.uint8]:
        """Average the canvas down to the picture: uint8 array, (28, 28)."""
        return np.asarray(self._image.reduce(FINENESS))

    def _place(self, points: Points) -> list[float]:
        placed: list[float] = np.rint(np.asarray(points, np.float64) @ self._pose + self._shift).ravel().tolist()
        return placed

    def _grey(self, shade: float) -> int:
        return int(min(max(self.level * shade, DARKEST), BRIGHTEST)) if shade else 0
