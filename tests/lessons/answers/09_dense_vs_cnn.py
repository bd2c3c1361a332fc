"""Answers to lesson 09, right and wrong, that students may well write.

The networks of `classify` are stood in for by something quick that is about as good: a support vector machine on edge directions.
"""

# Edge directions in 4 x 4 squares and colours in 8 x 8 squares: about 66 % of the drawn objects with 2,500 training images.
ONCE = """
import numpy as np
from course_utils.data import held_out
from sklearn.svm import SVC


def edges(images):
    colours = np.asarray(images).astype(np.float32) / 255
    grey = colours.mean(axis=-1)
    down, right = np.zeros_like(grey), np.zeros_like(grey)
    down[:, 1:-1], right[:, :, 1:-1] = grey[:, 2:] - grey[:, :-2], grey[:, :, 2:] - grey[:, :, :-2]
    strength, direction = np.hypot(right, down), np.arctan2(down, right) % np.pi
    maps = [
        strength * np.maximum(0, 1 - np.abs((direction - place + np.pi / 2) % np.pi - np.pi / 2) / (np.pi / 8))
        for place in np.arange(8) * np.pi / 8
    ]
    squares = np.stack(maps, axis=-1).reshape(-1, 8, 4, 8, 4, 8).mean((2, 4)).reshape(len(grey), -1)
    squares /= np.linalg.norm(squares, axis=1, keepdims=True) + 1e-3
    return np.concatenate([4 * squares, colours.reshape(-1, 4, 8, 4, 8, 3).mean((2, 4)).reshape(len(grey), -1)], axis=1)


pool = held_out("objects", "synthetic", 2500, np.random.default_rng(99))
machine = SVC(C=3).fit(edges(pool.images), pool.labels)
rows = pool.images.reshape(len(pool), -1) / 255 - 0.5
linear = np.linalg.solve(rows.T @ rows + 300 * np.eye(3072), rows.T @ np.eye(10)[pool.labels])
"""

SETUP = """
from types import SimpleNamespace

dataset = SimpleNamespace(source="synthetic")
"""

