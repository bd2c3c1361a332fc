"""The pooling explorer without a browser: what it makes of images, what follows, and clear refusals."""

import numpy as np
import pytest
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.data.synthetic import draw
from course_utils.explorers import explore_pooling
from course_utils.nn import average_pool, global_average_pool, global_max_pool, max_pool, min_pool

SLICE = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]


@pytest.fixture(scope="module")
def garment():
    return draw("fashion", 10, 0).images[0]


def test_the_slice_of_the_slides_pools_to_six_eight_three_four():
    explorer = explore_pooling(SLICE, language="en")
    np.testing.assert_array_equal(explorer.result, [[6, 8], [3, 4]])
    assert explorer.output_shape == [2, 2, 1]


def test_the_result_is_that_of_the_courses_own_pooling_of_the_shifted_image(garment):
    explorer = explore_pooling(garment, pool_size=3, stride=2, padding="same", language="en")
    explorer.shift = [1, 2]
    moved = np.pad(garment, ((1, 0), (2, 0), (0, 0)), mode="edge")[:28, :28]
    np.testing.assert_array_equal(explorer.image, moved)
    for kind, pool in {"max": max_pool, "average": average_pool, "min": min_pool}.items():
        explorer.pool = kind
        np.testing.assert_allclose(explorer.result, pool(moved[None], 3, stride=2, padding="same")[0], atol=1e-5)
        assert explorer.output_shape == list(explorer.result.shape)
    for kind, whole in {"global_max": global_max_pool, "global_average": global_average_pool}.items():
        explorer.pool = kind
        np.testing.assert_allclose(explorer.result, whole(moved[None])[None], atol=1e-5)
        assert (explorer.output_shape, explorer.position) == ([1, 1, 1], [0, 0])


def test_without_a_shift_everything_is_unchanged(garment):
    assert explore_pooling(garment, language="en").unchanged == [1.0, 1.0]


def test_a_shift_smaller_than_the_window_changes_fewer_of_the_largest_numbers_than_of_the_pixels():
    explorer = explore_pooling(pool_size=4, language="en")
    explorer.shift = [0, 1]
    before, after = explorer.unchanged
    assert after > 2 * before
    assert after < 0.9  # approximate, not exact


def test_a_shift_by_the_stride_moves_the_result_by_one_place(garment):
    explorer = explore_pooling(garment, language="en")
    still = explorer.result
    explorer.shift = [2, 4]
    np.testing.assert_array_equal(explorer.result[1:, 2:], still[:-1, :-2])


def test_a_global_maximum_does_not_notice_a_shift_that_keeps_it_in_the_image():
    image = np.zeros((9, 9))
    image[4, 4] = 5
    explorer = explore_pooling(image, pool="global_max", language="en")
    explorer.shift = [4, 4]
    assert explorer.unchanged[1] == 1.0


def test_what_follows_follows():
    explorer = explore_pooling(np.arange(35).reshape(5, 7), language="en")
    explorer.position = [1, 2]
    explorer.pool_size, explorer.stride = 4, 3
    assert (explorer.output_shape, explorer.position) == ([1, 2, 1], [0, 1])
    explorer.padding = "same"
    assert explorer.output_shape == [2, 3, 1]


@pytest.mark.parametrize(
    ("image", "shape", "reduced"),
    [(np.zeros((256, 200)), [256, 200, 1], 1), (np.zeros((257, 600, 3)), [85, 200, 3], 3), (np.zeros((1, 300)), [1, 150, 1], 2)],
)
def test_large_images_are_averaged_down_and_say_so(image, shape, reduced):
    explorer = explore_pooling(image, pool_size=1, language="en")
    assert (explorer.shape, explorer.reduced) == (shape, reduced)
    assert len(explorer.pixels) == 4 * np.prod(shape)


def test_averaging_down_keeps_whole_numbers_whole_and_bright_ones_bright():
    image = np.random.default_rng(0).integers(0, 256, (512, 512), dtype=np.uint8)
    small = explore_pooling(image, language="en").image
    assert (small == small.round()).all()
    assert small.mean() == pytest.approx(image.mean(), abs=0.1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"image": np.ones((2, 4, 4, 1))}, r"shape \(2, 4, 4, 1\) but one image is needed, \(H, W\), .* Try images\[0\]"),
        ({"image": np.ones((4, 4, 2))}, r"shape \(4, 4, 2\)"),
        ({"image": np.ones((0, 4))}, r"shape \(0, 4\)"),
        ({"image": [[1, 2], [3]]}, "rows of one length"),
        ({"image": [["a"]]}, "image holds <U1, not numbers"),
        ({"image": [[np.nan, 1.0]]}, "not finite"),
        ({"image": SLICE, "pool_size": 5}, "pool_size=5 does not fit an image of 4 x 4: give a whole number from 1 to 4"),
        ({"image": SLICE, "stride": 0}, "stride=0 does not fit an image of 4 x 4: give a whole number from 1 to 8"),
        ({"image": SLICE, "pool_size": 2.0}, "pool_size=2.0"),
        ({"image": SLICE, "pool": "sum"}, "pool='sum' is not known: choose 'max', 'average', 'min', 'global_max', 'global_average'"),
        ({"image": SLICE, "padding": 1}, "padding=1 is not known: choose 'valid', 'same'"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_needed(wrong, message):
    with pytest.raises(ValueError, match=message):
        explore_pooling(**wrong, language="en")


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("pool_size", 5, "whole number from 1 to 4"),
        ("stride", 9, "whole number from 1 to 8"),
        ("shift", [0, 5], r"shift=\[0, 5\] does not fit: give \[rows, columns\], each a whole number from 0 to 4"),
        ("shift", [1], "does not fit"),
        ("position", [0, 2], r"position=\[0, 2\] is not there: give \[row, column\] below \[2, 2\]"),
        ("pool", "median", "median"),
    ],
)
def test_wrong_values_set_later_are_refused_and_change_nothing(trait, value, message):
    explorer = explore_pooling(SLICE, language="en")
    before = getattr(explorer, trait)
    with pytest.raises(TraitError, match=message):
        setattr(explorer, trait, value)
    assert getattr(explorer, trait) == before


def test_a_check_reads_the_state_as_plain_data():
    student = LocalStudent({"explorer": explore_pooling(SLICE, pool="average", language="en")})
    assert student.eval("explorer.result.tolist()") == [[3.25, 5.25], [2.0, 2.0]]
    assert student.eval("(explorer.pool, explorer.pool_size, explorer.stride, explorer.shift, explorer.unchanged)") == (
        "average", 2, 2, [0, 0], [1.0, 1.0],
    )  # fmt: skip


def test_it_says_itself_in_a_line():
    explorer = explore_pooling(SLICE, language="en")
    assert explorer.describe() == "Max 2 × 2: 4 × 4 × 1 → 2 × 2 × 1"
    explorer.pool = "global_average"
    explorer.language, explorer.shift = "ko", [0, 1]
    assert explorer.describe() == "전역 평균: 4 × 4 × 1 → 1 × 1 × 1; 이미지의 값은 31%, 풀링한 값은 0%가 그대로입니다."


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "options",
    [
        {"image": SLICE},
        {},
        {"image": [[3]], "pool_size": 1},
        {"image": np.zeros((5, 7)), "pool": "global_max"},
        {"image": np.eye(6), "padding": "same", "pool_size": 4},
    ],
)
def test_every_state_can_be_drawn(options, language):
    assert explore_pooling(**options, language=language).picture().startswith(b"\x89PNG")
