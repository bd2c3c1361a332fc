"""The overfitting explorer without a browser: its data, its models, and what it calls their losses."""

import math

import numpy as np
import pytest
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_overfitting
from course_utils.explorers.overfitting import network, polynomial
from course_utils.explorers.overfitting.explorer import OverfittingExplorer
from course_utils.explorers.overfitting.samples import dealt, drawn, moved, other_validations, truth
from course_utils.explorers.overfitting.verdicts import PRESETS, verdict

EN = {"language": "en"}


@pytest.fixture
def undrawn(monkeypatch):
    """Explorers are made faster where their picture is not the matter."""
    monkeypatch.setattr(OverfittingExplorer, "picture", lambda _self: b"")


def test_points_lie_around_the_curve_as_far_as_the_noise_throws_them():
    sample = drawn(3, 200, 200, 0.3)
    for points in (sample.train, sample.validation):
        errors = points[:, 1] - truth(points[:, 0])
        assert np.std(errors) == pytest.approx(0.3, rel=0.15)
        assert np.abs(points[:, 0]).max() <= 1
    np.testing.assert_allclose(drawn(3, 20, 20, 0).train[:, 1], truth(drawn(3, 20, 20, 0).train[:, 0]))


def test_more_points_keep_those_that_were_there():
    few, many = drawn(5, 10, 12, 0.2), drawn(5, 90, 80, 0.2)
    np.testing.assert_array_equal(many.train[:10], few.train)
    np.testing.assert_array_equal(many.validation[:12], few.validation)


def test_training_points_reach_both_ends():
    assert drawn(8, 4, 4, 0.1).train[:2, 0].tolist() == [-1.0, 1.0]


def test_other_validation_sets_are_others():
    sets = [drawn(1, 4, 6, 0.3).validation, *other_validations(1, 6, 0.3)]
    assert len({tuple(one.ravel()) for one in sets}) == 9


def test_own_points_are_dealt_once_each():
    own = [[place / 10, place / 20] for place in range(12)]
    sample = dealt(own, 4, 7, 5)
    assert sorted([*sample.train.tolist(), *sample.validation.tolist()]) == own
    assert dealt(own, 5, 7, 5).train.tolist() != sample.train.tolist()


def test_a_moved_point_moves_alone():
    sample = drawn(1, 6, 6, 0.2)
    changed = moved(sample, [[2, 0.5, 2.0], [40, 0.0, 0.0]])
    assert changed.train[2].tolist() == [0.5, 2.0]
    np.testing.assert_array_equal(np.delete(changed.train, 2, 0), np.delete(sample.train, 2, 0))


@pytest.mark.parametrize("degree", [1, 4, 9])
def test_without_a_penalty_the_polynomial_is_numpys(degree):
    points = drawn(2, 60, 10, 0.3).train
    ours = polynomial.predict(polynomial.fit(points, degree, 0.0), np.linspace(-1, 1, 50))
    theirs = np.polynomial.Polynomial.fit(points[:, 0], points[:, 1], degree)(np.linspace(-1, 1, 50))
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


@pytest.mark.parametrize("degree", [2, 15])
def test_with_a_penalty_it_solves_the_equations_of_ridge_regression(degree):
    points, penalty = drawn(2, 30, 10, 0.3).train, 0.01
    design = np.polynomial.legendre.legvander(points[:, 0], degree)
    weight = np.diag([polynomial.FLOOR, *[penalty + polynomial.FLOOR] * degree])
    wanted = np.linalg.solve(design.T @ design / 30 + weight, design.T @ points[:, 1] / 30)
    np.testing.assert_allclose(polynomial.fit(points, degree, penalty), wanted, atol=1e-5)


def test_fewer_points_than_coefficients_are_met_exactly():
    points = drawn(2, 8, 10, 0.3).train
    assert polynomial.loss(polynomial.fit(points, 15, 0.0), points) < 1e-6


def test_training_loss_never_rises_with_the_degree():
    sample = drawn(1, 18, 60, 0.4)
    losses, validation = polynomial.capacity_curve(sample.train, sample.validation, 0.0)
    assert np.all(np.diff(losses) < 1e-6)
    assert 1 < np.argmin(validation) < 14


