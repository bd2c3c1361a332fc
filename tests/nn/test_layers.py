"""Dense layers: numerical gradients, Keras's numbers, types, and clear refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import nn
from course_utils.nn import ShapeError

SIZES = st.integers(1, 5)
SEEDS = st.integers(0, 2**32 - 1)
ACTIVATIONS = {nn.ReLU: "relu", nn.LeakyReLU: "leaky_relu", nn.Sigmoid: "sigmoid", nn.Tanh: "tanh"}


@given(SIZES, SIZES, SIZES, SEEDS)
@settings(max_examples=25, deadline=None)
def test_affine_is_keras_dense_forward_and_back(keras, by_keras, agrees_with_numerical, count, n_in, n_out, seed):
    chance = np.random.default_rng(seed)
    x, weights, biases = (chance.normal(size=shape) for shape in ((count, n_in), (n_in, n_out), (n_out,)))
    layer, gradient = nn.Affine(weights, biases), chance.normal(size=(count, n_out))
    theirs = keras.layers.Dense(n_out, dtype="float64")
    theirs.build((None, n_in))
    theirs.set_weights([weights, biases])
    y, for_x, (for_weights, for_biases) = by_keras(theirs, x, gradient)
    np.testing.assert_allclose(layer.forward(x), y, atol=1e-12)
    np.testing.assert_allclose(layer.backward(gradient), for_x, atol=1e-12)
    np.testing.assert_allclose(layer.gradients["weights"], for_weights, atol=1e-12)
    np.testing.assert_allclose(layer.gradients["biases"], for_biases, atol=1e-12)
    agrees_with_numerical(layer, x, chance)


@pytest.mark.parametrize("kind", ACTIVATIONS)
@given(shape=st.lists(SIZES, min_size=1, max_size=3), seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_activations_go_back_as_they_went_forward(agrees_with_numerical, kind, shape, seed):
    chance = np.random.default_rng(seed)
    x = chance.normal(size=shape)
    x = np.where(np.abs(x) < 1e-3, 1, x)  # not at the corner
    layer = kind()
    np.testing.assert_array_equal(layer.forward(x), getattr(nn, ACTIVATIONS[kind])(x))
    agrees_with_numerical(layer, x, chance)


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_activations_keep_their_manners(keeps_its_manners, kind):
    keeps_its_manners(lambda _: kind(), (3, 4))


def test_affine_keeps_its_manners(keeps_its_manners):
    chance = np.random.default_rng(0)
    keeps_its_manners(lambda kind: nn.Affine(chance.normal(size=(4, 2)).astype(kind), np.zeros(2, kind)), (3, 4))


def test_affine_does_not_follow_the_arrays_it_was_built_from():
    weights = np.ones((2, 1))
    layer = nn.Affine(weights, [0])
    weights[:] = 5
    assert layer.forward([[1, 1]]) == 2


@given(SIZES, SIZES, SEEDS)
@settings(max_examples=20, deadline=None)
def test_gates_hand_back_what_each_input_did(rows, columns, seed):
    chance = np.random.default_rng(seed)
    a, b, gradient = (chance.normal(size=(rows, columns)) for _ in range(3))
    for gate in (nn.Add(), nn.Multiply()):
        gate.forward(a, b)
        for_a, for_b = gate.backward(gradient)
        np.testing.assert_allclose(for_a, nn.numerical_gradient(lambda x, g=gate: (g.forward(x, b) * gradient).sum(), a), atol=1e-8)
        np.testing.assert_allclose(for_b, nn.numerical_gradient(lambda x, g=gate: (g.forward(a, x) * gradient).sum(), b), atol=1e-8)
        assert not np.shares_memory(for_a, gradient)


def test_two_apples_and_tax_cost_220_and_each_price_knows_its_share():
    apples, tax = nn.Multiply(), nn.Multiply()
    assert tax.forward(apples.forward(100, 2), 1.1) == pytest.approx(220)
    for_price, for_tax = tax.backward(1)
    assert for_tax == 200
    assert [float(each) for each in apples.backward(for_price)] == pytest.approx([2.2, 110])


@pytest.mark.parametrize("gate", [nn.Add, nn.Multiply])
def test_gates_refuse_what_does_not_fit(gate):
    with pytest.raises(RuntimeError, match="call forward first"):
        gate().backward(1)
    with pytest.raises(ShapeError, match=r"second inputs have the shape \(3,\) but need \(2,\)"):
        gate().forward([1, 2], [1, 2, 3])
    built = gate()
    built.forward(1, 2)
    with pytest.raises(ShapeError, match=r"gradients have the shape \(2,\) but need \(\)"):
        built.backward([1, 2])


@given(SIZES, st.integers(2, 5), SEEDS)
@settings(max_examples=20, deadline=None)
def test_softmax_with_loss_begins_with_probabilities_minus_targets(by_keras, count, classes, seed):
    chance = np.random.default_rng(seed)
    logits, labels = chance.normal(size=(count, classes)), chance.integers(classes, size=count)
    layer = nn.SoftmaxWithLoss()
    assert layer.forward(logits, labels) == nn.softmax_cross_entropy(logits, labels)
    wanted = nn.numerical_gradient(lambda x: nn.softmax_cross_entropy(x, labels), logits)
    np.testing.assert_allclose(layer.backward(), wanted, atol=1e-8)
    np.testing.assert_allclose(layer.backward(3), 3 * wanted, atol=1e-8)
    np.testing.assert_allclose(layer.probabilities, nn.softmax(logits))
    layer.forward(logits.astype(np.float32), labels)
    assert layer.backward().dtype == np.float32


def test_softmax_with_loss_needs_to_go_forward_first():
    with pytest.raises(RuntimeError, match=r"SoftmaxWithLoss.backward needs what SoftmaxWithLoss.forward keeps"):
        nn.SoftmaxWithLoss().backward()


@pytest.mark.parametrize(
    ("build", "x", "message"),
    [
        (lambda: nn.Affine([1, 2], [1]), None, r"weights have the shape \(2,\) but need \(n_in, n_out\)"),
        (lambda: nn.Affine(np.ones((2, 3)), [1]), None, r"biases have the shape \(1,\) but need \(3,\)\. One for each of the 3 columns"),
        (
            lambda: nn.Affine(np.ones((64, 3)), np.ones(3)),
            np.ones((5, 8, 8, 1)),
            r"inputs have the shape \(5, 8, 8, 1\) but weights \(64, 3\) need \(N, 64\).*Try inputs.reshape\(len\(inputs\), -1\)",
        ),
        (lambda: nn.Affine(np.ones((2, 3)), np.ones(3)), np.ones(2), r"inputs have the shape \(2,\) but weights \(2, 3\) need \(N, 2\)"),
    ],
)
def test_shapes_that_do_not_fit_are_refused_with_given_and_needed(build, x, message):
    with pytest.raises(ShapeError, match=message):
        build().forward(x)
