"""Asks the system for what no submission needs: tracing, other namespaces, keyrings, rings, the clock, devices, core files."""

# %% [extra before:expose]
import ctypes
import os
import resource
import time

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
NUMBERS = {  # of x86_64
    "ptrace attach": (101, 16, 1), "process_vm_readv": (310, 1, buffer, 1, buffer, 1, 0), "pidfd_getfd": (438, 0, 0, 0),
    "unshare user": (272, 0x10000000), "setns": (308, 0, 0), "mount": (165, b"none", b"/tmp", b"tmpfs", 0, 0), "chroot": (161, b"/tmp"),
    "add_key": (248, b"user", b"a", b"b", 1, -3), "keyctl": (250, 0, -3, 0), "io_uring_setup": (425, 4, buffer), "userfaultfd": (323, 0),
    "perf_event_open": (298, buffer, 0, -1, -1, 0), "bpf": (321, 0, buffer, 128), "clock_settime": (227, 0, buffer),
    "settimeofday": (164, buffer, 0), "sethostname": (170, b"mine", 4), "kexec": (246, 0, 0, 0, 0), "reboot": (169, 0xFEE1DEAD, 672274793, 0),
    "swapon": (167, b"/tmp/x", 0), "iopl": (172, 3), "mknod": (133, b"/tmp/device", 0o60666, 0x0801), "setuid": (105, 0),
    "capset": (126, buffer, buffer), "memfd_create": (319, b"x", 0), "fanotify_init": (300, 0, 0), "open_by_handle_at": (304, -100, buffer, 0),
    "acct": (163, b"/tmp/x"), "quotactl": (179, 0x800002, 0, 0, buffer), "init_module": (175, buffer, 10, b""), "kcmp": (312, 1, 2, 0, 0, 0),
    "setdomainname": (171, b"mine", 4), "vhangup": (153,), "sched_setaffinity": (203, 0, 8, b"\xff" * 8), "syslog": (103, 3, buffer, 4096),
}
granted = [name for name, call in NUMBERS.items() if os.uname().machine == "x86_64" and libc.syscall(*call) >= 0]
for path in ("/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/1/oom_score_adj", "/proc/1/mem", "/proc/kcore", "/proc/kmsg", "/dev/mem",
             "/dev/kvm", "/dev/fuse", "/dev/net/tun", "/sys/kernel/uevent_helper", "/proc/1/environ", "/proc/1/root/", "/proc/1/cwd/", "/proc/1/fd/"):
    try:
        os.listdir(path) if path.endswith("/") else open(path, "r+b" if "environ" not in path else "rb").close()
        granted.append(path)
    except OSError:
        pass
for name in ("RLIMIT_NPROC", "RLIMIT_DATA", "RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_NOFILE"):
    try:
        resource.setrlimit(getattr(resource, name), (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        granted.append(name)
    except (ValueError, OSError):
        pass
print("granted:", granted)
print("core files:", resource.getrlimit(resource.RLIMIT_CORE))
