"""Answers to lesson 04, right and wrong, that students may well write."""

SETUP = """
import numpy as np


def mean_squared_error(predictions, targets):
    return np.mean((predictions - targets) ** 2)


def numerical_gradient(f, x, h=1e-4):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        value = x[place]
        x[place] = value + h
        above = f(x)
        x[place] = value - h
        below = f(x)
        x[place] = value
        gradient[place] = (above - below) / (2 * h)
    return gradient
"""

RIGHT = {
    "mean_squared_error": [
        """
def mean_squared_error(predictions, targets):
    return ((predictions - targets) ** 2).mean()
""",
        """
def mean_squared_error(predictions, targets):
    difference = np.ravel(targets) - np.ravel(predictions)
    return difference @ difference / difference.size
""",
        """
def mean_squared_error(predictions, targets):
    total = 0
    for prediction, target in zip(predictions.flat, targets.flat):
        total += (prediction - target) ** 2
    return total / predictions.size
""",
        """
def mean_squared_error(predictions, targets):
    return np.mean(np.square(predictions - targets), keepdims=True)
""",
        """
def mean_squared_error(predictions, targets):
    return np.float32(np.mean(np.mean((predictions - targets) ** 2, axis=-1)))
""",
        """
def mean_squared_error(predictions, targets):
    d = predictions - targets
    return float(np.einsum('i,i', d.ravel(), d.ravel()) / d.size)
""",
        """
def mean_squared_error(targets, predictions):
    return np.var(predictions-targets) + np.mean(predictions-targets)**2
""",
    ],
    "cross_entropy": [
        """
def cross_entropy(probabilities, labels):
    if labels.ndim == 1:
        labels = np.eye(probabilities.shape[1])[labels]
    return -np.sum(labels * np.log(probabilities + 1e-7)) / len(probabilities)
""",
        """
def cross_entropy(probabilities, labels):
    total = 0
    for row, label in zip(probabilities, labels):
        if labels.ndim == 2:
            label = np.argmax(label)
        total -= np.log(max(row[label], 1e-12))
    return total / len(labels)
""",
        """
def cross_entropy(probabilities, labels):
    safe = np.clip(probabilities, 1e-7, 1 - 1e-7)
    if labels.ndim > 1:
        return -(labels * np.log(safe)).sum(axis=1).mean()
    return -np.log(safe[range(len(labels)), labels]).mean()
""",
        """
def cross_entropy(probabilities, labels):
    labels = labels.argmax(-1) if labels.shape == probabilities.shape else labels
    p = np.take_along_axis(probabilities.astype(np.float32), labels[:, None], axis=1)
    return np.mean(-np.log(np.where(p < 1e-7, 1e-7, p)))
""",
        """
import math
def cross_entropy(probabilities, labels):
    n, k = probabilities.shape
    losses = []
    for i in range(n):
        for j in range(k):
            hit = labels[i, j] == 1 if labels.ndim == 2 else labels[i] == j
            if hit:
                losses.append(-math.log(probabilities[i, j] + 1e-10))
    return sum(losses) / n
""",
        """
def cross_entropy(probabilities, labels):
    eps = 1e-7
    if labels.ndim == 2:
        p = np.sum(probabilities * labels, axis=1)
    else:
        p = probabilities[np.arange(probabilities.shape[0]), labels]
    return -np.log(p + eps).sum() / len(p)
""",
        """
def cross_entropy(probabilities, labels):
    if labels.ndim == 2:
        p = probabilities[labels == 1]
    else:
        p = probabilities[np.arange(len(labels)), labels]
    return float(np.mean(-np.log(np.clip(p, 1e-7, None))))
""",
        """
def cross_entropy(probabilities, labels):
    if labels.ndim == 2:
        labels = np.argmax(labels, axis=1)
    p = np.diag(probabilities[:, labels])
    return -np.log(np.maximum(p, 1e-7)).mean()
""",
    ],
    "derivative": [
        """
def derivative(f, x, h=1e-4):
    return (f(x + h) - f(x - h)) / (2 * h)
""",
        """
def derivative(f, x, h=1e-4):
    right, left = f(x + h), f(x - h)
    return 0.5 * (right - left) / h
""",
        """
def derivative(f, x, h=1e-4):
    forward = (f(x + h) - f(x)) / h
    backward = (f(x) - f(x - h)) / h
    return (forward + backward) / 2
""",
        "derivative = lambda f, x, h=1e-4: np.array([(f(x + h) - f(x - h)) / 2 / h])",
        """
def derivative(f, x, h=1e-4):
    a, b = x - h, x + h
    return (f(b) - f(a)) / (b - a)
""",
        """
def derivative(f, x, h=1e-4):
    return np.gradient([f(x-h), f(x), f(x+h)], h)[1]
""",
    ],
    "numerical_gradient": [
        """
def numerical_gradient(f, x, h=1e-4):
    x = x.astype(float)
    gradient = np.empty(x.shape)
    for i in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
""",
        """
def numerical_gradient(f, x, h=1e-4):
    flat = np.array(x, dtype=float).ravel()
    slopes = []
    for i in range(flat.size):
        above, below = flat.copy(), flat.copy()
        above[i] += h
        below[i] -= h
        slopes.append((f(above.reshape(x.shape)) - f(below.reshape(x.shape))) / (2 * h))
    return np.array(slopes).reshape(x.shape)
""",
        """
def numerical_gradient(f, x, h=1e-4):
    x = np.array(x, float)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        idx = it.multi_index
        old = x[idx]
        x[idx] = float(old) + h
        fxh1 = f(x)
        x[idx] = float(old) - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = old
        it.iternext()
    return grad
""",
        """
def numerical_gradient(f, x, h=1e-4):
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(f(x + step) - f(x - step)) / (2 * h) for step in steps]).reshape(x.shape)
""",
        """
def numerical_gradient(f, x, h=1e-4):
    def along(place, distance):
        moved = x.astype(np.float64)
        moved[place] += distance
        return f(moved)
    if x.ndim == 1:
        return [(along(i, h) - along(i, -h)) / (2 * h) for i in range(len(x))]
    gradient = np.zeros(x.shape)
    for place, _ in np.ndenumerate(x):
        gradient[place] = (along(place, h) - along(place, -h)) / (2 * h)
    return gradient
""",
        """
def numerical_gradient(f, x, h=1e-4):
    x = x * 1.0
    g = np.zeros(x.shape)
    for i in range(x.size):
        old = x.flat[i]
        x.flat[i] = old + h; a = f(x)
        x.flat[i] = old - h; b = f(x)
        x.flat[i] = old
        g.flat[i] = (a - b) / (2*h)
    return g
""",
        """
def derivative(f, x, h=1e-4):
    return (f(x + h) - f(x - h)) / (2 * h)
def numerical_gradient(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        def along(t):
            moved = np.array(x, dtype=float)
            moved[place] = t
            return f(moved)
        gradient[place] = derivative(along, x[place], h)
    return gradient
""",
        """
def numerical_gradient(f, x, h=1e-4):
    if x.ndim > 1:
        flat = numerical_gradient(lambda v: f(v.reshape(x.shape)), x.ravel(), h)
        return flat.reshape(x.shape)
    x = x.astype(float)
    g = np.zeros(len(x))
    for i in range(len(x)):
        v = x[i]
        x[i] = v + h
        g[i] = f(x)
        x[i] = v - h
        g[i] -= f(x)
        x[i] = v
    return g / (2*h)
""",
    ],
    "gradient_descent": [
        """
def gradient_descent(f, start, learning_rate, steps):
    x = start.astype(float)
    path = [x.copy()]
    for _ in range(steps):
        x -= learning_rate * numerical_gradient(f, x)
        path.append(x.copy())
    return np.array(path)
""",
        """
def gradient_descent(f, start, learning_rate, steps):
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for step in range(steps):
        path[step + 1] = path[step] - learning_rate * numerical_gradient(f, path[step])
    return path
""",
        """
def gradient_descent(f, start, learning_rate, steps):
    path = [start]
    while len(path) < steps + 1:
        path = path + [path[-1] - numerical_gradient(f, path[-1]) * learning_rate]
    return np.vstack(path)
""",
        """
def gradient_descent(f, start, learning_rate, steps):
    if steps == 0:
        return [start.tolist()]
    after = start - learning_rate * numerical_gradient(f, start)
    return [start.tolist()] + gradient_descent(f, after, learning_rate, steps - 1)
""",
        """
def gradient_descent(f, start, learning_rate, steps):
    here = np.array(start, dtype=float)
    path = np.empty((steps + 1, here.size))
    for i in range(steps + 1):
        path[i] = here
        here = here - learning_rate * numerical_gradient(f, here)
    return path
""",
        """
def gradient_descent(f, start, learning_rate, steps):
    path = np.array([start], dtype=float)
    for _ in range(steps):
        path = np.concatenate([path, path[-1:] - learning_rate * numerical_gradient(f, path[-1])[None]])
    return path
""",
        """
def gradient_descent(f, start, learning_rate, steps):
    x = start.copy().astype(float)
    path = [list(x)]
    for _ in range(steps):
        x -= learning_rate * numerical_gradient(f, x)
        path.append(list(x))
    return tuple(path)
""",
    ],
    "rates": [
        "good_rate, limit_rate = 0.08, 2 / 80",
        """
good_rate = 0.06
limit_rate = 0.025
""",
        """
good_rate = np.float32(0.095)
limit_rate = np.array(0.0251)
""",
        """
good_rate = 1/16
limit_rate = 0.0253
""",
    ],
    "evaluations": [
        """
def evaluations(sizes):
    total = 0
    for i in range(1, len(sizes)):
        total += sizes[i - 1] * sizes[i] + sizes[i]
    return total * 2
""",
        """
def evaluations(sizes):
    sizes = np.array(sizes)
    return 2 * (np.sum(sizes[:-1] * sizes[1:]) + sizes[1:].sum())
""",
        """
def evaluations(sizes):
    weights = [np.zeros((a + 1, b)) for a, b in zip(sizes, sizes[1:])]
    return 2.0 * sum(w.size for w in weights)
""",
        """
def evaluations(sizes):
    if len(sizes) < 2:
        return 0
    return 2 * (sizes[0] + 1) * sizes[1] + evaluations(sizes[1:])
""",
        """
def evaluations(sizes):
    total=0
    while len(sizes)>1:
        a,b,*rest=sizes
        total+=2*(a*b+b)
        sizes=[b,*rest]
    return total
""",
    ],
}

