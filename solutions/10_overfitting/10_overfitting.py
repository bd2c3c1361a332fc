# %% [markdown] lang="en"
# # 10 · Reading learning curves, fixing overfitting
#
# **You will be able to**
# - read the two curves of a training and name what ails it: underfitting, overfitting, a learning rate that is too
#   high, a leak,
# - try remedies one at a time, and tell an effect from chance,
# - augment colour images without destroying them, and load images from folders without mixing up their names,
# - tell evidence from a picture that only looks like it.
#
# **Time:** 90 minutes of yours. On two CPU cores all cells together take less than 3 minutes with
# `PROFILE = "quick"` and less than 15 minutes with `"full"` (more images, more epochs). Start with quick.

# %% [markdown] lang="ko" of="80f889f6"
# # 10 · 학습 곡선과 과대적합
#
# **이 수업을 마치면**
# - 학습의 두 곡선을 읽고 무엇이 문제인지 이름을 댈 수 있습니다. 과소적합, 과대적합, 너무 높은 학습률, 정보
#   누출입니다.
# - 처방을 한 번에 하나씩 시험하고, 효과와 우연을 가릴 수 있습니다.
# - 컬러 이미지를 망가뜨리지 않고 증강하고, 폴더에서 이미지를 불러올 때 이름이 뒤바뀌지 않게 할 수 있습니다.
# - 증거와 증거처럼 보이는 그림을 구별할 수 있습니다.
#
# **걸리는 시간:** 90분쯤입니다. CPU 코어 두 개에서 모든 셀을 실행하는 데 `PROFILE = "quick"`이면 3분이 안 걸리고,
# `"full"`(이미지와 에포크가 더 많습니다)이면 15분이 안 걸립니다. quick으로 시작하세요.

# %% parameters=true
LANGUAGE = "en"
PROFILE = "quick"
SOURCE = "auto"
SEED = 0

# %%
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from course_utils import (
    after,
    check,
    explore_augmentation,
    explore_overfitting,
    lesson,
    models,
    plots,
    predict,
    quiz,
    record,
    training,
)
from course_utils.data import Split, load

lesson("10_overfitting", language=LANGUAGE, profile=PROFILE, source=SOURCE, seed=SEED)

# %% [markdown] lang="en"
# ## Five trainings, five stories
#
# The ten classes of lesson 09 again, but for a start only one question: vehicle or mammal? Five networks are about
# to learn it. One of the trainings goes well. One network is too small for the task; one learns its images by
# heart; one has a learning rate that is too high. And one looks best of all, and is a fraud.
#
# The cell takes about half a minute. There is no need to read it now: it would spoil the fun.

# %% [markdown] lang="ko" of="7e446b9d"
# ## 다섯 번의 학습, 다섯 가지 이야기
#
# 09에서 본 열 클래스를 다시 씁니다. 우선은 질문 하나만 던집니다. 탈것인가요, 포유동물인가요? 신경망 다섯 개가
# 이것을 배웁니다. 하나는 잘 배웁니다. 하나는 과제에 비해 너무 작고, 하나는 이미지를 통째로 외우고, 하나는 학습률이
# 너무 높습니다. 그리고 하나는 가장 좋아 보이지만 속임수입니다.
#
# 셀을 실행하는 데 30초쯤 걸립니다. 코드는 지금 읽지 마세요. 재미가 없어집니다.

# %%
with training.quiet_start():  # TensorFlow talks a lot while it loads
    import keras
    from keras import layers

dataset = load("objects", source=SOURCE)
names = dataset.class_names(LANGUAGE)
record("source", dataset.source)

VEHICLES, MAMMALS, PETS, HOOFED = (0, 1, 8, 9), (3, 4, 5, 7), (3, 5), (4, 7)


def either(split, first, second):
    """Keep some of the ten classes and make two of them: 0 for the first group, 1 for the second."""
    kept = np.isin(split.labels, first + second)
    return Split(split.images[kept], np.isin(split.labels[kept], second).astype(np.int64))


def dealt(count, copies=1):
    """Deal a collection into training and 600 validation images; with copies, it holds every image several times."""
    some = two_classes.take(count, seed=SEED)
    collection = Split(some.images.repeat(copies, axis=0), some.labels.repeat(copies))
    return training.hold_back(collection, 600, seed=SEED)


two_classes, two_test = (either(split, VEHICLES, MAMMALS) for split in (dataset.train, dataset.test))
keras.utils.set_random_seed(SEED)
steady = training.Recipe(epochs=8, batch_size=32, optimizer="adam", learning_rate=1e-3, schedule="constant", averaging=0.9, keep="last")
STORIES = {
    "good": (models.day6_cnn(classes=2, width=0.5), dealt(3300), steady.but(epochs=6)),
    "underfitting": (models.linear((32, 32, 3), 2), dealt(3000), steady),
    "overfitting": (models.day6_cnn(classes=2), dealt(800), steady.but(epochs=30)),
    "too_high_rate": (models.linear((32, 32, 3), 2), dealt(1200), steady.but(epochs=12, learning_rate=0.1)),
    "leaking": (models.day6_cnn(classes=2), dealt(150, copies=10), steady.but(epochs=10)),
}
five = {kind: training.fit(network, parts, recipe, seed=SEED) for kind, (network, parts, recipe) in STORIES.items()}
letters = dict(zip("ABCDE", np.random.default_rng(9).permutation(list(five)), strict=True))


def draw_five(titles):
    """Draw loss (above) and accuracy (below) of the five trainings."""
    _, axes = plt.subplots(2, 5, figsize=(15, 5.4), layout="constrained")
    for column, (letter, kind) in enumerate(letters.items()):
        curves = {name: five[kind][name] for name in ("loss", "accuracy", "val_loss", "val_accuracy")}
        plots.plot_history(curves, axes=list(axes[:, column]))
        axes[0, column].set_title("", loc="left")
        axes[0, column].set_title(titles[letter])
        axes[0, column].set_ylim(0, min(axes[0, column].get_ylim()[1], 15))
        axes[1, column].set_ylim(0.4, 1.02)
    for ax in axes[:, 1:].ravel():
        ax.get_legend().remove()
        ax.set_ylabel("")


draw_five({letter: letter for letter in letters})

# %% [markdown] lang="en"
# Above the loss, below the accuracy; solid is training, dashed is validation: images that the network does not
# train on. **Predict before you run.** Give each letter one of the words `"good"`, `"underfitting"`,
# `"overfitting"`, `"too_high_rate"`, `"leaking"`: a list of five, in the order A to E.

# %% [markdown] lang="ko" of="aaff0a4c"
# 위는 손실, 아래는 정확도입니다. 실선은 훈련, 점선은 검증, 곧 신경망이 학습에 쓰지 않는 이미지입니다. **실행하기
# 전에 예상해 보세요.** 글자마다 `"good"`, `"underfitting"`, `"overfitting"`, `"too_high_rate"`, `"leaking"` 가운데
# 하나를 붙이세요. A부터 E까지 차례로 다섯 개를 담은 리스트입니다.

# %% answer="my_readings"
### BEGIN SOLUTION
my_readings = ["leaking", "too_high_rate", "good", "overfitting", "underfitting"]
### END SOLUTION


# %%
def reveal():
    draw_five({letter: f"{letter}: {kind}" for letter, kind in letters.items()})
    return list(letters.values())


predict("my_readings", my_readings, outcome=reveal)

# %% [markdown] lang="en"
# How to tell them apart:
#
# | | training | validation | what helps |
# | --- | --- | --- | --- |
# | underfitting | poor, and comes to rest | equally poor | a larger network, more epochs, fewer remedies |
# | good | falls and levels out | close behind | nothing: stop here |
# | overfitting | goes on getting better | turns, and gets worse | this lesson |
# | learning rate too high | leaps, or becomes `nan` | leaps as well | a third or a tenth of the rate |
# | leaking | nearly perfect | just as good, or better | look for the same image on both sides |
#
# Do not look at the validation accuracy alone. The fraud has the best of the five. In its collection every image is
# there ten times, as in a folder that was filled from many web pages, and the copies were shuffled before the
# validation images were put aside. So nearly every validation image had been trained on. In epoch 1 validation may
# lie a little ahead in any training (it is measured at the end of the epoch, training during it), and with dropout
# or augmentation it may stay ahead; but a network that never lags behind on what it has never seen has seen it.
#
# Two small functions, so that we can measure instead of squint. `gap_curve(history)` returns the generalisation gap
# of every epoch: training accuracy minus validation accuracy, in percentage points. `best_epoch(history)` returns
# the epoch, counted from 1, with the lowest validation *loss*; of two equally low ones the earlier, and `nan` (a
# training that blew up) is never the lowest. A history is a dict of lists, one number per epoch:
# `history["accuracy"]`, `history["val_accuracy"]`, `history["loss"]`, `history["val_loss"]`.

# %% [markdown] lang="ko" of="47513535"
# 이렇게 가릅니다.
#
# | | 훈련 | 검증 | 도움이 되는 것 |
# | --- | --- | --- | --- |
# | 과소적합 | 나쁘고, 더 나아지지 않음 | 똑같이 나쁨 | 더 큰 신경망, 더 많은 에포크, 처방 줄이기 |
# | 좋음 | 내려가다 평평해짐 | 바로 뒤를 따름 | 없음. 여기서 멈추기 |
# | 과대적합 | 계속 좋아짐 | 방향을 바꾸어 나빠짐 | 이 수업 |
# | 너무 높은 학습률 | 뛰거나 `nan`이 됨 | 역시 뜀 | 학습률을 3분의 1이나 10분의 1로 |
# | 정보 누출 | 거의 완벽함 | 그만큼 좋거나 더 좋음 | 양쪽에 같은 이미지가 있는지 찾기 |
#
# 검증 정확도만 보지 마세요. 다섯 가운데 속임수의 검증 정확도가 가장 높습니다. 그 데이터에는 이미지가 한 장마다 열
# 장씩 들어 있습니다. 여러 웹 페이지에서 모은 폴더가 그렇듯이 말입니다. 그 복사본들을 섞은 다음에 검증 이미지를 떼어
# 냈습니다. 그러니 검증 이미지는 거의 다 이미 학습한 것입니다. 첫 에포크에는 어느 학습에서나 검증이 조금 앞설 수
# 있고(훈련은 에포크 동안, 검증은 에포크 끝에 잽니다), 드롭아웃이나 증강을 쓰면 계속 앞설 수도 있습니다. 그러나 본
# 적 없는 이미지에서 한 번도 뒤지지 않는 신경망은 그것을 본 적이 있는 것입니다.
#
# 눈대중 대신 잴 수 있도록 작은 함수 두 개를 만듭니다. `gap_curve(history)`는 에포크마다의 일반화 격차, 곧 훈련
# 정확도에서 검증 정확도를 뺀 값을 퍼센트포인트로 돌려줍니다. `best_epoch(history)`는 검증 *손실*이 가장 낮은
# 에포크를 1부터 세어 돌려줍니다. 똑같이 낮으면 앞의 것이고, `nan`(폭발한 학습)은 가장 낮은 값이 될 수 없습니다.
# history는 에포크마다 수가 하나씩 든 리스트의 dict입니다. `history["accuracy"]`, `history["val_accuracy"]`,
# `history["loss"]`, `history["val_loss"]`가 있습니다.


