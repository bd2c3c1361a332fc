"""A submission's own rooms: fresh folders in memory, gone with it. Runs inside the sandbox; standard library only."""

import os
from typing import Any

import namespaces as ns

HOME = "/home/student"
SOCKETS = "/tmp/k"  # noqa: S108 - in a private tmpfs; short, as a socket's path must be
CONNECTION = f"{SOCKETS}/connection.json"
RUN = "/run/petals"
_KEPT = ("home", "tmp", "shm")  # in one file system, so that one size bounds them all


def furnish(request: dict[str, Any]) -> None:
    """Mount fresh folders over everything that can be written, and put the submission's files into its home.

    Parameters
    ----------
    request : dict
        "id": the folder below /run/petals with the folders "k" (connection file) and "files"; "disk_bytes"; "covered": where folders
        of Python's lie a second time, to the places below /tmp where they are looked for.

    Raises
    ------
    OSError
    """
    ns.mount("", "/", ns.RECURSIVE | ns.PRIVATE)
    ns.mount("tmpfs", HOME, ns.QUIET, f"size={request['disk_bytes']},nr_inodes=100k,mode=755")
    for name in _KEPT:
        os.mkdir(f"{HOME}/{name}")  # noqa: PTH102 - pathlib is not loaded here
    for name, place in (("tmp", "/tmp"), ("shm", "/dev/shm")):  # noqa: S108 - mount points
        os.chmod(f"{HOME}/{name}", 0o1777)  # noqa: PTH101, S103 - as these folders are everywhere
        bind(f"{HOME}/{name}", place)
    for second, place in request["covered"].items():
        os.makedirs(place)  # noqa: PTH103
        ns.mount("", place, ns.BIND, source=second)
        ns.mount("", place, ns.REMOUNT | ns.BIND | ns.READ_ONLY | ns.QUIET)
    os.mkdir(SOCKETS)  # noqa: PTH102
    bind(f"{RUN}/{request['id']}/k", SOCKETS)
    copy_files(f"{RUN}/{request['id']}/files", f"{HOME}/home")
    bind(f"{HOME}/home", HOME)  # hides its two neighbours
    ns.mount("tmpfs", "/run", ns.QUIET, "size=64k,mode=755")
    ns.mount("", "/run", ns.REMOUNT | ns.BIND | ns.READ_ONLY | ns.QUIET)
    ns.mount("proc", "/proc", ns.QUIET | ns.NO_EXECUTION)
    os.chdir(HOME)


def bind(source: str, place: str) -> None:
    """Show a folder in another place too."""
    ns.mount("", place, ns.BIND, source=source)
    ns.mount("", place, ns.REMOUNT | ns.BIND | ns.QUIET)


def move_in(request: dict[str, Any]) -> None:
    """Use the sandbox's own folders, where no others can be mounted: the sandbox serves this one submission.

    Parameters
    ----------
    request : dict
        As for `furnish`.

    Raises
    ------
    OSError
    """
    copy_files(f"{RUN}/{request['id']}/files", HOME)
    os.symlink(f"{RUN}/{request['id']}/k", SOCKETS)  # noqa: PTH211
    os.chdir(HOME)


def copy_files(source: str, target: str) -> None:
    """Copy a folder's files and folders into another; links do not occur."""
    with os.scandir(source) as entries:
        for entry in entries:
            place = f"{target}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                os.mkdir(place)  # noqa: PTH102
                copy_files(entry.path, place)
            else:
                with open(entry.path, "rb") as read, open(place, "wb") as written:  # noqa: PTH123
                    while block := read.read(1 << 20):
                        written.write(block)


def lock_sockets() -> None:
    """Make the folder of the sockets read-only: it is the one place that the outside shares."""
    ns.mount("", SOCKETS, ns.REMOUNT | ns.BIND | ns.READ_ONLY | ns.QUIET | ns.NO_EXECUTION)
