"""Draw labelled garments: ten kinds, in the order of Fashion-MNIST's labels."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.garments.finish import finished
from course_utils.data.synthetic.garments.others import bag, trouser
from course_utils.data.synthetic.garments.shoes import ankle_boot, sandal, sneaker
from course_utils.data.synthetic.garments.sketch import Sketch
from course_utils.data.synthetic.garments.tops import coat, dress, pullover, shirt, t_shirt

VERSION = 1  # raise it whenever any picture changes, so that cached drawings are drawn again
KINDS: tuple[Callable[[Sketch], None], ...] = (t_shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle_boot)
SELDOM_PATTERNED = [label for label, kind in enumerate(KINDS) if kind in {trouser, sandal, sneaker, ankle_boot}]
POSES = (
    (-0.15, 0.15),  # turned, as a tangent
    (-0.1, 0.1),  # leaning: pixels sideways per pixel down
    (0.79, 1.04),  # width
    (0.81, 1.04),  # height
    (-2.1, 2.1),  # moved right, pixels
    (-1.8, 1.8),  # moved down, pixels
    (55, 240),  # brightness of the fabric
)
PATTERNED_SHARE = 0.25  # of those


def draw_garment(label: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Draw one flat garment in a random pose.

    Parameters
    ----------
    label : int, 0 to 9
    rng : numpy Generator

    Returns
    -------
    uint8 array, (28, 28), 0 is background
    """
    turn, lean, wide, tall, right, down, level = (low + (high - low) * float(rng.random()) for low, high in POSES)
    norm = 1 / (1 + turn * turn) ** 0.5
    rotation = np.array(((norm, -turn * norm), (turn * norm, norm)))
    pen = Sketch(rng, level, rotation @ np.array(((wide, lean), (0, tall))), np.array((right, down)))
    KINDS[label](pen)
    return pen.picture()


def draw_garments(labels: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Draw one garment per label.

    Parameters
    ----------
    labels : int64 array, (N,), 0 to 9
    rng : numpy Generator

    Returns
    -------
    uint8 array, (N, 28, 28, 1)
    """
    drawings = np.stack([draw_garment(int(label), rng) for label in labels])
    patterned = ~np.isin(labels, SELDOM_PATTERNED) | (rng.random(len(labels)) < PATTERNED_SHARE)
    return finished(drawings, patterned, rng)[..., None]