# %% answer="gap_curve"
def gap_curve(history):
    """Training minus validation accuracy of every epoch, in percentage points."""
    ### BEGIN SOLUTION
    return 100 * (np.array(history["accuracy"]) - np.array(history["val_accuracy"]))
    ### END SOLUTION


# %% check="gap_curve"
check("gap_curve")


# %% answer="best_epoch"
def best_epoch(history):
    """Return the epoch, counted from 1, with the lowest validation loss."""
    ### BEGIN SOLUTION
    return int(np.nanargmin(history["val_loss"])) + 1
    ### END SOLUTION


# %% check="best_epoch"
check("best_epoch")

# %% [markdown] lang="en"
# Now the reading itself. Write `diagnose(history, classes)`: it returns one of the five words. Trust your eye and
# put into code what it does: the losses of guessing are around $\ln(\text{classes})$, and guessing is right in one
# of `classes` cases. The check draws curves of every kind, with other numbers of classes and epochs; they are clear
# cases, so the exact thresholds are yours to choose.

# %% [markdown] lang="ko" of="23852f36"
# 이제 읽는 일 자체를 해 봅시다. `diagnose(history, classes)`를 써 보세요. 다섯 낱말 가운데 하나를 돌려주면 됩니다.
# 눈을 믿고, 눈이 하는 일을 코드로 옮기세요. 찍을 때의 손실은 $\ln(\text{classes})$쯤이고, 찍으면 `classes`번 가운데
# 한 번 맞습니다. 검사에서는 클래스 수와 에포크 수가 다른 여러 곡선을 그립니다. 모두 뚜렷한 경우이므로 기준값은
# 여러분이 정하면 됩니다.