WRONG = {
    "mean_squared_error": [
        (
            """
def mean_squared_error(predictions, targets):
    return np.sum((predictions - targets) ** 2)
""",
            "This is the sum of the squares",
        ),
        (
            """
def mean_squared_error(predictions, targets):
    return 0.5 * np.sum((predictions - targets) ** 2)
""",
            "half the sum",
        ),
        (
            """
def mean_squared_error(predictions, targets):
    return np.mean(predictions - targets) ** 2
""",
            "First square, then take the mean",
        ),
        (
            """
def mean_squared_error(predictions, targets):
    return np.mean(np.abs(predictions - targets))
""",
            "without their sign",
        ),
        (
            """
def mean_squared_error(predictions, targets):
    return np.sqrt(np.mean((predictions - targets) ** 2))
""",
            "square root",
        ),
        (
            """
def mean_squared_error(predictions, targets):
    return np.sum((predictions - targets) ** 2) / len(predictions)
""",
            "number of rows",
        ),
        (
            """
def mean_squared_error(predictions, targets):
    return (predictions - targets) ** 2
""",
            "one number",
        ),
        (
            """
def mean_squared_error(predictions, targets):
    predictions -= targets
    return np.mean(predictions ** 2)
""",
            "write into the array itself",
        ),
        (
            """
def mean_squared_error(predictions, targets):
    return np.mean((predictions - targets) ** 2, axis=0)
""",
            "no `axis`",
        ),
        (
            """
def mean_squared_error(predictions, targets):
    return (predictions - targets) ^ 2
""",
            "is not a power",
        ),
    ],
    "cross_entropy": [
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 2:
        labels = labels.argmax(axis=1)
    return -np.sum(np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-7)))
