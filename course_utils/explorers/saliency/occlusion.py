"""Occlusion: hide a square of the image, see what the network still says, square after square."""

from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.saliency.classifier import Classifier, Floats, batch_size

MOST_PLACES = 20  # along one side: 400 squares
SECONDS = 8.0  # that a table may take; a slow network is asked at fewer places


@dataclass(frozen=True)
class Table:
    """What the network says with a square hidden, for a grid of places.

    Parameters
    ----------
    rows, columns : int array, (R,) and (C,)
        Of the square's upper left pixel.
    size : int, pixels, the square's side
    probabilities : float array, (R, C, K)
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    size: int
    probabilities: Floats

    def nearest(self, row: int, column: int) -> Floats:
        """Read the probabilities at the nearest place that was computed.

        Parameters
        ----------
        row, column : int
            The square's upper left pixel.

        Returns
        -------
        float array, (K,)
        """
        found: Floats = self.probabilities[np.abs(self.rows - row).argmin(), np.abs(self.columns - column).argmin()]
        return found


def places(side: int, size: int, most: int) -> NDArray[np.int64]:
    """Spread squares evenly along a side, the first and the last at its ends, so that they leave no pixel out.

    Parameters
    ----------
    side, size : int, pixels
        Of the image and of the square.
    most : int
        As many as there may be; more only where pixels would be left out.

    Returns
    -------
    int array
    """
    room = side - size
    count = min(room + 1, max(most, -(-room // size) + 1))
    return np.unique(np.linspace(0, room, count).round().astype(np.int64))


def hidden(image: Floats, row: int, column: int, size: int, fill: Floats) -> Floats:
    """Lay a square over an image.

    Parameters
    ----------
    image : float array, (H, W, C)
    row, column, size : int, pixels
    fill : float array, (C,)

    Returns
    -------
    float array, (H, W, C)
    """
    covered = image.copy()
    covered[row : row + size, column : column + size] = fill
    return covered


def occlusion_table(network: Classifier, image: Floats, size: int, fill: Floats, most: int) -> Table:
    """Ask the network about the image with a square hidden, place after place.

    Parameters
    ----------
    network : Classifier
    image : float array, (H, W, C)
    size : int, pixels
    fill : float array, (C,)
    most : int
        Places along one side.

    Returns
    -------
    Table
    """
    rows, columns = places(image.shape[0], size, most), places(image.shape[1], size, most)
    spots = [(int(row), int(column)) for row in rows for column in columns]
    step = batch_size(image.nbytes)
    parts = [
        network.probabilities(np.stack([hidden(image, row, column, size, fill) for row, column in spots[start : start + step]]))
        for start in range(0, len(spots), step)
    ]
    return Table(rows, columns, size, np.concatenate(parts).reshape(len(rows), len(columns), -1))


def affordable(network: Classifier, image: Floats, seconds: float = SECONDS) -> int:
    """Tell how many places along a side a network can be asked about in a few seconds.

    Parameters
    ----------
    network : Classifier
    image : float array, (H, W, C)
    seconds : float

    Returns
    -------
    int, at least 5
    """
    batch = np.repeat(image[np.newaxis], min(8, batch_size(image.nbytes)), axis=0)
    network.probabilities(batch[:1])  # the first run prepares
    start = perf_counter()
    network.probabilities(batch)
    each = (perf_counter() - start) / len(batch)
    return int(np.clip(np.sqrt(seconds / max(each, 1e-9)), 5, MOST_PLACES))


def drop_map(table: Table, probability: float, target: int, shape: tuple[int, int]) -> Floats:
    """Tell for every pixel how far the probability falls when it is hidden: the mean over all squares that cover it.

    Parameters
    ----------
    table : Table
    probability : float
        Of the whole image.
    target : int
        The class.
    shape : tuple of two ints, (H, W)

    Returns
    -------
    float array, (H, W)
        Positive where hiding lowers the probability. Zeiler & Fergus (2014), arXiv:1311.2901, section 4.2.
    """
    total, count = np.zeros(shape), np.zeros(shape)
    for row, line in zip(table.rows, table.probabilities[:, :, target], strict=True):
        for column, left in zip(table.columns, line, strict=True):
            part: Any = np.s_[row : row + table.size, column : column + table.size]
            total[part] += probability - left
            count[part] += 1
    made: Floats = (total / count).astype(np.float32)
    return made
