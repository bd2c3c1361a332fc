"""How the numbers of each layer are spread: one small histogram after the other."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.style import BLUE, Panels, panels
from course_utils.plots.texts import Words, words_for

Floats = NDArray[np.float64]

_BINS = 41  # odd, so that numbers close to zero share one bar
_COLUMNS = 6
_PANEL = (2.1, 1.9)  # inches


def plot_layer_histograms(
    activations: Mapping[str, ArrayLike] | Sequence[ArrayLike],
    *,
    names: Sequence[str] | None = None,
    limits: tuple[float, float] | None = None,
    axes: Sequence[Axes] | None = None,
    language: str | None = None,
) -> Panels:
    """Draw one small histogram per layer, all over the same numbers, with mean and std written in.

    Parameters
    ----------
    activations : dict from name to float array, or sequence of float arrays
        Of any shape; each is counted as one heap of numbers.
    names : sequence of str, or None
        One for each layer; None takes the dictionary's, or counts the layers.
    limits : tuple of two floats, or None
        The ends of the horizontal axis; None takes the smallest and the greatest number of all layers.
    axes : sequence of Axes, or None
        One for each layer; a new figure when None.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Panels
        The axes, one for each layer.

    Raises
    ------
    ValueError
        If there are no layers, a layer holds no numbers, names or axes are too few or too many, or the limits leave no interval.
    """
    words = words_for(language)
    layers = named_layers(activations, names, words)
    low, high = limits if limits is not None else reach(layers)
    if not low < high:
        raise ValueError(f"limits=({low}, {high}) leave no interval: the first must be smaller than the second.")
    rows = -(-len(layers) // _COLUMNS)
    columns = -(-len(layers) // rows)
    size = (_PANEL[0] * columns + 0.4, _PANEL[1] * rows + 0.2)
    with panels(None if axes is None else list(axes), len(layers), words, size=size, columns=columns) as places:
        for place, (name, numbers) in zip(places, layers, strict=True):
            draw_histogram(place, numbers, (low, high), words)
            place.set_title(name, fontsize=10)
    return places


def named_layers(
    activations: Mapping[str, ArrayLike] | Sequence[ArrayLike], names: Sequence[str] | None, words: Words
) -> list[tuple[str, Floats]]:
    """Bring the layers into one form.

    Parameters
    ----------
    activations : dict from name to float array, or sequence of float arrays
    names : sequence of str, or None
    words : Words

    Returns
    -------
    list of tuples of str and float array, (N,)

    Raises
    ------
    ValueError
        If there are no layers, one is empty, or the names do not match.
    """
    arrays = list(activations.values()) if isinstance(activations, Mapping) else list(activations)
    if names is None and isinstance(activations, Mapping):
        names = list(activations)
    elif names is None:
        names = [words("layer_number", number=place + 1) for place in range(len(arrays))]
    if not arrays or len(names) != len(arrays):
        raise ValueError(f"{len(arrays)} layers and {len(names)} names: give at least one layer, and one name for each.")
    layers = [(str(name), np.asarray(array, dtype=np.float64).ravel()) for name, array in zip(names, arrays, strict=True)]
    for name, numbers in layers:
        if not numbers.size:
            raise ValueError(f"{name} holds no numbers: give the activations of at least one input.")
    return layers


def reach(layers: Sequence[tuple[str, Floats]]) -> tuple[float, float]:
    """Find the smallest and the greatest finite number of all layers.

    Parameters
    ----------
    layers : sequence of tuples of str and float array

    Returns
    -------
    tuple of two floats
        With room around it where all numbers are the same.
    """
    finite = [numbers[np.isfinite(numbers)] for _, numbers in layers]
    low = min((float(numbers.min()) for numbers in finite if numbers.size), default=0.0)
    high = max((float(numbers.max()) for numbers in finite if numbers.size), default=0.0)
    return (low, high) if low < high else (low - 1, high + 1)


def draw_histogram(axes: Axes, numbers: Floats, limits: tuple[float, float], words: Words) -> None:
    """Draw the shares of one layer's numbers; what lies beyond the limits is counted at the ends.

    Parameters
    ----------
    axes : Axes
    numbers : float array, (N,)
    limits : tuple of two floats
    words : Words
    """
    finite = numbers[np.isfinite(numbers)]
    counts, edges = np.histogram(np.clip(finite, *limits), bins=_BINS, range=limits)
    axes.stairs(counts / numbers.size, edges, fill=True, color=BLUE)
    said = [words("mean_std", mean=f"{finite.mean():.2g}", std=f"{finite.std():.2g}")] if finite.size else []
    if finite.size < numbers.size:
        said.append(words("not_finite", count=numbers.size - finite.size))
    axes.set(xlim=limits, yticks=[], xlabel="\n".join(said))
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    axes.locator_params(axis="x", nbins=3)
