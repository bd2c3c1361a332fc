"""Bring the official files of a data set into the cache: one process at a time, mirror after mirror, verified, moved whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from course_utils.data.dataset import DataError
from course_utils.data.download import Download, DownloadError, Patience
from course_utils.data.layouts import fault
from course_utils.data.network import reachable
from course_utils.data.places import cache_folder
from course_utils.data.registry import Entry, RemoteFile


def cached(entry: Entry) -> bool:
    """Say whether the cache holds all official files with the right sizes.

    Parameters
    ----------
    entry : Entry

    Returns
    -------
    bool; False for a data set that is never downloaded
    """
    paths = [(official_folder(entry) / file.name, file) for file in entry.real.files]
    return bool(paths) and all(path.is_file() and path.stat().st_size == file.bytes for path, file in paths)


def official_folder(entry: Entry) -> Path:
    """Return the cache's folder for a data set's official files; it may not exist yet.

    Parameters
    ----------
    entry : Entry

    Returns
    -------
    Path
    """
    return cache_folder() / (entry.photos.kept_as if entry.photos and entry.photos.kept_as else entry.name)


def fetch(entry: Entry, *, progress: bool = True, patience: Patience | None = None) -> Path:
    """Download what the cache lacks.

    Parameters
    ----------
    entry : Entry
    progress : show a bar per file
    patience : Patience, how long to wait and how often to retry

    Returns
    -------
    Path of the folder that now holds every official file, each verified

    Raises
    ------
    DownloadError
        If no mirror gives a file; says what each answered and how to put the files there by hand.
    DataError
        If the cache cannot be written.
    """
    folder = official_folder(entry)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder, announce=progress):
            missing = [file for file in entry.real.files if fault(folder / file.name, file)]
            mirrors = _mirrors(entry) if missing else []
            for file in missing:
                _fetch_file(file, mirrors, Download(file, folder, patience or Patience(), progress))
    except OSError as problem:
        raise DataError(f"cannot write to the cache {folder} ({problem}); point COURSE_CACHE at a folder that can be written") from problem
    return folder


@contextmanager
def _alone(folder: Path, *, announce: bool) -> Iterator[None]:
    """Let one process download; the others wait, then find the files there."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only for downloads

    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0.5)
    except Timeout:
        if announce:
            print(f"another process is filling {folder}; waiting for it", flush=True)  # noqa: T201 - said to whoever waits
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _mirrors(entry: Entry) -> list[str]:
    if not entry.real.mirrors:
        raise DownloadError(f"{entry.name} is not downloaded from anywhere")
    mirrors = reachable(entry.real.mirrors)
    if not mirrors:
        raise DownloadError(f"no network: none of the servers that hold {entry.title['en']} answers. {_by_hand(entry.real.mirrors)}")
    return mirrors


def _fetch_file(file: RemoteFile, mirrors: list[str], download: Download) -> None:
    import pooch  # noqa: PLC0415 - only for downloads

    pooch.get_logger().setLevel("WARNING")  # it announces each download on stderr; the bar does that here
    refusals = []
    for mirror in mirrors:
        try:
            pooch.retrieve(mirror + file.name, f"sha256:{file.sha256}", file.name, download.folder, downloader=download)
        except DownloadError as problem:
            refusals.append(f"\n  - {problem}")
        else:
            return
    kept = f"{download.have():,} bytes are kept for the next try. " if download.have() else ""
    raise DownloadError(f"{file.name} could not be downloaded:{''.join(refusals)}\n{kept}{_by_hand(mirrors)}")


def _by_hand(mirrors: Sequence[str]) -> str:
    return (
        "Try again later, or put the official files into a folder and set COURSE_DATA to it "
        f'(they are at {" and ".join(mirrors)}); until then source="synthetic" works without a network.'
    )
