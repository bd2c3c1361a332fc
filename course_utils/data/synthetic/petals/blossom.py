"""A blossom in its place: how large it is, where it stands, how far it is turned away."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_utils.data.synthetic.painter import Painter
from course_utils.data.synthetic.petals.composites import daisy, dandelion, sunflower
from course_utils.data.synthetic.petals.cups import rose, tulip
from course_utils.data.synthetic.petals.turning import direction

KINDS: tuple[Callable[[Painter], None], ...] = (daisy, dandelion, rose, sunflower, tulip)
NAMES = ("daisy", "dandelion", "rose", "sunflower", "tulip")


@dataclass(frozen=True)
class Blossom:
    """Where a blossom stands.

    Parameters
    ----------
    label : int, 0 to 4
    x, y : float, its middle, in pixels from the picture's
    radius : float, pixels
    flat : float, its height as a share of its width, 1 where it looks at us
    turn : float, how far it leans to a side, as a turn
    """

    label: int
    x: float
    y: float
    radius: float
    flat: float
    turn: float

    def paint(self, pen: Painter) -> None:
        """Paint it, with what hangs below it; the painter has the picture's own pose afterwards.

        Parameters
        ----------
        pen : Painter
        """
        across, down = direction(self.turn)
        lean = np.array(((across, -down), (down, across)))
        pen.pose(lean @ np.array(((self.radius, 0.0), (0.0, self.radius * self.flat))), np.array((self.x, self.y)))
        KINDS[self.label](pen)
        pen.pose(np.eye(2), np.zeros(2))


def blossom_for(pen: Painter, label: int, largest: float, smallest: float, roam: float, difficulty: float) -> Blossom:
    """Choose size, place and pose of a blossom.

    Parameters
    ----------
    pen : Painter, whose chance decides
    label : int, 0 to 4
    largest, smallest : float, pixels, of its radius
    roam : float, pixels, how far from the middle it may stand
    difficulty : float, 0 to 1, how far it may be turned

    Returns
    -------
    Blossom
    """
    radius = pen.between(smallest, largest)
    tilt = pen.between(0, 0.3 + 0.7 * difficulty)
    flat, turn = 1 - 0.5 * tilt * tilt, pen.between(-0.09, 0.09) * (0.3 + difficulty)
    return Blossom(label, pen.between(-roam, roam), pen.between(-roam, roam * 0.7), radius, flat, turn)
