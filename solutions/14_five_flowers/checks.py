"""Visible checks of lesson 14: a head for five, names in order, reports, weights, two opinions, heat maps, several answers, families."""

import numpy as np

from course_utils.checking import check, choice, classifies, exercise, fresh_start, quiz, source_at_hand, text
from course_utils.checking.classifying import probabilities_of
from course_utils.data import held_out

fresh_start()
exercise(
    "flower_model",
    points=2,
    hints=[
        text(
            en="Begin with `backbone.freeze()`, then `images = keras.Input((backbone.side, backbone.side, 3))`.",
            ko="`backbone.freeze()`로 시작하고, `images = keras.Input((backbone.side, backbone.side, 3))`를 만드세요.",
        ),
        text(
            en="`backbone.model` is a Keras model: call it on `images` as you would call a layer.",
            ko="`backbone.model`은 Keras 모델입니다. 층을 부르듯이 `images`에 부르세요.",
        ),
        text(
            en='Then `GlobalAveragePooling2D()`, `Dropout(0.2)`, `Dense(5, activation="softmax")`, and `keras.Model(images, ...)`.',
            ko='이어서 `GlobalAveragePooling2D()`, `Dropout(0.2)`, `Dense(5, activation="softmax")`, `keras.Model(images, ...)`입니다.',
        ),
    ],
    idea=text(
        en="Only the head is new: five units that each weigh all channels. What the channels see was learned elsewhere.",
        ko="새것은 헤드뿐입니다. 유닛 다섯 개가 저마다 모든 채널을 저울질합니다. 채널이 보는 것은 다른 데서 배웠습니다.",
    ),
)
exercise(
    "reorder",
    points=1,
    hints=[
        text(
            en="For each of our names: in which column of theirs does it stand? `theirs.index(name)` says so.",
            ko="우리 이름 하나하나가 저쪽에서는 몇 번째 열에 있나요? `theirs.index(name)`이 알려 줍니다.",
        ),
        text(
            en="A list of column numbers picks columns: `probabilities[:, [2, 0, 1]]`.",
            ko="열 번호의 목록으로 열을 골라 낼 수 있습니다. `probabilities[:, [2, 0, 1]]`처럼 씁니다.",
        ),
    ],
    idea=text(
        en="The numbers of classes mean nothing; names do. Whoever hands over a network hands over its list of names with it.",
        ko="클래스 번호에는 뜻이 없고, 뜻은 이름에 있습니다. 신경망을 넘겨줄 때는 이름 목록도 함께 넘겨줍니다.",
    ),
)
exercise(
    "report",
    points=2,
    hints=[
        text(
            en="Right ones of class k: `np.sum((labels == k) & (predictions == k))`.",
            ko="클래스 k를 맞힌 수는 `np.sum((labels == k) & (predictions == k))`입니다.",
        ),
        text(
            en="Divide by `np.sum(predictions == k)` for precision and by `np.sum(labels == k)` for recall.",
            ko="정밀도는 `np.sum(predictions == k)`로, 재현율은 `np.sum(labels == k)`로 나눕니다.",
        ),
        text(
            en="`max(count, 1)` in the denominator avoids 0 / 0; and F1 is 0 where nothing of the class is right.",
            ko="분모에 `max(count, 1)`을 쓰면 0 / 0을 피할 수 있습니다. 하나도 맞히지 못한 클래스의 F1은 0입니다.",
        ),
    ],
    idea=text(
        en="Precision is asked by those who believe the network, recall by those who wait to be found.",
        ko="정밀도는 신경망의 말을 믿는 사람이, 재현율은 찾아 주기를 기다리는 사람이 묻습니다.",
    ),
)
exercise(
    "class_weights",
    points=1,
    hints=[
        text(en="`np.bincount(labels)` counts each class.", ko="`np.bincount(labels)`가 클래스마다 셉니다."),
        text(
            en="`len(labels)` is N and `len(counts)` is K: divide N by `K * counts`.",
            ko="`len(labels)`이 N, `len(counts)`가 K입니다. N을 `K * counts`로 나누세요.",
        ),
    ],
    idea=text(
        en="Each class pulls with N / K in all, and the mean weight of a picture stays 1: the learning rate need not change.",
        ko="클래스마다 모두 합쳐 N / K의 힘으로 끌고, 이미지 한 장의 평균 무게는 1로 남습니다. 학습률을 바꿀 필요가 없습니다.",
    ),
)
exercise(
    "classify",
    points=3,
    hints=[
        text(
            en='`training.probabilities(tuned["model"], images)` asks the trained model.',
            ko='`training.probabilities(tuned["model"], images)`가 학습한 모델에 묻습니다.',
        ),
        text(
            en="The mirror images are `images[:, :, ::-1]`: the third axis runs from left to right.",
            ko="거울상은 `images[:, :, ::-1]`입니다. 셋째 축이 왼쪽에서 오른쪽으로 갑니다.",
        ),
        text(
            en="Add both answers and divide by 2: the rows still add up to 1.",
            ko="두 답을 더해서 2로 나누세요. 그래도 한 줄의 합은 1입니다.",
        ),
    ],
    idea=text(
        en="Opinions that err differently are better together; that is all there is to test-time augmentation and ensembles.",
        ko="서로 다르게 틀리는 의견은 함께 들으면 낫습니다. 테스트 시점 증강과 앙상블은 그것이 전부입니다.",
    ),
)
exercise(
    "grad_cam",
    points=2,
    hints=[
        text(
            en="One weight per channel: the mean of the gradients over axes 0 and 1.",
            ko="채널마다 무게 하나, 곧 기울기를 축 0과 1로 평균한 값입니다.",
        ),
        text(
            en="`maps * weights` multiplies each channel by its weight; add up over the last axis.",
            ko="`maps * weights`는 채널마다 무게를 곱합니다. 마지막 축으로 더하세요.",
        ),
        text(
            en="At the very end `np.maximum(..., 0)`.",
            ko="맨 끝에 `np.maximum(..., 0)`을 하세요.",
        ),
    ],
    idea=text(
        en="The gradient says which maps the answer depends on; the maps say where they respond.",
        ko="기울기는 답이 어느 맵에 달렸는지, 맵은 어디에서 반응하는지 알려 줍니다.",
    ),
)
exercise(
    "species",
    points=2,
    hints=[
        text(
            en="The sigmoid of each logit by itself: `1 / (1 + np.exp(-logits))`.",
            ko="로짓마다 따로 시그모이드를 구합니다. `1 / (1 + np.exp(-logits))`입니다.",
        ),
        text(
            en="`>= thresholds` compares every row with the five thresholds; `.astype(int)` makes 0 and 1.",
            ko="`>= thresholds`는 줄마다 임계값 다섯 개와 비교합니다. `.astype(int)`로 0과 1을 만드세요.",
        ),
    ],
    idea=text(
        en="Five questions, each with a yes or a no of its own: no species has to give way to another.",
        ko="질문 다섯 개에 저마다 예, 아니요로 답합니다. 한 종이 다른 종에게 자리를 내줄 필요가 없습니다.",
    ),
)
exercise(
    "by_family",
    points=2,
    hints=[
        text(
            en="`probabilities[:, [0, 1, 3]].sum(axis=1)` is the probability of the composites.",
            ko="`probabilities[:, [0, 1, 3]].sum(axis=1)`이 국화과의 확률입니다.",
        ),
        text(
            en="`np.stack([composites, others], axis=1)` makes `(N, 2)`.",
            ko="`np.stack([composites, others], axis=1)`이 `(N, 2)`를 만듭니다.",
        ),
        text(
            en="`family[:, [0, 0, 1, 0, 1]]` puts beside each species the probability of its family; divide by it.",
            ko="`family[:, [0, 0, 1, 0, 1]]`은 종마다 자기 무리의 확률을 옆에 놓습니다. 그것으로 나누세요.",
        ),
    ],
    idea=text(
        en="Flat and hierarchical answers hold the same information; only the second can be sure of the family alone.",
        ko="두 답에 담긴 정보는 같습니다. 다만 무리로 나누어 말하면, 종은 몰라도 무리는 확실하다고 할 수 있습니다.",
    ),
)
exercise(
    "mistake",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: describes one wrong answer precisely: picture, true and predicted class, probabilities. 1 point: reports what "
            "Grad-CAM and occlusion show, for both classes, and says where they agree or not. 1 point: one explanation that fits what "
            "was seen, and an experiment whose outcome could refute it (other pictures to collect or compare, something to cover or "
            'change). "The network is not good enough" is no explanation.'
        ),
        ko=(
            "1점: 틀린 답 하나를 정확히 적었습니다. 이미지, 두 클래스, 확률을 썼습니다. 1점: 두 클래스에 대해 Grad-CAM과 가리기가 "
            "보여 주는 것을 쓰고, 서로 맞는지 밝혔습니다. 1점: 본 것에 맞는 설명 하나와, 그것을 반박할 수 있는 실험(모으거나 비교할 "
            "다른 이미지, 가리거나 바꿀 것)을 썼습니다. '신경망이 아직 부족하다'는 설명이 아닙니다."
        ),
    ),
)

