"""Validation images are taken out of the training images, none twice."""

import numpy as np
import pytest

from course_utils import training
from course_utils.data import Split


@pytest.fixture
def numbered():
    labels = np.arange(40)
    return Split((labels % 256).astype(np.uint8).reshape(40, 1, 1, 1), labels)


def test_no_image_is_lost_or_in_both_parts(numbered):
    train, validation = training.hold_back(numbered, 7)
    assert (len(train), len(validation)) == (33, 7)
    assert sorted([*train.labels, *validation.labels]) == list(range(40))
    assert (train.images.ravel() == train.labels).all()


def test_the_seed_decides(numbered):
    held = [set(training.hold_back(numbered, 10, seed=seed)[1].labels.tolist()) for seed in (1, 1, 2)]
    assert held[0] == held[1] != held[2]


@pytest.mark.parametrize("count", [0, 40])
def test_both_parts_need_images(numbered, count):
    with pytest.raises(ValueError, match="hold back 1 to 39"):
        training.hold_back(numbered, count)
