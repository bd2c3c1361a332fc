"""Visible checks of lesson 14: a head for five, reports, weights, heat maps, families, and a classifier of flowers."""

import numpy as np

from course_utils.checking import check, classifies, exercise, fresh_start, source_at_hand, text
from course_utils.data import held_out

fresh_start()
exercise(
    "flower_model",
    points=3,
    hints=[
        text(
            en="Begin with `backbone.freeze()`, and give `backbone.model` a `keras.Input`.",
            ko="`backbone.freeze()`로 시작하고, `backbone.model`에 `keras.Input`을 넣으세요.",
        ),
        text(
            en='Then `GlobalAveragePooling2D`, `Dropout(0.2)`, `Dense(5, activation="softmax")`.',
            ko='이어서 `GlobalAveragePooling2D`, `Dropout(0.2)`, `Dense(5, activation="softmax")`입니다.',
        ),
    ],
    idea=text(
        en="Only the head is new: five units that each weigh all channels. What the channels see was learnt elsewhere.",
        ko="새것은 출력층뿐입니다. 유닛 다섯 개가 저마다 모든 채널을 저울질합니다. 채널이 보는 것은 다른 데서 배웠습니다.",
    ),
)
exercise(
    "report",
    points=3,
    hints=[
        text(
            en="Right ones of class k: `np.sum((labels == k) & (predictions == k))`.",
            ko="클래스 k를 맞힌 수는 `np.sum((labels == k) & (predictions == k))`입니다.",
        ),
        text(
            en="Divide by `np.sum(predictions == k)` for precision, by `np.sum(labels == k)` for recall; `max(..., 1)` avoids 0 / 0.",
            ko="정밀도는 `np.sum(predictions == k)`로, 재현율은 `np.sum(labels == k)`로 나눕니다. `max(..., 1)`이 0 / 0을 막습니다.",
        ),
    ],
    idea=text(
        en="Precision asks those who believe the network, recall those who wait to be found.",
        ko="정밀도는 신경망의 말을 믿는 쪽에서, 재현율은 찾아 주기를 기다리는 쪽에서 묻는 것입니다.",
    ),
)
exercise(
    "class_weights",
    points=2,
    hints=[
        text(en="`np.bincount(labels)` counts each class.", ko="`np.bincount(labels)`가 클래스마다 셉니다."),
        text(
            en="`len(labels)` is N, `len(counts)` is K: divide N by `K * counts`.",
            ko="`len(labels)`이 N, `len(counts)`가 K입니다. N을 `K * counts`로 나누세요.",
        ),
    ],
    idea=text(
        en="Each class weighs N / K in all, and the mean weight of an image stays 1: the learning rate need not change.",
        ko="클래스마다 무게의 합이 N / K가 되고, 이미지 한 장의 평균 무게는 1로 남습니다. 학습률을 바꿀 필요가 없습니다.",
    ),
)
exercise(
    "classify",
    points=4,
    hints=[
        text(
            en="`training.probabilities(model, images)` asks the trained model.",
            ko="`training.probabilities(model, images)`가 학습한 모델에 묻습니다.",
        ),
        text(en="With `mirror=True` it averages two views.", ko="`mirror=True`이면 두 모습의 답을 평균합니다."),
    ],
    idea=text(
        en="Two opinions that err differently are better than one; that is all there is to test-time augmentation and ensembles.",
        ko="서로 다르게 틀리는 두 의견은 하나보다 낫습니다. 테스트 시점 증강과 앙상블은 그것이 전부입니다.",
    ),
)
exercise(
    "confused",
    points=2,
    hints=[
        text(en="`matrix + matrix.T` counts both directions.", ko="`matrix + matrix.T`가 두 방향을 모두 셉니다."),
        text(
            en="`np.triu(..., 1)` keeps what is above the diagonal; `np.unravel_index` turns the argmax into a pair.",
            ko="`np.triu(..., 1)`은 대각선 위만 남기고, `np.unravel_index`는 argmax를 쌍으로 바꿉니다.",
        ),
    ],
    idea=text(
        en="What looks alike is mistaken in both directions. One direction alone often says more about class sizes.",
        ko="닮은 것은 양쪽으로 헷갈립니다. 한 방향만 보면 클래스 크기의 영향이 더 클 때가 많습니다.",
    ),
)
exercise(
    "grad_cam",
    points=3,
    hints=[
        text(
            en="One weight per channel: the mean of the gradients over axes 0 and 1.",
            ko="채널마다 무게 하나, 곧 기울기를 축 0과 1로 평균한 값입니다.",
        ),
        text(
            en="`(maps * weights).sum(axis=-1)`, then `np.maximum(..., 0)`.",
            ko="`(maps * weights).sum(axis=-1)`을 구하고 `np.maximum(..., 0)`을 하세요.",
        ),
    ],
    idea=text(
        en="The gradient says which feature maps the answer depends on; the maps say where they respond.",
        ko="기울기는 답이 어느 특성 맵에 달렸는지, 특성 맵은 어디에서 반응하는지 알려 줍니다.",
    ),
)
exercise(
    "by_family",
    points=2,
    hints=[
        text(
            en="`probabilities[:, [0, 1, 3]].sum(axis=1)` is the family of composites.",
            ko="`probabilities[:, [0, 1, 3]].sum(axis=1)`이 국화과의 확률입니다.",
        ),
        text(
            en="`family[:, [0, 0, 1, 0, 1]]` puts beside each species the probability of its family.",
            ko="`family[:, [0, 0, 1, 0, 1]]`은 종마다 자기 무리의 확률을 옆에 놓습니다.",
        ),
    ],
    idea=text(
        en="Flat and hierarchical answers hold the same information; only the second can be sure of the family alone.",
        ko="두 답에 담긴 정보는 같습니다. 다만 무리로 묶으면 종은 몰라도 무리는 확실하다고 말할 수 있습니다.",
    ),
)


