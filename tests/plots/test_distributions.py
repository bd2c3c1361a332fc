"""One small histogram for each layer."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.patches import StepPatch

from course_utils import plots

LAYERS = {"input": np.random.default_rng(0).normal(size=(50, 8, 8, 3)), "hidden": np.full((50, 10), 0.5)}


def heights(axes) -> np.ndarray:
    return next(patch for patch in axes.patches if isinstance(patch, StepPatch)).get_data().values


def test_each_layer_has_its_histogram_with_mean_and_std_written():
    places = plots.plot_layer_histograms(LAYERS, language="en")
    assert [place.get_title() for place in places] == ["input", "hidden"]
    numbers = LAYERS["input"]
    assert places[0].get_xlabel() == f"mean {numbers.mean():.2g}, std {numbers.std():.2g}"
    assert places[1].get_xlabel() == "mean 0.5, std 0"
    assert heights(places[0]).sum() == pytest.approx(1)


def test_all_layers_stand_over_the_same_numbers_so_that_a_collapse_is_seen():
    places = plots.plot_layer_histograms(LAYERS, language="en")
    assert places[0].get_xlim() == places[1].get_xlim() == (LAYERS["input"].min(), LAYERS["input"].max())
    assert np.count_nonzero(heights(places[1])) == 1
    assert np.count_nonzero(heights(places[0])) > 30


def test_a_list_of_layers_is_counted_or_named():
    layers = list(LAYERS.values())
    assert [place.get_title() for place in plots.plot_layer_histograms(layers, language="ko")] == ["1층", "2층"]
    assert [place.get_title() for place in plots.plot_layer_histograms(layers, names=["a", "b"])] == ["a", "b"]


def test_what_lies_beyond_the_limits_is_counted_at_the_ends():
    (place,) = plots.plot_layer_histograms([[-9.0, 0.0, 0.0, 9.0]], limits=(-1, 1), language="en")
    found = heights(place)
    assert (found[0], found[len(found) // 2], found[-1]) == (0.25, 0.5, 0.25)


def test_numbers_that_are_not_finite_are_left_out_and_counted():
    (place,) = plots.plot_layer_histograms([[0.0, 1.0, np.nan, np.inf]], language="en")
    assert place.get_xlabel() == "mean 0.5, std 0.5\n2 not finite"
    assert heights(place).sum() == 0.5


def test_many_layers_take_several_rows():
    places = plots.plot_layer_histograms([np.arange(3.0)] * 14, language="en")
    assert len(places) == 14
    assert len({round(place.get_subplotspec().rowspan.start) for place in places}) == 3


def test_it_draws_on_the_axes_it_is_given():
    _, (first, second) = plt.subplots(1, 2)
    assert plots.plot_layer_histograms(LAYERS, axes=[first, second]) == (first, second)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([],), "0 layers and 0 names: give at least one layer"),
        (([[1.0], []],), "layer 2 holds no numbers"),
        (([[1.0], [2.0]], ["a"]), "2 layers and 1 names"),
        (([[1.0]], None, (2, 1)), r"limits=\(2, 1\) leave no interval"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_leaves_no_figure(arguments, message):
    named = dict(zip(("activations", "names", "limits"), arguments, strict=False))
    with pytest.raises(ValueError, match=message):
        plots.plot_layer_histograms(**named, language="en")
    assert plt.get_fignums() == []


def test_too_few_axes_are_refused():
    _, one = plt.subplots()
    with pytest.raises(ValueError, match="1 axes were given but this picture has 2 panels"):
        plots.plot_layer_histograms(LAYERS, axes=[one])
