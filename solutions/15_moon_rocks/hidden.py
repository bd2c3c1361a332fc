"""Hidden checks of lesson 15: the same questions on fresh draws."""

from math import comb

import numpy as np

from course_utils.checking import check, probabilities_of, source_at_hand, text
from course_utils.data import held_out


@check("grouped_folds", weight=3, title=text(en="random groups", ko="무작위 그룹"))
def deals_any_groups(student, expect, rng):
    for _ in range(5):
        folds, count = int(rng.integers(2, 7)), int(rng.integers(9, 40))
        groups = rng.permutation(np.repeat(rng.permutation(1000)[:count], rng.integers(1, 12, count)))
        deal = "grouped_folds(groups, folds, __import__('numpy').random.default_rng(seed))"
        found = expect.array(student.eval(deal, groups=groups, folds=folds, seed=int(rng.integers(2**31))), shape=groups.shape)
        whole = all(len(set(found[groups == group].tolist())) == 1 for group in np.unique(groups))
        filled = [int((found == fold).sum()) for fold in range(folds)]
        most = int(np.unique(groups, return_counts=True)[1].max())
        expect.is_true(
            whole and sum(filled) == len(groups) and min(filled) > 0 and max(filled) - min(filled) <= most,
            text(
                en=f"{len(groups)} pictures of {count} groups in {folds} folds: a group is torn apart, or the folds are uneven.",
                ko=f"그룹 {count}개의 이미지 {len(groups)}장을 폴드 {folds}개로 나눌 때 그룹이 쪼개지거나 크기가 고르지 않습니다.",
            ),
            hint=text(
                en="Groups may have any numbers and come in any order; each goes whole to the fold with the fewest pictures.",
                ko="그룹 번호와 순서는 마음대로입니다. 그룹은 통째로, 이미지가 가장 적은 폴드에 넣습니다.",
            ),
        )


@check("cross_validate", weight=2, title=text(en="a real learner", ko="진짜 학습기"))
def predicts_as_any_walk_through_the_folds(student, expect, rng):
    nearest = "lambda seen, known: lambda new: known[((new[:, None] - seen[None]) ** 2).sum(-1).argmin(1)]"
    for _ in range(3):
        count, folds = int(rng.integers(12, 40)), int(rng.integers(2, 6))
        numbers = rng.permutation(np.arange(count) % folds) * 3 + 1
        features, labels = rng.normal(size=(count, 3)), rng.integers(0, 4, count)
        apart = ((features[:, None] - features[None]) ** 2).sum(-1)
        apart[numbers[:, None] == numbers[None]] = np.inf
        found = student.eval(f"cross_validate(features, labels, folds, {nearest})", features=features, labels=labels, folds=numbers)
        expect.equal(
            found,
            labels[apart.argmin(axis=1)],
            hint=text(
                en="Folds may have any numbers, and there may be more than two classes.",
                ko="폴드 번호는 마음대로이고, 클래스가 둘보다 많을 수 있습니다.",
            ),
        )


@check("wilson", weight=2, title=text(en="any counts", ko="어떤 수든"))
def finds_any_interval(student, expect, rng):
    for _ in range(5):
        total = int(rng.integers(2, 400))
        right, z = int(rng.integers(0, total + 1)), float(rng.uniform(1, 3))
        share, square = right / total, z**2 / total
        spread = z * np.sqrt(share * (1 - share) / total + square / (4 * total))
        expect.close(
            student.eval("wilson(right, total, z)", right=right, total=total, z=z),
            [(share + square / 2 - spread) / (1 + square), (share + square / 2 + spread) / (1 + square)],
            atol=1e-4,
            hint=text(en="Any counts, any `z`; shares from 0 to 1.", ko="수와 `z`는 마음대로이고, 0에서 1까지의 비율입니다."),
        )


