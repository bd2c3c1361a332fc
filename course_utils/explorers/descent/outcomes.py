"""What became of a walk, in one word."""

import numpy as np

from course_utils.explorers.descent.optimizers import Walk
from course_utils.explorers.descent.surfaces import Ground

NEAR = 0.01  # of the start's loss: near enough to count as arrived
NO_SLOPE = 1e-4  # of the start's gradient: nothing leads on from here
FEWEST_TURNS = 3


def reached(losses: list[float], lowest: float) -> int | None:
    """Count the steps until the loss was within 1 % of the start's, both above the surface's lowest value.

    Parameters
    ----------
    losses : list of floats
    lowest : float

    Returns
    -------
    int, or None where it never was
    """
    wanted = NEAR * (losses[0] - lowest)
    return next((step for step, loss in enumerate(losses) if loss - lowest <= wanted), None)


def outcome(walked: Walk, ground: Ground) -> str:
    """Name what became of a walk.

    Parameters
    ----------
    walked : Walk
    ground : Ground

    Returns
    -------
    str
        "diverged": the loss grew. "left": it left a sampled surface. "zigzag": more than half of the steps until it was near turned back.
        "converged": at the end it is within 1 % of the start's loss. "stuck": it is not, but there is no slope left. "slow": it is not yet.
    """
    first, last = walked.losses[0] - ground.lowest, walked.losses[-1] - ground.lowest
    if walked.ended == "blown" or last > first:
        return "diverged"
    if walked.ended == "left":
        return "left"
    if _turns_back(walked, reached(walked.losses, ground.lowest)):
        return "zigzag"
    if last <= NEAR * first:
        return "converged"
    flat = np.hypot(*ground.slope(*walked.path[-1])) <= NO_SLOPE * np.hypot(*ground.slope(*walked.path[0]))
    return "stuck" if flat else "slow"


def _turns_back(walked: Walk, until: int | None) -> bool:
    """Tell whether most steps point backwards from the one before."""
    steps = np.diff(np.array(walked.path[: None if until is None else until + 1]), axis=0)
    turns = int(np.sum(np.sum(steps[1:] * steps[:-1], axis=1) < 0))
    return turns >= FEWEST_TURNS and 2 * turns > len(steps) - 1
