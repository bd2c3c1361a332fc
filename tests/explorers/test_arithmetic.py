"""The arithmetic explorer without a browser: sizes as Keras has them, windows as their definition says, and clear refusals."""

import os

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_arithmetic
from course_utils.explorers.arithmetic.layers import PRESETS, checked, layer, measured, traced
from course_utils.explorers.arithmetic.windows import convolution, transposed_convolution
from course_utils.nn.convolution import output_side

words = st.sampled_from(["valid", "same", "full"])
numbers = {"stride": st.integers(1, 5), "dilation": st.integers(1, 3)}
paddings = st.one_of(st.integers(0, 6), words)


@pytest.fixture(scope="module")
def keras():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    return pytest.importorskip("keras")


@given(st.integers(1, 20), st.integers(1, 5), paddings, st.fixed_dictionaries(numbers))
@settings(max_examples=150, deadline=None)
def test_an_output_reads_what_the_definition_says(side, size, padding, steps):
    windows = convolution(side, size, padding=padding, **steps)
    for output in range(windows.outputs):
        places = [output * steps["stride"] + tap * steps["dilation"] - windows.before for tap in range(size)]
        assert max(places) < side + windows.after
        assert windows.reads(output) == {place for place in places if 0 <= place < side}
    read = {place for output in range(windows.outputs) for place in windows.reads(output)}
    assert windows.unused() == sorted(set(range(side)) - read)


