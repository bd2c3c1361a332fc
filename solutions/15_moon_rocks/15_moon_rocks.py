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

# %% [markdown] lang="ko" of="23dea16f"
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

import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_utils import after, backbones, check, explore_saliency, lesson, plots, predict, quiz, record, training
from course_utils.data import load

lesson("15_moon_rocks", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

KOREAN = LANGUAGE == "ko" and plots.korean_font()
plt.rcParams.update({"axes.spines.top": False, "axes.spines.right": False, "font.family": ["DejaVu Sans", *[KOREAN] * bool(KOREAN)]})
REPEATS = {"quick": 5, "full": 12}[PROFILE]
threadpool_limits(1, "blas")  # so small a regression is slower on several cores: they wait for one another

# %% [markdown] lang="en"
# ## Right without seeing a rock
#
# From 1969 to 1972 astronauts brought 382 kg of the Moon home. NASA photographed the pieces on benches, under numbers
# and beside scales. Two kinds interest us: **basalt**, the dark lava of the seas that you see as spots from here, and
# **highland** rock, the bright old crust. There are only about 150 pictures, and this is some of them.
#
# (Without the photographs the course draws about as many, and stones on benches likewise. Where the text gives a
# number, it says which pictures it was measured on.)

# %% [markdown] lang="ko" of="4cd2d465"
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

# %% [markdown] lang="ko" of="19c1f9e8"
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

# %% [markdown] lang="ko" of="38115320"
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

# %% [markdown] lang="ko" of="13e310b8"
# 실제 사진에서는 {blind_accuracy.real.full:.0%}입니다. 벽을 보고 현무암과 고지 암석을 구별할 수 있는 사람은 없습니다.
# 그렇다면 무엇을 배운 것일까요? 순서를 바꾸어, 함께 묶이는 것끼리 나란히 놓고 보세요.

# %%
sizes = np.bincount(rocks.groups)
largest = np.argsort(-sizes, kind="stable")[:4]
together = np.concatenate([np.flatnonzero(rocks.groups == group)[:6] for group in largest])
numbered = [f"{'그룹' if KOREAN else 'group'} {number}" for number in range(rocks.groups.max() + 1)]
plots.show_images(rocks.images[together], rocks.groups[together], numbered, columns=6)
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

# %% [markdown] lang="ko" of="19c8dd66"
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

# %% [markdown] lang="ko" of="47a81315"
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

# %% [markdown] lang="ko" of="592e4dd0"
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
        print(
            f"{name:8}",
            *(f"{kind} {np.mean(values):.1%} (from {min(values):.0%} to {max(values):.0%})  " for kind, values in reached.items()),
        )
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

# %% [markdown] lang="ko" of="38acda17"
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

# %% [markdown] lang="ko" of="7ce78555"
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

# %% [markdown] lang="ko" of="6b8d8f5c"
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

# %% [markdown] lang="ko" of="53c8aac4"
# 이미지를 한 장씩 뽑으면(이미지마다 그룹 하나) 윌슨 구간과 거의 같습니다. 폭이 {width_pictures.real.full:.0f}포인트와
# {width_wilson.real.full:.0f}포인트입니다. 그룹을 뽑으면 {low_groups.real.full:.0%}에서
# {high_groups.real.full:.0%}까지 {width_groups.real.full:.0f}포인트, {width_ratio.real.full:.1f}배로 넓어집니다(모두
# 실제 사진에서 잰 값입니다). 이것이 정직한 구간이고, 민망할 만큼 넓습니다. 암석이 몇 개뿐이면 아무리 자주 찍어도 아는
# 것이 적습니다. 가장 먼저 도움이 될 것은 더 좋은 신경망이 아니라 *더 많은 암석*입니다.

# %% [markdown] lang="en"
# ## Which rocks are missed?
#
# An accuracy says how many; only the pictures say which. The cell lists the groups with most mistakes and shows the
# pictures that the classifier was surest about and wrong. Are they scattered, or are whole groups missed? What do the
# rocks that are missed have in common?

# %% [markdown] lang="ko" of="5d3ba565"
# ## 어떤 암석을 틀릴까요?
#
# 정확도는 몇 장인지만 말해 줍니다. 어떤 것인지는 이미지를 보아야 압니다. 아래 셀은 가장 많이 틀린 그룹들을 늘어놓고,
# 틀린 이미지 몇 장을 보여 줍니다. 여기저기 흩어져 있나요, 아니면 그룹을 통째로 틀리나요? 틀린 암석들에는 어떤 공통점이
# 있나요?


# %%
@after("cross_validate")
def the_missed():
    predictions = cross_validate(found["whole"], rocks.labels, whole_folds(SEED), learn)
    wrong = predictions != rocks.labels
    mistakes = np.bincount(rocks.groups, weights=wrong)
    for group in np.argsort(-mistakes, kind="stable")[:5]:
        kind = names[rocks.labels[rocks.groups == group][0]]
        print(f"{group:3} {kind:10} {mistakes[group]:3.0f} / {sizes[group]:3}")
    record("mistakes_of_five_groups", np.sort(mistakes)[-5:].sum() / max(1, wrong.sum()))
    record("groups_wholly_missed", np.sum(mistakes == sizes))
    plots.show_images(rocks.images[wrong][:16], predictions[wrong][:16], names)


# %% [markdown] lang="en"
# Five groups of {groups.real.full:.0f} make {mistakes_of_five_groups.real.full:.0%} of all mistakes on the real
# photographs, and {groups_wholly_missed.real.full:.0f} groups are missed in every picture. (The names under the pictures
# are the predicted, wrong ones.) So mistakes come in groups, just as the bootstrap assumed.
#
# ## Rock or bench?
#
# A network can be asked where it looks. The cell makes one network of backbone and logistic regression, trained on
# all groups but those of one fold, and shows pictures of that fold. Drag the square: where does covering the picture
# lower the probability of the right class? Then Grad-CAM. Look for a picture in which the counter, the number or the
# scale matters more than the rock.

# %% [markdown] lang="ko" of="a049824c"
# 실제 사진에서는 그룹 {groups.real.full:.0f}개 가운데 다섯 개에서 전체 실수의
# {mistakes_of_five_groups.real.full:.0%}가 나오고, {groups_wholly_missed.real.full:.0f}개 그룹은 모든 이미지를
# 틀립니다. (그림 아래의 이름은 틀리게 예측한 이름입니다.) 실수는 그룹으로 몰려옵니다. 부트스트랩에서 가정한 그대로입니다.
#
# ## 암석일까요, 작업대일까요?
#
# 신경망이 어디를 보는지 물어볼 수 있습니다. 아래 셀은 백본과 로지스틱 회귀를 하나의 신경망으로 잇고, 한 폴드의 그룹을
# 뺀 나머지로 학습한 다음 그 폴드의 이미지를 보여 줍니다. 사각형을 끌어 보세요. 어디를 가리면 정답 클래스의 확률이
# 내려가나요? 그다음 Grad-CAM을 보세요. 암석보다 번호판이나 번호, 자가 더 중요한 이미지를 찾아보세요.


# %%
def as_network(features, labels):
    """Join the backbone and a logistic regression into one Keras network with two probabilities."""
    classifier = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000)).fit(features, labels)
    scaler, regression = classifier[0], classifier[1]
    kernel = regression.coef_[0] / scaler.scale_
    bias = regression.intercept_[0] - kernel @ scaler.mean_
    maps = backbone.model.output
    answers = layers.Dense(2, activation="softmax", name="head")(layers.GlobalAveragePooling2D()(maps))
    network = keras.Model(backbone.model.input, answers)
    network.get_layer("head").set_weights([np.stack([0 * kernel, kernel], axis=1), np.array([0, bias])])
    return network


