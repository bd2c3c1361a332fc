"""What an inspection found: every file is kept, or a copy of one that is, or in conflict, or unusable, and it says which and why."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from course_utils.data.folders.finding import Finding
from course_utils.data.folders.likeness import KIN, SAME, alike, members

Verdict = Literal["kept", "copy", "conflict", "unusable"]


@dataclass(frozen=True, eq=False)
class Inspection:
    """A collection of image files, judged.

    Parameters
    ----------
    root : Path
    kept : tuple of Finding, what can be trained on: usable, labelled, each picture once
    groups : int64 array, (len(kept),)
        Pictures of one scene share a number, and belong on one side of a split.
    copies : mapping of Finding to the kept Finding whose picture it repeats
    conflicts : tuple of tuples of Finding, files of one picture that are said to show several things; none of them is kept
    unusable : tuple of Finding
    """

    root: Path
    kept: tuple[Finding, ...]
    groups: NDArray[np.int64]
    copies: Mapping[Finding, Finding] = field(default_factory=dict)
    conflicts: tuple[tuple[Finding, ...], ...] = ()
    unusable: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.kept) + len(self.copies) + sum(map(len, self.conflicts)) + len(self.unusable)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of what is kept, in alphabetical order, as Keras sorts folders."""
        return tuple(sorted({finding.label or "" for finding in self.kept}))

    def verdicts(self) -> dict[Finding, tuple[Verdict, str]]:
        """Judge every file.

        Returns
        -------
        dict from each Finding, in the order of paths, to its verdict and the reason in a few words
        """
        judged: dict[Finding, tuple[Verdict, str]] = {finding: ("kept", ", ".join(finding.notes)) for finding in self.kept}
        judged |= {copy: ("copy", f"of {original.path}") for copy, original in self.copies.items()}
        for some in self.conflicts:
            said = "; ".join(f"{finding.label}: {finding.path}" for finding in some)
            judged |= dict.fromkeys(some, ("conflict", said))
        judged |= {finding: ("unusable", f"{finding.problem}: {finding.detail}") for finding in self.unusable}
        return dict(sorted(judged.items(), key=lambda entry: entry[0].path))

    def counts(self) -> dict[str, dict[Verdict, int]]:
        """Count files by label and verdict.

        Returns
        -------
        dict from label ("" for none) to dict from verdict to number
        """
        tally: Counter[tuple[str, Verdict]] = Counter((finding.label or "", verdict) for finding, (verdict, _) in self.verdicts().items())
        order: tuple[Verdict, ...] = ("kept", "copy", "conflict", "unusable")
        return {label: {verdict: tally[label, verdict] for verdict in order} for label in sorted({label for label, _ in tally})}

    def write_csv(self, path: Path) -> None:
        """Write one line per file.

        Parameters
        ----------
        path : Path

        Raises
        ------
        OSError
            If it cannot be written.
        """
        # Excel takes a table for UTF-8 only with a mark at its start; a name may hold bytes that are no text
        with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["path", "label", "verdict", "reason", "format", "width", "height", "bytes", "sha256"])
            for finding, (verdict, reason) in self.verdicts().items():
                facts = (finding.format, finding.width, finding.height, finding.bytes, finding.sha256)
                writer.writerow([finding.path, finding.label or "", verdict, reason, *facts])

    def describe(self, language: str = "en") -> str:
        """Say in a few sentences what was found.

        Parameters
        ----------
        language : "en" or "ko"

        Returns
        -------
        str

        Raises
        ------
        ValueError
            If the course is not written in that language.
        """
        if language not in _SAID:
            raise ValueError(f"language must be one of {', '.join(_SAID)}, not {language!r}")
        said = _SAID[language]
        numbers = (len(self.copies), sum(map(len, self.conflicts)), len(self.unusable))
        out = [words[number > 1].format(number) for number, words in zip(numbers, said.left_out, strict=True) if number]
        begin = said.kept.format(files=len(self), kept=len(self.kept))
        return f"{begin} {said.because.format(', '.join(out))}" if out else f"{begin} {said.nothing}"


@dataclass(frozen=True)
class _Words:
    """Sentences of a description; what is left out has a form for one file and one for several."""

    kept: str
    because: str
    left_out: tuple[tuple[str, str], ...]
    nothing: str


_SAID = {
    "en": _Words(
        "{kept:,} of {files:,} files can be trained on.",
        "Left out: {}.",
        (
            ("{:,} copy of one of these", "{:,} copies of these"),
            ("{:,} file of a picture with several labels", "{:,} files of pictures with several labels"),
            ("{:,} file that cannot be used", "{:,} files that cannot be used"),
        ),
        "Nothing is left out.",
    ),
    "ko": _Words(
        "파일 {files:,}개 가운데 {kept:,}개를 훈련에 쓸 수 있습니다.",
        "제외한 파일은 {}입니다.",
        (
            ("같은 사진의 사본 {:,}개",) * 2,
            ("한 사진에 레이블이 여럿인 것 {:,}개",) * 2,
            ("쓸 수 없는 것 {:,}개",) * 2,
        ),
        "제외한 파일은 없습니다.",
    ),
}


def judged(root: Path, findings: Sequence[Finding], *, same: int = SAME, kin: int = KIN) -> Inspection:
    """Judge findings: set aside what is unusable, what repeats a picture, and what is said to show several things.

    Parameters
    ----------
    root : Path of the collection
    findings : sequence of Finding, each file once
    same : int, bits of 256 in which the looks of two copies of one picture may differ; 0 takes only equal looks for copies
    kin : int, bits of 256 below which two pictures show one scene, at least `same`

    Returns
    -------
    Inspection
    """
    usable = [finding for finding in findings if finding.usable]
    kept: list[Finding] = []
    copies: dict[Finding, Finding] = {}
    conflicts: list[tuple[Finding, ...]] = []
    for rows in members(alike(usable, same)):
        some = [usable[row] for row in rows]
        if len({finding.label for finding in some}) > 1:
            conflicts.append(tuple(some))
            continue
        best = min(some, key=lambda finding: (-finding.width * finding.height, finding.path))
        kept.append(best)
        copies |= {finding: best for finding in some if finding is not best}
    kept.sort(key=lambda finding: finding.path)
    unusable = tuple(finding for finding in findings if not finding.usable)
    return Inspection(root, tuple(kept), alike(kept, kin), copies, tuple(conflicts), unusable)