RIGHT = {
    "parameters_by_hand": [
        """
parameters_by_hand = {
    "dense": [3072 * 128 + 128, 128 * 128 + 128, 128 * 10 + 10],
    "cnn": [3 * 3 * 3 * 32 + 32, 3 * 3 * 32 * 64 + 64, 14 * 14 * 64 * 128 + 128, 128 * 64 + 64, 64 * 10 + 10],
}
""",
        'parameters_by_hand = {"cnn": (896, 18496, 1605760, 8256, 650), "dense": (393344, 16512, 1290)}',
        """
inputs = {"dense": [32 * 32 * 3, 128, 128], "cnn": [27, 9 * 32, 14 * 14 * 64, 128, 64]}
units = {"dense": [128, 128, 10], "cnn": [32, 64, 128, 64, 10]}
parameters_by_hand = {name: (np.array(inputs[name]) + 1) * units[name] for name in inputs}
""",
    ],
    "times_used": [
        "times_used = [30 * 30, 28 * 28, 1, 1, 1]",
        "times_used = (900, 784, 1, 1, 1)",
        "times_used = np.array([30, 28, 1, 1, 1]) ** 2",
    ],
    "width_for": [
        """
def width_for(budget):
    width = 0
    while 3072 * (width + 1) + (width + 1) ** 2 + 12 * (width + 1) + 10 <= budget:
        width += 1
    return width
""",
        """
import math

def width_for(budget):
    # w^2 + 3084 w + 10 = budget
    return (-3084 + math.isqrt(3084**2 + 4 * (budget - 10))) // 2
""",
        """
def width_for(budget):
    widths = np.arange(1, 3000)
    parameters = (3072 + 1) * widths + (widths + 1) * widths + (widths + 1) * 10
    return widths[parameters <= budget][-1]
""",
        """
def width_for(budget):
    def count(w):
        return 3072 * w + w + w * w + w + w * 10 + 10

    low, high = 1, budget
    while low < high:
        middle = (low + high + 1) // 2
        if count(middle) <= budget:
            low = middle
        else:
            high = middle - 1
    return float(low)
""",
    ],
    "unshuffle": [
        """
def unshuffle(images, order):
    back = np.argsort(order)
    return images.reshape(len(images), -1, images.shape[-1])[:, back].reshape(images.shape)
""",
        """
def unshuffle(images, order):
    count, height, width, channels = images.shape
    flat = images.reshape(count, height * width, channels)
    back = np.empty_like(flat)
    back[:, order] = flat
    return back.reshape(count, height, width, channels)
""",
        """
def unshuffle(images, order):
    restored = np.zeros(images.shape, images.dtype)
    width = images.shape[2]
    for j, source in enumerate(order):
        restored[:, source // width, source % width] = images[:, j // width, j % width]
    return restored
""",
        """
def unshuffle(images, order):
    channels = [images[..., c].reshape(len(images), -1)[:, np.argsort(order)] for c in range(images.shape[-1])]
    return np.stack(channels, axis=-1).reshape(images.shape)
""",
    ],
    "agreement": [
        """
def agreement(before, after):
    return float(np.mean(np.argmax(before, axis=1) == np.argmax(after, axis=1)))
""",
        """
def agreement(before, after):
    same = 0
    for one, other in zip(before, after):
        if list(one).index(max(one)) == list(other).index(max(other)):
            same += 1
    return same / len(before)
""",
        """
def agreement(before, after):
    winners = np.argsort(before)[:, -1], np.argsort(after)[:, -1]
    return 1 - np.count_nonzero(winners[0] - winners[1]) / len(before)
""",
    ],
    "one_at_a_time": [
        """
def one_at_a_time(recipe, switches):
    return {"all parts": dict(recipe)} | {part: recipe | changes for part, changes in switches.items()}
""",
        """
def one_at_a_time(recipe, switches):
    recipes = {"all parts": recipe}
    for part in switches:
        changed = recipe.copy()
        changed.update(switches[part])
        recipes[part] = changed
    return recipes
""",
        """
import copy

def one_at_a_time(recipe, switches):
    recipes = {}
    for part, changes in switches.items():
        recipes[part] = copy.deepcopy(recipe)
        for key in changes:
            recipes[part][key] = changes[key]
    recipes["all parts"] = {**recipe}
    return recipes
""",
    ],
    "classify": [
        """
own, own_history = machine, {}

def classify(images):
    return np.eye(10)[machine.predict(edges(images))]
""",
        """
def classify(images):
    votes = machine.decision_function(edges(images))
    powers = np.exp(5 * (votes - votes.max(axis=1, keepdims=True)))
    return (powers / powers.sum(axis=1, keepdims=True)).astype("float32")
""",
        """
class Classifier:
    def __call__(self, images):
        rows = []
        for label in machine.predict(edges(images)):
            rows.append([0.91 if place == label else 0.01 for place in range(10)])
        return rows

classify = Classifier()
""",
    ],
}

