"""Visible checks of lesson 08: what a student's Shift-Enter runs, in the notebook and again, from outside, when grading."""

import numpy as np

from course_utils.checking import check, choice, classifies, exercise, fresh_start, probabilities_of, quiz, source_at_hand, text
from course_utils.data import held_out

fresh_start()
exercise(
    "prepare",
    points=2,
    hints=[
        text(
            en=(
                "Three things change: the shape, the type, the range. Do them one after the other and print `shape`, "
                "`dtype`, `min()` and `max()` after each."
            ),
            ko=(
                "바뀌는 것은 세 가지입니다. 모양, 자료형, 값의 범위입니다. 하나씩 바꾸고 그때마다 `shape`, `dtype`, "
                "`min()`, `max()`를 출력해 보세요."
            ),
        ),
        text(
            en="`images.reshape(len(images), -1)` keeps one row per image and lets NumPy work out its length.",
            ko="`images.reshape(len(images), -1)`은 이미지마다 한 줄씩 남기고, 줄의 길이는 NumPy가 알아서 계산하게 합니다.",
        ),
        text(
            en=(
                "Convert with `.astype(np.float32)` *before* you divide by 255. `//` throws the fractions away, and "
                "`uint8` has no room for them."
            ),
            ko=(
                "255로 나누기 *전에* `.astype(np.float32)`로 바꾸세요. `//`는 소수점 아래를 버리고, `uint8`에는 소수점 "
                "아래를 담을 자리가 없습니다."
            ),
        ),
    ],
    idea=text(
        en=(
            "A dense layer takes a row of numbers of moderate size. Row, 32-bit float, 0 to 1: after these three steps "
            "every pixel starts with the same say."
        ),
        ko=(
            "완전 연결층은 크기가 적당한 수들이 늘어선 한 줄을 받습니다. 한 줄로, 32비트 실수로, 0에서 1 사이로. 이 세 "
            "단계를 거치면 모든 픽셀이 같은 발언권을 가지고 출발합니다."
        ),
    ),
)

exercise(
    "parameters_by_hand",
    points=2,
    hints=[
        text(
            en=("Only five layers have parameters: two convolutions, three dense layers. Rescaling, pooling and flattening learn nothing."),
            ko=(
                "파라미터가 있는 층은 다섯 개뿐입니다. 합성곱층 둘과 완전 연결층 셋입니다. 크기를 바꾸거나 풀링하거나 한 "
                "줄로 펴는 층은 배우는 것이 없습니다."
            ),
        ),
        text(
            en="One kernel has 3 x 3 numbers *for each channel that comes in*, and one bias. How many kernels, how many channels?",
            ko=("커널 하나에는 *들어오는 채널마다* 3 x 3개의 수가 있고, 편향이 하나 더 있습니다. 커널은 몇 개이고 채널은 몇 개인가요?"),
        ),
        text(
            en=(
                "Follow the side of the image: 28, then two convolutions without padding, then halved. Flattening gives "
                "side x side x 64 numbers."
            ),
            ko=(
                "이미지 한 변의 길이를 따라가 보세요. 28에서 출발해 패딩 없는 합성곱을 두 번 거치고 반으로 줄어듭니다. 한 "
                "줄로 펴면 한 변 x 한 변 x 64개의 수가 됩니다."
            ),
        ),
        text(
            en=("You may write products, such as `3 * 3 * 1 * 32 + 32`: they show how you counted, and Python multiplies without slips."),
            ko=("`3 * 3 * 1 * 32 + 32`처럼 곱셈식으로 써도 됩니다. 어떻게 세었는지가 드러나고, 곱셈은 파이썬이 틀리지 않고 해 줍니다."),
        ),
    ],
    idea=text(
        en=(
            "Weights = inputs of one unit x units, and one bias per unit. For a convolution the inputs of one unit are its "
            "small window, so the count does not depend on the size of the image. For the first dense layer they are the "
            "whole feature map."
        ),
        ko=(
            "가중치 수 = 유닛 하나의 입력 수 x 유닛 수이고, 유닛마다 편향이 하나씩 있습니다. 합성곱에서 유닛 하나의 입력은 "
            "작은 창뿐이므로 개수가 이미지 크기와 상관없습니다. 첫 완전 연결층에서는 특성 맵 전체가 입력입니다."
        ),
    ),
)