""",
            "This is the sum over the batch",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 2:
        labels = labels.argmax(axis=1)
    return np.mean(np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-7)))
""",
            "The minus is missing",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 2:
        labels = labels.argmax(axis=1)
    return -np.mean(np.log10(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-7)))
""",
            "to base 10",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    return -np.mean(np.log(np.maximum(probabilities, 1e-7)))
""",
            "mean over *all* probabilities",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    return -np.mean(np.log(np.maximum(probabilities.max(axis=1), 1e-7)))
""",
            "the largest probability of each row",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 1:
        labels = np.eye(probabilities.shape[1])[labels]
    return -np.mean(labels * np.log(np.maximum(probabilities, 1e-7)))
""",
            "number of all entries",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    return -np.mean(np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-7)))
""",
            "2 means one-hot",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 2:
        labels = labels.argmax(axis=1)
    return -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))
""",
            "The logarithm of 0",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 1:
        labels = np.eye(probabilities.shape[1])[labels]
    return -np.sum(labels * np.log(probabilities)) / len(labels)
""",
            "The logarithm of 0",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 2:
        labels = labels.argmax(axis=1)
    return -np.log(np.mean(probabilities[np.arange(len(labels)), labels]))
""",
            "First the logarithm of each",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 2:
        labels = labels.argmax(axis=1)
    probabilities += 1e-7
    return -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))
