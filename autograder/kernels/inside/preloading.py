"""What a fork has imported already. Runs inside the sandbox."""

import importlib
import inspect
import io
import sys
from types import FrameType, ModuleType

KERNEL = (
    "IPython",
    "ipykernel.kernelapp",
    "IPython.core.completerlib",  # this and the following: what a kernel imports as it starts
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "tornado.queues",
)
LESSONS = (
    "numpy",
    "tensorflow",
    "keras",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "sklearn.datasets",
    "sklearn.linear_model",
    "seaborn",
    "ipywidgets",
    "anywidget",
    "PIL.Image",
    "ipykernel.inprocess",
    "course_utils",
    "course_utils.checking.probe",
    "course_utils.checking.notebook",
    "course_utils.plots",
    "course_utils.explorers",
    "course_utils.nn",
    "course_utils.data",
)


def preload(names: tuple[str, ...]) -> list[str]:
    """Import what a fork shall have; no code of a submission's has run yet.

    Parameters
    ----------
    names : tuple of str
        Modules.

    Returns
    -------
    list of str
        Those that are not installed.
    """
    missing = []
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    return missing


def without_debugger() -> None:
    """Let ipykernel find no debugger: nobody attaches one to a kernel here, and every fork would import its 140 modules."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    importlib.import_module("ipykernel.debugger")
    del sys.modules["debugpy"]


def quick_tracebacks() -> None:
    """Let IPython find at once that a cell's frame is of no module.

    It asks `inspect.getmodule` for each frame of a traceback, which looks through every module there is and, once TensorFlow is among
    them, takes 24 ms to find nothing: an endless recursion's thousand frames took half a minute, and ended at a limit or not by luck.
    """
    thorough = inspect.getmodule

    def getmodule(object: object, _filename: str | None = None) -> ModuleType | None:  # noqa: A002 - as the original has it
        if isinstance(object, FrameType) and object.f_globals.get("__name__") == "__main__":
            return None
        return thorough(object, _filename)

    inspect.getmodule = getmodule


def draw_once() -> None:
    """Draw a picture: a process's first one reads fonts and sets up the parser of formulas, some 0.06 s that forks need not spend again."""
    figure = importlib.import_module("matplotlib.figure").Figure()  # not pyplot's, which would count it and choose a backend
    figure.add_subplot(title="a", xlabel="$x_1$").plot([0, 1])
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
