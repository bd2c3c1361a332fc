# %% [markdown] lang="en"
# # 09 · Dense network or CNN? CIFAR-10
#
# **You will be able to**
# - count the parameters of a dense network and of a CNN by hand, and say why parameters are not cost,
# - compare two kinds of network fairly: at equal parameters, at equal multiplications, on the same images,
# - say what a CNN takes for granted about images, and show it by taking it away: shuffled pixels, shifted pictures,
# - put a training recipe together, find out which of its parts matter, and train a small network that beats a
#   large one.
#
# **Time:** 75 to 90 minutes of yours. On two CPU cores all cells together take about two and a half minutes with
# `PROFILE = "quick"` (5,000 training images) and less than 15 with `"full"` (46,000). Start with quick.

# %% [markdown] lang="ko" of="415b66c5"
# # 09 · 일반 신경망 대 CNN
#
# **이 수업을 마치면**
# - 완전 연결 신경망과 CNN의 파라미터를 손으로 세고, 파라미터 수가 왜 비용이 아닌지 설명할 수 있습니다.
# - 두 종류의 신경망을 공정하게 비교할 수 있습니다. 파라미터 수를 맞추고, 곱셈 수를 맞추고, 같은 이미지로 비교합니다.
# - CNN이 이미지에 대해 무엇을 당연하게 여기는지 말하고, 그것을 빼앗아 보일 수 있습니다. 픽셀을 뒤섞고 사진을 옮깁니다.
# - 학습 레시피를 짜고, 어떤 재료가 중요한지 알아내고, 큰 신경망을 이기는 작은 신경망을 학습할 수 있습니다.
#
# **걸리는 시간:** 75분에서 90분쯤입니다. CPU 코어 두 개에서 모든 셀을 실행하는 데 `PROFILE = "quick"`(훈련 이미지
# 5,000장)이면 2분 30초쯤, `"full"`(46,000장)이면 15분이 안 걸립니다. quick으로 시작하세요.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np

from course_utils import (
    after,
    check,
    explore_confusion,
    explore_feature_maps,
    lesson,
    models,
    nn,
    plots,
    predict,
    quiz,
    record,
    training,
    watch_training,
)
from course_utils.data import load

