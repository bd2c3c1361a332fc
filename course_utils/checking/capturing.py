"""Keeps everything that a check's code prints out of the notebook: nbgrader reads any stderr in a check cell as zero."""

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import IO, Any

_MOST_CHARACTERS = 10_000


class Printed(io.TextIOBase):
    """Collects the beginning of what is printed."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._room = _MOST_CHARACTERS

    def writable(self) -> bool:
        """Accept text.

        Returns
        -------
        bool
        """
        return True

    def write(self, words: str, /) -> int:
        """Keep the words while there is room.

        Parameters
        ----------
        words : str

        Returns
        -------
        int
            Characters taken, as a file would say.
        """
        if self._room > 0:
            self._parts.append(words[: self._room])
            self._room -= len(words)
        return len(words)

    @property
    def text(self) -> str:
        """What was printed, cut at the end if it was much."""
        return "".join(self._parts) + ("…" if self._room < 0 else "")


@contextmanager
def captured() -> Iterator[Printed]:
    """Collect stdout and stderr, of Python and of libraries below it, for the duration of a block.

    Yields
    ------
    Printed
        Complete after the block.
    """
    printed = Printed()
    with ExitStack() as stack:
        # Python's logging keeps the stream it met first, so those streams are quietened too, not only replaced.
        for stream in (sys.stdout, sys.stderr):
            stack.enter_context(_diverted_stream(stream, printed))
        for number in (1, 2):
            stack.enter_context(_diverted_descriptor(number, printed))
        stack.enter_context(redirect_stdout(printed))
        stack.enter_context(redirect_stderr(printed))
        yield printed


@contextmanager
def _diverted_stream(stream: Any, printed: Printed) -> Iterator[None]:  # noqa: ANN401 - any stream, ipykernel's among them
    with suppress(Exception):
        stream.flush()
    before: Callable[..., Any] | None = vars(stream).get("write") if hasattr(stream, "__dict__") else None
    try:
        stream.write = printed.write
    except (AttributeError, TypeError):
        yield
        return
    try:
        yield
    finally:
        if before is None:
            del stream.write
        else:
            stream.write = before


@contextmanager
def _diverted_descriptor(number: int, printed: Printed) -> Iterator[None]:
    try:
        original = os.dup(number)
    except OSError:  # closed, as in a windowed program
        yield
        return
    file: IO[bytes]
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), number)
        try:
            yield
        finally:
            os.dup2(original, number)
            os.close(original)
            file.seek(0)
            printed.write(file.read(_MOST_CHARACTERS).decode("utf-8", "replace"))
