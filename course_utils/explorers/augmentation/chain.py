"""One image's versions, drawn twice: those that are shown, with their way through the steps, then enough for an average."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from course_utils.explorers.augmentation.damage import Note, clipped_share, model_note, step_notes
from course_utils.explorers.augmentation.judge import Predict, Verdicts, verdicts
from course_utils.explorers.augmentation.steps import Images, Step, checked
from course_utils.explorers.augmentation.versions import Passage, Tally, blocks, draws_for, passages, spans_of
from course_utils.explorers.augmentation.views import STEP_SIDE, View, picture_view


@dataclass(frozen=True)
class Settings:
    """What can be set.

    Parameters
    ----------
    active : collection of str
        The random steps that are on.
    strengths : mapping from step to number
    seed : int
    count : int
        Versions that are shown.
    """

    active: Collection[str]
    strengths: Mapping[str, float]
    seed: int
    count: int


@dataclass(frozen=True)
class Shown:
    """The versions that are shown.

    Parameters
    ----------
    versions : array, (N, H, W, C)
    paths : list of dict from step to picture
        Of each version, after each step that is on.
    clipped : dict from step to share
        Of the steps that are on and have a value range.
    notes : list of dict
    verdicts : Verdicts or None
    wanted : int or None
        The class the versions should be taken for.
    """

    versions: Images
    paths: list[dict[str, View]]
    clipped: dict[str, float]
    notes: list[Note]
    verdicts: Verdicts | None
    wanted: int | None


@dataclass(frozen=True)
class Average:
    """What all draws have in common.

    Parameters
    ----------
    tally : Tally
    still_right : float or None
        The share of all draws that the network takes for what they should be.
    """

    tally: Tally
    still_right: float | None


class Chain:
    """Steps, the images they change, and the network that looks at them.

    Parameters
    ----------
    steps : sequence of Step
    images : array, (N, H, W, C)
    predict : callable images -> (N, K), or None
    takes : tuple (H, W, C), or None
        The shape the network takes, where it is known.
    labels : sequence of int, or None
        The right classes; None takes the network's own answer to the unchanged image for right.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        images: Images,
        *,
        predict: Predict | None = None,
        takes: tuple[int | None, ...] | None = None,
        labels: Sequence[int] | None = None,
    ) -> None:
        self.steps, self.images = list(steps), images
        self.predict, self.takes, self.labels = predict, takes, labels
        self.given = len(images)
        self.spans = spans_of(self.steps, images)

    def add(self, image: Images) -> int:
        """Take in one more image, in the place of the last one taken in.

        Parameters
        ----------
        image : array, (H, W, C)

        Returns
        -------
        int
            Its number.
        """
        self.images = np.concatenate([self.images[: self.given], image[np.newaxis]])
        return self.given

    def original(self, number: int) -> Verdicts | None:
        """Ask the network about an image that only the steps that are not random changed.

        Parameters
        ----------
        number : int

        Returns
        -------
        Verdicts or None
        """
        image = self.images[number : number + 1]
        for step in self.steps:
            if not step.random:
                image = checked(step, image, step.apply(image, 0, None))
        return self._asked(image)

    def look(self, number: int, settings: Settings) -> Shown:
        """Draw the versions that are shown.

        Parameters
        ----------
        number : int
            Which image.
        settings : Settings

        Returns
        -------
        Shown
        """
        parts, paths, notes = [], [], []
        cut: dict[str, float] = {}
        for start, stop in blocks(settings.count, settings.count, self.images[number].size):
            versions, passed = self._block(number, settings, start, stop)
            parts.append(versions)
            paths += self._paths(passed, stop - start)
            for one in passed:
                if one.step.value_range is not None:
                    share = clipped_share(one.before, one.after, one.step.value_range)
                    cut[one.step.name] = cut.get(one.step.name, 0.0) + share * (stop - start) / settings.count
            notes += [] if start else self._notes(passed, cut, settings)
        versions = np.concatenate(parts)
        refused = None if self.takes is None else model_note(self.steps, versions.shape[1:], self.takes)
        return Shown(versions, paths, cut, notes + ([refused] if refused else []), self._asked(versions), self.wanted(number))

    def average(self, number: int, settings: Settings, shown: Shown) -> Average:
        """Draw more versions and average them with those that are shown.

        Parameters
        ----------
        number : int
        settings : Settings
        shown : Shown
            What `look` gave for the same.

        Returns
        -------
        Average
        """
        tally = Tally(shown.versions.shape[1:])
        tally.add(shown.versions)
        right = 0 if shown.verdicts is None else int((shown.verdicts.predictions == shown.wanted).sum())
        total = draws_for(self.images[number], settings.count)
        for start, stop in blocks(settings.count, total, self.images[number].size):
            if stop > settings.count:
                versions, _ = self._block(number, settings, start, stop)
                tally.add(versions)
                found = None if shown.verdicts is None else self._asked(versions)
                right += 0 if found is None else int((found.predictions == shown.wanted).sum())
        return Average(tally, None if shown.verdicts is None else right / tally.count)

    def wanted(self, number: int) -> int | None:
        """Tell what the versions of an image should be taken for.

        Parameters
        ----------
        number : int

        Returns
        -------
        int or None
            The label; without labels, what the network takes the unchanged image for.
        """
        if self.labels is not None and number < len(self.labels):  # a photo of the student's own has none
            return int(self.labels[number])
        found = self.original(number)
        return None if found is None else int(found.predictions[0])

    def _block(self, number: int, settings: Settings, start: int, stop: int) -> tuple[Images, list[Passage]]:
        """Send a block of copies of one image through the steps."""
        copies = np.repeat(self.images[number : number + 1], stop - start, axis=0)
        seed = settings.seed * 1_000_003 + start  # any two blocks of one seed, and the same block of two seeds, draw other chances
        passed = list(passages(self.steps, copies, active=settings.active, strengths=settings.strengths, seed=seed))
        return passed[-1].after if passed else copies, passed

    def _paths(self, passed: list[Passage], count: int) -> list[dict[str, View]]:
        """Make small pictures of each version after each step."""
        return [
            {one.step.name: picture_view(one.after[place], self.spans[one.place + 1], STEP_SIDE) for one in passed}
            for place in range(count)
        ]

    def _notes(self, passed: list[Passage], cut: Mapping[str, float], settings: Settings) -> list[Note]:
        """Say what the steps do that one should know."""
        found = []
        for one in passed:
            strength = settings.strengths.get(one.step.name)
            found += step_notes(one, self.spans[one.place], cut.get(one.step.name), strength)
        return found

    def _asked(self, images: Images) -> Verdicts | None:
        """Ask the network, if there is one that takes such images."""
        if self.predict is None or (self.takes is not None and model_note(self.steps, images.shape[1:], self.takes) is not None):
            return None
        return verdicts(self.predict, images)
