"""Tries what a fork needs, one layer after the other. Runs inside the sandbox. Usage: probe.py USER, where USER may be empty.

Prints a JSON object: layer to an empty string, or to what went wrong. Standard library only.
"""

import json
import os
import sys
from collections.abc import Callable

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - this folder, for these imports only

import calls
import namespaces as ns
import rooms

sys.path.pop(0)


def attempt(layer: Callable[[], None]) -> str:
    """Try one layer in a process of its own.

    Parameters
    ----------
    layer : callable

    Returns
    -------
    str
        Empty, or what went wrong.
    """
    read, written = os.pipe()
    process = os.fork()
    if not process:
        try:
            layer()
        except BaseException as error:  # noqa: BLE001 - it is said
            os.write(written, (str(error) or type(error).__name__).encode())
        finally:
            os._exit(0)
    os.close(written)
    with os.fdopen(read, "rb") as said:
        trouble = said.read().decode()
    _, status = os.waitpid(process, 0)
    return trouble or (f"ended with {status}" if status else "")


def nested() -> None:
    """Do what a warm fork does until its kernel would start."""
    ns.enter_own_namespaces()
    inner = attempt(lambda: rooms.furnish({"id": "1", "disk_bytes": 1 << 20, "covered": {}}))
    if inner:
        raise OSError(inner)


def limits() -> None:
    """Set a limit and meet it."""
    ns.limit(ns.resource.RLIMIT_FSIZE, 0)
    ns.limit(ns.resource.RLIMIT_NPROC, 64)


def powers() -> None:
    """Give up all powers, then have calls refused."""
    ns.give_up_powers()
    if not calls.program():
        raise OSError(f"no filter is known for {os.uname().machine}")
    ns.refuse_calls(calls.program())
    try:
        os.unshare(ns.NEW_USER) if hasattr(os, "unshare") else ns.enter_own_namespaces()
    except OSError:
        return
    raise OSError("a refused call went through")


def main() -> None:
    """Try all layers and print what came of it."""
    said = {}
    if sys.argv[1]:
        ns.mount("proc", "/proc", ns.QUIET | ns.NO_EXECUTION)
        ns.step_down(int(sys.argv[1]))
        said["user"] = "" if os.getuid() == int(sys.argv[1]) else "still root"
    said |= {"nested": attempt(nested), "rlimits": attempt(limits), "seccomp": attempt(powers)}
    print(json.dumps(said))  # noqa: T201 - the outside reads it


if __name__ == "__main__":
    main()
