"""A network: layers in a row, and the loss at their end."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from inspect import signature
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from course_utils.nn import initialisers
from course_utils.nn.activations import softmax
from course_utils.nn.arrays import Floats, ShapeError, check_same_shape, floats
from course_utils.nn.gates import Add, Multiply, SoftmaxWithLoss
from course_utils.nn.layers import Affine, LeakyReLU, ReLU, Sigmoid, Tanh

ACTIVATIONS = {"relu": ReLU, "leaky_relu": LeakyReLU, "sigmoid": Sigmoid, "tanh": Tanh}
INITIALISERS: dict[str, Callable[..., Floats]] = {"he": initialisers.he, "xavier": initialisers.xavier, "normal": initialisers.normal}
_LEAST_SIZES = 2


class Network:
    """Layers in a row, ending in one logit per class; softmax and cross-entropy come after them.

    Parameters
    ----------
    layers : iterable of layers
        The course's, or any object with `forward(x)` and `backward(gradient)`; where it has parameters, with the dicts `parameters`
        and `gradients`. Taken as they are: training the network trains them.

    Raises
    ------
    TypeError
        If one of them is no such layer.

    Examples
    --------
    >>> network = Network([Affine([[1, 0], [0, 1]], [0, 0]), ReLU()])
    >>> network.forward([[-1, 2]])
    array([[0., 2.]])
    >>> list(network.parameters)
    ['0.weights', '0.biases']
    """

    def __init__(self, layers: Iterable[Any]) -> None:
        self.layers = list(layers)
        for place, layer in enumerate(self.layers):
            _check_layer(place, layer)
        self._loss = SoftmaxWithLoss()

    def __repr__(self) -> str:
        return "Network([" + "".join(f"\n    {layer!r},  # {place}" for place, layer in enumerate(self.layers)) + "\n])"

    def forward(self, x: ArrayLike, *, training: bool = False) -> Floats:
        """Push a batch through every layer.

        Parameters
        ----------
        x : array of numbers, (N, ...)
            What the first layer takes. Not changed; whole numbers are taken as float64.
        training : bool
            Whether dropout drops and batch normalisation looks at this batch.

        Returns
        -------
        float array, (N, K)
            Logits.

        Raises
        ------
        ShapeError
            If x does not fit the first layer, or a layer the one before; the message says which.
        """
        signal = floats("inputs", x)
        for place, layer in enumerate(self.layers):
            options = {"training": training} if "training" in signature(layer.forward).parameters else {}
            with _named(place, layer):
                signal = layer.forward(signal, **options)
        return signal

    def predict(self, x: ArrayLike) -> Floats:
        """Find the probability of each class.

        Parameters
        ----------
        x : array of numbers, (N, ...)

        Returns
        -------
        float array, (N, K), from 0 to 1
            Rows add up to 1.
        """
        return softmax(self.forward(x))

    def loss(self, x: ArrayLike, labels: ArrayLike, *, training: bool = False) -> float:
        """Measure the cross-entropy of a batch.

        Parameters
        ----------
        x : array of numbers, (N, ...)
        labels : integer array, (N,), 0 to K - 1; or one-hot array, (N, K)
        training : bool

        Returns
        -------
        float, at least 0
            The mean over the batch.
        """
        return self._loss.forward(self.forward(x, training=training), labels)

    def gradients(self, x: ArrayLike, labels: ArrayLike) -> tuple[float, dict[str, Floats]]:
        """Measure the loss of a training batch, and how it changes with every parameter: forward once, backward once.

        Parameters
        ----------
        x : array of numbers, (N, ...)
        labels : integer array, (N,), 0 to K - 1; or one-hot array, (N, K)

        Returns
        -------
        tuple of a float and a dict from str to float array
            The loss, and the gradients by the names of `parameters`.
        """
        loss = self.loss(x, labels, training=True)
        gradient = self._loss.backward()
        for place, layer in reversed(list(enumerate(self.layers))):
            with _named(place, layer):
                gradient = layer.backward(gradient)
        return loss, self._collect("gradients")

    @property
    def parameters(self) -> dict[str, Floats]:
        """What training changes, in layer order: dict from str to float array.

        A name is the layer's place in `layers`, from 0, and the layer's own name: "0.weights", "0.biases", "2.weights", ...
        """
        return self._collect("parameters")

    def set_parameters(self, parameters: Mapping[str, ArrayLike]) -> None:
        """Replace some or all parameters of this network; nothing is written into the old arrays.

        Parameters
        ----------
        parameters : mapping of str to array
            Names and shapes as in `parameters`.

        Raises
        ------
        KeyError
            If the network has no parameter of that name.
        ShapeError
            If one has another shape than the one it replaces.
        """
        own = self.parameters
        for name, given in parameters.items():
            if name not in own:
                raise KeyError(f"the network has no parameter {name!r}; it has {', '.join(own) or 'none'}.")
            numbers = floats(name, given)
            check_same_shape(name, numbers, own[name], "Give every parameter the shape it has.")
            place, _, word = name.partition(".")
            self.layers[int(place)].parameters[word] = numbers

    def with_parameters(self, parameters: Mapping[str, ArrayLike]) -> "Network":
        """Build a network with other parameters; this one stays as it is.

        Parameters
        ----------
        parameters : mapping of str to array
            Names and shapes as in `parameters`; those not named stay.

        Returns
        -------
        Network

        Raises
        ------
        KeyError
            If the network has no parameter of that name.
        ShapeError
            If one has another shape than the one it replaces.
        """
        network = deepcopy(self)
        network.set_parameters(parameters)
        return network

    def _collect(self, kind: str) -> dict[str, Floats]:
        return {
            f"{place}.{name}": np.asarray(array)
            for place, layer in enumerate(self.layers)
            for name, array in getattr(layer, kind, {}).items()
        }


def mlp(
    sizes: Iterable[int], rng: np.random.Generator, activation: str = "relu", initialiser: str | Callable[..., Floats] = "he"
) -> Network:
    """Build a multilayer perceptron: affine layers with an activation between each two.

    Parameters
    ----------
    sizes : two ints or more, each at least 1
        Numbers per image, units of each hidden layer, classes.
    rng : numpy.random.Generator
        Draws the weights; biases start at 0.
    activation : "relu", "leaky_relu", "sigmoid" or "tanh"
    initialiser : "he", "xavier" or "normal" (standard deviation 0.01), or a function of (shape, rng)

    Returns
    -------
    Network

    Raises
    ------
    ValueError
        If there are fewer than two sizes, or a word is unknown.

    Examples
    --------
    >>> network = mlp((64, 32, 10), np.random.default_rng(0))
    >>> {name: array.shape for name, array in network.parameters.items()}
    {'0.weights': (64, 32), '0.biases': (32,), '2.weights': (32, 10), '2.biases': (10,)}
    """
    sizes = tuple(sizes)
    if len(sizes) < _LEAST_SIZES:
        raise ValueError(f"sizes={sizes} make no network: give at least two, such as (64, 32, 10).")
    squash = _known("activation", activation, ACTIVATIONS)
    draw = initialiser if callable(initialiser) else _known("initialiser", initialiser, INITIALISERS)
    layers: list[Any] = []
    for n_in, n_out in pairwise(sizes):
        layers += [Affine(draw((n_in, n_out), rng), initialisers.zeros((n_out,))), squash()]
    return Network(layers[:-1])


def _check_layer(place: int, layer: Any) -> None:  # noqa: ANN401 - whatever was given
    name = layer.__name__ if isinstance(layer, type) else type(layer).__name__
    if isinstance(layer, type):
        raise TypeError(f"layer {place} is the class {name}, not a layer: build one, as in {name}().")
    if isinstance(layer, SoftmaxWithLoss):
        raise TypeError(f"layer {place} is {name}, which a network has at its end already: leave it out.")
    if isinstance(layer, Add | Multiply) or not (hasattr(layer, "forward") and hasattr(layer, "backward")):
        raise TypeError(f"layer {place} is {name}: give objects with forward(x) and backward(gradient).")


@contextmanager
def _named(place: int, layer: Any) -> Iterator[None]:  # noqa: ANN401 - any layer
    """Say which layer the shapes did not fit."""
    try:
        yield
    except ShapeError as error:
        raise ShapeError(f"layer {place}, {type(layer).__name__}: {error}") from error


def _known(what: str, word: str, table: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what the table holds
    if word not in table:
        raise ValueError(f"{what}={word!r} is unknown: give one of {', '.join(map(repr, table))}.")
    return table[word]
