"""Keeps memory in sockets and pipes that nobody reads: it belongs to no process."""

# %% [extra before:expose]
import os
import socket
import time

print("filling sockets", flush=True)
time.sleep(0.5)
for _ in range(20):
    if not os.fork():
        kept = []
        try:
            while True:
                kept.append(socket.socketpair())
                kept[-1][0].setblocking(False)
                try:
                    while True:
                        kept[-1][0].send(bytes(60_000))
                except BlockingIOError:
                    pass
        except OSError:
            time.sleep(30)
        os._exit(0)
time.sleep(6)
print("all of it is there")
