# %% [markdown] lang="en"
# # 14 · Project: five flowers
#
# **You will be able to**
# - train and fine-tune a classifier of five species, and examine it class by class,
# - help a rare class with weights, and say what that costs the others,
# - see which part of a picture a network answers to, with Grad-CAM that you write yourself,
# - choose the right head: one of two, one of many, several at once, or families first.
#
# **Time:** 75 to 90 minutes of yours. On two CPU cores all cells together take less than 3 minutes with
# `PROFILE = "quick"` and less than 15 with `"full"`. Start with quick.

# %% [markdown] lang="ko" of="c25425f3"
# # 14 · 프로젝트: 다섯 가지 꽃
#
# **이 수업을 마치면**
# - 꽃 다섯 가지를 구별하는 분류기를 학습하고 미세 조정한 다음, 클래스별로 자세히 살펴볼 수 있습니다.
# - 드문 클래스를 가중치로 돕고, 그 때문에 다른 클래스가 무엇을 잃는지 말할 수 있습니다.
# - Grad-CAM을 직접 써서 신경망이 이미지의 어디에 반응하는지 볼 수 있습니다.
# - 둘 중 하나, 여럿 중 하나, 동시에 여럿, 무리를 먼저. 문제에 맞는 출력층을 고를 수 있습니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. CPU 코어 두 개에서 모든 셀을 실행하는 데 `PROFILE = "quick"`이면 3분이 안
# 걸리고, `"full"`이면 15분이 안 걸립니다. quick으로 시작하세요.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import time

import matplotlib.pyplot as plt
import numpy as np

from course_utils import after, backbones, check, explore_confusion, explore_saliency, lesson, plots, predict, record, training
from course_utils.data import load
from course_utils.data.folders import split_groups

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
# Could you name them without reading? The labels are 0 to 4 in alphabetical order, because Keras numbers class folders
# so. Somebody else's index file may say otherwise. Always look at a few pictures of each label before you train: with
# names in the wrong order the training looks perfect, and every answer is wrong.

# %% [markdown] lang="ko" of="e92bbd14"
# ## 다섯 가지 꽃
#
# 이름을 보지 않고도 알아볼 수 있나요? 레이블은 알파벳순으로 0에서 4까지입니다. Keras가 클래스 폴더에 그렇게 번호를
# 매기기 때문입니다. 남이 만든 색인 파일은 순서가 다를 수 있습니다. 학습하기 전에 레이블마다 이미지 몇 장을 꼭 확인하세요.
# 이름의 순서가 틀려도 학습은 멀쩡해 보이지만, 나오는 답은 모두 틀립니다.

# %%
SIDE = {"real": 160, "synthetic": 96}[load("flowers", source=SOURCE).source]
dataset = load("flowers", source=SOURCE, size=SIDE)
names = dataset.class_names(LANGUAGE)
flowers = dataset.train + dataset.test
record("source", dataset.source)
record("pictures", len(flowers))
print(dataset.describe(LANGUAGE))
plots.show_class_grid(flowers.images, flowers.labels, names, per_class=6)

# %% [markdown] lang="en"
# We part all pictures 50 / 25 / 25: half to train, a quarter to choose by (validation), a quarter to report (test).
# `split_groups` keeps the shares of the species the same in every part (stratified) and keeps pictures of one scene
# together (lesson 13). Drawn flowers have no scenes: each is a group of its own.

# %% [markdown] lang="ko" of="ec86fcec"
# 전체 이미지를 50 / 25 / 25로 나눕니다. 절반은 훈련, 4분의 1은 고르는 데(검증), 4분의 1은 보고하는 데(테스트)
# 씁니다. `split_groups`는 부분마다 클래스의 비율을 같게 하고(층화), 한 장면을 찍은 이미지를 한쪽에 모아 둡니다(13).
# 그린 꽃에는 장면이 없으므로 한 장이 한 그룹입니다.

