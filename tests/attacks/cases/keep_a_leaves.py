"""Leaves whatever may outlive a submission: files, processes, shared memory, sockets, locks, patched packages."""

# %% [extra before:expose]
import fcntl
import os
import socket
import subprocess
import sys
from multiprocessing import shared_memory
from pathlib import Path

left = []
for place in ("/tmp", "/tmp/k", "/dev/shm", "/dev", "/home", "/home/student", "/run", "/var/tmp", "/opt", "/etc", "/", *sys.path):
    try:
        Path(place, "left-behind.py").write_text("print('left behind')")
        left.append(place)
    except OSError:
        pass
for package in (np, keras, sys.modules["course_utils"], sys.modules["ipykernel"], os):
    try:
        with open(package.__file__, "a") as file:
            file.write("left_behind = 1\n")
        left.append(package.__name__)
    except OSError:
        pass
    package.left_behind = True  # in memory it can
memory = shared_memory.SharedMemory("left-behind", create=True, size=4096)
waiting = socket.socket(socket.AF_UNIX)
waiting.bind("\0left-behind")
waiting.listen()
serving = socket.socket()
serving.bind(("127.0.0.1", 47_113))
serving.listen()
for _ in range(3):
    subprocess.Popen(["sleep", "10000"], start_new_session=True, pass_fds=[waiting.fileno(), serving.fileno()])
lock = os.open(np.__file__, os.O_RDONLY)
fcntl.flock(lock, fcntl.LOCK_EX)
os.environ["LEFT_BEHIND"] = "1"
os.umask(0o777)
mine = {place for place in sys.path if place.startswith("/tmp/")}  # in this submission's own /tmp, if Python lies below another
print("left behind in", sorted(set(left) - mine))
