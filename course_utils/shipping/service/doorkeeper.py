"""What stands before the requests that bring images: not too many, not too long, not too slow."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from course_utils.shipping.service.core import Service
from course_utils.shipping.service.intake import Refusal, RefusedError, refused

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ENDPOINTS = {"/api/predict": "predict", "/api/predict/batch": "batch", "/api/explain": "explain"}  # that bring images
_WORDS = {"/api/opinions": 10_000}  # endpoints that bring none, and the most bytes of their bodies
_DRAIN_SECONDS = 5.0  # that the rest of a refused upload is read and dropped: who still sends does not read the answer
_DRAIN_TIMES = 8  # as often as the largest allowed body


class _Upload:
    """A request's body, as far as it has come in."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self.ended, self.gone = receive, False, False

    async def part(self) -> bytes:
        message = await self._receive()
        self.gone = message["type"] == "http.disconnect"
        self.ended = self.gone or not message.get("more_body")
        return bytes(message.get("body", b""))


class Doorkeeper:
    """ASGI middleware: reads a whole body, within limits, before the application sees the request.

    Parameters
    ----------
    app : ASGI application
    service : Service
    """

    def __init__(self, app: App, service: Service) -> None:
        self._app, self._service, self._inside = app, service, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it at the door."""
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] not in {*ENDPOINTS, *_WORDS}:
            await self._app(scope, receive, send)
            return
        scope["petals.began"] = time.perf_counter()
        upload = _Upload(receive)
        try:
            with self._admitted():
                body = await self._body(scope, upload)
                if not upload.gone:
                    await self._app(scope, _replayed(body, receive), send)
        except RefusedError as problem:
            await self._turn_away(scope, problem.refusal, upload, send)

    @contextmanager
    def _admitted(self) -> Iterator[None]:
        if self._service.stopping:
            raise refused("stopping")
        if self._inside >= self._service.settings.most_requests:
            raise refused("busy")
        self._inside += 1
        self._service.metrics.requests.set(self._inside)
        try:
            yield
        finally:
            self._inside -= 1
            self._service.metrics.requests.set(self._inside)

    async def _body(self, scope: Scope, upload: _Upload) -> bytes:
        most = _WORDS.get(scope["path"], self._service.settings.most_bytes)
        too_long = refused("too_long", megabytes=f"{most / 1_000_000:g}")
        declared = dict(scope["headers"]).get(b"content-length", b"")
        if declared.isdigit() and int(declared) > most:
            raise too_long
        parts: list[bytes] = []
        length = 0
        try:
            async with asyncio.timeout(self._service.settings.upload_seconds):
                while not upload.ended:
                    parts.append(await upload.part())
                    length += len(parts[-1])
                    if length > most:
                        raise too_long
        except TimeoutError as problem:
            raise refused("too_slow") from problem
        return b"".join(parts)

    async def _turn_away(self, scope: Scope, refusal: Refusal, upload: _Upload, send: Send) -> None:
        await _drained(upload, self._service.settings.most_bytes * _DRAIN_TIMES)
        if endpoint := ENDPOINTS.get(scope["path"]):
            self._service.refuse(endpoint, refusal, scope["petals.began"], {})
        body = json.dumps(said(refusal), ensure_ascii=False).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), (b"connection", b"close")]
        if refusal.status == 503:  # noqa: PLR2004 - service unavailable
            headers.append((b"retry-after", str(self._service.retry_after()).encode()))
        await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def said(refusal: Refusal) -> dict[str, Any]:
    """Write a refusal as the API does.

    Parameters
    ----------
    refusal : Refusal

    Returns
    -------
    dict
    """
    return {"reason": refusal.reason, "message": {"en": refusal.message.en, "ko": refusal.message.ko}}


async def _drained(upload: _Upload, most: int) -> None:
    length = 0
    try:
        async with asyncio.timeout(_DRAIN_SECONDS):
            while not upload.ended and length <= most:
                length += len(await upload.part())
    except TimeoutError:
        return


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
