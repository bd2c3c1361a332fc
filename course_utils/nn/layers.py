"""Layers: each pushes numbers forward, then the gradient of the loss back through the same formula.

Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.5.
"""

from typing import Any

from numpy.typing import ArrayLike

from course_utils.nn import activations
from course_utils.nn.arrays import Floats, ShapeError, check_same_shape, floats
from course_utils.nn.losses import read_labels, softmax_cross_entropy

_BATCH_AXES = 2  # (N, n_in)


class Layer:
    """What the layers of a network have in common; one of your own needs `forward` and `backward`, no more.

    A layer says how it works in `_forward` and `_backward`. This class reads the numbers and looks after the order and the shapes.

    Attributes
    ----------
    parameters : dict from str to float array
        What training changes; empty for most layers.
    gradients : dict from str to float array
        How the loss changes with each parameter; the same names and shapes, there after `backward`.
    """

    def __init__(self, **parameters: Floats) -> None:
        self.parameters = parameters
        self.gradients: dict[str, Floats] = {}
        self._shape_out: tuple[int, ...] | None = None

    def forward(self, x: ArrayLike, *, training: bool = False) -> Floats:
        """Push a batch through the layer.

        Parameters
        ----------
        x : array of numbers, (N, ...)
            Not changed; kept until `backward`, so do not change it in between. Whole numbers are taken as float64.
        training : bool
            Only dropout and batch normalisation care.

        Returns
        -------
        float array, (N, ...)
            float32 where x and the parameters are, else float64.

        Raises
        ------
        ShapeError
            If x does not fit the layer.
        """
        y = self._forward(floats("inputs", x), training=training)
        self._shape_out = y.shape
        return y

    def backward(self, gradient: ArrayLike) -> Floats:
        """Push the gradient of the loss back through the layer, and fill `gradients`.

        Parameters
        ----------
        gradient : array of numbers, of the shape that `forward` gave
            How the loss changes with each number that `forward` gave. Not changed.

        Returns
        -------
        float array, of the shape that `forward` took
            How the loss changes with each number that `forward` took.

        Raises
        ------
        RuntimeError
            If nothing went forward before.
        ShapeError
            If the gradient has another shape than what `forward` gave.
        """
        return self._backward(_fitting(self, gradient))

    def _forward(self, x: Floats, *, training: bool) -> Floats:
        raise NotImplementedError

    def _backward(self, gradient: Floats) -> Floats:
        raise NotImplementedError


class Affine(Layer):
    """Weighted sums: y = x W + b, Keras's Dense without its activation.

    Parameters
    ----------
    weights : array of numbers, (n_in, n_out)
    biases : array of numbers, (n_out,)

    Raises
    ------
    ShapeError
        If weights and biases do not fit each other; in `forward`, if x is not (N, n_in).

    Notes
    -----
    Backward: dL/dW = x^T g, dL/db = sum of g over the batch, dL/dx = g W^T. Each product is the only one whose shapes fit.

    Examples
    --------
    >>> layer = Affine([[1, 2], [3, 4]], [10, 20])
    >>> layer.forward([[1, 1]])
    array([[14., 26.]])
    >>> layer.backward([[1, 0]])
    array([[1., 3.]])
    >>> layer.gradients["biases"]
    array([1., 0.])
    """

    def __init__(self, weights: ArrayLike, biases: ArrayLike) -> None:
        weights, biases = floats("weights", weights).copy(), floats("biases", biases).copy()
        if weights.ndim != _BATCH_AXES:
            raise ShapeError(f"weights have the shape {weights.shape} but need (n_in, n_out). Try weights.reshape(n_in, n_out).")
        check_same_shape("biases", biases, weights.shape[1:], f"One for each of the {weights.shape[1]} columns of weights {weights.shape}.")
        super().__init__(weights=weights, biases=biases)

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        weights = self.parameters["weights"]
        if x.ndim != _BATCH_AXES or x.shape[1] != len(weights):
            raise ShapeError(
                f"inputs have the shape {x.shape} but weights {weights.shape} need (N, {len(weights)}): "
                f"a row of {len(weights)} numbers for each. Try inputs.reshape(len(inputs), -1), or a Flatten layer before this one."
            )
        self._x = x
        return x @ weights + self.parameters["biases"]

    def _backward(self, gradient: Floats) -> Floats:
        self.gradients = {"weights": self._x.T @ gradient, "biases": gradient.sum(axis=0)}
        return gradient @ self.parameters["weights"].T