held = whole_folds(SEED) == 0
network = as_network(found["whole"][~held], rocks.labels[~held])
shown = np.random.default_rng(SEED).permutation(np.flatnonzero(held))[:12]
explore_saliency(network, rocks.images[shown], labels=rocks.labels[shown], class_names=names)

# %% [markdown] lang="en"
# ## Another recipe: is it better?
#
# If the bench misleads, look closer at the rock: `close_up` keeps the middle half of the picture and enlarges it.
# Colour may mislead, too (some photographs have none): `grey` removes it. Is a recipe really better than another, or was
# it luck? Both have answered on the *same* pictures, so the pictures that both get right, or both wrong, say
# nothing. What counts are those where **only one** errs. If the two were equally good, each of these would fall to
# either like a tossed coin.
#
# Write `compare(correct_a, correct_b)`: two arrays of 0 and 1. Return three numbers: how often only `a` is right, how
# often only `b` is right, and the two-sided p-value: with $n$ the sum of the two and $k$ the smaller,
#
# $$p = \min\left(1, \; 2 \sum_{i = 0}^{k} \binom{n}{i} \, 2^{-n}\right)$$
#
# (McNemar's test in its exact form, a sign test.) `math.comb(n, i)` is the binomial coefficient. If they never differ, p
# is 1.

