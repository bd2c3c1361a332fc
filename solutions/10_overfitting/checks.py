"""Visible checks of lesson 10: what a student's Shift-Enter runs, in the notebook and again, from outside, when grading."""

import numpy as np

from course_utils.checking import check, choice, classifies, exercise, fresh_start, probabilities_of, quiz, source_at_hand, text
from course_utils.data import held_out

fresh_start()
exercise(
    "gap_curve",
    points=1,
    hints=[
        text(
            en='`history["accuracy"]` and `history["val_accuracy"]` are lists with one number per epoch. Which minus which?',
            ko=(
                '`history["accuracy"]`와 `history["val_accuracy"]`는 에포크마다 수가 하나씩 든 리스트입니다. 어느 것에서 어느 것을 빼나요?'
            ),
        ),
        text(
            en="Lists cannot be subtracted, arrays can: `np.array(...)`. And 0.95 - 0.90 are 5 *points*: multiply by 100.",
            ko=("리스트끼리는 뺄 수 없지만 배열은 됩니다. `np.array(...)`를 쓰세요. 그리고 0.95 - 0.90은 5*포인트*입니다. 100을 곱하세요."),
        ),
    ],
    idea=text(
        en=(
            "One gap at the end is a number; the curve of gaps says since when. Overfitting does not begin where training ends, it "
            "begins where the gap opens."
        ),
        ko=(
            "마지막 격차는 수 하나지만, 격차의 곡선은 언제부터인지를 말해 줍니다. 과대적합은 학습이 끝난 곳이 아니라 격차가 벌어지기 "
            "시작한 곳에서 시작합니다."
        ),
    ),
)

exercise(
    "best_epoch",
    points=1,
    hints=[
        text(
            en='You need the *place* of the smallest number in `history["val_loss"]`, not the number. People count epochs from 1.',
            ko='필요한 것은 `history["val_loss"]`에서 가장 작은 수가 아니라 그 수의 *자리*입니다. 에포크는 1부터 셉니다.',
        ),
        text(
            en="`np.argmin` stumbles over `nan`: nothing is smaller than it, and nothing larger. `np.nanargmin` steps over it.",
            ko="`np.argmin`은 `nan`에 걸려 넘어집니다. `nan`은 무엇과 견주어도 크지도 작지도 않습니다. `np.nanargmin`은 건너뜁니다.",
        ),
    ],
    idea=text(
        en=(
            "The lowest validation loss is where the network was best at what it had not seen. What came after was learnt about the "
            "training images alone."
        ),
        ko="검증 손실이 가장 낮은 곳이 본 적 없는 이미지를 가장 잘하던 때입니다. 그 뒤에 배운 것은 훈련 이미지에만 해당합니다.",
    ),
)

exercise(
    "diagnose",
    points=4,
    hints=[
        text(
            en=(
                "Ask one question after another, the gravest first: is the loss a number, and does it come down at all? Then: is it "
                "too good to be true? Then: has the validation loss turned? Then: has it learnt enough?"
            ),
            ko=(
                "가장 심각한 것부터 하나씩 물어보세요. 손실이 수이기는 한가요, 내려가기는 하나요? 그다음, 믿기 어려울 만큼 좋은가요? "
                "그다음, 검증 손실이 방향을 바꾸었나요? 그다음, 충분히 배웠나요?"
            ),
        ),
        text(
            en=(
                "`np.isfinite(loss).all()` finds `nan` and infinity; `np.diff(loss) > 0` marks the epochs in which the loss went up. "
                "One or two small steps up are chance. Many large ones are not."
            ),
            ko=(
                "`np.isfinite(loss).all()`이 `nan`과 무한대를 찾아냅니다. `np.diff(loss) > 0`은 손실이 올라간 에포크를 표시합니다. "
                "조금씩 한두 번 올라간 것은 우연입니다. 크게 여러 번이면 우연이 아닙니다."
            ),
        ),
        text(
            en=(
                "Overfitting and leaking both end with nearly perfect training. What tells them apart is the validation loss: it has "
                "risen from its lowest value, or it keeps at or below the training loss."
            ),
            ko=(
                "과대적합과 정보 누출은 둘 다 거의 완벽한 훈련으로 끝납니다. 둘을 가르는 것은 검증 손실입니다. 가장 낮던 값에서 다시 "
                "올라갔거나, 훈련 손실보다 높지 않은 채로 있거나입니다."
            ),
        ),
        text(
            en=(
                "How much is learnt does not depend on the number of classes if you count from guessing: "
                "`(accuracy - 1 / classes) / (1 - 1 / classes)` is 0 for guessing and 1 for always right."
            ),
            ko=(
                "얼마나 배웠는지를 찍기에서부터 재면 클래스 수와 상관없어집니다. `(accuracy - 1 / classes) / (1 - 1 / classes)`는 "
                "찍기에서 0, 모두 맞히면 1입니다."
            ),
        ),
    ],
    idea=text(
        en=(
            "Each word leads to another remedy, and some remedies for one are poison for another: dropout makes underfitting worse, "
            "a larger network feeds overfitting, and no remedy at all helps against a leak. So first the diagnosis."
        ),
        ko=(
            "이름마다 처방이 다르고, 어떤 처방은 다른 병에는 독입니다. 드롭아웃은 과소적합을 더 나쁘게 하고, 더 큰 신경망은 "
            "과대적합을 키우고, 정보 누출에는 어떤 처방도 듣지 않습니다. 그러니 진단이 먼저입니다."
        ),
    ),
)

