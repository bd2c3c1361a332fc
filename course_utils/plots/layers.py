"""What a convolution holds (kernels) and what it makes of an image (feature maps)."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.style import drawing
from course_utils.plots.texts import words_for
from course_utils.plots.tiles import Tile, as_numbers, draw_tiles, grid_size

_MOST_INPUTS = 4
_MOST_OUTPUTS = 64


def show_kernels(kernels: ArrayLike, *, columns: int = 8, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Show kernels, blue where they subtract and red where they add, white at zero; all on one scale.

    Parameters
    ----------
    kernels : float array, (K, K), (K, K, C_in, C_out)
        As `layer.kernel` or `layer.get_weights()[0]` gives them.
    columns : int, at least 1
        Of kernels with one input channel; with several, each row is an input channel and each column a kernel.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes
        At most 4 input channels of 16 kernels, or 64 kernels of one input channel; the title says what is left out.

    Raises
    ------
    ValueError
        If the shape is not that of kernels, or a number is not finite.
    """
    values, words = _finite(kernels, "kernels", "give (K, K, C_in, C_out), as layer.get_weights()[0] does"), words_for(language)
    if values.ndim == 2:  # noqa: PLR2004 - one bare kernel
        values = values[:, :, np.newaxis, np.newaxis]
    if values.ndim != 4 or not values.size:  # noqa: PLR2004
        raise ValueError(f"kernels have the shape {values.shape}: give (K, K, C_in, C_out), as layer.get_weights()[0] does.")
    inputs = min(values.shape[2], _MOST_INPUTS)
    outputs = min(values.shape[3], _MOST_OUTPUTS if values.shape[2] == 1 else 16)
    reach = float(np.abs(values).max(initial=0)) or 1.0
    tiles = [
        Tile(values[:, :, place, kernel], str(kernel) if place == inputs - 1 else "")
        for place in range(inputs)
        for kernel in range(outputs)
    ]
    columns = min(columns, outputs) if inputs == 1 else outputs
    with drawing(ax, words, size=_with_scale(*grid_size(len(tiles), columns, 1))) as axes:
        draw_tiles(axes, tiles, columns, cmap="RdBu_r", low=-reach, high=reach)
        _say_scale(axes, words("kernel_scale", low=f"−{reach:.2g}", high=f"{reach:.2g}"))
        if len(tiles) < values.shape[2] * values.shape[3]:
            axes.set_title(words("kernels_left_out", shown=len(tiles), total=values.shape[2] * values.shape[3]))
    return axes


def show_feature_maps(maps: ArrayLike, *, columns: int = 8, most: int = 64, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Show the feature maps of one image, all on one scale, so that a channel that stays silent stays dark.

    Parameters
    ----------
    maps : float array, (H, W, C) or (1, H, W, C)
    columns : int, at least 1
    most : int, at least 1
        The most channels that are shown; the title says when there are more.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the shape is not that of one image's maps, or a number is not finite.
    """
    values, words = _finite(maps, "maps", "give the maps of one image, (H, W, C)"), words_for(language)
    if values.ndim == 4 and len(values) == 1:  # noqa: PLR2004
        values = values[0]
    if values.ndim != 3 or not values.size:  # noqa: PLR2004
        raise ValueError(f"maps have the shape {values.shape}: give the maps of one image, (H, W, C), for example maps[0].")
    shown = min(values.shape[2], most)
    low, high = min(0.0, float(values.min(initial=0))), float(values.max(initial=0))
    tiles = [Tile(values[:, :, channel], str(channel)) for channel in range(shown)]
    columns = min(columns, shown)
    with drawing(ax, words, size=_with_scale(*grid_size(shown, columns, 1))) as axes:
        draw_tiles(axes, tiles, columns, cmap="viridis", low=low, high=high if high > low else low + 1)
        _say_scale(axes, words("map_scale", low=f"{low:.3g}".replace("-", "−"), high=f"{high:.3g}"))
        if shown < values.shape[2]:
            axes.set_title(words("channels_left_out", shown=shown, total=values.shape[2]))
    return axes


def _finite(given: ArrayLike, name: str, cure: str) -> NDArray[np.float64]:
    """Read numbers that have a colour."""
    values = as_numbers(given, name, cure).astype(np.float64)
    if not np.isfinite(values).all():
        wrong = int((~np.isfinite(values)).sum())
        raise ValueError(f"{wrong} of {values.size} numbers in {name} are not finite: the training diverged. Try a smaller learning rate.")
    return values


def _say_scale(ax: Axes, text: str) -> None:
    """Say under the tiles what their colours mean."""
    ax.text(sum(ax.get_xlim()) / 2, ax.get_ylim()[0] + 0.06, text, ha="center", va="top", fontsize=8)


def _with_scale(width: float, height: float) -> tuple[float, float]:
    """Leave room for the line that says what the colours mean, in inches."""
    return max(width, 4.4), height + 0.2
