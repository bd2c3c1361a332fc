"""Aborts, as a failed assertion in a library does."""

# %% [extra before:expose]
import os
import time

print("it aborts now", flush=True)
time.sleep(0.5)
os.abort()
