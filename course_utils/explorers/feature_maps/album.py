"""The images of the feature map explorer: those offered, those a search found, and the student's own photo."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.networks.own_photo import photo_like
from course_utils.explorers.networks.pixels import THUMBNAIL_SIDE, picture_of
from course_utils.plots.tiles import brightness

MOST_OFFERED = 24
MOST_GUESTS = 12


@dataclass
class Album:
    """Images by number.

    Parameters
    ----------
    given : array, (N, H, W, C)
        All that the student gave; never copied.
    guests : list of int
        Numbers that a search found and a click brought in.
    own : array, (H, W, C), or None
        The student's photo; its number is N.
    """

    given: NDArray[Any]
    guests: list[int] = field(default_factory=list)
    own: NDArray[Any] | None = None

    def __post_init__(self) -> None:
        first = self.given[:MOST_OFFERED]
        _, self.low, self.high = brightness(first.reshape(*first.shape[:2], -1))

    @property
    def offered(self) -> int:
        """How many are always there: the first ones."""
        return min(MOST_OFFERED, len(self.given))

    @property
    def numbers(self) -> list[int]:
        """The numbers that can be chosen, in the order they are shown."""
        return [*range(self.offered), *self.guests, *([] if self.own is None else [len(self.given)])]

    def image(self, number: int) -> NDArray[np.float32]:
        """Take one image as the network takes it.

        Parameters
        ----------
        number : int

        Returns
        -------
        float array, (H, W, C)
        """
        chosen = self.own if self.own is not None and number == len(self.given) else self.given[number]
        return chosen.astype(np.float32)

    def welcome(self, number: int) -> None:
        """Let an image that was found be chosen; the oldest guest leaves when there are too many.

        Parameters
        ----------
        number : int
        """
        if number not in self.numbers:
            self.guests = [*self.guests, number][-MOST_GUESTS:]

    def take_photo(self, sent: dict[str, Any]) -> None:
        """Make a photo like the images and keep it.

        Parameters
        ----------
        sent : dict
            As photo.js gives it.

        Raises
        ------
        ValueError
            If it is no photo.
        """
        height, width, channels = self.given.shape[1:]
        self.own = photo_like(sent, (height, width, channels), self.low, self.high, self.given.dtype)

    def picture(self, number: int, side: int) -> dict[str, Any]:
        """Pack one image for the browser.

        Parameters
        ----------
        number : int
        side : int, the most rows and columns

        Returns
        -------
        dict
        """
        return picture_of(self.image(number), self.low, self.high, side)

    def strip(self) -> dict[str, Any]:
        """Pack the images to choose from.

        Returns
        -------
        dict
        """
        return {
            "pictures": [self.picture(number, THUMBNAIL_SIDE) for number in self.numbers],
            "numbers": self.numbers,
            "offered": self.offered,
            "total": len(self.given),
        }