@check("bootstrap_interval", weight=3, title=text(en="random groups", ko="무작위 그룹"))
def redraws_any_groups(student, expect, rng):
    count = int(rng.integers(16, 24))
    amounts = rng.integers(1, 9, count)
    amounts[:2] = 14
    groups = np.repeat(rng.permutation(500)[:count], amounts)
    order = rng.permutation(len(groups))
    chances = np.where(np.arange(count) < 2, 0.1, 0.9).repeat(amounts)
    correct = (rng.random(len(groups)) < chances).astype(int)[order]
    groups = groups[order]
    sums = np.array([correct[groups == group].sum() for group in np.unique(groups)])
    sizes = np.unique(groups, return_counts=True)[1]
    drawn = rng.integers(count, size=(6000, count))
    wanted = np.percentile(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1), [2.5, 97.5])
    call = "bootstrap_interval(correct, groups, __import__('numpy').random.default_rng(seed))"
    found = expect.array(student.eval(call, correct=correct, groups=groups, seed=int(rng.integers(2**31))), shape=(2,))
    expect.is_true(
        np.abs(found - wanted).max() < 0.05,
        text(
            en=f"From {found[0]:.3f} to {found[1]:.3f}; it should be about {wanted[0]:.2f} to {wanted[1]:.2f}.",
            ko=f"{found[0]:.3f}에서 {found[1]:.3f}까지가 나왔습니다. {wanted[0]:.2f}에서 {wanted[1]:.2f}까지쯤이어야 합니다.",
        ),
        hint=text(
            en="Draw groups with replacement, put all their pictures together, and take the mean over pictures.",
            ko="그룹을 되돌려 넣으면서 뽑아 이미지를 모두 모으고, 이미지에 걸쳐 평균을 내세요.",
        ),
    )


@check("compare", weight=2, title=text(en="random answers", ko="무작위 답"))
def compares_any_two(student, expect, rng):
    for _ in range(5):
        count = int(rng.integers(5, 120))
        a, b = (rng.random(count) < rng.uniform(0.3, 0.95) for _ in range(2))
        only_a, only_b = int((a & ~b).sum()), int((b & ~a).sum())
        tail = sum(comb(only_a + only_b, place) for place in range(min(only_a, only_b) + 1)) / 2 ** (only_a + only_b)
        expect.close(
            student.eval("compare(correct_a, correct_b)", correct_a=a.astype(int), correct_b=b.astype(int)),
            [only_a, only_b, min(1.0, 2 * tail)],
            rtol=1e-3,
            atol=1e-6,
            hint=text(
                en="Only a, only b, and p from these two counts alone; at most 1.",
                ko="a만, b만, 그리고 이 두 수만으로 구한 p입니다. p는 1을 넘지 않습니다.",
            ),
        )


SIDES = {"auto": 160, "synthetic": 96}
AMOUNTS = {"auto": 40, "synthetic": 400}
BARS = {"auto": (66, 72), "synthetic": (66, 78)}  # the drawn stones are missed by what looks at the whole picture


def reached(student, expect, rng):
    """Measure `classify` on rocks that nobody has seen; the labels stay here."""
    source = source_at_hand(student)
    split = held_out("moon_rocks", source, AMOUNTS[source], rng, size=SIDES[source])
    found = probabilities_of(student, expect, split.images, classes=2)
    return source, 100 * float((found.argmax(axis=1) == split.labels).mean())


NEW = text(en="Your accuracy (%) on new rocks", ko="새로운 암석에 대한 정확도(%)")


@check("classify", weight=2, title=text(en="new rocks", ko="새로운 암석"))
def knows_new_rocks(student, expect, rng):
    source, accuracy = reached(student, expect, rng)
    hint = text(
        en="The rocks are new. What only remembers benches does not pass; did you choose with whole groups?",
        ko="처음 보는 암석입니다. 작업대를 외운 것으로는 통과하지 못합니다. 그룹을 지켜 골랐나요?",
    )
    expect.greater(accuracy, BARS[source][0], where=NEW, hint=hint)


@check("classify", weight=2, title=text(en="new rocks, well chosen", ko="잘 고른 레시피로 본 새로운 암석"))
def looks_at_the_rock(student, expect, rng):
    source, accuracy = reached(student, expect, rng)
    hint = text(
        en="Compare recipes with whole groups, in training only: a closer look at the rock, less or more regularisation.",
        ko="훈련 이미지 안에서 그룹을 지켜 레시피를 견주세요. 암석을 더 가까이서 보거나 규제를 바꾸어 봅니다.",
    )
    expect.greater(accuracy, BARS[source][1], where=NEW, hint=hint)