WRONG = {
    "parameters_by_hand": [
        (
            'parameters_by_hand = {"dense": [3072 * 128, 128 * 128, 1280], "cnn": [864, 18432, 1605632, 8192, 640]}',
            "the biases are missing",
        ),
        (
            'parameters_by_hand = {"dense": [1024 * 128 + 128, 16512, 1290], "cnn": [320, 640, 1605760, 8256, 650]}',
            "This counts one channel only",
        ),
        (
            'parameters_by_hand = {"dense": [393344, 16512, 1290], "cnn": [896, 18496, 16 * 16 * 64 * 128 + 128, 8256, 650]}',
            "another picture side",
        ),
        ("parameters_by_hand = [393344, 16512, 1290]", "has no list under `'dense'`"),
        ('parameters_by_hand = {"dense": 411146, "cnn": 1634058}', "one for each layer that has parameters"),
        (
            'parameters_by_hand = {"dense": [393344, 16512, 1290], "cnn": [896, 18496, 1605760, 128 * 128 + 128, 650]}',
            "is not the count for the second dense layer",
        ),
    ],
    "times_used": [
        ("times_used = [32 * 32, 30 * 30, 1, 1, 1]", "Its output is not 32 x 32"),
        ("times_used = [30, 28, 1, 1, 1]", "rows *and* columns"),
        ("times_used = [900, 14 * 14, 1, 1, 1]", "pooling comes later"),
        ("times_used = [900, 784, 12544, 128, 64]", "is not used that often"),
        ("times_used = [900, 784]", "two convolutions, three dense layers"),
    ],
    "width_for": [
        (
            """
def width_for(budget):
    width = 1
    while 3072 * width + width**2 + 12 * width + 10 <= budget:
        width += 1
    return width
""",
            "exactly 411,146 parameters",
        ),
        (
            """
def width_for(budget):
    return round((-3084 + (3084**2 + 4 * (budget - 10)) ** 0.5) / 2)
""",
            "`budget` is a limit",
        ),
        (
            """
def width_for(budget):
    return (budget - 10) // (3072 + 12)
""",
            "exactly 411,146 parameters",
        ),
        (
            """
def width_for(budget):
    return int(128 * budget / 411_146)
""",
            "must fit together",
        ),
    ],
    "unshuffle": [
        (
            """
def unshuffle(images, order):
    return images.reshape(len(images), -1, images.shape[-1])[:, order].reshape(images.shape)
""",
            "the inverse is needed",
        ),
        (
            """
def unshuffle(images, order):
    back = np.argsort(order)
    return images.reshape(len(images), -1)[:, back].reshape(images.shape)
""",
            "cannot reshape array",
        ),
        (
            """
def unshuffle(images, order):
    return images.reshape(len(images), -1, images.shape[-1])[:, order[::-1]].reshape(images.shape)
""",
            "the inverse is needed",
        ),
        (
            """
def unshuffle(images, order):
    flat = images.reshape(len(images), -1, images.shape[-1])
    flat[:, order] = flat.copy()
    return images
""",
            "You wrote into the caller's array",
        ),
    ],
    "agreement": [
        (
            """
def agreement(before, after):
    return float(np.mean(np.argmax(before) == np.argmax(after)))
""",
            "Four of five stay: 0.8",
        ),
        (
            """
def agreement(before, after):
    return 100 * np.mean(np.argmax(before, axis=1) == np.argmax(after, axis=1))
""",
            "Four of five stay: 0.8",
        ),
        (
            """
def agreement(before, after):
    return np.mean(np.isclose(before, after, atol=0.1).all(axis=1))
""",
            "Four of five stay: 0.8",
        ),
        (
            """
def agreement(before, after):
    return np.mean(np.argmax(before, axis=1) != np.argmax(after, axis=1))
""",
            "Four of five stay: 0.8",
        ),
    ],
    "one_at_a_time": [
        (
            """
def one_at_a_time(recipe, switches):
    recipe = dict(recipe)
    recipes = {"all parts": dict(recipe)}
    for part, changes in switches.items():
        recipe.update(changes)
        recipes[part] = dict(recipe)
    return recipes
""",
            "starts from the *whole* one",
        ),
        (
            """
def one_at_a_time(recipe, switches):
    recipes = {"all parts": recipe}
    for part, changes in switches.items():
        recipe.update(changes)
        recipes[part] = recipe
    return recipes
""",
            "changed the recipe or the `switches`",
        ),
        (
            """
def one_at_a_time(recipe, switches):
    return {part: recipe | changes for part, changes in switches.items()}
""",
            "The names should be all parts, ",
        ),
        (
            """
def one_at_a_time(recipe, switches):
    return [recipe] + [recipe | changes for changes in switches.values()]
""",
            "should return a dict of recipes",
        ),
        (
            """
def one_at_a_time(recipe, switches):
    return {"all parts": dict(recipe)} | {part: dict(changes) for part, changes in switches.items()}
""",
            "is not the whole recipe without that part",
        ),
    ],
    "classify": [
        (
            """
def classify(images):
    return machine.predict(edges(images))
""",
            "One row of 10 probabilities per image",
        ),
        (
            """
def classify(images):
    return machine.decision_function(edges(images))
""",
            "are not probabilities",
        ),
        (
            """
def classify(images):
    rows = images.reshape(len(images), -1) / 255 - 0.5
    return np.eye(10)[(rows @ linear).argmax(axis=1)]
""",
            "Your accuracy (%) on 300 fresh images",
        ),
        (
            """
def classify(images):
    return np.eye(10)[machine.predict(edges(images / 255))]
""",
            "Your accuracy (%) on 300 fresh images",
        ),
    ],
}
