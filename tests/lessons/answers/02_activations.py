"""Answers to lesson 02, right and wrong, that students may well write."""

SETUP = """
import numpy as np


def sigmoid(x):
    small = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1.0, small) / (1.0 + small)


def tanh(x):
    return np.tanh(x)
"""

RIGHT = {
    "sigmoid": [
        """
def sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * x))
""",
        """
def sigmoid(x):
    positive = np.exp(-np.maximum(x, 0))
    negative = np.exp(np.minimum(x, 0))
    return np.where(x >= 0, 1 / (1 + positive), negative / (1 + negative))
""",
        """
import math
def sigmoid(x):
    def one(number):
        if number >= 0:
            return 1 / (1 + math.exp(-number))
        return math.exp(number) / (1 + math.exp(number))
    return np.vectorize(one, otypes=[float])(x)
""",
        """
def sigmoid(x):
    x = np.clip(x, -500, 500)
    return 1 / (1 + np.exp(-x))
""",
        """
from scipy.special import expit
def sigmoid(x):
    return expit(x)
""",
        """
def sigmoid(x):
    x = np.asarray(x, dtype=float)
    answer = np.empty_like(x)
    right = x >= 0
    answer[right] = 1 / (1 + np.exp(-x[right]))
    answer[~right] = np.exp(x[~right]) / (1 + np.exp(x[~right]))
    return answer
""",
        """
def sigmoid(x):
    x = np.asarray(x, dtype=np.float32)
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small)
""",
        """
import math
def sigmoid(x):
    if np.ndim(x) == 0:
        small = math.exp(-abs(x))
        return 1 / (1 + small) if x >= 0 else small / (1 + small)
    return [sigmoid(one) for one in x]
""",
        """
def sigmoid(x):
    return np.exp(-np.logaddexp(0, -np.asarray(x)))
""",
        """
def sigmoid(x):
    return np.piecewise(np.asarray(x, dtype=float), [np.asarray(x) >= 0], [lambda v: 1/(1+np.exp(-v)), lambda v: np.exp(v)/(1+np.exp(v))])
""",
    ],
    "sigmoid_gradient": [
        """
def sigmoid_gradient(x):
    return sigmoid(x) * (1 - sigmoid(x))
""",
        """
def sigmoid_gradient(x):
    def from_the_answer(h):
        return h - h ** 2
    return from_the_answer(sigmoid(x))
""",
        """
def sigmoid_gradient(x):
    small = np.exp(-np.abs(x))
    return small / (1 + small) ** 2
""",
        """
def sigmoid_gradient(x):
    return sigmoid(x) * sigmoid(-x)
""",
        """
def sigmoid_gradient(x):
    return (1 - np.tanh(x / 2) ** 2) / 4
""",
        """
def sigmoid_gradient(x):
    return [sigmoid_gradient(v) for v in x] if np.ndim(x) else float(sigmoid(x) * (1 - sigmoid(x)))
""",
    ],
    "tanh": [
        """
def tanh(x):
    return 2 * sigmoid(2 * x) - 1
def tanh_gradient(x):
    return 1 - tanh(x) ** 2
""",
        """
def tanh(x):
    return np.tanh(x)
def tanh_gradient(x):
    h = sigmoid(2 * x)
    return 4 * h * (1 - h)
""",
        """
def tanh(x):
    return sigmoid(2 * x) - sigmoid(-2 * x)
def tanh_gradient(x):
    return (1 - tanh(x)) * (1 + tanh(x))
""",
        """
def tanh(x):
    small = np.exp(-2 * np.abs(x))
    return np.sign(x) * (1 - small) / (1 + small)
def tanh_gradient(x):
    return 1 - np.square(np.tanh(x))
""",
        """
def tanh(x):
    return [tanh(v) for v in x] if np.ndim(x) else 2*sigmoid(2*x)-1
def tanh_gradient(x):
    return np.asarray([1-tanh(v)**2 for v in np.ravel(x)]).reshape(np.shape(x))
""",
    ],
    "relu": [
        """
def relu(x):
    return np.where(x > 0, x, 0)
def relu_gradient(x):
    return np.where(x >= 0, 1, 0)
""",
        """
def relu(x):
    return x * (x > 0)
def relu_gradient(x):
    return x > 0
""",
        """
def relu(x):
    return (np.abs(x) + x) / 2
def relu_gradient(x):
    return np.heaviside(x, 0.5)
""",
        """
def relu(x):
    answer = np.array(x, dtype=float)
    answer[answer < 0] = 0
    return answer
def relu_gradient(x):
    slope = np.zeros(np.shape(x))
    slope[np.asarray(x) > 0] = 1
    return slope
""",
        """
def relu(x):
    if np.ndim(x) == 0:
        return max(0, x)
    return [relu(one) for one in x]
def relu_gradient(x):
    if np.ndim(x) == 0:
        return 1 if x > 0 else 0
    return [relu_gradient(one) for one in x]
""",
        """
def relu(x):
    return np.vectorize(lambda v: max(0.0, v))(x)
def relu_gradient(x):
    return np.vectorize(lambda v: 1.0 if v > 0 else 0.0)(x)
""",
        """
def relu(x):
    return 0.5 * (x + abs(x))
def relu_gradient(x):
    return np.ceil(np.clip(x, 0, 1))
""",
    ],
    "signal_gradient": [
        """
def signal_gradient(x, weights, activation, activation_gradient):
    gradient = 1
    for w in weights:
        x = w * x
        gradient *= w * activation_gradient(x)
        x = activation(x)
    return gradient
""",
        """
def signal_gradient(x, weights, activation, activation_gradient):
    zs, h = [], x
    for w in weights:
        zs.append(w * h)
        h = activation(zs[-1])
    gradient = 1.0
    for w, z in zip(weights[::-1], zs[::-1]):
        gradient = gradient * activation_gradient(z)
        gradient = gradient * w
    return gradient
""",
        """
def signal_gradient(x, weights, activation, activation_gradient):
    if len(weights) == 0:
        return 1.0
    z = weights[0] * x
    return weights[0] * activation_gradient(z) * signal_gradient(activation(z), weights[1:], activation, activation_gradient)
""",
        """
def signal_gradient(x, weights, activation, activation_gradient):
    slopes = []
    h = x
    for i in range(len(weights)):
        slopes.append(activation_gradient(weights[i] * h))
        h = activation(weights[i] * h)
    return np.array([np.prod(weights) * np.prod(slopes)])
""",
        """
def signal_gradient(x, weights, activation, activation_gradient):
    def end(start):
        for w in weights:
            start = activation(w * start)
        return start
    return (end(x + 1e-6) - end(x - 1e-6)) / 2e-6
""",
        """
def signal_gradient(x, weights, activation, activation_gradient):
    from functools import reduce
    def go(state, w):
        h, g = state
        return activation(w*h), g*w*activation_gradient(w*h)
    return reduce(go, weights, (x, 1))[1]
""",
        """
def signal_gradient(x, weights, activation, activation_gradient):
    h = np.array([float(x)]); g = np.ones(1)
    for w in weights:
        h *= w
        g *= w * activation_gradient(h)
        h = activation(h)
    return g
""",
    ],
    "dead_units": [
        """
def dead_units(hidden):
    return np.sum(np.all(hidden == 0, axis=0))
""",
        """
def dead_units(hidden):
    count = 0
    for column in hidden.T:
        if column.max() == 0:
            count += 1
    return count
""",
        """
def dead_units(hidden):
    return int((np.sum(hidden, axis=0) == 0).sum())
""",
        """
def dead_units(hidden):
    alive = np.any(hidden > 0, axis=0)
    return len(alive) - np.count_nonzero(alive)
""",
        """
def dead_units(hidden):
    return float(np.shape(hidden)[1] - np.sum(np.max(hidden, axis=0) > 0))
""",
        """
def dead_units(hidden):
    return sum(all(v == 0 for v in column) for column in zip(*hidden))
""",
        """
def dead_units(hidden):
    return np.array([np.isclose(hidden, 0).all(0).sum()])
""",
    ],
    "leaky_relu": [
        """
def leaky_relu(x, slope=0.01):
    return np.maximum(x, slope * x)
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, slope)
""",
        """
def leaky_relu(x, slope=0.01):
    return np.maximum(x, 0) + slope * np.minimum(x, 0)
def leaky_relu_gradient(x, slope=0.01):
    return (x > 0) + slope * (x <= 0)
""",
        """
def leaky_relu_gradient(x, slope=0.01):
    return np.where(np.asarray(x) >= 0, 1.0, slope)
def leaky_relu(x, slope=0.01):
    return x * leaky_relu_gradient(x, slope)
""",
        """
def leaky_relu(x, slope=0.01):
    if np.ndim(x) == 0:
        return x if x > 0 else slope * x
    return [leaky_relu(one, slope) for one in x]
def leaky_relu_gradient(x, slope=0.01):
    answer = np.full(np.shape(x), slope)
    answer[np.asarray(x) > 0] = 1
    return answer
""",
        """
def leaky_relu(x, slope=0.01):
    x = np.array(x, dtype=float)
    x[x < 0] *= slope
    return x
def leaky_relu_gradient(x, slope=0.01):
    return 1.0 * (np.asarray(x) > 0) + slope * (np.asarray(x) < 0)
""",
        """
def relu(x): return np.maximum(x, 0)
def leaky_relu(x, slope=0.01):
    return relu(x) - slope * relu(-x)
def leaky_relu_gradient(x, slope=0.01):
    return slope + (1 - slope) * (x > 0)
""",
    ],
    "collapse": [
        """
def collapse(w1, b1, w2, b2):
    return np.dot(w1, w2), np.dot(b1, w2) + b2
""",
        """
def collapse(w1, b1, w2, b2):
    w = np.zeros((w1.shape[0], w2.shape[1]))
    b = np.array(b2, dtype=float)
    for i in range(w1.shape[0]):
        for j in range(w2.shape[1]):
            for n in range(w1.shape[1]):
                w[i, j] += w1[i, n] * w2[n, j]
    for j in range(w2.shape[1]):
        for n in range(len(b1)):
            b[j] += b1[n] * w2[n, j]
    return w, b
""",
        """
def collapse(w1, b1, w2, b2):
    def both(x):
        return (x @ w1 + b1) @ w2 + b2
    b = both(np.zeros((1, len(w1))))
    return [both(np.eye(len(w1))) - b, b]
""",
        """
def collapse(w1, b1, w2, b2):
    return (w2.T @ w1.T).T, w2.T @ b1 + b2
""",
        """
def collapse(w1, b1, w2, b2):
    return np.einsum('ij,jk->ik', w1, w2), np.einsum('j,jk->k', b1, w2) + b2
""",
        """
def collapse(w1, b1, w2, b2):
    return w1.astype(np.float32) @ w2.astype(np.float32), (b1 @ w2 + b2).reshape(-1, 1)
""",
    ],
}