# %%
groups = np.arange(len(flowers)) if flowers.groups is None else flowers.groups
parts = split_groups(flowers.labels, groups, {"train": 0.5, "validation": 0.25, "test": 0.25}, seed=SEED)
train, validation, test = (flowers.at(parts[part]) for part in ("train", "validation", "test"))
scenes = [set(groups[parts[part]].tolist()) for part in parts]
record("scenes_shared", len(scenes[0] & scenes[1] | scenes[0] & scenes[2] | scenes[1] & scenes[2]))
print(*(f"{part}: {np.bincount(flowers.labels[rows]).tolist()}" for part, rows in parts.items()), sep="\n")

# %% [markdown] lang="en"
# ## A head for five
#
# For cat or dog one number was enough. For $K$ classes the last layer has $K$ units, and softmax makes probabilities
# of them that add up to 1. The loss is $-\log p_{\text{true}}$, *sparse* categorical cross-entropy, because the labels are numbers
# and not one-hot rows; the prediction is the `argmax`.
#
# Write `flower_model(backbone)`: a Keras model from grey levels 0 to 255 to five probabilities. Input of
# `(backbone.side, backbone.side, 3)`, then `backbone.model` (frozen: call `backbone.freeze()`), global average
# pooling, dropout 0.2, and a dense layer with softmax.

# %% [markdown] lang="ko" of="af6fd454"
# ## 다섯 가지를 위한 출력층
#
# 고양이와 개는 수 하나로 충분했습니다. 클래스가 $K$개면 마지막 층의 유닛도 $K$개이고, 소프트맥스가 더해서 1이 되는 확률로
# 바꿉니다. 손실은 $-\log p_{\text{true}}$입니다. 레이블이 원-핫이 아니라 번호이므로 *sparse* categorical
# cross-entropy라고 하고, 예측은 `argmax`입니다.
#
# `flower_model(backbone)`을 써 보세요. 밝기 0~255를 받아 확률 다섯 개를 내놓는 Keras 모델입니다. 입력은
# `(backbone.side, backbone.side, 3)`이고, 이어서 `backbone.model`(`backbone.freeze()`로 동결), 전역 평균 풀링,
# 드롭아웃 0.2, 소프트맥스를 쓰는 완전 연결층입니다.


# %% answer="flower_model"
def flower_model(backbone):
    """Return a model from images to five probabilities on the frozen backbone."""
    ### BEGIN SOLUTION
    backbone.freeze()
    images = keras.Input((backbone.side, backbone.side, 3))
    pooled = layers.GlobalAveragePooling2D()(backbone.model(images))
    answers = layers.Dense(5, activation="softmax")(layers.Dropout(0.2)(pooled))
    return keras.Model(images, answers)
    ### END SOLUTION


# %%
backbone = backbones.load_backbone("mobilenet_v2", "auto" if dataset.source == "real" else "course", side=SIDE)
print(backbone.describe(LANGUAGE))

# %% check="flower_model"
check("flower_model")

# %% [markdown] lang="en"
# First in two stages, as in lesson 12: features once, then a small head on the features.

# %% [markdown] lang="ko" of="ebc6ea7e"
# 먼저 12에서처럼 두 단계로 합니다. 특성을 한 번 뽑고, 그 위에서 작은 출력층을 학습합니다.

# %%
started = time.perf_counter()
found = {part: backbones.features(backbone, split.images) for part, split in zip(parts, (train, validation, test), strict=True)}


def train_head(features, labels, weights=None):
    """Train a softmax head on features; `weights` has a number for each class."""
    keras.utils.set_random_seed(SEED)
    head = keras.Sequential([keras.Input(features.shape[1:]), layers.BatchNormalization(), layers.Dense(5, activation="softmax")])
    head.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    head.fit(features, labels, epochs=25, batch_size=64, verbose=0, class_weight=None if weights is None else dict(enumerate(weights)))
    return head