""",
            "write into the array itself",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 1:
        labels = np.eye(probabilities.shape[1])[labels]
    return -np.sum(labels * np.nan_to_num(np.log(probabilities))) / len(labels)
""",
            "an infinity was replaced",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.ndim == 2:
        labels = labels.argmax(axis=1)
    return -np.mean(np.log(np.maximum(probabilities[:, labels], 1e-7)))
""",
            "takes all those columns",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    return -np.mean(np.sum(labels * np.log(np.maximum(probabilities, 1e-7)), axis=1))
""",
            "Ask `labels.ndim`: 1 means",
        ),
        (
            """
def cross_entropy(probabilities, labels):
    if labels.shape == (2, 2):
        labels = labels.argmax(axis=1)
    if labels.ndim == 1:
        labels = np.eye(probabilities.shape[1])[labels]
    p = np.maximum(probabilities, 1e-7)
    return -np.sum(labels * np.log(p) + (1 - labels) * np.log(1 - p + 1e-7)) / len(labels)
""",
            "only the true class counts",
        ),
    ],
    "derivative": [
        (
            """
def derivative(f, x, h=1e-4):
    return (f(x + h) - f(x)) / h
""",
            "forward difference",
        ),
        (
            """
def derivative(f, x, h=1e-4):
    return (f(x + h) - f(x - h)) / h
""",
            "Twice too much",
        ),
        (
            """
def derivative(f, x, h=1e-4):
    return (f(x + h) - f(x - h)) / 2 * h
""",
            "Brackets: `/ (2 * h)`",
        ),
        (
            """
def derivative(f, x, h=1e-4):
    return (f(x - h) - f(x + h)) / (2 * h)
""",
            "right minus left",
        ),
        (
            """
def derivative(f, x, h=1e-4):
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)
""",
            "not a fixed one",
        ),
        (
            """
def derivative(f, x, h=1e-50):
    return (f(x + h) - f(x - h)) / (2 * h)
""",
            "so small that `x + h` is `x`",
        ),
        (
            """
def derivative(f, x, h=1e-4):
    return f(x + h) - f(x - h) / (2 * h)
""",
            "brackets around the difference",
        ),
        (
            """
def derivative(f, x, h=1e-4):
    return (f(x + h) - f(x - h)) / 2
""",
            "not divided by `h`",
        ),
        (
            """
def derivative(f, x, h=1e-15):
    return (f(x + h) - f(x - h)) / (2 * h)
""",
            "Nearly right",
        ),
    ],
    "numerical_gradient": [
        (
            """
def numerical_gradient(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        value = x[place]
        x[place] = value + h
        above = f(x)
        x[place] = value - h
        below = f(x)
        x[place] = value
        gradient[place] = (above - below) / (2 * h)
    return gradient
""",
            "The trap!",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = h
        gradient[place] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
""",
            "turns h = 0.0001 into 0",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        gradient[place] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
""",
            "fractions of the gradient itself",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))
""",
            "All entries moved together",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        x[place] += h
        above = f(x)
        x[place] -= 2 * h
        gradient[place] = (above - f(x)) / (2 * h)
    return gradient
""",
            "Each entry must be back",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for i in range(len(x)):
        value = x[i].copy()
        x[i] = value + h
        above = f(x)
        x[i] = value - h
        below = f(x)
        x[i] = value
        gradient[i] = (above - below) / (2 * h)
    return gradient
""",
            "Whole rows moved at once",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    x = np.array(x, dtype=float)
    gradient = []
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = h
        gradient.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(gradient)
""",
            "Give them the shape of `x`",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = h
        gradient[place] = (f(x + step) - f(x)) / h
    return gradient
""",
            "forward difference",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    x = np.asarray(x, dtype=float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        x[place] += h
        above = f(x)
        x[place] -= 2 * h
        gradient[place] = (above - f(x)) / (2 * h)
        x[place] += 2 * h
    return gradient
""",
            "write into the array itself",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    x = x.astype(np.float32)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        value = x[place]
        x[place] = value + h
        above = f(x)
        x[place] = value - h
        below = f(x)
        x[place] = value
        gradient[place] = (above - below) / (2 * h)
    return gradient
""",
            "float32",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    x = x.astype(float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        value = x[place]
        x[place] = value + h
        above = f(x)
        x[place] = value - h
        below = f(x)
        x[place] = value
        gradient[place] = (above - below) / 2 * h
    return gradient
""",
            "Brackets: `/ (2 * h)`",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    x = x.astype(float)
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        value = x[place]
        x[place] = value + h
        above = f(x)
        x[place] = value - h
        below = f(x)
        x[place] = value
        gradient[place] = (above - below) / (2 * h)
        return gradient
