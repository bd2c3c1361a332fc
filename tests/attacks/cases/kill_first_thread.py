"""Ends the kernel's first thread alone: the process lives, and the system shows it as dead."""

# %% [extra before:expose]
import ctypes
import os
import threading
import time

print("the first thread ends now", flush=True)
time.sleep(0.5)
threading.Thread(target=time.sleep, args=(10_000,)).start()
ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)
