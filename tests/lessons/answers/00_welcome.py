"""Answers to lesson 00, right and wrong, that students may well write."""

SETUP = """
import numpy as np
from types import SimpleNamespace
from course_utils import explore_perceptron
fashion = SimpleNamespace(train=SimpleNamespace(images=np.zeros((60, 28, 28, 1), dtype=np.uint8)))
explorer = explore_perceptron("AND", weights=[1, -1], bias=0.5)
"""

RIGHT = {
    "brighten": [
        """
def brighten(pixel, amount):
    total = pixel + amount
    if total > 255:
        return 255
    elif total < 0:
        return 0
    return total
""",
        """
def brighten(pixel, amount):
    return np.clip(pixel + amount, 0, 255)
""",
        "brighten = lambda pixel, amount: sorted((0, float(pixel) + amount, 255))[1]",
        """
def brighten(pixel, amount):
    for _ in range(abs(amount)):
        pixel += 1 if amount > 0 else -1
        if pixel > 255: pixel = 255
        if pixel < 0: pixel = 0
    return pixel
""",
    ],
    "numbers_per_image": [
        "numbers_per_image = 28 * 28",
        "numbers_per_image = np.prod(fashion.train.images.shape[1:])",
        "numbers_per_image = len(fashion.train.images[0].ravel())",
        "numbers_per_image = fashion.train.images.size / len(fashion.train.images)",
    ],
    "and_line": [
        """
explorer.weights = [1, 1]
explorer.bias = -1.5
""",
        "explorer.weights, explorer.bias = (0.5, 0.5), -0.5",
        """
explorer.weights = [2.0, 3.0]
explorer.bias = np.float64(-4.2)
""",
        """
w = np.array([1.0, 1.0])
explorer.weights = w.tolist()
explorer.bias = -1
""",
    ],
}

WRONG = {
    "brighten": [
        (
            """
def brighten(pixel, amount):
    return pixel + amount
""",
            "`brighten(200, 100)`",
        ),
        (
            """
def brighten(pixel, amount):
    return min(255, pixel + amount)
""",
            "`brighten(30, -100)`",
        ),
        (
            """
def brighten(pixel, amount):
    print(max(0, min(255, pixel + amount)))
""",
            "`return`",
        ),
        (
            """
def brighten(pixel, amount):
    return (pixel + amount) % 256
""",
            "should be 255",
        ),
        (
            """
def brighten(pixel, amount):
    return max(0, min(255, pixel - amount))
""",
            "should be 150",
        ),
    ],
    "numbers_per_image": [
        ("numbers_per_image = fashion.train.images.size", "should be 784"),
        ("numbers_per_image = fashion.train.images.shape", "shape"),
        ("numbers_per_image = 28", "should be 784"),
    ],
    "and_line": [
        (
            """
explorer.weights = [1, 1]
explorer.bias = -0.5
""",
            "2 of 4 corners",
        ),
        (
            """
explorer.weights = [1, 1]
explorer.bias = -2
""",
            "3 of 4 corners",
        ),
        (
            """
explorer.weights = [-1, -1]
explorer.bias = 1.5
""",
            "0 of 4 corners",
        ),
    ],
}
