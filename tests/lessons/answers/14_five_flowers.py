"""Answers to lesson 14, right and wrong, that students may well write. The network is small, and its head is fitted in a moment."""

ONCE = """
import keras
from keras import layers
import numpy as np
from course_utils import backbones, training
from course_utils.data import held_out
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

train = held_out("flowers", "synthetic", 500, np.random.default_rng(99), size=64)


class dataset:
    source = "synthetic"


def _fitted():
    own = backbones.load_backbone("course", "course", side=64)
    rows = backbones.features(own, train.images, progress=False, cache=False)
    scale = StandardScaler().fit(rows)
    fit = LogisticRegression(C=0.01, max_iter=500).fit(scale.transform(rows), train.labels)
    kernel = (fit.coef_ / scale.scale_).T
    images = keras.Input((64, 64, 3))
    dense = layers.Dense(5, activation="softmax")
    model = keras.Model(images, dense(layers.GlobalAveragePooling2D()(own.model(images, training=False))))
    dense.set_weights([kernel, fit.intercept_ - scale.mean_ @ kernel])
    return model


tuned = {"model": _fitted()}
"""

SETUP = ""


def model(
    freeze="backbone.freeze()",
    pool="pooled = layers.GlobalAveragePooling2D()(backbone.model(images))",
    last='answers = layers.Dense(5, activation="softmax")(layers.Dropout(0.2)(pooled))',
):
    """Write a model of flowers with other steps."""
    return f"""
def flower_model(backbone):
    {freeze}
    images = keras.Input((backbone.side, backbone.side, 3))
    {pool}
    {last}
    return keras.Model(images, answers)
"""


def rated(
    precision="right / max(np.sum(predictions == label), 1)",
    recall="right / max(np.sum(labels == label), 1)",
    both="2 * precision * recall / (precision + recall) if right else 0",
):
    """Write `report` with other ratios."""
    return f"""
def report(labels, predictions):
    rows = []
    for label in range(5):
        right = np.sum((labels == label) & (predictions == label))
        precision = {precision}
        recall = {recall}
        rows.append([precision, recall, {both}])
    return np.array(rows)
"""


def heat(weights="gradients.mean(axis=(0, 1))", total="np.maximum((maps * weights).sum(axis=-1), 0)"):
    """Write `grad_cam` with other steps."""
    return f"""
def grad_cam(maps, gradients):
    weights = {weights}
    return {total}
"""


def family(composites="[0, 1, 3]", whose="[0, 0, 1, 0, 1]", order="[composites, others]"):
    """Write `by_family` with other columns."""
    return f"""
def by_family(probabilities):
    composites = probabilities[:, {composites}].sum(axis=1)
    others = 1 - composites
    both = np.stack({order}, axis=1)
    return both, probabilities / both[:, {whose}]
"""


RIGHT = {
    "flower_model": [
        model(),
        """
def flower_model(backbone):
    backbone.freeze()
    return keras.Sequential([
        keras.Input((backbone.side, backbone.side, 3)),
        backbone.model,
        layers.GlobalAveragePooling2D(),
        layers.Dropout(0.2),
        layers.Dense(5, activation="softmax"),
    ])
""",
        """
def flower_model(backbone):
    backbone.model.trainable = False
    inputs = keras.Input(shape=(backbone.side, backbone.side, 3))
    x = backbone.model(inputs, training=False)
    x = keras.ops.mean(x, axis=(1, 2))
    x = layers.Dense(5)(layers.Dropout(0.2)(x))
    return keras.Model(inputs=inputs, outputs=layers.Softmax()(x))
""",
    ],
    "reorder": [
        "def reorder(probabilities, theirs, ours):\n    return probabilities[:, [theirs.index(name) for name in ours]]\n",
        """
def reorder(probabilities, theirs, ours):
    result = np.zeros_like(probabilities)
    for column, name in enumerate(theirs):
        result[:, ours.index(name)] = probabilities[:, column]
    return result
""",
        """
def reorder(probabilities, theirs, ours):
    columns = dict(zip(theirs, np.transpose(probabilities)))
    return np.stack([columns[name] for name in ours], axis=1)
""",
    ],
    "report": [
        rated(),
        """
def report(labels, predictions):
    matrix = np.zeros((5, 5))
    np.add.at(matrix, (labels, predictions), 1)
    right, said, true = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision, recall = right / np.maximum(said, 1), right / np.maximum(true, 1)
    f1 = 2 * right / np.maximum(said + true, 1)
    return np.stack([precision, recall, f1], axis=1)
""",
        """
def report(labels, predictions):
    from sklearn.metrics import precision_recall_fscore_support
    found = precision_recall_fscore_support(labels, predictions, labels=range(5), zero_division=0)
    return np.array(found[:3]).T
""",
    ],
    "class_weights": [
        "def class_weights(labels):\n    counts = np.bincount(labels)\n    return len(labels) / (len(counts) * counts)\n",
        """
def class_weights(labels):
    kinds = sorted(set(labels.tolist()))
    return np.array([len(labels) / (len(kinds) * np.sum(labels == kind)) for kind in kinds])
""",
        """
def class_weights(labels):
    from sklearn.utils.class_weight import compute_class_weight
    return compute_class_weight("balanced", classes=np.unique(labels), y=labels)
""",
    ],
    "classify": [
        """
def classify(images):
    model = tuned["model"]
    return (training.probabilities(model, images) + training.probabilities(model, images[:, :, ::-1])) / 2
""",
        "def classify(images):\n    return training.probabilities(tuned['model'], images, mirror=True)\n",
        """
def classify(images):
    images = np.asarray(images)
    views = [images, np.flip(images, axis=2)]
    return np.mean([tuned["model"].predict(view, verbose=0) for view in views], axis=0)
""",
    ],
    "grad_cam": [
        heat(),
        """
def grad_cam(maps, gradients):
    height, width, channels = maps.shape
    total = np.zeros((height, width))
    for channel in range(channels):
        total += gradients[:, :, channel].mean() * maps[:, :, channel]
    total[total < 0] = 0
    return total
""",
        """
def grad_cam(maps, gradients):
    return np.clip(np.einsum("hwc,c->hw", maps, np.mean(gradients, axis=(0, 1))), 0, None)
""",
    ],
    "species": [
        "def species(logits, thresholds):\n    return (1 / (1 + np.exp(-logits)) >= thresholds).astype(int)\n",
        "def species(logits, thresholds):\n    return np.where(keras.ops.sigmoid(logits).numpy() < thresholds, 0, 1)\n",
        """
def species(logits, thresholds):
    probabilities = np.exp(logits) / (1 + np.exp(logits))
    return np.array([[int(p >= t) for p, t in zip(row, thresholds)] for row in probabilities])
""",
    ],
    "by_family": [
        family(),
        """
def by_family(probabilities):
    family = probabilities @ np.array([[1, 0], [1, 0], [0, 1], [1, 0], [0, 1]])
    within = probabilities.copy()
    within[:, [0, 1, 3]] /= family[:, :1]
    within[:, [2, 4]] /= family[:, 1:]
    return family, within
""",
        """
def by_family(probabilities):
    composites = probabilities[:, 0] + probabilities[:, 1] + probabilities[:, 3]
    others = probabilities[:, 2] + probabilities[:, 4]
    within = np.array([p / f for p, f in zip(probabilities.T, [composites, composites, others, composites, others])]).T
    return np.array([composites, others]).T, within
""",
    ],
}

