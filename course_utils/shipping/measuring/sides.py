"""Images brought to the side that a network takes."""

import numpy as np
from numpy.typing import NDArray

from course_utils.data.folders.resizing import square
from course_utils.shipping.formats.running import Images


def at_side(images: Images, side: int) -> NDArray[np.uint8]:
    """Resize images, as the service resizes what is uploaded.

    Parameters
    ----------
    images : uint8 array (N, H, W, 3)
    side : int, pixels, at least 1

    Returns
    -------
    uint8 array (N, side, side, 3); the images themselves if they have that side

    Raises
    ------
    ValueError
        If `side` is below 1.
    """
    from PIL import Image  # noqa: PLC0415 - only where something is resized

    if side < 1:
        raise ValueError(f"side must be at least 1 pixel, not {side}")
    if images.shape[1:3] == (side, side):
        return images
    return np.stack([square(Image.fromarray(image), side) for image in images])
