"""A private PostgreSQL server for the tests: from the system's own binaries, on loopback, in a folder that goes away."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
HOW = "no PostgreSQL server here: apt-get install postgresql (Debian, Ubuntu)"


def binaries() -> Path | None:
    """Find the newest server's programs; None if there is none."""
    found = [path for pattern in BINARIES for path in Path("/").glob(pattern[1:]) if (path / "initdb").exists()]
    if found:
        return max(found, key=lambda path: [int(part) for part in path.parts if part.isdigit()])
    there = shutil.which("initdb")
    return Path(there).parent if there else None


@contextmanager
def server() -> Iterator[str]:
    """Run a server; the URL of its first database. Root may not run one: then `nobody` does."""
    programs = binaries()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: its socket's path has an upper limit
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)

    def call(*command: object) -> None:
        who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
        with (folder / "calls.log").open("a") as log:
            done = subprocess.run([str(part) for part in command], cwd=folder, env=environment, stdout=log, stderr=log, check=False, **who)
        assert done.returncode == 0, (folder / "calls.log").read_text() + "".join(p.read_text() for p in folder.glob("server.log"))

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    call(programs / "initdb", "-D", data, "-U", "staff", "-A", "trust", "-E", "UTF8", "--no-sync")
    told = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off -c max_connections=30"
    call(programs / "pg_ctl", "-D", data, "-l", folder / "server.log", "-w", "-o", told, "start")
    try:
        yield f"postgresql+psycopg://staff@127.0.0.1:{port}/postgres"
    finally:
        call(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def execute(url: str, statement: str) -> list[tuple]:
    """Run one statement beside whoever else is connected."""
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


def emptied(url: str) -> str:
    """Take everything out of a database; its URL. A database for each test would be seven megabytes each."""
    execute(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'petals'")
    execute(url, "DROP SCHEMA public CASCADE")
    execute(url, "CREATE SCHEMA public")
    return url


def cut_off(url: str) -> None:
    """Have the server end every connection of a gradebook, and wait until they are gone."""
    mine = "FROM pg_stat_activity WHERE application_name = 'petals' AND datname = current_database()"
    execute(url, f"SELECT pg_terminate_backend(pid) {mine}")
    for _ in range(500):
        if not execute(url, f"SELECT 1 {mine}"):
            return
        time.sleep(0.01)
    raise AssertionError("the server did not end its connections")
