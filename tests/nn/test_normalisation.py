"""Batch normalisation and dropout: Keras's numbers, numerical gradients, and what differs between training and use."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import nn
from course_utils.nn import ShapeError


@st.composite
def batches(draw):
    """Rows or images, at least two, and a generator."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    sides = draw(st.sampled_from([(), (2, 3), (1, 4)]))
    return chance.normal(1, 3, size=(draw(st.integers(2, 5)), *sides, draw(st.integers(1, 4)))), chance


def in_keras(keras, features):
    return keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-3, dtype="float64")


@given(batches())
@settings(max_examples=25, deadline=None)
def test_batch_normalisation_is_keras_s_in_training_and_in_use(keras, by_keras, drawn):
    x, chance = drawn
    features = x.shape[-1]
    gamma, beta, gradient = chance.normal(size=features), chance.normal(size=features), chance.normal(size=x.shape)
    layer, theirs = nn.BatchNormalisation(features, momentum=0.9, epsilon=1e-3), in_keras(keras, features)
    layer.parameters = {"gamma": gamma, "beta": beta}
    theirs.build((None, *x.shape[1:]))
    theirs.set_weights([gamma, beta, np.zeros(features), np.ones(features)])
    for training in (True, True, False):
        y, for_x, (for_gamma, for_beta) = by_keras(theirs, x, gradient, training=training)
        np.testing.assert_allclose(layer.forward(x, training=training), y, atol=1e-6)
        np.testing.assert_allclose(layer.backward(gradient), for_x, atol=1e-6)
        np.testing.assert_allclose(layer.gradients["gamma"], for_gamma, atol=1e-6)
        np.testing.assert_allclose(layer.gradients["beta"], for_beta, atol=1e-6)
    np.testing.assert_allclose(layer.running_mean, theirs.get_weights()[2], atol=1e-6)
    np.testing.assert_allclose(layer.running_variance, theirs.get_weights()[3], atol=1e-6)


@pytest.mark.parametrize("training", [True, False])
@given(drawn=batches())
@settings(max_examples=15, deadline=None)
def test_batch_normalisation_goes_back_as_it_went_forward(agrees_with_numerical, training, drawn):
    x, chance = drawn
    layer = nn.BatchNormalisation(x.shape[-1], momentum=1.0)  # running numbers stay, so that each trial finds the same
    layer.parameters = {"gamma": chance.normal(size=x.shape[-1]), "beta": chance.normal(size=x.shape[-1])}
    agrees_with_numerical(layer, x, chance, training=training)


def test_every_feature_comes_out_with_mean_0_and_variance_1():
    x = np.random.default_rng(0).normal(5, 10, size=(50, 4, 4, 3))
    y = nn.BatchNormalisation(3).forward(x, training=True)
    np.testing.assert_allclose(y.mean(axis=(0, 1, 2)), 0, atol=1e-9)
    np.testing.assert_allclose(y.var(axis=(0, 1, 2)), 1, atol=1e-4)


def test_use_does_not_move_the_running_numbers_and_training_replaces_them():
    layer, x = nn.BatchNormalisation(2), np.random.default_rng(0).normal(4, 1, size=(30, 2))
    start = layer.running_mean
    layer.forward(x)
    assert layer.running_mean is start
    for _ in range(100):
        layer.forward(x, training=True)
    assert not start.any()
    np.testing.assert_allclose(layer.running_mean, x.mean(axis=0), rtol=1e-3)
    np.testing.assert_allclose(layer.forward(x), layer.forward(x, training=True), rtol=1e-2)


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("shape", [(4, 3), (2, 4, 4, 3)])
def test_both_layers_keep_their_manners(keeps_its_manners, training, shape):
    keeps_its_manners(lambda _: nn.BatchNormalisation(3), shape, training=training)
    keeps_its_manners(lambda _: nn.Dropout(0.4, np.random.default_rng(0)), shape, training=training)


@pytest.mark.parametrize("x", [np.ones((2, 4)), np.ones(3), 1.0])
def test_batch_normalisation_refuses_other_features(x):
    with pytest.raises(ShapeError, match=r"inputs have the shape .* but need \(N, ..., 3\), the features last. Build the layer with"):
        nn.BatchNormalisation(3).forward(x)


@given(st.floats(0, 0.9), st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_dropout_drops_its_share_and_keeps_the_expected_sum(rate, seed):
    layer, x = nn.Dropout(rate, np.random.default_rng(seed)), np.ones((100, 100))
    y = layer.forward(x, training=True)
    assert np.mean(y == 0) == pytest.approx(rate, abs=0.04)
    assert y.mean() == pytest.approx(1, abs=0.25)
    np.testing.assert_allclose(y[y != 0], 1 / (1 - rate))
    np.testing.assert_array_equal(layer.backward(x), y)
    np.testing.assert_array_equal(layer.forward(x), x)


def test_dropout_draws_anew_each_time():
    layer, x = nn.Dropout(0.5, np.random.default_rng(0)), np.ones((10, 10))
    assert (layer.forward(x, training=True) != layer.forward(x, training=True)).any()


@pytest.mark.parametrize("rate", [1, -0.1, 2, float("nan")])
def test_a_rate_out_of_range_is_refused(rate):
    with pytest.raises(ValueError, match=r"does not fit: give the share to drop, from 0 to below 1"):
        nn.Dropout(rate, np.random.default_rng(0))
