"""Which cores a kernel computes on: all graders of a machine agree, so that no two crowd on one core while another idles."""

import os
import socket

NAME = "\0petals-seat-"  # of an abstract socket: the system gives it back with the process, and no file is left


class Seat:
    """A number that no other kernel of this machine's sandboxes has, while there are as many cores as kernels.

    Attributes
    ----------
    number : int
        From 0; where all are taken, any.
    """

    def __init__(self) -> None:
        self._held = socket.socket(socket.AF_UNIX)
        self.number = next(filter(self._free, range(len(os.sched_getaffinity(0)))), os.getpid())

    def _free(self, number: int) -> bool:
        try:
            self._held.bind(f"{NAME}{number}")
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Leave it to the next."""
        self._held.close()
