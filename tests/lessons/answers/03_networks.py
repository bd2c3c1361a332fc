"""Answers to lesson 03, right and wrong, that students may well write."""

SETUP = """
import numpy as np
from course_utils import nn

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = np.array([0, 1, 1, 0])
xor_network = [(np.array([[1, 1], [1, 1]]), np.array([0, -1])), (np.array([[1], [-2]]), np.array([-0.5]))]


def affine(x, weights, biases):
    return np.asarray(x) @ np.asarray(weights) + np.asarray(biases)


def flatten(images):
    return images.reshape(len(images), -1)
"""

RIGHT = {
    "xor_network": [
        """
xor_network = [([[1, 1], [1, 1]], [0, -1]), ([[1], [-2]], [0])]
""",
        """
xor_network = [
    (np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros(2)),
    (np.array([[1.0], [1.0]]), np.array([-0.5])),
]
""",
        """
xor_network = (
    (np.array([[-1, 1], [-1, 1]]), np.array([1.5, -0.5])),
    (np.array([[-1], [-1]]), np.array([1.25])),
)
""",
        """
xor_network = [
    (np.array([[1, 1, 0], [1, 1, 0]]), np.array([0, -1, 7])),
    (np.array([2, -4, 0]), -1),
]
""",
        """
xor_network = [[np.array([[0.1, 0.1], [0.1, 0.1]]), np.array([[0, -0.1]])], [np.array([[3], [-6]]), np.array([[-0.1]])]]
""",
    ],
    "affine": [
        """
def affine(x, weights, biases):
    return x @ weights + biases
""",
        """
def affine(x, weights, biases):
    return np.dot(x, weights) + biases
""",
        """
def affine(x, weights, biases):
    return (weights.T @ x.T).T + biases
""",
        """
def affine(x, weights, biases):
    return np.einsum("...d,dm->...m", x, weights) + biases
""",
        """
def affine(x, weights, biases):
    rows = np.atleast_2d(x)
    sums = []
    for row in rows:
        sums.append([sum(row[d] * weights[d][m] for d in range(len(row))) + biases[m] for m in range(len(biases))])
    return sums[0] if np.ndim(x) == 1 else sums
""",
        """
def affine(x, weights, biases):
    z = np.matmul(x.astype(np.float32), weights.astype(np.float32))
    z += biases.astype(np.float32)
    return z
""",
    ],
    "forward": [
        """
def forward(x, parameters):
    for weights, biases in parameters[:-1]:
        x = nn.relu(affine(x, weights, biases))
    return affine(x, *parameters[-1])
""",
        """
def forward(x, parameters):
    for number, (weights, biases) in enumerate(parameters):
        if number > 0:
            x = np.maximum(x, 0)
        x = x @ weights + biases
    return x
""",
        """
def forward(x, parameters):
    if len(parameters) == 1:
        return affine(x, *parameters[0])
    z = affine(x, parameters[0][0], parameters[0][1])
    return forward(np.where(z > 0, z, 0), parameters[1:])
""",
        """
def forward(x, parameters):
    signal = np.array(x, dtype=float)
    last = len(parameters) - 1
    for i in range(len(parameters)):
        signal = affine(signal, parameters[i][0], parameters[i][1])
        if i != last:
            signal[signal < 0] = 0
    return signal
""",
        """
from functools import reduce

def forward(x, parameters):
    return reduce(lambda h, layer: affine(nn.relu(h), *layer), parameters[1:], affine(x, *parameters[0]))
""",
    ],
    "softmax": [
        """
def softmax(logits, axis=-1):
    powers = np.exp(logits - np.max(logits, axis=axis, keepdims=True))
    return powers / np.sum(powers, axis=axis, keepdims=True)
""",
        """
def softmax(logits, axis=-1):
    moved = np.moveaxis(np.asarray(logits, dtype=float), axis, 0)
    moved = moved - moved.max(axis=0)
    powers = np.exp(moved)
    return np.moveaxis(powers / powers.sum(axis=0), 0, axis)
""",
        """
def softmax(logits, axis=-1):
    def one(row):
        powers = [np.exp(z - max(row)) for z in row]
        return np.array([power / sum(powers) for power in powers])
    return np.apply_along_axis(one, axis, np.array(logits, dtype=float))
""",
        """
def softmax(logits, axis=-1):
    logits = logits - logits.max(axis=axis, keepdims=True)
    return np.exp(logits - np.log(np.exp(logits).sum(axis=axis, keepdims=True)))
""",
        """
def softmax(logits, axis=-1):
    shifted = np.array(logits, dtype=float)
    shifted -= np.expand_dims(shifted.max(axis), axis)
    np.exp(shifted, out=shifted)
    shifted /= np.expand_dims(shifted.sum(axis), axis)
    return shifted
""",
        """
import math

def softmax(logits, axis=-1):
    z = np.swapaxes(np.array(logits, dtype=float), axis, -1)
    rows = []
    for row in z.reshape(-1, z.shape[-1]):
        powers = [math.exp(each - max(row)) for each in row]
        rows.append([power / sum(powers) for power in powers])
    return np.swapaxes(np.array(rows).reshape(z.shape), axis, -1)
""",
        """
def softmax(logits, axis=-1):
    logits = np.asarray(logits, np.float32)
    powers = np.exp(logits - logits.max(axis, keepdims=True))
    return powers / powers.sum(axis, keepdims=True)
""",
    ],
    "count_parameters": [
        """
def count_parameters(sizes):
    return sum((inputs + 1) * units for inputs, units in zip(sizes, sizes[1:]))
""",
        """
def count_parameters(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total
""",
        """
def count_parameters(sizes):
    sizes = np.array(sizes)
    return (sizes[:-1] * sizes[1:]).sum() + sizes[1:].sum()
""",
        """
def count_parameters(sizes):
    network = nn.mlp(sizes, np.random.default_rng(0))
    return sum(array.size for array in network.parameters.values())
""",
        """
def count_parameters(sizes):
    return float(sum(np.zeros((d, m)).size + m for d, m in zip(sizes[:-1], sizes[1:])))
""",
    ],
    "kinds": [
        """
kinds = {
    "weights": "parameter", "biases": "parameter", "learning_rate": "hyperparameter", "layers": "hyperparameter",
    "units": "hyperparameter", "batch_size": "hyperparameter", "epochs": "hyperparameter", "activation": "hyperparameter",
}
""",
        """
kinds = dict.fromkeys(["learning_rate", "layers", "units", "batch_size", "epochs", "activation"], "Hyperparameter")
kinds.update(weights="Parameter", biases="Parameter")
""",
        """
kinds = {word: "하이퍼파라미터" for word in ("learning_rate", "layers", "units", "batch_size", "epochs", "activation")}
kinds |= {"weights": "파라미터", "biases": "파라미터"}
""",
    ],
    "shuffle_pixels": [
        """
def shuffle_pixels(images, permutation):
    return flatten(images)[:, permutation].reshape(images.shape)
""",
        """
def shuffle_pixels(images, permutation):
    shuffled = np.empty_like(images)
    for old, new in zip(images, shuffled):
        new[...] = old.ravel()[permutation].reshape(old.shape)
    return shuffled
""",
        """
def shuffle_pixels(images, permutation):
    strips = np.reshape(images, (len(images), -1))
    return np.take(strips, permutation, axis=1).reshape(np.shape(images))
""",
        """
def shuffle_pixels(images, permutation):
    strips = images.reshape(len(images), -1)
    shuffled = np.zeros_like(strips)
    for j in range(len(permutation)):
        shuffled[:, j] = strips[:, permutation[j]]
    return shuffled.reshape(images.shape)
""",
        """
def shuffle_pixels(images, permutation):
    n, h, w, c = images.shape
    return images.reshape(n, h * w * c)[:, permutation].reshape(n, h, w, c)
""",
        """
def shuffle_pixels(images, permutation):
    return [image.ravel()[list(permutation)].reshape(image.shape).tolist() for image in images]
""",
    ],
    "permute_weights": [
        """
def permute_weights(weights, permutation):
    return weights[permutation]
""",
        """
def permute_weights(weights, permutation):
    return [weights[i] for i in permutation]
""",
        """
def permute_weights(weights, permutation):
    return np.eye(len(permutation))[permutation] @ weights
""",
        """
def permute_weights(weights, permutation):
    moved = np.zeros_like(weights)
    for j, i in enumerate(permutation):
        moved[j] += weights[i]
    return moved
""",
        """
def permute_weights(weights, permutation):
    return weights.T[:, permutation].T.astype(np.float32)
""",
    ],
}

