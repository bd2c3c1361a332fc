"""The places of a graph that take two inputs: add, multiply, and the loss at its end.

Source: Goodfellow, Bengio & Courville (2016), Deep Learning, sections 6.2.2.3 and 6.5.
"""

from numpy.typing import ArrayLike

from course_utils.nn.activations import softmax
from course_utils.nn.arrays import Floats, check_same_shape, floats
from course_utils.nn.layers import read_gradient
from course_utils.nn.losses import read_labels, softmax_cross_entropy


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
        gradient = read_gradient(self, gradient, self._shape_out)
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
        gradient = read_gradient(self, gradient, self._shape_out)
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
        self.probabilities = softmax(logits)
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
        share = float(read_gradient(self, gradient, self._shape_out)) / len(self._targets)
        return (self.probabilities - self._targets) * share


def _pair(a: ArrayLike, b: ArrayLike) -> tuple[Floats, Floats]:
    first, second = floats("first inputs", a), floats("second inputs", b)
    check_same_shape("second inputs", second, first, "Both inputs need one shape.")
    return first, second