class ReLU(Layer):
    """Keep what is above 0, make the rest 0; the gradient passes where the number passed.

    Examples
    --------
    >>> layer = ReLU()
    >>> layer.forward([[-1, 2]])
    array([[0., 2.]])
    >>> layer.backward([[5, 5]])
    array([[0., 5.]])
    """

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        self._slopes = activations.relu_gradient(x)
        return activations.relu(x)

    def _backward(self, gradient: Floats) -> Floats:
        return gradient * self._slopes


class LeakyReLU(Layer):
    """Keep what is above 0, shrink the rest by a slope.

    Parameters
    ----------
    slope : float, 0 to 1

    Examples
    --------
    >>> LeakyReLU(0.1).forward([[-1, 2]])
    array([[-0.1,  2. ]])
    """

    def __init__(self, slope: float = 0.01) -> None:
        super().__init__()
        self.slope = slope

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        self._slopes = activations.leaky_relu_gradient(x, self.slope)
        return activations.leaky_relu(x, self.slope)

    def _backward(self, gradient: Floats) -> Floats:
        return gradient * self._slopes


class Sigmoid(Layer):
    """Press every number into 0 to 1; backward multiplies by y (1 - y), with y what came out.

    Examples
    --------
    >>> layer = Sigmoid()
    >>> layer.forward([[0]])
    array([[0.5]])
    >>> layer.backward([[1]])
    array([[0.25]])
    """

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        self._y = activations.sigmoid(x)
        return self._y.copy()

    def _backward(self, gradient: Floats) -> Floats:
        return gradient * self._y * (1 - self._y)


class Tanh(Layer):
    """Press every number into -1 to 1; backward multiplies by 1 - y^2, with y what came out.

    Examples
    --------
    >>> layer = Tanh()
    >>> layer.forward([[0]])
    array([[0.]])
    >>> layer.backward([[1]])
    array([[1.]])
    """

    def _forward(self, x: Floats, *, training: bool) -> Floats:  # noqa: ARG002 - the same in training
        self._y = activations.tanh(x)
        return self._y.copy()

    def _backward(self, gradient: Floats) -> Floats:
        return gradient * (1 - self._y**2)


class Add:
    """Add two arrays of one shape; the gradient goes back to both unchanged.

    Examples
    --------
    >>> gate = Add()
    >>> float(gate.forward(2, 3)), [float(each) for each in gate.backward(1)]
    (5.0, [1.0, 1.0])
    """

    _shape_out: tuple[int, ...] | None = None

    def forward(self, a: ArrayLike, b: ArrayLike) -> Floats:
        """Add two arrays.

        Parameters
        ----------
        a, b : arrays of numbers, of one shape; or two numbers

        Returns
        -------
        float array of the same shape

        Raises
        ------
        ShapeError
            If the shapes differ.
        """
        a, b = _pair(a, b)
        self._shape_out = a.shape
        return a + b

    def backward(self, gradient: ArrayLike) -> tuple[Floats, Floats]:
        """Hand the gradient to both.

        Parameters
        ----------
        gradient : array of numbers, of the shape that `forward` gave

        Returns
        -------
        tuple of two float arrays
            With respect to a, and to b.

        Raises
        ------
        RuntimeError
            If nothing went forward before.
        ShapeError
            If the gradient has another shape than what `forward` gave.
        """
        gradient = _fitting(self, gradient)
        return gradient.copy(), gradient.copy()