WRONG = {
    "xor_network": [
        (
            """
xor_network = [(np.array([[-1, 1], [-1, 1]]), np.array([1.5, -0.5])), (np.array([[1], [1]]), np.array([-1.5]))]
""",
            "These numbers suit a step",
        ),
        (
            """
xor_network = [(np.array([[1, -1], [1, 2]]), np.array([0, -1])), (np.array([[1], [-2]]), np.array([-0.5]))]
""",
            "z is",
        ),
        (
            """
xor_network = [(np.array([[1, 1], [2, 2]]), np.array([0, -1])), (np.array([[1], [1]]), np.array([-0.5]))]
""",
            "3 of 4 rows are right. For (1, 1) the answer should be 0",
        ),
        (
            """
xor_network = [(np.array([[1, 1], [1, 1]]), np.array([0, -1])), (np.array([[-1], [2]]), np.array([0.5]))]
""",
            "All four rows are turned round",
        ),
        (
            """
xor_network = [(np.array([[1, 1], [1, 1]]), np.array([0, -1])), (np.array([[1], [-2]]), np.array([-1]))]
""",
            "At exactly 0 the answer is 0",
        ),
        (
            """
xor_network = [(np.array([[1, 1], [-1, -1]]), np.array([0, 0])), (np.array([[1], [1]]), np.array([-0.5]))]
""",
            "3 of 4 rows are right. For (0, 1) the answer should be 1, but z is -0.5",
        ),
        (
            """
xor_network = [(np.array([[1, -1], [-1, 1]]), np.array([0, 0])), (np.array([[1, 1]]), np.array([-0.5]))]
""",
            "`xor_network[1][0]` has shape (1, 2), but shape (2, 1) is needed",
        ),
        (
            """
xor_network = [np.array([[1, 1], [1, 1]]), np.array([0, -1])], [np.array([[1], [-2]]), np.array([-0.5]), 3]
""",
            "should look like",
        ),
        (
            """
xor_network = [(np.array([[1, 1], [2, 2]]), np.array([0, -2])), (np.array([[1], [-1]]), np.array([-0.5]))]
""",
            "Rows and columns of the hidden weights are swapped",
        ),
        (
            """
xor_network = "XOR"
""",
            "should look like",
        ),
    ],
    "affine": [
        (
            """
def affine(x, weights, biases):
    return x @ weights
""",
            "The biases are missing",
        ),
        (
            """
def affine(x, weights, biases):
    return weights @ x + biases
""",
            "The shapes do not fit in `return weights @ x + biases`. Given: `x` (4, 3), `weights` (3, 2)",
        ),
        (
            """
def affine(x, weights, biases):
    return x @ weights.T + biases if weights.shape[0] == weights.shape[1] else x @ weights + biases
""",
            "Each *column* of `weights` belongs to one unit",
        ),
        (
            """
def affine(x, weights, biases):
    return x * weights + biases
""",
            "The shapes do not fit in `return x * weights + biases`",
        ),
        (
            """
def affine(x, weights, biases):
    return x @ weights + np.sum(biases)
""",
            "Each unit has its own bias",
        ),
        (
            """
def affine(x, weights, biases):
    return np.atleast_2d(x) @ weights + biases
""",
            "(1, 2)",
        ),
        (
            """
def affine(x, weights, biases):
    biases += x @ weights
    return biases
""",
            "The shapes do not fit",
        ),
        (
            """
def affine(x, weights, biases):
    weights *= 1.5
    return x @ (weights / 1.5) + biases
""",
            "writes into its argument `weights`",
        ),
        (
            """
def affine(x, weights, biases):
    print(x @ weights + biases)
""",
            "None",
        ),
        (
            """
def affine(x, weights, biases):
    z = np.zeros((x.shape[0], weights.shape[1]))
    for n in range(x.shape[0]):
        z[n] = x[n] @ weights + biases
    return z
""",
            "One example has a single axis",
        ),
        (
            """
def affine(x, weights, biases):
    return nn.relu(x @ weights + biases)
""",
            "An affine layer has no ReLU in it",
        ),
        (
            """
def affine(x, weights, biases):
    return x @ (weights + biases)
""",
            "Multiply first",
        ),
        (
            """
def affine(x, weights, biases):
    return x @ weights - biases
""",
            "The biases are *added*",
        ),
    ],
    "forward": [
        (
            """
def forward(x, parameters):
    for weights, biases in parameters:
        x = nn.relu(affine(x, weights, biases))
    return x
""",
            "There is a ReLU after the last layer, too",
        ),
        (
            """
def forward(x, parameters):
    for weights, biases in parameters:
        x = affine(x, weights, biases)
    return x
""",
            "There is no ReLU between the layers",
        ),
        (
            """
def forward(x, parameters):
    for weights, biases in parameters:
        x = affine(nn.relu(x), weights, biases)
    return x
""",
            "cuts off the inputs before the first one",
        ),
        (
            """
def forward(x, parameters):
    (w1, b1), (w2, b2) = parameters[0], parameters[-1]
    if len(parameters) == 1:
        return affine(x, w1, b1)
    return affine(nn.relu(affine(x, w1, b1)), w2, b2)
""",
            "The shapes do not fit",
        ),
        (
            """
def forward(x, parameters):
    for weights, biases in parameters[:-1]:
        x = nn.relu(affine(x, weights, biases))
    return x
""",
            "Only some of the layers are used",
        ),
        (
            """
def forward(x, parameters):
    for weights, biases in parameters[:-1]:
        h = nn.relu(affine(x, weights, biases))
    return affine(h if len(parameters) > 1 else x, *parameters[-1])
""",
            "The shapes do not fit",
        ),
        (
            """
def forward(x, parameters):
    weights, biases = parameters.pop()
    for w, b in parameters:
        x = nn.relu(affine(x, w, b))
    return affine(x, weights, biases)
""",
            "removes layers from `parameters`",
        ),
        (
            """
def forward(x, parameters):
    for weights, biases in parameters[:-1]:
        x = nn.sigmoid(affine(x, weights, biases))
    return affine(x, *parameters[-1])
""",
            "Between the layers stands a sigmoid",
        ),
        (
            """
def forward(x, parameters):
    for weights, biases in parameters[:-1]:
        x = nn.relu(affine(x, weights, biases))
    return nn.softmax(affine(x, *parameters[-1]))
""",
            "Return the logits",
        ),
        (
            """
def forward(x, parameters):
    (w1, b1), (w2, b2) = parameters
    return affine(nn.relu(affine(x, w1, b1)), w2, b2)
""",
            "counts on one certain length, but here `parameters` has length 1",
        ),
        (
            """
def forward(x, parameters):
    for w, b in parameters[:-1]:
        x = nn.relu(x @ w)
    return x @ parameters[-1][0]
""",
            "The biases are missing",
        ),
        (
            """
def forward(x, parameters):
    for w, b in parameters[:-1]:
        x = np.tanh(affine(x, w, b))
    return affine(x, *parameters[-1])
""",
            "Between the layers stands a tanh",
        ),
    ],
    "softmax": [
        (
            """
def softmax(logits, axis=-1):
    powers = np.exp(logits)
    return powers / powers.sum(axis=axis, keepdims=True)
""",
            "Subtract the largest logit of *each row*",
        ),
        (
            """
def softmax(logits, axis=-1):
    powers = np.exp(logits - np.max(logits))
    return powers / powers.sum(axis=axis, keepdims=True)
""",
            "Subtract the largest logit of *each row*",
        ),
        (
            """
def softmax(logits, axis=-1):
    powers = np.exp(logits - np.max(logits))
    return powers / np.sum(powers)
""",
            "The probabilities of the *whole batch* add up to 1",
        ),
        (
            """
def softmax(logits, axis=-1):
    powers = np.exp(logits - np.max(logits, axis=axis))
    return powers / np.sum(powers, axis=axis)
""",
            "The shapes do not fit in `powers = np.exp(logits - np.max(logits, axis=axis))`. Given: `logits` (3, 4)",
        ),
        (
            """
def softmax(logits, axis=-1):
    powers = np.exp(logits - np.max(logits, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)
""",
            "add up to 1 along another axis",
        ),
        (
            """
def softmax(logits, axis=-1):
    return np.exp(logits - np.max(logits, axis=axis, keepdims=True))
""",
            "not yet shares",
        ),
        (
            """
def softmax(logits, axis=-1):
    return logits / np.sum(logits, axis=axis, keepdims=True)
""",
            "The `np.exp` is missing",
        ),
        (
            """
def softmax(logits, axis=-1):
    largest = np.max(logits, axis=axis, keepdims=True)
    return np.exp(logits) / np.sum(np.exp(logits - largest), axis=axis, keepdims=True)
""",
            "above the line, too",
        ),
        (
            """
def softmax(logits, axis=-1):
    if logits.dtype.kind == "f":
        logits -= logits.max(axis=axis, keepdims=True)
    else:
        logits = logits - logits.max(axis=axis, keepdims=True)
    powers = np.exp(logits)
    return powers / powers.sum(axis=axis, keepdims=True)
""",
            "writes into its argument `logits`",
        ),
        (
            """
def softmax(logits, axis=-1):
    return nn.sigmoid(logits)
""",
            "they do not share one whole",
        ),
        (
            """
def softmax(logits, axis=-1):
    logits = np.minimum(logits, 500)
    powers = np.exp(logits)
    return powers / powers.sum(axis=axis, keepdims=True)
""",
            "Subtract the largest logit of *each row*",
        ),
        (
            """
def softmax(logits, axis=-1):
    powers = np.exp(logits - logits.mean(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)
""",
            "It must be the *largest* that you subtract",
        ),
        (
            """
def softmax(logits, axis=-1):
    powers = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
""",
            "Use the argument `axis`, not a fixed number",
        ),
    ],
    "count_parameters": [
        (
            """
def count_parameters(sizes):
    return sum(inputs * units for inputs, units in zip(sizes, sizes[1:]))
""",
            "The biases are missing",
        ),
        (
            """
def count_parameters(sizes):
    return sum(inputs * units for inputs, units in zip(sizes, sizes[1:])) + sum(sizes)
""",
            "The inputs have no bias",
        ),
        (
            """
def count_parameters(sizes):
    return sizes[0] * sizes[1] + sizes[1]
""",
            "That is the first layer alone",
        ),
        (
            """
def count_parameters(sizes):
    return sum(inputs * units + 1 for inputs, units in zip(sizes, sizes[1:]))
""",
            "Each *unit* has one",
        ),
        (
            """
def count_parameters(sizes):
    return sum(inputs * units + inputs for inputs, units in zip(sizes, sizes[1:]))
""",
            "Biases belong to the units",
        ),
        (
            """
def count_parameters(sizes):
    return int(np.prod(sizes))
""",
            "Multiply neighbours only",
        ),
        (
            """
def count_parameters(sizes):
    d, h1, h2, k = sizes
    return d * h1 + h1 + h1 * h2 + h2 + h2 * k + k
""",
            "counts on one certain length, but here `sizes` has length 2",
        ),
        (
            """
def count_parameters(sizes):
    total = 0
    for i in range(len(sizes) - 2):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total
""",
            "The last layer is missing",
        ),
        (
            """
def count_parameters(sizes):
    for i in range(len(sizes) - 1):
        total = sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total
""",
            "`+=` adds up",
        ),
    ],
    "kinds": [
        (
            """
kinds = dict.fromkeys(["weights", "learning_rate", "biases", "layers", "units", "batch_size", "epochs", "activation"], "parameter")
""",
            '`"learning_rate"` is not a parameter',
        ),
        (
            """
kinds = dict.fromkeys(["learning_rate", "layers", "units", "batch_size", "epochs", "activation", "biases"], "hyperparameter")
kinds["weights"] = "parameter"
""",
            "Training changes the biases",
        ),
        (
            """
kinds = {"weights": "parameter", "biases": "parameter"}
""",
            'no entry for `"learning_rate"`',
        ),
        (
            """
kinds = ["weights", "biases"]
""",
            "should be a dictionary",
        ),
        (
            """
kinds = dict.fromkeys(["weights", "learning_rate", "biases", "layers", "units", "batch_size", "epochs", "activation"], "found")
""",
            'should be `"parameter"` or `"hyperparameter"`',
        ),
        (
            """
kinds = {"parameter": ["weights", "biases"], "hyperparameter": ["layers", "units", "batch_size", "epochs", "activation"]}
""",
            "The eight words stand before the colons",
        ),
    ],
    "shuffle_pixels": [
        (
            """
def shuffle_pixels(images, permutation):
    strips = flatten(images)
    shuffled = np.empty_like(strips)
    shuffled[:, permutation] = strips
    return shuffled.reshape(images.shape)
""",
            "This is the inverse",
        ),
        (
            """
def shuffle_pixels(images, permutation):
    return images[permutation]
""",
            "Flatten to (N, pixels) first; then `permutation` fits the columns",
        ),
        (
            """
def shuffle_pixels(images, permutation):
    return flatten(images)[:, permutation]
""",
            "Bring back the shape",
        ),
        (
            """
def shuffle_pixels(images, permutation):
    return images.ravel()[np.tile(permutation, len(images))].reshape(images.shape)
""",
            "in every image alike",
        ),
        (
            """
def shuffle_pixels(images, permutation):
    strips = images.reshape(len(images), -1)
    strips[:] = strips[:, permutation]
    return images
""",
            "writes into its argument `images`",
        ),
        (
            """
def shuffle_pixels(images, permutation):
    strips = flatten(images)
    return strips[:, np.random.default_rng(5).permutation(strips.shape[1])].reshape(images.shape)
""",
            "in every image alike",
        ),
        (
            """
def shuffle_pixels(images, permutation):
    return images.reshape(-1, 64)[:, permutation].reshape(-1, 8, 8, 1)
""",
            "cannot reshape array of size 12 into shape (64",
        ),
    ],
    "permute_weights": [
        (
            """
def permute_weights(weights, permutation):
    return weights[:, permutation]
""",
            "`permutation` has one entry per *row* of `weights`",
        ),
        (
            """
def permute_weights(weights, permutation):
    return weights[:, permutation] if weights.shape[0] == weights.shape[1] else weights[permutation]
""",
            "You moved columns, that is, units",
        ),
        (
            """
def permute_weights(weights, permutation):
    return weights[np.argsort(permutation)]
""",
            "The inverse: row `permutation[j]` got row `j`",
        ),
        (
            """
def permute_weights(weights, permutation):
    return weights
""",
            "The weights have not moved",
        ),
        (
            """
def permute_weights(weights, permutation):
    weights[:] = weights[permutation]
    return weights
""",
            "writes into its argument `weights`",
        ),
    ],
}
