"""Draw shapes in a garment's own coordinates onto a canvas four times as fine as the picture.

The origin is the middle of the picture, one unit is one pixel, y grows downwards.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from course_utils.data.synthetic.chance import Chance
from course_utils.data.synthetic.outlines import Points

SIDE = 28  # pixels
FINENESS = 4  # canvas pixels per picture pixel
DARKEST, BRIGHTEST = 12, 255  # levels of anything drawn; 0 is background


class Sketch(Chance):
    """One picture being drawn in a random pose.

    Parameters
    ----------
    rng : numpy Generator
    level : 12 to 255, brightness of the fabric
    pose : (2, 2) array, garment to picture coordinates
    shift : (2,) array, pixels
    """

    def __init__(self, rng: np.random.Generator, level: float, pose: NDArray[np.float64], shift: NDArray[np.float64]) -> None:
        super().__init__(rng)
        self.level = level
        self._pose = pose.T * FINENESS
        self._shift = (shift + SIDE / 2) * FINENESS
        self._image = Image.new("L", (SIDE * FINENESS, SIDE * FINENESS))
        self._draw = ImageDraw.Draw(self._image)

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
