"""A load for the service: requests at a steady rate from one process, good, bad and huge, and what became of each."""

import asyncio
import io
import json
import random
import struct
import time
import zlib
from collections import Counter
from dataclasses import dataclass, field

from PIL import Image

BOUNDARY = "petals-load"
GOOD, BAD, HUGE = "good", "bad", "huge"


@dataclass(frozen=True)
class Sent:
    """A body to send, and what it counts as."""

    kind: str
    body: bytes


@dataclass
class Outcome:
    """What became of a load."""

    statuses: Counter = field(default_factory=Counter)  # (kind, status) -> count; status 0: the connection broke
    answered: list = field(default_factory=list)  # ids of the answers that arrived whole
    without_retry: int = 0  # 503 without Retry-After
    seconds: list = field(default_factory=list)  # of the good ones that were answered

    def of(self, kind):
        return {status: count for (sent, status), count in sorted(self.statuses.items()) if sent == kind}


def form(content, name="image"):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="../../etc/passwd"\r\nContent-Type: image/jpeg\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def jpeg(pixels, quality=85):
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality)
    return out.getvalue()


def bomb(side=30_000):
    """A PNG of `side` x `side` pixels in a few kilobytes: its header alone must be enough to refuse it."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1_000_000), 9)) + chunk(b"IEND", b"")


def mixture(photos, most_bytes):
    """Bodies of three kinds, from photographs (JPEG bytes)."""
    good = [Sent(GOOD, form(photo)) for photo in photos]
    broken = [b"", b"hello, I am no image", photos[0][: len(photos[0]) // 2], b"\xff\xd8\xff" + bytes(500), bomb()]
    bad = [*(Sent(BAD, form(each)) for each in broken), Sent(BAD, form(photos[0], name="picture")), Sent(BAD, b"no form at all")]
    huge = [Sent(HUGE, form(random.Random(0).randbytes(most_bytes + 100_000)))]
    return good, bad, huge


async def load(port, bodies, *, rate, seconds, shares=(0.75, 0.2, 0.05), most_open=400, seed=0):
    """Send requests at a steady rate, whether or not earlier ones are answered."""
    chance, outcome, under_way = random.Random(seed), Outcome(), set()
    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        sent = chance.choice(chance.choices(bodies, shares)[0])
        while len(under_way) >= most_open:
            await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        task = asyncio.create_task(_send(port, sent, outcome))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    if under_way:
        await asyncio.wait(under_way)
    return outcome


async def _send(port, sent, outcome):
    began = time.perf_counter()
    try:
        status, headers, body = await asyncio.wait_for(_exchange(port, sent.body), 60)
    except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
        outcome.statuses[sent.kind, 0] += 1
        return
    outcome.statuses[sent.kind, status] += 1
    if status == 503 and "retry-after" not in headers:
        outcome.without_retry += 1
    if status == 200:
        outcome.answered.append(json.loads(body)["id"])
        outcome.seconds.append(time.perf_counter() - began)


async def _exchange(port, body):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        head = f"POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode())
        writer.write(body)
        await writer.drain()
        status = int((await reader.readuntil(b"\r\n")).split()[1])
        headers = {}
        while (line := await reader.readuntil(b"\r\n")) != b"\r\n":
            name, _, value = line.decode().partition(":")
            headers[name.strip().lower()] = value.strip()
        content = await reader.readexactly(int(headers["content-length"])) if "content-length" in headers else await reader.read()
        return status, headers, content
    finally:
        writer.close()
