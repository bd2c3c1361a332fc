"""The training watcher in a browser: curves that grow, and a Stop button that works while the kernel is busy."""

import ast
import math
from pathlib import Path

import nbformat
import pytest

import course_utils.explorers.watching
from course_utils.explorers.watching.explorer import TrainingWatcher
from course_utils.explorers.watching.record import spoken

pytestmark = pytest.mark.browser
HERE = Path(course_utils.explorers.watching.__file__).parent
BATCHES = 60


def fed(watcher: TrainingWatcher, done: int, planned: int, *, end: tuple[str, int] | None = None) -> TrainingWatcher:
    """A training of our own making that overfits from epoch 9 on, and half of its next epoch."""
    now = [0.0]
    watcher.clock = lambda: now[0]
    watcher.begin(planned)
    for epoch in range(done + 1):
        watcher.begin_epoch(epoch, anew=epoch == 0)
        total = 0.0
        for batch in range(1, (BATCHES if epoch < done else BATCHES // 2) + 1):
            now[0] += 0.12
            total += 1.9 * math.exp(-(epoch + batch / BATCHES) / 3.2) + 0.12 + 0.1 * math.sin(batch * 12.9898 + epoch)
            watcher.batch(epoch, batch, BATCHES, total / batch)
        if epoch < done:
            share = 1 - 0.75 * math.exp(-epoch / 3)
            left = 1.6 * math.exp(-(epoch + 1) / 2.6) + 0.32 + 0.02 * max(0, epoch - 5)
            numbers = {"accuracy": share * 0.98, "loss": total / BATCHES, "val_accuracy": share * 0.9, "val_loss": left}
            watcher.end_epoch(epoch, {**numbers, "learning_rate": 1e-3 / (1 + epoch)})
    if end is not None:
        watcher.end(*end)
    return watcher


def test_the_curves_the_times_and_the_best_epoch_are_shown(stage):
    seen = stage(fed(TrainingWatcher(language="en"), 12, 20))
    page = seen.page
    seen.settle()
    assert page.locator(".where").inner_text() == "Epoch 13 of 20 · batch 30 of 60"
    assert page.locator(".times").inner_text() == "1:30 so far · about 0:54 left · learning rate 8.3e−5"
    assert page.get_by_label("progress over all epochs").get_attribute("aria-valuenow") == "63"
    assert page.get_by_label("progress within this epoch").get_attribute("aria-valuenow") == "50"
    assert page.get_by_text("best epoch: 9").is_visible()
    assert "Epoch 12 of 20: training loss" in page.locator(".summary").inner_text()
    assert page.locator("svg.petals-chart").count() == 2
    for key in ("series1", "series2"):
        assert page.locator(f".petals-chart path[stroke='var(--{key})']").first.get_attribute("d").count("L") == 11


def test_the_batch_line_grows_between_epochs(stage):
    watcher = fed(TrainingWatcher(language="en"), 2, 4)
    seen = stage(watcher)
    line = seen.page.locator(".petals-chart path[stroke='var(--faint-ink)']").first
    seen.settle()
    before = line.get_attribute("d").count("L")
    for place in (2.9, 2.95):
        watcher.live = {**watcher.live, "point": [place, 0.5]}
        seen.push()
    seen.settle()
    assert line.get_attribute("d").count("L") == before + 2


def test_stop_is_said_at_once_and_asks_python(stage):
    watcher = fed(TrainingWatcher(language="en"), 3, 9)
    asked = []
    watcher.on_msg(lambda _widget, content, _buffers: asked.append(content))
    seen = stage(watcher)
    stop = seen.page.get_by_role("button", name="Stop, keep the best")
    stop.focus()
    seen.page.keyboard.press("Enter")
    seen.settle()
    assert asked == [{"kind": "stop"}]
    assert stop.is_disabled()
    assert "Stopping after this batch" in seen.page.locator(".summary").inner_text()
    watcher.end("stopped", 3)
    seen.push()
    seen.page.wait_for_function("document.querySelector('.state').textContent === 'stopped'")
    assert not stop.is_visible()
    assert "The model now has the weights of epoch 3." in seen.page.locator(".summary").inner_text()


def test_a_stop_that_nobody_hears_names_the_notebook_s_own_button(stage):
    seen = stage(fed(TrainingWatcher(language="en"), 3, 9))
    seen.page.clock.install()
    seen.page.get_by_role("button", name="Stop, keep the best").click()
    seen.page.clock.run_for(5000)
    assert "Press its own stop button ■ once" in seen.page.locator(".alarm").inner_text()


def test_after_the_end_the_best_weights_can_be_asked_for(stage):
    watcher = fed(TrainingWatcher(language="en"), 12, 12, end=("finished", 12))
    watcher.can_go_back = True
    asked = []
    watcher.on_msg(lambda _widget, content, _buffers: asked.append(content))
    seen = stage(watcher)
    seen.page.get_by_role("button", name="Go back to the weights of epoch 9").click()
    seen.settle()
    assert asked == [{"kind": "go back"}]


def test_a_loss_that_is_no_number_is_explained(stage):
    watcher = TrainingWatcher(language="ko")
    watcher.begin(3)
    watcher.begin_epoch(0, anew=True)
    watcher.batch(0, 1, 2, math.nan)
    watcher.end_epoch(0, {"loss": math.nan, "val_loss": math.nan})
    watcher.end("finished", 1)
    seen = stage(watcher)
    assert "학습률이 너무 크거나" in seen.page.locator(".alarm").inner_text()


@pytest.mark.parametrize(
    ("first", "now", "planned", "over", "end"),
    [(0, 0, 5, False, 5), (0, 3, 100, False, 8), (0, 9, 100, False, 16), (4, 5, 6, False, 6), (0, 7, 100, True, 7), (0, 0, 0, False, 1)],
)
def test_the_axis_leaves_room_for_as_many_epochs_again(javascript, first, now, planned, over, end):
    assert javascript(HERE / "face.js", "horizon", first, now, planned, over) == end


def test_the_page_speaks_times_as_python_does(javascript):
    for seconds in (0, 7.4, 59.7, 90, 3725, 36000):
        assert javascript(HERE / "face.js", "spoken", seconds) == spoken(seconds)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [400, 1400])
def test_it_fits_narrow_and_wide_pages_in_both_languages(stage, theme, language, width):
    seen = stage(fed(TrainingWatcher(language=language), 12, 20), theme=theme, width=width)
    seen.settle()
    assert seen.spill() <= 0
    assert seen.unnamed() == []
    seen.picture(f"watching_{theme}_{language}_{width}")


SETUP = """import time, numpy, keras
from course_utils import watch_training
keras.utils.set_random_seed(0)
network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(4), keras.layers.Dense(1)])
network.compile("sgd", "mse", metrics=["mae"], run_eagerly=True)
numbers = numpy.random.default_rng(0).normal(size=(64, 2))
slow = keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: time.sleep(0.05))
watcher = watch_training(language="en")
order = []"""
FIT = """order.append("before")
network.fit(numbers, numbers.sum(1), epochs=10_000, batch_size=8, validation_split=0.25, verbose=0, callbacks=[slow, watcher])
order.append(watcher.state)"""
READ = "(order, watcher.state, watcher.holds == watcher.best_epoch, len(watcher.history['loss']) < 10_000)"


def test_in_jupyterlab_stop_works_while_the_cell_runs_and_queued_cells_follow_in_order(open_notebook, lab):
    notebook = open_notebook("watching", [SETUP, FIT, "order.append('queued')", READ, FIT, READ])
    page = notebook.page
    notebook.run(0)
    for number in (1, 2):  # the second is queued behind the first
        notebook.cell(number).locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
    page.wait_for_function("document.querySelector('.petals-watching .where')?.textContent.startsWith('Epoch 3 ')", timeout=60_000)
    assert notebook.prompt(2) == "[*]:"
    page.get_by_role("button", name="Stop, keep the best").click()
    page.wait_for_function("document.querySelector('.petals-watching .state')?.textContent === 'stopped'", timeout=30_000)
    notebook.picture("watching_jupyterlab", 1)
    assert ast.literal_eval(notebook.run(3).strip()) == (["before", "stopped", "queued"], "stopped", True, True)
    # The notebook's own stop button does the same.
    notebook.cell(4).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "[...document.querySelectorAll('.petals-watching .where')].at(-1).textContent.startsWith('Epoch 2 ')", timeout=60_000
    )
    page.locator("[data-command='notebook:interrupt-kernel'], [title^='Interrupt']").first.click()
    order = ["before", "stopped", "queued", "before", "interrupted"]
    assert ast.literal_eval(notebook.run(5).strip()) == (order, "interrupted", True, True)
    page.keyboard.press("Control+s")
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    page.wait_for_timeout(1000)
    saved = nbformat.read(lab.folder / "watching.ipynb", as_version=4)
    shown = [output for output in saved.cells[1].outputs if "image/png" in output.get("data", {})]
    assert len(shown) == 1
    assert "Stopped in epoch" in shown[0]["data"]["text/plain"]
    assert [output for output in saved.cells[1].outputs if output["output_type"] == "stream"] == []  # the page says it already
