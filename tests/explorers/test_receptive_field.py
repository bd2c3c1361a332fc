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


def test_where_branches_join_the_walk_stops_and_names_the_place():
    images = keras.Input((8, 8, 1))
    left, right = keras.layers.Conv2D(2, 3, padding="same")(images), keras.layers.Conv2D(2, 1)(images)
    joined = keras.layers.Add(name="joined")([left, right])
    network = Network(keras.Model(images, keras.layers.Conv2D(1, 3, name="after")(joined)))
    found = network.field("after", 0, 0)
    assert (found.problem, found.stage.name) == ("field_branch", "joined")


def test_a_layer_it_does_not_know_is_named():
    model = keras.Sequential(
        [keras.Input((8, 8, 1)), keras.layers.Conv2DTranspose(1, 3, name="strange"), keras.layers.Conv2D(1, 3, name="last")]
    )
    found = Network(model).field("last", 0, 0)
    assert (found.problem, found.stage.name) == ("field_unknown", "strange")
