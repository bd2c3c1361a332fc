"""Compares everybody with everybody: what few share counts, what many share does not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from autograder.grading.similarity.fingerprints import Hashes, fingerprints, select
from autograder.grading.similarity.tokens import words

COMMON = 0.2  # of the class: what more of them share is what the exercise asks for
LEAST = 8  # selected fingerprints, weighed, that two must share: about three lines
MOST_PAIRS = 100_000


@dataclass(frozen=True)
class Work:
    """One student's own code of a lesson.

    Attributes
    ----------
    student : str
    cells : tuple of (str, str)
        Name of the exercise (empty for cells of their own) and source; only code that the student may write.
    """

    student: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Group:
    """Students whose code is the same, word for word, but perhaps for names, constants, comments and spaces.

    Attributes
    ----------
    works : tuple of Work
    to_the_letter : bool
        The same characters even.
    words : int
        Length of the code.
    """

    works: tuple[Work, ...]
    to_the_letter: bool
    words: int


@dataclass(frozen=True)
class Pair:
    """Two students, or two groups, that share what few others have.

    Attributes
    ----------
    first, second : Group
    share : float, 0..1
        Of the rarer code of both, how much they have in common: the cosine between the two.
    shared : float
        How much that is, in fingerprints, each weighed by its rarity.
    """

    first: Group
    second: Group
    share: float
    shared: float


@dataclass(frozen=True)
class Comparison:
    """Everybody compared.

    Attributes
    ----------
    students : int
    same : tuple of Group
        Groups of two or more, the longest code first.
    pairs : tuple of Pair
        The largest share first.
    rare : uint64 array
        The fingerprints that counted.
    """

    students: int
    same: tuple[Group, ...]
    pairs: tuple[Pair, ...]
    rare: Hashes


def compare(works: Sequence[Work], known: Hashes, threshold: float = 0.5) -> Comparison:
    """Compare everybody with everybody.

    Parameters
    ----------
    works : sequence of Work
    known : uint64 array
        Fingerprints of what everybody was given.
    threshold : float, 0..1
        Pairs below this share are left out.

    Returns
    -------
    Comparison
    """
    groups = _grouped(works)
    selected = [_selected(group.works[0], known) for group in groups]
    rare, weights = _weighed(selected)
    return Comparison(
        len(works),
        tuple(sorted((group for group in groups if len(group.works) > 1 and group.words), key=lambda group: -group.words)),
        tuple(_pairs(groups, selected, rare, weights, threshold)),
        rare,
    )


def _grouped(works: Sequence[Work]) -> list[Group]:
    found: dict[tuple[str, ...], list[Work]] = {}
    for work in works:
        found.setdefault(tuple(sorted(" ".join(word.kind for word in words(source)) for _, source in work.cells)), []).append(work)
    groups = []
    for key, members in found.items():
        letters = {tuple(source.strip() for _, source in work.cells) for work in members}
        groups.append(Group(tuple(members), len(letters) == 1, sum(len(cell.split()) for cell in key)))
    return groups


def _selected(work: Work, known: Hashes) -> Hashes:
    cells = [select(fingerprints(source).hashes, known) for _, source in work.cells]
    return np.unique(np.concatenate([np.zeros(0, np.uint64), *cells]))


def _weighed(selected: Sequence[Hashes]) -> tuple[Hashes, "np.ndarray[tuple[int], np.dtype[np.float64]]"]:
    """Weigh each fingerprint by its rarity: 1 where two alone share it, less the more do, nothing for what is common."""
    rare, counts = np.unique(np.concatenate([np.zeros(0, np.uint64), *selected]), return_counts=True)
    class_size = len(selected)
    usual = max(2.0, COMMON * class_size)
    kept = counts <= usual
    weights = np.log((class_size + 1) / counts[kept]) / np.log((class_size + 1) / min(2, class_size + 0.5))
    return rare[kept], np.minimum(weights, 1.0)


def _pairs(
    groups: Sequence[Group],
    selected: Sequence[Hashes],
    rare: Hashes,
    weights: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    threshold: float,
) -> list[Pair]:
    from scipy.sparse import csr_matrix, triu  # noqa: PLC0415 - 0.2 s, only where a page is made

    kept = [own[np.isin(own, rare, assume_unique=True)] for own in selected]
    columns = np.concatenate([np.zeros(0, np.int64), *(np.searchsorted(rare, own) for own in kept)]).astype(np.int64)
    places = np.cumsum([0, *map(len, kept)])
    holds = csr_matrix((np.sqrt(weights[columns]), columns, places), shape=(len(groups), max(1, len(rare))))
    lengths = np.asarray(holds.multiply(holds).sum(axis=1)).ravel()
    shared = triu(holds @ holds.T, k=1).tocoo()
    shares = shared.data / np.maximum(np.sqrt(lengths[shared.row] * lengths[shared.col]), 1e-9)
    telling = np.flatnonzero((shared.data >= LEAST) & (shares >= threshold))
    order = telling[np.lexsort((-shared.data[telling], -shares[telling]))][:MOST_PAIRS]
    return [
        Pair(groups[shared.row[place]], groups[shared.col[place]], min(1.0, float(shares[place])), float(shared.data[place]))
        for place in order
    ]
