"""What a lesson imports: checks, data, plots, explorers and networks, each loaded when it is first used."""

from importlib import import_module

_HOMES = {
    "after": "checking",
    "check": "checking.notebook",
    "check_environment": "environment",
    **dict.fromkeys(import_module("course_utils.explorers").__all__, "explorers"),
    "hint": "checking",
    "lesson": "checking",
    "predict": "checking",
    "progress": "checking",
    "quiz": "checking.notebook",
    "record": "checking",
    "reset": "checking",
    "solution": "checking",
}
_ROOMS = ("backbones", "checking", "data", "explorers", "models", "nn", "plots", "training")

__all__ = sorted([*_HOMES, *_ROOMS])  # noqa: PLE0605 - derived from the two tables above, so that they cannot part


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"course_utils.{_HOMES[name]}"), name)
    if name in _ROOMS:
        return import_module(f"course_utils.{name}")
    raise AttributeError(f"course_utils has no {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return list(__all__)