WRONG = {
    "sigmoid": [
        (
            """
def sigmoid(x):
    return 1 / (1 + np.exp(-x))
""",
            "overflows for x = -1000",
        ),
        (
            """
def sigmoid(x):
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))
""",
            "both branches are computed",
        ),
        (
            """
def sigmoid(x):
    return np.exp(x) / (1 + np.exp(x))
""",
            "Only raise e to numbers that are not positive",
        ),
        (
            """
def sigmoid(x):
    small = np.exp(-np.abs(x))
    return 1 / (1 + small)
""",
            "mirror image",
        ),
        (
            """
def sigmoid(x):
    return 1 / (1 + np.exp(x))
""",
            "falls where it should rise",
        ),
        (
            """
def sigmoid(x):
    return 1 + np.exp(-x)
""",
            "That is the denominator",
        ),
        (
            """
def sigmoid(x):
    return 1 / 1 + np.exp(-x)
""",
            "That is the denominator",
        ),
        (
            """
def sigmoid(x):
    answer = np.zeros_like(x)
    small = np.exp(-np.abs(x))
    answer[...] = np.where(x >= 0, 1.0, small) / (1 + small)
    return answer
""",
            "whole numbers",
        ),
        (
            """
def sigmoid(x):
    answer = np.zeros(x.shape)
    answer[x >= 0] = 1 / (1 + np.exp(-x[x >= 0]))
    answer[x < 0] = np.exp(x[x < 0]) / (1 + np.exp(x[x < 0]))
    return answer
""",
            "AttributeError",
        ),
        (
            """
import math
def sigmoid(x):
    return 1 / (1 + math.exp(-x))
""",
            "TypeError",
        ),
        (
            """
def sigmoid(x):
    return 1/(1-np.exp(-x))
""",
            "1 *plus* the power of e",
        ),
        (
            """
def sigmoid(x):
    if x >= 0:
        return 1/(1+np.exp(-x))
    else:
        return np.exp(x)/(1+np.exp(x))
""",
            "`if`, `max` and `math` want one number",
        ),
        (
            """
def sigmoid(x):
    x[x < -500] = -500
    return 1/(1+np.exp(-x))
""",
            "`x` may be a single number, too",
        ),
        (
            """
def sigmoid(x):
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, small) / 1 + small
""",
            "put the denominator into parentheses",
        ),
        (
            """
def sigmoid(x):
    return 1/(1+np.exp(-np.clip(x,-5,5)))
""",
            "cut off too early",
        ),
    ],
    "sigmoid_gradient": [
        (
            """
def sigmoid_gradient(x):
    return x * (1 - x)
""",
            "what goes *into* the sigmoid",
        ),
        (
            """
def sigmoid_gradient(x):
    return sigmoid(x) * (1 + sigmoid(x))
""",
            "1 *minus* the sigmoid",
        ),
        (
            """
def sigmoid_gradient(x):
    return np.exp(-x) / (1 + np.exp(-x)) ** 2
""",
            "your `sigmoid` is already safe",
        ),
        (
            """
def sigmoid_gradient(x):
    return 1 - sigmoid(x) ** 2
""",
            "is the slope of tanh",
        ),
        (
            """
def sigmoid_gradient(x):
    return sigmoid(x)
""",
            "the sigmoid itself",
        ),
        (
            """
def sigmoid_gradient(x):
    h = sigmoid(x)
    return sigmoid(h) * (1 - sigmoid(h))
""",
            "taken twice",
        ),
        (
            """
def sigmoid_gradient(x):
    return sigmoid(x) * 1 - sigmoid(x)
""",
            "Are the parentheses missing?",
        ),
        (
            """
def sigmoid_gradient(x):
    return sigmoid(x) * (1 - x)
""",
            "In the second factor, too",
        ),
    ],
    "tanh": [
        (
            """
def tanh(x):
    return 2 * sigmoid(x) - 1
def tanh_gradient(x):
    return 1 - np.tanh(x) ** 2
""",
            "the inner number is `2 * x`",
        ),
        (
            """
def tanh(x):
    return 2 * sigmoid(2 * x)
def tanh_gradient(x):
    return 1 - np.tanh(x) ** 2
""",
            "so that 0 lands on 0",
        ),
        (
            """
def tanh(x):
    return np.tanh(x)
def tanh_gradient(x):
    return 1 - x ** 2
""",
            "what goes *into* tanh",
        ),
        (
            """
def tanh(x):
    return np.tanh(x)
def tanh_gradient(x):
    return 1 - np.tanh(x)
""",
            "Square the tanh",
        ),
        (
            """
def tanh(x):
    return np.tanh(x)
def tanh_gradient(x):
    h = sigmoid(2 * x)
    return 2 * h * (1 - h)
""",
            "Two things double the slope",
        ),
        (
            """
def tanh(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
def tanh_gradient(x):
    return 1 - tanh(x) ** 2
""",
            "exponentials written out overflow",
        ),
        (
            """
def tanh(x):
    return 2*(sigmoid(2*x)-1)
def tanh_gradient(x):
    return 1 - np.tanh(x)**2
""",
            "after the doubling",
        ),
        (
            """
def tanh(x):
    return 2*sigmoid(2*x)-1
def tanh_gradient(x):
    return 1 - tanh(x**2)
""",
            "Square the answer of tanh",
        ),
        (
            """
def tanh(x):
    return 2*sigmoid(2*x)-1
def tanh_gradient(x):
    return (1 - tanh(x))**2
""",
            "Only the tanh is squared",
        ),
        (
            """
def tanh(x):
    return 2*sigmoid(2*x)-1
def tanh_gradient(x):
    return 1/np.cosh(x)**2
""",
            "so does `np.cosh`",
        ),
    ],
    "relu": [
        (
            """
def relu(x):
    x[x < 0] = 0
    return x
def relu_gradient(x):
    return np.where(x > 0, 1, 0)
""",
            "writes into its argument",
        ),
        (
            """
def relu(x):
    return np.where(x > 0, 1, 0)
def relu_gradient(x):
    return np.where(x > 0, 1, 0)
""",
            "itself pass, not a 1",
        ),
        (
            """
def relu(x):
    return max(0, x)
def relu_gradient(x):
    return np.where(x > 0, 1, 0)
""",
            "ValueError",
        ),
        (
            """
def relu(x):
    return np.max(x, 0)
def relu_gradient(x):
    return np.where(x > 0, 1, 0)
""",
            "Positive numbers stay exactly as they are",
        ),
        (
            """
def relu(x):
    return np.maximum(x, 0)
def relu_gradient(x):
    return np.maximum(x, 0)
""",
            "These are the values of the function",
        ),
        (
            """
def relu(x):
    return np.maximum(x, 0)
def relu_gradient(x):
    return np.ones_like(x)
""",
            "Where x is negative the slope is 0",
        ),
        (
            """
def relu(x):
    return np.maximum(x, 0)
def relu_gradient(x):
    return np.where(x < 0, 1, 0)
""",
            "The two sides are swapped",
        ),
        (
            """
def relu(x):
    return np.maximum(x, 0)
def relu_gradient(x):
    x = np.asarray(x)
    x[x > 0] = 1
    x[x <= 0] = 0
    return x
""",
            "writes into its argument",
        ),
        (
            """
def relu(x):
    return np.where(x >= 0, 1, 0)
def relu_gradient(x):
    return np.where(x > 0, 1, 0)
""",
            "itself pass, not a 1",
        ),
        (
            """
def relu(x):
    return x if x > 0 else 0
def relu_gradient(x):
    return np.where(x > 0, 1, 0)
""",
            "`if`, `max` and `math` want one number",
        ),
        (
            """
def relu(x):
    return np.maximum(x, 0)
def relu_gradient(x):
    return np.zeros_like(x)
""",
            "Where x is positive the slope is 1",
        ),
        (
            """
def relu(x):
    return np.vectorize(lambda v: v if v > 0 else 0)(x)
def relu_gradient(x):
    return np.where(x > 0, 1, np.where(x == 0, 0.5, 0))
""",
            "The fractions are cut off",
        ),
    ],
    "signal_gradient": [
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, gradient = x, 1.0
    for w in weights:
        z = w * h
        gradient = gradient * activation_gradient(z)
        h = activation(z)
    return gradient
""",
            "Each weight is a factor",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, gradient = x, 1.0
    for w in weights:
        h = activation(w * h)
        gradient = gradient * w * activation_gradient(h)
    return gradient
""",
            "after the activation",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, gradient = x, 1.0
    for w in weights:
        gradient = gradient * w * activation_gradient(h)
        h = activation(w * h)
    return gradient
""",
            "Multiply it by the weight first",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, gradient = x, 1.0
    for w in weights:
        h = w * h
        gradient = gradient * w * activation_gradient(h)
    return gradient
""",
            "The next neuron receives",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, gradient = x, 0.0
    for w in weights:
        z = w * h
        gradient = gradient * w * activation_gradient(z)
        h = activation(z)
    return gradient
""",
            "Start at 1",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, gradient = x, 0.0
    for w in weights:
        z = w * h
        gradient += w * activation_gradient(z)
        h = activation(z)
    return gradient
""",
            "The factors are added",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h = x
    for w in weights:
        z = w * h
        gradient = w * activation_gradient(z)
        h = activation(z)
    return gradient
""",
            "keep multiplying one product",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, gradient = x, 1.0
    for w in weights:
        z = w * h
        gradient = gradient * w * activation_gradient(z)
        h = activation(z)
        return gradient
""",
            "is `return` inside the loop?",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    gradient = 1.0
    for w in weights:
        gradient = gradient * w * activation_gradient(w * x)
    return gradient
""",
            "Every neuron gets the first `x`",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    for w in weights:
        x = activation(w * x)
    return x
""",
            "not how far it moves",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    z = weights * x
    return weights * activation_gradient(z)
""",
            "should return one number",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, g = x, 1
    for w in weights:
        z = w*h
        g *= w*activation(z)
        h = activation(z)
    return g
""",
            "You multiply by the value",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, g = x, 1
    for w in weights[::-1]:
        z = w*h
        g *= w*activation_gradient(z)
        h = activation(z)
    return g
""",
            "from front to back",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, g = x, 1
    for w in weights:
        z = w*h
        g = g + w*activation_gradient(z)
        h = activation(z)
    return g
""",
            "The factors are added",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, g = x, 1
    for i in range(1, len(weights)):
        z = weights[i]*h
        g *= weights[i]*activation_gradient(z)
        h = activation(z)
    return g
""",
            "does the loop go over all the weights",
        ),
        (
            """
def signal_gradient(x, weights, activation, activation_gradient):
    h, g = x, []
    for w in weights:
        z = w*h
        g.append(w*activation_gradient(z))
        h = activation(z)
    return g
""",
            "multiply them all together",
        ),
    ],
    "dead_units": [
        (
            """
def dead_units(hidden):
    return np.sum(np.all(hidden == 0, axis=1))
""",
            "Neurons are the columns",
        ),
        (
            """
def dead_units(hidden):
    return np.sum(np.any(hidden == 0, axis=0))
""",
            "for *some* example is not dead",
        ),
        (
            """
def dead_units(hidden):
    return np.sum(hidden == 0)
""",
            "You counted all zeros",
        ),
        (
            """
def dead_units(hidden):
    return np.all(hidden == 0, axis=0)
""",
            "now count the Trues",
        ),
        (
            """
def dead_units(hidden):
    return np.mean(np.all(hidden == 0, axis=0))
""",
            "That is the share",
        ),
        (
            """
def dead_units(hidden):
    return np.sum(np.any(hidden > 0, axis=0))
""",
            "You counted the living",
        ),
        (
            """
def dead_units(hidden):
    return np.where(np.all(hidden == 0, axis=0))[0]
""",
            "Return how many there are",
        ),
        (
            """
def dead_units(hidden):
    return np.sum(np.all(hidden == 0))
""",
            "You found none",
        ),
        (
            """
def dead_units(hidden):
    return np.sum(hidden == 0, axis=0)
""",
            "You counted the zeros in each column",
        ),
    ],
    "leaky_relu": [
        (
            """
def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope)
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, slope)
""",
            "`slope` alone is its gradient",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, 0.01 * x)
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, slope)
""",
            "here it is 0.2",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope * x)
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, 0)
""",
            "0.01 where it is negative",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope * x)
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, slope * x)
""",
            "without `x`",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    answer = np.array(x)
    answer[answer < 0] = slope * answer[answer < 0]
    return answer
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, slope)
""",
            "the fractions are lost",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    x[x < 0] *= slope
    return x
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, slope)
""",
            "writes into its argument",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    return slope * x
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, slope)
""",
            "only the left is multiplied",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope * x)
def leaky_relu_gradient(x, slope=0.01):
    return np.full(np.shape(x), slope)
""",
            "Where x is positive the slope is 1",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope * x)
