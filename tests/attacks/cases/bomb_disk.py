"""Fills every folder that can be written: by large files, by many empty ones, by long names."""

# %% [extra before:expose]
import os
import time

told = {}
for place in ("/home/student", "/tmp", "/dev/shm"):
    try:
        for n in range(1_000):
            with open(f"{place}/large-{n}", "wb") as file:
                for _ in range(16):
                    file.write(bytes(1_000_000))
    except OSError as error:
        told[place] = error.strerror
time.sleep(2)
for name in os.listdir("/home/student"):
    if name.startswith("large-"):
        os.unlink(f"/home/student/{name}")
try:
    for n in range(10_000_000):
        os.close(os.open(f"/tmp/{n:0255}", os.O_CREAT))
except OSError as error:
    told["many"] = error.strerror
print("filled:", told)