exercise(
    "build_reference",
    points=3,
    hints=[
        text(
            en=(
                "Copy the form of the linear model above: `keras.Sequential([...])`, first `keras.Input(...)`, then one "
                "layer per line of the table."
            ),
            ko=(
                "위의 선형 모델과 같은 꼴로 쓰세요. `keras.Sequential([...])` 안에 먼저 `keras.Input(...)`, 그다음 표의 한 "
                "줄마다 층 하나입니다."
            ),
        ),
        text(
            en=(
                "The names are `layers.Rescaling`, `layers.Conv2D`, `layers.MaxPooling2D`, `layers.Flatten`, "
                '`layers.Dense`. Hidden layers take `activation="relu"`.'
            ),
            ko=(
                "이름은 `layers.Rescaling`, `layers.Conv2D`, `layers.MaxPooling2D`, `layers.Flatten`, "
                '`layers.Dense`입니다. 중간층에는 `activation="relu"`를 주세요.'
            ),
        ),
        text(
            en='The last layer has ten units and `activation="softmax"`: ten numbers that are not negative and add up to 1.',
            ko='마지막 층은 유닛이 10개이고 `activation="softmax"`입니다. 음수가 아니고 더하면 1이 되는 수 열 개가 나옵니다.',
        ),
    ],
    idea=text(
        en=(
            "Convolutions ask the same small questions everywhere, pooling keeps the strongest answers, dense layers weigh "
            "them up. Rescaling is part of the network, so nobody who uses it later can forget it."
        ),
        ko=(
            "합성곱층은 모든 자리에서 똑같은 작은 질문을 하고, 풀링은 가장 강한 대답을 남기고, 완전 연결층은 그 대답들을 "
            "저울질합니다. 값의 범위를 바꾸는 층이 신경망 안에 있으므로 나중에 누가 쓰더라도 빠뜨릴 수 없습니다."
        ),
    ),
)

exercise(
    "accuracy",
    points=2,
    hints=[
        text(
            en="Which class does a row of ten probabilities vote for? `np.argmax(row)` knows.",
            ko="확률 열 개가 늘어선 한 줄은 어느 클래스에 표를 던지나요? `np.argmax(row)`가 알려 줍니다.",
        ),
        text(
            en=("`probabilities.argmax(axis=1)` gives one prediction per row. Without `axis` you get a single number for the whole table."),
            ko="`probabilities.argmax(axis=1)`은 줄마다 예측 하나를 줍니다. `axis`가 없으면 표 전체에서 수 하나만 나옵니다.",
        ),
        text(
            en="`predictions == labels` is an array of True and False, and the mean of that is the share of True.",
            ko="`predictions == labels`는 True와 False의 배열이고, 그 평균이 곧 True의 비율입니다.",
        ),
    ],
    idea=text(
        en=(
            "Accuracy looks only at the first place: 0.34 against 0.33 counts like 0.99 against 0.001. The loss sees the "
            "difference, accuracy does not."
        ),
        ko=(
            "정확도는 1등만 봅니다. 0.34 대 0.33으로 이겨도 0.99 대 0.001로 이긴 것과 똑같이 칩니다. 그 차이를 손실은 "
            "보지만 정확도는 보지 못합니다."
        ),
    ),
)

exercise(
    "generalisation_gap",
    points=1,
    hints=[
        text(
            en="A gap is a difference. Which of the two accuracies is usually larger?",
            ko="격차는 차이입니다. 두 정확도 가운데 보통 어느 쪽이 더 큰가요?",
        ),
        text(
            en="0.95 and 0.90 are 5 *points* apart, not 0.05: multiply by 100.",
            ko="0.95와 0.90은 0.05가 아니라 5*포인트* 떨어져 있습니다. 100을 곱하세요.",
        ),
    ],
    idea=text(
        en=(
            "Percentage points are the difference of two percentages. `(98.51 - 90.03) / 98.51` would be a relative change, another thing."
        ),
        ko="퍼센트포인트는 두 퍼센트의 차이입니다. `(98.51 - 90.03) / 98.51`은 상대적인 변화이며 다른 값입니다.",
    ),
)

