"""Optimizers: how far, and which way, the next step goes. Each agrees with Keras's of the same name."""

from collections.abc import Mapping
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from course_utils.nn.arrays import Floats, check_same_shape, floats

Arrays = Mapping[str, ArrayLike]


class Optimizer:
    """What the optimizers have in common: they read the arrays, and ask `_update` for each new one.

    Parameters
    ----------
    learning_rate : float, above 0
        May be changed between steps.

    Attributes
    ----------
    steps : int
        Steps taken.

    Raises
    ------
    ValueError
        If the learning rate is not above 0.
    """

    def __init__(self, learning_rate: float) -> None:
        if not learning_rate > 0:
            raise ValueError(f"learning_rate={learning_rate!r} does not fit: give a number above 0, such as 0.01.")
        self.learning_rate = learning_rate
        self.steps = 0
        self._memory: dict[tuple[str, str], Floats] = {}

    def step(self, parameters: Arrays, gradients: Arrays) -> dict[str, Floats]:
        """Take one step downhill.

        Parameters
        ----------
        parameters : mapping of str to array
            Not changed.
        gradients : mapping of str to array
            The same names and shapes. Not changed.

        Returns
        -------
        dict from str to float array
            The new parameters, in the same order; float32 where parameters and gradients are.

        Raises
        ------
        KeyError
            If a parameter has no gradient.
        ShapeError
            If a gradient has another shape than its parameter.
        """
        read = {name: (floats(name, array), _gradient_of(name, array, gradients)) for name, array in parameters.items()}
        self.steps += 1
        return {name: self._update(name, array, gradient) for name, (array, gradient) in read.items()}

    def _update(self, name: str, parameter: Floats, gradient: Floats) -> Floats:
        raise NotImplementedError

    def _remembered(self, kind: str, name: str, like: Floats) -> Floats:
        """Recall an array from the step before; zeros at first."""
        return self._memory.get((kind, name), np.zeros_like(like))


class SGD(Optimizer):
    """Stochastic gradient descent: w - learning_rate g.

    Parameters
    ----------
    learning_rate : float, above 0

    Examples
    --------
    >>> SGD(0.1).step({"w": [1.0]}, {"w": [2.0]})
    {'w': array([0.8])}
    """

    def __init__(self, learning_rate: float = 0.01) -> None:
        super().__init__(learning_rate)

    def _update(self, name: str, parameter: Floats, gradient: Floats) -> Floats:  # noqa: ARG002 - remembers nothing
        return parameter - self.learning_rate * gradient


class Momentum(Optimizer):
    """A ball that rolls: v = momentum v - learning_rate g, then w + v.

    Parameters
    ----------
    learning_rate : float, above 0
    momentum : float, 0 to below 1
        The share of its velocity that the ball keeps.

    Notes
    -----
    Polyak (1964); as Keras's SGD(momentum=...). Sutskever et al. (2013), equations 1 and 2.

    Examples
    --------
    >>> ball = Momentum(0.1, momentum=0.5)
    >>> ball.step({"w": [1.0]}, {"w": [2.0]}), ball.step({"w": [1.0]}, {"w": [2.0]})
    ({'w': array([0.8])}, {'w': array([0.7])})
    """

    def __init__(self, learning_rate: float = 0.01, momentum: float = 0.9) -> None:
        super().__init__(learning_rate)
        self.momentum = momentum

    def _update(self, name: str, parameter: Floats, gradient: Floats) -> Floats:
        velocity = self.momentum * self._remembered("velocity", name, parameter) - self.learning_rate * gradient
        self._memory["velocity", name] = velocity
        return parameter + velocity


