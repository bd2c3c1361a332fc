"""Ends the kernel in a cell, with success."""

# %% [extra before:expose]
import os
import time

print("it exits now", flush=True)
time.sleep(0.5)
os._exit(0)