@pytest.mark.parametrize("penalty", [0.0, 0.02])
def test_the_networks_gradient_is_that_of_its_loss(penalty):
    points, weights = drawn(1, 12, 4, 0.3).train, network.first_weights(5, 3)
    penalised = np.concatenate([np.ones(5), np.zeros(5), np.ones(5), [0]])

    def total(at: np.ndarray) -> float:
        return network.loss(at, points) + penalty * float(np.sum(penalised * at**2))

    numerical = [(total(weights + step) - total(weights - step)) / 2e-5 for step in 1e-5 * np.eye(len(weights))]
    np.testing.assert_allclose(network.gradient(weights, points, penalty), numerical, atol=1e-6)


def test_the_network_trains_as_keras_trains_it():
    import keras

    sample = drawn(1, 16, 8, 0.3)
    hidden, biases, outputs, bias = network.parts(network.first_weights(6, 1))
    keep = keras.regularizers.L2(0.001)
    model = keras.Sequential(
        [
            keras.Input((1,)),
            keras.layers.Dense(6, "tanh", kernel_regularizer=keep),
            keras.layers.Dense(1, kernel_regularizer=keep),
        ]
    )
    model.set_weights([hidden[None], biases, outputs[:, None], np.array([bias])])
    model.compile(keras.optimizers.Adam(network.LEARNING_RATE), "mse")
    model.fit(sample.train[:, :1], sample.train[:, 1], epochs=5, batch_size=16, verbose=0)
    ours = network.train(sample.train, sample.validation, width=6, seed=1, epochs=5, regularisation=0.001)
    x = np.linspace(-1, 1, 9)
    np.testing.assert_allclose(network.predict(ours.weights, x), model.predict(x[:, None], verbose=0)[:, 0], atol=1e-4)


def test_early_stopping_waits_its_patience_and_keeps_the_best_weights():
    sample = drawn(1, 18, 60, 0.4)
    trained = network.train(sample.train, sample.validation, width=64, seed=1, epochs=500, early_stopping=True)
    assert len(trained.validation_losses) == trained.best_epoch + network.PATIENCE + 1
    assert trained.epoch == trained.best_epoch
    assert network.loss(trained.weights, sample.validation) == pytest.approx(min(trained.validation_losses))


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("model", ["network", "polynomial"])
@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_every_preset_shows_what_it_is_named_for(preset, model, seed):
    assert explore_overfitting(model, preset=preset, seed=seed, **EN).verdict == preset


def test_a_verdict_needs_enough_points_then_a_low_loss_then_a_small_gap():
    assert verdict(0.9, 0.1, 1.0, 9) == "too_little_data"
    assert verdict(0.34, 0.9, 1.0, 10) == "underfitting"
    assert verdict(0.33, 0.44, 1.0, 10) == "overfitting"
    assert verdict(0.33, 0.42, 1.0, 10) == "good"


def test_results_are_plain_numbers_that_agree_with_each_other():
    student = LocalStudent({"explorer": explore_overfitting(preset="overfitting", **EN)})
    train, validation, gap = student.eval("(explorer.train_loss, explorer.validation_loss, explorer.gap)")
    assert gap == pytest.approx(validation - train)
    assert gap > 0.1
    assert student.eval("explorer.best_epoch") == int(np.argmin(student.eval("explorer.validation_losses")))
    assert student.eval("(explorer.verdict, explorer.best_capacity)") == ("overfitting", None)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("model", ["network", "polynomial"])
def test_results_follow_every_setting(model):
    explorer = explore_overfitting(model, preset="good", epochs=60, **EN)
    seen = [explorer.validation_loss]
    settings = {
        "capacity": 3,
        "points": 30,
        "validation_points": 30,
        "noise": 0.5,
        "regularisation": 0.1,
        "moves": [[0, 0.0, 2.0]],
        "seed": 7,
    }
    for name, value in (settings | ({"epochs": 20} if model == "network" else {})).items():
        setattr(explorer, name, value)
        assert explorer.validation_loss not in seen
        seen.append(explorer.validation_loss)


@pytest.mark.usefixtures("undrawn")
def test_remedies_narrow_the_gap():
    plain = explore_overfitting(preset="overfitting", **EN).gap
    for remedy in ({"points": 150}, {"capacity": 4}, {"regularisation": 0.003}, {"early_stopping": True}):
        assert explore_overfitting(preset="overfitting", **remedy, **EN).gap < 0.8 * plain


