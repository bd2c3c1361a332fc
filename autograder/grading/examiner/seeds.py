"""Where the hidden cases of an exercise are drawn from."""

import hashlib

import numpy as np


def draws_for(seed: str, exercise: str) -> np.random.Generator:
    """Make the generator of one exercise; what another exercise draws does not change it.

    Parameters
    ----------
    seed : str, 64 hexadecimal digits
        Of the attempt.
    exercise : str

    Returns
    -------
    numpy Generator
        The same for the same two.
    """
    digest = hashlib.sha256(exercise.encode()).digest()
    place = tuple(int.from_bytes(digest[start : start + 4], "big") for start in range(0, 16, 4))
    return np.random.default_rng(np.random.SeedSequence(int(seed, 16), spawn_key=place))
