"""Things to drag and click inside the notebook: a folder for each explorer, one look and one frame for all.

An explorer computes in the browser where it must be fluent and in Python where it needs the student's model; its state is in its traits,
so a lesson can set it and a check can read it (`explorer.weights`). What it would show is drawn once by matplotlib when it is made:
a fault fails the cell, and the picture stays in the saved notebook for places without a kernel.

Each folder holds `explorer.py` (the class and the function), `face.js` (what is seen), `look.css` (where the shared look is not enough) and
`texts.py` (every word, in English and Korean). What they share is in `frame`; what looks into a Keras model is in `networks`.
"""

from importlib import import_module

_HOMES = {
    "explore_activations": "activations",
    "explore_arithmetic": "arithmetic",
    "explore_augmentation": "augmentation",
    "explore_confusion": "confusion",
    "explore_descent": "descent",
    "explore_embedding": "embedding",
    "explore_feature_maps": "feature_maps",
    "explore_graph": "graph",
    "explore_initialisation": "initialisation",
    "explore_kernel": "kernel",
    "explore_overfitting": "overfitting",
    "explore_perceptron": "perceptron",
    "explore_pooling": "pooling",
    "explore_saliency": "saliency",
    "watch_training": "watching",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - derived from the table above, so that they cannot part


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"course_utils.explorers.{_HOMES[name]}.explorer"), name)
    raise AttributeError(f"course_utils.explorers has no {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return list(__all__)
