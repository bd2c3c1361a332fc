"""Train both networks of lesson 08 as its full profile does; print accuracies and seconds per seed.

COURSE_DATA=... python benchmarks/fashion.py --source real --seeds 0 1 2
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterable

from course_utils import models, training
from course_utils.data import Split, load

EPOCHS = {"reference": 6, "improved": 12}
IMPROVED = training.Recipe(
    epochs=EPOCHS["improved"],
    learning_rate=0.004,
    shift=1,
    mirror="random",
    weight_decay=0.05,
    label_smoothing=0.1,
    averaging=0.995,
    keep="last",
)


def main() -> None:
    """Parse the command line, train, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", choices=("real", "synthetic", "auto"), default="auto")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--recipes", choices=tuple(EPOCHS), nargs="+", default=list(EPOCHS))
    parser.add_argument("--float32", action="store_true", help="do without 16-bit arithmetic")
    chosen = parser.parse_args()
    dataset = load("fashion", source=chosen.source)
    precision = "float32" if chosen.float32 else "fast"
    print(f"{dataset.source} data; improved network in {training.fast_policy() if precision == 'fast' else precision}")
    print(f"{'recipe':10} {'seed':>4} {'train':>7} {'valid.':>7} {'test':>7} {'wall s':>7} {'user s':>7}", flush=True)
    for recipe in chosen.recipes:
        tested = [run(recipe, seed, dataset.train, dataset.test, precision) for seed in chosen.seeds]
        print(f"{recipe:10} median {statistics.median(tested):.4f}, {min(tested):.4f} to {max(tested):.4f}", flush=True)


def run(recipe: str, seed: int, pool: Split, test: Split, precision: str) -> float:
    """Train one network, print its row, return its test accuracy."""
    import keras  # noqa: PLC0415 - after the command line has been read

    train, validation = training.hold_back(pool, len(pool) // 12, seed=seed)
    keras.utils.set_random_seed(seed)
    build: Callable[[], keras.Model] = models.reference_cnn if recipe == "reference" else models.improved_cnn
    network = build()
    wall, user = time.perf_counter(), os.times().user
    if recipe == "reference":
        train_reference(network, train, validation)
    else:
        training.fit(network, (train, validation), IMPROVED.but(precision=precision), seed=seed)
    wall, user = time.perf_counter() - wall, os.times().user - user
    scores = list(accuracies(network, (train, validation, test)))
    print(f"{recipe:10} {seed:4} {scores[0]:7.4f} {scores[1]:7.4f} {scores[2]:7.4f} {wall:7.0f} {user:7.0f}", flush=True)
    return scores[2]


def train_reference(network: "keras.Model", train: Split, validation: Split) -> None:  # noqa: F821 - a type
    """Compile and fit plainly, as in the lesson."""
    network.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    held = (validation.images, validation.labels)
    network.fit(
        train.images, train.labels, batch_size=128, epochs=EPOCHS["reference"], validation_data=held, validation_batch_size=500, verbose=0
    )


def accuracies(network: "keras.Model", splits: Iterable[Split]) -> Iterable[float]:  # noqa: F821 - a type
    """Share of right answers on each split."""
    for split in splits:
        yield float((network.predict(split.images, batch_size=500, verbose=0).argmax(axis=1) == split.labels).mean())


if __name__ == "__main__":
    main()