PAIR = "(lambda family, within: [np.asarray(family), np.asarray(within)])(*by_family(probabilities))"
OWN = "[keras.utils.set_random_seed(14), backbones.load_backbone('course', 'random', side=side)][1]"


@check("flower_model")
def answers_with_five_probabilities(student, expect):
    images = np.random.default_rng(14).integers(0, 256, (2, 32, 32, 3)).astype(np.float32)
    found = expect.array(
        student.eval(f"np.array(flower_model({OWN})(images))", images=images, side=32),
        shape=(2, 5),
        hint=text(en="Five units at the end, one row per image.", ko="마지막 유닛은 다섯 개이고, 이미지마다 한 줄입니다."),
    )
    expect.is_true(
        found.min() >= 0 and np.allclose(found.sum(axis=1), 1, atol=1e-3),
        text(
            en="The five numbers are no probabilities: they do not add up to 1.", ko="다섯 수가 확률이 아닙니다. 더해도 1이 되지 않습니다."
        ),
        hint=text(en="Is the last activation softmax?", ko="마지막 활성화 함수가 소프트맥스인가요?"),
    )


@check("flower_model")
def learns_only_in_the_head(student, expect):
    shapes = student.eval(
        f"[list(weight.shape) for weight in flower_model({OWN}).trainable_weights]",
        side=32,
    )
    expect.equal(
        [list(shape) for shape in shapes],
        [[448, 5], [5]],
        hint=text(
            en="Only 448 pooled channels into five units may learn. Is the backbone frozen? Do you pool, and not flatten?",
            ko="학습할 것은 풀링한 채널 448개를 받는 유닛 다섯 개뿐입니다. 백본을 얼렸나요? 펼치지 않고 풀링했나요?",
        ),
    )


