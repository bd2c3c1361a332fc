"""Where a card appears: a notebook's output, or a terminal."""

import sys
from typing import Any


def shell() -> Any:  # noqa: ANN401 - IPython's shell, untyped
    """Find the running IPython shell without importing IPython.

    Returns
    -------
    InteractiveShell or None
    """
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def in_kernel() -> bool:
    """Tell a Jupyter kernel from a terminal or a script.

    Returns
    -------
    bool
    """
    return getattr(shell(), "kernel", None) is not None


def interactive() -> bool:
    """Tell whether the value of an expression is shown by itself: in a notebook, IPython or Python's prompt.

    Returns
    -------
    bool
    """
    return shell() is not None or hasattr(sys, "ps1") or bool(sys.flags.interactive)


def user_namespace() -> dict[str, Any]:
    """Find the globals of the student's work: the notebook's, or those of the first caller outside this package.

    Returns
    -------
    dict
    """
    running = shell()
    if running is not None:
        found: dict[str, Any] = running.user_ns
        return found
    frame = sys._getframe()  # noqa: SLF001 - the only way to see who called
    while str(frame.f_globals.get("__name__", "")).startswith("course_utils") and frame.f_back:
        frame = frame.f_back
    return frame.f_globals


class Card:
    """Something to look at, as HTML and as text.

    Parameters
    ----------
    html, plain : str
    """

    def __init__(self, html: str, plain: str) -> None:
        self.html, self.plain = html, plain

    def __repr__(self) -> str:
        return self.plain

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002 - IPython's protocol
        return {"text/plain": self.plain, "text/html": self.html}


def show_card(card: Card, *, display_id: str = "", update: bool = False) -> None:
    """Show a card now: in the running cell's output, or printed.

    Parameters
    ----------
    card : Card
    display_id : str
        Names the output, so that a later call can change it.
    update : bool
        Change the earlier output of that name; in a terminal, where nothing can change, do nothing.
    """
    running = shell()
    if running is not None:
        transient = {"display_id": display_id} if display_id else {}
        if in_kernel() or not update:
            running.display_pub.publish(data=card._repr_mimebundle_(), metadata={}, transient=transient, update=update)
    elif not update:
        print(card.plain)  # noqa: T201 - a terminal's way of showing


def show_value(value: object) -> None:
    """Show what a picture function returned, unless it is nothing, or a figure that the notebook shows by itself.

    Parameters
    ----------
    value : object
    """
    running = shell()
    kind = type(value)
    if value is None or kind.__module__.partition(".")[0] in {"matplotlib", "seaborn"}:
        return
    rich = any(hasattr(kind, name) for name in ("_repr_mimebundle_", "_repr_html_", "_ipython_display_"))
    if running is not None and rich:
        from IPython.display import display  # noqa: PLC0415 - IPython runs already

        display(value)  # type: ignore[no-untyped-call]
