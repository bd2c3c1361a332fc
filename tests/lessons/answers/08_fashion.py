"""Answers to lesson 08, right and wrong, that students may well write.

The networks of `classify` are stood in for by something quick that is about as good: a support vector machine on edge directions.
"""

SETUP = """
import numpy as np
from types import SimpleNamespace

dataset = SimpleNamespace(source="synthetic")
"""

KERAS = """
import keras
from keras import layers

"""

# Edge directions in 7 x 7 squares: about 88 % of the drawn garments with 3,000 training images.
EDGES = """
from course_utils.data import held_out


def edges(images):
    grey = np.asarray(images)[..., 0].astype(np.float32) / 255
    down, right = np.zeros_like(grey), np.zeros_like(grey)
    down[:, 1:-1], right[:, :, 1:-1] = grey[:, 2:] - grey[:, :-2], grey[:, :, 2:] - grey[:, :, :-2]
    strength, direction = 3 * np.hypot(right, down), np.arctan2(down, right) % np.pi
    maps = [grey]
    for place in np.arange(8) * np.pi / 8:
        apart = np.abs((direction - place + np.pi / 2) % np.pi - np.pi / 2)
        maps.append(strength * np.maximum(0, 1 - apart / (np.pi / 8)))
    return np.stack([part.reshape(-1, 7, 4, 7, 4).mean((2, 4)) for part in maps], axis=-1).reshape(len(grey), -1)


pool = held_out("fashion", "synthetic", 3000, np.random.default_rng(99))
"""

MACHINE = (
    EDGES
    + """
from sklearn.svm import SVC

machine = SVC(C=10).fit(edges(pool.images), pool.labels)
"""
)

