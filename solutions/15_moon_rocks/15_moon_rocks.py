# %% [markdown] lang="en"
# # 15 · Project: Moon rocks
#
# **You will be able to**
# - tell a fair split of few pictures from one that leaks, and measure what the leak is worth,
# - say how sure an accuracy is: with a formula, and with a bootstrap that knows which pictures belong together,
# - compare two classifiers on the same pictures, and choose among many recipes without fooling yourself,
# - find out whether a network looks at the rock or at the bench, and write a model card that says so.
#
# **Time:** 75 to 90 minutes of yours. On two CPU cores all cells together take less than 3 minutes with
# `PROFILE = "quick"` and less than 15 with `"full"` (more repetitions, more epochs). Start with quick.

# %% [markdown] lang="ko" of="00000000"
# # 15 · 프로젝트: 달 암석
#
# **이 수업을 마치면**
# - 이미지가 적을 때 공정하게 나눈 것과 정보가 누출되는 것을 구별하고, 누출이 얼마만큼인지 잴 수 있습니다.
# - 정확도를 얼마나 믿을 수 있는지 말할 수 있습니다. 공식으로도, 함께 묶인 이미지를 아는 부트스트랩으로도 구합니다.
# - 같은 이미지에서 두 분류기를 비교하고, 여러 레시피 가운데 하나를 스스로 속지 않고 고를 수 있습니다.
# - 신경망이 암석을 보는지 작업대를 보는지 알아내고, 그것을 밝히는 모델 카드를 쓸 수 있습니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. CPU 코어 두 개에서 모든 셀을 실행하는 데 `PROFILE = "quick"`이면 3분이 안
# 걸리고, `"full"`(되풀이와 에포크가 더 많습니다)이면 15분이 안 걸립니다. quick으로 시작하세요.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import math
import warnings

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from course_utils import after, backbones, check, explore_saliency, lesson, plots, predict, quiz, record, training
from course_utils.data import load

