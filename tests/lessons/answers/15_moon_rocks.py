"""Answers to lesson 15, right and wrong, that students may well write.

The features of `classify` are stood in for by something quick: how rough the middle of a picture is, at four scales.
"""

ONCE = """
import math

import numpy as np
from scipy.ndimage import uniform_filter
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from course_utils.data import held_out


def roughness(images):
    grey = np.asarray(images).astype(np.float32).mean(axis=-1)[:, 24:72, 24:72]
    grey = (grey - grey.mean(axis=(1, 2), keepdims=True)) / (grey.std(axis=(1, 2), keepdims=True) + 1e-3)
    found, smooth = [], grey
    for size in (3, 5, 9, 17):
        wider = uniform_filter(grey, (0, size, size))
        apart = smooth - wider
        found += [np.abs(apart).mean(axis=(1, 2)), (apart**3).mean(axis=(1, 2)), *np.percentile(apart, [2, 10, 90, 98], axis=(1, 2))]
        smooth = wider
    return np.stack(found, axis=1)


pool = held_out("moon_rocks", "synthetic", 1200, np.random.default_rng(99))
rough = make_pipeline(StandardScaler(), LogisticRegression(C=10, max_iter=3000)).fit(roughness(pool.images), pool.labels)
forest = RandomForestClassifier(300, random_state=0).fit(roughness(pool.images), pool.labels)
"""

SETUP = """
import math
import numpy as np
from types import SimpleNamespace

dataset = SimpleNamespace(source="synthetic")
"""


def deal(order="rng.permutation(np.unique(groups))", fold="filled.argmin()", members="groups == group", more="members.sum()"):
    """Write a deal of groups with other steps."""
    return f"""
def grouped_folds(groups, folds, rng):
    numbers, filled = np.zeros(len(groups), int), np.zeros(folds)
    for place, group in enumerate({order}):
        members = {members}
        fold = {fold}
        numbers[members] = fold
        filled[fold] += {more}
    return numbers
"""


def walk(learned="features[~held], labels[~held]", asked="features[held]", start="np.zeros_like(labels)"):
    """Write a cross-validation with other steps."""
    return f"""
def cross_validate(features, labels, folds, learn):
    predictions = {start}
    for fold in np.unique(folds):
        held = folds == fold
        predictions[held] = learn({learned})({asked})
    return predictions
"""


def interval(centre="a + z * z / (2 * total)", under="a * (1 - a) / total + z * z / (4 * total * total)", scale="1 + z * z / total"):
    """Write Wilson's interval with other terms."""
    return f"""
def wilson(right, total, z=1.96):
    a = right / total
    spread = z * ({under}) ** 0.5
    return (({centre}) - spread) / ({scale}), (({centre}) + spread) / ({scale})
"""


def redraw(
    drawn="rng.choice(names, size=len(names))",
    value="np.concatenate([correct[groups == name] for name in drawn]).mean()",
    ends="[2.5, 97.5]",
    names="np.unique(groups)",
):
    """Write a bootstrap with other steps."""
    return f"""
def bootstrap_interval(correct, groups, rng, rounds=1000):
    names = {names}
    found = []
    for _ in range(rounds):
        drawn = {drawn}
        found.append({value})
    return np.percentile(found, {ends})
"""


def sign(last="min(a, b) + 1", p="min(1, 2 * tail)", count="a + b", pair="a, b"):
    """Write the sign test with other steps."""
    return f"""
def compare(correct_a, correct_b):
    a = sum(1 for x, y in zip(correct_a, correct_b) if x and not y)
    b = sum(1 for x, y in zip(correct_a, correct_b) if y and not x)
    n = {count}
    tail = sum(math.comb(n, i) for i in range({last})) / 2**n
    return {pair}, {p}
"""