exercise(
    "most_confused",
    points=2,
    hints=[
        text(
            en="Build the table first: a 10 x 10 array of zeros, and for each image add 1 in row `label`, column `prediction`.",
            ko="먼저 표를 만드세요. 0으로 채운 10 x 10 배열에서 이미지마다 `label` 행, `prediction` 열에 1을 더합니다.",
        ),
        text(
            en=(
                "The diagonal holds the correct answers. Set it to zero (`np.fill_diagonal(table, 0)`) before you look for "
                "the largest entry."
            ),
            ko="대각선에는 맞힌 개수가 있습니다. 가장 큰 값을 찾기 전에 0으로 만드세요(`np.fill_diagonal(table, 0)`).",
        ),
        text(
            en=("`place = table.argmax()` counts through the table row by row; `divmod(place, 10)` turns it back into row and column."),
            ko="`place = table.argmax()`는 표를 한 행씩 이어서 센 번호입니다. `divmod(place, 10)`이 행과 열로 되돌려 줍니다.",
        ),
    ],
    idea=text(
        en=(
            "One accuracy is one number; the table says where it was lost. Row and column are not interchangeable: shirts "
            "taken for T-shirts and T-shirts taken for shirts are two different mistakes."
        ),
        ko=(
            "정확도는 수 하나이지만 표는 어디에서 잃었는지를 말해 줍니다. 행과 열은 서로 바꿀 수 없습니다. 셔츠를 티셔츠로 "
            "본 것과 티셔츠를 셔츠로 본 것은 다른 실수입니다."
        ),
    ),
)

exercise(
    "shift",
    points=2,
    hints=[
        text(
            en=(
                "Take a sheet of squared paper: which rows of the old image are still visible after moving it down by 2, "
                "and where do they stand now?"
            ),
            ko="모눈종이에 그려 보세요. 이미지를 아래로 2칸 옮기면 원래의 어느 행들이 남아 있고, 이제 어디에 있나요?",
        ),
        text(
            en=(
                "`np.roll` wraps: what leaves at the bottom comes in at the top. You may roll and then blank the rows and "
                "columns that came in."
            ),
            ko="`np.roll`은 감깁니다. 아래로 나간 것이 위로 들어옵니다. 굴린 다음에, 들어온 행과 열을 지워도 됩니다.",
        ),
        text(
            en=(
                "Or put zeros around (`np.pad`, on the two middle axes only) and cut out a window of the old size that "
                "starts further up and further left."
            ),
            ko="또는 둘레에 0을 두르고(`np.pad`, 가운데 두 축에만) 원래 크기의 창을 더 위, 더 왼쪽에서 시작해 잘라 내세요.",
        ),
        text(
            en="Negative numbers move up and left. `slice(-2, None)` and `slice(None, -2)` are handy, but mind that `-0` is 0.",
            ko="음수는 위로, 왼쪽으로 옮깁니다. `slice(-2, None)`과 `slice(None, -2)`가 편리하지만 `-0`은 0이라는 점에 주의하세요.",
        ),
    ],
    idea=text(
        en=(
            "A shifted shirt is a shirt, so every training image stands for many. It must not wrap: a sleeve that comes in "
            "on the other side is a picture nobody will ever take."
        ),
        ko=(
            "옮겨 놓은 셔츠도 셔츠이므로 훈련 이미지 한 장이 여러 장 몫을 합니다. 감기면 안 됩니다. 반대쪽에서 소매가 "
            "들어오는 사진은 아무도 찍을 일이 없습니다."
        ),
    ),
)

