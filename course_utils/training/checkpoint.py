"""A training that goes on where it stopped: everything that decides the rest of it, in one file, replaced whole after each epoch."""

import json
import warnings
import zlib
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from course_utils.data.dataset import Split
from course_utils.data.keeping import write_whole
from course_utils.training.recipe import Recipe

Arrays = list[NDArray[Any]]


class CheckpointError(Exception):
    """A checkpoint is damaged or belongs to another training; the message says what to try."""


@dataclass(frozen=True)
class Saved:
    """What a checkpoint holds.

    Parameters
    ----------
    curves : dict of lists of floats, one number per finished epoch
    kept_epoch : int, counted from 1
    kept, state, optimizer : lists of arrays
        The weights that were kept, the network's variables as training left them, and the optimizer's.
    """

    curves: dict[str, list[float]]
    kept_epoch: int
    kept: Arrays
    state: Arrays
    optimizer: Arrays


_KINDS = ("kept", "state", "optimizer")


def identity(recipe: Recipe, seed: int, splits: tuple[Split, Split], shapes: list[tuple[int, ...]]) -> dict[str, str]:
    """Describe a training, so that no checkpoint of another one is taken for it.

    Parameters
    ----------
    recipe : Recipe
    seed : int
    splits : (train, validation)
    shapes : list of the shapes of the network's weights

    Returns
    -------
    dict of str
    """
    augment = recipe.augment.func if isinstance(recipe.augment, partial) else recipe.augment
    settings = recipe.augment.keywords if isinstance(recipe.augment, partial) else {}
    parts = asdict(recipe.but(augment=None)) | {"augment": f"{getattr(augment, '__qualname__', type(augment).__name__)} {settings}"}
    prints = [f"{len(split)} images, {zlib.crc32(split.images.tobytes()):08x} {zlib.crc32(split.labels.tobytes()):08x}" for split in splits]
    return {name: str(value) for name, value in parts.items()} | {
        "seed": str(seed),
        "training images": prints[0],
        "validation images": prints[1],
        "network": f"{len(shapes)} arrays of weights, {zlib.crc32(str(shapes).encode()):08x}",
    }


def write(path: Path, saved: Saved, belongs_to: dict[str, str]) -> None:
    """Replace a checkpoint whole: whoever reads it finds the old one or the new one.

    Parameters
    ----------
    path : Path, whose folder is made if need be
    saved : Saved
    belongs_to : dict, from `identity`

    Warns
    -----
    UserWarning
        If it cannot be written. A full disk must not cost a training.
    """
    try:
        _write(path, saved, belongs_to)
    except OSError as error:
        warnings.warn(f"{path} could not be written ({error}). Training goes on, and cannot be resumed from here.", stacklevel=2)


def _write(path: Path, saved: Saved, belongs_to: dict[str, str]) -> None:
    said = {"curves": saved.curves, "kept_epoch": saved.kept_epoch, "belongs_to": belongs_to}
    arrays = {f"{kind}_{number:04}": array for kind in _KINDS for number, array in enumerate(getattr(saved, kind))}
    write_whole(path, {"said": np.array(json.dumps(said)), **arrays})


def read(path: Path, belongs_to: dict[str, str]) -> Saved | None:
    """Read a checkpoint of this very training.

    Parameters
    ----------
    path : Path
    belongs_to : dict, from `identity`

    Returns
    -------
    Saved, or None if there is no file

    Raises
    ------
    CheckpointError
        If the file is damaged or belongs to another training; the message names what differs.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            said = json.loads(str(file["said"]))
            arrays = {kind: [file[name] for name in sorted(file.files) if name.startswith(f"{kind}_")] for kind in _KINDS}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, BadZipFile, EOFError) as error:
        raise CheckpointError(f"{path} is damaged and cannot be read ({error}). Delete it to train from the start.") from error
    there = said["belongs_to"]
    differs = [f"{name} {there.get(name)} there, {value} here" for name, value in belongs_to.items() if there.get(name) != value]
    if differs:
        raise CheckpointError(
            f"{path} belongs to another training: {'; '.join(differs)}. Give another path, or delete it to train from the start."
        )
    return Saved(said["curves"], said["kept_epoch"], **arrays)
