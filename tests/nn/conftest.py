"""Keras, loaded once for all comparisons; and what every layer is held to."""

import os

import numpy as np
import pytest

from course_utils.nn import numerical_gradient


@pytest.fixture(scope="session")
def keras():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    return keras


@pytest.fixture(scope="session")
def by_keras(keras):
    """Push x forward and a gradient back through a Keras layer: what comes out, dL/dx, and dL/dw of each weight."""
    import tensorflow as tf

    def push(layer, x, gradient, **options):
        given = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(given)
            y = layer(given, **options)
            loss = tf.reduce_sum(y * tf.constant(gradient))
        for_x, *for_weights = tape.gradient(loss, [given, *layer.trainable_weights])
        return y.numpy(), for_x.numpy(), [one.numpy() for one in for_weights]

    return push


@pytest.fixture(scope="session")
def agrees_with_numerical():
    """Hold a layer's way back to numerical gradients, for its input and every parameter."""

    def check(layer, x, chance, **options):
        gradient = chance.normal(size=np.shape(layer.forward(x, **options)))

        def loss(values, name=None):
            if name is None:
                return (layer.forward(values, **options) * gradient).sum()
            kept = layer.parameters
            layer.parameters = kept | {name: values}
            try:
                return (layer.forward(x, **options) * gradient).sum()
            finally:
                layer.parameters = kept

        layer.forward(x, **options)
        for_x, for_parameters = layer.backward(gradient), layer.gradients
        np.testing.assert_allclose(for_x, numerical_gradient(loss, x), atol=1e-6, rtol=1e-6)
        assert for_parameters.keys() == layer.parameters.keys()
        for name, array in layer.parameters.items():
            wanted = numerical_gradient(lambda values, name=name: loss(values, name), array.astype(np.float64))
            np.testing.assert_allclose(for_parameters[name], wanted, atol=1e-6, rtol=1e-6)

    return check


@pytest.fixture(scope="session")
def keeps_its_manners():
    """Hold a layer to float32 and float64, to whole numbers, to arrays that must not be written into, and to fitting gradients."""

    def check(build, shape, **options):
        chance = np.random.default_rng(0)
        for kind in (np.float32, np.float64):
            layer = build(kind)
            x = chance.normal(size=shape).astype(kind)
            x.flags.writeable = False
            before = x.copy(), {name: array.copy() for name, array in layer.parameters.items()}
            for array in layer.parameters.values():
                array.flags.writeable = False
            y = layer.forward(x, **options)
            gradient = chance.normal(size=y.shape).astype(kind)
            gradient.flags.writeable = False
            kept = gradient.copy()
            for_x = layer.backward(gradient)
            assert {y.dtype, for_x.dtype, *(array.dtype for array in layer.gradients.values())} == {np.dtype(kind)}
            assert for_x.shape == x.shape
            assert not np.shares_memory(y, x)
            assert not np.shares_memory(for_x, gradient)
            np.testing.assert_array_equal(x, before[0])
            np.testing.assert_array_equal(gradient, kept)
            for name, array in layer.parameters.items():
                np.testing.assert_array_equal(array, before[1][name])
        layer = build(np.float64)
        whole = chance.integers(-5, 6, size=shape)
        y = layer.forward(whole, **options)
        assert y.dtype == np.float64
        np.testing.assert_array_equal(layer.backward(np.ones(y.shape, int)), layer.backward(np.ones(y.shape)))
        with pytest.raises(ValueError, match="inputs hold <U1, which cannot be multiplied here"):
            layer.forward(np.full(shape, "a"))
        with pytest.raises(ValueError, match=r"gradients have the shape .* but need .* one gradient for each number"):
            layer.backward(np.ones((*y.shape, 1)))
        with pytest.raises(RuntimeError, match=r"backward needs what .*forward keeps: call forward first"):
            build(np.float64).backward(y)

    return check
