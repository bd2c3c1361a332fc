"""What protects the outside from submissions here, found out by trying."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from autograder.kernels import groups
from autograder.kernels.bubblewrap import SERVER, Walls, command, find_walls
from autograder.kernels.leftovers import WorkFolder
from autograder.kernels.servers import prepare
from autograder.kernels.surroundings import environment

State: TypeAlias = Literal["active", "missing", "unused"]
PROBE_LIMIT = 60.0  # seconds on a busy machine
INSTALL = "bubblewrap is not installed. Run `bash scripts/install_system_packages.sh bubblewrap`."
USER_NAMESPACES = (
    "the system lets this user make no user namespaces: ask for `sysctl kernel.unprivileged_userns_clone=1` (Debian), an AppArmor profile "
    "that lets bwrap make them (Ubuntu), or, in a container, one started with `--security-opt seccomp=unconfined`."
)


@dataclass(frozen=True)
class Layer:
    """One thing that protects.

    Attributes
    ----------
    name : str
    state : "active", "missing", or "unused" (not needed, or not there and made up for)
    why : str
        What it does, or what is missing and what to do.
    """

    name: str
    state: State
    why: str


@dataclass(frozen=True)
class Protection:
    """All layers.

    Attributes
    ----------
    layers : tuple of Layer
    best : "warm", "cold" or "none"
        The best kind of sandbox that can be opened here.
    trouble : str
        What keeps submissions from being shut in; empty where nothing does.
    """

    layers: tuple[Layer, ...]
    best: Literal["warm", "cold", "none"]
    trouble: str = ""


@cache
def protection() -> Protection:
    """Find out once per process what protects the outside here.

    Returns
    -------
    Protection
    """
    walls = find_walls()
    if walls is None:
        return Protection((Layer("bubblewrap", "missing", INSTALL), *_outer()), "none", INSTALL)
    version = subprocess.run([walls.bwrap, "--version"], check=False, capture_output=True, text=True).stdout.strip()  # noqa: S603 - found by us
    first = Layer("bubblewrap", "active", f"{version}: a read-only system, without home, course or network")
    try:
        said = _probe(walls)
    except (OSError, RuntimeError, ValueError, subprocess.SubprocessError) as error:
        trouble = f"bubblewrap cannot open a sandbox ({error}): {USER_NAMESPACES}"
        return Protection((first, Layer("namespaces", "missing", trouble), *_outer()), "none", trouble)
    warm = not said["nested"]
    return Protection((first, *_inner(said, walls), *_outer()), "warm" if warm else "cold")


def _probe(walls: Walls) -> dict[str, str]:
    folder = WorkFolder()
    try:
        prepare(folder.path / "1", {}, {}, walls.user)
        program = [sys.executable, "-P", "-S", f"{SERVER}/probe.py", str(walls.user or "")]
        line = command(walls, folder.path, program, environment())
        ran = subprocess.run(line, check=False, capture_output=True, text=True, timeout=PROBE_LIMIT)  # noqa: S603 - our own command
        if ran.returncode:
            raise OSError(ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else f"it ended with {ran.returncode}")
        return {str(name): str(trouble) for name, trouble in json.loads(ran.stdout).items()}
    finally:
        folder.close()


def _inner(said: dict[str, str], walls: Walls) -> list[Layer]:
    own = "each process group sees only itself: processes, mounts, network, shared memory, host name"
    cold = f"kernels start cold, some ten seconds later each: {said['nested']}"
    layers = [
        Layer("namespaces", "active", own),
        Layer("network", "active", "no route anywhere; the machine's loopback and abstract sockets are invisible"),
        _layer("warm forks", said["nested"], "each submission is a fork in namespaces of its own", cold),
        _layer("rlimits", said["rlimits"], "memory, processes, sizes of files, open files"),
        _layer("seccomp", said["seccomp"], "calls to the system that no lesson needs are refused, new namespaces among them"),
    ]
    if walls.user is None:
        return [*layers, Layer("unprivileged user", "unused", "the grader is no root, and so is nothing inside")]
    return [*layers, _layer("unprivileged user", said["user"], f"the grader is root; inside, everything is user {walls.user // 1000}xxx")]


def _layer(name: str, trouble: str, does: str, without: str = "") -> Layer:
    return Layer(name, "missing", without or trouble) if trouble else Layer(name, "active", does)


def _outer() -> list[Layer]:
    base = groups.find_base()
    made_up = "limits and the watchdog stand in; for groups, run `systemd-run --user --scope petals grade …`"
    group = Layer("cgroup", "unused", f"this user may make no control groups: {made_up}")
    if base is not None:
        counted = " and ".join(name for name, folder in (("memory", base.memory), ("processes", base.pids)) if folder)
        group = Layer("cgroup", "active", f"version {base.version}: the system itself counts {counted} of each submission")
    watches = Path("/proc/self/status").exists()
    watch = Layer("watchdog", "active" if watches else "missing", "memory, processes and files, looked at twenty times a second")
    return [group, watch]
