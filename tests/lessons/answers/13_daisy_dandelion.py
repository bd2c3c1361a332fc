"""Answers to lesson 13, right and wrong, that students may well write. The classifier is a head on features, fitted in a moment."""

ONCE = """
from io import BytesIO

import keras
from keras import layers
import numpy as np
from PIL import Image
from course_utils import backbones, training
from course_utils.data import held_out
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler


class dataset:
    source = "synthetic"


def tiny(grey):
    return np.asarray(Image.fromarray(np.asarray(grey, np.float32)).resize((9, 8), Image.Resampling.BOX))


def _fitted():
    train = held_out("daisy_dandelion", "synthetic", 300, np.random.default_rng(99), size=80)
    own = backbones.load_backbone("course", "course", side=80)
    rows = backbones.features(own, train.images, progress=False, cache=False)
    scale = StandardScaler().fit(rows)
    fit = LogisticRegression(C=0.01, max_iter=500).fit(scale.transform(rows), train.labels)
    kernel = (fit.coef_ / scale.scale_).T
    bias = fit.intercept_ - scale.mean_ @ kernel
    images = keras.Input((80, 80, 3))
    dense = layers.Dense(2, activation="softmax")
    model = keras.Model(images, dense(layers.GlobalAveragePooling2D()(own.model(images, training=False))))
    dense.set_weights([np.concatenate([0 * kernel, kernel], axis=1), np.concatenate([0 * bias, bias])])
    return model


improved = _fitted()
"""

SETUP = ""

KIND = """
def kind_of(content):
    if content.startswith(b"\\xff\\xd8\\xff"):
        return "JPEG"
    if content.startswith(b"\\x89PNG\\r\\n\\x1a\\n"):
        return "PNG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    return None
"""

PROBLEM = """
def problem_of(content):
    if not content:
        return "empty"
    try:
        image = Image.open(BytesIO(content))
    except Exception:
        return "not an image"
    try:
        image.load()
    except Exception:
        return "truncated"
    return None
"""

PRINT = """
def fingerprint(image):
    small = tiny(image.mean(axis=-1))
    return (small[:, :-1] > small[:, 1:]).ravel()
"""

ROWS = """
def test_rows(groups, share, rng):
    order = rng.permutation(np.unique(groups))
    return np.isin(groups, order[: round(share * len(order))])
"""

NETWORK = """
def reference_cnn():
    return keras.Sequential([
        keras.Input((80, 80, 3)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.3),
        layers.Dense(32, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(1, activation="sigmoid"),
    ])
"""

RATES = """
def precision_recall_f1(labels, predictions):
    found = np.sum((labels == 1) & (predictions == 1))
    precision = found / max(np.sum(predictions == 1), 1)
    recall = found / max(np.sum(labels == 1), 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0
"""

CHEAPEST = """
def best_threshold(labels, probabilities, missed, alarm):
    thresholds = np.arange(101) / 100
    costs = []
    for threshold in thresholds:
        predictions = probabilities >= threshold
        costs.append(missed * np.sum((labels == 1) & ~predictions) + alarm * np.sum((labels == 0) & predictions))
    return thresholds[np.argmin(costs)]
"""

