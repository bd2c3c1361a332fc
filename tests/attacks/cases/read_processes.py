"""Reads other processes: their environment, memory, open files, and whatever sockets there are."""

# %% [extra before:expose]
import os
import socket

numbers = [name for name in os.listdir("/proc") if name.isdigit()]
read, secret = [], []
for number in numbers:
    for name in ("environ", "cmdline", "mem", "maps", "stack"):
        try:
            with open(f"/proc/{number}/{name}", "rb") as file:
                content = file.read(100_000) if name != "mem" else b""
        except OSError:
            continue
        read.append(f"{number}/{name}")
        secret += [word for word in (b"PETALS_", b"solutions", b"gradebook", b"pytest-of", b"autograder") if word in content]
    for descriptor in os.listdir(f"/proc/{number}/fd") if os.access(f"/proc/{number}/fd", os.R_OK) else []:
        try:
            secret += [word for word in ("solutions", "gradebook", "hidden") if word in os.readlink(f"/proc/{number}/fd/{descriptor}")]
        except OSError:
            pass
answered = []
for line in open("/proc/net/unix").read().splitlines()[1:]:
    path = line.split()[-1]
    if path.startswith(("/", "@")) and not path.startswith("/tmp/k/"):
        answered.append(path)
for port in (22, 80, 5432, 8080, 8786, 8787, 8888):
    with socket.socket() as its:
        its.settimeout(0.2)
        answered += [port] if its.connect_ex(("127.0.0.1", port)) == 0 else []
print("ran:", len(read) > 2, "secret", secret, "answered", answered, "others", len(numbers) > 3)