RIGHT = {
    "grouped_folds": [
        deal(),
        """
def grouped_folds(groups, folds, rng):
    names, amounts = np.unique(groups, return_counts=True)
    order = rng.permutation(len(names))
    order = order[np.argsort(-amounts[order], kind="stable")]
    filled, home = [0] * folds, {}
    for place in order:
        fold = filled.index(min(filled))
        home[names[place]] = fold
        filled[fold] += amounts[place]
    return [home[group] for group in groups]
""",
        """
def grouped_folds(groups, folds, rng):
    names = list(dict.fromkeys(groups.tolist()))
    rng.shuffle(names)
    parts = [[] for _ in range(folds)]
    for name in names:
        rows = [row for row, group in enumerate(groups) if group == name]
        min(parts, key=len).extend(rows)
    numbers = np.full(len(groups), -1)
    for number, rows in enumerate(parts):
        numbers[rows] = number
    return numbers
""",
    ],
    "cross_validate": [
        walk(),
        walk(start="np.zeros(len(labels))"),
        """
def cross_validate(features, labels, folds, learn):
    predictions = [None] * len(labels)
    for fold in sorted(set(folds.tolist())):
        inside = np.flatnonzero(folds != fold)
        outside = np.flatnonzero(folds == fold)
        answer = learn(features[inside], labels[inside])
        for row, prediction in zip(outside, answer(features[outside])):
            predictions[row] = prediction
    return np.array(predictions)
""",
    ],
    "wilson": [
        interval(),
        """
def wilson(right, total, z=1.96):
    wrong, square = total - right, z**2
    middle = (right + square / 2) / (total + square)
    half = z / (total + square) * math.sqrt(right * wrong / total + square / 4)
    return [middle - half, middle + half]
""",
        """
def wilson(right, total, z=1.96):
    share = np.float64(right) / total
    signs = np.array([-1, 1])
    return (share + z**2 / 2 / total + signs * z * np.sqrt(share * (1 - share) / total + (z / 2 / total) ** 2)) / (1 + z**2 / total)
""",
    ],
    "bootstrap_interval": [
        redraw(),
        """
def bootstrap_interval(correct, groups, rng, rounds=1000):
    names, places = np.unique(groups, return_inverse=True)
    right, amount = np.bincount(places, weights=correct), np.bincount(places)
    drawn = rng.integers(0, len(names), (rounds, len(names)))
    accuracies = right[drawn].sum(axis=1) / amount[drawn].sum(axis=1)
    return tuple(np.quantile(accuracies, (0.025, 0.975)))
""",
        """
def bootstrap_interval(correct, groups, rng, rounds=1000):
    by_group = {}
    for group, one in zip(groups.tolist(), correct.tolist()):
        by_group.setdefault(group, []).append(one)
    lists, found = list(by_group.values()), []
    for _ in range(rounds):
        some = []
        for place in rng.integers(len(lists), size=len(lists)):
            some += lists[place]
        found.append(sum(some) / len(some))
    found.sort()
    return found[int(0.025 * rounds)], found[int(0.975 * rounds)]
""",
    ],
    "compare": [
        sign(),
        """
def compare(correct_a, correct_b):
    a, b = np.asarray(correct_a).astype(bool), np.asarray(correct_b).astype(bool)
    only_a, only_b = (a & ~b).sum(), (~a & b).sum()
    n, k = int(only_a + only_b), int(min(only_a, only_b))
    p = sum(math.comb(n, i) * 0.5**n for i in range(k + 1)) * 2
    return [only_a, only_b, p if p < 1 else 1.0]
""",
        """
def compare(correct_a, correct_b):
    from scipy.stats import binomtest

    apart = np.asarray(correct_a, int) - np.asarray(correct_b, int)
    only_a, only_b = int((apart == 1).sum()), int((apart == -1).sum())
    if only_a + only_b == 0:
        return 0, 0, 1.0
    return only_a, only_b, binomtest(only_a, only_a + only_b).pvalue
""",
    ],
    "classify": [
        """
def classify(images):
    return rough.predict_proba(roughness(images))
""",
        """
def classify(images):
    return forest.predict_proba(roughness(images)).tolist()
""",
        """
def classify(images):
    found = roughness(images)
    return (rough.predict_proba(found) + forest.predict_proba(found)) / 2
""",
    ],
}

