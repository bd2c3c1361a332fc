"""The initialisation explorer without a browser: the claims of the lesson, the verdicts, the rules, and what it refuses."""

import numpy as np
import pytest
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_initialisation
from course_utils.explorers.activations.deep import Signal
from course_utils.explorers.initialisation.verdict import extremes, judge

SEEDS = range(5)


def layers_of(*stds: float, ratio: float = 1.0, dead: float = 0.0) -> Signal:
    """A signal whose layers have these spreads, relative to the input's."""
    numbers = np.random.default_rng(0).normal(size=(40, 50))
    numbers /= numbers.std()
    return Signal([numbers, *(numbers * std for std in stds)], [ratio, *[1.0] * len(stds)], [0.0] * len(stds), [dead] * len(stds))


@pytest.mark.parametrize("seed", SEEDS)
def test_with_std_001_five_tanh_layers_collapse(seed):
    explorer = explore_initialisation("tanh", initialisation="small", layers=5, seed=seed, language="en")
    assert explorer.stds[5] < 0.01
    assert explorer.verdict == "collapsed"


@pytest.mark.parametrize("seed", SEEDS)
def test_he_keeps_relu_activations_within_a_factor_of_two_of_the_input(seed):
    explorer = explore_initialisation("relu", initialisation="he", seed=seed, language="en")
    assert all(0.5 < std / explorer.stds[0] < 2 for std in explorer.stds)
    assert explorer.verdict == "healthy"


@pytest.mark.parametrize(
    ("activation", "initialisation", "verdict"),
    [
        ("tanh", "large", "saturated"),
        ("tanh", "xavier", "healthy"),
        ("sigmoid", "small", "collapsed"),
        ("sigmoid", "large", "saturated"),
        ("sigmoid", "xavier", "vanishing"),
        ("relu", "small", "collapsed"),
        ("relu", "large", "exploded"),
        ("relu", "xavier", "fading"),
        ("linear", "xavier", "healthy"),
        ("linear", "he", "growing"),
    ],
)
def test_each_choice_has_its_verdict_and_batch_normalisation_heals_it(activation, initialisation, verdict):
    explorer = explore_initialisation(activation, initialisation=initialisation, language="en")
    assert explorer.verdict == verdict
    explorer.batch_normalisation = True
    assert explorer.verdict == "healthy"
    assert explorer.verdicts == ["healthy"] * 5


@pytest.mark.parametrize(
    ("signal", "verdict", "layer"),
    [
        (layers_of(1, 1, 1), "healthy", 3),
        (layers_of(0.9, 0.45, 0.2), "fading", 2),
        (layers_of(1.5, 2.5, 4), "growing", 2),
        (layers_of(0.5, 0.09, 0.01), "collapsed", 2),
        (layers_of(4, 11, 30), "exploded", 2),
        (layers_of(1, 1, ratio=0.05), "vanishing", 2),
        (layers_of(1, 1, ratio=20), "exploding", 2),
        (layers_of(1, 0.05, ratio=20), "collapsed", 2),
        (layers_of(1, 0.3, ratio=0.05), "vanishing", 2),
    ],
)
def test_the_worst_layer_gives_the_verdict_and_the_first_such_layer_is_named(signal, verdict, layer):
    found = judge("linear", signal)
    assert (found.key, found.layer) == (verdict, layer)


def test_units_that_are_zero_for_every_input_make_a_relu_net_dead():
    signal = layers_of(1, 1)
    half = Signal(signal.activations, signal.gradients, signal.blocked, [0.3, 0.6])
    assert (judge("relu", half).key, judge("relu", half).layer) == ("dead", 2)
    assert judge("tanh", half).key != "dead"


def test_only_functions_with_ends_can_be_saturated():
    ends = np.array([-1.0, 0.96, 0.5, -0.97])
    assert extremes("tanh", ends) == 0.75
    assert extremes("sigmoid", np.array([0.0, 0.99, 0.5, 0.1])) == 0.5
    assert extremes("relu", ends) == extremes("linear", ends) == 0


def test_the_std_follows_the_rule_and_the_units_until_it_is_set():
    explorer = explore_initialisation(initialisation="xavier", units=100, language="en")
    assert explorer.std == pytest.approx(0.1)
    explorer.units = 25
    assert explorer.std == pytest.approx(0.2)
    explorer.initialisation = "he"
    assert explorer.std == pytest.approx((2 / 25) ** 0.5)
    explorer.std = 0.07
    assert explorer.initialisation == "own"
    explorer.units = 50
    assert explorer.std == 0.07
    assert explore_initialisation(std=0.3, language="en").initialisation == "own"


def test_results_follow_every_setting():
    explorer = explore_initialisation(language="en")
    for name, value in {"activation": "relu", "std": 0.2, "layers": 3, "units": 40, "batch_normalisation": True, "seed": 8}.items():
        before = explorer.stds
        setattr(explorer, name, value)
        assert explorer.stds != before, name
    assert len(explorer.stds) == len(explorer.gradients) == 4


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"activation": "gelu"}, "activation='gelu' is not known: choose 'tanh', 'sigmoid', 'relu', 'linear'"),
        ({"initialisation": "glorot"}, "initialisation='glorot' is not known: choose 'small', 'large', 'xavier', 'he', 'own'"),
        ({"std": 0}, "std=0 does not fit: give a number from 0.0001 to 10"),
        ({"layers": 1}, "layers=1 does not fit: give a whole number from 2 to 20"),
        ({"units": 500}, "units=500 does not fit: give a whole number from 2 to 200"),
        ({"seed": 1.5}, "seed=1.5 does not fit"),
    ],
)
def test_settings_that_do_not_fit_are_refused_with_what_would(wrong, message):
    with pytest.raises(ValueError, match=message):
        explore_initialisation(**wrong, language="en")
    explorer = explore_initialisation(language="en")
    ((name, value),) = wrong.items()
    before = getattr(explorer, name)
    with pytest.raises(TraitError):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


def test_a_check_reads_the_state_as_plain_data():
    student = LocalStudent({"explorer": explore_initialisation("relu", initialisation="he", layers=2, language="en")})
    assert student.eval("(explorer.activation, explorer.initialisation, explorer.verdict)") == ("relu", "he", "healthy")
    assert student.eval("(len(explorer.stds), len(explorer.gradients), explorer.verdicts)") == (3, 3, ["healthy", "healthy"])


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("activation", "initialisation", "layers"), [("tanh", "small", 2), ("sigmoid", "xavier", 5), ("relu", "large", 20)]
)
def test_it_is_drawn_and_described(activation, initialisation, layers, language):
    explorer = explore_initialisation(activation, initialisation=initialisation, layers=layers, language=language)
    assert explorer.picture().startswith(b"\x89PNG")
    assert explorer.texts[activation] in explorer.describe()
    assert "{" not in explorer.describe()
