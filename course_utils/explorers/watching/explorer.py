"""The training watcher: what it knows, what it says and how it looks; `callback.py` connects it to Keras."""

import math
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure
from traitlets import Bool, CFloat, Dict, Enum, Int, List, Unicode, observe

from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.watching.record import Trail, curves, is_better, main_measure, spoken, time_left
from course_utils.explorers.watching.still import draw_training, named
from course_utils.training.quiet import quiet_start

if TYPE_CHECKING:
    from course_utils.explorers.watching.callback import KerasWatcher

HERE = Path(__file__).parent
STATES = ("waiting", "training", "stopped", "finished", "interrupted")
PAUSE = 0.1  # seconds between two messages to the page, at least


class TrainingWatcher(Explorer):
    """What a training has shown so far.

    Attributes
    ----------
    epochs : int
        How many are planned.
    history : dict of lists of floats
        As Keras's History, and the learning rate at the end of each epoch. NaN where an epoch was not validated.
    seconds : list of floats
        What each epoch took.
    best_epoch : int, from 1; 0 before the first is done
    state : str, "waiting", "training", "stopped", "finished" or "interrupted"
    stop : bool
        Setting it stops the training after the present batch.
    holds : int
        The epoch whose weights the model has; 0 where that is not known.
    """

    room = "watching"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    epochs = Int().tag(sync=True)
    best_epoch = Int().tag(sync=True)
    state = Enum(STATES, default_value="waiting").tag(sync=True)
    stop = Bool().tag(sync=True)
    holds = Int().tag(sync=True)
    can_go_back = Bool().tag(sync=True)  # whether the best weights are still kept
    curves = Dict().tag(sync=True)
    trail = List(List()).tag(sync=True)
    live = Dict().tag(sync=True)  # the present batch: small, sent often
    summary = Unicode().tag(sync=True)
    history = Dict()
    seconds = List(CFloat())

    clock: Callable[[], float] = staticmethod(time.perf_counter)

    def prepare(self) -> None:
        """Begin with nothing."""
        self.monitor = "val_loss"
        self.broke_off = False
        self._forget()
        self._say()

    def _forget(self) -> None:
        self.first = 0
        self._best: float | None = None
        self._trail, self._told, self._owed = Trail(), -math.inf, False
        self._count, self._begun, self._spent = 0, self.clock(), 0.0
        self.history, self.seconds, self.best_epoch, self.holds = {}, [], 0, 0
        self.curves, self.trail, self.live = curves({}, 0), [], {}

    @property
    def done(self) -> int:
        """The last epoch that is done, counted from 1."""
        return self.first + len(self.seconds)

    def begin(self, epochs: int) -> None:
        """Start watching; what a former training left is forgotten when its first epoch turns out not to be the next one."""
        self.epochs, self.stop, self.broke_off, self.state = epochs, False, False, "training"
        self._entered = self.clock() - self._spent
        self._say()

    def begin_epoch(self, epoch: int, *, anew: bool) -> None:
        """Start an epoch, counted from 0; `anew` forgets the record before it."""
        if anew:
            self._forget()
            self.first, self._entered = epoch, self.clock()
        self._count, self._begun = 0, self.clock()
        self._trail.begin_epoch()
        self._tell(epoch, 0.0, None, force=False)

    def batch(self, epoch: int, count: int, batches: int | None, loss: float) -> None:
        """Take in a finished batch: `count` of them are done in this epoch, `loss` is their mean."""
        self._count = max(self._count, count)
        share = min(1.0, count / batches) if batches else 0.0
        is_new = self._trail.add(epoch + share, count, loss)
        self._tell(epoch, share, batches, force=False, point=self._trail.points[-1] if is_new and self._trail.points else None)

    def check(self, epoch: int, batches: int | None) -> None:
        """Note that the validation data is being measured."""
        self._tell(epoch, 1.0, batches, force=False, phase="check")

    def end_epoch(self, epoch: int, numbers: Mapping[str, float]) -> bool:
        """Take in a finished epoch, counted from 0, and tell whether it is the best one."""
        self.seconds = [*self.seconds, self.clock() - self._begun]
        rows = len(self.seconds)
        names = [*self.history, *(name for name in numbers if name not in self.history)]
        old = {name: self.history.get(name, []) for name in names}
        # A measure that an epoch lacks is NaN there, so that all lists stay as long as there are epochs.
        self.history = {name: [*row, *[math.nan] * (rows - 1 - len(row)), numbers.get(name, math.nan)] for name, row in old.items()}
        value = numbers.get(self.monitor, math.nan)
        is_best = is_better(value, self._best, self.monitor)
        if is_best:
            self._best, self.best_epoch = value, epoch + 1
        self._owed = True
        self._tell(epoch, 1.0, None, force=False)
        return is_best

    def end(self, state: str, holds: int) -> None:
        """Finish: `holds` is the epoch whose weights the model has now, 0 if none."""
        self._spent = self.clock() - self._entered
        self.holds, self.state, self._owed = holds, state, True
        self._tell(self.done - 1, 1.0, None, force=True)

    def _tell(self, epoch: int, share: float, batches: int | None, *, force: bool, **more: Any) -> None:  # noqa: ANN401 - plain data
        """Tell the page where the training is, but not more often than it can look."""
        now = self.clock()
        if not force and now - self._told < PAUSE:
            return
        self._told = now
        if self._owed:
            self._owed = False
            self.curves = curves(self.history, self.first)
            self.trail = [[round(place, 4), float(f"{loss:.5g}")] for place, loss in self._trail.points]
            self._say()
        rates = self.history.get("learning_rate", [])
        left = time_left(self.seconds, share, self.epochs - epoch) if self.state == "training" else 0.0
        self.live = {
            "epoch": epoch + 1,
            "share": round(share, 4),
            "batch": self._count,
            "batches": batches or 0,
            "elapsed": round(now - self._entered, 2),
            "left": None if left is None else round(left, 2),
            "rate": rates[-1] if len(set(rates)) > 1 and math.isfinite(rates[-1]) else None,
            "phase": "train",
            "point": None,
            **more,
        }

    @observe("state", "holds", "language", "best_epoch")
    def _say(self, _change: object = None) -> None:
        self.summary = self.told(lambda key, **fields: self.texts[key].format(**fields))

    def told(self, words: Callable[..., str]) -> str:
        """Say where the training stands.

        Parameters
        ----------
        words : callable
            From a key of the texts, and its fields, to a text.

        Returns
        -------
        str
        """
        if self.state == "waiting":
            return words("waiting")
        best = (
            [words("best", measure=named(self.monitor, words), value=f"{self._best:.4g}", epoch=self.best_epoch)] if self.best_epoch else []
        )
        if self.state == "training":
            return words("epoch_done", epoch=self.done, epochs=self.epochs, numbers=self._numbers(words)) if self.seconds else ""
        fields = {"epoch": max(self.done, 1), "count": len(self.seconds), "time": spoken(self._spent)}
        ended = words("broken" if self.broke_off else self.state, **fields)
        return " ".join([ended, *best, words("holds", epoch=self.holds) if self.holds else words("holds_unknown")])

    def _numbers(self, words: Callable[..., str]) -> str:
        main = main_measure(self.history)
        latest = {name: self.history[name][-1] for name in ("loss", "val_loss", main, f"val_{main}") if name in self.history}
        return ", ".join(words("number", measure=named(name, words), value=f"{value:.4g}") for name, value in latest.items())

    def describe(self) -> str:
        """Say where the training stands.

        Returns
        -------
        str
        """
        return f"{self.texts['title']}: {self.summary}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the curves of the epochs that are done.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        draw_training(figure, words, self.history, self.first, self.best_epoch, self.told(words))


def watch_training(*, monitor: str | None = None, language: str | None = None) -> "KerasWatcher":
    """Make a Keras callback that shows a training while it runs, and can stop it: `model.fit(..., callbacks=[watch_training()])`.

    Put it last in the list of callbacks. Its Stop button, and the notebook's own, end the training after the present batch and give the
    model the weights of its best epoch so far; a training that runs to its end leaves the model with the weights Keras gave it.
    Passed to a second `fit`, it goes on with the same curves if that is where they ended (`initial_epoch=` and the same model);
    otherwise it starts anew.

    Parameters
    ----------
    monitor : str or None
        The measure that tells which epoch is best, as Keras names it, such as "val_accuracy". None: "val_loss", or "loss" without
        validation data.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    KerasWatcher
        A callback; its traits `epochs`, `history`, `best_epoch`, `state` can be read, and `stop` set.
    """
    with quiet_start() if "keras" not in sys.modules else nullcontext():
        callback = import_module("course_utils.explorers.watching.callback")
    watcher: KerasWatcher = callback.KerasWatcher(monitor, language=language)
    return watcher
