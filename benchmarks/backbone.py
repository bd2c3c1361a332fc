"""Set the course's own backbone against training from scratch, on 200 images of each of the course's small tasks.

COURSE_DATA=... python benchmarks/backbone.py --source real synthetic --seeds 0 1 2 --write

Features: the frozen backbone's, mean and maximum over each map, and logistic regression. Tuned and scratch: the whole network learns by one
recipe (the same 200 images, random views of them, 40 epochs), from the backbone's weights or from random ones. All are tested on the whole
test part. `--write` puts the medians into the card.
"""

import argparse
import statistics
import time
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import tomlkit
from numpy.typing import NDArray

from course_utils.backbones import Backbone, features, load_backbone
from course_utils.backbones.backbone import Weights
from course_utils.backbones.own import CARD
from course_utils.data import Dataset, Split, load
from course_utils.training import Recipe, accuracy, fit, quiet_start, random_views

if TYPE_CHECKING:
    import keras

TASKS = ("flowers", "daisy_dandelion", "cats_dogs", "moon_rocks")
IMAGES, SIDE = 200, 96
RECIPE = Recipe(
    epochs=40,
    batch_size=20,
    learning_rate=1e-3,
    weight_decay=0.05,
    label_smoothing=0.1,
    averaging=0.95,
    augment=partial(random_views, smallest=0.5),
    keep="last",
    precision="fast",
)


def described(backbone: Backbone, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Describe images by the mean and the maximum of each feature map.

    Parameters
    ----------
    backbone : Backbone
    images : uint8 array (N, side, side, 3)

    Returns
    -------
    float32 array (N, 2 C)
    """
    return np.concatenate([features(backbone, images, pooling=pooling, progress=False) for pooling in ("average", "maximum")], axis=1)


def on_features(backbone: Backbone, train: Split, test: Split) -> float:
    """Train a linear head on frozen features.

    Parameters
    ----------
    backbone : Backbone
    train, test : Split

    Returns
    -------
    float, test accuracy
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - takes a second to load
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - likewise
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415 - likewise

    head = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=1000))
    head.fit(described(backbone, train.images), train.labels)
    return float(head.score(described(backbone, test.images), test.labels))


def learned(weights: Weights, train: Split, test: Split, seed: int) -> float:
    """Train the whole network.

    Parameters
    ----------
    weights : "course" or "random", where it starts
    train, test : Split
    seed : int

    Returns
    -------
    float, test accuracy after the last epoch
    """
    import keras  # noqa: PLC0415 - quietly, in `main`

    keras.utils.set_random_seed(seed)
    backbone = load_backbone("course", weights, side=SIDE)
    backbone.model.trainable = True
    model = _classifier(backbone, int(test.labels.max()) + 1)
    fit(model, (train, test.take(len(test) // 10)), RECIPE, seed=seed)  # the last epoch counts, so the validation decides nothing
    return accuracy(model, test)


def _classifier(backbone: Backbone, classes: int) -> "keras.Model":
    import keras  # noqa: PLC0415 - as above

    head = [keras.layers.GlobalAveragePooling2D(), keras.layers.Dropout(0.2), keras.layers.Dense(classes, activation="softmax")]
    return keras.Sequential([keras.Input((SIDE, SIDE, 3)), backbone.model, *head])


def few(dataset: Dataset, seed: int) -> Split:
    """Take the images to learn from: 200, or all there are.

    Parameters
    ----------
    dataset : Dataset
    seed : int

    Returns
    -------
    Split
    """
    return dataset.train.take(min(IMAGES, len(dataset.train)), seed)


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", nargs="+", default=["synthetic"], choices=["real", "synthetic"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[0])
    parser.add_argument("--tasks", nargs="+", default=list(TASKS), choices=TASKS)
    parser.add_argument("--write", action="store_true", help="put the medians into the backbone's card")
    chosen = parser.parse_args()
    with quiet_start():
        import keras  # noqa: F401, PLC0415 - within it, so that it loads quietly
    own = load_backbone("course", side=SIDE)
    margins: dict[str, dict[str, dict[str, float]]] = {}
    for source in chosen.source:
        for task in chosen.tasks:
            dataset, found, start = load(task, source, size=SIDE), [], time.perf_counter()
            for seed in chosen.seeds:
                train = few(dataset, seed)
                tuned, scratch = (learned(weights, train, dataset.test, seed) for weights in ("course", "random"))
                found.append({"features": on_features(own, train, dataset.test), "tuned": tuned, "scratch": scratch})
            medians = {way: round(statistics.median(some[way] for some in found), 4) for way in found[0]}
            margins.setdefault(source, {})[task] = medians
            lead, took = medians["tuned"] - medians["scratch"], time.perf_counter() - start
            print(f"{source:9} {task:16} {medians}  lead {lead:+.3f}  ({took:.0f} s)")
    if chosen.write:
        card = tomlkit.parse(CARD.read_text(encoding="utf-8"))
        card["margins"] = {"images": IMAGES, "side": SIDE, "seeds": chosen.seeds} | margins
        CARD.write_text(tomlkit.dumps(card), encoding="utf-8")


if __name__ == "__main__":
    main()
