"""Two places to try an explorer in a real headless Chromium: a real JupyterLab, and a bare stage that takes a second."""

import base64
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
from traitlets import TraitError

from course_utils.explorers.frame.bundle import script

SCREENSHOTS = Path(__file__).parents[2] / "_build" / "screenshots"
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
        self.page = page
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
        raise TimeoutError(f"cell {number} did not finish; its prompt is {prompt}")

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


PAGE = """<!doctype html><meta charset="utf-8"><style id="look"></style><body data-jp-theme-light="{light}"><div id="face"></div>"""
DARK = """:root { --jp-ui-font-color1: rgba(255,255,255,0.87); --jp-ui-font-color2: rgba(255,255,255,0.7); --jp-layout-color1: #111111;
  --jp-layout-color2: #424242; --jp-border-color1: #616161; --jp-brand-color1: #64b5f6; } body { background: #111111; }"""
# A Backbone model as far as anywidget shows it to a face; `tell` carries what the face says to Python and brings back what followed.
MODEL = """
const open = (value) => value === null || typeof value !== "object" ? value
  : Array.isArray(value) ? value.map(open)
  : "$bytes" in value ? new DataView(Uint8Array.from(atob(value.$bytes), (sign) => sign.charCodeAt(0)).buffer)
  : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, open(part)]));
const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
const close = (value) => value === null || typeof value !== "object" ? value
  : isBytes(value) ? { $bytes: btoa(Array.from(new Uint8Array(value.buffer ?? value), (byte) => String.fromCharCode(byte)).join("")) }
  : Array.isArray(value) ? value.map(close)
  : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, close(part)]));
window.stage = { state: {}, acts: {}, waiting: {}, pending: 0 };
const same = (one, two) => one === two || (!isBytes(one) && JSON.stringify(close(one)) === JSON.stringify(close(two)));
const model = {
  get: (name) => stage.state[name],
  set(name, value) {
    if (typeof name === "object") return Object.entries(name).forEach(([one, part]) => model.set(one, part));
    if (same(stage.state[name], value)) return;
    stage.state[name] = value;
    stage.waiting[name] = value;
    for (const act of [...(stage.acts[`change:${name}`] ?? [])]) act();
  },
  save_changes() {
    const said = close(stage.waiting);
    stage.waiting = {};
    stage.pending += 1;
    window.tell(said).then((changed) => { stage.take(changed); stage.pending -= 1; });
  },
  send(content) { stage.pending += 1; window.tell({ $message: content }).then((changed) => { stage.take(changed); stage.pending -= 1; }); },
  on(event, act) { (stage.acts[event] ??= []).push(act); },
  off(event, act) { stage.acts[event] = (stage.acts[event] ?? []).filter((one) => one !== act); },
};
stage.take = (changed) => {
  const values = open(changed);
  const names = Object.keys(values).filter((name) => !same(stage.state[name], values[name]));
  for (const name of names) stage.state[name] = values[name];
  for (const name of names) for (const act of [...(stage.acts[`change:${name}`] ?? [])]) act();
};
stage.raise = async (source, state) => {
  stage.state = open(state);
  const face = (await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })))).default;
  stage.leave = await face.render({ model, el: document.getElementById("face") });
};
"""


def packed(value: Any) -> Any:
    """A trait as JSON; bytes as base64."""
    if isinstance(value, bytes | bytearray | memoryview):
        return {"$bytes": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, dict):
        return {name: packed(part) for name, part in value.items()}
    return [packed(part) for part in value] if isinstance(value, list | tuple) else value


def unpacked(value: Any) -> Any:
    """What `packed` packed."""
    if isinstance(value, dict):
        return base64.b64decode(value["$bytes"]) if "$bytes" in value else {name: unpacked(part) for name, part in value.items()}
    return [unpacked(part) for part in value] if isinstance(value, list) else value


class Stage:
    """One explorer in a bare page, both ways, without a notebook: what the face says reaches the Python explorer at once."""

    def __init__(self, page, explorer) -> None:
        self.page, self.explorer, self.refused = page, explorer, []
        self._known = {}
        page.expose_function("tell", self._hear)
        page.add_script_tag(content=MODEL)
        page.evaluate("css => document.getElementById('look').append(css)", str(explorer._css))
        page.evaluate("([source, state]) => stage.raise(source, state)", [str(explorer._esm), self._news()])

    def _news(self) -> dict[str, Any]:
        kept = {"_esm", "_css", "_anywidget_id"}
        state = {name: packed(value) for name, value in self.explorer.get_state().items() if name not in kept and not name.startswith("_")}
        state.pop("layout", None)
        news = {name: value for name, value in state.items() if self._known.get(name, self) != value}
        self._known = state
        return news

    def _hear(self, said: dict[str, Any]) -> dict[str, Any]:
        message = said.pop("$message", None)
        if message is not None:
            self.explorer._handle_custom_msg(message, [])
        for name, value in said.items():
            self._known[name] = value
            try:
                setattr(self.explorer, name, unpacked(value))
            except (TraitError, ValueError) as error:
                self.refused.append(str(error))
        return self._news()

    def push(self) -> None:
        """Tell the page what Python changed."""
        self.page.evaluate("changed => stage.take(changed)", self._news())

    def settle(self) -> None:
        """Wait until the face and Python have said all."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self.page.wait_for_function("stage.pending === 0")

    def drag(self, selector: str, dx: float, dy: float) -> None:
        """Drag a node by its middle."""
        node = self.page.locator(selector)
        node.scroll_into_view_if_needed()
        box = node.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=6)
        self.page.mouse.up()
        self.settle()

    def picture(self, name: str) -> None:
        """Keep a picture of the face in _build/screenshots."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.settle()
        self.page.locator("#face").screenshot(path=SCREENSHOTS / f"{name}.png")

    def spill(self) -> int:
        """By how many pixels the face is wider than its room."""
        return self.page.evaluate("(() => {const el = document.getElementById('face'); return el.scrollWidth - el.clientWidth})()")

    def unnamed(self) -> list[str]:
        """Controls without a name for screen readers."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll("#face :is(input, button, select, canvas[tabindex], [tabindex], [role=img])")]
              .filter((node) => !(node.getAttribute("aria-label") || node.closest("label")?.textContent.trim() || node.textContent.trim()))
              .map((node) => node.outerHTML.slice(0, 120))"""
        )


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
        page.set_content(PAGE.format(light="false" if theme == "dark" else "true"))
        if theme == "dark":
            page.add_style_tag(content=DARK)
        return Stage(page, explorer)

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
