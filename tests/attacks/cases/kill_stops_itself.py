"""Stops its own kernel, which lives and answers nothing."""

# %% [extra before:expose]
import os
import signal
import time

print("it stops now", flush=True)
time.sleep(0.5)
os.kill(os.getpid(), signal.SIGSTOP)
