"""Read a packed collection back: whole into memory, or mapped from the disk; checked either way."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import DataError, Split
from course_utils.data.folders.packing import content_hash
from course_utils.data.folders.planning import FORMAT, VERSION

_NEEDED = ("images", "labels", "groups", "part", "manifest")


@dataclass(frozen=True, eq=False)
class Packed:
    """A packed collection.

    Parameters
    ----------
    images : uint8 array, (N, side, side, 3)
    labels : int64 array, (N,), class indices from 0
    groups : int64 array, (N,); images of one scene share a number
    parts : str array, (N,); each part is one run of rows
    class_names : tuple of str, the classes' folders
    manifest : mapping, as `pack` wrote it
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    groups: NDArray[np.int64]
    parts: NDArray[np.str_]
    class_names: tuple[str, ...]
    manifest: Mapping[str, Any]

    def split(self, part: str) -> Split:
        """Choose one part.

        Parameters
        ----------
        part : str

        Returns
        -------
        Split; its images are a view, so that those of a mapped array stay on the disk until they are asked for

        Raises
        ------
        ValueError
            If there is no such part.
        """
        rows = np.flatnonzero(self.parts == part)
        if not len(rows):
            raise ValueError(f"no part is named {part!r}; there is {', '.join(sorted(set(self.parts.tolist())))}")
        run = slice(int(rows[0]), int(rows[-1]) + 1)
        return Split(self.images[run], self.labels[run], self.groups[run])


def unpack(path: Path | str) -> Packed:
    """Read a packed collection into memory.

    Parameters
    ----------
    path : Path or str of the .npz that `pack` wrote

    Returns
    -------
    Packed

    Raises
    ------
    DataError
        If it is missing, damaged, or not what its manifest says.
    """
    path = Path(path).expanduser()
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:  # numpy forgets to close a broken one
            absent = [name for name in _NEEDED if name not in archive.files]
            if absent:
                raise DataError(f"{path} has no array {', '.join(absent)}; it is no collection that `pack` wrote")
            arrays = {name: archive[name] for name in _NEEDED}
    except (OSError, ValueError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error) as problem:
        raise DataError(f"{path} cannot be read as a packed collection ({problem}); copy or pack it again") from problem
    packed = _packed(path, arrays["images"], _read(path, str(arrays["manifest"])))
    for name, expected in (("labels", packed.labels), ("groups", packed.groups), ("part", packed.parts)):
        if not np.array_equal(arrays[name], expected):
            raise DataError(f"{path}: {name} is not what the manifest says; copy or pack it again")
    _must_agree(path, packed)
    return packed


def stream(path: Path | str, *, verify: bool = True) -> Packed:
    """Open a packed collection without loading its images: they are read from the .npy as they are asked for.

    Parameters
    ----------
    path : Path or str of the .npz or of the .npy that `pack` wrote; the .npy and the .json are used
    verify : read all images once to compare them with the manifest; memory stays small all the same

    Returns
    -------
    Packed, with images that cannot be changed

    Raises
    ------
    DataError
        If a file is missing, damaged, or not what the manifest says.

    Notes
    -----
    Draw batches of rows, `split.images[rows]`, as `course_utils.training.batches` does. Whole-array arithmetic would load everything.
    """
    path = Path(path).expanduser()
    try:
        manifest = path.with_suffix(".json").read_text(encoding="utf-8")
        images = np.load(path.with_suffix(".npy"), mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as problem:
        raise DataError(f"{path} cannot be streamed ({problem}); pack it again with keep_array=True") from problem
    packed = _packed(path, images, _read(path, manifest))
    if verify:
        _must_agree(path, packed)
    return packed


def _read(path: Path, text: str) -> dict[str, Any]:
    try:
        manifest = json.loads(text)
        rows, said = manifest["rows"], (manifest["format"], manifest["version"])
        whole = all({"label", "group", "part"} <= row.keys() for row in rows) and {"classes", "content", "settings"} <= manifest.keys()
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise DataError(f"{path} has a manifest that cannot be read ({problem!r}); copy or pack it again") from problem
    if said != (FORMAT, VERSION) or not whole:
        raise DataError(f"{path} was written as {said}, but this version reads {(FORMAT, VERSION)}; pack it again")
    return dict(manifest)


def _packed(path: Path, images: NDArray[np.uint8], manifest: dict[str, Any]) -> Packed:
    rows, side = manifest["rows"], manifest["settings"].get("side")
    if images.shape != (len(rows), side, side, 3) or images.dtype != np.uint8:
        raise DataError(f"{path}: images must be uint8 {(len(rows), side, side, 3)}, but are {images.dtype} {images.shape}; pack it again")
    labels, groups = (np.array([row[name] for row in rows], np.int64) for name in ("label", "group"))
    return Packed(images, labels, groups, np.array([row["part"] for row in rows], np.str_), tuple(manifest["classes"]), manifest)


def _must_agree(path: Path, packed: Packed) -> None:
    found, said = content_hash(packed.class_names, packed.manifest["rows"], packed.images), packed.manifest["content"]
    if found != said:
        raise DataError(f"{path} holds {found[:12]}… but its manifest says {str(said)[:12]}…: it was changed; copy or pack it again")
