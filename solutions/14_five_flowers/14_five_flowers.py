# %% [markdown] lang="en"
# # 14 · Project: five flowers
#
# **You will be able to**
# - train and fine-tune a classifier of five species, and examine it class by class,
# - help a rare class with weights, and say what that costs the others,
# - see which part of a picture a network answers to, with Grad-CAM that you write yourself,
# - choose the right output layer: one of two, one of many, several at once, or families first.
#
# **Time:** 90 minutes of yours. On two CPU cores all cells together take less than 3 minutes with `PROFILE = "quick"`
# (fewer pictures, fewer epochs) and less than 15 with `"full"`. Start with quick.

# %% [markdown] lang="ko" of="68192ab1"
# # 14 · 프로젝트: 다섯 가지 꽃
#
# **이 수업을 마치면**
# - 꽃 다섯 가지를 구별하는 분류기를 학습하고 미세 조정한 다음, 클래스별로 자세히 살펴볼 수 있습니다.
# - 드문 클래스를 가중치로 돕고, 그 때문에 다른 클래스가 무엇을 잃는지 말할 수 있습니다.
# - Grad-CAM을 직접 써서 신경망이 이미지의 어디에 반응하는지 볼 수 있습니다.
# - 둘 중 하나, 여럿 중 하나, 한꺼번에 여럿, 무리부터 먼저. 문제에 맞는 출력층을 고를 수 있습니다.
#
# **걸리는 시간:** 90분쯤입니다. CPU 코어 두 개에서 모든 셀을 실행하는 데 `PROFILE = "quick"`(이미지와 에포크가
# 적습니다)이면 3분이 안 걸리고, `"full"`이면 15분이 안 걸립니다. quick으로 시작하세요.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import time
from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from course_utils import (
    after,
    backbones,
    check,
    explore_confusion,
    explore_saliency,
    lesson,
    plots,
    predict,
    quiz,
    record,
    training,
)
from course_utils.data import load
from course_utils.data.folders import split_groups
from course_utils.data.synthetic.petals.meadow import draw_meadows

