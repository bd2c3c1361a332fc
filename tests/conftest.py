"""What every test may rely on, however the run was started."""

import random
import re
import shutil
import signal
import sys
from collections.abc import Iterator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

# A shell that starts a run in the background has it ignore Ctrl-C, and its children with it; tests of interrupts need Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

CHROMIUM = ("chromium", "google-chrome", "chromium-browser")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class FileByFile(LoadFileScheduling):
    """Keep the tests of a file in one process: what they share (a graded class, a cluster, a page) is made once.

    Those of test_fairness.py, which would take longer than all others together, share a lesson's kernel and stay together by lesson.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, rest = nodeid.partition("::")
        lesson = re.search(r"\d\d_[a-z_]+", rest) if file.endswith("/test_fairness.py") else None
        return f"{file} {lesson[0]}" if lesson else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FileByFile | None:
    return FileByFile(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give what drives a browser a second try: a busy machine draws late, or loses a key. A run lists what needed it (RERUN)."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def the_same_chance_in_every_run() -> None:
    """Seed what a test did not: weights drawn unseeded (Keras draws its seeds from `random`) fail one run in hundreds."""
    import numpy as np

    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - the shared state is what is meant
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(0)


@pytest.fixture(autouse=True)
def no_lesson_left_open() -> Iterator[None]:
    """Close what a test opened: the lesson in hand decides the language of every later card, plot and line."""
    from course_utils.checking import session

    kept = dict(vars(session._session))
    yield
    vars(session._session).clear()
    vars(session._session).update(kept)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Headless Chromium, Debian's or Chrome."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        pytest.skip("no Chromium here: bash scripts/install_system_packages.sh chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield chrome
        chrome.close()
