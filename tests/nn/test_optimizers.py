"""Optimizers: ten steps beside Keras's, formulas by hand, and arrays that stay as they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import nn
from course_utils.nn import ShapeError

# Keras reads these numbers as float32, which holds fractions of two exactly: what differs then is the formula.
OURS = {
    "SGD": nn.SGD,
    "Momentum": lambda rate: nn.Momentum(rate, momentum=0.75),
    "RMSprop": lambda rate: nn.RMSprop(rate, decay=0.875),
    "Adam": lambda rate: nn.Adam(rate, beta_1=0.75, beta_2=63 / 64),
    "AdamW": lambda rate: nn.AdamW(rate, weight_decay=1 / 64, beta_1=0.75, beta_2=63 / 64),
}
BY_DEFAULT = {"SGD": nn.SGD, "Momentum": nn.Momentum, "RMSprop": nn.RMSprop, "Adam": nn.Adam, "AdamW": nn.AdamW}


def theirs(keras, name, rate):
    made = keras.optimizers
    return {
        "SGD": lambda: made.SGD(rate),
        "Momentum": lambda: made.SGD(rate, momentum=0.75),
        "RMSprop": lambda: made.RMSprop(rate, rho=0.875),
        "Adam": lambda: made.Adam(rate, beta_1=0.75, beta_2=63 / 64),
        "AdamW": lambda: made.AdamW(rate, weight_decay=1 / 64, beta_1=0.75, beta_2=63 / 64),
    }[name]()


def ten_steps(keras, ours, beside, size, chance):
    """Move the same parameters along the same gradients, ours and Keras's way."""
    parameters = {"weights": chance.normal(size=(3, 2)), "biases": chance.normal(size=2)}
    variables = [keras.Variable(array, dtype="float64") for array in parameters.values()]
    for _ in range(10):
        gradients = {word: size * chance.normal(size=array.shape) for word, array in parameters.items()}
        parameters = ours.step(parameters, gradients)
        beside.apply_gradients(list(zip(map(keras.ops.convert_to_tensor, gradients.values()), variables, strict=True)))
    return list(parameters.values()), [np.asarray(variable) for variable in variables]


@pytest.mark.parametrize("name", OURS)
@given(rate=st.sampled_from([2**-10, 2**-6, 2**-3]), size=st.sampled_from([1e-6, 1e-3, 1, 100]), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=10, deadline=None)
def test_ten_steps_end_where_keras_ends(keras, name, rate, size, seed):
    ours = OURS[name](rate)
    for mine, other in zip(*ten_steps(keras, ours, theirs(keras, name, rate), size, np.random.default_rng(seed)), strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-6, atol=1e-6)
    assert ours.steps == 10


@pytest.mark.parametrize("name", BY_DEFAULT)
def test_ten_steps_by_default_end_where_keras_ends(keras, name):
    beside = keras.optimizers.SGD(momentum=0.9) if name == "Momentum" else getattr(keras.optimizers, name)()
    for mine, other in zip(*ten_steps(keras, BY_DEFAULT[name](), beside, 1, np.random.default_rng(0)), strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("name", BY_DEFAULT)
def test_the_defaults_are_keras_s(keras, name):
    ours = BY_DEFAULT[name]()
    made = getattr(keras.optimizers, "SGD" if name == "Momentum" else name)().get_config()
    for mine, word in {"decay": "rho", **{word: word for word in ("learning_rate", "beta_1", "beta_2", "epsilon", "weight_decay")}}.items():
        if hasattr(ours, mine):
            assert getattr(ours, mine) == pytest.approx(made[word])


@pytest.mark.parametrize("name", OURS)
def test_parameters_and_gradients_stay_as_they_are_and_keep_their_type(name):
    for kind in (np.float32, np.float64):
        parameters, gradients = {"w": np.ones(3, kind)}, {"w": np.full(3, 0.5, kind), "of another": np.ones(1)}
        for array in (*parameters.values(), *gradients.values()):
            array.flags.writeable = False
        optimizer = OURS[name](0.1)
        for _ in range(3):
            moved = optimizer.step(parameters, gradients)
            assert list(moved) == ["w"]
            assert moved["w"].dtype == kind
            assert not np.shares_memory(moved["w"], parameters["w"])
            assert (moved["w"] < 1).all()
            parameters = moved
    assert OURS[name](0.1).step({"w": [1, 2]}, {"w": [1, 1]})["w"].dtype == np.float64


@pytest.mark.parametrize("name", OURS)
def test_downhill_leads_to_the_bottom(name):
    place, optimizer = {"w": np.array([3.0, -2.0])}, OURS[name](0.05)
    for _ in range(300):
        place = optimizer.step(place, {"w": 2 * place["w"]})
    np.testing.assert_allclose(place["w"], 0, atol=0.06)


def test_momentum_rolls_on_where_the_ground_is_flat():
    ball = nn.Momentum(0.1, momentum=0.5)
    place = ball.step({"w": [0.0]}, {"w": [1.0]})
    assert ball.step(place, {"w": [0.0]})["w"] == pytest.approx(-0.15)


def test_weight_decay_shrinks_weights_that_have_no_gradient():
    assert nn.AdamW(0.1, weight_decay=0.5).step({"w": [2.0]}, {"w": [0.0]})["w"] == pytest.approx(1.9)
    assert nn.Adam(0.1).step({"w": [2.0]}, {"w": [0.0]})["w"] == 2


def test_two_networks_need_two_optimizers_but_arrays_of_any_name_are_kept_apart():
    adam = nn.Adam(0.1)
    moved = adam.step({"a": [0.0], "b": [0.0]}, {"a": [1.0], "b": [-1.0]})
    assert moved["a"] == pytest.approx(-0.1, abs=1e-6)
    assert moved["b"] == pytest.approx(0.1, abs=1e-6)


def test_the_learning_rate_may_change_on_the_way():
    optimizer = nn.SGD(1)
    optimizer.learning_rate = 0.5
    assert optimizer.step({"w": [1.0]}, {"w": [1.0]})["w"] == 0.5


def test_what_does_not_fit_is_refused_before_anything_moves():
    optimizer = nn.Adam()
    with pytest.raises(KeyError, match="no gradient for 'w'; there are v"):
        optimizer.step({"w": [1.0]}, {"v": [1.0]})
    with pytest.raises(ShapeError, match=r"gradients of w have the shape \(2,\) but need \(1,\)"):
        optimizer.step({"w": [1.0]}, {"w": [1.0, 2.0]})
    assert optimizer.steps == 0


@pytest.mark.parametrize("rate", [0, -1, float("nan")])
def test_a_learning_rate_that_is_not_above_0_is_refused(rate):
    with pytest.raises(ValueError, match=r"learning_rate=.* does not fit: give a number above 0"):
        nn.SGD(rate)
