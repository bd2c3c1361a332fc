"""Load the prediction service: good, bad and huge uploads at a steady rate, then as many photographs as it takes; tables, nothing asserted.

    python benchmarks/serving.py                                          a minute at 200 requests a second, log in SQLite
    python benchmarks/serving.py --db postgresql://user@host/name         log in PostgreSQL; rows of earlier runs stay
    python benchmarks/serving.py --rate 400 --seconds 20 --rounds 5

Whoever sends and whoever answers share this machine's cores, so compare within one run. Memory is the service's resident set. At the
steady rate three in four uploads are photographs, one in five is broken (cut, empty, text, a decompression bomb, no form), one in twenty
is larger than allowed; each photograph comes sixty times with another end, so that some answers are remembered and most are not. As many
as it takes: always 48 uploads of 40 photographs under way; the settings take turns, the numbers are medians over the rounds.
"""

import argparse
import asyncio
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a script
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import psutil

from course_utils.shipping import export
from course_utils.shipping.service.settings import Settings
from tests.shipping.loading import BAD, GOOD, HUGE, Outcome, Sent, form, jpeg, load, mixture

SIDE = 96
UNDER_WAY = 48
BROKEN = "connection broken"
SETTINGS = {
    "remembers answers, batches of up to 32": Settings(),
    "remembers nothing, batches of up to 32": Settings(cached_answers=0),
    "remembers nothing, one image at a time": Settings(cached_answers=0, most_batch=1),
}


@dataclass(frozen=True)
class Service:
    """A service that runs in a process of its own."""

    port: int
    process: psutil.Process

    def memory(self) -> float:
        """Megabytes."""
        return float(self.process.memory_info().rss) / 1e6


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line, load, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=200, help="requests a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=3, help="of the second table")
    parser.add_argument("--images", type=int, default=1_500, help="in each round")
    parser.add_argument("--db", help="the log's database; default: SQLite, in a folder that goes away")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="petals-serving-") as folder:
        model = network(Path(folder))
        database = chosen.db or f"sqlite:///{folder}/requests.db"
        print(steady(model, database, chosen.rate, chosen.seconds), flush=True)
        print("\n" + as_many(model, database, chosen.rounds, chosen.images))


