"""The receptive field, against the plain experiment: change one pixel and see whether the unit changes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.explorers.networks.network import Network
from course_utils.explorers.networks.receptive import Reach, padding_before

keras = pytest.importorskip("keras")
SIDES = (11, 13)


def convolution(size, stride, padding, dilation):
    dilation = dilation if stride == 1 else 1  # Keras allows one of the two
    return keras.layers.Conv2D(1, size, strides=stride, padding=padding, dilation_rate=dilation, kernel_initializer="ones")


def pooling(size, stride, padding, average):
    kind = keras.layers.AveragePooling2D if average else keras.layers.MaxPooling2D
    return kind(size, strides=stride, padding=padding)


paddings = st.sampled_from(["valid", "same"])
layers = st.one_of(
    st.builds(convolution, st.integers(1, 3), st.integers(1, 2), paddings, st.integers(1, 2)),
    st.builds(pooling, st.integers(1, 3), st.integers(1, 3), paddings, st.booleans()),
    st.builds(keras.layers.ReLU),
    st.builds(keras.layers.BatchNormalization),
    st.builds(lambda top, left: keras.layers.ZeroPadding2D(((top, 1), (left, 0))), st.integers(0, 2), st.integers(0, 2)),
    st.builds(lambda top: keras.layers.Cropping2D(((top, 0), (0, 1))), st.integers(0, 1)),
    st.builds(lambda: keras.layers.UpSampling2D(2)),
)


def pixels_that_matter(model, row: int, column: int) -> np.ndarray:
    """Raise each pixel in turn, far: with kernels of ones, whatever looks at it must rise."""
    still = np.ones((1, *SIDES, 1), np.float32)
    raised = still + 1000 * np.eye(SIDES[0] * SIDES[1], dtype=np.float32).reshape(-1, *SIDES, 1)
    before, after = (np.asarray(model(images, training=False))[:, row, column, 0] for images in (still, raised))
    return (np.abs(after - before) > 0.01).reshape(SIDES)


@settings(max_examples=40, deadline=None)
@given(st.lists(layers, min_size=1, max_size=3), st.data())
def test_the_field_is_what_changing_pixels_shows(chain, data):
    try:
        model = keras.Sequential([keras.Input((*SIDES, 1)), *chain])
    except ValueError:  # a window larger than what is left of the image
        return
    height, width = model.output_shape[1:3]
    if not height or not width:
        return
    row, column = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    found = Network(model).field(model.layers[-1].name, row, column)
    matters = pixels_that_matter(model, row, column)
    if matters.any():
        assert (found.rows, found.columns) == (set(np.flatnonzero(matters.any(axis=1))), set(np.flatnonzero(matters.any(axis=0))))
        assert matters.sum() == len(found.rows) * len(found.columns)
    else:
        assert not found.rows or not found.columns


def test_two_convolutions_of_three_see_five_pixels():
    first, second = Reach(3, 1, 1, 0, 28), Reach(3, 1, 1, 0, 26)
    assert first.back(second.back(frozenset({4}))) == {4, 5, 6, 7, 8}


def test_a_dilated_window_has_gaps():
    assert Reach(3, 2, 1, 0, 28).back(frozenset({4})) == {4, 6, 8}


def test_padding_is_not_part_of_the_image():
    assert Reach(3, 1, 1, 1, 28).back(frozenset({0})) == {0, 1}


def test_the_odd_place_of_same_padding_comes_last():
    assert padding_before("same", 6, 3, 2) == 0
    assert padding_before("same", 7, 3, 2) == 1
    assert padding_before("valid", 7, 3, 2) == 0


def same(size, dilation):
    return keras.layers.Conv2D(1, size, padding="same", dilation_rate=dilation, kernel_initializer="ones")


branches = st.lists(st.builds(same, st.integers(1, 4), st.integers(1, 2)), min_size=0, max_size=2)
joints = st.sampled_from([keras.layers.Add, keras.layers.Average, keras.layers.Concatenate])


@settings(max_examples=30, deadline=None)
@given(branches, branches, joints, st.builds(convolution, st.integers(1, 3), st.integers(1, 2), paddings, st.just(1)), st.data())
def test_where_branches_join_the_field_is_what_either_sees(left, right, joint, after, data):
    images = keras.Input((*SIDES, 1))
    ends = []
    for branch in (left, right):
        ends.append(images)
        for layer in branch:
            ends[-1] = layer(ends[-1])
    model = keras.Model(images, after(joint()(ends)))
    height, width = model.output_shape[1:3]
    row, column = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    found = Network(model).field(after.name, row, column)
    np.testing.assert_array_equal(found.pixels, pixels_that_matter(model, row, column))


def test_a_residual_block_sees_what_its_longer_branch_sees():
    images = keras.Input((20, 20, 1))
    values = keras.layers.Conv2D(4, 3, padding="same")(images)
    for _ in range(2):
        inner = keras.layers.Conv2D(4, 3, padding="same")(keras.layers.ReLU()(values))
        values = keras.layers.Add()([inner, values])
    found = Network(keras.Model(images, keras.layers.ReLU(name="end")(values))).field("end", 10, 10)
    assert (min(found.rows), max(found.rows), found.pixels.sum()) == (7, 13, 49)


def test_squeeze_and_excitation_sees_the_whole_image():
    images = keras.Input((9, 9, 1))
    values = keras.layers.Conv2D(4, 3)(images)
    weights = keras.layers.Reshape((1, 1, 4))(keras.layers.Dense(4, activation="sigmoid")(keras.layers.GlobalAveragePooling2D()(values)))
    network = Network(keras.Model(images, keras.layers.Multiply(name="end")([values, weights])))
    assert network.field("end", 0, 0).pixels.all()


def test_two_branches_of_different_gaps_see_no_rectangle():
    images = keras.Input((9, 9, 1))
    wide = keras.layers.Conv2D(1, 3, padding="same", dilation_rate=3)(images)
    near = keras.layers.Conv2D(1, 3, padding="same")(images)
    found = Network(keras.Model(images, keras.layers.Add(name="end")([wide, near]))).field("end", 4, 4)
    assert (len(found.rows), len(found.columns), found.pixels.sum()) == (5, 5, 17)


def test_operations_written_as_formulas_are_followed():
    images = keras.Input((9, 9, 1))
    values = keras.ops.relu(keras.layers.Conv2D(1, 3, padding="same")(images) * 2.0 + images)
    network = Network(keras.Model(images, keras.layers.Conv2D(1, 3, name="end")(values)))
    assert network.field("end", 3, 3).pixels.sum() == 25


def test_a_layer_it_does_not_know_is_named():
    model = keras.Sequential(
        [keras.Input((8, 8, 1)), keras.layers.Conv2DTranspose(1, 3, name="strange"), keras.layers.Conv2D(1, 3, name="last")]
    )
    found = Network(model).field("last", 0, 0)
    assert (found.problem, found.stage.name) == ("field_unknown", "strange")
