"""Find out within seconds which servers answer: the system's resolver alone may hang for a minute without a network."""

import socket
from collections.abc import Iterable
from concurrent.futures import Future, wait
from threading import Thread
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}


def reachable(urls: Iterable[str], seconds: float = 5) -> list[str]:
    """Keep the addresses whose server (or whose proxy) accepts a connection.

    Parameters
    ----------
    urls : addresses, http or https
    seconds : time for all of them together, tried at once

    Returns
    -------
    list of str, in the given order; empty when there is no network
    """
    pending = {url: _knock(*_server(url), seconds) for url in urls}
    done, _ = wait(pending.values(), timeout=seconds)
    return [url for url, future in pending.items() if future in done and future.result()]


def _server(url: str) -> tuple[str, int]:
    from requests.utils import get_environ_proxies, select_proxy  # noqa: PLC0415 - only for downloads

    parts = urlsplit(select_proxy(url, get_environ_proxies(url)) or url)
    return parts.hostname or "", parts.port or PORTS.get(parts.scheme, 80)


def _knock(host: str, port: int, seconds: float) -> "Future[bool]":
    """Connect in a daemon thread, because a name look-up knows no time limit and must not outlive the program."""
    future: Future[bool] = Future()

    def connect() -> None:
        try:
            with socket.create_connection((host, port), timeout=seconds):
                future.set_result(True)
        except (OSError, UnicodeError):  # UnicodeError: a host name that is none
            future.set_result(False)

    Thread(target=connect, daemon=True, name=f"knock at {host}").start()
    return future
