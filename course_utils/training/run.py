"""The inside of `fit`: a network, its batches and its callbacks. Imports Keras: load it only when training starts."""

from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np

from course_utils.data.dataset import Split
from course_utils.training.batches import batches
from course_utils.training.callbacks import Averages, Keeper, Plateau, Progress, Writer
from course_utils.training.checkpoint import Saved
from course_utils.training.history import Ending, History
from course_utils.training.predicting import at_once
from course_utils.training.rates import optimizer_of
from course_utils.training.recipe import Recipe
from course_utils.training.whitening import whiten


class Run:
    """One training: set up, gone through or gone on with, and told as a history."""

    def __init__(self, model: keras.Model, train: Split, validation: Split, recipe: Recipe, seed: int) -> None:
        self._model, self._train, self._recipe, self._seed = model, train, recipe, seed
        self._wanted = np.eye(model.output_shape[-1], dtype=np.float32)
        self._held = (validation.images, self._wanted[validation.labels])
        self._curves: dict[str, list[float]] = {}
        self._steps = len(train) // recipe.batch_size
        self._keeper = Keeper(recipe.keep, recipe.patience)

    def prepare(self, saved: Saved | None) -> None:
        """Compile, and put everything where a checkpoint left it."""
        if self._recipe.whiten:
            whiten(self._model, self._train)
        self._compile()
        if saved is not None:
            self._model.optimizer.build(self._model.trainable_variables)
            for variables, values in ((self._state(), saved.state), (self._model.optimizer.variables, saved.optimizer)):
                for variable, value in zip(variables, values, strict=True):
                    variable.assign(value)
            self._curves = saved.curves
            self._keeper.resume(saved.curves["val_accuracy"], saved.kept_epoch, saved.kept)

    def _compile(self) -> None:
        self._model.compile(
            optimizer=optimizer_of(self._recipe, self._recipe.epochs * self._steps),
            loss=keras.losses.CategoricalCrossentropy(label_smoothing=self._recipe.label_smoothing),
            metrics=["accuracy"],
            jit_compile=False,  # XLA is slower on a CPU
        )

    def is_over(self) -> bool:
        """Tell whether a checkpoint held a training that has come to its end."""
        return len(self._curves.get("loss", ())) >= self._recipe.epochs or self._keeper.is_out_of_patience()

    def go(self, callbacks: Sequence[keras.callbacks.Callback], write: Callable[[Saved], None] | None) -> None:
        """Train from where the curves end to the end of the recipe, to the end of patience or to an interrupt."""
        done, epochs = len(self._curves.get("loss", ())), self._recipe.epochs
        shown = Progress(epochs, self._curves, hidden=any(getattr(callback, "shows_progress", False) for callback in callbacks))
        last = [Averages()] if self._recipe.averaging else []
        if self._recipe.schedule == "plateau":
            last.append(Plateau(self._recipe.learning_rate, self._curves))
        if write is not None:
            last.append(Writer(lambda: write(self.saved())))
        try:
            self._model.fit(
                batches(self._train, self._wanted, self._recipe, seed=self._seed, first_epoch=done),
                initial_epoch=done,
                epochs=epochs,
                validation_data=self._held,
                validation_batch_size=at_once(self._held[0]),
                shuffle=False,  # the batches are; Keras would deal them in an order that no seed of ours decides
                callbacks=[self._keeper, shown, *callbacks, *last],
                verbose=0,
            )
        except KeyboardInterrupt:
            pass
        finally:
            shown.close()

    def saved(self) -> Saved:
        """Take down everything that decides the rest of the training."""
        arrays = ([keras.ops.convert_to_numpy(one) for one in some] for some in (self._state(), self._model.optimizer.variables))
        return Saved(self._curves, self._keeper.epoch, self._keeper.weights or [], *arrays)

    def finish(self) -> History:
        """Give the network the weights that were kept, ready to predict and to evaluate, and tell how it went."""
        self._keeper.give(self._model)
        self._model.compile(optimizer=self._model.optimizer, loss="categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
        done = len(self._curves.get("loss", ())) == self._recipe.epochs
        ending: Ending = "finished" if done else "stopped early" if self._keeper.is_out_of_patience() else "interrupted"
        return History(self._curves, self._recipe, ending, self._keeper.epoch, self._steps)

    def _state(self) -> list[Any]:
        """List what the network remembers: weights, running means, the state of its dropout; not the metrics of an epoch."""
        metrics = {id(variable) for variable in self._model.metrics_variables}
        return [variable for variable in self._model.variables if id(variable) not in metrics]
