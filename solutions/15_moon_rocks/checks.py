"""Visible checks of lesson 15: folds that keep groups whole, intervals, comparisons, and a classifier of rocks."""

import numpy as np

from course_utils.checking import check, choice, exercise, fresh_start, probabilities_of, quiz, source_at_hand, text
from course_utils.data import held_out

fresh_start()
exercise(
    "grouped_folds",
    points=3,
    hints=[
        text(
            en="Deal groups, not pictures: `rng.permutation(np.unique(groups))` has every group once, in a random order.",
            ko="이미지가 아니라 그룹을 나누세요. `rng.permutation(np.unique(groups))`에는 그룹이 무작위 순서로 한 번씩 나옵니다.",
        ),
        text(
            en="Keep an array of `folds` zeros that says how many pictures each fold has. `.argmin()` finds the emptiest.",
            ko="폴드마다 이미지가 몇 장인지 적는 배열을 0 `folds`개로 만드세요. `.argmin()`이 가장 적은 폴드를 찾아 줍니다.",
        ),
        text(
            en="With `members = groups == group` set `numbers[members] = fold`, and add `members.sum()` to what the fold has.",
            ko="`members = groups == group`으로 `numbers[members] = fold`를 하고, 그 폴드의 개수에 `members.sum()`을 더하세요.",
        ),
    ],
    idea=text(
        en=(
            "What is dealt must be the unit that is independent: the rock, the patient, the street, not the picture of it. "
            "Everything else about the folds is convenience."
        ),
        ko=(
            "나누는 단위는 서로 상관없는 것이어야 합니다. 사진이 아니라 암석, 환자, 거리입니다. 폴드에 관한 나머지는 모두 편의를 위한 "
            "것입니다."
        ),
    ),
)

exercise(
    "cross_validate",
    points=2,
    hints=[
        text(
            en="Loop over `np.unique(folds)`. `held = folds == fold` marks the pictures to predict, `~held` those to learn from.",
            ko="`np.unique(folds)`로 반복하세요. `held = folds == fold`는 예측할 이미지, `~held`는 학습할 이미지입니다.",
        ),
        text(
            en="`learn(features[~held], labels[~held])` returns a function: call it with `features[held]`.",
            ko="`learn(features[~held], labels[~held])`은 함수를 돌려줍니다. 그 함수를 `features[held]`로 부르세요.",
        ),
        text(
            en="Make `predictions = np.zeros_like(labels)` first, and write each fold's answers to `predictions[held]`.",
            ko="먼저 `predictions = np.zeros_like(labels)`를 만들고, 폴드마다 나온 답을 `predictions[held]`에 쓰세요.",
        ),
    ],
    idea=text(
        en="Every picture is used for testing once and for training in all other rounds: few pictures, and none is wasted.",
        ko="이미지 하나하나를 시험에 한 번, 나머지 회차에는 모두 학습에 씁니다. 이미지가 적어도 버리는 것이 없습니다.",
    ),
)

exercise(
    "wilson",
    points=2,
    hints=[
        text(
            en="Name the parts: `accuracy`, `centre = accuracy + z**2 / (2 * total)`, and what stands after the plus or minus.",
            ko="부분마다 이름을 붙이세요. `accuracy`, `centre = accuracy + z**2 / (2 * total)`, 그리고 더하고 빼는 부분입니다.",
        ),
        text(
            en="Under the root: `accuracy * (1 - accuracy) / total + z**2 / (4 * total**2)`. The `z` stands in front of the root.",
            ko="근호 안은 `accuracy * (1 - accuracy) / total + z**2 / (4 * total**2)`이고, `z`는 근호 앞에 곱합니다.",
        ),
        text(
            en="At the end divide both by `1 + z**2 / total`.",
            ko="끝으로 둘 다 `1 + z**2 / total`로 나누세요.",
        ),
    ],
    idea=text(
        en=(
            "The middle is drawn towards one half, as if four more pictures had been seen, two right and two wrong. That is why it "
            "never claims 0 or 100 %."
        ),
        ko=(
            "가운데가 절반 쪽으로 끌려옵니다. 이미지 네 장을 더 보아 두 장은 맞히고 두 장은 틀린 것과 비슷합니다. 그래서 0 %나 100 %라고 "
            "단정하는 일이 없습니다."
        ),
    ),
)

