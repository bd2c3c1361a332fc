"""The kernel explorer without a browser: its numbers, its names, what it refuses."""

import numpy as np
import pytest
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_kernel
from course_utils.explorers.frame.photos import photo_of
from course_utils.explorers.kernel.presets import PRESETS, SIZES, effective, name_of

BINARY = [[int(sign) for sign in row] for row in ("11100", "01110", "00111", "00110", "01100")]
DIAGONALS = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
SUMS = [[int(sign) for sign in row] for row in ("22311", "14341", "12433", "12341", "02211")]
CURVE = [
    [0, 0, 0, 0, 0, 30, 0],
    [0, 0, 0, 0, 30, 0, 0],
    [0, 0, 0, 30, 0, 0, 0],
    [0, 0, 0, 30, 0, 0, 0],
    [0, 0, 0, 30, 0, 0, 0],
    [0, 0, 0, 30, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0],
]


@pytest.fixture(scope="module")
def colours():
    return np.random.default_rng(3).integers(0, 256, (9, 11, 3), dtype=np.uint8)


def test_the_binary_image_of_lesson_07_gives_its_five_rows():
    explorer = explore_kernel(BINARY, DIAGONALS, padding=1, language="en")
    assert explorer.result.tolist() == SUMS
    assert (explorer.view, explorer.preset, explorer.position) == ("absolute", "own", [2, 2])
    assert explorer.describe() == "Image kernel “Your own”, 3 × 3: 5 × 5 → 5 × 5, 0 … 4"


def test_the_curve_detector_of_lesson_07_answers_6600_to_its_curve():
    patch = np.zeros((7, 7), int)
    for (row, column), value in {(1, 4): 50, (2, 3): 20, (3, 3): 50, (4, 3): 50, (5, 3): 50}.items():
        patch[row, column] = value
    assert explore_kernel(patch, CURVE, language="en").result.tolist() == [[6600.0]]


def test_without_an_image_there_is_a_flower():
    explorer = explore_kernel(language="en")
    assert explorer.image.shape == (171, 256, 3)
    assert explorer.result.shape == (169, 254)
    assert "427 × 640" in explorer.note
    assert "CC BY 2.0" in explorer.note
    explorer.language = "ko"
    assert "픽셀" in explorer.note


@pytest.mark.parametrize("size", SIZES[1:])
@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_recognised_at_every_size(name, size):
    preset = PRESETS[name]
    kernel = preset.make(size)
    assert kernel.shape == (size, size)
    assert name_of(effective(kernel, normalise=preset.normalise)) == name


@pytest.mark.parametrize("size", SIZES[1:])
@pytest.mark.parametrize("name", PRESETS)
def test_even_ground_stays_or_vanishes_under_every_preset(name, size):
    preset = PRESETS[name]
    total = effective(preset.make(size), normalise=preset.normalise).sum()
    assert total == pytest.approx(1 if preset.view == "clipped" else 0)


def test_sobel_x_is_the_one_everyone_knows_and_sees_upright_edges_only():
    explorer = explore_kernel([[0, 0, 1, 1]] * 4, "sobel_x", language="en")
    assert explorer.kernel == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    assert explorer.result.tolist() == [[4, 4]] * 2
    explorer.preset = "sobel_y"
    assert explorer.result.tolist() == [[0, 0]] * 2


def test_a_preset_set_later_brings_its_kernel_its_divisor_and_its_view():
    explorer = explore_kernel(BINARY, "sobel_x", language="en")
    explorer.preset = "gaussian"
    assert explorer.kernel == [[1, 2, 1], [2, 4, 2], [1, 2, 1]]
    assert (explorer.normalise, explorer.view) == (True, "clipped")
    assert explorer.effective_kernel.sum() == pytest.approx(1)


def test_a_kernel_set_later_gets_its_name():
    explorer = explore_kernel(BINARY, language="en")
    explorer.kernel = np.full((3, 3), 1 / 9)
    assert explorer.preset == "box"
    explorer.kernel = np.ones((3, 3))
    assert explorer.preset == "own"
    explorer.normalise = True
    assert explorer.preset == "box"
    explorer.kernel = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert explorer.preset == "own"


