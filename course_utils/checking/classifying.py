"""What checks ask of a student's `classify`: probabilities, and answers on images that nobody has trained on."""

from typing import Any, Literal, Protocol

import numpy as np

from course_utils.checking.expectations import Expect
from course_utils.checking.language import Text, text
from course_utils.checking.students import Student

UNSEEN = text(
    en=(
        "These are images the network has not seen. Does `classify` use the trained network, and does it feed it the same "
        "grey levels 0 to 255 as in training?"
    ),
    ko="신경망이 본 적 없는 이미지입니다. `classify`가 학습한 신경망을 쓰고, 학습할 때와 똑같이 0에서 255까지의 밝기를 넣고 있나요?",
)


class Labelled(Protocol):
    """Images with their labels, as `course_utils.data` has them."""

    images: np.ndarray[Any, Any]
    labels: np.ndarray[Any, Any]


def source_at_hand(student: Student) -> Literal["auto", "synthetic"]:
    """Find out what to draw fresh images from: what the student's network was trained on, if it is at hand.

    A student's word has nobody download anything; it only leaves the choice to what is there.

    Returns
    -------
    "auto" or "synthetic"
    """
    source = student.eval("dataset.source")
    return "auto" if isinstance(source, str) and source == "real" else "synthetic"


def probabilities_of(student: Student, expect: Expect, images: np.ndarray[Any, Any], classes: int = 10) -> np.ndarray[Any, Any]:
    """Evaluate ``classify(images)``, and expect probabilities.

    Parameters
    ----------
    student, expect
        As every check gets them.
    images : uint8 array (N, H, W, C)
    classes : int

    Returns
    -------
    array (N, classes)
    """
    found = expect.array(
        student.eval("classify(images)", images=images),
        shape=(len(images), classes),
        hint=text(
            en=f"One row of {classes} probabilities per image, from grey levels 0 to 255.",
            ko=f"밝기 0~255인 이미지마다 확률 {classes}개가 늘어선 한 줄이 필요합니다.",
        ),
    )
    expect.is_true(
        found.min() >= 0 and np.allclose(found.sum(axis=1), 1, atol=2e-2),
        text(
            en=f"The {classes} numbers of an image are not probabilities: some are negative, or they do not add up to 1.",
            ko=f"이미지 한 장에 나오는 수 {classes}개가 확률이 아닙니다. 음수가 있거나, 더해도 1이 되지 않습니다.",
        ),
    )
    return found


def classifies(student: Student, expect: Expect, split: Labelled, *, above: float, hint: Text = UNSEEN, classes: int = 10) -> None:
    """Expect ``classify`` to be right on more than so many per cent of images; the labels never leave this process.

    Parameters
    ----------
    student, expect
        As every check gets them.
    split : Split
        Fresh images: `course_utils.data.held_out` draws them.
    above : float
        Per cent, 0 to 100.
    hint : Text
        Shown if it is not reached.
    classes : int
        How many probabilities there are per image.
    """
    probabilities_of(student, expect, np.zeros_like(split.images[:1]), classes)  # what cannot work fails here, on one image
    found = probabilities_of(student, expect, split.images, classes)
    expect.greater(
        100 * float((found.argmax(axis=1) == split.labels).mean()),
        above,
        where=text(
            en=f"Your accuracy (%) on {len(split.labels):,} fresh images", ko=f"새로운 이미지 {len(split.labels):,}장에 대한 정확도(%)"
        ),
        hint=hint,
    )
