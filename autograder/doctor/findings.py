"""Looks at this machine: the sandbox's layers, versions, cores, accelerator, fonts, data sets, gradebook."""

import os
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, TypeAlias

from autograder.kernels.protection import Protection, protection
from autograder.kernels.surroundings import data_folders

State: TypeAlias = Literal["active", "missing", "unused"]
PACKAGES = (
    "tensorflow",
    "keras",
    "numpy",
    "scikit-learn",
    "jupyterlab",
    "nbgrader",
    "nbclient",
    "papermill",
    "ipykernel",
    "jupyter-client",
)
OPTIONAL = {"distributed": "pip install -e .[cluster]", "psycopg": "pip install -e .[postgres]"}
ASK_LIMIT = 10.0  # seconds for another program's answer


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    area : str
    name : str
    state : "active", "missing" (something is worse for it), or "unused" (not there, and not needed)
    what : str
        What was found, or what is missing and how to get it.
    """

    area: str
    name: str
    state: State
    what: str


@dataclass(frozen=True)
class Examination:
    """All findings.

    Attributes
    ----------
    findings : tuple of Finding
    refuses : str
        Why grading would refuse to run submissions here; empty if it would not.
    """

    findings: tuple[Finding, ...]
    refuses: str


def examine(database: str) -> Examination:
    """Look at everything.

    Parameters
    ----------
    database : str
        The gradebook's URL, for example sqlite:////course/gradebook.db.

    Returns
    -------
    Examination
    """
    protected = protection()
    findings = [*_sandbox(protected), *_python(), *_machine(), *_fonts(), *_data(), _gradebook(database)]
    return Examination(tuple(findings), protected.trouble)


def _sandbox(protected: Protection) -> Iterator[Finding]:
    kinds = {"warm": "warm: each submission is a fork", "cold": "cold: each submission starts afresh", "none": "none: grading refuses"}
    yield Finding("sandbox", "kind", "missing" if protected.best == "none" else "active", kinds[protected.best])
    for layer in protected.layers:
        yield Finding("sandbox", layer.name, layer.state, layer.why)


def _python() -> Iterator[Finding]:
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Finding(
        "python", "python", "active" if supported else "missing", platform.python_version() + ("" if supported else ": needs 3.11 to 3.13")
    )
    for name in (*PACKAGES, *OPTIONAL):
        try:
            yield Finding("python", name, "active", version(name))
        except PackageNotFoundError:
            how = OPTIONAL.get(name)
            yield Finding(
                "python", name, "unused" if how else "missing", f"not installed; {how or 'install the course again with `make test`'}"
            )


def _machine() -> Iterator[Finding]:
    cores = len(os.sched_getaffinity(0))
    yield Finding("machine", "cores", "active", f"{cores}: as many submissions at a time with `petals grade --jobs {cores}`")
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    yield Finding("machine", "memory", "active", f"{pages / 1024**3:.1f} GB")
    found = accelerator()
    yield Finding(
        "machine", "accelerator", "active" if found else "unused", found or "none; grading computes on cores, in the sandbox always"
    )


def accelerator(devices: Path = Path("/dev")) -> str:
    """Say which accelerator there is, without TensorFlow: nvidia-smi, or the system's device files.

    Parameters
    ----------
    devices : Path
        Where device files lie.

    Returns
    -------
    str, empty if there is none
    """
    if asked := shutil.which("nvidia-smi"):
        try:
            line = [asked, "--query-gpu=name", "--format=csv,noheader"]
            said = subprocess.run(line, check=True, capture_output=True, text=True, timeout=ASK_LIMIT).stdout.strip()  # noqa: S603 - found by us
        except (OSError, subprocess.SubprocessError):
            said = ""
        if said:
            return ", ".join(said.splitlines())
    files = {"nvidia0": "an NVIDIA device, though nvidia-smi does not answer", "kfd": "an AMD device", "accel0": "an accelerator"}
    return next((what for name, what in files.items() if (devices / name).exists()), "")


def _fonts() -> Iterator[Finding]:
    how = "run `bash scripts/install_system_packages.sh fonts`: Korean in plots of feedback shows as boxes without"
    listing = shutil.which("fc-list")
    said = ""
    if listing:
        said = subprocess.run([listing, ":lang=ko", "family"], check=False, capture_output=True, text=True, timeout=ASK_LIMIT).stdout  # noqa: S603
    families = sorted({line.split(",")[0].strip() for line in said.splitlines() if line.strip()})
    chosen = next((family for family in families if "nanum" in family.lower()), families[0] if families else "")
    yield Finding("fonts", "Korean", "active" if chosen else "missing", chosen or how)


def _data() -> Iterator[Finding]:
    spec = find_spec("course_utils")
    package = Path(next(iter(spec.submodule_search_locations or ())) if spec else "")
    places = (package.parent / "datasets" / "registry.toml", package / "data" / "registry.toml")
    registry = next((place for place in places if place.is_file()), None)
    if registry is None:
        yield Finding("data", "registry", "missing", "datasets/registry.toml is not there: install the course again with `make test`")
        return
    folders = data_folders()
    for name, entry in tomllib.loads(registry.read_text(encoding="utf-8")).items():
        if entry["real"].get("ships"):
            yield Finding("data", name, "active", "comes with scikit-learn")
            continue
        kept = [folder / inner for folder in folders.values() for inner in ("", name, *entry["real"].get("folder_names", ()))]
        archives = [folder / f"{called}.npz" for folder in kept for called in (name, *entry["real"].get("folder_names", ()))]
        place = next((place for place in kept if _holds(place, entry)), next((path for path in archives if path.is_file()), None))
        how = f"`petals data fetch {name}` gets it" if entry["real"].get("files") else "put class folders into COURSE_DATA"
        yield Finding("data", name, "active" if place else "unused", str(place or f"not here: drawn instead; {how}"))


def _holds(place: Path, entry: Mapping[str, Any]) -> bool:
    """Tell whether a folder holds a data set: all its official files, or a folder for each of its classes."""
    files, photos = entry["real"].get("files", []), entry.get("photos", {})
    if files and all((place / file["name"]).is_file() for file in files):
        return True
    if not photos or not place.is_dir():
        return False
    parts = [place, *(place / part for part in photos.get("train", ()))]
    inside = [{folder.name.lower() for folder in part.iterdir() if folder.is_dir()} for part in parts if part.is_dir()]
    return any(all(names & set(some) for some in photos["folders"]) for names in inside)


def _gradebook(database: str) -> Finding:
    from sqlalchemy import create_engine, inspect  # noqa: PLC0415 - a third of a second
    from sqlalchemy.engine import make_url  # noqa: PLC0415
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    try:
        url = make_url(database)
        shown = url.render_as_string(hide_password=True)
        if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
            folder = Path(url.database).absolute().parent
            writable = os.access(folder, os.W_OK)
            made = "not made yet; `petals grade` makes it" if writable else f"not there, and {folder} cannot be written"
            return Finding("gradebook", "database", "unused" if writable else "missing", f"{shown}: {made}")
        timeout = {"connect_timeout": int(ASK_LIMIT)} if url.get_backend_name() == "postgresql" else {}
        engine = create_engine(url, connect_args=timeout)
        try:
            tables = len(inspect(engine).get_table_names())
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        return Finding("gradebook", "database", "missing", f"cannot be reached: {reason}")
    return Finding("gradebook", "database", "active", f"{shown}: {tables} tables")
