"""Two versions side by side: who sees which, and whether one is really better."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Arm = Literal["champion", "challenger"]
ALPHA = 0.05


@dataclass(frozen=True)
class Tally:
    """What people said of one version's answers.

    Parameters
    ----------
    right, total : int, answers called right, and all that were judged
    """

    right: int
    total: int

    @property
    def share(self) -> float | None:
        """Share of judged answers that were right; None without any."""
        return self.right / self.total if self.total else None


@dataclass(frozen=True)
class Verdict:
    """A comparison of two versions.

    Parameters
    ----------
    champion, challenger : Tally
    difference : float, -1 to 1, challenger's share minus champion's
    low, high : float, 95 % interval of the difference
    p_value : float, 0 to 1
        How often chance alone makes so large a difference between two versions that are equally good.
    """

    champion: Tally
    challenger: Tally
    difference: float
    low: float
    high: float
    p_value: float

    @property
    def significant(self) -> bool:
        """Whether chance alone would seldom do this (p below 0.05)."""
        return self.p_value < ALPHA


def arm_of(content: str, share: float, salt: str = "") -> Arm:
    """Choose the version that answers an image: the same image always gets the same one.

    Parameters
    ----------
    content : str, the image's SHA-256
    share : float, 0 to 1, of all images that the challenger answers
    salt : str, the experiment's name: another one deals the images anew

    Returns
    -------
    "champion" or "challenger"

    Raises
    ------
    ValueError
        If the share is no share.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share must be from 0 to 1, not {share}")
    drawn = int.from_bytes(sha256(f"{salt} {content}".encode()).digest()[:8], "big") / 2**64
    return "challenger" if drawn < share else "champion"


def compare(champion: Tally, challenger: Tally) -> Verdict | None:
    """Test whether two versions differ.

    Parameters
    ----------
    champion, challenger : Tally

    Returns
    -------
    Verdict, or None while one of them has not been judged

    Notes
    -----
    Fisher's exact test (1935), two-sided; Newcombe's interval of a difference (1998, method 10), from two Wilson intervals.
    """
    from scipy.stats import binomtest, fisher_exact  # noqa: PLC0415 - half a second

    if not (champion.total and challenger.total):
        return None
    table = [[challenger.right, challenger.total - challenger.right], [champion.right, champion.total - champion.right]]
    p_value = float(fisher_exact(table).pvalue)
    bounds = [binomtest(tally.right, tally.total).proportion_ci(method="wilson") for tally in (champion, challenger)]
    (first, second), (old, new) = (champion.right / champion.total, challenger.right / challenger.total), bounds
    difference = second - first
    low = difference - ((second - new.low) ** 2 + (old.high - first) ** 2) ** 0.5
    high = difference + ((new.high - second) ** 2 + (first - old.low) ** 2) ** 0.5
    return Verdict(champion, challenger, difference, float(low), float(high), p_value)
