"""What Linux offers to shut a process in: namespaces, mounts, capabilities. Runs inside the sandbox; standard library only.

Man pages: unshare(2), user_namespaces(7), pid_namespaces(7), mount(2), prctl(2), capabilities(7).
"""

import ctypes
import os
import resource

_LIBC = ctypes.CDLL(None, use_errno=True)

NEW_USER, NEW_PID, NEW_MOUNT, NEW_IPC, NEW_NET, NEW_UTS = 0x10000000, 0x20000000, 0x00020000, 0x08000000, 0x40000000, 0x04000000
READ_ONLY, NO_SUID, NO_DEVICES, NO_EXECUTION, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
QUIET = NO_SUID | NO_DEVICES

_PARENT_DEATH_SIGNAL, _SET_DUMPABLE, _SECCOMP, _DROP_FROM_BOUNDING_SET, _SUBREAPER, _NO_NEW_PRIVILEGES = 1, 4, 22, 24, 36, 38
_FILTER = 2
_LAST_CAPABILITY = 63
_CAPABILITY_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_char_p))


def _done(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def mount(kind: str, place: str, flags: int, options: str = "", *, source: str = "none") -> None:
    """Mount a file system.

    Parameters
    ----------
    kind : str
        "tmpfs", "proc", or empty for bind mounts and changes of flags.
    place : str
        An existing folder.
    flags : int
    options : str
    source : str

    Raises
    ------
    OSError
    """
    _done(_LIBC.mount(source.encode(), place.encode(), kind.encode() or None, flags, options.encode() or None), f"mount {place}")


def undumpable() -> None:
    """Keep other processes of this user from tracing this one or reading its memory."""
    _done(_LIBC.prctl(_SET_DUMPABLE, 0, 0, 0, 0), "prctl")


def die_with_parent() -> None:
    """Have the system end this process when its parent ends."""
    _done(_LIBC.prctl(_PARENT_DEATH_SIGNAL, 9, 0, 0, 0), "prctl")


def adopt_orphans() -> None:
    """Have what lost its parent among this process's descendants become its own child, instead of process 1's."""
    _done(_LIBC.prctl(_SUBREAPER, 1, 0, 0, 0), "prctl")


def enter_own_namespaces() -> None:
    """Leave all namespaces that may be left; the next child is process 1 of its own.

    Raises
    ------
    OSError
        Where the system does not allow it.
    """
    user, group = os.getuid(), os.getgid()
    _done(_LIBC.prctl(_SET_DUMPABLE, 1, 0, 0, 0), "prctl")  # who cannot be traced may not write its own map
    _done(_LIBC.unshare(NEW_USER | NEW_PID | NEW_MOUNT | NEW_IPC | NEW_NET | NEW_UTS), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", f"1000 {user} 1"), ("gid_map", f"1000 {group} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123 - pathlib is not loaded here
            file.write(text)


def give_up_powers() -> None:
    """Drop every capability for good, and gain none by executing a program.

    Capabilities are a thread's own: call this before any other thread is started.
    """
    _done(_LIBC.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0), "prctl")
    for capability in range(_LAST_CAPABILITY + 1):
        _LIBC.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)  # those this kernel does not know are refused
    _done(_LIBC.capset(ctypes.byref(_Header(_CAPABILITY_VERSION_3, 0)), (_Sets * 2)()), "capset")


def refuse_calls(program: bytes) -> None:
    """Have the system refuse calls to it for good, in this thread and all that it starts.

    Parameters
    ----------
    program : bytes
        A seccomp filter; nothing happens if it is empty.

    Raises
    ------
    OSError
        Where the system has no filters.
    """
    if program:
        filtered = _Program(len(program) // 8, program)
        _done(_LIBC.prctl(_SECCOMP, _FILTER, ctypes.byref(filtered), 0, 0), "prctl")


def step_down(user: int) -> None:
    """Become an unprivileged user for good.

    Parameters
    ----------
    user : int
        User and group id.
    """
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def limit(kind: int, most: int) -> None:
    """Set a resource limit for good; it never rises.

    Parameters
    ----------
    kind : int, resource.RLIMIT_…
    most : int
    """
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))
