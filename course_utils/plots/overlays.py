"""A heat map laid over the picture it explains."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.plots.style import drawing, frameless
from course_utils.plots.texts import words_for
from course_utils.plots.tiles import as_images, brightness

_OPACITY, _CLEARING = 0.85, 0.75  # a weak place is clearer than its share


def show_heatmap(image: ArrayLike, heatmap: ArrayLike, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Lay a heat map over an image: the stronger a place, the less of the image is seen through it.

    Parameters
    ----------
    image : array, (H, W), (H, W, 1) or (H, W, 3)
    heatmap : float array, (h, w)
        Stretched over the image if it is smaller. Without negative numbers the colours run from 0 to the largest;
        with some, from blue (against) through white (0) to red (for), as far on both sides.
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes
        With a colour bar beside it.

    Raises
    ------
    ValueError
        If the image is not one image, or the heat map has no two axes or numbers that are not finite.
    """
    picture = np.asarray(image)
    batch = as_images(picture[np.newaxis] if picture.ndim == 3 else picture)  # noqa: PLR2004 - with its channels
    values = np.asarray(heatmap, dtype=np.float64)
    if values.ndim == 3 and 1 in {values.shape[0], values.shape[2]}:  # noqa: PLR2004 - a batch or a channel of one
        values = values.reshape([side for side in values.shape if side > 1] or [1, 1])
    if len(batch) != 1 or values.ndim != 2 or not values.size or not np.isfinite(values).all():  # noqa: PLR2004 - rows and columns
        raise ValueError(
            f"image {picture.shape} and heatmap {values.shape} do not fit: give one image (H, W), (H, W, 1) or (H, W, 3) "
            "and one finite number for each place of the map, (h, w)."
        )
    shown, low, high = brightness(batch)
    signed, reach = bool(values.min() < 0), float(np.abs(values).max()) or 1.0
    height, width = shown.shape[1:3]
    words = words_for(language)
    with drawing(ax, words, size=(4.6, 3.8)) as axes:
        extent = (-0.5, width - 0.5, height - 0.5, -0.5)
        axes.imshow(shown[0], cmap="gray", vmin=low, vmax=high, interpolation="nearest", extent=extent)
        heat = axes.imshow(
            values,
            cmap="RdBu_r" if signed else "inferno",
            vmin=-reach if signed else 0.0,
            vmax=reach,
            alpha=_OPACITY * (np.abs(values) / reach) ** _CLEARING,
            interpolation="nearest" if values.shape == (height, width) else "bilinear",
            extent=extent,
        )
        frameless(axes)
        figure = axes.get_figure(root=True)
        if figure is not None:
            bar = figure.colorbar(heat, ax=axes, shrink=0.85, label=words("heat_signed" if signed else "heat"))
            if bar.solids is not None:
                bar.solids.set(alpha=1)
            bar.outline.set_visible(False)
    return axes
