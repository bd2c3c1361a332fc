"""Chance that can be repeated: the same seed gives the same numbers here and in random.js."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STRIDE = 0x6D2B79F5
_WORD = 1 << 32
_WHOLE = np.uint32(61)


class Generator:
    """Numbers of chance that the browser's twin gives as well; made by `generator`.

    Parameters
    ----------
    seed : int
        Seeds that differ by a multiple of 2 ** 32 are the same.

    Notes
    -----
    T. Ettinger's mulberry32 (public domain), which counts by a fixed stride and mixes the count, so that an array of numbers needs no
    loop; Box & Muller (1958), A note on the generation of random normal deviates. To 1e-12 the same as in the browser, whose logarithm
    and sine may round otherwise. Made for pictures, not for secrets or statistics.
    """

    def __init__(self, seed: int) -> None:
        self._state = int(seed) % _WORD
        self._spare: float | None = None

    def uniforms(self, count: int) -> Floats:
        """Draw numbers that are equally likely anywhere between 0 and 1.

        Parameters
        ----------
        count : int, at least 0

        Returns
        -------
        float array, (count,), 0 <= number < 1
        """
        states = ((self._state + _STRIDE * np.arange(1, count + 1, dtype=np.uint64)) % _WORD).astype(np.uint32)
        self._state = (self._state + _STRIDE * count) % _WORD
        mixed = (states ^ states >> 15) * (states | 1)
        mixed = mixed + (mixed ^ mixed >> 7) * (mixed | _WHOLE) ^ mixed
        return np.asarray(mixed ^ mixed >> 14, dtype=np.float64) / _WORD

    def normals(self, count: int) -> Floats:
        """Draw numbers from the standard normal distribution.

        Parameters
        ----------
        count : int, at least 0

        Returns
        -------
        float array, (count,)
        """
        waiting = np.asarray([] if self._spare is None else [self._spare])[:count]
        if len(waiting):
            self._spare = None
        needed = count - len(waiting)
        pairs = self.uniforms(needed + needed % 2).reshape(-1, 2)
        size, angle = np.sqrt(-2 * np.log(1 - pairs[:, 0])), 2 * np.pi * pairs[:, 1]
        fresh = np.stack([size * np.cos(angle), size * np.sin(angle)], axis=1).ravel()
        if needed % 2:
            self._spare = float(fresh[-1])
        return np.concatenate([waiting, fresh[:needed]])

    def uniform(self) -> float:
        """Draw one number that is equally likely anywhere between 0 and 1.

        Returns
        -------
        float, 0 <= number < 1
        """
        return float(self.uniforms(1)[0])

    def normal(self) -> float:
        """Draw one number from the standard normal distribution.

        Returns
        -------
        float
        """
        return float(self.normals(1)[0])


def generator(seed: int) -> Generator:
    """Begin a row of numbers of chance, the same ones for the same seed as `generator(seed)` in random.js.

    Parameters
    ----------
    seed : int

    Returns
    -------
    Generator
    """
    return Generator(seed)
