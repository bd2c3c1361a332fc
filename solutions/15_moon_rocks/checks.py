"""Visible checks of lesson 15: folds that keep groups whole, intervals, comparisons, and a classifier of rocks."""

from math import comb

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
    needs=["cross_validate"],
    hints=[
        text(
            en="The pictures are grey levels. Prepare them exactly as for training, then `backbones.features(backbone, ...)`.",
            ko="밝기 값입니다. 학습할 때와 똑같이 준비한 다음 `backbones.features(backbone, ...)`를 쓰세요.",
        ),
        text(
            en="`LogisticRegression` has `predict_proba`: two columns that add up to 1. Fit it on the first `len(dataset.train)` rows.",
            ko="`LogisticRegression`의 `predict_proba`는 더하면 1이 되는 열 두 개를 줍니다. 앞의 `len(dataset.train)`행으로 학습하세요.",
        ),
        text(
            en="`trials(np.arange(len(dataset.train)), SEED)` compares all recipes with whole groups. With drawn stones, look closer.",
            ko="`trials(np.arange(len(dataset.train)), SEED)`가 그룹을 지켜 레시피를 모두 견줍니다. 그려 낸 돌이면 가까이서 보세요.",
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


# Intervals


def pair_of(student, expect, expression, **inputs):
    """Evaluate something that should be (low, high), in this order and as shares."""
    found = expect.array(
        student.eval(expression, **inputs),
        shape=(2,),
        hint=text(en="Return two numbers, (low, high).", ko="수 두 개, (아래, 위)를 돌려주세요."),
    )
    expect.is_true(
        found[0] <= found[1],
        text(en="The lower end is above the upper one.", ko="아래 끝이 위 끝보다 큽니다."),
        hint=text(en="First the lower end, then the upper one.", ko="아래 끝이 먼저, 위 끝이 나중입니다."),
    )
    expect.is_true(
        found[1] <= 1.5,
        text(en=f"The upper end is {found[1]:.1f}.", ko=f"위 끝이 {found[1]:.1f}입니다."),
        hint=text(en="Shares from 0 to 1, not per cent.", ko="퍼센트가 아니라 0에서 1까지의 비율입니다."),
    )
    return found


def wilson_of(right, total, z=1.96, slip=""):
    """Compute Wilson's interval, right or with a slip."""
    share = right / total
    centre = share if slip == "centre" else share + z**2 / (2 * total)
    under = share * (1 - share) / total + (0 if slip == "under" else z**2 / (4 * total**2))
    spread = (1 if slip == "z" else z) * np.sqrt(under)
    scale = 1 if slip == "scale" else 1 + z**2 / total
    if slip == "plain":
        centre, spread, scale = share, z * np.sqrt(share * (1 - share) / total), 1
    return np.array([centre - spread, centre + spread]) / scale


WILSON_SLIPS = {
    "plain": text(
        en="This is the plain interval, accuracy plus or minus 1.96 standard errors; Wilson's has more terms.",
        ko="정확도에 표준 오차의 1.96배를 더하고 뺀 보통 구간입니다. 윌슨 구간에는 항이 더 있습니다.",
    ),
    "centre": text(en="The middle is missing $z^2 / (2 N)$.", ko="가운데에 $z^2 / (2 N)$이 빠졌습니다."),
    "under": text(en="Under the root $z^2 / (4 N^2)$ is missing.", ko="근호 안에 $z^2 / (4 N^2)$이 빠졌습니다."),
    "z": text(en="The root must be multiplied by `z`.", ko="근호 앞에 `z`를 곱해야 합니다."),
    "scale": text(en="At the end, divide by $1 + z^2 / N$.", ko="끝으로 $1 + z^2 / N$으로 나누세요."),
}


def check_wilson(student, expect, right, total, z=None):
    """Compare one interval; name the slip that explains it."""
    called = f"wilson({right}, {total}{'' if z is None else f', z={z}'})"
    found = pair_of(student, expect, called)
    used = 1.96 if z is None else z
    slips = (words for slip, words in WILSON_SLIPS.items() if np.allclose(found, wilson_of(right, total, used, slip), atol=1e-6))
    fixed = text(en="`z` is given; do not put 1.96 in its place.", ko="`z`가 주어집니다. 1.96을 그대로 쓰지 마세요.")
    known = fixed if z is not None and np.allclose(found, wilson_of(right, total), atol=1e-6) else next(slips, None)
    wanted = wilson_of(right, total, used)
    expect.is_true(
        np.allclose(found, wanted, atol=1e-4),
        text(
            en=f"`{called}` gives {found[0]:.4f} to {found[1]:.4f}; it should be {wanted[0]:.4f} to {wanted[1]:.4f}.",
            ko=f"`{called}`에서 {found[0]:.4f}부터 {found[1]:.4f}까지가 나왔습니다. {wanted[0]:.4f}부터 {wanted[1]:.4f}까지여야 합니다.",
        ),
        hint=known or text(en="Compare with the formula term by term.", ko="식과 항마다 견주어 보세요."),
    )


@check("wilson", title=text(en="109 of 154", ko="154장 가운데 109장"))
def finds_the_interval(student, expect):
    check_wilson(student, expect, 109, 154)


@check("wilson", title=text(en="all right, all wrong", ko="모두 맞혔을 때와 모두 틀렸을 때"))
def is_never_certain(student, expect):
    check_wilson(student, expect, 20, 20)
    check_wilson(student, expect, 0, 5)


@check("wilson", title=text(en="another `z`", ko="다른 `z`"))
def takes_another_level(student, expect):
    check_wilson(student, expect, 7, 9, z=2.576)


REDRAW = "bootstrap_interval(correct, groups, __import__('numpy').random.default_rng(seed), 600)"
UNEVEN = np.repeat(np.arange(14), [18, 12, 9, 6, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1])
MISSED = np.isin(UNEVEN, [0, 2, 4, 7, 10])  # whole groups
RIGHT = (~MISSED).astype(int)


def redrawn(correct, groups, kind="groups", rounds=4000):
    """Bootstrap in the right way, or with a slip."""
    rng = np.random.default_rng(15)
    names = np.arange(len(correct)) if kind == "pictures" else groups
    members = [np.flatnonzero(names == name) for name in np.unique(names)]
    amounts = np.array([len(rows) for rows in members])
    sums = np.array([correct[rows].sum() for rows in members])
    drawn = rng.integers(len(members), size=(rounds, len(members)))
    accuracies = (sums / amounts)[drawn].mean(axis=1) if kind == "means" else sums[drawn].sum(axis=1) / amounts[drawn].sum(axis=1)
    ends = [5, 95] if kind == "ninety" else [2.5, 97.5]
    return np.percentile(accuracies, ends)


REDRAW_SLIPS = {
    "pictures": text(
        en="This is the interval of a bootstrap over single pictures. Draw groups, each with all of its pictures.",
        ko="이미지를 한 장씩 뽑은 부트스트랩의 구간입니다. 그룹을 뽑아 그 이미지를 모두 넣으세요.",
    ),
    "means": text(
        en="This averages the accuracies of the groups. Put all drawn pictures together first: a large group counts for more.",
        ko="그룹마다의 정확도를 평균 낸 것입니다. 뽑힌 이미지를 먼저 모두 모으세요. 큰 그룹이 더 많이 셈해집니다.",
    ),
}


def check_redrawn(student, expect, correct, groups, atol=0.045):
    """Compare with a bootstrap of many rounds; name the slip that explains a difference."""
    found = pair_of(student, expect, REDRAW, correct=correct, groups=groups, seed=4)
    wanted = redrawn(correct, groups)
    near = {kind: np.abs(found - redrawn(correct, groups, kind)).max() for kind in REDRAW_SLIPS}
    nearest = min(near, key=lambda kind: near[kind])
    flat = text(
        en="Every round gives the same: draw with replacement, as many groups as there are.",
        ko="매번 결과가 같습니다. 되돌려 넣으면서 그룹의 수만큼 뽑으세요.",
    )
    expect.is_true(
        np.abs(found - wanted).max() < atol,
        text(
            en=f"From {found[0]:.3f} to {found[1]:.3f}; it should be about {wanted[0]:.2f} to {wanted[1]:.2f}.",
            ko=f"{found[0]:.3f}에서 {found[1]:.3f}까지가 나왔습니다. {wanted[0]:.2f}에서 {wanted[1]:.2f}까지쯤이어야 합니다.",
        ),
        hint=flat
        if np.ptp(found) == 0
        else REDRAW_SLIPS[nearest]
        if near[nearest] < atol
        else text(
            en="As many groups as there are, with replacement; a group drawn twice counts twice; percentiles 2.5 and 97.5.",
            ko="그룹의 수만큼, 되돌려 넣으면서 뽑습니다. 두 번 뽑힌 그룹은 두 번 세고, 백분위수는 2.5와 97.5입니다.",
        ),
    )


@check("bootstrap_interval", title=text(en="every picture its own group", ko="이미지마다 그룹 하나"))
def agrees_with_wilson_on_single_pictures(student, expect):
    correct = np.array([1, 1, 0, 1] * 20)
    check_redrawn(student, expect, correct, np.arange(80), atol=0.04)


@check("bootstrap_interval", weight=2, title=text(en="uneven groups, wrong as a whole", ko="크기가 다른 그룹을 통째로 틀릴 때"))
def is_wide_when_groups_are_wrong_together(student, expect):
    check_redrawn(student, expect, RIGHT, UNEVEN)


@check("bootstrap_interval", title=text(en="drawn with `rng`", ko="`rng`로 뽑기"))
def can_be_repeated(student, expect):
    found = [pair_of(student, expect, REDRAW, correct=RIGHT, groups=UNEVEN, seed=seed) for seed in (7, 7)]
    expect.is_true(
        np.array_equal(found[0], found[1]),
        text(en="The same seed gave two different intervals.", ko="시드가 같은데 구간이 다릅니다."),
        hint=text(en="Draw from `rng`, not from `np.random`.", ko="`np.random`이 아니라 `rng`에서 뽑으세요."),
    )
    sure = pair_of(student, expect, REDRAW, correct=np.ones(len(UNEVEN), int), groups=UNEVEN, seed=1)
    expect.close(sure, [1, 1], hint=text(en="All right: every round gives 1.", ko="모두 맞혔다면 언제나 1입니다."))


# Two classifiers on the same pictures


def signs(only_a, only_b, kind=""):
    """Compute the p-value, right or with a slip."""
    count, least = only_a + only_b, min(only_a, only_b)
    last = {"short": least, "exact": least + 1}.get(kind, least + 1)
    first = least if kind == "exact" else 0
    tail = sum(comb(count, place) for place in range(first, last)) / 2**count
    return tail if kind == "one" else 2 * tail if kind == "over" else min(1.0, 2 * tail)


SIGN_SLIPS = {
    "one": text(en="This is one-sided: double it.", ko="한쪽만 본 값입니다. 두 배로 하세요."),
    "over": text(en="A p-value is at most 1.", ko="p값은 1을 넘지 않습니다."),
    "short": text(en="The sum goes up to k *included*: `range(k + 1)`.", ko="k*까지* 더해야 합니다. `range(k + 1)`입니다."),
    "exact": text(en="Add up all terms from 0 to k, not the last alone.", ko="마지막 항만이 아니라 0부터 k까지 모두 더하세요."),
}


def check_compare(student, expect, both, only_a, only_b, neither):
    """Make two arrays with these counts, shuffled, and compare all three numbers."""
    order = np.random.default_rng(both + only_a).permutation(both + only_a + only_b + neither)
    correct_a = np.repeat([1, 1, 0, 0], [both, only_a, only_b, neither])[order]
    correct_b = np.repeat([1, 0, 1, 0], [both, only_a, only_b, neither])[order]
    found = expect.array(
        student.eval("compare(correct_a, correct_b)", correct_a=correct_a, correct_b=correct_b),
        shape=(3,),
        hint=text(en="Return three numbers: only a, only b, p.", ko="수 세 개, a만, b만, p를 돌려주세요."),
    )
    swapped = found[0] == only_b and found[1] == only_a
    expect.is_true(
        found[0] == only_a and found[1] == only_b,
        text(
            en=f"Only a is right on {only_a} pictures and only b on {only_b}; yours gives {found[0]:g} and {found[1]:g}.",
            ko=f"a만 맞힌 것은 {only_a}장, b만 맞힌 것은 {only_b}장인데 {found[0]:g}와 {found[1]:g}가 나왔습니다.",
        ),
        hint=text(en="The two are swapped.", ko="둘이 뒤바뀌었습니다.")
        if swapped
        else text(en="Count where one is right *and* the other is wrong.", ko="하나는 맞히*고* 다른 하나는 틀린 곳을 세세요."),
    )
    wanted = signs(only_a, only_b)
    slip = next((words for kind, words in SIGN_SLIPS.items() if np.isclose(found[2], signs(only_a, only_b, kind))), None)
    expect.is_true(
        np.isclose(found[2], wanted, rtol=1e-3, atol=1e-9),
        text(
            en=f"With {only_a} and {only_b}, p is {wanted:.4f}; yours is {found[2]:.4f}.",
            ko=f"{only_a}와 {only_b}이면 p는 {wanted:.4f}인데 {found[2]:.4f}가 나왔습니다.",
        ),
        hint=slip
        or text(
            en="Only the pictures where one of the two errs count: n is their number, not that of all pictures.",
            ko="둘 중 하나만 틀린 이미지만 셉니다. n은 전체 이미지 수가 아니라 그 수입니다.",
        ),
    )


@check("compare", weight=2, title=text(en="a clear difference, and a small one", ko="뚜렷한 차이와 작은 차이"))
def tells_differences(student, expect):
    check_compare(student, expect, 90, 2, 14, 20)
    check_compare(student, expect, 30, 9, 4, 10)


@check("compare", title=text(en="equal halves, no difference", ko="똑같이 갈릴 때와 차이가 없을 때"))
def says_one_when_nothing_speaks(student, expect):
    check_compare(student, expect, 11, 6, 6, 3)
    check_compare(student, expect, 12, 0, 0, 5)


# The classifier

SIDES = {"auto": 160, "synthetic": 96}
AMOUNTS = {"auto": 40, "synthetic": 200}


@check("classify", title=text(en="probabilities", ko="확률"))
def answers_with_two_probabilities(student, expect):
    images = held_out("moon_rocks", "synthetic", 6, np.random.default_rng(15), size=SIDES[source_at_hand(student)]).images
    probabilities_of(student, expect, images, classes=2)


@check("classify", title=text(en="better than guessing on new rocks", ko="새로운 암석에서 찍기보다 잘하기"))
def beats_guessing(student, expect):
    source = source_at_hand(student)
    split = held_out("moon_rocks", source, AMOUNTS[source], np.random.default_rng(15), size=SIDES[source])
    found = probabilities_of(student, expect, split.images, classes=2)
    expect.greater(
        100 * float((found.argmax(axis=1) == split.labels).mean()),
        62,
        where=text(en="Your accuracy (%) on new rocks", ko="새로운 암석에 대한 정확도(%)"),
        hint=text(
            en="Are the pictures prepared as for training, and is column 1 the probability of class 1?",
            ko="이미지를 학습할 때와 똑같이 준비하나요? 열 1이 클래스 1의 확률인가요?",
        ),
    )


quiz(
    "which_split",
    question=text(
        en=(
            "A hospital has 3,000 scans of 200 patients. A network is to help with patients who come next year. How should the scans be "
            "split?"
        ),
        ko="어느 병원에 환자 200명의 촬영 영상이 3,000장 있습니다. 신경망은 내년에 올 환자를 위한 것입니다. 영상을 어떻게 나누어야 할까요?",
    ),
    choices=[
        choice(
            text(en="All scans of a patient on the same side", ko="한 환자의 영상은 모두 같은 쪽에"),
            right=True,
            because=text(
                en="Next year's patients are new ones. The test must be new in the same way.",
                ko="내년에 올 환자는 새로운 사람입니다. 시험도 똑같이 새로워야 합니다.",
            ),
        ),
        choice(
            text(en="At random: with 3,000 scans it evens out", ko="무작위로. 3,000장이면 고르게 섞입니다"),
            because=text(
                en="What evens out is the mixture, and that is the trouble: nearly every patient is then on both sides.",
                ko="고르게 섞이는 것이 바로 문제입니다. 거의 모든 환자가 양쪽에 들어갑니다.",
            ),
        ),
        choice(
            text(en="At random, but with the classes even on both sides", ko="무작위로 하되 클래스 비율을 맞추어"),
            because=text(
                en="Even classes are good, and no help here: the patients still leak.",
                ko="클래스 비율을 맞추는 것은 좋지만 여기에는 도움이 안 됩니다. 환자는 여전히 누출됩니다.",
            ),
        ),
    ],
)

quiz(
    "more_photographs",
    question=text(
        en="You photograph each of your 31 rocks ten more times. The bootstrap interval over groups becomes ...",
        ko="암석 31개를 열 번씩 더 찍었습니다. 그룹을 뽑는 부트스트랩 구간은 어떻게 될까요?",
    ),
    choices=[
        choice(
            text(en="hardly narrower: there are still 31 rocks", ko="거의 좁아지지 않습니다. 암석은 여전히 31개입니다"),
            right=True,
            because=text(
                en="If a rock is missed, its new photographs are missed, too. What varies is which rocks one has.",
                ko="어떤 암석을 틀리면 새 사진에서도 틀립니다. 달라지는 것은 어떤 암석을 가졌는지입니다.",
            ),
        ),
        choice(
            text(en="about a third as wide: three times the square root", ko="3분의 1쯤으로 좁아집니다. 제곱근이 세 배니까요"),
            because=text(
                en="That is so for *independent* pictures. Wilson's interval does become that narrow, and misleads.",
                ko="*서로 상관없는* 이미지라면 그렇습니다. 윌슨 구간은 정말로 그렇게 좁아져서 오해를 부릅니다.",
            ),
        ),
        choice(
            text(en="wider: there is more to be wrong about", ko="넓어집니다. 틀릴 것이 더 많아지니까요"),
            because=text(
                en="The interval is about shares, not counts; more of the same does not make it wider.",
                ko="구간은 개수가 아니라 비율에 관한 것입니다. 같은 것이 늘어도 넓어지지 않습니다.",
            ),
        ),
    ],
)

quiz(
    "best_of_many",
    question=text(
        en="A team tries 200 recipes with grouped 5-fold cross-validation on 150 pictures and publishes the best: 81 %. What is missing?",
        ko="어느 팀이 그룹을 지킨 5겹 교차 검증으로 레시피 200개를 이미지 150장에서 시험하고 가장 좋은 81 %를 발표했습니다. 빠진 것은?",
    ),
    choices=[
        choice(
            text(
                en="A measurement on rocks that had no part in the choice",
                ko="고르는 데 쓰지 않은 암석에서 잰 값",
            ),
            right=True,
            because=text(
                en="The folds were fair to each recipe, but the best of 200 was chosen by them. Nest the choice, or keep a test set.",
                ko="폴드는 레시피 하나하나에 공정했지만 200개 가운데 하나를 바로 그 폴드로 골랐습니다. 중첩하거나 테스트용을 남겨 두세요.",
            ),
        ),
        choice(
            text(en="Nothing: the folds kept groups whole", ko="없습니다. 그룹을 지켰습니다"),
            because=text(
                en="That prevents one leak. Choosing the luckiest of 200 is another one.",
                ko="그것은 누출 하나를 막을 뿐입니다. 200개 가운데 운이 가장 좋은 것을 고르는 것은 또 다른 누출입니다.",
            ),
        ),
        choice(
            text(en="More folds", ko="더 많은 폴드"),
            because=text(
                en="With 10 folds there would still be a luckiest one of 200.",
                ko="10겹으로 해도 200개 가운데 운이 가장 좋은 것은 있습니다.",
            ),
        ),
    ],
)
