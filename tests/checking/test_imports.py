"""Importing costs little: what is slow loads when it is first used."""

import json
import subprocess
import sys

HEAVY = {"IPython", "tensorflow", "keras", "pandas", "matplotlib", "jupyter_client", "ipykernel", "scipy", "sklearn", "zmq", "nbformat"}


def _loaded(code):
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport json, sys; print(json.dumps(list(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout))


def test_importing_the_checks_loads_little_more_than_numpy():
    baseline = _loaded("import numpy, ast, inspect, json, base64, tempfile, contextvars, dataclasses")
    loaded = _loaded("import course_utils.checking")
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
    more = {name for name in loaded - baseline if not name.startswith("course_utils")}
    assert len(more) < 30, sorted(more)


def test_the_lessons_own_calls_load_little_too():
    loaded = _loaded("from course_utils import after, check, hint, lesson, predict, progress, quiz, record, reset, solution")
    assert not HEAVY & {name.partition(".")[0] for name in loaded}


def test_the_probe_loads_in_a_students_kernel_without_the_rest():
    loaded = _loaded("import course_utils.checking.kernel_student")
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
