"""Answers to lesson 12, right and wrong, that students may well write. The networks are small, and one is trained for a moment."""

ONCE = """
import keras
from keras import layers
import numpy as np
from course_utils.data import held_out

train = held_out("cats_dogs", "synthetic", 400, np.random.default_rng(99), size=48)


class dataset:
    source = "synthetic"


from course_utils import backbones
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

own = backbones.load_backbone("course", "course", side=48)
_rows = backbones.features(own, train.images, progress=False, cache=False)
pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=500)).fit(_rows, train.labels)


class Tuned:
    def predict(self, images, **_named):
        rows = backbones.features(own, np.asarray(images, np.uint8), progress=False, cache=False)
        return pipeline.predict_proba(rows)[:, 1:]


both_rates = {"model": Tuned()}
"""

SETUP = ""

COUNT = """
def head_parameters(side, channels, units):
    total, width = 0, side * side * channels
    for count in units:
        total += (width + 1) * count
        width = count
    return total
"""

HEAD = """
def head(channels):
    return keras.Sequential([keras.Input((channels,)), layers.Dropout(0.3), layers.Dense(1, activation="sigmoid")])
"""


def inline(
    freeze="body.trainable = False",
    views="views = layers.RandomZoom(0.2)(layers.RandomRotation(0.03)(layers.RandomFlip('horizontal')(images)))",
    call="maps = body(views, training=False)",
    pool="pooled = layers.GlobalAveragePooling2D()(maps)",
    last='answer = layers.Dense(1, activation="sigmoid")(layers.Dropout(0.3)(pooled))',
):
    """Write a model in line with other steps."""
    return f"""
def inline_model(body, side):
    {freeze}
    images = keras.Input((side, side, 3))
    {views}
    {call}
    {pool}
    {last}
    return keras.Model(images, answer)
"""


def learn(
    whole="body.trainable = True",
    begins="learning or layer.name == first",
    may="learning and not isinstance(layer, layers.BatchNormalization)",
):
    """Write `let_learn` with other steps."""
    return f"""
def let_learn(body, first):
    {whole}
    learning = False
    for layer in body.layers:
        learning = {begins}
        layer.trainable = {may}
"""


RIGHT = {
    "head_parameters": [
        COUNT,
        """
def head_parameters(side, channels, units):
    widths = [side**2 * channels, *units]
    return sum(before * after + after for before, after in zip(widths, widths[1:]))
""",
        """
def head_parameters(side, channels, units):
    network = keras.Sequential([keras.Input((side, side, channels)), layers.Flatten(), *(layers.Dense(count) for count in units)])
    return network.count_params()
""",
    ],
    "head": [
        HEAD,
        """
def head(channels):
    features = keras.Input((channels,))
    return keras.Model(features, keras.activations.sigmoid(layers.Dense(1)(layers.Dropout(0.3)(features))))
""",
        """
def head(channels):
    network = keras.Sequential()
    network.add(keras.Input(shape=(channels,)))
    network.add(layers.Dropout(rate=0.3))
    network.add(layers.Dense(units=1))
    network.add(layers.Activation("sigmoid"))
    return network
""",
    ],
    "decide": [
        "def decide(probabilities, threshold=0.5):\n    return (np.ravel(probabilities) >= threshold).astype(int)\n",
        "def decide(probabilities, threshold=0.5):\n    return np.where(np.asarray(probabilities).reshape(-1) < threshold, 0, 1)\n",
        "def decide(probabilities, threshold=0.5):\n    return [int(value >= threshold) for value in np.array(probabilities).flatten()]\n",
    ],
    "inline_model": [
        inline(),
        """
def inline_model(body, side):
    body.trainable = False
    augmentation = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.03), layers.RandomZoom(0.2)])
    images = keras.Input((side, side, 3))
    maps = body(augmentation(images), training=False)
    pooled = layers.GlobalAveragePooling2D()(maps)
    return keras.Model(images, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.3)(pooled)))
""",
        """
def inline_model(body, side):
    for layer in body.layers:
        layer.trainable = False
    inputs = keras.Input(shape=(side, side, 3))
    x = inputs
    for layer in (layers.RandomFlip("horizontal"), layers.RandomRotation(0.03), layers.RandomZoom(0.2)):
        x = layer(x)
    x = layers.GlobalAveragePooling2D()(body(x, training=False))
    x = layers.Dense(1)(layers.Dropout(0.3)(x))
    return keras.Model(inputs, layers.Activation("sigmoid")(x))
""",
    ],
    "strategy": [
        """
def strategy(images, near):
    if images < 1000:
        return "features"
    if images <= 10_000:
        return "last block"
    return "all" if near else "scratch"
""",
        """
def strategy(images, near):
    if images > 10_000:
        return "all" if near else "scratch"
    elif images >= 1000:
        return "last block"
    else:
        return "features"
""",
        """
def strategy(images, near):
    large = {True: "all", False: "scratch"}[bool(near)]
    return ["features", "last block", large][(images >= 1000) + (images > 10_000)]
""",
    ],
    "let_learn": [
        learn(),
        """
def let_learn(body, first):
    body.trainable = True
    names = [layer.name for layer in body.layers]
    for number, layer in enumerate(body.layers):
        is_norm = layer.__class__.__name__ == "BatchNormalization"
        layer.trainable = number >= names.index(first) and not is_norm
""",
        """
def let_learn(body, first):
    body.trainable = True
    for layer in body.layers:
        if layer.name == first:
            break
        layer.trainable = False
    for layer in body.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
""",
    ],
    "classify": [
        """
def classify(images):
    dog = both_rates["model"].predict(np.asarray(images), verbose=0)
    return np.concatenate([1 - dog, dog], axis=1)
""",
        """
def classify(images):
    dog = np.ravel(both_rates["model"].predict(images))
    return np.stack((1 - dog, dog), axis=-1)
""",
        """
def classify(images):
    answers = both_rates["model"].predict(images)
    return np.array([[1 - float(p), float(p)] for p in answers.ravel()])
""",
    ],
}

