"""The command that shuts a process in: what of the system it sees, and nothing else."""

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

INSIDE = Path(__file__).parent / "inside"
COURSE = "/opt/petals/course"  # where the sandbox has course_utils
SERVER = "/opt/petals/inside"
RUN = "/run/petals"  # the one folder that both sides write: connection files and sockets
UNPRIVILEGED = 64_000  # a user id that owns nothing
SYSTEM = ("/usr", "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives", "/etc/localtime", "/etc/ssl/openssl.cnf")
USUAL_LINKS = ("bin", "lib", "lib32", "lib64", "sbin")


@dataclass(frozen=True)
class Walls:
    """How a sandbox is opened here.

    Attributes
    ----------
    bwrap : str
        Path of the program.
    root : bool
        Opened by root: no user namespace around it, and its processes become an unprivileged user.
    """

    bwrap: str
    root: bool

    @property
    def user(self) -> int | None:
        """The unprivileged user id that processes inside become, if they have to."""
        return UNPRIVILEGED if self.root else None


def find_walls() -> Walls | None:
    """Look for bubblewrap.

    Returns
    -------
    Walls, or None where it is not installed
    """
    bwrap = shutil.which("bwrap")
    return Walls(bwrap, os.geteuid() == 0) if bwrap else None


def command(walls: Walls, run: Path, program: Iterable[str], environment: Mapping[str, str], data: Path | None = None) -> list[str]:
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
    data : Path, optional
        A folder of data sets, read-only at the same path.

    Returns
    -------
    list of str
    """
    shown = {path: path for path in (*SYSTEM, *pythons(), *([str(data)] if data else []))} | course() | {SERVER: str(INSIDE)}
    line = [walls.bwrap, "--die-with-parent", "--new-session", "--clearenv"]
    line += ["--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "jupyter"]
    if walls.root:
        line += [part for name in ("SETUID", "SETGID", "SYS_ADMIN") for part in ("--cap-add", f"CAP_{name}")]
    else:
        line += ["--unshare-user"]
    for folder in _ancestors([*shown, RUN]):
        line += ["--perms", "0755", "--dir", folder]  # left to itself, bwrap makes them for its own user only
    for name in USUAL_LINKS:
        if (link := Path("/", name)).is_symlink():
            line += ["--symlink", os.readlink(link), str(link)]
        elif link.is_dir():
            line += ["--ro-bind", str(link), str(link)]
    line += [part for place, path in shown.items() for part in ("--ro-bind-try", path, place)]
    line += ["--proc", "/proc", "--dev", "/dev"]
    line += [part for folder in ("/tmp", "/home", "/dev/shm") for part in ("--perms", "1777", "--tmpfs", folder)]  # noqa: S108 - inside
    line += ["--bind", str(run), RUN, "--chdir", "/"]
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


def course() -> dict[str, str]:
    """Say where the sandbox has course_utils, and what it needs beside it: place inside to path outside."""
    spec = find_spec("course_utils")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("course_utils is not installed here: run `make test` or `pip install -e .` first.")
    package = Path(spec.submodule_search_locations[0])
    shown = {f"{COURSE}/course_utils": str(package)}
    registry = package.parent / "datasets" / "registry.toml"
    return shown | ({f"{COURSE}/datasets/registry.toml": str(registry)} if registry.is_file() else {})


def _ancestors(places: Iterable[str]) -> list[str]:
    found = {str(folder) for place in places for folder in Path(place).parents if str(folder) != "/"}
    return sorted(found - {"/usr", "/tmp", "/home", "/dev", "/proc"}, key=lambda folder: (folder.count("/"), folder))
