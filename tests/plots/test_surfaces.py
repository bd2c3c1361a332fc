"""The map of a function of two numbers, and the paths on it."""

import math

import numpy as np
import pytest

from course_utils import plots
from course_utils.plots.surfaces import COARSE, FINE, heights_on_map, levels_of

PATH = [[1.0, 1.0], [0.5, 0.4], [0.2, 0.1]]
BOX = {"xlim": (-2, 2), "ylim": (-1, 1)}


def bowl(x, y):
    return x**2 + y**2


def legend(ax) -> list[str]:
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_each_path_is_drawn_where_it_went_and_named():
    ax = plots.plot_descent(bowl, {"SGD": PATH, "Adam": PATH[:2]}, **BOX, language="en")
    np.testing.assert_array_equal(np.transpose(ax.lines[0].get_data()), PATH)
    assert legend(ax) == ["SGD", "Adam", "start"]
    assert (ax.get_xlim(), ax.get_ylim()) == ((-2, 2), (-1, 1))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$x$", "$y$")


def test_one_bare_path_needs_no_name():
    assert legend(plots.plot_descent(bowl, np.array(PATH), **BOX, language="en")) == ["start"]


def test_a_map_without_any_step_is_drawn():
    assert plots.plot_descent(bowl, {}, **BOX, language="en").get_legend() is None


def test_paths_differ_in_more_than_colour():
    ax = plots.plot_descent(bowl, {"a": PATH, "b": PATH}, **BOX, language="en")
    named = [line for line in ax.lines if line.get_label() in {"a", "b"}]
    assert len({line.get_linestyle() for line in named}) == 2
    assert len({line.get_color() for line in named}) == 2


def test_korean_says_start_in_korean():
    assert legend(plots.plot_descent(bowl, PATH, **BOX, language="ko"))[-1] in {"시작", "start"}


@pytest.mark.parametrize(
    ("function", "places"),
    [
        (bowl, FINE),
        (lambda place: place[0] ** 2 + place[1] ** 2, FINE),
        (lambda place: np.sum(place**2), COARSE),
        (lambda x, y: math.pow(x, 2) + y * y, COARSE),
        (lambda x, y: x**2 + y**2 if x > 0 else y * y + x * x, COARSE),
    ],
    ids=["arrays", "a place, arrays", "a place", "one number at a time", "a branch"],
)
def test_functions_of_arrays_numbers_or_places_give_the_same_map(function, places):
    across, up, heights = heights_on_map(function, (-2, 2), (-1, 1))
    assert heights.shape == (places, places)
    np.testing.assert_allclose(heights, across**2 + up[:, None] ** 2, atol=1e-12)


def test_whole_numbers_as_limits_do_not_cut_off_fractions():
    _, _, heights = heights_on_map(lambda x, y: x * 0.5 + y, (0, 1), (0, 1))
    assert heights[0, 1] == pytest.approx(0.5 / (FINE - 1))


def test_a_value_that_is_not_finite_is_refused_with_its_place():
    with pytest.raises(ValueError, match=r"gives nan at x = -1, y = 0 \(20,100 of 40,401 places\)"):
        heights_on_map(lambda x, y: np.log(x + 1e-9) + y, (-1, 1), (0, 1))


def test_a_students_own_error_says_where():
    with pytest.raises(ZeroDivisionError) as raised:
        heights_on_map(lambda x, y: 1 / float(x) + y, (0, 1), (0, 1))
    assert raised.value.__notes__ == ["This happened at x = 0, y = 0."]


@pytest.mark.parametrize("value", [None, "deep", [1, 2], 1j])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(TypeError, match="not one number: return a float"):
        heights_on_map(lambda _x, _y: value, (-1, 1), (-1, 1))


def test_what_is_no_function_is_refused():
    with pytest.raises(TypeError, match="function is str, not a function"):
        plots.plot_descent("bowl", PATH, **BOX)


@pytest.mark.parametrize("limits", [(1, 1), (2, -2), (0, math.inf), (1,), 3, ("a", "b")])
def test_limits_that_leave_no_room_are_refused(limits):
    with pytest.raises(ValueError, match=r"ylim=.* does not fit: give two"):
        plots.plot_descent(bowl, PATH, xlim=(-1, 1), ylim=limits)


def test_a_flat_function_is_refused():
    with pytest.raises(ValueError, match="gives 3 everywhere on the map"):
        plots.plot_descent(lambda x, y: (x + y) * 0 + 3.0, PATH, **BOX)


@pytest.mark.parametrize("path", [[1, 2], [[1, 2, 3]], np.zeros((2, 2, 2))])
def test_a_path_that_is_not_in_the_plane_is_refused(path):
    with pytest.raises(ValueError, match=r"path 'SGD' has the shape .*: give \(T, 2\)"):
        plots.plot_descent(bowl, {"SGD": path}, **BOX)


def test_levels_rise_and_crowd_at_the_bottom_where_most_of_the_map_is_low():
    narrow = np.linspace(0, 1, 101) ** 6
    levels = levels_of(narrow)
    assert len(levels) == 11
    assert np.all(np.diff(levels) > 0)
    assert levels[5] < 0.05
    assert levels_of(np.linspace(0, 1, 101)) == pytest.approx(np.arange(1, 12) / 12)
