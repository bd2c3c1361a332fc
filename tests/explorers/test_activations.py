"""The activation explorer without a browser: its functions, the deep signal, what it refuses, and what a check reads."""

from math import erf as exact_erf

import numpy as np
import pytest
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_activations
from course_utils.explorers.activations.deep import Net, push, std_of
from course_utils.explorers.activations.explorer import BATCH
from course_utils.explorers.activations.functions import FUNCTIONS, erf, leaky_relu
from course_utils.explorers.activations.given import NAMES
from course_utils.explorers.activations.own import tabulate
from course_utils.explorers.activations.still import powered

PLACES = np.linspace(-7.97, 7.97, 200)
SMOOTH = [name for name in FUNCTIONS if name != "step"]


@pytest.mark.parametrize("name", SMOOTH)
def test_each_slope_is_the_derivative_of_its_function(name):
    one, step = FUNCTIONS[name], 1e-5
    np.testing.assert_allclose(one.slope(PLACES), (one.value(PLACES + step) - one.value(PLACES - step)) / (2 * step), atol=2e-6)


def test_the_error_function_is_that_of_the_standard_library():
    np.testing.assert_allclose(erf(PLACES), [exact_erf(x) for x in PLACES], atol=2e-7)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_number_is_too_large_for_a_function(name):
    with np.errstate(over="raise", invalid="raise"):
        one = FUNCTIONS[name]
        far = np.array([-1e30, -800.0, 0.0, 800.0, 1e30])
        assert np.isfinite(one.value(far)).all()
        assert np.isfinite(one.slope(far)).all()


@pytest.mark.parametrize("name", [name for name in SMOOTH if name != "linear"])
def test_the_functions_are_those_of_keras(name):
    from importlib import import_module

    activations = import_module("keras").activations
    keras_function = {"leaky_relu": lambda x: activations.leaky_relu(x, negative_slope=0.1)}.get(name, getattr(activations, name))
    np.testing.assert_allclose(np.asarray(keras_function(PLACES.astype(np.float32))), FUNCTIONS[name].value(PLACES), atol=2e-5)


def test_value_and_slope_follow_the_point_and_the_function():
    explorer = explore_activations("tanh", x=1.0, language="en")
    assert (explorer.value, explorer.slope) == pytest.approx((np.tanh(1), 1 - np.tanh(1) ** 2))
    explorer.function, explorer.x = "leaky_relu", -3
    explorer.alpha = 0.2
    assert (explorer.value, explorer.slope) == pytest.approx((-0.6, 0.2))


@pytest.mark.parametrize("seed", range(5))
def test_twenty_sigmoid_layers_lose_the_gradient_a_millionfold_and_relu_with_he_keeps_it(seed):
    explorer = explore_activations("sigmoid", seed=seed, language="en")
    assert (explorer.depth, explorer.weight_scale) == (20, "he")
    assert explorer.gradient_ratio < 1e-6
    explorer.function = "relu"
    assert 0.5 < explorer.gradient_ratio < 2


def test_the_signal_goes_forward_and_back_as_the_chain_rule_says():
    net = Net(depth=3, width=5, batch=4, weight_std=0.7, seed=3)
    signal = push(FUNCTIONS["tanh"], net)
    from course_utils.explorers.activations.deep import chance

    inputs, weights, sent = chance(3, 4, 5, 3)

    def loss(start):
        for matrix in weights:
            start = np.tanh(start @ matrix * 0.7)
        return float((start * sent).sum())

    gradient = np.zeros_like(inputs)
    for place in np.ndindex(inputs.shape):
        step = np.zeros_like(inputs)
        step[place] = 1e-5
        gradient[place] = (loss(inputs + step) - loss(inputs - step)) / 2e-5
    assert signal.gradients[0] == pytest.approx(np.abs(gradient).mean(), rel=1e-6)
    assert signal.gradients[-1] == pytest.approx(np.abs(sent).mean())


def test_the_gradient_through_batch_normalisation_is_the_measured_one():
    from course_utils.explorers.activations.deep import chance

    signal = push(FUNCTIONS["sigmoid"], Net(depth=2, width=4, batch=6, weight_std=0.5, seed=9, batch_normalisation=True))
    inputs, weights, sent = chance(9, 6, 4, 2)

    def loss(start):
        for matrix in weights:
            sums = start @ matrix * 0.5
            start = 1 / (1 + np.exp(-(sums - sums.mean(axis=0)) / np.sqrt(sums.var(axis=0) + 1e-7)))
        return float((start * sent).sum())

    gradient = np.zeros_like(inputs)
    for place in np.ndindex(inputs.shape):
        step = np.zeros_like(inputs)
        step[place] = 1e-5
        gradient[place] = (loss(inputs + step) - loss(inputs - step)) / 2e-5
    assert signal.gradients[0] == pytest.approx(np.abs(gradient).mean(), rel=1e-5)


def test_blocked_and_dead_are_counted_for_each_layer():
    step, relu, linear = (push(FUNCTIONS[name], Net(6, 50, BATCH, std_of("he", 50), 1)) for name in ("step", "relu", "linear"))
    assert step.blocked == step.dead == [1.0] * 6
    assert linear.blocked == linear.dead == [0.0] * 6
    assert 0.4 < relu.blocked[0] < 0.6
    assert max(relu.dead) < 0.5


def test_an_exploding_signal_stays_a_number_that_can_be_written():
    explorer = explore_activations(np.square, depth=20, weight_scale=3.0, language="en")
    assert np.isfinite([*explorer.stds, *explorer.gradients, explorer.gradient_ratio]).all()


