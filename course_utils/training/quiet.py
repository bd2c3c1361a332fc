"""TensorFlow's start-up messages, kept out of the notebook."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from course_utils.checking.capturing import captured


@contextmanager
def quiet_start() -> Iterator[None]:
    """Hide what TensorFlow writes while it loads: processors, missing graphics cards, none of it of use to a student.

    Sets TF_CPP_MIN_LOG_LEVEL to 3 unless it is set. Errors are raised as ever.

    Yields
    ------
    None

    Examples
    --------
    >>> with quiet_start():
    ...     import json
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with captured():
        yield
