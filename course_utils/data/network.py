"""Find out in seconds whether a server's name can be resolved at all; the system's resolver may hang for a minute."""

import socket
from collections.abc import Iterable
from concurrent.futures import Future, wait
from threading import Thread
from urllib.parse import urlsplit


def reachable(urls: Iterable[str], seconds: float = 5) -> list[str]:
    """Keep the addresses whose host (or whose proxy's host) resolves.

    Parameters
    ----------
    urls : addresses, http or https
    seconds : time for all of them together

    Returns
    -------
    list of str, in the given order; empty when there is no network
    """
    pending = {url: _resolving(_host(url)) for url in urls}
    done, _ = wait(pending.values(), timeout=seconds)
    return [url for url, future in pending.items() if future in done and future.result()]


def _host(url: str) -> str:
    from requests.utils import get_environ_proxies, select_proxy  # noqa: PLC0415 - only for downloads

    proxy = select_proxy(url, get_environ_proxies(url))
    return urlsplit(proxy or url).hostname or ""


def _resolving(host: str) -> "Future[bool]":
    """Resolve in a daemon thread, because a name look-up cannot be given a time limit and must not outlive the program."""
    future: Future[bool] = Future()

    def resolve() -> None:
        try:
            future.set_result(bool(socket.getaddrinfo(host, None)))
        except (OSError, UnicodeError):
            future.set_result(False)

    Thread(target=resolve, daemon=True, name=f"resolve {host}").start()
    return future