exercise(
    "penalty",
    points=2,
    hints=[
        text(
            en="One array first: `np.abs(kernel).sum()` is its L1 part, `(kernel**2).sum()` its L2 part.",
            ko="먼저 배열 하나만 생각하세요. `np.abs(kernel).sum()`이 L1 쪽, `(kernel**2).sum()`이 L2 쪽입니다.",
        ),
        text(
            en=(
                "Then add over all kernels: `sum(... for kernel in kernels)`. They have different shapes, so they do not fit into "
                "one array."
            ),
            ko="그다음 모든 커널에 걸쳐 더하세요. `sum(... for kernel in kernels)`. 모양이 서로 달라서 배열 하나에 담을 수는 없습니다.",
        ),
    ],
    idea=text(
        en=(
            "L2 charges a large weight far more than two weights of half its size, so it spreads; L1 charges all the same per unit "
            "of size, so small weights end at zero. Either is a price that the loss has to be worth."
        ),
        ko=(
            "L2는 큰 가중치 하나에 절반짜리 둘보다 훨씬 비싼 값을 매겨서 고루 퍼지게 합니다. L1은 크기만큼 똑같이 값을 매겨서 작은 "
            "가중치를 0으로 보냅니다. 어느 쪽이든 손실을 줄이려고 치르는 값입니다."
        ),
    ),
)

exercise(
    "plateau_rates",
    points=3,
    hints=[
        text(
            en=(
                "Play it by hand with losses 5, 4, 4, 4, 4, 4 and patience 2. Keep three things as you go: the rate, the lowest loss "
                "so far, and how many epochs you have been waiting."
            ),
            ko=(
                "손실 5, 4, 4, 4, 4, 4와 patience 2로 직접 해 보세요. 가면서 세 가지를 기억합니다. 학습률, 지금까지 가장 낮은 손실, "
                "기다린 에포크 수입니다."
            ),
        ),
        text(
            en="The rate of an epoch is fixed before its loss is known: note the rate first, then look at the loss.",
            ko="에포크의 학습률은 그 에포크의 손실을 알기 전에 정해져 있습니다. 먼저 학습률을 적고, 그다음 손실을 보세요.",
        ),
        text(
            en=(
                "Lower: new lowest, waiting starts at 0. Not lower: wait one more. Waited long enough: multiply the rate, wait from "
                "0 again."
            ),
            ko="더 낮으면 가장 낮은 값을 바꾸고 기다림을 0으로. 아니면 기다림을 하나 늘리기. 다 기다렸으면 학습률에 곱하고 다시 0부터.",
        ),
    ],
    idea=text(
        en=(
            "Three numbers of memory make a schedule that nobody had to plan: large steps while they pay, smaller ones when they no "
            "longer do. It watches the validation loss and so chooses on validation images, as you would."
        ),
        ko=(
            "수 세 개만 기억하면 아무도 미리 짜지 않은 스케줄이 나옵니다. 큰 걸음이 통하는 동안은 크게, 통하지 않으면 작게 걷습니다. "
            "검증 손실을 보므로 여러분처럼 검증 이미지로 고르는 셈입니다."
        ),
    ),
)

exercise(
    "augment",
    points=3,
    hints=[
        text(
            en=(
                "Begin with one image and a loop: mirror (or not), shift, brighten. `np.empty_like(images)` gives a place for the "
                "finished ones, and leaves the originals alone."
            ),
            ko=(
                "이미지 한 장과 반복문으로 시작하세요. 거울에 비추고(또는 그대로 두고), 옮기고, 밝기를 바꿉니다. "
                "`np.empty_like(images)`에 완성한 것을 담으면 원본은 그대로입니다."
            ),
        ),
        text(
            en=(
                "For the shift: pad by 2 (`np.pad(image, ((2, 2), (2, 2), (0, 0)))`), then cut a 32 x 32 window that begins at a "
                "random row and column, each 0 to 4: `rng.integers(0, 5)`."
            ),
            ko=(
                "옮기기는 이렇게 합니다. 둘레에 2픽셀씩 두르고(`np.pad(image, ((2, 2), (2, 2), (0, 0)))`), 0에서 4 사이의 무작위 "
                "행과 열에서 시작하는 32 x 32 창을 잘라 내세요. `rng.integers(0, 5)`입니다."
            ),
        ),
        text(
            en=(
                "Grey level 250 times 1.2 is 300, and 300 in `uint8` is 44: the sky turns black. Multiply as floats, "
                "`np.clip(..., 0, 255)`, and only then go back to `uint8`."
            ),
            ko=(
                "밝기 250에 1.2를 곱하면 300이고, 300을 `uint8`에 넣으면 44가 됩니다. 하늘이 까매집니다. 실수로 곱하고, "
                "`np.clip(..., 0, 255)`로 자른 다음에야 `uint8`로 돌아가세요."
            ),
        ),
    ],
    idea=text(
        en=(
            "Every change says what does not matter: the side it looks to, a few pixels, the light. It has to be true of the task. A "
            "mirrored car is a car; a mirrored b is a d."
        ),
        ko=(
            "변화 하나하나는 무엇이 중요하지 않은지를 말합니다. 어느 쪽을 보는지, 몇 픽셀, 빛. 그 과제에서 참이어야 합니다. 거울에 "
            "비친 자동차는 자동차지만 거울에 비친 b는 d입니다."
        ),
    ),
)

