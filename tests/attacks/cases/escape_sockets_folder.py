"""Works on the one folder that the outside shares: new sockets, links, other rights; and links and names elsewhere."""

# %% [extra before:expose]
import os
import socket

done = []
names = os.listdir("/tmp/k")
for name in names:
    path = f"/tmp/k/{name}"
    for what, call in {
        "unlink": lambda path=path: os.unlink(path),
        "rename": lambda path=path: os.rename(path, path + "x"),
        "move out": lambda path=path: os.rename(path, "/tmp/out"),
        "link": lambda path=path: os.link(path, "/tmp/out"),
        "chmod": lambda path=path: os.chmod(path, 0o777),
        "times": lambda path=path: os.utime(path),
        "attribute": lambda path=path: os.setxattr(path, "user.x", b"x"),
        "write": lambda path=path: open(path, "r+").close(),
    }.items():
        try:
            call()
            done.append((what, name))
        except OSError:
            pass
for what, call in {
    "new": lambda: open("/tmp/k/new", "w").close(),
    "link to /etc": lambda: os.symlink("/etc", "/tmp/k/etc"),
    "socket": lambda: socket.socket(socket.AF_UNIX).bind("/tmp/k/s-9"),
    "folder": lambda: os.mkdir("/tmp/k/folder"),
    "over it": lambda: os.rename("/tmp/k", "/tmp/k2"),
    "hard link to a package": lambda: os.link(np.__file__, "/tmp/numpy.py"),
    "set user id": lambda: os.chown("/home/student", 0, 0),
}.items():
    try:
        call()
        done.append(what)
    except OSError:
        pass
os.symlink("/", "root")
os.makedirs("/".join(["d" * 200] * 15))
os.mkfifo("checks.py.fifo")
leads = {os.readlink(f"/proc/self/fd/{n}").split(":")[0] for n in os.listdir("/proc/self/fd") if os.path.lexists(f"/proc/self/fd/{n}")}
packages = os.path.dirname(os.path.dirname(np.__file__))  # matplotlib keeps its fonts open
print("done in the shared folder:", done, "; descriptors lead to", sorted(lead for lead in leads if not lead.startswith(packages)))
