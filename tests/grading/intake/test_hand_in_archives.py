import bz2
import gzip
import io
import lzma
import os
import stat
import struct
import tarfile
import unicodedata
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.grading.intake import IntakeLimits, Refused, read_archive
from autograder.grading.intake.limits import MIB
from autograder.grading.results import Submission
from tests.grading.intake.handing_in import LESSON

NOTEBOOK = b'{"cells": []}'
GOOD = f"alice/{LESSON}/{LESSON}.ipynb"


def zipped(*files, method=zipfile.ZIP_DEFLATED, **infos):
    """A zip of (name, bytes); a ZipInfo may stand for a name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(*files, mode="w:gz", kind=tarfile.PAX_FORMAT):
    """A tar of (name or TarInfo, bytes)."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode, format=kind) as archive:
        for name, data in files:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def read(source, lessons=LESSON, students=(), **limits):
    """What an archive holds: submissions by student, refusals by student or place."""
    found = list(read_archive(source, lessons, students, IntakeLimits(**limits)))
    submissions = {one.student: one for one in found if isinstance(one, Submission)}
    refused = {one.student or one.where: one for one in found if isinstance(one, Refused)}
    assert len(submissions) + len(refused) == len(found)
    return submissions, refused


PACKED = [zipped, *(lambda *files, mode=mode: tarred(*files, mode=mode) for mode in ("w", "w:gz", "w:xz", "w:bz2"))]


@pytest.mark.parametrize("pack", PACKED, ids=["zip", "tar", "gz", "xz", "bz2"])
@pytest.mark.parametrize("as_path", [True, False])
def test_every_format_is_read_from_bytes_and_from_a_file(tmp_path, pack, as_path):
    data = pack(
        (GOOD, NOTEBOOK),
        (f"alice/{LESSON}/timestamp.txt", b"2026-03-02 15:58:23 UTC"),
        (f"bob/{LESSON}.ipynb", b"{}"),
        ("bob/notes.txt", b"x"),
        ("__MACOSX/bob/._x.ipynb", b"x"),
    )
    path = tmp_path / "class"
    path.write_bytes(data)
    submissions, refused = read(path if as_path else data)
    assert refused == {}
    assert submissions["alice"] == Submission("alice", LESSON, NOTEBOOK, datetime(2026, 3, 2, 15, 58, 23, tzinfo=UTC))
    assert submissions["bob"] == Submission("bob", LESSON, b"{}", None, ("notes.txt",))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("pack", PACKED, ids=["zip", "tar", "gz", "xz", "bz2"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        (f"../{GOOD}", "leads out"),
        (f"alice/../../{LESSON}/{LESSON}.ipynb", "leads out"),
        (f"/{GOOD}", "leads out"),
        (f"C:/{GOOD}", "leads out"),
        (GOOD.replace("/", "\\"), "backslashes"),
        (f"al\u202eice/{LESSON}/{LESSON}.ipynb", "not seen"),
        (f"a\nb/{LESSON}/{LESSON}.ipynb", "not seen"),
        ("a/" * 600 + GOOD, "too long"),
    ],
)
def test_names_that_lead_astray_are_refused_and_the_class_goes_on(pack, name, words):
    submissions, refused = read(pack((name, NOTEBOOK), (f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK)))
    assert list(submissions) == ["bob"]
    ((where, one),) = refused.items()
    assert words in one.reason.en
    assert one.student == ""
    assert where.isprintable()


def test_a_nul_in_a_zips_name_does_not_shorten_it():
    data = zipped((GOOD + "#.txt", NOTEBOOK)).replace(b".ipynb#.txt", b".ipynb\0.txt")
    submissions, refused = read(data)
    assert submissions == {}
    assert "not seen" in next(iter(refused.values())).reason.en


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_are_the_students_refusal(kind):
    data = tarred((special(GOOD, kind, "/etc/passwd"), b""), (f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK))
    submissions, refused = read(data)
    assert list(submissions) == ["bob"]
    assert refused["alice"].lesson == LESSON


def test_a_sparse_file_in_a_tar_is_refused():
    pax = tarfile.TarInfo(GOOD)
    pax.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": str(2**40), "GNU.sparse.map": f"0,1,{2**40},0"}
    submissions, refused = read(tarred((pax, b"x"), (f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK)))
    assert list(submissions) == ["bob"]
    assert "alice" in refused


def test_links_and_devices_in_a_zip_are_the_students_refusal():
    for mode in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO):
        info = zipfile.ZipInfo(GOOD)
        info.external_attr = (mode | 0o777) << 16
        submissions, refused = read(zipped((info, b"/etc/passwd"), (f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK)))
        assert list(submissions) == ["bob"]
        assert refused["alice"].lesson == LESSON