# %% [markdown] lang="ko" of="7e31ab4e"
# ## 다른 레시피가 더 좋을까요?
#
# 작업대가 헷갈리게 한다면 암석을 더 가까이서 봅시다. `close_up`은 이미지의 가운데 절반만 남겨 확대합니다. 색도 헷갈리게
# 할 수 있으니(흑백 사진도 있습니다) `grey`는 색을 없앱니다. 한 레시피가 정말 더 좋은 것일까요, 아니면 운일까요? 둘은
# *같은* 이미지에 답했습니다. 그러니 둘 다 맞힌 이미지와 둘 다 틀린 이미지는 아무것도 말해 주지 않습니다. 중요한 것은
# **하나만** 틀린 이미지입니다. 둘의 실력이 같다면 이런 이미지 하나하나는 동전 던지기처럼 어느 쪽으로든 갈 것입니다.
#
# `compare(correct_a, correct_b)`를 써 보세요. 0과 1로 된 배열 두 개를 받아 수 세 개를 돌려줍니다. `a`만 맞힌 횟수,
# `b`만 맞힌 횟수, 그리고 양측 p값입니다. 앞의 두 수를 더한 것이 $n$이고 작은 쪽이 $k$일 때
#
# $$p = \min\left(1, \; 2 \sum_{i = 0}^{k} \binom{n}{i} \, 2^{-n}\right)$$
#
# 입니다(정확한 맥니마 검정, 곧 부호 검정). 이항 계수는 `math.comb(n, i)`로 구합니다. 둘이 한 번도 다르지 않으면 p는
# 1입니다.


# %% answer="compare"
def compare(correct_a, correct_b):
    """Return how often only a is right, how often only b is, and the exact two-sided p-value."""
    ### BEGIN SOLUTION
    a, b = np.asarray(correct_a, bool), np.asarray(correct_b, bool)
    only_a, only_b = int(np.sum(a & ~b)), int(np.sum(b & ~a))
    count = only_a + only_b
    tail = sum(math.comb(count, place) for place in range(min(only_a, only_b) + 1)) / 2**count
    return only_a, only_b, min(1, 2 * tail)
    ### END SOLUTION


# %% check="compare"
check("compare")


# %%
def grey(images):
    """Take the colour out."""
    return np.repeat(images.mean(axis=-1, keepdims=True), 3, axis=-1).astype(np.uint8)


def close_up(images):
    """Keep the middle half and enlarge it."""
    start, stop = SIDE // 4, SIDE // 4 + SIDE // 2
    return images[:, start:stop, start:stop].repeat(2, axis=1).repeat(2, axis=2)


WAYS = {"whole": np.asarray, "grey": grey, "middle": middle, "close_up": close_up}
found |= {name: backbones.features(backbone, way(rocks.images)) for name, way in WAYS.items() if name not in found}
plots.show_images(close_up(rocks.images[::10])[:8], rocks.labels[::10][:8], names)


@after("compare", "cross_validate")
def is_closer_better():
    folds = whole_folds(SEED)
    right = {name: cross_validate(found[name], rocks.labels, folds, learn) == rocks.labels for name in WAYS}
    for name in ("grey", "middle", "close_up"):
        only_whole, only_other, chance = compare(right["whole"], right[name])
        print(f"whole {right['whole'].mean():.1%}, {name} {right[name].mean():.1%}: ", end="")
        print(f"only whole {only_whole}, only {name} {only_other}, p = {chance:.3g}")
        record(f"{name}_accuracy", right[name].mean())
        record(f"{name}_p", chance)


# %% [markdown] lang="en"
# On the drawn stones the close-up wins by far: there, holes and patches are enlarged and the bench is gone. On the
# real photographs it does not ({close_up_accuracy.real.full:.0%}); their rocks are not always in the middle, and
# texture of a grain's size does not survive so few pixels. A recipe that helps on drawings need not help on
# photographs: measure where you mean to use it. And mind that the test still counts pictures as if each were news; a
# p just below 0.05 on grouped pictures is no proof.

# %% [markdown] lang="ko" of="f0d62485"
# 그려 낸 돌에서는 확대한 쪽이 크게 이깁니다. 구멍과 무늬가 커지고 작업대가 사라지기 때문입니다. 실제 사진에서는 그렇지
# 않습니다({close_up_accuracy.real.full:.0%}). 암석이 늘 가운데에 있지도 않고, 알갱이만 한 무늬는 이렇게 적은 픽셀에
# 남지 않습니다. 그림에서 도움이 된 레시피가 사진에서도 도움이 된다는 법은 없습니다. 쓸 곳에서 재세요. 그리고 이 검정도
# 이미지 하나하나를 새로운 소식처럼 셉니다. 그룹이 있는 이미지에서 0.05를 겨우 밑도는 p는 증거가 되지 못합니다.

# %% [markdown] lang="en"
# ## Choosing without fooling yourself
#
# Four ways to look times four strengths of regularisation are sixteen recipes. Take the best by cross-validation and
# report its accuracy? Then you report the winner of a lottery. Sixteen recipes that *guess* have a best one, too, and it
# is right on more than half.
#
# The cure is **nested** cross-validation: put a fold aside, choose among the sixteen by grouped folds *within the rest*,
# train the winner on the rest, predict the fold. Then nothing that was used for choosing is used for reporting.