lesson("15_moon_rocks", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

KOREAN = LANGUAGE == "ko" and plots.korean_font()
plt.rcParams.update({"axes.spines.top": False, "axes.spines.right": False, "font.family": ["DejaVu Sans", *[KOREAN] * bool(KOREAN)]})
REPEATS = {"quick": 5, "full": 20}[PROFILE]

# %% [markdown] lang="en"
# ## Right without seeing a rock
#
# From 1969 to 1972 astronauts brought 382 kg of the Moon home. NASA photographed the pieces on benches, under numbers
# and beside scales. Two kinds interest us: **basalt**, the dark lava of the seas that you see as spots from here, and
# **highland** rock, the bright old crust. There are only about 150 pictures, and this is some of them.
#
# (Without the photographs the course draws about as many, and stones on benches likewise. Where the text gives a
# number, it says which pictures it was measured on.)

# %% [markdown] lang="ko" of="00000000"
# ## 암석을 안 보고도 맞히기
#
# 1969년부터 1972년까지 우주 비행사들은 달에서 382 kg을 가져왔습니다. NASA는 그 조각들을 작업대에 올리고 번호와 자를
# 곁에 두고 사진을 찍었습니다. 우리는 두 가지를 구별하려고 합니다. 지구에서 얼룩처럼 보이는 달의 바다를 이룬 어두운
# 용암 **현무암**과, 밝고 오래된 지각인 **고지 암석**입니다. 사진은 150장쯤뿐이고, 아래는 그 일부입니다.
#
# (사진이 없으면 비슷한 수의 그림을 그려서 씁니다. 그림도 작업대 위의 돌입니다. 본문에 수가 나오면 어느 쪽에서 잰
# 값인지 적혀 있습니다.)

# %%
with training.quiet_start():  # TensorFlow talks a lot while it loads
    import keras
    from keras import layers

SIDE = {"real": 160, "synthetic": 96}[load("moon_rocks", source=SOURCE).source]
dataset = load("moon_rocks", source=SOURCE, size=SIDE)
names = dataset.class_names(LANGUAGE)
rocks = dataset.train + dataset.test
record("source", dataset.source)
record("pictures", len(rocks))
record("groups", len(np.unique(rocks.groups)))
record("basalt_share", np.mean(rocks.labels == 0))
print(dataset.describe(LANGUAGE))
plots.show_class_grid(rocks.images, rocks.labels, names, per_class=8)

# %% [markdown] lang="en"
# 150 pictures are too few to train a large network, so we do what lesson 12 taught: a backbone that others have
# trained turns each picture into a row of numbers, its **features**, and a logistic regression learns from them. To
# test it we use **5-fold cross-validation**: cut the pictures into five parts (folds), put each aside once, train on
# the other four, and predict the part that was put aside. In the end every picture has been predicted once, by a
# classifier that had not been trained on it.
#
# And now make it impossible. Black out the middle of every picture, three quarters of its width and height: the rock
# is gone, and all that remains is a narrow frame of bench, wall and counter.

# %% [markdown] lang="ko" of="00000000"
# 큰 신경망을 학습하기에 150장은 너무 적습니다. 그래서 12에서 배운 대로 합니다. 남이 학습해 둔 백본이 이미지마다 수를
# 한 줄로 뽑아내고(**특성**), 로지스틱 회귀가 거기에서 배웁니다. 시험은 **5겹 교차 검증**으로 합니다. 이미지를 다섯
# 부분(폴드)으로 나누고, 한 부분씩 떼어 놓고 나머지 넷으로 학습해 떼어 놓은 부분을 예측합니다. 끝나면 모든 이미지가 한
# 번씩, 그 이미지로 학습하지 않은 분류기에게 예측을 받게 됩니다.
#
# 이제 맞힐 수 없게 만들어 봅시다. 모든 이미지의 가운데를 가로세로 4분의 3만큼 검게 칠합니다. 암석은 사라지고, 작업대와
# 벽과 번호판의 가장자리만 좁은 액자처럼 남습니다.

# %%
backbone = backbones.load_backbone("mobilenet_v2", "auto" if dataset.source == "real" else "course", side=SIDE)
EDGE = SIDE // 8


def border(images):
    """Black out the middle and keep the frame."""
    kept = images.copy()
    kept[:, EDGE:-EDGE, EDGE:-EDGE] = 0
    return kept


def middle(images):
    """Black out the frame and keep the middle."""
    return images - border(images)


print(backbone.describe(LANGUAGE))
views = {"whole": rocks.images, "border": border(rocks.images), "middle": middle(rocks.images)}
found = {name: backbones.features(backbone, images) for name, images in views.items()}
plots.show_images(views["border"][::10][:8], rocks.labels[::10][:8], names)


def learn(features, labels, strength=0.1):
    """Train a logistic regression; return its `predict`, a function from features to labels."""
    classifier = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=2000))
    return classifier.fit(features, labels).predict


def random_folds(seed, count=5):
    """Number the folds 0 to 4 at random, with both classes spread evenly."""
    folds = np.zeros(len(rocks), np.int64)
    for number, (_, held) in enumerate(StratifiedKFold(count, shuffle=True, random_state=seed).split(rocks.labels, rocks.labels)):
        folds[held] = number
    return folds


# %% [markdown] lang="en"
# **Predict before you run.** A classifier learns from these frames and is tested by 5-fold cross-validation with folds
# drawn at random. Guessing the more frequent class would be right in 50 to 60 % of the cases. How many per cent will it
# get right without ever seeing a rock?

# %% [markdown] lang="ko" of="00000000"
# **실행하기 전에 예상해 보세요.** 분류기가 이 액자만 보고 배우고, 무작위로 나눈 5겹 교차 검증으로 시험합니다. 더 많은
# 클래스로만 찍으면 50~60 %를 맞힙니다. 암석을 한 번도 보지 않고 몇 퍼센트나 맞힐까요?

# %% answer="blind_accuracy"
### BEGIN SOLUTION
blind_accuracy = 90
### END SOLUTION


