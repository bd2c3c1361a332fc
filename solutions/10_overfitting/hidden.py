"""Hidden checks of lesson 10: run outside only, on fresh draws; described to students by their hint."""

import numpy as np

from course_utils.checking import check, classifies, source_at_hand, text
from course_utils.data import held_out

MEASURES = ("loss", "val_loss", "accuracy", "val_accuracy")


@check("gap_curve", weight=2)
def measures_any_history(student, expect, rng):
    for _ in range(5):
        history = {name: rng.uniform(0, 1, int(rng.integers(1, 30))).tolist() for name in MEASURES}
        history["val_accuracy"] = rng.uniform(0, 1, len(history["accuracy"])).tolist()
        expect.close(
            student.eval("gap_curve(history)", history=history),
            100 * (np.array(history["accuracy"]) - history["val_accuracy"]),
            hint=text(
                en="Any number of epochs: one gap for each, in percentage points, with its sign.",
                ko="에포크가 몇 개든 에포크마다 격차 하나씩, 퍼센트포인트로, 부호를 그대로 두세요.",
            ),
        )


@check("best_epoch", weight=2)
def finds_it_anywhere(student, expect, rng):
    for _ in range(6):
        losses = np.round(rng.uniform(0.5, 3, int(rng.integers(2, 25))), 1)
        lowest = int(losses.argmin())
        if rng.random() < 0.5 and lowest + 1 < len(losses):
            losses[int(rng.integers(lowest + 1, len(losses))) :] = np.nan
        history = {name: losses[::-1].tolist() for name in MEASURES} | {"val_loss": losses.tolist()}
        expect.equal(
            student.eval("best_epoch(history)", history=history),
            lowest + 1,
            hint=text(
                en="The first epoch with the lowest validation loss, counted from 1; `nan` is never the lowest.",
                ko="검증 손실이 가장 낮은 첫 에포크를 1부터 세어 돌려주세요. `nan`은 가장 낮은 값이 될 수 없습니다.",
            ),
        )


