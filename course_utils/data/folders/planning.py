"""In which order a packed collection holds its images, and what is known of each: the plan that packing follows."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import DataError
from course_utils.data.folders.inspection import Inspection
from course_utils.data.folders.likeness import joined
from course_utils.data.folders.resizing import Fit
from course_utils.data.folders.splitting import split_groups

FORMAT, VERSION = "perceptron-to-petals collection", 1
WHOLE = "all"  # the one part of what is not parted


@dataclass(frozen=True)
class Row:
    """One image of a packed collection: where it came from, its class, its scene and its part."""

    path: str
    sha256: str
    label: int
    group: int
    part: str


@dataclass(frozen=True)
class Plan:
    """What is to be packed, and how.

    Parameters
    ----------
    classes : tuple of str
    rows : tuple of Row, part by part, shuffled within each, so that a part is one run of rows
    settings : mapping of name to number or text: side, fit, shares, seed
    """

    classes: tuple[str, ...]
    rows: tuple[Row, ...]
    settings: Mapping[str, Any]

    def known(self) -> dict[str, Any]:
        """Return everything but the pixels, as JSON has it."""
        return {"classes": list(self.classes), "rows": [asdict(row) for row in self.rows], "settings": dict(self.settings)}

    def key(self) -> str:
        """Return a digest that differs wherever other rows, or other pixels of the same files, would be packed."""
        return sha256(json.dumps([FORMAT, VERSION, self.known()], sort_keys=True).encode()).hexdigest()

    def column(self, name: str) -> NDArray[Any]:
        """Return one property of all rows.

        Parameters
        ----------
        name : "label" or "group", int64; or "part", str

        Returns
        -------
        array (N,)
        """
        values = [getattr(row, name) for row in self.rows]
        return np.array(values, np.int64 if name != "part" else np.str_)


def planned(
    inspection: Inspection,
    side: int,
    fit: Fit,
    *,
    groups: Callable[[str], Hashable] | None,
    shares: Mapping[str, float] | None,
    seed: int,
) -> Plan:
    """Plan the packing of what an inspection kept; see `pack` for the parameters.

    Returns
    -------
    Plan

    Raises
    ------
    DataError
        If nothing was kept.
    ValueError
        If the shares cannot be dealt out.
    """
    kept, classes = inspection.kept, inspection.labels
    if not kept:
        raise DataError(f"no file of {inspection.root} can be used; `petals data inspect {inspection.root}` says why")
    labels = np.array([classes.index(finding.label or "") for finding in kept], np.int64)
    scenes = inspection.groups if groups is None else joined(inspection.groups, _numbered([groups(finding.path) for finding in kept]))
    parts = {WHOLE: np.arange(len(kept))} if shares is None else split_groups(labels, scenes, shares, seed=seed)
    rng = np.random.default_rng(seed)
    rows = [
        Row(kept[place].path, kept[place].sha256, int(labels[place]), int(scenes[place]), part)
        for part, places in parts.items()
        for place in rng.permutation(places).tolist()
    ]
    settings = {"side": side, "fit": fit, "shares": None if shares is None else dict(shares), "seed": seed}
    return Plan(classes, tuple(rows), settings)


def _numbered(names: list[Hashable]) -> NDArray[np.int64]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)