def network(folder: Path) -> Path:
    """Write a small convolutional network, untrained: answering costs what it costs with any weights."""
    import keras  # noqa: PLC0415 - after the command line has been read

    keras.utils.set_random_seed(0)
    layers = [keras.layers.Rescaling(1 / 255)]
    for kernels in (16, 32, 64):
        layers += [keras.layers.Conv2D(kernels, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    layers += [keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(5, activation="softmax")]
    made = keras.Sequential([keras.Input((SIDE, SIDE, 3)), *layers])
    return export(made, folder, name="small", formats=("litert",))["litert"].path


def photographs(count: int = 40) -> list[bytes]:
    """Draw JPEG files of patches, 640 x 480 pixels."""
    rng = np.random.default_rng(0)
    coarse = rng.integers(0, 256, (count, 12, 16, 3), np.uint8)
    return [jpeg(np.kron(each, np.ones((40, 40, 1), np.uint8))) for each in coarse]


def varied(photos: Sequence[bytes], count: int) -> list[Sent]:
    """Make different files of the same pictures: what follows a JPEG's end changes its hash and nothing else."""
    return [Sent(GOOD, form(photos[number % len(photos)] + number.to_bytes(4, "big"))) for number in range(count)]


def steady(model: Path, database: str, rate: float, seconds: float) -> str:
    """Send the mixture at a steady rate; a table of what became of it."""
    photos = photographs()
    good, bad, huge = mixture(photos, Settings().most_bytes)
    bodies = (good + varied(photos, 60 * len(photos)), bad, huge)
    with serving(model, database, Settings()) as service:
        start = service.memory()
        first = asyncio.run(load(service.port, bodies, rate=rate, seconds=seconds / 4, seed=1))
        quarter = service.memory()
        rest = asyncio.run(load(service.port, bodies, rate=rate, seconds=3 * seconds / 4, seed=2))
        end = service.memory()
    lines = [f"| {rate:g} requests a second for {seconds:g} s | statuses |", "| --- | --- |"]
    for kind in (GOOD, BAD, HUGE):
        found = first.of(kind), rest.of(kind)
        told = {status: sum(part.get(status, 0) for part in found) for status in sorted({*found[0], *found[1]})}
        lines.append(f"| {kind} | {', '.join(f'{count:,} x {status or BROKEN}' for status, count in told.items())} |")
    times = sorted(first.seconds + rest.seconds)
    lines.append(f"| seconds to an answer | median {statistics.median(times):.4f}, 95 % within {times[int(0.95 * len(times))]:.4f} |")
    lines.append(f"| memory, MB | {start:.0f} before, {quarter:.0f} after a quarter, {end:.0f} at the end |")
    return "\n".join(lines)


def as_many(model: Path, database: str, rounds: int, images: int) -> str:
    """Keep the service busy under several settings in turns; a table."""
    bodies = [Sent(GOOD, form(photo)) for photo in photographs()]
    found: dict[str, list[dict[str, float]]] = {name: [] for name in SETTINGS}
    for _ in range(rounds):
        for name, settings in SETTINGS.items():
            with serving(model, database, settings) as service:
                asyncio.run(load(service.port, (bodies,), rate=1e9, seconds=2e-7, shares=(1,), most_open=UNDER_WAY))  # 200, to warm up
                began = time.perf_counter()
                outcome = asyncio.run(load(service.port, (bodies,), rate=1e9, seconds=images / 1e9, shares=(1,), most_open=UNDER_WAY))
                found[name].append(measured(outcome, time.perf_counter() - began, service.port))
    columns = list(next(iter(found.values()))[0])
    lines = ["| setting | " + " | ".join(columns) + " |", "| --- " * (1 + len(columns)) + "|"]
    for name, runs in found.items():
        lines.append(f"| {name} | " + " | ".join(f"{shown(statistics.median(run[column] for run in runs))}" for column in columns) + " |")
    return "\n".join(lines)


def shown(value: float) -> str:
    """Write a number with as many digits as it deserves."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three digits


def measured(outcome: Outcome, seconds: float, port: int) -> dict[str, float]:
    """Tell how fast the answers came, and how many images a batch held."""
    page = urlopen(f"http://127.0.0.1:{port}/metrics").read().decode()
    values = {line.split()[0]: float(line.split()[1]) for line in page.splitlines() if line.startswith("petals_batch_images_")}
    times = sorted(outcome.seconds)
    return {
        "answers a second": len(times) / seconds,
        "median seconds": statistics.median(times),
        "95 % within": times[int(0.95 * len(times))],
        "images in a batch": values["petals_batch_images_sum"] / values["petals_batch_images_count"],
    }


@contextmanager
def serving(model: Path, database: str, settings: Settings) -> Iterator[Service]:
    """Run the service with settings that the command does not offer."""
    from course_utils.shipping.service.beside import _free_port  # noqa: PLC0415 - as the others

    port = _free_port()
    process = multiprocessing.get_context("spawn").Process(target=answer, args=(model, database, settings, port))
    process.start()
    try:
        for _ in range(3_000):
            if ready(port):
                break
            time.sleep(0.02)
        yield Service(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.join()


def answer(model: Path, database: str, settings: Settings, port: int) -> None:
    """Be the service."""
    from course_utils.shipping.service.running import prepared, reserved, serve  # noqa: PLC0415 - in that process only

    serve(prepared(model, database, settings=settings), reserved("127.0.0.1", port))


def ready(port: int) -> Any:
    """Tell whether the service answers."""
    try:
        return urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).read()
    except (URLError, OSError):
        return None


if __name__ == "__main__":
    main()