exercise(
    "bootstrap_interval",
    points=3,
    hints=[
        text(
            en="First find the rows of every group: `[np.flatnonzero(groups == group) for group in np.unique(groups)]`.",
            ko="먼저 그룹마다 행을 찾으세요. `[np.flatnonzero(groups == group) for group in np.unique(groups)]`입니다.",
        ),
        text(
            en="`rng.integers(count, size=count)` draws as many groups as there are, with replacement.",
            ko="`rng.integers(count, size=count)`는 그룹의 수만큼 되돌려 넣으면서 뽑습니다.",
        ),
        text(
            en="Join the rows of all drawn groups with `np.concatenate`, and take the mean of `correct` there: one accuracy per round.",
            ko="뽑힌 그룹의 행을 `np.concatenate`로 모두 이어 거기서 `correct`의 평균을 내세요. 한 번에 정확도 하나입니다.",
        ),
        text(
            en="After all rounds: `np.percentile(accuracies, [2.5, 97.5])`.",
            ko="모두 마친 다음 `np.percentile(accuracies, [2.5, 97.5])`를 구하세요.",
        ),
    ],
    idea=text(
        en="Redraw what was drawn. Rocks were chosen from the Moon, and photographs came with them: so redraw rocks.",
        ko="처음에 뽑힌 것을 다시 뽑습니다. 달에서 고른 것은 암석이고 사진은 암석에 딸려 왔습니다. 그러니 암석을 다시 뽑습니다.",
    ),
)

exercise(
    "compare",
    points=2,
    hints=[
        text(
            en="With arrays of True and False, `np.sum(a & ~b)` counts where only `a` is right.",
            ko="True와 False의 배열이면 `np.sum(a & ~b)`가 `a`만 맞힌 곳을 셉니다.",
        ),
        text(
            en="Sum `math.comb(n, i)` for i from 0 to the smaller count *included*: `range(k + 1)`.",
            ko="i가 0부터 작은 쪽 수*까지* `math.comb(n, i)`를 더하세요. `range(k + 1)`입니다.",
        ),
        text(
            en="Twice that, divided by `2**n`, and at most 1: `min(1, ...)`. With n = 0 this gives 1 by itself.",
            ko="그 두 배를 `2**n`으로 나누고 1을 넘지 않게 `min(1, ...)`을 씁니다. n이 0이면 저절로 1이 됩니다.",
        ),
    ],
    idea=text(
        en="Pictures that both get right make an accuracy look precise, and say nothing about which of the two is better.",
        ko="둘 다 맞힌 이미지는 정확도를 정밀해 보이게 할 뿐, 둘 중 어느 쪽이 더 좋은지는 말해 주지 않습니다.",
    ),
)

exercise(
    "classify",
    points=4,
    hints=[
        text(
            en="The pictures are grey levels of `SIDE` pixels. Prepare them exactly as for training, then `backbones.features(backbone, ...)`.",
            ko="한 변이 `SIDE`픽셀인 밝기 값입니다. 학습할 때와 똑같이 준비한 다음 `backbones.features(backbone, ...)`를 쓰세요.",
        ),
        text(
            en="`LogisticRegression` has `predict_proba`: two columns that add up to 1. Fit it on the first `len(dataset.train)` rows.",
            ko="`LogisticRegression`의 `predict_proba`는 더하면 1이 되는 열 두 개를 줍니다. 앞의 `len(dataset.train)`행으로 학습하세요.",
        ),
        text(
            en="`scores(np.arange(len(dataset.train)), SEED)` compares all sixteen recipes with whole groups. With drawn stones, look closer.",
            ko="`scores(np.arange(len(dataset.train)), SEED)`가 그룹을 지켜 레시피 열여섯 개를 견줍니다. 그려 낸 돌이면 가까이서 보세요.",
        ),
    ],
    idea=text(
        en="Chosen where the choice is honest, trained on all that may be used, examined once on rocks that had no part in either.",
        ko="정직하게 고를 수 있는 곳에서 고르고, 써도 되는 것을 모두 써서 학습하고, 어디에도 끼지 않은 암석으로 한 번 시험합니다.",
    ),
)