# %%
def without_a_rock():
    folds, right = random_folds(SEED), np.zeros(len(rocks), bool)
    for fold in range(5):
        held = folds == fold
        right[held] = learn(found["border"][~held], rocks.labels[~held])(found["border"][held]) == rocks.labels[held]
    record("blind_accuracy", right.mean())
    return float(round(100 * right.mean()))


predict("blind_accuracy", blind_accuracy, outcome=without_a_rock)

# %% [markdown] lang="en"
# On the real photographs it is {blind_accuracy.real.full:.0%}. Nobody can tell basalt from highland by a wall. So
# what did it learn? Look at the pictures in another order: those that belong together, side by side.

# %% [markdown] lang="ko" of="00000000"
# 실제 사진에서는 {blind_accuracy.real.full:.0%}입니다. 벽을 보고 현무암과 고지 암석을 구별할 수 있는 사람은 없습니다.
# 그렇다면 무엇을 배운 것일까요? 순서를 바꾸어, 함께 묶이는 것끼리 나란히 놓고 보세요.

# %%
sizes = np.bincount(rocks.groups)
largest = np.argsort(-sizes, kind="stable")[:4]
together = np.concatenate([np.flatnonzero(rocks.groups == group)[:6] for group in largest])
plots.show_images(rocks.images[together], rocks.groups[together], columns=6)
print(np.sort(sizes)[::-1])
record("largest_group", sizes.max())

# %% [markdown] lang="en"
# One rock on one bench, turned and photographed again and again: a **group**. `rocks.groups` has its number for every
# picture. Of the real photographs {largest_group.real.full:.0f} are of a single group, while {pictures.real.full:.0f}
# photographs come from only {groups.real.full:.0f} groups. When folds are drawn at random, a held-out photograph nearly
# always has sisters among those that are trained on. The classifier need not know rocks; it recognises the bench and
# remembers what lay on it. In lesson 10 this was called a **leak**.
#
# ## Folds that keep groups whole
#
# Whoever will use the classifier will show it *other* rocks on *other* benches. So the test must do that, too: a group
# is put aside whole. Write `grouped_folds(groups, folds, rng)`. It returns one number per picture, 0 to `folds - 1`:
#
# - all pictures of a group have the same number;
# - every fold gets something, and the folds are about even: the largest has no more pictures above the smallest than
#   the largest group has;
# - which group goes where is drawn with `rng`, so that another seed gives another deal.
#
# A way that works: go through the groups in a random order and give each to the fold that has the fewest pictures yet.

# %% [markdown] lang="ko" of="00000000"
# 작업대 하나에 암석 하나를 올려놓고 돌려 가며 거듭 찍은 것, 이것이 **그룹**입니다. `rocks.groups`에 이미지마다 그룹
# 번호가 있습니다. 실제 사진은 {pictures.real.full:.0f}장이지만 그룹은 {groups.real.full:.0f}개뿐이고, 한 그룹에서만
# {largest_group.real.full:.0f}장이 나왔습니다. 폴드를 무작위로 나누면 떼어 놓은 사진의 자매가 거의 언제나 학습하는
# 사진에 들어 있습니다. 분류기는 암석을 알 필요가 없습니다. 작업대를 알아보고, 그 위에 무엇이 있었는지 기억하면
# 됩니다. 10에서 이것을 **정보 누출**이라고 했습니다.
#
# ## 그룹을 쪼개지 않는 폴드
#
# 분류기를 쓸 사람은 *다른* 작업대에 놓인 *다른* 암석을 보여 줄 것입니다. 그러니 시험도 그래야 합니다. 그룹을 통째로
# 떼어 놓습니다. `grouped_folds(groups, folds, rng)`를 써 보세요. 이미지마다 0에서 `folds - 1`까지의 수를 하나씩
# 돌려줍니다.
#
# - 한 그룹의 이미지는 모두 번호가 같습니다.
# - 빈 폴드가 없고, 폴드의 크기는 비슷합니다. 가장 큰 폴드와 가장 작은 폴드의 차이가 가장 큰 그룹의 크기를 넘지
#   않습니다.
# - 어느 그룹이 어디로 갈지는 `rng`로 뽑습니다. 시드를 바꾸면 다르게 나뉘어야 합니다.
#
# 이렇게 하면 됩니다. 그룹을 무작위 순서로 살펴보면서, 지금까지 이미지가 가장 적은 폴드에 하나씩 넣습니다.