def test_a_sum_of_zero_divides_nothing():
    explorer = explore_kernel(BINARY, "sobel_x", normalise=True, language="en")
    assert explorer.effective_kernel.tolist() == explorer.kernel
    drifting = explore_kernel(BINARY, [[0.1, 0.2, -0.3], [0, 0, 0], [0, 0, 0]], normalise=True, language="en")
    assert np.abs(drifting.effective_kernel).max() == pytest.approx(0.3)


def by_loops(seen, kernel, stride, dilation, padding):
    """The definition, number by number; "same" leaves ceil(side / stride) places, the odd zero behind."""
    size, sides = len(kernel), seen.shape[:2]
    reach = dilation * (size - 1) + 1
    if padding == "same":
        totals = [max(0, (-(-side // stride) - 1) * stride + reach - side) for side in sides]
        pads = [(total // 2, total - total // 2) for total in totals]
    else:
        pads = [(0 if padding == "valid" else padding,) * 2] * 2
    padded = np.pad(seen, (*pads, (0, 0)))
    rows, columns = ((side - reach) // stride + 1 for side in padded.shape[:2])
    sums = np.zeros((rows, columns))
    for row, column, i, j in np.ndindex(rows, columns, size, size):
        sums[row, column] += kernel[i][j] * padded[row * stride + i * dilation, column * stride + j * dilation].sum()
    return sums


MOVES = [(1, 1, 0), (2, 1, 1), (1, 2, 2), (3, 2, "same"), (2, 1, "same"), (1, 1, "valid")]


@pytest.mark.parametrize(("stride", "dilation", "padding"), MOVES)
@pytest.mark.parametrize("channel", ["grey", "green", "all"])
def test_the_result_is_the_sum_over_window_and_channels(colours, stride, dilation, padding, channel):
    kernel = [[1, 2, 0], [-1, 0.5, 3], [2, 0, -4]]
    explorer = explore_kernel(colours, kernel, stride=stride, dilation=dilation, padding=padding, channel=channel, language="en")
    seen = {"green": colours[:, :, 1:2], "all": colours}.get(channel, explorer.seen).astype(float)
    np.testing.assert_allclose(explorer.result, by_loops(seen, kernel, stride, dilation, padding))


def test_grey_is_what_the_eye_weighs_and_whole_for_whole_numbers():
    explorer = explore_kernel(np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], np.uint8), [[1]], language="en")
    assert explorer.result.tolist() == [[76, 150, 29]]
    floats = explore_kernel(np.array([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]]), [[1]], language="en")
    np.testing.assert_allclose(floats.result, [[0.299, 0.587, 0.114]])


def test_floats_keep_their_own_values_in_the_sums():
    image = np.array([[-1.5, 0.25, 3.0]] * 3)
    assert explore_kernel(image, np.ones((3, 3)), language="en").result.item() == pytest.approx(3 * 1.75)


def test_a_new_image_keeps_the_kernel_and_finds_a_place():
    explorer = explore_kernel(np.zeros((40, 40, 3)), "sobel_x", channel="red", language="en")
    assert explorer.position == [19, 19]
    explorer.image = BINARY
    assert (explorer.channel, explorer.position, explorer.preset) == ("grey", [2, 2], "sobel_x")
    assert explorer.image.tolist() == BINARY


def test_a_check_reads_the_state_as_plain_data():
    student = LocalStudent({"explorer": explore_kernel(BINARY, "sobel_x", padding="same", language="en")})
    assert student.eval("explorer.kernel") == [[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]
    assert student.eval("(explorer.preset, explorer.stride, explorer.padding, explorer.view, explorer.position)") == (
        "sobel_x", 1, "same", "signed", [2, 2],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kernel": np.ones((2, 2))}, r"kernel has the shape \(2, 2\): give a square of finite numbers with a side of 1, 3, 5 or 7"),
        ({"kernel": np.ones((3, 5))}, r"kernel has the shape \(3, 5\)"),
        ({"kernel": np.ones((9, 9))}, r"kernel has the shape \(9, 9\)"),
        ({"kernel": [[1, 2], [3]]}, "is no square of numbers"),
        ({"kernel": [[1, 2, 3]] * 2 + [[1, 2, np.nan]]}, "not finite"),
        ({"kernel": [[1e7]]}, "beyond a million"),
        ({"kernel": "blur"}, "kernel='blur' is not known: choose 'identity', 'box'"),
        ({"kernel": None}, "give a square"),
        ({"stride": 0}, "a stride or dilation of 0 does not fit: give 1 to 16 pixels"),
        ({"stride": 1.5}, "1.5 does not fit"),
        ({"dilation": True}, "True does not fit"),
        ({"padding": "full"}, "padding='full' does not fit: give 0 to 16 pixels on each side, 'valid' .0. or 'same'"),
        ({"padding": -1}, "padding=-1"),
        ({"channel": "hue"}, "channel='hue' is not known: choose 'grey', 'red'"),
        ({"channel": "red"}, "needs a colour image, and this one is grey"),
        ({"dilation": 3}, "reaches over 7 pixels, but a side of 5 with padding 0 has 5"),
        ({"image": "flower.jpg"}, "image holds"),
    ],
)
def test_what_makes_no_convolution_is_refused_with_what_to_try(wrong, message):
    with pytest.raises(ValueError, match=message):
        explore_kernel(**{"image": BINARY, "language": "en", **wrong})


@pytest.mark.parametrize(
    ("trait", "value"),
    [
        ("kernel", [[1, 2], [3, 4]]), ("kernel", np.ones((7, 7))), ("stride", 0), ("stride", "2"), ("padding", 17), ("dilation", 3),
        ("channel", "all"), ("view", "colour"), ("position", [5, 0]), ("position", [0]), ("preset", "blur"), ("photo", {}),
        ("photo", {"height": 2}),
    ],
)  # fmt: skip
def test_wrong_values_set_later_are_refused_and_change_nothing(trait, value):
    explorer = explore_kernel(BINARY, DIAGONALS, padding=0, language="en")
    before = explorer.get_state()
    with pytest.raises(TraitError):
        setattr(explorer, trait, value)
    assert explorer.get_state() == before


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("view", ["signed", "clipped", "absolute"])
def test_it_can_be_drawn_without_a_browser(language, view):
    explorer = explore_kernel(BINARY, DIAGONALS, padding=1, language=language)
    explorer.view = view
    assert explorer.picture().startswith(b"\x89PNG")


def test_extremes_can_be_drawn():
    assert explore_kernel(np.zeros((1, 1)), [[0]], language="en").picture().startswith(b"\x89PNG")
    large = explore_kernel(np.full((600, 500, 3), 1e6), "sharpen", channel="all", stride=16, padding=16, language="en")
    assert large.picture().startswith(b"\x89PNG")


def test_a_named_kernel_comes_in_three_sizes():
    assert [len(explore_kernel(np.eye(9), "gaussian", size=size, language="en").kernel) for size in (None, 3, 5, 7)] == [3, 3, 5, 7]


@pytest.mark.parametrize(("wrong", "needed"), [({"size": 4}, "3, 5 or 7"), ({"size": 5, "kernel": np.eye(3)}, "your own kernel of 3 x 3")])
def test_a_size_that_does_not_fit_is_refused(wrong, needed):
    with pytest.raises(ValueError, match=needed):
        explore_kernel(np.eye(9), language="en", **wrong)


# ---- what the page says in one message


@pytest.mark.parametrize("order", [("position", "photo"), ("photo", "position")])
def test_a_place_of_the_photo_before_does_not_take_the_new_photo_along(order):
    explorer = explore_kernel(kernel="sobel_x", language="en")
    small = photo_of(np.zeros((30, 40, 3), np.uint8)).packed()
    said = {"position": [84, 128], "photo": small}
    explorer.set_state({name: said[name] for name in order})
    assert explorer.image.shape == (30, 40, 3)
    rows, columns = explorer.position
    assert 0 <= rows < 28
    assert 0 <= columns < 38


def test_the_page_hears_of_what_was_refused(monkeypatch):
    explorer, sent = explore_kernel(kernel="sobel_x", language="en"), []
    monkeypatch.setattr(explorer, "send_state", lambda key=None: sent.append(key))
    explorer.set_state({"position": [900, 0], "stride": 2})
    assert (["position"] in sent, explorer.stride) == (True, 2)
    sent.clear()
    with pytest.raises(TraitError, match="outside the result"):
        explorer.set_state({"position": [900, 0]})
    assert sent == [["position"]]
