"""Random versions of one image: drawn block by block, so that memory stays small, and watched on their way through the steps."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.augmentation.steps import Images, Step, checked
from course_utils.plots.tiles import brightness

Floats = NDArray[np.float64]
MOST_VALUES = 1 << 22  # numbers held at once after one step
MANY, SOME = 64, 24
SMALL_IMAGE = 128 * 128 * 3


@dataclass(frozen=True)
class Span:
    """What values images have at one place of the chain.

    Parameters
    ----------
    low, high : float
        The least and the greatest of the images given, changed by the steps that are not random.
    black, white : float
        What the pictures paint black and white.
    """

    low: float
    high: float
    black: float
    white: float


@dataclass(frozen=True)
class Passage:
    """What one step made of a block of versions.

    Parameters
    ----------
    step : Step
    place : int
        Its place in the chain.
    before, after : array, (N, H, W, C)
    """

    step: Step
    place: int
    before: Images
    after: Images


@dataclass
class Tally:
    """Mean and spread of versions that are not kept.

    Parameters
    ----------
    shape : tuple (H, W, C)
    count : int
    total, squares : float array, (H, W, C)
    """

    shape: tuple[int, ...]
    count: int = 0
    total: Floats = field(init=False, repr=False)
    squares: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.total, self.squares = np.zeros(self.shape), np.zeros(self.shape)

    def add(self, versions: Images) -> None:
        """Count versions in.

        Parameters
        ----------
        versions : array, (N, H, W, C)
        """
        whole = versions.astype(np.float64)
        self.count += len(versions)
        self.total += whole.sum(axis=0)
        self.squares += (whole * whole).sum(axis=0)

    def mean(self) -> Floats:
        """Average the versions.

        Returns
        -------
        float array, (H, W, C)
        """
        return self.total / self.count

    def spread(self) -> Floats:
        """Tell how much each pixel differs from version to version.

        Returns
        -------
        float array, (H, W), the standard deviation, averaged over the channels
        """
        deviation: Floats = np.sqrt(np.maximum(0.0, self.squares / self.count - self.mean() ** 2)).mean(axis=2)
        return deviation


def passages(
    steps: Sequence[Step], images: Images, *, active: Collection[str], strengths: Mapping[str, float], seed: int
) -> Iterator[Passage]:
    """Send images through the steps.

    Parameters
    ----------
    steps : sequence of Step
    images : array, (N, H, W, C)
    active : collection of str
        The random steps that are on; the others always are.
    strengths : mapping from name to number
    seed : int
        The same seed draws the same chances at every strength, whatever other steps are on.

    Yields
    ------
    Passage
    """
    for place, step in enumerate(steps):
        if step.random and step.name not in active:
            continue
        own = int(np.random.SeedSequence([seed, place]).generate_state(1)[0] >> 2)
        after = checked(step, images, step.apply(images, own, strengths.get(step.name)))
        yield Passage(step, place, images, after)
        images = after


def spans_of(steps: Sequence[Step], images: Images) -> list[Span]:
    """Follow the images given through the steps that are not random.

    Parameters
    ----------
    steps : sequence of Step
    images : array, (N, H, W, C)

    Returns
    -------
    list of Span
        Of the images, and after each of the steps.
    """
    found = [span_of(images)]
    for step in steps:
        if step.random:
            found.append(found[-1])
        else:
            images = checked(step, images, step.apply(images, 0, None))
            found.append(span_of(images))
    return found


def span_of(images: Images) -> Span:
    """Tell what values images have, and what to paint black and white.

    Parameters
    ----------
    images : array, (N, H, W, C)

    Returns
    -------
    Span
    """
    finite = np.nan_to_num(images) if images.dtype.kind == "f" else images
    _, black, white = brightness(finite.reshape(*finite.shape[:2], -1))
    return Span(float(finite.min()), float(finite.max()), black, white)


def blocks(count: int, total: int, values: int) -> Iterator[tuple[int, int]]:
    """Cut versions into blocks of bounded size, of which some end where those to be shown end.

    Parameters
    ----------
    count : int
        Versions that are shown.
    total : int, at least `count`
    values : int
        Numbers in one image.

    Yields
    ------
    tuple of two ints
        From which to below which.
    """
    most = max(1, MOST_VALUES // values)
    for low, high in ((0, count), (count, total)):
        for start in range(low, high, most):
            yield start, min(start + most, high)


def draws_for(image: NDArray[Any], count: int) -> int:
    """Choose how many versions the average is over.

    Parameters
    ----------
    image : array, (H, W, C)
    count : int
        Versions that are shown; they are among them.

    Returns
    -------
    int
    """
    return max(count, MANY if image.size <= SMALL_IMAGE else SOME)
