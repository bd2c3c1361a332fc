"""What the API says, as OpenAPI describes it."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from course_utils.shipping.service.experiment import Experiment
from course_utils.shipping.service.known import Answer
from course_utils.shipping.service.served import Served
from course_utils.shipping.watching.drift import Drift
from course_utils.shipping.watching.experiment import Tally, Verdict


class InTwoLanguages(BaseModel):
    """A word or sentence."""

    en: str
    ko: str


class ClassAnswer(BaseModel):
    """One class."""

    label: int = Field(ge=0)
    name: InTwoLanguages
    probability: float = Field(ge=0, le=1)


class Prediction(BaseModel):
    """An answer."""

    id: str = Field(description="Give it back with an opinion.")
    version: int = Field(description="0 for a file outside a registry.")
    arm: Literal["champion", "challenger"]
    label: int
    name: InTwoLanguages
    confidence: float = Field(ge=0, le=1)
    classes: list[ClassAnswer] = Field(description="All classes, the most probable first.")
    width: int
    height: int
    cached: bool
    seconds: float


class Refused(BaseModel):
    """Why there is no answer."""

    reason: str
    message: InTwoLanguages


class Malformed(Refused):
    """Where a request differs from this description."""

    detail: list[str] = Field(default=[], description="Place by place; in English.")


class BatchItem(BaseModel):
    """What became of one image of a batch: an answer, or why not."""

    status: int
    prediction: Prediction | None = None
    refused: Refused | None = None


class Batch(BaseModel):
    """What became of the images, in the order they were sent."""

    images: list[BatchItem]


class Opinion(BaseModel):
    """What somebody says of an answer."""

    id: str = Field(pattern="^[0-9a-f]{32}$", description="Of the answer.")
    right: bool
    label: int | None = Field(default=None, ge=0, lt=10_000, description="The class that it really was.")


class Moved(BaseModel):
    """How far one thing has moved from the model card."""

    what: str
    index: float
    alarm: bool
    expected: list[float]
    found: list[float]


class DriftReport(BaseModel):
    """The drift alarm."""

    images: int
    alarm: bool
    moved: list[Moved]


class ArmReport(BaseModel):
    """What people said of one version's answers."""

    version: int
    right: int
    judged: int
    share: float | None


class ExperimentReport(BaseModel):
    """Two versions compared."""

    share: float = Field(description="Of the images, that the challenger answers.")
    champion: ArmReport
    challenger: ArmReport | None
    difference: float | None
    interval: list[float] | None
    p_value: float | None
    significant: bool


def prediction(answer: Answer) -> Prediction:
    """Write an answer as the API does.

    Parameters
    ----------
    answer : Answer

    Returns
    -------
    Prediction
    """
    ranked = sorted(enumerate(answer.probabilities.tolist()), key=lambda pair: -pair[1])
    classes = [ClassAnswer(label=label, name=_name(answer.served, label), probability=min(max(share, 0.0), 1.0)) for label, share in ranked]
    return Prediction(
        id=answer.id,
        version=answer.served.number,
        arm=answer.arm,
        label=classes[0].label,
        name=classes[0].name,
        confidence=classes[0].probability,
        classes=classes,
        width=answer.width,
        height=answer.height,
        cached=answer.cached,
        seconds=answer.seconds,
    )


def drift_report(found: list[Drift]) -> DriftReport:
    """Write the drift alarm as the API does.

    Parameters
    ----------
    found : list of Drift

    Returns
    -------
    DriftReport
    """
    moved = [Moved(what=each.what, index=each.index, alarm=each.alarm, expected=[*each.expected], found=[*each.found]) for each in found]
    return DriftReport(images=found[0].images if found else 0, alarm=any(each.alarm for each in found), moved=moved)


def experiment_report(experiment: Experiment, tallies: dict[str, Tally], verdict: Verdict | None) -> ExperimentReport:
    """Write a comparison as the API does.

    Parameters
    ----------
    experiment : Experiment
    tallies : dict of arm to Tally
    verdict : Verdict or None

    Returns
    -------
    ExperimentReport
    """
    challenger = experiment.challenger
    found: dict[str, Any] = {"difference": None, "interval": None, "p_value": None, "significant": False}
    if challenger and verdict:
        found = {
            "difference": verdict.difference,
            "interval": [verdict.low, verdict.high],
            "p_value": verdict.p_value,
            "significant": verdict.significant,
        }
    return ExperimentReport(
        share=experiment.share if challenger else 0.0,
        champion=_arm(experiment.champion, tallies["champion"]),
        challenger=_arm(challenger, tallies["challenger"]) if challenger else None,
        **found,
    )


def _arm(served: Served, tally: Tally) -> ArmReport:
    return ArmReport(version=served.number, right=tally.right, judged=tally.total, share=tally.share)


def _name(served: Served, label: int) -> InTwoLanguages:
    return InTwoLanguages(en=served.card.classes["en"][label], ko=served.card.classes["ko"][label])
