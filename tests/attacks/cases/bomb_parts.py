"""Writes a message of endless parts into the kernel's own connections, with a command of the protocol after each part."""

# %% [extra before:expose]
import os
import socket
import struct
import threading
import time

part = b"\x03" + struct.pack(">Q", 500_000) + bytes(500_000)  # more is to come, always
command = b"\x04\x06\x05HELLO"


def flood(descriptor):
    os.set_blocking(descriptor, True)
    while True:
        rest = memoryview(part + command)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


print("parts begin", flush=True)
time.sleep(0.5)
found = 0
for name in os.listdir("/proc/self/fd"):
    try:
        its = socket.socket(fileno=os.dup(int(name)))
    except OSError:
        continue
    if str(its.getsockname()).startswith("/tmp/k") and not its.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        threading.Thread(target=flood, args=(its.detach(),), daemon=True).start()
        found += 1
    else:
        its.detach()
if found:
    time.sleep(4)
    os._exit(42)
