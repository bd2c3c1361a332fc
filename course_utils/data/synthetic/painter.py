"""Paint shapes in colour, in a thing's own coordinates, onto a canvas several times as fine as the picture.

The origin is the middle of the picture, one unit is one pixel, y grows downwards.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from course_utils.data.synthetic.chance import Chance
from course_utils.data.synthetic.outlines import Points, oval

FINENESS = 4  # canvas pixels per picture pixel
Colour = tuple[float, float, float]  # red, green, blue, 0 to 255


class Painter(Chance):
    """One picture being painted; where nothing was painted it is transparent.

    Parameters
    ----------
    rng : numpy Generator
    side : int, pixels
    """

    def __init__(self, rng: np.random.Generator, side: int) -> None:
        super().__init__(rng)
        self.side = side
        self._colours, self._cover = (Image.new(mode, (side * FINENESS, side * FINENESS)) for mode in ("RGB", "L"))
        self._brush, self._stencil = ImageDraw.Draw(self._colours), ImageDraw.Draw(self._cover)
        self.pose(np.eye(2), np.zeros(2))

    def pose(self, turn: NDArray[np.float64], shift: NDArray[np.float64]) -> None:
        """Choose where and how what follows is painted.

        Parameters
        ----------
        turn : (2, 2) array, the thing's coordinates to the picture's
        shift : (2,) array, pixels
        """
        self._turn = turn.T * FINENESS
        self._shift = (shift + self.side / 2) * FINENESS

    def fill(self, outline: Points, colour: Colour) -> None:
        """Fill a closed outline."""
        placed = self._place(outline)
        self._brush.polygon(placed, fill=_mixed(colour))
        self._stencil.polygon(placed, fill=255)

    def line(self, points: Points, colour: Colour, width: float = 0.5) -> None:
        """Draw an open line; `width` in pixels."""
        placed, fine = self._place(points), max(1, round(width * FINENESS))
        self._brush.line(placed, fill=_mixed(colour), width=fine, joint="curve")
        self._stencil.line(placed, fill=255, width=fine, joint="curve")

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Fill a disc."""
        self.fill(oval(x, y, radius, radius), colour)

    def layers(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Average the canvas down: colours (side, side, 3), already weighted by the cover, and cover (side, side), 255 where opaque."""
        return np.asarray(self._colours.reduce(FINENESS)), np.asarray(self._cover.reduce(FINENESS))

    def _place(self, points: Points) -> list[float]:
        placed: list[float] = np.rint(np.asarray(points, np.float64) @ self._turn + self._shift).ravel().tolist()
        return placed


def _mixed(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (int(min(max(part, 0), 255)) for part in colour)
    return red, green, blue


def shaded(colour: Colour, by: float) -> Colour:
    """Make a colour darker (`by` below 1) or lighter (towards white, above 1).

    Parameters
    ----------
    colour : Colour
    by : float, 0 black to 2 white

    Returns
    -------
    Colour
    """
    if by <= 1:
        return colour[0] * by, colour[1] * by, colour[2] * by
    share = min(by - 1, 1)
    return tuple(part + (255 - part) * share for part in colour)  # type: ignore[return-value]  # three go in, three come out


def hue(turn: float, strength: float, light: float) -> Colour:
    """Name a colour by its place on the colour wheel.

    Parameters
    ----------
    turn : float, 0 red, 1/3 green, 2/3 blue, 1 red again
    strength : float, 0 grey to 1 pure
    light : float, 0 to 255, of the brightest part

    Returns
    -------
    Colour
    """
    parts = (min(max(abs((turn + offset) % 1 * 6 - 3) - 1, 0), 1) for offset in (0, 2 / 3, 1 / 3))
    return tuple(light * (1 - strength + strength * part) for part in parts)  # type: ignore[return-value]  # likewise
