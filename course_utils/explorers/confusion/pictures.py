"""Which images the confusion explorer takes along, and the sheet of small pictures it sends."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from course_utils.plots.answers import Answers, Floats, Ints
from course_utils.plots.tiles import as_images, bright_range

MOST_BYTES = 2_000_000  # of pictures in the browser
MOST_PICTURES = 2000
SIDES = (64, 48, 32)  # pixels; smaller pictures where more are needed
_PER_GROUP = {True: 400, False: 48}  # with two classes the threshold sorts a class's images anew, so more are kept at hand
_FEW = 8
_BEST = 5
Group = tuple[bool, Ints]


def choose(answers: Answers, most: int) -> Ints:
    """Choose images so that every cell of the matrix has some: the surest and the least sure of each.

    Parameters
    ----------
    answers : Answers
    most : int

    Returns
    -------
    int array, (P,), rising, P at most `most`
        In turns, mistakes before the others and large cells before small ones, until there is no room.
    """
    groups = sorted(_groups(answers), key=lambda group: (group[0], -len(group[1])))
    levels = np.array([min(len(members), _PER_GROUP[answers.binary]) for _, members in groups])
    quota = np.zeros_like(levels)
    left = most
    while left and (open_ones := np.flatnonzero(quota < levels)).size:
        quota[open_ones[:left]] += 1
        left -= min(left, len(open_ones))
    pick = _spread if answers.binary else _ends
    return np.sort(np.concatenate([pick(members, count) for (_, members), count in zip(groups, quota, strict=True)]).astype(np.int64))


def _groups(answers: Answers) -> list[Group]:
    """Sort images into cells, the surest first; with two classes, where the threshold moves, into true classes only."""
    order = np.argsort(-answers.scores, kind="stable")
    guesses = np.zeros_like(answers.labels) if answers.binary else answers.probabilities.argmax(axis=1)
    keys = (answers.labels * answers.classes + guesses)[order]
    by_cell = order[np.argsort(keys, kind="stable")]
    found, starts = np.unique(np.sort(keys), return_index=True)
    cells = np.split(by_cell, starts[1:])
    return [(bool(key // answers.classes == key % answers.classes), members) for key, members in zip(found, cells, strict=True)]


def _ends(members: Ints, count: int) -> Ints:
    """Take the surest and the least sure."""
    last = count // 2
    return np.concatenate([members[: count - last], members[len(members) - last :]])


def _spread(members: Ints, count: int) -> Ints:
    """Take evenly from the surest to the least sure."""
    return members[np.unique(np.linspace(0, len(members) - 1, count).round().astype(np.int64))] if count else members[:0]


def album(answers: Answers, images: ArrayLike | None) -> dict[str, Any]:
    """Pack the chosen images, and for each what the network thought of most.

    Parameters
    ----------
    answers : Answers
    images : array, (N, H, W), (N, H, W, 1) or (N, H, W, 3), or None

    Returns
    -------
    dict
        Of plain numbers and bytes; height 0 when there are no pictures.

    Raises
    ------
    ValueError
        If there are not as many images as labels.
    """
    batch = None if images is None else _checked(images, len(answers.labels))
    height, width = (0, 0) if batch is None else _size(batch, answers)
    channels = 3 if batch is not None and batch.ndim == 4 else 1  # noqa: PLR2004 - colour
    chosen = choose(answers, min(MOST_PICTURES, MOST_BYTES // max(1, height * width * channels)))
    rows = answers.probabilities[chosen]
    best = np.argsort(-rows, axis=1, kind="stable")[:, :_BEST]
    return {
        "numbers": chosen.astype("<i4").tobytes(),
        "best": best.astype(np.uint8).tobytes(),
        "chances": np.take_along_axis(rows, best, axis=1).astype("<f4").tobytes(),
        "places": best.shape[1],
        "height": height,
        "width": width,
        "channels": channels,
        "original": [] if batch is None else list(batch.shape[1:3]),
        "pixels": b"" if batch is None else sheet(batch[chosen], height, width),
    }


def _checked(images: ArrayLike, count: int) -> NDArray[Any]:
    """Read images and see that there is one for each label."""
    batch = as_images(images)
    if len(batch) != count:
        raise ValueError(f"{len(batch)} images but {count} labels: give one image for each label, in the same order.")
    return batch


def _size(batch: NDArray[Any], answers: Answers) -> tuple[int, int]:
    """Choose the largest pictures of which every cell can have some."""
    tall, wide = batch.shape[1:3]
    cells = len(_groups(answers))
    for side in SIDES:
        share = min(1.0, side / max(tall, wide))
        height, width = max(1, round(tall * share)), max(1, round(wide * share))
        if MOST_BYTES // (height * width * (1 if batch.ndim == 3 else 3)) >= _FEW * cells:  # noqa: PLR2004 - grey
            break
    return height, width


def sheet(batch: NDArray[Any], height: int, width: int) -> bytes:
    """Write pictures as bytes, one after the other.

    Parameters
    ----------
    batch : array, (P, H, W) or (P, H, W, 3)
    height, width : int, pixels

    Returns
    -------
    bytes
    """
    low, high = bright_range(batch)
    return b"".join(_small(picture, low, high, (width, height)) for picture in batch)


def _small(picture: NDArray[Any], low: float, high: float, size: tuple[int, int]) -> bytes:
    """Scale one picture to 0..255 and to its size."""
    scaled: Floats = np.clip((picture.astype(np.float64) - low) / (high - low), 0, 1) * 255
    exact = scaled.round().astype(np.uint8)
    fits = (exact.shape[1], exact.shape[0]) == size
    return exact.tobytes() if fits else Image.fromarray(exact).resize(size, Image.Resampling.BOX).tobytes()
