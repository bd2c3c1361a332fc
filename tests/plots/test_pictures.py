"""Each plot, asserted on its artists."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import PathCollection

from course_utils import plots

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
AND = np.array([0, 0, 0, 1])
HISTORY = {"loss": [1.0, 0.5, 0.4], "accuracy": [0.5, 0.8, 0.9], "val_loss": [1.1, 0.6, 0.7], "val_accuracy": [0.4, 0.7, 0.7]}


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_a_function_is_drawn_through_its_values_and_names_the_axes():
    ax = plots.plot_function(np.square, low=-1, high=2, language="en")
    x, y = ax.lines[0].get_data()
    np.testing.assert_allclose(y, np.asarray(x) ** 2)
    assert (ax.get_title(), ax.get_xlabel()) == ("square", "$x$")


def test_a_function_that_knows_one_number_at_a_time_is_drawn_too():
    ax = plots.plot_function({"step": lambda x: 1 if x > 0 else 0, "half": lambda x: x / 2}, low=-1, high=1, language="en")
    assert set(ax.lines[0].get_ydata()) == {0.0, 1.0}
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["step", "half"]


def test_a_students_error_reaches_the_student():
    def broken(x):
        raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        plots.plot_function(broken, language="en")
    assert plt.get_fignums() == []


def test_an_empty_interval_is_refused():
    with pytest.raises(ValueError, match="low=2 and high=1 leave no interval"):
        plots.plot_function(np.square, low=2, high=1)


def test_points_of_each_class_have_their_own_marker_and_colour():
    ax = plots.plot_points(CORNERS, AND, language="en")
    clouds = [cloud for cloud in ax.collections if isinstance(cloud, PathCollection)]
    assert [len(cloud.get_offsets()) for cloud in clouds] == [3, 1]
    assert clouds[0].get_paths()[0].vertices.shape != clouds[1].get_paths()[0].vertices.shape
    assert not np.array_equal(clouds[0].get_facecolor(), clouds[1].get_facecolor())


def test_points_that_are_not_in_the_plane_are_refused():
    with pytest.raises(ValueError, match=r"points \(4, 3\) and labels \(4,\)"):
        plots.plot_points(np.zeros((4, 3)), AND)


@pytest.mark.parametrize(
    "predict",
    [
        lambda points: (points @ [1, 1] > 1.5).astype(int),
        lambda point: int(point[0] + point[1] > 1.5),
        lambda points: (points @ [[1], [1]] - 1.5) * 10 + 0.5,
        lambda points: np.stack([1.5 - points.sum(axis=1), points.sum(axis=1) - 1.5], axis=1),
    ],
    ids=["classes", "one point at a time", "one probability", "a probability per class"],
)
def test_a_boundary_colours_both_sides_whatever_the_classifier_returns(predict):
    ax = plots.plot_boundary(predict, CORNERS, AND, language="en")
    regions = ax.collections[-2].get_array().reshape(121, 121)
    assert (regions[0, 0], regions[-1, -1]) == (0, 1)


def test_the_learning_rule_draws_a_line_per_update_and_names_the_last():
    ax = plots.plot_learning_rule(CORNERS, AND, [([0, 0], 0.0), ([1, 0], -0.5), ([1, 1], -1.5)], language="en")
    assert len(ax.lines) == 2
    np.testing.assert_allclose(np.sum(ax.lines[1].get_data(), axis=0), 1.5)
    assert "after 2 updates" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_a_long_history_is_thinned_and_keeps_its_last_line():
    history = [([1, 1], -place / 500) for place in range(1, 801)]
    ax = plots.plot_learning_rule(CORNERS, AND, history, language="en")
    assert len(ax.lines) == 40
    np.testing.assert_allclose(np.sum(ax.lines[-1].get_data(), axis=0), 1.6)


def test_zero_weights_draw_no_line_and_say_so():
    ax = plots.plot_learning_rule(CORNERS, AND, [([0, 0], 0.0)], language="en")
    assert texts(ax) == ["weights are zero: no line"]


@pytest.mark.parametrize("shape", [(5, 8, 8), (5, 8, 8, 1), (5, 8, 8, 3)])
def test_images_of_every_kind_are_shown_one_tile_each(shape):
    ax = plots.show_images(np.zeros(shape, np.uint8), [0, 1, 2, 1, 0], ["a", "b", "c"], language="en")
    assert len(ax.images) == 5
    assert texts(ax) == ["a", "b", "c", "b", "a"]


def test_one_bare_image_counts_as_a_batch():
    assert len(plots.show_images(np.eye(8), language="en").images) == 1
    assert len(plots.show_images(np.zeros((9, 8, 3)), language="en").images) == 1


def test_a_shape_that_is_no_image_is_refused():
    with pytest.raises(ValueError, match=r"images have the shape \(2, 8, 8, 5\): give \(N, H, W\)"):
        plots.show_images(np.zeros((2, 8, 8, 5)))


def test_more_than_a_hundred_images_are_cut_and_said():
    ax = plots.show_images(np.zeros((130, 2, 2)), language="en")
    assert len(ax.images) == 100
    assert ax.get_title() == "100 of 130 images shown"


@pytest.mark.parametrize(
    ("top", "kind", "wanted"), [(255, np.uint8, 255), (200, np.uint8, 255), (16, np.uint8, 16), (0.9, float, 1), (3.2, float, 3.2)]
)
def test_brightness_follows_what_the_numbers_count_in(top, kind, wanted):
    image = np.zeros((1, 4, 4), kind)
    image[0, 0, 0] = top
    assert plots.show_images(image, language="en").images[0].get_clim() == (0, pytest.approx(wanted))


def test_the_class_grid_has_a_named_row_per_class_and_leaves_missing_places_blank():
    ax = plots.show_class_grid(np.zeros((5, 4, 4)), [0, 0, 0, 2, 2], ["a", "b", "c"], per_class=3, language="en")
    assert len(ax.images) == 6
    assert [name for name in texts(ax) if name] == ["a", "c"]


def test_class_balance_counts_classes_without_images_as_zero():
    ax = plots.plot_class_balance([0, 0, 2], ["a", "b", "c"], language="en")
    assert [bar.get_width() for bar in ax.patches] == [2, 0, 1]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b", "c"]


def test_history_has_a_panel_per_measure_and_marks_the_best_epoch():
    loss, accuracy = plots.plot_history(HISTORY | {"learning_rate": [1, 1, 1]}, language="en")
    assert (loss.get_ylabel(), accuracy.get_ylabel()) == ("loss", "accuracy")
    assert loss.get_title(loc="left") == "lowest validation loss: epoch 2"
    assert list(accuracy.lines[1].get_ydata()) == HISTORY["val_accuracy"]


def test_history_shades_the_gap_and_rings_the_lowest_validation_loss():
    loss, accuracy = plots.plot_history(HISTORY, language="en")
    assert loss.lines[-1].get_xydata().tolist() == [[2, 0.6]]
    for ax, name in ((loss, "loss"), (accuracy, "accuracy")):
        (gap,) = ax.collections
        ends = gap.get_paths()[0].vertices
        assert {tuple(point) for point in ends} >= {(3, HISTORY[name][2]), (3, HISTORY[f"val_{name}"][2])}
        assert "generalisation gap" in [text.get_text() for text in ax.get_legend().get_texts()]


@pytest.mark.parametrize("record", [{"loss": [1.0, 0.5]}, {"loss": [1.0], "val_loss": [1.0]}, {"loss": [1, 2], "val_loss": [np.nan] * 2}])
def test_history_marks_no_best_epoch_where_there_is_none(record):
    (loss,) = plots.plot_history(record, language="en")
    assert loss.get_title(loc="left") == ""


def test_history_takes_what_keras_returns_and_axes_of_ones_own():
    class Returned:
        history = HISTORY

    _, own = plt.subplots(1, 2)
    assert plots.plot_history(Returned(), axes=list(own), language="en")[0] is own[0]
    with pytest.raises(ValueError, match="1 axes were given but this picture has 2 panels"):
        plots.plot_history(HISTORY, axes=[own[0]], language="en")


def test_something_that_is_no_history_is_refused():
    with pytest.raises(ValueError, match="history is NoneType"):
        plots.plot_history(None)


@pytest.mark.parametrize("record", [{}, {"loss": []}, {"loss": 0.5}, [1, 2], {"loss": ["low"]}, {"val_loss": [1.0, 2.0]}])
def test_a_record_without_numbers_per_epoch_is_refused(record):
    with pytest.raises(ValueError, match=r"without numbers per epoch: give what model.fit\(...\) returned"):
        plots.plot_history(record, language="en")


@pytest.mark.parametrize("histories", [{}, [HISTORY], None])
def test_nothing_to_compare_is_refused(histories):
    with pytest.raises(ValueError, match="not a dict with at least one training"):
        plots.compare_histories(histories, language="en")


def test_histories_are_compared_on_validation_accuracy_if_all_have_it():
    assert plots.compare_histories({"a": HISTORY, "b": HISTORY}, language="en").get_ylabel() == "validation accuracy"
    assert plots.compare_histories({"a": HISTORY, "b": {"loss": [1.0]}}, language="en").get_ylabel() == "loss"
    with pytest.raises(ValueError, match="'b' has no 'accuracy': it has loss"):
        plots.compare_histories({"a": HISTORY, "b": {"loss": [1.0]}}, measure="accuracy", language="en")


def test_confusion_counts_true_classes_in_rows_and_reads_probabilities():
    ax = plots.plot_confusion([0, 0, 1], [[0.9, 0.1], [0.2, 0.8], [0.1, 0.9]], ["a", "b"], language="en")
    np.testing.assert_allclose(ax.images[0].get_array(), [[0.5, 0.5], [0, 1]])
    assert texts(ax) == ["1", "1", "1"]


def test_confusion_names_the_two_classes_most_often_confused():
    ax = plots.plot_confusion([0, 0, 0, 1, 2], [0, 1, 1, 0, 2], ["cat", "dog", "fox"], language="en")
    assert ax.get_title() == "most often: cat taken for dog (2 of 3)"
    assert plots.plot_confusion([0, 1], [0, 1], language="en").get_title() == ""


def test_confusion_can_carry_shares_and_reads_one_hot_labels():
    ax = plots.plot_confusion(np.eye(2)[[0, 0, 1]], [0, 1, 1], numbers="shares", language="en")
    assert texts(ax) == ["50%", "50%", "100%"]


def test_confusion_of_many_classes_is_coloured_only():
    labels = np.arange(40)
    assert texts(plots.plot_confusion(labels, labels, language="en")) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"labels": [0, 1], "predictions": [0]}, "2 labels but 1 predictions"),
        ({"labels": [0, -1], "predictions": [0, 1]}, "classes are counted from 0"),
        ({"labels": [0, 1], "predictions": [0, 1], "numbers": "rows"}, "numbers='rows' is not known: choose 'counts' or 'shares'"),
    ],
)
def test_a_confusion_that_cannot_be_counted_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        plots.plot_confusion(**wrong, language="en")


def test_predictions_are_marked_by_sign_and_colour():
    ax = plots.show_predictions(np.zeros((2, 4, 4)), [[0.9, 0.1], [0.7, 0.3]], [0, 1], ["cat", "dog"], language="en")
    assert texts(ax) == ["✓ cat 90%", "✗ cat 70%\n(is dog)"]
    assert ax.patches[0].get_edgecolor() != ax.patches[3].get_edgecolor()


def test_a_single_output_is_the_probability_of_class_one():
    assert texts(plots.show_predictions(np.zeros((2, 4, 4)), [[0.9], [0.2]], language="en")) == ["class 1 90%", "class 0 80%"]


def test_mistakes_come_surest_first_and_their_absence_is_said():
    probabilities = [[0.6, 0.4], [0.9, 0.1], [0.2, 0.8]]
    ax = plots.show_mistakes(np.zeros((3, 4, 4)), probabilities, [1, 1, 1], ["cat", "dog"], language="en")
    assert texts(ax) == ["✗ cat 90%\n(is dog)", "✗ cat 60%\n(is dog)"]
    assert ax.get_title() == ""
    cut = plots.show_mistakes(np.zeros((3, 4, 4)), probabilities, [1, 1, 1], count=1, language="en")
    assert cut.get_title() == "1 of 2 mistakes, the surest first"
    assert texts(plots.show_mistakes(np.zeros((3, 4, 4)), probabilities, [0, 0, 1], language="en")) == ["No mistakes among 3 images."]


def test_kernels_share_one_scale_around_zero():
    kernels = np.zeros((3, 3, 1, 4))
    kernels[0, 0, 0, 2] = -2
    ax = plots.show_kernels(kernels, language="en")
    assert {image.get_clim() for image in ax.images} == {(-2, 2)}
    assert texts(ax)[-1] == "white is 0; red adds, up to 2; blue subtracts, down to −2"
    assert len(plots.show_kernels(np.eye(3), language="en").images) == 1


def test_kernels_of_many_channels_are_cut_and_said():
    ax = plots.show_kernels(np.zeros((3, 3, 32, 64)), language="en")
    assert len(ax.images) == 64
    assert ax.get_title() == "64 of 2048 kernel slices shown"


def test_feature_maps_share_one_scale_so_that_a_silent_channel_is_dark():
    maps = np.zeros((4, 4, 3))
    maps[..., 1] = 5
    ax = plots.show_feature_maps(maps, language="en")
    assert {image.get_clim() for image in ax.images} == {(0, 5)}
    assert texts(ax)[-1] == "darkest 0, brightest 5"
    with pytest.raises(ValueError, match=r"maps have the shape \(2, 4, 4, 3\)"):
        plots.show_feature_maps(np.zeros((2, 4, 4, 3)))


WRONG = {
    "images of two sizes": (lambda: plots.show_images([np.zeros((2, 2)), np.zeros((3, 3))]), r"parts of different sizes\): give one array"),
    "no images": (lambda: plots.show_images(np.array([["a"]])), "images are no array of numbers"),
    "no labels": (lambda: plots.show_predictions(np.zeros((2, 4, 4)), [[0.9], [0.2]], ["a", "b"]), "give one whole number for each image"),
    "logits": (lambda: plots.show_predictions(np.zeros((2, 4, 4)), [[5, -3], [2, 1]]), r"look like logits: give keras.ops.softmax"),
    "no mistakes wanted": (
        lambda: plots.show_mistakes(np.zeros((1, 4, 4)), [[0.9]], [0], count=0),
        "count=0 shows no mistake: give at least 1",
    ),
    "no row": (lambda: plots.show_class_grid(np.zeros((2, 4, 4)), [0, 1], per_class=0), "per_class=0 of 2 labels leaves no image"),
    "get_weights whole": (lambda: plots.show_kernels([np.zeros((3, 3, 1, 2)), np.zeros(2)]), r"give \(K, K, C_in, C_out\)"),
    "no kernel": (lambda: plots.show_kernels(np.zeros((3, 3, 1, 0))), r"kernels have the shape \(3, 3, 1, 0\)"),
    "diverged": (
        lambda: plots.show_feature_maps(np.full((4, 4, 2), np.nan)),
        "32 of 32 numbers in maps are not finite: the training diverged",
    ),
    "no points": (lambda: plots.plot_points(np.zeros((0, 2)), []), "N at least 1"),
    "named classes": (lambda: plots.plot_class_balance(["cat", "dog"]), "give one whole number for each image"),
    "named predictions": (lambda: plots.plot_confusion([0, 1], ["cat", "dog"]), "give one class for each label"),
}


@pytest.mark.parametrize(("draw", "message"), WRONG.values(), ids=WRONG)
def test_what_a_plot_cannot_draw_is_refused_with_what_to_try(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
    assert plt.get_fignums() == []


def test_a_boundary_needs_a_function():
    with pytest.raises(TypeError, match="predict is int, not a function: give one that takes points"):
        plots.plot_boundary(3, CORNERS, AND)


def test_feature_maps_in_mixed_precision_are_drawn():
    maps = np.ones((4, 4, 2)).astype(pytest.importorskip("ml_dtypes").bfloat16)
    assert len(plots.show_feature_maps(maps, language="en").images) == 2


def test_a_plot_draws_on_the_axes_it_is_given():
    _, own = plt.subplots()
    for drawn in (
        plots.plot_function(np.sin, ax=own, language="en"),
        plots.plot_points(CORNERS, AND, ax=own, language="en"),
        plots.plot_class_balance([0, 1], ax=own, language="en"),
        plots.show_images(np.zeros((2, 4, 4)), ax=own, language="en"),
        plots.show_kernels(np.zeros((3, 3, 1, 2)), ax=own, language="en"),
    ):
        assert drawn is own
    assert len(plt.get_fignums()) == 1