head = train_head(found["train"], train.labels)
frozen = head.predict(found["test"], verbose=0)
record("frozen_seconds", time.perf_counter() - started)
record("frozen_accuracy", np.mean(frozen.argmax(axis=1) == test.labels))
print(f"{np.mean(frozen.argmax(axis=1) == test.labels):.1%}")

# %% [markdown] lang="en"
# ## A report for each class
#
# One accuracy hides five. For class $k$: **precision** is the share of right ones among those that were *called* $k$,
# **recall** the share that was found among those that *are* $k$, and $F_1 = \frac{2 P R}{P + R}$. Their plain mean over
# the classes is the **macro average**: a rare class counts as much as a frequent one.
#
# Write `report(labels, predictions)`: an array (5, 3), a row for each class, with precision, recall and F1. Where
# nothing is there to divide by, put 0.

# %% [markdown] lang="ko" of="69abd12b"
# ## 클래스별 성적표
#
# 정확도 하나에 다섯 클래스가 가려집니다. 클래스 $k$에서 **정밀도**는 $k$라고 *한* 것 가운데 맞힌 비율이고, **재현율**은
# 정말 $k$*인* 것 가운데 찾아낸 비율이며, $F_1 = \frac{2 P R}{P + R}$입니다. 이것을 클래스끼리 그냥 평균한 것이
# **매크로 평균**입니다. 드문 클래스도 흔한 클래스와 똑같이 칩니다.
#
# `report(labels, predictions)`를 써 보세요. 클래스마다 정밀도, 재현율, F1이 한 줄씩 놓인 (5, 3) 배열을 돌려줍니다.
# 나눌 것이 없으면 0을 넣으세요.


# %% answer="report"
def report(labels, predictions):
    """Return precision, recall and F1 of each of the five classes, an array (5, 3)."""
    ### BEGIN SOLUTION
    rows = []
    for label in range(5):
        right = np.sum((labels == label) & (predictions == label))
        precision = right / max(np.sum(predictions == label), 1)
        recall = right / max(np.sum(labels == label), 1)
        f1 = 2 * precision * recall / (precision + recall) if right else 0
        rows.append([precision, recall, f1])
    return np.array(rows)
    ### END SOLUTION


# %% check="report"
check("report")

# %% [markdown] lang="en"
# ## When a class is rare
#
# Now we keep only a tenth of the training tulips. **Predict before you run:** how many per cent of the test tulips will
# the new head find (recall)?

# %% [markdown] lang="ko" of="5f2c039a"
# ## 드문 클래스
#
# 이제 훈련용 튤립을 10분의 1만 남깁니다. **실행하기 전에 예상해 보세요.** 새로 학습한 출력층은 테스트용 튤립을 몇
# 퍼센트나 찾아낼까요(재현율)?

# %% answer="rare_recall"
### BEGIN SOLUTION
rare_recall = 45
### END SOLUTION