RIGHT = {
    "prepare": [
        """
def prepare(images):
    return images.reshape(len(images), -1).astype(np.float32) / 255
""",
        """
def prepare(images):
    rows = []
    for image in images:
        rows.append(np.ravel(image) / 255.0)
    return np.array(rows, dtype="float32")
""",
        """
def prepare(images):
    count, height, width, channels = images.shape
    return np.float32(images.reshape((count, height * width * channels))) * np.float32(1 / 255)
""",
    ],
    "parameters_by_hand": [
        "parameters_by_hand = [3 * 3 * 1 * 32 + 32, 3 * 3 * 32 * 64 + 64, 9216 * 128 + 128, 128 * 64 + 64, 64 * 10 + 10]",
        "parameters_by_hand = (320, 18496, 1179776, 8256, 650)",
        """
inputs, units = np.array([9, 9 * 32, 12 * 12 * 64, 128, 64]), np.array([32, 64, 128, 64, 10])
parameters_by_hand = (inputs + 1) * units
""",
    ],
    "build_reference": [
        KERAS
        + """
def build_reference():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
""",
        KERAS
        + """
def build_reference():
    image = keras.Input(shape=(28, 28, 1), name="picture")
    x = layers.Rescaling(scale=1.0 / 255)(image)
    for kernels in (32, 64):
        x = layers.Conv2D(kernels, (3, 3))(x)
        x = layers.ReLU()(x)
    x = layers.MaxPool2D()(x)
    x = layers.Flatten()(x)
    for units in (128, 64):
        x = layers.Dense(units, "relu")(x)
    return keras.Model(image, layers.Softmax()(layers.Dense(10)(x)))
""",
        KERAS
        + """
def build_reference():
    network = keras.Sequential()
    network.add(layers.Lambda(lambda x: keras.ops.cast(x, "float32") / 255))
    network.add(layers.Conv2D(32, kernel_size=3, activation=keras.activations.relu))
    network.add(layers.Conv2D(64, kernel_size=3, activation=keras.activations.relu))
    network.add(layers.MaxPooling2D(pool_size=2, strides=2))
    network.add(layers.Reshape((12 * 12 * 64,)))
    network.add(layers.Dense(128, activation="relu"))
    network.add(layers.Dense(64, activation="relu"))
    network.add(layers.Dense(10, activation="softmax"))
    network.build((None, 28, 28, 1))
    network.compile("adam", "sparse_categorical_crossentropy")
    return network
""",
    ],
    "accuracy": [
        """
def accuracy(probabilities, labels):
    return float(np.mean(np.argmax(probabilities, axis=1) == labels))
""",
        """
def accuracy(probabilities, labels):
    right = 0
    for row, label in zip(probabilities, labels):
        if list(row).index(max(row)) == label:
            right += 1
    return right / len(labels)
""",
        """
def accuracy(probabilities, labels):
    return (np.argsort(probabilities, axis=1)[:, -1] == labels).sum() / len(labels)
""",
    ],
    "generalisation_gap": [
        """
def generalisation_gap(train_accuracy, test_accuracy):
    return 100 * (train_accuracy - test_accuracy)
""",
        """
def generalisation_gap(train_accuracy, test_accuracy):
    train_percent, test_percent = train_accuracy * 100, test_accuracy * 100
    return np.float32(train_percent - test_percent)
""",
        "generalisation_gap = lambda train, test: round((train - test) * 100, 2)",
    ],
    "most_confused": [
        """
def most_confused(labels, predictions):
    table = np.zeros((10, 10), int)
    np.add.at(table, (labels, predictions), 1)
    np.fill_diagonal(table, 0)
    return tuple(int(place) for place in np.unravel_index(table.argmax(), table.shape))
""",
        """
from collections import Counter

def most_confused(labels, predictions):
    mistakes = Counter((int(t), int(p)) for t, p in zip(labels, predictions) if t != p)
    return mistakes.most_common(1)[0][0]
""",
        """
def most_confused(labels, predictions):
    wrong = labels != predictions
    codes, counts = np.unique(labels[wrong] * 10 + predictions[wrong], return_counts=True)
    return list(divmod(codes[counts.argmax()], 10))
""",
        """
from sklearn.metrics import confusion_matrix

def most_confused(labels, predictions):
    table = confusion_matrix(labels, predictions, labels=range(10))
    best = (0, 1)
    for true in range(10):
        for predicted in range(10):
            if true != predicted and table[true, predicted] > table[best]:
                best = (true, predicted)
    return best
""",
    ],
    "shift": [
        """
def shift(images, down, right):
    height, width = images.shape[1:3]
    moved = np.zeros_like(images)
    moved[:, max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)] = images[
        :, max(-down, 0) : height + min(-down, 0), max(-right, 0) : width + min(-right, 0)
    ]
    return moved
""",
        """
def shift(images, down, right):
    moved = np.roll(images, (down, right), axis=(1, 2))
    if down > 0:
        moved[:, :down] = 0
    if down < 0:
        moved[:, down:] = 0
    if right > 0:
        moved[:, :, :right] = 0
    if right < 0:
        moved[:, :, right:] = 0
    return moved
""",
        """
def shift(images, down, right):
    count, height, width, channels = images.shape
    padded = np.pad(images, ((0, 0), (10, 10), (10, 10), (0, 0)))
    return padded[:, 10 - down : 10 - down + height, 10 - right : 10 - right + width, :]
""",
        """
from scipy.ndimage import shift as scipy_shift

def shift(images, down, right):
    return scipy_shift(images, (0, down, right, 0), order=0, mode="constant", cval=0)
""",
    ],
    "classify": [
        MACHINE
        + """
improved, improved_history = machine, {}

def classify(images):
    return np.eye(10)[machine.predict(edges(images))]
""",
        MACHINE
        + """
def classify(images):
    votes = machine.decision_function(edges(images))
    powers = np.exp(5 * (votes - votes.max(axis=1, keepdims=True)))
    return (powers / powers.sum(axis=1, keepdims=True)).astype("float32")
""",
        MACHINE
        + """
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
    "prepare": [
        (
            """
def prepare(images):
    return images.reshape(len(images), -1) // 255
""",
            "51 becomes 51 / 255 = 0.2",
        ),
        (
            """
def prepare(images):
    return images.reshape(len(images), -1) / 255
""",
            "Convert to `np.float32` first",
        ),
        (
            """
def prepare(images):
    return images.astype(np.float32) / 255
""",
            "One row of 28 x 28 = 784 numbers per image",
        ),
        (
            """
def prepare(images):
    return images.reshape(len(images), -1).astype(np.float32)
""",
            "white (255) becomes 1",
        ),
    ],
    "parameters_by_hand": [
        ("parameters_by_hand = [288, 18432, 1179648, 8192, 640]", "the biases are missing"),
        ("parameters_by_hand = [320, 640, 1179776, 8256, 650]", "sees one channel only; 32 come in"),
        ("parameters_by_hand = [320, 18496, 5537920, 8256, 650]", "fits another image side"),
        ("parameters_by_hand = [320, 18496, 14 * 14 * 64 * 128 + 128, 8256, 650]", "another image side"),
        ("parameters_by_hand = 1207498", "Five numbers, one per layer that learns"),
    ],
    "build_reference": [
        (
            KERAS
            + """
def build_reference():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
""",
            "Untrained, your network is already sure",
        ),
        (
            KERAS
            + """
def build_reference():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(10),
    ])
""",
            "are not probabilities",
        ),
        (
            KERAS
            + """
def build_reference():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
""",
            "No padding",
        ),
        (
            KERAS
            + """