# %% [markdown] lang="ko" of="547a3ca5"
# ## 스스로 속지 않고 고르기
#
# 보는 방법 네 가지에 규제 세기 네 가지면 레시피가 열여섯 개입니다. 교차 검증에서 가장 좋은 것을 골라 그 정확도를
# 보고하면 될까요? 그것은 제비뽑기 당첨자를 보고하는 것과 같습니다. *찍기만 하는* 레시피 열여섯 개에도 가장 좋은 것이
# 있고, 그것은 절반보다 많이 맞힙니다.
#
# 처방은 **중첩** 교차 검증입니다. 폴드 하나를 떼어 놓고, *나머지 안에서* 그룹을 지킨 폴드로 열여섯 개 가운데 하나를
# 고르고, 고른 것을 나머지로 학습해 떼어 놓은 폴드를 예측합니다. 그러면 고르는 데 쓴 것을 보고하는 데 쓰지 않습니다.


# %%
RECIPES = [(name, strength) for name in WAYS for strength in (1, 0.1, 0.01, 0.001)]


def trials(rows, seed):
    """Cross-validate every recipe on some pictures, groups kept whole."""
    folds = whole_folds(seed, labels=rocks.labels[rows], groups=rocks.groups[rows])
    labels = rocks.labels[rows]

    def reached(name, strength):
        predictions = cross_validate(found[name][rows], labels, folds, lambda some, known: learn(some, known, strength))
        return float(np.mean(predictions == labels))

    return [reached(*recipe) for recipe in RECIPES]


@after("cross_validate")
def nested():
    rng, everything = np.random.default_rng(SEED), np.arange(len(rocks))
    guesses = [np.mean(rng.integers(2, size=len(rocks)) == rocks.labels) for _ in RECIPES]
    record("best_guess", max(guesses))
    best, honest = [], []
    for seed in range(SEED, SEED + max(1, REPEATS // 4)):
        best.append(max(trials(everything, seed)))
        outer, right = whole_folds(seed), []
        for fold in range(5):
            inside, outside = np.flatnonzero(outer != fold), np.flatnonzero(outer == fold)
            name, strength = RECIPES[int(np.argmax(trials(inside, seed)))]
            predictions = learn(found[name][inside], rocks.labels[inside], strength)(found[name][outside])
            right.append(predictions == rocks.labels[outside])
            print(f"fold {fold}: {name}, {strength}: {right[-1].mean():.0%}")
        honest.append(np.concatenate(right).mean())
    print(f"best of sixteen {np.mean(best):.1%}, nested {np.mean(honest):.1%}; best of sixteen guesses {max(guesses):.1%}")
    record("best_of_sixteen", np.mean(best))
    record("nested_accuracy", np.mean(honest))


# %% [markdown] lang="en"
# On the real photographs the best of sixteen reports {best_of_sixteen.real.full:.1%}; nested it is
# {nested_accuracy.real.full:.1%}. (Sixteen guessers: {best_guess.real.full:.1%}.) Look also at what was chosen: when
# the folds do not agree on a recipe, no recipe is clearly the best.
#
# What about a network of our own, trained from scratch? Here is a small one, with mirrored views, on 32 x 32 pixels.

# %% [markdown] lang="ko" of="6ff07281"
# 실제 사진에서 열여섯 가운데 가장 좋은 것은 {best_of_sixteen.real.full:.1%}라고 보고하지만, 중첩해서 재면
# {nested_accuracy.real.full:.1%}입니다. (찍기 열여섯 개: {best_guess.real.full:.1%}.) 무엇이 뽑혔는지도 보세요.
# 폴드마다 다른 레시피가 뽑힌다면 뚜렷하게 가장 좋은 레시피는 없는 것입니다.
#
# 처음부터 학습한 우리만의 신경망은 어떨까요? 32 x 32픽셀에서 거울 모습까지 써서 작은 것을 하나 학습해 봅시다.


# %%
def learn_from_scratch(images, labels):
    """Train a small network; return a function from images to predictions."""
    keras.utils.set_random_seed(SEED)
    small = keras.Sequential([keras.Input((32, 32, 3)), layers.Rescaling(1 / 255), layers.RandomFlip("horizontal")])
    for channels in (16, 32, 64):
        small.add(layers.Conv2D(channels, 3, padding="same", activation="relu"))
        small.add(layers.MaxPooling2D())
    small.add(layers.GlobalAveragePooling2D())
    small.add(layers.Dense(2, activation="softmax"))
    small.compile(optimizer=keras.optimizers.Adam(2e-3), loss="sparse_categorical_crossentropy")
    small.fit(images, labels, batch_size=16, epochs={"quick": 15, "full": 60}[PROFILE], verbose=0)
    return lambda some: small.predict(some, verbose=0).argmax(axis=1)


@after("cross_validate")
def from_scratch():
    step = SIDE // 32
    tiny = rocks.images.reshape(len(rocks), 32, step, 32, step, 3).mean(axis=(2, 4))
    count = {"quick": 2, "full": 5}[PROFILE]
    for kind, folds in {"grouped": whole_folds(SEED, count), "random": random_folds(SEED, count)}.items():
        reached = np.mean(cross_validate(tiny, rocks.labels, folds, learn_from_scratch) == rocks.labels)
        print(f"from scratch, {kind}: {reached:.1%}")
        record(f"scratch_{kind}", reached)


# %% [markdown] lang="en"
# From scratch, with the real photographs: {scratch_random.real.full:.0%} with random folds and
# {scratch_grouped.real.full:.0%} with whole groups. A hundred and twenty pictures teach a network little about rocks.
#
# ## Your classifier
#
# Choose a recipe and write `classify(images)`: two probabilities per picture, (N, 2), for grey levels 0 to 255 of
# `SIDE` pixels. Train on `dataset.train` only, and choose there, with whole groups: the examination draws from groups
# of which you have no picture in training (new stones, or the photographs of `dataset.test`, slightly changed).
# All points need more than a look at the whole picture if the stones are drawn: 78 %. With the real photographs, 72 %.

# %% [markdown] lang="ko" of="1a6906e2"
# 실제 사진으로 처음부터 학습하면 무작위 폴드에서 {scratch_random.real.full:.0%}, 그룹을 통째로 나누면
# {scratch_grouped.real.full:.0%}입니다. 이미지 120장쯤으로는 암석에 대해 배울 수 있는 것이 적습니다.
#
# ## 여러분의 분류기
#
# 레시피를 하나 골라 `classify(images)`를 써 보세요. 한 변이 `SIDE`픽셀이고 밝기가 0에서 255까지인 이미지마다 확률 두
# 개, (N, 2)를 돌려줍니다. `dataset.train`으로만 학습하고, 고르는 것도 그 안에서 그룹을 지켜 하세요. 시험에는 훈련에 한
# 장도 없는 그룹이 나옵니다(새로 그린 돌, 또는 조금 바꾼 `dataset.test`의 사진). 배점을 모두 얻으려면 그려 낸 돌에서는 78
# %가 필요하고, 이미지 전체만 보아서는 모자랍니다. 실제 사진에서는 72 %입니다.


# %% answer="classify"
### BEGIN SOLUTION
train_rows = np.arange(len(dataset.train))  # rocks begins with the training pictures
view, strength = RECIPES[int(np.argmax(trials(train_rows, SEED)))]
chosen = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=2000))
chosen.fit(found[view][train_rows], dataset.train.labels)