exercise(
    "classify",
    points=4,
    hints=[
        text(
            en="Begin with the row of your table that has the best *validation* accuracy. Add one more remedy. Did it add up?",
            ko="표에서 *검증* 정확도가 가장 좋은 행에서 시작하세요. 처방을 하나 더해 보세요. 효과가 더해졌나요?",
        ),
        text(
            en=(
                "Augmentation makes each image new in every epoch, so more epochs are no longer learning by heart. Batch "
                "normalisation makes the steps count."
            ),
            ko=(
                "증강을 쓰면 에포크마다 이미지가 새로워지므로 에포크를 늘려도 외우게 되지 않습니다. 배치 정규화를 쓰면 한 걸음 한 "
                "걸음이 더 멀리 갑니다."
            ),
        ),
        text(
            en=(
                '`baseline.but(epochs=..., augment=augment, schedule="cosine", optimizer="adamw", learning_rate=2e-3)` with '
                '`models.day6_cnn(batch_norm="before", dropout=0.1)` is a good start, and more images than the few of the table help '
                "most."
            ),
            ko=(
                '`baseline.but(epochs=..., augment=augment, schedule="cosine", optimizer="adamw", learning_rate=2e-3)`와 '
                '`models.day6_cnn(batch_norm="before", dropout=0.1)`이 좋은 출발점입니다. 표에 쓴 것보다 이미지를 더 쓰는 것이 가장 '
                "큰 도움이 됩니다."
            ),
        ),
        text(
            en="`def classify(images): return training.probabilities(cured, images)` is enough for the function itself.",
            ko="함수 자체는 `def classify(images): return training.probabilities(cured, images)`이면 충분합니다.",
        ),
    ],
    idea=text(
        en=(
            "More data and new views of it act on the cause: too little has been seen. Dropout and penalties act on the symptom. And "
            "only images that nobody has trained on, or chosen by, can tell whether any of it helped."
        ),
        ko=(
            "더 많은 데이터와 새로운 모습은 원인을 고칩니다. 본 것이 너무 적다는 것입니다. 드롭아웃과 벌점은 증상을 고칩니다. 그리고 "
            "무엇이 도움이 되었는지는 학습에도 고르는 데도 쓰지 않은 이미지만 말해 줄 수 있습니다."
        ),
    ),
)

exercise(
    "evidence",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: says that the notes show one and the same picture before and after (or names the same file twice), so nothing "
            "follows. 1 point: names that several things were changed at once and proposes to change one at a time. 1 point: "
            "proposes a measurement that would convince: both networks on the same validation or test images, at equal budget, with "
            "several seeds or an error bar."
        ),
        ko=(
            "1점: 노트가 전과 후에 똑같은 그림을 보여 주므로(같은 파일 이름이 두 번 나오므로) 아무것도 말할 수 없다고 적었습니다. "
            "1점: 여러 가지를 한꺼번에 바꾸었다는 점을 지적하고, 하나씩 바꾸자고 했습니다. 1점: 믿을 만한 측정을 제안했습니다. 두 "
            "신경망을 같은 검증 또는 테스트 이미지로, 같은 예산에서, 시드를 여러 개 쓰거나 오차 막대와 함께 재는 것입니다."
        ),
    ),
)


HISTORY = {
    "accuracy": [0.5, 0.75, 1.0],
    "val_accuracy": [0.5, 0.625, 0.5],
    "loss": [1.5, 0.75, 0.25],
    "val_loss": [1.5, 1.25, 2.0],
}


@check("gap_curve")
def has_one_number_per_epoch(student, expect):
    gaps = expect.array(
        student.eval("gap_curve(history)", history=HISTORY),
        shape=(3,),
        hint=text(en="Three epochs went in, so three gaps come out.", ko="에포크가 세 개 들어갔으니 격차도 세 개 나와야 합니다."),
    )
    expect.is_true(
        not np.allclose(gaps, [0, 0.125, 0.5]),
        text(en="The gaps are shares, not percentage points.", ko="격차가 퍼센트포인트가 아니라 비율입니다."),
        hint=text(en="A gap of 0.125 is 12.5 percentage points.", ko="격차 0.125는 12.5퍼센트포인트입니다."),
    )


@check("gap_curve")
def subtracts_validation_from_training(student, expect):
    expect.close(
        student.eval("gap_curve(history)", history=HISTORY),
        [0, 12.5, 50],
        hint=text(
            en="Training accuracy minus validation accuracy: in epoch 2 it is 75 - 62.5 = 12.5.",
            ko="훈련 정확도에서 검증 정확도를 뺍니다. 2번째 에포크는 75 - 62.5 = 12.5입니다.",
        ),
    )