exercise(
    "model_card",
    points=4,
    manual=True,
    rubric=text(
        en=(
            "1 point: purpose, data with the number of pictures *and* of groups, and the recipe. 1 point: an accuracy of the student's "
            "own run, with the split it was measured on (whole groups) and an interval or its width. 1 point: where it fails, from the "
            "pictures looked at (which rocks or groups, benches, light). 1 point: at least one use it is not for, with a reason, such as "
            "other kinds of rock, other cameras, decisions about samples."
        ),
        ko=(
            "1점: 쓰임, 이미지 수*와* 그룹 수를 밝힌 데이터, 레시피. 1점: 직접 잰 정확도와 어떻게 나누어 쟀는지(그룹을 통째로), 그리고 "
            "구간이나 그 폭. 1점: 이미지를 보고 알아낸 틀리는 곳(어떤 암석이나 그룹, 작업대, 조명). 1점: 쓰면 안 되는 곳을 까닭과 "
            "함께 하나 이상(다른 종류의 암석, 다른 카메라, 시료에 관한 결정 등)."
        ),
    ),
)


# Folds

DEAL = "grouped_folds(groups, folds, __import__('numpy').random.default_rng(seed))"
GROUPS = np.repeat(np.arange(12), [7, 1, 5, 2, 6, 3, 4, 1, 3, 2, 5, 1])  # 40 pictures
APART = text(
    en="All pictures of a group get the same number. Deal groups, then give each picture the number of its group.",
    ko="한 그룹의 이미지는 모두 같은 번호를 받습니다. 그룹을 나눈 다음 이미지마다 자기 그룹의 번호를 주세요.",
)


def dealt(student, expect, groups, folds, seed):
    """Deal in the student's way; whole numbers from 0 to folds - 1, one per picture."""
    found = expect.array(
        student.eval(DEAL, groups=groups, folds=folds, seed=seed),
        shape=(len(groups),),
        hint=text(
            en="One number per picture, in the order of the pictures: not lists of places.",
            ko="이미지 순서대로 번호를 하나씩 돌려주세요. 자리의 목록이 아닙니다.",
        ),
    )
    expect.is_true(
        set(found.tolist()) <= set(range(folds)),
        text(
            en=f"The numbers must be 0 to {folds - 1}, but {sorted(set(found.tolist()))[:8]} occur.",
            ko=f"번호는 0에서 {folds - 1}까지여야 하는데 {sorted(set(found.tolist()))[:8]}이 나왔습니다.",
        ),
        hint=text(en="Start counting folds at 0.", ko="폴드 번호는 0부터 셉니다."),
    )
    return found.astype(int)


def check_deal(student, expect, groups, folds, seed):
    """Expect whole groups, no empty fold, and folds about even."""
    found = dealt(student, expect, groups, folds, seed)
    torn = [int(group) for group in np.unique(groups) if len(set(found[groups == group])) > 1]
    expect.is_true(
        not torn,
        text(
            en=f"Group {torn[:1]} is in more than one fold; {len(torn)} groups are torn apart.",
            ko=f"{torn[:1]}번 그룹이 여러 폴드에 나뉘어 있습니다. 쪼개진 그룹이 {len(torn)}개입니다.",
        ),
        hint=APART,
    )
    filled = np.bincount(found, minlength=folds)
    most = np.unique(groups, return_counts=True)[1].max()
    expect.is_true(
        filled.min() > 0 and np.ptp(filled) <= most,
        text(
            en=f"The folds have {filled.tolist()} pictures; the largest group has {most}, and they should differ by no more.",
            ko=f"폴드의 이미지가 {filled.tolist()}장입니다. 가장 큰 그룹이 {most}장이므로 차이가 그보다 크면 안 됩니다.",
        ),
        hint=text(
            en="Give each group to the fold that has the fewest *pictures* so far, not the fewest groups.",
            ko="그룹을 지금까지 *이미지*가 가장 적은 폴드에 넣으세요. 그룹이 가장 적은 폴드가 아닙니다.",
        ),
    )
    return found


@check("grouped_folds", weight=2, title=text(en="whole groups, even folds", ko="그룹은 통째로, 폴드는 고르게"))
def keeps_groups_whole(student, expect):
    check_deal(student, expect, GROUPS, 4, 1)
    check_deal(student, expect, GROUPS, 3, 2)