def classify(images):
    """Return two probabilities for each picture of SIDE pixels, grey levels 0 to 255."""
    looked_at = WAYS[view](np.asarray(images, np.uint8))
    return chosen.predict_proba(backbones.features(backbone, looked_at, progress=False))


### END SOLUTION

# %% check="classify"
check("classify")

# %% [markdown] lang="en"
# ## The same ten lines in PyTorch
#
# You have met Keras on TensorFlow only. The other large framework is PyTorch. Side by side, a small head on features:
#
# ```python
# # Keras 3                                              # PyTorch
# head = keras.Sequential([                              head = torch.nn.Sequential(
#     layers.Dense(16, activation="relu"),                   torch.nn.Linear(C, 16), torch.nn.ReLU(),
#     layers.Dense(2)])                                      torch.nn.Linear(16, 2))
# loss = keras.losses.SparseCategoricalCrossentropy(     loss = torch.nn.CrossEntropyLoss()
#     from_logits=True)
# head.compile(optimizer="adam", loss=loss)              optimizer = torch.optim.Adam(head.parameters())
# head.fit(x, y, batch_size=16, epochs=20)               for epoch in range(20):
#                                                            for some, labels in loader:
#                                                                optimizer.zero_grad()
#                                                                loss(head(some), labels).backward()
#                                                                optimizer.step()
# head.predict(x).argmax(axis=1)                         head(x).argmax(dim=1)
# ```
#
# The ideas are the same; PyTorch has you write the loop, Keras lets you. And **Keras 3 runs on either**: with
# `KERAS_BACKEND=torch` in the environment the left column trains with PyTorch, unchanged (PyTorch is not installed
# here). The cell runs the left column, and then a loop of our own that stops in the middle and reads a weight.