WRONG = {
    "grouped_folds": [
        ("def grouped_folds(groups, folds, rng):\n    return rng.permutation(np.arange(len(groups)) % folds)", "torn apart"),
        (deal(order="np.unique(groups)"), "four times the same deal"),
        (deal(fold="place % folds"), "fewest *pictures*"),
        (deal(order="np.random.permutation(np.unique(groups))"), "Draw from `rng`"),
        (deal().replace("numbers[members] = fold", "numbers[members] = fold + 1"), "Start counting folds at 0"),
        (
            (
                "def grouped_folds(groups, folds, rng):\n    names = rng.permutation(np.unique(groups))\n"
                "    return [np.flatnonzero(np.isin(groups, part)) for part in np.array_split(names, folds)]"
            ),
            "One number per picture",
        ),
    ],
    "cross_validate": [
        (walk(learned="features, labels"), "had been trained on them"),
        (walk(learned="features[held], labels[held]"), "Learn from `~held`"),
        (walk(learned="features[folds > fold], labels[folds > fold]"), "*all* pictures"),
        (
            (
                "def cross_validate(features, labels, folds, learn):\n    found = []\n"
                "    for fold in np.unique(folds):\n        held = folds == fold\n"
                "        found += list(learn(features[~held], labels[~held])(features[held]))\n    return np.array(found)"
            ),
            "its own places",
        ),
        (
            (
                "def cross_validate(features, labels, folds, learn):\n    found = []\n"
                "    for fold in np.unique(folds):\n        held = folds == fold\n"
                "        found.append(np.mean(\n            learn(features[~held], labels[~held])(features[held]) == labels[held]))\n"
                "    return np.array(found)"
            ),
            "One prediction per picture",
        ),
    ],
    "wilson": [
        (interval(centre="a", under="a * (1 - a) / total", scale="1"), "plain interval"),
        (interval(centre="a"), "The middle is missing"),
        (interval(under="a * (1 - a) / total"), "Under the root"),
        (interval(scale="1"), "At the end, divide"),
        (interval().replace("    a = right", "    z = 1.96\n    a = right"), "do not put 1.96"),
        (interval().replace("return (", "return 100 * (").replace(", ((", ", 100 * (("), "not per cent"),
        (interval().replace("- spread", "@").replace("+ spread", "- spread").replace("@", "+ spread"), "First the lower end"),
    ],
    "bootstrap_interval": [
        (redraw(drawn="rng.choice(len(correct), size=len(correct))", value="correct[drawn].mean()"), "bootstrap over single pictures"),
        (redraw(value="np.mean([correct[groups == name].mean() for name in drawn])"), "averages the accuracies"),
        (redraw(drawn="rng.permutation(names)"), "Every round gives the same"),
        (redraw(drawn="np.random.choice(names, size=len(names))"), "Draw from `rng`"),
        (redraw(ends="[25, 75]"), "percentiles 2.5 and 97.5"),
        (redraw(value="correct[np.isin(groups, drawn)].mean()"), "it should be about"),
        (redraw(ends="[97.5, 2.5]"), "First the lower end"),
    ],
    "compare": [
        (sign(p="tail"), "one-sided"),
        (sign(p="2 * tail"), "at most 1"),
        (sign(last="min(a, b)"), "*included*"),
        (sign(pair="b, a"), "swapped"),
        (sign(count="len(correct_a)"), "not that of all pictures"),
    ],
    "classify": [
        ("def classify(images):\n    return rough.predict(roughness(images))", "One row of 2 probabilities"),
        ("def classify(images):\n    return np.full((len(images), 2), 0.5)", "prepared as for training"),
        ("def classify(images):\n    return rough.predict_proba(roughness(images))[:, ::-1]", "prepared as for training"),
        ("def classify(images):\n    return rough.predict_proba(roughness(images)) * 100", "are not probabilities"),
    ],
}