@check("flower_model")
def drops_channels_while_it_learns(student, expect):
    image = np.random.default_rng(15).integers(0, 256, (1, 32, 32, 3)).astype(np.float32)
    spread = student.eval(
        f"(lambda model: float(np.ptp([np.array(model(image, training=True))[0] for _ in range(8)], axis=0).max()))(flower_model({OWN}))",
        image=image,
        side=32,
    )
    expect.is_true(
        spread > 0,
        text(
            en="Asked twice during training, your model gives the very same answer: the dropout is missing.",
            ko="학습 중에 두 번 물어도 똑같이 대답합니다. 드롭아웃이 빠졌습니다.",
        ),
    )


@check("reorder")
def puts_columns_in_our_order(student, expect):
    given = np.array([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]])
    expect.close(
        student.eval("reorder(probabilities, theirs, ours)", probabilities=given, theirs=["c", "a", "b"], ours=["a", "b", "c"]),
        given[:, [1, 2, 0]],
        hint=text(
            en='Theirs begins with "c", so "c" is their column 0. In which column must it end up?',
            ko='저쪽 목록은 "c"로 시작하므로 "c"가 0번 열입니다. 몇 번 열로 가야 할까요?',
        ),
    )


@check("reorder")
def leaves_equal_orders_alone(student, expect):
    given = np.array([[0.25, 0.75]])
    expect.close(
        student.eval("reorder(probabilities, names, names)", probabilities=given, names=["x", "y"]),
        given,
        hint=text(en="The same order twice changes nothing.", ko="순서가 같으면 아무것도 바뀌지 않습니다."),
    )


