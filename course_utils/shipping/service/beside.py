"""The service beside a notebook or a test, in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from course_utils.shipping.formats.kinds import ShippingError
from course_utils.shipping.service.settings import Settings

_START_LIMIT = 90  # seconds: TensorFlow on a busy machine takes twenty


@contextmanager
def serving(model: Path | str, database: str = "", *options: str, port: int = 0) -> Iterator[str]:
    """Run `petals serve` beside a notebook, in a process of its own that ends with the block.

    Parameters
    ----------
    model : Path or str, as for the command
    database : str, optional, the log's URL; by default a file that goes away with the service
    *options : str, of the command
    port : int; 0 for any that is free

    Yields
    ------
    str, the service's address

    Raises
    ------
    ShippingError
        If it does not start; what it said stands in the message.
    """
    with tempfile.TemporaryDirectory(prefix="petals-serve-") as folder:
        url = database or f"sqlite:///{folder}/requests.db"
        number = port or _free_port()
        command = [
            sys.executable,
            "-m",
            "course_utils.shipping.commands",
            "serve",
            str(model),
            "--db",
            url,
            "--port",
            str(number),
            *options,
        ]
        said = Path(folder) / "said"
        with said.open("wb") as out:
            process = subprocess.Popen(  # noqa: S603 - this interpreter, our module
                command, stdout=out, stderr=out, env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}, start_new_session=True
            )
        try:
            _await(process, f"http://127.0.0.1:{number}", said)
            yield f"http://127.0.0.1:{number}"
        finally:
            _end(process)


def _await(process: "subprocess.Popen[bytes]", address: str, said: Path) -> None:
    deadline = time.monotonic() + _START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=5) as response:  # noqa: S310 - an address of ours
                json.load(response)
                return
        except (URLError, OSError):
            time.sleep(0.1)
    words = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
    raise ShippingError(f"the service did not start: {' '.join(words) or 'no answer'}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(Settings().drain_seconds + 10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