@check("gap_curve")
def is_negative_where_validation_goes_better(student, expect):
    history = {"accuracy": [0.25, 0.5], "val_accuracy": [0.5, 0.5], "loss": [2.0, 1.0], "val_loss": [1.5, 1.0]}
    expect.close(
        student.eval("gap_curve(history)", history=history),
        [-25, 0],
        hint=text(
            en="With dropout, for instance, validation may be ahead. Keep the sign: no `abs`.",
            ko="드롭아웃을 쓰면 검증이 앞설 수도 있습니다. 부호를 그대로 두세요. `abs`는 쓰지 않습니다.",
        ),
    )


@check("best_epoch")
def finds_the_lowest_validation_loss(student, expect):
    expect.equal(
        student.eval("best_epoch(history)", history=HISTORY),
        2,
        hint=text(
            en="The validation losses are 1.5, 1.25, 2.0: the lowest is that of the second epoch, and epochs count from 1.",
            ko="검증 손실은 1.5, 1.25, 2.0입니다. 가장 낮은 것은 두 번째 에포크이고, 에포크는 1부터 셉니다.",
        ),
    )


@check("best_epoch")
def takes_the_earlier_of_two(student, expect):
    history = HISTORY | {"val_loss": [1.5, 0.5, 0.5]}
    expect.equal(
        student.eval("best_epoch(history)", history=history),
        2,
        hint=text(
            en="Epochs 2 and 3 are equally low. The earlier one cost less.",
            ko="2번째와 3번째 에포크가 똑같이 낮습니다. 앞의 것이 덜 들었습니다.",
        ),
    )


@check("best_epoch")
def steps_over_nan(student, expect):
    history = {name: [2.0, 1.5, float("nan"), float("nan")] for name in HISTORY}
    expect.equal(
        student.eval("best_epoch(history)", history=history),
        2,
        hint=text(
            en="From epoch 3 on this loss is `nan`: the training blew up. The lowest loss is 1.5, in epoch 2.",
            ko="이 손실은 3번째 에포크부터 `nan`입니다. 학습이 폭발했습니다. 가장 낮은 손실은 2번째 에포크의 1.5입니다.",
        ),
    )


def made(kind, classes=10, epochs=20, level=0.5, turn=0.3):
    """Draw the curves of a kind by formula: shares of the loss of guessing, and shares of the way from guessing to always right."""
    passed = np.arange(1, epochs + 1) / epochs
    if kind == "good":
        loss, val_loss = 0.1 + 0.9 * np.exp(-4 * passed), 0.14 + 0.9 * np.exp(-4 * passed)
        learnt, val_learnt = 0.9 * (1 - np.exp(-4 * passed)), 0.87 * (1 - np.exp(-4 * passed))
    elif kind == "underfitting":
        loss, val_loss = 0.7 + 0.3 * np.exp(-5 * passed), 0.71 + 0.3 * np.exp(-5 * passed)
        learnt, val_learnt = 0.3 * (1 - np.exp(-5 * passed)), 0.29 * (1 - np.exp(-5 * passed))
    elif kind == "overfitting":
        loss, learnt = np.exp(-5 * passed), 1 - np.exp(-5 * passed)
        val_loss = np.exp(-5 * np.minimum(passed, turn)) + 0.05 + 0.6 * np.maximum(0, passed - turn)
        val_learnt = level * (1 - np.exp(-8 * passed))
    elif kind == "leaking":
        loss, val_loss = np.exp(-4.5 * passed), 0.8 * np.exp(-4.5 * passed)
        learnt, val_learnt = 1 - np.exp(-4.5 * passed), 1 - np.exp(-5 * passed)
    else:
        loss = 1 + 0.5 * np.sin(2.1 * np.arange(epochs))
        val_loss, learnt, val_learnt = loss[::-1], 0.1 + 0 * loss, 0.05 + 0 * loss
    guessing = np.log(classes)
    return {
        "loss": (guessing * loss).tolist(),
        "val_loss": (guessing * val_loss).tolist(),
        "accuracy": (1 / classes + (1 - 1 / classes) * learnt).tolist(),
        "val_accuracy": (1 / classes + (1 - 1 / classes) * val_learnt).tolist(),
    }


def reads(student, expect, history, kind, hint, classes=10):
    expect.equal(student.eval("diagnose(history, classes)", history=history, classes=classes), kind, hint=hint)


@check("diagnose", title=text(en="Underfitting", ko="과소적합"))
def knows_underfitting(student, expect):
    hint = text(
        en=(
            "Ten classes, and even the training accuracy comes to rest at 37 %. Validation is just behind. Nothing has been learnt "
            "by heart."
        ),
        ko="클래스가 열 개인데 훈련 정확도마저 37 %에서 멈춥니다. 검증도 바로 뒤에 있습니다. 외운 것은 없습니다.",
    )
    reads(student, expect, made("underfitting"), "underfitting", hint)
    hint = text(
        en="Two classes: guessing already gives 50 %, so a training accuracy of 65 % is not much. That is what `classes` is for.",
        ko="클래스가 두 개입니다. 찍어도 50 %이므로 훈련 정확도 65 %는 별것 아닙니다. `classes`가 있는 까닭입니다.",
    )
    reads(student, expect, made("underfitting", classes=2), "underfitting", hint, classes=2)


