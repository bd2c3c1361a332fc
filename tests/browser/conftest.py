"""A course as a student has it, JupyterLab as `make lab` starts it, and a browser to look at both."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "_build" / "screenshots"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy that a test may work in, with the environment of this checkout."""
    folder = tmp_path / "course"
    folder.mkdir()
    for name in ("lessons", "solutions", "scripts"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv" if (ROOT / ".venv").exists() else Path(os.environ["VIRTUAL_ENV"]))
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
def page(request: pytest.FixtureRequest) -> Iterator[object]:
    """One empty browser page."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium: bash scripts/install_system_packages.sh chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_page(viewport={"width": 1300, "height": 1000})
        yield opened
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        opened.screenshot(path=SCREENSHOTS / f"{re.sub(r'[^a-z0-9]+', '_', request.node.name)}_last.png")
        browser.close()
