"""A submission's own rooms: fresh folders in memory, gone with it. Runs inside the sandbox; standard library only."""

import base64
import os
from typing import Any

import namespaces as ns

HOME = "/home/student"
SOCKETS = "/tmp/k"  # noqa: S108 - in a private tmpfs; short, as a socket's path must be
RUN = "/run/petals"


def furnish(request: dict[str, Any]) -> None:
    """Mount fresh folders over everything that can be written, and put the submission's files into its home.

    Parameters
    ----------
    request : dict
        "id": the folder below /run/petals with the connection file; "disk_bytes"; "files": path to base64.

    Raises
    ------
    OSError
    """
    ns.mount("", "/", ns.RECURSIVE | ns.PRIVATE)
    size = f"size={request['disk_bytes']},nr_inodes=100k"
    ns.mount("tmpfs", "/tmp", ns.QUIET, f"{size},mode=1777")  # noqa: S108 - the mount point
    os.mkdir(SOCKETS)  # noqa: PTH102 - pathlib is not loaded here
    ns.mount("", SOCKETS, ns.BIND, source=f"{RUN}/{request['id']}")
    ns.mount("tmpfs", "/run", ns.QUIET, "size=64k,mode=755")
    ns.mount("tmpfs", "/home", ns.QUIET, f"{size},mode=755")
    ns.mount("tmpfs", "/dev/shm", ns.QUIET, f"{size},mode=1777")  # noqa: S108 - the mount point
    ns.mount("proc", "/proc", ns.QUIET | ns.NO_EXECUTION)
    os.makedirs(HOME)  # noqa: PTH103
    os.chdir(HOME)
    for name, data in request["files"].items():
        if folder := os.path.dirname(name):  # noqa: PTH120
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        with open(name, "wb") as file:  # noqa: PTH123
            file.write(base64.b64decode(data))


def lock_sockets() -> None:
    """Make the folder of the sockets read-only: it is the one place that the outside shares."""
    ns.mount("", SOCKETS, ns.REMOUNT | ns.BIND | ns.READ_ONLY | ns.QUIET | ns.NO_EXECUTION)
