# %% [markdown] lang="en"
# # 12 · Transfer learning: cats and dogs
#
# **You will be able to**
# - say what the early, middle and late layers of a trained network see, and use them for pictures that it never saw,
# - put a head of your own on somebody else's network, and count what it costs,
# - train that head in two ways, on features that are computed once and on images that change every time, and measure
#   what each is worth in time, memory and accuracy,
# - choose between features, fine-tuning and training from scratch by the number of your images, and fine-tune without
#   destroying what you came for.
#
# **Time:** 75 to 90 minutes of yours. On two CPU cores all cells together take less than 3 minutes with
# `PROFILE = "quick"` and less than 15 with `"full"` (more images, more epochs). Start with quick.

# %% [markdown] lang="ko" of="55fdfa2c"
# # 12 · 전이 학습: 고양이와 개
#
# **이 수업을 마치면**
# - 학습한 신경망의 앞, 가운데, 뒤쪽 층이 저마다 무엇을 보는지 말하고, 본 적 없는 이미지에도 그 층들을 쓸 수 있습니다.
# - 남이 학습한 신경망에 내 헤드를 얹고, 거기에 드는 비용을 셀 수 있습니다.
# - 헤드를 두 가지 방법으로 학습할 수 있습니다. 한 번 뽑아 둔 특성으로도, 볼 때마다 바뀌는 이미지로도 학습하고, 시간과
#   메모리와 정확도가 얼마나 다른지 잴 수 있습니다.
# - 특성 추출, 미세 조정, 처음부터 학습하기 가운데 무엇을 쓸지 이미지 수를 보고 고르고, 얻으려던 것을 망가뜨리지 않고
#   미세 조정할 수 있습니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. CPU 코어 두 개에서 모든 셀을 실행하는 데 `PROFILE = "quick"`이면 3분이 안
# 걸리고, `"full"`(이미지와 에포크가 더 많습니다)이면 15분이 안 걸립니다. quick으로 시작하세요.

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
    explore_embedding,
    explore_feature_maps,
    explore_saliency,
    lesson,
    plots,
    predict,
    quiz,
    record,
    training,
)
from course_utils.data import load

