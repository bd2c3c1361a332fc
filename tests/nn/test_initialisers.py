"""Initialisers: the spread their papers ask for, for dense weights and for kernels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import nn
from course_utils.nn import ShapeError

SPREADS = {nn.xavier: lambda n_in, n_out: np.sqrt(2 / (n_in + n_out)), nn.he: lambda n_in, _: np.sqrt(2 / n_in)}


@pytest.mark.parametrize("draw", SPREADS)
@given(shape=st.one_of(st.tuples(*[st.integers(80, 200)] * 2), st.tuples(*[st.integers(3, 5)] * 2, *[st.integers(20, 40)] * 2)))
@settings(max_examples=20, deadline=None)
def test_weights_are_spread_as_the_paper_says(draw, shape):
    weights = draw(shape, np.random.default_rng(0))
    places = int(np.prod(shape[:-2]))
    wanted = SPREADS[draw](places * shape[-2], places * shape[-1])
    off = 6 / np.sqrt(weights.size)  # six standard errors
    assert weights.shape == shape
    assert weights.dtype == np.float64
    assert weights.mean() / wanted == pytest.approx(0, abs=off)
    assert weights.std() / wanted == pytest.approx(1, abs=off)


@pytest.mark.parametrize("draw", SPREADS)
@pytest.mark.parametrize("shape", [(300, 100), (3, 3, 16, 32)])
def test_keras_spreads_as_widely(keras, draw, shape):
    theirs = {nn.xavier: keras.initializers.GlorotNormal, nn.he: keras.initializers.HeNormal}[draw](seed=0)
    assert draw(shape, np.random.default_rng(0)).std() == pytest.approx(np.asarray(theirs(shape)).std(), rel=0.05)


def test_he_keeps_the_signal_of_relu_and_xavier_that_of_tanh_nearly():
    chance = np.random.default_rng(0)
    for draw, activation, least in ((nn.he, nn.relu, 0.5), (nn.xavier, nn.tanh, 0.2)):
        signal = chance.normal(size=(200, 100))
        for _ in range(10):
            signal = activation(signal @ draw((100, 100), chance))
        assert least < signal.std() < 2


def test_a_width_of_ones_own_and_zeros():
    assert nn.normal((100, 100), np.random.default_rng(0)).std() == pytest.approx(0.01, rel=0.05)
    assert nn.normal((100, 100), np.random.default_rng(0), std=2).std() == pytest.approx(2, rel=0.05)
    assert not nn.zeros((3, 2)).any()
    assert nn.zeros((3, 2)).shape == (3, 2)


@pytest.mark.parametrize("draw", SPREADS)
@pytest.mark.parametrize("shape", [(3,), (1, 2, 3), (0, 3), ()])
def test_shapes_without_known_inputs_are_refused(draw, shape):
    with pytest.raises(ShapeError, match=r"have no known inputs and outputs: give \(n_in, n_out\) or \(K, K, C_in, C_out\)"):
        draw(shape, np.random.default_rng(0))
