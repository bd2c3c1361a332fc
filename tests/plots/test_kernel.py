"""In a real kernel: exactly one picture per cell, and no `<Axes: >` beside it."""

from collections.abc import Iterator

import pytest
from jupyter_client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

PREPARE = "import numpy as np\nfrom course_utils import plots\nE = {'language': 'en'}"
EARLIER = "ax = plots.plot_function(abs, **E)"  # a cell before those under test
CELLS = {
    "last expression": "plots.plot_function(abs, **E)",
    "value dropped": "kept = plots.plot_function(abs, **E)",
    "inside a function whose value is dropped": "def f():\n    plots.plot_points([[0, 1]], [0], **E)\n\nf()",
    "returned from a function": "def f():\n    return plots.show_images(np.zeros((2, 4, 4)), **E)\n\nf()",
    "a lambda's outcome": "outcome = lambda: plots.show_kernels(np.eye(3), **E)\n_ = outcome()",
    "several panels": "plots.plot_history({'loss': [2, 1], 'accuracy': [0, 1]}, **E)",
    "changed before it is shown": "changed = plots.plot_function(abs, **E)\nchanged.set_title('mine')\nchanged",
    "shown again later": "ax",
    "shown again by hand": "display(ax)",
    "the current figure of pyplot": "from matplotlib import pyplot as plt\nplots.plot_function(abs, **E)\nplt.title('mine');",
}


@pytest.fixture(scope="module")
def kernel() -> Iterator[BlockingKernelClient]:
    manager, client = start_new_kernel(kernel_name="python3", env=environment())
    assert outputs(client, PREPARE) == []
    assert len(outputs(client, EARLIER)) == 1
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def environment() -> dict[str, str]:
    """A student's environment, without the backend that tests are told to use."""
    import os

    return {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}


def outputs(client: BlockingKernelClient, code: str) -> list[dict]:
    shown: list[dict] = []
    reply = client.execute_interactive(code, timeout=120, output_hook=shown.append)
    assert reply["content"]["status"] == "ok", reply["content"]
    return [message["content"] for message in shown if message["msg_type"] in {"display_data", "execute_result", "stream"}]


@pytest.mark.parametrize("code", CELLS.values(), ids=CELLS)
def test_a_cell_shows_exactly_one_picture_and_nothing_else(kernel, code):
    found = outputs(kernel, code)
    assert len(found) == 1, found
    assert "image/png" in found[0]["data"]


def test_a_plot_that_fails_shows_the_error_and_no_half_picture(kernel):
    code = "try:\n    plots.plot_function(lambda x: 1 / 0, **E)\nexcept ZeroDivisionError:\n    pass"
    assert outputs(kernel, code) == []
