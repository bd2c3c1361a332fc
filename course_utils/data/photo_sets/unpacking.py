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
from course_utils.data.photo_sets.finding import part_by_number
from course_utils.data.registry import Entry, RemoteFile, find

_COPIED_AT_ONCE = 1 << 20  # bytes
_MOST_BYTES = 50_000_000  # of one photograph; no camera writes larger JPEGs


def unpacked(archive: Path, file: RemoteFile, entry: Entry, *, progress: bool = True) -> Path:
    """Unpack the class folders of an archive beside it, once.

    Parameters
    ----------
    archive : Path of a .tgz or .zip whose checksum agrees
    file : RemoteFile
    entry : Entry with photos
    progress : show a bar

    Returns
    -------
    Path of the folder that holds the class folders

    Raises
    ------
    DataError
        If the archive cannot be read, holds none of the classes, or the cache cannot be written; nothing of the attempt is left.
    """
    place = archive.parent / f"photos-{file.sha256[:16]}-{_classes_key(entry)}"
    if place.is_dir():
        return place
    own = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        found = _unpack(archive, own, entry, progress=progress)
        if found < len(entry.class_names["en"]):
            raise DataError(
                f"{archive} holds {found} of the {len(entry.class_names['en'])} classes of {entry.name}; delete it and fetch it again"
            )
        _moved(own, place)
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile, zlib.error) as problem:
        raise DataError(f"{archive} cannot be unpacked ({problem}); free some space, or delete it and fetch it again") from problem
    finally:
        shutil.rmtree(own, ignore_errors=True)
    return place


def _classes_key(entry: Entry) -> str:
    return entry.photos.kept_as or entry.name if entry.photos else entry.name


def _moved(own: Path, place: Path) -> None:
    """Move what was unpacked to its place, unless another process was faster."""
    try:
        own.rename(place)
    except OSError:
        if not place.is_dir():
            raise


def _unpack(archive: Path, own: Path, entry: Entry, *, progress: bool) -> int:
    from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

    folders = {name for names in _all_folders(entry) for name in names}
    ranges = entry.photos.numbered if entry.photos else {}
    made = set()
    with _members(archive) as members:
        for name, content in tqdm(members, desc=f"unpacking {archive.name}", unit="file", leave=False, disable=not progress):
            path = PurePosixPath(name)
            folder = path.parent.name.lower()
            if folder not in folders or path.name.startswith(".") or (ranges and part_by_number(name, ranges) is None):
                continue
            place = own / folder
            place.mkdir(parents=True, exist_ok=True)
            with (place / path.name).open("wb") as out:  # its folder is ours and its name has no slash: it cannot leave the cache
                _copy(content, out)
            made.add(folder)
    return len(made)


def _all_folders(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """Name all class folders of the archive: a set that shares another's files unpacks all of that other's classes."""
    owner = find(entry.photos.kept_as) if entry.photos and entry.photos.kept_as else entry
    return owner.photos.folders if owner.photos else ()


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