@check("diagnose", title=text(en="Good", ko="좋음"))
def knows_a_good_training(student, expect):
    hint = text(
        en="Both losses come down together, validation stays just behind, and most of the way is done. Leave it alone.",
        ko="두 손실이 함께 내려가고, 검증이 바로 뒤를 따르고, 갈 길을 거의 다 갔습니다. 그대로 두세요.",
    )
    reads(student, expect, made("good"), "good", hint)
    reads(student, expect, made("good", classes=2, epochs=8), "good", hint, classes=2)


@check("diagnose", title=text(en="Overfitting", ko="과대적합"))
def knows_overfitting(student, expect):
    hint = text(
        en=(
            "The training loss goes to zero, the validation loss has turned and climbs. That the validation accuracy is low does not "
            "make it underfitting: look at the *training* accuracy."
        ),
        ko=(
            "훈련 손실은 0으로 가는데 검증 손실은 방향을 바꾸어 올라갑니다. 검증 정확도가 낮다고 과소적합인 것은 아닙니다. *훈련* "
            "정확도를 보세요."
        ),
    )
    reads(student, expect, made("overfitting"), "overfitting", hint)
    reads(student, expect, made("overfitting", level=0.3, turn=0.2, epochs=30), "overfitting", hint)


@check("diagnose", title=text(en="Learning rate too high", ko="너무 높은 학습률"))
def knows_a_rate_that_is_too_high(student, expect):
    hint = text(
        en="The training loss leaps up and down around that of guessing and settles nowhere.",
        ko="훈련 손실이 찍을 때의 손실 언저리에서 위아래로 뛰고 어디에도 자리 잡지 못합니다.",
    )
    reads(student, expect, made("too_high_rate"), "too_high_rate", hint)
    blown = {"loss": [3.0, float("nan"), float("nan"), float("nan")], "accuracy": [0.1] * 4}
    blown |= {"val_loss": [float("nan")] * 4, "val_accuracy": [0.1] * 4}
    hint = text(
        en="The loss is `nan` from epoch 2 on: the numbers have outgrown the float. No comparison with `nan` is ever true.",
        ko="2번째 에포크부터 손실이 `nan`입니다. 수가 실수의 범위를 넘었습니다. `nan`과의 비교는 언제나 거짓입니다.",
    )
    reads(student, expect, blown, "too_high_rate", hint)


@check("diagnose", title=text(en="Leaking", ko="정보 누출"))
def knows_a_leak(student, expect):
    hint = text(
        en="Nearly perfect training, and validation is even better, to the end. Who has never seen an image does not know it by heart.",
        ko="훈련이 거의 완벽한데 검증은 끝까지 더 좋습니다. 본 적 없는 이미지를 외우고 있을 수는 없습니다.",
    )
    reads(student, expect, made("leaking"), "leaking", hint)
    reads(student, expect, made("leaking", classes=2, epochs=12), "leaking", hint, classes=2)


KERNELS = [np.array([[1.0, -2.0], [0.0, 3.0]]), np.array([-4.0, 0.5])]


@check("penalty")
def charges_sizes_for_l1(student, expect):
    expect.close(
        student.eval("penalty(kernels, 1, 0)", kernels=KERNELS),
        10.5,
        hint=text(
            en="L1 adds up sizes: 1 + 2 + 0 + 3 + 4 + 0.5 = 10.5. A minus sign does not make a weight cheaper.",
            ko="L1은 크기를 더합니다. 1 + 2 + 0 + 3 + 4 + 0.5 = 10.5. 음수라고 싸지지 않습니다.",
        ),
    )


@check("penalty")
def charges_squares_for_l2(student, expect):
    expect.close(
        student.eval("penalty(kernels, 0, 1)", kernels=KERNELS),
        30.25,
        hint=text(
            en="L2 adds up squares: 1 + 4 + 0 + 9 + 16 + 0.25 = 30.25. Keras has no factor 1/2 here, and no root.",
            ko="L2는 제곱을 더합니다. 1 + 4 + 0 + 9 + 16 + 0.25 = 30.25. Keras에는 여기에 1/2도, 제곱근도 없습니다.",
        ),
    )


@check("penalty")
def adds_the_two(student, expect):
    expect.close(
        student.eval("penalty(kernels, 0.1, 0.01)", kernels=KERNELS),
        0.1 * 10.5 + 0.01 * 30.25,
        hint=text(
            en="0.1 times the sizes plus 0.01 times the squares.",
            ko="크기의 합에 0.1을, 제곱의 합에 0.01을 곱해 더합니다.",
        ),
    )


PLATEAU = text(
    en="Rates 1, 1, 1, 1, 0.5, 0.5: epoch 2 is the last that is lower, epochs 3 and 4 wait, so from epoch 5 on the rate is halved.",
    ko="학습률은 1, 1, 1, 1, 0.5, 0.5입니다. 마지막으로 낮아진 것은 2번째, 3번째와 4번째가 기다림, 그래서 5번째부터 절반입니다.",
)


def rates_of(student, losses, patience, factor=0.5, rate=1.0):
    return student.eval("plateau_rates(losses, rate, patience, factor)", losses=losses, rate=rate, patience=patience, factor=factor)


