"""Forks away from its parents again and again: whoever looks for children always comes a moment too late."""

# %% [extra before:expose]
import os
import time

if not os.fork():
    os.setsid()
    while True:
        try:
            if os.fork():
                os._exit(0)
        except OSError:
            time.sleep(0.01)
time.sleep(1)
print("one is always on the run")
