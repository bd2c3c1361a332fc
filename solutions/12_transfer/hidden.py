"""Hidden checks of lesson 12: other heads, other bodies, other thresholds, and pictures that nobody has seen."""

import numpy as np

from course_utils.checking import check, text
from course_utils.checking.classifying import classifies, source_at_hand
from course_utils.data import held_out

BARS = {"auto": (90, 94), "synthetic": (72, 80)}  # per cent, by what the student's network was trained on


@check("head_parameters", weight=2, title=text(en="any head", ko="어떤 헤드든"))
def counts_any_head(student, expect, rng):
    for _ in range(5):
        side, channels = (int(number) for number in rng.integers((1, 2), (9, 600)))
        units = [int(count) for count in rng.integers(1, 300, int(rng.integers(1, 5)))]
        total, width = 0, side * side * channels
        for count in units:
            total, width = total + (width + 1) * count, count
        expect.equal(
            student.eval("head_parameters(side, channels, units)", side=side, channels=channels, units=units),
            total,
            hint=text(
                en="Any number of layers, also one: weights from the layer before, and a bias per unit.",
                ko="층은 몇 개든, 하나일 수도 있습니다. 앞 층에서 오는 가중치와 유닛마다 편향 하나입니다.",
            ),
        )


@check("head", weight=1, title=text(en="any number of features", ko="특성이 몇 개든"))
def answers_for_any_number_of_features(student, expect, rng):
    channels, count = int(rng.integers(4, 40)), int(rng.integers(2, 9))
    features = rng.normal(size=(count, channels)).astype(np.float32)
    kernel, bias = rng.normal(size=(channels, 1)).astype(np.float32), rng.normal(size=1).astype(np.float32)
    shapes = student.eval("[list(weight.shape) for weight in head(channels).get_weights()]", channels=channels)
    expect.is_true(
        [list(shape) for shape in shapes] == [[channels, 1], [1]],
        text(en="The head must have one dense unit.", ko="헤드에는 유닛이 하나인 완전 연결층이 있어야 합니다."),
    )
    found = student.eval(
        "(lambda network: [network.set_weights([kernel, bias]), np.array(network(features))][1])(head(channels))",
        features=features,
        channels=channels,
        kernel=kernel,
        bias=bias,
    )
    expect.close(
        found,
        1 / (1 + np.exp(-(features @ kernel + bias))),
        atol=1e-5,
        hint=text(en="One unit on all features, then the sigmoid.", ko="모든 특성을 받는 유닛 하나, 그다음 시그모이드입니다."),
    )


@check("decide", weight=1, title=text(en="any probabilities", ko="어떤 확률이든"))
def decides_on_any_probabilities(student, expect, rng):
    for shape in ((30, 1), (30,)):
        given = rng.random(shape).round(2)
        threshold = float(given.flat[3])  # reached exactly by one of them
        expect.equal(
            student.eval("decide(probabilities, threshold)", probabilities=given, threshold=threshold),
            (given.ravel() >= threshold).astype(int),
            hint=text(
                en="Reaching the threshold counts, for (N, 1) and (N,) alike.", ko="임계값과 같아도 1이고, (N, 1)과 (N,)에서 똑같습니다."
            ),
        )


@check("inline_model", weight=2, title=text(en="another body", ko="다른 백본"))
def builds_on_another_body(student, expect, rng):
    channels, side = int(rng.integers(2, 9)), int(rng.integers(10, 26))
    body = "(lambda images: keras.Model(images, layers.Conv2D(channels, 3, strides=2, name='only')(images)))(keras.Input((side, side, 3)))"
    image = rng.integers(0, 256, (2, side, side, 3)).astype(np.float32)
    found = student.eval(
        "(lambda body: (lambda model: [np.array(model(image)), np.array(body(image)), *map(np.array, model.trainable_weights)])"
        f"(inline_model(body, side)))([keras.utils.set_random_seed(7), {body}][1])",
        image=image,
        side=side,
        channels=channels,
    )
    hint = text(
        en="Average each map, drop nothing outside training, one sigmoid unit; the body sees grey levels as they are.",
        ko="맵마다 평균을 내고, 학습하지 않을 때에는 아무것도 끄지 않고, 시그모이드 유닛 하나를 붙입니다. 백본에는 밝기를 그대로 넣습니다.",
    )
    expect.is_true(
        len(found) == 4 and np.shape(found[2]) == (channels, 1),
        text(en="What may learn is not one unit on pooled maps.", ko="학습하는 것이 풀링한 맵에 붙인 유닛 하나가 아닙니다."),
        hint=hint,
    )
    pooled = np.asarray(found[1]).mean(axis=(1, 2))
    expect.close(found[0], 1 / (1 + np.exp(-(pooled @ np.asarray(found[2]) + np.asarray(found[3])))), atol=1e-4, hint=hint)


