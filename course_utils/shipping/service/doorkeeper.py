"""What stands before the requests that bring images: not too many, not too long, not too slow."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from course_utils.shipping.service.core import Service
from course_utils.shipping.service.intake import Refusal, RefusedError, refused

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ENDPOINTS = {"/api/predict": "predict", "/api/predict/batch": "batch", "/api/explain": "explain"}
_DRAIN_SECONDS = 2.0  # that the rest of a refused upload is read and dropped: who still sends does not read the answer
_DRAIN_TIMES = 8  # as often as the largest allowed body


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
        endpoint = ENDPOINTS.get(scope.get("path", ""))
        if scope["type"] != "http" or scope["method"] != "POST" or endpoint is None:
            await self._app(scope, receive, send)
            return
        scope["petals.began"] = began = time.perf_counter()
        try:
            self._admit()
        except RefusedError as problem:
            await self._turn_away(endpoint, problem.refusal, began, receive, send)
            return
        self._inside += 1
        self._service.metrics.requests.inc()
        try:
            try:
                body = await self._body(scope, receive)
            except RefusedError as problem:
                await self._turn_away(endpoint, problem.refusal, began, receive, send)
                return
            if body is not None:
                await self._app(scope, _replayed(body, receive), send)
        finally:
            self._inside -= 1
            self._service.metrics.requests.dec()

    def _admit(self) -> None:
        if self._service.stopping:
            raise refused("stopping")
        if self._inside >= self._service.settings.most_requests:
            raise refused("busy")

    async def _body(self, scope: Scope, receive: Receive) -> bytes | None:
        """Read the body; None if the sender went away."""
        most = self._service.settings.most_bytes
        too_long = refused("too_long", megabytes=most // 1_000_000)
        declared = dict(scope["headers"]).get(b"content-length", b"")
        if declared.isdigit() and int(declared) > most:
            raise too_long
        parts: list[bytes] = []
        length = 0
        try:
            async with asyncio.timeout(self._service.settings.upload_seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    parts.append(message.get("body", b""))
                    length += len(parts[-1])
                    if length > most:
                        raise too_long
                    if not message.get("more_body"):
                        return b"".join(parts)
        except TimeoutError as problem:
            raise refused("too_slow") from problem

    async def _turn_away(self, endpoint: str, refusal: Refusal, began: float, receive: Receive, send: Send) -> None:
        await _drained(receive, self._service.settings.most_bytes * _DRAIN_TIMES)
        self._service.refuse(endpoint, refusal, began, {})
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


async def _drained(receive: Receive, most: int) -> None:
    length = 0
    try:
        async with asyncio.timeout(_DRAIN_SECONDS):
            while length <= most:
                message = await receive()
                length += len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body"):
                    return
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
