"""Draw flowers, 0 to 4 daisy, dandelion, rose, sunflower, tulip: a stand-in for photographs of flowers."""

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.camera import blurred, field, taken
from course_utils.data.synthetic.limits import check_difficulty, check_labels
from course_utils.data.synthetic.painter import Painter
from course_utils.data.synthetic.petals.blossom import KINDS, NAMES, Blossom, blossom_for
from course_utils.data.synthetic.petals.places import paint_before, paint_place

__all__ = ["KINDS", "NAMES", "SIDE", "VERSION", "draw_petals", "photographed"]

VERSION = 1  # raise it whenever any picture changes, so that cached drawings are drawn again
SIDE = 96  # pixels
LARGE, SMALL = 40.0, 13.0  # pixels, a blossom's radius: at difficulty 0, and the smallest at 1
_MOST_MORE = 5  # blossoms of the same kind beside the one that is meant


def draw_petals(labels: NDArray[np.int64], rng: np.random.Generator, *, difficulty: float = 0.5) -> NDArray[np.uint8]:
    """Draw one picture per label.

    Parameters
    ----------
    labels : int64 array, (N,), 0 to 4
    rng : numpy Generator
    difficulty : float, 0 (one large blossom in the middle, calm, sharp) to 1 (small, cut, turned, cluttered, blurred, noisy)

    Returns
    -------
    uint8 array, (N, 96, 96, 3)

    Raises
    ------
    ValueError
        If a label is none of the five, or the difficulty is outside its range.
    """
    check_difficulty(difficulty)
    check_labels(labels, NAMES)
    pictures = np.empty((len(labels), SIDE, SIDE, 3), np.uint8)
    for number, label in enumerate(labels):
        pictures[number] = _picture(int(label), rng, difficulty)
    return pictures


def _picture(label: int, rng: np.random.Generator, difficulty: float) -> NDArray[np.uint8]:
    pen = Painter(rng, SIDE)
    return photographed(pen, _arrangement(pen, label, difficulty), difficulty)


def _arrangement(pen: Painter, label: int, difficulty: float) -> list[Blossom]:
    """Choose one blossom, and now and then several of its kind, the far ones first."""
    smallest = LARGE * 0.85 - (LARGE * 0.85 - SMALL) * difficulty
    largest = LARGE - 4 * difficulty * pen.between(0, 1)
    one = blossom_for(pen, label, largest, smallest, 3 + 22 * difficulty, difficulty)
    count = int(pen.rng.integers(1, _MOST_MORE + 1)) if pen.chance(0.1 + 0.5 * difficulty) else 0
    more = [blossom_for(pen, label, one.radius * 0.9, one.radius * 0.45, SIDE / 2, difficulty) for _ in range(count)]
    return [*sorted(more, key=lambda blossom: blossom.radius), one]


def photographed(pen: Painter, blossoms: list[Blossom], difficulty: float) -> NDArray[np.uint8]:
    """Paint blossoms in a place and take the picture.

    Parameters
    ----------
    pen : Painter, fresh
    blossoms : list of Blossom, the far ones first
    difficulty : float, 0 to 1

    Returns
    -------
    uint8 array, (96, 96, 3)
    """
    for blossom in blossoms:
        blossom.paint(pen)
    paint_before(pen, difficulty)
    behind = Painter(pen.rng, SIDE)
    paint_place(behind, difficulty)
    fine, coarse, ground = (field(pen.rng, SIDE, cells) for cells in (48, 7, 40))
    colours, cover = (layer.astype(np.float32) for layer in pen.layers())
    surface = 1 + np.float32(0.08) * fine + np.float32(0.14) * coarse
    far = behind.layers()[0].astype(np.float32) * (1 + np.float32(0.1) * (ground + coarse))[..., None]
    focus = 1 + pen.between(0, 5)
    picture = colours * surface[..., None] + blurred(far, focus, focus) * (1 - cover / np.float32(255))[..., None]
    return taken(np.asarray(picture, np.float32), pen, difficulty, colours=0.6)
