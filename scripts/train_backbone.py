"""Train the course's own backbone, and write its weights and its card.

COURSE_DATA=... python scripts/train_backbone.py

It learns to tell the ten kinds of things in CIFAR-10 apart, in photographs and in this course's drawings of them. It sees no flower, no
close-up of a pet and no rock: on those, whatever it is good for has been transferred. An hour on two cores. Interrupt it whenever you like:
called again, it goes on after the last finished epoch. `--epochs 1 --into FOLDER` tries it out.
"""

import argparse
import hashlib
import os
import time
from dataclasses import dataclass
from functools import partial, reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import tomlkit

from course_utils.backbones.own import CARD, WEIGHTS, WIDTHS, own_network
from course_utils.data import Split, load
from course_utils.data.photo_sets import resized
from course_utils.data.places import cache_folder
from course_utils.data.synthetic import draw
from course_utils.training import Recipe, accuracy, fit, quiet_start, random_views

if TYPE_CHECKING:
    import keras

CLASSES = 10
SIDE = 64  # pixels, of the pictures as they are kept
RECIPE = Recipe(
    epochs=10,
    batch_size=128,
    learning_rate=2e-3,
    weight_decay=0.05,
    label_smoothing=0.1,
    averaging=0.999,
    augment=partial(random_views, side=48, smallest=0.3),
    keep="last",
)
ORIGIN = "trained by scripts/train_backbone.py on CIFAR-10 (Krizhevsky, 2009) and on this course's drawings of the same ten kinds"


@dataclass(frozen=True)
class Source:
    """Pictures of the ten kinds to learn from."""

    name: str
    real: bool
    train: int
    test: int


DRAWN = 7_000_001  # seeds that no lesson draws with
SOURCES = (
    Source("photographs", real=True, train=50_000, test=2_000),
    Source("drawings", real=False, train=12_000, test=1_000),
)


def pictures(source: Source) -> tuple[Split, Split]:
    """Load or draw a source.

    Parameters
    ----------
    source : Source

    Returns
    -------
    train, test : Split, SIDE pixels
    """
    if source.real:
        data = load("objects", "real")
        train, test = data.train.take(source.train), data.test.take(source.test)
    else:
        train, test = draw("objects", source.train, DRAWN, progress=True), draw("objects", source.test, DRAWN + 1)
    return resized(train, SIDE), resized(test, SIDE)


def network(classes: int) -> "keras.Model":
    """Put a classifier on the backbone.

    Parameters
    ----------
    classes : int

    Returns
    -------
    keras.Model, images (N, H, W, 3) of any size -> probabilities (N, classes); its second layer is the backbone
    """
    import keras  # noqa: PLC0415 - quietly, in `main`

    images = keras.Input((None, None, 3))
    maps = own_network(None)(images)
    pooled = keras.layers.Concatenate()([keras.layers.GlobalAveragePooling2D()(maps), keras.layers.GlobalMaxPooling2D()(maps)])
    return keras.Model(images, keras.layers.Dense(classes, activation="softmax", dtype="float32")(keras.layers.Dropout(0.2)(pooled)))


def write(backbone: "keras.Model", facts: dict[str, object], into: Path) -> None:
    """Write weights (16 bits, normalisation in 32) and card.

    Parameters
    ----------
    backbone : keras.Model
    facts : dict, for the card
    into : Path of a folder
    """
    arrays = {
        f"w{number:03d}": (weight if weight.ndim == 1 else weight.astype(np.float16))
        for number, weight in enumerate(backbone.get_weights())
    }
    into.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(into / WEIGHTS.name, **arrays)
    content = (into / WEIGHTS.name).read_bytes()
    facts |= {"parameters": backbone.count_params(), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (into / CARD.name).write_text(tomlkit.dumps(facts), encoding="utf-8")


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=RECIPE.epochs)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--into", type=Path, default=WEIGHTS.parent)
    chosen = parser.parse_args()
    with quiet_start():
        import keras  # noqa: PLC0415 - within it, so that it loads quietly

    trains, tests = zip(*map(pictures, SOURCES), strict=True)
    train, test = reduce(add, trains), reduce(add, tests)
    keras.utils.set_random_seed(chosen.seed)
    model, recipe = network(CLASSES), RECIPE.but(epochs=chosen.epochs)
    checkpoint = cache_folder() / "training" / f"backbone-{chosen.seed}-{chosen.epochs}.npz"
    history = fit(model, (train, test), recipe, seed=chosen.seed, checkpoint=checkpoint)
    right = {source.name: round(accuracy(model, own), 4) for source, own in zip(SOURCES, tests, strict=True)}
    facts = {
        "origin": ORIGIN,
        "licence": "CC BY 4.0, as the course; CIFAR-10 states no licence and asks to cite Krizhevsky (2009)",
        "trained_on": {source.name: source.train for source in SOURCES},
        "accuracy": right,
        "widths": list(WIDTHS),
        "epochs": chosen.epochs,
        "seed": chosen.seed,
        "minutes": round(sum(history.curves["seconds"]) / 60, 1),
        "cores": os.cpu_count(),
        "date": time.strftime("%Y-%m-%d"),
        "keras": keras.__version__,
    }
    write(model.layers[1], facts, chosen.into)
    print(tomlkit.dumps(facts))


if __name__ == "__main__":
    main()
