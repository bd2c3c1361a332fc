"""Decode files into an array that lies on the disk, row by row, so that neither its size nor an interrupt matters."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from course_utils.data.dataset import DataError
from course_utils.data.folders.decoding import Limits, UnusableError, opened
from course_utils.data.folders.planning import Plan, Row
from course_utils.data.folders.resizing import square

ARRAY, DONE = "images.npy", "rows.txt"
_TOGETHER = 64  # rows that are put on the disk before they count as done
_WORKERS = 2


def filled(folder: Path, root: Path, plan: Plan, limits: Limits, *, progress: bool) -> NDArray[np.uint8]:
    """Decode what is not decoded yet.

    Parameters
    ----------
    folder : Path, the work place; whatever an earlier call with the same plan left there is kept
    root : Path of the collection
    plan : Plan
    limits : Limits
    progress : show a bar

    Returns
    -------
    uint8 array (N, side, side, 3), mapped from `images.npy` in the folder

    Raises
    ------
    DataError
        If a file is missing or is no longer what the inspection saw.
    OSError
        If the disk is full.
    """
    from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

    images, done = _resumed(folder, plan)
    left = [row for row in range(len(plan.rows)) if row not in done]
    bar = tqdm(total=len(plan.rows), initial=len(done), desc="decoding", unit="image", leave=False, disable=not progress)
    with bar, (folder / DONE).open("a", encoding="utf-8") as journal, ThreadPoolExecutor(_WORKERS) as pool:
        for some in _portions(left):
            decode = [pool.submit(_decoded, root, plan.rows[row], limits, plan.settings) for row in some]
            for row, future in zip(some, decode, strict=True):
                images[row] = future.result()
                bar.update()
            images.flush()
            journal.write("".join(f"{row}\n" for row in some))
            journal.flush()
            os.fsync(journal.fileno())
    return images


def _resumed(folder: Path, plan: Plan) -> tuple[np.memmap[Any, np.dtype[np.uint8]], set[int]]:
    """Open the array that an earlier call began, with the rows that are done; or begin one."""
    side = plan.settings["side"]
    shape = (len(plan.rows), side, side, 3)
    with suppress(OSError, ValueError):  # nothing there, or damaged
        key, *lines = (folder / DONE).read_text(encoding="utf-8").split("\n")
        images = open_memmap(folder / ARRAY, "r+")
        if key == plan.key() and images.shape == shape and images.dtype == np.uint8:
            done = {int(line) for line in lines[:-1]}  # the last is empty, or torn
            _begin(folder, plan, done)
            return images, done
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DONE).unlink(missing_ok=True)
    images = open_memmap(folder / ARRAY, "w+", np.uint8, shape)
    _begin(folder, plan, set())
    return images, set()


def _begin(folder: Path, plan: Plan, done: set[int]) -> None:
    (folder / DONE).write_text("".join(f"{line}\n" for line in (plan.key(), *sorted(done))), encoding="utf-8")


def _portions(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    return (rows[start : start + _TOGETHER] for start in range(0, len(rows), _TOGETHER))


def _decoded(root: Path, row: Row, limits: Limits, settings: Any) -> NDArray[np.uint8]:  # noqa: ANN401 - of the plan, as JSON has them
    advice = f"inspect {root} again"
    try:
        content = (root / row.path).read_bytes()
    except OSError as problem:
        raise DataError(f"{row.path} cannot be read any more ({problem.strerror}); {advice}") from problem
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise DataError(f"{row.path} has changed since it was inspected; {advice}")
    try:
        return square(opened(content, limits).picture, settings["side"], settings["fit"])
    except UnusableError as problem:
        raise DataError(f"{row.path} is refused ({problem}); give the limits of the inspection, or {advice}") from problem
