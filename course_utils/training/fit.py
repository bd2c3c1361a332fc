"""One training run by a recipe: repeatable, shown while it runs, interrupted without loss, resumed where it stopped."""

from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.data.dataset import Split
from course_utils.training.arithmetic import computing_in, fast_policy
from course_utils.training.checkpoint import identity, read, write
from course_utils.training.history import History
from course_utils.training.recipe import Recipe

if TYPE_CHECKING:
    from collections.abc import Sequence

    import keras

PLAIN = Recipe()


def fit(
    model: "keras.Model",
    data: tuple[Split, Split],
    recipe: Recipe = PLAIN,
    *,
    seed: int = 0,
    checkpoint: str | Path | None = None,
    callbacks: "Sequence[keras.callbacks.Callback]" = (),
) -> History:
    """Train a classifier by a recipe and leave it with the weights of its best epoch (or its last one, if the recipe says so).

    Batches and augmentation follow from `seed` alone; the initial weights from `keras.utils.set_random_seed` before the network is built.
    Interrupting keeps what the recipe wants kept so far.

    Parameters
    ----------
    model : keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes); compiled here
    data : (train, validation), two Splits
        `validation` decides which epoch is best and when to stop; it is never trained on.
    recipe : Recipe
    seed : int, at least 0
    checkpoint : path of a file, or None
        Written after each epoch. If it is there, training goes on after the epoch it holds, to the very result it would have had without
        the pause; if that training had come to its end, its result is given back at once.
    callbacks : sequence of keras.callbacks.Callback
        `watch_training(monitor="val_accuracy")`, say, whose live curves then stand in place of the progress line.

    Returns
    -------
    History

    Raises
    ------
    ValueError
        If there are fewer training images than one batch, or `whiten` meets a network that is not meant for it.
    CheckpointError
        If the checkpoint is damaged or belongs to another training.
    """
    train, validation = data
    if recipe.batch_size > len(train):
        raise ValueError(f"a batch of {recipe.batch_size} needs as many training images, and there are {len(train)}; lower batch_size")
    from course_utils.training.run import Run  # noqa: PLC0415 - loads Keras, and TensorFlow with it

    run = Run(model, train, validation, recipe, seed)
    path = Path(checkpoint) if checkpoint is not None else None
    known = identity(recipe, seed, data, [tuple(weight.shape) for weight in model.weights]) if path is not None else {}
    saved = read(path, known) if path is not None else None
    with computing_in(fast_policy() if recipe.precision == "fast" else "float32", model):
        run.prepare(saved)
        if not run.is_over():
            run.go(callbacks, (lambda now: write(path, now, known)) if path is not None else None)
    return run.finish()
