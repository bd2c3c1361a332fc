"""A model card: what a version of a network is, what it was made from, and how good it is, as data and as a page of text."""

import json
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from course_utils.data.dataset import Dataset

_PACKAGES = ("keras", "tensorflow", "numpy", "pillow", "ai-edge-litert", "onnxruntime")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Metric:
    """A measured share.

    Parameters
    ----------
    right, total : int, images; 0 <= right <= total, total at least 1
    confidence : float, 0 to 1, of the interval
    """

    right: int
    total: int
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if not (0 <= self.right <= self.total and self.total >= 1):
            raise ValueError(f"needed: 0 <= right <= total and at least one image; given {self.right} of {self.total}")

    @property
    def value(self) -> float:
        """The share itself."""
        return self.right / self.total

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval (1927), as in lesson 15."""
        from scipy.stats import binomtest  # noqa: PLC0415 - half a second

        found = binomtest(self.right, self.total).proportion_ci(self.confidence, method="wilson")
        return float(found.low), float(found.high)


def _installed() -> dict[str, str]:
    """Name the versions of what a network is made and run with; what is not installed is left out."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@dataclass(frozen=True)
class Card:
    """What a version of a network is.

    Parameters
    ----------
    name : str, letters, digits, - and _
    side : int, pixels of the square images it takes, grey levels 0..255
    classes : mapping of language to class names, in the order of its outputs
    data : mapping, as `data_of` makes it
    recipe : mapping of str to plain data: how it was trained
    metrics : mapping of str to Metric
    parameters : int
    purpose, limits : mapping of language to one or two sentences: what it is for, and where it must not be trusted
    reference : mapping, what the images and answers looked like when it was made, as `reference` makes it; for the drift alarm
    made : str, ISO 8601, UTC
    versions : mapping of package to version, of Python too
    files : mapping of format to {"file", "bytes", "sha256"}; the registry writes it
    """

    name: str
    side: int
    classes: Mapping[str, Sequence[str]]
    data: Mapping[str, Any]
    recipe: Mapping[str, Any]
    metrics: Mapping[str, Metric]
    parameters: int
    purpose: Mapping[str, str]
    limits: Mapping[str, str]
    reference: Mapping[str, Any] = field(default_factory=dict)
    made: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    versions: Mapping[str, str] = field(default_factory=_installed)
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a network's name has lower-case letters, digits, - and _, at most 64; given {self.name!r}")
        if set(self.classes) != {"en", "ko"} or len({len(names) for names in self.classes.values()}) != 1:
            raise ValueError(f"classes must name the same classes in en and ko, not {dict(self.classes)}")

    def as_json(self) -> str:
        """Write it as JSON, intervals included.

        Returns
        -------
        str
        """
        plain = asdict(self)
        for name, metric in self.metrics.items():
            low, high = metric.interval
            plain["metrics"][name] |= {"value": metric.value, "low": low, "high": high}
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def read_card(words: str) -> Card:
    """Read a card from its JSON.

    Parameters
    ----------
    words : str

    Returns
    -------
    Card

    Raises
    ------
    ValueError
        If it is no JSON, or lacks a field.
    """
    try:
        plain = json.loads(words)
        metrics = {name: Metric(each["right"], each["total"], each["confidence"]) for name, each in plain.pop("metrics").items()}
        return Card(metrics=metrics, **plain)
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"this is no model card: {problem}") from problem


def data_of(data: Dataset) -> dict[str, Any]:
    """Describe a data set so that another run can tell whether it has the same one.

    Parameters
    ----------
    data : Dataset

    Returns
    -------
    dict: name, source, origin, licence, counts, and the SHA-256 of its arrays
    """
    digest = sha256()
    for split in (data.train, data.test):
        digest.update(repr(split.images.shape).encode())
        digest.update(split.images.tobytes())
        digest.update(split.labels.tobytes())
    return {
        "name": data.name,
        "source": data.source,
        "origin": data.origin,
        "licence": data.licence,
        "train": len(data.train),
        "test": len(data.test),
        "sha256": digest.hexdigest(),
    }
