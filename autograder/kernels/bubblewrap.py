"""The command that shuts a process in: what of the system it sees, and nothing else."""

import os
import secrets
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from autograder.kernels.limits import MIB

INSIDE = Path(__file__).parent / "inside"
HOME = "/home/student"
TEMPORARY = "/tmp"  # noqa: S108 - the sandbox's
COURSE = "/opt/petals/course"  # where the sandbox has course_utils
SERVER = "/opt/petals/inside"
PYTHONS = "/opt/petals/pythons"
RUN = "/run/petals"  # the one folder that both sides write: connection files and sockets
UNPRIVILEGED = range(64_000, 65_000)  # user ids that own nothing; one for each sandbox, since some limits count per user
STUDENT = 1_000  # the user id that students see as theirs
SYSTEM = ("/usr", "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives", "/etc/localtime", "/etc/ssl/openssl.cnf")
USUAL_LINKS = ("bin", "lib", "lib32", "lib64", "sbin")


@dataclass(frozen=True)
class Walls:
    """How a sandbox is opened here.

    Attributes
    ----------
    bwrap : str
        Path of the program.
    user : int or None
        Opened by root: no user namespace around it, and its processes become this unprivileged user.
    nested : bool
        Each kernel can have namespaces of its own inside.
    """

    bwrap: str
    user: int | None
    nested: bool = True


def find_walls(*, nested: bool = True) -> Walls | None:
    """Look for bubblewrap.

    Parameters
    ----------
    nested : bool
        Whether each kernel is to have namespaces of its own inside.

    Returns
    -------
    Walls, or None where it is not installed
    """
    bwrap = shutil.which("bwrap")
    user = UNPRIVILEGED[secrets.randbelow(len(UNPRIVILEGED))] if os.geteuid() == 0 else None
    return Walls(bwrap, user, nested) if bwrap else None


def command(
    walls: Walls,
    run: Path,
    program: Iterable[str],
    environment: Mapping[str, str],
    *,
    shown: Mapping[str, Path] | None = None,
    disk_bytes: int = 64 * MIB,
) -> list[str]:
    """Write the command line of a sandbox.

    Parameters
    ----------
    walls : Walls
    run : Path
        A folder of the outside that appears as /run/petals, writable.
    program : iterable of str
        What to run inside, with its arguments.
    environment : mapping of str to str
        All of it; nothing is inherited.
    shown : mapping of place inside to path outside, optional
        Folders to show besides, read-only.
    disk_bytes : int
        Size of each folder in memory that can be written.

    Returns
    -------
    list of str
    """
    twice = {second: Path(place) for second, place in covered().items()}
    shown = {path: Path(path) for path in (*SYSTEM, *pythons())} | twice | course() | {SERVER: INSIDE} | dict(shown or {})
    line = [walls.bwrap, "--die-with-parent", "--new-session", "--clearenv"]
    line += ["--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "jupyter"]
    if walls.user is not None:
        line += [part for name in ("SETUID", "SETGID", "SYS_ADMIN") for part in ("--cap-add", f"CAP_{name}")]
    else:
        line += ["--unshare-user", "--uid", str(STUDENT), "--gid", str(STUDENT)]
    line += ["--perms", "1777", "--size", str(disk_bytes), "--tmpfs", TEMPORARY]
    for folder in _ancestors([*shown, RUN, f"{HOME}/any"]):
        line += ["--perms", "0755", "--dir", folder]  # left to itself, bwrap makes them for its own user only
    for name in USUAL_LINKS:
        if (link := Path("/", name)).is_symlink():
            line += ["--symlink", str(link.readlink()), str(link)]
        elif link.is_dir():
            line += ["--ro-bind", str(link), str(link)]
    line += [part for place, path in shown.items() for part in ("--ro-bind-try", str(path), place)]
    line += [part for folder in hidden() for part in ("--tmpfs", folder, "--remount-ro", folder)]
    line += ["--proc", "/proc", "--dev", "/dev"]
    for folder in ("/dev/shm", *([] if walls.nested else [HOME])):  # noqa: S108 - the sandbox's
        line += ["--perms", "1777", "--size", str(disk_bytes), "--tmpfs", folder]
    line += ["--bind", str(run), RUN, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"]
    line += [part for name, value in environment.items() for part in ("--setenv", name, value)]
    return [*line, *program]


def pythons() -> list[str]:
    """List the folders that hold this interpreter, its standard library and its packages.

    Returns
    -------
    list of str, absolute, none inside another
    """
    found = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parents[1]}
    found |= {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib", "stdlib")}
    outermost = [path for path in found if not any(other != path and path.is_relative_to(other) for other in found)]
    return sorted(str(path) for path in outermost if not path.is_relative_to("/usr"))


def covered() -> dict[str, str]:
    """List those of `pythons` that a submission's own /tmp hides: they are shown a second time, to be put back in their place from there.

    Returns
    -------
    dict of second place to place
    """
    within = [path for path in pythons() if Path(path).is_relative_to(TEMPORARY)]
    return {f"{PYTHONS}/{number}": path for number, path in enumerate(within)}


def course() -> dict[str, Path]:
    """Say where the sandbox has course_utils, and what it needs beside it: place inside to path outside."""
    spec = find_spec("course_utils")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("course_utils is not installed here: run `make test` or `pip install -e .` first.")
    package = Path(spec.submodule_search_locations[0])
    shown = {f"{COURSE}/course_utils": package}
    registry = package.parent / "datasets" / "registry.toml"
    return shown | ({f"{COURSE}/datasets/registry.toml": registry} if registry.is_file() else {})


def hidden() -> list[str]:
    """List folders of this package that lie among the shown ones, as in an installed wheel: how grading works is not shown."""
    package = INSIDE.parents[1]
    return [str(package)] if any(package.is_relative_to(folder) for folder in (*pythons(), "/usr")) else []


def shown_with(folder: Path) -> str:
    """Say which folder that every sandbox shows holds this one.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    str
        Empty if none does.
    """
    return next((place for place in ("/usr", *pythons()) if folder.resolve().is_relative_to(place)), "")


def _ancestors(places: Iterable[str]) -> list[str]:
    found = {str(folder) for place in places for folder in Path(place).parents if str(folder) != "/"}
    return sorted(found - {"/usr", TEMPORARY, "/dev", "/proc"}, key=lambda folder: (folder.count("/"), folder))
