"""What was looked for, what was found, and what to do where it was not."""

import os
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from course_utils.checking import Text, progress_file
from course_utils.checking.language import same
from course_utils.environment import words
from course_utils.environment.machine import accelerators, usable_cores, usable_memory

DISTRIBUTION = "perceptron-to-petals"
PACKAGES = ("numpy", "tensorflow", "keras", "jupyterlab", "nbgrader", "anywidget")
BACKBONE = "mobilenet_v2"  # of lessons 12 to 15
ENOUGH_MEMORY = 2.0  # GiB: TensorFlow, a kernel and Fashion-MNIST together stay below it
PHOTOS = {
    "fashion": same("Fashion-MNIST"),
    "objects": same("CIFAR-10"),
    "flowers": words.FLOWERS,
    "cats_dogs": words.CATS_DOGS,
    "moon_rocks": words.MOON_ROCKS,
}


@dataclass(frozen=True)
class Finding:
    """One line of the card.

    Parameters
    ----------
    name : Text
        What was looked for.
    value : Text
        What was found.
    mend : Text or None
        What to do; None where nothing is missing.
    needed : bool
        Whether there are lessons that cannot be done without it.
    """

    name: Text
    value: Text
    mend: Text | None = None
    needed: bool = True

    @property
    def ok(self) -> bool:
        """Whether nothing needs mending."""
        return self.mend is None


def look_around() -> tuple[Finding, ...]:
    """Look at everything the lessons use. Imports no TensorFlow, downloads nothing, writes nothing.

    Returns
    -------
    tuple of Finding, in the order of the card
    """
    packages = (package(name) for name in PACKAGES)
    return (
        python(),
        *packages,
        cores(),
        memory(),
        accelerator(),
        korean_font(),
        *(photos(name) for name in PHOTOS),
        weights(),
        progress_is_kept(),
    )


def python() -> Finding:
    """Find Python's version.

    Returns
    -------
    Finding
    """
    return Finding(same("Python"), same(".".join(map(str, sys.version_info[:3]))))


def package(name: str) -> Finding:
    """Find a package's version in its metadata, and whether the course can use it.

    Parameters
    ----------
    name : str
        As installed, such as "tensorflow".

    Returns
    -------
    Finding
        With a mend when it is absent or not a version the course asks for.
    """
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(same(name), words.NOT_FOUND, words.LAB_AGAIN)
    wanted = _wanted(name)
    if wanted and not Requirement(wanted).specifier.contains(version, prereleases=True):
        return Finding(same(name), same(f"{version} ({Requirement(wanted).specifier})"), words.LAB_AGAIN)
    return Finding(same(name), same(version))


def _wanted(name: str) -> str | None:
    try:
        requirements = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return None
    return next((wanted for wanted in requirements if Requirement(wanted).name == name), None)


def cores() -> Finding:
    """Find the usable cores.

    Returns
    -------
    Finding
    """
    return Finding(words.CORES, same(str(usable_cores())))


def memory() -> Finding:
    """Find the usable memory.

    Returns
    -------
    Finding
        With a mend below `ENOUGH_MEMORY`.
    """
    found = usable_memory()
    return Finding(words.MEMORY, same(f"{found:.1f} GiB"), None if found >= ENOUGH_MEMORY else words.MORE_MEMORY)


def accelerator() -> Finding:
    """Find accelerators. None is no fault.

    Returns
    -------
    Finding
    """
    names = accelerators()
    return Finding(words.ACCELERATOR, same(", ".join(names)) if names else words.NO_ACCELERATOR)


def korean_font() -> Finding:
    """Find the font that plots write Korean with.

    Returns
    -------
    Finding
    """
    from course_utils.plots.fonts import korean_font as family  # noqa: PLC0415 - loads matplotlib

    name = family()
    return Finding(words.FONT, same(name)) if name else Finding(words.FONT, words.NOT_FOUND, words.GET_FONT, needed=False)


def photos(name: str) -> Finding:
    """Find out whether a real data set is on this machine.

    Parameters
    ----------
    name : str, a key of PHOTOS

    Returns
    -------
    Finding
    """
    from course_utils.data.load import at_hand  # noqa: PLC0415 - loads numpy
    from course_utils.data.registry import find  # noqa: PLC0415 - likewise

    known, called = find(name), words.DATA.fill(name=PHOTOS[name])
    try:
        place = at_hand(known)
    except FileNotFoundError:
        return Finding(called, same(f"COURSE_DATA={os.environ.get('COURSE_DATA')}"), words.NO_SUCH_FOLDER)
    if place:
        return Finding(called, same(_short(Path(place))))
    if not known.real.files:
        return Finding(called, words.DRAWN_DATA, words.PUT_DATA.fill(folder=known.real.folder_names[0]), needed=False)
    megabytes = round(known.real.bytes / 1e6)
    return Finding(called, words.DRAWN_DATA, words.GET_DATA.fill(command=name, megabytes=megabytes), needed=False)


def weights() -> Finding:
    """Find out whether ImageNet's weights of the lessons' backbone are on this machine.

    Returns
    -------
    Finding
    """
    from course_utils.backbones.catalogue import known  # noqa: PLC0415 - no other row needs them
    from course_utils.backbones.load import weights_at_hand  # noqa: PLC0415 - likewise

    network = known(BACKBONE)
    called = words.WEIGHTS.fill(name=network.title)
    try:
        place = weights_at_hand(BACKBONE)
    except FileNotFoundError:
        return Finding(called, same(f"COURSE_DATA={os.environ.get('COURSE_DATA')}"), words.NO_SUCH_FOLDER)
    if place:
        return Finding(called, same(_short(place)))
    return Finding(called, words.OWN_BACKBONE, words.GET_WEIGHTS.fill(megabytes=network.megabytes), needed=False)


def progress_is_kept() -> Finding:
    """Find out whether progress can be written down.

    Returns
    -------
    Finding
    """
    path = progress_file.location()
    nearest = next(place for place in (path, *path.parents) if place.exists())
    mend = None if os.access(nearest, os.W_OK) else words.MOVE_PROGRESS
    return Finding(words.PROGRESS, same(_short(path)), mend)


def _short(path: Path) -> str:
    """Write a path the way people say it, with ~ for their home."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
