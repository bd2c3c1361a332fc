"""Starts threads that never end until the system refuses."""

# %% [extra before:expose]
import threading
import time

count = 0
try:
    while True:
        threading.Thread(target=time.sleep, args=(10_000,)).start()
        count += 1
except RuntimeError as error:
    print("threads went through:", 0 < count < 50, error)