lesson("12_transfer", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

KOREAN = LANGUAGE == "ko" and plots.korean_font()
plt.rcParams.update({"axes.spines.top": False, "axes.spines.right": False, "font.family": ["DejaVu Sans", *[KOREAN] * bool(KOREAN)]})

with training.quiet_start():  # TensorFlow talks a lot while it loads
    import keras
    from keras import layers

# %% [markdown] lang="en"
# ## Two hundred pictures
#
# Cats and dogs, one of each hundred. Two hundred labelled pictures are what a person can collect in an afternoon, and
# what most people have when they start a project. Let us see how far they go. (Drawn pets are simpler than real ones:
# if you work with drawings, the cells take sixty.)

# %% [markdown] lang="ko" of="ef6527dd"
# ## 이미지 200장
#
# 고양이 100장과 개 100장입니다. 레이블을 붙인 이미지 200장은 한 사람이 반나절이면 모을 수 있는 양이고, 프로젝트를 시작할
# 때 대부분이 가진 것도 그 정도입니다. 이것으로 어디까지 갈 수 있는지 봅시다. (그린 고양이와 개는 실제보다 단순하므로, 그림으로
# 수업할 때는 60장을 씁니다.)

# %%
SIDE = {"real": 160, "synthetic": 96}[load("cats_dogs", source=SOURCE).source]
dataset = load("cats_dogs", source=SOURCE, size=SIDE)
names = dataset.class_names(LANGUAGE)
train, validation = dataset.train, dataset.test
COUNT = {"real": 200, "synthetic": 60}[dataset.source]
few = train.take(COUNT, SEED)
record("source", dataset.source)
print(dataset.describe(LANGUAGE))
plots.show_class_grid(few.images, few.labels, names, per_class=8)

# %% [markdown] lang="en"
# First without anybody's help. The network below has the layers of lesson 11 (convolutions, batch normalisation,
# residual blocks), starts from random numbers, and trains on these few pictures with everything that lesson 10 taught:
# random views, label smoothing, a falling learning rate, an average of the weights.
#
# **Predict before you run.** How many per cent of {validation_count:,.0f} new pictures will it get right? Guessing gives 50.

# %% [markdown] lang="ko" of="241e86d4"
# 먼저 누구의 도움도 없이 해 봅시다. 아래 신경망은 11에서 만난 층들(합성곱, 배치 정규화, 잔차 블록)로 되어 있고, 무작위
# 수에서 출발해, 10에서 배운 것을 모두 써서 이 얼마 안 되는 이미지로 학습합니다. 무작위 시점, 레이블 스무딩, 점점 줄어드는 학습률, 가중치의
# 평균까지 씁니다.
#
# **실행하기 전에 예상해 보세요.** 새로운 이미지 {validation_count:,.0f}장 가운데 몇 퍼센트를 맞힐까요? 찍으면 50입니다.

# %% answer="scratch_percentage"
### BEGIN SOLUTION
scratch_percentage = 70
### END SOLUTION

# %%
SMALL = 96  # pixels: enough for a network that starts from nothing, and quick
EPOCHS = {"quick": 14, "full": 60}[PROFILE]
RECIPE = training.Recipe(
    epochs=EPOCHS,
    learning_rate=1e-3,
    weight_decay=0.05,
    label_smoothing=0.1,
    averaging=0.95,
    augment=partial(training.random_views, smallest=0.5),
    keep="last",
    precision="fast",
)
small = load("cats_dogs", source=SOURCE, size=SMALL)
measured = {}
record("validation_count", len(validation))


def from_scratch(images_to_train_on):
    """Train a network from random weights; return its accuracy on new pictures."""
    keras.utils.set_random_seed(SEED)
    body = backbones.load_backbone("course", "random", side=SMALL).model
    body.trainable = True
    head = [layers.GlobalAveragePooling2D(), layers.Dropout(0.2), layers.Dense(2, activation="softmax")]
    network = keras.Sequential([keras.Input((SMALL, SMALL, 3)), body, *head])
    recipe = RECIPE.but(batch_size=min(20, len(images_to_train_on) // 2))
    training.fit(network, (images_to_train_on, small.test.take(60)), recipe, seed=SEED)
    return training.accuracy(network, small.test)


def on_few():
    start = time.perf_counter()
    measured["scratch"] = from_scratch(small.train.take(COUNT, SEED))
    record("scratch_seconds", time.perf_counter() - start)
    record("scratch_accuracy", measured["scratch"])
    return round(100 * measured["scratch"])


predict("scratch_percentage", scratch_percentage, outcome=on_few)

# %% [markdown] lang="en"
# {scratch_accuracy.real.full:.0%} on the real photographs: better than guessing, and useless. 200 pictures are not too
# few to *recognise* cats; you needed far fewer. They are too few to learn **to see**: what an edge is, what fur looks
# like, that an ear is an ear wherever it is. You knew all that before you saw the first cat. The network must find it
# out from the same 200 pictures.
#
# ## Somebody else's eyes
#
# So take a network that can see already. A **backbone** is a network that was trained on many other pictures and whose
# last layer, the classifier, was taken off. MobileNetV2 was trained on ImageNet: 1.3 million photographs of a thousand
# kinds of things. Where its weights cannot be had (no network, or you are working with drawings), the course brings a
# small backbone of its own: trained on CIFAR-10 and on other drawings by the same pen, never on the pictures above.

# %% [markdown] lang="ko" of="e5cea408"
# 실제 사진에서 {scratch_accuracy.real.full:.0%}입니다. 찍는 것보다는 낫지만 쓸모가 없습니다. 200장은 고양이를
# *알아보기*에 적은 것이 아닙니다. 여러분은 훨씬 적게 보고도 알았습니다. **보는 법**을 배우기에 적은 것입니다. 가장자리가
# 무엇인지, 털이 어떻게 보이는지, 귀는 어디에 있어도 귀라는 것을 여러분은 처음 고양이를 보기 전부터 알고 있었습니다. 신경망은 그
# 모두를 같은 200장에서 알아내야 합니다.
#
# ## 남의 눈 빌리기
#
# 그러니 이미 볼 줄 아는 신경망을 가져옵시다. **백본**은 다른 이미지를 많이 보고 학습한 다음, 분류기인 마지막 층을 떼어 낸
# 신경망입니다. MobileNetV2는 ImageNet, 곧 천 가지 물건을 찍은 사진 130만 장으로 학습했습니다. 그 가중치를 구할 수 없을
# 때(인터넷이 없거나 그림으로 수업하고 있을 때)를 위해 이 강좌가 만든 작은 백본도 있습니다. CIFAR-10과, 같은 생성기가 그린
# 다른 그림으로 학습했습니다. 위의 이미지는 본 적이 없습니다.

# %%
WEIGHTS = "auto" if dataset.source == "real" else "course"
backbone = backbones.load_backbone("mobilenet_v2", WEIGHTS, side=SIDE)
print(backbone.describe(LANGUAGE))

picture = few.images[few.labels == 0][:1]
stages = keras.Model(backbone.model.input, [backbone.model.get_layer(name).output for name in backbone.stages])
_, axes = plt.subplots(1, 4, figsize=(15, 4), layout="constrained")
axes[0].imshow(picture[0])
axes[0].axis("off")
for ax, name, maps in zip(axes[1:], backbone.stages, stages(picture.astype("float32"), training=False), strict=True):
    plots.show_feature_maps(maps.numpy(), most=16, columns=4, ax=ax)
    ax.set_title(f"{name}\n{maps.shape[1]} x {maps.shape[2]} x {maps.shape[3]}")

# %% [markdown] lang="en"
# One picture, and 16 of the feature maps that an early, a middle and a late layer make of it. **Early** maps are still
# the picture: edges here, a colour there, and nearly anybody's pictures need the same. **Middle** maps answer to
# textures and parts. **Late** maps are coarse and mostly silent; the few that speak say that something is there, such
# as a muzzle or an eye, and hardly where. They belong to the things that the backbone was trained on.
#
# In the explorer below, choose a channel and let it search for the pictures that excite it most.

# %% [markdown] lang="ko" of="a0829cca"
# 이미지 한 장과, 앞쪽, 가운데, 뒤쪽 층이 그것으로 만든 특성 맵 16개씩입니다. **앞쪽** 맵은 아직 그림 그대로입니다. 여기에는
# 가장자리, 저기에는 색이 있고, 누구의 이미지에든 거의 똑같이 필요한 것들입니다. **가운데** 맵은 결과 무늬와 부분에 반응합니다.
# **뒤쪽** 맵은 성기고 대부분 조용합니다. 몇 개만 반응해서 주둥이나 눈 같은 것이 있다고 알려 주지만 어디인지는 거의 말하지
# 않습니다. 이것들은 백본이 학습한 물건에 맞추어져 있습니다.
#
# 아래 탐색기에서 채널을 하나 고르고, 그 채널을 가장 강하게 활성화하는 이미지를 찾아보세요.

# %%
explore_feature_maps(backbone.model, few.images[:120].astype("float32"), labels=few.labels[:120], class_names=names)

# %% [markdown] lang="en"
# ## What a head costs
#
# The last maps go into a **head**, a small classifier of your own; only the head learns. The lecture notes put one on
# VGG19: the maps of a 180 x 180 picture, 5 x 5 x 512 of them, are flattened, and four dense layers of 256, 128, 64 and 1
# unit follow. Work out what that costs, for any backbone and any head, before anything is built.
#
# Write `head_parameters(side, channels, units)`: the maps are `side` x `side` x `channels`, `units` lists the dense
# layers from first to last, each with a bias.

# %% [markdown] lang="ko" of="a31b898c"
# ## 헤드의 값
#
# 마지막 맵은 **헤드**, 곧 여러분이 만든 작은 분류기로 들어갑니다. 헤드만 학습합니다. 강의 노트는 VGG19에 헤드를 하나
# 얹었습니다. 180 x 180 이미지의 맵 5 x 5 x 512를 한 줄로 펴고, 유닛이 256, 128, 64, 1개인 완전 연결층 네 개를 잇습니다.
# 어떤 백본과 어떤 헤드이든, 만들기 전에 값부터 셈해 봅시다.
#
# `head_parameters(side, channels, units)`를 써 보세요. 맵은 `side` x `side` x `channels`이고, `units`는 완전 연결층의 유닛
# 수를 처음부터 끝까지 적은 것이며, 층마다 편향이 있습니다.


# %% answer="head_parameters"
def head_parameters(side, channels, units):
    """Count the parameters of Flatten and dense layers."""
    ### BEGIN SOLUTION
    total, width = 0, side * side * channels
    for count in units:
        total += (width + 1) * count
        width = count
    return total
    ### END SOLUTION


# %% check="head_parameters"
check("head_parameters")


# %%
@after("head_parameters")
def the_notes_count():
    frozen = backbones.load_backbone("vgg19", "random", side=180).model.count_params()
    for outputs in (1, 5):
        head = head_parameters(5, 512, [256, 128, 64, outputs])
        print(f"VGG19 {frozen:,} + {head:,} = {frozen + head:,}")
        record(f"vgg19_with_{outputs}", frozen + head)
    record("vgg19_frozen", frozen)
    record("vgg19_head", head_parameters(5, 512, [256, 128, 64, 1]))
    record("head_on_average", head_parameters(1, 512, [1]))


# %% [markdown] lang="en"
# {vgg19_frozen:,.0f} frozen, {vgg19_head:,.0f} to learn: {vgg19_with_1:,.0f}, as in the notes. With five outputs the
# notes have 23,342,661, four more. That cannot be: each further output brings a weight from every one of the 64 units
# before it, and a bias. Four outputs are 4 x 65 = 260 parameters, so five flowers need {vgg19_with_5:,.0f}. (The notes'
# own table lists 325 for that layer, and then adds up wrongly.)
#
# Look where the head keeps its numbers: 12,800 x 256 of them right after `Flatten`. Lesson 11 had a remedy.
# **Global average pooling** keeps one number per map, and a head of one unit on VGG19 has {head_on_average:,.0f}
# parameters instead of three million. With 200 pictures that is not only cheaper, it is safer. From here on we pool.

# %% [markdown] lang="ko" of="1fa3e077"
# 얼려 둔 것이 {vgg19_frozen:,.0f}개, 학습할 것이 {vgg19_head:,.0f}개로 모두 {vgg19_with_1:,.0f}개입니다. 강의 노트와
# 같습니다. 그런데 출력이 다섯 개일 때 노트에는 23,342,661개, 곧 네 개 많은 것으로 되어 있습니다. 그럴 수는 없습니다. 출력이
# 하나 늘 때마다 앞에 있는 유닛 64개에서 오는 가중치와 편향 하나가 생깁니다. 출력 네 개면 4 x 65 = 260개이므로, 꽃 다섯 가지에는
# {vgg19_with_5:,.0f}개가 듭니다. (노트의 표에도 그 층은 325개라고 적혀 있는데 합계가 틀렸습니다.)
#
# 헤드가 수를 어디에 담아 두는지 보세요. `Flatten` 바로 다음에 12,800 x 256개가 있습니다. 11에서 처방을 배웠습니다. **전역
# 평균 풀링**은 맵마다 수 하나만 남깁니다. 그러면 VGG19에 얹는 유닛 하나짜리 헤드는 파라미터가 삼백만 개가 아니라
# {head_on_average:,.0f}개입니다. 이미지가 200장일 때는 쌀 뿐 아니라 안전하기도 합니다. 이제부터는 풀링을 합니다.

# %% [markdown] lang="en"
# ## Two stages: features first
#
# The backbone is frozen, so it says the same about the same picture every time. Then why ask it twice? **Two-stage**
# training sends every picture through it once, keeps one row of numbers per picture, the **features**, and trains the
# head on those rows. (`backbones.features` also keeps them on your disk, by what the picture and the weights contain:
# run the cell again, or tomorrow, and it is done at once.)

# %% [markdown] lang="ko" of="cc2348bc"
# ## 두 단계: 특성부터 뽑기
#
# 백본은 얼려 두었으므로 같은 이미지에는 언제나 같은 답을 합니다. 그렇다면 왜 두 번 물어볼까요? **두 단계** 학습에서는
# 이미지마다 백본을 한 번만 지나게 하고, 이미지마다 한 줄의 수, 곧 **특성**을 간직한 다음 그 줄들로 헤드를 학습합니다.
# (`backbones.features`는 특성을 디스크에도 간직합니다. 이미지와 가중치의 내용으로 찾으므로, 이 셀을 다시 실행하면 내일이라도
# 곧바로 끝납니다.)

# %%
start = time.perf_counter()
train_features = backbones.features(backbone, train.images)
validation_features = backbones.features(backbone, validation.images)
print(f"{len(train) + len(validation):,} x {train_features.shape[1]:,}: {time.perf_counter() - start:.1f} s")
record("feature_megabytes", train_features.nbytes / 1e6)
record("image_megabytes", train.images.nbytes / 1e6)

# %%
explore_embedding(train_features[:600], train.images[:600], train.labels[:600], class_names=names)

# %% [markdown] lang="en"
# Each point is a picture, laid out by its features alone. **Nothing has been trained on cats and dogs yet**, and the two
# are nearly apart. What is left for the head is to draw a line.
#
# With two classes one output is enough: `Dense(1)` and a sigmoid, $p = 1 / (1 + e^{-z})$, the probability of class 1,
# here dog. The loss is the **binary cross-entropy** $-y \ln p - (1 - y) \ln (1 - p)$, and the answer is dog where $p$ is
# at least a **threshold**, 0.5 as long as both mistakes are equally bad.
#
# Write `head(channels)`: a Keras model from features `(N, channels)` to probabilities `(N, 1)`, a dropout of 0.3 and one
# sigmoid unit, not compiled. And `decide(probabilities, threshold)`: probabilities `(N, 1)` or `(N,)` in, labels 0 or 1
# `(N,)` out.

# %% [markdown] lang="ko" of="d5686082"
# 점 하나가 이미지 한 장이고, 특성만 보고 놓은 것입니다. **고양이와 개는 아직 아무것도 학습하지 않았는데** 둘이 거의 나뉘어
# 있습니다. 헤드가 할 일은 선을 하나 긋는 것뿐입니다.
#
# 클래스가 둘이면 출력은 하나로 충분합니다. `Dense(1)`에 시그모이드 $p = 1 / (1 + e^{-z})$를 붙이면 클래스 1, 여기서는 개일
# 확률이 됩니다. 손실은 **이진 교차 엔트로피** $-y \ln p - (1 - y) \ln (1 - p)$이고, $p$가 **임계값** 이상이면 개라고
# 답합니다. 두 가지 실수가 똑같이 나쁘다면 임계값은 0.5입니다.
#
# `head(channels)`를 써 보세요. 특성 `(N, channels)`를 확률 `(N, 1)`로 바꾸는 Keras 모델로, 드롭아웃 0.3과 시그모이드 유닛
# 하나이며 컴파일하지 않습니다. 그리고 `decide(probabilities, threshold)`도 쓰세요. 확률 `(N, 1)`이나 `(N,)`을 받아 레이블 0
# 또는 1을 `(N,)`으로 돌려줍니다.


# %% answer="head"
def head(channels):
    """Build a classifier of features with one sigmoid unit."""
    ### BEGIN SOLUTION
    return keras.Sequential([keras.Input((channels,)), layers.Dropout(0.3), layers.Dense(1, activation="sigmoid")])
    ### END SOLUTION


# %% check="head"
check("head")


# %% answer="decide"
def decide(probabilities, threshold=0.5):
    """Return the label 1 where the probability reaches the threshold, else 0."""
    ### BEGIN SOLUTION
    return (np.ravel(probabilities) >= threshold).astype(int)
    ### END SOLUTION


# %% check="decide"
check("decide")


# %%
def train_head(features, labels, epochs=60):
    """Train a head on features; return it."""
    keras.utils.set_random_seed(SEED)
    network = head(features.shape[1])
    network.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy")
    network.fit(features, labels, epochs=epochs, batch_size=20, verbose=0)
    return network


def right(network, features=validation_features):
    """Return the share of new pictures that a head gets right."""
    return float(np.mean(decide(network.predict(features, verbose=0), 0.5) == validation.labels))


@after("head", "decide")
def two_stage():
    few_features = backbones.features(backbone, few.images, progress=False)
    start = time.perf_counter()
    transferred = right(train_head(few_features, few.labels))
    record("transfer_seconds", time.perf_counter() - start)
    record("transfer_accuracy", transferred)
    record("train_count", len(train))
    if "scratch" in measured:
        record("transfer_margin", 100 * (transferred - measured["scratch"]))
    everything = right(train_head(train_features, train.labels, epochs=30))
    record("two_stage_accuracy", everything)
    print(f"{COUNT}: {transferred:.1%}   {len(train):,}: {everything:.1%}")


# %% [markdown] lang="en"
# | 200 pictures, real photographs | right | seconds |
# | --- | --- | --- |
# | from scratch | {scratch_accuracy.real.full:.1%} | {scratch_seconds.real.full:.0f} |
# | features and a head | {transfer_accuracy.real.full:.1%} | {transfer_seconds.real.full:.0f} |
#
# The same 200 pictures. What the head did not have to find out itself was worth {transfer_margin.real.full:.0f} points.
# With all {train_count.real.full:,.0f} pictures the features reach {two_stage_accuracy.real.full:.1%}.
#
# How does that depend on the number of pictures?

# %% [markdown] lang="ko" of="473fb3a2"
# | 실제 사진 200장 | 정확도 | 초 |
# | --- | --- | --- |
# | 처음부터 학습 | {scratch_accuracy.real.full:.1%} | {scratch_seconds.real.full:.0f} |
# | 특성과 헤드 | {transfer_accuracy.real.full:.1%} | {transfer_seconds.real.full:.0f} |
#
# 똑같은 200장입니다. 헤드가 스스로 알아내지 않아도 된 것의 값어치가 {transfer_margin.real.full:.0f}포인트입니다.
# {train_count.real.full:,.0f}장을 모두 쓰면 특성은 {two_stage_accuracy.real.full:.1%}에 이릅니다.
#
# 이미지 수에 따라서는 어떻게 달라질까요? 점점 줄여 봅시다.


# %%
@after("head", "decide")
def by_number():
    counts = (20, 60, 200)
    curves = {"features": [], "scratch": []}
    for count in counts:
        some = train.take(count, SEED)
        curves["features"].append(right(train_head(backbones.features(backbone, some.images, progress=False), some.labels)))
        known = count == COUNT and "scratch" in measured
        curves["scratch"].append(measured["scratch"] if known else from_scratch(small.train.take(count, SEED)))
        record(f"transfer_at_{count}", curves["features"][-1])
        record(f"scratch_at_{count}", curves["scratch"][-1])
    _, ax = plt.subplots(figsize=(6.5, 3.6), layout="constrained")
    words = {"features": "특성과 헤드" if KOREAN else "features and a head", "scratch": "처음부터" if KOREAN else "from scratch"}
    for name, marker in (("features", "o"), ("scratch", "s")):
        ax.plot(counts, [100 * value for value in curves[name]], marker=marker, label=words[name])
    ax.set_xscale("log")
    ax.set_xticks(counts, [str(count) for count in counts])
    ax.set_xticks([], minor=True)
    ax.set_xlabel("훈련 이미지 수" if KOREAN else "training images")
    ax.set_ylabel("정확도 (%)" if KOREAN else "accuracy (%)")
    ax.legend(frameon=False)


# %% [markdown] lang="en"
# The fewer pictures, the more the borrowed eyes are worth. With photographs the curves are still far apart at 200. With the
# drawings they meet there: these pets are simple enough to be learned from nothing, and the course's backbone is a small one.
# So it is with every project, only the number differs. Somewhere your own pictures are enough.

# %% [markdown] lang="ko" of="ee1630c2"
# 이미지가 적을수록 빌린 눈의 값어치가 큽니다. 사진에서는 200장에서도 두 곡선이 멀리 떨어져 있습니다. 그림에서는 그쯤에서
# 만납니다. 그린 고양이와 개는 처음부터 배울 수 있을 만큼 단순하고, 이 강좌의 백본은 작기 때문입니다. 어느 프로젝트나 그렇습니다.
# 얼마부터인지가 다를 뿐, 자기 이미지만으로 충분한 때가 옵니다.

# %% [markdown] lang="en"
# ## In line: features from pictures that change
#
# Two stages have a price. Features are computed from the pictures as they are, so **augmentation** (lesson 10) is no
# longer possible: turn a picture, and its features are other features. The notes train **in line** instead. One model
# from pixels to probability: augmentation, preprocessing, frozen backbone, pooling, head. Each epoch sees other views,
# and each epoch sends every one of them through the backbone.
#
# (The notes' `RandomRotation(0.2)` turns by up to 0.2 of a *full turn*, 72 degrees either way. Few dogs stand like
# that. Here it is 0.03, about 11 degrees.)
#
# Write `inline_model(body, side)`: from images `(N, side, side, 3)` to probabilities `(N, 1)`, in this order:
# `RandomFlip("horizontal")`, `RandomRotation(0.03)`, `RandomZoom(0.2)`, the `body` (a Keras model from images to maps,
# frozen), global average pooling, dropout 0.3, one sigmoid unit. Call the body with `training=False`, so that its batch
# normalisation keeps the means it was trained with. Not compiled.

# %% [markdown] lang="ko" of="328dc41a"
# ## 인라인: 매번 바뀌는 이미지에서 특성 뽑기
#
# 두 단계에는 대가가 있습니다. 특성은 이미지 그대로에서 뽑으므로 **증강**(10)을 할 수 없습니다. 이미지를 돌리면 특성도 달라지기
# 때문입니다. 그래서 강의 노트는 **인라인**으로 학습합니다. 픽셀에서 확률까지 모델 하나로 잇습니다. 증강, 전처리, 얼린 백본,
# 풀링, 헤드의 순서입니다. 에포크마다 다른 모습을 보고, 에포크마다 그 모두를 백본에 통과시킵니다.
#
# (강의 노트의 `RandomRotation(0.2)`는 *한 바퀴*의 0.2, 곧 양쪽으로 72도까지 돌립니다. 그렇게 서 있는 개는 드뭅니다. 여기서는
# 0.03, 약 11도입니다.)
#
# `inline_model(body, side)`를 써 보세요. 이미지 `(N, side, side, 3)`에서 확률 `(N, 1)`까지 이 순서로 잇습니다.
# `RandomFlip("horizontal")`, `RandomRotation(0.03)`, `RandomZoom(0.2)`, `body`(이미지를 맵으로 바꾸는 Keras 모델,
# 얼려 둡니다), 전역 평균 풀링, 드롭아웃 0.3, 시그모이드 유닛 하나. `body`는 `training=False`로 불러서 배치 정규화가 학습할
# 때의 평균을 그대로 쓰게 하세요. 컴파일하지 않습니다.


# %% answer="inline_model"
def inline_model(body, side):
    """Build one model from pixels to probability on a frozen body."""
    ### BEGIN SOLUTION
    body.trainable = False
    images = keras.Input((side, side, 3))
    views = layers.RandomFlip("horizontal")(images)
    views = layers.RandomRotation(0.03)(views)
    views = layers.RandomZoom(0.2)(views)
    maps = body(views, training=False)
    pooled = layers.Dropout(0.3)(layers.GlobalAveragePooling2D()(maps))
    return keras.Model(images, layers.Dense(1, activation="sigmoid")(pooled))
    ### END SOLUTION


# %% check="inline_model"
check("inline_model")


# %%
@after("head", "decide", "inline_model")
def side_by_side():
    keras.utils.set_random_seed(SEED)
    inline = inline_model(backbone.model, SIDE)
    inline.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy")
    some = train.take({"quick": 400, "full": len(train)}[PROFILE], SEED)
    epochs = {"quick": 2, "full": 6}[PROFILE]
    inline.fit(some.images[:20], some.labels[:20], verbose=0)  # what is built at the first batch is not counted
    start = time.perf_counter()
    inline.fit(some.images, some.labels, epochs=epochs, batch_size=20, verbose=0)
    inline_seconds = (time.perf_counter() - start) / epochs
    some_features = backbones.features(backbone, some.images, progress=False)
    network = head(some_features.shape[1])
    network.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy")
    network.fit(some_features[:20], some.labels[:20], verbose=0)
    start = time.perf_counter()
    network.fit(some_features, some.labels, epochs=epochs, batch_size=20, verbose=0)
    head_seconds = (time.perf_counter() - start) / epochs
    start = time.perf_counter()
    backbones.features(backbone, some.images, progress=False, cache=False)
    once = time.perf_counter() - start
    record("inline_times", inline_seconds / head_seconds)
    record("once_in_epochs", once / inline_seconds)
    record("inline_accuracy", right(inline, validation.images))
    print(f"{inline_seconds:.1f} s, {head_seconds:.2f} s, {once:.1f} s")
    return inline


# %% [markdown] lang="en"
# | real photographs | in line | two stages |
# | --- | --- | --- |
# | one epoch takes | {inline_times.real.full:.0f} times as long | 1 |
# | before the first epoch | nothing | as long as {once_in_epochs.real.full:.1f} epochs in line |
# | kept in memory, to train | {image_megabytes.real.full:.0f} MB of images | {feature_megabytes.real.full:.0f} MB of features |
# | augmentation | yes | no |
# | right | {inline_accuracy.real.full:.1%} | {two_stage_accuracy.real.full:.1%} |
#
# With a good backbone and a linear head, augmentation buys nothing here: features of a mirrored cat are nearly those of
# the cat. Two stages let you try a hundred heads in the time of one epoch in line. In line is for what two stages
# cannot do: when the backbone itself is to learn.

# %% [markdown] lang="ko" of="7f99b021"
# | 실제 사진 | 인라인 | 두 단계 |
# | --- | --- | --- |
# | 한 에포크 시간 | {inline_times.real.full:.0f}배 | 1 |
# | 첫 에포크 전에 | 없음 | 인라인 {once_in_epochs.real.full:.1f}에포크만큼 |
# | 학습하는 동안 메모리에 두는 것 | 이미지 {image_megabytes.real.full:.0f} MB | 특성 {feature_megabytes.real.full:.0f} MB |
# | 증강 | 됩니다 | 안 됩니다 |
# | 정확도 | {inline_accuracy.real.full:.1%} | {two_stage_accuracy.real.full:.1%} |
#
# 좋은 백본에 선형 헤드를 얹으면 증강으로 얻는 것이 없습니다. 좌우를 뒤집은 고양이의 특성은 원래 고양이의 특성과 거의 같기
# 때문입니다. 두 단계라면 인라인 한 에포크 시간에 헤드를 백 가지나 시험해 볼 수 있습니다. 인라인은 두 단계로 할 수 없는 일, 곧
# 백본 자신이 배워야 할 때 씁니다.

# %% [markdown] lang="en"
# ## When should the backbone learn?
#
# **Fine-tuning** unfreezes the backbone's last block, or all of it, and goes on training with a small learning rate.
# Whether that pays depends on how many pictures you have, and on how far they are from what the backbone has seen:
#
# | labelled pictures | near (photographs of things) | far (X-rays, maps, rocks) |
# | --- | --- | --- |
# | fewer than 1,000 | `"features"` | `"features"` |
# | 1,000 to 10,000 | `"last block"` | `"last block"` |
# | more than 10,000 | `"all"` | `"scratch"`, or `"all"`: try both |
#
# (A rule of thumb. Your measurements decide, and for far pictures earlier layers often make the better features.)
#
# Write `strategy(images, near)`: the number of labelled pictures and True or False in, the words of the table out;
# `"scratch"` for many pictures that are far.

# %% [markdown] lang="ko" of="7ddd56ef"
# ## 백본도 배워야 할 때
#
# **미세 조정**은 백본의 마지막 블록이나 전체를 풀고 작은 학습률로 학습을 이어 가는 것입니다. 그럴 만한지는 이미지가 몇 장인지,
# 그리고 백본이 본 것에서 얼마나 먼지에 달렸습니다.
#
# | 레이블이 붙은 이미지 | 가까움(물건 사진) | 멂(엑스선, 지도, 암석) |
# | --- | --- | --- |
# | 1,000장 미만 | `"features"` | `"features"` |
# | 1,000장에서 10,000장 | `"last block"` | `"last block"` |
# | 10,000장 초과 | `"all"` | `"scratch"`, 또는 `"all"`: 둘 다 해 보세요 |
#
# (어림 규칙입니다. 결정은 여러분이 잰 값으로 하세요. 먼 이미지에는 더 앞쪽 층이 나은 특성을 주는 일이 많습니다.)
#
# `strategy(images, near)`를 써 보세요. 레이블이 붙은 이미지 수와 True 또는 False를 받아 표에 있는 낱말을 돌려줍니다. 멀고
# 많으면 `"scratch"`입니다.


# %% answer="strategy"
def strategy(images, near):
    """Choose how to use a backbone."""
    ### BEGIN SOLUTION
    if images < 1000:
        return "features"
    if images <= 10_000:
        return "last block"
    return "all" if near else "scratch"
    ### END SOLUTION


# %% check="strategy"
check("strategy")

# %% [markdown] lang="en"
# ## Fine-tuning without destroying what you came for
#
# Two rules, and both are easy to break without any error message.
#
# 1. **A small learning rate**, after the head has been trained. A fresh head sends large, meaningless gradients down
#    into weights that took days to train.
# 2. **Batch normalisation stays frozen.** Its running means describe a million pictures; a few batches of yours would
#    overwrite them.
#
# Write `let_learn(body, first)`: in the Keras model `body`, every layer from the one called `first` to the last may
# learn, except those of the class `BatchNormalization`; all earlier layers may not. Change the body, return nothing.
# (Setting `trainable` on a model sets it on all of its layers.)

# %% [markdown] lang="ko" of="ed1a0186"
# ## 얻으려던 것을 망가뜨리지 않는 미세 조정
#
# 규칙은 두 가지이고, 둘 다 어겨도 오류 메시지가 나오지 않습니다.
#
# 1. **작은 학습률**을, 헤드를 학습한 다음에 씁니다. 갓 만든 헤드는 크고 뜻 없는 기울기를, 며칠 걸려 학습한 가중치로 흘려
#    보냅니다.
# 2. **배치 정규화는 얼려 둡니다.** 그 이동 평균은 이미지 백만 장을 나타냅니다. 여러분의 배치 몇 개면 덮어써 버립니다.
#
# `let_learn(body, first)`를 써 보세요. Keras 모델 `body`에서 이름이 `first`인 층부터 마지막 층까지 학습하게 하되,
# `BatchNormalization` 층은 빼고, 그보다 앞쪽 층은 모두 학습하지 않게 합니다. `body`를 바꾸기만 하고 돌려주는 것은 없습니다.
# (모델의 `trainable`을 바꾸면 그 안의 모든 층이 바뀝니다.)


# %% answer="let_learn"
def let_learn(body, first):
    """Let the layers from `first` on learn, all but batch normalisation."""
    ### BEGIN SOLUTION
    body.trainable = True
    learning = False
    for layer in body.layers:
        learning = learning or layer.name == first
        layer.trainable = learning and not isinstance(layer, layers.BatchNormalization)
    ### END SOLUTION


# %% check="let_learn"
check("let_learn")

# %% [markdown] lang="en"
# **Predict before you run.** We fine-tune the last block twice, from the same trained head and for the same number of
# epochs: once with a learning rate of 0.0003 and once with 0.03, a rate that trains many a fresh network well. The
# first ends about where it began, or a little higher. How many per cent does the second get right? (Guessing: 50.)

# %% [markdown] lang="ko" of="73804be0"
# **실행하기 전에 예상해 보세요.** 마지막 블록을 두 번 미세 조정합니다. 똑같이 학습한 헤드에서 출발해 에포크 수도 같은데, 한 번은
# 학습률 0.0003으로, 한 번은 새 신경망이라면 곧잘 학습되는 0.03으로 합니다. 앞의 것은 시작한 곳쯤이나 조금 위에서 끝납니다. 뒤의
# 것은 몇 퍼센트를 맞힐까요? (찍으면 50입니다.)

# %% answer="too_fast_percentage"
### BEGIN SOLUTION
too_fast_percentage = 60
### END SOLUTION


# %%
def tune(learning_rate):
    """Fine-tune the last block under a trained head; return the model and its accuracy."""
    keras.utils.set_random_seed(SEED)
    body = backbones.load_backbone("mobilenet_v2", WEIGHTS, side=SIDE)
    some = train.take({"quick": 400, "full": len(train)}[PROFILE], SEED)
    model = inline_model(body.model, SIDE)
    trained = train_head(backbones.features(body, some.images, progress=False), some.labels, epochs=30)
    model.layers[-1].set_weights(trained.layers[-1].get_weights())
    let_learn(body.model, body.last_block)
    model.compile(optimizer=keras.optimizers.Adam(learning_rate), loss="binary_crossentropy")
    model.fit(some.images, some.labels, epochs={"quick": 2, "full": 3}[PROFILE], batch_size=20, verbose=0)
    return model, right(model, validation.images)


@after("head", "decide", "inline_model", "let_learn")
def both_rates():
    start = time.perf_counter()
    model, gentle = tune(0.0003)
    record("tuned_seconds", time.perf_counter() - start)
    record("tuned_accuracy", gentle)
    _, rough = tune(0.03)
    record("too_fast_accuracy", rough)
    return {"model": model, "gentle": gentle, "rough": rough}


if both_rates is not None:
    predict("too_fast_percentage", too_fast_percentage, outcome=lambda: round(100 * both_rates["rough"]))

# %% [markdown] lang="en"
# Gently: {tuned_accuracy.real.full:.1%}. At 0.03: {too_fast_accuracy.real.full:.1%}. Nothing was wrong with the data,
# the head or the code. In a few hundred steps the last block forgot what it had learned from a million pictures, and
# 2,000 cannot teach it again.
#
# Now examine your own. Write `classify(images)`: grey levels 0 to 255 in, `(N, side, side, 3)`; out come two
# probabilities per picture, `(N, 2)`, cat and dog. Use the fine-tuned model, `both_rates["model"]`. It will be asked
# about pictures that nobody has seen.

# %% [markdown] lang="ko" of="d4d4bab7"
# 살살 하면 {tuned_accuracy.real.full:.1%}, 0.03이면 {too_fast_accuracy.real.full:.1%}입니다. 데이터도, 헤드도, 코드도
# 잘못되지 않았습니다. 마지막 블록이 백만 장에서 배운 것을 몇백 스텝 만에 잊었고, 2,000장으로는 다시 가르칠 수 없습니다.
#
# 이제 여러분의 것을 시험해 봅시다. `classify(images)`를 쓰세요. 밝기 0~255인 이미지 `(N, side, side, 3)`을 받아 이미지마다
# 확률 두 개, 곧 고양이와 개의 확률을 `(N, 2)`로 돌려줍니다. 미세 조정한 모델 `both_rates["model"]`을 쓰세요. 아무도 본 적
# 없는 이미지로 물어볼 것입니다.


# %% answer="classify"
def classify(images):
    """Return the probabilities of cat and dog for each image."""
    ### BEGIN SOLUTION
    dog = both_rates["model"].predict(np.asarray(images), batch_size=50, verbose=0)
    return np.concatenate([1 - dog, dog], axis=1)
    ### END SOLUTION


# %% check="classify"
check("classify")

# %% [markdown] lang="en"
# What does it look at? Ask for the pictures that it got wrong, if there are any.

# %% [markdown] lang="ko" of="c5ab31a1"
# 무엇을 보고 있을까요? 틀린 이미지가 있으면 그것부터 물어보세요.


# %%
@after("head", "decide", "inline_model", "let_learn", "classify")
def where_it_looks():
    answers = classify(validation.images)
    plots.show_mistakes(validation.images, answers, validation.labels, names)
    wrong = np.flatnonzero(answers.argmax(axis=1) != validation.labels)[:12]
    shown = np.concatenate([wrong, np.arange(24 - len(wrong))])
    return explore_saliency(
        both_rates["model"], validation.images[shown].astype("float32"), labels=validation.labels[shown], class_names=names
    )


# %% [markdown] lang="en"
# | cats and dogs, real photographs | network | validation | training takes |
# | --- | --- | --- | --- |
# | the notes | VGG19 in line, 23 million parameters, 4,000 photographs | 97.3 % | about 10 minutes |
# | ours, two stages | frozen, one unit | {two_stage_accuracy.real.full:.1%} | seconds, after the features |
# | ours, fine-tuned | last block | {tuned_accuracy.real.full:.1%} | {tuned_seconds.real.full:.0f} s |
# | ours, 200 photographs | frozen, one unit | {transfer_accuracy.real.full:.1%} | {transfer_seconds.real.full:.0f} s |
#
# (Ours: MobileNetV2 at 160 pixels, two processor cores. The notes do not say which machine they used.)

# %% [markdown] lang="ko" of="6ea7ee26"
# | 고양이와 개, 실제 사진 | 신경망 | 검증 정확도 | 학습 시간 |
# | --- | --- | --- | --- |
# | 강의 노트 | VGG19 인라인, 파라미터 2,300만 개, 사진 4,000장 | 97.3 % | 약 10분 |
# | 우리, 두 단계 | 얼린 백본, 유닛 하나 | {two_stage_accuracy.real.full:.1%} | 특성을 뽑은 뒤 몇 초 |
# | 우리, 미세 조정 | 마지막 블록 | {tuned_accuracy.real.full:.1%} | {tuned_seconds.real.full:.0f}초 |
# | 우리, 사진 200장 | 얼린 백본, 유닛 하나 | {transfer_accuracy.real.full:.1%} | {transfer_seconds.real.full:.0f}초 |
#
# (우리 것은 160픽셀 MobileNetV2, 프로세서 코어 두 개입니다. 강의 노트에는 어떤 컴퓨터를 썼는지 적혀 있지 않습니다.)

# %% [markdown] lang="en"
# ### Quiz

# %% [markdown] lang="ko" of="3387447a"
# ### 퀴즈

# %%
quiz("why_frozen")

# %%
quiz("which_layers")

# %%
quiz("augmented_features")

# %% [markdown] lang="en"
# ### Advise somebody
#
# A vet has 700 X-ray pictures of cats' paws, 90 of them broken, and wants a program that sorts out those that need a
# second look. A friend proposes: "MobileNetV2, unfreeze everything, learning rate 0.01, accuracy above 90 % and we
# ship it." What would you do instead? Say which weights and layers you would use, how you would train and in which
# order, what you would do about the threshold and about the number 90 %, and what you would measure first. Six to ten
# sentences, in English or Korean.

# %% [markdown] lang="ko" of="d7e96063"
# ### 조언하기
#
# 어느 수의사에게 고양이 앞발의 엑스선 사진이 700장 있고, 그중 90장이 부러진 것입니다. 다시 살펴볼 사진을 골라 주는 프로그램을
# 만들려고 합니다. 친구가 이렇게 말합니다. "MobileNetV2를 모두 풀고 학습률 0.01로 학습해서 정확도가 90 %를 넘으면 내놓자."
# 여러분이라면 어떻게 하겠습니까? 어떤 가중치와 어떤 층을 쓰고, 어떤 순서로 어떻게 학습하며, 임계값과 90 %라는 수는 어떻게
# 하고, 무엇부터 재어 보겠습니까? 한국어나 영어로 여섯 문장에서 열 문장쯤 써 보세요.

# %% [markdown] manual="advice"
# ### BEGIN SOLUTION
# 700 pictures are few and far from ImageNet, so I begin with frozen features and a linear head, and compare features
# of the last layers with those of a middle stage, because late layers know muzzles and wheels and not bones. Before
# anything else I look how the pictures belong together: several X-rays of one cat must stay on one side of the split.
# 90 % proves nothing here: who never says "broken" is right on 610 of 700, 87 %. What matters is how many of the 90 are
# found and how many healthy ones are sent for a second look, so I choose the threshold by what a missed fracture costs
# (recall first), on validation pictures, and report both numbers with an interval. I would weigh the classes or leave
# them and move the threshold. Only if features disappoint would I fine-tune the last block, after the head is trained,
# with a learning rate near 0.0001 and frozen batch normalisation; 0.01 on everything would wipe out what the weights
# know. Mirroring and small turns are fair augmentation, in line. The first thing I measure is the simplest baseline,
# features and a head, with cross-validation over cats.
#
# 700장은 적고 ImageNet과도 멀어서, 얼린 특성과 선형 헤드로 시작하고 마지막 층의 특성과 가운데 단계의 특성을 비교하겠습니다.
# 뒤쪽 층은 주둥이와 바퀴는 알아도 뼈는 모르기 때문입니다. 무엇보다 먼저 사진이 어떻게 묶이는지 보겠습니다. 한 고양이의 엑스선
# 사진 여러 장은 나눌 때 한쪽에 있어야 합니다. 여기서 90 %는 아무것도 증명하지 못합니다. "부러졌다"고 한 번도 말하지 않아도
# 700장 가운데 610장, 87 %를 맞힙니다. 중요한 것은 90장 가운데 몇 장을 찾아내고 멀쩡한 것을 몇 장이나 다시 보게 하는가입니다.
# 그래서 골절을 놓쳤을 때의 값(재현율 먼저)을 따져 검증 이미지에서 임계값을 고르고, 두 수를 모두 구간과 함께 보고하겠습니다.
# 클래스에 무게를 주거나, 그대로 두고 임계값을 옮기겠습니다. 특성으로 부족할 때에만, 헤드를 학습한 다음 0.0001쯤의 학습률로
# 배치 정규화는 얼린 채 마지막 블록을 미세 조정하겠습니다. 모두 풀고 0.01로 하면 가중치가 아는 것이 지워집니다. 좌우 뒤집기와 작은
# 회전은 인라인에서 써도 좋은 증강입니다. 맨 처음에는 가장 단순한 기준인 특성과 헤드를 고양이 단위 교차 검증으로 재겠습니다.
# ### END SOLUTION

# %% [markdown] lang="en" sheet="summary"
# ## What you take with you
#
# - Early layers see edges and colours that nearly all pictures share, late layers see parts of what they were trained
#   on. A trained backbone spares your few pictures the work of learning to see.
# - Two stages: features once, then any number of heads in seconds. In line: augmentation, or a backbone that learns,
#   for many times the time.
# - A head on pooled features has hundreds of parameters, a head on flattened maps millions. Every output brings one
#   weight per unit before it, and a bias.
# - Few pictures: features. Some thousands: the last block, after the head, with a small learning rate and frozen batch
#   normalisation. A large learning rate destroys in minutes what took days.
# - One sigmoid unit decides between two classes; the threshold is yours to choose.
#
# **Next:** lesson 13 begins where real projects begin: with a folder of files that somebody collected.

# %% [markdown] lang="ko" sheet="summary" of="863c0b5b"
# ## 정리
#
# - 앞쪽 층은 거의 모든 이미지에 있는 가장자리와 색을 보고, 뒤쪽 층은 학습한 것의 부분을 봅니다. 학습된 백본은 얼마 안 되는
#   이미지로 보는 법부터 배워야 하는 수고를 덜어 줍니다.
# - 두 단계: 특성을 한 번 뽑으면 헤드는 몇 번이고 몇 초 만에 학습합니다. 인라인: 증강을 하거나 백본을 가르칠 수 있지만 시간이
#   몇 배로 듭니다.
# - 풀링한 특성에 얹은 헤드는 파라미터가 수백 개, 펼친 맵에 얹은 헤드는 수백만 개입니다. 출력이 하나 늘면 앞의 유닛마다 가중치
#   하나와 편향 하나가 늡니다.
# - 이미지가 적으면 특성, 몇천 장이면 헤드를 먼저 학습한 다음 작은 학습률로, 배치 정규화는 얼린 채 마지막 블록을 미세 조정합니다.
#   큰 학습률은 며칠 걸린 것을 몇 분 만에 망가뜨립니다.
# - 클래스가 둘이면 시그모이드 유닛 하나로 정합니다. 임계값은 여러분이 고릅니다.
#
# **다음 수업:** 13은 진짜 프로젝트가 시작되는 곳, 누군가 모아 놓은 파일 폴더에서 시작합니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when |
# | --- | --- | --- |
# | sigmoid | $p = \frac{1}{1 + e^{-z}}$ | one output, two classes |
# | binary cross-entropy | $-y \ln p - (1 - y) \ln (1 - p)$ | $y$ is 0 or 1 |
# | dense head on flattened maps | $(S^2 C + 1) U$ | first layer, $U$ units |
# | dense head on pooled maps | $(C + 1) U$ | global average pooling |
# | one more output | $U + 1$ | $U$ units before it |

# %% [markdown] lang="ko" sheet="formulas" of="6d909049"
# ### 간직할 식
#
# | 이름 | 식 | 언제 |
# | --- | --- | --- |
# | 시그모이드 | $p = \frac{1}{1 + e^{-z}}$ | 출력 하나, 클래스 둘 |
# | 이진 교차 엔트로피 | $-y \ln p - (1 - y) \ln (1 - p)$ | $y$는 0 또는 1 |
# | 펼친 맵에 얹은 완전 연결층 | $(S^2 C + 1) U$ | 첫 층, 유닛 $U$개 |
# | 풀링한 맵에 얹은 완전 연결층 | $(C + 1) U$ | 전역 평균 풀링 |
# | 출력이 하나 늘면 | $U + 1$ | 앞의 유닛이 $U$개 |