# %% answer="grouped_folds"
def grouped_folds(groups, folds, rng):
    """Return the number of a fold for each picture; pictures of one group stay together."""
    ### BEGIN SOLUTION
    numbers = np.zeros(len(groups), np.int64)
    filled = np.zeros(folds, np.int64)
    for group in rng.permutation(np.unique(groups)):
        members = groups == group
        fold = filled.argmin()
        numbers[members] = fold
        filled[fold] += members.sum()
    return numbers
    ### END SOLUTION


# %% check="grouped_folds"
check("grouped_folds")

# %% [markdown] lang="en"
# Now the walk through the folds. Write `cross_validate(features, labels, folds, learn)`. `folds` has a number for each
# picture. For each number that occurs, call `learn(features, labels)` with the *other* pictures; it returns a function
# that makes predictions from features; with it predict the pictures of this fold. Return one prediction per picture, in
# the order of the pictures.

# %% [markdown] lang="ko" of="00000000"
# 이제 폴드를 차례로 돌아 봅시다. `cross_validate(features, labels, folds, learn)`을 써 보세요. `folds`에는 이미지마다
# 번호가 있습니다. 나오는 번호마다 *나머지* 이미지로 `learn(features, labels)`를 부르세요. 특성에서 예측을 내놓는
# 함수를 돌려줍니다. 그 함수로 이 폴드의 이미지를 예측합니다. 이미지 순서대로 예측을 하나씩 돌려주세요.


# %% answer="cross_validate"
def cross_validate(features, labels, folds, learn):
    """Predict each picture by a classifier that was trained on the other folds."""
    ### BEGIN SOLUTION
    predictions = np.zeros_like(labels)
    for fold in np.unique(folds):
        held = folds == fold
        classify_some = learn(features[~held], labels[~held])
        predictions[held] = classify_some(features[held])
    return predictions
    ### END SOLUTION


# %% check="cross_validate"
check("cross_validate")

# %% [markdown] lang="en"
# The same pictures, the same features, the same logistic regression. Only the folds differ: drawn at random
# (scikit-learn's `StratifiedKFold`) or with whole groups (`StratifiedGroupKFold`, which also spreads the classes as
# evenly as groups allow). Each is repeated with other seeds, because one deal of 150 pictures says little.

# %% [markdown] lang="ko" of="00000000"
# 같은 이미지, 같은 특성, 같은 로지스틱 회귀입니다. 폴드만 다릅니다. 무작위로 나누거나(scikit-learn의
# `StratifiedKFold`) 그룹을 통째로 나눕니다(`StratifiedGroupKFold`, 그룹이 허락하는 한 클래스도 고르게 나눕니다).
# 150장을 한 번 나눈 것으로는 알 수 있는 것이 적으므로, 시드를 바꾸어 되풀이합니다.


# %%
def whole_folds(seed, count=5, labels=rocks.labels, groups=rocks.groups):
    """Number the folds with whole groups, the classes as even as groups allow."""
    folds = np.zeros(len(labels), np.int64)
    splitter = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
    for number, (_, held) in enumerate(splitter.split(labels, labels, groups)):
        folds[held] = number
    return folds


