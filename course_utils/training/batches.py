"""Batches for Keras, shuffled and augmented from a seed. Imports Keras: load it only when training starts."""

import keras
import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import Split
from course_utils.training.augment import Images, viewed
from course_utils.training.recipe import Recipe


class Batches(keras.utils.PyDataset):  # type: ignore[misc]  # Keras is untyped
    """Full batches of (images, wanted probabilities); batch `index` of epoch `epoch` follows from the seed, whatever ran before it."""

    def __init__(self, split: Split, wanted: NDArray[np.float32], recipe: Recipe, seed: int, first_epoch: int) -> None:
        super().__init__()
        self._split, self._wanted, self._recipe, self._seed = split, wanted, recipe, seed
        self._epoch = first_epoch
        self._order = self._shuffled()
        self._first_side = np.random.default_rng((seed, 2**32)).integers(0, 2, len(split)) == 1  # for alternating mirrors

    def _shuffled(self) -> NDArray[np.intp]:
        return np.random.default_rng((self._seed, self._epoch)).permutation(len(self._split))

    def on_epoch_end(self) -> None:
        """Shuffle anew."""
        self._epoch += 1
        self._order = self._shuffled()

    def __len__(self) -> int:
        return len(self._split) // self._recipe.batch_size

    def __getitem__(self, index: int) -> tuple[Images, NDArray[np.float32]]:
        rows = self._order[index * self._recipe.batch_size : (index + 1) * self._recipe.batch_size]
        rng = np.random.default_rng((self._seed, self._epoch, index))
        return self._augmented(self._split.images[rows], rows, rng), self._wanted[self._split.labels[rows]]

    def _augmented(self, images: Images, rows: NDArray[np.intp], rng: np.random.Generator) -> Images:
        shift, mirror = self._recipe.shift, self._recipe.mirror
        if self._recipe.augment is not None:
            images = self._recipe.augment(images, rng)
        if not shift and mirror == "none":
            return images
        turned = np.zeros(len(rows), np.bool_)
        if mirror == "random":
            turned = rng.integers(0, 2, len(rows)) == 1
        elif mirror == "alternating":
            turned = self._first_side[rows] ^ (self._epoch % 2 == 1)
        return viewed(images, rng.integers(-shift, shift + 1, (2, len(rows))), turned)


def batches(split: Split, wanted: NDArray[np.float32], recipe: Recipe, *, seed: int, first_epoch: int = 0) -> Batches:
    """Deal a split into shuffled batches.

    Parameters
    ----------
    split : Split
    wanted : float32 array, (K, K), the probabilities wanted for each label
    recipe : Recipe, whose batch size and augmentation are used
    seed : int, at least 0
    first_epoch : int, at least 0, with which epoch to begin

    Returns
    -------
    Batches, len(split) // recipe.batch_size of them per epoch
    """
    return Batches(split, wanted, recipe, seed, first_epoch)
