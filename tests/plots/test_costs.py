"""Accuracy against cost: who is beaten by none, and where the names stand."""

import matplotlib.pyplot as plt
import pytest

from course_utils import plots
from course_utils.plots.costs import short, unbeaten

NETWORKS = {"cheap": (1e6, 0.6), "good": (1e7, 0.8), "beaten": (2e7, 0.7), "best": (1e9, 0.9)}


def test_a_network_is_beaten_by_one_that_is_no_dearer_and_no_worse():
    assert unbeaten(NETWORKS) == ["cheap", "good", "best"]
    assert unbeaten({"one": (1.0, 0.5), "same": (1.0, 0.5), "worse": (1.0, 0.4)}) == ["one", "same"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_network_is_a_named_point_and_the_unbeaten_are_joined(language):
    ax = plots.plot_costs(NETWORKS, language=language)
    front, *points = ax.lines
    assert list(front.get_xdata()) == [1e6, 1e7, 1e9]
    assert [(line.get_xdata()[0], line.get_ydata()[0]) for line in points] == list(NETWORKS.values())
    assert {text.get_text() for text in ax.texts} == set(NETWORKS)
    assert ax.get_xlabel() == {"en": "multiply-adds per image", "ko": "이미지 한 장당 곱셈-덧셈 수"}[language]
    assert ax.get_xscale() == "log"
    plt.close(ax.figure)


@pytest.mark.parametrize("measure", ["parameters", "multiply_adds", "activation_bytes", "seconds"])
def test_each_cost_names_its_axis(measure):
    labels = {plots.plot_costs(NETWORKS, measure=measure, language=language).get_xlabel() for language in ("en", "ko")}
    plt.close("all")
    assert len(labels) == 2


def test_names_do_not_lie_on_each_other():
    crowd = {f"network {number}": (1e6 * (1 + number / 50), 0.5 + number / 200) for number in range(4)}
    ax = plots.plot_costs(crowd)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    plt.close(ax.figure)
    assert not any(one.overlaps(other) for number, one in enumerate(boxes) for other in boxes[:number])


@pytest.mark.parametrize(("value", "said"), [(61_706, "61.7k"), (1_634_058, "1.63M"), (10, "10"), (2.5e9, "2.5G")])
def test_large_numbers_are_short(value, said):
    assert short(value) == said


@pytest.mark.parametrize("wrong", [{}, {"free": (0, 0.5)}, {"swapped": (0.5, 1e6)}])
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match="give"):
        plots.plot_costs(wrong)