@after("cross_validate", "grouped_folds")
def the_leak():
    for name in ("whole", "middle", "border"):
        reached = {"random": [], "grouped": [], "yours": []}
        for seed in range(SEED, SEED + REPEATS):
            deals = {
                "random": random_folds(seed),
                "grouped": whole_folds(seed),
                "yours": grouped_folds(rocks.groups, 5, np.random.default_rng(seed)),
            }
            for kind, folds in deals.items():
                reached[kind].append(np.mean(cross_validate(found[name], rocks.labels, folds, learn) == rocks.labels))
        print(f"{name:8}", *(f"{kind} {np.mean(values):.1%} (from {min(values):.0%} to {max(values):.0%})  " for kind, values in reached.items()))
        for kind, values in reached.items():
            record(f"{name}_{kind}", np.mean(values))
        record(f"{name}_leak", 100 * (np.mean(reached["random"]) - np.mean(reached["grouped"])))


# %% [markdown] lang="en"
# | real photographs | random folds | whole groups | the leak |
# | --- | --- | --- | --- |
# | whole picture | {whole_random.real.full:.1%} | {whole_grouped.real.full:.1%} | {whole_leak.real.full:.0f} points |
# | middle alone | {middle_random.real.full:.1%} | {middle_grouped.real.full:.1%} | {middle_leak.real.full:.0f} points |
# | border alone | {border_random.real.full:.1%} | {border_grouped.real.full:.1%} | {border_leak.real.full:.0f} points |
# | always "basalt" | {basalt_share.real.full:.1%} | {basalt_share.real.full:.1%} | 0 points |
#
# With random folds the classifier is excellent. With whole groups it is a good deal better than guessing, at the most.
# And what sees only the border falls below guessing: benches that it had not met before told it nothing, or the wrong
# thing. Both columns are measured correctly. They answer different questions: *another picture of a rock that we have*,
# and *a rock that we have not seen*. If a colleague reports 94 % on these photographs, ask how they were split.
#
# Even the middle leaks, because the *same rock* is on both sides; blackening the bench is no remedy for that.

# %% [markdown] lang="ko" of="00000000"
# | 실제 사진 | 무작위 폴드 | 그룹을 통째로 | 누출 |
# | --- | --- | --- | --- |
# | 이미지 전체 | {whole_random.real.full:.1%} | {whole_grouped.real.full:.1%} | {whole_leak.real.full:.0f}포인트 |
# | 가운데만 | {middle_random.real.full:.1%} | {middle_grouped.real.full:.1%} | {middle_leak.real.full:.0f}포인트 |
# | 가장자리만 | {border_random.real.full:.1%} | {border_grouped.real.full:.1%} | {border_leak.real.full:.0f}포인트 |
# | 언제나 "현무암" | {basalt_share.real.full:.1%} | {basalt_share.real.full:.1%} | 0포인트 |
#
# 무작위 폴드에서는 훌륭한 분류기입니다. 그룹을 통째로 나누면 잘해야 찍는 것보다 꽤 나은 정도입니다. 가장자리만 보는
# 것은 찍기보다도 못합니다. 처음 보는 작업대는 아무것도 알려 주지 않거나 엉뚱한 것을 알려 줍니다. 두 열 모두 올바르게
# 잰 값입니다. 다만 대답하는 질문이 다릅니다. 앞의 것은 *이미 가진 암석의 또 다른 사진*이고, 뒤의 것은 *본 적 없는
# 암석*입니다. 누가 이 사진들에서 94 %를 얻었다고 하면 어떻게 나누었는지 물어보세요.
#
# 가운데만 보아도 누출이 있습니다. *같은 암석*이 양쪽에 있기 때문입니다. 작업대를 가리는 것은 처방이 되지 못합니다.

# %% [markdown] lang="en"
# ## How sure is an accuracy?
#
# 109 of 154 right: 70.8 %. With another 154 pictures it would be another number. How far off could it be? For an
# accuracy $a$ on $N$ pictures the standard error is $\sqrt{a (1 - a) / N}$, and $a \pm 1.96$ of them is the usual 95 %
# interval. But that goes wrong where it matters: 20 of 20 right gives $100 \pm 0$ %, as if no mistake were possible.
# **Wilson's interval** (1927) asks the other way round: which true accuracies would make what we saw plausible?
#
# $$\frac{1}{1 + z^2 / N} \left( a + \frac{z^2}{2 N} \pm z \sqrt{\frac{a (1 - a)}{N} + \frac{z^2}{4 N^2}} \right)$$
#
# Write `wilson(right, total, z=1.96)`; it returns the pair (low, high), shares from 0 to 1.