@check("plateau_rates")
def keeps_the_rate_while_the_loss_falls(student, expect):
    expect.close(
        rates_of(student, [5.0, 4.0, 3.0, 2.0], 1, rate=0.25),
        [0.25, 0.25, 0.25, 0.25],
        hint=text(
            en="Each loss is lower than the one before: one rate per epoch, and always the same.",
            ko="손실이 매번 낮아집니다. 에포크마다 학습률 하나씩, 모두 같습니다.",
        ),
    )


@check("plateau_rates")
def lowers_it_after_waiting(student, expect):
    expect.close(rates_of(student, [5.0, 4.0, 4.0, 4.5, 4.25, 3.0], 2), [1, 1, 1, 1, 0.5, 0.5], hint=PLATEAU)


@check("plateau_rates")
def waits_anew_after_lowering(student, expect):
    expect.close(
        rates_of(student, [4.0] * 8, 2, factor=0.1),
        [1, 1, 1, 0.1, 0.1, 0.01, 0.01, 0.001],
        hint=text(
            en="Nothing ever gets lower than the first epoch. After each change the waiting starts at 0 again, so every second epoch.",
            ko="첫 에포크보다 낮아지는 일이 없습니다. 낮출 때마다 기다림이 0부터 다시 시작하므로 두 에포크마다 낮아집니다.",
        ),
    )


@check("plateau_rates")
def compares_with_the_lowest_not_the_last(student, expect):
    expect.close(
        rates_of(student, [2.0, 3.0, 2.5, 2.25, 2.125], 3),
        [1, 1, 1, 1, 0.5],
        hint=text(
            en="From 3 down to 2.125 the loss falls, but it never comes below the 2 of epoch 1. Compare with the lowest so far.",
            ko="손실이 3에서 2.125까지 내려가지만 첫 에포크의 2보다 낮아지지는 않습니다. 지금까지 가장 낮은 값과 견주세요.",
        ),
    )


BAND = np.linspace(10, 200, 8 * 8 * 3).astype(np.uint8).reshape(1, 8, 8, 3)  # no two pixels alike, none that 1.2 would cut
DRAW = "augment(images, __import__('numpy').random.default_rng(seed))"


def views_of(image):
    """All upright and mirrored, shifted versions of an image."""
    padded = [np.pad(side, ((2, 2), (2, 2), (0, 0))) for side in (image, image[:, ::-1])]
    return {
        (mirrored, 2 - row, 2 - column): padded[mirrored][row : row + 8, column : column + 8].astype(float)
        for mirrored in (0, 1)
        for row in range(5)
        for column in range(5)
    }


def recognised(version, views):
    """Name the view a version was made of, and its brightness; None if it was made of none."""
    for name, view in views.items():
        lit = view > 0
        if not version[~lit].any():
            brightness = version[lit].sum() / view[lit].sum()
            if np.abs(version - brightness * view).max() <= 1.6:
                return name, brightness
    return None


def drawn_views(student, expect, seed=10, count=300):
    versions = expect.array(
        student.eval(DRAW, images=np.repeat(BAND, count, axis=0), seed=seed),
        shape=(count, 8, 8, 3),
        hint=text(en="As many images out as in, of the same shape.", ko="들어간 만큼, 같은 모양으로 나와야 합니다."),
    )
    views = views_of(BAND[0])
    return [recognised(version.astype(float), views) for version in versions]


@check("augment")
def gives_back_as_many_grey_levels(student, expect):
    versions = student.eval(DRAW, images=np.repeat(BAND, 3, axis=0), seed=1)
    expect.shape(versions, (3, 8, 8, 3))
    expect.dtype(
        versions,
        "uint8",
        hint=text(
            en="Training expects whole grey levels, as they came: end with `.astype(np.uint8)`.",
            ko="학습에는 들어올 때처럼 정수 밝기가 필요합니다. 끝에 `.astype(np.uint8)`을 쓰세요.",
        ),
    )


@check("augment")
def makes_nothing_but_the_three_changes(student, expect):
    found = drawn_views(student, expect)
    strange = sum(one is None for one in found)
    expect.is_true(
        strange == 0,
        text(
            en=f"{strange} of 300 versions are not the image mirrored, shifted by at most 2 pixels and made lighter or darker.",
            ko=f"300장 가운데 {strange}장은 이미지를 거울에 비추고, 2픽셀 안에서 옮기고, 밝기를 바꾼 것이 아닙니다.",
        ),
        hint=text(
            en=(
                "Mirror left to right only (the axis of columns), fill what is uncovered with 0, let nothing wrap round, and "
                "multiply all three channels of an image by the same number."
            ),
            ko=(
                "좌우로만 비추고(열의 축), 드러난 자리는 0으로 채우고, 나간 것이 반대쪽으로 들어오지 않게 하고, 한 이미지의 세 "
                "채널에는 같은 수를 곱하세요."
            ),
        ),
    )
    lights = [one[1] for one in found]
    expect.is_true(
        min(lights) > 0.77 and max(lights) < 1.23,
        text(
            en=f"The brightness is multiplied by {min(lights):.2f} to {max(lights):.2f}, not by 0.8 to 1.2.",
            ko=f"밝기에 곱한 수가 0.8에서 1.2 사이가 아니라 {min(lights):.2f}에서 {max(lights):.2f} 사이입니다.",
        ),
    )


