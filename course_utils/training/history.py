"""What a training leaves behind: one number per epoch and measure, the recipe, and how it ended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from course_utils.training.recipe import Recipe

Ending = Literal["finished", "stopped early", "interrupted"]


@dataclass(frozen=True, eq=False)
class History(Mapping[str, list[float]]):
    """The curves of a training; `history["val_accuracy"]` is a list with one number per finished epoch.

    Parameters
    ----------
    curves : dict of lists of floats
        loss, accuracy (of the training batches, as augmented), val_loss, val_accuracy, learning_rate (at the end of the epoch) and
        seconds (of the whole epoch, validation included).
    recipe : Recipe
    ending : "finished", "stopped early" (patience ran out, or somebody pressed Stop) or "interrupted"
    kept_epoch : int
        The epoch whose weights the network has, counted from 1; 0 if none was finished.
    batches : int
        Training batches per epoch.
    """

    curves: Mapping[str, list[float]]
    recipe: Recipe
    ending: Ending
    kept_epoch: int
    batches: int

    def __getitem__(self, measure: str) -> list[float]:
        return self.curves[measure]

    def __iter__(self) -> Iterator[str]:
        return iter(self.curves)

    def __len__(self) -> int:
        return len(self.curves)

    @property
    def epochs(self) -> int:
        """Epochs that were finished."""
        return len(self.curves.get("loss", ()))

    @property
    def seconds(self) -> float:
        """Wall time of the finished epochs, validation included."""
        return sum(self.curves.get("seconds", ()))

    @property
    def images_per_second(self) -> float:
        """Training images per second of wall time, over all finished epochs; 0 before the first."""
        return self.epochs * self.batches * self.recipe.batch_size / self.seconds if self.seconds else 0.0

    def seconds_to(self, accuracy: float) -> float | None:
        """Say how long it took until an epoch's validation accuracy reached a value.

        Parameters
        ----------
        accuracy : float, 0 to 1

        Returns
        -------
        float, seconds from the start, or None if it was never reached
        """
        passed = 0.0
        for seconds, reached in zip(self.curves.get("seconds", ()), self.curves.get("val_accuracy", ()), strict=True):
            passed += seconds
            if reached >= accuracy:
                return passed
        return None