# %% answer="diagnose"
def diagnose(history, classes):
    """Name what the curves of a training say, in one of five words."""
    ### BEGIN SOLUTION
    loss, validation = np.array(history["loss"]), np.array(history["val_loss"])
    guessing, late = np.log(classes), slice(len(loss) // 2, None)
    if not np.isfinite(loss).all() or (np.diff(loss) > 0.1 * guessing).mean() > 0.2 or loss[-1] > 1.2 * guessing:
        return "too_high_rate"
    learnt = (history["accuracy"][-1] - 1 / classes) / (1 - 1 / classes)
    if learnt > 0.8 and validation[late].mean() <= loss[late].mean():
        return "leaking"
    if validation[-1] > 1.05 * validation.min() and loss[-1] < loss[validation.argmin()]:
        return "overfitting"
    return "good" if learnt > 2 / 3 else "underfitting"
    ### END SOLUTION


# %% check="diagnose"
check("diagnose")

# %% [markdown] lang="en"
# The course has a reader, too: `training.read_curves`. It was written by other people with other thresholds. Do the
# two of you agree on the five? And the last column, for the first time: the accuracy on test images, which no
# letter has been near.

# %% [markdown] lang="ko" of="f363ef53"
# 강의에도 곡선을 읽는 함수가 있습니다. `training.read_curves`입니다. 다른 사람이 다른 기준값으로 썼습니다. 다섯
# 개를 똑같이 읽을까요? 그리고 마지막 열에는 처음으로 테스트 정확도가 나옵니다. 다섯 가운데 아무도 가까이한 적 없는
# 이미지입니다.


# %%
@after("gap_curve", "best_epoch", "diagnose")
def second_opinion():
    print(f"{'':2} {'you':14} {'read_curves':14} {'lowest':>6} {'gap':>6} {'validation':>11} {'test':>6}")
    right = agreed = 0
    for letter, kind in letters.items():
        history, test_accuracy = five[kind], training.accuracy(STORIES[kind][0], two_test)
        own, other = diagnose(history, 2), training.read_curves(history, classes=2)
        right, agreed = right + (own == kind), agreed + (own == other.kind)
        lowest, gap, reached = best_epoch(history), gap_curve(history)[-1], history["val_accuracy"][-1]
        print(f"{letter:2} {own:14} {other.kind:14} {lowest:6} {gap:6.1f} {reached:11.1%} {test_accuracy:6.1%}")
        print(f"   {other.text(LANGUAGE)}")
        record(f"{kind}_validation_accuracy", reached)
        record(f"{kind}_gap", gap)
        record(f"{kind}_two_class_test_accuracy", test_accuracy)
    record("readings_right", right)
    record("readings_agreed", agreed)


# %% [markdown] lang="en"
# The fraud is found out by the last column, and by nothing else for sure:
# {leaking_validation_accuracy.real.full:.0%} on validation and {leaking_two_class_test_accuracy.real.full:.0%} on
# new images. No curve can prove a leak, and no remedy helps against it; only clean data does. It happens to the
# best: about 3 % of the test images of CIFAR-10, the very collection behind this lesson, have a near-duplicate
# among its training images (Barz and Denzler, 2020).
#
# ## Play with it
#
# The same story with 20 points instead of images, so small that it is trained again while you drag. Start from
# overfitting. Close the gap in three different ways, each time changing only **one** thing: fewer units; more
# points; a larger $\lambda$. Then switch early stopping on. Which of them also lowers the *validation* loss, and
# which only raises the training loss?

# %% [markdown] lang="ko" of="bcfbb144"
# 속임수가 드러나는 것은 마지막 열에서이고, 확실한 증거는 그것뿐입니다. 검증에서
# {leaking_validation_accuracy.real.full:.0%}, 새로운 이미지에서
# {leaking_two_class_test_accuracy.real.full:.0%}입니다. 어떤 곡선도 정보 누출을 증명하지는 못하고, 어떤 처방도 듣지
# 않습니다. 깨끗한 데이터만이 답입니다. 누구에게나 일어나는 일입니다. 바로 이 수업에서 쓰는 CIFAR-10도 테스트
# 이미지의 3 %쯤은 거의 똑같은 이미지가 훈련 이미지에 있습니다(바르츠와 덴츨러, 2020).
#
# ## 만져 보기
#
# 같은 이야기를 이미지 대신 점 20개로 해 봅니다. 아주 작아서 여러분이 끄는 동안 다시 학습합니다. 과대적합에서
# 출발하세요. 세 가지 방법으로 격차를 줄여 보되 한 번에 **하나만** 바꾸세요. 유닛 줄이기, 점 늘리기, $\lambda$
# 키우기입니다. 그다음 조기 종료를 켜 보세요. 이 가운데 *검증* 손실까지 낮추는 것은 무엇이고, 훈련 손실만 높이는
# 것은 무엇인가요?

# %%
explore_overfitting("network", preset="overfitting")

# %% [markdown] lang="en"
# ## The evidence of the notes
#
# The lecture notes behind this course train a network on CIFAR-10 on their sixth day: convolution 32, pooling,
# convolution 64, pooling, convolution 64, dense 64, dense 10; RMSprop, 20 epochs, batches of 256, a fifth of the
# images for validation. They see it overfit and draw up a list of remedies. Then they improve it: batch
# normalisation and dropout of 0.5, Adam with a learning rate of 0.0002, 50 epochs, batches of 128. Their evidence,
# before and after, is in the cell below, word for word.
#
# **Predict before you run.** By how many percentage points did the validation accuracy improve? Read it off their
# evidence. Write a number, or `None` if it cannot be told.

# %% [markdown] lang="ko" of="c52b56e2"
# ## 노트의 증거
#
# 이 수업의 바탕이 된 강의 노트는 여섯째 날에 CIFAR-10으로 신경망을 하나 학습합니다. 합성곱 32, 풀링, 합성곱 64,
# 풀링, 합성곱 64, 완전 연결 64, 완전 연결 10. RMSprop, 20에포크, 배치 256, 이미지의 5분의 1은 검증용입니다.
# 과대적합하는 것을 보고 처방의 목록을 만듭니다. 그다음 개선합니다. 배치 정규화와 0.5의 드롭아웃, 학습률 0.0002의
# Adam, 50에포크, 배치 128입니다. 노트가 전과 후의 증거로 내놓은 것을 아래 셀에 글자 그대로 옮겼습니다.
#
# **실행하기 전에 예상해 보세요.** 검증 정확도는 몇 퍼센트포인트 좋아졌을까요? 노트의 증거에서 읽어 보세요. 수를
# 쓰거나, 알 수 없으면 `None`을 쓰세요.

# %%
EVIDENCE_BEFORE = """
| Accuracy | Loss |
| <img src="/assets/img/AI/cnn_acc.png" style="width:50%;"> | <img src="/assets/img/AI/cnn_loss.png" style="width:50%;"> |
"""
EVIDENCE_AFTER = """
| Accuracy | Loss |
| <img src="/assets/img/AI/cnn_acc.png" style="width:50%;"> | <img src="/assets/img/AI/cnn_loss.png" style="width:50%;"> |
"""

# %% answer="improvement"
### BEGIN SOLUTION
improvement = None
### END SOLUTION


# %%
def compare_evidence():
    first, second = models.cost(models.day6_cnn()), models.cost(models.day6_improved())
    record("evidence_is_the_same", int(EVIDENCE_BEFORE == EVIDENCE_AFTER))
    record("day6_parameters", first.parameters)
    record("notes_improved_parameters", second.parameters)
    record("notes_improved_work", second.multiply_adds / first.multiply_adds)
    return f"before == after: {EVIDENCE_BEFORE == EVIDENCE_AFTER}"


predict("improvement", improvement, outcome=compare_evidence)

# %% [markdown] lang="en"
# Both tables show the *same two files*. Whatever is in `cnn_acc.png`, it cannot show an improvement: it was drawn
# once. A picture proves nothing because it is a picture; ask which run it comes from.
#
# There is more. Between the two networks at least seven things changed: batch normalisation, dropout, optimizer,
# learning rate, epochs, batch size, and the layers themselves. The list of remedies says "make the model simpler";
# the new network has {notes_improved_parameters:,} parameters where the old one had {day6_parameters:,}, and needs
# {notes_improved_work:.0f} times the multiply-adds per image. Had it become better, we should not know by what.
#
# So we measure. One network, one recipe, the few images that make overfitting visible; and then **one change at a
# time**. With `"full"` the task is that of the notes, all ten classes, and the numbers in the text below come from
# there. With `"quick"`, so that every training takes seconds, there are two classes again and 200 images. The
# question is a harder one: "pet or hoofed animal?", cats and dogs against deer and horses. The same network learns
# these images by heart just as well.

# %% [markdown] lang="ko" of="2a17891e"
# 두 표는 *같은 파일 두 개*를 보여 줍니다. `cnn_acc.png`에 무엇이 들어 있든 개선을 보여 줄 수는 없습니다. 한 번 그린
# 그림이기 때문입니다. 그림이라고 해서 증거가 되지는 않습니다. 어느 실행에서 나온 것인지 물어보세요.
#
# 더 있습니다. 두 신경망 사이에 적어도 일곱 가지가 바뀌었습니다. 배치 정규화, 드롭아웃, 옵티마이저, 학습률, 에포크,
# 배치 크기, 그리고 층 자체입니다. 처방 목록에는 "모델을 단순하게"라고 적혀 있는데, 새 신경망의 파라미터는
# {notes_improved_parameters:,}개로 전의 {day6_parameters:,}개보다 훨씬 많고, 이미지 한 장에 드는 곱셈-덧셈은
# {notes_improved_work:.0f}배입니다. 좋아졌더라도 무엇 덕분인지 알 수 없었을 것입니다.
#
# 그래서 직접 잽니다. 신경망 하나, 레시피 하나, 과대적합이 잘 보일 만큼 적은 이미지. 그리고 **한 번에 하나씩만**
# 바꿉니다. `"full"`에서는 노트와 같이 열 클래스를 모두 쓰고, 아래 글에 나오는 수는 여기에서 나왔습니다.
# `"quick"`에서는 학습 한 번이 몇 초에 끝나도록 다시 두 클래스로 하고 이미지도 200장만 씁니다. 질문은 더 어려운
# 것으로 바꿉니다. 반려동물인가요, 발굽 동물인가요? 고양이와 개, 사슴과 말을 가릅니다. 같은 신경망이 이 이미지들도
# 똑같이 잘 외웁니다.

# %%
PLANS = {
    "quick": {"train": 200, "validation": 300, "test": 1000, "epochs": 20, "batch_size": 16, "notes": 5, "race": 6, "seeds": 2},
    "full": {"train": 2000, "validation": 1000, "test": 5000, "epochs": 24, "batch_size": 32, "notes": 10, "race": 8, "seeds": 3},
}
PLAN = PLANS[PROFILE]
CLASSES = 2 if PROFILE == "quick" else 10
all_train, all_test = dataset.train, dataset.test
if CLASSES == 2:
    all_train, all_test = (either(split, PETS, HOOFED) for split in (all_train, all_test))
pool = all_train.take(3 * PLAN["train"] + PLAN["validation"], seed=SEED)
many, validation = training.hold_back(pool, PLAN["validation"], seed=SEED)
train, test = many.take(PLAN["train"], seed=SEED), all_test.take(min(PLAN["test"], len(all_test)), seed=SEED)
two_names = {"en": ("pet", "hoofed animal"), "ko": ("반려동물", "발굽 동물")}[LANGUAGE]
class_names = two_names if CLASSES == 2 else names
print(len(train), "training,", len(validation), "validation,", len(test), "test images;", len(many), "to train on where we say so")

baseline = training.Recipe(
    epochs=PLAN["epochs"],
    batch_size=PLAN["batch_size"],
    optimizer="rmsprop",
    learning_rate=1e-3,
    schedule="constant",
    averaging=0.95,
    keep="last",
)
table, histories = {}, {}


def measure(name, recipe=baseline, images=train, build=models.day6_cnn, seed=SEED, fitting=None, **changes):
    """Train one network from the start, and add its row to the table; return it."""
    keras.utils.set_random_seed(seed)
    network = build(classes=CLASSES, **changes)
    histories[name] = training.fit(network, (images, validation), recipe, seed=seed, **(fitting or {}))
    enter(name, network, images)
    return network


def enter(name, network, images=train):
    """Add a trained network's row to the table."""
    known, new = training.accuracy(network, images.take(len(train))), training.accuracy(network, test)
    table[name] = {
        "train": known,
        "validation": training.accuracy(network, validation),
        "test": new,
        "gap": 100 * (known - new),
        "lowest": int(np.nanargmin(histories[name]["val_loss"])) + 1,
        "seconds": histories[name].seconds,
    }


def show_rows(*names):
    """Print rows of the table, under its head."""
    print(f"{'':16} {'train':>7} {'validation':>11} {'test':>7} {'gap':>6} {'lowest':>7} {'seconds':>8}")
    for name in names:
        row = table[name]
        accuracies = f"{row['train']:7.1%} {row['validation']:11.1%} {row['test']:7.1%}"
        print(f"{name:16} {accuracies} {row['gap']:6.1f} {row['lowest']:7} {row['seconds']:8.1f}")


# %% [markdown] lang="en"
# `training.Recipe` says how to train, as data; `baseline.but(...)` is the same recipe with something changed.
# `measure` trains and writes a row: accuracy on the training images *afterwards*, as they are and without dropout
# (so that all rows can be compared), accuracy on validation and test images, the gap between training and test, the
# epoch with the lowest validation loss, and the time.
#
# One part of the recipe is there for the sake of measuring. RMSprop at a constant rate never comes to rest: from
# one epoch to the next the accuracy jumps by several points, and a table of last epochs would be a table of luck.
# With `averaging=0.95` every row is validated and kept with a running average of its weights, about those of the
# last 20 steps.
#
# ### The baseline, and a power cut
#
# A training that takes hours will be interrupted one day. `training.fit(..., checkpoint=file)` writes everything
# that decides the rest of the training into one file after every epoch: weights, the optimizer's memory, the
# curves. We pull the plug after the third epoch, start again with a *fresh* network and the same file, and see.
# (The other file, `best.keras`, is Keras's own checkpoint of the best epoch. We come back to it.)

# %% [markdown] lang="ko" of="6c257905"
# `training.Recipe`는 어떻게 학습할지를 데이터로 적은 것이고, `baseline.but(...)`은 같은 레시피에서 무언가를 바꾼
# 것입니다. `measure`는 학습하고 표에 한 줄을 적습니다. 훈련 이미지에서의 정확도는 학습이 *끝난 뒤에* 이미지를
# 그대로, 드롭아웃 없이 잽니다(그래야 모든 줄을 견줄 수 있습니다). 그다음 검증과 테스트 정확도, 훈련과 테스트의
# 격차, 검증 손실이 가장 낮은 에포크, 걸린 시간입니다.
#
# 레시피에는 재기 위해 넣은 것이 하나 있습니다. 학습률이 일정한 RMSprop은 가만히 있지를 못합니다. 에포크마다
# 정확도가 몇 포인트씩 뛰기 때문에, 마지막 에포크를 모은 표는 운을 모은 표가 됩니다. `averaging=0.95`를 쓰면 마지막
# 20스텝쯤의 가중치를 이동 평균한 것으로 검증하고 남깁니다.
#
# ### 기준 신경망, 그리고 정전
#
# 몇 시간씩 걸리는 학습은 언젠가 끊깁니다. `training.fit(..., checkpoint=file)`은 나머지 학습을 결정하는 모든 것을
# 에포크가 끝날 때마다 파일 하나에 적습니다. 가중치, 옵티마이저의 기억, 곡선입니다. 셋째 에포크가 끝나면 플러그를
# 뽑고, *새로운* 신경망과 같은 파일로 다시 시작해 봅시다. (또 하나의 파일 `best.keras`는 가장 좋은 에포크를 남기는
# Keras의 체크포인트입니다. 뒤에서 다시 씁니다.)


# %%
class PowerCut(keras.callbacks.Callback):
    """Stops a training as Ctrl-C or the square button does."""

    def on_epoch_begin(self, epoch, _logs=None):
        """Pull the plug after the third epoch."""
        if epoch == 3:
            raise KeyboardInterrupt


folder = Path(tempfile.mkdtemp())
checkpoint, best_file = folder / "baseline.npz", folder / "best.keras"
keras.utils.set_random_seed(SEED)
first_try = training.fit(
    models.day6_cnn(classes=CLASSES), (train, validation), baseline, seed=SEED, checkpoint=checkpoint, callbacks=[PowerCut()]
)
print("first try:", first_try.ending, "after", first_try.epochs, "epochs;", checkpoint.stat().st_size // 1024, "KiB written")

best_so_far = keras.callbacks.ModelCheckpoint(best_file, monitor="val_accuracy", save_best_only=True)
overfitted = measure("baseline", fitting={"checkpoint": checkpoint, "callbacks": [best_so_far]})
print("second try:", histories["baseline"].ending, "after", histories["baseline"].epochs, "epochs")

# %%
for number in range(1, PLAN["seeds"]):
    measure(f"seed_{number}", seed=SEED + number)
yardstick = sorted(table[name]["test"] for name in table)
show_rows(*table)
record("chance", 100 * (yardstick[-1] - yardstick[0]))
record("baseline_test", table["baseline"]["test"])
plots.plot_history({name: histories["baseline"][name] for name in ("loss", "accuracy", "val_loss", "val_accuracy")})

# %% [markdown] lang="en"
# There it is: overfitting, as `diagnose` would say. On the real images with the full profile,
# {baseline_test.real.full:.1%} on the test images, a gap of {baseline_gap.real.full:.0f} points, and the validation
# loss was lowest in epoch {baseline_lowest.real.full:.0f}.
#
# The other rows are our **yardstick**. They are the very same training; only the seed is another one, hence other
# first weights and another shuffling. From the worst to the best it is {chance.real.full:.1f} points. A remedy that
# moves the test accuracy by no more than that has shown nothing.
#
# **Predict before you run.** Eleven changes are coming: `"dropout"`, `"norm_before"`, `"norm_after"`, `"l1"`,
# `"l2"`, `"smaller"`, `"best_kept"`, `"stopped_early"`, `"plateau"`, `"augmented"`, `"more_images"`. Which will
# have the highest *test accuracy*? Write its name.

# %% [markdown] lang="ko" of="f185cab2"
# 보이시나요? `diagnose`라면 과대적합이라고 할 것입니다. 실제 이미지와 full 프로필에서 테스트
# {baseline_test.real.full:.1%}, 격차 {baseline_gap.real.full:.0f}포인트이고, 검증 손실은
# {baseline_lowest.real.full:.0f}번째 에포크에서 가장 낮았습니다.
#
# 나머지 줄은 우리의 **잣대**입니다. 완전히 같은 학습인데 시드만 다릅니다. 그래서 첫 가중치와 섞는 순서가 다릅니다.
# 가장 낮은 것과 가장 높은 것의 차이가 {chance.real.full:.1f}포인트입니다. 테스트 정확도를 이만큼도 움직이지 못하는
# 처방은 아무것도 보여 주지 못한 것입니다.
#
# **실행하기 전에 예상해 보세요.** 바꿀 것이 열한 가지 있습니다. `"dropout"`, `"norm_before"`, `"norm_after"`,
# `"l1"`, `"l2"`, `"smaller"`, `"best_kept"`, `"stopped_early"`, `"plateau"`, `"augmented"`, `"more_images"`입니다.
# *테스트 정확도*가 가장 높은 것은 무엇일까요? 이름을 쓰세요.

# %% answer="winner"
### BEGIN SOLUTION
winner = "more_images"
### END SOLUTION

# %% [markdown] lang="en"
# The answer comes at the end, when all rows are there.

# %% [markdown] lang="ko" of="dd77bb1e"
# 답은 모든 줄이 갖추어진 마지막에 나옵니다.

# %% [markdown] lang="en"
# ### In the network: dropout, batch normalisation, fewer units
#
# **Dropout** silences features while training. **Batch normalisation** is on the notes' list of remedies against
# overfitting as well; there are two places for it, before the activation and after it. And "make the model
# simpler": half as many kernels and units.

# %% [markdown] lang="ko" of="1f78d5c8"
# ### 신경망 안에서: 드롭아웃, 배치 정규화, 유닛 줄이기
#
# **드롭아웃**은 학습하는 동안 특성을 끕니다. **배치 정규화**도 노트의 과대적합 처방 목록에 올라 있습니다. 놓을
# 자리는 두 군데, 활성화 함수 앞과 뒤입니다. 그리고 "모델을 단순하게", 곧 커널과 유닛을 절반으로 줄입니다.

# %%
measure("dropout", dropout=0.3)
measure("norm_before", batch_norm="before")
measure("norm_after", batch_norm="after")
measure("smaller", width=0.5)
show_rows("baseline", "dropout", "norm_before", "norm_after", "smaller")
plots.compare_histories({name: histories[name] for name in ("baseline", "dropout", "norm_before", "norm_after")}, measure="val_loss")

# %% [markdown] lang="en"
# Read the *lowest* column together with the picture. On the real images, with the full profile:
#
# **Dropout** puts the turn off. The validation loss is lowest in epoch {dropout_lowest.real.full:.0f}, not
# {baseline_lowest.real.full:.0f}, and the gap is {dropout_gap.real.full:.0f} points, not {baseline_gap.real.full:.0f}.
#
# **Batch normalisation** does the reverse. It makes the network learn faster, and what it learns faster is the training
# set: the validation loss turns in epoch {norm_before_lowest.real.full:.0f} ({norm_after_lowest.real.full:.0f} with the
# normalisation after the activation), and the gap grows to {norm_before_gap.real.full:.0f} points. With few images it is
# no remedy against overfitting; it is a remedy against slow training.
#
# **Half the width** brings the gap down to {smaller_gap.real.full:.0f} points. But look at how: the *training* accuracy
# came down. The test accuracy changed by {smaller_gain.real.full:+.1f} points. A gap alone says nothing.

# %% [markdown] lang="ko" of="8a121db1"
# *lowest* 열을 그림과 함께 읽으세요. 실제 이미지와 full 프로필에서는 이렇습니다.
#
# **드롭아웃**은 방향이 바뀌는 때를 늦춥니다. 검증 손실이 가장 낮은 에포크는 {baseline_lowest.real.full:.0f}번째가 아니라
# {dropout_lowest.real.full:.0f}번째이고, 격차는 {baseline_gap.real.full:.0f}포인트가 아니라
# {dropout_gap.real.full:.0f}포인트입니다.
#
# **배치 정규화**는 그 반대입니다. 신경망이 더 빨리 배우는데, 더 빨리 배우는 것이 훈련 이미지입니다. 검증 손실은
# {norm_before_lowest.real.full:.0f}번째 에포크에(활성화 함수 뒤에 놓으면 {norm_after_lowest.real.full:.0f}번째에) 방향을
# 바꾸고, 격차는 {norm_before_gap.real.full:.0f}포인트로 벌어집니다. 이미지가 적을 때는 과대적합의 처방이 아닙니다. 느린
# 학습의 처방입니다.
#
# **너비를 절반으로** 하면 격차가 {smaller_gap.real.full:.0f}포인트로 줄어듭니다. 그런데 어떻게 줄었는지 보세요. *훈련*
# 정확도가 내려왔습니다. 테스트 정확도는 {smaller_gain.real.full:+.1f}포인트 달라졌습니다. 격차만 보고는 아무것도 알 수
# 없습니다.

# %% [markdown] lang="en"
# ### In the loss: a price on weights
#
# Lesson 06 put a price on large weights. Keras knows two: **L2** charges the square of every weight of a kernel,
# **L1** its size.
#
# $$\text{penalty} = \lambda_1 \sum |w| + \lambda_2 \sum w^2$$
#
# (Keras leaves out the factor 1/2 that lesson 06 had, so its $\lambda_2$ is half as large for the same effect.)
# Write `penalty(kernels, l1, l2)`: `kernels` is a list of arrays of any shapes; the sums run over all numbers in
# all of them.

# %% [markdown] lang="ko" of="aec25877"
# ### 손실 안에서: 가중치에 매기는 값
#
# 06에서는 큰 가중치에 값을 매겼습니다. Keras에는 두 가지가 있습니다. **L2**는 커널의 가중치마다 제곱에, **L1**은
# 크기에 값을 매깁니다.
#
# $$\text{벌점} = \lambda_1 \sum |w| + \lambda_2 \sum w^2$$
#
# (06에 있던 1/2을 Keras는 빼므로, 같은 효과를 내는 $\lambda_2$는 절반입니다.) `penalty(kernels, l1, l2)`를 써
# 보세요. `kernels`는 모양이 제각각인 배열의 리스트이고, 합은 그 안의 모든 수에 걸쳐 냅니다.


# %% answer="penalty"
def penalty(kernels, l1, l2):
    """Return l1 times the sizes plus l2 times the squares of all numbers in all kernels."""
    ### BEGIN SOLUTION
    return sum(l1 * np.abs(kernel).sum() + l2 * (kernel**2).sum() for kernel in kernels)
    ### END SOLUTION


# %% check="penalty"
check("penalty")

# %%
measure("l1", l1=1e-4)
penalised = measure("l2", l2=1e-3)
show_rows("baseline", "l1", "l2")


# %%
@after("penalty")
def same_penalty():
    kernels = [layer.kernel.numpy() for layer in penalised.layers if getattr(layer, "kernel_regularizer", None)]
    by_hand, keras_says = penalty(kernels, 0, 1e-3), float(sum(penalised.losses))
    print(f"by hand {by_hand:.4f}   Keras {keras_says:.4f}")
    print(f"the last value of the loss curve {histories['l2']['loss'][-1]:.4f}: {keras_says / histories['l2']['loss'][-1]:.0%} is penalty")
    record("penalty_difference", abs(by_hand - keras_says))
    record("penalty_share", keras_says / histories["l2"]["loss"][-1])


# %% [markdown] lang="en"
# A trap for readers of curves: Keras *adds* the penalty to every loss it reports, that of validation too. A curve
# with a penalty must not be compared with one without; accuracies can. (And `best_epoch` finds the lowest sum of
# both.)
#
# ### In time: stop, keep the best, slow down
#
# Three remedies that leave network and images alone. The first two you know: **stop early**, and **keep the best**
# epoch's weights instead of the last one's (in Keras `EarlyStopping(patience=..., restore_best_weights=True)` and
# `ModelCheckpoint("best.keras", save_best_only=True)`; the notes write `best_model.h5`, which today's Keras calls a
# legacy format). In a recipe: `patience=4` and `keep="best"`, both judged by validation accuracy.
#
# The third is **ReduceLROnPlateau**: when the validation loss has not come down for a while, make the steps
# smaller. Write `plateau_rates(losses, rate, patience, factor)`: given the validation losses of all epochs, return
# the learning rates they were trained with, one per epoch.
#
# - The first epoch is trained with `rate`.
# - An epoch whose loss is lower than the lowest so far is progress. Any other epoch is waiting.
# - After `patience` epochs of waiting, the *next* epoch's rate is multiplied by `factor`, and waiting starts again
#   at 0.
# - The lowest loss so far is remembered all the time.

# %% [markdown] lang="ko" of="56177f8b"
# 곡선을 읽는 사람이 걸려드는 함정이 하나 있습니다. Keras는 보고하는 모든 손실에 벌점을 *더합니다*. 검증 손실에도
# 더합니다. 벌점이 든 곡선을 벌점이 없는 곡선과 견주면 안 됩니다. 정확도는 견주어도 됩니다. (그리고 `best_epoch`가
# 찾는 것은 둘의 합이 가장 낮은 곳입니다.)
#
# ### 시간 안에서: 멈추기, 가장 좋은 것 남기기, 천천히 가기
#
# 신경망과 이미지를 그대로 두는 처방이 셋 있습니다. 앞의 둘은 이미 압니다. **일찍 멈추기**, 그리고 마지막 대신
# **가장 좋은** 에포크의 가중치를 남기기입니다(Keras에서는
# `EarlyStopping(patience=..., restore_best_weights=True)`와
# `ModelCheckpoint("best.keras", save_best_only=True)`입니다. 노트에는 `best_model.h5`라고 적혀 있는데 요즘 Keras는
# 이것을 옛 형식이라고 부릅니다). 레시피에서는 `patience=4`와 `keep="best"`이고, 둘 다 검증 정확도로 판단합니다.
#
# 셋째는 **ReduceLROnPlateau**입니다. 검증 손실이 한동안 내려가지 않으면 걸음을 줄입니다.
# `plateau_rates(losses, rate, patience, factor)`를 써 보세요. 모든 에포크의 검증 손실을 받아, 에포크마다 학습에 쓴
# 학습률을 하나씩 돌려주면 됩니다.
#
# - 첫 에포크는 `rate`로 학습합니다.
# - 손실이 지금까지의 가장 낮은 값보다 낮으면 나아진 것입니다. 그 밖의 에포크는 기다린 것입니다.
# - `patience`에포크를 기다리면 *다음* 에포크의 학습률에 `factor`를 곱하고, 기다림은 다시 0부터 셉니다.
# - 지금까지의 가장 낮은 손실은 내내 기억합니다.


# %% answer="plateau_rates"
def plateau_rates(losses, rate, patience=3, factor=0.5):
    """Return the learning rate of every epoch under ReduceLROnPlateau."""
    ### BEGIN SOLUTION
    rates, lowest, waiting = [], np.inf, 0
    for loss in losses:
        rates.append(rate)
        if loss < lowest:
            lowest, waiting = loss, 0
        else:
            waiting += 1
        if waiting == patience:
            rate, waiting = rate * factor, 0
    return rates
    ### END SOLUTION


# %% check="plateau_rates"
check("plateau_rates")

# %%
histories["best_kept"] = histories["baseline"]
enter("best_kept", keras.models.load_model(best_file, compile=False))
measure("stopped_early", baseline.but(patience=4, keep="best"))
measure("plateau", baseline.but(schedule="plateau"))
show_rows("baseline", "best_kept", "stopped_early", "plateau")

stopped = histories["stopped_early"]
print("stopped after epoch", stopped.epochs, "of", baseline.epochs, "and kept epoch", stopped.kept_epoch)
both = zip(histories["baseline"]["val_loss"], stopped["val_loss"], strict=False)
difference = max(abs(resumed - through) for resumed, through in both)
print("largest difference between its val_loss and that of the baseline, which was interrupted:", difference)
record("resumed_difference", difference)
record("stopped_epochs", stopped.epochs)


# %%
@after("plateau_rates")
def same_rates():
    history = histories["plateau"]
    own = plateau_rates(history["val_loss"], baseline.learning_rate, 3, 0.5)
    print("yours ", " ".join(f"{1000 * rate:.3g}" for rate in own), "(thousandths)")
    print("fit's ", " ".join(f"{1000 * rate:.3g}" for rate in history["learning_rate"]))
    record("plateau_rate_difference", np.abs(np.subtract(own, history["learning_rate"])).max())
    record("plateau_last_rate", history["learning_rate"][-1])
    return plots.compare_histories({name: histories[name] for name in ("baseline", "plateau")}, measure="val_loss")


# %% [markdown] lang="en"
# ### In the data: new views of the same images
#
# Lesson 08 shifted grey garments. Write `augment(images, rng)` for colour images: a `uint8` batch (N, H, W, 3)
# comes in, a new one of the same shape and type goes out. For **each image separately**, drawn from `rng` (a NumPy
# generator):
#
# - mirrored left to right, with probability one half;
# - shifted by -2 to 2 whole pixels down and by -2 to 2 to the right; what is uncovered is 0, nothing wraps round;
# - brightness: all numbers multiplied by the same factor, between 0.8 and 1.2, and kept within 0 to 255.
#
# The argument stays as it was.

# %% [markdown] lang="ko" of="378cbb4f"
# ### 데이터 안에서: 같은 이미지의 새로운 모습
#
# 08에서는 회색 옷을 옮겼습니다. 이번에는 컬러 이미지에 쓸 `augment(images, rng)`를 써 보세요. `uint8` 배치 (N, H,
# W, 3)이 들어오고, 모양과 자료형이 같은 새 배치가 나갑니다. **이미지마다 따로**, `rng`(NumPy 생성기)에서 뽑습니다.
#
# - 절반의 확률로 좌우를 뒤집습니다.
# - 아래로 -2에서 2픽셀, 오른쪽으로 -2에서 2픽셀 옮깁니다. 드러난 자리는 0이고, 나간 것이 반대쪽으로 들어오면 안
#   됩니다.
# - 밝기는 모든 수에 0.8에서 1.2 사이의 같은 수를 곱하고, 0에서 255 사이를 벗어나지 않게 합니다.
#
# 받은 배열은 그대로 두어야 합니다.


# %% answer="augment"
def augment(images, rng):
    """Mirror, shift and brighten every image of a batch by its own draw."""
    ### BEGIN SOLUTION
    height, width = images.shape[1:3]
    views = np.empty_like(images)
    for number, image in enumerate(images):
        turned = image[:, ::-1] if rng.random() < 0.5 else image
        down, right = rng.integers(0, 5, 2)
        padded = np.pad(turned, ((2, 2), (2, 2), (0, 0)))
        window = padded[down : down + height, right : right + width]
        views[number] = np.clip(window * rng.uniform(0.8, 1.2), 0, 255)
    return views
    ### END SOLUTION


# %% check="augment"
check("augment")


# %%
@after("augment")
def one_image_many_views():
    image = train.images[:1]
    rng = np.random.default_rng(SEED)
    return plots.show_images(np.concatenate([image, augment(image.repeat(15, axis=0), rng)]), columns=8)


# %% [markdown] lang="en"
# The first is the original. Now the explorer: your function beside a vertical flip and a strong rotation. Which of
# the steps does the overfitted network no longer recognise its own training image after? Which of them would *you*
# allow, for cars, for deer, for handwritten digits?

# %% [markdown] lang="ko" of="3d938359"
# 맨 앞이 원래 이미지입니다. 이제 탐색기를 봅시다. 여러분의 함수 옆에 위아래 뒤집기와 큰 회전이 있습니다. 과대적합한
# 신경망은 어느 단계를 거치면 자기가 학습한 이미지조차 알아보지 못하나요? *여러분*이라면 자동차에, 사슴에, 손글씨
# 숫자에 어떤 것을 허락하겠습니까?


# %%
@after("augment")
def views_explorer():
    steps = [augment, layers.RandomFlip("vertical"), layers.RandomRotation(0.15)]
    return explore_augmentation(train.images, steps, model=overfitted, labels=train.labels, class_names=class_names)


# %%
@after("augment")
def augmented():
    measure("augmented", baseline.but(augment=augment))
    show_rows("baseline", "augmented")
    shown = {name: histories[name] for name in ("baseline", "augmented")}
    return plots.compare_histories(shown, measure="val_loss")


# %% [markdown] lang="en"
# ### More images
#
# The last remedy is the one nobody likes to hear of, since it has to be paid for: three times as many images. To be
# fair, with a third of the epochs, so that the number of steps, and the time, stays the same.

# %% [markdown] lang="ko" of="dc52afa0"
# ### 더 많은 이미지
#
# 마지막은 돈이 들어서 아무도 듣고 싶어 하지 않는 처방입니다. 이미지를 세 배로 늘립니다. 공정하게 에포크는 3분의 1로
# 줄여서 스텝 수와 시간은 그대로 둡니다.

# %%
measure("more_images", baseline.but(epochs=round(PLAN["epochs"] / 3)), many)
show_rows("baseline", "more_images")

# %% [markdown] lang="en"
# And the network that the notes put in its place, with their optimizer and learning rate. Its epochs cost so much
# that we give it fewer: look at the *seconds*.

# %% [markdown] lang="ko" of="4813d6ad"
# 그리고 노트가 그 자리에 내놓은 신경망입니다. 옵티마이저와 학습률도 노트 그대로입니다. 에포크마다 시간이 하도
# 들어서 에포크 수는 줄였습니다. *seconds* 열을 보세요.

# %%
notes_recipe = baseline.but(optimizer="adam", learning_rate=2e-4, epochs=PLAN["notes"])
record("notes_epochs", notes_recipe.epochs)
measure("notes_improved", notes_recipe, build=models.day6_improved)
show_rows("baseline", "notes_improved")

# %% [markdown] lang="en"
# ### All remedies
#
# The whole table, sorted by test accuracy. In the picture the filled dot is the test accuracy, the hollow one the
# training accuracy, and the line between them the gap; the band is the yardstick.

# %% [markdown] lang="ko" of="c273bdaa"
# ### 모든 처방
#
# 테스트 정확도 순으로 늘어놓은 전체 표입니다. 그림에서 속이 찬 점은 테스트 정확도, 속이 빈 점은 훈련 정확도, 둘을
# 잇는 선이 격차이고, 띠는 잣대입니다.


# %%
def draw_table():
    """Print the table and draw it, best test accuracy on top."""
    ranked = sorted(table, key=lambda name: table[name]["test"], reverse=True)
    show_rows(*ranked)
    for name, row in table.items():
        if not name.startswith("seed"):
            record(f"{name}_gain", 100 * (row["test"] - np.mean(yardstick)))
            record(f"{name}_gap", row["gap"])
            record(f"{name}_lowest", row["lowest"])
    _, ax = plt.subplots(figsize=(8, 0.36 * len(ranked) + 0.8), layout="constrained")
    ax.axvspan(yardstick[0], yardstick[-1], color="#E69F00", alpha=0.25, linewidth=0)
    for place, name in enumerate(ranked):
        known, new = table[name]["train"], table[name]["test"]
        ax.plot([new, known], [place, place], color="#9aa1ac", linewidth=2, zorder=1)
        ax.plot([known], [place], "o", markersize=8, markerfacecolor="white", markeredgecolor="#0072B2")
        ax.plot([new], [place], "o", markersize=8, color="#0072B2")
    ax.set_yticks(range(len(ranked)), ranked, family="monospace")
    ax.invert_yaxis()
    ax.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    ax.grid(axis="x", color="#eceef2")
    ax.spines[["top", "right", "left"]].set_visible(False)
    return ranked[0]


predict("winner", winner, outcome=draw_table)

# %% [markdown] lang="en"
# With the full profile, on the real images. Behind the baseline: how many points of test accuracy more or less than the
# baseline has (on average over its seeds), the gap, and the epoch of the lowest validation loss. (With `"quick"` do not
# read much into the order: that yardstick has two seeds only, and the standard error of one accuracy on a thousand test
# images is already about 1.5 points.)
#
# | | test | gap | lowest |
# | --- | --- | --- | --- |
# | baseline | {baseline_test.real.full:.1%} | {baseline_gap.real.full:.0f} | {baseline_lowest.real.full:.0f} |
# | more images | {more_images_gain.real.full:+.1f} | {more_images_gap.real.full:.0f} | {more_images_lowest.real.full:.0f} |
# | augmented | {augmented_gain.real.full:+.1f} | {augmented_gap.real.full:.0f} | {augmented_lowest.real.full:.0f} |
# | dropout | {dropout_gain.real.full:+.1f} | {dropout_gap.real.full:.0f} | {dropout_lowest.real.full:.0f} |
# | plateau | {plateau_gain.real.full:+.1f} | {plateau_gap.real.full:.0f} | {plateau_lowest.real.full:.0f} |
# | best kept | {best_kept_gain.real.full:+.1f} | {best_kept_gap.real.full:.0f} | {best_kept_lowest.real.full:.0f} |
# | stopped early | {stopped_early_gain.real.full:+.1f} | {stopped_early_gap.real.full:.0f} | {stopped_early_lowest.real.full:.0f} |
# | L2 | {l2_gain.real.full:+.1f} | {l2_gap.real.full:.0f} | {l2_lowest.real.full:.0f} |
# | L1 | {l1_gain.real.full:+.1f} | {l1_gap.real.full:.0f} | {l1_lowest.real.full:.0f} |
# | normalised before | {norm_before_gain.real.full:+.1f} | {norm_before_gap.real.full:.0f} | {norm_before_lowest.real.full:.0f} |
# | smaller | {smaller_gain.real.full:+.1f} | {smaller_gap.real.full:.0f} | {smaller_lowest.real.full:.0f} |
# | normalised after | {norm_after_gain.real.full:+.1f} | {norm_after_gap.real.full:.0f} | {norm_after_lowest.real.full:.0f} |
# | the notes' network | {notes_improved_gain.real.full:+.1f} | {notes_improved_gap.real.full:.0f} | {notes_improved_lowest.real.full:.0f} |
#
# Hold the yardstick against the first column: {chance.real.full:.1f} points. **More images and new views of the same images
# are far longer, dropout a little.** What plateau, best kept, stopped early, L1 and L2 do to the test accuracy is shorter:
# it may be chance. Half the width and the normalisation after the activation do harm. (On the drawn images more images and
# new views lead as well; dropout narrows the gap there, too, and does not raise the test accuracy.)
#
# Then the second column. Dropout, L1, L2 and half the width all bring the gap down by about twenty points; but one of
# them raises the test accuracy, one lowers it, and two leave it alone. **A narrow gap is not the aim.** It can be had by
# learning less about the training images. The test accuracy rises only if more is learnt about *all* images, and that
# takes something new: images, or what you know about them (a mirrored car is a car).
#
# Keeping the best epoch and stopping early hardly did anything, the gap included. Both go by the validation *accuracy*,
# and this goes on trembling upwards long after the validation loss has turned: in the middle one of our three runs
# "stopped early" trained for {stopped_epochs.real.full:.0f} epochs out of 24. By the loss it would have stopped four epochs
# after the lowest one. Before you trust a watchman, ask what he is watching.
#
# The notes' network has not even learnt its training images after {notes_epochs.real.full:.0f} epochs at this small
# rate. Nothing follows from that about fifty. That it is better nobody has shown so far.

# %% [markdown] lang="ko" of="3cdf48d7"
# full 프로필로 실제 이미지에서 잰 값입니다. 기준 신경망 아래로는 테스트 정확도가 기준 신경망(여러 시드의 평균)보다 몇 포인트
# 높거나 낮은지, 격차, 검증 손실이 가장 낮은 에포크입니다. (`"quick"`에서는 순서를 너무 믿지
# 마세요. 잣대를 시드 두 개로 만들었고, 테스트 이미지 천 장으로 잰 정확도는 표준 오차만 1.5포인트쯤입니다.)
#
# | | 테스트 | 격차 | 가장 낮은 곳 |
# | --- | --- | --- | --- |
# | 기준 신경망 | {baseline_test.real.full:.1%} | {baseline_gap.real.full:.0f} | {baseline_lowest.real.full:.0f} |
# | 더 많은 이미지 | {more_images_gain.real.full:+.1f} | {more_images_gap.real.full:.0f} | {more_images_lowest.real.full:.0f} |
# | 증강 | {augmented_gain.real.full:+.1f} | {augmented_gap.real.full:.0f} | {augmented_lowest.real.full:.0f} |
# | 드롭아웃 | {dropout_gain.real.full:+.1f} | {dropout_gap.real.full:.0f} | {dropout_lowest.real.full:.0f} |
# | 플래토 | {plateau_gain.real.full:+.1f} | {plateau_gap.real.full:.0f} | {plateau_lowest.real.full:.0f} |
# | 가장 좋은 것 남기기 | {best_kept_gain.real.full:+.1f} | {best_kept_gap.real.full:.0f} | {best_kept_lowest.real.full:.0f} |
# | 조기 종료 | {stopped_early_gain.real.full:+.1f} | {stopped_early_gap.real.full:.0f} | {stopped_early_lowest.real.full:.0f} |
# | L2 | {l2_gain.real.full:+.1f} | {l2_gap.real.full:.0f} | {l2_lowest.real.full:.0f} |
# | L1 | {l1_gain.real.full:+.1f} | {l1_gap.real.full:.0f} | {l1_lowest.real.full:.0f} |
# | 활성화 앞 배치 정규화 | {norm_before_gain.real.full:+.1f} | {norm_before_gap.real.full:.0f} | {norm_before_lowest.real.full:.0f} |
# | 절반의 너비 | {smaller_gain.real.full:+.1f} | {smaller_gap.real.full:.0f} | {smaller_lowest.real.full:.0f} |
# | 활성화 뒤 배치 정규화 | {norm_after_gain.real.full:+.1f} | {norm_after_gap.real.full:.0f} | {norm_after_lowest.real.full:.0f} |
# | 노트의 신경망 | {notes_improved_gain.real.full:+.1f} | {notes_improved_gap.real.full:.0f} | {notes_improved_lowest.real.full:.0f} |
#
# 첫째 열에 잣대를 대 보세요. {chance.real.full:.1f}포인트입니다. **더 많은 이미지와 같은 이미지의 새로운 모습은 잣대보다 훨씬
# 길고, 드롭아웃은 조금 깁니다.** 플래토, 가장 좋은 것 남기기, 조기 종료, L1, L2가 테스트 정확도에 한 일은 잣대보다 짧습니다.
# 우연일 수 있습니다. 너비를 절반으로 줄인 것과 활성화 뒤 배치 정규화는 해가 되었습니다. (그려 낸 이미지에서도 더 많은 이미지와
# 새로운 모습이 앞섭니다. 드롭아웃은 거기에서도 격차를 줄이지만 테스트 정확도를 올리지는 못합니다.)
#
# 이번에는 둘째 열을 보세요. 드롭아웃, L1, L2, 절반의 너비는 모두 격차를 20포인트쯤 줄입니다. 그런데 테스트 정확도는 하나는
# 올리고, 하나는 내리고, 둘은 그대로 두었습니다. **격차를 줄이는 것이 목표가 아닙니다.** 훈련 이미지를 덜 배워도 격차는
# 줄어듭니다. 테스트 정확도는 *모든* 이미지에 대해 더 배워야만 올라가고, 그러려면 새로운 것이 필요합니다. 이미지, 또는
# 이미지에 대해 여러분이 아는 것(거울에 비친 자동차도 자동차입니다)입니다.
#
# 가장 좋은 것 남기기와 조기 종료는 격차까지도 거의 그대로 두었습니다. 둘 다 검증 *정확도*를 보는데, 검증 정확도는 검증 손실이
# 방향을 바꾸고 한참이 지나도록 떨리면서 조금씩 올라갑니다. 세 번 가운데 중간 실행에서 조기 종료는 24에포크 중
# {stopped_epochs.real.full:.0f}에포크를 학습했습니다. 손실을 보았다면 가장 낮은 곳에서 네 에포크 뒤에 멈추었을 것입니다.
# 파수꾼을 믿기 전에 무엇을 지켜보는지 물어보세요.
#
# 노트의 신경망은 이 작은 학습률로 {notes_epochs.real.full:.0f}에포크를 학습하고도 훈련 이미지조차 다 배우지 못했습니다.
# 그렇다고 50에포크에 대해 무슨 말을 할 수 있는 것은 아닙니다. 더 낫다는 것은 아직 아무도 보여 주지 못했습니다.

# %% [markdown] lang="en"
# ## Which optimizer?
#
# The notes have a table: SGD for simple models, Adam for most CNNs, RMSprop for *recurrent* networks, AdamW for the
# latest models. And they train their CNN with RMSprop. Lesson 06 measured on a tiny network; here is a CNN. Each
# optimizer gets its own learning rates, and the one that is best on the *validation* images counts.

# %% [markdown] lang="ko" of="d76ed4ed"
# ## 어느 옵티마이저를 쓸까?
#
# 노트에 표가 있습니다. SGD는 간단한 모델, Adam은 대부분의 CNN, RMSprop은 *순환* 신경망, AdamW는 최신 모델에 쓰라고
# 합니다. 그러면서 노트의 CNN은 RMSprop으로 학습합니다. 06에서는 아주 작은 신경망으로 재 보았고, 여기에는 CNN이
# 있습니다. 옵티마이저마다 자기 학습률을 시험하고, *검증* 이미지에서 가장 좋은 것을 씁니다.

# %%
RATES = {"sgd": (0.01,), "rmsprop": (1e-3,), "adam": (1e-3,), "adamw": (1e-3,)}
if PROFILE == "full":
    RATES = {"sgd": (3e-3, 0.01, 0.03)} | dict.fromkeys(("rmsprop", "adam", "adamw"), (5e-4, 1e-3, 2e-3))

short = baseline.but(epochs=PLAN["race"])
best_of = {}
for optimizer, rates in RATES.items():
    for rate in rates:
        keras.utils.set_random_seed(SEED)
        network = models.day6_cnn(classes=CLASSES)
        decay = 0.1 if optimizer == "adamw" else 0
        history = training.fit(
            network, (train, validation), short.but(optimizer=optimizer, learning_rate=rate, weight_decay=decay), seed=SEED
        )
        reached = (training.accuracy(network, validation), training.accuracy(network, test), rate, history)
        best_of[optimizer] = max(best_of.get(optimizer, reached), reached, key=lambda one: one[0])
for optimizer, (on_validation, on_test, rate, _) in best_of.items():
    print(f"{optimizer:8} best rate {rate:<7} validation {on_validation:.1%}   test {on_test:.1%}")
    record(f"{optimizer}_test", on_test)
record("optimizer_spread", 100 * np.ptp([on_test for _, on_test, _, _ in best_of.values()]))
plots.compare_histories({f"{name} {rate}": history for name, (_, _, rate, history) in best_of.items()}, measure="loss")

# %% [markdown] lang="en"
# On the real images, with the full profile, each at the best of its rates: RMSprop {rmsprop_test.real.full:.1%}, Adam
# {adam_test.real.full:.1%}, AdamW {adamw_test.real.full:.1%}, SGD {sgd_test.real.full:.1%}. Between the first three lies
# less than the yardstick: among them one chooses by habit. SGD (with momentum) is behind in these few epochs. But that
# is no matter of "simple models": with batch normalisation, a large rate and a schedule, SGD trains the network of the
# next exercise, and the fast one of lesson 09. A table of rules cannot replace two trainings. First look for the rate,
# then, if there is time, for the optimizer.

# %% [markdown] lang="ko" of="3e57d8f2"
# 실제 이미지와 full 프로필에서, 저마다 가장 좋은 학습률로 잰 값입니다. RMSprop {rmsprop_test.real.full:.1%}, Adam
# {adam_test.real.full:.1%}, AdamW {adamw_test.real.full:.1%}, SGD {sgd_test.real.full:.1%}. 앞의 셋은 차이가 잣대보다
# 작습니다. 그 가운데서는 손에 익은 것을 쓰면 됩니다. SGD(모멘텀을 쓴 것)는 이 짧은 학습에서 뒤처집니다. 그러나 "간단한
# 모델"이라서가 아닙니다. 배치 정규화와 큰 학습률, 스케줄을 함께 쓰면 다음 연습 문제의 신경망도, 09의 빠른 신경망도 SGD로
# 학습합니다. 규칙을 적은 표가 학습 두 번을 대신하지는 못합니다. 먼저 학습률을 찾고, 시간이 남으면 옵티마이저를 찾으세요.

# %% [markdown] lang="en"
# ## Two traps on the way to the network
#
# ### A layer that assumes 0 to 255
#
# Some people *standardise* their images before training: subtract the mean, divide by the standard deviation. Then
# they add Keras's augmentation layers, `RandomContrast` among them. Half of the standardised values are negative;
# white is about 2.
#
# **Predict before you run.** What share of the values, 0 to 1, is `0` after `RandomContrast(0.3)`?

# %% [markdown] lang="ko" of="7d0112f8"
# ## 신경망으로 가는 길의 함정 두 개
#
# ### 0에서 255라고 믿는 층
#
# 학습하기 전에 이미지를 *표준화*하는 사람들이 있습니다. 평균을 빼고 표준편차로 나눕니다. 그다음 Keras의 증강 층을
# 붙입니다. `RandomContrast`도 그 가운데 하나입니다. 표준화한 값은 절반이 음수이고, 흰색은 2쯤입니다.
#
# **실행하기 전에 예상해 보세요.** `RandomContrast(0.3)`을 지나면 `0`이 되는 값의 비율은 0에서 1 사이의 얼마일까요?

# %% answer="lost_share"
### BEGIN SOLUTION
lost_share = 0.5
### END SOLUTION


# %%
def contrast_trap():
    pixels = train.images[:200].astype(np.float32)
    standardised = (pixels - pixels.mean()) / pixels.std()
    told = keras.layers.RandomContrast(0.3, value_range=(float(standardised.min()), float(standardised.max())), seed=1)
    plain = keras.layers.RandomContrast(0.3, seed=1)
    after_plain, after_told = (np.asarray(layer(standardised, training=True)) for layer in (plain, told))
    lost = float((after_plain == 0).mean())
    print(f"zeros before {(standardised == 0).mean():.1%}, after {lost:.1%}, with value_range {(after_told == 0).mean():.1%}")
    record("values_lost", lost)
    shown = [batch[:8] * pixels.std() + pixels.mean() for batch in (standardised, after_plain, after_told)]
    plots.show_images(np.clip(np.concatenate(shown), 0, 255).astype(np.uint8), columns=8)
    return lost


predict("lost_share", lost_share, outcome=contrast_trap)

# %% [markdown] lang="en"
# Top: as they were. Middle: after `RandomContrast(0.3)`, everything darker than the mean is gone. Bottom: the same
# layer, told what the numbers mean with `value_range`. No error, no warning; the network trains and is merely
# worse, and nobody knows why. Layers that change *values* (contrast, brightness, colour) have to be told their
# range; put them before any standardisation, where grey levels are still 0 to 255. Layers that move pixels do not
# care.
#
# ### Folders and names
#
# So far images came as arrays. In projects they come as folders, one per class. The notes load them with
# `ImageDataGenerator`, as most books before 2021 do. It still exists, and Keras calls it deprecated. Old and new
# side by side:
#
# ```python
# # then                                                  # now
# generator = ImageDataGenerator(                         train = keras.utils.image_dataset_from_directory(
#     rescale=1 / 255, horizontal_flip=True,                  "flowers/train", image_size=(80, 80), batch_size=32,
#     width_shift_range=0.1, validation_split=0.2)            validation_split=0.2, subset="training", seed=0)
# train = generator.flow_from_directory(                  network = keras.Sequential([
#     "flowers/train", target_size=(80, 80),                  layers.RandomFlip("horizontal"),
#     batch_size=32, subset="training")                       layers.RandomTranslation(0.1, 0.1),
# table = generator.flow_from_dataframe(                      layers.Rescaling(1 / 255), ...])
#     frame, x_col="file", y_col="label")               tf.data.Dataset.from_tensor_slices((files, labels)).map(read)
# ```
#
# Three things changed for the better. Augmentation and rescaling are layers: they travel with the network, are
# switched off when predicting, and run on the accelerator. `validation_split` no longer augments the validation
# images, as the one generator on the left does with both parts. And the data set is a `tf.data` pipeline that reads
# ahead.
#
# One thing did not change: labels are numbers, and **someone has to say which number is which class**.

# %% [markdown] lang="ko" of="e2aabe5a"
# 위는 원래대로입니다. 가운데는 `RandomContrast(0.3)`을 지난 것으로, 평균보다 어두운 것이 모두 사라졌습니다. 아래는
# 같은 층에 수의 뜻을 `value_range`로 알려 준 것입니다. 오류도 경고도 없습니다. 신경망은 학습되고, 다만 더 못할
# 뿐이며, 아무도 까닭을 모릅니다. *값*을 바꾸는 층(대비, 밝기, 색)에는 범위를 알려 주어야 합니다. 표준화보다 앞에,
# 밝기가 아직 0에서 255일 때 두세요. 픽셀을 옮기는 층은 상관없습니다.
#
# ### 폴더와 이름
#
# 지금까지 이미지는 배열로 왔습니다. 실제 프로젝트에서는 클래스마다 하나씩 폴더로 옵니다. 노트는 2021년 이전의 책이
# 대개 그렇듯이 `ImageDataGenerator`로 불러옵니다. 아직 남아 있지만 Keras는 쓰지 말라고 합니다. 옛것과 새것을 나란히
# 놓으면 이렇습니다.
#
# ```python
# # then                                                  # now
# generator = ImageDataGenerator(                         train = keras.utils.image_dataset_from_directory(
#     rescale=1 / 255, horizontal_flip=True,                  "flowers/train", image_size=(80, 80), batch_size=32,
#     width_shift_range=0.1, validation_split=0.2)            validation_split=0.2, subset="training", seed=0)
# train = generator.flow_from_directory(                  network = keras.Sequential([
#     "flowers/train", target_size=(80, 80),                  layers.RandomFlip("horizontal"),
#     batch_size=32, subset="training")                       layers.RandomTranslation(0.1, 0.1),
# table = generator.flow_from_dataframe(                      layers.Rescaling(1 / 255), ...])
#     frame, x_col="file", y_col="label")               tf.data.Dataset.from_tensor_slices((files, labels)).map(read)
# ```
#
# 세 가지가 나아졌습니다. 증강과 값의 범위 바꾸기가 층이 되었습니다. 신경망을 따라다니고, 예측할 때는 꺼지고,
# 가속기에서 돌아갑니다. `validation_split`을 써도 검증 이미지는 증강되지 않습니다. 왼쪽의 생성기 하나는 두 부분
# 모두에 똑같이 증강을 합니다. 그리고 데이터가 미리 읽어 두는 `tf.data` 파이프라인이 되었습니다.
#
# 바뀌지 않은 것도 하나 있습니다. 레이블은 수이고, **어느 수가 어느 클래스인지는 누군가 정해야 합니다**.

# %% [markdown] lang="en"
# Below, four folders are made, in this order: `truck`, `cat`, `Bird`, `airplane`, with three images each. A text
# file names the classes in the same order, as such files do. **Predict before you run.** Which number will
# `image_dataset_from_directory` give the cats?

# %% [markdown] lang="ko" of="98f84c2f"
# 아래에서 폴더 네 개를 `truck`, `cat`, `Bird`, `airplane` 순서로 만들고 이미지를 세 장씩 넣습니다. 흔히 그렇듯이
# 같은 순서로 클래스 이름을 적은 텍스트 파일도 있습니다. **실행하기 전에 예상해 보세요.**
# `image_dataset_from_directory`는 고양이에게 몇 번을 줄까요?

# %% answer="number_of_cats"
### BEGIN SOLUTION
number_of_cats = 2
### END SOLUTION


# %%
def folders_and_names():
    place, written = Path(tempfile.mkdtemp()), ["truck", "cat", "Bird", "airplane"]
    for name in written:
        (place / name).mkdir()
        label = dataset.class_names("en").index(name.lower())
        for number, image in enumerate(dataset.train.images[dataset.train.labels == label][:3]):
            keras.utils.save_img(place / name / f"{number}.png", image)
    found = keras.utils.image_dataset_from_directory(place, image_size=(32, 32), batch_size=12, shuffle=False, verbose=False)
    images, labels = (np.asarray(part) for part in next(iter(found)))
    print("order of the file:   ", dict(enumerate(written)))
    print("order of the folders:", dict(enumerate(found.class_names)))
    wrong = sum(written[label] != found.class_names[label] for label in labels)
    print(f"with the names of the file, {wrong} of {len(labels)} images get a wrong name:")
    plots.show_images(images.astype(np.uint8), labels, written, columns=6)
    record("wrongly_named", wrong)
    record("number_of_cats", found.class_names.index("cat"))
    return found.class_names.index("cat")


predict("number_of_cats", number_of_cats, outcome=folders_and_names)

# %% [markdown] lang="en"
# Keras sorts the names as a computer does: capital letters before small ones, `10` before `2`. The names under the
# pictures come from the text file, and {wrongly_named} of 12 are wrong. The accuracy would not show it: it compares
# numbers with numbers. So never type class names by hand; take `class_names` from the data set, save them beside
# the model, and look at one image of each class with its name.

# %% [markdown] lang="ko" of="7b6478db"
# Keras는 컴퓨터답게 정렬합니다. 대문자가 소문자보다 앞이고, `10`이 `2`보다 앞입니다. 그림 아래의 이름은 텍스트
# 파일에서 왔고, 12장 가운데 {wrongly_named}장이 틀렸습니다. 정확도로는 드러나지 않습니다. 수와 수를 견줄 뿐이기
# 때문입니다. 그러니 클래스 이름을 손으로 적지 마세요. 데이터에서 `class_names`를 받아 모델과 함께 저장하고,
# 클래스마다 이미지 한 장을 이름과 함께 눈으로 확인하세요.

# %% [markdown] lang="en"
# ## Your recipe
#
# Now put together what works, for all ten classes. The cell below trains the baseline on a few hundred images, and
# it ends with a gap as wide as a barn door. Train a network `cured` with a recipe of your own, on `ten_train` (more
# images are a remedy, too), and write `classify(images)`: probabilities (N, 10) for grey levels 0 to 255. It is
# examined by its answers on fresh images that nobody has trained on or chosen by. The baseline does not pass; what
# earns all points depends on the data: 62 % with the drawn images, 47 % with the real ones. `TEN["epochs"]` epochs
# are enough for ours.
#
# Choose by the validation accuracy, one change at a time. You need not stay with `day6_cnn`.

# %% [markdown] lang="ko" of="0786553b"
# ## 여러분의 레시피
#
# 이제 효과가 있는 것을 모아, 열 클래스 모두에 써 보세요. 아래 셀은 기준 신경망을 이미지 몇백 장으로 학습하고,
# 격차가 대문짝만 하게 벌어집니다. 여러분만의 레시피로 `ten_train`에서 신경망 `cured`를 학습하고(이미지가 더 많은
# 것도 처방입니다), `classify(images)`를 써 보세요. 0에서 255까지의 밝기를 받아 (N, 10) 모양의 확률을 돌려주면
# 됩니다. 아무도 학습에도, 고르는 데도 쓰지 않은 새로운 이미지에 내놓는 답으로 시험합니다. 기준 신경망으로는
# 통과하지 못합니다. 배점을 모두 얻는 기준은 데이터에 따라 다릅니다. 그려 낸 이미지는 62 %, 실제 이미지는 47
# %입니다. 우리 풀이에는 `TEN["epochs"]`에포크면 충분합니다.
#
# 검증 정확도를 보고 고르되 한 번에 하나씩 바꾸세요. `day6_cnn`만 고집할 필요는 없습니다.


# %%
TEN = {"quick": {"few": 500, "images": 2500, "epochs": 5}, "full": {"few": 1000, "images": 9000, "epochs": 8}}[PROFILE]
ten_train, ten_validation = training.hold_back(dataset.train.take(TEN["images"] + 500, seed=SEED), 500, seed=SEED)
ten_test = dataset.test.take(2000, seed=SEED)
few = ten_train.take(TEN["few"], seed=SEED)

keras.utils.set_random_seed(SEED)
uncured = models.day6_cnn()
training.fit(uncured, (few, ten_validation), baseline.but(epochs=16, batch_size=16), seed=SEED)
before = {part: training.accuracy(uncured, split) for part, split in {"train": few, "test": ten_test}.items()}
print(f"train {before['train']:.1%}   test {before['test']:.1%}   gap {100 * (before['train'] - before['test']):.1f}")


# %% answer="classify"
### BEGIN SOLUTION
recipe = training.Recipe(
    epochs=TEN["epochs"],
    batch_size=64,
    optimizer="sgd",
    learning_rate=0.5,
    momentum=0.85,
    schedule="triangle",
    warmup=0.23,
    weight_decay=0.002,
    label_smoothing=0.1,
    shift=2,
    mirror="alternating",
    whiten=True,
    keep="last",
)
keras.utils.set_random_seed(SEED)
cured = models.small_cnn(widths=(16, 48, 48))
cured_history = training.fit(cured, (ten_train, ten_validation), recipe, seed=SEED)


def classify(images):
    """Return probabilities (N, 10) for grey levels 0 to 255, (N, 32, 32, 3)."""
    return training.probabilities(cured, images)


### END SOLUTION

# %% check="classify"
check("classify")

# %% [markdown] lang="en"
# The test images, for the last time: the baseline and your cure. (The gap of the cure is measured on the same few
# images as that of the baseline; `ten_train` contains them.)

# %% [markdown] lang="ko" of="441ce488"
# 테스트 이미지를 마지막으로 씁니다. 기준 신경망과 여러분의 신경망입니다. (격차는 기준 신경망과 똑같은 적은
# 이미지에서 잽니다. `ten_train`에 들어 있는 이미지입니다.)


# %%
@after("classify")
def cure():
    known, new = (np.mean(classify(split.images).argmax(axis=1) == split.labels) for split in (few, ten_test))
    gaps = [100 * (before["train"] - before["test"]), 100 * (known - new)]
    print(f"baseline   train {before['train']:.1%}   test {before['test']:.1%}   gap {gaps[0]:.1f}")
    print(f"cured      train {known:.1%}   test {new:.1%}   gap {gaps[1]:.1f}")
    record("uncured_test", before["test"])
    record("uncured_gap", gaps[0])
    record("cured_test", new)
    record("cured_gap", gaps[1])


# %% [markdown] lang="en"
# On the real images, with the full profile: {uncured_test.real.full:.1%} and a gap of {uncured_gap.real.full:.0f} points
# before, {cured_test.real.full:.1%} and {cured_gap.real.full:.0f} points with our solution. It has nine times as many
# images, a new view of each in every epoch, batch normalisation to learn fast, a rate that falls to nearly 0, and label
# smoothing.
#
# Which of these did it? From this comparison alone nobody can tell: five things changed at once. That is allowed when
# the aim is a good network, and forbidden when the aim is a reason. The reasons are in the table above, and in lesson 09.

# %% [markdown] lang="ko" of="ed64c66b"
# 실제 이미지와 full 프로필에서 처음에는 {uncured_test.real.full:.1%}, 격차 {uncured_gap.real.full:.0f}포인트였고, 우리
# 풀이로는 {cured_test.real.full:.1%}, 격차 {cured_gap.real.full:.0f}포인트가 되었습니다. 이미지가 아홉 배이고, 에포크마다
# 이미지 하나하나의 새로운 모습을 쓰고, 빨리 배우도록 배치 정규화를 하고, 학습률이 거의 0까지 내려가고, 레이블 스무딩을
# 합니다.
#
# 이 가운데 무엇 덕분일까요? 이 비교만으로는 아무도 알 수 없습니다. 다섯 가지를 한꺼번에 바꾸었기 때문입니다. 좋은 신경망을
# 얻는 것이 목적이라면 그래도 됩니다. 까닭을 알아내는 것이 목적이라면 안 됩니다. 까닭은 위의 표와 09에 있습니다.

# %% [markdown] lang="en" sheet="summary"
# ## Summary
#
# - Two curves, five stories: underfitting (both poor), good (together), overfitting (they part, and the validation
#   loss turns), learning rate too high (leaps or `nan`), leaking (validation never behind). First the diagnosis,
#   then the remedy.
# - A validation loss may rise while the accuracy stays: the same mistakes, made with more confidence.
# - A leak cannot be cured, only found: look for copies, and split before you augment.
# - One change at a time, on the same images, beside a yardstick: the same training with another seed. What is
#   smaller than the yardstick is chance.
# - Training accuracy is measured afterwards, without dropout and augmentation; else rows cannot be compared. A
#   reported loss contains the penalty.
# - More images and new views of them attack the cause. Dropout and penalties make learning by heart harder.
#   Stopping early and keeping the best limit the damage, if they watch the right curve. Batch normalisation is there
#   for speed.
# - A narrow gap is not the aim: learning less narrows it, too. Look at the test accuracy beside it.
# - Layers that change values need to know the range; class names come from the data set, never from memory.
# - Evidence names its run. The same picture twice is none.

# %% [markdown] lang="ko" sheet="summary" of="07a07831"
# ## 정리
#
# - 곡선은 둘, 이야기는 다섯입니다. 과소적합(둘 다 나쁨), 좋음(함께 감), 과대적합(갈라지고 검증 손실이 방향을 바꿈),
#   너무 높은 학습률(뛰거나 `nan`), 정보 누출(검증이 한 번도 뒤지지 않음). 먼저 진단, 그다음 처방입니다.
# - 검증 손실이 올라가도 정확도는 그대로일 수 있습니다. 같은 실수를 더 확신하면서 하는 것입니다.
# - 정보 누출은 고칠 수 없고 찾아낼 수 있을 뿐입니다. 복사본을 찾고, 나눈 다음에 증강하세요.
# - 한 번에 하나씩, 같은 이미지로, 잣대 옆에서 바꿉니다. 잣대는 시드만 다른 같은 학습입니다. 잣대보다 작은 차이는
#   우연입니다.
# - 훈련 정확도는 학습이 끝난 뒤에 드롭아웃과 증강 없이 잽니다. 그러지 않으면 견줄 수 없습니다. 보고되는 손실에는
#   벌점이 들어 있습니다.
# - 더 많은 이미지와 새로운 모습은 원인을 고칩니다. 드롭아웃과 벌점은 외우기를 어렵게 합니다. 조기 종료와 가장 좋은
#   것 남기기는 피해를 줄이지만, 올바른 곡선을 지켜볼 때만 그렇습니다. 배치 정규화는 속도를 위한 것입니다.
# - 격차를 줄이는 것이 목표가 아닙니다. 덜 배워도 격차는 줄어듭니다. 테스트 정확도를 함께 보세요.
# - 값을 바꾸는 층에는 범위를 알려 주세요. 클래스 이름은 기억이 아니라 데이터에서 가져옵니다.
# - 증거에는 어느 실행인지가 적혀 있어야 합니다. 같은 그림 두 장은 증거가 아닙니다.

# %% [markdown] lang="en" sheet="formulas"
# ### Formulas to keep
#
# | name | formula | when |
# | --- | --- | --- |
# | gap of an epoch | $100 \cdot (a_{\text{train}} - a_{\text{validation}})$ | in percentage points |
# | loss of guessing | $\ln K$ | $K$ classes: 0.69 for 2, 2.30 for 10 |
# | what has been learnt | $\frac{a - 1/K}{1 - 1/K}$ | 0 for guessing, 1 for always right |
# | penalty | $\lambda_1 \sum \lvert w \rvert + \lambda_2 \sum w^2$ | added to every reported loss |
# | plateau | $\eta \leftarrow \text{factor} \cdot \eta$ | after `patience` epochs without a new lowest loss |
# | standard error of an accuracy | $\sqrt{\frac{a (1 - a)}{N}}$ | $N$ test images: 1.1 points at $a = 0.5$ and $N = 2000$ |

# %% [markdown] lang="ko" sheet="formulas" of="f4fe3d02"
# ### 간직할 식
#
# | 이름 | 식 | 언제 |
# | --- | --- | --- |
# | 에포크의 격차 | $100 \cdot (a_{\text{훈련}} - a_{\text{검증}})$ | 단위는 퍼센트포인트 |
# | 찍을 때의 손실 | $\ln K$ | 클래스 $K$개: 2개면 0.69, 10개면 2.30 |
# | 배운 정도 | $\frac{a - 1/K}{1 - 1/K}$ | 찍기에서 0, 모두 맞히면 1 |
# | 벌점 | $\lambda_1 \sum \lvert w \rvert + \lambda_2 \sum w^2$ | 보고되는 모든 손실에 더해짐 |
# | 플래토 | $\eta \leftarrow \text{factor} \cdot \eta$ | 손실이 `patience`에포크 동안 새로 낮아지지 않으면 |
# | 정확도의 표준 오차 | $\sqrt{\frac{a (1 - a)}{N}}$ | 테스트 이미지 $N$장: $a = 0.5$, $N = 2000$이면 1.1포인트 |

# %% [markdown] lang="en"
# ### Quiz

# %% [markdown] lang="ko" of="3387447a"
# ### 퀴즈

# %%
quiz("loss_and_accuracy")

# %%
quiz("augment_then_split")

# %%
quiz("one_point")

# %% [markdown] lang="en"
# ### What would have convinced you?
#
# You are to write to the author of the notes: friendly, and so that the next edition is better. What is wrong with
# the evidence for the improved network? What was changed, and why can nobody say what helped? Which measurement
# would convince you: which networks, which images, how often, and what must be in the table? Use your own numbers
# from this lesson where they help. Five to ten sentences, in English or Korean; a person will read them.

# %% [markdown] lang="ko" of="a793e8f9"
# ### 무엇을 보았다면 믿었을까요?
#
# 노트를 쓴 사람에게 편지를 쓴다고 해 봅시다. 친절하게, 그리고 다음 판이 더 나아지도록 쓰세요. 개선한 신경망의
# 증거에는 무엇이 잘못되었나요? 무엇이 바뀌었고, 왜 아무도 무엇이 도움이 되었는지 말할 수 없나요? 어떤 측정이라면
# 믿겠습니까? 어느 신경망을, 어느 이미지로, 몇 번 재고, 표에는 무엇이 들어 있어야 할까요? 이 수업에서 잰 여러분의
# 수를 근거로 써도 좋습니다. 한국어나 영어로 다섯 문장에서 열 문장쯤 써 보세요. 이 답은 사람이 읽습니다.

# %% [markdown] manual="evidence"
# ### BEGIN SOLUTION
# Thank you for the notes; the list of remedies is a good one. The evidence for the improved network cannot stand,
# though: before and after show the same two files, `cnn_acc.png` and `cnn_loss.png`, so the second table shows the
# first run once more, or the first the second. Batch normalisation, dropout, optimizer, learning rate, epochs,
# batch size and the layers were changed at once; had it become better, nobody could say by what, and the new
# network has ten times the parameters although the list asks for a simpler one. I would train the old network and
# then the old network with one change each, on the same training images, and report for each the accuracy on
# training images without dropout, on the same held-out images, the gap, the epoch of the lowest validation loss and
# the seconds. Two or three seeds each show how much is chance: in my run the baseline moved by two points when
# only the seed changed, so a difference of one point would not convince me. Batch normalisation alone made my
# gap larger, so I would not call it a remedy before having measured it alone. The test images I would open once,
# when everything has been chosen on validation images. And I would let the notebook write the pictures, with the
# recipe in their names.
#
# 노트 잘 읽었습니다. 처방 목록이 좋습니다. 그런데 개선한 신경망의 증거는 성립하지 않습니다. 전과 후에 똑같은 파일
# `cnn_acc.png`와 `cnn_loss.png`가 나오므로, 둘째 표는 첫 실행을 한 번 더 보여 주거나 그 반대입니다. 배치 정규화,
# 드롭아웃, 옵티마이저, 학습률, 에포크, 배치 크기, 층을 한꺼번에 바꾸었으니 좋아졌더라도 무엇 덕분인지 알 수 없고,
# 목록에는 모델을 단순하게 하라고 하면서 파라미터는 열 배가 되었습니다. 저라면 원래 신경망과, 거기에서 하나씩만 바꾼
# 신경망을 같은 훈련 이미지로 학습하고, 드롭아웃 없이 잰 훈련 정확도, 같은 검증 이미지에서의 정확도, 격차, 검증
# 손실이 가장 낮은 에포크, 걸린 시간을 적겠습니다. 시드를 두세 개씩 쓰면 우연이 얼마인지 보입니다. 제 실행에서는
# 시드만 바꾸어도 2포인트쯤 움직였으니 1포인트 차이는 믿지 않겠습니다. 배치 정규화만 넣으면 격차가 오히려
# 커졌으므로, 따로 재기 전에는 처방이라고 부르지 않겠습니다. 테스트 이미지는 모든 것을 검증 이미지로 고른 뒤에 한
# 번만 열겠습니다. 그리고 그림은 레시피 이름을 붙여 노트북이 저장하게 하겠습니다.
# ### END SOLUTION
