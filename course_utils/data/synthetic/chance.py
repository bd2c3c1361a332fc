"""Decisions that a drawing makes: numbers between two, yes or no, one of several."""

from collections.abc import Mapping

import numpy as np


class Chance:
    """Random choices from one stream of numbers.

    Parameters
    ----------
    rng : numpy Generator
    """

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng

    def between(self, low: float, high: float) -> float:
        """Draw a number evenly between two."""
        return low + (high - low) * float(self.rng.random())

    def chance(self, share: float) -> bool:
        """Say yes in this share of the cases."""
        return float(self.rng.random()) < share

    def one_of(self, shares: Mapping[str, float]) -> str:
        """Choose a name; the shares add up to one."""
        thrown = float(self.rng.random())
        for name, share in shares.items():
            thrown -= share
            if thrown < 0:
                return name
        return name
