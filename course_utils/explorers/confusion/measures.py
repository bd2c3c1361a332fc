"""What the confusion explorer measures: at a threshold, class by class, and at a temperature. `measures.js` computes the same."""

from dataclasses import dataclass

import numpy as np

from course_utils.plots.answers import Answers, Floats, Ints
from course_utils.plots.reliability import Reliability, reliability, sureness

NO_ANSWER = -1
COLDEST, HOTTEST = 0.1, 10.0
_TINY = 1e-7  # Keras's epsilon: the smallest probability whose logarithm is taken
_HALVINGS = 40


@dataclass(frozen=True)
class PerClass:
    """How well each class is found, and how far its name can be trusted.

    Parameters
    ----------
    precision, recall, f1 : float array, (K,)
        0 where a class is never predicted, or never there.
    support : int array, (K,)
        Images of the class.
    predicted : int array, (K,)
        Images taken for the class.
    """

    precision: Floats
    recall: Floats
    f1: Floats
    support: Ints
    predicted: Ints


@dataclass(frozen=True)
class Totals:
    """One number for each measure.

    Parameters
    ----------
    accuracy, precision, recall, f1, coverage : float, 0..1
    """

    accuracy: float
    precision: float
    recall: float
    f1: float
    coverage: float


@dataclass(frozen=True)
class Calibration:
    """How honest the probabilities are at one temperature.

    Parameters
    ----------
    bins : Reliability
    brier : float, 0..2
        Brier score; with two classes 0..1.
    loss : float
        Negative log-likelihood, the mean of -log(probability of the true class).
    sure, right : float, 0..1
        The mean probability of the predicted class, and how often it is true.
    """

    bins: Reliability
    brier: float
    loss: float
    sure: float
    right: float


def decide(answers: Answers, threshold: float) -> Ints:
    """Answer, where a network is sure enough.

    Parameters
    ----------
    answers : Answers
    threshold : float, 0..1

    Returns
    -------
    int array, (N,)
        With two classes: 1 where the probability of class 1 is at least the threshold, else 0. With more: the class predicted where its
        probability is at least the threshold, else -1 (no answer).
    """
    sure = answers.scores >= threshold
    if answers.binary:
        return sure.astype(np.int64)
    return np.where(sure, answers.probabilities.argmax(axis=1), NO_ANSWER)


def confusion(labels: Ints, decisions: Ints, classes: int) -> Ints:
    """Count the pairs of a true class and an answer.

    Parameters
    ----------
    labels : int array, (N,)
    decisions : int array, (N,), -1 for no answer
    classes : int

    Returns
    -------
    int array, (K, K + 1)
        A row per true class; the last column counts those without an answer.
    """
    columns = np.where(decisions == NO_ANSWER, classes, decisions)
    return np.bincount(labels * (classes + 1) + columns, minlength=classes * (classes + 1)).reshape(classes, classes + 1)


def per_class(counts: Ints) -> PerClass:
    """Measure each class on the images that were answered.

    Parameters
    ----------
    counts : int array, (K, K + 1)

    Returns
    -------
    PerClass

    Notes
    -----
    precision = TP / (TP + FP), recall = TP / (TP + FN), F1 = 2 TP / (2 TP + FP + FN); a fraction without images counts as 0, as in
    scikit-learn's precision_recall_fscore_support with zero_division=0.
    """
    answered = counts[:, :-1]
    hits, support, predicted = np.diag(answered), answered.sum(axis=1), answered.sum(axis=0)
    return PerClass(
        hits / np.maximum(1, predicted), hits / np.maximum(1, support), 2 * hits / np.maximum(1, support + predicted), support, predicted
    )


def totals(counts: Ints) -> Totals:
    """Measure all answers together.

    Parameters
    ----------
    counts : int array, (K, K + 1)

    Returns
    -------
    Totals
        Precision, recall and F1 are those of class 1 when there are two classes; with more, the mean over the classes that occur
        among the answered images or the answers (scikit-learn's "macro").
    """
    each, answered, images = per_class(counts), int(counts[:, :-1].sum()), int(counts.sum())
    used = np.array([1]) if len(counts) == 2 else np.flatnonzero(each.support + each.predicted)  # noqa: PLR2004 - two classes
    precision, recall, f1 = (float(values[used].mean()) if len(used) else 0.0 for values in (each.precision, each.recall, each.f1))
    return Totals(float(np.trace(counts)) / max(1, answered), precision, recall, f1, answered / max(1, images))


def specificity(counts: Ints) -> float:
    """Measure how many of class 0 are left alone: TN / (TN + FP).

    Parameters
    ----------
    counts : int array, (2, 3)

    Returns
    -------
    float, 0..1
    """
    return float(counts[0, 0]) / max(1, int(counts[0].sum()))


def tempered(probabilities: Floats, temperature: float) -> Floats:
    """Make probabilities more modest (temperature above 1) or bolder (below 1), without changing which is largest.

    Parameters
    ----------
    probabilities : float array, (N, K)
    temperature : float, greater than 0

    Returns
    -------
    float array, (N, K)

    Notes
    -----
    softmax(log p / T); since log p is the logits but for a constant, this is temperature scaling.
    Guo et al. (2017), arXiv:1706.04599, equation 9.
    """
    logs = _logs(probabilities) / temperature
    powers = np.exp(logs - logs.max(axis=1, keepdims=True))
    cooled: Floats = powers / powers.sum(axis=1, keepdims=True)
    return cooled


def calibrate(answers: Answers, temperature: float, bins: int) -> Calibration:
    """Compare how sure a network is with how often it is right, at one temperature.

    Parameters
    ----------
    answers : Answers
    temperature : float, greater than 0
    bins : int

    Returns
    -------
    Calibration

    Notes
    -----
    Brier (1950), Verification of forecasts expressed in terms of probability: the mean of (p - y)² summed over the classes;
    with two classes over class 1 only, as scikit-learn's brier_score_loss.
    """
    cooled = Answers(answers.labels, tempered(answers.probabilities, temperature))
    truth = np.eye(answers.classes)[answers.labels]
    squares = np.square(cooled.probabilities - truth).sum(axis=1).mean() / (2 if answers.binary else 1)
    likely = cooled.probabilities[np.arange(len(truth)), answers.labels]
    right = answers.probabilities.argmax(axis=1) == answers.labels
    return Calibration(
        reliability(*sureness(cooled), bins),
        float(squares),
        float(-np.log(np.maximum(likely, np.finfo(np.float64).tiny)).mean()),
        float(cooled.probabilities.max(axis=1).mean()),
        float(right.mean()),
    )


def best_temperature(answers: Answers) -> float:
    """Find the temperature with the lowest negative log-likelihood.

    Parameters
    ----------
    answers : Answers

    Returns
    -------
    float, 0.1..10

    Notes
    -----
    The loss is convex in 1 / T, so its slope, mean(expected log p - log p of the true class), is halved towards 0.
    """
    logs = _logs(answers.probabilities)
    true = logs[np.arange(len(logs)), answers.labels].mean()
    low, high = -np.log(HOTTEST), -np.log(COLDEST)  # of log(1 / T)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        expected = (tempered(answers.probabilities, float(np.exp(-middle))) * logs).sum(axis=1).mean()
        low, high = (low, middle) if expected > true else (middle, high)
    return round(float(np.exp(-(low + high) / 2)), 3)


def _logs(probabilities: Floats) -> Floats:
    """Take logarithms, of the smallest probability that is one."""
    logs: Floats = np.log(np.maximum(probabilities, _TINY))
    return logs
