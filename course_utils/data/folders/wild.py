"""A messy collection made from clean pictures, with a note of everything that was done to it: for lessons, and for tests."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from course_utils.data.folders.faults import ALTERED, STRANGE, Picture, stored

FEWEST = 24  # images: every fault needs one of its own, and most shall stay as they are
SMALLEST = 64  # pixels; a smaller picture, sent around once more, is not known again
CLEAN = "clean"
_CAMERA = 1201  # the number of the first photograph: nobody's camera starts at nought
_DOUBLED = ("copy", "near_copy", "two_classes")


def wild(folder: Path, images: NDArray[np.uint8], labels: NDArray[np.integer], names: Sequence[str], *, seed: int = 0) -> dict[str, str]:
    """Write images as files in a folder per class, the way such folders come: mostly sound, with one or two of every fault.

    Parameters
    ----------
    folder : Path, new or empty
    images : uint8 array, (N, H, W, 1 or 3), at least 24 of two classes, 64 pixels or more along each side, no picture twice
    labels : int array, (N,), class indices from 0
    names : sequence of str, the classes' folders, in the order of the labels
    seed : int, at least 0; the same seed does the same

    Returns
    -------
    dict from path, relative to `folder` with forward slashes, to what is there
        "clean"; "truncated", "misnamed" (a PNG named .jpg), "animated", "cmyk", "rotated" (stored sideways, with EXIF data that say so),
        "transparent", "grey", "nested" (in a folder inside its class's), instead of a clean file; and besides these "copy" (byte for byte),
        "near_copy" (smaller and recompressed), "two_classes" (both files of one picture), "empty", "text" and "web_page" (under names of
        images), "bomb" (a PNG of 400 million pixels, if one believes it), "tiny" (one pixel), "litter" (what systems leave behind),
        "stray" (in no class's folder).

    Raises
    ------
    ValueError
        If the folder holds something, or the images or labels do not fit.
    """
    _check(folder, images, labels, names)
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(len(labels))
    altered = dict(zip(chosen.tolist(), ALTERED, strict=False))
    faults = altered | dict(zip(chosen[len(ALTERED) :].tolist(), _DOUBLED, strict=False))
    numbers = (_CAMERA + rng.choice(9 * len(labels) + 99, 2 * len(labels) + 99, replace=False)).tolist()
    done = {}
    for row, label in enumerate(labels.tolist()):
        place = f"{names[label]}/IMG_{numbers.pop()}"
        other = f"{names[(label + 1) % len(names)]}/IMG_{numbers.pop()}"
        clean = _clean(images[row], rng)
        for path, content, fault in _files(clean, place, other, faults.get(row, CLEAN)):
            _write(folder / path, content)
            done[path] = fault
    for fault, name, content in STRANGE:
        path = name.format(folder=names[int(rng.integers(len(names)))], number=numbers.pop())
        _write(folder / path, content)
        done[path] = fault
    return dict(sorted(done.items()))


def _clean(image: NDArray[np.uint8], rng: np.random.Generator) -> Picture:
    form = str(rng.choice(["JPEG", "PNG", "GIF", "WEBP"], p=[0.85, 0.07, 0.03, 0.05]))
    return Picture(np.repeat(image, 3, axis=-1) if image.shape[-1] == 1 else image, form)


def _files(picture: Picture, place: str, other: str, fault: str) -> Iterator[tuple[str, bytes, str]]:
    """Give path, content and fault of every file that shows a picture."""
    if fault in ALTERED:
        content, ending = ALTERED[fault](picture)
        yield f"{_inside(place) if fault == 'nested' else place}{ending}", content, fault
        return
    content, ending = stored(picture if fault == CLEAN else replace(picture, format="JPEG"))
    if fault == "two_classes":
        yield f"{place}{ending}", content, fault
        yield f"{other}{ending}", content, fault
        return
    yield f"{place}{ending}", content, CLEAN
    if fault == "copy":
        yield f"{place}_copy{ending}", content, fault
    elif fault == "near_copy":
        yield f"{place}_small.jpg", stored(picture.smaller())[0], fault


def _inside(place: str) -> str:
    folder, name = place.split("/")
    return f"{folder}/from the old phone/{name}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _check(folder: Path, images: NDArray[np.uint8], labels: NDArray[np.integer], names: Sequence[str]) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder} is not empty; name a new folder, so that nothing of yours is mixed up with faults made on purpose")
    if images.dtype != np.uint8 or images.ndim != 4 or images.shape[-1] not in {1, 3}:  # noqa: PLR2004 - N, H, W, C
        raise ValueError(f"images must be a uint8 array (N, H, W, 1 or 3), not {images.dtype} {images.shape}")
    if len(images) < FEWEST or min(images.shape[1:3]) < SMALLEST:
        raise ValueError(f"images must be {FEWEST} or more, of {SMALLEST} pixels or more along each side; got shape {images.shape}")
    if labels.shape != images.shape[:1] or len(names) < 2 or labels.min() < 0 or labels.max() >= len(names):  # noqa: PLR2004 - two classes
        raise ValueError(
            f"labels must be {len(images)} numbers from 0 to {len(names) - 1}, for two names or more; got shape {labels.shape}"
        )
