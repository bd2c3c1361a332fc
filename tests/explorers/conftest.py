"""Two places to try an explorer in a real headless Chromium: a real JupyterLab, and a bare stage that takes a second."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

from course_utils.explorers.frame.bundle import script
from tests.explorers.staging import SCREENSHOTS, Stage, raise_stage

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab with a folder of its own."""

    address: str
    token: str
    folder: Path
    settings: Path

    def write(self, name: str, cells: list[str]) -> None:
        """Put a notebook of code cells into the folder."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, self.folder / f"{name}.ipynb")

    def choose_theme(self, theme: str) -> None:
        """Write the theme where JupyterLab keeps its settings; the next page has it."""
        write_setting(self.settings, "themes", {"theme": THEMES[theme]})


class NotebookPage:
    """One notebook, open in the browser: run a cell, read its output, find things in it."""

    def __init__(self, page, lab: Lab, name: str) -> None:
        self.page, self.name = page, name
        page.goto(f"{lab.address}/doc/tree/{name}.ipynb?token={lab.token}")
        page.wait_for_selector(".jp-CodeCell .cm-content", timeout=90_000)
        page.get_by_text("| Idle").wait_for(timeout=90_000)  # a key pressed while JupyterLab still connects is lost, or asks for a kernel

    def cell(self, number: int):
        return self.page.locator(".jp-CodeCell").nth(number)

    def run(self, number: int) -> str:
        """Run one cell, wait until it is done and give its output as text."""
        cell = self.cell(number)
        before = self.prompt(number)
        deadline, pressed = time.monotonic() + 120, 0.0
        while time.monotonic() < deadline:
            prompt = self.prompt(number)
            if prompt != before and any(sign.isdigit() for sign in prompt):
                return "\n".join(cell.locator(".jp-OutputArea-output").all_inner_texts())
            if prompt == before and time.monotonic() - pressed > 10:
                cell.locator(".cm-content").click()
                self.page.keyboard.press("Control+Enter")
                pressed = time.monotonic()
            self.page.wait_for_timeout(50)
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"stuck_{self.name}.png")
        raise TimeoutError(f"cell {number} did not finish; its prompt is {prompt}; see {SCREENSHOTS}/stuck_{self.name}.png")

    def prompt(self, number: int) -> str:
        return self.cell(number).locator(".jp-InputPrompt").inner_text()

    def picture(self, name: str, number: int) -> None:
        """Keep a picture of a cell's output in _build/screenshots."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.mouse.move(1, 1)
        self.cell(number).locator(".jp-OutputArea").screenshot(path=SCREENSHOTS / f"{name}.png")


def write_setting(folder: Path, plugin: str, value: dict[str, object]) -> None:
    path = folder / "@jupyterlab" / "apputils-extension" / f"{plugin}.jupyterlab-settings"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_up(address: str, token: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/api/status?token={token}", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


@pytest.fixture(scope="session")
def lab(tmp_path_factory) -> Iterator[Lab]:
    """JupyterLab on a free port of this machine, with a token, away from anyone's own settings."""
    home = tmp_path_factory.mktemp("lab")
    folder, settings, log = home / "notebooks", home / "settings", home / "log"
    folder.mkdir()
    write_setting(settings, "notification", {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True})
    port, token = free_port(), secrets.token_hex(16)
    environment = {name: value for name, value in os.environ.items() if name not in {"MPLBACKEND", "JUPYTER_TOKEN"}} | {
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    options = [f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={folder}"]
    options += [f"--IdentityProvider.token={token}"]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", *options]
    with log.open("wb") as output, subprocess.Popen(command, env=environment, stdout=output, stderr=output) as server:
        try:
            wait_until_up(f"http://127.0.0.1:{port}", token, server, log)
            yield Lab(f"http://127.0.0.1:{port}", token, folder, settings)
        finally:
            server.terminate()


@pytest.fixture
def open_notebook(lab, browser) -> Iterator[Callable[..., NotebookPage]]:
    """Open a notebook of the given cells: open_notebook(name, cells, theme=, width=, touch=)."""
    contexts = []

    def opened(name: str, cells: list[str], *, theme: str = "light", width: int = 1400, touch: bool = False) -> NotebookPage:
        lab.write(name, cells)
        lab.choose_theme(theme)
        contexts.append(browser.new_context(viewport={"width": width, "height": 1000}, has_touch=touch))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.add(request.url))
        return NotebookPage(page, lab, name)

    asked: set[str] = set()
    yield opened
    for context in contexts:
        context.close()
    assert {address for address in asked if not address.startswith((lab.address, "data:", "blob:"))} == set(), "the network was asked"


@pytest.fixture
def stage(browser) -> Iterator[Callable[..., Stage]]:
    """Put an explorer on a bare page: stage(explorer, theme=, width=, touch=). Errors of the page fail the test."""
    contexts, faults, asked = [], [], set()

    def staged(explorer, *, theme: str = "light", width: int = 1400, touch: bool = False) -> Stage:
        contexts.append(browser.new_context(viewport={"width": width, "height": 1000}, has_touch=touch))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: asked.add(request.url))
        return raise_stage(page, explorer, theme=theme)

    yield staged
    for context in contexts:
        context.close()
    assert faults == []
    assert {address for address in asked if not address.startswith(("data:", "blob:", "about:"))} == set(), "the network was asked"


@pytest.fixture
def javascript(browser) -> Iterator[Callable[..., Any]]:
    """Call a function of one of our ES modules in the browser: javascript(path, name, *arguments), plain data in and out."""
    context = browser.new_context()
    page = context.new_page()

    def call(path: Path, name: str, *arguments: Any) -> Any:
        return page.evaluate(
            """async ([source, name, given]) => {
              const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
              const plain = (value) => ArrayBuffer.isView(value) ? Array.from(value) : Array.isArray(value) ? value.map(plain)
                : value && typeof value === "object"
                  ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)])) : value;
              return plain(await (await import(address))[name](...given));
            }""",
            [script(path), name, list(arguments)],
        )

    yield call
    context.close()