@check("report")
def reports_each_class(student, expect):
    labels, predictions = np.array([0, 0, 0, 0, 1, 1, 2, 3]), np.array([0, 0, 0, 1, 1, 2, 2, 0])
    found = expect.array(
        student.eval("report(labels, predictions)", labels=labels, predictions=predictions),
        shape=(5, 3),
        hint=text(en="A row per class, also for classes that do not occur.", ko="나오지 않는 클래스까지 클래스마다 한 줄입니다."),
    )
    for column, name, wanted in ((0, "precision", [0.75, 0.5, 0.5, 0, 0]), (1, "recall", [0.75, 0.5, 1, 0, 0])):
        expect.close(
            found[:, column],
            wanted,
            where=text(en=f"column {column}, {name}", ko=f"{column}번 열, {'정밀도' if column == 0 else '재현율'}"),
            hint=text(
                en="Precision divides by what was predicted, recall by what is true. 0 where there is nothing to divide by.",
                ko="정밀도는 예측한 수로, 재현율은 실제 수로 나눕니다. 나눌 것이 없으면 0입니다.",
            ),
        )
    expect.close(
        found[:, 2],
        [0.75, 0.5, 2 / 3, 0, 0],
        where=text(en="column 2, F1", ko="2번 열, F1"),
        hint=text(en="2 P R / (P + R), not the mean of both.", ko="2 P R / (P + R)입니다. 둘의 평균이 아닙니다."),
    )


@check("class_weights")
def weighs_rare_classes_more(student, expect):
    expect.close(
        student.eval("class_weights(labels)", labels=np.repeat(np.arange(3), [6, 3, 1])),
        [10 / 18, 10 / 9, 10 / 3],
        hint=text(en="N / (K n): do not forget K, and do not turn it over.", ko="N / (K n)입니다. K를 빠뜨리거나 뒤집지 마세요."),
    )


@check("class_weights")
def leaves_equal_classes_alone(student, expect):
    expect.close(
        student.eval("class_weights(labels)", labels=np.array([0, 1, 2, 3, 0, 1, 2, 3])),
        [1, 1, 1, 1],
        hint=text(
            en="Classes of equal size need no weights: each is 1.", ko="클래스의 크기가 같으면 가중치가 필요 없습니다. 모두 1입니다."
        ),
    )


def fresh(student, rng, count):
    """Draw pictures that nobody has seen, of the size of the student's."""
    size = int(student.eval("int(train.images.shape[1])"))
    return held_out("flowers", source_at_hand(student), count, rng, size=size)


@check("classify")
def asks_about_the_mirror_image_too(student, expect, rng):
    images = fresh(student, rng, 8).images
    first, second = (probabilities_of(student, expect, np.ascontiguousarray(some), 5) for some in (images, images[:, :, ::-1]))
    expect.close(
        first,
        second,
        atol=1e-3,
        hint=text(
            en="An image and its mirror image (left and right exchanged) must get the same answer, since you average both.",
            ko="두 답을 평균하므로, 이미지와 (좌우를 뒤집은) 거울상의 답은 같아야 합니다.",
        ),
    )


@check("classify")
def classifies_fresh_flowers(student, expect, rng):
    classifies(student, expect, fresh(student, rng, 200), above=60, classes=5)