def flagged(data, offset_local, offset_central, value):
    """Set a two-byte field in the first local header and in the first entry of the table of contents."""
    changed = bytearray(data)
    at = data.index(b"PK\x01\x02")
    changed[offset_local : offset_local + 2] = value
    changed[at + offset_central : at + offset_central + 2] = value
    return bytes(changed)


def test_encrypted_and_oddly_packed_members_are_refused():
    data = zipped((GOOD, NOTEBOOK), (f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK))
    _, refused = read(flagged(data, 6, 8, b"\x01\x00"))
    assert "password" in refused["alice"].reason.en
    submissions, refused = read(flagged(data, 8, 10, b"\x62\x00"))
    assert "ordinary zip" in refused["alice"].reason.en
    assert list(submissions) == ["bob"]


def test_a_size_that_lies_is_found_out_while_reading():
    data = bytearray(zipped((GOOD, b"a" * 5_000_000), (f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK)))
    central = bytes(data).index(b"PK\x01\x02")
    for at in (22, central + 24):
        data[at : at + 4] = struct.pack("<I", 10)
    submissions, refused = read(bytes(data))
    assert "damaged" in refused["alice"].reason.en
    assert list(submissions) == ["bob"]


def test_a_member_that_unpacks_to_too_much_is_the_students_refusal():
    for pack in (zipped, tarred):
        submissions, refused = read(pack((GOOD, b"a" * 3 * MIB), (f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK)), notebook_bytes=MIB)
        assert "at most 1 MB" in refused["alice"].reason.en
        assert list(submissions) == ["bob"]


def test_a_damaged_member_costs_only_its_student():
    data = bytearray(zipped((GOOD, b'{"damaged": 1}'), (f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK), method=zipfile.ZIP_STORED))
    data[bytes(data).index(b"damaged")] ^= 1
    submissions, refused = read(bytes(data))
    assert "damaged" in refused["alice"].reason.en
    assert list(submissions) == ["bob"]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_two_files_of_one_name_count_for_neither(pack):
    with pytest.warns(UserWarning, match="Duplicate name") if pack is zipped else _nothing():
        data = pack((GOOD, b"one"), (GOOD, b"two"), (f"bob/{LESSON}/{LESSON}.ipynb", NOTEBOOK))
    submissions, refused = read(data)
    assert list(submissions) == ["bob"]
    assert "alice" in refused


def _nothing():
    from contextlib import nullcontext

    return nullcontext()


def test_bombs_are_refused_before_anything_is_handed_on():
    zeros = b"\0" * (80 * MIB)
    for data in (tarred((GOOD, NOTEBOOK), ("zeros", zeros)), tarred((GOOD, NOTEBOOK), ("zeros", zeros), mode="w:xz")):
        submissions, refused = read(data)
        assert submissions == {}
        assert "times its size" in refused[""].reason.en
    submissions, refused = read(tarred((GOOD, NOTEBOOK), ("zeros", os.urandom(2 * MIB))), unpacked_bytes=MIB)
    assert submissions == {}
    assert "unpacks to more than 1 MB" in refused[""].reason.en


def test_many_small_notebooks_may_not_unpack_to_too_much_together():
    data = zipped(*((f"s{number}/{LESSON}.ipynb", b"a" * 500_000) for number in range(5)))
    submissions, refused = read(data, unpacked_bytes=MIB)
    assert len(submissions) == 2
    assert "unpacks to more than" in refused[""].reason.en


def test_too_many_entries_are_refused():
    files = [(f"s{number}/{LESSON}.ipynb", NOTEBOOK) for number in range(30)]
    for data in (zipped(*files), tarred(*files)):
        submissions, refused = read(data, entries=20)
        assert submissions == {}
        assert "More than 20" in refused[""].reason.en


def test_a_table_of_contents_of_gigabytes_is_not_read():
    data = bytearray(zipped((GOOD, NOTEBOOK)))
    end = bytes(data).rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", 0xFFFFFF00)
    _, refused = read(bytes(data))
    assert "files and folders" in refused[""].reason.en


def test_a_wide_table_of_contents_of_gigabytes_is_not_read_either():
    data = zipped((GOOD, NOTEBOOK))
    end = data.rindex(b"PK\x05\x06")
    wide = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**40, 0) + struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    _, refused = read(data[:end] + wide + data[end : end + 12] + b"\xff" * 8 + data[end + 20 :])
    assert "files and folders" in refused[""].reason.en


