"""All that a kernel has in its environment: the same in every kind of sandbox, and nothing inherited."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from autograder.kernels.bubblewrap import COURSE, HOME

# Where the sandbox has data sets and ImageNet's weights, if there are any.
DATA = {"COURSE_DATA": "/opt/petals/data", "COURSE_CACHE": "/opt/petals/cache", "KERAS_HOME": "/opt/petals/keras"}

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")


def data_folders() -> dict[str, Path]:
    """Say where this machine keeps data sets and weights: the folder a teacher filled, the course's cache, and Keras's.

    Returns
    -------
    dict of Path by the name of the environment variable that names it inside; only those there are
    """
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where a sandbox is opened

    given, cache = os.environ.get("COURSE_DATA"), os.environ.get("COURSE_CACHE")
    found = {"COURSE_DATA": Path(given).expanduser()} if given else {}
    found["COURSE_CACHE"] = Path(cache).expanduser() if cache else user_cache_path("perceptron-to-petals", appauthor=False)
    found["KERAS_HOME"] = Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser()
    return {name: folder.resolve() for name, folder in found.items() if folder.is_dir()}


def environment(data: Mapping[str, str] | None = None, *, home: str = HOME, course: str = COURSE) -> dict[str, str]:
    """Say what a process inside has in its environment before it is a submission's.

    Parameters
    ----------
    data : mapping of environment variable to place inside, optional
    home : str
        The student's folder, as the student sees it.
    course : str
        Where course_utils lies.

    Returns
    -------
    dict of str to str
    """
    own = {
        "COURSE_ROOT": home,
        "COURSE_PROGRESS": f"{home}/.progress.json",
        "HOME": home,
        "IPYTHONDIR": f"{home}/.ipython",
        "JPY_PARENT_PID": "1",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": "/tmp/matplotlib",  # noqa: S108 - inside
        "OPENBLAS_NUM_THREADS": "1",  # until the submission's own count is set: threads do not survive a fork
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # a debugger that nobody uses would print a warning into the first cell
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": course,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "USER": "student",
    }
    return own | dict(data or {})


def of_submission(more: Mapping[str, str], cores: int) -> dict[str, str]:
    """Say what a submission's kernel has in its environment besides.

    Parameters
    ----------
    more : mapping of str to str
        What the caller wants in it.
    cores : int
        Threads of every library that computes.

    Returns
    -------
    dict of str to str
    """
    return dict.fromkeys(THREADS, str(cores)) | dict(more)
