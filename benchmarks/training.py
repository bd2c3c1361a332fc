"""Train the notes' networks on CIFAR-10 and ours beside them, in one run; print the table that the README quotes.

COURSE_DATA=... python benchmarks/training.py --source real --seeds 0 1 2

What the notes did: Adam at 0.001, batches of 128, ten epochs, the last one kept. Accuracies are those on the test images; the time to
62.37 % (the notes' CNN) is read off the validation accuracy after each epoch. The sprint is our network trained for nothing but that, on
12,000 images, each seen once. Idle, in the line of each seed, is the share of training time,
validation aside, in which the network does not compute.
"""

import argparse
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course_utils import models, training
from course_utils.data import Split, load
from course_utils.training import Recipe

if TYPE_CHECKING:
    import keras

NOTES_ACCURACY = 0.6237
NOTES = Recipe(optimizer="adam", learning_rate=1e-3, schedule="constant", batch_size=128, epochs=10, keep="last")
OURS = Recipe(
    epochs=6,
    batch_size=256,
    optimizer="sgd",
    learning_rate=1.0,
    momentum=0.85,
    schedule="triangle",
    warmup=0.23,
    weight_decay=0.002,
    label_smoothing=0.1,
    shift=2,
    mirror="alternating",
    averaging=0.95,
    whiten=True,
    precision="fast",
    keep="last",
    test_mirror=True,
)
SPRINT = OURS.but(epochs=1, batch_size=64, learning_rate=0.4, averaging=0.0)
SPRINT_IMAGES = 12_000


@dataclass(frozen=True)
class Contender:
    """A network and how it is trained."""

    build: Callable[[], "keras.Model"]
    recipe: Recipe
    images: int | None = None


CONTENDERS = {
    "notes' dense": Contender(lambda: models.dense((32, 32, 3)), NOTES),
    "notes' CNN": Contender(lambda: models.reference_cnn((32, 32, 3)), NOTES),
    "ours": Contender(models.small_cnn, OURS),
    "ours, sprint": Contender(models.small_cnn, SPRINT, SPRINT_IMAGES),
}
COLUMNS = ("test", "train seconds", "seconds to 62.37 %", "images/s")


def main() -> None:
    """Parse the command line, train, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", choices=("real", "synthetic", "auto"), default="auto")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--only", choices=tuple(CONTENDERS), nargs="+", default=list(CONTENDERS))
    chosen = parser.parse_args()
    dataset = load("objects", source=chosen.source)
    print(f"{dataset.source} data, {len(dataset.train):,} training images; fast precision is {training.fast_policy()}")
    rows: dict[str, list[dict[str, float]]] = {name: [] for name in chosen.only}
    for seed in chosen.seeds:  # seed by seed, so that a busy minute of the machine does not fall on one network only
        for name in chosen.only:
            rows[name].append(run(CONTENDERS[name], dataset.train, dataset.test, seed))
            print(f"{name:14} seed {seed}: " + ", ".join(f"{column} {value:.4g}" for column, value in rows[name][-1].items()), flush=True)
    print(table(rows))


def run(contender: Contender, pool: Split, test: Split, seed: int) -> dict[str, float]:
    """Train one network and measure it."""
    import keras  # noqa: PLC0415 - after the command line has been read

    train, validation = training.hold_back(pool, len(pool) // 25, seed=seed)
    if contender.images is not None:
        train = train.take(min(contender.images, len(train)), seed=seed)
    keras.utils.set_random_seed(seed)
    network = contender.build()
    history = training.fit(network, (train, validation), contender.recipe, seed=seed)
    reached = history.seconds_to(NOTES_ACCURACY)
    return {
        "parameters": network.count_params(),
        "test": training.accuracy(network, test, mirror=contender.recipe.test_mirror),
        "train seconds": history.seconds,
        "seconds to 62.37 %": math.inf if reached is None else reached,
        "images/s": history.images_per_second,
        "idle": idle_share(network, train, contender.recipe),
    }


def idle_share(network: "keras.Model", train: Split, recipe: Recipe, rounds: int = 3, images: int = 10_000) -> float:
    """Compare training on some images with the same number of steps on one batch again and again: nothing to fetch, shuffle or augment.

    Both take turns, so that a busy minute of the machine falls on both.
    """
    import numpy as np  # noqa: PLC0415 - after the command line has been read
    import tensorflow as tf  # noqa: PLC0415 - likewise

    from course_utils.training.arithmetic import computing_in, fast_policy  # noqa: PLC0415 - likewise
    from course_utils.training.batches import batches  # noqa: PLC0415 - likewise

    wanted = np.eye(network.output_shape[-1], dtype=np.float32)
    dealt = batches(train.take(min(images, len(train))), wanted, recipe, seed=0)
    with computing_in(fast_policy() if recipe.precision == "fast" else "float32", network):
        network.compile(optimizer=recipe_optimizer(recipe), loss="categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
        feed = iter(tf.data.Dataset.from_tensors(tuple(tf.constant(part) for part in dealt[0])).repeat())

        def trained() -> None:
            network.fit(dealt, shuffle=False, verbose=0)

        def computed() -> None:
            for _ in range(len(dealt)):
                network.train_function(feed)

        trained()
        computed()
        times = [(seconds(trained), seconds(computed)) for _ in range(rounds)]
    whole, arithmetic = (statistics.median(one) for one in zip(*times, strict=True))
    return 1 - arithmetic / whole


def seconds(work: Callable[[], None]) -> float:
    """Time something."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def recipe_optimizer(recipe: Recipe) -> Any:
    """Build the optimizer of a recipe at a rate that changes nothing."""
    from course_utils.training.rates import optimizer_of  # noqa: PLC0415

    return optimizer_of(recipe.but(learning_rate=1e-9), 1000)


def table(rows: dict[str, list[dict[str, float]]]) -> str:
    """Put the medians over the seeds into a Markdown table."""
    lines = ["| network | parameters | " + " | ".join(COLUMNS) + " |", "| --- " * (2 + len(COLUMNS)) + "|"]
    for name, found in rows.items():
        median = {column: statistics.median(row[column] for row in found) for column in ("parameters", *COLUMNS)}
        reached = "-" if math.isinf(median["seconds to 62.37 %"]) else f"{median['seconds to 62.37 %']:.0f}"
        lines.append(
            f"| {name} | {median['parameters']:,.0f} | {median['test']:.2%} | {median['train seconds']:.0f} | {reached} | "
            f"{median['images/s']:,.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