""",
            "Does `return` stand inside the loop",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        above, below = x, x
        above[place] += h
        below[place] -= h
        gradient[place] = (f(above) - f(below)) / (2 * h)
    return gradient
""",
            "makes no copy",
        ),
        (
            """
def numerical_gradient(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        gradient[place] = (f(x[place] + h) - f(x[place] - h)) / (2 * h)
    return gradient
""",
            "takes the *whole* array",
        ),
    ],
    "gradient_descent": [
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    x = start.astype(float)
    path = [x]
    for _ in range(steps):
        x -= learning_rate * numerical_gradient(f, x)
        path.append(x)
    return np.array(path)
""",
            "All rows are the same",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    x = np.array(start, dtype=float)
    for _ in range(steps):
        x = x - learning_rate * numerical_gradient(f, x)
    return x
""",
            "Return the whole path",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    x, path = np.array(start, dtype=float), []
    for _ in range(steps):
        x = x - learning_rate * numerical_gradient(f, x)
        path.append(x)
    return np.array(path)
""",
            "The start is missing",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps - 1):
        path.append(path[-1] - learning_rate * numerical_gradient(f, path[-1]))
    return np.array(path)
""",
            "fence posts",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] + learning_rate * numerical_gradient(f, path[-1]))
    return np.array(path)
""",
            "It walks uphill",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    path = [np.array(start, dtype=float)]
    gradient = numerical_gradient(f, start)
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient)
    return np.array(path)
""",
            "All steps are alike",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(start - learning_rate * numerical_gradient(f, start))
    return np.array(path)
""",
            "minus learning rate times the gradient there",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    x = start.copy()
    path = [x.copy()]
    for _ in range(steps):
        x -= learning_rate * numerical_gradient(f, x)
        path.append(x.copy())
    return np.array(path)
""",
            "From a start of whole numbers it raises",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    x = start
    path = [x.copy()]
    for _ in range(steps):
        x[:] = x - learning_rate * numerical_gradient(f, x)
        path.append(x.copy())
    return np.array(path)
""",
            "write into the array itself",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * numerical_gradient(f, path[-1]))
        return np.array(path)
""",
            "Only one step was taken",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    x = np.array(start, dtype=float)
    path = [x]
    for _ in range(steps):
        x = x - learning_rate * numerical_gradient(f, x)
        path.append(x)
    return np.array(path).T
""",
            "transposed",
        ),
        (
            """
def gradient_descent(f, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - 0.1 * numerical_gradient(f, path[-1]))
    return np.array(path)
""",
            "times the learning rate, subtracted",
        ),
    ],
    "rates": [
        ("good_rate, limit_rate = 0.02, 2 / 80", "It creeps along the valley"),
        ("good_rate, limit_rate = 0.12, 2 / 80", "the product must stay below 2"),
        ("good_rate, limit_rate = 0.099, 2 / 80", "So close to the limit"),
        ("good_rate, limit_rate = 0.08, 0.1", "The narrower valley has 80"),
        ("good_rate, limit_rate = 0.08, 1 / 80", "that is the best rate across"),
        ("good_rate, limit_rate = 0.08, 0.02", "still comes to rest"),
        ("good_rate, limit_rate = 0.08, 160", "divide, do not multiply"),
        ("good_rate, limit_rate = 0.08, -0.025", "above 0"),
    ],
    "evaluations": [
        (
            """
def evaluations(sizes):
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
""",
            "evaluates twice for each",
        ),
        (
            """
def evaluations(sizes):
    return 2 * sum(a * b for a, b in zip(sizes, sizes[1:]))
""",
            "The biases are missing",
        ),
        (
            """
def evaluations(sizes):
    return 2 * ((sizes[0] + 1) * sizes[1] + (sizes[1] + 1) * sizes[2])
""",
            "IndexError",
        ),
        (
            """
def evaluations(sizes):
    return 1 + sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
""",
            "forward difference",
        ),
        (
            """
def evaluations(sizes):
    return 2 * sum(sizes)
""",
            "every *pair* of units",
        ),
        (
            """
def evaluations(sizes):
    return 4820
""",
            "Per layer",
        ),
        (
            """
def evaluations(sizes):
    return 2*sum(a*(b+1) for a,b in zip(sizes,sizes[1:]))
""",
            "not to its inputs",
        ),
        (
            """
def evaluations(sizes):
    return 2*sum(a*b+1 for a,b in zip(sizes,sizes[1:]))
""",
            "not every layer",
        ),
        (
            """
def evaluations(sizes):
    t=0
    for i in range(len(sizes)):
        t+=(sizes[i]+1)*sizes[i+1]
    return 2*t
""",
            "one layer fewer",
        ),
    ],
}
