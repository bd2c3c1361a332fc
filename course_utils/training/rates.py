"""Optimizers and how their learning rate moves. Imports Keras: load it only when training starts."""

import keras
from keras.optimizers import schedules

from course_utils.training.recipe import Recipe

LAST = 0.01  # where a triangle ends, as a share of its top; a rate of exactly 0 would waste the last steps


@keras.saving.register_keras_serializable("perceptron_to_petals")
class Triangle(schedules.LearningRateSchedule):  # type: ignore[misc]  # Keras is untyped
    """Up in a straight line from a fifth of the top, then down in a straight line to a hundredth of it."""

    def __init__(self, top: float, steps: int, rising: int) -> None:
        self._top, self._steps, self._rising = top, steps, rising

    def __call__(self, step: object) -> object:
        """Work out the learning rate of a step, counted from 0."""
        done = keras.ops.cast(step, "float32")
        up = 0.2 + 0.8 * done / max(1, self._rising)
        down = 1 - (1 - LAST) * (done - self._rising) / max(1, self._steps - self._rising)
        return self._top * keras.ops.maximum(LAST, keras.ops.where(done < self._rising, up, down))

    def get_config(self) -> dict[str, float]:
        """List what the schedule was built from."""
        return {"top": self._top, "steps": self._steps, "rising": self._rising}


def optimizer_of(recipe: Recipe, steps: int) -> keras.Optimizer:
    """Build the optimizer of a recipe.

    Parameters
    ----------
    recipe : Recipe
    steps : int, training steps in all, at least 1

    Returns
    -------
    keras.Optimizer, with the recipe's schedule, decay and averaging
    """
    common = {
        "learning_rate": _schedule(recipe, steps),
        "weight_decay": recipe.weight_decay or (0.0 if recipe.optimizer == "adamw" else None),  # Keras's AdamW refuses None
        "use_ema": recipe.averaging > 0,
        "ema_momentum": recipe.averaging or 0.99,
    }
    if recipe.optimizer == "sgd":
        optimizer = keras.optimizers.SGD(momentum=recipe.momentum, nesterov=recipe.momentum > 0, **common)
    elif recipe.optimizer == "rmsprop":
        optimizer = keras.optimizers.RMSprop(**common)
    else:
        optimizer = {"adam": keras.optimizers.Adam, "adamw": keras.optimizers.AdamW}[recipe.optimizer](**common)
    if recipe.weight_decay:
        optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    return optimizer


def _schedule(recipe: Recipe, steps: int) -> object:
    top, warmup = recipe.learning_rate, round(steps * recipe.warmup)
    if recipe.schedule == "cosine":
        if not warmup:
            return schedules.CosineDecay(top, steps)
        return schedules.CosineDecay(top / 10, max(1, steps - warmup), warmup_target=top, warmup_steps=warmup)
    return Triangle(top, steps, warmup) if recipe.schedule == "triangle" else top