def drawn(kind, rng, classes, epochs):
    """Draw curves of a kind, none like another: shares of the loss of guessing, and of the way from guessing to always right."""
    passed, pace = np.arange(1, epochs + 1) / epochs, rng.uniform(3.5, 6)
    falling = np.exp(-pace * passed)
    if kind == "good":
        apart = rng.uniform(0.01, 0.05)
        loss, val_loss = 0.08 + 0.9 * falling, 0.08 + apart + 0.9 * falling
        learnt, val_learnt = 0.9 * (1 - falling), (0.9 - apart) * (1 - falling)
    elif kind == "underfitting":
        rest = rng.uniform(0.15, 0.4)
        loss, val_loss = 1 - rest * (1 - falling), 1.01 - rest * (1 - falling)
        learnt, val_learnt = rest * (1 - falling), 0.96 * rest * (1 - falling)
    elif kind == "overfitting":
        turn, climb = rng.uniform(0.15, 0.4), rng.uniform(0.4, 1.2)
        loss, learnt = falling, 1 - falling
        val_loss = np.exp(-pace * np.minimum(passed, turn)) + 0.05 + climb * np.maximum(0, passed - turn)
        val_learnt = rng.uniform(0.25, 0.65) * (1 - np.exp(-8 * passed))
    elif kind == "leaking":
        loss, val_loss = falling, rng.uniform(0.6, 0.85) * falling
        learnt, val_learnt = 1 - falling, 1 - falling**1.2
    else:
        loss = 1 + rng.uniform(0.4, 0.8) * np.sin(rng.uniform(1.9, 2.6) * np.arange(epochs) + rng.uniform(0, 6))
        val_loss, learnt, val_learnt = loss[::-1].copy(), np.full(epochs, 0.05), np.full(epochs, 0.04)
        if rng.random() < 0.4:
            loss[epochs // 2 :] = val_loss[epochs // 2 :] = np.nan
    grain = rng.normal(1, 0.006, (2, epochs))
    share = 1 / classes + (1 - 1 / classes) * np.array([learnt, val_learnt])
    curves = (np.log(classes) * loss * grain[0], np.log(classes) * val_loss * grain[1], *share)
    return {name: curve.tolist() for name, curve in zip(MEASURES, curves, strict=True)}


def reads_all(student, expect, rng, kind, hint):
    for _ in range(4):
        classes, epochs = int(rng.integers(2, 21)), int(rng.integers(10, 41))
        expect.equal(
            student.eval("diagnose(history, classes)", history=drawn(kind, rng, classes, epochs), classes=classes),
            kind,
            where=text(en=f"{classes} classes, {epochs} epochs", ko=f"클래스 {classes}개, {epochs}에포크"),
            hint=hint,
        )


@check("diagnose", title=text(en="Underfitting, fresh curves", ko="과소적합, 새로운 곡선"))
def knows_underfitting_anywhere(student, expect, rng):
    hint = text(
        en="Measure the training accuracy from guessing (1 / classes), not from 0, and ask how much of the way is done.",
        ko="훈련 정확도를 0이 아니라 찍기(1 / 클래스 수)에서부터 재고, 갈 길을 얼마나 갔는지 보세요.",
    )
    reads_all(student, expect, rng, "underfitting", hint)


@check("diagnose", title=text(en="Good, fresh curves", ko="좋음, 새로운 곡선"))
def knows_good_trainings_anywhere(student, expect, rng):
    hint = text(
        en="A little grain is not a turn: let the validation loss rise by a few percent before you call it overfitting.",
        ko="조금 흔들리는 것은 방향을 바꾼 것이 아닙니다. 검증 손실이 몇 퍼센트는 올라가야 과대적합이라고 하세요.",
    )
    reads_all(student, expect, rng, "good", hint)


@check("diagnose", title=text(en="Overfitting, fresh curves", ko="과대적합, 새로운 곡선"))
def knows_overfitting_anywhere(student, expect, rng):
    hint = text(
        en="The training accuracy is high, whatever the validation accuracy is, and the validation loss is far above its lowest value.",
        ko="검증 정확도가 어떻든 훈련 정확도는 높고, 검증 손실은 가장 낮던 값보다 훨씬 높습니다.",
    )
    reads_all(student, expect, rng, "overfitting", hint)


@check("diagnose", title=text(en="Learning rate too high, fresh curves", ko="너무 높은 학습률, 새로운 곡선"))
def knows_high_rates_anywhere(student, expect, rng):
    hint = text(
        en="Several leaps upward in the *training* loss, or a loss that is `nan`.",
        ko="*훈련* 손실이 여러 번 위로 뛰거나, 손실이 `nan`입니다.",
    )
    reads_all(student, expect, rng, "too_high_rate", hint)


@check("diagnose", title=text(en="Leaking, fresh curves", ko="정보 누출, 새로운 곡선"))
def knows_leaks_anywhere(student, expect, rng):
    hint = text(
        en="Training nearly perfect, and the validation loss below the training loss to the end.",
        ko="훈련이 거의 완벽하고 검증 손실이 끝까지 훈련 손실보다 낮습니다.",
    )
    reads_all(student, expect, rng, "leaking", hint)


@check("penalty", weight=2)
def charges_any_kernels(student, expect, rng):
    for _ in range(5):
        shapes = [tuple(int(side) for side in rng.integers(1, 5, int(rng.integers(1, 5)))) for _ in range(int(rng.integers(1, 5)))]
        kernels = [rng.normal(0, 1, shape) for shape in shapes]
        l1, l2 = (float(strength) for strength in rng.uniform(0, 0.1, 2))
        wanted = sum(l1 * np.abs(kernel).sum() + l2 * (kernel**2).sum() for kernel in kernels)
        expect.close(
            student.eval("penalty(kernels, l1, l2)", kernels=kernels, l1=l1, l2=l2),
            wanted,
            hint=text(
                en="Any number of kernels, of any shapes: sizes times `l1` plus squares times `l2`.",
                ko="커널이 몇 개든, 모양이 어떻든, 크기의 합에 `l1`을, 제곱의 합에 `l2`를 곱해 더합니다.",
            ),
        )


@check("plateau_rates", weight=3)
def follows_any_curve(student, expect, rng):
    for _ in range(8):
        losses = np.round(np.exp(-np.arange(int(rng.integers(5, 40))) / 8) + rng.normal(0, 0.1, 1), 3)
        losses = (losses + np.round(rng.uniform(0, 0.3, len(losses)), 2)).tolist()
        patience, factor, rate = int(rng.integers(1, 5)), float(rng.choice([0.1, 0.5, 0.2])), float(rng.choice([0.1, 0.001]))
        wanted, now, lowest, waiting = [], rate, float("inf"), 0
        for loss in losses:
            wanted.append(now)
            lowest, waiting = (loss, 0) if loss < lowest else (lowest, waiting + 1)
            if waiting == patience:
                now, waiting = now * factor, 0
        given = {"losses": losses, "rate": rate, "patience": patience, "factor": factor}
        expect.close(
            student.eval("plateau_rates(losses, rate, patience, factor)", **given),
            wanted,
            where=text(en=f"patience {patience}, factor {factor}", ko=f"patience {patience}, factor {factor}"),
            hint=text(
                en=(
                    "One rate per epoch, the one it is trained with; lower than the lowest so far, or waiting; after a change wait from 0."
                ),
                ko="에포크마다 그때 학습에 쓴 학습률 하나. 지금까지의 최저보다 낮거나, 아니면 기다림. 바꾼 뒤에는 0부터 기다립니다.",
            ),
        )


@check("augment", weight=3)
def treats_any_pictures_fairly(student, expect, rng):
    height, width = (int(side) for side in rng.integers(9, 14, 2))
    image = rng.integers(20, 200, (height, width, 3), dtype=np.uint8)
    seed = int(rng.integers(2**31))
    draw = "augment(images, __import__('numpy').random.default_rng(seed))"
    versions = expect.array(student.eval(draw, images=np.repeat(image[None], 200, axis=0), seed=seed), shape=(200, height, width, 3))
    kept, marks, mirrored = 0, set(), 0
    for version in versions.astype(float):
        for turned, side in enumerate((image, image[:, ::-1])):
            padded = np.pad(side.astype(float), ((2, 2), (2, 2), (0, 0)))
            for row in range(5):
                for column in range(5):
                    view = padded[row : row + height, column : column + width]
                    light = version.sum() / view.sum()
                    if 0.75 < light < 1.25 and np.abs(version - light * view).max() <= 1.6:
                        kept, mirrored = kept + 1, mirrored + turned
                        marks.add((row, column, round(light, 1)))
    hint = text(
        en="Other heights and widths than 32, and every image on its own: mirrored or not, a shift, a brightness.",
        ko="높이와 너비가 32가 아니어도 되어야 하고, 이미지마다 따로 뽑아야 합니다. 거울, 이동, 밝기입니다.",
    )
    said = text(
        en=f"Of 200 versions of one image, {kept} are a mirrored or upright, shifted, lighter or darker copy of it.",
        ko=f"이미지 한 장에서 만든 200장 가운데 {kept}장만 그 이미지를 비추거나, 옮기거나, 밝기를 바꾼 것입니다.",
    )
    expect.is_true(kept >= 200, said, hint=hint)
    said = text(
        en=f"200 versions of one image hold {mirrored} mirrored ones and {len(marks)} kinds of shift and brightness: too much alike.",
        ko=f"이미지 한 장에서 만든 200장에 거울에 비친 것이 {mirrored}장, 이동과 밝기가 {len(marks)}가지뿐입니다. 너무 비슷합니다.",
    )
    expect.is_true(60 < mirrored < 140 and len(marks) > 50, said, hint=hint)


BARS = {"auto": (42, 47), "synthetic": (56, 62)}  # above what the overfitted baseline reaches; real photographs are harder


@check("classify", weight=2)
def beats_the_baseline_on_fresh_images(student, expect, rng):
    source = source_at_hand(student)
    hint = text(
        en="The examination draws new images. Learning the training images better by heart does not help with these.",
        ko="시험에서는 새로운 이미지를 뽑습니다. 훈련 이미지를 더 잘 외워도 여기에는 도움이 되지 않습니다.",
    )
    classifies(student, expect, held_out("objects", source, 1000, rng), above=BARS[source][0], hint=hint)


@check("classify", weight=2)
def has_a_remedy_that_works(student, expect, rng):
    source = source_at_hand(student)
    hint = text(
        en="Augmentation with enough epochs, batch normalisation and a rate that falls at the end, together, pass even with quick.",
        ko="증강을 쓰면서 에포크를 넉넉히 주고, 배치 정규화와 끝에서 낮아지는 학습률을 함께 쓰면 quick에서도 통과합니다.",
    )
    classifies(student, expect, held_out("objects", source, 1000, rng), above=BARS[source][1], hint=hint)