@check("grad_cam")
def weighs_maps_by_mean_gradients(student, expect):
    maps = np.zeros((2, 2, 2))
    maps[0, 0], maps[1, 1] = [3, 1], [1, 2]
    gradients = np.zeros((2, 2, 2))
    gradients[0, 0], gradients[0, 1] = [4, -4], [0, -4]
    expect.close(
        student.eval("grad_cam(maps, gradients)", maps=maps, gradients=gradients),
        [[1, 0], [0, 0]],
        hint=text(
            en="Weights here: channel 0 has mean gradient 1, channel 1 has -2. Place (0, 0): 3 - 2 = 1; place (1, 1): 1 - 4, so 0.",
            ko="여기에서 무게는 채널 0이 1, 채널 1이 -2입니다. 자리 (0, 0)은 3 - 2 = 1이고, 자리 (1, 1)은 1 - 4이므로 0입니다.",
        ),
    )


@check("grad_cam")
def keeps_what_is_positive_only_at_the_end(student, expect):
    maps = np.array([[[1.0, 1.0], [2.0, 0.5]]])
    gradients = np.array([[[2.0, -1.0], [2.0, -1.0]]])
    expect.close(
        student.eval("grad_cam(maps, gradients)", maps=maps, gradients=gradients),
        [[1, 3.5]],
        hint=text(
            en="A channel may speak against the class: negative weights count. Only negative sums become 0.",
            ko="클래스에 반대하는 채널도 있으므로 음수 무게도 셉니다. 합이 음수일 때에만 0이 됩니다.",
        ),
    )


@check("species")
def asks_each_species_by_itself(student, expect):
    logits = np.array([[3.0, 2.0, -1.0, 0.1, -4.0], [-2.0, -1.0, -3.0, -0.1, -5.0]])
    expect.equal(
        student.eval("species(logits, thresholds)", logits=logits, thresholds=np.full(5, 0.5)),
        np.array([[1, 1, 0, 1, 0], [0, 0, 0, 0, 0]]),
        hint=text(
            en="Three may be there, or none. With a sigmoid 0.5 is reached from logit 0 on; a softmax would share out 1.",
            ko="셋이 있을 수도, 하나도 없을 수도 있습니다. 시그모이드는 로짓 0부터 0.5입니다. 소프트맥스라면 1을 나누어 갖습니다.",
        ),
    )


@check("species")
def has_a_threshold_for_each(student, expect):
    logits = np.zeros((1, 5))
    expect.equal(
        student.eval("species(logits, thresholds)", logits=logits, thresholds=np.array([0.3, 0.5, 0.6, 0.9, 0.4])),
        np.array([[1, 1, 0, 0, 1]]),
        hint=text(
            en="Every probability is 0.5 here. Compare it with the threshold of its own species; reaching it counts.",
            ko="여기에서 확률은 모두 0.5입니다. 종마다 자기 임계값과 비교하고, 같으면 있는 것으로 칩니다.",
        ),
    )


@check("by_family")
def adds_up_families(student, expect):
    given = np.array([[0.2, 0.1, 0.3, 0.3, 0.1], [0.1, 0.1, 0.1, 0.6, 0.1]])
    found = student.eval(PAIR, probabilities=given)
    expect.close(
        found[0],
        [[0.6, 0.4], [0.8, 0.2]],
        hint=text(en="The composites are 0, 1 and 3; they come first.", ko="국화과는 0, 1, 3이고, 먼저 옵니다."),
    )
    expect.close(
        found[1],
        [[1 / 3, 1 / 6, 3 / 4, 1 / 2, 1 / 4], [1 / 8, 1 / 8, 1 / 2, 3 / 4, 1 / 2]],
        hint=text(
            en="Divide by the probability of the species' own family: within a family they add up to 1.",
            ko="종마다 자기 무리의 확률로 나누세요. 한 무리 안에서는 더해서 1이 됩니다.",
        ),
    )


