"""Read CIFAR-10's binary archive: records of one label byte and 3,072 colour bytes. The pickled edition would have to be trusted."""

import tarfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import DataError
from course_utils.data.keeping import Arrays, kept
from course_utils.data.places import cache_folder

FOLDER = "cifar-10-batches-bin"
TRAIN = tuple(f"{FOLDER}/data_batch_{number}.bin" for number in range(1, 6))
TEST = (f"{FOLDER}/test_batch.bin",)
COLOURS = (3, 32, 32)  # all reds row by row, then the greens, then the blues
RECORD = 1 + 3 * 32 * 32  # bytes


def read_records(path: Path, sha256: str) -> Arrays:
    """Decode the archive, once: the arrays are kept in the cache.

    Parameters
    ----------
    path : Path of `cifar-10-binary.tar.gz`, whose checksum agrees
    sha256 : str, that checksum

    Returns
    -------
    dict with x_train, x_test: uint8 (N, 32, 32, 3), and y_train, y_test: uint8 (N,)

    Raises
    ------
    DataError
        If it is no such archive.
    """
    return kept(cache_folder() / "decoded" / f"{sha256[:16]}.npz", lambda: _decoded(path))


def _decoded(path: Path) -> Arrays:
    try:
        with tarfile.open(path, "r:gz") as archive:
            contents = {name: _content(archive, name) for name in (*TRAIN, *TEST)}
    except (OSError, EOFError, KeyError, tarfile.TarError, zlib.error) as problem:
        raise DataError(f"{path} cannot be read as CIFAR-10's binary archive ({problem}); delete it and fetch it again") from problem
    train, test = (np.concatenate([contents[name] for name in names]) for names in (TRAIN, TEST))
    return {"x_train": _images(train), "y_train": train[:, 0], "x_test": _images(test), "y_test": test[:, 0]}


def _content(archive: tarfile.TarFile, name: str) -> NDArray[np.uint8]:
    member = archive.extractfile(name)
    if member is None:
        raise tarfile.ReadError(f"{name} is no file")
    content = member.read()
    if len(content) % RECORD:
        raise tarfile.ReadError(f"{name} has {len(content):,} bytes, no multiple of {RECORD:,}")
    return np.frombuffer(content, np.uint8).reshape(-1, RECORD)


def _images(records: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(records[:, 1:].reshape(-1, *COLOURS).transpose(0, 2, 3, 1))
