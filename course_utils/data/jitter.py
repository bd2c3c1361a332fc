"""Small changes that leave a picture's class alone but make a memorised copy of it useless."""

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import Split

LARGE = 16  # pixels; on smaller images even part of a pixel changes too much
REACH = 0.3  # of a pixel
LIGHT = 0.07  # share of the brightness
ROUGHNESS = 0.01  # standard deviation of the added noise, as a share of the brightest value


def jittered(split: Split, rng: np.random.Generator) -> Split:
    """Move each image by a fraction of a pixel, change its brightness a little, add faint noise.

    Parameters
    ----------
    split : Split
    rng : numpy Generator

    Returns
    -------
    Split with the same labels; images below 16 pixels are not moved
    """
    values = split.images.astype(np.float64)
    if split.images.shape[1] >= LARGE:
        values = _nudged(_nudged(values, 1, rng), 2, rng)
    brightest = float(split.images.max())
    light = rng.uniform(1 - LIGHT, 1 + LIGHT, (len(split), 1, 1, 1))
    noise = rng.normal(0, ROUGHNESS * brightest, values.shape) * (values > 0)
    return Split(np.rint(values * light + noise).clip(0, brightest).astype(np.uint8), split.labels, split.groups)


def _nudged(values: NDArray[np.float64], axis: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Blend each image with itself one pixel further along an axis; black comes in at the border."""
    amounts = rng.uniform(-REACH, REACH, (len(values), 1, 1, 1))
    border = np.zeros_like(np.take(values, [0], axis))
    last = values.shape[axis] - 1
    forward = np.concatenate((border, np.take(values, range(last), axis)), axis)
    backward = np.concatenate((np.take(values, range(1, last + 1), axis), border), axis)
    moved: NDArray[np.float64] = np.where(amounts > 0, forward, backward)
    return values + np.abs(amounts) * (moved - values)
