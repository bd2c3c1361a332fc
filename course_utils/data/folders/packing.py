"""A collection as one file to hand on: images of one size, labels, scenes and parts, with a manifest of what is in it and what is not."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Hashable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from course_utils.data.dataset import DataError
from course_utils.data.folders.decoding import LIMITS, Limits
from course_utils.data.folders.filling import ARRAY, filled
from course_utils.data.folders.inspection import Inspection
from course_utils.data.folders.planning import FORMAT, VERSION, Plan, planned
from course_utils.data.folders.resizing import Fit

_CHUNK = 4_000_000  # bytes written at once


def pack(  # noqa: PLR0913 - one keyword for each decision about the data
    inspection: Inspection,
    side: int,
    destination: Path | str,
    *,
    fit: Fit = "stretch",
    groups: Callable[[str], Hashable] | None = None,
    shares: Mapping[str, float] | None = None,
    seed: int = 0,
    limits: Limits = LIMITS,
    keep_array: bool = True,
    progress: bool = True,
) -> Path:
    """Decode what an inspection kept, and write it down for training.

    Parameters
    ----------
    inspection : Inspection
    side : int, pixels, at least 1
    destination : Path or str, ending in .npz
    fit : "stretch" the whole picture, "crop" its middle, or "pad" it with black
    groups : callable from a file's path to whatever the files that belong together have in common, or None
        As a plant's number, a patient, a day; scenes that look alike stay together in any case.
    shares : mapping of a part's name to its share, as for `split_groups`; None leaves all in one part, "all"
    seed : int, at least 0; deals the parts and shuffles the rows
    limits : Limits, as given to the inspection
    keep_array : leave the images beside it as .npy, too, from which `stream` trains without loading them
    progress : show bars

    Returns
    -------
    Path of the .npz: arrays `images` (N, side, side, 3) uint8, `labels` and `groups` (N,) int64, `part` (N,) str and `manifest`, JSON text
        Beside it lie the manifest as .json and, if kept, the images as .npy.

    Raises
    ------
    DataError
        If nothing was kept, a file has changed since the inspection, or another process packs to the same place.
    ValueError
        If the side, the fit or the shares cannot be, or the destination is no .npz.

    Notes
    -----
    Interrupt it whenever you like: the same call goes on with the rows that are left. Memory holds a few images at a time.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only for packing

    destination = Path(destination).expanduser()
    if destination.suffix != ".npz" or side < 1:
        raise ValueError(f"pack needs a side of at least 1 pixel and a destination ending in .npz, not {side} and {destination.name!r}")
    plan = planned(inspection, side, fit, groups=groups, shares=shares, seed=seed)
    work = destination.with_name(f".{destination.name}.part")
    work.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(work / "lock", timeout=0):
            images = filled(work, inspection.root, plan, limits, progress=progress)
            manifest = _manifest(inspection, plan)
            _write(work / "packed", images, plan, manifest, progress=progress)
            del images  # Windows moves no file that is still mapped
            _hand_over(work, destination, manifest, keep_array=keep_array)
    except Timeout as problem:
        raise DataError(f"another process is packing to {destination}; wait for it, or name another place") from problem
    shutil.rmtree(work, ignore_errors=True)
    return destination


def content_hash(classes: tuple[str, ...], rows: list[dict[str, Any]], images: NDArray[np.uint8]) -> str:
    """Digest what a packed collection holds.

    Parameters
    ----------
    classes : tuple of str
    rows : list of dict, as in the manifest
    images : uint8 array (N, side, side, 3)

    Returns
    -------
    str, 64 hexadecimal digits
    """
    digest = _begun(classes, rows)
    for chunk in _chunks(images):
        digest.update(chunk)
    found: str = digest.hexdigest()
    return found


def _begun(classes: tuple[str, ...], rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - hashlib has no public type for it
    return sha256(json.dumps([list(classes), rows], sort_keys=True).encode())


def _chunks(images: NDArray[np.uint8]) -> Iterator[memoryview]:
    count = max(1, _CHUNK // max(1, images[0].nbytes))
    return (np.ascontiguousarray(images[start : start + count]).data.cast("B") for start in range(0, len(images), count))


def _manifest(inspection: Inspection, plan: Plan) -> dict[str, Any]:
    out = {finding.path: said for finding, said in inspection.verdicts().items() if said[0] != "kept"}
    counts: dict[str, dict[str, int]] = {name: {} for name in plan.classes}
    for row in plan.rows:
        of_class = counts[plan.classes[row.label]]
        of_class[row.part] = of_class.get(row.part, 0) + 1
    return {
        "format": FORMAT,
        "version": VERSION,
        "source": inspection.root.resolve().name,
        "counts": counts,
        **plan.known(),
        "left_out": [{"path": path, "verdict": verdict, "reason": reason} for path, (verdict, reason) in out.items()],
    }


def _write(path: Path, images: NDArray[np.uint8], plan: Plan, manifest: dict[str, Any], *, progress: bool) -> None:
    """Write the archive; the manifest comes last, since it holds the digest of the images, which are read once."""
    from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

    digest = _begun(plan.classes, manifest["rows"])
    bar = tqdm(total=images.nbytes, desc="compressing", unit="B", unit_scale=True, leave=False, disable=not progress)
    with bar, path.open("wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open("images.npy", "w", force_zip64=True) as member:
                npy.write_array_header_1_0(member, npy.header_data_from_array_1_0(images))
                for chunk in _chunks(images):
                    digest.update(chunk)
                    member.write(chunk)
                    bar.update(len(chunk))
            manifest["content"] = digest.hexdigest()
            arrays = {"labels": plan.column("label"), "groups": plan.column("group"), "part": plan.column("part")}
            for name, array in (arrays | {"manifest": np.array(json.dumps(manifest))}).items():
                with archive.open(f"{name}.npy", "w") as member:
                    npy.write_array(member, array, allow_pickle=False)
        _on_disk(out)


def _on_disk(out: IO[bytes]) -> None:
    out.flush()
    os.fsync(out.fileno())


def _hand_over(work: Path, destination: Path, manifest: dict[str, Any], *, keep_array: bool) -> None:
    """Move what is finished to its place, each file whole, the archive last."""
    (work / "manifest").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    array = destination.with_suffix(".npy")
    if keep_array:
        (work / ARRAY).replace(array)
    else:
        array.unlink(missing_ok=True)  # of an earlier packing: it would not fit the new manifest
    (work / "manifest").replace(destination.with_suffix(".json"))
    (work / "packed").replace(destination)
