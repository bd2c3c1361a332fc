"""A file is what its content says; what reading it takes care of is noted, and what cannot be used is named."""

import os
import struct
import warnings
import zlib

import numpy as np
import pytest
from PIL import Image

from course_utils.data.folders.decoding import Limits, UnusableError, opened
from course_utils.data.folders.judging import judge

pytestmark = [  # an inspection silences them
    pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning"),
    pytest.mark.filterwarnings("ignore:Corrupt EXIF data:UserWarning"),
]


def png(width: int, height: int) -> bytes:
    """A PNG that announces so many pixels, and holds a few."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "problem", "seen"),
    [
        ("a.jpg", b"", "empty", "0 bytes"),
        ("a.jpg", b"see the other disk", "not_image", "text"),
        ("a.png", b"\n  <!DOCTYPE html><html></html>", "not_image", "a web page"),
        ("a.png", b"\xef\xbb\xbf<HTML>", "not_image", "a web page"),
        ("a.jpg", b'{"error": 404}', "not_image", "JSON text"),
        ("a.jpg", b"PK\x03\x04" + bytes(40), "not_image", "a ZIP archive"),
        ("a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not_image", "a PostScript document"),
        ("a.jpg", b"\x00\x00\x00\x18ftypheic" + bytes(40), "not_image", "HEIC"),
        ("a.jpg", b"\x00\x00\x00\x18ftypisom" + bytes(40), "not_image", "a film"),
        (".DS_Store", b"\x00\x00\x00\x01Bud1" + bytes(40), "not_image", "macOS notes about a folder"),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0" + bytes(40), "not_image", "Windows notes about a folder"),
        ("a.jpg", bytes(range(256)), "not_image", "starts with b'\\x00"),
        ("a.png", png(12_000, 9_000), "too_many_pixels", "12,000 x 9,000 pixels, at most 50,000,000"),
        ("a.png", png(20_000, 20_000), "too_many_pixels", "400,000,000 pixels, at most 50,000,000"),
        ("a.png", png(1, 1), "too_small", "1 x 1 pixels, at least 16"),
    ],
)
def test_what_is_no_usable_image_says_why(root, put, name, content, problem, seen):
    put(f"rose/{name}", content)
    finding = judge(root, f"rose/{name}", "rose")
    assert finding.problem == problem
    assert seen in finding.detail
    assert finding.bytes == len(content)
    assert not finding.usable


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_a_file_that_ends_too_early_is_truncated(root, put, make, encode, form):
    whole = encode(make(1), form)
    put("rose/a.jpg", whole[: len(whole) // 2])
    assert judge(root, "rose/a.jpg", "rose").problem == "truncated"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF"])
def test_a_file_whose_header_ends_too_early_is_truncated_and_not_taken_for_text(root, put, make, encode, form):
    put("rose/a.jpg", encode(make(1), form)[:9])
    finding = judge(root, "rose/a.jpg", "rose")
    assert finding.problem == "truncated"


@pytest.mark.parametrize(
    ("form", "ending"),
    [
        ("JPEG", ".JPG"),
        ("PNG", ".png"),
        ("GIF", ".gif"),
        ("WEBP", ".webp"),
        ("BMP", ".bmp"),
        ("TIFF", ".tif"),
        ("PPM", ".ppm"),
        ("JPEG2000", ".jp2"),
        ("ICO", ".ico"),
    ],
)
def test_every_common_format_is_read(root, put, make, encode, form, ending):
    put(f"rose/a{ending}", encode(make(1), form))
    finding = judge(root, f"rose/a{ending}", "rose")
    assert (finding.problem, finding.detail, finding.format, finding.notes) == (None, "", form, ())
    assert len(bytes.fromhex(finding.looks)) == 32


def test_pillows_own_alarm_about_large_images_is_a_finding_even_where_warnings_are_errors(root, put):
    put("rose/a.png", png(10_000, 10_000))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        finding = judge(root, "rose/a.png", "rose")
    assert finding.problem == "too_many_pixels"


def test_the_limits_are_the_callers(root, put):
    put("rose/a.jpg", 1)
    assert judge(root, "rose/a.jpg", "rose", Limits(most_pixels=120 * 90)).usable
    assert judge(root, "rose/a.jpg", "rose", Limits(most_pixels=120 * 90 - 1)).problem == "too_many_pixels"
    assert judge(root, "rose/a.jpg", "rose", Limits(fewest_pixels=91)).problem == "too_small"
    assert judge(root, "rose/a.jpg", "rose", Limits(most_bytes=100)).problem == "too_many_pixels"


def test_an_image_in_no_class_says_so_but_is_still_known(root, put):
    put("a.jpg", 1)
    finding = judge(root, "a.jpg", None)
    assert (finding.problem, finding.format, finding.width) == ("no_label", "JPEG", 120)


@pytest.mark.parametrize("error", [RuntimeError("odd"), KeyError("odd"), RecursionError("odd")])
def test_whatever_a_decoder_raises_is_a_finding(root, put, monkeypatch, error):
    def fail(_self):
        raise error

    put("rose/a.jpg", 1)
    monkeypatch.setattr("PIL.JpegImagePlugin.JpegImageFile.load", fail)
    finding = judge(root, "rose/a.jpg", "rose")
    assert finding.problem == "truncated"
    assert "odd" in finding.detail


def test_too_little_memory_is_not_the_files_fault(root, put, monkeypatch):
    def fail(_self):
        raise MemoryError

    put("rose/a.jpg", 1)
    monkeypatch.setattr("PIL.JpegImagePlugin.JpegImageFile.load", fail)
    assert judge(root, "rose/a.jpg", "rose").problem == "unreadable"


def test_links_count_where_they_lead(root, put, tmp_path):
    put("rose/a.jpg", 1)
    (tmp_path / "secret.jpg").write_bytes((root / "rose/a.jpg").read_bytes())
    (root / "rose/inside.jpg").symlink_to("a.jpg")
    (root / "rose/outside.jpg").symlink_to(tmp_path / "secret.jpg")
    (root / "rose/broken.jpg").symlink_to("nowhere.jpg")
    (root / "rose/circle.jpg").symlink_to("circle.jpg")
    (root / "rose/folder.jpg").symlink_to(".")
    found = {name: judge(root, f"rose/{name}.jpg", "rose") for name in ("inside", "outside", "broken", "circle", "folder")}
    assert [found[name].problem for name in found] == [None, "outside", "unreadable", "unreadable", "unreadable"]
    assert found["outside"].sha256 == ""
    assert found["folder"].detail == "a link to a folder"


@pytest.mark.parametrize("path", ["../secret.jpg", "rose/../../secret.jpg"])
def test_a_table_cannot_lead_out_of_the_collection_either(root, tmp_path, make, path):
    (root / "rose").mkdir()
    make(1).save(tmp_path / "secret.jpg")
    assert judge(root, path, "rose").problem == "outside"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_does_not_hold_the_inspection_up(root):
    os.mkfifo(root / "pipe.jpg")
    assert judge(root, "pipe.jpg", "rose").problem == "unreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything; run the tests as another user")
def test_a_file_that_may_not_be_read_is_unreadable(root, put):
    put("rose/a.jpg", 1).chmod(0)
    assert judge(root, "rose/a.jpg", "rose").problem == "unreadable"


def test_a_disk_that_fails_is_a_finding(root, put, monkeypatch):
    def fail(_self):
        raise OSError(5, "Input/output error")

    put("rose/a.jpg", 1)
    monkeypatch.setattr("pathlib.Path.read_bytes", fail)
    finding = judge(root, "rose/a.jpg", "rose")
    assert (finding.problem, finding.detail) == ("unreadable", "Input/output error")


def test_a_name_with_a_zero_byte_is_unreadable(root):
    assert judge(root, "rose/a\0.jpg", "rose").problem == "unreadable"


def noted(content: bytes):
    found = opened(content)
    return found.notes, np.asarray(found.picture)


def test_a_png_named_jpg_is_misnamed(root, put, make, encode):
    put("rose/a.jpg", encode(make(1), "PNG"))
    assert judge(root, "rose/a.jpg", "rose").notes == ("misnamed",)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_picture_counts(make, encode, form):
    notes, pixels = noted(encode(make(1), form, save_all=True, append_images=[make(2), make(3)], duration=50))
    assert notes == ("animated",)
    assert np.abs(pixels.astype(int) - np.asarray(make(1))).mean() < 12


def test_printing_colours_become_red_green_and_blue(make, encode):
    notes, pixels = noted(encode(make(1).convert("CMYK"), "JPEG", quality=95))
    assert notes == ("cmyk",)
    assert np.abs(pixels.astype(int) - np.asarray(make(1))).mean() < 12


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_picture_that_was_stored_turned_comes_out_upright(make, encode, orientation):
    stored = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = orientation
    notes, pixels = noted(encode(make(1).transpose(stored[orientation]), "PNG", exif=exif))
    assert notes == ("rotated",)
    assert np.array_equal(pixels, np.asarray(make(1)))


def test_damaged_exif_data_do_not_cost_the_picture(make, encode):
    notes, pixels = noted(encode(make(1), "JPEG", exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff\x12"))
    assert notes == ()
    assert pixels.shape == (90, 120, 3)


def test_what_is_transparent_lies_on_white(encode):
    sheet = np.zeros((32, 32, 4), np.uint8)
    sheet[:16] = (200, 10, 10, 255)
    notes, pixels = noted(encode(Image.fromarray(sheet), "PNG"))
    assert notes == ("transparent",)
    assert pixels[0, 0].tolist() == [200, 10, 10]
    assert pixels[-1, 0].tolist() == [255, 255, 255]


def test_a_transparent_colour_of_a_palette_lies_on_white_too(encode):
    sheet = Image.new("P", (32, 32), 1)
    sheet.putpalette([0, 0, 0, 200, 10, 10])
    sheet.paste(0, (0, 16, 32, 32))
    notes, pixels = noted(encode(sheet, "PNG", transparency=0))
    assert notes == ("transparent",)
    assert (pixels[0, 0].tolist(), pixels[-1, 0].tolist()) == ([200, 10, 10], [255, 255, 255])


@pytest.mark.parametrize("mode", ["L", "1", "LA"])
def test_grey_is_repeated_in_all_colours(make, encode, mode):
    notes, pixels = noted(encode(make(1).convert(mode), "PNG"))
    assert "grey" in notes
    assert (pixels == pixels[..., :1]).all()


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled_by_their_whole_range(encode, form):
    ramp = np.linspace(0, 65535, 64 * 64).astype(np.uint16).reshape(64, 64)
    notes, pixels = noted(encode(Image.fromarray(ramp), form))
    assert {"deep", "grey"} <= set(notes)
    assert np.abs(pixels[..., 0].astype(int) - np.rint(ramp / 257).astype(int)).max() <= 1


def test_a_dark_sixteen_bit_picture_stays_dark(encode):
    notes, pixels = noted(encode(Image.fromarray(np.full((32, 32), 2570, np.uint16)), "PNG"))
    assert "deep" in notes
    assert pixels.max() == 10


def test_floating_point_levels_are_stretched_and_nothing_else_breaks_them(encode):
    levels = np.linspace(-1, 3, 32 * 32, dtype=np.float32).reshape(32, 32)
    levels[0, 0] = np.nan
    notes, pixels = noted(encode(Image.fromarray(levels), "TIFF"))
    assert "deep" in notes
    assert (pixels.min(), pixels.max()) == (0, 255)


def test_opening_what_is_no_image_raises():
    with pytest.raises(UnusableError, match="not_image"):
        opened(b"nothing of the kind")
