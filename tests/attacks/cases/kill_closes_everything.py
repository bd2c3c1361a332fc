"""Closes all of the kernel's files and sockets, and goes on."""

# %% [extra before:expose]
import os
import time

print("it closes everything now", flush=True)
time.sleep(0.5)
os.closerange(0, 1024)
time.sleep(10_000)
