"""How large and how odd a hand-in may be before it is refused unread: one frozen record."""

from dataclasses import dataclass

MIB = 1024**2


@dataclass(frozen=True)
class IntakeLimits:
    """What intake accepts.

    Attributes
    ----------
    notebook_bytes : int
        One notebook as it lies on disk, outputs and all.
    values : int
        Values in the notebook's JSON, estimated from its commas and brackets before it is parsed: what bounds the memory of parsing.
    depth : int
        Lists and objects inside each other.
    cells : int
    cell_characters : int
        Source of one cell.
    source_characters : int
        Source of all cells together.
    suspicious_line, suspicious_blob : int, characters
        From here on staff are told: a line this long, a run of base64 this long.
    entries : int
        Files and folders of a whole class, in a folder or an archive.
    folder_entries : int
        Files and folders directly in one student's folder.
    name_characters : int
        A path inside an archive.
    strays : int
        Names of unused files that are kept.
    archive_bytes, unpacked_bytes : int
        An archive as it lies on disk, and all of it unpacked.
    ratio : int
        Unpacked bytes for each packed one, once more than `ratio_from` bytes came out.
    ratio_from : int
    """

    notebook_bytes: int = 32 * MIB
    values: int = 2_000_000
    depth: int = 100
    cells: int = 1_000
    cell_characters: int = 100_000
    source_characters: int = 500_000
    suspicious_line: int = 2_000
    suspicious_blob: int = 2_000
    entries: int = 200_000
    folder_entries: int = 2_000
    name_characters: int = 1_000
    strays: int = 20
    archive_bytes: int = 2_048 * MIB
    unpacked_bytes: int = 8_192 * MIB
    ratio: int = 500
    ratio_from: int = 64 * MIB


LIMITS = IntakeLimits()
