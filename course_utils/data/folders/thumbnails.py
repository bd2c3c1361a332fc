"""Small pictures of files, inside the page that shows them."""

import base64
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from course_utils.data.folders.decoding import LIMITS, Limits, UnusableError, opened

SIDE = 144  # pixels, of the longer side: sharp at half the size on fine screens
_QUALITY = 80
_WORKERS = 2


def thumbnails(root: Path, paths: list[str], limits: Limits = LIMITS) -> dict[str, str]:
    """Draw small pictures.

    Parameters
    ----------
    root : Path of the collection
    paths : list of str, relative to it
    limits : Limits

    Returns
    -------
    dict from path to a data URI; without the files that have gone or changed for the worse meanwhile
    """

    def draw(path: str) -> str:
        try:
            picture = opened((root / path).read_bytes(), limits).picture
        except (OSError, UnusableError):
            return ""
        picture.thumbnail((SIDE, SIDE))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=_QUALITY)
        return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode("ascii")

    with ThreadPoolExecutor(_WORKERS) as pool:
        drawn = dict(zip(paths, pool.map(draw, paths), strict=True))
    return {path: picture for path, picture in drawn.items() if picture}
