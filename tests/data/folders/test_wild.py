"""The messy folder is as messy as it says, and an inspection finds out all of it, file by file."""

from collections import Counter

import numpy as np
import pytest

from course_utils.data.folders import inspect_folder, wild
from course_utils.data.folders.wild import SMALLEST

NAMES = ("daisy", "rose", "tulip")
EXPECTED = {  # what was done to a file, and what an inspection has to say about it: verdict, problem, notes
    "clean": ("kept", None, ()),
    "nested": ("kept", None, ()),
    "misnamed": ("kept", None, ("misnamed",)),
    "animated": ("kept", None, ("animated",)),
    "cmyk": ("kept", None, ("cmyk",)),
    "rotated": ("kept", None, ("rotated",)),
    "transparent": ("kept", None, ("transparent",)),
    "grey": ("kept", None, ("grey",)),
    "copy": ("copy", None, ()),
    "near_copy": ("copy", None, ()),
    "two_classes": ("conflict", None, ()),
    "truncated": ("unusable", "truncated", ()),
    "empty": ("unusable", "empty", ()),
    "text": ("unusable", "not_image", ()),
    "web_page": ("unusable", "not_image", ()),
    "litter": ("unusable", "not_image", ()),
    "bomb": ("unusable", "too_many_pixels", ()),
    "tiny": ("unusable", "too_small", ()),
    "stray": ("unusable", "no_label", ("grey",)),
}


@pytest.fixture(scope="module")
def pictures(request):
    """Sixty pictures of three classes, a side of 80."""
    rng = np.random.default_rng(0)
    from PIL import Image

    def picture():
        coarse, fine = (Image.fromarray(rng.integers(0, 256, (n, n, 3), np.uint8)).resize((80, 80)) for n in (9, 27))
        return np.asarray(Image.blend(coarse, fine, 0.4))

    return np.stack([picture() for _ in range(60)]), np.arange(60) % 3


@pytest.mark.parametrize("seed", range(3))
def test_an_inspection_finds_what_was_done_to_every_file(root, pictures, seed):
    done = wild(root, *pictures, NAMES, seed=seed)
    verdicts = inspect_folder(root, progress=False).verdicts()
    found = {one.path: (verdict, one.problem, one.notes) for one, (verdict, _) in verdicts.items()}
    assert found.keys() == done.keys()
    assert found == {path: EXPECTED[fault] for path, fault in done.items()}


def test_every_fault_is_there_and_most_files_are_sound(root, pictures):
    done = Counter(wild(root, *pictures, NAMES).values())
    assert done.keys() == EXPECTED.keys()
    assert done["clean"] > 2 * len(pictures[0]) / 3
    assert (done["two_classes"], done["litter"]) == (2, 2)


def test_what_is_kept_shows_what_was_given(root, pictures):
    images, labels = pictures
    wild(root, images, labels, NAMES)
    found = inspect_folder(root, progress=False)
    given = images.astype(int).mean(axis=(1, 2))
    from course_utils.data.folders import decoded

    chosen = [one for one in found.kept if not {"grey", "transparent"} & set(one.notes)]
    for image, one in zip(decoded(root, [one.path for one in chosen], 80, progress=False), chosen, strict=True):
        distances = np.abs(images.astype(int) - image).mean(axis=(1, 2, 3))
        assert distances.min() < 16, one
        assert NAMES[labels[distances.argmin()]] == one.label
        assert np.abs(given[distances.argmin()] - image.mean(axis=(0, 1))).max() < 12


def test_the_bomb_is_a_small_file(root, pictures):
    done = wild(root, *pictures, NAMES)
    (bomb,) = (path for path, fault in done.items() if fault == "bomb")
    assert (root / bomb).stat().st_size < 1000


def test_the_same_seed_writes_the_same_bytes(tmp_path, pictures):
    first, second = (tmp_path / name for name in "ab")
    assert wild(first, *pictures, NAMES, seed=3) == wild(second, *pictures, NAMES, seed=3)
    paths = [path.relative_to(first) for path in first.rglob("*") if path.is_file()]
    assert all((first / path).read_bytes() == (second / path).read_bytes() for path in paths)
    assert wild(tmp_path / "c", *pictures, NAMES, seed=4) != wild(tmp_path / "d", *pictures, NAMES, seed=3)


def test_grey_images_will_do(root, pictures):
    images, labels = pictures
    done = wild(root, images[..., :1], labels, NAMES)
    found = inspect_folder(root, progress=False)
    assert len(found) == len(done)
    assert len(found.kept) == sum(EXPECTED[fault][0] == "kept" for fault in done.values())


def test_somebodys_folder_is_left_alone(root, put, pictures):
    put("mine.txt", b"x")
    with pytest.raises(ValueError, match="is not empty; name a new folder"):
        wild(root, *pictures, NAMES)
    with pytest.raises(ValueError, match="is not empty"):
        wild(root / "mine.txt", *pictures, NAMES)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda images, labels: (images[:20], labels[:20], NAMES), "24 or more"),
        (lambda images, labels: (images[:, : SMALLEST - 1], labels, NAMES), "of 64 pixels or more"),
        (lambda images, labels: (images / 255, labels, NAMES), "uint8"),
        (lambda images, labels: (images[..., :2], labels, NAMES), "uint8"),
        (lambda images, labels: (images, labels[:9], NAMES), "labels must be"),
        (lambda images, labels: (images, labels + 1, NAMES), "labels must be"),
        (lambda images, labels: (images, labels, NAMES[:2]), "labels must be"),
        (lambda images, labels: (images, labels * 0, NAMES[:1]), "two names"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_written(root, pictures, change, said):
    with pytest.raises(ValueError, match=said):
        wild(root / "new", *change(*pictures))
    assert not (root / "new").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cats_dogs", "flowers", "moon_rocks"])
def test_drawn_pictures_are_not_taken_for_copies_of_each_other(root, name):
    from course_utils.data.synthetic import draw

    split = draw(name, 400, 1)
    done = wild(root, split.images, split.labels, [f"class {label}" for label in range(split.labels.max() + 1)])
    verdicts = {one.path: verdict for one, (verdict, _) in inspect_folder(root, progress=False).verdicts().items()}
    assert verdicts == {path: EXPECTED[fault][0] for path, fault in done.items()}
