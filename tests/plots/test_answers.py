"""Labels and probabilities at the boundary: what is read, and what is refused with what to try."""

import numpy as np
import pytest

from course_utils.plots.answers import as_answers

ROWS = np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]])


@pytest.mark.parametrize("labels", [[0, 2], [[0], [2]], [[1, 0, 0], [0, 0, 1]], np.array([0.0, 2.0]), np.eye(3)[[0, 2]]])
def test_labels_are_read_as_numbers_or_one_hot(labels):
    assert as_answers(labels, ROWS).labels.tolist() == [0, 2]


@pytest.mark.parametrize("scores", [[0.9, 0.2], [[0.9], [0.2]], [[0.1, 0.9], [0.8, 0.2]]])
def test_one_sigmoid_and_two_columns_are_the_same_answers(scores):
    answers = as_answers([1, 0], scores)
    assert answers.binary
    np.testing.assert_allclose(answers.probabilities, [[0.1, 0.9], [0.8, 0.2]])
    np.testing.assert_allclose(answers.scores, [0.9, 0.2])


def test_with_more_classes_the_score_is_the_probability_of_the_predicted_one():
    np.testing.assert_allclose(as_answers([0, 2], ROWS).scores, [0.7, 0.8])


@pytest.mark.parametrize(
    ("labels", "probabilities", "message"),
    [
        ([0, 1], ROWS * 9 - 3, r"look like logits: give keras.ops.softmax\(logits\) instead"),
        ([0, 1], [2.5, -1.0], r"look like logits: give keras.ops.sigmoid\(logits\) instead, or end the network in a sigmoid"),
        ([0, 1], [[0.9, 0.8, 0.1], [0.3, 0.3, 0.4]], r"of image 0 add up to 1.8, .* \(1 of 2 rows do not\). End the network in a softmax"),
        ([0, 1], [[np.nan, 1, 0], [0, 1, 0]], "of 1 images are not finite: the training may have diverged"),
        ([0, 1, 2], ROWS, "3 labels but probabilities for 2 images"),
        ([0, 3], ROWS, "labels run from 0 to 3 but there are probabilities for 3 classes: labels must be 0 to 2"),
        ([0, -1], ROWS, "labels run from -1 to 0"),
        ([0.5, 1], ROWS, "give one whole number for each image"),
        (["cat", "dog"], ROWS, "give one whole number for each image"),
        ([[1, 1, 0], [0, 0, 1]], ROWS, r"labels have the shape \(2, 3\): give \(N,\), or one-hot \(N, K\) with exactly one 1"),
        ([0, 1], ["a", "b"], r"no array of numbers \(list\): give one row per image, as model.predict\(images\) does"),
        ([0, 1], np.zeros((2, 2, 2)), r"probabilities have the shape \(2, 2, 2\): give \(N, K\)"),
        ([], np.zeros((0, 3)), "there are no answers to look at"),
    ],
)
def test_answers_that_do_not_fit_are_refused_with_what_to_try(labels, probabilities, message):
    with pytest.raises(ValueError, match=message):
        as_answers(labels, probabilities)


def test_float32_softmax_rows_are_near_enough_to_one():
    rows = (ROWS + 2e-4).astype(np.float32)
    assert as_answers([0, 2], rows).classes == 3