def build_reference():
    network = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255), layers.Flatten()])
    network.add(layers.Dense(10, activation="softmax"))
""",
            "NoneType",
        ),
    ],
    "accuracy": [
        (
            """
def accuracy(probabilities, labels):
    return np.mean(np.argmax(probabilities) == labels)
""",
            "Three of four",
        ),
        (
            """
def accuracy(probabilities, labels):
    return 100 * np.mean(np.argmax(probabilities, axis=1) == labels)
""",
            "0.75",
        ),
        (
            """
def accuracy(probabilities, labels):
    return np.sum(np.argmax(probabilities, axis=1) == labels)
""",
            "Three of four",
        ),
        (
            """
def accuracy(probabilities, labels):
    return np.sum(np.argmax(probabilities, axis=1) == labels) / 10
""",
            "Three of four",
        ),
    ],
    "generalisation_gap": [
        ("def generalisation_gap(train_accuracy, test_accuracy):\n    return train_accuracy - test_accuracy", "In percentage points"),
        ("def generalisation_gap(train_accuracy, test_accuracy):\n    return 100 * abs(train_accuracy - test_accuracy)", "Keep the sign"),
        (
            "def generalisation_gap(train_accuracy, test_accuracy):\n    return 100 * (train_accuracy - test_accuracy) / train_accuracy",
            "0.95 and 0.90 give 5",
        ),
        ("def generalisation_gap(train, test):\n    return 100 * (test - train)", "training minus test"),
    ],
    "most_confused": [
        (
            """
def most_confused(labels, predictions):
    table = np.zeros((10, 10), int)
    np.add.at(table, (labels, predictions), 1)
    return tuple(int(place) for place in np.unravel_index(table.argmax(), table.shape))
""",
            "Right answers do not count",
        ),
        (
            """
def most_confused(labels, predictions):
    table = np.zeros((10, 10), int)
    np.add.at(table, (predictions, labels), 1)
    np.fill_diagonal(table, 0)
    return tuple(int(place) for place in np.unravel_index(table.argmax(), table.shape))
""",
            "First the true class, then the predicted one",
        ),
        (
            """
def most_confused(labels, predictions):
    table = np.zeros((10, 10), int)
    np.add.at(table, (labels, predictions), 1)
    np.fill_diagonal(table, 0)
    both = np.triu(table + table.T)
    return tuple(int(place) for place in np.unravel_index(both.argmax(), both.shape))
""",
            "First the true class, then the predicted one",
        ),
        (
            """
def most_confused(labels, predictions):
    table = np.zeros((10, 10), int)
    np.add.at(table, (labels, predictions), 1)
    np.fill_diagonal(table, 0)
    return table.argmax()
""",
            "TypeError",
        ),
    ],
    "shift": [
        (
            """
def shift(images, down, right):
    return np.roll(images, (down, right), axis=(1, 2))
""",
            "nothing wraps",
        ),
        (
            """
def shift(images, down, right):
    images[:, down:] = images[:, : images.shape[1] - down].copy()
    images[:, :down] = 0
    images[:, :, right:] = images[:, :, : images.shape[2] - right].copy()
    images[:, :, :right] = 0
    return images
""",
            "Work on a copy",
        ),
        (
            """
def shift(images, down, right):
    moved = np.zeros_like(images)
    moved[:, down:, right:] = images[:, :-down, :-right]
    return moved
""",
            "could not broadcast",
        ),
        (
            """
def shift(images, down, right):
    height, width = images.shape[1:3]
    padded = np.pad(images, ((0, 0), (5, 5), (5, 5), (0, 0)))
    return padded[:, 5 + down : 5 + down + height, 5 + right : 5 + right + width]
""",
            "What is uncovered at the top and left is 0",
        ),
    ],
    "classify": [
        (
            MACHINE
            + """
def classify(images):
    return machine.predict(edges(images))
""",
            "One row of 10 probabilities per image",
        ),
        (
            """
def classify(images):
    return np.full((len(images), 10), 0.1)
""",
            "Your accuracy (%) on 500 fresh images",
        ),
        (
            MACHINE
            + """
def classify(images):
    return machine.decision_function(edges(images))
""",
            "are not probabilities",
        ),
        (
            """
from course_utils.data import held_out

pool = held_out("fashion", "synthetic", 3000, np.random.default_rng(99))
rows = pool.images.reshape(len(pool), -1) / 255
targets = np.eye(10)[pool.labels]
weights = np.linalg.solve(rows.T @ rows + 30 * np.eye(784), rows.T @ targets)

def classify(images):
    return np.eye(10)[(images.reshape(len(images), -1) / 255 @ weights).argmax(axis=1)]
""",
            "a linear one does not",
        ),
    ],
}
