"""Prints without end, past the notebook too."""

# %% [extra before:expose]
import os
import sys
import threading
import time


def write(descriptor):
    while True:
        os.write(descriptor, b"y" * 1_000_000)


print("it begins to print", flush=True)
time.sleep(0.5)
for descriptor in (1, 2):
    threading.Thread(target=write, args=(descriptor,), daemon=True).start()
while True:
    try:
        print("x" * 1_000)
        sys.__stdout__.write("z" * 1_000)
    except BaseException:
        pass
