"""Numerical gradients, and the check that names the first wrong array of a network with a planted error."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import nn
from course_utils.nn import check_gradients, compare_gradients, numerical_gradient


class ForgetfulReLU(nn.ReLU):
    def _backward(self, gradient):
        return gradient


class TransposedAffine(nn.Affine):
    def _backward(self, gradient):
        back = super()._backward(gradient)
        self.gradients["weights"] = self.gradients["weights"].T
        return back


class AveragingAffine(nn.Affine):
    def _backward(self, gradient):
        back = super()._backward(gradient)
        self.gradients["biases"] = gradient.mean(axis=0)
        return back


class SilentAffine(nn.Affine):
    def _backward(self, gradient):
        back = super()._backward(gradient)
        del self.gradients["biases"]
        return back


def network_of(first=nn.Affine, between=nn.ReLU, last=nn.Affine, seed=0):
    chance = np.random.default_rng(seed)
    layers = [first(nn.he((3, 4), chance), chance.normal(size=4)), between(), last(nn.he((4, 2), chance), chance.normal(size=2))]
    return nn.Network(layers), chance.normal(size=(5, 3)), chance.integers(2, size=5)


@given(st.lists(st.integers(1, 3), max_size=3), st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_the_slope_of_a_sum_of_cubes_is_three_squares(shape, seed):
    x = np.random.default_rng(seed).normal(size=shape)
    np.testing.assert_allclose(numerical_gradient(lambda x: (x**3).sum(), x), 3 * x**2, atol=1e-7)


def test_whole_numbers_are_promoted_and_stay_as_they_are():
    x = np.array([3, 4])
    x.flags.writeable = False
    gradient = numerical_gradient(lambda x: (x**2).sum(), x)
    np.testing.assert_allclose(gradient, [6, 8], atol=1e-8)
    assert gradient.dtype == np.float64
    assert x.tolist() == [3, 4]
    assert numerical_gradient(lambda x: x**2, 3) == pytest.approx(6)


def test_x_never_moves_not_even_for_a_moment():
    x = np.array([1.0, 2.0])
    seen = []
    numerical_gradient(lambda moved: seen.append(x.tolist()) or moved.sum(), x)
    assert seen == [[1.0, 2.0]] * 4


def test_a_function_that_writes_into_its_argument_spoils_nothing():
    def careless(x):
        total = (x**2).sum()
        x[:] = 0
        return total

    np.testing.assert_allclose(numerical_gradient(careless, [1, 2, 3]), [2, 4, 6], atol=1e-8)


def test_float32_is_moved_as_float64_and_comes_back_as_float32():
    gradient = numerical_gradient(lambda x: (x**2).sum(), np.float32([1000.25]))
    assert gradient.dtype == np.float32
    assert gradient[0] == pytest.approx(2000.5, rel=1e-6)


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match=r"the function gave the shape \(2,\) but must give one number. Try its sum"):
        numerical_gradient(lambda x: x, [1, 2])
    for h in (0, -1, float("nan")):
        with pytest.raises(ValueError, match=r"h=.* does not fit: give a number above 0"):
            numerical_gradient(np.sum, [1], h)


@given(
    st.lists(st.integers(1, 4), min_size=2, max_size=4),
    st.sampled_from(["relu", "leaky_relu", "sigmoid", "tanh"]),
    st.sampled_from(["he", "xavier"]),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=20, deadline=None)
def test_the_course_s_networks_pass_last_layer_first(sizes, activation, initialiser, seed):
    chance = np.random.default_rng(seed)
    network = nn.mlp(sizes, chance, activation, initialiser)
    network.set_parameters({name: array + 0.1 * chance.normal(size=array.shape) for name, array in network.parameters.items()})
    report = check_gradients(network, chance.normal(size=(4, sizes[0])), chance.integers(sizes[-1], size=4))
    assert report.agrees
    assert report.first_wrong is None
    places = [int(row.name.split(".")[0]) for row in report.rows]
    assert places == sorted(places, reverse=True)
    assert len(report.rows) == len(network.parameters)


def test_a_network_of_every_layer_passes_and_stays_as_it_is():
    chance = np.random.default_rng(0)
    network = nn.Network(
        [
            nn.Convolution(nn.he((3, 3, 1, 3), chance), chance.normal(size=3), stride=1, padding=1),
            nn.BatchNormalisation(3),
            nn.LeakyReLU(),
            nn.MaxPooling(2, stride=1),
            nn.Dropout(0.3, chance),
            nn.Convolution(nn.he((2, 2, 3, 4), chance), chance.normal(size=4), stride=2),
            nn.Tanh(),
            nn.AveragePooling(2, padding="same"),
            nn.Flatten(),
            nn.Affine(nn.he((4, 3), chance), chance.normal(size=3)),
            nn.Sigmoid(),
            nn.Affine(nn.he((3, 2), chance), chance.normal(size=2)),
        ]
    )
    before, state = network.parameters, chance.bit_generator.state
    x = chance.normal(size=(4, 5, 5, 1))
    x.flags.writeable = False
    state = chance.bit_generator.state
    report = check_gradients(network, x, [0, 1, 1, 0])
    assert report.agrees, str(report)
    assert {row.verdict for row in report.rows} == {"exact"}, str(report)
    assert chance.bit_generator.state == state
    assert all(network.parameters[name] is array for name, array in before.items())
    assert not network.layers[1].running_mean.any()


def test_float32_networks_are_checked_in_float64():
    network, x, labels = network_of()
    small = network.with_parameters({name: array.astype(np.float32) for name, array in network.parameters.items()})
    report = check_gradients(small, x.astype(np.float32), labels)
    assert {row.verdict for row in report.rows} == {"exact"}


@pytest.mark.parametrize(
    ("parts", "first", "exact"),
    [
        ({"between": ForgetfulReLU}, "0.weights", ["2.weights", "2.biases"]),
        ({"last": AveragingAffine}, "2.biases", ["2.weights", "0.weights", "0.biases"]),
        ({"first": AveragingAffine}, "0.biases", ["2.weights", "2.biases", "0.weights"]),
        ({"last": TransposedAffine}, "2.weights", ["2.biases", "0.weights", "0.biases"]),
        ({"first": SilentAffine}, "0.biases", ["2.weights", "2.biases", "0.weights"]),
    ],
)
def test_the_first_wrong_array_is_named(parts, first, exact):
    report = check_gradients(*network_of(**parts))
    assert not report.agrees
    assert report.first_wrong.name == first
    assert [row.name for row in report.rows if row.verdict == "exact"] == exact


def test_a_transposed_gradient_is_shown_with_both_shapes():
    row = check_gradients(*network_of(last=TransposedAffine)).first_wrong
    assert (row.given, row.needed) == ((2, 4), (4, 2))


def test_a_missing_gradient_has_no_shape():
    assert check_gradients(*network_of(last=SilentAffine)).first_wrong.given is None


def test_a_kink_next_to_an_input_is_no_error():
    network = nn.Network([nn.Affine([[1.0]], [0.00003]), nn.ReLU(), nn.Affine([[1.0, -1.0]], [0, 0])])
    assert check_gradients(network, [[0.0]], [0]).agrees
    forgetful = nn.Network([nn.Affine([[1.0]], [-0.00003]), ForgetfulReLU(), nn.Affine([[1.0, -1.0]], [0, 0])])
    assert check_gradients(forgetful, [[0.0]], [0]).first_wrong.name == "0.biases"


@pytest.mark.parametrize(("language", "word"), [("en", "wrong"), ("ko", "불일치")])
def test_the_report_shows_itself_in_the_lesson_s_language(monkeypatch, language, word):
    monkeypatch.setattr("course_utils.nn.gradients.current_language", lambda: language)  # whatever lesson is open in this process
    report = check_gradients(*network_of(between=ForgetfulReLU))
    for shown in (str(report), repr(report), report._repr_html_()):
        assert word in shown
        assert "0.weights" in shown
    assert report._repr_html_().startswith("<table")


def test_gradients_of_ones_own_layers_are_laid_beside_others_and_the_first_wrong_one_is_named():
    wanted = {"biases": [1.0, 2.0], "weights": [[1.0, 2.0]]}
    assert compare_gradients(wanted, wanted).agrees
    report = compare_gradients({"biases": [1.0, 2.0], "weights": [[1.0], [2.0]]}, wanted)
    assert (report.first_wrong.name, report.first_wrong.given, report.first_wrong.needed) == ("weights", (2, 1), (1, 2))
