"""What every test may rely on, however the run was started."""

import shutil
import signal
from collections.abc import Iterator

import pytest

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