WRONG = {
    "flower_model": [
        (model(freeze="backbone.model.trainable = True"), "Is the backbone frozen"),
        (model(pool="pooled = layers.Flatten()(backbone.model(images))"), "pool, and not flatten"),
        (model(last="answers = layers.Dense(5)(layers.Dropout(0.2)(pooled))"), "Is the last activation softmax"),
        (model(last='answers = layers.Dense(5, activation="softmax")(pooled)'), "the dropout is missing"),
    ],
    "reorder": [
        ("def reorder(probabilities, theirs, ours):\n    return probabilities\n", "must it end up"),
        (
            "def reorder(probabilities, theirs, ours):\n    return probabilities[:, [ours.index(name) for name in theirs]]\n",
            "must it end up",
        ),
        ("def reorder(probabilities, theirs, ours):\n    return probabilities[:, np.argsort(ours)]\n", "must it end up"),
    ],
    "report": [
        (
            rated(precision="right / max(np.sum(labels == label), 1)", recall="right / max(np.sum(predictions == label), 1)"),
            "Precision divides by what was predicted",
        ),
        (rated(both="(precision + recall) / 2"), "not the mean of both"),
        (
            """
def report(labels, predictions):
    rows = []
    for label in np.unique(labels):
        right = np.sum((labels == label) & (predictions == label))
        precision, recall = right / max(np.sum(predictions == label), 1), right / max(np.sum(labels == label), 1)
        rows.append([precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)])
    return np.array(rows)
""",
            "also for classes that do not occur",
        ),
    ],
    "class_weights": [
        ("def class_weights(labels):\n    counts = np.bincount(labels)\n    return len(labels) / counts\n", "do not forget K"),
        ("def class_weights(labels):\n    counts = np.bincount(labels)\n    return counts * len(counts) / len(labels)\n", "turn it over"),
        ("def class_weights(labels):\n    return np.ones(labels.max() + 1)\n", "do not forget K"),
    ],
    "classify": [
        ("def classify(images):\n    return training.probabilities(tuned['model'], images)\n", "must get the same answer"),
        (
            (
                "def classify(images):\n    model = tuned['model']\n"
                "    return (training.probabilities(model, images) + training.probabilities(model, images[:, ::-1])) / 2\n"
            ),
            "left and right exchanged",
        ),
        (
            (
                "def classify(images):\n    model = tuned['model']\n"
                "    return training.probabilities(model, images) + training.probabilities(model, images[:, :, ::-1])\n"
            ),
            "not probabilities",
        ),
        ("def classify(images):\n    return np.full((len(images), 5), 0.2)\n", "not seen"),
    ],
    "grad_cam": [
        (heat(total="(maps * weights).sum(axis=-1)"), "so 0"),
        (heat(weights="np.maximum(gradients.mean(axis=(0, 1)), 0)"), "negative weights count"),
        (heat(weights="gradients", total="np.maximum((maps * weights).sum(axis=-1), 0)"), "mean gradient"),
    ],
    "species": [
        (
            (
                "def species(logits, thresholds):\n    powers = np.exp(logits)\n"
                "    return (powers / powers.sum(axis=1, keepdims=True) >= thresholds).astype(int)\n"
            ),
            "a softmax would share out",
        ),
        ("def species(logits, thresholds):\n    return (logits >= thresholds).astype(int)\n", "from logit 0 on"),
        ("def species(logits, thresholds):\n    return (1 / (1 + np.exp(-logits)) >= 0.5).astype(int)\n", "its own species"),
    ],
    "by_family": [
        (family(composites="[0, 1, 2]"), "0, 1 and 3"),
        (family(order="[others, composites]"), "they come first"),
        (family(whose="[0, 0, 0, 0, 0]"), "own family"),
    ],
}
