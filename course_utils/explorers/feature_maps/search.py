"""Which of many images excite a channel most: found batch by batch, for all channels of a layer at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.networks.network import Floats, Network

MOST_SEARCHED = 512
MOST_BATCH = 64
HELD = 1 << 24  # numbers that all layers together may hold at once
WORK = 1 << 29  # numbers that all layers together may compute in one search
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Peaks:
    """How strongly each image excites each channel.

    Parameters
    ----------
    values : float array, (N, C)
        A channel's greatest value on the map, or its value at one unit.
    places : int array, (N, C)
        Where on the map that is, counted row by row.
    columns : int
        Of the map.
    """

    values: Floats
    places: NDArray[np.int32]
    columns: int

    def best(self, channel: int, count: int) -> list[tuple[int, float, int, int]]:
        """List the images that excite a channel most.

        Parameters
        ----------
        channel : int
        count : int, at least 1

        Returns
        -------
        list of tuples: image, value, row, column; the strongest first, at equal values in the images' order
        """
        values = self.values[:, channel]
        order = np.argsort(-values, kind="stable")[:count]
        return [(int(one), float(values[one]), *divmod(int(self.places[one, channel]), self.columns)) for one in order]

    def is_silent(self, channel: int) -> bool:
        """Tell whether a channel has the same greatest value for every image, such as 0 behind a ReLU.

        Parameters
        ----------
        channel : int

        Returns
        -------
        bool
        """
        return bool(np.ptp(self.values[:, channel]) == 0)


def searchable(network: Network, layer: str, given: int) -> int:
    """Tell how many images a search looks at.

    Parameters
    ----------
    network : Network
    layer : str
    given : int
        How many there are.

    Returns
    -------
    int
        At most 512; fewer, but at least 32, where each costs much.
    """
    return min(given, MOST_SEARCHED, max(32, WORK // network.cost(layer)))


def find_peaks(network: Network, layer: str, images: NDArray[np.generic], unit: Sequence[int], progress: Progress) -> Peaks:
    """Look for the greatest value of each channel on each image.

    Parameters
    ----------
    network : Network
    layer : str
    images : array, (N, H, W, C)
    unit : [row, column], or empty
        One unit's own value instead of the greatest on the map.
    progress : callable
        Told the share that is done, after each batch.

    Returns
    -------
    Peaks
        The maps themselves are never kept: memory stays at one batch.
    """
    height, width, channels = (int(side or 0) for side in network.stages[layer].shape)
    size = int(np.clip(HELD // network.cost(layer), 1, MOST_BATCH))
    values, places = np.empty((len(images), channels), np.float32), np.empty((len(images), channels), np.int32)
    for start in range(0, len(images), size):
        maps = network.batch_maps(layer, images[start : start + size].astype(np.float32))
        flat = np.nan_to_num(maps.reshape(len(maps), height * width, channels), nan=-np.inf, posinf=np.inf, neginf=-np.inf)
        found = np.full((len(maps), channels), unit[0] * width + unit[1]) if unit else flat.argmax(axis=1)
        places[start : start + size] = found
        values[start : start + size] = np.take_along_axis(flat, found[:, np.newaxis], axis=1)[:, 0]
        progress(min(1.0, (start + size) / len(images)))
    return Peaks(np.nan_to_num(values, neginf=-3e38, posinf=3e38), places, width)
