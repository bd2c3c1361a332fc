"""From a fork of the server to a kernel: its namespaces, their first process, the kernel itself. Runs inside the sandbox."""

import os
import socket
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

import kernel
import namespaces as ns
import naming
import rooms


def isolate(request: dict[str, Any], _user: int | None) -> NoReturn:
    """Enter namespaces of the submission's own, fork their first process, and end as it ends.

    Parameters
    ----------
    request : dict
    """

    def work() -> int:
        ns.die_with_parent()
        ns.limit(ns.resource.RLIMIT_NPROC, request["processes"])  # counted per namespace, from here on
        ns.enter_own_namespaces()
        first = os.fork()
        if not first:
            _leave(lambda: _first_process(request))
        ns.undumpable()
        _, status = os.waitpid(first, 0)
        return os.waitstatus_to_exitcode(status)

    _leave(work)


def serve_one(request: dict[str, Any], user: int | None) -> NoReturn:
    """Run the kernel in the sandbox itself, where it cannot have namespaces of its own.

    Parameters
    ----------
    request : dict
    user : int, optional
        What to become first.
    """

    def work() -> int:
        if user is not None:
            ns.step_down(user)
        ns.die_with_parent()  # after stepping down, which would undo it
        ns.adopt_orphans()
        rooms.move_in(request)
        ns.limit(ns.resource.RLIMIT_NPROC, request["processes"])
        return _attend(request, lambda: None)

    _leave(work)


def _first_process(request: dict[str, Any]) -> int:
    """Be process 1: furnish the rooms, start the kernel, collect orphans; all ends with this process."""
    ns.die_with_parent()
    rooms.furnish(request)
    return _attend(request, rooms.lock_sockets)


def _attend(request: dict[str, Any], lock: Callable[[], None]) -> int:
    """Start the kernel, lock its sockets once they are bound, give up all powers, and wait for its end."""
    naming.look_like_a_kernel(rooms.CONNECTION)
    ours, theirs = socket.socketpair()
    process = os.fork()
    if not process:
        ours.close()
        _leave(lambda: _kernel(request, theirs))
    theirs.close()
    ns.undumpable()
    if ours.recv(1):
        lock()
        ns.give_up_powers()
        ours.sendall(b"l")
    ours.close()
    ended = status = 0
    while ended != process:
        ended, status = os.wait()
    return os.waitstatus_to_exitcode(status)


def _kernel(request: dict[str, Any], gate: socket.socket) -> int:
    try:
        kernel.become_kernel(request, gate)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    return 0


def _leave(work: Callable[[], int]) -> NoReturn:
    """Do something and end this process with it, whatever happens: it must not go on as a second server."""
    code = 1
    try:
        code = work()
    except BaseException:  # noqa: BLE001 - as above
        traceback.print_exc()
    finally:
        os._exit(code & 0xFF if code >= 0 else 128 - code)
