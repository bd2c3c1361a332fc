"""Several species in one picture, with a box round each blossom: for learning that more than one label can be true."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.limits import check_difficulty
from course_utils.data.synthetic.painter import Painter
from course_utils.data.synthetic.petals.blossom import KINDS, Blossom, blossom_for
from course_utils.data.synthetic.petals.petals import SIDE, photographed

MOST_SPECIES, MOST_BLOSSOMS = 3, 4
LARGE, SMALL = 24.0, 12.0  # pixels, a blossom's radius
VISIBLE = 0.6  # share of a blossom's box that must lie inside the picture and before the others
_TRIES = 60  # places tried for a blossom before a smaller one is tried


@dataclass(frozen=True, eq=False)
class Meadow:
    """Pictures of meadows.

    Parameters
    ----------
    images : uint8 array, (N, 96, 96, 3)
    species : float32 array, (N, 5), 1 where that species can be seen
    boxes : tuple of N float32 arrays, (K, 4), left, top, right and bottom of each blossom, in pixels
    labels : tuple of N int64 arrays, (K,), its species
    """

    images: NDArray[np.uint8]
    species: NDArray[np.float32]
    boxes: tuple[NDArray[np.float32], ...]
    labels: tuple[NDArray[np.int64], ...]


def draw_meadows(count: int, rng: np.random.Generator, *, difficulty: float = 0.5) -> Meadow:
    """Draw meadows with one to four blossoms of one to three species.

    Parameters
    ----------
    count : int, at least 1
    rng : numpy Generator
    difficulty : float, 0 (calm, sharp) to 1 (turned, cluttered, blurred, noisy)

    Returns
    -------
    Meadow; of every blossom that is listed at least 60 % can be seen

    Raises
    ------
    ValueError
        If `count` is below 1, or the difficulty is outside its range.
    """
    check_difficulty(difficulty)
    if count < 1:
        raise ValueError(f"count must be at least 1, not {count}")
    images, everything = [], []
    for _ in range(count):
        pen = Painter(rng, SIDE)
        blossoms = _arrangement(pen, difficulty)
        images.append(photographed(pen, blossoms, difficulty))
        everything.append(blossoms)
    boxes = tuple(np.array([_box(blossom) for blossom in blossoms], np.float32) for blossoms in everything)
    labels = tuple(np.array([blossom.label for blossom in blossoms], np.int64) for blossoms in everything)
    species = np.zeros((count, len(KINDS)), np.float32)
    for row, some in enumerate(labels):
        species[row, some] = 1
    return Meadow(np.stack(images), species, boxes, labels)


def _arrangement(pen: Painter, difficulty: float) -> list[Blossom]:
    """Choose blossoms that hardly cover each other, the far ones first; the first species is chosen evenly."""
    kinds = pen.rng.permutation(len(KINDS))[: int(pen.rng.integers(1, MOST_SPECIES + 1))]
    more = pen.rng.choice(kinds, int(pen.rng.integers(0, MOST_BLOSSOMS - len(kinds) + 1)))
    placed: list[Blossom] = []
    for label in (*kinds, *more):
        placed.append(_placed(pen, int(label), placed, difficulty))
    return sorted(placed, key=lambda blossom: blossom.radius)


def _placed(pen: Painter, label: int, others: list[Blossom], difficulty: float) -> Blossom:
    """Find a place: smaller and smaller, until it is free."""
    largest = LARGE
    while True:
        for _ in range(_TRIES):
            blossom = blossom_for(pen, label, largest, min(SMALL, largest * 0.8), SIDE / 2 - largest * 0.6, difficulty)
            if all(_overlap(_box(blossom), _box(other)) < 1 - VISIBLE for other in others):
                return blossom
        largest *= 0.85


def _box(blossom: Blossom) -> NDArray[np.float64]:
    """Frame a blossom without its stem, clipped to the picture."""
    down = blossom.radius * blossom.flat
    frame = np.array((blossom.x - blossom.radius, blossom.y - down, blossom.x + blossom.radius, blossom.y + down)) + SIDE / 2
    return np.asarray(np.clip(frame, 0, SIDE))


def _overlap(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Measure what two boxes share, as a share of the smaller one; a sum over several covers stays below it in practice."""
    wide, high = np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])
    smaller = min(float((box[2] - box[0]) * (box[3] - box[1])) for box in (one, other))
    return float(max(wide, 0) * max(high, 0)) / smaller