@check("augment")
def draws_for_each_image_separately(student, expect):
    found = [one for one in drawn_views(student, expect) if one is not None]
    mirrored = sum(name[0] for name, _ in found) / max(1, len(found))
    moves = {name[1:] for name, _ in found}
    spread = np.ptp([light for _, light in found]) if found else 0
    expect.is_true(
        0.35 < mirrored < 0.65,
        text(
            en=f"{mirrored:.0%} of 300 versions are mirrored; it should be about half.",
            ko=f"300장 가운데 {mirrored:.0%}가 거울에 비친 것입니다. 절반쯤이어야 합니다.",
        ),
        hint=text(
            en="Toss a coin for every image: `rng.random() < 0.5`, inside the loop.",
            ko="이미지마다 동전을 던지세요. 반복문 안에서 `rng.random() < 0.5`를 씁니다.",
        ),
    )
    expect.is_true(
        len(moves) == 25,
        text(
            en=f"{len(moves)} different shifts occur among 300 versions; there are 25, from 2 up and left to 2 down and right.",
            ko=f"300장에 나온 이동은 {len(moves)}가지입니다. 위와 왼쪽 2픽셀부터 아래와 오른쪽 2픽셀까지 25가지가 있습니다.",
        ),
        hint=text(
            en="`rng.integers(-2, 3)` gives -2 to 2: the upper end is left out. Rows and columns are drawn separately.",
            ko="`rng.integers(-2, 3)`은 -2에서 2까지입니다. 위쪽 끝은 빠집니다. 행과 열은 따로 뽑으세요.",
        ),
    )
    expect.is_true(
        spread > 0.3,
        text(
            en=f"The brightness of 300 versions differs by no more than {spread:.2f}; from 0.8 to 1.2 it is 0.4.",
            ko=f"300장의 밝기 차이가 {spread:.2f}에 그칩니다. 0.8에서 1.2까지면 0.4입니다.",
        ),
        hint=text(
            en="One brightness per image: `rng.uniform(0.8, 1.2)`, drawn for each.",
            ko="밝기는 이미지마다 하나씩 `rng.uniform(0.8, 1.2)`로 뽑으세요.",
        ),
    )


@check("augment")
def keeps_bright_pixels_bright(student, expect):
    bright = np.full((40, 8, 8, 3), 250, np.uint8)
    versions = expect.array(student.eval(DRAW, images=bright, seed=3), shape=(40, 8, 8, 3))
    inside = versions[:, 2:-2, 2:-2]
    expect.is_true(
        inside.min() >= 198,
        text(
            en=f"White (250) became {inside.min():.0f}; 0.8 times 250 is 200, and nothing may be darker.",
            ko=f"흰색(250)이 {inside.min():.0f}이 되었습니다. 250의 0.8배는 200이고, 더 어두워질 수는 없습니다.",
        ),
        hint=text(
            en="Above 255 `uint8` starts again at 0. Cut with `np.clip(..., 0, 255)` while the numbers are still floats.",
            ko="255를 넘으면 `uint8`은 0부터 다시 셉니다. 아직 실수일 때 `np.clip(..., 0, 255)`로 자르세요.",
        ),
    )


@check("augment")
def leaves_the_original_alone_and_can_be_repeated(student, expect):
    twelve = np.repeat(BAND, 12, axis=0)  # draws of twelve images do not agree by chance
    both = student.eval(f"[{DRAW}, {DRAW}, images]", images=twelve, seed=5)
    expect.equal(
        both[2],
        twelve,
        hint=text(
            en="You wrote into the caller's array. The originals are needed again in the next epoch: work on a copy.",
            ko="받은 배열에 직접 썼습니다. 원본은 다음 에포크에 또 필요합니다. 복사본에서 작업하세요.",
        ),
    )
    expect.is_true(
        np.array_equal(both[0], both[1]),
        text(
            en="Twice the same twelve images and the same seed gave two different results.",
            ko="똑같은 이미지 열두 장과 똑같은 시드를 두 번 넣었는데 결과가 다릅니다.",
        ),
        hint=text(
            en="Two generators with the same seed must give the same views: draw from `rng`, not from `np.random`.",
            ko="시드가 같은 두 생성기에서는 같은 결과가 나와야 합니다. `np.random`이 아니라 `rng`에서 뽑으세요.",
        ),
    )


@check("classify")
def answers_with_probabilities(student, expect):
    probabilities_of(student, expect, held_out("objects", "synthetic", 20, np.random.default_rng(10)).images)


@check("classify")
def has_learnt_to_tell_objects_apart(student, expect):
    classifies(student, expect, held_out("objects", source_at_hand(student), 500, np.random.default_rng(10)), above=30)


