"""A lesson's notebook, open in JupyterLab as `make lab` starts it: its cells by their ids."""

import json
import re
import time
from pathlib import Path

SCREENSHOTS = Path(__file__).parents[2] / "_build" / "screenshots"


class OpenLesson:
    """A lesson's notebook in JupyterLab, its cells by their ids."""

    def __init__(self, page, address: str, course: Path, language: str, name: str) -> None:
        path = f"lessons/{language}/{name}/{name}.ipynb"
        cells = json.loads((course / path).read_text(encoding="utf-8"))["cells"]
        self.page = page
        self.places = {cell["id"]: place for place, cell in enumerate(cells)}
        page.goto(re.sub(r"/lab\S*\?", f"/lab/tree/{path}?reset&", address))
        page.wait_for_selector(".jp-Notebook .jp-CodeCell .cm-content", timeout=90_000)
        page.get_by_text(re.compile(r"Python 3.*Idle")).first.wait_for(timeout=90_000)  # the status bar, once the kernel has answered

    def cell(self, name: str):
        return self.page.locator(f'.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell[data-windowed-list-index="{self.places[name]}"]')

    def output(self, name: str):
        return self.cell(name).locator(".jp-OutputArea").first

    def run_all(self) -> None:
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_text("Run All Cells", exact=True).click()
        numbered = (
            "() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].every((prompt) => /[0-9]/.test(prompt.textContent))"
        )
        self.page.wait_for_function(numbered, timeout=600_000)

    def run(self, name: str) -> None:
        prompt = self.cell(name).locator(".jp-InputPrompt")
        before = prompt.text_content()
        self.cell(name).locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")
        deadline = time.monotonic() + 60
        while prompt.text_content() == before or "*" in prompt.text_content():
            assert time.monotonic() < deadline, f"{name} did not finish"
            self.page.wait_for_timeout(50)

    def write(self, name: str, code: str) -> None:
        self.cell(name).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)
        self.run(name)

    def picture_of(self, cell: str, name: str) -> None:
        """Keep a picture of one cell's output; the READMEs show two of these (docs/)."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.output(cell).screenshot(path=SCREENSHOTS / f"{name}.png")

    def picture(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
