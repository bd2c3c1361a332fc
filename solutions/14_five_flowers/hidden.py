"""Hidden checks of lesson 14: other sides, names, labels and maps, and pictures that nobody has seen."""

import numpy as np

from course_utils.checking import check, text
from course_utils.checking.classifying import classifies, source_at_hand
from course_utils.data import held_out

PAIR = "(lambda family, within: [np.asarray(family), np.asarray(within)])(*by_family(probabilities))"
BARS = {"auto": (70, 80), "synthetic": (65, 72)}  # per cent, by what the student's network was trained on


@check("flower_model", weight=2, title=text(en="a head with given weights", ko="가중치를 정해 준 헤드"))
def pools_and_weighs(student, expect, rng):
    side = 32 * int(rng.integers(1, 3))
    images = rng.integers(0, 256, (2, side, side, 3)).astype(np.float32)
    kernel, bias = rng.normal(size=(448, 5)).astype(np.float32), rng.normal(size=5).astype(np.float32)
    found = student.eval(
        "(lambda own: (lambda model: [[w.assign(v) for w, v in zip(model.trainable_weights, [kernel, bias])], "
        "np.array(model(images)), np.array(own.model(images))][1:])(flower_model(own)))"
        "([keras.utils.set_random_seed(14), backbones.load_backbone('course', 'random', side=side)][1])",
        images=images,
        side=side,
        kernel=kernel,
        bias=bias,
    )
    logits = np.asarray(found[1]).mean(axis=(1, 2)) @ kernel + bias
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    expect.close(
        found[0],
        powers / powers.sum(axis=1, keepdims=True),
        atol=2e-3,
        hint=text(
            en="Average each map, one dense layer of five, softmax; nothing is dropped outside training.",
            ko="맵마다 평균을 내고, 유닛 다섯 개짜리 완전 연결층, 소프트맥스 순서입니다. 학습하지 않을 때는 아무것도 끄지 않습니다.",
        ),
    )


@check("reorder", weight=1, title=text(en="any names", ko="어떤 이름이든"))
def reorders_any_names(student, expect, rng):
    count = int(rng.integers(4, 9))
    ours = [f"name {number}" for number in range(count)]
    order = rng.permutation(count)
    given = rng.random((6, count))
    wanted = np.empty_like(given)
    wanted[:, order] = given
    expect.close(
        student.eval("reorder(probabilities, theirs, ours)", probabilities=given, theirs=[ours[place] for place in order], ours=ours),
        wanted,
        hint=text(
            en="Column k of the result belongs to `ours[k]`: find where that name stands in `theirs`.",
            ko="결과의 k번 열은 `ours[k]`의 것입니다. 그 이름이 `theirs`의 몇 번째인지 찾으세요.",
        ),
    )


@check("report", weight=2, title=text(en="any answers", ko="어떤 답이든"))
def reports_any_answers(student, expect, rng):
    for missing in (False, True):
        labels, predictions = rng.integers(0, 5, 60), rng.integers(0, 4 if missing else 5, 60)
        rows = []
        for label in range(5):
            right = int(((labels == label) & (predictions == label)).sum())
            said, true = int((predictions == label).sum()), int((labels == label).sum())
            rows.append([right / said if said else 0, right / true if true else 0, 2 * right / (said + true) if said + true else 0])
        expect.close(
            student.eval("report(labels, predictions)", labels=labels, predictions=predictions),
            np.array(rows),
            hint=text(
                en="Also where a class is never predicted: precision, recall and F1 are 0, without a warning.",
                ko="한 번도 예측하지 않은 클래스도 있습니다. 정밀도, 재현율, F1이 경고 없이 0이어야 합니다.",
            ),
        )


@check("class_weights", weight=1, title=text(en="any labels", ko="어떤 레이블이든"))
def weighs_any_labels(student, expect, rng):
    counts = rng.integers(1, 40, int(rng.integers(2, 7)))
    labels = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    expect.close(
        student.eval("class_weights(labels)", labels=labels),
        counts.sum() / (len(counts) * counts),
        hint=text(en="Any number of classes, in any order.", ko="클래스가 몇 개든, 순서가 어떻든 같습니다."),
    )


@check("grad_cam", weight=2, title=text(en="any maps", ko="어떤 맵이든"))
def weighs_any_maps(student, expect, rng):
    maps, gradients = rng.normal(size=(2, int(rng.integers(2, 6)), int(rng.integers(2, 6)), int(rng.integers(2, 9))))
    expect.close(
        student.eval("grad_cam(maps, gradients)", maps=maps, gradients=gradients),
        np.maximum(np.einsum("hwc,c->hw", maps, gradients.mean(axis=(0, 1))), 0),
        hint=text(
            en="Average the gradients first; keep what is positive only at the end.", ko="먼저 기울기를 평균하고, 맨 끝에 양수만 남기세요."
        ),
    )


@check("species", weight=1, title=text(en="any logits", ko="어떤 로짓이든"))
def asks_about_any_logits(student, expect, rng):
    logits, thresholds = rng.normal(0, 3, (20, 5)), rng.uniform(0.1, 0.9, 5)
    expect.equal(
        student.eval("species(logits, thresholds)", logits=logits, thresholds=thresholds),
        (1 / (1 + np.exp(-logits)) >= thresholds).astype(int),
        hint=text(en="The sigmoid of each logit against its own threshold.", ko="로짓마다 시그모이드를 구해 그 종의 임계값과 비교하세요."),
    )


@check("by_family", weight=2, title=text(en="any probabilities", ko="어떤 확률이든"))
def divides_any_probabilities(student, expect, rng):
    given = rng.dirichlet(np.ones(5), 9)
    family = np.stack([given[:, [0, 1, 3]].sum(axis=1), given[:, [2, 4]].sum(axis=1)], axis=1)
    found = student.eval(PAIR, probabilities=given)
    hint = text(
        en="Family times species within it must give back what you were given.",
        ko="무리의 확률에 그 안의 종의 확률을 곱하면 처음 확률이 나와야 합니다.",
    )
    expect.close(found[0], family, hint=hint)
    expect.close(found[1], given / family[:, [0, 0, 1, 0, 1]], hint=hint)


def fresh(student, rng):
    """Draw pictures that nobody has seen, of the size of the student's."""
    size = int(student.eval("int(train.images.shape[1])"))
    return held_out("flowers", source_at_hand(student), 300, rng, size=size)


@check("classify", weight=2)
def does_better_than_from_scratch(student, expect, rng):
    hint = text(
        en="Fresh pictures. A frozen backbone and a head pass; a network from scratch does not.",
        ko="새로운 이미지입니다. 얼린 백본과 헤드면 통과하고, 처음부터 학습한 신경망으로는 통과하지 못합니다.",
    )
    classifies(student, expect, fresh(student, rng), above=BARS[source_at_hand(student)][0], hint=hint, classes=5)


@check("classify", weight=2)
def is_fine_tuned_without_harm(student, expect, rng):
    hint = text(
        en="The last points come from a fine-tuned block and from both views of each picture.",
        ko="마지막 몇 점은 미세 조정한 블록과, 이미지마다 두 모습을 모두 보는 데서 나옵니다.",
    )
    classifies(student, expect, fresh(student, rng), above=BARS[source_at_hand(student)][1], hint=hint, classes=5)
