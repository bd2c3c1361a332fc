"""One file: what it is, by its content, and whether it can be trained on. Nothing it holds can stop the inspection."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from course_utils.data.folders.decoding import LIMITS, Limits, UnusableError, misnamed, opened
from course_utils.data.folders.finding import Finding

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_HASH_SIDE = 16  # a perceptual hash of 16 x 16 bits
_SEEN = 64  # pixels along the side of what is hashed
_PLAIN = 3  # levels of 256; from about here on the hashes of different pictures are different


def judge(root: Path, path: str, label: str | None, limits: Limits = LIMITS) -> Finding:
    """Read one file and say what it is.

    Parameters
    ----------
    root : Path of the collection
    path : str, relative to it, with forward slashes
    label : str or None, the class it is meant for
    limits : Limits

    Returns
    -------
    Finding; whatever is wrong with the file, it is said there and not raised
    """
    finding = Finding(path, label)
    try:
        content = _content(root, path, limits)
        finding = replace(finding, bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        found = opened(content, limits)
    except UnusableError as problem:
        size = finding.bytes or _size(root / path)
        return replace(finding, problem=problem.problem, detail=problem.detail, bytes=size)
    except Exception as problem:  # noqa: BLE001 - a decoder met what nobody thought of; the other files shall not suffer for it
        return replace(finding, problem="truncated", detail=f"{type(problem).__name__}: {problem}")
    width, height = found.picture.size
    notes = (*found.notes, "misnamed") if misnamed(path, found.format) else found.notes
    finding = replace(finding, format=found.format, width=width, height=height, notes=tuple(sorted(notes)))
    if label is None:
        return replace(finding, problem="no_label", detail="it lies in no class folder, and no table names it")
    return replace(finding, looks=_looks(found.picture) or finding.sha256)


def _content(root: Path, path: str, limits: Limits) -> bytes:
    place = root / path
    try:
        real, home = place.resolve(strict=True), root.resolve()
        if not real.is_relative_to(home):
            raise UnusableError("outside", "it leads out of the collection")
        if real.is_dir():
            raise UnusableError("unreadable", "a link to a folder" if place.is_symlink() else "a folder that cannot be opened")
        if not real.is_file():
            raise UnusableError("unreadable", "it is no plain file")
        if real.stat().st_size > limits.most_bytes:
            raise UnusableError("too_many_pixels", f"{real.stat().st_size:,} bytes, at most {limits.most_bytes:,} are read")
        return real.read_bytes()
    except (OSError, RuntimeError, ValueError) as problem:  # RuntimeError: links in a circle; ValueError: a zero byte in a name
        raise UnusableError("unreadable", getattr(problem, "strerror", None) or str(problem)) from problem


def _size(place: Path) -> int:
    try:
        return place.stat().st_size
    except (OSError, ValueError):
        return 0


def _looks(picture: "Picture") -> str:
    """Hash what is seen; "" for a plain surface, whose hash would be that of every other."""
    from imagehash import phash  # noqa: PLC0415 - loads SciPy

    shades = np.asarray(picture.convert("L").resize((_SEEN, _SEEN)))
    return str(phash(picture, hash_size=_HASH_SIDE)) if np.ptp(shades) >= _PLAIN else ""
