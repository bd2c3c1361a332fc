"""What the tests of shipping share: a small network, pictures, a card, and the log read as anybody would."""

import numpy as np

SIDE = 32
CLASSES = {"en": ("daisy", "rose", "tulip"), "ko": ("데이지", "장미", "튤립")}
WORDS = {"en": "To test with.", "ko": "시험용입니다."}


def build(*layers, seed=0):
    """A network of 32 x 32 images whose answers differ from image to image, though it was never trained."""
    import keras

    keras.utils.set_random_seed(seed)
    parts = [keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(8, 3, kernel_initializer="he_normal"), keras.layers.BatchNormalization()]
    parts += [keras.layers.ReLU(), keras.layers.MaxPooling2D(), keras.layers.Conv2D(16, 3), keras.layers.ReLU()]
    parts += [keras.layers.GlobalMaxPooling2D(), keras.layers.Dropout(0.2), keras.layers.Dense(3, activation="softmax")]
    return keras.Sequential([keras.Input((SIDE, SIDE, 3)), *layers, *parts])


def pictures(count, seed=0):
    """Images with large patches of colour."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (count, 4, 4, 3))
    return np.kron(coarse, np.ones((1, SIDE // 4, SIDE // 4, 1))).astype(np.uint8)


def card(**changes):
    from course_utils.shipping import Card, Metric

    data = {"name": "patches", "source": "synthetic", "origin": "drawn", "licence": "MIT", "train": 64, "test": 200, "sha256": "0" * 64}
    given = {"name": "small", "side": SIDE, "classes": CLASSES, "data": data, "recipe": {"epochs": 0}, "parameters": 1_500}
    return Card(**{**given, "metrics": {"accuracy": Metric(150, 200)}, "purpose": WORDS, "limits": WORDS, **changes})


def rows(url, statement="SELECT * FROM requests ORDER BY at"):
    """Read the log as anybody would."""
    from sqlalchemy import create_engine, text

    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(text(statement))]
    finally:
        engine.dispose()


def upload(content, name="image", filename="../../flower.jpg"):
    return {name: (filename, content, "image/jpeg")}