def test_a_new_model_brings_its_capacity_and_a_new_seed_takes_moves_back():
    explorer = explore_overfitting(capacity=64, **EN)
    explorer.model = "polynomial"
    assert explorer.capacity == 6
    assert (explorer.best_epoch, explorer.best_capacity) == (None, int(np.argmin(explorer.validation_losses)) + 1)
    explorer.moves = [[0, 0.5, 1.0]]
    explorer.seed = 9
    assert explorer.moves == []


def test_a_high_degree_follows_an_outlier_that_a_low_one_hardly_notices():
    def pulled(degree: int) -> float:
        explorer = explore_overfitting("polynomial", capacity=degree, points=16, noise=0.1, **EN)
        before = explorer.outcome.answer(np.array([explorer.sample.train[5, 0]]))[0]
        explorer.moves = [[5, float(explorer.sample.train[5, 0]), 3.0]]
        return (explorer.outcome.answer(np.array([explorer.sample.train[5, 0]]))[0] - before) / (3.0 - before)

    assert pulled(15) > 0.8
    assert pulled(2) < 0.4


def test_own_points_are_scaled_and_dealt():
    x = np.linspace(0, 10, 30)
    explorer = explore_overfitting("polynomial", data=(x, 5 + x**2), capacity=2, **EN)
    assert (explorer.points, explorer.validation_points, explorer.left_out) == (18, 12, 0)
    assert explorer.bounds == [0.0, 10.0, 5.0, 105.0]
    assert explorer.validation_loss < 1e-6
    assert explorer.picture().startswith(b"\x89PNG")


def test_more_own_points_than_can_be_shown_are_thinned_and_said():
    x = np.linspace(0, 1, 1001)
    explorer = explore_overfitting("polynomial", data=(x, np.sin(x)), **EN)
    assert (len(explorer.own), explorer.left_out) == (400, 601)
    assert "601" in explorer.texts["left_out"].format(left=explorer.left_out, shown=len(explorer.own))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (([1, 2, 3], [1, 2, 3]), "data has 3 x and 3 y: give as many of both, at least 8"),
        ((range(9), range(8)), "data has 9 x and 8 y"),
        (([math.nan] * 9, range(9)), "all finite"),
        (([1] * 9, range(9)), "data does not vary"),
        (5, "give a pair"),
        ((["a"] * 9, range(9)), "give a pair"),
    ],
)
def test_data_that_are_not_two_rows_of_numbers_are_refused(data, said):
    with pytest.raises(ValueError, match=said):
        explore_overfitting(data=data, **EN)


WRONG = [
    ("model", "tree", "model='tree' is not known: choose 'network' or 'polynomial'"),
    ("capacity", 65, "give a whole number from 1 to 64, for example capacity=16. It is the hidden units"),
    ("points", 3, "give a whole number from 4 to 200"),
    ("validation_points", 201, "give a whole number from 4 to 200"),
    ("noise", -0.1, "give a number from 0 to 1"),
    ("regularisation", math.inf, "regularisation=inf does not fit"),
    ("epochs", 5000, "give a whole number from 10 to 1000"),
    ("seed", -1, "seed=-1 does not fit"),
]


@pytest.mark.parametrize(
    ("name", "value", "said"), [*WRONG, ("preset", "awful", "choose 'underfitting', 'good'"), ("points", 4.5, "whole")]
)
def test_what_does_not_fit_is_refused_with_what_is_needed(name, value, said):
    with pytest.raises(ValueError, match=said):
        explore_overfitting(**{name: value}, **EN)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        *WRONG,
        *[("moves", value, "moves=") for value in ([[0, 2.0, 0.0]], [[0, 0.0]], [[0, 0.0, 9.0]], [[-1, 0.0, 0.0]], [["a", 0.0, 0.0]])],
    ],
)
def test_what_does_not_fit_later_is_refused_and_changes_nothing(name, value, said):
    explorer = explore_overfitting(epochs=10, **EN)
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=said):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


def test_a_degree_beyond_fifteen_is_refused():
    with pytest.raises(ValueError, match=r"from 1 to 15, for example capacity=6\. It is the degree of the polynomial"):
        explore_overfitting("polynomial", capacity=16, **EN)


@pytest.mark.parametrize("model", ["network", "polynomial"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_has_a_picture_and_a_line_in_both_languages(model, language):
    explorer = explore_overfitting(model, language=language)
    assert explorer.picture().startswith(b"\x89PNG")
    assert f"{explorer.gap:.3g}" in explorer.describe()
    assert explorer.texts["overfitting"] in explorer.describe()
