"""A process that has imported what lessons import, and forks a kernel for each submission. Runs inside the sandbox.

Usage: server.py CONTROL [USER]. CONTROL is the file descriptor of a socket to the outside: one JSON object per line each way.
USER is an unprivileged user id to become, where the sandbox was opened by root.
"""

import gc
import importlib
import json
import os
import socket
import sys
import time
import traceback
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - this folder, for these imports only

import kernel
import namespaces as ns
import rooms

sys.path.pop(0)

PRELOADED = (
    "numpy",
    "tensorflow",
    "keras",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "sklearn.datasets",
    "sklearn.linear_model",
    "seaborn",
    "ipywidgets",
    "anywidget",
    "PIL.Image",
    "IPython",
    "ipykernel.kernelapp",
    "ipykernel.inprocess",
    "course_utils",
    "course_utils.checking.probe",
    "course_utils.checking.notebook",
    "course_utils.plots",
    "course_utils.explorers",
    "course_utils.nn",
    "course_utils.data",
)


def preload() -> list[str]:
    """Import what lessons import, so that a fork has it; give the names of those that are not installed."""
    missing = []
    for name in PRELOADED:
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    return missing


def serve(control: socket.socket) -> None:
    """Fork a kernel for each request, and tell how it ended, one after the other.

    Parameters
    ----------
    control : socket
    """
    for line in control.makefile("rb"):
        request = json.loads(line)
        process = os.fork()
        if not process:
            isolate(control, request)
        say(control, {"started": process})
        _, status = os.waitpid(process, 0)
        say(control, {"ended": os.waitstatus_to_exitcode(status)})


def say(control: socket.socket, words: dict[str, Any]) -> None:
    """Send one line."""
    control.sendall(json.dumps(words).encode() + b"\n")


def isolate(control: socket.socket, request: dict[str, Any]) -> None:
    """Enter namespaces of the submission's own, fork their first process, and end as it ends. Never returns."""
    code = 1
    try:
        ns.die_with_parent()
        ns.limit(ns.resource.RLIMIT_NPROC, request["processes"])  # counted per namespace, from here on
        ns.enter_own_namespaces()
        first = os.fork()
        if not first:
            init(control, request)
        ns.undumpable()
        _, status = os.waitpid(first, 0)
        code = os.waitstatus_to_exitcode(status)
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on as a second server
        traceback.print_exc()
    finally:
        os._exit(code & 0xFF if code >= 0 else 128 - code)


def init(control: socket.socket, request: dict[str, Any]) -> None:
    """Be process 1: furnish the rooms, start the kernel, collect orphans; all ends with this process. Never returns."""
    code = 1
    try:
        ns.die_with_parent()
        rooms.furnish(request)
        process = os.fork()
        if not process:
            control.close()
            run(request)
        control.close()
        ns.undumpable()
        ended = status = 0
        while ended != process:
            ended, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
    except BaseException:  # noqa: BLE001 - as above
        traceback.print_exc()
    finally:
        os._exit(code & 0xFF if code >= 0 else 128 - code)


def run(request: dict[str, Any]) -> None:
    """Be the kernel. Never returns."""
    try:
        kernel.become_kernel(request)
        os._exit(0)
    except SystemExit as leaving:
        os._exit(leaving.code if isinstance(leaving.code, int) else 1)
    except BaseException:  # noqa: BLE001 - as above
        os._exit(1)


def main() -> None:
    """Import, say so, and serve until the outside hangs up."""
    began = time.monotonic()
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    if len(sys.argv) > 2:  # noqa: PLR2004 - the optional second argument
        ns.mount("proc", "/proc", ns.QUIET | ns.NO_EXECUTION)  # over the sandbox's own, parts of which root finds covered
        ns.step_down(int(sys.argv[2]))
    missing = preload()
    gc.collect()
    gc.freeze()  # a fork's garbage collector would otherwise touch, and so copy, every page
    ns.undumpable()
    say(control, {"ready": time.monotonic() - began, "missing": missing, "threads": len(os.listdir("/proc/self/task"))})  # noqa: PTH208
    serve(control)


if __name__ == "__main__":
    main()
