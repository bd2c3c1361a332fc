import numpy as np
import pytest

from course_utils.shipping import (
    FORMATS,
    Exported,
    ShippingError,
    agreement,
    benchmark,
    compare_formats,
    latency_table,
    open_model,
    peak_memory,
    probabilities,
)
from tests.shipping.staging import SIDE, pictures


class Slow:
    """A runner that counts its calls."""

    format, shape, threads = "litert", (16, 16, 3), 2

    def __init__(self):
        self.shapes = []

    def __call__(self, images):
        self.shapes.append(images.shape)
        return np.zeros((len(images), 3), np.float32)


def test_every_batch_size_is_timed_after_a_call_that_does_not_count():
    one, other = Slow(), Slow()
    found = benchmark({"one": one, "other": other}, pictures(3), batch_sizes=(1, 4), calls=5, progress=False)
    assert [(row.name, row.batch_size, row.side, row.threads, len(row.seconds)) for row in found] == [
        ("one", 1, 16, 2, 5),
        ("other", 1, 16, 2, 5),
        ("one", 4, 16, 2, 5),
        ("other", 4, 16, 2, 5),
    ]
    assert one.shapes == other.shapes == [(1, 16, 16, 3)] * 6 + [(4, 16, 16, 3)] * 6


def test_median_p95_and_throughput_come_from_the_calls():
    from course_utils.shipping.measuring.latency import Latency

    row = Latency("one", 32, 8, 1, np.array([0.1, 0.1, 0.1, 0.1, 0.6]))
    assert row.median == 0.1
    assert row.p95 == pytest.approx(0.5)
    assert row.images_per_second == pytest.approx(40)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_benchmark_is_written_as_a_table(language):
    from course_utils.shipping.measuring.latency import Latency

    rows = [Latency("LiteRT", 96, 8, 2, np.array([0.01, 0.02, 0.03])), Latency("ONNX", 48, 1, 1, np.array([0.5, 0.5]))]
    heads, line, first, second = latency_table(rows, language).splitlines()
    assert first == "| LiteRT | 96 | 8 | 2 | 20.00 ms | 29.00 ms | 400 |"
    assert second == "| ONNX | 48 | 1 | 1 | 500.00 ms | 500.00 ms | 2 |"
    assert len({row.count("|") for row in (heads, line, first, second)}) == 1


def test_a_slow_network_gets_fewer_rounds_but_two():
    found = benchmark({"one": Slow()}, pictures(1), batch_sizes=(1,), calls=50, most_seconds=0, progress=False)
    assert len(found[0].seconds) == 2


def test_too_little_to_time_is_said():
    with pytest.raises(ValueError, match="needed: an image, two calls and batch sizes from 1; given 1, 1 and"):
        benchmark({"one": Slow()}, pictures(1), calls=1)


def test_memory_is_measured_in_a_process_of_its_own(exports):
    keras, litert = (peak_memory(exports[form].path, batch_size=4) for form in ("keras", "litert"))
    assert keras.before <= keras.loaded <= keras.peak
    assert keras.own > 5 * litert.own > 0, "TensorFlow takes hundreds of megabytes, LiteRT's interpreter a few"


def test_memory_grows_with_the_batch(exports):
    small, large = (peak_memory(exports["litert"].path, batch_size=count) for count in (1, 512))
    assert large.peak - small.peak > 512 * SIDE * SIDE * 3 * 4, "the images themselves, in float32"


def test_what_cannot_be_opened_is_said_by_the_process(tmp_path):
    (tmp_path / "broken.onnx").write_bytes(b"no network")
    with pytest.raises(ShippingError, match=r"did not answer a batch of 1: .*cannot be opened as ONNX"):
        peak_memory(tmp_path / "broken.onnx")


def test_agreement_is_the_largest_difference_and_the_share_of_equal_labels():
    original = np.array([[0.9, 0.1], [0.4, 0.6], [0.51, 0.49], [0.2, 0.8]])
    shipped = np.array([[0.8, 0.2], [0.4, 0.6], [0.49, 0.51], [0.2, 0.8]])
    found = agreement(original, shipped)
    assert found.largest == pytest.approx(0.1)
    assert found.same_labels == 0.75
    assert found.images == 4


@pytest.mark.parametrize("shapes", [((3, 2), (2, 2)), ((0, 2), (0, 2)), ((3,), (3,))])
def test_answers_that_cannot_be_compared_are_refused(shapes):
    with pytest.raises(ValueError, match="needed: two arrays"):
        agreement(*(np.zeros(shape) for shape in shapes))


def test_images_are_brought_to_the_side_a_network_takes(exports):
    runner = open_model(exports["litert"].path)
    found = benchmark({"one": runner}, np.zeros((2, 100, 70, 3), np.uint8), batch_sizes=(2,), calls=2, progress=False)
    assert found[0].side == SIDE


def test_all_formats_stand_in_one_table_beside_the_original(exports):
    images = pictures(60, seed=3)
    compared = compare_formats({**exports, "onnx": Exported("onnx", problem="no such layer")}, images, calls=3)
    assert set(compared.rows) == set(FORMATS) - {"onnx"}
    assert compared.problems == {"onnx": "no such layer"}
    original, exact, codes = (compared.rows[form] for form in ("keras", "litert", "litert_int8"))
    assert (original.agreement.largest, original.agreement.same_labels) == (0, 1)
    assert np.abs(original.answers - exact.answers).max() == pytest.approx(exact.agreement.largest)
    assert exact.agreement.largest < 1e-4
    assert exact.agreement.largest < codes.agreement.largest < 0.3
    assert original.memory.own > 5 * exact.memory.own
    for language, missing in {"en": "not exported", "ko": "내보내지 못함"}.items():
        lines = compared.describe(language).splitlines()
        assert len(lines) == 2 + len(FORMATS)
        assert len({line.count("|") for line in lines}) == 1
        assert missing in lines[-1]
        assert f"{codes.exported.bytes / 1e3:,.0f} kB" in "".join(lines)


def test_without_the_original_there_is_nothing_to_compare_with(exports):
    with pytest.raises(ValueError, match="the Keras file among the exports; given 1 images and onnx"):
        compare_formats({"onnx": exports["onnx"]}, pictures(1))


def test_many_images_are_answered_a_few_at_a_time():
    runner = Slow()
    runner_answers = probabilities(runner, np.zeros((70, 16, 16, 3), np.uint8))
    assert runner_answers.shape == (70, 3)
    assert [shape[0] for shape in runner.shapes] == [32, 32, 6]