exercise(
    "classify",
    points=4,
    hints=[
        text(
            en="Get a complete, small version to run first: two epochs, then `check`. Improve it afterwards, one change at a time.",
            ko=(
                "먼저 작더라도 끝까지 돌아가는 것을 만드세요. 2에포크만 학습하고 `check`를 실행해 보세요. 그다음에 한 번에 "
                "하나씩 고치며 개선하세요."
            ),
        ),
        text(
            en=(
                "`classify` gets grey levels 0 to 255, as `dataset.test.images` has them. Let a `Rescaling` layer do the "
                "division inside the network."
            ),
            ko=("`classify`는 `dataset.test.images`처럼 0에서 255까지의 밝기를 받습니다. 나눗셈은 신경망 안의 `Rescaling` 층에 맡기세요."),
        ),
        text(
            en=(
                "If validation accuracy lags far behind training accuracy, add augmentation or dropout. If both are low, "
                "train longer or make the network wider."
            ),
            ko=(
                "검증 정확도가 훈련 정확도보다 훨씬 낮으면 증강이나 드롭아웃을 더하세요. 둘 다 낮으면 더 오래 학습하거나 "
                "신경망을 더 넓게 만드세요."
            ),
        ),
        text(
            en="`def classify(images): return improved.predict(images, verbose=0)` is enough for the function itself.",
            ko="함수 자체는 `def classify(images): return improved.predict(images, verbose=0)`이면 충분합니다.",
        ),
    ],
    idea=text(
        en=(
            "Batch normalisation makes training fast, augmentation and dropout make it honest, the falling learning rate "
            "lets it settle, early stopping keeps the best. None of them needed the test set."
        ),
        ko=(
            "배치 정규화는 학습을 빠르게 하고, 증강과 드롭아웃은 외우지 못하게 하고, 낮아지는 학습률은 자리를 잡게 하고, "
            "조기 종료는 가장 좋은 것을 남깁니다. 어느 것에도 테스트 세트는 필요하지 않았습니다."
        ),
    ),
)

exercise(
    "one_mistake",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: names one concrete image or pair of classes and what the network says. 1 point: an explanation that "
            "refers to what is visible at 28 x 28 or in the feature maps. 1 point: one change, and a way to tell on the "
            "validation images whether it helps."
        ),
        ko=(
            "1점: 이미지 하나 또는 클래스 쌍 하나와 신경망의 답을 구체적으로 적었습니다. 1점: 28 x 28 이미지나 특성 맵에서 "
            "보이는 것을 근거로 설명했습니다. 1점: 바꿀 것 하나와, 도움이 되는지를 검증 이미지로 판단하는 방법을 "
            "적었습니다."
        ),
    ),
)


@check("prepare")
def makes_one_row_per_image(student, expect):
    images = np.zeros((3, 28, 28, 1), np.uint8)
    expect.shape(
        student.eval("prepare(images)", images=images),
        (3, 784),
        hint=text(
            en="One row of 28 x 28 = 784 numbers per image.",
            ko="이미지마다 28 x 28 = 784개의 수가 늘어선 한 줄이 필요합니다.",
        ),
    )


@check("prepare")
def brings_grey_levels_to_zero_to_one(student, expect):
    images = np.array([0, 51, 102, 255], np.uint8).reshape(1, 2, 2, 1)
    rows = student.eval("prepare(images)", images=images)
    expect.close(
        np.asarray(expect.array(rows)).ravel(),
        [0, 0.2, 0.4, 1],
        hint=text(
            en="Black (0) stays 0, white (255) becomes 1, and 51 becomes 51 / 255 = 0.2.",
            ko="검정(0)은 0 그대로, 흰색(255)은 1, 51은 51 / 255 = 0.2가 됩니다.",
        ),
    )


@check("prepare")
def answers_in_32_bit_floats(student, expect):
    images = np.full((2, 4, 4, 1), 7, np.uint8)
    expect.dtype(
        student.eval("prepare(images)", images=images),
        "float32",
        hint=text(
            en="Dividing integers gives float64, twice the memory for no gain. Convert to `np.float32` first.",
            ko="정수를 나누면 float64가 되어 아무 이득 없이 메모리를 두 배로 씁니다. 먼저 `np.float32`로 바꾸세요.",
        ),
    )


LAYERS = (
    (text(en="the first convolution", ko="첫째 합성곱층"), 3 * 3 * 1, 32),
    (text(en="the second convolution", ko="둘째 합성곱층"), 3 * 3 * 32, 64),
    (text(en="the first dense layer", ko="첫째 완전 연결층"), 12 * 12 * 64, 128),
    (text(en="the second dense layer", ko="둘째 완전 연결층"), 128, 64),
    (text(en="the last dense layer", ko="마지막 완전 연결층"), 64, 10),
)


