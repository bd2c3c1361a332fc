"""What `load` returns: two splits of labelled images, and where they came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Images = NDArray[np.uint8]
Labels = NDArray[np.int64]
Source = Literal["real", "synthetic"]
Said = TypeVar("Said")


class DataError(Exception):
    """Data is missing, damaged or not what it claims to be; the message names the file and says what to try."""


@dataclass(frozen=True, eq=False)
class Split:
    """Labelled images.

    Parameters
    ----------
    images : uint8 array, (N, H, W, C)
    labels : int64 array, (N,), class indices from 0
    groups : int64 array, (N,), or None
        Images that show the same thing share a number, and belong on the same side of a split; None where nobody knows of any.
    """

    images: Images
    labels: Labels
    groups: Labels | None = None

    def __post_init__(self) -> None:
        if self.images.ndim != 4 or self.images.dtype != np.uint8:  # noqa: PLR2004 - N, H, W, C
            raise ValueError(f"images must be a uint8 array (N, H, W, C), not {self.images.dtype} {self.images.shape}")
        if self.labels.shape != self.images.shape[:1] or self.labels.dtype != np.int64:
            raise ValueError(f"labels must be an int64 array ({len(self.images)},), not {self.labels.dtype} {self.labels.shape}")
        if self.groups is not None and (self.groups.shape != self.labels.shape or self.groups.dtype != np.int64):
            raise ValueError(f"groups must be an int64 array {self.labels.shape}, not {self.groups.dtype} {self.groups.shape}")

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, count: int, seed: int = 0) -> "Split":
        """Draw a subset in which the classes are as even as they can be.

        Parameters
        ----------
        count : int, 1 to len(self)
        seed : int, at least 0; the same seed draws the same images

        Returns
        -------
        Split of `count` images, shuffled

        Raises
        ------
        ValueError
            If there are fewer than `count` images.
        """
        if not 1 <= count <= len(self):
            raise ValueError(f"cannot take {count} of {len(self)} images; ask for 1 to {len(self)}")
        rng = np.random.default_rng(seed)
        members = [rng.permutation(np.flatnonzero(self.labels == label)) for label in np.unique(self.labels)]
        chosen = np.concatenate([rows[:share] for rows, share in zip(members, _shares(members, count), strict=True)])
        return self.at(rng.permutation(chosen))

    def at(self, rows: NDArray[np.integer]) -> "Split":
        """Choose images by their place.

        Parameters
        ----------
        rows : int array, (M,), each 0 to len(self) - 1, or a bool array, (len(self),)

        Returns
        -------
        Split of those images, in that order
        """
        return Split(self.images[rows], self.labels[rows], None if self.groups is None else self.groups[rows])

    def __add__(self, other: "Split") -> "Split":
        grouped = self.groups is not None and other.groups is not None
        return Split(
            np.concatenate([self.images, other.images]),
            np.concatenate([self.labels, other.labels]),
            np.concatenate([self.groups, other.groups]) if grouped else None,
        )


def _shares(members: list[NDArray[np.intp]], count: int) -> list[int]:
    """Give each class the same number, as far as its members and the remainder allow."""
    shares = [0] * len(members)
    for left, place in enumerate(sorted(range(len(members)), key=lambda place: len(members[place]))):
        fair = (count - sum(shares)) // (len(members) - left)
        shares[place] = min(fair, len(members[place]))
    return shares


@dataclass(frozen=True, eq=False)
class Dataset:
    """A data set in memory, with its licence and origin.

    Parameters
    ----------
    name : str, as given to `load`
    train, test : Split
    source : "real" or "synthetic"
    origin, licence : str, in English
    names : class names by language
    title, descriptions : one sentence by language
    """

    name: str
    train: Split
    test: Split
    source: Source
    origin: str
    licence: str
    names: Mapping[str, tuple[str, ...]]
    title: Mapping[str, str]
    descriptions: Mapping[str, str]

    def class_names(self, language: str = "en") -> tuple[str, ...]:
        """Name the classes, in the order of their labels.

        Parameters
        ----------
        language : "en" or "ko"

        Returns
        -------
        tuple of str, one per class

        Raises
        ------
        ValueError
            If the course is not written in that language.
        """
        return _in(language, self.names)

    def describe(self, language: str = "en") -> str:
        """Say in a few sentences which data this is, how much, from where and under which licence.

        Parameters
        ----------
        language : "en" or "ko"

        Returns
        -------
        str, one paragraph; says plainly whether the data is real or synthetic

        Raises
        ------
        ValueError
            If the course is not written in that language.
        """
        amounts = {
            "en": f"{len(self.train):,} training and {len(self.test):,} test images. Origin: {self.origin}. Licence: {self.licence}.",
            "ko": f"훈련 {len(self.train):,}장, 테스트 {len(self.test):,}장입니다. 출처: {self.origin}. 라이선스: {self.licence}.",
        }
        return f"{_in(language, self.title)}. {_in(language, self.descriptions)} {_in(language, amounts)}"


def _in(language: str, by_language: Mapping[str, Said]) -> Said:
    if language not in by_language:
        raise ValueError(f"language must be one of {', '.join(by_language)}, not {language!r}")
    return by_language[language]