# %% [markdown] lang="ko" of="710a33b0"
# ## 같은 열 줄을 PyTorch로
#
# 지금까지는 TensorFlow 위의 Keras만 썼습니다. 또 하나의 큰 프레임워크가 PyTorch입니다. 특성 위에 작은 헤드를 얹는
# 코드를 나란히 놓아 봅니다.
#
# ```python
# # Keras 3                                              # PyTorch
# head = keras.Sequential([                              head = torch.nn.Sequential(
#     layers.Dense(16, activation="relu"),                   torch.nn.Linear(C, 16), torch.nn.ReLU(),
#     layers.Dense(2)])                                      torch.nn.Linear(16, 2))
# loss = keras.losses.SparseCategoricalCrossentropy(     loss = torch.nn.CrossEntropyLoss()
#     from_logits=True)
# head.compile(optimizer="adam", loss=loss)              optimizer = torch.optim.Adam(head.parameters())
# head.fit(x, y, batch_size=16, epochs=20)               for epoch in range(20):
#                                                            for some, labels in loader:
#                                                                optimizer.zero_grad()
#                                                                loss(head(some), labels).backward()
#                                                                optimizer.step()
# head.predict(x).argmax(axis=1)                         head(x).argmax(dim=1)
# ```
#
# 생각은 같습니다. PyTorch에서는 반복문을 직접 써야 하고, Keras에서는 써도 됩니다. 그리고 **Keras 3는 둘 다 위에서
# 돌아갑니다**. 환경 변수에 `KERAS_BACKEND=torch`를 두면 왼쪽 코드가 그대로 PyTorch로 학습합니다(여기에는 PyTorch가
# 설치되어 있지 않습니다). 아래 셀은 왼쪽 코드를 실행하고, 이어서 직접 쓴 반복문을 도중에 멈추어 가중치를 읽습니다.

# %%
import tensorflow as tf

x = StandardScaler().fit_transform(found["whole"]).astype(np.float32)
labels = rocks.labels
keras.utils.set_random_seed(SEED)
head = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(2)])
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
head.compile(optimizer="adam", loss=loss)
head.fit(x, labels, batch_size=16, epochs=20, verbose=0)
print(
    "backend:",
    keras.backend.backend(),
    " right on its own training pictures:",
    np.mean(head.predict(x, verbose=0).argmax(axis=1) == labels),
)

optimizer, first = keras.optimizers.Adam(), head.layers[0].kernel
before = first.numpy().copy()
for step in range(3):
    with tf.GradientTape() as tape:  # what loss.backward() does in PyTorch
        error = loss(labels[:16], head(x[:16]))
    optimizer.apply_gradients(zip(tape.gradient(error, head.trainable_variables), head.trainable_variables, strict=True))
    print(f"step {step}: loss {float(error):.4f}, first weight {first.numpy()[0, 0]:.6f}")
record("weight_moved", float(np.abs(first.numpy() - before).max()))

# %% [markdown] lang="en"
# The lecture notes have a table of differences. Much of it described TensorFlow 1; as of November 2026 it reads:
#
# | | the notes | today |
# | --- | --- | --- |
# | made by | Meta; Google | PyTorch: a foundation of many companies since 2022; TensorFlow and Keras: mainly Google |
# | graphs | PyTorch dynamic, TensorFlow static | both run line by line (TensorFlow since 2.0, 2019) |
# | compiled | TensorFlow | both: `torch.compile` (since PyTorch 2.0, 2023), `tf.function` and XLA |
# | weights while it runs | only PyTorch | both, at any time: you have just read one |
# | debugging | easier in PyTorch | the same while lines run one by one; `fit` compiles, and `run_eagerly=True` turns that off |
# | phones | TensorFlow Lite | LiteRT, its name since 2024 (takes PyTorch, too); ExecuTorch in place of PyTorch Mobile |
# | serving | TensorFlow Serving | that too; TorchServe was archived in 2025; ONNX Runtime takes models of either |
# | TPU | TensorFlow | both by way of XLA; at home in JAX, the third backend of Keras |
#
# "PyTorch for research, TensorFlow for products" was fair advice in 2018. Today new papers come mostly with PyTorch
# code, and products use both. Take what your colleagues use; what you have learnt here moves with you.

