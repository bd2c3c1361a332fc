"""Matrices as dominoes, and an image as one long strip."""

import numpy as np
import pytest

from course_utils import plots

CHAIN = {"x": (32, 784), "B": (784, 50), "A": (50, 10)}


def words_on(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_a_chain_that_fits_ends_in_the_shape_of_the_product():
    words = words_on(plots.plot_shapes(CHAIN, language="en"))
    assert words.count("✓") == 2
    assert words[words.index("=") + 1 :] == ["32", "10", ""]


def test_a_joint_that_does_not_fit_gets_a_cross_and_there_is_no_product():
    words = words_on(plots.plot_shapes({name: CHAIN[name] for name in "xAB"}, language="en"))
    assert words.count("✗") == 2
    assert "=" not in words


def test_one_matrix_alone_is_drawn_without_a_product():
    assert words_on(plots.plot_shapes({"x": (2, 3)}, language="en")) == ["2", "3", "x"]


@pytest.mark.parametrize("shapes", [{}, {"biases": (50,)}])
def test_what_is_no_matrix_is_refused_with_a_cure(shapes):
    with pytest.raises(ValueError, match="at least one name"):
        plots.plot_shapes(shapes)


def test_a_strip_holds_the_pixels_row_by_row_and_names_their_places():
    image = np.arange(12).reshape(3, 4, 1)
    ax = plots.show_strip(image, [(1, 2), (2, 2)], language="en")
    picture, strip = (drawn.get_array() for drawn in ax.images)
    np.testing.assert_array_equal(picture, image[..., 0])
    np.testing.assert_array_equal(strip, [np.arange(12)])
    assert words_on(ax) == ["6", "10"]


def test_a_pixel_outside_the_image_and_a_colour_image_are_refused():
    with pytest.raises(ValueError, match="count both from 0"):
        plots.show_strip(np.zeros((3, 4)), [(3, 0)])
    with pytest.raises(ValueError, match="one grey image"):
        plots.show_strip(np.zeros((5, 4, 3)))
