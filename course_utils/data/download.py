"""Download one file so that a lost connection costs seconds: resume from the .part file, retry with backoff, verify.

pooch calls a `Download` as its downloader and verifies and moves the file; what pooch lacks, resuming, is here.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.data.dataset import DataError
from course_utils.data.registry import RemoteFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import requests
    from tenacity import RetryCallState

CHUNK = 4096  # bytes; what a broken connection can cost
TOO_MANY_REQUESTS, TIMED_OUT, SERVER_ERRORS = 429, 408, 500
PARTIAL, WRONG_RANGE = 206, 416


class DownloadError(DataError):
    """A mirror does not give the file."""


class InterruptedDownloadError(DownloadError):
    """The download stopped short; trying again may help."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for a server, and how often to come back.

    Parameters
    ----------
    connect : seconds to wait for a connection
    silence : seconds to wait for the next bytes
    attempts : tries in a row that bring nothing new
    most_attempts : tries in all, however many bytes each brings
    first_wait, longest_wait : seconds between tries; doubles from the first to the longest
    """

    connect: float = 4
    silence: float = 15
    attempts: int = 4
    most_attempts: int = 40
    first_wait: float = 0.5
    longest_wait: float = 8


@dataclass
class Download:
    """Downloader for `pooch.retrieve`: fills `<folder>/<name>.part`, across runs, then hands the whole file over.

    Parameters
    ----------
    file : RemoteFile
    folder : Path, existing, where the .part file is kept
    patience : Patience
    progress : show a progress bar
    """

    file: RemoteFile
    folder: Path
    patience: Patience = field(default_factory=Patience)
    progress: bool = True

    @property
    def part(self) -> Path:
        """Where bytes wait until the file is whole."""
        return self.folder / f"{self.file.name}.part"

    def __call__(self, url: str, output_file: str, _pooch: object) -> None:
        """Download `url` and move it, whole and verified, to `output_file`."""
        from tenacity import Retrying, retry_if_exception_type, wait_exponential, wait_random  # noqa: PLC0415 - as for requests

        retry = Retrying(
            retry=retry_if_exception_type(InterruptedDownloadError),
            wait=wait_exponential(self.patience.first_wait, self.patience.longest_wait) + wait_random(0, self.patience.first_wait),
            stop=_stop_without_gain(self),
            reraise=True,
        )
        retry(self._attempt, url)
        self.part.replace(output_file)

    def have(self) -> int:
        """Count the bytes that earlier attempts left."""
        return self.part.stat().st_size if self.part.exists() else 0

    def _attempt(self, url: str) -> None:
        start = self.have()
        if start > self.file.bytes:
            self.part.unlink()
            start = 0
        if start < self.file.bytes:
            with _answer(url, start, self.patience) as response:
                start = _first_byte(response, start, self.file, self.part)
                self._receive(response, start)
        self._verify(resumed=start > 0)

    def _receive(self, response: "requests.Response", start: int) -> None:
        from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

        bar = tqdm(total=self.file.bytes, initial=start, unit="B", unit_scale=True, desc=self.file.name, disable=not self.progress)
        with bar, self.part.open("ab" if start else "wb") as part:
            for chunk in response.iter_content(CHUNK):
                part.write(chunk)
                bar.update(len(chunk))
                if part.tell() > self.file.bytes:
                    break  # another file; the checksum will say so
        if self.have() < self.file.bytes:
            raise InterruptedDownloadError(f"{response.url} stopped after {self.have():,} of {self.file.bytes:,} bytes")

    def _verify(self, *, resumed: bool) -> None:
        from pooch import file_hash  # noqa: PLC0415 - as for requests

        size, found = self.have(), file_hash(str(self.part), alg="sha256")
        if found == self.file.sha256:
            return
        self.part.unlink()
        expected = f"expected {self.file.bytes:,} with {self.file.sha256[:12]}…"
        message = f"{self.file.name}: got {size:,} bytes with SHA-256 {found[:12]}…, {expected}; deleted"
        if resumed:  # the bytes from before may be the wrong ones: once more from the start
            raise InterruptedDownloadError(message)
        raise DownloadError(message)


def _stop_without_gain(download: Download) -> "Callable[[RetryCallState], bool]":
    """Stop when several tries in a row brought no new byte."""
    best, idle = download.have(), 0

    def stop(state: "RetryCallState") -> bool:
        nonlocal best, idle
        now = download.have()
        idle = 0 if now > best else idle + 1
        best = max(best, now)
        return idle >= download.patience.attempts or state.attempt_number >= download.patience.most_attempts

    return stop


@contextmanager
def _answer(url: str, start: int, patience: Patience) -> "Iterator[requests.Response]":
    """Ask for the rest of a file and tell trouble that passes from trouble that stays."""
    import requests  # noqa: PLC0415 - a tenth of a second that a lesson without downloads need not wait

    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
    timeouts = (patience.connect, patience.silence)
    try:
        with requests.get(url, headers=headers, stream=True, timeout=timeouts) as response:
            status = response.status_code
            if status in {TIMED_OUT, TOO_MANY_REQUESTS} or status >= SERVER_ERRORS:
                raise InterruptedDownloadError(f"{url} answered {status} {response.reason}")
            if not response.ok and status != WRONG_RANGE:
                raise DownloadError(f"{url} answered {status} {response.reason}")
            yield response
    except requests.ConnectTimeout as problem:
        raise DownloadError(f"{url}: no connection within {patience.connect:g} s") from problem
    except requests.ConnectionError as problem:
        raise _refused_or_reset(url, problem) from problem
    except requests.exceptions.ChunkedEncodingError as problem:
        raise InterruptedDownloadError(f"{url}: the connection broke before the end") from problem
    except requests.Timeout as problem:
        raise InterruptedDownloadError(f"{url}: {_short(problem)}") from problem
    except requests.RequestException as problem:
        raise DownloadError(f"{url}: {_short(problem)}") from problem


def _refused_or_reset(url: str, problem: "requests.ConnectionError") -> DownloadError:
    """Tell a name that does not resolve or a port that refuses, which stay so, from a connection that broke."""
    from urllib3.exceptions import MaxRetryError, NewConnectionError  # noqa: PLC0415 - as for requests

    cause = problem.args[0] if problem.args else problem
    never_connected = isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)
    return (DownloadError if never_connected else InterruptedDownloadError)(f"{url}: {_short(problem)}")


def _first_byte(response: "requests.Response", start: int, file: RemoteFile, part: Path) -> int:
    """Say which byte the answer starts with, after making sure that it is about the right file."""
    if response.status_code == WRONG_RANGE:
        part.unlink(missing_ok=True)
        raise InterruptedDownloadError(f"{response.url} refuses to continue at byte {start:,}; starting over")
    if response.status_code != PARTIAL:
        start = 0
    announced = response.headers.get("Content-Length")
    if announced is not None and start + int(announced) != file.bytes:
        raise DownloadError(f"{response.url} offers {start + int(announced):,} bytes, expected {file.bytes:,}: another file")
    wanted = f"bytes {start}-{file.bytes - 1}/{file.bytes}"
    if response.status_code == PARTIAL and response.headers.get("Content-Range", wanted) != wanted:
        raise DownloadError(f"{response.url} continues with {response.headers['Content-Range']!r}, expected {wanted!r}")
    return start


def _short(problem: Exception) -> str:
    """Keep the last part of requests' nested messages: what happened, without object addresses."""
    return str(problem).split(" object at 0x")[-1].rsplit(">:", maxsplit=1)[-1].strip("() '\"") or type(problem).__name__
