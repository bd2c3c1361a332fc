"""Inspect a collection of image files: every file, by its content, interrupted and resumed without loss."""

import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from course_utils.data.dataset import DataError
from course_utils.data.folders.decoding import LIMITS, Limits
from course_utils.data.folders.finding import Finding
from course_utils.data.folders.inspection import Inspection, judged
from course_utils.data.folders.journal import Journal
from course_utils.data.folders.judging import judge
from course_utils.data.folders.likeness import KIN, SAME
from course_utils.data.folders.listing import Labelled, listed, listed_in_table, tidy

_WORKERS = 2  # Pillow decodes without holding Python's lock
_WAITING = 32  # files under way at once


def inspect_folder(root: Path | str, *, limits: Limits = LIMITS, same: int = SAME, kin: int = KIN, progress: bool = True) -> Inspection:
    """Inspect a collection with one folder per class.

    Parameters
    ----------
    root : Path or str
    limits : Limits, what is refused
    same : int, bits of 256 in which two copies of one picture may differ
    kin : int, bits of 256 below which two pictures show one scene
    progress : show a bar over the files that are new or have changed

    Returns
    -------
    Inspection

    Raises
    ------
    DataError
        If there is no such folder, or no file in it.

    Notes
    -----
    Findings are written down in the cache as they come. Interrupt it whenever you like: the next call goes on from there.
    """
    root = Path(root).expanduser()
    return judged(root, _findings(root, listed(root), limits, progress=progress), same=same, kin=kin)


def inspect_table(
    table: Path | str | Iterable[Labelled],
    root: Path | str,
    *,
    limits: Limits = LIMITS,
    same: int = SAME,
    kin: int = KIN,
    progress: bool = True,
) -> Inspection:
    """Inspect the files that a table names.

    Parameters
    ----------
    table : Path or str of a CSV file with columns `path` and `label`, or an iterable of (path, label)
    root : Path or str, of the folder that the paths start from
    limits, same, kin, progress : as for `inspect_folder`

    Returns
    -------
    Inspection

    Raises
    ------
    DataError
        If the table cannot be read or names a file twice, or there is no such folder.
    """
    root = Path(root).expanduser()
    if not root.is_dir():
        raise DataError(f"{root} is no folder; name the one that the table's paths start from")
    rows = tidy(listed_in_table(Path(table).expanduser()) if isinstance(table, str | Path) else table)
    return judged(root, _findings(root, rows, limits, progress=progress), same=same, kin=kin)


def _findings(root: Path, rows: Sequence[Labelled], limits: Limits, *, progress: bool) -> list[Finding]:
    """Judge what no earlier inspection has judged."""
    from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

    journal = Journal(root, limits)
    found = journal.known(rows)
    new = [row for row in rows if row[0] not in found]
    bar = tqdm(total=len(rows), initial=len(found), desc="reading files", unit="file", leave=False, disable=not progress)
    with bar, closing(journal), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's, of odd metadata and of sizes that are refused anyway
        for finding in _in_order(root, new, limits):
            journal.add(finding)
            found[finding.path] = finding
            bar.update()
    return [found[path] for path, _ in rows]


def _in_order(root: Path, rows: Sequence[Labelled], limits: Limits) -> Iterator[Finding]:
    """Judge a few files at a time."""
    pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="inspection")
    waiting: deque[Future[Finding]] = deque()
    try:
        for row in rows:
            waiting.append(pool.submit(judge, root, *row, limits))
            if len(waiting) == _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
