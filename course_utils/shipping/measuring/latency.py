"""How long a shipped network takes to answer, and how many images it answers in a second."""

import gc
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.shipping.formats.running import Images, Runner
from course_utils.shipping.measuring.sides import at_side

BATCH_SIZES = (1, 2, 4, 8, 16, 32)


@dataclass(frozen=True)
class Latency:
    """How long calls with one batch size took.

    Parameters
    ----------
    name : str, of the network
    side : int, pixels of the images it takes
    batch_size : int, images in a call
    threads : int, that it computed with
    seconds : float64 array (calls,), of each call, in order
    """

    name: str
    side: int
    batch_size: int
    threads: int
    seconds: NDArray[np.float64]

    @property
    def median(self) -> float:
        """Seconds within which half of the calls end."""
        return float(np.median(self.seconds))

    @property
    def p95(self) -> float:
        """Seconds within which 95 of 100 calls end."""
        return float(np.quantile(self.seconds, 0.95))

    @property
    def images_per_second(self) -> float:
        """Throughput: images answered while the clock ran, over its seconds."""
        return self.batch_size * len(self.seconds) / float(self.seconds.sum())


_HEADS = {
    "en": ("network", "side", "images in a call", "threads", "median", "p95", "images per second"),
    "ko": ("신경망", "한 변", "한 번에 넣는 이미지", "스레드", "중앙값", "p95", "1초에 답하는 이미지"),
}


def latency_table(found: Sequence[Latency], language: str = "en") -> str:
    """Write a benchmark as a table.

    Parameters
    ----------
    found : sequence of Latency
    language : "en" or "ko"

    Returns
    -------
    str, Markdown: sides in pixels, times in milliseconds
    """
    heads = _HEADS[language]
    lines = [heads, ("---",) * len(heads)]
    lines += [
        (
            row.name,
            f"{row.side}",
            f"{row.batch_size}",
            f"{row.threads}",
            f"{1e3 * row.median:.2f} ms",
            f"{1e3 * row.p95:.2f} ms",
            f"{row.images_per_second:,.0f}",
        )
        for row in found
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def benchmark(
    runners: Mapping[str, Runner],
    images: Images,
    *,
    batch_sizes: Iterable[int] = BATCH_SIZES,
    calls: int = 20,
    most_seconds: float = 2.0,
    progress: bool = True,
) -> list[Latency]:
    """Time networks side by side: in each round every one of them answers once, so that a busy moment hits all alike.

    Parameters
    ----------
    runners : mapping of name to Runner
    images : uint8 array (N, H, W, C), at least 1; repeated to fill a batch, and resized to what each network takes
    batch_sizes : iterable of int, each at least 1
    calls : int, at least 2, rounds for each batch size
    most_seconds : float, after which a batch size gets no further round (it has had two)
    progress : show a bar

    Returns
    -------
    list of Latency, by batch size, then in the order of the runners

    Raises
    ------
    ValueError
        If there is no image, or a count is too small.
    """
    from tqdm.auto import tqdm  # noqa: PLC0415 - chooses notebook or terminal when imported

    sizes = list(batch_sizes)
    if not len(images) or calls < 2 or not sizes or min(sizes) < 1:  # noqa: PLR2004 - one call has no spread
        raise ValueError(f"needed: an image, two calls and batch sizes from 1; given {len(images)}, {calls} and {sizes}")
    found = []
    for size in tqdm(sizes, desc="batch sizes", unit="size", leave=False, disable=not progress):
        batches = {name: at_side(np.resize(images, (size, *images.shape[1:])), runner.shape[0]) for name, runner in runners.items()}
        timed = _rounds(runners, batches, calls, most_seconds)
        found += [Latency(name, runners[name].shape[0], size, runners[name].threads, np.array(seconds)) for name, seconds in timed.items()]
    return found


def _rounds(runners: Mapping[str, Runner], batches: Mapping[str, Images], calls: int, most_seconds: float) -> dict[str, list[float]]:
    for name, runner in runners.items():
        runner(batches[name])  # the first call of a size reserves memory, and Keras compiles
    timed: dict[str, list[float]] = {name: [] for name in runners}
    began = time.perf_counter()
    gc.collect()
    for number in range(calls):
        if number > 1 and time.perf_counter() - began > most_seconds:
            break
        for name, runner in runners.items():
            start = time.perf_counter()
            runner(batches[name])
            timed[name].append(time.perf_counter() - start)
    return timed
