"""How fluent the explorers are: frames while dragging, the time to the first picture, the bytes sent; a table, nothing asserted.

    python benchmarks/explorers.py            every explorer
    python benchmarks/explorers.py kernel     those named

Each explorer stands on a bare page in headless Chromium (no graphics card: everything is painted by the processor) and a control is dragged
with the mouse for two seconds. "work" is what the page's main thread did per frame (script, style, layout, painting commands), as Chromium
counts it; a frame is 16.7 ms at 60 Hz. The interval between frames cannot be shorter than that, work can. Two shared cores are noisy:
compare explorers within one run.
"""

import json
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # the stage is in tests/

from tests.explorers.staging import Stage, packed, raise_stage

SECONDS = 2.0
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
RECORDER = """() => {
  window.frames_seen = [];
  const tick = (now) => { window.frames_seen.push(now); window.ticking = requestAnimationFrame(tick); };
  window.ticking = requestAnimationFrame(tick);
}"""


@dataclass(frozen=True)
class Subject:
    """One explorer and what is dragged in it."""

    make: Callable[[], Any]
    handle: str  # of the page; what is under the middle of the first one is dragged
    wide: bool = True  # dragged left and right; else up and down


@dataclass(frozen=True)
class Drag:
    """What a drag cost."""

    frames: int
    interval: float  # ms, median
    slowest: float  # ms, 95th percentile
    work: float  # ms per frame, main thread
    kilobytes: float  # sent to Python


def flower(side: int = 256) -> np.ndarray:
    """Cut a colour photograph of the given side."""
    from sklearn.datasets import load_sample_image  # noqa: PLC0415 - a second

    return np.ascontiguousarray(load_sample_image("flower.jpg")[:side, 200 : 200 + side])


def subjects() -> dict[str, Subject]:
    """Every explorer on material of the size students use."""
    from course_utils import explorers as made  # noqa: PLC0415 - TensorFlow is started quietly first

    images, labels, names = garments()
    network = small_network()
    scores = np.random.default_rng(0).dirichlet(np.ones(10), len(labels))
    return {
        "activations": Subject(lambda: made.explore_activations("relu", language="en"), ".petals-activations .petals-knob"),
        "arithmetic": Subject(lambda: made.explore_arithmetic(language="en"), ".petals-arithmetic .petals-knob"),
        "augmentation": Subject(
            lambda: made.explore_augmentation(images, model=network, language="en"), ".petals-augmentation input[type=range]"
        ),
        "confusion": Subject(
            lambda: made.explore_confusion(labels, scores, images, names, language="en"), ".petals-confusion input[type=range]"
        ),
        "descent": Subject(
            lambda: made.explore_descent("valley", optimizers=["sgd", "momentum", "adam"], language="en"), ".petals-descent .start"
        ),
        "embedding": Subject(lambda: made.explore_embedding(network, images, labels, language="en"), ".petals-embedding canvas[tabindex]"),
        "feature_maps": Subject(lambda: made.explore_feature_maps(network, images, language="en"), ".petals-maps .big canvas"),
        "graph": Subject(
            lambda: made.explore_graph("loss = (sigmoid(w*x + b) - t)**2", w=1, x=0.5, b=0.3, t=1, language="en"),
            ".petals-graph input[type=range] >> nth=1",
        ),
        "initialisation": Subject(lambda: made.explore_initialisation(std=0.1, language="en"), ".petals-initialisation input[type=range]"),
        "kernel": Subject(lambda: made.explore_kernel(flower(), "sobel_x", language="en"), ".petals-kernel .matrix input", wide=False),
        "overfitting": Subject(
            lambda: made.explore_overfitting("polynomial", language="en"), ".training circle[data-place='5']", wide=False
        ),
        "perceptron": Subject(lambda: made.explore_perceptron("XOR", language="en"), ".mover"),
        "pooling": Subject(lambda: made.explore_pooling(flower(), language="en"), ".petals-pooling .moved input[type=range]"),
        "saliency": Subject(lambda: made.explore_saliency(network, images, language="en"), ".petals-saliency input[type=range]"),
    }


def garments() -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """Draw a thousand garments."""
    from course_utils.data import load  # noqa: PLC0415

    dataset = load("fashion", source="synthetic")
    return dataset.test.images[:1000], dataset.test.labels[:1000], tuple(dataset.class_names("en"))


def small_network() -> Any:
    """Build an untrained network; what it has learnt changes no time."""
    from course_utils.training import quiet_start  # noqa: PLC0415

    with quiet_start():
        import keras  # noqa: PLC0415 - TensorFlow, seconds
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )


def task_seconds(session: Any) -> float:
    """Seconds the page's main thread has worked."""
    return next(one["value"] for one in session.send("Performance.getMetrics")["metrics"] if one["name"] == "TaskDuration")


def dragged(stage: Stage, subject: Subject) -> Drag:
    """Drag a control to and fro for two seconds and count."""
    page = stage.page
    handle = page.locator(subject.handle).locator("visible=true").first
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(RECORDER)
    said, before, start, step = stage.heard, task_seconds(session), time.monotonic(), 0
    while time.monotonic() - start < SECONDS:
        step += 1
        shift = 30 * np.sin(step / 6)
        page.mouse.move(x + shift * subject.wide, y + shift * (not subject.wide))
    work = task_seconds(session) - before
    frames = page.evaluate("() => { cancelAnimationFrame(window.ticking); return window.frames_seen; }")
    page.mouse.up()
    stage.settle()
    gaps = np.diff(frames)
    return Drag(
        len(frames), statistics.median(gaps), float(np.percentile(gaps, 95)), 1000 * work / max(1, len(frames)), (stage.heard - said) / 1000
    )


def measure(browser: Any, name: str, subject: Subject) -> list[str]:
    """One row of the table."""
    started = time.perf_counter()
    explorer = subject.make()
    made = time.perf_counter() - started
    size = sum(len(json.dumps(packed(value), default=str)) for value in explorer.get_state().values()) / 1000
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    started = time.perf_counter()
    stage = raise_stage(page, explorer)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    first = time.perf_counter() - started
    drag = dragged(stage, subject)
    page.context.close()
    return [
        name,
        f"{made * 1000:.0f}",
        f"{first * 1000:.0f}",
        f"{size:.0f}",
        str(drag.frames),
        f"{drag.interval:.1f}",
        f"{drag.slowest:.1f}",
        f"{drag.work:.1f}",
        f"{drag.kilobytes:.1f}",
    ]


def main(names: list[str]) -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    known = subjects()
    unknown = sorted(set(names) - set(known))
    if unknown:
        sys.exit(f"no explorer named {', '.join(unknown)}; there are {', '.join(known)}")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium here: bash scripts/install_system_packages.sh chromium")
    table = Table("explorer", "made, ms", "first picture, ms", "sent, kB", "frames", "interval, ms", "95 %, ms", "work, ms", "dragging, kB")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name in names or known:
            table.add_row(*measure(browser, name, known[name]))
        browser.close()
    Console(width=140).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
