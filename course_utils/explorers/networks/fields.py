"""A unit's receptive field in a whole network: walked back through every branch, and the branches' pixels united."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.explorers.networks.receptive import Places, Reach, reaches
from course_utils.explorers.networks.stages import MAPS_AXES, Stage

Mask = NDArray[np.bool_]

# One value of the output for one of each input, place by place: what each branch saw is seen.
MERGES = frozenset(
    {"Add", "Average", "Divide", "Maximum", "Minimum", "Multiply", "Subtract", "TrueDivide"},
)
# Every output place looks at all of the input.
WHOLE = frozenset({"GlobalAveragePooling2D", "GlobalMaxPooling2D", "GroupNormalization"})


@dataclass(frozen=True)
class Field:
    """A receptive field, or why there is none.

    Parameters
    ----------
    pixels : bool array, (H, W), or None
        The pixels looked at.
    problem : str
        The key of the text that says why they are not known; empty when they are.
    stage : Stage, or None
        The stage at which the walk stopped.
    """

    pixels: Mask | None = None
    problem: str = ""
    stage: Stage | None = None

    @property
    def rows(self) -> Places | None:
        """The rows in which a pixel is looked at."""
        return None if self.pixels is None else frozenset(np.flatnonzero(self.pixels.any(axis=1)).tolist())

    @property
    def columns(self) -> Places | None:
        """The columns in which a pixel is looked at."""
        return None if self.pixels is None else frozenset(np.flatnonzero(self.pixels.any(axis=0)).tolist())


def field_of(stages: Mapping[str, Stage], name: str, row: int, column: int) -> Field:
    """Find the pixels that one unit looks at, through all branches.

    Parameters
    ----------
    stages : mapping from name to Stage
        In order: a stage comes after those it is made of.
    name : str
        A stage with feature maps.
    row, column : int

    Returns
    -------
    Field
        Of any of the stage's channels: a channel that comes from one branch alone may see fewer.
    """
    wanted = {name: _one_place(stages[name], row, column)}
    pixels: Mask | None = None
    for stage in reversed(list(stages.values())):
        places = wanted.pop(stage.name, None)
        if places is None:
            continue
        if not stage.parents:
            pixels = places
        elif places.any():
            parents = [stages[parent] for parent in stage.parents]
            looked = _looked_at(stage, parents, places)
            if looked is None:
                return Field(problem="field_unknown", stage=stage)
            for parent, seen in zip(parents, looked, strict=True):
                wanted[parent.name] = wanted[parent.name] | seen if parent.name in wanted else seen
    return Field(pixels=np.zeros(_sides(next(iter(stages.values()))), dtype=bool) if pixels is None else pixels)


def _one_place(stage: Stage, row: int, column: int) -> Mask:
    """Mark one place of a feature map."""
    places = np.zeros(_sides(stage), dtype=bool)
    places[row, column] = True
    return places


def _sides(stage: Stage) -> tuple[int, int]:
    """Tell how many rows and columns a stage has; a row of numbers counts as one place."""
    shape = stage.shape
    return (int(shape[0] or 1), int(shape[1] or 1)) if _is_map(stage) else (1, 1)


def _is_map(stage: Stage) -> bool:
    return len(stage.tensor.shape) == MAPS_AXES


def _looked_at(stage: Stage, parents: list[Stage], places: Mask) -> list[Mask] | None:
    """Tell which places of each input some places of a stage look at; None for a layer this course knows nothing of."""
    if stage.kind in MERGES or (stage.kind == "Concatenate" and _joins_channels(stage)):
        return [_shrunk(places, _sides(parent)) for parent in parents]
    if stage.kind in WHOLE or not _is_map(stage) or not all(map(_is_map, parents)):
        return [np.ones(_sides(parent), dtype=bool) for parent in parents]
    if len(parents) != 1:
        return None
    looked = reaches(stage.layer, _sides(parents[0]))
    return None if looked is None else [_back(places, *looked)]


def _joins_channels(stage: Stage) -> bool:
    """Tell whether a Concatenate puts channels behind channels."""
    return stage.layer.axis in {-1, len(stage.tensor.shape) - 1}


def _shrunk(places: Mask, sides: tuple[int, int]) -> Mask:
    """Bring places to an input that was stretched along a side (the one weight per channel of squeeze-and-excitation)."""
    for axis, side in enumerate(sides):
        if side == 1:
            places = np.asarray(places.any(axis=axis, keepdims=True))
    return places


def _back(places: Mask, down: Reach, across: Reach) -> Mask:
    """Walk back through one layer."""
    tall, wide = (_matrix(reach, count) for reach, count in zip((down, across), places.shape, strict=True))
    return np.asarray((tall @ places.astype(np.float32) @ wide.T) > 0)


@lru_cache(maxsize=512)
def _matrix(reach: Reach, count: int) -> Any:  # noqa: ANN401 - lru_cache has no word for an array
    """Write out which input places each of the output places looks at: (inputs, outputs)."""
    seen = np.zeros((reach.side, count), dtype=np.float32)
    for place in range(count):
        seen[sorted(reach.back(frozenset({place}))), place] = 1
    return seen
