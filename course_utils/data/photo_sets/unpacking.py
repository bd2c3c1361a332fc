"""Unpack an official archive of photographs into the cache: only class folders, only plain files, all or nothing."""

import os
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from course_utils.data.dataset import DataError
from course_utils.data.layouts import fault
from course_utils.data.photo_sets.finding import part_by_number
from course_utils.data.places import cache_folder
from course_utils.data.registry import Entry, Photos, RemoteFile, find

_COPIED_AT_ONCE = 1 << 20  # bytes
_MOST_BYTES = 50_000_000  # of one photograph; no camera writes larger JPEGs


def unpacked(archive: Path, file: RemoteFile, entry: Entry, *, progress: bool = True) -> Path:
    """Unpack the class folders of an archive into the cache, once: the archive may lie where nothing can be written.

    Parameters
    ----------
    archive : Path of a .tgz or .zip
    file : RemoteFile, its size and checksum
    entry : Entry with photos
    progress : show a bar

    Returns
    -------
    Path of the folder that holds the class folders

    Raises
    ------
    DataError
        If the archive is not the official one, cannot be read or lacks classes, or the cache cannot be written; nothing of the attempt
        is left.
    """
    place = cache_folder() / "unpacked" / f"{_owner(entry).name}-{file.sha256[:16]}"
    if place.is_dir():
        return place
    problem = fault(archive, file)
    if problem:
        raise DataError(f"{problem}; `petals data fetch {entry.name}` downloads the official file into the cache")
    own = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        found = _unpack(archive, own, entry, progress=progress)
        if found < len(entry.class_names["en"]):
            raise DataError(
                f"{archive} holds {found} of the {len(entry.class_names['en'])} classes of {entry.name}; delete it and fetch it again"
            )
        _moved(own, place)
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile, zlib.error) as why:
        raise DataError(f"{archive} cannot be unpacked ({why}); free some space, or delete it and fetch it again") from why
    finally:
        shutil.rmtree(own, ignore_errors=True)
    return place


def _moved(own: Path, place: Path) -> None:
    """Move what was unpacked to its place, unless another process was faster."""
    try:
        own.rename(place)
    except OSError:
        if not place.is_dir():
            raise


def _unpack(archive: Path, own: Path, entry: Entry, *, progress: bool) -> int:
    from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

    photos = _owner(entry).photos or Photos(())
    folders = {name for names in photos.folders for name in names}
    made = set()
    with _members(archive) as members:
        for name, content in tqdm(members, desc=f"unpacking {archive.name}", unit="file", leave=False, disable=not progress):
            path = PurePosixPath(name)
            folder = path.parent.name.lower()
            if folder not in folders or path.name.startswith(".") or (photos.numbered and part_by_number(name, photos.numbered) is None):
                continue
            place = own / folder
            place.mkdir(parents=True, exist_ok=True)
            with (place / path.name).open("wb") as out:  # its folder is ours and its name has no slash: it cannot leave the cache
                _copy(content, out)
            made.add(folder)
    return len(made)


def _owner(entry: Entry) -> Entry:
    """Find the set whose archive it is: a set that shares another's files unpacks all of that other's classes."""
    return find(entry.photos.kept_as) if entry.photos and entry.photos.kept_as else entry


def _copy(content: IO[bytes], out: IO[bytes]) -> None:
    written = 0
    while chunk := content.read(_COPIED_AT_ONCE):
        written += len(chunk)
        if written > _MOST_BYTES:
            raise OSError(f"a file in it is larger than {_MOST_BYTES:,} bytes")
        out.write(chunk)


@contextmanager
def _members(archive: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Open an archive and go through its plain files; links and devices are passed over."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as packed:
            yield ((member.filename, packed.open(member)) for member in packed.infolist() if not member.is_dir())
    else:
        with tarfile.open(archive, "r:*") as packed_tar:
            yield ((member.name, content) for member in packed_tar if member.isfile() and (content := packed_tar.extractfile(member)))
