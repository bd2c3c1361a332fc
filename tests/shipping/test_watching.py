import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.shipping import Tally, arm_of, compare, drift, reference, stability_index, statistics
from course_utils.shipping.watching.drift import ALARM, FEWEST
from tests.shipping.staging import pictures


def grey(value, count=1, side=8):
    return np.full((count, side, side, 3), value, np.uint8)


def test_the_statistics_of_plain_images_are_known():
    found = statistics(np.concatenate([grey(0), grey(255), grey(51)]))
    np.testing.assert_allclose(found["brightness"], [0, 1, 0.2], atol=1e-6)
    np.testing.assert_allclose(found["contrast"], 0, atol=1e-6)
    np.testing.assert_allclose(found["saturation"], 0, atol=1e-6)
    np.testing.assert_allclose(found["sharpness"], np.log(1e-6), atol=1e-3)


def test_a_checkerboard_is_sharper_than_a_ramp_and_red_is_saturated():
    board = np.indices((8, 8)).sum(axis=0) % 2 * 255
    ramp = np.tile(np.linspace(0, 255, 8), (8, 1))
    images = np.stack([np.repeat(image[..., None], 3, axis=2) for image in (board, ramp)]).astype(np.uint8)
    found = statistics(images)
    assert found["sharpness"][0] > found["sharpness"][1] + 3
    assert found["contrast"][0] == pytest.approx(0.5, abs=1e-3)
    red = grey(0)
    red[..., 0] = 255
    assert statistics(red)["saturation"][0] == 1


def test_images_of_another_shape_are_refused():
    with pytest.raises(ValueError, match=r"images must be \(N, H, W, 3\)"):
        statistics(np.zeros((2, 8, 8), np.uint8))


def test_the_index_of_a_known_table():
    found = stability_index([0.5, 0.5], [0.6, 0.4])
    assert found == pytest.approx(0.1 * np.log(1.2) - 0.1 * np.log(0.8))


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=12), st.lists(st.floats(0.01, 1), min_size=2, max_size=12))
def test_the_index_is_never_negative_and_the_same_both_ways(first, second):
    count = min(len(first), len(second))
    there, back = stability_index(first[:count], second[:count]), stability_index(second[:count], first[:count])
    assert there == pytest.approx(back)
    assert there >= 0
    assert stability_index(first, first) == 0


def test_an_empty_bin_counts_as_a_thousandth():
    assert np.isfinite(stability_index([1, 0], [0, 1]))
    with pytest.raises(ValueError, match="none negative, not all zero"):
        stability_index([0, 0], [1, 1])
    with pytest.raises(ValueError, match="of one length"):
        stability_index([1], [1, 1])


def answers(count, classes=3, seed=0):
    return np.random.default_rng(seed).dirichlet(np.ones(classes), count)


def measured(images):
    return {name: values.tolist() for name, values in statistics(images).items()}


def test_images_like_those_of_the_card_raise_no_alarm_and_darker_ones_do():
    known = reference(pictures(800), answers(800))
    labels = answers(400, seed=1).argmax(axis=1).tolist()
    calm = drift(known, measured(pictures(400, seed=1)), labels)
    assert [each.what for each in calm] == ["brightness", "contrast", "saturation", "sharpness", "classes"]
    assert not any(each.alarm for each in calm)
    dark = drift(known, measured((pictures(400, seed=1) * 0.6).astype(np.uint8)), labels)
    assert {each.what: each.alarm for each in dark}["brightness"]
    assert all(each.images == 400 for each in dark)
    assert sum(dark[0].found) == pytest.approx(1)


def test_classes_that_come_more_often_than_before_raise_the_alarm():
    known = reference(pictures(300), answers(300))
    found = drift(known, measured(pictures(300)), [2] * 300)
    assert found[-1].what == "classes"
    assert found[-1].alarm
    assert found[-1].found == (0, 0, 1)


def test_few_images_raise_no_alarm_whatever_they_look_like():
    known = reference(pictures(FEWEST), answers(FEWEST))
    few = drift(known, measured(grey(0, FEWEST - 1)), [0] * (FEWEST - 1))
    assert few[0].index > ALARM
    assert not few[0].alarm


def test_no_reference_or_no_images_is_no_drift():
    assert drift({}, measured(pictures(3)), [0, 1, 2]) == []
    assert drift(reference(pictures(FEWEST), answers(FEWEST)), {}, []) == []
    with pytest.raises(ValueError, match=f"at least {FEWEST} images"):
        reference(pictures(5), answers(5))


def test_the_same_image_always_gets_the_same_version_and_shares_are_kept():
    contents = [f"{number:064x}" for number in range(4_000)]
    dealt = [arm_of(content, 0.3) for content in contents]
    assert dealt == [arm_of(content, 0.3) for content in contents]
    assert 0.27 < dealt.count("challenger") / len(dealt) < 0.33
    assert {arm_of(content, 0) for content in contents} == {"champion"}
    assert {arm_of(content, 1) for content in contents} == {"challenger"}
    other = [arm_of(content, 0.3, "another experiment") for content in contents]
    both = sum(one == two == "challenger" for one, two in zip(dealt, other, strict=True)) / len(dealt)
    assert 0.06 < both < 0.12, "experiments deal independently of each other"
    with pytest.raises(ValueError, match=r"share must be from 0 to 1, not 1\.5"):
        arm_of("00", 1.5)


def test_a_difference_is_tested_as_the_textbooks_do():
    found = compare(Tally(7, 10), Tally(9, 10))
    assert found.p_value == pytest.approx(0.5820, abs=1e-4)
    assert found.difference == pytest.approx(0.2)
    assert not found.significant
    clear = compare(Tally(700, 1000), Tally(760, 1000))
    assert clear.significant
    assert clear.low > 0
    assert clear.low == pytest.approx(0.0208, abs=5e-4)
    assert clear.high == pytest.approx(0.0987, abs=5e-4)


def test_nothing_is_compared_before_both_were_judged():
    assert compare(Tally(0, 0), Tally(3, 4)) is None
    assert Tally(0, 0).share is None
    assert Tally(3, 4).share == 0.75


def test_two_equal_versions_are_called_different_in_about_one_of_twenty_experiments():
    rng = np.random.default_rng(0)
    found = [compare(Tally(int(rng.binomial(200, 0.8)), 200), Tally(int(rng.binomial(200, 0.8)), 200)).significant for _ in range(600)]
    assert 0.005 < np.mean(found) < 0.06, "Fisher's test errs to the safe side"