quiz(
    "which_output",
    question=text(
        en="A network is to say which of 14 diseases an X-ray shows; a patient may have several, or none. What is its last layer?",
        ko="엑스선 사진에 질병 14가지 가운데 무엇이 있는지 찾습니다. 여럿일 수도, 하나도 없을 수도 있습니다. 마지막 층은?",
    ),
    choices=[
        choice(
            text(en="14 units with sigmoids", ko="시그모이드를 쓰는 유닛 14개"),
            right=True,
            because=text(
                en="Fourteen questions with yes or no; the loss is the sum of fourteen binary cross-entropies.",
                ko="예, 아니요로 답하는 질문이 열넷입니다. 손실은 이진 교차 엔트로피 열넷의 합입니다.",
            ),
        ),
        choice(
            text(en="14 units with a softmax", ko="소프트맥스를 쓰는 유닛 14개"),
            because=text(
                en="Then two diseases would have to share out a probability of 1, and a healthy patient could not be told.",
                ko="그러면 두 병이 확률 1을 나누어 가져야 하고, 건강한 사람이라고는 말할 수 없습니다.",
            ),
        ),
        choice(
            text(en="15 units with a softmax, the last for healthy", ko="소프트맥스를 쓰는 유닛 15개, 마지막은 건강함"),
            because=text(
                en="Healthy can be said now, but two diseases at once still cannot.",
                ko="건강하다고는 말할 수 있지만, 두 병이 함께 있다고는 여전히 말할 수 없습니다.",
            ),
        ),
    ],
)
quiz(
    "macro",
    question=text(
        en="990 pictures are daisies and 10 are tulips. A network always says daisy. Its accuracy and its macro-averaged recall?",
        ko="이미지 990장이 데이지, 10장이 튤립입니다. 신경망은 언제나 데이지라고 합니다. 정확도와 재현율의 매크로 평균은?",
    ),
    choices=[
        choice(
            text(en="99 % and 50 %", ko="99 %와 50 %"),
            right=True,
            because=text(
                en="Recall of daisies 1, of tulips 0; each class counts the same, so the mean is 0.5.",
                ko="데이지의 재현율은 1, 튤립은 0입니다. 두 클래스를 똑같이 치므로 평균은 0.5입니다.",
            ),
        ),
        choice(
            text(en="99 % and 99 %", ko="99 %와 99 %"),
            because=text(
                en="That would be the mean over pictures, which is the accuracy again.",
                ko="이미지끼리 평균하면 그렇지만, 그것은 정확도입니다.",
            ),
        ),
        choice(
            text(en="50 % and 99 %", ko="50 %와 99 %"),
            because=text(
                en="The other way round: accuracy counts pictures, the macro average counts classes.",
                ko="거꾸로입니다. 정확도는 이미지를 세고, 매크로 평균은 클래스를 셉니다.",
            ),
        ),
    ],
)
quiz(
    "heat_map",
    question=text(
        en="For all wolves the heat map lights up the snow behind them, and test accuracy is 97 %. What do you conclude?",
        ko="늑대마다 히트맵이 뒤에 있는 눈밭에서 빛나고, 테스트 정확도는 97 %입니다. 어떻게 생각해야 할까요?",
    ),
    choices=[
        choice(
            text(en="It may have learned snow: test wolves without snow", ko="눈을 배웠을지 모르니, 눈밭이 아닌 늑대로 시험한다"),
            right=True,
            because=text(
                en="Test pictures from the same source share the shortcut, so the 97 % cannot show it. Other pictures can.",
                ko="같은 데서 온 테스트 이미지에는 같은 지름길이 있어서 97 %로는 드러나지 않습니다. 다른 이미지라면 드러납니다.",
            ),
        ),
        choice(
            text(en="The heat map is wrong, for 97 % are right", ko="97 %가 맞으므로 히트맵이 틀렸다"),
            because=text(
                en="One can be right for a wrong reason, as long as the reason holds in all pictures at hand.",
                ko="가진 이미지 모두에 통하는 이유라면, 틀린 이유로도 맞힐 수 있습니다.",
            ),
        ),
        choice(
            text(en="Snow is a good feature; keep it", ko="눈은 좋은 특성이니 그대로 둔다"),
            because=text(
                en="Until a wolf stands on grass, or a dog in the snow.",
                ko="늑대가 풀밭에 서거나 개가 눈밭에 서기 전까지만 그렇습니다.",
            ),
        ),
    ],
)