@check("strategy", weight=1, title=text(en="the borders of the table", ko="표의 경계"))
def keeps_the_borders_of_the_table(student, expect):
    for images, near, wanted in (
        (999, True, "features"),
        (1000, False, "last block"),
        (10_000, True, "last block"),
        (10_001, False, "scratch"),
        (10_001, True, "all"),
    ):
        expect.equal(
            student.eval("strategy(images, near)", images=images, near=near),
            wanted,
            where=text(en=f"{images:,} pictures", ko=f"이미지 {images:,}장"),
            hint=text(en="1,000 and 10,000 belong to the middle row.", ko="1,000과 10,000은 가운데 줄에 들어갑니다."),
        )


@check("let_learn", weight=2, title=text(en="another body, let learn twice", ko="다른 백본을 두 번"))
def lets_learn_twice(student, expect, rng):
    count = int(rng.integers(4, 7))
    first, second = (int(number) for number in sorted(rng.choice(np.arange(1, count), 2, replace=False)))
    body = (
        "keras.Sequential([keras.Input((8, 8, 3))] + [layer for number in range(count) for layer in "
        "(layers.Conv2D(3, 1, name=f'c{number}'), layers.BatchNormalization(name=f'n{number}'))])"
    )
    found = dict(
        student.eval(
            "(lambda body: [let_learn(body, early), let_learn(body, late), [[one.name, one.trainable] for one in body.layers]][2])"
            f"({body})",
            early=f"c{first}",
            late=f"c{second}",
            count=count,
        )
    )
    wanted = {f"c{number}": number >= second for number in range(count)} | {f"n{number}": False for number in range(count)}
    expect.is_true(
        found == wanted,
        text(
            en="Called again with a later layer, `let_learn` must freeze those between; batch normalisation never learns.",
            ko="`let_learn`을 더 뒤의 층으로 다시 부르면 그 사이의 층은 얼어야 하고, 배치 정규화는 언제나 얼어 있어야 합니다.",
        ),
    )


def fresh(student, rng):
    """Draw pictures that nobody has seen, of the size of the student's."""
    size = int(student.eval("int(train.images.shape[1])"))
    return held_out("cats_dogs", source_at_hand(student), 300, rng, size=size)


@check("classify", weight=2)
def does_better_than_two_hundred_pictures_from_scratch(student, expect, rng):
    hint = text(
        en="Fresh pictures. A head on frozen features passes; a network from scratch does not.",
        ko="새로운 이미지입니다. 얼린 특성에 얹은 헤드면 통과하고, 처음부터 학습한 신경망으로는 통과하지 못합니다.",
    )
    classifies(student, expect, fresh(student, rng), above=BARS[source_at_hand(student)][0], hint=hint, classes=2)


@check("classify", weight=2)
def is_as_good_as_features_of_all_pictures(student, expect, rng):
    hint = text(
        en="The last points come from a head trained on enough pictures, and from a learning rate that does no harm.",
        ko="마지막 몇 점은 충분한 이미지로 학습한 헤드와, 망가뜨리지 않는 학습률에서 나옵니다.",
    )
    classifies(student, expect, fresh(student, rng), above=BARS[source_at_hand(student)][1], hint=hint, classes=2)
