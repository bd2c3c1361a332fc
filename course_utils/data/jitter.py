"""Small changes that leave a picture's class alone but make a memorised copy of it useless."""

import numpy as np

from course_utils.data.dataset import Split

LARGE = 16  # pixels; on smaller images a shift by one pixel changes too much
ROUGHNESS = 0.01  # standard deviation of the added noise, as a share of the brightest value


def jittered(split: Split, rng: np.random.Generator) -> Split:
    """Move each image by at most a pixel, change its brightness by at most a tenth, add faint noise.

    Parameters
    ----------
    split : Split
    rng : numpy Generator

    Returns
    -------
    Split with the same labels; images below 16 pixels are not moved
    """
    reach = 1 if split.images.shape[1] >= LARGE else 0
    shifts = rng.integers(-reach, reach + 1, (len(split), 2))
    moved = np.stack([_shifted(image, *shift) for image, shift in zip(split.images, shifts, strict=True)])
    brightest = float(split.images.max())
    light = rng.uniform(0.9, 1.1, (len(split), 1, 1, 1))
    noise = rng.normal(0, ROUGHNESS * brightest, moved.shape)
    values = np.rint(moved * light + noise * (moved > 0))
    return Split(values.clip(0, brightest).astype(np.uint8), split.labels)


def _shifted(
    image: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], down: int, right: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    padded = np.pad(image, ((1, 1), (1, 1), (0, 0)))
    height, width = image.shape[:2]
    return padded[1 - down : 1 - down + height, 1 - right : 1 - right + width]
