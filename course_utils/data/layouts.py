"""Read a real data set from a folder: the official compressed files, or one .npz with x_train, y_train, x_test, y_test."""

import gzip
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import DataError, Split
from course_utils.data.records import read_records
from course_utils.data.registry import Entry, RemoteFile

Array = NDArray[np.generic]
PARTS = ("x_train", "y_train", "x_test", "y_test")
RECORDS = "records"  # what a file of CIFAR-10's holds: all four parts
UNSIGNED_BYTES = 0x08


def find_copy(folder: Path, entry: Entry) -> Path | None:
    """Find a data set in a folder, or in a subfolder named like it.

    Parameters
    ----------
    folder : Path
    entry : Entry

    Returns
    -------
    Path of the folder with its official files or of its .npz, or None; official files count if there is one of them,
    so that an incomplete copy is reported instead of overlooked, but a .npz goes before an incomplete copy
    """
    names = entry.real.folder_names
    places = [folder, *(folder / name for name in names)]
    archives = [place / f"{name}.npz" for place in places for name in names]
    present = {place: sum((place / file.name).is_file() for file in entry.real.files) for place in places}
    whole = [place for place in places if entry.real.files and present[place] == len(entry.real.files)]
    started = [place for place in places if present[place]]
    return next(iter([*whole, *(path for path in archives if path.is_file()), *started]), None)


def read_copy(path: Path, entry: Entry) -> tuple[Split, Split]:
    """Read and check what `find_copy` found.

    Parameters
    ----------
    path : Path of a folder or of an .npz
    entry : Entry

    Returns
    -------
    train, test : Split

    Raises
    ------
    DataError
        If a file is missing, damaged, or not what the registry says; names the file.
    """
    return read_npz(path, entry) if path.suffix == ".npz" else read_official(path, entry)


def read_npz(path: Path, entry: Entry) -> tuple[Split, Split]:
    """Read and check the plain layout.

    Parameters
    ----------
    path : Path of an .npz
    entry : Entry

    Returns
    -------
    train, test : Split

    Raises
    ------
    DataError
        If the file is damaged, or holds other shapes, types, counts or labels than the registry says.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:  # numpy forgets to close a broken one
            absent = [part for part in PARTS if part not in archive.files]
            if absent:
                raise DataError(f"{path} has no array {', '.join(absent)}; it needs {', '.join(PARTS)}")
            arrays = {part: archive[part] for part in PARTS}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as problem:
        raise DataError(f"{path} cannot be read as an .npz archive ({problem}); copy it again") from problem
    return _splits({part: (array, f"{part} in {path}") for part, array in arrays.items()}, _as_found(entry, arrays))


def _as_found(entry: Entry, arrays: dict[str, Array]) -> Entry:
    """Expect of photographs only that they are square and of one size: there may be any number of any size."""
    images = arrays["x_train"]
    if entry.photos is None or images.ndim != 4 or images.shape[1] != images.shape[2]:  # noqa: PLR2004 - N, H, W, C
        return entry
    real = replace(entry.real, train=len(images), test=len(arrays["x_test"]))
    return replace(entry, image_shape=(*images.shape[1:3], 3), real=real)


def read_official(folder: Path, entry: Entry) -> tuple[Split, Split]:
    """Verify (size, SHA-256), decompress and check the official files.

    Parameters
    ----------
    folder : Path
    entry : Entry

    Returns
    -------
    train, test : Split

    Raises
    ------
    DataError
        If a file is missing, damaged, or not the official one.
    """
    for file in entry.real.files:
        problem = fault(folder / file.name, file)
        if problem:
            raise DataError(f"{problem}; `petals data fetch {entry.name}` downloads the official files into the cache")
    return _splits({part: found for file in entry.real.files for part, found in _parts(folder / file.name, file).items()}, entry)


def _parts(path: Path, file: RemoteFile) -> dict[str, tuple[Array, str]]:
    """Read the arrays in one official file, each with where it came from."""
    if file.holds == RECORDS:
        return {part: (array, f"{part} in {path}") for part, array in read_records(path, file.sha256).items()}
    return {file.holds: (_read_idx(path), str(path))}


def fault(path: Path, file: RemoteFile) -> str | None:
    """Compare a file with the registry.

    Parameters
    ----------
    path : Path, which may not exist
    file : RemoteFile

    Returns
    -------
    str saying what is wrong, or None if size and SHA-256 agree
    """
    from pooch import file_hash  # noqa: PLC0415 - importing pooch costs more than reading this module

    if not path.is_file():
        return f"{path} is missing"
    size = path.stat().st_size
    if size != file.bytes:
        return f"{path} has {size:,} bytes but the official file has {file.bytes:,}"
    found = file_hash(str(path), alg="sha256")
    if found != file.sha256:
        return f"{path} has SHA-256 {found[:12]}… but the official file has {file.sha256[:12]}…"
    return None


def _read_idx(path: Path) -> Array:
    """Yann LeCun's IDX format: two zero bytes, type, number of axes, their lengths (big-endian), values."""
    try:
        content = gzip.decompress(path.read_bytes())
        zeros, kind, axes = struct.unpack_from(">HBB", content)
        shape = struct.unpack_from(f">{axes}I", content, 4)
    except (OSError, EOFError, zlib.error, struct.error) as problem:
        raise DataError(f"{path} cannot be read as a compressed IDX file ({problem}); delete it and fetch it again") from problem
    if zeros or kind != UNSIGNED_BYTES:
        raise DataError(f"{path} is no IDX file of unsigned bytes (it starts with {content[:4].hex()}); delete it and fetch it again")
    values = np.frombuffer(content, np.uint8, offset=4 + 4 * axes)
    if values.size != np.prod(shape, dtype=np.int64):
        raise DataError(f"{path} announces shape {shape} but holds {values.size:,} values; delete it and fetch it again")
    return values.reshape(shape)


def _splits(arrays: dict[str, tuple[Array, str]], entry: Entry) -> tuple[Split, Split]:
    train, test = (
        Split(_images(*arrays[f"x_{part}"], count, entry.image_shape), _labels(*arrays[f"y_{part}"], count, len(entry.class_names["en"])))
        for part, count in (("train", entry.real.train), ("test", entry.real.test))
    )
    return train, test


def _images(array: Array, where: str, count: int, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    height, width, channels = shape
    wanted = (count, *shape)
    without_channel = channels == 1 and array.shape == (count, height, width)
    if array.dtype != np.uint8 or not (array.shape == wanted or without_channel):
        raise DataError(f"{where} must be uint8 {wanted}, but is {array.dtype} {array.shape}")
    return array.astype(np.uint8).reshape(wanted)


def _labels(array: Array, where: str, count: int, classes: int) -> NDArray[np.int64]:
    if array.dtype.kind not in "iu" or array.shape not in {(count,), (count, 1)}:
        raise DataError(f"{where} must be integers ({count},), but is {array.dtype} {array.shape}")
    labels = array.astype(np.int64).reshape(count)
    if labels.min() < 0 or labels.max() >= classes:
        raise DataError(f"{where} must hold labels 0 to {classes - 1}, but holds {labels.min()} to {labels.max()}")
    return labels