def count_of_layer(student, expect, place):
    """Compare one entry without giving the number away: counting is the exercise."""
    name, inputs, units = LAYERS[place]
    counts = expect.array(
        student.eval("parameters_by_hand"),
        shape=(5,),
        hint=text(en="Five numbers, one per layer that learns.", ko="배우는 층마다 하나씩, 수 다섯 개가 필요합니다."),
    )
    got = counts[place]
    right = inputs * units + units
    if got == right - units:
        message = (
            text(en="These are the weights of ", ko="가중치만 센 값입니다: ")
            + name
            + text(en="; the biases are missing.", ko=". 편향이 빠졌습니다.")
        )
    elif place == 2 and got in {26 * 26 * 64 * 128 + 128, 24 * 24 * 64 * 128 + 128, 14 * 14 * 64 * 128 + 128, 13 * 13 * 64 * 128 + 128}:
        message = text(
            en="The count for the first dense layer fits another image side than the one that reaches it.",
            ko="첫째 완전 연결층의 개수가 실제로 도달하는 이미지의 한 변과 맞지 않습니다.",
        )
    elif place == 1 and got == 3 * 3 * 64 + 64:
        message = text(
            en="This second convolution sees one channel only; 32 come in.",
            ko="이 둘째 합성곱층은 채널을 하나만 봅니다. 들어오는 채널은 32개입니다.",
        )
    else:
        message = (
            text(en=f"{got:,.0f} is not the count for ", ko=f"{got:,.0f}: 이 개수가 아닙니다. 다시 세어 볼 층은 ")
            + name
            + text(en=".", ko="입니다.")
        )
    expect.is_true(got == right, message)


@check("parameters_by_hand")
def counts_the_first_convolution(student, expect):
    count_of_layer(student, expect, 0)


@check("parameters_by_hand")
def counts_the_second_convolution(student, expect):
    count_of_layer(student, expect, 1)


@check("parameters_by_hand")
def counts_the_first_dense_layer(student, expect):
    count_of_layer(student, expect, 2)


@check("parameters_by_hand")
def counts_the_last_two_dense_layers(student, expect):
    count_of_layer(student, expect, 3)
    count_of_layer(student, expect, 4)


PICTURES = np.random.default_rng(8).integers(0, 256, (6, 28, 28, 1)).astype(np.float32)


@check("build_reference")
def answers_with_ten_probabilities(student, expect):
    probabilities = expect.array(
        student.eval("build_reference()(images)", images=PICTURES),
        shape=(6, 10),
        hint=text(
            en="Six images in, six rows of ten numbers out.",
            ko="이미지 여섯 장이 들어가면 수 열 개가 늘어선 줄이 여섯 개 나와야 합니다.",
        ),
    )
    distribution = probabilities.min() >= 0 and np.allclose(probabilities.sum(axis=1), 1, atol=1e-2)
    expect.is_true(
        distribution,
        text(
            en="The ten numbers of an image are not probabilities: some are negative, or they do not add up to 1.",
            ko="이미지 한 장에 나오는 수 열 개가 확률이 아닙니다. 음수가 있거나, 더해도 1이 되지 않습니다.",
        ),
        hint=text(
            en='The last layer needs `activation="softmax"`.',
            ko='마지막 층에 `activation="softmax"`가 필요합니다.',
        ),
    )


@check("build_reference")
def scales_the_grey_levels_inside(student, expect):
    probabilities = expect.array(student.eval("build_reference()(images)", images=PICTURES), shape=(6, 10))
    expect.is_true(
        probabilities.max(axis=1).mean() < 0.5,  # 0.11 with rescaling, 0.8 and more without
        text(
            en="Untrained, your network is already sure of what it sees in random pictures.",
            ko="학습하지도 않은 신경망이 무작위 그림을 보고 벌써 확신하고 있습니다.",
        ),
        hint=text(
            en=(
                "Nobody can be sure before learning anything. Grey levels up to 255 drive the softmax to its ends: "
                "is `layers.Rescaling(1 / 255)` the first layer?"
            ),
            ko=(
                "아무것도 배우지 않고서 확신할 수는 없습니다. 255에 이르는 밝기가 소프트맥스를 끝까지 밀어붙입니다. "
                "첫 층이 `layers.Rescaling(1 / 255)`인가요?"
            ),
        ),
    )


