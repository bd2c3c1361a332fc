"""Answers to lesson 01, right and wrong, that students may well write."""

SETUP = """
import numpy as np
from course_utils import explore_perceptron

explorer = explore_perceptron("OR", weights=[1, -1], bias=0.5)
INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
TARGETS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0]}


def step(z):
    return 1 if z > 0 else 0


def perceptron(x, w, b):
    return step(np.sum(x * w) + b)


and_gate, or_gate, nand_gate = ([1, 1], -1.5), ([1, 1], -0.5), ([-1, -1], 1.5)


def as_gate(numbers):
    def gate(x1, x2):
        *w, b = np.hstack(numbers)
        return perceptron(np.array([x1, x2]), np.array(w), b)

    return gate


AND, OR, NAND = as_gate(and_gate), as_gate(or_gate), as_gate(nand_gate)


def update(w, b, x, target, learning_rate):
    error = target - perceptron(x, w, b)
    return w + learning_rate * error * x, b + learning_rate * error
"""

RIGHT = {
    "or_line": [
        """
explorer.weights = [1.0, 1.0]
explorer.bias = -0.5
""",
        "explorer.weights, explorer.bias = [2, 1], 0",
        """
explorer.weights = (0.3, 0.7)
explorer.bias = np.float64(-0.1)
""",
    ],
    "step": [
        """
def step(z):
    if z > 0:
        return 1
    else:
        return 0
""",
        """
def step(z):
    return int(z > 0)
""",
        """
def step(z):
    return z > 0
""",
        """
def step(z):
    return np.where(np.asarray(z) > 0, 1, 0)
""",
        "step = lambda z: np.heaviside(z, 0)",
        """
def step(z):
    return (np.asarray(z) > 0).astype(np.int64)
""",
    ],
    "perceptron": [
        """
def perceptron(x, w, b):
    return step(np.dot(x, w) + b)
""",
        """
def perceptron(x, w, b):
    z = b
    for i in range(len(x)):
        z += w[i] * x[i]
    return step(z)
""",
        """
def perceptron(x, w, b):
    return bool(x @ w > -b)
""",
        """
def perceptron(x, w, b):
    return 1 if sum(xi * wi for xi, wi in zip(x, w)) + b > 0 else 0
""",
        """
def perceptron(x, w, b):
    return np.where((np.asarray(x) * w).sum() + b > 0, 1.0, 0.0)
""",
    ],
    "gates": [
        """
and_gate = ([1, 1], -1.5)
or_gate = ([1, 1], -0.5)
nand_gate = ([-1, -1], 1.5)
""",
        """
and_gate = (np.array([0.5, 0.5]), -0.7)
or_gate = (np.array([0.5, 0.5]), -0.2)
nand_gate = (np.array([-0.5, -0.5]), 0.7)
""",
        """
and_gate = [[1, 1], -1]
or_gate = [[2, 1], 0]
nand_gate = [[-3, -2], 4]
""",
        """
and_gate = [2, 2, -3]
or_gate = (5, 5, -1)
nand_gate = np.array([-2, -2, 3])
""",
    ],
    "update": [
        """
def update(w, b, x, target, learning_rate):
    answer = perceptron(x, w, b)
    if answer == target:
        return w, b
    if target == 1:
        return w + learning_rate * x, b + learning_rate
    return w - learning_rate * x, b - learning_rate
""",
        """
def update(w, b, x, target, learning_rate):
    error = target - perceptron(x, w, b)
    for i in range(len(w)):
        w[i] += learning_rate * error * x[i]
    b += learning_rate * error
    return w, b
""",
        """
def update(w, b, x, target, learning_rate):
    delta = learning_rate * (int(target) - int(perceptron(x, w, b)))
    return [[wi + delta * xi for wi, xi in zip(w, x)], b + delta]
""",
        """
def update(w, b, x, target, learning_rate):
    error = perceptron(x, w, b) - target
    return w - learning_rate * error * np.array(x), np.array([b - learning_rate * error])
""",
    ],
    "best_on_grid": [
        """
def best_on_grid(targets, values):
    best = 0
    for w1 in values:
        for w2 in values:
            for b in values:
                right = 0
                for x, target in zip(INPUTS, targets):
                    if perceptron(x, np.array([w1, w2]), b) == target:
                        right += 1
                if right > best:
                    best = right
    return best
""",
        """
def best_on_grid(targets, values):
    w1, w2, b = (axis.ravel() for axis in np.meshgrid(values, values, values))
    z = INPUTS @ np.stack([w1, w2]) + b
    return ((z > 0) == np.array(targets)[:, None]).sum(axis=0).max()
""",
        """
import itertools
def best_on_grid(targets, values):
    return max(
        sum(int(perceptron(x, np.array([w1, w2]), b) == t) for x, t in zip(INPUTS, targets))
        for w1, w2, b in itertools.product(values, values, values)
    )
""",
    ],
    "pair_sums": [
        """
def pair_sums(w, b):
    z = INPUTS @ w + b
    return z[1] + z[2], z[0] + z[3]
""",
        """
def pair_sums(w, b):
    return [(w[1] + b) + (w[0] + b), b + (w[0] + w[1] + b)]
""",
        """
def pair_sums(w, b):
    total = np.sum(w) + 2 * b
    return np.array([total, total])
""",
        """
def pair_sums(w, b):
    def z(x1, x2):
        return w[0] * x1 + w[1] * x2 + b
    return (z(0, 1) + z(1, 0), z(0, 0) + z(1, 1))
""",
    ],
    "xor": [
        """
def xor(x1, x2):
    return AND(NAND(x1, x2), OR(x1, x2))
""",
        """
def xor(x1, x2):
    return AND(OR(x1, x2), NAND(x1, x2)) == 1
""",
        """
def xor(x1, x2):
    a = NAND(x1, x2)
    return NAND(NAND(x1, a), NAND(x2, a))
""",
        """
def xor(x1, x2):
    first = OR(x1, x2)
    second = NAND(x1, x2)
    answer = AND(first, second)
    return np.int64(answer)
""",
    ],
}

