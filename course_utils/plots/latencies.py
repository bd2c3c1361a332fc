"""How fast networks answer: time of a call and images per second, against batch size, side or threads."""

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, NullFormatter, NullLocator

from course_utils.plots.style import MARKERS, PALETTE, Panels, panels
from course_utils.plots.texts import words_for

Against = Literal["batch_size", "side", "threads"]


class Timed(Protocol):
    """One row of a benchmark: `course_utils.shipping.Latency` is one.

    `median` and `p95` are seconds of a call; `images_per_second` counts all its images.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def batch_size(self) -> int: ...  # noqa: D102
    @property
    def side(self) -> int: ...  # noqa: D102
    @property
    def threads(self) -> int: ...  # noqa: D102
    @property
    def median(self) -> float: ...  # noqa: D102
    @property
    def p95(self) -> float: ...  # noqa: D102
    @property
    def images_per_second(self) -> float: ...  # noqa: D102


def plot_latencies(
    found: Sequence[Timed], *, against: Against = "batch_size", axes: list[Axes] | None = None, language: str | None = None
) -> Panels:
    """Draw a benchmark: on the left what a call takes, on the right how many images are answered in a second.

    Parameters
    ----------
    found : sequence of Timed
        One per network and value of `against`, in any order; seconds above 0.
    against : "batch_size", "side" or "threads"
        What stands below the axes, on a logarithmic scale.
    axes : list of two Axes, or None for new ones
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    tuple of two Axes
        Left: a line at the median of a call in milliseconds and a band up to its 95th percentile; right: images per second.

    Raises
    ------
    ValueError
        If nothing was timed, or `against` is something else.
    """
    if not found:
        raise ValueError("nothing was timed: give what course_utils.shipping.benchmark returns.")
    if against not in ("batch_size", "side", "threads"):
        raise ValueError(f"against={against!r}: use 'batch_size', 'side' or 'threads'.")
    words = words_for(language)
    place: Callable[[Timed], int] = lambda row: int(getattr(row, against))  # noqa: E731 - a key, used twice
    with panels(axes, 2, words, size=(10.4, 3.9)) as places:
        left, right = places
        for number, name in enumerate(dict.fromkeys(row.name for row in found)):
            rows = sorted((row for row in found if row.name == name), key=place)
            xs, colour, marker = [place(row) for row in rows], PALETTE[number % len(PALETTE)], MARKERS[number % len(MARKERS)]
            medians = [1000 * row.median for row in rows]
            left.plot(xs, medians, color=colour, marker=marker, markersize=5, label=name)
            left.fill_between(xs, medians, [1000 * row.p95 for row in rows], color=colour, alpha=0.25, linewidth=0)
            right.plot(xs, [row.images_per_second for row in rows], color=colour, marker=marker, markersize=5, label=name)
        left.set(ylabel=words("milliseconds"), xscale="log", yscale="log")
        right.set(ylabel=words("images_per_second"), xscale="log")
        right.set_ylim(bottom=0)
        left.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        left.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        left.yaxis.set_minor_formatter(NullFormatter())
        for ax in (left, right):
            ax.set_xlabel(words(f"against_{against}"))
            ax.xaxis.set_major_locator(FixedLocator(sorted({place(row) for row in found})))
            ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
            ax.xaxis.set_minor_locator(NullLocator())
        left.legend()
    return places