# %% [markdown] lang="ko" of="49467ee1"
# 강의 노트에 차이를 적은 표가 있습니다. 많은 부분이 TensorFlow 1에 관한 것이었습니다. 2026년 11월에는 이렇습니다.
#
# | | 노트 | 지금 |
# | --- | --- | --- |
# | 만든 곳 | Meta, Google | PyTorch는 2022년부터 여러 회사의 재단, TensorFlow와 Keras는 주로 Google |
# | 그래프 | PyTorch는 동적, TensorFlow는 정적 | 둘 다 한 줄씩 실행합니다(TensorFlow는 2019년 2.0부터) |
# | 컴파일 | TensorFlow | 둘 다. `torch.compile`(2023년 PyTorch 2.0부터), `tf.function`과 XLA |
# | 실행 중의 가중치 | PyTorch만 | 둘 다, 언제든지. 방금 하나 읽었습니다 |
# | 디버깅 | PyTorch가 쉬움 | 한 줄씩 실행할 때는 같습니다. `fit`은 컴파일하는데 `run_eagerly=True`로 끌 수 있습니다 |
# | 휴대전화 | TensorFlow Lite | 2024년부터 LiteRT(PyTorch 모델도 받습니다). PyTorch Mobile 대신 ExecuTorch |
# | 서빙 | TensorFlow Serving | 그것도 씁니다. TorchServe는 2025년에 보관 처리. ONNX Runtime은 둘 다 받습니다 |
# | TPU | TensorFlow | 둘 다 XLA를 거쳐 씁니다. Keras의 셋째 백엔드 JAX가 가장 익숙합니다 |
#
# "연구는 PyTorch, 제품은 TensorFlow"는 2018년에는 괜찮은 조언이었습니다. 지금 새 논문의 코드는 대개 PyTorch이고, 제품은
# 둘 다 씁니다. 동료들이 쓰는 것을 쓰세요. 여기서 배운 것은 어디로 가든 그대로 쓸 수 있습니다.

# %% [markdown] lang="en"
# ### Quiz

# %% [markdown] lang="ko" of="3387447a"
# ### 퀴즈

# %%
quiz("which_split")

# %%
quiz("more_photographs")

# %%
quiz("best_of_many")

# %% [markdown] lang="en"
# ### A model card
#
# A museum would like to put your classifier beside its showcase. Write the **model card** that goes with it, half a
# page: what it is for; the data, and how many groups they come from; the recipe; the accuracy, with the split it was
# measured on and an interval; where it fails (which rocks, which benches); what it must *not* be used for. Use your
# own numbers. In English or Korean; a person will read it.

# %% [markdown] lang="ko" of="0200293a"
# ### 모델 카드
#
# 어느 박물관이 여러분의 분류기를 진열장 옆에 두고 싶어 합니다. 함께 놓을 **모델 카드**를 반쪽쯤 써 보세요. 무엇을 위한
# 것인지, 데이터와 그 데이터가 그룹 몇 개에서 왔는지, 레시피, 어떻게 나누어 잰 정확도인지와 그 구간, 어디에서 틀리는지(어떤
# 암석, 어떤 작업대), 그리고 *쓰면 안 되는* 곳을 적습니다. 여러분이 잰 수를 쓰세요. 한국어나 영어로 쓰면 됩니다. 사람이
# 읽습니다.

# %% [markdown] manual="model_card"
# ### BEGIN SOLUTION
# **Purpose.** Tells photographs of Apollo basalt from photographs of highland rock, as a demonstration. **Data.** 154
# NASA photographs, 91 of basalt and 63 of highland rock, but only 31 sittings (one rock, one bench); the largest has 27
# photographs. **Recipe.** MobileNetV2, trained on ImageNet and left as it is, at 160 pixels; the mean of each feature
# map; a logistic regression. **Accuracy.** About 72 % in 5-fold cross-validation with whole sittings, where always
# saying basalt gives 59 %. The 95 % interval from redrawn sittings goes from 58 to 85 %; it does not exclude
# always saying basalt. With random folds it would be 94 %, but that measures whether the bench is recognised: the border of the
# pictures alone reaches 91 % there. **Fails on** whole sittings at once, above all bright basalts under strong lamps
# and breccias with dark patches; it looks at counters and number plates as well as at rocks. **Not for** deciding what a
# sample is, for meteorites, for photographs taken on the Moon, for other rocks than these two (it cannot say
# "neither"), or for choosing samples to be cut. Before any use: photographs of at least a few dozen more rocks on one
# bench.
#
# **쓰임.** 아폴로 현무암 사진과 고지 암석 사진을 구별해 보이는 시연용입니다. **데이터.** NASA 사진 154장(현무암 91장,
# 고지 암석 63장)이지만 촬영은 31번(암석 하나, 작업대 하나)뿐이고, 가장 큰 묶음이 27장입니다. **레시피.** ImageNet으로
# 학습한 MobileNetV2를 그대로 두고 160픽셀에서 특성 맵마다 평균을 낸 다음 로지스틱 회귀를 썼습니다. **정확도.** 촬영을
# 통째로 나눈 5겹 교차 검증에서 72 %쯤입니다. 언제나 현무암이라고 하면 59 %입니다. 촬영을 다시 뽑아 구한 95 % 구간은 58~85
# %이고, 언제나 현무암이라고 하는 것보다 나은지도 장담하지 못합니다. 무작위로 나누면 94 %가 나오지만 그것은 작업대를 알아보는지를 잰
# 것입니다. 이미지의 가장자리만으로도 91 %가 나옵니다. **틀리는 곳.** 촬영 하나를 통째로 틀립니다. 특히 강한 조명을 받은
# 밝은 현무암과 어두운 무늬가 있는 각력암입니다. 암석뿐 아니라 번호판도 봅니다. **쓰면 안 되는 곳.** 시료의 정체를
# 정하는 일, 운석, 달에서 찍은 사진, 이 두 가지가 아닌 암석("둘 다 아님"이라고 답하지 못합니다), 자를 시료를 고르는 일.
# 쓰기 전에 적어도 암석 수십 개를 한 작업대에서 더 찍어야 합니다.
# ### END SOLUTION

