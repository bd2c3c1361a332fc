"""Which cores a sandbox computes on: all graders of a machine agree, so that no two crowd on one core while another idles."""

import os
import socket

NAME = "\0petals-seat-"  # of an abstract socket: the system gives it back with the process, and no file is left


class Seat:
    """A number that no other sandbox of this machine has, while there are as many cores as sandboxes."""

    def __init__(self) -> None:
        self._held = socket.socket(socket.AF_UNIX)
        self._number: int | None = None

    def take(self) -> int:
        """Say which number it is; one that found all taken asks again each time, for others leave.

        Returns
        -------
        int
            From 0; where all are taken, any.
        """
        if self._number is None:
            self._number = next(filter(self._free, range(len(os.sched_getaffinity(0)))), None)
        return os.getpid() if self._number is None else self._number

    def _free(self, number: int) -> bool:
        try:
            self._held.bind(f"{NAME}{number}")
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Leave it to the next."""
        self._held.close()