lesson("09_dense_vs_cnn", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# ## Eight pictures
#
# What is on them?

# %% [markdown] lang="ko" of="f069d620"
# ## 그림 여덟 장
#
# 무엇이 보이나요?

# %%
dataset = load("objects", source=SOURCE)
names = dataset.class_names(LANGUAGE)
record("source", dataset.source)

eight = dataset.train.images[:8]
noise = np.random.default_rng(SEED).permutation(eight.reshape(8, -1, 3), axis=1).reshape(eight.shape)
plots.show_images(noise, columns=8)

# %% [markdown] lang="en"
# Noise? No pixel is missing. Each was moved to another place, in all eight pictures the same way. Before, they looked
# like this:

# %% [markdown] lang="ko" of="873d693b"
# 잡음일까요? 빠진 픽셀은 하나도 없습니다. 픽셀마다 다른 자리로 옮겼을 뿐이고, 여덟 장 모두 똑같은 방식으로 옮겼습니다.
# 옮기기 전에는 이랬습니다.

# %%
plots.show_images(eight, dataset.train.labels[:8], names, columns=8)

# %% [markdown] lang="en"
# In lesson 03 you shuffled digits in this way, and the dense network did not notice: it has one weight for every pixel,
# and the weights follow the pixels wherever they go. So to a dense network these two rows are **equally difficult**.
# Whoever shows it photographs might as well show it the noise.
#
# Is that bad? And would a CNN notice? Both questions have numbers for an answer, and this lesson collects them.

# %% [markdown] lang="ko" of="e54ff56b"
# 03에서 숫자 그림을 이렇게 뒤섞었을 때 완전 연결 신경망은 알아채지 못했습니다. 픽셀마다 가중치가 하나씩 있어서, 픽셀이
# 어디로 가든 가중치가 따라가기 때문입니다. 그러니 완전 연결 신경망에게 위의 두 줄은 **똑같이 어렵습니다**. 사진을
# 보여 주나 잡음을 보여 주나 마찬가지라는 말입니다.
#
# 그게 나쁜 일일까요? CNN이라면 알아챌까요? 두 질문 모두 수로 답할 수 있고, 이 수업에서 그 수를 모읍니다.

# %% [markdown] lang="en"
# ## The data
#
# Ten kinds of things, 32 by 32 pixels, and for the first time in colour: three numbers for each pixel (red, green,
# blue), so one picture is 32 · 32 · 3 = 3,072 numbers.

# %% [markdown] lang="ko" of="ed6ae749"
# ## 데이터
#
# 열 가지 사물이 있고, 크기는 32 x 32픽셀이며, 처음으로 컬러입니다. 픽셀마다 빨강, 초록, 파랑 세 수가 있으므로 사진 한
# 장은 32 · 32 · 3 = 3,072개의 수입니다.

# %%
print(dataset.describe(LANGUAGE))
plots.show_class_grid(dataset.train.images[:1_000], dataset.train.labels[:1_000], names)

# %% [markdown] lang="en"
# Much more varied than garments. A cat may sit, lie or leap, left or right in the picture, white on a carpet or black
# on a lawn; a frog has the colours of the leaf it sits on. (People who were shown the real photographs at this size
# got about 94 % of them right: Ho-Phuoc, 2018.)
#
# As in lesson 08 there are three parts: training images, validation images for every choice on the way, and test images
# to measure each network at the end.

# %% [markdown] lang="ko" of="06260218"
# 옷보다 훨씬 다양합니다. 고양이는 앉고 눕고 뛰어오르며, 왼쪽에 있기도 하고 오른쪽에 있기도 하고, 양탄자 위의 흰
# 고양이일 수도 잔디밭의 검은 고양이일 수도 있습니다. 개구리는 자기가 앉은 나뭇잎과 색이 같습니다. (실제 사진을 이
# 크기로 사람들에게 보여 주었더니 94 %쯤 맞혔습니다. Ho-Phuoc, 2018.)
#
# 08에서처럼 세 부분으로 나눕니다. 훈련 이미지, 그 사이 모든 선택에 쓰는 검증 이미지, 그리고 마지막에 신경망마다 재어
# 보는 테스트 이미지입니다.

# %%
QUICK = PROFILE == "quick"
pool = dataset.train.take(6_000, seed=SEED) if QUICK else dataset.train
train, validation = training.hold_back(pool, min(4_000, len(pool) // 6), seed=SEED)
test = dataset.test.take(2_000, seed=SEED) if QUICK else dataset.test
print(len(train), "training,", len(validation), "validation,", len(test), "test images")

# %% [markdown] lang="en"
# ## Two networks on paper
#
# The **dense** network flattens the picture at once. The **CNN** is the reference network of lesson 08, for a larger
# picture with three channels; its convolutions have no padding.
#
# | dense network | CNN |
# | --- | --- |
# | input 32 x 32 x 3 | input 32 x 32 x 3 |
# | flatten | convolution, 32 kernels of 3 x 3, ReLU |
# | dense, 128 units, ReLU | convolution, 64 kernels of 3 x 3, ReLU |
# | dense, 128 units, ReLU | max pooling 2 x 2, flatten |
# | dense, 10 units, softmax | dense, 128 units, ReLU |
# | | dense, 64 units, ReLU |
# | | dense, 10 units, softmax |
#
# Count the parameters, layer by layer: write `parameters_by_hand`, a dict with two lists. Under `"dense"` stand three
# numbers, one for each dense layer; under `"cnn"` stand five, for the two convolutions and the three dense layers.
# Weights and biases. Products are welcome.

# %% [markdown] lang="ko" of="ed05faca"
# ## 종이 위의 두 신경망
#
# **완전 연결** 신경망은 사진을 곧바로 한 줄로 폅니다. **CNN**은 08의 기준 신경망인데, 사진이 더 크고 채널이 셋입니다.
# 합성곱에는 패딩이 없습니다.
#
# | 완전 연결 신경망 | CNN |
# | --- | --- |
# | 입력 32 x 32 x 3 | 입력 32 x 32 x 3 |
# | 한 줄로 펴기 | 합성곱, 3 x 3 커널 32개, ReLU |
# | 완전 연결, 유닛 128개, ReLU | 합성곱, 3 x 3 커널 64개, ReLU |
# | 완전 연결, 유닛 128개, ReLU | 최대 풀링 2 x 2, 한 줄로 펴기 |
# | 완전 연결, 유닛 10개, 소프트맥스 | 완전 연결, 유닛 128개, ReLU |
# | | 완전 연결, 유닛 64개, ReLU |
# | | 완전 연결, 유닛 10개, 소프트맥스 |
#
# 파라미터를 층마다 세어 보세요. 리스트 두 개를 담은 dict `parameters_by_hand`를 쓰면 됩니다. `"dense"`에는 완전 연결층마다
# 하나씩 수 세 개를, `"cnn"`에는 합성곱층 둘과 완전 연결층 셋의 수 다섯 개를 담습니다. 가중치와 편향을 모두 셉니다.
# 곱셈식으로 써도 됩니다.

# %% answer="parameters_by_hand"
### BEGIN SOLUTION
parameters_by_hand = {
    "dense": [3072 * 128 + 128, 128 * 128 + 128, 128 * 10 + 10],
    "cnn": [
        3 * 3 * 3 * 32 + 32,
        3 * 3 * 32 * 64 + 64,
        14 * 14 * 64 * 128 + 128,
        128 * 64 + 64,
        64 * 10 + 10,
    ],
}
### END SOLUTION

# %% check="parameters_by_hand"
check("parameters_by_hand")

# %% [markdown] lang="en"
# Now Keras counts. The course has both networks by name: `models.dense` and `models.reference_cnn`.

# %% [markdown] lang="ko" of="0dc82b32"
# 이제 Keras가 셉니다. 두 신경망 모두 강의에 이름으로 준비되어 있습니다. `models.dense`와 `models.reference_cnn`입니다.

# %%
with training.quiet_start():  # TensorFlow talks a lot while it loads
    import keras
    from keras import layers

SHAPE = (32, 32, 3)


def dense():
    return models.dense(SHAPE)


def cnn():
    return models.reference_cnn(SHAPE)


@after("parameters_by_hand")
def both_counts():
    for name, build in {"dense": dense, "cnn": cnn}.items():
        by_hand, counted = parameters_by_hand[name], build().count_params()
        print(f"{name:5}", " + ".join(f"{count:,}" for count in by_hand), f"= {sum(by_hand):,}   Keras {counted:,}")
        record(f"{name}_parameters", counted)


# %% [markdown] lang="en"
# {dense_parameters:,} and {cnn_parameters:,}: the CNN has four times as many. Look where they are: nearly all of them in
# *one* layer, the first dense one, in both networks.
#
# ## The duel
#
# The lecture notes behind this course trained both for ten epochs and report:
#
# | | dense | CNN |
# | --- | --- | --- |
# | parameters | 411,146 | 1,634,058 |
# | training accuracy | 48.83 % | 88.62 % |
# | test accuracy | 46.78 % | 62.37 % |
# | generalisation gap (points) | 2.05 | 26.25 |
# | training time (minutes) | 0.71 | 8.02 |
#
# Now it is your turn to measure. `measure` trains a fresh network by one plain recipe, the same for all that follows
# (Adam, learning rate 0.001, batches of 64; 16-bit arithmetic where the processor has it), and keeps what it found, so
# that nothing is trained twice.
#
# **Predict before you run.** Guessing is right 10 % of the time. How many per cent of the test images will the *dense*
# network get right?

# %% [markdown] lang="ko" of="29310dee"
# {dense_parameters:,}개와 {cnn_parameters:,}개입니다. CNN이 네 배쯤 많습니다. 어디에 있는지 보세요. 두 신경망 모두 거의
# 전부가 층 *하나*, 첫 완전 연결층에 있습니다.
#
# ## 맞대결
#
# 이 수업의 바탕이 된 강의 노트는 둘을 10에포크씩 학습하고 이렇게 적었습니다.
#
# | | 완전 연결 | CNN |
# | --- | --- | --- |
# | 파라미터 수 | 411,146 | 1,634,058 |
# | 훈련 정확도 | 48.83 % | 88.62 % |
# | 테스트 정확도 | 46.78 % | 62.37 % |
# | 일반화 격차(포인트) | 2.05 | 26.25 |
# | 학습 시간(분) | 0.71 | 8.02 |
#
# 이제 여러분이 재어 볼 차례입니다. `measure`는 새 신경망을 단순한 레시피 하나로 학습하고(앞으로도 모두 이 레시피를
# 씁니다. Adam, 학습률 0.001, 배치 크기 64이고, 프로세서가 할 수 있으면 16비트로 계산합니다), 알아낸 것을 간직해 두어
# 같은 학습을 두 번 하지 않습니다.
#
# **실행하기 전에 예상해 보세요.** 찍으면 10 %를 맞힙니다. *완전 연결* 신경망은 테스트 이미지의 몇 퍼센트를 맞힐까요?

# %% answer="dense_percent"
### BEGIN SOLUTION
dense_percent = 50
### END SOLUTION

# %%
PLAIN = training.Recipe(batch_size=64, optimizer="adam", learning_rate=0.001, schedule="constant", precision="fast", keep="last")
EPOCHS = 5 if QUICK else 10
known = {}


def measure(name, build, parts=(train, validation, test), epochs=EPOCHS):
    """Train a fresh network by the plain recipe and measure it; asked again, remember."""
    key = (name, len(parts[0]), epochs)
    if key not in known:
        keras.utils.set_random_seed(SEED)
        network = build()
        history = training.fit(network, parts[:2], PLAIN.but(epochs=epochs), seed=SEED)
        some = parts[0].take(min(len(parts[0]), 5_000), seed=SEED)  # enough for the training accuracy
        known[key] = {
            "network": network,
            "history": history,
            "train": training.accuracy(network, some),
            "test": training.accuracy(network, parts[2]),
            "cost": models.cost(network),
        }
    return known[key]


def show_row(name, found):
    train_accuracy, test_accuracy = found["train"], found["test"]
    gap = 100 * (train_accuracy - test_accuracy)
    parameters, seconds = found["cost"].parameters, found["history"].seconds
    print(
        f"{name:14} {parameters:9,} parameters   train {train_accuracy:6.2%}   test {test_accuracy:6.2%}"
        f"   gap {gap:5.2f}   {seconds:5.0f} s"
    )


# %%
def duel():
    found = {name: measure(name, build) for name, build in {"dense": dense, "cnn": cnn}.items()}
    for name, one in found.items():
        show_row(name, one)
        record(f"{name}_train_accuracy", one["train"])
        record(f"{name}_test_accuracy", one["test"])
        record(f"{name}_gap", 100 * (one["train"] - one["test"]))
    record("cnn_lead", 100 * (found["cnn"]["test"] - found["dense"]["test"]))
    record("time_ratio", found["cnn"]["history"].seconds / found["dense"]["history"].seconds)
    curves = {"en": ("train", "validation"), "ko": ("훈련", "검증")}[LANGUAGE]
    plots.compare_histories(
        {
            f"{name}: {curve}": {"accuracy": list(one["history"][key])}
            for name, one in found.items()
            for curve, key in zip(curves, ("accuracy", "val_accuracy"), strict=True)
        },
        measure="accuracy",
    )
    return f"{found['dense']['test']:.1%}"


@after("parameters_by_hand")
def the_duel():
    predict("dense_percent", dense_percent, outcome=duel)


# %% [markdown] lang="en"
# With all the real images and ten epochs, our networks reached this:
#
# | | dense | CNN |
# | --- | --- | --- |
# | training accuracy | {dense_train_accuracy.real.full:.1%} | {cnn_train_accuracy.real.full:.1%} |
# | test accuracy | {dense_test_accuracy.real.full:.1%} | {cnn_test_accuracy.real.full:.1%} |
# | generalisation gap (points) | {dense_gap.real.full:.1f} | {cnn_gap.real.full:.1f} |
#
# The same picture as in the notes, whose subtractions are right this time. The CNN leads by
# {cnn_lead.real.full:.0f} points on images it has never seen, it needs {time_ratio.real.full:.0f} times as long, and
# it **overfits**: its training curve runs away from its validation curve. The dense network hardly overfits. That is
# no merit of it: it does not even know its training images.

# %% [markdown] lang="ko" of="ea02b9f9"
# 실제 이미지를 모두 써서 10에포크를 학습했을 때 우리의 신경망은 이랬습니다.
#
# | | 완전 연결 | CNN |
# | --- | --- | --- |
# | 훈련 정확도 | {dense_train_accuracy.real.full:.1%} | {cnn_train_accuracy.real.full:.1%} |
# | 테스트 정확도 | {dense_test_accuracy.real.full:.1%} | {cnn_test_accuracy.real.full:.1%} |
# | 일반화 격차(포인트) | {dense_gap.real.full:.1f} | {cnn_gap.real.full:.1f} |
#
# 강의 노트와 같은 모습입니다. 이번에는 노트의 뺄셈도 맞습니다. CNN은 본 적 없는 이미지에서 {cnn_lead.real.full:.0f}포인트
# 앞서고, 시간은 {time_ratio.real.full:.0f}배 걸리며, **과대적합**합니다. 훈련 곡선이 검증 곡선을 두고 달아납니다. 완전
# 연결 신경망은 거의 과대적합하지 않습니다. 칭찬할 일은 아닙니다. 훈련 이미지조차 제대로 알지 못하기 때문입니다.

# %% [markdown] lang="en"
# ## Parameters are not cost
#
# The notes conclude that the dense network is **parameter-efficient**: fewer parameters, faster training. Two different
# things hide in this sentence. Faster: yes. But is it faster *because* of its fewer parameters?
#
# A computer does not spend its time on storing weights but on multiplying with them. A dense layer uses each of its
# weights **once** per picture. A kernel stands at many places, and its weights are used at every one of them.
#
# Write `times_used`: a list of five numbers. For each of the CNN's five layers with parameters: how often is one and the
# same weight multiplied by something, in one picture?

# %% [markdown] lang="ko" of="53904d0d"
# ## 파라미터 수는 비용이 아닙니다
#
# 강의 노트는 완전 연결 신경망이 **파라미터 효율적**이라고 결론짓습니다. 파라미터가 적고 빠르게 학습한다는 것입니다. 이 말에는
# 서로 다른 두 가지가 숨어 있습니다. 빠르다는 것은 맞습니다. 하지만 파라미터가 적어서 *그래서* 빠른 것일까요?
#
# 컴퓨터가 시간을 쓰는 곳은 가중치를 저장하는 일이 아니라 가중치로 곱셈을 하는 일입니다. 완전 연결층은 사진 한 장에
# 가중치 하나를 **한 번** 씁니다. 커널은 여러 자리에 서고, 그 자리마다 가중치를 다시 씁니다.
#
# 수 다섯 개를 담은 리스트 `times_used`를 써 보세요. CNN에서 파라미터가 있는 다섯 층마다, 사진 한 장을 보는 동안 똑같은
# 가중치 하나가 몇 번이나 곱셈에 쓰이나요?

# %% answer="times_used"
### BEGIN SOLUTION
times_used = [30 * 30, 28 * 28, 1, 1, 1]
### END SOLUTION

# %% check="times_used"
check("times_used")

# %% [markdown] lang="en"
# Weights times uses are the **multiply-adds** of a layer: multiply a weight by an activation, add the product to a sum.
# `models.cost(network)` counts them for you, layer by layer.
#
# **Predict before you run.** The CNN has four times the parameters of the dense network. How many times its
# multiply-adds?

# %% [markdown] lang="ko" of="1c114d0c"
# 가중치 수에 쓰인 횟수를 곱하면 층의 **곱셈-덧셈** 수입니다. 가중치에 활성값을 곱하고, 그 곱을 합에 더하는 일입니다.
# `models.cost(network)`가 층마다 세어 줍니다.
#
# **실행하기 전에 예상해 보세요.** CNN의 파라미터는 완전 연결 신경망의 네 배입니다. 곱셈-덧셈은 몇 배일까요?

# %% answer="times_dearer"
### BEGIN SOLUTION
times_dearer = 40
### END SOLUTION


# %%
def two_prices():
    costs = {"dense": models.cost(dense()), "cnn": models.cost(cnn())}
    for name, one in costs.items():
        print(f"{name:5} {one.parameters:9,} parameters   {one.multiply_adds:10,} multiply-adds")
        record(f"{name}_multiply_adds", one.multiply_adds)
    learning = [layer for layer in costs["cnn"].layers if layer.parameters]
    shares = {
        "parameters": np.array([layer.parameters for layer in learning]) / costs["cnn"].parameters,
        "multiply_adds": np.array([layer.multiply_adds for layer in learning]) / costs["cnn"].multiply_adds,
    }
    record("convolutions_parameter_share", shares["parameters"][:2].sum())
    record("convolutions_multiply_add_share", shares["multiply_adds"][:2].sum())
    _, axes = plt.subplots(1, 2, figsize=(9, 2.6), sharey=True, layout="constrained")
    for ax, (name, share), color in zip(axes, shares.items(), ("#0072B2", "#D55E00"), strict=True):
        bars = ax.barh(["Conv 32", "Conv 64", "Dense 128", "Dense 64", "Dense 10"], 100 * share, color=color)
        ax.bar_label(bars, fmt="%.1f %%", padding=4)
        ax.set(title=name, xlim=(0, 122), xticks=[])
        ax.spines[:].set_visible(False)
    axes[0].invert_yaxis()
    ratio = costs["cnn"].multiply_adds / costs["dense"].multiply_adds
    record("multiply_add_ratio", ratio)
    return round(ratio, 1)


@after("times_used")
def the_prices():
    predict("times_dearer", times_dearer, outcome=two_prices)


# %% [markdown] lang="en"
# The CNN's convolutions hold {convolutions_parameter_share:.1%} of its parameters and do
# {convolutions_multiply_add_share:.0%} of its multiplications. So both halves of the sentence need a correction. The
# dense network is faster not because its parameters are few but because it uses each of them only once. And the seconds
# follow the multiplications only roughly: {multiply_add_ratio:.0f} times the work took {time_ratio.real.full:.0f} times as long in our run.
# A weight that is used 900 times is fetched from memory once, and processors like that.
#
# ## Equal budgets
#
# And "efficient"? To be efficient is to get much *for what you pay*. Fewer parameters *and* a far lower accuracy say
# nothing about that. It takes networks that cost the same. Four ways to try:
#
# - **wide**: a dense network with as many parameters as the CNN;
# - **slim**: a CNN with no more parameters than the dense network. It pools after *each* convolution, so that less is
#   left to flatten;
# - **tiny**: a CNN with no more parameters *and* no more multiply-adds than the dense network: few kernels, stride 2;
# - and, as before, **dense** and **cnn**.
#
# How wide is *wide*? Write `width_for(budget)`: the largest number of units $w$ such that the dense network
# (3,072 inputs, $w$ units, $w$ units, 10 units; biases included) has at most `budget` parameters. For 411,146 that is 128.

# %% [markdown] lang="ko" of="5b03def2"
# CNN의 합성곱층은 파라미터의 {convolutions_parameter_share:.1%}를 가지고 곱셈의 {convolutions_multiply_add_share:.0%}를
# 합니다. 그러니 저 문장은 두 군데를 고쳐야 합니다. 완전 연결 신경망이 빠른 까닭은 파라미터가 적어서가 아니라 하나하나를 한
# 번씩만 쓰기 때문입니다. 그리고 시간은 곱셈 수를 대강만 따라갑니다. 우리의 결과에서는 일이 {multiply_add_ratio:.0f}배인데 시간은
# {time_ratio.real.full:.0f}배였습니다. 900번 쓰는 가중치도 메모리에서는 한 번만 가져오면 되고, 프로세서는 그런 일을 잘합니다.
#
# ## 같은 예산으로
#
# 그렇다면 "효율적"이라는 말은 어떨까요? 효율적이라는 것은 *치른 값에 견주어* 많이 얻는다는 뜻입니다. 파라미터가 더 적은데
# 정확도도 훨씬 낮다면 효율에 대해서는 아무 말도 할 수 없습니다. 비용이 같은 신경망끼리 견주어야 합니다. 다음을
# 시험해 봅시다.
#
# - **wide**: 파라미터 수가 CNN만큼 되는 완전 연결 신경망입니다.
# - **slim**: 파라미터가 완전 연결 신경망보다 많지 않은 CNN입니다. 합성곱을 할 *때마다* 풀링해서 펼 것을 줄입니다.
# - **tiny**: 파라미터도 *곱셈-덧셈도* 완전 연결 신경망보다 많지 않은 CNN입니다. 커널이 적고 스트라이드가 2입니다.
# - 그리고 앞에서 본 **dense**와 **cnn**입니다.
#
# *wide*는 얼마나 넓어야 할까요? `width_for(budget)`을 써 보세요. 완전 연결 신경망(입력 3,072개, 유닛 $w$개, 유닛 $w$개,
# 유닛 10개, 편향 포함)의 파라미터가 `budget`개를 넘지 않는 가장 큰 유닛 수 $w$를 돌려주면 됩니다. 411,146이면 128입니다.


# %% answer="width_for"
def width_for(budget):
    """Widest two hidden layers a dense network can have with at most `budget` parameters."""
    ### BEGIN SOLUTION
    width = 1
    while 3072 * (width + 1) + (width + 1) ** 2 + 10 * (width + 1) + 2 * (width + 1) + 10 <= budget:
        width += 1
    return width
    ### END SOLUTION


# %% check="width_for"
check("width_for")

# %% [markdown] lang="en"
# The five now meet on the same 5,000 training images, five epochs each. *wide* has four times the parameters of *dense*.
#
# **Predict before you run.** By how many percentage points does *wide* beat *dense* on the test images?

# %% [markdown] lang="ko" of="44a3520e"
# 이제 다섯 신경망이 똑같은 훈련 이미지 5,000장으로 5에포크씩 학습하고 맞붙습니다. *wide*의 파라미터는 *dense*의 네 배입니다.
#
# **실행하기 전에 예상해 보세요.** 테스트 이미지에서 *wide*는 *dense*를 몇 퍼센트포인트 앞설까요?

# %% answer="wide_gain"
### BEGIN SOLUTION
wide_gain = 1
### END SOLUTION


# %%
few = train if QUICK else train.take(5_000, seed=SEED)
FEW = {"parts": (few, validation, test), "epochs": 5}


def network_of(*hidden):
    """Stack layers between the grey levels 0 to 255 and ten probabilities."""
    return keras.Sequential(
        [keras.Input(SHAPE), layers.Rescaling(1 / 255), *hidden, layers.Dense(10, activation="softmax", dtype="float32")]
    )


def wide():
    width = width_for(cnn().count_params())
    return network_of(layers.Flatten(), layers.Dense(width, activation="relu"), layers.Dense(width, activation="relu"))


def slim():
    return network_of(
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(64, activation="relu"),
    )


def tiny():
    return network_of(
        layers.Conv2D(16, 3, strides=2, activation="relu"),
        layers.Conv2D(32, 3, strides=2, activation="relu"),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
    )


def five_networks():
    builders = {"dense": dense, "wide": wide, "cnn": cnn, "slim": slim, "tiny": tiny}
    found = {name: measure(name, build, **FEW) for name, build in builders.items()}
    for name, one in found.items():
        show_row(name, one)
        record(f"few_{name}_test_accuracy", one["test"])
    for name in ("wide", "slim", "tiny"):
        record(f"{name}_parameters", found[name]["cost"].parameters)
        record(f"{name}_multiply_adds", found[name]["cost"].multiply_adds)
    gain = 100 * (found["wide"]["test"] - found["dense"]["test"])
    record("wide_gain", gain)
    for name in ("slim", "tiny"):
        record(f"{name}_lead", 100 * (found[name]["test"] - found["dense"]["test"]))
    for price in ("parameters", "multiply_adds"):
        plots.plot_costs({name: (getattr(one["cost"], price), one["test"]) for name, one in found.items()}, measure=price)
    return round(gain, 1)


@after("width_for")
def equal_budgets():
    predict("wide_gain", wide_gain, outcome=five_networks)


# %% [markdown] lang="en"
# The squares are networks that some other network beats in price *and* accuracy. On the real images (full profile):
#
# - Four times the parameters change the dense network by {wide_gain.real.full:+.1f} points: wide or not, it reads
#   {few_wide_test_accuracy.real.full:.0%} of them.
# - *slim* has fewer parameters ({slim_parameters:,}) and leads by {slim_lead.real.full:.0f} points. So much for
#   "parameter-efficient".
# - *tiny* has about a seventh of the parameters ({tiny_parameters:,}) and fewer multiply-adds ({tiny_multiply_adds:,} against
#   {dense_multiply_adds:,}), and still leads by {tiny_lead.real.full:.0f} points.
#
# So a CNN is not better because it is larger or works longer. It gets more out of each weight. Why? It assumes
# something about images that is true. Let us take that away.

# %% [markdown] lang="ko" of="fe78d148"
# 네모는 비용에서도 *정확도에서도* 다른 신경망에 지는 신경망입니다. 실제 이미지(full 프로필)에서는 이랬습니다.
#
# - 파라미터를 네 배로 늘려도 완전 연결 신경망은 {wide_gain.real.full:+.1f}포인트 달라질 뿐입니다. 넓든 좁든
#   {few_wide_test_accuracy.real.full:.0%}쯤 맞힙니다.
# - *slim*은 파라미터가 더 적은데({slim_parameters:,}개) {slim_lead.real.full:.0f}포인트 앞섭니다. "파라미터 효율적"이라는 말은
#   여기서 끝입니다.
# - *tiny*는 파라미터가 7분의 1쯤이고({tiny_parameters:,}개) 곱셈-덧셈도 더 적은데(완전 연결 {dense_multiply_adds:,}번,
#   tiny {tiny_multiply_adds:,}번) 그래도 {tiny_lead.real.full:.0f}포인트 앞섭니다.
#
# 그러니 CNN이 더 나은 까닭은 더 크거나 더 오래 일해서가 아닙니다. 가중치 하나하나에서 더 많이 얻어 냅니다. 왜일까요?
# 이미지에 대해 무언가를 가정하는데, 그 가정이 맞기 때문입니다. 이제 그것을 빼앗아 봅시다.

# %% [markdown] lang="en"
# ## Shuffled pixels
#
# Back to the eight pictures of the beginning. `shuffle_places` moves every pixel, with its three colours, to a new
# place: place $j$ gets what stood at place `order[j]`, in all pictures alike.
#
# Is anything lost? If not, there is a way back. Write `unshuffle(images, order)`: it takes pictures that
# `shuffle_places` has shuffled in this order, and returns them as they were.

# %% [markdown] lang="ko" of="843f1f7c"
# ## 뒤섞은 픽셀
#
# 처음에 본 여덟 장으로 돌아갑시다. `shuffle_places`는 픽셀을 세 가지 색과 함께 새 자리로 옮깁니다. $j$번 자리에는
# `order[j]`번 자리에 있던 것이 오고, 모든 사진에서 똑같이 옮깁니다.
#
# 잃은 것이 있을까요? 없다면 되돌릴 수 있어야 합니다. `unshuffle(images, order)`를 써 보세요. `shuffle_places`가 이
# 순서로 뒤섞은 사진을 받아 원래대로 되돌려 주면 됩니다.


# %%
def shuffle_places(images, order):
    """Move every pixel, with all its colours, to a new place; the same in all images."""
    flat = images.reshape(len(images), -1, images.shape[-1])
    return flat[:, order].reshape(images.shape)


order = np.random.default_rng(SEED).permutation(32 * 32)


# %% answer="unshuffle"
def unshuffle(images, order):
    """Put the pixels back to where `shuffle_places` took them from."""
    ### BEGIN SOLUTION
    back = np.argsort(order)
    return images.reshape(len(images), -1, images.shape[-1])[:, back].reshape(images.shape)
    ### END SOLUTION


# %% check="unshuffle"
check("unshuffle")


# %%
@after("unshuffle")
def there_and_back():
    shuffled = shuffle_places(eight, order)
    return plots.show_images(np.concatenate([eight, shuffled, unshuffle(shuffled, order)]), columns=8)


# %% [markdown] lang="en"
# Nothing is lost: whoever knows the order sees the pictures. A network could find it out; nobody forbids it. Now both
# train from scratch on the 5,000 images, once as they are and once shuffled, and are tested likewise.
#
# **Predict before you run.** Who loses test accuracy? Write `"dense"`, `"cnn"`, `"both"` or `"neither"`.

# %% [markdown] lang="ko" of="33337da7"
# 잃은 것은 없습니다. 순서를 아는 사람에게는 사진이 보입니다. 신경망이 순서를 알아내면 안 된다는 법도 없습니다. 이제 두
# 신경망이 이미지 5,000장으로 처음부터 학습합니다. 한 번은 그대로, 한 번은 뒤섞은 것으로 학습하고, 시험도 똑같이 합니다.
#
# **실행하기 전에 예상해 보세요.** 누구의 테스트 정확도가 떨어질까요? `"dense"`(완전 연결), `"cnn"`(CNN), `"both"`(둘 다),
# `"neither"`(둘 다 아님) 가운데 하나를 쓰세요.

# %% answer="who_suffers"
### BEGIN SOLUTION
who_suffers = "cnn"
### END SOLUTION


# %%
def shuffle_experiment():
    shuffled = [replace(part, images=shuffle_places(part.images, order)) for part in FEW["parts"]]
    drops, after_all = {}, {}
    for name, build in {"dense": dense, "cnn": cnn}.items():
        plain = measure(name, build, **FEW)["test"]
        after_all[name] = measure(f"{name}, shuffled", build, shuffled, FEW["epochs"])["test"]
        drops[name] = 100 * (plain - after_all[name])
        print(f"{name:5}   plain {plain:.1%}   shuffled {after_all[name]:.1%}   drop {drops[name]:5.1f} points")
        record(f"{name}_drop", drops[name])
        record(f"shuffled_{name}_test_accuracy", after_all[name])
    lead = 100 * (measure("cnn", cnn, **FEW)["test"] - measure("dense", dense, **FEW)["test"])
    record("few_cnn_lead", lead)
    record("shuffled_cnn_lead", 100 * (after_all["cnn"] - after_all["dense"]))
    suffer = [name for name, drop in drops.items() if drop > 5]  # less may be chance
    return {0: "neither", 1: "".join(suffer), 2: "both"}[len(suffer)]


@after("unshuffle")
def the_shuffle():
    predict("who_suffers", who_suffers, outcome=shuffle_experiment)


# %% [markdown] lang="en"
# On the real images (full profile) the dense network changed by {dense_drop.real.full:.1f} points, which is chance; the
# CNN lost {cnn_drop.real.full:.0f}. Its lead shrank from {few_cnn_lead.real.full:.0f} points to
# {shuffled_cnn_lead.real.full:.0f}. What it had taken for granted is no longer so: that **neighbours belong together**
# (a 3 x 3 window sees one spot of the picture) and that **a pattern means the same everywhere** (one kernel serves all
# places).
#
# But mind what did *not* happen: the shuffled CNN is not worse than the dense network. Colours are still there, a kernel
# can still look for them, and the large dense layer behind can sort out the places. A false assumption costs the CNN its
# advantage; it does not make it blind.
#
# Keep the shuffle as a tool. If you wonder whether the *order* of your inputs carries meaning (pixels: yes; the columns
# of a table?), shuffle them once, train again, and see who suffers.
#
# Below is your CNN from the inside. The first twelve pictures are plain, the next twelve are the same ones shuffled.
# Choose a layer and a channel, then go from one row to the other: what do the maps still show?

# %% [markdown] lang="ko" of="4442b51c"
# 실제 이미지(full 프로필)에서 완전 연결 신경망은 {dense_drop.real.full:.1f}포인트 달라졌는데 이 정도는 우연입니다. CNN은
# {cnn_drop.real.full:.0f}포인트를 잃었습니다. 앞서던 폭이 {few_cnn_lead.real.full:.0f}포인트에서
# {shuffled_cnn_lead.real.full:.0f}포인트로 줄었습니다. CNN이 당연하게 여기던 것이 더는 맞지 않기 때문입니다. 하나는 **이웃은
# 함께 간다**는 것(3 x 3 창은 사진의 한 곳을 봅니다), 하나는 **같은 무늬는 어디에서나 같은 뜻**이라는 것(커널 하나를 모든
# 자리에서 씁니다)입니다.
#
# 그런데 일어나지 *않은* 일도 눈여겨보세요. 뒤섞은 사진에서도 CNN이 완전 연결 신경망보다 못하지는 않습니다. 색은 그대로 있고,
# 커널은 여전히 색을 찾을 수 있고, 뒤쪽의 큰 완전 연결층이 자리를 가려낼 수 있습니다. 가정이 틀리면 CNN은 장점을 잃을 뿐,
# 눈이 머는 것은 아닙니다.
#
# 뒤섞기를 도구로 간직해 두세요. 입력의 *순서*에 뜻이 있는지 궁금하면(픽셀에는 있습니다. 표의 열은 어떨까요?) 한 번
# 뒤섞어서 다시 학습해 보고, 누가 손해를 보는지 살펴보면 됩니다.
#
# 아래는 여러분의 CNN의 속입니다. 처음 열두 장은 원래 사진이고, 다음 열두 장은 같은 사진을 뒤섞은 것입니다. 층과 채널을 고른
# 다음 두 줄을 오가며 보세요. 특성 맵에 무엇이 남아 있나요?


# %%
@after("unshuffle")
def explorer():
    plain = validation.images[:12]
    both = np.concatenate([plain, shuffle_places(plain, order)])
    labels = np.tile(validation.labels[:12], 2)
    return explore_feature_maps(measure("cnn", cnn)["network"], both, labels=labels, class_names=names)


# %% [markdown] lang="en"
# ## A step to the right
#
# "CNNs are translation invariant: it does not matter where the cat is." You read this everywhere, and in lesson 07 you
# saw that it is half true. A convolution is **equivariant**: shift the picture and its feature map shifts along.
# **Invariant** would mean that the answer *stays*. Measure the first half on your own trained CNN: shift pictures to the
# right, look at the maps away from the edges, and compare with the shifted maps of the unshifted pictures.

# %% [markdown] lang="ko" of="d4015345"
# ## 오른쪽으로 한 걸음
#
# "CNN은 평행이동에 대해 불변이다. 고양이가 어디에 있든 상관없다." 어디에서나 볼 수 있는 말이고, 07에서 보았듯이 반만
# 맞습니다. 합성곱은 **등변**입니다. 사진을 옮기면 특성 맵도 따라 옮겨 갑니다. **불변**은 답이 *그대로 있다*는 뜻입니다. 앞의
# 반을 여러분이 학습한 CNN으로 재어 봅시다. 사진을 오른쪽으로 옮기고, 가장자리를 뺀 특성 맵을, 옮기지 않은 사진의 특성 맵을
# 옮긴 것과 비교합니다.


# %%
def moved(images, down, right):
    """Move pictures by up to 4 pixels; the colours at the edge fill what is uncovered."""
    padded = np.pad(images, ((0, 0), (4, 4), (4, 4), (0, 0)), mode="edge")
    return padded[:, 4 - down : 36 - down, 4 - right : 36 - right]


def shift_error(stage, images, pixels, steps):
    """Compare 'move, then the layers' with 'the layers, then move': largest difference in the middle, relative."""
    before, later = (stage.predict(each, verbose=0) for each in (images, moved(images, 0, pixels)))
    middle = slice(4, -4)
    followed = np.roll(before, steps, axis=2)[:, middle, middle]
    return float(np.abs(later[:, middle, middle] - followed).max() / followed.max())


@after("parameters_by_hand")
def equivariance():
    network, some = measure("cnn", cnn)["network"], test.images[:100]
    kinds = (layers.Conv2D, layers.MaxPooling2D)
    convolved, pooled = ([layer for layer in network.layers if isinstance(layer, kind)][-1] for kind in kinds)
    last, after_pool = (keras.Model(network.inputs, layer.output) for layer in (convolved, pooled))
    errors = {
        "convolutions, 1 pixel": shift_error(last, some, 1, 1),
        "convolutions, 2 pixels": shift_error(last, some, 2, 2),
        "pooling 2 x 2, 2 pixels": shift_error(after_pool, some, 2, 1),
        "pooling 2 x 2, 1 pixel": min(shift_error(after_pool, some, 1, steps) for steps in (0, 1)),
    }
    for name, error in errors.items():
        print(f"{name:24} largest difference {error:.0%} of the largest activation")
    record("equivariance_error", max(list(errors.values())[:3]))
    record("pooled_odd_shift_error", errors["pooling 2 x 2, 1 pixel"])


# %% [markdown] lang="en"
# The convolutions follow exactly, whatever the shift. After pooling with stride 2 the map can only follow in steps of
# two pixels; a shift by one changes it, and not a little.
#
# Now the second half: does the *answer* stay? You need a measure. Write `agreement(before, after)`: two arrays of
# probabilities of shape (N, K), for the same N pictures before and after something was done to them. Return the share of
# pictures, from 0 to 1, whose most probable class has stayed the same. (Whether it is the right one does not matter
# here.)

# %% [markdown] lang="ko" of="57de9e73"
# 합성곱층은 얼마를 옮기든 정확히 따라옵니다. 스트라이드 2로 풀링하고 나면 두 픽셀 단위로만 따라올 수 있습니다. 한 픽셀
# 옮기면 특성 맵이 달라지고, 그것도 적잖이 달라집니다.
#
# 이제 나머지 반을 봅시다. *답*은 그대로 있을까요? 먼저 잣대가 필요합니다. `agreement(before, after)`를 써 보세요. 같은 사진
# N장에 무언가를 하기 전과 한 뒤의 확률이 (N, K) 모양 배열 두 개로 들어옵니다. 가장 확률이 높은 클래스가 그대로인 사진의
# 비율을 0에서 1 사이의 값으로 돌려주세요. (그것이 정답인지는 여기서 따지지 않습니다.)


# %% answer="agreement"
def agreement(before, after):
    """Share of pictures, 0 to 1, whose most probable class has stayed the same."""
    ### BEGIN SOLUTION
    return float(np.mean(np.argmax(before, axis=1) == np.argmax(after, axis=1)))
    ### END SOLUTION


# %% check="agreement"
check("agreement")

# %% [markdown] lang="en"
# Test pictures move by 1, 2 and 3 pixels, in each of the four directions.
#
# **Predict before you run.** Which network of the duel sticks to its answer more often, `"dense"` or `"cnn"`?

# %% [markdown] lang="ko" of="87201cea"
# 테스트 사진을 네 방향으로 1, 2, 3픽셀씩 옮깁니다.
#
# **실행하기 전에 예상해 보세요.** 맞대결을 벌인 두 신경망 가운데 어느 쪽이 자기 답을 더 자주 지킬까요? `"dense"`인가요,
# `"cnn"`인가요?

# %% answer="steadier"
### BEGIN SOLUTION
steadier = "dense"
### END SOLUTION


# %%
pictures = test.images[:1_000]


def steadiness(answers_to):
    """How often the answer stays after a move by 1, 2 and 3 pixels, on average over four directions."""
    before = answers_to(pictures)
    shares = []
    for step in (1, 2, 3):
        moves = [(0, step), (0, -step), (step, 0), (-step, 0)]
        shares.append(float(np.mean([agreement(before, answers_to(moved(pictures, *move))) for move in moves])))
    return shares


def answers_of(network):
    return lambda images: training.probabilities(network, images)


def who_is_steadier():
    found = {name: steadiness(answers_of(measure(name, build)["network"])) for name, build in {"dense": dense, "cnn": cnn}.items()}
    for name, shares in found.items():
        print(f"{name:5}", "   ".join(f"{step} px: {share:.1%}" for step, share in enumerate(shares, start=1)))
        for step, share in enumerate(shares, start=1):
            record(f"{name}_steady_{step}", share)
    record("cnn_changed_1", 1 - found["cnn"][0])
    return max(found, key=lambda name: found[name][0])


@after("agreement", "parameters_by_hand")
def stay_or_go():
    predict("steadier", steadier, outcome=who_is_steadier)


# %% [markdown] lang="en"
# After a move by one pixel, which you would hardly see, the real-data CNN gives another answer to
# {cnn_changed_1.real.full:.0%} of the pictures; after three pixels it has kept {cnn_steady_3.real.full:.0%} of its
# answers and the dense network {dense_steady_3.real.full:.0%}. **This CNN is no more invariant than the dense
# network.** It ends in a `Flatten`: behind it, every place has its own weights again. (The dense network, for its part,
# only sees coarse blotches of colour, and these do not care about a pixel.)
#
# Being a CNN does not buy invariance. Pooling buys a little of it, pooling over *all* places buys more, and training
# pictures that were moved teach it. Watch for it in the next network.

# %% [markdown] lang="ko" of="f36e895f"
# 눈에 띄지도 않을 한 픽셀을 옮겼을 뿐인데, 실제 데이터로 학습한 CNN은 사진의 {cnn_changed_1.real.full:.0%}에서 답을
# 바꿉니다. 세 픽셀을 옮기면 CNN은 답의 {cnn_steady_3.real.full:.0%}를, 완전 연결 신경망은 {dense_steady_3.real.full:.0%}를
# 지킵니다. **이 CNN은 완전 연결 신경망보다 더 불변이지 않습니다.** `Flatten`으로 끝나기 때문입니다. 그 뒤로는 자리마다 다시
# 자기 가중치가 있습니다. (완전 연결 신경망은 커다란 색 얼룩만 보고, 얼룩은 한 픽셀쯤 옮겨도 상관이 없습니다.)
#
# CNN이라고 해서 불변성이 저절로 생기지는 않습니다. 풀링하면 조금 생기고, *모든* 자리에 걸쳐 풀링하면 더 생기고, 옮겨 놓은 훈련
# 사진으로 가르칠 수 있습니다. 다음 신경망에서 확인해 보세요.

# %% [markdown] lang="en"
# ## Small, modern, better
#
# The CNN of the notes is a design of the 1990s, trained by a recipe of 2015. What do people do today who have two
# minutes? `models.small_cnn()` is a plain stack of layers with {small_parameters:,} parameters, a fifth of the CNN's.
#
# In the **network**:
# - The first layer looks at 2 x 2 pixels and is not learned at all. It is **whitened**: computed from the training
#   images so that what comes out is uncorrelated and of equal size. Neighbouring pixels say nearly the same; after
#   whitening every number says something new.
# - **Identity kernels**: each convolution starts by handing its input on (a 1 in the middle of the kernel), and learns
#   what to change.
# - Batch normalisation, pooling three times, and at the end the maximum over *all* places instead of a `Flatten`: no large
#   dense layer.
#
# In the **recipe**:
# - **Label smoothing**, as in lesson 08: ask for 0.91, not for 1.
# - **Augmentation**: move by up to 2 pixels; mirror each picture in every other epoch.
# - A **schedule**: the learning rate climbs for a quarter of the time and then falls to nearly 0. At its top it is
#   0.7: with batch normalisation that works, as lesson 06 showed.
# - At the test: ask twice, for the picture and for its **mirror image**, and average.
#
# Here is the recipe as what it is: data. `training.Recipe(**recipe)` makes it something to train with.

# %% [markdown] lang="ko" of="1ee9db61"
# ## 작고 새롭고 더 나은 신경망
#
# 강의 노트의 CNN은 1990년대의 설계를 2015년의 레시피로 학습한 것입니다. 요즘 사람이라면 2분으로 무엇을 할까요?
# `models.small_cnn()`은 층을 한 줄로 쌓은 평범한 신경망이고 파라미터는 {small_parameters:,}개, CNN의 5분의 1쯤입니다.
#
# **신경망**에는 이런 것이 들어 있습니다.
# - 첫 층은 2 x 2픽셀을 보며, 아예 학습하지 않습니다. **백색화**한 층입니다. 나오는 수들이 서로 상관이 없고 크기가 같도록
#   훈련 이미지에서 계산합니다. 이웃한 픽셀은 거의 같은 말을 하지만, 백색화하고 나면 수마다 새로운 것을 말합니다.
# - **항등 커널**: 합성곱층은 저마다 입력을 그대로 넘겨주면서(커널 가운데가 1) 시작하고, 무엇을 바꿀지 배웁니다.
# - 배치 정규화를 하고, 세 번 풀링하고, 끝에서는 `Flatten` 대신 *모든* 자리에 걸쳐 최댓값을 취합니다. 커다란 완전
#   연결층이 없습니다.
#
# **레시피**에는 이런 것이 들어 있습니다.
# - **레이블 스무딩**: 08에서처럼 1이 아니라 0.91을 요구합니다.
# - **증강**: 2픽셀까지 옮기고, 사진마다 한 에포크 걸러 거울에 비춥니다.
# - **스케줄**: 학습률이 처음 4분의 1 동안 올라갔다가 거의 0까지 내려갑니다. 꼭대기에서는 0.7입니다. 06에서 보았듯이
#   배치 정규화가 있으면 이래도 됩니다.
# - 시험할 때는 사진과 **거울에 비친 사진**에 대해 두 번 묻고 평균합니다.
#
# 레시피는 데이터입니다. 있는 그대로 적어 봅시다. `training.Recipe(**recipe)`로 학습에 쓸 수 있게 만듭니다.

# %%
recipe = {
    "epochs": 3,
    "batch_size": 128,
    "optimizer": "sgd",
    "learning_rate": 0.7,
    "momentum": 0.85,
    "schedule": "triangle",
    "warmup": 0.23,
    "weight_decay": 0.002,
    "label_smoothing": 0.1,
    "shift": 2,
    "mirror": "alternating",
    "whiten": True,
    "precision": "fast",
    "keep": "last",
}
switches = {
    "whitening": {"whiten": False},
    "label smoothing": {"label_smoothing": 0.0},
    "augmentation": {"shift": 0, "mirror": "none"},
    "schedule": {"schedule": "constant"},
}
record("small_parameters", models.small_cnn().count_params())

# %% [markdown] lang="en"
# Which of these parts matter? Take them out **one at a time**, and see what each was worth.
#
# Write `one_at_a_time(recipe, switches)`. `switches` says for each part what to change to be without it. Return a dict of
# recipes: under `"all parts"` the whole recipe, and under the name of each part the recipe without *that* part only.
# Neither argument may be changed.

# %% [markdown] lang="ko" of="0515e5a8"
# 이 가운데 무엇이 중요할까요? **하나씩** 빼 보고 저마다 얼마만큼의 값을 하는지 알아봅시다.
#
# `one_at_a_time(recipe, switches)`를 써 보세요. `switches`에는 재료마다 그것을 빼려면 무엇을 바꾸어야 하는지가 적혀 있습니다.
# 레시피들을 담은 dict를 돌려주세요. `"all parts"`에는 온전한 레시피를, 재료의 이름마다 *그* 재료만 뺀 레시피를 담습니다. 받은
# 인수는 둘 다 바꾸면 안 됩니다.


# %% answer="one_at_a_time"
def one_at_a_time(recipe, switches):
    """Return the whole recipe under "all parts", and one recipe without each part."""
    ### BEGIN SOLUTION
    return {"all parts": dict(recipe)} | {part: recipe | changes for part, changes in switches.items()}
    ### END SOLUTION


# %% check="one_at_a_time"
check("one_at_a_time")

# %% [markdown] lang="en"
# Six trainings of a narrower small network, three epochs each, on 4,000 images (2,500 with `"quick"`); the sixth draws
# its kernels at random instead of starting with identity kernels. This is a *choice*, so it is judged on the validation
# images.
#
# **Predict before you run.** Which part will be missed most: `"whitening"`, `"label smoothing"`, `"augmentation"`,
# `"schedule"` or `"identity kernels"`?

# %% [markdown] lang="ko" of="1bb0484e"
# 더 좁은 작은 신경망을 이미지 4,000장(`"quick"`이면 2,500장)으로 3에포크씩 여섯 번 학습합니다. 여섯째는 항등 커널로 시작하지 않고
# 커널을 무작위로 뽑습니다. 이것은 *고르는* 일이므로 검증 이미지로 판단합니다.
#
# **실행하기 전에 예상해 보세요.** 빼면 가장 아쉬운 것은 무엇일까요? `"whitening"`(백색화), `"label smoothing"`(레이블 스무딩),
# `"augmentation"`(증강), `"schedule"`(스케줄), `"identity kernels"`(항등 커널) 가운데 하나를 쓰세요.

# %% answer="most_missed"
### BEGIN SOLUTION
most_missed = "whitening"
### END SOLUTION


# %%
fewer = few.take(2_500 if QUICK else 4_000, seed=SEED)


def trial(settings, *, identity=True):
    """Train the narrow small network by a recipe; return its validation accuracy."""
    keras.utils.set_random_seed(SEED)
    network = models.small_cnn(widths=(16, 48, 48), identity=identity)
    training.fit(network, (fewer, validation), training.Recipe(**settings), seed=SEED)
    return training.accuracy(network, validation)


def leave_out():
    found = {name: trial(settings) for name, settings in one_at_a_time(recipe, switches).items()}
    found["identity kernels"] = trial(recipe, identity=False)
    whole = found.pop("all parts")
    record("all_parts_accuracy", whole)
    changes = {name: 100 * (accuracy - whole) for name, accuracy in found.items()}
    for name, points in changes.items():
        record(f"change_without_{name.replace(' ', '_')}", points)
    _, ax = plt.subplots(figsize=(7, 2.8), layout="constrained")
    bars = ax.barh([f"- {name}" for name in changes], list(changes.values()))
    ax.bar_label(bars, fmt="%+.1f", padding=4)
    ax.axvline(0, color="#1b1f24", linewidth=1)
    ax.margins(x=0.15)
    ax.set(title=f"all parts: {whole:.1%}", xticks=[])
    ax.invert_yaxis()
    ax.spines[:].set_visible(False)
    return min(changes, key=changes.get)


@after("one_at_a_time")
def which_parts():
    predict("most_missed", most_missed, outcome=leave_out)


# %% [markdown] lang="en"
# Bars to the left: points lost without the part; to the right: points won without it. On the real images (full profile)
# the accuracy changed by {change_without_whitening.real.full:+.1f} points without the whitening, by
# {change_without_identity_kernels.real.full:+.1f} without the identity kernels, by
# {change_without_schedule.real.full:+.1f} without the schedule, by {change_without_label_smoothing.real.full:+.1f} without
# label smoothing and by {change_without_augmentation.real.full:+.1f} without augmentation. Differences of less than about 2
# points are within chance here.
#
# Read it with care. What makes learning **fast** matters most in three epochs: a good start and a good schedule. What
# makes it hard to learn **by heart** has nothing to do yet, since nothing can be learned by heart from three looks;
# augmentation, which makes every picture new and harder, even costs something at first. Lesson 10 trains for longer and
# asks again. "Which part matters" has no answer without "for how long, on how many images".

# %% [markdown] lang="ko" of="5adbc21a"
# 왼쪽으로 뻗은 막대는 그 재료 없이 잃은 포인트, 오른쪽은 그 재료 없이 얻은 포인트입니다. 실제 이미지(full 프로필)에서 정확도는
# 백색화를 빼면 {change_without_whitening.real.full:+.1f}포인트, 항등 커널을 빼면
# {change_without_identity_kernels.real.full:+.1f}포인트, 스케줄을 빼면 {change_without_schedule.real.full:+.1f}포인트, 레이블
# 스무딩을 빼면 {change_without_label_smoothing.real.full:+.1f}포인트, 증강을 빼면
# {change_without_augmentation.real.full:+.1f}포인트 달라졌습니다. 여기서 2포인트가 안 되는 차이는 우연일 수 있습니다.
#
# 조심해서 읽으세요. 3에포크밖에 안 될 때는 학습을 **빠르게** 하는 것이 가장 중요합니다. 좋은 출발과 좋은 스케줄입니다. **외우기**
# 어렵게 만드는 것은 아직 할 일이 없습니다. 세 번 보고 외울 수는 없기 때문입니다. 증강은 사진을 매번 새롭고 더
# 어렵게 만들기 때문에 처음에는 오히려 손해입니다. 10에서는 더 오래 학습하고 다시 물어봅니다. "무엇이 중요한가"라는 물음은
# "얼마나 오래, 이미지 몇 장으로"가 없으면 답할 수 없습니다.

# %% [markdown] lang="en"
# ## Your network
#
# Build and train one of your own. Keep the network as `own` and its history as `own_history`, and write
# `classify(images)`: probabilities (N, 10) for grey levels 0 to 255. It is examined by its answers alone, on fresh
# images: 55 % right earns all points with either profile, and the CNN of the duel does not get there on 5,000 real
# images.
#
# A start: `models.small_cnn()`, the recipe above with more epochs (`OWN_EPOCHS` is a good number), `training.fit(own,
# (train, validation), training.Recipe(**...), seed=SEED)`. Leave out what you found useless, or change `widths`. To watch
# it live, pass `callbacks=[watch_training(monitor="val_accuracy")]`. `training.probabilities(own, images, mirror=True)`
# asks twice.

# %% [markdown] lang="ko" of="15ecdc90"
# ## 여러분의 신경망
#
# 신경망 하나를 직접 만들어 학습해 보세요. 신경망은 `own`에, 기록은 `own_history`에 담고, `classify(images)`를 쓰면 됩니다.
# 0에서 255까지의 밝기를 받아 (N, 10) 모양의 확률을 돌려줍니다. 새로운 이미지에 내놓는 답만으로 시험합니다. 어느 프로필로든
# 55 %를 맞히면 배점을 모두 얻습니다. 맞대결의 CNN은 실제 이미지 5,000장으로는 거기에 이르지 못합니다.
#
# 이렇게 시작해 보세요. `models.small_cnn()`을, 위의 레시피에서 에포크만 늘려(`OWN_EPOCHS`가 알맞습니다) `training.fit(own,
# (train, validation), training.Recipe(**...), seed=SEED)`로 학습합니다. 쓸모없다고 본 것은 빼고, `widths`를 바꾸어 보세요.
# 학습하는 모습을 보려면 `callbacks=[watch_training(monitor="val_accuracy")]`를 넘기세요. `training.probabilities(own, images,
# mirror=True)`는 두 번 묻습니다.

# %%
OWN_EPOCHS = 4 if QUICK else 6
own, own_history = None, None


# %% answer="classify"
### BEGIN SOLUTION
keras.utils.set_random_seed(SEED)
own = models.small_cnn()
own_history = training.fit(
    own,
    (train, validation),
    training.Recipe(**recipe | {"epochs": OWN_EPOCHS}),
    seed=SEED,
    callbacks=[watch_training(monitor="val_accuracy")],
)


def classify(images):
    """Return probabilities (N, 10) for grey levels 0 to 255, (N, 32, 32, 3)."""
    return training.probabilities(own, images, mirror=True)


### END SOLUTION

# %% check="classify"
check("classify")


# %%
@after("classify", "agreement", "parameters_by_hand")
def final_table():
    found = {name: measure(name, build) for name, build in {"dense": dense, "cnn": cnn}.items()}
    for name, one in found.items():
        show_row(name, one)
    once_or_twice = classify(test.images)
    test_accuracy = float(np.mean(once_or_twice.argmax(axis=1) == test.labels))
    print(f"{'yours':14} test {test_accuracy:.2%}")
    record("own_test_accuracy", test_accuracy)
    record("own_lead", 100 * (test_accuracy - found["cnn"]["test"]))
    if own is None or own_history is None:
        return
    price, plain = models.cost(own), training.accuracy(own, test)
    print(
        f"{'':14} {price.parameters:,} parameters   {price.multiply_adds:,} multiply-adds   {own_history.seconds:.0f} s"
        f"   without the mirror {plain:.2%}"
    )
    record("mirror_gain", 100 * (test_accuracy - plain))
    record("own_multiply_adds", price.multiply_adds)
    record("own_time_ratio", own_history.seconds / found["cnn"]["history"].seconds)
    shares = steadiness(answers_of(own))
    print(f"{'':14} keeps its answer:", "   ".join(f"{step} px: {share:.1%}" for step, share in enumerate(shares, start=1)))
    for step, share in enumerate(shares, start=1):
        record(f"own_steady_{step}", share)


# %% [markdown] lang="en"
# On the real images, with the full profile, our solution reached **{own_test_accuracy.real.full:.1%}** with
# {small_parameters:,} parameters; the CNN had {cnn_test_accuracy.real.full:.1%} with {cnn_parameters:,}. For one
# picture it does more multiply-adds ({own_multiply_adds:,} against {cnn_multiply_adds:,}), but it needs fewer epochs, so
# that it trained about as long as the CNN ({own_time_ratio.real.full:.0%}). The mirror image brought
# {mirror_gain.real.full:+.1f} points for twice the work at the test. And after three pixels it keeps
# {own_steady_3.real.full:.0%} of its answers, where the CNN kept {cnn_steady_3.real.full:.0%}: pooling over all places
# and moved training pictures at work.
#
# Where does yours still go wrong? Click through its confusions on the validation images.

# %% [markdown] lang="ko" of="0b6d66d3"
# 실제 이미지와 full 프로필에서 우리의 풀이는 파라미터 {small_parameters:,}개로 **{own_test_accuracy.real.full:.1%}**를
# 얻었습니다. CNN은 {cnn_parameters:,}개로 {cnn_test_accuracy.real.full:.1%}였습니다. 사진 한 장에 드는 곱셈-덧셈은 더
# 많지만({own_multiply_adds:,}번, CNN은 {cnn_multiply_adds:,}번) 에포크가 덜 필요해서, 학습 시간은 모두 합해 CNN과
# 비슷했습니다({own_time_ratio.real.full:.0%}). 거울에 비친 사진은 시험할 때 일을 두 배로 하는 대신 {mirror_gain.real.full:+.1f}포인트를
# 보탰습니다. 세 픽셀을 옮겨도 답의 {own_steady_3.real.full:.0%}를 지킵니다. CNN은 {cnn_steady_3.real.full:.0%}였습니다. 모든
# 자리에 걸친 풀링과 옮겨 놓은 훈련 사진의 힘입니다.
#
# 여러분의 신경망은 아직 어디에서 틀리나요? 검증 이미지에서 헷갈린 것들을 눌러 보세요.


# %%
@after("classify")
def mistakes():
    return explore_confusion(validation.labels, classify(validation.images), validation.images, names)


# %% [markdown] lang="en"
# ## When to take which
#
# The notes advise a dense network "for tables, small images, quick prototypes, and when the model must be
# interpretable". What is left of that advice after all these measurements? Two more, short ones. First: can you *read* a
# dense network? Here are the weights of the first 16 units of yours, as pictures.

# %% [markdown] lang="ko" of="9156ba32"
# ## 언제 무엇을 쓸까
#
# 강의 노트는 "표 형태의 데이터, 작은 이미지, 빠른 시제품, 해석이 중요한 경우"에 일반 신경망을 권합니다. 지금까지 재어 본
# 것에 비추면 이 조언에서 무엇이 남을까요? 짧게 두 가지만 더 재어 봅시다. 먼저, 완전 연결 신경망은 *읽을 수* 있을까요?
# 여러분이 학습한 신경망의 처음 유닛 16개의 가중치를 그림으로 펼쳤습니다.


# %%
@after("parameters_by_hand")
def units():
    network = measure("dense", dense)["network"]
    weights = next(layer for layer in network.layers if isinstance(layer, layers.Dense)).get_weights()[0]
    sheets = weights[:, :16].T.reshape(16, *SHAPE)
    low, high = np.percentile(sheets, (1, 99))
    return plots.show_images(np.uint8(255 * np.clip((sheets - low) / (high - low), 0, 1)), columns=8)


# %% [markdown] lang="en"
# Noise, and here and there a blotch of colour. Nobody can tell from 128 of these, mixed by another 128, why a picture was
# called a deer. A model is "interpretable" if it has few numbers and each of them means something; here neither is so.
#
# Second: a **table**. 569 tissue samples, 30 measurements each (radius, texture, smoothness, …): benign or malignant? The
# columns have no neighbours, so a window makes no sense. Below, ten times, half of the samples train a dense network with
# two hidden layers and a **linear** model with one weight per column; the other half tests both.

# %% [markdown] lang="ko" of="af30f144"
# 잡음이고, 군데군데 색 얼룩이 있습니다. 이런 것 128개를 다시 128개가 섞으니, 어떤 사진을 왜 사슴이라고 했는지 알아낼 사람은
# 없습니다. 수가 몇 개 안 되고 하나하나에 뜻이 있어야 "해석할 수 있는" 모델인데, 여기서는 어느 쪽도 아닙니다.
#
# 다음은 **표**입니다. 조직 표본 569개를 저마다 30가지로 재었습니다(반지름, 거칠기, 매끄러움 등). 양성일까요, 악성일까요? 열에는
# 이웃이 없으므로 창을 옮기는 것은 뜻이 없습니다. 아래에서는 표본의 절반으로 중간층이 둘인 완전 연결 신경망과, 열마다 가중치가
# 하나인 **선형** 모델을 학습하고, 나머지 절반으로 시험합니다. 이것을 열 번 되풀이합니다.

# %%
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

table, diagnoses = load_breast_cancer(return_X_y=True)
accuracies = {"linear": [], "dense": []}
for seed in range(SEED, SEED + 10):
    half, other, half_labels, other_labels = train_test_split(table, diagnoses, test_size=0.5, random_state=seed, stratify=diagnoses)
    mean, std = half.mean(axis=0), half.std(axis=0)
    half, other = (half - mean) / std, (other - mean) / std
    accuracies["linear"].append(LogisticRegression().fit(half, half_labels).score(other, other_labels))
    rng = np.random.default_rng(seed)
    network = nn.mlp((30, 32, 32, 2), rng)
    nn.train(network, nn.Adam(0.001), half, half_labels, epochs=30, batch_size=16, rng=rng)
    accuracies["dense"].append(nn.accuracy(network.predict(other), other_labels))
for name, each in accuracies.items():
    print(f"{name:6} {np.mean(each):.1%}   {min(each):.1%} ... {max(each):.1%}")
    record(f"table_{name}_accuracy", float(np.mean(each)))

# %% [markdown] lang="en"
# {table_linear_accuracy:.1%} for the linear model with 31 numbers, {table_dense_accuracy:.1%} for the dense network with
# 2,114. On a small table the simplest model is hard to beat, and its weights can be read. So:
#
# | you have | begin with | because |
# | --- | --- | --- |
# | a table, columns without an order | a linear model, then trees, then a dense network | there are no neighbours to use |
# | pictures, sound: neighbours belong together | a CNN, even a tiny one | it was ahead at equal budgets of either kind |
# | only a few hundred pictures | a CNN that others have trained | lesson 12 measures it |
# | every decision must be explained | a linear model or a small tree | 400,000 weights explain nothing, dense or not |
# | very little computing time | a tiny CNN; count its multiply-adds | parameters are not time |
#
# A dense network is the right one when you know *nothing* about the order of your inputs. As soon as you do know
# something, build it in.

# %% [markdown] lang="ko" of="79895c57"
# 수가 31개인 선형 모델이 {table_linear_accuracy:.1%}, 2,114개인 완전 연결 신경망이 {table_dense_accuracy:.1%}입니다. 작은 표에서는
# 가장 단순한 모델을 이기기가 어렵고, 그 가중치는 읽을 수도 있습니다. 그러니 이렇게 정리할 수 있습니다.
#
# | 가진 것 | 먼저 쓸 것 | 까닭 |
# | --- | --- | --- |
# | 열에 순서가 없는 표 | 선형 모델, 그다음 트리, 그다음 완전 연결 신경망 | 쓸 만한 이웃이 없습니다 |
# | 이웃이 함께 가는 사진이나 소리 | 아주 작더라도 CNN | 어느 예산을 맞추어도 앞섰습니다 |
# | 몇백 장뿐인 사진 | 남이 학습해 둔 CNN | 12에서 재어 봅니다 |
# | 결정마다 설명이 필요할 때 | 선형 모델이나 작은 트리 | 가중치 40만 개는 완전 연결이든 아니든 아무것도 설명하지 못합니다 |
# | 계산 시간이 아주 적을 때 | 아주 작은 CNN, 곱셈-덧셈 세기 | 파라미터 수는 시간이 아닙니다 |
#
# 완전 연결 신경망은 입력의 순서에 대해 *아무것도* 모를 때 알맞습니다. 무언가를 알고 있다면, 그것을 신경망에 넣으세요.

# %% [markdown] lang="en" sheet="summary"
# ## Summary
#
# - Parameters are what a network stores, multiply-adds are what it does. A convolution has few of the one and most of
#   the other, because its weights are used at every place.
# - "Efficient" needs an equal budget. At equal parameters, and at equal multiply-adds, the CNN was ahead; widening the
#   dense network did not help.
# - A CNN takes for granted that neighbours belong together and that a pattern means the same everywhere. Shuffle the
#   pixels and it loses its lead; the dense network does not notice.
# - Convolution is equivariant: the map moves along. Invariance, an answer that stays, comes from pooling and from moved
#   training pictures, only approximately, and not from being a CNN.
# - A recipe is data: take parts out one at a time, judge on validation images, and say for how long you trained.
# - Tables: begin with a linear model. Pictures: a CNN, however small.

# %% [markdown] lang="ko" sheet="summary" of="ede72626"
# ## 정리
#
# - 파라미터는 신경망이 저장하는 것이고, 곱셈-덧셈은 신경망이 하는 일입니다. 합성곱층은 저장하는 것은 적고 일은 거의 다
#   합니다. 가중치를 모든 자리에서 쓰기 때문입니다.
# - "효율적"이라고 말하려면 예산이 같아야 합니다. 파라미터를 맞추어도, 곱셈-덧셈을 맞추어도 CNN이 앞섰습니다. 완전 연결 신경망은
#   넓혀도 나아지지 않았습니다.
# - CNN은 이웃은 함께 간다는 것과 같은 무늬는 어디에서나 같은 뜻이라는 것을 당연하게 여깁니다. 픽셀을 뒤섞으면 앞서던 폭을
#   잃습니다. 완전 연결 신경망은 알아채지 못합니다.
# - 합성곱은 등변입니다. 특성 맵이 따라 움직입니다. 답이 그대로 있는 불변성은 풀링과 옮겨 놓은 훈련 사진에서 나오며, 근사적일
#   뿐이고, CNN이라고 저절로 생기지 않습니다.
# - 레시피는 데이터입니다. 재료를 하나씩 빼 보고, 검증 이미지로 판단하고, 얼마나 오래 학습했는지를 함께 말하세요.
# - 표라면 선형 모델부터, 사진이라면 아무리 작더라도 CNN을 쓰세요.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when |
# | --- | --- | --- |
# | parameters of a dense layer | $(n_{\text{in}} + 1) \cdot n_{\text{out}}$ | after `Flatten`, $n_{\text{in}} = H \cdot W \cdot C$ |
# | parameters of a convolution | $(K \cdot K \cdot C_{\text{in}} + 1) \cdot C_{\text{out}}$ | whatever the size of the image |
# | multiply-adds of a dense layer | $n_{\text{in}} \cdot n_{\text{out}}$ | each weight once |
# | those of a convolution | $H_{\text{out}} \cdot W_{\text{out}} \cdot K^2 \cdot C_{\text{in}} \cdot C_{\text{out}}$ | at each place |
# | dense network, two hidden layers of $w$ | $w^2 + (D + 12) \cdot w + 10$ | parameters; $D$ inputs, ten classes |
# | equivariant | $f(\text{shift}(x)) = \text{shift}(f(x))$ | convolution, apart from the edge, stride 1 |
# | invariant | $f(\text{shift}(x)) = f(x)$ | only approximately, through pooling |

# %% [markdown] lang="ko" sheet="formulas" of="f2200a15"
# ### 간직할 식
#
# | 이름 | 식 | 언제 |
# | --- | --- | --- |
# | 완전 연결층의 파라미터 수 | $(n_{\text{in}} + 1) \cdot n_{\text{out}}$ | `Flatten` 다음이면 $n_{\text{in}} = H \cdot W \cdot C$ |
# | 합성곱층의 파라미터 수 | $(K \cdot K \cdot C_{\text{in}} + 1) \cdot C_{\text{out}}$ | 이미지 크기와 무관 |
# | 완전 연결층의 곱셈-덧셈 수 | $n_{\text{in}} \cdot n_{\text{out}}$ | 가중치마다 한 번 |
# | 합성곱층의 곱셈-덧셈 수 | $H_{\text{out}} \cdot W_{\text{out}} \cdot K^2 \cdot C_{\text{in}} \cdot C_{\text{out}}$ | 자리마다 |
# | 중간층 너비가 $w$, $w$인 완전 연결 신경망 | $w^2 + (D + 12) \cdot w + 10$ | 파라미터 수. 입력 $D$개, 클래스 열 개 |
# | 등변 | $f(\text{shift}(x)) = \text{shift}(f(x))$ | 합성곱. 가장자리를 빼고, 스트라이드 1 |
# | 불변 | $f(\text{shift}(x)) = f(x)$ | 풀링을 통해 근사적으로만 |

# %% [markdown] lang="en"
# ### Quiz

# %% [markdown] lang="ko" of="3387447a"
# ### 퀴즈

# %%
quiz("larger_pictures")

# %%
quiz("shuffled_columns")

# %%
quiz("always_the_same_place")

# %% [markdown] lang="en"
# ### A colleague's table
#
# A colleague shows you this: "On our 64 x 64 photographs of screws (good or damaged), a dense network with 1.6 million
# parameters reaches 81 %, a CNN with 5.2 million reaches 90 %. The dense network is more parameter-efficient, so we
# should use it." What is wrong with the conclusion? Which *two* further networks would you train, and on what would you
# judge them? And which single experiment would tell your colleague whether the *positions* in these photographs matter
# at all? Five to ten sentences, in English or Korean.

# %% [markdown] lang="ko" of="5022de08"
# ### 동료의 표
#
# 동료가 이렇게 말합니다. "우리 회사의 64 x 64 나사 사진(정상 또는 불량)에서, 파라미터 160만 개짜리 완전 연결 신경망은 81 %,
# 520만 개짜리 CNN은 90 %입니다. 완전 연결 신경망이 파라미터 효율이 더 좋으니 그걸 씁시다." 이 결론은 무엇이 잘못되었나요?
# 신경망을 *두 개* 더 학습한다면 어떤 것을 학습하고, 무엇으로 판단하겠습니까? 그리고 이 사진들에서 *자리*가 중요하기는 한지를
# 동료에게 알려 줄 실험을 하나만 고른다면 무엇입니까? 한국어나 영어로 다섯 문장에서 열 문장쯤 써 보세요.

# %% [markdown] manual="colleagues_table"
# ### BEGIN SOLUTION
# The two networks differ in kind *and* in size, so their accuracies say nothing about efficiency: fewer parameters at a
# lower accuracy is just a cheaper and worse network. I would train a dense network with about 5.2 million parameters and a CNN
# with at most 1.6 million (it pools more before it flattens), by the same recipe, on the same training photographs, and
# compare them on validation photographs; the test photographs are used once, at the end. If the small CNN is still
# ahead of the dense network of its size, the CNN is the efficient one. If running time is what the colleague means, I
# would compare multiply-adds, or better the measured milliseconds per photograph, because parameters are not time. The
# single experiment: shuffle the pixels of all photographs in one fixed order and train both again. If the CNN loses
# much and the dense network nothing, it is the neighbourhood of pixels that it lives on. With a few hundred photographs
# I would repeat everything with three seeds before I believed a difference of two points.
#
# 두 신경망은 종류도 다르고 *크기도* 다르므로, 정확도만 보고는 효율에 대해 아무 말도 할 수 없습니다. 파라미터가 적고 정확도도
# 낮다면 그저 더 싸고 더 나쁜 신경망입니다. 나는 파라미터가 520만 개쯤인 완전 연결 신경망과 160만 개를 넘지 않는 CNN(펴기 전에
# 더 많이 풀링합니다)을 같은 레시피와 같은 훈련 사진으로 학습해서 검증 사진으로 비교하겠습니다. 테스트 사진은 마지막에 한 번만
# 씁니다. 작은 CNN이 같은 크기의 완전 연결 신경망보다 여전히 앞선다면 효율적인 쪽은 CNN입니다. 동료가 말하는 것이 실행
# 시간이라면 곱셈-덧셈 수를, 더 좋게는 사진 한 장에 걸리는 시간을 재어 비교하겠습니다. 파라미터 수는 시간이 아니기 때문입니다.
# 실험을 하나만 고른다면, 모든 사진의 픽셀을 정해진 순서 하나로 뒤섞고 둘 다 다시 학습합니다. CNN은 많이 잃고 완전 연결 신경망은
# 그대로라면 CNN을 살리는 것은 픽셀의 이웃 관계입니다. 사진이 몇백 장뿐이라면 시드 세 개로 되풀이해 보기 전에는 2포인트 차이를
# 믿지 않겠습니다.
# ### END SOLUTION