@check("flower_model")
def answers_five_and_learns_only_the_head(student, expect, rng):
    images = rng.integers(0, 256, (2, 8, 8, 3))
    code = (
        "(lambda m, s: [__import__('numpy').asarray(m(images.repeat(s // 8, 1).repeat(s // 8, 2).astype('float32'))), "
        "sum(int(w.numpy().size) for w in m.trainable_weights), int(m.count_params() - backbone.model.count_params())])"
        "(flower_model(backbone), backbone.side)"
    )
    answers, learning, new = student.eval(code, images=images)
    found = expect.array(answers, shape=(2, 5), hint=text(en="Five units at the end.", ko="마지막 유닛은 다섯 개입니다."))
    expect.is_true(
        found.min() >= 0 and np.allclose(found.sum(axis=1), 1, atol=1e-2),
        text(en="The five numbers are not probabilities.", ko="다섯 수가 확률이 아닙니다."),
        hint=text(en="Is the last activation softmax?", ko="마지막 활성화 함수가 소프트맥스인가요?"),
    )
    expect.is_true(
        0 < learning <= new,
        text(
            en=f"{learning:,} weights learn, but the head has only {new:,}.",
            ko=f"학습하는 가중치가 {learning:,}개인데, 출력층에는 {new:,}개뿐입니다.",
        ),
        hint=text(en="Freeze the backbone: `backbone.freeze()`.", ko="백본을 동결하세요. `backbone.freeze()`입니다."),
    )


@check("report")
def reports_each_class(student, expect):
    labels, predictions = np.array([0, 0, 0, 0, 1, 1, 2, 3]), np.array([0, 0, 0, 1, 1, 2, 2, 0])
    rows = [[0.75, 0.75, 0.75], [0.5, 0.5, 0.5], [0.5, 1, 2 / 3], [0, 0, 0], [0, 0, 0]]
    expect.close(
        student.eval("report(labels, predictions)", labels=labels, predictions=predictions),
        np.array(rows),
        hint=text(
            en="Columns: precision, recall, F1. Class 4 does not occur: zeros.",
            ko="열은 정밀도, 재현율, F1입니다. 없는 클래스 4는 0입니다.",
        ),
    )


@check("class_weights")
def weighs_rare_classes_more(student, expect):
    labels = np.repeat(np.arange(3), [6, 3, 1])
    expect.close(
        student.eval("class_weights(labels)", labels=labels),
        [10 / 18, 10 / 9, 10 / 3],
        hint=text(en="N / (K n): do not forget K, and do not turn it over.", ko="N / (K n)입니다. K를 빠뜨리거나 뒤집지 마세요."),
    )


@check("classify")
def classifies_fresh_flowers(student, expect, rng):
    side = student.eval("SIDE")
    side = side if side in (96, 160) else 96
    classifies(student, expect, held_out("flowers", source_at_hand(student), 200, rng, size=side), above=50)


@check("confused")
def counts_both_directions(student, expect):
    matrix = np.array([[50, 9, 0], [0, 40, 6], [1, 6, 60]])
    expect.equal(
        student.eval("tuple(confused(matrix))", matrix=matrix),
        (1, 2),
        hint=text(
            en="Both directions, without the diagonal, smaller class first.", ko="대각선을 빼고 두 방향을 모두, 작은 번호를 먼저 쓰세요."
        ),
    )


@check("grad_cam")
def weighs_maps_by_mean_gradients(student, expect, rng):
    maps, gradients = rng.normal(size=(2, 3, 4, 5))
    wanted = np.maximum(np.einsum("hwc,c->hw", maps, gradients.mean(axis=(0, 1))), 0)
    expect.close(
        student.eval("grad_cam(maps, gradients)", maps=maps, gradients=gradients),
        wanted,
        hint=text(
            en="Average the gradients first; keep positive sums only at the end.",
            ko="먼저 기울기를 평균하고, 양수만 남기는 일은 맨 끝에 하세요.",
        ),
    )


@check("by_family")
def splits_into_family_and_species(student, expect):
    probabilities = np.array([[0.2, 0.1, 0.3, 0.3, 0.1], [0.1, 0.1, 0.1, 0.6, 0.1]])
    family, within = student.eval("by_family(probabilities)", probabilities=probabilities)
    expect.close(family, [[0.6, 0.4], [0.8, 0.2]], hint=text(en="Composites are 0, 1 and 3.", ko="국화과는 0, 1, 3입니다."))
    expect.close(
        within,
        [[1 / 3, 1 / 6, 3 / 4, 1 / 2, 1 / 4], [1 / 8, 1 / 8, 1 / 2, 3 / 4, 1 / 2]],
        hint=text(en="Divide by the probability of the species' own family.", ko="종마다 자기 무리의 확률로 나누세요."),
    )
