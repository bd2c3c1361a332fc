"""From many numbers per image to two: PCA and t-SNE, and how many neighbours are still neighbours afterwards."""

from dataclasses import dataclass
from importlib import import_module
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
NEIGHBOURS = 8
MOST_COMPONENTS = 10
TSNE_INPUTS = 50  # van der Maaten & Hinton (2008) bring the data to 30 dimensions by PCA first, scikit-learn's guide to 50
# 500 of the usual 1,000 steps keep as many neighbours (58.4 % against 58.9 % of scikit-learn's digits) in half the time; one thread, since
# two wait for each other: on a busy machine with two cores they took 74 s where one took 5.
TSNE_STEPS = 500
_BLOCK = 256  # rows whose distances are computed at once


@dataclass(frozen=True)
class Components:
    """Points along the directions in which they vary most.

    Parameters
    ----------
    points : float array, (N, M)
        Coordinates along the M directions, the widest first.
    shares : float array, (M,)
        Of the whole variance.
    """

    points: Floats
    shares: Floats


def principal_components(features: NDArray[np.floating], most: int) -> Components:
    """Turn points so that their first axes carry as much variance as any can.

    Parameters
    ----------
    features : float array, (N, D)
    most : int
        As many components as there may be.

    Returns
    -------
    Components
        Of the singular value decomposition of the centred features; each direction's largest part is positive, as scikit-learn has it.
        Found through the smaller of the two products of the features with themselves: exact, and quick for many features, too.
    """
    centred = features.astype(np.float64) - features.mean(axis=0, dtype=np.float64)
    wide = centred.shape[1] > centred.shape[0]
    squares, vectors = np.linalg.eigh(centred @ centred.T if wide else centred.T @ centred)
    total = float(np.square(centred).sum())
    count = min(most, *centred.shape)
    squares, vectors = np.maximum(squares[::-1][:count], 0), vectors[:, ::-1][:, :count]
    points = vectors * np.sqrt(squares) if wide else centred @ vectors
    directions = centred.T @ vectors if wide else vectors
    signs = np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(count)])
    return Components(points * np.where(signs < 0, -1, 1), squares / total if total > 0 else np.zeros(count))


def tsne(features: Floats, perplexity: float, seed: int) -> tuple[Floats, float]:
    """Lay points out in the plane so that near ones stay near.

    Parameters
    ----------
    features : float array, (N, D)
    perplexity : float
        About how many neighbours each point attends to; less than N.
    seed : int

    Returns
    -------
    tuple of float array (N, 2) and float, the seconds it took

    Notes
    -----
    van der Maaten & Hinton (2008), JMLR 9, by scikit-learn, from the first two principal components.
    """
    if not np.ptp(features, axis=0).any():
        return np.zeros((len(features), 2)), 0.0  # a silent layer: all points are one
    manifold, threads = import_module("sklearn.manifold"), import_module("threadpoolctl")
    start = perf_counter()
    with threads.threadpool_limits(1):
        made = manifold.TSNE(perplexity=perplexity, init="pca", max_iter=TSNE_STEPS, random_state=seed).fit_transform(features.astype("f4"))
    return np.asarray(made, dtype=np.float64), perf_counter() - start


def nearest(points: NDArray[np.floating], count: int = NEIGHBOURS) -> Places:
    """Find every point's nearest others, by straight distance.

    Parameters
    ----------
    points : float array, (N, D)
    count : int

    Returns
    -------
    int array, (N, min(count, N - 1)), the nearest first
    """
    centred = points.astype(np.float64) - points.mean(axis=0, dtype=np.float64)
    sizes = np.square(centred).sum(axis=1)
    count = min(count, len(centred) - 1)
    found = np.empty((len(centred), count), np.int64)
    for start in range(0, len(centred), _BLOCK):
        rows = slice(start, start + _BLOCK)
        distances = sizes[rows, np.newaxis] + sizes - 2 * (centred[rows] @ centred.T)
        own = np.arange(start, start + len(distances))
        distances[np.arange(len(distances)), own] = np.inf
        near = np.argpartition(distances, count - 1, axis=1)[:, :count]
        order = np.argsort(np.take_along_axis(distances, near, axis=1), axis=1, kind="stable")
        found[rows] = np.take_along_axis(near, order, axis=1)
    return found


def shared(first: Places, second: Places) -> Places:
    """Count how many neighbours two lists have in common, point by point.

    Parameters
    ----------
    first, second : int array, (N, M)

    Returns
    -------
    int array, (N,)
    """
    made: Places = (first[:, :, np.newaxis] == second[:, np.newaxis, :]).any(axis=2).sum(axis=1)
    return made
