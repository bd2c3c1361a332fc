"""A process that imports what is wanted once, and forks a kernel for each submission. Runs inside the sandbox.

Usage: server.py CONTROL OPTIONS. CONTROL is the file descriptor of a socket to the outside: one JSON object per line each way.
OPTIONS is a JSON object: "lessons", whether to import what lessons import; "nested", whether each fork has namespaces of its own;
"user", an unprivileged user id to become where the sandbox was opened by root, else null.
"""

import gc
import json
import os
import socket
import sys
import time
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - this folder, for these imports only

import forks
import namespaces as ns
import preloading

sys.path.pop(0)


def serve(control: socket.socket, options: dict[str, Any], given: dict[str, str]) -> None:
    """Fork a kernel for each request, and tell how it ended, one after the other.

    Parameters
    ----------
    control : socket
    options : dict
    given : dict of str to str
        The environment of every fork.
    """
    become = forks.isolate if options["nested"] else forks.serve_one
    lines = control.makefile("rb")
    for line in lines:
        if not line.strip():
            continue  # the outside's leave to go on, for a process that was ended before it heard it
        process = os.fork()
        if not process:
            if not control.recv(1):  # the outside has put this process where its use is counted
                os._exit(1)
            lines.close()
            control.close()
            os.environ.clear()
            os.environ.update(given)  # what imports left in it would tell a warm kernel from a cold one
            become(json.loads(line), options["user"])
        say(control, {"started": process})
        _, status = os.waitpid(process, 0)
        say(control, {"ended": os.waitstatus_to_exitcode(status)})


def say(control: socket.socket, words: dict[str, Any]) -> None:
    """Send one line."""
    control.sendall(json.dumps(words).encode() + b"\n")


def main() -> None:
    """Import, say so, and serve until the outside hangs up."""
    began, given = time.monotonic(), dict(os.environ)
    control = socket.socket(fileno=int(sys.argv[1]))
    control.set_inheritable(False)
    options = json.loads(sys.argv[2])
    if options["user"] is not None and options["nested"]:
        ns.mount("proc", "/proc", ns.QUIET | ns.NO_EXECUTION)  # over the sandbox's own, parts of which root finds covered
        ns.step_down(options["user"])
    preloading.without_debugger()
    preloading.quick_tracebacks()
    missing = preloading.preload(preloading.KERNEL + (preloading.LESSONS if options["lessons"] else ()))
    if options["lessons"] and not missing:
        preloading.draw_once()
    gc.collect()
    gc.freeze()  # a fork's garbage collector would otherwise touch, and so copy, every page
    ns.undumpable()
    say(control, {"ready": time.monotonic() - began, "missing": missing, "threads": len(os.listdir("/proc/self/task"))})  # noqa: PTH208
    serve(control, options, given)


if __name__ == "__main__":
    main()