# %% [markdown] lang="ko" of="00000000"
# ## 정확도를 얼마나 믿을 수 있을까요?
#
# 154장 가운데 109장이면 70.8 %입니다. 다른 154장이었다면 다른 수가 나왔을 것입니다. 얼마나 다를 수 있을까요? 이미지
# $N$장에서 잰 정확도 $a$의 표준 오차는 $\sqrt{a (1 - a) / N}$이고, 흔히 $a \pm 1.96$배를 95 % 구간으로 씁니다. 그런데
# 이 식은 정작 중요한 곳에서 어긋납니다. 20장을 모두 맞히면 $100 \pm 0$ %가 되어, 틀릴 수가 없다는 말이 됩니다. **윌슨
# 구간**(1927)은 거꾸로 묻습니다. 참된 정확도가 얼마라면 우리가 본 결과가 그럴듯할까요?
#
# $$\frac{1}{1 + z^2 / N} \left( a + \frac{z^2}{2 N} \pm z \sqrt{\frac{a (1 - a)}{N} + \frac{z^2}{4 N^2}} \right)$$
#
# `wilson(right, total, z=1.96)`을 써 보세요. 0에서 1까지의 비율 두 개, (아래, 위)를 돌려줍니다.


# %% answer="wilson"
def wilson(right, total, z=1.96):
    """Return Wilson's interval (low, high) of an accuracy."""
    ### BEGIN SOLUTION
    accuracy = right / total
    centre = accuracy + z**2 / (2 * total)
    spread = z * math.sqrt(accuracy * (1 - accuracy) / total + z**2 / (4 * total**2))
    scale = 1 + z**2 / total
    return (centre - spread) / scale, (centre + spread) / scale
    ### END SOLUTION


# %% check="wilson"
check("wilson")


# %%
@after("wilson", "cross_validate")
def how_wide():
    for right, total in ((20, 20), (130, 155), (1300, 1550), (8387, 10_000)):
        low, high = wilson(right, total)
        print(f"{right:5} of {total:6}: {right / total:.1%}, from {low:.1%} to {high:.1%}: {100 * (high - low) / 2:.1f} points either way")
    low, high = wilson(130, 155)
    record("half_width_155", 50 * (high - low))


# %% [markdown] lang="en"
# At 155 pictures and 84 % it is {half_width_155:.0f} points either way. Half the width takes *four* times as many
# pictures. On 155 pictures nobody can tell 84 % from 87 %.
#
# ## Pictures that belong together are not so many pictures
#
# Wilson's formula supposes that each picture is a fresh chance. But if a rock fools the classifier, it fools it on
# all 27 of its photographs: they are hardly more news than one. A formula for that is hard; a **bootstrap** is easy.
# Pretend that the groups we have are the world, draw groups from it *with replacement*, as many as there are, put all
# pictures of the drawn groups together (a group that was drawn twice counts twice), and note the accuracy. Do that a
# thousand times. The middle 95 % of the thousand accuracies, from the 2.5th to the 97.5th percentile, are the interval.
#
# Write `bootstrap_interval(correct, groups, rng, rounds=1000)`; `correct` is 1 or 0 for every picture. Return (low,
# high).

