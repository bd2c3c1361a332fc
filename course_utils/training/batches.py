"""Batches for Keras, shuffled and augmented from a seed. Imports Keras: load it only when training starts."""

import keras
import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import Split
from course_utils.training.augment import Augment


class Batches(keras.utils.PyDataset):  # type: ignore[misc]  # Keras is untyped
    """Full batches of (float32 images, wanted probabilities); batch `index` of an epoch follows from the seed, whatever ran before it."""

    def __init__(self, split: Split, wanted: NDArray[np.float32], batch_size: int, augment: Augment | None, seed: int) -> None:
        super().__init__()
        self._split, self._wanted, self._size, self._augment, self._seed = split, wanted, batch_size, augment, seed
        self._epoch = 0
        self._order = self._shuffled()

    def _shuffled(self) -> NDArray[np.intp]:
        return np.random.default_rng((self._seed, self._epoch)).permutation(len(self._split))

    def on_epoch_end(self) -> None:
        """Shuffle anew."""
        self._epoch += 1
        self._order = self._shuffled()

    def __len__(self) -> int:
        return len(self._split) // self._size

    def __getitem__(self, index: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        rows = self._order[index * self._size : (index + 1) * self._size]
        images = self._split.images[rows]
        if self._augment is not None:
            images = self._augment(images, np.random.default_rng((self._seed, self._epoch, index)))
        return images.astype(np.float32), self._wanted[self._split.labels[rows]]


def batches(split: Split, wanted: NDArray[np.float32], batch_size: int, *, augment: Augment | None, seed: int) -> Batches:
    """Deal a split into shuffled batches.

    Parameters
    ----------
    split : Split
    wanted : float32 array, (K, K), the probabilities wanted for each label
    batch_size : int, 1 to len(split)
    augment : callable (images, rng) -> images, or None
    seed : int, at least 0

    Returns
    -------
    Batches, len(split) // batch_size of them per epoch
    """
    return Batches(split, wanted, batch_size, augment, seed)
