"""What a fork has imported already. Runs inside the sandbox."""

import importlib

KERNEL = ("IPython", "ipykernel.kernelapp")
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