RIGHT = {
    "kind_of": [
        KIND,
        """
def kind_of(content):
    beginnings = {b"\\xff\\xd8\\xff": "JPEG", b"\\x89PNG\\r\\n\\x1a\\n": "PNG", b"GIF87a": "GIF", b"GIF89a": "GIF"}
    for beginning, kind in beginnings.items():
        if content[: len(beginning)] == beginning:
            return kind
    if content.startswith(b"RIFF") and content[8:].startswith(b"WEBP"):
        return "WEBP"
""",
        """
import re

def kind_of(content):
    patterns = [("JPEG", b"\\xff\\xd8\\xff"), ("PNG", b"\\x89PNG\\r\\n\\x1a\\n"), ("GIF", b"GIF8[79]a"), ("WEBP", b"RIFF(?s:.{4})WEBP")]
    return next((kind for kind, pattern in patterns if re.match(pattern, content)), None)
""",
    ],
    "problem_of": [
        PROBLEM,
        """
def problem_of(content):
    if len(content) == 0:
        return "empty"
    fault = "not an image"
    try:
        with Image.open(BytesIO(content)) as image:
            fault = "truncated"
            image.load()
    except Exception:
        return fault
""",
        """
def problem_of(content):
    if content == b"":
        return "empty"
    try:
        image = Image.open(BytesIO(content))
    except (OSError, ValueError, SyntaxError):
        return "not an image"
    try:
        np.asarray(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError):
        return "truncated"
""",
    ],
    "fingerprint": [
        PRINT,
        """
def fingerprint(image):
    small = tiny(image.astype(float).mean(axis=2))
    return [small[row, column] > small[row, column + 1] for row in range(8) for column in range(8)]
""",
        """
def fingerprint(image):
    grey = (image[..., 0].astype(float) + image[..., 1] + image[..., 2]) / 3
    return np.diff(tiny(grey), axis=1).reshape(64) < 0
""",
    ],
    "test_rows": [
        ROWS,
        """
def test_rows(groups, share, rng):
    distinct = sorted(set(groups.tolist()))
    rng.shuffle(distinct)
    chosen = set(distinct[: round(share * len(distinct))])
    return np.array([group in chosen for group in groups])
""",
        """
def test_rows(groups, share, rng):
    distinct, place = np.unique(groups, return_inverse=True)
    chosen = np.zeros(len(distinct), bool)
    chosen[rng.choice(len(distinct), round(share * len(distinct)), replace=False)] = True
    return chosen[place]
""",
    ],
    "reference_cnn": [
        NETWORK,
        """
def reference_cnn():
    images = keras.Input((80, 80, 3))
    x = layers.Rescaling(1 / 255)(images)
    for channels in (64, 32):
        x = layers.Conv2D(channels, (3, 3), padding="same", activation="relu")(x)
        x = layers.MaxPooling2D((2, 2))(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.3)(layers.Dense(128, activation="relu")(x))
    x = layers.Dropout(0.2)(layers.Dense(32, activation="relu")(x))
    return keras.Model(images, layers.Dense(1, activation="sigmoid")(x))
""",
        """
def reference_cnn():
    model = keras.Sequential()
    model.add(keras.Input(shape=(80, 80, 3)))
    model.add(layers.Rescaling(1.0 / 255))
    model.add(layers.Conv2D(64, 3, padding="same"))
    model.add(layers.ReLU())
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Conv2D(32, 3, padding="same"))
    model.add(layers.ReLU())
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(128, "relu"))
    model.add(layers.Dropout(0.3))
    model.add(layers.Dense(32, "relu"))
    model.add(layers.Dropout(0.2))
    model.add(layers.Dense(1, "sigmoid"))
    return model
""",
    ],
    "precision_recall_f1": [
        RATES,
        """
def precision_recall_f1(labels, predictions):
    tp = int(((labels == 1) * (predictions == 1)).sum())
    fp = int(((labels == 0) * (predictions == 1)).sum())
    fn = int(((labels == 1) * (predictions == 0)).sum())
    if tp == 0:
        return 0.0, 0.0, 0.0
    return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)
""",
        """
def precision_recall_f1(labels, predictions):
    from sklearn.metrics import f1_score, precision_score, recall_score
    return [score(labels, predictions, zero_division=0) for score in (precision_score, recall_score, f1_score)]
""",
    ],
    "best_threshold": [
        CHEAPEST,
        """
def best_threshold(labels, probabilities, missed, alarm):
    def cost(threshold):
        fn = sum(1 for y, p in zip(labels, probabilities) if y == 1 and p < threshold)
        fp = sum(1 for y, p in zip(labels, probabilities) if y == 0 and p >= threshold)
        return missed * fn + alarm * fp
    return min((number / 100 for number in range(101)), key=cost)
""",
        """
def best_threshold(labels, probabilities, missed, alarm):
    thresholds = np.linspace(0, 1, 101).round(2)
    said = probabilities[np.newaxis] >= thresholds[:, np.newaxis]
    costs = missed * (~said & (labels == 1)).sum(axis=1) + alarm * (said & (labels == 0)).sum(axis=1)
    return float(thresholds[costs.argmin()])
""",
    ],
    "classify": [
        "def classify(images):\n    return training.probabilities(improved, images, mirror=True)\n",
        "def classify(images):\n    return improved.predict(np.asarray(images), verbose=0)\n",
        """
def classify(images):
    both = [training.probabilities(improved, images), training.probabilities(improved, np.flip(images, axis=2))]
    return sum(both) / 2
""",
    ],
}

