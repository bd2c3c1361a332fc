"""Looks for what another submission left."""

# %% [extra before:expose]
import fcntl
import os
import socket
import sys
from multiprocessing import shared_memory

found = [place for place, folders, files in os.walk("/") if not place.startswith(("/proc", "/usr")) and "left-behind.py" in files]
found += [package.__name__ for package in (np, keras, sys.modules["course_utils"], sys.modules["ipykernel"], os) if hasattr(package, "left_behind")]
found += [name for name in os.environ if "LEFT" in name]
try:
    found.append(shared_memory.SharedMemory("left-behind"))
except OSError:
    pass
for family, address in ((socket.AF_UNIX, "\0left-behind"), (socket.AF_INET, ("127.0.0.1", 47_113))):
    with socket.socket(family) as asking:
        asking.settimeout(2)
        try:
            asking.connect(address)
            found.append(address)
        except OSError:
            pass
try:
    fcntl.flock(os.open(np.__file__, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError as error:
    found.append(error)
found += [number for number in os.listdir("/proc") if number.isdigit() and int(number) > 2]
found += [oct(mask) for mask in [os.umask(0o022)] if mask != 0o022]
print("looked everywhere and found", found)
