"""Networks: the same numbers as Keras's, parameters by name, layers of a student's own, and training."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import nn
from course_utils.data import load
from course_utils.nn import ShapeError


@pytest.fixture(scope="module")
def digits():
    """Digits as rows, (x, labels) to train and to test."""
    loaded = load("digits")
    return [(split.images.reshape(len(split), -1) / 16, split.labels) for split in (loaded.train, loaded.test)]


class OwnReLU:
    """As a student writes it: no base class, no keyword, no dicts."""

    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)

    def backward(self, gradient):
        return np.where(self.mask, 0, gradient)


@given(
    st.lists(st.integers(1, 6), min_size=2, max_size=4),
    st.sampled_from(["relu", "leaky_relu", "sigmoid", "tanh"]),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=15, deadline=None)
def test_an_mlp_is_keras_s_forward_and_back(keras, sizes, activation, seed):
    import tensorflow as tf

    chance = np.random.default_rng(seed)
    network = nn.mlp(sizes, chance, activation)
    x, labels = chance.normal(size=(5, sizes[0])), chance.integers(sizes[-1], size=5)
    slopes = {"leaky_relu": lambda x: keras.activations.leaky_relu(x, negative_slope=0.01)}
    dense = [keras.layers.Dense(n, slopes.get(activation, activation), dtype="float64") for n in sizes[1:-1]]
    theirs = keras.Sequential([keras.Input(sizes[:1], dtype="float64"), *dense, keras.layers.Dense(sizes[-1], dtype="float64")])
    theirs.set_weights(list(network.parameters.values()))
    with tf.GradientTape() as tape:
        logits = theirs(tf.constant(x))
        loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits=True))
    found, gradients = network.gradients(x, labels)
    np.testing.assert_allclose(network.forward(x), logits, atol=1e-8)
    assert found == pytest.approx(float(loss), abs=1e-8)  # Keras reads some constants as float32
    assert found == network.loss(x, labels)
    assert list(gradients) == list(network.parameters)
    for mine, other in zip(gradients.values(), tape.gradient(loss, theirs.trainable_weights), strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-8)


def test_probabilities_add_up_to_one():
    network = nn.mlp((3, 4, 5), np.random.default_rng(0))
    np.testing.assert_allclose(network.predict(np.ones((2, 3))).sum(axis=1), 1)
    np.testing.assert_allclose(network.predict(np.ones((2, 3))), nn.softmax(network.forward(np.ones((2, 3)))))


def test_parameters_are_named_by_the_place_of_their_layer():
    chance = np.random.default_rng(0)
    network = nn.Network(
        [
            nn.Convolution(np.ones((3, 3, 1, 2)), [0, 0]),
            nn.BatchNormalisation(2),
            nn.ReLU(),
            nn.Flatten(),
            nn.Affine(np.ones((8, 3)), [0] * 3),
        ]
    )
    assert list(network.parameters) == ["0.kernels", "0.biases", "1.gamma", "1.beta", "4.weights", "4.biases"]
    _, gradients = network.gradients(chance.normal(size=(3, 4, 4, 1)), [0, 1, 2])
    assert {name: array.shape for name, array in gradients.items()} == {name: array.shape for name, array in network.parameters.items()}


def test_with_parameters_builds_a_new_network_and_leaves_the_old_one():
    network, x = nn.mlp((3, 4, 2), np.random.default_rng(0)), np.ones((1, 3))
    before = network.forward(x)
    other = network.with_parameters({"2.biases": [5, 7]})
    np.testing.assert_allclose(other.forward(x), before + np.array([5, 7]))
    np.testing.assert_array_equal(network.forward(x), before)
    other.parameters["0.weights"][:] = 0
    np.testing.assert_array_equal(network.forward(x), before)


def test_parameters_can_be_made_float32():
    network = nn.mlp((3, 4, 2), np.random.default_rng(0))
    small = network.with_parameters({name: array.astype(np.float32) for name, array in network.parameters.items()})
    assert small.predict(np.ones((1, 3), np.float32)).dtype == np.float32
    assert {array.dtype for array in small.gradients(np.ones((1, 3), np.float32), [0])[1].values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"1.weights": [0]}, KeyError, "the network has no parameter '1.weights'; it has 0.weights, 0.biases, 2.weights, 2.biases"),
        ({"0.biases": [0]}, ShapeError, r"0.biases have the shape \(1,\) but need \(4,\)"),
        ({"0.biases": ["a"] * 4}, ValueError, "0.biases hold <U1"),
    ],
)
def test_parameters_that_do_not_fit_are_refused(parameters, error, message):
    with pytest.raises(error, match=message):
        nn.mlp((3, 4, 2), np.random.default_rng(0)).with_parameters(parameters)


def test_the_layer_whose_shapes_do_not_fit_is_named():
    chance = np.random.default_rng(0)
    network = nn.Network([nn.Affine(nn.he((3, 4), chance), [0] * 4), nn.ReLU(), nn.Affine(nn.he((5, 2), chance), [0] * 2)])
    with pytest.raises(ShapeError, match=r"layer 2, Affine: inputs have the shape \(1, 4\) but weights \(5, 2\) need \(N, 5\)"):
        network.forward(np.ones((1, 3)))


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (nn.Sigmoid, r"layer 1 is the class Sigmoid, not a layer: build one, as in Sigmoid\(\)"),
        (nn.SoftmaxWithLoss(), "layer 1 is SoftmaxWithLoss, which a network has at its end already: leave it out"),
        (nn.Add(), r"layer 1 is Add: give objects with forward\(x\) and backward\(gradient\)"),
        (nn.relu, "layer 1 is function: give objects"),
    ],
)
def test_what_is_no_layer_of_a_row_is_refused(layer, message):
    with pytest.raises(TypeError, match=message):
        nn.Network([nn.ReLU(), layer])


def test_a_network_shows_its_layers_and_their_shapes():
    shown = repr(nn.mlp((3, 4, 2), np.random.default_rng(0)))
    assert "Affine(weights (3, 4), biases (4,)),  # 0" in shown
    assert "ReLU(),  # 1" in shown


def test_a_single_row_is_told_how_to_become_a_batch():
    with pytest.raises(ShapeError, match=r"inputs have the shape \(3,\) .* Try inputs\[None, :\], a batch of one"):
        nn.mlp((3, 2), np.random.default_rng(0)).predict([1, 2, 3])


def test_a_layer_of_ones_own_needs_only_forward_and_backward():
    chance = np.random.default_rng(0)
    network = nn.mlp((3, 4, 2), chance)
    own = nn.Network([network.layers[0], OwnReLU(), network.layers[2]])
    x, labels = chance.normal(size=(6, 3)), chance.integers(2, size=6)
    loss, gradients = network.gradients(x, labels)
    own_loss, own_gradients = own.gradients(x, labels)
    assert own_loss == loss
    for name, array in gradients.items():
        np.testing.assert_array_equal(own_gradients[name], array)


def test_a_backward_of_another_shape_is_named_at_the_layer_it_reaches():
    class Sums(OwnReLU):
        def backward(self, gradient):
            return gradient.sum(axis=1)

    affine = [nn.Affine(np.ones((3, 3)), [0] * 3) for _ in range(2)]
    with pytest.raises(ShapeError, match=r"layer 0, Affine: gradients have the shape \(2,\) but need \(2, 3\)"):
        nn.Network([affine[0], Sums(), affine[1]]).gradients(np.ones((2, 3)), [0, 1])


@pytest.mark.parametrize(
    ("sizes", "options", "message"),
    [
        ((3,), {}, r"sizes=\(3,\) make no network: give at least two"),
        ((3, 2), {"activation": "swish"}, "activation='swish' is unknown: give one of 'relu', 'leaky_relu', 'sigmoid', 'tanh'"),
        ((3, 2), {"initialiser": "glorot"}, "initialiser='glorot' is unknown: give one of 'he', 'xavier', 'normal'"),
    ],
)
def test_an_mlp_of_unknown_parts_is_refused(sizes, options, message):
    with pytest.raises(ValueError, match=message):
        nn.mlp(sizes, np.random.default_rng(0), **options)


def test_an_initialiser_may_be_a_function():
    network = nn.mlp((3, 4, 2), np.random.default_rng(0), initialiser=lambda shape, rng: nn.normal(shape, rng, std=0) + 1)
    assert (network.parameters["2.weights"] == 1).all()


def test_digits_are_learned_to_95_in_100(digits):
    (x, labels), test = digits
    rng = np.random.default_rng(0)
    network = nn.mlp((64, 50, 10), rng)
    start = {name: array.copy() for name, array in network.parameters.items()}
    kept = network.parameters
    history = nn.train(network, nn.SGD(0.1), x, labels, epochs=20, batch_size=32, rng=rng, test=test)
    assert history.test_accuracy[-1] >= 0.95
    assert history.train_accuracy[-1] >= 0.95
    assert len(history.losses) == 20 * 45
    assert len(history.train_accuracy) == len(history.test_accuracy) == 20
    assert np.mean(history.losses[-45:]) < 0.2 * np.mean(history.losses[:45])
    assert history.test_accuracy[-1] == nn.accuracy(network.predict(test[0]), test[1])
    for name, array in start.items():
        np.testing.assert_array_equal(kept[name], array)


def test_a_small_cnn_with_batch_normalisation_and_dropout_learns_digits_too(digits):
    (x, labels), (x_test, labels_test) = digits
    rng = np.random.default_rng(0)
    network = nn.Network(
        [
            nn.Convolution(nn.he((3, 3, 1, 8), rng), nn.zeros((8,)), padding=1),
            nn.BatchNormalisation(8),
            nn.ReLU(),
            nn.MaxPooling(2),
            nn.Dropout(0.2, rng),
            nn.Flatten(),
            nn.Affine(nn.he((128, 10), rng), nn.zeros((10,))),
        ]
    )
    test = x_test.reshape(-1, 8, 8, 1), labels_test
    history = nn.train(network, nn.Adam(0.01), x.reshape(-1, 8, 8, 1), labels, epochs=4, batch_size=32, rng=rng, test=test)
    assert history.test_accuracy[-1] >= 0.9


def test_every_image_is_seen_once_per_epoch_in_an_order_of_its_own():
    x, orders = np.arange(7.0)[:, np.newaxis], []

    class Watching(nn.Affine):
        def forward(self, x, *, training=False):
            orders.extend(x[:, 0].tolist() if training else [])
            return super().forward(x, training=training)

    network = nn.Network([Watching([[1, 0]], [0, 0])])
    history = nn.train(network, nn.SGD(0.01), x, [0, 1] * 3 + [0], epochs=2, batch_size=3, rng=np.random.default_rng(0))
    assert len(history.losses) == 6
    assert sorted(orders[:7]) == sorted(orders[7:]) == x[:, 0].tolist()
    assert orders[:7] != orders[7:]
    assert history.test_accuracy == []


def test_training_that_is_interrupted_returns_what_it_has():
    class Impatient(nn.SGD):
        def step(self, parameters, gradients):
            if self.steps == 7:
                raise KeyboardInterrupt
            return super().step(parameters, gradients)

    network, rng = nn.mlp((2, 3, 2), np.random.default_rng(0)), np.random.default_rng(0)
    history = nn.train(network, Impatient(0.1), np.ones((10, 2)), [0, 1] * 5, epochs=9, batch_size=2, rng=rng)
    assert len(history.losses) == 7
    assert len(history.train_accuracy) == 1
    assert network.loss(np.ones((10, 2)), [0, 1] * 5) < history.losses[0] + 1


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"labels": [0]}, ShapeError, r"labels \(1,\) are not one for each of inputs \(4, 2\)"),
        ({"batch_size": 0}, ValueError, "batch_size=0 do not fit"),
        ({"epochs": -1}, ValueError, "epochs=-1"),
    ],
)
def test_training_that_cannot_begin_is_refused(changes, error, message):
    rng = np.random.default_rng(0)
    options = {"x": np.ones((4, 2)), "labels": [0, 1, 0, 1], "epochs": 1, "batch_size": 2, "rng": rng} | changes
    with pytest.raises(error, match=message):
        nn.train(nn.mlp((2, 2), rng), nn.SGD(0.1), **options)
