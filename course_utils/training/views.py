"""Other views of photographs: another crop, mirrored, in another light. For images of a hundred pixels what shifts are for small ones."""

import numpy as np
from numpy.typing import NDArray

Colours = NDArray[np.uint8]


def random_views(
    images: Colours,
    rng: np.random.Generator,
    *,
    side: int | None = None,
    smallest: float = 0.4,
    stretch: float = 1.2,
    light: float = 0.25,
    contrast: float = 0.3,
    tint: float = 0.1,
) -> Colours:
    """Draw a new view of each image: a crop of it, brought to one size, half of them mirrored, each in a light of its own.

    Give it to a recipe as `functools.partial(random_views, side=64)`.

    Parameters
    ----------
    images : uint8 array (N, H, W, 3)
    rng : numpy.random.Generator
    side : int, pixels of the views, or None for the height of the images
    smallest : float, above 0 to 1
        The smallest crop, as a share of the image's area; 1 always shows the whole image.
    stretch : float, at least 1
        By how much a crop may be wider than high, or higher than wide, before it is made square.
    light, contrast, tint : float, 0 to below 1
        By which share brightness, contrast and each colour may rise or fall.

    Returns
    -------
    uint8 array (N, side, side, 3)

    Raises
    ------
    ValueError
        If the images have another shape or type, or an amount is out of its range.

    Notes
    -----
    Szegedy et al. 2015, arXiv:1409.4842, section 6.
    """
    if images.ndim != 4 or images.shape[-1] != 3 or images.dtype != np.uint8:  # noqa: PLR2004 - N, H, W and red, green, blue
        raise ValueError(f"images must be uint8 (N, H, W, 3), not {images.dtype} {images.shape}")
    amounts = {"light": light, "contrast": contrast, "tint": tint}
    wrong = [f"{name}={value}" for name, value in amounts.items() if not 0 <= value < 1]
    if wrong or not 0 < smallest <= 1 or stretch < 1:
        raise ValueError(
            f"smallest must be above 0 to 1, stretch at least 1, light, contrast and tint 0 to below 1; got {smallest=}, {stretch=}"
            + "".join(f", {one}" for one in wrong)
        )
    crops = _crops(images, rng, side or images.shape[1], smallest, stretch)
    return _relit(crops, rng, light, contrast, tint)


def _crops(images: Colours, rng: np.random.Generator, side: int, smallest: float, stretch: float) -> Colours:
    from PIL import Image  # noqa: PLC0415 - training without augmentation needs none

    count, height, width = images.shape[:3]
    scale = np.sqrt(rng.uniform(smallest, 1, count))
    ratio = np.exp(rng.uniform(-np.log(stretch), np.log(stretch), count) / 2)
    wide, high = np.minimum(width, width * scale * ratio), np.minimum(height, height * scale / ratio)
    left, top = (width - wide) * rng.random(count), (height - high) * rng.random(count)
    mirrored = rng.integers(0, 2, (count,))
    views = np.empty((count, side, side, 3), np.uint8)
    for place, box in enumerate(zip(left, top, left + wide, top + high, strict=True)):
        view = Image.fromarray(images[place]).resize((side, side), Image.Resampling.BILINEAR, box=box)
        views[place] = np.asarray(view)[:, ::-1] if mirrored[place] else np.asarray(view)
    return views


def _relit(views: Colours, rng: np.random.Generator, light: float, contrast: float, tint: float) -> Colours:
    """Change contrast around each view's mean, its brightness, and its colours."""

    def around_one(amount: float, channels: int = 1) -> NDArray[np.float32]:
        return rng.uniform(1 - amount, 1 + amount, (len(views), 1, 1, channels)).astype(np.float32)

    values = views.astype(np.float32)
    means = values.mean(axis=(1, 2, 3), keepdims=True)
    values = ((values - means) * around_one(contrast) + means * around_one(light)) * around_one(tint, 3)
    return np.asarray(np.rint(values).clip(0, 255), np.uint8)
