"""One table of a network in all its formats: agreement with the original, size, time and memory."""

from collections.abc import Mapping
from dataclasses import dataclass

from course_utils.shipping.formats.exporting import Exported
from course_utils.shipping.formats.kinds import KINDS
from course_utils.shipping.formats.running import Floats, Images, open_model, probabilities
from course_utils.shipping.measuring.agreement import Agreement, agreement
from course_utils.shipping.measuring.latency import Latency, benchmark
from course_utils.shipping.measuring.memory import Memory, peak_memory

_HEADS = {
    "en": ("format", "file", "largest difference", "same class", "median, one image", "p95", "memory"),
    "ko": ("형식", "파일", "가장 큰 차이", "같은 클래스", "이미지 한 장의 중앙값", "p95", "메모리"),
}
_MISSING = {"en": "not exported", "ko": "내보내지 못함"}


@dataclass(frozen=True)
class Compared:
    """One format beside the Keras network it was made from.

    Parameters
    ----------
    exported : Exported
    answers : float32 array (N, classes), to the images that were compared on
    agreement : Agreement
    latency : Latency, of one image
    memory : Memory, of one image
    """

    exported: Exported
    answers: Floats
    agreement: Agreement
    latency: Latency
    memory: Memory


@dataclass(frozen=True)
class Comparison:
    """A network in all its formats.

    Parameters
    ----------
    rows : dict of format to Compared
    problems : dict of format to str, in English, why a format is missing
    """

    rows: dict[str, Compared]
    problems: dict[str, str]

    def describe(self, language: str = "en") -> str:
        """Write the table.

        Parameters
        ----------
        language : "en" or "ko"

        Returns
        -------
        str, Markdown: sizes in kB, times in milliseconds, memory in MB that runtime and network add to Python and NumPy
        """
        lines = [_HEADS[language], ("---",) * len(_HEADS[language])]
        for form, row in self.rows.items():
            lines.append(
                (
                    KINDS[form].title[language],
                    f"{row.exported.bytes / 1e3:,.0f} kB",
                    f"{row.agreement.largest:.1g}",
                    f"{row.agreement.same_labels:.1%}",
                    f"{1e3 * row.latency.median:.2f} ms",
                    f"{1e3 * row.latency.p95:.2f} ms",
                    f"{row.memory.own / 1e6:.0f} MB",
                )
            )
        empty = ("",) * (len(_HEADS[language]) - 2)
        lines += [(KINDS[form].title[language], _MISSING[language], *empty) for form in self.problems]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def compare_formats(exports: Mapping[str, Exported], images: Images, *, threads: int = 1, calls: int = 30) -> Comparison:
    """Have every exported format answer the same images as the Keras file, and measure what each costs.

    Parameters
    ----------
    exports : mapping of format to Exported, with "keras" among those that succeeded
    images : uint8 array (N, H, W, C), that the network was not trained on, at the side it takes
    threads : int, at least 1
    calls : int, at least 2, with one image, timed side by side

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        If there is no Keras file to compare with, or no image.
    ShippingError
        If a file cannot be opened any more.
    """
    paths = {form: each.path for form, each in exports.items() if each.path is not None}
    if "keras" not in paths or not len(images):
        given = ", ".join(paths) or "nothing"
        raise ValueError(f"needed: images, and the Keras file among the exports; given {len(images)} images and {given}")
    runners = {form: open_model(path, threads=threads) for form, path in paths.items()}
    answers = {form: probabilities(runner, images) for form, runner in runners.items()}
    timed = {row.name: row for row in benchmark(runners, images, batch_sizes=(1,), calls=calls, progress=False)}
    rows = {
        form: Compared(
            exports[form], answers[form], agreement(answers["keras"], answers[form]), timed[form], peak_memory(path, threads=threads)
        )
        for form, path in paths.items()
    }
    return Comparison(rows, {form: each.problem for form, each in exports.items() if each.path is None})
