"""Arrays kept in the cache, so that what took long to make is made once."""

import os
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.generic]]


def kept(path: Path, make: Callable[[], Arrays]) -> Arrays:
    """Read arrays, or make and keep them.

    Parameters
    ----------
    path : Path of an .npz in the cache; anything that changes the arrays belongs in its name
    make : callable () -> mapping of name to array

    Returns
    -------
    mapping of name to array; made anew where the file is absent or damaged, and not kept where the cache cannot be written
    """
    arrays = read_arrays(path)
    if arrays is None:
        arrays = make()
        _write(path, arrays)
    return arrays


def read_arrays(path: Path) -> Arrays | None:
    """Read an archive of arrays.

    Parameters
    ----------
    path : Path of an .npz

    Returns
    -------
    mapping of name to array; None where it is absent or damaged
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:  # numpy forgets to close a broken one
            return {name: archive[name] for name in archive.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def _write(path: Path, arrays: Arrays) -> None:
    with suppress(OSError):  # a cache that cannot be written only costs time at the next start
        write_whole(path, arrays)


def write_whole(path: Path, arrays: Arrays) -> None:
    """Write arrays under a name of this process's own, then rename: whoever reads finds the old file or the whole new one.

    Parameters
    ----------
    path : Path of an .npz, whose folder is made if need be
    arrays : mapping of name to array

    Raises
    ------
    OSError
        If it cannot be written; nothing of the attempt is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with own.open("wb") as out:
            np.savez(out, **arrays)  # type: ignore[arg-type]  # its stub takes the names for its own option
            out.flush()
            os.fsync(out.fileno())
        own.replace(path)
    finally:
        own.unlink(missing_ok=True)  # there only after a failure or an interrupt
