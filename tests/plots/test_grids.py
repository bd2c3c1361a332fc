"""Matrices with their numbers, and what kernels let through."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from course_utils import plots
from course_utils.plots.frequencies import frequency_response
from course_utils.plots.style import RED


def said(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_every_number_is_written_under_the_title_of_its_matrix():
    ax = plots.show_numbers({"image": [[1, -2], [0.5, 30]], "kernel": [[7]]}, language="en")
    assert said(ax) == ["1", "−2", "0.5", "30", "image", "7", "kernel"]


def test_a_matrix_has_its_own_scale_and_zero_is_white():
    ax = plots.show_numbers({"small": [[1, 0]], "large": [[100, 0]]}, language="en")
    colours = [patch.get_facecolor() for patch in ax.patches]
    assert colours[0] == colours[2] != colours[1]
    assert colours[1] == colours[3] == (1, 1, 1, 1)


def test_a_window_frames_cells_of_the_matrix_it_is_named_for():
    ax = plots.show_numbers({"a": np.zeros((3, 3)), "b": np.zeros((3, 3))}, windows={"b": (1, 0, 2, 2)}, language="en")
    [frame] = [patch for patch in ax.patches if isinstance(patch, Rectangle) and not patch.get_fill()]
    assert (frame.get_x(), frame.get_y(), frame.get_height(), frame.get_width()) == (4, 1, 2, 2)
    assert frame.get_edgecolor() == to_rgba(RED)


@pytest.mark.parametrize("values", [[1, 2], np.zeros((17, 2)), np.zeros((0, 3)), "word", [[1], [1, 2]]])
def test_what_is_no_small_matrix_is_refused(values):
    with pytest.raises(ValueError, match="give a matrix of numbers"):
        plots.show_numbers({"image": values}, language="en")


def test_a_window_without_its_matrix_and_no_matrix_at_all_are_refused():
    with pytest.raises(ValueError, match="windows for b"):
        plots.show_numbers({"a": [[1]]}, windows={"b": (0, 0, 1, 1)}, language="en")
    with pytest.raises(ValueError, match="at least one array"):
        plots.show_numbers({}, language="en")


def test_a_blur_passes_what_does_not_change_and_a_difference_removes_it():
    blur, difference = frequency_response(np.full((3, 3), 1 / 9)), frequency_response([[-1, 0, 1]])
    assert blur[32, 32] == pytest.approx(1)
    assert blur.max() == pytest.approx(1)
    assert difference[:, 32] == pytest.approx(0, abs=1e-12)
    assert difference[32, 16] == pytest.approx(2)  # a wave of four pixels: the difference of its two ends


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_kernel_gets_a_picture_and_its_name(language):
    ax = plots.show_frequencies({"box": np.ones((3, 3)), "zero": np.zeros((3, 3))}, language=language)
    assert len(ax.images) == 2
    assert said(ax)[:2] == ["box", "zero"]


@pytest.mark.parametrize("kernels", [{}, {"flat": [1, 2]}, {"large": np.zeros((65, 1))}])
def test_no_kernel_or_none_that_is_a_matrix_is_refused(kernels):
    with pytest.raises(ValueError, match="give a"):
        plots.show_frequencies(kernels, language="en")