WRONG = {
    "kind_of": [
        (KIND.replace('content[:4] == b"RIFF" and content[8:12] == b"WEBP"', 'content[:4] == b"RIFF"'), "sound files begin with RIFF"),
        (KIND.replace('b"\\xff\\xd8\\xff"', 'b"\\xff\\xd8"'), "two bytes are not enough"),
        (KIND.replace('(b"GIF87a", b"GIF89a")', 'b"GIF87a"'), "Compare the first bytes with the table"),
    ],
    "problem_of": [
        (PROBLEM.replace("image.load()", "image.verify()"), "then `load()`"),
        (PROBLEM.replace('    if not content:\n        return "empty"\n', ""), "First the number of bytes"),
        (PROBLEM.replace('return "truncated"', 'return "not an image"'), "each complaint with its own word"),
    ],
    "fingerprint": [
        (PRINT.replace("small[:, :-1] > small[:, 1:]", "small[:, :-1] < small[:, 1:]"), "is brighter"),
        (PRINT.replace(".ravel()", ""), "in one row"),
        (PRINT.replace(".ravel()", ".T.ravel()"), "only the first 8 bits"),
    ],
    "test_rows": [
        ("def test_rows(groups, share, rng):\n    return rng.random(len(groups)) < share\n", "lies on both sides"),
        (
            ROWS.replace("rng.permutation(np.unique(groups))", "np.unique(groups)"),
            "always the same groups",
        ),
        (ROWS.replace("order[: round(share * len(order))]", "order[round(share * len(order)) + 1 :]"), "The share is one of groups"),
    ],
    "reference_cnn": [
        (NETWORK.replace('padding="same", ', ""), "padding same"),
        (NETWORK.replace("layers.Rescaling(1 / 255),", "layers.Rescaling(1.0),"), "Rescaling"),
        (NETWORK.replace('layers.Dense(1, activation="sigmoid")', "layers.Dense(1)"), "A sigmoid at the end"),
        (NETWORK.replace("        layers.Dropout(0.3),\n", ""), "Dropout 0.3"),
    ],
    "precision_recall_f1": [
        (RATES.replace("return precision, recall, 2", "return recall, precision, 2"), "1 true positive"),
        (RATES.replace("2 * precision * recall / (precision + recall)", "(precision + recall) / 2"), "1 true positive"),
        (
            RATES.replace("found = np.sum((labels == 1) & (predictions == 1))", "found = np.sum(labels == predictions)"),
            "1 true positive",
        ),
    ],
    "best_threshold": [
        (CHEAPEST.replace("missed, alarm):", "alarm, missed):"), "rises"),
        (CHEAPEST.replace("np.argmin", "np.argmax"), "The lowest of the cheapest"),
        ("def best_threshold(labels, probabilities, missed, alarm):\n    return 0.5\n", "the threshold rises"),
    ],
    "classify": [
        ("def classify(images):\n    return improved.predict(images)[:, 1:]\n", "2 probabilities"),
        ("def classify(images):\n    return improved.predict(images)[:, ::-1]\n", "not seen"),
        ("def classify(images):\n    return np.full((len(images), 2), 0.5)\n", "not seen"),
    ],
}
