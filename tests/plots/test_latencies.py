"""A benchmark as a picture: what stands where."""

from types import SimpleNamespace

import pytest

from course_utils import plots


def timed(name, batch_size, median, side=96, threads=1):
    return SimpleNamespace(
        name=name, batch_size=batch_size, side=side, threads=threads, median=median, p95=2 * median, images_per_second=batch_size / median
    )


FOUND = [timed("Keras", 8, 0.02), timed("Keras", 1, 0.004), timed("LiteRT", 1, 0.001), timed("LiteRT", 8, 0.008)]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_network_is_a_line_of_medians_with_a_band_up_to_p95_and_a_line_of_throughput(language):
    left, right = plots.plot_latencies(FOUND, language=language)
    assert [line.get_label() for line in left.lines] == ["Keras", "LiteRT"]
    keras, litert = left.lines
    assert (list(keras.get_xdata()), list(keras.get_ydata())) == ([1, 8], [4, 20])
    assert list(litert.get_ydata()) == [1, 8]
    band = left.collections[0].get_paths()[0].vertices[:, 1]
    assert band.max() == pytest.approx(40)
    assert list(right.lines[0].get_ydata()) == pytest.approx([250, 400])
    left.figure.canvas.draw()
    assert [label.get_text() for label in left.get_xticklabels()] == ["1", "8"]
    assert left.get_xlabel() == {"en": "images in a call (batch size)", "ko": "한 번에 넣는 이미지 수 (배치 크기)"}[language]


@pytest.mark.parametrize(("against", "xs"), [("side", [32, 96]), ("threads", [1, 2])])
def test_sides_and_threads_can_stand_below_the_axes(against, xs):
    rows = [timed("LiteRT", 1, 0.01, **{against: x}) for x in reversed(xs)]
    left, right = plots.plot_latencies(rows, against=against)
    assert list(left.lines[0].get_xdata()) == list(right.lines[0].get_xdata()) == xs


def test_nothing_timed_and_unknown_axes_are_refused():
    with pytest.raises(ValueError, match="nothing was timed"):
        plots.plot_latencies([])
    with pytest.raises(ValueError, match="against='colour': use 'batch_size', 'side' or 'threads'"):
        plots.plot_latencies(FOUND, against="colour")
