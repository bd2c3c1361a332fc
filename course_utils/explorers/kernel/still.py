"""The kernel explorer without a browser: image, kernel and result side by side."""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from course_utils.explorers.frame.words import StillWords
from course_utils.plots.style import FAINT, RED

if TYPE_CHECKING:
    from course_utils.explorers.kernel.explorer import KernelExplorer

_MANY = 1024  # numbers, as in correlate.js
_MOST_NUMBERS = 16  # a side of an image whose values are written into its cells


def written(value: float) -> str:
    """Write a number as the browser does: whole ones in full, others with three digits that count.

    Parameters
    ----------
    value : float

    Returns
    -------
    str
    """
    whole = round(value)
    text = str(whole) if abs(value - whole) < 1e-9 or abs(value) >= 1000 else f"{value:.3g}"  # noqa: PLR2004 - four digits are whole
    return text.replace("-", "−")


def draw_kernel(figure: Figure, words: StillWords, explorer: "KernelExplorer") -> None:
    """Draw the three parts, the window on the image and its place in the result.

    Parameters
    ----------
    figure : Figure
    words : StillWords
    explorer : KernelExplorer
    """
    image, result, slide = explorer.seen, explorer.result, explorer.slide
    figure.set_size_inches(10.5, 3.6)
    left, middle, right = figure.subplots(1, 3, width_ratios=(1.35, 1, 1.35))
    (above, _), (before, _) = slide.pads((image.shape[0], image.shape[1]))
    low, high = explorer.photo["span"]
    _show(left, _grey_or_colour(image, low, high), cmap="gray", vmin=0, vmax=1)
    row, column = explorer.position
    corner = column * slide.stride - before, row * slide.stride - above
    _frame(left, corner, slide.reach)
    left.set_title(f"{words('image')}, {image.shape[0]} × {image.shape[1]}")
    kernel = explorer.effective_kernel
    reach = float(np.abs(kernel).max()) or 1.0
    _show(middle, kernel, cmap="RdBu_r", vmin=-reach, vmax=reach)
    _write(middle, kernel, reach)
    middle.set_title(f"{words('kernel')}: {words('preset_' + explorer.preset)}")
    _draw_result(figure, right, words, explorer)
    _frame(right, (column, row), 1)
    if max(image.shape[:2]) <= _MOST_NUMBERS:
        _write(left, image[:, :, 0], high, dark=(low + high) / 2)
    right.set_title(f"{words('result')}, {result.shape[0]} × {result.shape[1]}")


def full_at(values: NDArray[Any]) -> float:
    """Tell where full colour is reached: the largest size; of many numbers, what 99 in 100 stay below, or specks leave the rest pale.

    Parameters
    ----------
    values : float array

    Returns
    -------
    float, above 0
    """
    sizes = np.abs(values)
    most = float(sizes.max())
    return (max(most / 50, float(np.quantile(sizes, 0.99))) if values.size >= _MANY else most) or 1.0


def _draw_result(figure: Figure, axes: Axes, words: StillWords, explorer: "KernelExplorer") -> None:
    result = explorer.result
    reach = full_at(result)
    low, high = explorer.photo["span"]
    shown, colours, ends = {
        "signed": (result, "RdBu_r", (-reach, reach)),
        "clipped": (result, "gray", (low, high)),
        "absolute": (np.abs(result), "gray", (0.0, reach)),
    }[explorer.view]
    drawn = _show(axes, shown, cmap=colours, vmin=ends[0], vmax=ends[1])
    bar = figure.colorbar(drawn, ax=axes, shrink=0.75, aspect=30)
    bar.outline.set_visible(False)
    axes.set_xlabel(words("range", low=written(result.min()), high=written(result.max())))
    if max(result.shape) <= _MOST_NUMBERS:
        _write(axes, result, reach, dark=None if explorer.view == "signed" else sum(ends) / 2)


def _grey_or_colour(image: NDArray[Any], low: float, high: float) -> NDArray[Any]:
    scaled = np.clip((image - low) / (high - low), 0, 1)
    return scaled if image.shape[2] > 1 else scaled[:, :, 0]


def _show(axes: Axes, picture: NDArray[Any], **options: Any) -> Any:  # noqa: ANN401 - matplotlib's own
    axes.set(xticks=[], yticks=[])  # not frameless: matplotlib forgets the title of axes that are off when it lays out
    axes.spines[:].set(visible=True, color=FAINT)
    return axes.imshow(picture, interpolation="nearest", **options)


def _frame(axes: Axes, corner: tuple[int, int], side: int) -> None:
    place = (corner[0] - 0.5, corner[1] - 0.5)
    for colour, width in (("white", 3.4), (RED, 1.8)):
        axes.add_patch(Rectangle(place, side, side, fill=False, edgecolor=colour, linewidth=width, clip_on=False))


def _write(axes: Axes, values: NDArray[Any], reach: float, *, dark: float | None = None) -> None:
    """Write every value into its cell: white on dark cells, which are those below `dark`, or far from 0 where that is None."""
    size = min(12.0, 90 / max(values.shape))
    for (row, column), value in np.ndenumerate(values):
        on_dark = abs(value) > 0.6 * reach if dark is None else value < dark
        axes.text(column, row, written(float(value)), ha="center", va="center", fontsize=size, color="white" if on_dark else "#1b1f24")
