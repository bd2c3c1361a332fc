"""What the feature map explorer shows of a search: the images that excite a channel most, and where they do."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from course_utils.explorers.feature_maps.album import Album
from course_utils.explorers.feature_maps.search import HELD, Peaks, Progress, find_peaks, searchable
from course_utils.explorers.feature_maps.views import box_of, class_values
from course_utils.explorers.networks.network import Network
from course_utils.explorers.networks.pixels import picture_of

MOST_BEST = 9
WHOLE_SIDE = 96
PART_SIDE = 64
MOST_KEPT = 6  # searches, each of all channels of a layer: 512 images x 2048 channels are 8 MiB
View = dict[str, Any]


def best_view(network: Network, album: Album, peaks: Peaks, asked: View) -> View:
    """Send the images that excite a channel most.

    Parameters
    ----------
    network : Network
    album : Album
    peaks : Peaks
    asked : dict with layer, channel, unit

    Returns
    -------
    dict
        What was asked, how many images were searched out of how many, whether the channel is silent, and up to nine items.
    """
    found = peaks.best(asked["channel"], MOST_BEST)
    return {
        **asked,
        "searched": len(peaks.values),
        "total": len(album.given),
        "silent": peaks.is_silent(asked["channel"]),
        "items": [_item(network, album, asked["layer"], *one) for one in found],
    }


def _item(network: Network, album: Album, layer: str, number: int, value: float, row: int, column: int) -> View:
    """Send one image: the whole, and the part of it that the unit saw."""
    item = {"number": number, "value": value, "row": row, "column": column, "picture": album.picture(number, WHOLE_SIDE)}
    box = box_of(network.field(layer, row, column))
    if box is None:
        return item
    top, bottom, left, right = box
    image = album.image(number)
    height, width = image.shape[:2]
    part = picture_of(image[top : bottom + 1, left : right + 1], album.low, album.high, PART_SIDE)
    shares = {
        "top": top / height,
        "left": left / width,
        "height": (bottom - top + 1) / height,
        "width": (right - left + 1) / width,
    }
    return {**item, "part": part, "box": shares}


class Finder:
    """Searches, and what they found.

    Parameters
    ----------
    network : Network
    album : Album
    labels : sequence of int, or None
        Named beside the images; without them, what the network takes an image for.
    class_names : sequence of str, or None
    """

    def __init__(self, network: Network, album: Album, labels: Sequence[int] | None, class_names: Sequence[str] | None) -> None:
        self._network, self._album = network, album
        self._labels, self._names = labels, class_names or ()
        self.forget()

    def forget(self) -> None:
        """Drop what was found: the network has changed."""
        self._found: dict[tuple[object, ...], Peaks] = {}
        self._guesses: dict[int, int | None] = {}

    def search(self, layer: str, unit: Sequence[int], progress: Progress) -> None:
        """Look through the images once for all channels of a layer.

        Parameters
        ----------
        layer : str
        unit : [row, column], or empty for the greatest value anywhere
        progress : callable
        """
        if (layer, *unit) not in self._found:
            images = self._album.given[: searchable(self._network, layer, len(self._album.given))]
            peaks = find_peaks(self._network, layer, images, unit, progress)
            self._found = dict([*self._found.items(), ((layer, *unit), peaks)][-MOST_KEPT:])

    def view(self, layer: str, channel: int, unit: Sequence[int]) -> View:
        """Send what is known of a channel.

        Parameters
        ----------
        layer : str
        channel : int
        unit : [row, column], or empty

        Returns
        -------
        dict
            Empty before a search.
        """
        peaks = self._found.get((layer, *unit))
        if peaks is None:
            return {}
        view = best_view(self._network, self._album, peaks, {"layer": layer, "channel": channel, "unit": list(unit)})
        if self._labels is None:
            self._guess([item["number"] for item in view["items"]])
        return {**view, "labelled": self._labels is not None, "items": [{**item, **self._class(item["number"])} for item in view["items"]]}

    def _guess(self, numbers: list[int]) -> None:
        """Ask the network about all images that it was not asked about, as many at once as a search holds."""
        new = [number for number in numbers if number not in self._guesses]
        if new:
            size = max(1, HELD // self._network.cost(next(reversed(self._network.stages))))
            for start in range(0, len(new), size):
                some = new[start : start + size]
                rows = class_values(self._network, np.stack([self._album.image(number) for number in some]))
                found = rows.argmax(axis=1).tolist() if rows.shape[1] > 1 else [None] * len(some)
                self._guesses.update(zip(some, found, strict=True))

    def _class(self, number: int) -> View:
        """Name what an image shows."""
        known = self._guesses[number] if self._labels is None else self._labels[number]
        return {"class": known, "name": str(self._names[known]) if known is not None and known < len(self._names) else ""}
