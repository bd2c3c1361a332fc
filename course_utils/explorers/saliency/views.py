"""What the saliency explorer sends to the browser: plain numbers, short lists and bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.networks.pixels import BIG_SIDE, THUMBNAIL_SIDE, as_bytes, ladder, picture_of, thinned
from course_utils.explorers.saliency.classifier import Floats
from course_utils.explorers.saliency.occlusion import Table
from course_utils.plots.tiles import brightness

View = dict[str, Any]
MOST_BARS = 10
MOST_NAMES = 1000
CLIPPED = 99.0  # percent of the places keep their own colour in a map of single pixels; a few loud ones would leave the rest blank


@dataclass(frozen=True)
class Gallery:
    """The images of an explorer, as the model takes them, and the range of their numbers.

    Parameters
    ----------
    images : float array, (N, H, W, C)
    low, high : float
        Shown as black and as white.
    """

    images: Floats
    low: float
    high: float

    @classmethod
    def of(cls, batch: NDArray[Any]) -> "Gallery":
        """Find the range that the plots would show the images in.

        Parameters
        ----------
        batch : array, (N, H, W, C)

        Returns
        -------
        Gallery
        """
        _, low, high = brightness(batch.reshape(len(batch), batch.shape[1], -1))  # as one grey picture: colour comes back scaled
        return cls(batch.astype(np.float32), low, high)

    def with_own(self, photo: NDArray[Any], number: int) -> "Gallery":
        """Put a photo of the student's own behind the images, in place of an earlier one.

        Parameters
        ----------
        photo : array, (H, W, C)
        number : int
            How many images there are without it.

        Returns
        -------
        Gallery
        """
        return Gallery(np.concatenate([self.images[:number], photo[np.newaxis].astype(np.float32)]), self.low, self.high)

    def fill(self, number: int, name: str) -> Floats:
        """Choose what an image is hidden by, or begins from.

        Parameters
        ----------
        number : int
        name : str, "grey", "mean" or "black"

        Returns
        -------
        float array, (C,)
        """
        image = self.images[number]
        if name == "mean":
            mean: Floats = image.mean(axis=(0, 1), dtype=np.float64).astype(np.float32)
            return mean
        return np.full(image.shape[-1], self.low if name == "black" else (self.low + self.high) / 2, np.float32)

    def picture(self, number: int, side: int) -> View:
        """Pack one image.

        Parameters
        ----------
        number : int
        side : int, the most rows and columns

        Returns
        -------
        dict
        """
        return picture_of(self.images[number], self.low, self.high, side)


def palettes() -> View:
    """Send the colours of maps without and with a sign.

    Returns
    -------
    dict from name to bytes
    """
    return {"plain": ladder("inferno"), "signed": ladder("RdBu_r")}


def strip_view(gallery: Gallery, offered: int, total: int) -> View:
    """Send the images to choose from.

    Parameters
    ----------
    gallery : Gallery
    offered, total : int
        How many of those that were given can be chosen, and how many there were; one more is the student's own.

    Returns
    -------
    dict
    """
    pictures = [gallery.picture(number, THUMBNAIL_SIDE) for number in range(len(gallery.images))]
    return {"pictures": pictures, "offered": offered, "total": total}


def shown_classes(probabilities: Floats, target: int) -> list[int]:
    """Choose the classes that get a bar: the likeliest, and the one that is explained.

    Parameters
    ----------
    probabilities : float array, (K,)
    target : int

    Returns
    -------
    list of int, at most 10, the likeliest first
    """
    order = [int(place) for place in np.argsort(-probabilities, kind="stable")]
    return order[:MOST_BARS] if target in order[:MOST_BARS] else [*order[: MOST_BARS - 1], target]


def photo_view(gallery: Gallery, number: int, probabilities: Floats, target: int, label: int) -> View:
    """Send the chosen image and what the network says of it.

    Parameters
    ----------
    gallery : Gallery
    number : int
    probabilities : float array, (K,)
    target : int
    label : int
        The true class; -1 where it is not known.

    Returns
    -------
    dict
    """
    image = gallery.images[number]
    classes = shown_classes(probabilities, target)
    colours = {name: as_bytes(gallery.fill(number, name), gallery.low, gallery.high) for name in ("grey", "mean", "black")}
    return {
        **gallery.picture(number, BIG_SIDE),
        "image_height": image.shape[0],
        "image_width": image.shape[1],
        "label": label,
        "predicted": int(probabilities.argmax()),
        "classes": classes,
        "values": [_finite(probabilities[place]) for place in classes],
        "fills": {name: list(colour if len(colour) == 3 else colour[:1] * 3) for name, colour in colours.items()},  # noqa: PLR2004 - colour
    }


def map_view(heatmap: Floats, *, signed: bool, clipped: bool) -> View:
    """Send a heat map, scaled to its own strongest place.

    Parameters
    ----------
    heatmap : float array, (H, W)
    signed : bool
        Whether a place can speak against, too.
    clipped : bool
        Whether the strongest hundredth of the places share one colour.

    Returns
    -------
    dict
        `reach` is the number at the end of the colours; 0 where the map is zero everywhere.
    """
    small, _ = thinned(np.nan_to_num(heatmap, nan=0.0, posinf=0.0, neginf=0.0), BIG_SIDE)
    sizes = np.abs(small)
    reach = float(np.percentile(sizes, CLIPPED)) if clipped else float(sizes.max())
    reach = reach if reach > 0 else float(sizes.max())
    return {
        "height": small.shape[0],
        "width": small.shape[1],
        "pixels": as_bytes(small, -reach if signed else 0.0, reach or 1.0),
        "reach": reach,
        "signed": signed,
        "clipped": bool(sizes.max() > reach),
    }


def grid_view(table: Table, classes: Sequence[int], fill: str) -> View:
    """Send the occlusion table, for the classes that have a bar.

    Parameters
    ----------
    table : Table
    classes : sequence of int
    fill : str

    Returns
    -------
    dict
    """
    kept = np.ascontiguousarray(table.probabilities[:, :, list(classes)], dtype="<f4")
    return {"rows": table.rows.tolist(), "columns": table.columns.tolist(), "size": table.size, "fill": fill, "values": kept.tobytes()}


def _finite(value: Any) -> float:  # noqa: ANN401 - a numpy number of any kind
    """Make a number that JSON can hold: a network that has come apart gives none."""
    return float(np.nan_to_num(value, nan=0.0, posinf=3e38, neginf=-3e38))