@check("build_reference")
def has_the_parameters_of_the_table(student, expect):
    student.eval("build_reference()(images)", images=PICTURES[:1])
    expect.equal(
        student.eval("build_reference().count_params()"),
        sum(inputs * units + units for _, inputs, units in LAYERS),
        hint=text(
            en=(
                "Compare `build_reference().summary()` with the table line by line: kernel sizes, number of kernels, "
                "pooling, units. No padding."
            ),
            ko=(
                "`build_reference().summary()`와 표를 한 줄씩 견주어 보세요. 커널 크기, 커널 수, 풀링, 유닛 수를 "
                "확인하세요. 패딩은 없습니다."
            ),
        ),
    )


@check("accuracy")
def counts_the_winners(student, expect):
    probabilities = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.4, 0.35, 0.25], [0.2, 0.5, 0.3]])
    labels = np.array([0, 2, 1, 1])
    expect.close(
        student.eval("accuracy(probabilities, labels)", probabilities=probabilities, labels=labels),
        0.75,
        hint=text(
            en="The rows vote for 0, 2, 0, 1; the labels are 0, 2, 1, 1. Three of four.",
            ko="줄마다 던진 표는 0, 2, 0, 1이고 레이블은 0, 2, 1, 1입니다. 넷 중 셋입니다.",
        ),
    )


@check("accuracy")
def is_one_when_all_are_right_and_zero_when_none_is(student, expect):
    probabilities = np.eye(10)
    labels = np.arange(10)
    expect.close(student.eval("accuracy(probabilities, labels)", probabilities=probabilities, labels=labels), 1)
    expect.close(student.eval("accuracy(probabilities, labels)", probabilities=probabilities, labels=(labels + 1) % 10), 0)


POINTS = text(
    en="In percentage points, training minus test: 0.95 and 0.90 give 5.",
    ko="퍼센트포인트로, 훈련에서 테스트를 뺍니다. 0.95와 0.90이면 5입니다.",
)


@check("generalisation_gap")
def subtracts_in_percentage_points(student, expect):
    expect.close(student.eval("generalisation_gap(0.95, 0.90)"), 5, atol=0.01, hint=POINTS)
    expect.close(student.eval("generalisation_gap(0.8, 0.8)"), 0, atol=0.01, hint=POINTS)


@check("generalisation_gap")
def is_negative_when_the_test_goes_better(student, expect):
    expect.close(
        student.eval("generalisation_gap(0.90, 0.92)"),
        -2,
        atol=0.01,
        hint=text(
            en="It happens, with dropout for instance. Keep the sign: no `abs`.",
            ko="드롭아웃을 쓰면 그럴 수 있습니다. 부호를 그대로 두세요. `abs`는 쓰지 않습니다.",
        ),
    )


@check("most_confused")
def finds_the_commonest_mistake(student, expect):
    labels = np.array([6, 6, 6, 6, 0, 0, 2, 9, 9, 9, 9, 9])
    predictions = np.array([0, 0, 0, 6, 6, 0, 4, 9, 9, 9, 9, 7])
    expect.equal(
        student.eval("tuple(most_confused(labels, predictions))", labels=labels, predictions=predictions),
        (6, 0),
        hint=text(
            en=(
                "Here 6 is taken for 0 three times, everything else happens less often. Right answers do not count. First "
                "the true class, then the predicted one."
            ),
            ko=(
                "여기서는 6을 0으로 본 일이 세 번으로 가장 많습니다. 맞힌 것은 세지 않습니다. 실제 클래스가 먼저, 예측한 "
                "클래스가 나중입니다."
            ),
        ),
    )


@check("most_confused")
def keeps_the_two_directions_apart(student, expect):
    labels = np.array([1, 1, 3, 3, 3, 5, 5])
    predictions = np.array([3, 3, 1, 5, 3, 3, 5])
    expect.equal(
        student.eval("tuple(most_confused(labels, predictions))", labels=labels, predictions=predictions),
        (1, 3),
        hint=text(
            en="1 taken for 3 (twice) and 3 taken for 1 (once) are two mistakes: rows are true classes, columns are predictions.",
            ko="1을 3으로 본 것(두 번)과 3을 1로 본 것(한 번)은 서로 다른 실수입니다. 행은 실제 클래스, 열은 예측입니다.",
        ),
    )