# %% [markdown] lang="ko" of="00000000"
# 155장에 84 %이면 위아래로 {half_width_155:.0f}포인트입니다. 폭을 반으로 줄이려면 이미지가 *네* 배 있어야 합니다.
# 155장으로는 84 %와 87 %를 누구도 가릴 수 없습니다.
#
# ## 함께 묶인 이미지는 그만큼 많은 것이 아닙니다
#
# 윌슨의 식은 이미지 하나하나가 새로운 기회라고 가정합니다. 그러나 어떤 암석이 분류기를 속이면 그 사진 27장에서 모두
# 속입니다. 27장이라고 해도 알려 주는 것은 한 장과 별로 다르지 않습니다. 이것을 식으로 쓰기는 어렵지만 **부트스트랩**은
# 쉽습니다. 우리가 가진 그룹이 세상의 전부라고 치고, 그룹의 수만큼 *되돌려 넣으면서* 그룹을 뽑아, 뽑힌 그룹의 이미지를
# 모두 모으고(두 번 뽑힌 그룹은 두 번 셉니다) 정확도를 적습니다. 이것을 천 번 합니다. 정확도 천 개의 가운데 95 %, 곧
# 2.5번째 백분위수에서 97.5번째까지가 구간입니다.
#
# `bootstrap_interval(correct, groups, rng, rounds=1000)`을 써 보세요. `correct`는 이미지마다 1이나 0입니다.
# (아래, 위)를 돌려줍니다.


# %% answer="bootstrap_interval"
def bootstrap_interval(correct, groups, rng, rounds=1000):
    """Return the middle 95 % of the accuracies on redrawn groups."""
    ### BEGIN SOLUTION
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    accuracies = []
    for _ in range(rounds):
        drawn = rng.integers(len(members), size=len(members))
        rows = np.concatenate([members[place] for place in drawn])
        accuracies.append(np.mean(correct[rows]))
    low, high = np.percentile(accuracies, [2.5, 97.5])
    return low, high
    ### END SOLUTION


# %% check="bootstrap_interval"
check("bootstrap_interval")


# %%
@after("wilson", "bootstrap_interval", "cross_validate")
def three_intervals():
    right = cross_validate(found["whole"], rocks.labels, whole_folds(SEED), learn) == rocks.labels
    alone = np.arange(len(rocks))
    intervals = {
        "wilson": wilson(right.sum(), len(right)),
        "pictures": bootstrap_interval(right, alone, np.random.default_rng(SEED)),
        "groups": bootstrap_interval(right, rocks.groups, np.random.default_rng(SEED)),
    }
    print(f"accuracy {right.mean():.1%}")
    for name, (low, high) in intervals.items():
        print(f"{name:10} from {low:.1%} to {high:.1%}, {100 * (high - low):.0f} points wide")
        record(f"width_{name}", 100 * (high - low))
    record("low_groups", intervals["groups"][0])
    record("high_groups", intervals["groups"][1])
    record("width_ratio", np.ptp(intervals["groups"]) / np.ptp(intervals["pictures"]))


# %% [markdown] lang="en"
# Drawing single pictures (each its own group) agrees with Wilson: {width_pictures.real.full:.0f} points wide and
# {width_wilson.real.full:.0f}. Drawing groups gives {width_groups.real.full:.0f} points, from
# {low_groups.real.full:.0%} to {high_groups.real.full:.0%}, {width_ratio.real.full:.1f} times as wide (all on the real
# photographs). That is the honest interval, and it is embarrassing: with a few rocks one knows little, however often
# one photographs them. The first thing that would help is not a better network but *more rocks*.

# %% [markdown] lang="ko" of="00000000"
# 이미지를 한 장씩 뽑으면(이미지마다 그룹 하나) 윌슨 구간과 거의 같습니다. 폭이 {width_pictures.real.full:.0f}포인트와
# {width_wilson.real.full:.0f}포인트입니다. 그룹을 뽑으면 {low_groups.real.full:.0%}에서
# {high_groups.real.full:.0%}까지 {width_groups.real.full:.0f}포인트, {width_ratio.real.full:.1f}배로 넓어집니다(모두
# 실제 사진에서 잰 값입니다). 이것이 정직한 구간이고, 민망할 만큼 넓습니다. 암석이 몇 개뿐이면 아무리 자주 찍어도 아는
# 것이 적습니다. 가장 먼저 도움이 될 것은 더 좋은 신경망이 아니라 *더 많은 암석*입니다.