WRONG = {
    "or_line": [
        (
            """
explorer.weights = [1.0, 1.0]
explorer.bias = -1.5
""",
            "2 of 4 rows are right",
        ),
        (
            """
explorer.weights = [1.0, 1.0]
explorer.bias = -1.0
""",
            "runs exactly through this corner",
        ),
        (
            """
explorer.weights = [-1.0, -1.0]
explorer.bias = 0.5
""",
            "0 of 4 rows are right",
        ),
    ],
    "step": [
        (
            """
def step(z):
    return 1 if z >= 0 else 0
""",
            "Did you write `>=`?",
        ),
        (
            """
def step(z):
    return 1 if z < 0 else 0
""",
            "Is the comparison the right way round?",
        ),
        (
            """
def step(z):
    return round(min(max(z, 0), 1))
""",
            "no rounding",
        ),
        (
            """
def step(z):
    if z > 0:
        return 1
""",
            "None",
        ),
        (
            """
def step(z):
    return np.sign(z)
""",
            "Numbers above 0 give 1, all others 0",
        ),
    ],
    "perceptron": [
        (
            """
def perceptron(x, w, b):
    return step(np.sum(x * w))
""",
            "Is the bias in the sum?",
        ),
        (
            """
def perceptron(x, w, b):
    return np.sum(x * w) + b
""",
            "return what `step` says",
        ),
        (
            """
def perceptron(x, w, b):
    return step(x[0] * w[0] + x[1] * w[1] + b)
""",
            "do not name just two",
        ),
        (
            """
def perceptron(x, w, b):
    return step(np.sum(x * w + b))
""",
            "It is added once",
        ),
        (
            """
def perceptron(x, w, b):
    return step(x * w + b)
""",
            "ValueError",
        ),
    ],
    "gates": [
        (
            """
and_gate = ([1, 1], -0.5)
or_gate = ([1, 1], -0.5)
nand_gate = ([-1, -1], 1.5)
""",
            "`and_gate`: 2 of 4 rows are right",
        ),
        (
            """
and_gate = ([1, 1], -1.5)
or_gate = ([1, 1], -1)
nand_gate = ([-1, -1], 1.5)
""",
            "runs exactly through this corner",
        ),
        (
            """
and_gate = ([1, 1], -1.5)
or_gate = ([1, 1], -0.5)
nand_gate = ([1, 1], -1.5)
""",
            "`nand_gate`: 0 of 4 rows are right",
        ),
        (
            """
and_gate = ([1, 1],)
or_gate = ([1, 1], -0.5)
nand_gate = ([-1, -1], 1.5)
""",
            "should look like `([w1, w2], b)`",
        ),
        (
            """
and_gate = 'AND'
or_gate = ([1, 1], -0.5)
nand_gate = ([-1, -1], 1.5)
""",
            "should look like `([w1, w2], b)`",
        ),
    ],
    "update": [
        (
            """
def update(w, b, x, target, learning_rate):
    error = perceptron(x, w, b) - target
    return w + learning_rate * error * x, b + learning_rate * error
""",
            "Check the sign",
        ),
        (
            """
def update(w, b, x, target, learning_rate):
    error = target - perceptron(x, w, b)
    return w + learning_rate * error * x, b
""",
            "The bias moves too",
        ),
        (
            """
def update(w, b, x, target, learning_rate):
    error = target - perceptron(x, w, b)
    return w + learning_rate * error, b + learning_rate * error
""",
            "must not move",
        ),
        (
            """
def update(w, b, x, target, learning_rate):
    error = target - perceptron(x, w, b)
    return w + error * x, b + error
""",
            "Multiply the nudge of the weights by `learning_rate`",
        ),
        (
            """
def update(w, b, x, target, learning_rate):
    error = target - (np.sum(x * w) + b)
    return w + learning_rate * error * x, b + learning_rate * error
""",
            "not the sum before the step",
        ),
        (
            """
def update(w, b, x, target, learning_rate):
    error = target - perceptron(x, w, b)
    return w + learning_rate * error * x
""",
            "should return two things",
        ),
    ],
    "best_on_grid": [
        (
            """
def best_on_grid(targets, values):
    right = 0
    for w1 in values:
        for w2 in values:
            for b in values:
                right = sum(perceptron(x, np.array([w1, w2]), b) == t for x, t in zip(INPUTS, targets))
    return right
""",
            "keep the largest count, not the last",
        ),
        (
            """
def best_on_grid(targets, values):
    best = 0
    for w in values:
        for b in values:
            best = max(best, sum(perceptron(x, np.array([w, w]), b) == t for x, t in zip(INPUTS, targets)))
    return best
""",
            "each have a loop of their own",
        ),
        (
            """
def best_on_grid(targets, values):
    right = 0
    for w1 in values:
        for w2 in values:
            for b in values:
                right += sum(perceptron(x, np.array([w1, w2]), b) == t for x, t in zip(INPUTS, targets))
    return right
""",
            "Count afresh",
        ),
        (
            """
def best_on_grid(targets, values):
    best = 0
    for w1 in np.linspace(-2, 2, 9):
        for w2 in np.linspace(-2, 2, 9):
            for b in np.linspace(-2, 2, 9):
                best = max(best, sum(perceptron(x, np.array([w1, w2]), b) == t for x, t in zip(INPUTS, targets)))
    return best
""",
            "This grid is tiny",
        ),
        (
            """
def best_on_grid(targets, values):
    return 4
""",
            "keep the largest count",
        ),
    ],
    "pair_sums": [
        (
            """
def pair_sums(w, b):
    z = [perceptron(x, w, b) for x in INPUTS]
    return z[1] + z[2], z[0] + z[3]
""",
            "without `step`",
        ),
        (
            """
def pair_sums(w, b):
    return w[0] + w[1] + 2 * b, w[0] + w[1] + b
""",
            "At (0, 0) z is not 0",
        ),
        (
            """
def pair_sums(w, b):
    z = INPUTS @ w
    return z[1] + z[2], z[0] + z[3]
""",
            "The bias is part of z",
        ),
        (
            """
def pair_sums(w, b):
    z = INPUTS @ w + b
    return z[0] + z[1], z[2] + z[3]
""",
            "First z at (0, 1)",
        ),
        (
            """
def pair_sums(w, b):
    z = INPUTS @ w + b
    return z[1] + z[2]
""",
            "shape",
        ),
    ],
    "xor": [
        (
            """
def xor(x1, x2):
    return OR(x1, x2)
""",
            "`NAND` answers 0",
        ),
        (
            """
def xor(x1, x2):
    return OR(NAND(x1, x2), OR(x1, x2))
""",
            "Let it have a veto",
        ),
        (
            """
def xor(x1, x2):
    return AND(x1, x2)
""",
            "both `OR` and `NAND` answer 1",
        ),
        (
            """
def xor(x1, x2):
    AND(NAND(x1, x2), OR(x1, x2))
""",
            "`return`",
        ),
    ],
}
