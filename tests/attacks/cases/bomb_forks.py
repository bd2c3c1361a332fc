"""Forks until the system refuses, and goes on trying."""

# %% [extra before:expose]
import os
import time

count = 0
end = time.monotonic() + 2
while time.monotonic() < end:
    try:
        if not os.fork():
            while True:
                try:
                    os.fork()
                except OSError:
                    time.sleep(0.01)
        count += 1
    except OSError:
        time.sleep(0.01)
print("forks went through:", 0 < count < 50)