quiz(
    "loss_and_accuracy",
    question=text(
        en=(
            "From epoch 8 to epoch 20 the validation *loss* rises from 1.2 to 1.9, and the validation *accuracy* stays at 62 %. How "
            "is that possible?"
        ),
        ko=("8번째 에포크에서 20번째까지 검증 *손실*은 1.2에서 1.9로 올라가는데 검증 *정확도*는 62 %에 머뭅니다. 어떻게 그럴 수 있을까요?"),
    ),
    choices=[
        choice(
            text(en="It makes the same mistakes, but is more sure of them", ko="같은 실수를 하되 더 확신합니다"),
            right=True,
            because=text(
                en=(
                    "The loss is -log of the probability of the right class. A mistake made with 0.6 costs little more than one made "
                    "with 0.5; one made with 0.999 costs 7. Accuracy counts both as one mistake."
                ),
                ko=(
                    "손실은 정답 클래스 확률의 -log입니다. 틀린 클래스에 0.6을 준 실수는 0.5를 준 실수보다 조금 비쌀 뿐이지만, "
                    "0.999를 준 실수는 7쯤 됩니다. 정확도는 둘 다 실수 하나로 칩니다."
                ),
            ),
        ),
        choice(
            text(en="It is not; one of the two curves must be wrong", ko="그럴 수 없습니다. 두 곡선 중 하나가 틀렸습니다"),
            because=text(
                en="They measure different things: accuracy looks at the first place only, the loss at the probabilities.",
                ko="둘은 다른 것을 잽니다. 정확도는 1등만 보고, 손실은 확률을 봅니다.",
            ),
        ),
        choice(
            text(en="The learning rate is too high", ko="학습률이 너무 높습니다"),
            because=text(
                en="Then the *training* loss would be restless. Here it is the validation loss alone that rises: overfitting.",
                ko="그렇다면 *훈련* 손실이 요동칩니다. 여기서는 검증 손실만 올라갑니다. 과대적합입니다.",
            ),
        ),
    ],
)

quiz(
    "augment_then_split",
    question=text(
        en=(
            "A friend has 500 photos, makes five slightly shifted copies of each, shuffles the 3,000 and puts a fifth aside for "
            "validation. Validation: 97 %. What will new photos give?"
        ),
        ko=(
            "친구가 사진 500장에서 조금씩 옮긴 복사본을 다섯 장씩 만들고, 3,000장을 섞어 5분의 1을 검증용으로 떼었습니다. 검증 97 "
            "%입니다. 새로운 사진에서는 어떨까요?"
        ),
    ),
    choices=[
        choice(
            text(
                en="Much less: nearly every validation photo has a sister in training",
                ko="훨씬 낮습니다. 검증 사진마다 거의 다 훈련에 자매가 있습니다",
            ),
            right=True,
            because=text(
                en="That is a leak. Split first, then augment, and only the training part.",
                ko="정보 누출입니다. 먼저 나누고, 그다음에 증강하되 훈련 부분만 하세요.",
            ),
        ),
        choice(
            text(en="About 97 %: validation photos were not trained on", ko="97 %쯤입니다. 검증 사진으로는 학습하지 않았습니다"),
            because=text(
                en="Not these files, but their copies: the network has seen the same scene shifted by a pixel.",
                ko="그 파일은 아니지만 그 복사본으로 학습했습니다. 한 픽셀 옮겼을 뿐인 같은 장면을 본 것입니다.",
            ),
        ),
        choice(
            text(en="More: augmentation improves generalisation", ko="더 높습니다. 증강은 일반화를 좋게 합니다"),
            because=text(
                en="It does, but that is not what the 97 % measures. The measurement is broken, whatever the network is worth.",
                ko="그렇기는 하지만 97 %가 잰 것은 그것이 아닙니다. 신경망이 어떻든 측정이 망가졌습니다.",
            ),
        ),
    ],
)

quiz(
    "one_point",
    question=text(
        en=(
            "On 1,000 test images remedy A reaches 64 % and remedy B 65 %, one run each. Trained again with other seeds, the "
            "baseline varies by 2 points. Which remedy do you take?"
        ),
        ko=(
            "테스트 이미지 1,000장에서 처방 A는 64 %, 처방 B는 65 %입니다. 한 번씩 학습했습니다. 시드를 바꾸면 기준 신경망도 "
            "2포인트쯤 오르내립니다. 어느 처방을 쓰겠습니까?"
        ),
    ),
    choices=[
        choice(
            text(
                en="I cannot tell them apart yet: more seeds, or the cheaper one",
                ko="아직 가릴 수 없습니다. 시드를 더 쓰거나 싼 쪽을 씁니다",
            ),
            right=True,
            because=text(
                en="The difference is smaller than what chance does between two runs of the same thing.",
                ko="차이가 같은 것을 두 번 학습할 때 생기는 우연보다 작습니다.",
            ),
        ),
        choice(
            text(en="B: it is better", ko="B입니다. 더 좋으니까요"),
            because=text(
                en="It was better once. Ten images of a thousand, and a second run may turn it round.",
                ko="한 번 더 좋았을 뿐입니다. 천 장 가운데 열 장이고, 다시 학습하면 뒤집힐 수 있습니다.",
            ),
        ),
        choice(
            text(en="Both together: 66 %", ko="둘을 함께 써서 66 %로 만듭니다"),
            because=text(
                en="Effects rarely add up; two remedies for one illness often do no more than one, and too many make it underfit.",
                ko="효과는 좀처럼 더해지지 않습니다. 같은 병에 처방 둘은 하나만큼만 듣는 일이 많고, 지나치면 과소적합이 됩니다.",
            ),
        ),
    ],
)
