"""Fingerprints of code: hashes of a few words in a row, and from them a thin selection that two copies select alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from autograder.grading.similarity.tokens import words

IN_A_ROW = 10  # words of one fingerprint
WINDOW = 3  # of so many fingerprints in a row at least one is selected
MOST_WORDS = 20_000  # of one student
Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class Print:
    """All fingerprints of one cell.

    Attributes
    ----------
    hashes : uint64 array, (N,)
    lines : int array, (N, 2)
        First and last line of each, from 0.
    """

    hashes: Hashes
    lines: NDArray[np.int64]


def fingerprints(source: str) -> Print:
    """Hash every few words in a row of one cell.

    Parameters
    ----------
    source : str

    Returns
    -------
    Print
    """
    read = words(source)[:MOST_WORDS]
    if len(read) < IN_A_ROW:
        return Print(np.zeros(0, np.uint64), np.zeros((0, 2), np.int64))
    codes = np.array([_code(word.kind) for word in read], np.uint64)
    lines = np.array([word.line for word in read], np.int64)
    factors = np.array([pow(0x9E3779B97F4A7C15, power, 2**64) for power in range(IN_A_ROW)], np.uint64)
    hashes = (sliding_window_view(codes, IN_A_ROW) * factors).sum(axis=1, dtype=np.uint64)
    return Print(hashes, np.stack([lines[: len(hashes)], lines[IN_A_ROW - 1 :]], axis=1))


def select(hashes: Hashes, known: Hashes) -> Hashes:
    """Select some fingerprints of a cell, the same ones wherever the same code stands.

    Parameters
    ----------
    hashes : uint64 array, (N,)
    known : uint64 array
        Fingerprints of what everybody was given; never selected.

    Returns
    -------
    uint64 array
        Without duplicates, in order.

    Notes
    -----
    Winnowing: the smallest of each window. Schleimer, Wilkerson & Aiken (2003), SIGMOD, doi:10.1145/872757.872770.
    """
    own = hashes[~np.isin(hashes, known)]
    if len(own) <= WINDOW:
        return np.unique(own)
    return np.unique(sliding_window_view(own, WINDOW).min(axis=1))


def gather(sources: Iterable[str]) -> Hashes:
    """Collect every fingerprint of several cells.

    Parameters
    ----------
    sources : iterable of str

    Returns
    -------
    uint64 array
        Without duplicates, in order.
    """
    return np.unique(np.concatenate([np.zeros(0, np.uint64), *(fingerprints(source).hashes for source in sources)]))


@lru_cache(maxsize=100_000)
def _code(kind: str) -> int:
    """Give a word the same number in every process."""
    return int.from_bytes(blake2b(kind.encode("utf-8", "replace"), digest_size=8).digest(), "little")