# %%
tulips = np.flatnonzero(train.labels == 4)
rare = np.setdiff1d(np.arange(len(train)), tulips[len(tulips) // 10 :])


def recall_of_tulips(weights=None):
    """Train on few tulips; return the recall of tulips and the accuracy."""
    predictions = train_head(found["train"][rare], train.labels[rare], weights).predict(found["test"], verbose=0).argmax(axis=1)
    return np.mean(predictions[test.labels == 4] == 4), np.mean(predictions == test.labels)


def with_few_tulips():
    recall, accuracy = recall_of_tulips()
    record("rare_recall", recall)
    record("rare_accuracy", accuracy)
    return float(round(100 * recall))


predict("rare_recall", rare_recall, outcome=with_few_tulips)

# %% [markdown] lang="en"
# The network would be wrong more rarely by never saying "tulip". A weight in the loss makes each tulip count more:
# with $N$ images, $K$ classes and $n_k$ images of class $k$ it is $w_k = \frac{N}{K n_k}$, so that every class has the
# same weight in all. Write `class_weights(labels)`; labels are 0 to $K - 1$, each occurs, and it returns $K$ numbers.

# %% [markdown] lang="ko" of="7ba421af"
# 신경망은 "튤립"이라는 답을 아예 하지 않는 쪽이 덜 틀립니다. 손실에 가중치를 주면 튤립 한 장을 더 무겁게 칩니다.
# 이미지가 $N$장, 클래스가 $K$개, 클래스 $k$의 이미지가 $n_k$장이면 $w_k = \frac{N}{K n_k}$입니다. 그러면 클래스마다
# 무게의 합이 같아집니다. `class_weights(labels)`를 써 보세요. 레이블은 0에서 $K - 1$까지 모두 나오고, 수
# $K$개를 돌려줍니다.


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
    recall, accuracy = recall_of_tulips(class_weights(train.labels[rare]))
    record("weighted_recall", recall)
    record("weighted_accuracy", accuracy)
    print(f"recall {recall:.0%}, accuracy {accuracy:.1%}")


# %% [markdown] lang="en"
# ## Fine-tune the last block
#
# Now the last block of the backbone learns, too, with a small learning rate and random views; batch normalisation
# stays frozen (lesson 12).

# %% [markdown] lang="ko" of="607dc651"
# ## 마지막 블록 미세 조정
#
# 이제 백본의 마지막 블록도 작은 학습률과 무작위 변형으로 함께 학습합니다. 배치 정규화는 동결해 둡니다(12).

# %%
EPOCHS = {"quick": 2, "full": 8}[PROFILE]
RECIPE = training.Recipe(
    epochs=EPOCHS,
    batch_size=32,
    optimizer="adamw",
    learning_rate=3e-4,
    schedule="cosine",
    label_smoothing=0.1,
    augment=training.random_views,
)


@after("flower_model")
def fine_tuned():
    global model, tuned
    keras.utils.set_random_seed(SEED)
    started = time.perf_counter()
    model = flower_model(backbone)
    backbone.unfreeze_last_block()
    training.fit(model, (train, validation), RECIPE, seed=SEED)
    tuned = training.probabilities(model, test.images)
    mirrored = training.probabilities(model, test.images, mirror=True)
    record("tuned_seconds", time.perf_counter() - started)
    for name, answers in {"tuned": tuned, "mirrored": mirrored, "ensemble": (mirrored + frozen) / 2}.items():
        record(f"{name}_accuracy", np.mean(answers.argmax(axis=1) == test.labels))
        print(f"{name}: {np.mean(answers.argmax(axis=1) == test.labels):.1%}")
    plots.plot_reliability(test.labels, mirrored)


# %% [markdown] lang="en"
# `mirrored` averages the answers to an image and its mirror image (test-time augmentation): twice the time.
# `ensemble` averages two models: the time of both. Write `classify(images)`: grey levels 0 to 255 of side `SIDE` to
# five probabilities, one row per image, with whichever you trust most. It is examined on fresh pictures.

# %% [markdown] lang="ko" of="45034954"
# `mirrored`는 이미지와 그 거울상에 대한 답을 평균합니다(테스트 시점 증강). 시간이 두 배 듭니다. `ensemble`은 두 모델의 답을
# 평균하고, 두 모델의 시간이 모두 듭니다. 가장 믿음직한 것으로 `classify(images)`를 써 보세요. 한 변이 `SIDE`인 밝기
# 0~255를 받아 이미지마다 확률 다섯 개를 돌려줍니다. 새로운 이미지로 시험합니다.


# %% answer="classify"
def classify(images):
    """Return five probabilities for each image."""
    ### BEGIN SOLUTION
    return training.probabilities(model, images, mirror=True)
    ### END SOLUTION


# %% check="classify"
check("classify")

# %% [markdown] lang="en"
# ## Who is taken for whom?
#
# In a confusion matrix a row is a true class and a column a predicted one. Write `confused(matrix)`: the pair
# `(a, b)`, with $a < b$, that is confused most often, counting both directions.

# %% [markdown] lang="ko" of="3896f2bb"
# ## 무엇을 무엇으로 착각할까요?
#
# 혼동 행렬의 행은 실제 클래스, 열은 예측한 클래스입니다. 두 방향을 모두 세어 가장 자주 혼동하는 쌍 `(a, b)`를
# $a < b$ 순서로 돌려주는 `confused(matrix)`를 써 보세요.


# %% answer="confused"
def confused(matrix):
    """Return the two classes a < b that are most often taken for one another."""
    ### BEGIN SOLUTION
    both = np.triu(matrix + matrix.T, 1)
    a, b = np.unravel_index(both.argmax(), both.shape)
    return int(a), int(b)
    ### END SOLUTION


# %% check="confused"
check("confused")


# %%
@after("flower_model")
def confusion():
    return explore_confusion(test.labels, tuned, test.images, names)


# %% [markdown] lang="en"
# ## Where does it look?
#
# **Grad-CAM** weighs each of the last feature maps by the mean gradient of the class score with respect to it, adds
# the weighted maps up, and keeps what is positive. Write `grad_cam(maps, gradients)`; both are (h, w, C), the result
# is (h, w).

# %% [markdown] lang="ko" of="eb081b3d"
# ## 어디를 볼까요?
#
# **Grad-CAM**은 마지막 특성 맵마다 클래스 점수의 기울기를 평균한 값을 무게로 주어 더하고, 양수만 남깁니다.
# `grad_cam(maps, gradients)`를 써 보세요. 둘 다 (h, w, C)이고 결과는 (h, w)입니다.


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
@after("grad_cam", "flower_model")
def look():
    later = model.layers[model.layers.index(backbone.model) + 1 :]
    with tf.GradientTape() as tape:
        maps = backbone.model(tf.cast(test.images[:1], tf.float32), training=False)
        tape.watch(maps)
        answers = maps
        for layer in later:
            answers = layer(answers)
        score = tf.math.log(tf.reduce_max(answers))
    plots.show_heatmap(test.images[0], grad_cam(maps[0].numpy(), tape.gradient(score, maps)[0].numpy()))
    return explore_saliency(model, test.images[:12], labels=test.labels[:12], class_names=names)


# %% [markdown] lang="en"
# ## Families first
#
# Daisy (0), dandelion (1) and sunflower (3) are composites; rose (2) and tulip (4) are not. Always
# $P(\text{species}) = P(\text{family}) \cdot P(\text{species} \mid \text{family})$. Write `by_family(probabilities)`:
# from flat probabilities (N, 5) the pair `(family, within)`: family (N, 2), composite first; within (N, 5), each
# divided by the probability of its family.

# %% [markdown] lang="ko" of="144d3739"
# ## 무리를 먼저
#
# 데이지(0), 민들레(1), 해바라기(3)는 국화과이고 장미(2)와 튤립(4)은 아닙니다. 언제나
# $P(\text{species}) = P(\text{family}) \cdot P(\text{species} \mid \text{family})$입니다.
# `by_family(probabilities)`를 써 보세요. 확률 (N, 5)에서 `(family, within)`을 만듭니다. family는 (N, 2)이고 국화과가
# 먼저이며, within은 (N, 5)로 저마다 자기 무리의 확률로 나눈 값입니다.


# %% answer="by_family"
def by_family(probabilities):
    """Return the probabilities of both families, and of each species within its family."""
    ### BEGIN SOLUTION
    family = np.stack([probabilities[:, [0, 1, 3]].sum(axis=1), probabilities[:, [2, 4]].sum(axis=1)], axis=1)
    return family, probabilities / family[:, [0, 0, 1, 0, 1]]
    ### END SOLUTION


# %% check="by_family"
check("by_family")

