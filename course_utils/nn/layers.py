"""Layers: each pushes numbers forward, then the gradient of the loss back through the same formula.

Source: Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.5.
"""

from numpy.typing import ArrayLike

from course_utils.nn import activations
from course_utils.nn.arrays import Floats, ShapeError, check_same_shape, floats

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
        return self._backward(read_gradient(self, gradient, self._shape_out))

    def _forward(self, x: Floats, *, training: bool) -> Floats:
        raise NotImplementedError

    def _backward(self, gradient: Floats) -> Floats:
        raise NotImplementedError

    def __repr__(self) -> str:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in self.parameters.items())
        return f"{type(self).__name__}({shapes})"


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
            hint = "inputs[None, :], a batch of one" if x.ndim < _BATCH_AXES else "inputs.reshape(len(inputs), -1), or Flatten before"
            needed = f"weights {weights.shape} need (N, {len(weights)}), rows of {len(weights)} numbers"
            raise ShapeError(f"inputs have the shape {x.shape} but {needed}. Try {hint}.")
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


def read_gradient(layer: object, given: ArrayLike, shape: tuple[int, ...] | None) -> Floats:
    """Read a gradient that comes back to a layer.

    Parameters
    ----------
    layer : a layer
        Named in messages.
    given : array of numbers
    shape : tuple of ints, or None
        What the layer's `forward` gave; None if nothing went forward yet.

    Returns
    -------
    float array of that shape

    Raises
    ------
    RuntimeError
        If nothing went forward yet.
    ShapeError
        If the gradient has another shape.

    Examples
    --------
    >>> read_gradient(ReLU(), [1, 2], (2,))
    array([1., 2.])
    """
    name = type(layer).__name__
    if shape is None:
        raise RuntimeError(f"{name}.backward needs what {name}.forward keeps: call forward first.")
    gradient = floats("gradients", given)
    check_same_shape("gradients", gradient, shape, f"That is the shape {name}.forward gave: one gradient for each number.")
    return gradient
