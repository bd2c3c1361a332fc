"""Processes that do the work of a run: on this machine, or on a Dask cluster.

Always processes, never threads: papermill and nbgrader change the process's working directory.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from autograder.workers.calls import ClusterError, Stop, WorkerLost, Workers
from autograder.workers.local import LocalWorkers, local_workers
from autograder.workers.machine import cores
from autograder.workers.process import PATIENCE

if TYPE_CHECKING:
    from autograder.workers.cluster import ClusterWorkers

__all__ = ["PATIENCE", "ClusterError", "LocalWorkers", "Stop", "WorkerLost", "Workers", "cores", "dask_workers", "local_workers"]


def dask_workers(address: str, *, introduce: Callable[[], object] | None = None) -> "ClusterWorkers":
    """Take the workers of a Dask cluster.

    Parameters
    ----------
    address : str
        Its scheduler, as ``tcp://host:8786``.
    introduce : callable, optional
        Run here and on every worker; a worker that gives another value must not work.

    Returns
    -------
    ClusterWorkers
        `Workers`, and a context manager.

    Raises
    ------
    ClusterError
        If there is no such cluster, it has no workers, or they do not fit.
    """
    from autograder.workers.cluster import ClusterWorkers  # noqa: PLC0415 - distributed is an extra, and slow

    return ClusterWorkers(address, introduce)
