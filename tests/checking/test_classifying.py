"""What a `classify` must give before its accuracy counts, and which images examine it."""

from types import SimpleNamespace

import numpy as np
import pytest

from course_utils.checking import LocalStudent, classifies, probabilities_of, source_at_hand
from course_utils.checking.expectations import Expect, Unmet
from course_utils.checking.watched import Watched

# The label of an image is its grey level: a perfect classifier reads it off.
IMAGES = np.arange(20, dtype=np.uint8).repeat(4).reshape(20, 2, 2, 1) % 10
SPLIT = SimpleNamespace(images=IMAGES, labels=np.arange(20) % 10)
PERFECT = "np.eye(10)[images[:, 0, 0, 0]]"
BIASED = "np.eye(10)[np.minimum(images[:, 0, 0, 0], 6)]"  # right on 14 of 20


def of(answer):
    """A student whose `classify` gives this, and what watches."""
    names = {"np": np}
    exec(f"calls = []\ndef classify(images):\n    calls.append(len(images))\n    return {answer}", names)
    watched = Watched(LocalStudent(names))
    return watched, Expect(watched), names


def test_gives_the_probabilities_back():
    student, expect, _ = of(PERFECT)
    np.testing.assert_array_equal(probabilities_of(student, expect, IMAGES), np.eye(10)[np.arange(20) % 10])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("images[:, 0, 0, 0]", "shape"),
        ("np.eye(10)[images[:, 0, 0, 0]][:, :9]", "shape"),
        ("3 * np.eye(10)[images[:, 0, 0, 0]]", "not probabilities"),
        ("2 * np.eye(10)[images[:, 0, 0, 0]] - 0.1", "not probabilities"),
    ],
)
def test_what_are_no_probabilities_is_said(answer, said):
    student, expect, _ = of(answer)
    with pytest.raises(Unmet, match=said):
        probabilities_of(student, expect, IMAGES)


def test_accuracy_must_lie_above_the_bar():
    student, expect, _ = of(BIASED)
    classifies(student, expect, SPLIT, above=69)
    with pytest.raises(Unmet) as caught:
        classifies(student, expect, SPLIT, above=70)
    assert "Your accuracy (%) on 20 fresh images" in caught.value.message.en
    assert "70" in caught.value.message.en
    assert "20장" in caught.value.message.ko
    assert "has not seen" in caught.value.hint.en


def test_what_cannot_work_fails_on_one_image():
    student, expect, names = of("np.ones((len(images), 3))")
    with pytest.raises(Unmet):
        classifies(student, expect, SPLIT, above=50)
    assert names["calls"] == [1]


@pytest.mark.parametrize(("source", "wanted"), [("real", "auto"), ("synthetic", "synthetic"), ("https://x", "synthetic"), (7, "synthetic")])
def test_a_students_word_starts_no_download(source, wanted):
    assert source_at_hand(LocalStudent({"dataset": SimpleNamespace(source=source)})) == wanted