@check("grouped_folds", title=text(en="shuffled pictures, numbers with gaps", ko="섞인 이미지, 띄엄띄엄한 번호"))
def copes_with_any_order(student, expect):
    shuffled = np.random.default_rng(3).permutation(GROUPS) * 10 + 7
    check_deal(student, expect, shuffled, 5, 3)


@check("grouped_folds", title=text(en="drawn with `rng`", ko="`rng`로 뽑기"))
def deals_by_the_generator(student, expect):
    deals = [dealt(student, expect, GROUPS, 4, seed) for seed in (1, 1, 2, 3, 4)]
    expect.is_true(
        np.array_equal(deals[0], deals[1]),
        text(en="The same seed gave two different deals.", ko="시드가 같은데 다르게 나뉘었습니다."),
        hint=text(en="Draw from `rng`, not from `np.random`.", ko="`np.random`이 아니라 `rng`에서 뽑으세요."),
    )
    together = {tuple(map(tuple, deal[:, None] == deal[None])) for deal in deals[1:]}
    expect.is_true(
        len(together) > 1,
        text(en="Four seeds gave four times the same deal.", ko="시드 네 개에서 네 번 모두 똑같이 나뉘었습니다."),
        hint=text(
            en="Go through the groups in an order drawn with `rng.permutation`.", ko="`rng.permutation`으로 뽑은 순서로 그룹을 살펴보세요."
        ),
    )


# Cross-validation: learners that tell what they were given

FEATURES = np.random.default_rng(8).permutation(np.arange(13.0))[:, None] * np.array([1.0, -2.0])
LABELS = np.random.default_rng(9).integers(0, 2, 13)
FOLDS = np.array([2, 0, 1, 1, 0, 2, 2, 0, 1, 0, 2, 2, 0])
NUMPY = "__import__('numpy')"


def validated(student, expect, learner, features=FEATURES, labels=LABELS, folds=FOLDS):
    """Cross-validate one of the learners below in the student's way."""
    return expect.array(
        student.eval(f"cross_validate(features, labels, folds, {learner})", features=features, labels=labels, folds=folds),
        shape=(len(labels),),
        hint=text(en="One prediction per picture, not one per fold.", ko="폴드마다가 아니라 이미지마다 예측을 하나씩 돌려주세요."),
    )


@check("cross_validate", title=text(en="never trained on what it predicts", ko="예측할 것으로는 학습하지 않기"))
def does_not_leak(student, expect):
    known = validated(student, expect, f"lambda seen, known: lambda new: {NUMPY}.isin(new[:, 0], seen[:, 0]).astype(int)")
    expect.is_true(
        not known.any(),
        text(
            en=f"{np.count_nonzero(known)} of 13 pictures were predicted by a classifier that had been trained on them.",
            ko=f"이미지 13장 가운데 {np.count_nonzero(known)}장을, 그 이미지로 학습한 분류기가 예측했습니다.",
        ),
        hint=text(
            en="Learn from `~held`, predict `held`, and learn anew for every fold.",
            ko="`~held`로 학습하고 `held`를 예측하세요. 학습은 폴드마다 새로 합니다.",
        ),
    )


@check("cross_validate", title=text(en="trained on all other folds", ko="나머지 폴드를 모두 써서 학습하기"))
def learns_from_all_others(student, expect):
    amounts = validated(student, expect, f"lambda seen, known: lambda new: {NUMPY}.full(len(new), len(known))")
    expect.equal(
        amounts,
        len(FOLDS) - np.bincount(FOLDS)[FOLDS],
        hint=text(
            en="These are the numbers of training pictures. Each classifier learns from *all* pictures that are not in its fold.",
            ko="학습에 쓴 이미지 수입니다. 분류기마다 자기 폴드에 없는 이미지를 *모두* 써서 학습합니다.",
        ),
    )


@check("cross_validate", title=text(en="in the order of the pictures", ko="이미지 순서대로"))
def keeps_the_order(student, expect):
    expect.equal(
        validated(student, expect, "lambda seen, known: lambda new: new[:, 0].astype(int)"),
        FEATURES[:, 0],
        hint=text(
            en="Write the answers of a fold back to its own places: `predictions[held] = ...`, not one after another.",
            ko="폴드의 답은 제자리에 되돌려 쓰세요. `predictions[held] = ...`이고, 차례로 이어 붙이는 것이 아닙니다.",
        ),
    )
