"""Which files show the same picture, byte for byte or to the eye, and which are so alike that they must stay on one side of a split.

Measured on the 3,665 flower photographs, with perceptual hashes of 256 bits (ImageHash's phash): up to 10 bits apart, all 15 pairs are
one picture, recompressed, resized or recoloured; from 12 to 76 bits, all 26 pairs are one scene, cut or coloured differently, or two shots
of one flower; from 78 bits on, most pairs have nothing in common. Of the 155 Moon photographs 12 to 76 bits lie between shots of one rock
on one bench. Different cats and dogs are more than 90 bits apart. Not noticed are mirror images and pictures turned by more than a degree
or two.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from course_utils.data.folders.finding import Finding

SAME = 10  # bits of 256 that two copies of one picture may differ in
KIN = 72  # bits of 256 below which two pictures show one scene
_BLOCK = 512

Pairs = NDArray[np.int64]


def alike(findings: Sequence[Finding], most: int) -> NDArray[np.int64]:
    """Give files whose looks differ in few bits the same number, and friends of friends, too.

    Parameters
    ----------
    findings : sequence of Finding, usable ones
    most : int, 0 to 256, bits in which the looks of two may differ

    Returns
    -------
    int64 array (N,), from 0 in the order of first appearance
    """
    if not findings:
        return np.zeros(0, np.int64)
    return _linked(np.concatenate([np.zeros((0, 2), np.int64), *_pairs(_bits(findings), most)]), len(findings))


def _linked(pairs: Pairs, count: int) -> NDArray[np.int64]:
    from scipy.sparse import coo_array  # noqa: PLC0415 - loads slowly, and only collections need it
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - likewise

    links = coo_array((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    return _in_order(connected_components(links, directed=False)[1])


def _bits(findings: Sequence[Finding]) -> NDArray[np.uint64]:
    """Pack the looks: (N, 4) words of 64 bits."""
    return np.frombuffer(bytes.fromhex("".join(finding.looks for finding in findings)), np.uint64).reshape(len(findings), -1)


def _pairs(bits: NDArray[np.uint64], most: int) -> Iterator[Pairs]:
    """Compare all with all, a block at a time."""
    for start in range(0, len(bits), _BLOCK):
        block = bits[start : start + _BLOCK, None]
        differ = sum(np.bitwise_count(block[..., word] ^ bits[None, start:, word]).astype(np.int16) for word in range(bits.shape[1]))
        near = np.argwhere(np.asarray(differ) <= most)
        yield near[near[:, 0] < near[:, 1]] + start


def _in_order(numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[inverse], np.int64)


def joined(*numberings: NDArray[np.int64]) -> NDArray[np.int64]:
    """Put together what any of several numberings puts together.

    Parameters
    ----------
    *numberings : int64 arrays (N,)

    Returns
    -------
    int64 array (N,), from 0 in the order of first appearance
    """
    first = [np.unique(numbers, return_index=True, return_inverse=True)[1:] for numbers in numberings]
    rows = np.arange(len(numberings[0]))
    return _linked(np.concatenate([np.stack([starts[inverse], rows], axis=1) for starts, inverse in first]), len(rows))


def members(numbers: NDArray[np.int64]) -> list[list[int]]:
    """List which rows share a number.

    Parameters
    ----------
    numbers : int64 array (N,), as `alike` gives them

    Returns
    -------
    list of lists of int, one per number, each in order
    """
    found: dict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(numbers.tolist()):
        found[number].append(row)
    return list(found.values())
