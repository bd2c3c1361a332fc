"""Many thumbnails in one picture file: two thousand come to the browser in about a megabyte."""

from io import BytesIO
from math import ceil, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from course_utils.explorers.networks.pixels import as_bytes

GREY_SIDE, COLOUR_SIDE = 28, 40
MOST_BYTES = 2_000_000
_JPEG_QUALITY = 88


def thumbnails(images: NDArray[Any], low: float, high: float) -> dict[str, Any]:
    """Lay images out in rows on one sheet of at most two megabytes.

    Parameters
    ----------
    images : array, (N, H, W, C)
        C is 1 or 3; of other numbers of channels the first is shown.
    low, high : float
        Shown as black and as white.

    Returns
    -------
    dict with bytes, kind, columns, width, height
        Grey sheets are PNG, coloured ones JPEG. No thumbnail is larger than its image; all are smaller where the sheet would be too large.
    """
    colour = images.shape[3] == 3  # noqa: PLR2004 - colour
    columns = ceil(sqrt(len(images)))
    side, file = COLOUR_SIDE if colour else GREY_SIDE, b""
    while not file or (len(file) > MOST_BYTES and side > 1):
        share = min(1.0, side / max(images.shape[1:3]))
        height, width = (max(1, round(one * share)) for one in images.shape[1:3])
        page = Image.new("RGB" if colour else "L", (columns * width, ceil(len(images) / columns) * height))
        for number, image in enumerate(images):
            small = _picture(image, low, high).resize((width, height), Image.Resampling.BOX)
            page.paste(small, (number % columns * width, number // columns * height))
        file, side = _written(page), side * 3 // 4
    return {"bytes": file, "kind": "image/jpeg" if colour else "image/png", "columns": columns, "width": width, "height": height}


def _picture(image: NDArray[Any], low: float, high: float) -> Image.Image:
    """Make one image a picture of bytes."""
    kept = image if image.shape[2] == 3 else image[..., 0]  # noqa: PLR2004 - colour
    return Image.fromarray(np.frombuffer(as_bytes(kept.astype(np.float64), low, high), np.uint8).reshape(kept.shape))


def _written(page: Image.Image) -> bytes:
    """Write a sheet as a file."""
    file = BytesIO()
    if page.mode == "RGB":
        page.save(file, "JPEG", quality=_JPEG_QUALITY, subsampling=0)  # colours of one thumbnail must not run into the next
    else:
        page.save(file, "PNG", optimize=True)
    return file.getvalue()
