"""One training run: a learning rate that rises and falls, the best epoch kept, an interrupt that loses nothing."""

from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.data.dataset import Split
from course_utils.training.augment import Augment

if TYPE_CHECKING:
    from collections.abc import Sequence

    import keras

History = dict[str, list[float]]


def fit(  # noqa: PLR0913 - a recipe is its numbers
    model: "keras.Model",
    train: Split,
    validation: Split,
    *,
    epochs: int,
    batch_size: int = 64,
    learning_rate: float = 2e-3,
    weight_decay: float = 0.0,
    label_smoothing: float = 0.0,
    augment: Augment | None = None,
    patience: int | None = None,
    seed: int = 0,
    callbacks: "Sequence[keras.callbacks.Callback]" = (),
) -> History:
    """Train a classifier and leave it with the weights of its best epoch on the validation images.

    AdamW's learning rate climbs from a tenth of `learning_rate` during the first fifth of the steps and falls along a half cosine to zero
    during the rest (Loshchilov & Hutter 2017, arXiv:1608.03983; warm-up: Goyal et al. 2017, arXiv:1706.02677). Interrupting keeps
    the best epoch so far. Batches and augmentation follow from `seed` alone; the initial weights from
    `keras.utils.set_random_seed` before the network is built.

    Parameters
    ----------
    model : keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes); compiled here
    train, validation : Split
        `validation` decides which epoch is best and when to stop; it is never trained on.
    epochs : int, at least 1
    batch_size : int, 1 to len(train); images left over at the end of an epoch wait for the next shuffle
    learning_rate : float, > 0, at its highest
    weight_decay : float, at least 0
        Each step draws every weight towards 0 by this times the learning rate (Loshchilov & Hutter 2019, arXiv:1711.05101).
    label_smoothing : float, 0 to below 1
        Share of the wanted probability that is spread evenly over all classes (Szegedy et al. 2016, arXiv:1512.00567).
    augment : callable (images, rng) -> images, applied to each training batch; `shift_and_mirror`, say
    patience : int, at least 1, or None
        Stop after so many epochs without a better validation accuracy; None trains to the end.
    seed : int, at least 0
    callbacks : sequence of keras.callbacks.Callback
        `watch_training(monitor="val_accuracy")`, say, whose live curves then stand in place of the progress line.

    Returns
    -------
    dict of lists, one number per finished epoch
        loss, accuracy (of the augmented training batches), val_loss, val_accuracy, learning_rate (at the end of the epoch), seconds.

    Raises
    ------
    ValueError
        If there are no epochs, or fewer training images than one batch.
    """
    if epochs < 1 or not 1 <= batch_size <= len(train):
        raise ValueError(f"need at least 1 epoch and 1 to {len(train)} images per batch, not {epochs} epochs and batches of {batch_size}")
    import keras  # noqa: PLC0415 - TensorFlow loads when training starts, not on import

    from course_utils.training.batches import batches  # noqa: PLC0415 - defines a Keras class
    from course_utils.training.progress import progress  # noqa: PLC0415 - likewise

    wanted = np.eye(model.output_shape[-1], dtype=np.float32)
    feed = batches(train, wanted, batch_size, augment=augment, seed=seed)
    model.compile(
        optimizer=keras.optimizers.AdamW(_rise_and_fall(learning_rate, epochs * len(feed)), weight_decay=weight_decay),
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=label_smoothing),
        metrics=["accuracy"],
        jit_compile=False,  # XLA is slower on a CPU
    )
    best = keras.callbacks.EarlyStopping("val_accuracy", patience=patience or epochs, mode="max", restore_best_weights=True)
    shown = progress(epochs, hidden=any(getattr(callback, "shows_progress", False) for callback in callbacks))
    held = (validation.images, wanted[validation.labels])
    try:
        model.fit(feed, epochs=epochs, validation_data=held, validation_batch_size=500, callbacks=[best, shown, *callbacks], verbose=0)
    except KeyboardInterrupt:
        if best.best_weights is not None:
            model.set_weights(best.best_weights)
    finally:
        shown.close()
    return dict(shown.history)


def _rise_and_fall(highest: float, steps: int) -> Any:  # noqa: ANN401 - Keras is untyped
    """Warm up linearly for a fifth of the steps, then fall to zero along a half cosine."""
    import keras  # noqa: PLC0415 - as above

    warmup = max(1, steps // 5)
    return keras.optimizers.schedules.CosineDecay(highest / 10, max(1, steps - warmup), warmup_target=highest, warmup_steps=warmup)
