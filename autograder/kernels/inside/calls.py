"""What a submission may not ask of the system at all: a seccomp filter. Runs inside the sandbox; standard library only.

Namespaces and limits leave holes that only this closes: vsock sockets reach the machine's host, keyrings and memory files (memfd,
System V) belong to no file system whose size is bounded, and each new part of the system's interface is one more to trust.

seccomp(2); the filter is classic BPF over struct seccomp_data { int nr; u32 arch; u64 ip; u64 args[6]; }.
"""

import errno
import platform
import socket
import struct

# Numbers per architecture: (x86_64, aarch64), from asm/unistd_64.h and asm-generic/unistd.h; both share those from 424 on.
REFUSED = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "bpf": (321, 280),
    "fanotify_init": (300, 262),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "kcmp": (312, 272),
    "keyctl": (250, 219),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "mq_open": (240, 180),
    "msgget": (68, 186),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "pivot_root": (155, 41),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "request_key": (249, 218),
    "sched_setaffinity": (203, 122),  # each submission keeps to its own cores, so that others are not starved
    "semget": (64, 190),
    "setns": (308, 268),
    "shmget": (29, 194),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
}
_CLONE, _CLONE3, _SOCKET = (56, 220), (435, 435), (41, 198)
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_OTHER_NUMBERS = 0x40000000  # x86_64's second set of numbers (x32)
_NEW_NAMESPACES = 0x7E020000  # all CLONE_NEW… that clone takes
FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK)  # netlink: getaddrinfo asks which addresses there are

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16


def program() -> bytes:
    """Write the filter for this machine.

    Returns
    -------
    bytes
        struct sock_filter after struct sock_filter; empty for an architecture it does not know.
    """
    if platform.machine() not in _ARCHITECTURES:
        return b""
    column, architecture = _ARCHITECTURES[platform.machine()]
    lines = [
        _line(_LOAD, _ARCHITECTURE),
        _line(_JUMP_EQUAL, architecture, 1, 0),
        _line(_RETURN, _KILL),
        _line(_LOAD, _NUMBER),
        _line(_JUMP_AT_LEAST, _OTHER_NUMBERS, 0, 1),
        _line(_RETURN, _REFUSE | errno.ENOSYS),
        _line(_JUMP_EQUAL, _CLONE3[column], 0, 1),
        _line(_RETURN, _REFUSE | errno.ENOSYS),  # its flags lie in memory, out of a filter's sight; the C library then uses clone
    ]
    for numbers in REFUSED.values():
        lines += [_line(_JUMP_EQUAL, numbers[column], 0, 1), _line(_RETURN, _REFUSE | errno.EPERM)]
    lines += [
        _line(_JUMP_EQUAL, _CLONE[column], 0, 4),
        _line(_LOAD, _FIRST_ARGUMENT),
        _line(_JUMP_ANY_BIT, _NEW_NAMESPACES, 0, 1),
        _line(_RETURN, _REFUSE | errno.EPERM),
        _line(_RETURN, _ALLOW),
        _line(_JUMP_EQUAL, _SOCKET[column], 0, 3 + len(FAMILIES)),
        _line(_LOAD, _FIRST_ARGUMENT),
        *(_line(_JUMP_EQUAL, family, len(FAMILIES) - place, 0) for place, family in enumerate(FAMILIES)),
        _line(_RETURN, _REFUSE | errno.EAFNOSUPPORT),
        _line(_RETURN, _ALLOW),
        _line(_RETURN, _ALLOW),
    ]
    return b"".join(lines)


def _line(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