WRONG = {
    "head_parameters": [
        (COUNT.replace("(width + 1) * count", "width * count"), "A bias for every unit"),
        (COUNT.replace("side * side * channels", "side * channels"), "12,800 numbers"),
        (COUNT.replace("        width = count\n", ""), "12,801 x 256"),
    ],
    "head": [
        (HEAD.replace('layers.Dense(1, activation="sigmoid")', "layers.Dense(1)"), "ends in a sigmoid"),
        (HEAD.replace("layers.Dropout(0.3), ", ""), "the dropout is missing"),
        (HEAD.replace('Dense(1, activation="sigmoid")', 'Dense(2, activation="softmax")'), "one dense unit"),
    ],
    "decide": [
        (
            "def decide(probabilities, threshold=0.5):\n    return (np.ravel(probabilities) > threshold).astype(int)\n",
            "At the threshold itself",
        ),
        ("def decide(probabilities, threshold=0.5):\n    return (np.ravel(probabilities) >= 0.5).astype(int)\n", "Use the argument"),
        ("def decide(probabilities, threshold=0.5):\n    return np.ravel(probabilities) < threshold\n", "At the threshold itself"),
    ],
    "inline_model": [
        (inline(freeze="body.trainable = True"), "Freeze the body"),
        (inline(views="views = images"), "where are the random views"),
        (inline(pool="pooled = layers.Flatten()(maps)"), "pool instead of flattening"),
    ],
    "strategy": [
        ('def strategy(images, near):\n    return "features" if images < 1000 else "last block"\n', "Use the words of the table"),
        ('def strategy(images, near):\n    return "Features"\n', "in small letters"),
        ('def strategy(images, near):\n    return "all" if near else "scratch"\n', "Use the words of the table"),
    ],
    "let_learn": [
        (learn(may="learning"), "Batch normalisation must stay frozen"),
        (learn(whole="pass"), "`body.trainable = True` first"),
        (learn(begins="layer.name == first"), "the layers b and c must learn"),
        (learn(begins="True"), "comes before `first`"),
    ],
    "classify": [
        ("def classify(images):\n    return both_rates['model'].predict(images)\n", "2 probabilities"),
        (
            "def classify(images):\n    dog = both_rates['model'].predict(images)\n    return np.concatenate([dog, 1 - dog], axis=1)\n",
            "not seen",
        ),
        ("def classify(images):\n    return np.full((len(images), 2), 0.5)\n", "not seen"),
    ],
}
