"""Fills memory from a thread of processes whose first thread has ended: the system shows these as dead, without memory."""

# %% [extra before:expose]
import ctypes
import os
import threading
import time

EXIT = {"x86_64": 60, "aarch64": 93}[os.uname().machine]


def fill():
    time.sleep(0.5)
    kept = [bytearray(10_000_000) for _ in range(20)]  # 200 MB in each process
    time.sleep(30)


print("filling memory from leaderless processes", flush=True)
for _ in range(12):
    if not os.fork():
        threading.Thread(target=fill).start()
        ctypes.CDLL(None).syscall(EXIT, 0)
time.sleep(5)
print("all of it is there", [open(f"/proc/{n}/stat").read().split()[2] for n in os.listdir("/proc") if n.isdigit() and int(n) > 2])
