"""What a kernel lets through: its answer to slow and to fast changes of brightness."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.style import drawing
from course_utils.plots.texts import words_for
from course_utils.plots.tiles import Tile, as_numbers, draw_tiles, grid_size

_RESOLUTION = 64  # frequencies along each side


def frequency_response(kernel: ArrayLike) -> NDArray[np.float64]:
    """Measure how strongly a kernel answers to waves of every direction and length.

    Parameters
    ----------
    kernel : float array, (K, K), K at most 64

    Returns
    -------
    float array, (64, 64)
        Row and column 32 stand for no change from pixel to pixel, row or column 0 for the fastest, up and down in two pixels.

    Raises
    ------
    ValueError
        If it is no such kernel.
    """
    numbers = as_numbers(kernel, "kernel", "give a matrix, (K, K)").astype(np.float64)
    if numbers.ndim != 2 or not numbers.size or max(numbers.shape) > _RESOLUTION:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"kernel has the shape {numbers.shape}: give a matrix, (K, K), K at most {_RESOLUTION}.")
    return np.abs(np.fft.fftshift(np.fft.fft2(numbers, (_RESOLUTION, _RESOLUTION))))


def show_frequencies(kernels: Mapping[str, ArrayLike], *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Show what kernels let through, each as bright as its own strongest answer.

    Parameters
    ----------
    kernels : dict from name to float array, (K, K)
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If there is no kernel, or one is no matrix.
    """
    if not kernels:
        raise ValueError("give at least one kernel, as a dict from its name to its numbers.")
    words = words_for(language)
    responses = {name: frequency_response(kernel) for name, kernel in kernels.items()}
    tiles = [Tile(response / (response.max() or 1.0), name) for name, response in responses.items()]
    width, height = grid_size(len(tiles), len(tiles), 1)
    with drawing(ax, words, size=(max(1.6 * width, 5.2), 1.6 * height + 0.2)) as axes:
        draw_tiles(axes, tiles, len(tiles))
        axes.text(sum(axes.get_xlim()) / 2, axes.get_ylim()[0] + 0.04, words("frequencies"), ha="center", va="top", fontsize=9)
    return axes