def test_the_weights_follow_the_rule_or_the_number():
    assert [std_of(rule, 50) for rule in ("small", "xavier", "he")] == pytest.approx([0.01, 50**-0.5, 25**-0.5])
    by_rule, by_number = explore_activations(width=50, language="en"), explore_activations(width=50, weight_scale=0.2, language="en")
    assert by_rule.gradients == by_number.gradients


# ---- a function of one's own


def one_at_a_time(x):
    return x if x > 0 else 0.0


def in_place(x):
    x[x < 0] = 0
    return x


@pytest.mark.parametrize("function", [lambda x: np.maximum(0, x), one_at_a_time, in_place])
def test_a_relu_of_ones_own_behaves_like_the_known_one(function):
    explorer = explore_activations(function, x=-2.0, depth=5, language="en")
    assert (explorer.function, explorer.value, explorer.slope) == ("own", 0.0, 0.0)
    assert explorer.gradients == pytest.approx(explore_activations("relu", depth=5, language="en").gradients, rel=0.05)


@pytest.mark.parametrize("name", SMOOTH)
def test_a_sampled_function_has_the_values_and_slopes_of_the_original(name):
    one = FUNCTIONS[name]
    found = tabulate(one.value).activation()
    away = PLACES[np.abs(PLACES) > 0.02]  # the known slope jumps at 0
    np.testing.assert_allclose(found.value(away), one.value(away), atol=1e-4)
    np.testing.assert_allclose(found.slope(away), one.slope(away), atol=1e-3)


def test_a_jump_has_no_slope():
    found = tabulate(lambda x: np.where(x > 0.5, 1.0, 0.0)).activation()
    assert np.abs(found.slope(PLACES)).max() == 0


def test_beyond_the_samples_a_function_goes_on_straight():
    found = tabulate(leaky_relu(0.25).value).activation()
    np.testing.assert_allclose(found.value(np.array([-100.0, 100.0])), [-25.0, 100.0], rtol=1e-5)


def softmax(x):
    return np.exp(x) / np.exp(x).sum()


def nothing(_x):
    return None


def broken(x):
    raise ZeroDivisionError("mine")


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (softmax, "softmax gives another value for a number alone than among others; an activation function takes an array"),
        (broken, "broken stopped with ZeroDivisionError: mine"),
        (np.sqrt, "sqrt gives nan at x = -16"),
        (nothing, "nothing stopped with TypeError|nothing gives nan"),
        (lambda x: x[:3], "your function"),
        (lambda x: np.stack([x, x]), "your function gives an array"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_function_that_is_no_activation_is_refused_with_what_is_needed(function, message):
    with pytest.raises(ValueError, match=message) as caught:
        explore_activations(function, language="en")
    assert "as many finite numbers" in str(caught.value)


# ---- settings


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"function": "Relu"}, "function='Relu' is not known: choose 'step', 'sigmoid'"),
        ({"function": "own"}, r"function='own' needs a function of yours: explore_activations\(function=my_function\)"),
        ({"compare": "linear"}, "compare='linear' is not known"),
        ({"x": 9}, "x=9 does not fit: give a number from -8 to 8"),
        ({"x": "2"}, "x='2' does not fit"),
        ({"depth": 0}, "depth=0 does not fit: give a whole number from 1 to 20"),
        ({"depth": 2.5}, "depth=2.5 does not fit"),
        ({"width": 1000}, "width=1000 does not fit: give a whole number from 2 to 200"),
        ({"weight_scale": "glorot"}, "weight_scale='glorot' is not known: choose 'small', 'xavier', 'he', or give a number"),
        ({"weight_scale": float("nan")}, "weight_scale=nan does not fit"),
        ({"seed": -1}, "seed=-1 does not fit"),
    ],
)
def test_settings_that_do_not_fit_are_refused_with_what_would(wrong, message):
    with pytest.raises(ValueError, match=message):
        explore_activations(**wrong, language="en")


@pytest.mark.parametrize("wrong", [{"function": "own"}, {"x": 20}, {"depth": 21}, {"weight_scale": 0}, {"compare": "?"}, {"alpha": 2}])
def test_settings_that_do_not_fit_later_are_refused_and_change_nothing(wrong):
    explorer = explore_activations(language="en")
    ((name, value),) = wrong.items()
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=f"{name}="):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


def test_a_check_reads_the_state_as_plain_data():
    student = LocalStudent({"explorer": explore_activations("relu", x=-1, depth=2, language="en")})
    assert student.eval("(explorer.function, explorer.compare, explorer.x, explorer.value, explorer.slope)") == (
        "relu",
        None,
        -1.0,
        0.0,
        0.0,
    )
    assert student.eval("len(explorer.stds), len(explorer.gradients), type(explorer.gradient_ratio).__name__") == (3, 3, "float")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", NAMES)
def test_every_function_is_drawn_and_described(name, language):
    explorer = explore_activations(name, compare="tanh" if name != "tanh" else None, depth=3, width=20, language=language)
    assert explorer.picture().startswith(b"\x89PNG")
    assert explorer.texts[name] in explorer.describe()
    assert "{" not in explorer.describe()


def test_large_and_small_numbers_are_written_with_powers():
    assert [powered(value) for value in (0, 0.25, 1234.5, 3.9e12, 3.9e-13)] == ["0", "0.25", "1230", "3.9 × 10¹²", "3.9 × 10⁻¹³"]
