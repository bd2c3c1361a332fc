"""The cost counter agrees with counting by hand, layer by layer."""

import doctest
import sys

import keras
import pytest
from keras import layers

from course_utils import models


def costs(*stack, shape=(8, 8, 3)):
    return models.cost(keras.Sequential([keras.Input(shape), *stack]))


# Multiply-adds by hand: places x kernels x numbers per kernel.
BY_HAND = [
    (layers.Conv2D(5, 3), 6 * 6 * 5 * (3 * 3 * 3)),
    (layers.Conv2D(5, 3, padding="same", strides=2), 4 * 4 * 5 * (3 * 3 * 3)),
    (layers.Conv2D(6, 3, groups=3, padding="same"), 8 * 8 * 6 * (3 * 3 * 1)),
    (layers.Conv2D(5, (1, 3), dilation_rate=2), 8 * 4 * 5 * (1 * 3 * 3)),
    (layers.DepthwiseConv2D(3, padding="same"), 8 * 8 * 3 * (3 * 3)),
    (layers.DepthwiseConv2D(3, depth_multiplier=2), 6 * 6 * 6 * (3 * 3)),
    (layers.SeparableConv2D(5, 3, padding="same"), 8 * 8 * (3 * 3 * 3 + 3 * 5)),
    (layers.Dense(7), 8 * 8 * 3 * 7),  # the same dense layer at every pixel
    (layers.MaxPooling2D(2), 0),
    (layers.BatchNormalization(), 0),
    (layers.Activation("relu"), 0),
]


@pytest.mark.parametrize(("layer", "count"), BY_HAND, ids=lambda value: getattr(value, "name", str(value)).split("_")[0])
def test_a_layer_costs_what_a_hand_count_says(layer, count):
    found = costs(layer)
    assert found.multiply_adds == count
    assert found.parameters == layer.count_params()


def test_the_reference_network_costs_what_lesson_09_counts():
    found = models.cost(models.reference_cnn((32, 32, 3)))
    first, second = 30 * 30 * 32 * 27, 28 * 28 * 64 * 288
    assert found.multiply_adds == first + second + 12_544 * 128 + 128 * 64 + 64 * 10 == 16_842_752
    assert found.parameters == 1_634_058
    outputs = 32 * 32 * 3 + 30 * 30 * 32 + 28 * 28 * 64 + 2 * 14 * 14 * 64 + 128 + 64 + 10
    assert found.activation_bytes == 4 * outputs
    assert [layer.parameters for layer in found.layers if layer.parameters] == [896, 18_496, 1_605_760, 8_256, 650]


def test_attention_costs_four_projections_and_two_products_of_all_tokens():
    tokens, width = 16, 8
    places = keras.Input((tokens, width))
    found = models.cost(keras.Model(places, layers.MultiHeadAttention(2, 4)(places, places)))
    assert found.multiply_adds == 4 * tokens * width * width + 2 * tokens * tokens * width


def test_networks_inside_networks_are_counted():
    inner = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(5, 3)])
    assert costs(inner, layers.Flatten(), layers.Dense(2)).multiply_adds == 6 * 6 * 5 * 27 + 180 * 2


def test_a_subclass_costs_what_its_parent_does():
    class Own(layers.Dense):
        pass

    assert costs(layers.Flatten(), Own(4)).multiply_adds == 192 * 4


def test_a_layer_it_cannot_count_is_named_and_not_taken_for_free():
    with pytest.raises(ValueError, match="is a Conv2DTranspose, whose multiply-adds are not known"):
        costs(layers.Conv2DTranspose(2, 3))


def test_a_network_without_an_input_shape_is_refused():
    with pytest.raises(ValueError, match="is not built: give it the shape"):
        models.cost(keras.Sequential([layers.Dense(3)]))


def test_the_example_of_the_docstring_holds():
    assert doctest.testmod(sys.modules[models.cost.__module__]) == (0, 2)