lesson("14_five_flowers", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

KOREAN = LANGUAGE == "ko" and plots.korean_font()
plt.rcParams.update({"axes.spines.top": False, "axes.spines.right": False, "font.family": ["DejaVu Sans", *[KOREAN] * bool(KOREAN)]})

with training.quiet_start():  # TensorFlow talks a lot while it loads
    import keras
    import tensorflow as tf
    from keras import layers

# %% [markdown] lang="en"
# ## Five species
#
# Daisy, dandelion, rose, sunflower, tulip. Two of them are yellow, two open like a cup, three are made of rays round a
# middle. Which two will a network take for one another most often? Make your guess now; further down it will be
# counted.

# %% [markdown] lang="ko" of="336c14ea"
# ## 다섯 가지 꽃
#
# 데이지, 민들레, 장미, 해바라기, 튤립입니다. 둘은 노랗고, 둘은 잔처럼 오므려 피고, 셋은 가운데를 둘러싼 꽃잎으로 되어
# 있습니다. 신경망은 어느 둘을 가장 자주 착각할까요? 지금 짐작해 두세요. 조금 뒤에 세어 봅니다.

# %%
SIDE = {"real": 160, "synthetic": 96}[load("flowers", source=SOURCE).source]
dataset = load("flowers", source=SOURCE, size=SIDE)
names = dataset.class_names(LANGUAGE)
flowers = dataset.train + dataset.test
if PROFILE == "quick":
    flowers = flowers.take(1200, SEED)
record("source", dataset.source)
record("pictures", len(flowers))
print(dataset.describe(LANGUAGE))
plots.show_class_grid(flowers.images, flowers.labels, names, per_class=8)

# %% [markdown] lang="en"
# We part the pictures 50 / 25 / 25: half to train, a quarter to choose by (validation), a quarter to report (test).
# `split_groups` keeps the shares of the species the same in every part, and keeps pictures of one scene together
# (lesson 13). In the drawn set no two pictures show the same scene, so each is a group of its own.

# %% [markdown] lang="ko" of="2c502911"
# 이미지를 50 / 25 / 25로 나눕니다. 절반은 훈련, 4분의 1은 고르는 데(검증), 4분의 1은 보고하는 데(테스트) 씁니다.
# `split_groups`는 부분마다 꽃의 비율을 같게 하고, 한 장면을 찍은 이미지를 한쪽에 모아 둡니다(13). 그린 꽃에는 같은
# 장면이 없으므로 한 장이 한 그룹입니다.

# %%
groups = np.arange(len(flowers)) if flowers.groups is None else flowers.groups
parts = split_groups(flowers.labels, groups, {"train": 0.5, "validation": 0.25, "test": 0.25}, seed=SEED)
train, validation, test = (flowers.at(parts[part]) for part in ("train", "validation", "test"))
scenes = [set(groups[rows].tolist()) for rows in parts.values()]
record("scenes_shared", len(scenes[0] & scenes[1] | scenes[0] & scenes[2] | scenes[1] & scenes[2]))
print(*(f"{part}: {np.bincount(flowers.labels[rows]).tolist()}" for part, rows in parts.items()), sep="\n")

# %% [markdown] lang="en"
# ## A head for five
#
# For cat or dog one number was enough. For $K$ classes the last layer has $K$ units. Its **logits** $z$ go through the
# **softmax**, $p_k = e^{z_k} / \sum_j e^{z_j}$: $K$ probabilities that add up to 1. The loss is $-\ln p_y$, the
# cross-entropy of the true class $y$; Keras calls it *sparse* when the labels are numbers and not one-hot rows. The
# prediction is the `argmax`.
#
# Write `flower_model(backbone)`: a Keras model from images `(N, side, side, 3)` with grey levels 0 to 255 to
# probabilities `(N, 5)`. Freeze the backbone (`backbone.freeze()`); then come `backbone.model`, global average pooling,
# dropout 0.2, and a dense layer with softmax. `backbone.side` is the side. Not compiled.

# %% [markdown] lang="ko" of="3d553710"
# ## 다섯 가지를 위한 헤드
#
# 고양이와 개는 수 하나로 충분했습니다. 클래스가 $K$개면 마지막 층의 유닛도 $K$개입니다. 여기서 나온 **로짓** $z$를
# **소프트맥스** $p_k = e^{z_k} / \sum_j e^{z_j}$에 넣으면 더해서 1이 되는 확률 $K$개가 됩니다. 손실은 정답 클래스 $y$의
# 교차 엔트로피 $-\ln p_y$입니다. 레이블이 원-핫이 아니라 번호일 때 Keras에서는 앞에 *sparse*를 붙입니다. 예측은
# `argmax`입니다.
#
# `flower_model(backbone)`을 써 보세요. 밝기 0~255인 이미지 `(N, side, side, 3)`을 확률 `(N, 5)`로 바꾸는 Keras
# 모델입니다. 백본을 얼리고(`backbone.freeze()`), `backbone.model`, 전역 평균 풀링, 드롭아웃 0.2, 소프트맥스를 쓰는 완전
# 연결층을 차례로 잇습니다. 한 변은 `backbone.side`이고, 컴파일하지 않습니다.

# %%
WEIGHTS = "auto" if dataset.source == "real" else "course"
backbone = backbones.load_backbone("mobilenet_v2", WEIGHTS, side=SIDE)
print(backbone.describe(LANGUAGE))


# %% answer="flower_model"
def flower_model(backbone):
    """Build a model from images to five probabilities on the frozen backbone."""
    ### BEGIN SOLUTION
    backbone.freeze()
    images = keras.Input((backbone.side, backbone.side, 3))
    pooled = layers.GlobalAveragePooling2D()(backbone.model(images, training=False))
    probabilities = layers.Dense(5, activation="softmax")(layers.Dropout(0.2)(pooled))
    return keras.Model(images, probabilities)
    ### END SOLUTION


# %% check="flower_model"
check("flower_model")

# %% [markdown] lang="en"
# First in two stages, as in lesson 12: features once, then a head on the features.

# %% [markdown] lang="ko" of="ecf304a8"
# 먼저 12에서처럼 두 단계로 합니다. 특성을 한 번 뽑고, 그 위에서 헤드를 학습합니다.

# %%
train_features, validation_features, test_features = (backbones.features(backbone, part.images) for part in (train, validation, test))


def train_head(features, labels, weights=None):
    """Train a softmax head on features; `weights` has a number for each class."""
    keras.utils.set_random_seed(SEED)
    head = keras.Sequential([keras.Input(features.shape[1:]), layers.Dropout(0.2), layers.Dense(5, activation="softmax")])
    head.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy")
    head.fit(features, labels, epochs=40, batch_size=32, verbose=0, class_weight=None if weights is None else dict(enumerate(weights)))
    return head


started = time.perf_counter()
head = train_head(train_features, train.labels)
record("frozen_seconds", time.perf_counter() - started)
frozen = head.predict(validation_features, verbose=0)
record("frozen_validation", np.mean(frozen.argmax(axis=1) == validation.labels))
print(f"{np.mean(frozen.argmax(axis=1) == validation.labels):.1%}")

# %% [markdown] lang="en"
# ## The trap of the alphabet
#
# Where do the numbers 0 to 4 come from? From the names of the folders: Keras sorts them. English folders sort as daisy,
# dandelion, rose, sunflower, tulip. A colleague with Korean folders (데이지, 민들레, 장미, 튤립, 해바라기) has other numbers:
# there tulip (튤립) comes before sunflower (해바라기). She takes our network, and her list of names, and reports the
# accuracy on our validation pictures.
#
# **Predict before you run.** How many per cent does she find?

# %% [markdown] lang="ko" of="237b3516"
# ## 가나다순의 함정
#
# 0에서 4까지의 번호는 어디에서 왔을까요? 폴더 이름에서 왔습니다. Keras가 이름을 차례로 늘어놓습니다. 영어 폴더는 daisy,
# dandelion, rose, sunflower, tulip의 순서입니다. 폴더 이름이 한국어(데이지, 민들레, 장미, 튤립, 해바라기)인 동료에게는
# 번호가 다릅니다. 튤립이 해바라기보다 앞에 옵니다. 이 동료가 우리 신경망을 자기 이름 목록으로 읽고, 우리 검증 이미지에서
# 정확도를 보고합니다.
#
# **실행하기 전에 예상해 보세요.** 몇 퍼센트가 나올까요?

# %% answer="swapped_percentage"
### BEGIN SOLUTION
swapped_percentage = 55
### END SOLUTION

# %%
OURS = ["daisy", "dandelion", "rose", "sunflower", "tulip"]
THEIRS = ["daisy", "dandelion", "rose", "tulip", "sunflower"]


def read_with_their_names():
    """Count what is right if the columns are read in the other order."""
    said = np.array(THEIRS)[frozen.argmax(axis=1)]
    reached = np.mean(said == np.array(OURS)[validation.labels])
    record("swapped_accuracy", reached)
    return round(100 * reached)


predict("swapped_percentage", swapped_percentage, outcome=read_with_their_names)

# %% [markdown] lang="en"
# No error, no warning, and not even an absurd number: it looks like a network that needs more training. That is why
# every trained network travels with its list of names, and why you look at a few pictures of each label before you
# believe any number.
#
# Write `reorder(probabilities, theirs, ours)`: the columns of `probabilities`, `(N, K)`, are in the order of the names
# in the list `theirs`; return them in the order of the list `ours`.

# %% [markdown] lang="ko" of="47bebcd9"
# 오류도 경고도 없고, 터무니없는 수도 아닙니다. 학습이 덜 된 신경망처럼 보일 뿐입니다. 그래서 학습한 신경망은 언제나 이름 목록과
# 함께 주고받고, 어떤 수든 믿기 전에 레이블마다 이미지 몇 장을 눈으로 확인합니다.
#
# `reorder(probabilities, theirs, ours)`를 써 보세요. `probabilities` `(N, K)`의 열은 목록 `theirs`의 이름 순서로 놓여
# 있습니다. 이것을 목록 `ours`의 순서로 바꾸어 돌려줍니다.


# %% answer="reorder"
def reorder(probabilities, theirs, ours):
    """Return the columns in the order of our names."""
    ### BEGIN SOLUTION
    return probabilities[:, [theirs.index(name) for name in ours]]
    ### END SOLUTION


# %% check="reorder"
check("reorder")

# %% [markdown] lang="en"
# ## A report for each class
#
# One accuracy hides five numbers. For class $k$, **precision** $P$ is the share that is right among the pictures
# *called* $k$, **recall** $R$ the share that is found among the pictures that *are* $k$, and $F_1 = 2 P R / (P + R)$. Their
# plain mean over the classes is the **macro average**: a rare class counts as much as a frequent one.
#
# Write `report(labels, predictions)`: an array `(5, 3)`, a row per class, with precision, recall and F1. Where there is
# nothing to divide by, put 0.

# %% [markdown] lang="ko" of="b43c9221"
# ## 클래스별 성적표
#
# 정확도 하나에 다섯 클래스가 가려집니다. 클래스 $k$에서 **정밀도** $P$는 $k$라고 *한* 이미지 가운데 맞은 비율, **재현율**
# $R$은 정말 $k$*인* 이미지 가운데 찾아낸 비율이고, $F_1 = 2 P R / (P + R)$입니다. 이것을 클래스끼리 그냥 평균한 것이
# **매크로 평균**입니다. 드문 클래스도 흔한 클래스와 똑같이 칩니다.
#
# `report(labels, predictions)`를 써 보세요. 클래스마다 정밀도, 재현율, F1이 한 줄씩 놓인 `(5, 3)` 배열을 돌려줍니다.
# 나눌 것이 없으면 0을 넣으세요.


# %% answer="report"
def report(labels, predictions):
    """Compute precision, recall and F1 of each of the five classes, (5, 3)."""
    ### BEGIN SOLUTION
    rows = []
    for label in range(5):
        right = np.sum((labels == label) & (predictions == label))
        precision = right / max(np.sum(predictions == label), 1)
        recall = right / max(np.sum(labels == label), 1)
        rows.append([precision, recall, 2 * precision * recall / (precision + recall) if right else 0])
    return np.array(rows)
    ### END SOLUTION


# %% check="report"
check("report")


# %%
def show_report(predictions, labels=validation.labels):
    """Print the report with the names, and its macro average."""
    rows = report(labels, predictions)
    print(f"{'':12}" + "".join(f"{word:>8}" for word in (("정밀도", "재현율", "F1") if KOREAN else ("prec.", "recall", "F1"))))
    for name, row in zip([*names, "macro"], [*rows, rows.mean(axis=0)], strict=True):
        print(f"{name:12}" + "".join(f"{value:8.2f}" for value in row))
    return rows


@after("report")
def frozen_report():
    rows = show_report(frozen.argmax(axis=1))
    record("frozen_macro_f1", rows[:, 2].mean())
    return rows


# %% [markdown] lang="en"
# ## When a class is rare
#
# Now suppose that hardly anybody photographed tulips: we keep every tenth of the training tulips, and all of the rest.
#
# **Predict before you run.** How many per cent of the validation tulips does a head find that was trained on so few
# (its recall of tulips)?

# %% [markdown] lang="ko" of="7ddd71a3"
# ## 드문 클래스
#
# 이번에는 튤립 사진을 찍은 사람이 거의 없었다고 합시다. 훈련용 튤립은 열 장에 한 장만 남기고, 나머지 꽃은 모두 그대로 둡니다.
#
# **실행하기 전에 예상해 보세요.** 이렇게 적은 튤립으로 학습한 헤드는 검증용 튤립의 몇 퍼센트를 찾아낼까요(튤립의 재현율)?

# %% answer="rare_percentage"
### BEGIN SOLUTION
rare_percentage = 50
### END SOLUTION


# %%
TULIP = 4
tulips = np.flatnonzero(train.labels == TULIP)
some = np.setdiff1d(np.arange(len(train)), np.setdiff1d(tulips, tulips[::10]))
few_tulips = train.labels[some]


def with_few_tulips(name, weights=None):
    """Train on few tulips; return the recall of each species."""
    trained = train_head(train_features[some], few_tulips, weights)
    learnt, predictions = (trained.predict(seen, verbose=0).argmax(axis=1) for seen in (train_features[some], validation_features))
    recalls = [np.mean(predictions[validation.labels == label] == label) for label in range(5)]
    record(f"{name}_learnt", np.mean(learnt == few_tulips))
    record(f"{name}_recall", recalls[TULIP])
    record(f"{name}_others", np.mean(recalls[:TULIP]))
    record(f"{name}_false", np.sum(predictions[validation.labels != TULIP] == TULIP))
    record(f"{name}_accuracy", np.mean(predictions == validation.labels))
    print(f"train: {np.mean(learnt == few_tulips):.1%}")
    return recalls


predict("rare_percentage", rare_percentage, outcome=lambda: round(100 * with_few_tulips("rare")[TULIP]))

# %% [markdown] lang="en"
# With all its tulips the head found most of them. Each training picture pulls equally on the loss, and nine in ten pulls
# towards "tulip" are gone. Where a picture could be either, the head now says the other: it is wrong less often so.
#
# **Class weights** let each picture of a rare class pull harder. With $N$ pictures, $K$ classes and $n_k$ pictures of
# class $k$, the usual weight is $w_k = N / (K n_k)$: each class pulls with $N / K$ in all.
#
# Write `class_weights(labels)`: the labels are 0 to $K - 1$, each occurs; return the $K$ weights in an array.

# %% [markdown] lang="ko" of="c06af128"
# 튤립이 모두 있을 때는 헤드가 튤립을 거의 다 찾아냈습니다. 훈련 이미지는 한 장 한 장이 똑같은 힘으로 손실을 끄는데, "튤립" 쪽으로
# 끄는 힘 열 가운데 아홉이 사라졌습니다. 그래서 어느 쪽일 수도 있는 이미지에는 다른 꽃이라고 답합니다. 그쪽이 덜 틀리기 때문입니다.
#
# **클래스 가중치**는 드문 클래스의 이미지가 더 세게 끌게 합니다. 이미지가 $N$장, 클래스가 $K$개, 클래스 $k$의 이미지가
# $n_k$장이면 흔히 $w_k = N / (K n_k)$를 씁니다. 그러면 어느 클래스든 모두 합쳐 $N / K$의 힘으로 끕니다.
#
# `class_weights(labels)`를 써 보세요. 레이블은 0에서 $K - 1$까지 모두 나옵니다. 가중치 $K$개를 배열로 돌려줍니다.


# %% answer="class_weights"
def class_weights(labels):
    """Return N / (K n_k) for each class."""
    ### BEGIN SOLUTION
    counts = np.bincount(labels)
    return len(labels) / (len(counts) * counts)
    ### END SOLUTION


# %% check="class_weights"
check("class_weights")


# %%
@after("class_weights")
def weighted():
    weights = class_weights(few_tulips)
    recalls = with_few_tulips("weighted", weights)
    print(*(f"{name}: w = {weight:.2f}, {recall:.0%}" for name, weight, recall in zip(names, weights, recalls, strict=True)), sep="\n")
    return recalls


# %% [markdown] lang="en"
# | real photographs, tulips reduced to a tenth | recall of tulips | mean recall of the others | others called tulips |
# | --- | --- | --- | --- |
# | every picture counts the same | {rare_recall.real.full:.0%} | {rare_others.real.full:.0%} | {rare_false.real.full:.0f} |
# | class weights | {weighted_recall.real.full:.0%} | {weighted_others.real.full:.0%} | {weighted_false.real.full:.0f} |
#
# Weights teach nothing new about tulips. They move the border: more tulips are found, and flowers that lie near the border
# may now be called tulips. Whether that is good depends on what each mistake costs you.
#
# On the real photographs both the gain and the price are small. The line `train:` says why: the head gets
# {rare_learnt.real.full:.1%} of its *training* pictures right without weights. Where hardly a mistake is left, it makes little
# difference how much a mistake counts. On drawn flowers the features are weaker, many training tulips are missed, and
# weights do a great deal, for better and for worse.
# (Weights of the loss are one way. Showing the few pictures more often, or more of them, are others; the last is best.)

# %% [markdown] lang="ko" of="20f5531c"
# | 실제 사진, 튤립을 10분의 1로 줄임 | 튤립의 재현율 | 다른 꽃의 평균 재현율 | 튤립이라고 한 다른 꽃 |
# | --- | --- | --- | --- |
# | 이미지마다 똑같이 | {rare_recall.real.full:.0%} | {rare_others.real.full:.0%} | {rare_false.real.full:.0f} |
# | 클래스 가중치 | {weighted_recall.real.full:.0%} | {weighted_others.real.full:.0%} | {weighted_false.real.full:.0f} |
#
# 가중치는 튤립에 대해 새로 가르쳐 주는 것이 없습니다. 경계를 옮길 뿐입니다. 튤립을 더 많이 찾아내는 대신, 경계 가까이에 있는 다른
# 꽃을 튤립이라고 하기도 합니다. 그것이 좋은지는 실수마다 드는 값에 달렸습니다.
#
# 실제 사진에서는 얻는 것도 잃는 것도 적습니다. 까닭은 `train:` 줄에 있습니다. 헤드는 가중치가 없어도 *훈련* 이미지의
# {rare_learnt.real.full:.1%}를 맞힙니다. 실수가 거의 남지 않았으니, 실수 하나를 얼마나 크게 치든 달라질 것이 별로
# 없습니다. 그린 꽃에서는 특성이 약해 훈련용 튤립도 많이 놓치고, 그래서 가중치가 좋은 쪽으로나 나쁜 쪽으로나 큰일을 합니다.
# (손실의 가중치는 한 가지 방법입니다. 드문 이미지를 더 자주 보여 주거나, 더 많이 모으는 방법도 있습니다. 마지막이 가장 좋습니다.)

# %% [markdown] lang="en"
# ## Fine-tuning
#
# The frozen features were made for other pictures. Now the last block of the backbone learns, too, as in lesson 12:
# after the head, with a small learning rate, random views, and frozen batch normalisation. `unfreeze_last_block` does
# what you wrote there.

# %% [markdown] lang="ko" of="3926f349"
# ## 미세 조정
#
# 얼린 특성은 다른 이미지를 위해 만들어진 것입니다. 이제 12에서처럼 백본의 마지막 블록도 배우게 합니다. 헤드를 학습한 다음에, 작은
# 학습률과 무작위 시점으로, 배치 정규화는 얼린 채 합니다. `unfreeze_last_block`은 12에서 여러분이 쓴 것을 합니다.

# %%
RECIPE = training.Recipe(
    epochs={"quick": 4, "full": 8}[PROFILE],
    batch_size=32,
    learning_rate=3e-4,
    weight_decay=0.02,
    label_smoothing=0.1,
    augment=partial(training.random_views, smallest=0.5),
    keep="last",
    precision="fast",
)


@after("flower_model")
def tuned():
    start = time.perf_counter()
    body = backbones.load_backbone("mobilenet_v2", WEIGHTS, side=SIDE)  # its own copy: the features above came from the other
    model = flower_model(body)
    for variable, value in zip(model.trainable_weights, head.get_weights(), strict=True):
        variable.assign(value)
    body.unfreeze_last_block()
    training.fit(model, (train, validation), RECIPE, seed=SEED)
    record("tuned_seconds", time.perf_counter() - start)
    answers = training.probabilities(model, validation.images)
    record("tuned_validation", np.mean(answers.argmax(axis=1) == validation.labels))
    print(f"{np.mean(answers.argmax(axis=1) == validation.labels):.1%}")
    return {"body": body, "model": model, "answers": answers}


# %% [markdown] lang="en"
# ## Two opinions are better than one
#
# Two ways to gain a little more, without any training, and both take time whenever somebody asks.
#
# - **Test-time augmentation** asks the same network about other views of the picture, and averages the probabilities.
#   A mirrored flower is the same flower.
# - An **ensemble** asks other networks, and averages. It helps if they are about as good and make different mistakes.
#
# Write `classify(images)`: grey levels 0 to 255 in, `(N, side, side, 3)`; probabilities out, `(N, 5)`: the mean of what
# `tuned["model"]` says about each image and about its mirror image (left and right exchanged). It will be examined on
# pictures that nobody has seen. (`training.probabilities(model, images)` asks a model.)

# %% [markdown] lang="ko" of="e73b556a"
# ## 두 의견이 하나보다 낫습니다
#
# 더 학습하지 않고도 조금 더 얻는 방법이 두 가지 있습니다. 둘 다 물어볼 때마다 시간이 더 듭니다.
#
# - **테스트 시점 증강**은 같은 신경망에게 이미지의 다른 모습을 물어보고 확률을 평균합니다. 좌우를 뒤집은 꽃도 같은 꽃입니다.
# - **앙상블**은 다른 신경망에게 물어보고 평균합니다. 실력이 비슷하고 서로 다른 실수를 하면 도움이 됩니다.
#
# `classify(images)`를 써 보세요. 밝기 0~255인 이미지 `(N, side, side, 3)`을 받아 확률 `(N, 5)`를 돌려줍니다.
# `tuned["model"]`이 원래 이미지에 한 답과, 좌우를 뒤집은 이미지에 한 답의 평균입니다. 아무도 본 적 없는 이미지로 시험합니다.
# (`training.probabilities(model, images)`가 모델에 물어봅니다.)


# %% answer="classify"
def classify(images):
    """Average the answers to each image and to its mirror image."""
    ### BEGIN SOLUTION
    model = tuned["model"]
    return (training.probabilities(model, images) + training.probabilities(model, images[:, :, ::-1])) / 2
    ### END SOLUTION


# %% check="classify"
check("classify")


# %%
@after("flower_model", "classify")
def tested():
    answers = {"frozen": head.predict(test_features, verbose=0)}
    answers["tuned"] = training.probabilities(tuned["model"], test.images)
    start = time.perf_counter()
    answers["mirrored"] = classify(test.images)
    record("milliseconds", 1000 * (time.perf_counter() - start) / len(test))
    answers["ensemble"] = (answers["mirrored"] + answers["frozen"]) / 2
    for name, given in answers.items():
        record(f"{name}_accuracy", np.mean(given.argmax(axis=1) == test.labels))
        print(f"{name:9} {np.mean(given.argmax(axis=1) == test.labels):.1%}")
    return answers


# %% [markdown] lang="en"
# | real photographs, test | right | what asking costs |
# | --- | --- | --- |
# | frozen features and a head | {frozen_accuracy.real.full:.1%} | 1 |
# | fine-tuned | {tuned_accuracy.real.full:.1%} | 1 |
# | fine-tuned, with the mirror image | {mirrored_accuracy.real.full:.1%} | 2 |
# | and averaged with the frozen one | {ensemble_accuracy.real.full:.1%} | 3 |
#
# The frozen network is a weaker partner here, and takes from the average more than it brings: ensembles are for equals.
# A quarter of the pictures is about 900: one picture is 0.1 points, and a difference below 1.5 points can be luck
# (lesson 15 does that sum). We had settled on the mirror image *before* we looked at the test part, so its number is
# the one to report. Choosing the largest of the four afterwards would be choosing by the test.

# %% [markdown] lang="ko" of="1ab7d4c4"
# | 실제 사진, 테스트 | 정확도 | 물어보는 비용 |
# | --- | --- | --- |
# | 얼린 특성과 헤드 | {frozen_accuracy.real.full:.1%} | 1 |
# | 미세 조정 | {tuned_accuracy.real.full:.1%} | 1 |
# | 미세 조정, 거울상까지 | {mirrored_accuracy.real.full:.1%} | 2 |
# | 얼린 것과도 평균 | {ensemble_accuracy.real.full:.1%} | 3 |
#
# 여기서 얼린 신경망은 실력이 달려서, 평균에 보태는 것보다 빼앗는 것이 많습니다. 앙상블은 비슷한 것끼리 해야 합니다. 전체의
# 4분의 1이면 900장쯤입니다. 한 장이 0.1포인트이고, 1.5포인트보다 작은 차이는 우연일 수 있습니다(15에서 셈합니다).
# 우리는 테스트 부분을 보기 *전에* 거울상을 쓰기로 정했으므로, 보고할 수는 그것입니다. 네 가지 가운데 가장 큰 수를 나중에 고르면
# 테스트로 고르는 셈입니다.

# %% [markdown] lang="en"
# ## Who is taken for whom?
#
# In a **confusion matrix** a row is a true class and a column a predicted one. Click on the squares off the diagonal and
# look at the pictures in them. Was your guess right? Then change to the view of calibration: does "80 % sure" mean
# right in 80 of 100?

# %% [markdown] lang="ko" of="0324d83d"
# ## 무엇을 무엇으로 착각할까요?
#
# **혼동 행렬**에서 행은 실제 클래스, 열은 예측한 클래스입니다. 대각선 밖의 칸을 눌러 그 안의 이미지를 살펴보세요. 짐작이
# 맞았나요? 그다음 보정(calibration) 보기로 바꾸어 보세요. "80 % 확실하다"고 한 것은 100번에 80번 맞나요?


# %%
@after("flower_model", "classify")
def confusion():
    matrix = np.zeros((5, 5), int)
    np.add.at(matrix, (test.labels, tested["mirrored"].argmax(axis=1)), 1)
    both = np.triu(matrix + matrix.T, 1)  # either direction, each pair once
    first, second = np.unravel_index(both.argmax(), both.shape)
    record("pair_share", both.max() / max(both.sum(), 1))
    print(f"{names[first]} - {names[second]}: {both.max()} / {both.sum()}")
    return explore_confusion(test.labels, tested["mirrored"], test.images, names)


# %% [markdown] lang="en"
# On the real photographs {pair_share.real.full:.0%} of all mistakes fall on a single one of the ten pairs. With us it was
# rose and tulip, both cups of petals in the same colours, often without a leaf in sight; daisy and dandelion come close.
#
# ## Where does it look?
#
# The network says "tulip". Because of the flower, or because of the bed it stands in? **Grad-CAM** asks the network
# itself. The last feature maps $A$, $h \times w \times C$, still know *where*. The gradient $G$ of the score of a class
# with respect to them says how the score would grow if a map were a little stronger at a place. Then
#
# 1. the weight of channel $c$ is the mean of its gradient over all places, $a_c = \frac{1}{h w} \sum_{i, j} G_{ijc}$,
# 2. the heat map is the weighted sum of the maps, where it is positive: $H_{ij} = \max\left(0, \sum_c a_c A_{ijc}\right)$.
#
# Write `grad_cam(maps, gradients)`: two arrays `(h, w, C)` in, the heat map `(h, w)` out.

# %% [markdown] lang="ko" of="67415dd9"
# 실제 사진에서는 실수의 {pair_share.real.full:.0%}가 열 쌍 가운데 한 쌍에 몰려 있습니다. 우리가 쟀을 때는 장미와
# 튤립이었습니다. 둘 다 같은 빛깔의 꽃잎을 잔처럼 오므리고, 잎이 보이지 않는 사진도 많습니다. 데이지와 민들레도 그에 못지않습니다.
#
# ## 어디를 볼까요?
#
# 신경망이 "튤립"이라고 합니다. 꽃을 보고 그럴까요, 꽃이 심긴 화단을 보고 그럴까요? **Grad-CAM**은 신경망에게 직접 물어봅니다.
# 마지막 특성 맵 $A$, $h \times w \times C$에는 아직 *어디인지*가 남아 있습니다. 한 클래스의 점수를 특성 맵으로 미분한 기울기
# $G$는, 어느 자리에서 맵이 조금 더 강해지면 점수가 얼마나 커지는지 말해 줍니다. 그러면
#
# 1. 채널 $c$의 무게는 기울기를 모든 자리에서 평균한 값입니다. $a_c = \frac{1}{h w} \sum_{i, j} G_{ijc}$
# 2. 히트맵은 맵들의 가중합에서 양수인 곳만 남긴 것입니다. $H_{ij} = \max\left(0, \sum_c a_c A_{ijc}\right)$
#
# `grad_cam(maps, gradients)`를 써 보세요. 배열 두 개 `(h, w, C)`를 받아 히트맵 `(h, w)`를 돌려줍니다.


# %% answer="grad_cam"
def grad_cam(maps, gradients):
    """Return the heat map (h, w)."""
    ### BEGIN SOLUTION
    weights = gradients.mean(axis=(0, 1))
    return np.maximum((maps * weights).sum(axis=-1), 0)
    ### END SOLUTION


# %% check="grad_cam"
check("grad_cam")


# %%
def maps_and_gradients(image):
    """Return the last maps for an image, and the gradient of the score of its most probable class with respect to them."""
    body, model = tuned["body"].model, tuned["model"]
    names_of_layers = [layer.name for layer in model.layers]
    with tf.GradientTape() as tape:
        maps = body(tf.cast(image[np.newaxis], tf.float32), training=False)
        tape.watch(maps)
        probabilities = maps
        for layer in model.layers[names_of_layers.index(body.name) + 1 :]:
            probabilities = layer(probabilities)
        logits = tf.math.log(probabilities + 1e-12)  # up to a constant, which the next line takes away
        score = tf.reduce_max(logits) - tf.reduce_mean(logits)
    return maps[0].numpy(), tape.gradient(score, maps)[0].numpy()


@after("flower_model", "classify", "grad_cam")
def where_it_looks():
    said = tested["mirrored"].argmax(axis=1)
    order = np.random.default_rng(SEED).permutation(len(test))
    wrong = order[said[order] != test.labels[order]][:4]
    shown = np.concatenate([wrong, order[said[order] == test.labels[order]][: 8 - len(wrong)]])
    _, axes = plt.subplots(2, 8, figsize=(15, 4.2), layout="constrained")
    for column, row in enumerate(shown):
        axes[0, column].imshow(test.images[row])
        axes[0, column].set_title(f"{names[test.labels[row]]}\n→ {names[said[row]]}", fontsize=9)
        heat = grad_cam(*maps_and_gradients(test.images[row]))
        axes[1, column].imshow(test.images[row])
        axes[1, column].imshow(heat, extent=(0, SIDE, SIDE, 0), cmap="magma", alpha=0.6, interpolation="bilinear")
        for ax in axes[:, column]:
            ax.axis("off")
    return explore_saliency(tuned["model"], test.images[shown].astype("float32"), labels=test.labels[shown], class_names=names)


# %% [markdown] lang="en"
# The first pictures are mistakes. Below is the same question in four ways, and the second one is the simplest of all:
# **occlusion** covers a square of the picture and asks again. Drag the square. If the answer falls when the blossom is
# covered, and not when the meadow is, the network looks where you look. Grad-CAM is coarse (the maps are
# small), occlusion is slow (one question per place); where both agree, believe them.

# %% [markdown] lang="ko" of="75bffbb0"
# 앞의 이미지들은 틀린 것입니다. 아래에서는 같은 것을 네 가지 방법으로 물어봅니다. 두 번째가 가장 단순합니다. **가리기**(occlusion)는
# 이미지의 네모 하나를 가리고 다시 물어봅니다. 네모를 끌어 보세요. 꽃을 가릴 때 답이 흔들리고 풀밭을 가릴 때 그대로라면, 신경망은
# 여러분이 보는 곳을 봅니다. Grad-CAM은 성기고(맵이 작으니까요), 가리기는 느립니다(자리마다 한 번씩 물어야 하니까요). 둘이 같은
# 곳을 가리키면 믿어도 됩니다.

# %% [markdown] lang="en"
# ## How many answers are right?
#
# One of two, one of five, several of five, a family and then a species: that is decided by the last layer and the loss,
# and by nothing else in the network.
#
# | | one of two | one of $K$ | any of $K$ | families first |
# | --- | --- | --- | --- | --- |
# | labels | 0 or 1 | 0 to $K - 1$ | $K$ times 0 or 1 | family, and species in it |
# | last layer | `Dense(1)`, sigmoid | `Dense(K)`, softmax | `Dense(K)`, sigmoid | a softmax for each level |
# | probabilities | $p$ and $1 - p$ | add up to 1 | each between 0 and 1 | add up to 1 at each level |
# | loss | $-\ln p$ or $-\ln (1 - p)$ | $-\ln p_y$ | sum of $K$ losses of two | $-\ln p_{\text{family}} - \ln p_{\text{species in it}}$ |
# | answer | $p \geq t$ | `argmax` | every $k$ with $p_k \geq t_k$ | as far down as you are sure |
# | in Keras | `binary_crossentropy` | `sparse_categorical_crossentropy` | `binary_crossentropy` | two outputs, two losses |
#
# The first two columns are the same thing for $K = 2$: $\frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(z_1 - z_0)}}$.
# A softmax over two logits is a sigmoid of their difference, so one of the two units is superfluous.
#
# ### Several at once
#
# Who photographs a meadow has daisies *and* dandelions in it. With a softmax more of one means less of the other:
# together they have only 1 to share out. So each species gets a question of its own, "is it there?", with a sigmoid, and
# a threshold of its own.
#
# Write `species(logits, thresholds)`: logits `(N, 5)`, thresholds `(5,)`; return whole numbers `(N, 5)`, 1 where
# the probability of a species reaches its threshold, else 0.

# %% [markdown] lang="ko" of="5bce2e51"
# ## 맞는 답은 몇 개일까요?
#
# 둘 중 하나, 다섯 중 하나, 다섯 중 여럿, 무리를 먼저 그다음 종. 이것을 정하는 것은 마지막 층과 손실뿐이고, 신경망의 나머지는
# 똑같습니다.
#
# | | 둘 중 하나 | $K$개 중 하나 | $K$개 중 여럿 | 무리부터 |
# | --- | --- | --- | --- | --- |
# | 레이블 | 0 또는 1 | 0에서 $K - 1$ | 0 또는 1이 $K$개 | 무리, 그 안의 종 |
# | 마지막 층 | `Dense(1)`, 시그모이드 | `Dense(K)`, 소프트맥스 | `Dense(K)`, 시그모이드 | 단계마다 소프트맥스 |
# | 확률 | $p$와 $1 - p$ | 더하면 1 | 저마다 0과 1 사이 | 단계마다 더하면 1 |
# | 손실 | $-\ln p$ 또는 $-\ln (1 - p)$ | $-\ln p_y$ | 손실 $K$개의 합 | $-\ln p_{\text{family}} - \ln p_{\text{species in it}}$ |
# | 답 | $p \geq t$ | `argmax` | $p_k \geq t_k$인 모든 $k$ | 확실한 단계까지 |
# | Keras에서 | `binary_crossentropy` | `sparse_categorical_crossentropy` | `binary_crossentropy` | 출력 둘, 손실 둘 |
#
# 앞의 두 칸은 $K = 2$이면 같은 것입니다. $\frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(z_1 - z_0)}}$이므로, 로짓 두
# 개의 소프트맥스는 그 차이의 시그모이드입니다. 유닛 둘 가운데 하나는 없어도 됩니다.
#
# ### 한꺼번에 여럿
#
# 풀밭을 찍으면 데이지*도* 민들레*도* 들어 있습니다. 소프트맥스에서는 하나가 늘면 다른 것이 줄어듭니다. 둘이서 1을 나누어 가져야 하기
# 때문입니다. 그러니 종마다 "있습니까?"를 따로 물어봅니다. 종마다 시그모이드를 쓰고, 임계값도 따로 둡니다.
#
# `species(logits, thresholds)`를 써 보세요. 로짓 `(N, 5)`와 임계값 `(5,)`을 받아, 종의 확률이 그 임계값 이상이면 1, 아니면
# 0인 정수 `(N, 5)`를 돌려줍니다.


# %% answer="species"
def species(logits, thresholds):
    """Say for each species whether it is there."""
    ### BEGIN SOLUTION
    return (1 / (1 + np.exp(-logits)) >= thresholds).astype(int)
    ### END SOLUTION


# %% check="species"
check("species")

# %%
count = {"quick": 600, "full": 1500}[PROFILE]
meadows = draw_meadows(count, np.random.default_rng([SEED, 14]))  # they are drawn, whatever the flowers above are
learn, choose, judge = np.split(np.arange(count), [2 * count // 3, 5 * count // 6])
_, axes = plt.subplots(1, 6, figsize=(15, 3), layout="constrained")
for ax, image, there in zip(axes, meadows.images, meadows.species, strict=False):
    ax.imshow(image)
    ax.set_title("\n".join(np.array(names)[there == 1]), fontsize=9)
    ax.axis("off")


# %%
def meadow_features():
    """Fine-tune the course's backbone to name the species in meadows; return its features of all of them."""
    keras.utils.set_random_seed(SEED)
    own = backbones.load_backbone("course", "course", side=96)
    own.model.trainable = True
    images = keras.Input((96, 96, 3))
    pooled = layers.GlobalAveragePooling2D()(own.model(layers.RandomFlip("horizontal")(images)))
    network = keras.Model(images, layers.Dense(5)(layers.Dropout(0.2)(pooled)))
    epochs = {"quick": 8, "full": 10}[PROFILE]
    falling = keras.optimizers.schedules.CosineDecay(1e-3, epochs * (len(learn) // 25))
    network.compile(keras.optimizers.Adam(falling), keras.losses.BinaryCrossentropy(from_logits=True))
    network.fit(meadows.images[learn], meadows.species[learn], epochs=epochs, batch_size=25, verbose=0)
    return backbones.features(own, meadows.images, progress=False, cache=False)


def meadow_head(features, targets, loss):
    """Train one dense layer of five logits; return the logits of all meadows."""
    keras.utils.set_random_seed(SEED)
    scale = layers.Normalization()
    scale.adapt(features[learn])
    network = keras.Sequential([keras.Input(features.shape[1:]), scale, layers.Dropout(0.5), layers.Dense(5)])
    network.compile(keras.optimizers.AdamW(1e-3, weight_decay=0.1), loss)
    network.fit(features[learn], targets[learn], epochs=40, batch_size=50, verbose=0)
    return network.predict(features, verbose=0)


def all_right(found):
    """Return the share of the last meadows whose five answers are all right."""
    return np.mean((found[judge] == meadows.species[judge]).all(axis=1))


@after("species")
def meadow_answers():
    features = meadow_features()
    logits = meadow_head(features, meadows.species, keras.losses.BinaryCrossentropy(from_logits=True))
    grid = np.linspace(0.2, 0.8, 25)
    right = [np.mean(species(logits[choose], np.full(5, threshold)) == meadows.species[choose], axis=0) for threshold in grid]
    thresholds = grid[np.argmax(right, axis=0)]
    shares = meadows.species / meadows.species.sum(axis=1, keepdims=True)  # softmax needs targets that add up to 1
    softmax = keras.ops.softmax(meadow_head(features, shares, keras.losses.CategoricalCrossentropy(from_logits=True))).numpy()
    record("meadow_sigmoid", all_right(species(logits, np.full(5, 0.5))))
    record("meadow_thresholds", all_right(species(logits, thresholds)))
    record("meadow_softmax", all_right(softmax >= 0.5))
    record("meadow_best_softmax", max(all_right(softmax >= threshold) for threshold in grid))
    record("meadow_softmax_first", np.mean(meadows.species[judge, softmax[judge].argmax(axis=1)]))
    print(f"sigmoid {all_right(species(logits, np.full(5, 0.5))):.0%}, softmax {all_right(softmax >= 0.5):.0%}, {thresholds.round(2)}")


# %% [markdown] lang="en"
# | drawn meadows | all five answers right |
# | --- | --- |
# | softmax, present from 0.5 | {meadow_softmax.real.full:.0%} |
# | softmax, with the threshold that does best on these very pictures | {meadow_best_softmax.real.full:.0%} |
# | five sigmoids, present from 0.5 | {meadow_sigmoid.real.full:.0%} |
# | five sigmoids, a threshold for each, chosen on other pictures | {meadow_thresholds.real.full:.0%} |
#
# The backbone had never seen a flower, so it was fine-tuned on two thirds of the meadows first; then two heads were trained
# on the same features. The softmax did learn, too: the species that it thinks most likely is there in {meadow_softmax_first.real.full:.0%}
# of the meadows. It just has no way to say "these two, and nothing else".

# %% [markdown] lang="ko" of="9310c1a0"
# | 그린 풀밭 | 다섯 답이 모두 맞음 |
# | --- | --- |
# | 소프트맥스, 0.5부터 있음 | {meadow_softmax.real.full:.0%} |
# | 소프트맥스, 바로 이 이미지에서 가장 좋은 임계값 | {meadow_best_softmax.real.full:.0%} |
# | 시그모이드 다섯, 0.5부터 있음 | {meadow_sigmoid.real.full:.0%} |
# | 시그모이드 다섯, 다른 이미지로 고른 종별 임계값 | {meadow_thresholds.real.full:.0%} |
#
# 이 백본은 꽃을 본 적이 없어서 먼저 풀밭의 3분의 2로 미세 조정한 다음, 같은 특성으로 두 헤드를 학습했습니다. 소프트맥스도 배우기는
# 했습니다. 가장 그럴듯하다고 한 꽃은 풀밭의 {meadow_softmax_first.real.full:.0%}에 정말 있습니다. 다만 "이
# 둘이 있고 나머지는 없다"고 말할 방법이 없을 뿐입니다.

# %% [markdown] lang="en"
# ### Families first
#
# Daisy (0), dandelion (1) and sunflower (3) belong to one family, the composites: what looks like one blossom is a head
# of many small ones. Rose (2) and tulip (4) do not; we call them "other". Whatever the network, the rule of
# conditional probability holds:
#
# $$P(\text{species}) = P(\text{family}) \cdot P(\text{species} \mid \text{family})$$
#
# So the five probabilities that you have hold a hierarchy already. Write `by_family(probabilities)`: from `(N, 5)` make
# the pair `(family, within)`: `family` `(N, 2)`, the composites first; `within` `(N, 5)`, each species' probability
# once its family is known.

# %% [markdown] lang="ko" of="8413c445"
# ### 무리부터 먼저
#
# 데이지(0), 민들레(1), 해바라기(3)는 한 무리, 국화과입니다. 꽃 한 송이로 보이는 것이 사실은 작은 꽃이 모인 머리입니다. 장미(2)와
# 튤립(4)은 국화과가 아니므로 "그 밖"이라고 합시다. 신경망이 무엇이든 조건부 확률의 법칙이 성립합니다.
#
# $$P(\text{species}) = P(\text{family}) \cdot P(\text{species} \mid \text{family})$$
#
# 그러니 이미 있는 확률 다섯 개에 무리의 확률도 들어 있습니다. `by_family(probabilities)`를 써 보세요. `(N, 5)`에서 쌍
# `(family, within)`을 만듭니다. `family`는 `(N, 2)`이고 국화과가 먼저이며, `within`은 `(N, 5)`이고 무리를 알고 난 뒤 그 종일
# 확률입니다.


# %% answer="by_family"
def by_family(probabilities):
    """Return the probabilities of both families, and of each species within its family."""
    ### BEGIN SOLUTION
    composites, others = probabilities[:, [0, 1, 3]].sum(axis=1), probabilities[:, [2, 4]].sum(axis=1)
    family = np.stack([composites, others], axis=1)
    return family, probabilities / family[:, [0, 0, 1, 0, 1]]
    ### END SOLUTION


# %% check="by_family"
check("by_family")


# %%
@after("flower_model", "classify", "by_family")
def families():
    answers = np.clip(tested["mirrored"], 1e-6, 1)
    family, within = by_family(answers)
    back = family[:, [0, 0, 1, 0, 1]] * within  # the rule, read the other way
    print(f"{np.abs(back - answers).max():.1e}")
    true_family = np.array([0, 0, 1, 0, 1])[test.labels]
    right_family, right_species = family.argmax(axis=1) == true_family, answers.argmax(axis=1) == test.labels
    record("family_accuracy", np.mean(right_family))
    sure = answers.max(axis=1) >= 0.7  # name the species if sure of it, else the family
    record("named_share", np.mean(sure))
    record("named_right", np.mean(right_species[sure]))
    record("rest_family_right", np.mean(right_family[~sure]) if (~sure).any() else 1.0)
    record("rest_species_right", np.mean(right_species[~sure]) if (~sure).any() else 1.0)


# %% [markdown] lang="en"
# On the real photographs the family is right in {family_accuracy.real.full:.1%}. A careful programme names the species
# where it is at least 70 % sure, which it is for {named_share.real.full:.0%} of the pictures, and is right in
# {named_right.real.full:.1%} of those. Of the rest it would get {rest_species_right.real.full:.0%} of the species right,
# but {rest_family_right.real.full:.0%} of the families: there it answers with the family. "Some composite" is a useful
# answer, and an honest one.

# %% [markdown] lang="ko" of="382379f0"
# 실제 사진에서 무리는 {family_accuracy.real.full:.1%}를 맞힙니다. 조심스러운 프로그램이라면 70 % 넘게 확실할 때에만 종을 말합니다.
# 이미지의 {named_share.real.full:.0%}가 그렇고, 그 가운데 {named_right.real.full:.1%}가 맞습니다. 나머지에서 종은
# {rest_species_right.real.full:.0%}밖에 못 맞히지만 무리는 {rest_family_right.real.full:.0%}를 맞히므로, 무리로 답합니다. "국화과
# 가운데 하나입니다"도 쓸모 있고 정직한 답입니다.


# %% [markdown] lang="en"
# ## Without ImageNet
#
# How much of all this is MobileNetV2's? In the full profile on real photographs, the cell below fine-tunes the course's
# own backbone instead, which has seen nothing larger than CIFAR-10's 32 pixels and drawings: all of it learns, at
# 80 pixels, from the same half of the photographs.

# %% [markdown] lang="ko" of="4f7861c9"
# ## ImageNet 없이
#
# 이 가운데 MobileNetV2 덕분인 것은 얼마나 될까요? 실제 사진을 full로 실행하면, 아래 셀이 이 강좌의 백본을 대신 미세 조정합니다. 이
# 백본이 본 것은 32픽셀짜리 CIFAR-10과 그림뿐입니다. 같은 훈련 사진으로, 80픽셀에서, 전체를 다 배우게 합니다.

# %%
OWN_SIDE = 80
OWN_RECIPE = training.Recipe(
    epochs=16,
    batch_size=32,
    learning_rate=1e-3,
    weight_decay=0.05,
    label_smoothing=0.1,
    averaging=0.99,
    augment=partial(training.random_views, side=OWN_SIDE, smallest=0.4),
    keep="last",
    precision="fast",
)


def resized_parts(side):
    """Load the same pictures at another size, in the same parts."""
    other = load("flowers", source=SOURCE, size=side)
    pictures = other.train + other.test
    return {part: pictures.at(rows) for part, rows in parts.items()}


def with_the_courses_own():
    """Fine-tune the course's own backbone; return its accuracy on the test part, with the mirror image."""
    larger, same = resized_parts(128), resized_parts(OWN_SIDE)  # views are cut from larger pictures
    keras.utils.set_random_seed(SEED)
    start = time.perf_counter()
    body = backbones.load_backbone("course", "course", side=OWN_SIDE)
    model = flower_model(body)
    body.model.trainable = True
    training.fit(model, (larger["train"], same["validation"]), OWN_RECIPE, seed=SEED)
    record("own_seconds", time.perf_counter() - start)
    return training.accuracy(model, same["test"], mirror=True)


@after("flower_model")
def own_backbone():
    if dataset.source == "real" and PROFILE == "full":
        reached = with_the_courses_own()
        record("own_accuracy", reached)
        print(f"{reached:.1%}")


# %% [markdown] lang="en"
# | five flowers, real photographs, test | network | right | training takes |
# | --- | --- | --- | --- |
# | the notes | VGG19 in line, 23,342,917 parameters, 2,746 photographs, 10 epochs | 82.2 % | about 15 minutes |
# | ours, two stages | MobileNetV2, frozen | {frozen_accuracy.real.full:.1%} | {frozen_seconds.real.full:.0f} s, after the features |
# | ours, fine-tuned | its last block, with the mirror image | {mirrored_accuracy.real.full:.1%} | {tuned_seconds.real.full:.0f} s |
# | ours, without ImageNet | the course's own backbone | {own_accuracy.real.full:.1%} | {own_seconds.real.full:.0f} s |
#
# (Ours: two processor cores, half of {pictures.real.full:,.0f} photographs to train on, no scene in two parts. The notes print
# 23,342,661 parameters; lesson 12 found the slip. They do not say which machine they used, nor what they did about
# copies of one photograph.)

# %% [markdown] lang="ko" of="5f26fbfe"
# | 다섯 가지 꽃, 실제 사진, 테스트 | 신경망 | 정확도 | 학습 시간 |
# | --- | --- | --- | --- |
# | 강의 노트 | VGG19 인라인, 파라미터 23,342,917개, 사진 2,746장, 10에포크 | 82.2 % | 약 15분 |
# | 우리, 두 단계 | 얼린 MobileNetV2 | {frozen_accuracy.real.full:.1%} | 특성을 뽑은 뒤 {frozen_seconds.real.full:.0f}초 |
# | 우리, 미세 조정 | 그 마지막 블록, 거울상까지 | {mirrored_accuracy.real.full:.1%} | {tuned_seconds.real.full:.0f}초 |
# | 우리, ImageNet 없이 | 이 강좌의 백본 | {own_accuracy.real.full:.1%} | {own_seconds.real.full:.0f}초 |
#
# (우리 것은 프로세서 코어 두 개이고, 사진 {pictures.real.full:,.0f}장의 절반으로 학습했으며, 한 장면이 두 부분에 들어가지 않게
# 나누었습니다. 노트에는 파라미터가 23,342,661개라고 적혀 있는데 12에서 그 착오를 찾았습니다. 노트에는 어떤 컴퓨터를 썼는지, 같은
# 사진의 사본을 어떻게 했는지는 적혀 있지 않습니다.)

# %% [markdown] lang="en"
# ### Quiz

# %% [markdown] lang="ko" of="3387447a"
# ### 퀴즈

# %%
quiz("which_output")

# %%
quiz("macro")

# %%
quiz("heat_map")

# %% [markdown] lang="en"
# ### Explain a mistake
#
# Choose one picture that your network gets wrong and look at it in the explorer of heat maps. Write five to eight
# sentences, in English or Korean: what is in the picture, what the network says and how sure it is, what Grad-CAM and
# occlusion show for the true class and for the predicted one, **one** explanation that fits, and an experiment that
# could prove your explanation wrong.

# %% [markdown] lang="ko" of="e84c1905"
# ### 실수를 설명하기
#
# 여러분의 신경망이 틀린 이미지를 하나 골라 히트맵 탐색기에서 살펴보세요. 한국어나 영어로 다섯 문장에서 여덟 문장쯤 쓰세요. 이미지에
# 무엇이 있는지, 신경망이 무엇이라고 하고 얼마나 확신하는지, 실제 클래스와 예측한 클래스에 대해 Grad-CAM과 가리기가 무엇을
# 보여 주는지, 거기에 맞는 설명 **하나**, 그리고 그 설명이 틀렸음을 밝힐 수 있는 실험을 쓰세요.

# %% [markdown] manual="mistake"
# ### BEGIN SOLUTION
# The picture shows one red tulip from above, wide open, without stem or leaves. The network says rose with 71 %, tulip
# with 24 %. For rose, Grad-CAM lights up the overlapping petals in the middle; covering the middle takes most of the
# answer away. For tulip only the pointed tips of two petals light up, and covering one of them makes rose still surer.
# My explanation: from above, layered petals mean rose to it, because nearly all training tulips were taken from the
# side with their stems. It would be wrong if other tulips from above were recognised, so I would collect the test
# pictures that show tulips from above and compare the recall on them with that on the rest. A second test: cover the
# stem of tulips taken from the side; if the answer stays tulip, the stem was not what it needed.
#
# 이미지에는 활짝 핀 빨간 튤립 한 송이가 위에서 찍혀 있고 줄기와 잎은 보이지 않습니다. 신경망은 장미 71 %, 튤립 24 %라고
# 합니다. 장미에 대한 Grad-CAM은 가운데 겹친 꽃잎에서 빛나고, 가운데를 가리면 답이 거의 사라집니다. 튤립에 대해서는 꽃잎 두 장의
# 뾰족한 끝만 빛나고, 그 하나를 가리면 장미라는 답이 더 확실해집니다. 제 설명은 이렇습니다. 훈련용 튤립은 거의 다 줄기와 함께
# 옆에서 찍혔으므로, 위에서 본 겹친 꽃잎은 신경망에게 장미입니다. 위에서 찍은 다른 튤립을 잘 알아본다면 이 설명은 틀린 것입니다.
# 그래서 테스트 이미지에서 위에서 찍은 튤립을 모아 그 재현율을 나머지와 비교하겠습니다. 옆에서 찍은 튤립의 줄기를 가려 보아도
# 됩니다. 그래도 튤립이라고 하면 줄기가 필요했던 것이 아닙니다.
# ### END SOLUTION

# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - Labels are positions in somebody's list of names. Keep the list with the network, and look before you believe.
# - A report per class shows what one accuracy hides; the macro average counts each class the same.
# - Class weights $N / (K n_k)$ move the border towards the rare class. They find more of it, at a price that the others may pay.
# - Choose by validation, report by test, once. Fine-tuning and the mirror image each add a little, and each has its
#   price. A second network helps if it is as good as the first.
# - Grad-CAM: maps weighted by their mean gradients, positive part. Occlusion: cover, and ask again.
# - Softmax: exactly one is right. Sigmoids: any number may be. Families: say as much as you are sure of.
#
# **Next:** lesson 15 has only 155 photographs, and asks what a result on so few is worth.

# %% [markdown] lang="ko" sheet="summary" of="1f37d6c5"
# ## 정리
#
# - 레이블은 누군가의 이름 목록에서의 자리입니다. 목록을 신경망과 함께 두고, 믿기 전에 눈으로 확인하세요.
# - 클래스별 성적표는 정확도 하나가 감추는 것을 보여 줍니다. 매크로 평균은 모든 클래스를 똑같이 칩니다.
# - 클래스 가중치 $N / (K n_k)$는 경계를 드문 클래스 쪽으로 옮깁니다. 그 클래스를 더 찾아내고, 그 값은 다른 클래스가 치르기도 합니다.
# - 검증으로 고르고, 테스트로 한 번만 보고합니다. 미세 조정과 거울상이 저마다 조금씩 보태고, 저마다 값이 듭니다. 두 번째 신경망은
#   첫째만큼 좋아야 도움이 됩니다.
# - Grad-CAM: 특성 맵을 평균 기울기로 무게를 주어 더하고 양수만 남깁니다. 가리기: 가리고 다시 물어봅니다.
# - 소프트맥스: 꼭 하나만 맞습니다. 시그모이드: 몇 개든 맞을 수 있습니다. 무리부터: 확실한 데까지만 말합니다.
#
# **다음 수업:** 15에는 사진이 155장밖에 없습니다. 그렇게 적은 사진으로 얻은 결과가 얼마나 믿을 만한지 묻습니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when |
# | --- | --- | --- |
# | softmax | $p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$ | exactly one of $K$ |
# | cross-entropy | $-\ln p_y$ | $y$ is the true class |
# | precision, recall | $P = \frac{TP}{TP + FP}$, $R = \frac{TP}{TP + FN}$ | for each class |
# | F1 | $F_1 = \frac{2 P R}{P + R}$ | both at once |
# | class weight | $w_k = \frac{N}{K n_k}$ | a class is rare |
# | Grad-CAM | $H_{ij} = \max\left(0, \sum_c a_c A_{ijc}\right)$, $a_c = \frac{1}{h w} \sum_{ij} G_{ijc}$ | where is a class seen |
# | families | $P(s) = P(f) \, P(s \mid f)$ | species $s$ in family $f$ |

# %% [markdown] lang="ko" sheet="formulas" of="ebe7e6a1"
# ### 간직할 식
#
# | 이름 | 식 | 언제 |
# | --- | --- | --- |
# | 소프트맥스 | $p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$ | $K$개 가운데 꼭 하나 |
# | 교차 엔트로피 | $-\ln p_y$ | $y$는 정답 클래스 |
# | 정밀도, 재현율 | $P = \frac{TP}{TP + FP}$, $R = \frac{TP}{TP + FN}$ | 클래스마다 |
# | F1 | $F_1 = \frac{2 P R}{P + R}$ | 둘을 함께 볼 때 |
# | 클래스 가중치 | $w_k = \frac{N}{K n_k}$ | 드문 클래스가 있을 때 |
# | Grad-CAM | $H_{ij} = \max\left(0, \sum_c a_c A_{ijc}\right)$, $a_c = \frac{1}{h w} \sum_{ij} G_{ijc}$ | 어디에서 클래스를 보는지 |
# | 무리부터 | $P(s) = P(f) \, P(s \mid f)$ | 종 $s$가 무리 $f$에 속할 때 |