def moved(images, down, right):
    """Shift by cutting a window out of a padded batch: the definition in one line."""
    room = max(abs(down), abs(right), 1)
    height, width = images.shape[1:3]
    padded = np.pad(images, ((0, 0), (room, room), (room, room), (0, 0)))
    return padded[:, room - down : room - down + height, room - right : room - right + width]


STEPS = (np.arange(1, 17, dtype=np.uint8) * 10).reshape(1, 4, 4, 1)


@check("shift")
def moves_down_and_right(student, expect):
    for down, right in ((1, 0), (0, 1), (2, 1)):
        expect.equal(
            student.eval("shift(images, down, right)", images=STEPS, down=down, right=right),
            moved(STEPS, down, right),
            where=text(en=f"{down} down, {right} right", ko=f"아래로 {down}, 오른쪽으로 {right}"),
            hint=text(
                en="What is uncovered at the top and left is 0, and what leaves at the bottom and right is gone: nothing wraps.",
                ko="위와 왼쪽에 드러난 자리는 0이고, 아래와 오른쪽으로 나간 것은 사라집니다. 반대쪽으로 들어오지 않습니다.",
            ),
        )


@check("shift")
def moves_up_and_left_when_negative(student, expect):
    for down, right in ((-1, 0), (0, -2), (-1, 2), (0, 0)):
        expect.equal(
            student.eval("shift(images, down, right)", images=STEPS, down=down, right=right),
            moved(STEPS, down, right),
            where=text(en=f"{down} down, {right} right", ko=f"아래로 {down}, 오른쪽으로 {right}"),
            hint=text(
                en="Negative means the other way, and (0, 0) leaves the picture as it is: a slice ending at `-0` is empty.",
                ko="음수는 반대 방향이고, (0, 0)은 그림을 그대로 둡니다. `-0`에서 끝나는 슬라이스는 비어 있습니다.",
            ),
        )


@check("shift")
def leaves_the_original_alone(student, expect):
    before_and_after = student.eval("[images.copy(), shift(images, 1, 1), images]", images=STEPS)
    expect.equal(
        before_and_after[2],
        before_and_after[0],
        hint=text(
            en="You wrote into the caller's array. Work on a copy: the training images are needed again in the next epoch.",
            ko="받은 배열에 직접 썼습니다. 복사본에서 작업하세요. 훈련 이미지는 다음 에포크에 또 필요합니다.",
        ),
    )


@check("classify")
def answers_with_probabilities(student, expect):
    probabilities_of(student, expect, held_out("fashion", "synthetic", 20, np.random.default_rng(8)).images)


@check("classify")
def has_learnt_to_tell_garments_apart(student, expect):
    classifies(student, expect, held_out("fashion", source_at_hand(student), 500, np.random.default_rng(8)), above=70)


quiz(
    "why_validation",
    question=text(
        en=(
            "You train five networks and hand in the one with the best *test* accuracy, 93.4 %. What will a sixth person "
            "measure on new images?"
        ),
        ko=("신경망 다섯 개를 학습해 *테스트* 정확도가 가장 높은 것(93.4 %)을 냈습니다. 다른 사람이 새로운 이미지로 재면 어떻게 나올까요?"),
    ),
    choices=[
        choice(
            text(en="Probably a little less than 93.4 %", ko="아마 93.4 %보다 조금 낮습니다"),
            right=True,
            because=text(
                en=(
                    "The best of five is partly the luckiest of five. The luck does not travel to new images. Choose on "
                    "validation images, then the test accuracy is an honest estimate."
                ),
                ko=(
                    "다섯 중 가장 좋은 것은 어느 정도 다섯 중 가장 운이 좋은 것이기도 합니다. 그 운은 새로운 이미지까지 "
                    "따라오지 않습니다. 검증 이미지로 고르면 테스트 정확도는 정직한 추정값이 됩니다."
                ),
            ),
        ),
        choice(
            text(en="93.4 %: the test images were not trained on", ko="93.4 %입니다. 테스트 이미지로 학습하지 않았으니까요"),
            because=text(
                en="They were not trained on, but they were used for choosing, and choosing is a mild form of fitting.",
                ko="학습에는 쓰지 않았지만 고르는 데 썼습니다. 고르는 것도 약한 형태의 맞추기입니다.",
            ),
        ),
        choice(
            text(en="More: five networks were trained", ko="더 높습니다. 다섯 개나 학습했으니까요"),
            because=text(
                en="Only one of the five is used. Averaging all five would in fact help; picking one does not.",
                ko=(
                    "쓰는 것은 다섯 중 하나뿐입니다. 다섯 개의 확률을 평균하면 실제로 도움이 되지만, 하나를 고르는 "
                    "것으로는 그렇지 않습니다."
                ),
            ),
        ),
    ],
)

