"""Open networks and log, and answer requests until Ctrl-C or SIGTERM."""

import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.shipping.formats.kinds import ShippingError
from course_utils.shipping.registry.registry import Registry
from course_utils.shipping.service.core import Service
from course_utils.shipping.service.experiment import Experiment
from course_utils.shipping.service.log import Log
from course_utils.shipping.service.served import Served, opened_file, opened_registry, opened_version
from course_utils.shipping.service.settings import Settings

if TYPE_CHECKING:
    import uvicorn


def prepared(
    model: Path,
    database: str,
    *,
    form: str | None = None,
    challenger: int | None = None,
    share: float = 0.0,
    threads: int = 1,
    settings: Settings | None = None,
) -> Service:
    """Open networks and log.

    Parameters
    ----------
    model : Path, a registry's folder, or a .keras, .tflite or .onnx file
    database : str, the log's URL
    form : str, optional, the format to run; only for registries
    challenger : int, optional, a second version of the registry
    share : float, 0 to 1, of the images that it answers
    threads : int, at least 1, that a network computes with
    settings : Settings, optional

    Returns
    -------
    Service

    Raises
    ------
    ShippingError
        If something is not there, damaged, or does not fit.
    """
    champion, second = _networks(model, form, challenger, threads)
    if second is not None and second.card.classes != champion.card.classes:
        raise ShippingError(
            f"version {second.number} names other classes than version {champion.number}: people could not tell who was right."
        )
    return Service(Experiment(champion, second, share), Log(database), settings, lambda now: _promoted(model, form, threads, now))


def _promoted(model: Path, form: str | None, threads: int, now: Experiment) -> Experiment | None:
    """Open the version in use where it is another one than the service's."""
    current = Registry(model).current() if model.is_dir() else None
    if current is None or current.number == now.champion.number:
        return None
    second = None if now.challenger is not None and now.challenger.number == current.number else now.challenger
    return Experiment(opened_version(current, form, threads=threads), second, now.share)


def _networks(model: Path, form: str | None, challenger: int | None, threads: int) -> tuple[Served, Served | None]:
    if model.is_dir():
        registry = Registry(model)
        champion = opened_registry(registry, form, threads=threads)
        if challenger == champion.number:
            raise ShippingError(f"version {challenger} is in use already; a challenger is another version of {registry.folder}.")
        return champion, None if challenger is None else opened_version(registry.version(challenger), form, threads=threads)
    if challenger is not None:
        raise ShippingError(f"a challenger is a version of a registry; {model} is no folder.")
    if form is not None:
        raise ShippingError(f"a format is chosen among those of a registry's version; {model} has its own. Leave --format away.")
    return opened_file(model, threads=threads), None


def reserved(host: str, port: int) -> socket.socket:
    """Take an address, before anything is loaded; nobody is listened to yet.

    Parameters
    ----------
    host : str
    port : int

    Returns
    -------
    socket

    Raises
    ------
    ShippingError
        If the port is taken, or the address is not this machine's.
    """
    # asyncio sends small packets at once only where it is told that this is TCP; else each answer on a kept connection waits 40 ms.
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as problem:
        taken.close()
        raise ShippingError(
            f"{host}:{port} cannot be used: {problem.strerror}. Give another --port or --host, or stop who has it."
        ) from problem
    return taken


def serve(service: Service, listener: socket.socket) -> None:
    """Answer requests until Ctrl-C or SIGTERM; then answer those under way, and end.

    Parameters
    ----------
    service : Service
    listener : socket, bound to the address
    """
    import uvicorn  # noqa: PLC0415 - an extra

    from course_utils.shipping.service.app import create_app  # noqa: PLC0415 - loads FastAPI, an extra

    config = uvicorn.Config(
        create_app(service),
        log_level="warning",
        access_log=False,  # the database is the log
        server_header=False,
        timeout_graceful_shutdown=int(service.settings.drain_seconds),
    )
    logging.getLogger("python_multipart").setLevel(logging.ERROR)  # a line for each damaged form: the database has it
    server = uvicorn.Server(config)
    with _asked_to_end(server):
        server.run([listener])


@contextmanager
def _asked_to_end(server: "uvicorn.Server") -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the service well: uvicorn raises them again afterwards, which would make success a failure."""

    def end(*_: object) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
