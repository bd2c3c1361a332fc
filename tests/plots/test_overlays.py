"""Heat maps over their image, and embeddings as points: asserted on their artists."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import PathCollection

from course_utils import plots

IMAGE = np.arange(48.0).reshape(6, 8)


def test_a_heat_map_lies_over_its_image_and_is_clear_where_it_is_zero():
    heat = np.zeros((6, 8))
    heat[2, 3] = 4
    ax = plots.show_heatmap(IMAGE, heat, language="en")
    picture, over = ax.images
    np.testing.assert_array_equal(picture.get_array(), IMAGE)
    assert picture.get_extent() == over.get_extent()
    assert over.get_clim() == (0, 4)
    assert (over.get_alpha()[0, 0], over.get_alpha()[2, 3] > 0.5) == (0, True)


def test_a_map_with_a_sign_has_its_zero_in_the_middle():
    heat = np.zeros((3, 4))
    heat[0, 0], heat[1, 1] = -3, 1
    over = plots.show_heatmap(IMAGE, heat, language="en").images[1]
    assert over.get_clim() == (-3, 3)
    assert over.get_cmap().name == "RdBu_r"
    assert list(over.get_extent()) == [-0.5, 7.5, 5.5, -0.5]


@pytest.mark.parametrize(("language", "said"), [("en", "strength"), ("ko", "세기")])
def test_a_colour_bar_says_what_the_colours_mean(language, said):
    ax = plots.show_heatmap(IMAGE, np.ones((2, 2)), language=language)
    bar = [other for other in ax.get_figure().axes if other is not ax]
    assert [other.get_ylabel() for other in bar] == [said]


@pytest.mark.parametrize("shape", [(6, 8), (6, 8, 1), (6, 8, 3), (1, 6, 8, 3)])
def test_one_image_of_any_kind_is_taken(shape):
    assert len(plots.show_heatmap(np.zeros(shape), np.zeros((1, 3, 4, 1))[0], language="en").images) == 2


@pytest.mark.parametrize(
    ("image", "heat"),
    [(np.zeros((2, 6, 8, 3)), np.ones((2, 2))), (IMAGE, np.ones(4)), (IMAGE, np.full((2, 2), np.nan)), (IMAGE, np.ones((2, 3, 4)))],
    ids=["two images", "a flat map", "not numbers", "two maps"],
)
def test_what_is_no_heat_map_of_one_image_is_refused(image, heat):
    with pytest.raises(ValueError, match="give one image"):
        plots.show_heatmap(image, heat)
    assert plt.get_fignums() == []


def test_an_embedding_has_a_cloud_for_each_class_and_names_it():
    points, labels = np.random.default_rng(0).normal(size=(40, 2)), np.repeat([0, 2], 20)
    ax = plots.plot_embedding(points, labels, class_names=["a", "b", "c"], language="en")
    clouds = [cloud for cloud in ax.collections if isinstance(cloud, PathCollection)]
    np.testing.assert_array_equal(clouds[1].get_offsets(), points[20:])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a", "c"]
    assert clouds[0].get_paths()[0].vertices.shape != clouds[1].get_paths()[0].vertices.shape
    assert list(ax.get_xticks()) == []
    assert ax.get_aspect() == 1


def test_an_embedding_without_labels_has_one_cloud_and_no_legend():
    ax = plots.plot_embedding(np.eye(2), language="en")
    assert (len(ax.collections), ax.get_legend()) == (1, None)


@pytest.mark.parametrize("points", [np.zeros((3, 3)), np.zeros((0, 2)), np.full((3, 2), np.inf)])
def test_points_that_cannot_be_drawn_are_refused(points):
    with pytest.raises(ValueError, match=r"points"):
        plots.plot_embedding(points)


def test_both_draw_on_the_axes_they_are_given():
    _, (left, right) = plt.subplots(1, 2)
    assert plots.show_heatmap(IMAGE, np.ones((2, 2)), ax=left, language="en") is left
    assert plots.plot_embedding(np.eye(2), [0, 1], ax=right, language="en") is right
    assert len(plt.get_fignums()) == 1
