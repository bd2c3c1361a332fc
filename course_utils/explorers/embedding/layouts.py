"""One set of features and the pictures made of it: each computed once, the features themselves not kept."""

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.embedding.projections import (
    MOST_COMPONENTS,
    TSNE_INPUTS,
    Components,
    Floats,
    Places,
    nearest,
    principal_components,
    shared,
    tsne,
)


class Layouts:
    """What can be drawn of a set of features.

    Parameters
    ----------
    features : float array, (N, D)
    seed : int
        Of t-SNE.

    Attributes
    ----------
    width : int
        D.
    near : int array, (N, 8)
        Every point's nearest in feature space.
    components : Components
        The first ten.
    """

    def __init__(self, features: NDArray[np.floating], seed: int) -> None:
        self.width = features.shape[1]
        self.near = nearest(features)
        whole = principal_components(features, TSNE_INPUTS)
        missing = max(0, 2 - len(whole.shares))  # a single feature has no second direction
        self.components = Components(
            np.pad(whole.points[:, :MOST_COMPONENTS], ((0, 0), (0, missing))), np.pad(whole.shares[:MOST_COMPONENTS], (0, missing))
        )
        self._inputs, self._seed = whole.points, seed
        self._planes: dict[float, tuple[Floats, float]] = {}

    def tsne(self, perplexity: float) -> Floats:
        """Lay the points out by t-SNE, of their first 50 principal components.

        Parameters
        ----------
        perplexity : float

        Returns
        -------
        float array, (N, 2)
        """
        if perplexity not in self._planes:
            self._planes[perplexity] = tsne(self._inputs, perplexity, self._seed)
        return self._planes[perplexity][0]

    def seconds(self, perplexity: float) -> float:
        """Tell how long t-SNE took.

        Parameters
        ----------
        perplexity : float

        Returns
        -------
        float
        """
        self.tsne(perplexity)
        return self._planes[perplexity][1]

    def held(self, points: Floats) -> Places:
        """Count how many of each point's nearest in feature space are among its nearest in a picture.

        Parameters
        ----------
        points : float array, (N, 2)

        Returns
        -------
        int array, (N,)
        """
        return shared(self.near, nearest(points, self.near.shape[1]))