def test_a_zip_with_wide_records_is_read(monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    data = zipped((GOOD, NOTEBOOK), (f"bob/{LESSON}.ipynb", NOTEBOOK))
    assert b"PK\x06\x06" in data
    assert sorted(read(data)[0]) == ["alice", "bob"]


@pytest.mark.parametrize("pack", PACKED, ids=["zip", "tar", "gz", "xz", "bz2"])
def test_a_large_notebook_within_the_limit_arrives_whole(pack):
    data = os.urandom(3 * MIB + 1)
    assert read(pack((GOOD, data)))[0]["alice"].notebook == data


def test_global_headers_do_not_add_up(monkeypatch):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for number in range(100):
            stream.write(archive.tarinfo.create_pax_global_header({f"key{number}": "x" * 100_000}))
            info = tarfile.TarInfo(f"s{number}/{LESSON}.ipynb")
            info.size = 2
            stream.write(info.tobuf() + b"{}".ljust(512, b"\0"))
    most = []
    clear = tarfile.TarFile.next
    monkeypatch.setattr(tarfile.TarFile, "next", lambda self: (clear(self), most.append(len(self.pax_headers)))[0])
    submissions, refused = read(stream.getvalue())
    assert (len(submissions), refused) == (100, {})
    assert max(most) == 1


def test_a_header_of_gigabytes_is_not_read():
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 8 * 1024**3 - 1
    data = gzip.compress(info.tobuf(tarfile.USTAR_FORMAT) + b"\0" * (40 * MIB))
    submissions, refused = read(data)
    assert submissions == {}
    assert "damaged" in refused[""].reason.en


def test_an_archive_in_an_archive_is_not_opened():
    _, refused = read(zipped((f"alice/{LESSON}/inner.zip", zipped((GOOD, NOTEBOOK)))))
    assert "No notebook" in refused["alice"].reason.en


def test_an_oversized_archive_is_not_read():
    _, refused = read(zipped((GOOD, os.urandom(2 * MIB))), archive_bytes=MIB)
    assert "at most 1 MB" in refused[""].reason.en


NO_ARCHIVES = {
    "nothing": b"",
    "a zip's first bytes": b"PK\x03\x04",
    "a zip's last bytes": b"PK\x05\x06",
    "gzip's first bytes": b"\x1f\x8b\x08",
    "bzip2's first bytes": b"BZh9",
    "xz's first bytes": b"\xfd7zXZ\x00",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "rar": b"Rar!\x1a\x07",
    "gzip of no tar": gzip.compress(b"x" * 600),
    "xz of no tar": lzma.compress(b"x"),
    "bzip2 of nothing": bz2.compress(b""),
}


@pytest.mark.parametrize("data", NO_ARCHIVES.values(), ids=NO_ARCHIVES)
def test_what_is_no_archive_is_one_refusal(data):
    submissions, refused = read(data)
    assert submissions == {}
    assert list(refused) == [""]


def test_a_truncated_archive_says_so():
    whole = tarred(*((f"s{number}/{LESSON}.ipynb", os.urandom(2_000)) for number in range(50)))
    submissions, refused = read(whole[: len(whole) // 2])
    assert submissions == {}
    assert "cannot be read to its end" in refused[""].reason.en
    _, refused = read(zipped((GOOD, NOTEBOOK))[:-30])
    assert "cannot be read to its end" in refused[""].reason.en


def test_no_file_is_a_refusal(tmp_path):
    _, refused = read(tmp_path / "absent.zip")
    assert "no such file" in refused["absent.zip"].reason.en


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_hangul_names_survive_tools_that_do_not_name_their_encoding(encoding):
    placeholder = "X" * len("김하늘".encode(encoding))
    data = zipped((f"{placeholder}/{LESSON}.ipynb", NOTEBOOK)).replace(placeholder.encode(), "김하늘".encode(encoding))
    assert list(read(data)[0]) == ["김하늘"]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_hangul_taken_apart_by_macos_is_put_together(pack):
    name = unicodedata.normalize("NFD", "김하늘")
    assert list(read(pack((f"{name}/{LESSON}.ipynb", NOTEBOOK)))[0]) == ["김하늘"]


PLAIN = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SAMPLES = [pack((GOOD, NOTEBOOK), (f"bob/{LESSON}.ipynb", b"{}")) for pack in PACKED]


@PLAIN
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=6), st.integers(0, 20_000))
def test_a_garbled_archive_gives_submissions_or_refusals_and_raises_nothing(sample, changes, cut):
    data = bytearray(sample)
    for at, value in changes:
        data[at % len(data)] = value
    for found in read_archive(bytes(data[: max(1, len(data) - cut // 100)]), LESSON):
        assert isinstance(found, Submission | Refused)


@PLAIN
@given(st.binary(max_size=200))
def test_any_bytes_are_no_archive(data):
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\x00"):
        found = list(read_archive(start + data, LESSON))
        assert not [one for one in found if isinstance(one, Submission)]
