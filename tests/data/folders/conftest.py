"""Pictures that nobody has seen before, files made of them, and a cache of the test's own."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image


def scene(seed: int, width: int = 120, height: int = 90) -> Image.Image:
    """Coloured blobs, large and small: as unlike the next seed's as two photographs."""
    rng = np.random.default_rng(seed)
    coarse, fine = (Image.fromarray(rng.integers(0, 256, (3 * n, 4 * n, 3), np.uint8)).resize((width, height)) for n in (3, 9))
    return Image.blend(coarse, fine, 0.4)


def encoded(picture: Image.Image, form: str = "JPEG", **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch) -> Path:
    cache = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("COURSE_CACHE", str(cache))
    return cache


@pytest.fixture
def make():
    return scene


@pytest.fixture
def encode():
    return encoded


@pytest.fixture
def root(tmp_path) -> Path:
    folder = tmp_path / "collection"
    folder.mkdir()
    return folder


@pytest.fixture
def put(root):
    """Write a file into the collection; a picture as JPEG."""

    def write(path: str, content: bytes | Image.Image | int) -> Path:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, int):
            content = scene(content)
        place.write_bytes(content if isinstance(content, bytes) else encoded(content, quality=92))
        return place

    return write


@pytest.fixture
def two_classes(root, put) -> Path:
    """Twelve sound files: six cats, six dogs."""
    for number in range(6):
        put(f"cat/{number}.jpg", number)
        put(f"dog/{number}.jpg", 100 + number)
    return root