quiz(
    "where_parameters",
    question=text(
        en="You enlarge the input from 28 x 28 to 56 x 56 pixels. Which layer of the reference network gets more parameters?",
        ko="입력을 28 x 28에서 56 x 56픽셀로 키웁니다. 기준 신경망에서 파라미터가 늘어나는 층은 어느 것일까요?",
    ),
    choices=[
        choice(
            text(en="The first dense layer", ko="첫째 완전 연결층"),
            right=True,
            because=text(
                en=(
                    "It has one weight per unit for every number of the flattened feature map, and there are now 26 x 26 x "
                    "64 of them instead of 12 x 12 x 64."
                ),
                ko=(
                    "한 줄로 편 특성 맵의 수 하나하나마다 유닛별로 가중치가 있는데, 그 수가 12 x 12 x 64개에서 26 x 26 x 64개로 늘어납니다."
                ),
            ),
        ),
        choice(
            text(en="The first convolution", ko="첫째 합성곱층"),
            because=text(
                en="Its 32 kernels stay 3 x 3. They are used at more places, which costs time, not parameters.",
                ko="커널 32개는 여전히 3 x 3입니다. 더 많은 자리에서 쓰이므로 시간이 더 들 뿐 파라미터는 늘지 않습니다.",
            ),
        ),
        choice(
            text(en="All of them", ko="모든 층"),
            because=text(
                en="Convolutions do not know the size of the image, and the later dense layers see 128 and 64 numbers as before.",
                ko="합성곱층은 이미지의 크기를 모르고, 뒤쪽의 완전 연결층은 전과 같이 수 128개와 64개를 봅니다.",
            ),
        ),
    ],
)

quiz(
    "low_training_accuracy",
    question=text(
        en=("With augmentation and dropout, `training.fit` shows a training accuracy *below* the validation accuracy. What does it mean?"),
        ko="증강과 드롭아웃을 쓰니 `training.fit`이 보여 주는 훈련 정확도가 검증 정확도보다 *낮습니다*. 무슨 뜻일까요?",
    ),
    choices=[
        choice(
            text(en="Nothing bad: training is made harder on purpose", ko="나쁜 일이 아닙니다. 훈련을 일부러 어렵게 했습니다"),
            right=True,
            because=text(
                en=(
                    "During training the images are moved and features are blanked; validation shows the images as they "
                    "are, with all features. It is also measured at the end of the epoch, with better weights than the "
                    "average batch saw."
                ),
                ko=(
                    "훈련할 때는 이미지를 옮기고 특성을 지우지만, 검증할 때는 이미지를 그대로 보여 주고 특성도 모두 "
                    "씁니다. 게다가 검증은 에포크가 끝난 뒤 더 나아진 가중치로 잽니다."
                ),
            ),
        ),
        choice(
            text(en="The validation images leaked into training", ko="검증 이미지가 훈련에 새어 들어갔습니다"),
            because=text(
                en=(
                    "A leak would lift both. Worth checking in general (are the two sets disjoint?), but it is not what this pattern shows."
                ),
                ko=(
                    "새어 들어갔다면 둘 다 올라갑니다. 두 세트가 겹치지 않는지는 늘 확인할 만하지만, 이 모습이 뜻하는 것은 그것이 아닙니다."
                ),
            ),
        ),
        choice(
            text(en="The network overfits", ko="과대적합입니다"),
            because=text(
                en="Overfitting is the opposite pattern: training accuracy runs away from validation accuracy.",
                ko="과대적합은 반대 모습입니다. 훈련 정확도가 검증 정확도를 두고 멀리 달아납니다.",
            ),
        ),
    ],
)
