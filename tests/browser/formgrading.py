"""An instructor's course with its hand-ins, JupyterLab in it, and formgrader's pages as a browser shows them."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from tests.browser.conftest import SCREENSHOTS, address
from tests.grading.fixtures.making import LIGHT, hand_in, light_course, solved, untouched, with_answers

HANDED_IN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
REFUSAL = "The file is no notebook"
LINKED = "A link was handed in"
OUTSIDE = "http://127.0.0.1:9/stolen"
ACTIVE = (
    "<script>window.hacked = 1; alert(1)</script><svg onload='window.hacked = 1; alert(1)'></svg>"
    "<iframe srcdoc='<script>parent.hacked = 1</script>'></iframe><iframe src='javascript:parent.hacked = 1'></iframe>"
    f"<img src='{OUTSIDE}' onerror='window.hacked = 1; alert(1)'><link rel=stylesheet href='{OUTSIDE}'>"
    f"<style>*{{background:url({OUTSIDE})}}</style>"
)
SHOWN = f"""
from IPython.display import HTML, SVG, Javascript, Latex, display
display(HTML({ACTIVE!r}), Javascript("window.hacked = 1"), Latex({ACTIVE!r}))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='window.hacked = 1'/>"))
print({ACTIVE!r})
"""
FAILING = f"def darkest(images):\n    raise ValueError({ACTIVE!r})"  # a bonus: what fails is shown on every page, and costs no points


def taught(folder: Path) -> Path:
    """Make a course with hand-ins: all solved, nothing done, out to run in the instructor's browser, a link, and no notebook."""
    course = light_course(folder)
    for student, notebook in {"ana": solved(course), "bo": untouched(course), "eve": _active(course), "zed": b"{ no notebook"}.items():
        hand_in(course, student, LIGHT, notebook, HANDED_IN)
    link = hand_in(course, "lin", LIGHT, b"", HANDED_IN)
    link.unlink()
    link.symlink_to(course / "solutions" / LIGHT / f"{LIGHT}.py")
    return course


def _active(course: Path) -> bytes:
    notebook = json.loads(with_answers(solved(course), {"own_words": ACTIVE, "darkest": FAILING}))
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": ACTIVE}}
    own = {"id": "own", "cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": [output], "source": SHOWN}
    words = {"id": "words", "cell_type": "markdown", "metadata": {}, "source": f"{ACTIVE}\n\n[x](javascript:alert(1)) ![x]({OUTSIDE})"}
    notebook["cells"][4:4] = [own, words]
    return json.dumps(notebook).encode()


def run(course: Path, *command: str) -> str:
    """Run a command as in a terminal of JupyterLab; what it printed."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    environment.pop("COURSE_ROOT", None)
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout + done.stderr


@contextmanager
def lab(course: Path) -> Iterator[str]:
    """Start JupyterLab as the README says; its address, token included."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {name: str(course / ".own" / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_WORKSPACES_DIR")}
    environment = {name: value for name, value in os.environ.items() if name != "COURSE_ROOT"} | own
    log, jupyter = course / "lab.log", str(Path(sys.executable).with_name("jupyter"))
    command = [jupyter, "lab", "--no-browser", "--allow-root", f"--port={port}"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=course, env=environment, stdout=output, stderr=output, start_new_session=True)
    try:
        yield address(process, log)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(course / ".own", ignore_errors=True)


class Formgrader:
    """Formgrader in one page of a browser, which notes whatever happened there that should not.

    Attributes
    ----------
    strange : list of str
        Dialogs, and what was asked of anybody but JupyterLab and the place where MathJax lies.
    """

    def __init__(self, page, lab: str) -> None:
        self.page, self.base = page, lab.split("/lab", maxsplit=1)[0]
        self.strange: list[str] = []
        page.set_default_timeout(60_000)
        page.on("dialog", self._note_dialog)
        page.route(lambda url: url.startswith("http") and not url.startswith(self.base), self._refuse)
        page.goto(lab)
        page.get_by_role("menuitem", name="Nbgrader", exact=True).wait_for()

    def _note_dialog(self, dialog) -> None:
        self.strange.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _refuse(self, route) -> None:
        if "mathjax" not in route.request.url:
            self.strange.append(route.request.url)
        route.abort()

    def from_the_menu(self):
        """Open formgrader by JupyterLab's menu; its frame."""
        self.page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
        self.page.get_by_text("Formgrader", exact=True).click()
        return self.page.frame_locator("iframe[src*=formgrader]")

    def open(self, path: str, picture: str) -> None:
        """Open a page that holds a table, wait for its rows and keep a picture."""
        self.page.goto(f"{self.base}/formgrader/{path}")
        self.page.wait_for_selector("tbody tr a")
        self.picture(picture)

    def rows(self) -> list[str]:
        """Read the table's rows, without icons; cells lie one blank apart."""
        return [" ".join(row.split()) for row in self.page.locator("tbody tr").all_inner_texts()]

    def row(self, student: str):
        return self.page.locator("#main-table tr").filter(has=self.page.locator(f".student-id[data-order={student}]"))

    def press(self, button) -> str:
        """Press one of the small icons; the log that formgrader shows once it is done."""
        button.click()
        modal = self.page.locator(".modal.in")
        modal.locator(".modal-body").wait_for(timeout=120_000)
        words = modal.inner_text()
        modal.locator(".modal-footer button").click()
        modal.wait_for(state="hidden")
        return words

    def open_submission(self, student: str, picture: str) -> None:
        """Open what a student handed in, by the links an instructor follows, and wait until scores and comments are there."""
        self.open(f"manage_students/{student}/{LIGHT}", f"student_{student}")
        self.page.get_by_role("link", name=LIGHT).last.click()
        self.page.wait_for_function("() => typeof formgrader === 'object' && formgrader.grades?.loaded && formgrader.comments?.loaded")
        self.picture(picture)

    def hints(self) -> dict[str, str]:
        """Read the automatic comments: formgrader shows them in its empty comment fields."""
        return self.page.locator("textarea.comment").evaluate_all("all => Object.fromEntries(all.map(one => [one.id, one.placeholder]))")

    def type_in(self, field: str, words: str) -> None:
        """Type into a field, leave it, and wait until formgrader has saved it."""
        box = self.page.locator(f'[id="{field}"]')
        if box.input_value() == words:
            return
        with self.page.expect_response(lambda response: response.request.method == "PUT") as saved:
            box.fill(words)
            box.press("Tab")
        assert saved.value.ok

    def picture(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"formgrader_{name}.png", full_page=True)


def nothing_runs(page) -> None:
    """Look through a page for what its student put there to run; MathJax and formgrader's own scripts may."""
    page.wait_for_timeout(500)  # for what would start late
    assert page.evaluate("window.hacked") is None
    shown = page.locator("#notebook-container, main").first
    assert "window.hacked = 1" in shown.inner_text(), "what was written is shown as it was written"
    assert shown.locator("script, svg, iframe, object, embed, link, style, [onload], [onerror]").count() == 0
    assert shown.locator(f'[src*="{OUTSIDE}"], [href^="javascript:"]').count() == 0