# %% [markdown] lang="en" sheet="summary"
# ## Summary
#
# - Pictures that show the same thing belong on the same side of a split. A random split of grouped pictures measures
#   whether the classifier recognises what it has been shown.
# - To find a leak, take away what matters: if the accuracy stays high without the object, it came from elsewhere.
# - Which split is right depends on the question. New pictures of known rocks: random. New rocks: whole groups.
# - An accuracy needs an interval: Wilson's for single pictures, a bootstrap over groups for grouped ones. More pictures
#   of the same rocks do not make it narrower; more rocks do.
# - Compare two classifiers on the same pictures, and look at those where only one errs.
# - The best of many recipes reports its luck, too. Choose on inner folds, report on outer ones.
# - Mistakes come in groups. Look at them, and write down where the model fails and what it is not for.
# - TensorFlow and PyTorch have grown alike: both run line by line, both compile, and Keras 3 runs on both.
#
# **Next:** lesson 16 takes a model out of the notebook: onto phones, behind a web page, and under watch.

# %% [markdown] lang="ko" sheet="summary" of="fbbb6c3a"
# ## 정리
#
# - 같은 것을 찍은 이미지는 나눌 때 같은 쪽에 있어야 합니다. 그룹이 있는 이미지를 무작위로 나누면, 보여 준 것을 알아보는지만
#   재게 됩니다.
# - 누출을 찾으려면 중요한 것을 없애 보세요. 대상이 없어도 정확도가 높다면 다른 데서 온 것입니다.
# - 어떻게 나눌지는 질문에 달렸습니다. 아는 암석의 새 사진이면 무작위, 새로운 암석이면 그룹을 통째로 나눕니다.
# - 정확도에는 구간이 필요합니다. 이미지가 따로따로면 윌슨 구간, 그룹이 있으면 그룹을 뽑는 부트스트랩입니다. 같은 암석을 더
#   찍어도 좁아지지 않고, 암석이 늘어야 좁아집니다.
# - 두 분류기는 같은 이미지에서 비교하고, 하나만 틀린 이미지를 보세요.
# - 여러 레시피 가운데 가장 좋은 것은 운까지 함께 보고합니다. 안쪽 폴드에서 고르고 바깥쪽 폴드에서 보고하세요.
# - 실수는 그룹으로 몰려옵니다. 눈으로 보고, 어디에서 틀리고 어디에 쓰면 안 되는지 적으세요.
# - TensorFlow와 PyTorch는 서로 닮아 갔습니다. 둘 다 한 줄씩 실행하고, 둘 다 컴파일하고, Keras 3는 둘 다에서 돌아갑니다.
#
# **다음 수업:** 16에서는 모델을 노트북 밖으로 내보냅니다. 휴대전화에 싣고, 웹 페이지 뒤에 두고, 지켜봅니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when |
# | --- | --- | --- |
# | standard error | $\sqrt{\frac{a (1 - a)}{N}}$ | $N$ independent pictures |
# | Wilson's interval | $\frac{a + h \pm z \sqrt{a (1 - a) / N + h / (2 N)}}{1 + 2 h}$, $h = \frac{z^2}{2 N}$ | few pictures, or all right |
# | bootstrap over groups | 2.5th and 97.5th percentile | pictures come in groups |
# | sign test | $\min\left(1, 2 \sum_{i = 0}^{k} \binom{n}{i} 2^{-n}\right)$ | $n$: only one of two errs; $k$: the smaller part |

# %% [markdown] lang="ko" sheet="formulas" of="72c192d4"
# ### 간직할 식
#
# | 이름 | 식 | 언제 |
# | --- | --- | --- |
# | 표준 오차 | $\sqrt{\frac{a (1 - a)}{N}}$ | 서로 상관없는 이미지 $N$장 |
# | 윌슨 구간 | $\frac{a + h \pm z \sqrt{a (1 - a) / N + h / (2 N)}}{1 + 2 h}$, $h = \frac{z^2}{2 N}$ | 이미지가 적거나 모두 맞혔을 때 |
# | 그룹을 뽑는 부트스트랩 | 2.5번째와 97.5번째 백분위수 | 이미지가 그룹으로 올 때 |
# | 부호 검정 | $\min\left(1, 2 \sum_{i = 0}^{k} \binom{n}{i} 2^{-n}\right)$ | $n$은 둘 중 하나만 틀린 수, $k$는 그 가운데 작은 쪽 |