class RMSprop(Optimizer):
    """Each weight its own pace: s = decay s + (1 - decay) g^2, then w - learning_rate g / sqrt(s + epsilon).

    Parameters
    ----------
    learning_rate : float, above 0
    decay : float, 0 to below 1
        The share of the mean that stays; Keras calls it rho.
    epsilon : float, above 0
        Keeps the fraction finite; under the root, as in Keras.

    Notes
    -----
    Tieleman & Hinton (2012), Neural networks for machine learning, lecture 6.5.

    Examples
    --------
    >>> RMSprop(0.1).step({"w": [1.0, 1.0]}, {"w": [3.0, 300.0]})["w"].round(3)
    array([0.684, 0.684])
    """

    def __init__(self, learning_rate: float = 0.001, decay: float = 0.9, epsilon: float = 1e-7) -> None:
        super().__init__(learning_rate)
        self.decay, self.epsilon = decay, epsilon

    def _update(self, name: str, parameter: Floats, gradient: Floats) -> Floats:
        squares = self.decay * self._remembered("squares", name, parameter) + (1 - self.decay) * gradient**2
        self._memory["squares", name] = squares
        return parameter - self.learning_rate * gradient / np.sqrt(squares + self.epsilon)


class Adam(Optimizer):
    """Momentum and RMSprop in one, corrected for their start from zero.

    m = beta_1 m + (1 - beta_1) g, s = beta_2 s + (1 - beta_2) g^2, and with t the number of the step
    w - learning_rate sqrt(1 - beta_2^t) / (1 - beta_1^t) m / (sqrt(s) + epsilon).

    Parameters
    ----------
    learning_rate : float, above 0
    beta_1, beta_2 : float, 0 to below 1
        The shares of the two means that stay.
    epsilon : float, above 0
        Keeps the fraction finite.

    Notes
    -----
    Kingma & Ba (2015), arXiv:1412.6980: the order of computation at the end of its section 2, as in Keras. Its algorithm 1 divides by
    sqrt(s / (1 - beta_2^t)) + epsilon instead: the same but for the size of epsilon.

    Examples
    --------
    >>> Adam(0.1).step({"w": [1.0, 1.0]}, {"w": [3.0, 300.0]})["w"].round(3)
    array([0.9, 0.9])
    """

    def __init__(self, learning_rate: float = 0.001, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-7) -> None:
        super().__init__(learning_rate)
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon

    def _update(self, name: str, parameter: Floats, gradient: Floats) -> Floats:
        means = self.beta_1 * self._remembered("means", name, parameter) + (1 - self.beta_1) * gradient
        squares = self.beta_2 * self._remembered("squares", name, parameter) + (1 - self.beta_2) * gradient**2
        self._memory["means", name], self._memory["squares", name] = means, squares
        corrected = self.learning_rate * sqrt(1 - self.beta_2**self.steps) / (1 - self.beta_1**self.steps)
        return parameter - corrected * means / (np.sqrt(squares) + self.epsilon)


class AdamW(Adam):
    """Adam with weight decay: every weight first shrinks to (1 - learning_rate weight_decay) of itself.

    Parameters
    ----------
    learning_rate : float, above 0
    weight_decay : float, at least 0
    beta_1, beta_2 : float, 0 to below 1
    epsilon : float, above 0

    Notes
    -----
    Loshchilov & Hutter (2019), arXiv:1711.05101. An L2 penalty in the loss is not the same: Adam would divide it by sqrt(s), too.
    As Keras does unless told otherwise, biases decay like weights.

    Examples
    --------
    >>> AdamW(0.1, weight_decay=0.5).step({"w": [1.0]}, {"w": [0.0]})
    {'w': array([0.95])}
    """

    def __init__(
        self,
        learning_rate: float = 0.001,
        weight_decay: float = 0.004,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
    ) -> None:
        super().__init__(learning_rate, beta_1, beta_2, epsilon)
        self.weight_decay = weight_decay

    def _update(self, name: str, parameter: Floats, gradient: Floats) -> Floats:
        return super()._update(name, parameter * (1 - self.learning_rate * self.weight_decay), gradient)


def _gradient_of(name: str, parameter: ArrayLike, gradients: Arrays) -> Floats:
    if name not in gradients:
        raise KeyError(f"no gradient for {name!r}; there are {', '.join(gradients) or 'none'}.")
    gradient = floats(f"gradients of {name}", gradients[name])
    check_same_shape(f"gradients of {name}", gradient, np.shape(parameter), "Each number has one gradient.")
    return gradient
