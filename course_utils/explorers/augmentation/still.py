"""The augmentation explorer without a browser: the image, its versions and their average, side by side."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from course_utils.explorers.augmentation.steps import Images
from course_utils.explorers.augmentation.versions import Floats, Span
from course_utils.explorers.frame.words import StillWords
from course_utils.plots.style import frameless
from course_utils.plots.tiles import Tile, draw_tiles

COLUMNS = 6


def draw_still(
    figure: Figure,
    words: StillWords,
    image: Images,
    versions: Images,
    mean: Floats,
    ends: tuple[Span, Span],
    captions: Sequence[tuple[str, str]],
    draws: int,
) -> None:
    """Draw the picture.

    Parameters
    ----------
    figure : Figure
    words : StillWords
    image : array, (H, W, C)
    versions : array, (N, H, W, C)
    mean : float array, (H, W, C)
    ends : tuple of two Span
        Of the image, and of what comes out of the steps.
    captions : sequence of tuples
        What each version is taken for, and the colour of its frame.
    draws : int
        What the mean is over.
    """
    figure.set_size_inches(10.0, 1.25 * -(-len(versions) // COLUMNS) + 0.6)
    left, middle, right = figure.subplots(1, 3, width_ratios=(1.3, 4.2, 1.3))
    for axes, picture, span in ((left, image, ends[0]), (right, mean, ends[1])):
        axes.imshow(shares(picture, span), cmap="gray", vmin=0, vmax=1, interpolation="nearest")
        frameless(axes)
    left.set_title(words("original"), fontsize=10)
    right.set_title(words("mean", draws=draws), fontsize=10)
    tiles = [Tile(shares(version, ends[1]), *caption) for version, caption in zip(versions, captions, strict=True)]
    draw_tiles(middle, tiles, min(COLUMNS, len(versions)))
    middle.set_title(words("versions", count=len(versions)), fontsize=10)


def shares(picture: NDArray[Any], span: Span) -> Floats:
    """Bring a picture to 0..1.

    Parameters
    ----------
    picture : array, (H, W, C)
    span : Span

    Returns
    -------
    float array, (H, W) or (H, W, 3)
    """
    found: Floats = np.clip((picture.astype(np.float64) - span.black) / (span.white - span.black), 0, 1)
    return found[:, :, 0] if found.shape[2] == 1 else found
