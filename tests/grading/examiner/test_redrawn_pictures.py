"""Pictures are drawn anew: the pixels stay, everything else in the file goes."""

import base64
import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from autograder.grading.examiner import pictures
from autograder.grading.examiner.pictures import redraw


def encoded(image, form="PNG", **more):
    target = io.BytesIO()
    image.save(target, form, **more)
    return base64.b64encode(target.getvalue()).decode()


def decoded(text):
    return Image.open(io.BytesIO(base64.b64decode(text)))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_mode_keeps_its_size_and_pixels(mode):
    image = Image.linear_gradient("L").resize((20, 10)).convert("RGBA" if mode in ("LA", "RGBA") else "L").convert(mode)
    drawn = decoded(redraw("image/png", encoded(image)))
    assert drawn.size == (20, 10)
    if mode != "I;16":
        assert drawn.convert("RGBA").tobytes() == image.convert("RGBA").tobytes()


def test_a_jpeg_stays_a_jpeg():
    assert decoded(redraw("image/jpeg", encoded(Image.new("RGB", (8, 8), "red"), "JPEG"))).format == "JPEG"


def test_words_in_the_file_do_not_survive():
    info = PngImagePlugin.PngInfo()
    info.add_text("note", "<script>alert(1)</script>")
    redrawn = base64.b64decode(redraw("image/png", encoded(Image.new("RGB", (4, 4)), pnginfo=info)))
    assert b"script" not in redrawn


def test_what_follows_the_picture_does_not_survive():
    data = base64.b64decode(encoded(Image.new("RGB", (4, 4)))) + b"<svg onload=x>"
    assert b"svg" not in base64.b64decode(redraw("image/png", base64.b64encode(data).decode()))


@pytest.mark.parametrize("text", ["", "no base64 at all \u2603", base64.b64encode(b"<svg/>").decode(), "AAAA" * 100])
def test_what_is_no_picture_is_none(text):
    assert redraw("image/png", text) is None


def test_a_picture_of_another_kind_than_it_says_is_none():
    assert redraw("image/png", encoded(Image.new("RGB", (4, 4)), "JPEG")) is None


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_a_decompression_bomb_is_not_decompressed(monkeypatch):
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(10_000_000))
    bomb = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")
    monkeypatch.setattr(Image.Image, "convert", lambda *_: pytest.fail("it was decompressed"))
    assert redraw("image/png", base64.b64encode(bomb).decode()) is None


def _with_scans(count):
    """A progressive JPEG whose last pass over the picture comes again and again: each costs bytes of a file, but time for all pixels."""
    data = base64.b64decode(encoded(Image.linear_gradient("L"), "JPEG", progressive=True))
    last = data.rindex(b"\xff\xda")
    return base64.b64encode(data[:last] + data[last:-2] * count + data[-2:]).decode()


def test_a_jpeg_that_goes_over_its_pixels_without_end_is_not_decoded(monkeypatch):
    assert decoded(redraw("image/jpeg", _with_scans(3))).size == (256, 256)
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("it was opened"))
    assert redraw("image/jpeg", _with_scans(1_000)) is None


def test_too_many_bytes_are_none(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)
    assert redraw("image/png", encoded(Image.effect_noise((200, 200), 50))) is None
