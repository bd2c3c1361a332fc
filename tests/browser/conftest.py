"""A course as a student has it, JupyterLab as `make lab` starts it, and a browser to look at both."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "_build" / "screenshots"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy that a test may work in, with the environment of this checkout."""
    folder = tmp_path / "course"
    folder.mkdir()
    for name in ("lessons", "solutions", "scripts"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


@pytest.fixture
def lab(course: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address JupyterLab prints, token included; the language is the test's `language` parameter."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "COURSE_LANGUAGE": request.getfixturevalue("language"),
        "COURSE_PROGRESS": str(course / "progress.json"),
        "PORT": str(port),
        "BROWSER": "0",
        "JUPYTER_CONFIG_DIR": str(course / "jupyter"),
        "JUPYTER_DATA_DIR": str(course / "jupyter-data"),
        "JUPYTERLAB_WORKSPACES_DIR": str(course / "workspaces"),
    }
    log = course / "lab.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["bash", "scripts/lab.sh"], cwd=course, env=os.environ | settings, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield address(process, log)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # kernels notice that their parent is gone and end


def address(process: subprocess.Popen[bytes], log: Path) -> str:
    while process.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:\d+/lab\S*\?token=\w+", log.read_text(encoding="utf-8"))
        if found:
            return found.group()
        time.sleep(0.2)
    raise AssertionError(f"JupyterLab stopped before it printed its address:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture
def page(browser, request: pytest.FixtureRequest) -> Iterator[object]:
    """One empty page; what it showed last is kept in _build/screenshots."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    opened = context.new_page()
    yield opened
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    opened.screenshot(path=SCREENSHOTS / f"{re.sub(r'[^a-z0-9]+', '_', request.node.name)}_last.png")
    context.close()