class Multiply:
    """Multiply two arrays of one shape, entry by entry; each gets the gradient times the other.

    Examples
    --------
    >>> gate = Multiply()
    >>> float(gate.forward(2, 3)), [float(each) for each in gate.backward(1)]
    (6.0, [3.0, 2.0])
    """

    _shape_out: tuple[int, ...] | None = None

    def forward(self, a: ArrayLike, b: ArrayLike) -> Floats:
        """Multiply two arrays.

        Parameters
        ----------
        a, b : arrays of numbers, of one shape; or two numbers
            Kept until `backward`.

        Returns
        -------
        float array of the same shape

        Raises
        ------
        ShapeError
            If the shapes differ.
        """
        self._a, self._b = _pair(a, b)
        self._shape_out = self._a.shape
        return self._a * self._b

    def backward(self, gradient: ArrayLike) -> tuple[Floats, Floats]:
        """Hand each the gradient times the other.

        Parameters
        ----------
        gradient : array of numbers, of the shape that `forward` gave

        Returns
        -------
        tuple of two float arrays
            With respect to a, and to b.

        Raises
        ------
        RuntimeError
            If nothing went forward before.
        ShapeError
            If the gradient has another shape than what `forward` gave.
        """
        gradient = _fitting(self, gradient)
        return gradient * self._b, gradient * self._a


class SoftmaxWithLoss:
    """Softmax and cross-entropy in one, because their gradient is so simple: (probabilities - targets) / N.

    Attributes
    ----------
    probabilities : float array, (N, K)
        There after `forward`.

    Examples
    --------
    >>> layer = SoftmaxWithLoss()
    >>> round(layer.forward([[0, 0]], [1]), 4)
    0.6931
    >>> layer.backward()
    array([[ 0.5, -0.5]])
    """

    _shape_out: tuple[int, ...] | None = None

    def forward(self, logits: ArrayLike, labels: ArrayLike) -> float:
        """Measure the loss of a batch.

        Parameters
        ----------
        logits : array of numbers, (N, K)
        labels : integer array, (N,), 0 to K - 1; or one-hot array, (N, K)

        Returns
        -------
        float, at least 0
            The mean over the batch.

        Raises
        ------
        ShapeError
            If logits and labels do not fit each other.
        ValueError
            If a label is none of the K classes.
        """
        logits = floats("logits", logits)
        self._targets = read_labels(labels, "logits", logits)
        self.probabilities = activations.softmax(logits)
        self._shape_out = ()
        return softmax_cross_entropy(logits, self._targets)

    def backward(self, gradient: float = 1.0) -> Floats:
        """Begin backpropagation.

        Parameters
        ----------
        gradient : float
            How the final number changes with this loss; 1 where the loss is the final number.

        Returns
        -------
        float array, (N, K)
            How it changes with each logit.

        Raises
        ------
        RuntimeError
            If nothing went forward before.
        """
        share = float(_fitting(self, gradient)) / len(self._targets)
        return (self.probabilities - self._targets) * share


def _pair(a: ArrayLike, b: ArrayLike) -> tuple[Floats, Floats]:
    first, second = floats("first inputs", a), floats("second inputs", b)
    check_same_shape("second inputs", second, first, "Both inputs need one shape.")
    return first, second


def _fitting(layer: Any, gradient: ArrayLike) -> Floats:  # noqa: ANN401 - any layer of this module
    """Read a gradient that comes back to a layer."""
    name = type(layer).__name__
    if layer._shape_out is None:  # noqa: SLF001 - the layers of this module share it
        raise RuntimeError(f"{name}.backward needs what {name}.forward keeps: call forward first.")
    numbers = floats("gradients", gradient)
    check_same_shape("gradients", numbers, layer._shape_out, f"That is the shape {name}.forward gave: one gradient for each number.")  # noqa: SLF001
    return numbers