@given(st.integers(1, 12), st.integers(1, 5), paddings, st.fixed_dictionaries(numbers), st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_a_transposed_convolution_lays_the_kernel_down_once_for_each_pixel(side, size, padding, steps, extra):
    windows = transposed_convolution(side, size, padding=padding, **steps, output_padding=extra)
    cut = windows.window - 1 - windows.before
    for output in range(windows.outputs):
        wanted = {
            place for place in range(side) for tap in range(size) if place * steps["stride"] + tap * steps["dilation"] - cut == output
        }
        assert windows.reads(output) == wanted


@given(st.integers(1, 30), st.integers(1, 7), st.integers(0, 6), st.fixed_dictionaries(numbers))
@settings(max_examples=150, deadline=None)
def test_the_output_side_is_that_of_the_courses_own_convolution(side, size, padding, steps):
    windows = convolution(side, size, padding=padding, **steps)
    if windows.outputs:
        assert windows.outputs == output_side(side, size, padding=padding, **steps)
    else:
        with pytest.raises(ValueError, match="reaches over"):
            output_side(side, size, padding=padding, **steps)


@given(st.integers(1, 30), st.integers(1, 7), st.sampled_from(["valid", "same"]), st.integers(1, 5), st.integers(1, 3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_keras_gives_a_convolution_the_same_output_side(keras, side, size, padding, stride, dilation):
    dilation = dilation if stride == 1 else 1  # Keras allows one of the two
    windows = convolution(side, size, padding=padding, stride=stride, dilation=dilation)
    assume(windows.outputs)
    theirs = keras.layers.Conv2D(1, size, strides=stride, padding=padding, dilation_rate=dilation)
    assert theirs.compute_output_shape((None, side, side, 1))[1] == windows.outputs


@given(st.integers(1, 12), st.integers(1, 7), st.sampled_from(["valid", "same"]), st.integers(1, 5), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_keras_gives_a_transposed_convolution_the_same_output_side(keras, side, size, padding, stride, data):
    extra = None
    if padding == "valid":
        extra = data.draw(st.one_of(st.none(), st.integers(0, stride - 1)))
    # Where it is told nothing, Keras makes the output reach at least as far as the last stride.
    added = max(0, stride - size) if extra is None else extra
    windows = transposed_convolution(side, size, padding=padding, stride=stride, dilation=1, output_padding=added)
    theirs = keras.layers.Conv2DTranspose(1, size, strides=stride, padding=padding, output_padding=extra)
    assert theirs.compute_output_shape((None, side, side, 1))[1] == windows.outputs


def test_keras_refuses_stride_and_dilation_together(keras):
    with pytest.raises(ValueError, match="strides > 1"):
        keras.layers.Conv2D(1, 3, strides=2, dilation_rate=2)


kept = st.sampled_from(["valid", "same"])
stacks = st.lists(
    st.one_of(
        st.builds(layer, st.just("conv"), st.integers(1, 4), padding=kept, dilation=st.integers(1, 2)),
        st.builds(layer, st.just("conv"), st.integers(1, 4), stride=st.integers(1, 3), padding=kept),
        st.builds(layer, st.just("pool"), st.integers(1, 3), padding=kept),
    ),
    min_size=1,
    max_size=4,
)


@given(stacks, st.integers(8, 24), st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stack_sees_what_the_receptive_field_of_its_network_says(keras, layers, side, data):
    from course_utils.explorers.networks.network import Network

    rows = measured(layers, side)
    assume(len(rows) == len(layers))
    unit = data.draw(st.integers(0, rows[-1]["output_side"] - 1))
    chain = [
        keras.layers.Conv2D(1, one["kernel_size"], strides=one["stride"], padding=one["padding"], dilation_rate=one["dilation"])
        if one["kind"] == "conv"
        else keras.layers.MaxPooling2D(one["kernel_size"], strides=one["stride"], padding=one["padding"])
        for one in layers
    ]
    model = keras.Sequential([keras.Input((side, side, 1)), *chain])
    assert model.output_shape[1] == rows[-1]["output_side"]
    assert traced(layers, side, unit)[0] == sorted(Network(model).field(model.layers[-1].name, unit, unit).rows)


@given(stacks)
@settings(max_examples=60, deadline=None)
def test_far_from_the_edge_a_unit_spans_its_receptive_field_around_its_centre(layers):
    layers = [{**one, "padding": "valid"} for one in layers]
    rows = measured(layers, 300)
    unit = rows[-1]["output_side"] // 2
    reads = traced(layers, 300, unit)[0]
    last = rows[-1]
    assert reads[-1] - reads[0] + 1 <= last["receptive_field"]
    if all(one["dilation"] == 1 and one["kernel_size"] >= one["stride"] for one in layers):
        assert reads == list(range(reads[0], reads[0] + last["receptive_field"]))
        assert (reads[0] + reads[-1]) / 2 == last["centre"] + unit * last["jump"]


@pytest.mark.parametrize(
    ("preset", "field", "jump", "side"),
    [
        ("three", 7, 1, 10),
        ("seven", 7, 1, 10),
        ("lenet", 32, 4, 1),
        ("vgg", 16, 4, 56),
        ("stem", 11, 4, 56),
        ("dilated", 15, 1, 18),
        ("gaps", 13, 1, 20),
    ],
)
def test_the_stacks_to_start_from_have_their_known_numbers(preset, field, jump, side):
    image, layers = PRESETS[preset]
    last = measured(layers, image)[-1]
    assert (last["receptive_field"], last["jump"], last["output_side"]) == (field, jump, side)


def test_dilations_that_share_a_factor_leave_gaps():
    side, layers = PRESETS["gaps"]
    assert traced(layers, side, 4)[0] == [4, 6, 8, 10, 12, 14, 16]


def test_what_follows_follows():
    explorer = explore_arithmetic(5, 3, padding=1, stride=2, language="en")
    assert (explorer.output_side, explorer.problem) == (3, "")
    explorer.step = 8
    explorer.kernel_size = 5
    assert (explorer.output_side, explorer.step) == (2, 3)
    explorer.padding = 0
    explorer.dilation = 2
    assert (explorer.output_side, explorer.problem, explorer.step) == (0, "window_large", 0)
    explorer.padding = "same"
    assert (explorer.output_side, explorer.problem) == (3, "")
    explorer.transposed = True
    assert explorer.output_side == 10
    explorer.padding, explorer.dilation, explorer.output_padding = 1, 1, 2
    assert (explorer.output_side, explorer.problem) == (0, "output_padding_large")
    explorer.output_padding = 1
    assert explorer.output_side == (5 - 1) * 2 - 2 * 1 + 5 + 1
    explorer.input_side, explorer.padding = 1, 4
    assert explorer.problem == "output_empty"


def test_the_stack_follows_its_layers():
    explorer = explore_arithmetic(language="en")
    explorer.layers = [{"kernel_size": 5}, {"kind": "pool"}]
    assert explorer.layers == [layer("conv", 5), layer("pool", 2)]
    assert explorer.receptive_field == 6
    assert [row["output_side"] for row in explorer.stack] == [12, 6]
    explorer.unit = 5
    assert explorer.unit_reads == [10, 11, 12, 13, 14, 15]
    explorer.stack_side = 4
    assert (explorer.stack, explorer.unit_reads, explorer.unit) == ([], [], 0)
    explorer.stack_side = 6
    assert explorer.unit_reads == [0, 1, 2, 3, 4, 5]


def test_a_pixel_that_is_gone_is_let_go():
    explorer = explore_arithmetic(7, language="en")
    explorer.pixel = [6, 6]
    explorer.input_side = 6
    assert explorer.pixel == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"input_side": 33}, "input_side=33 does not fit: give a whole number from 1 to 32"),
        ({"kernel_size": 0}, "kernel_size=0 does not fit: give a whole number from 1 to 11"),
        ({"stride": 1.5}, "stride=1.5 does not fit"),
        ({"dilation": True}, "dilation=True does not fit"),
        ({"padding": "some"}, "padding='some': give a whole number of zeros from 0 to 10, or one of 'valid', 'same', 'full'"),
        ({"padding": 11}, "padding=11"),
        ({"transposed": 1}, "transposed=1 does not fit: give True or False"),
        ({"layers": []}, "0 layers were given but the stack holds 1 to 12"),
        ({"layers": "conv"}, "layers='conv' is no list of layers: give one dictionary for each"),
        ({"layers": [{"kind": "dense"}]}, "layer 1 has kind='dense': choose 'conv' or 'pool'"),
        ({"layers": [{}, {"kernel_size": 12}]}, "layer 2 has kernel_size=12: give a whole number from 1 to 11"),
        ({"layers": [{"size": 3}]}, "layer 1 has size, which is not known: it takes kind, kernel_size"),
        ({"layers": [{"padding": None}]}, "layer 1 has padding=None"),
        ({"layers": [{"kind": "pool", "dilation": 2}]}, "layer 1 has dilation=2: a pooling has none"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_needed(wrong, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        explore_arithmetic(**wrong, language="en")


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("input_side", 0, "whole number from 1 to 32"),
        ("padding", -1, "whole number of zeros"),
        ("output_padding", 5, "whole number from 0 to 4"),
        ("stack_side", 513, "whole number from 1 to 512"),
        ("step", 16, "step=16 is not there: choose 0 to 15"),
        ("pixel", [0, 7], r"pixel=\[0, 7\] is not there: give \[row, column\], each 0 to 6"),
        ("pixel", [1], "is not there"),
        ("unit", 10, "unit=10 is not there: choose 0 to 9"),
        ("layers", [{"stride": 9}], "layer 1 has stride=9"),
        ("formula", "no", "expected a boolean"),
    ],
)
def test_wrong_values_set_later_are_refused_and_change_nothing(trait, value, message):
    explorer = explore_arithmetic(language="en")
    before = getattr(explorer, trait)
    with pytest.raises(TraitError, match=message):
        setattr(explorer, trait, value)
    assert getattr(explorer, trait) == before


def test_a_check_reads_the_state_as_plain_data():
    student = LocalStudent({"explorer": explore_arithmetic(28, 5, padding=0, stride=1, language="en")})
    assert student.eval("(explorer.output_side, explorer.problem, explorer.padding)") == (24, "", 0)
    assert student.eval("explorer.stack[-1]['receptive_field']") == 7
    assert student.eval("explorer.layers[0]") == layer("conv", 3)


def test_it_says_itself_in_a_line():
    assert (
        explore_arithmetic(language="en").describe()
        == "Convolution: n = 7, k = 3, p = 1, s = 2, d = 1; o = 4. Layers: 3, receptive field: 7"
    )
    impossible = explore_arithmetic(2, 3, padding=0, language="ko").describe()
    assert impossible.startswith(
        "합성곱: n = 2, k = 3, p = 0, s = 2, d = 1; 불가능합니다. 창은 d(k − 1) + 1 = 3칸인데 패딩한 입력은 2칸뿐입니다."
    )


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"transposed": True, "padding": "same"},
        {"input_side": 1, "kernel_size": 11, "padding": 0},
        {"transposed": True, "kernel_size": 2, "padding": 8},
        {"input_side": 32, "kernel_size": 11, "dilation": 5, "padding": "full", "layers": [{"kernel_size": 11}] * 12},
    ],
)
def test_every_state_can_be_drawn(options, language):
    assert explore_arithmetic(**options, language=language).picture().startswith(b"\x89PNG")


def test_layers_left_out_are_filled_in():
    assert checked([{}, {"kind": "pool", "kernel_size": 3, "stride": 2}]) == [layer("conv", 3), layer("pool", 3, stride=2)]
