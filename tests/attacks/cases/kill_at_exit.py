"""Leaves handlers, finalizers and threads that want to live on when the kernel is told to go."""

# %% [extra before:expose]
import atexit
import os
import signal
import threading
import time


def stay():
    while True:
        try:
            time.sleep(10_000)
        except BaseException:
            pass


for number in range(1, signal.NSIG):
    try:
        signal.signal(number, lambda *_: None)
    except (OSError, ValueError):
        pass
atexit.register(stay)
threading.Thread(target=stay).start()
for _ in range(5):
    if not os.fork():
        os.setsid()
        stay()
print("five stay behind")