def leaky_relu_gradient(x, slope=0.01):
    x[x > 0] = 1
    x[x <= 0] = slope
    return x
""",
            "writes into its argument",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    x = x.copy()
    x[x < 0] *= slope
    return x
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, slope)
""",
            "multiply into a new array",
        ),
        (
            """
def leaky_relu(x, slope=0.01):
    return np.where(x > 0, x, slope * x)
def leaky_relu_gradient(x, slope=0.01):
    return np.where(x > 0, 1, 0.01)
""",
            "here it is 0.3",
        ),
    ],
    "collapse": [
        (
            """
def collapse(w1, b1, w2, b2):
    return w2 @ w1, b1 @ w2 + b2
""",
            "$W_1$ comes first",
        ),
        (
            """
def collapse(w1, b1, w2, b2):
    return w1 @ w2, b1 + b2
""",
            "before it is added: `b1 @ w2`",
        ),
        (
            """
def collapse(w1, b1, w2, b2):
    return w1 @ w2, b2
""",
            "The first bias has got lost",
        ),
        (
            """
def collapse(w1, b1, w2, b2):
    return w1 * w2, b1 * w2 + b2
""",
            "A matrix product is `@`",
        ),
        (
            """
def collapse(w1, b1, w2, b2):
    return w1 @ w2, w2 @ b1 + b2
""",
            "not `w2 @ b1`",
        ),
        (
            """
def collapse(w1, b1, w2, b2):
    return w1 @ w2
""",
            "should return two things",
        ),
        (
            """
def collapse(w1, b1, w2, b2):
    return b1 @ w2 + b2, w1 @ w2
""",
            "The two are swapped",
        ),
        (
            """
def collapse(w1, b1, w2, b2):
    return w1 @ w2, b1 * w2 + b2
""",
            "A bias passes through a layer by `@`",
        ),
        (
            """
def collapse(w1, b1, w2, b2):
    return w1 @ w2, b1 @ w1 + b2
""",
            "has already left the first layer",
        ),
    ],
}
