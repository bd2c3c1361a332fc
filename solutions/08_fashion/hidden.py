"""Hidden checks of lesson 08: run outside only, on fresh draws; described to students by their hint."""

import numpy as np

from course_utils.checking import check, classifies, source_at_hand, text
from course_utils.data import held_out


@check("prepare", weight=2)
def prepares_any_images(student, expect, rng):
    for _ in range(3):
        count, height, width = (int(size) for size in rng.integers(1, 9, 3))
        images = rng.integers(0, 256, (count, height, width, 1), dtype=np.uint8)
        rows = student.eval("prepare(images)", images=images)
        hint = text(
            en="Do not rely on 28: other image sizes must work, row by row from the top left.",
            ko="28이라는 크기에 기대지 마세요. 크기가 다른 이미지도 왼쪽 위부터 한 행씩 펴야 합니다.",
        )
        expect.close(rows, images.reshape(count, -1) / 255, hint=hint)


@check("parameters_by_hand", weight=2)
def adds_up(student, expect):
    counts = expect.array(student.eval("parameters_by_hand"), shape=(5,))
    message = text(
        en=f"Your five numbers add up to {counts.sum():,.0f}, not to the size of the network.",
        ko=f"다섯 수를 더하면 {counts.sum():,.0f}이고, 신경망 전체의 파라미터 수와 다릅니다.",
    )
    right = [320, 18_496, 1_179_776, 8_256, 650]
    expect.is_true(
        np.array_equal(counts, right),
        message,
        hint=text(
            en="Weights and biases of every layer, in the order of the table.",
            ko="표의 순서대로, 층마다 가중치와 편향을 모두 세세요.",
        ),
    )


@check("build_reference", weight=2)
def treats_every_image_alone(student, expect, rng):
    images = rng.integers(0, 256, (5, 28, 28, 1)).astype(np.float32)
    both = student.eval("(lambda network: [network(images), network(images[:1])])(build_reference())", images=images)
    together, alone = (expect.array(part, shape=(count, 10)) for part, count in zip(both, (5, 1), strict=True))
    expect.is_true(
        np.allclose(together[:1], alone, atol=1e-2),
        text(
            en="An image's probabilities depend on the images beside it.",
            ko="이미지의 확률이 함께 들어온 다른 이미지에 따라 달라집니다.",
        ),
        hint=text(
            en="Every layer of the table treats each image on its own.",
            ko="표에 있는 층들은 모두 이미지를 한 장씩 따로 다룹니다.",
        ),
    )
    expect.is_true(
        np.ptp(together, axis=0).max() > 0,
        text(
            en="Different images get exactly the same answer.",
            ko="서로 다른 이미지에 똑같은 답이 나옵니다.",
        ),
        hint=text(
            en="Does the input reach the output? Feed in two different images and compare.",
            ko="입력이 출력까지 닿고 있나요? 서로 다른 이미지 두 장을 넣고 비교해 보세요.",
        ),
    )


@check("accuracy", weight=2)
def agrees_with_counting(student, expect, rng):
    for _ in range(5):
        count, classes = int(rng.integers(2, 40)), int(rng.integers(2, 12))
        probabilities = rng.dirichlet(np.ones(classes), count)
        labels = rng.integers(0, classes, count)
        right = sum(int(np.argmax(row)) == label for row, label in zip(probabilities, labels, strict=True))
        expect.close(
            student.eval("accuracy(probabilities, labels)", probabilities=probabilities, labels=labels),
            right / count,
            hint=text(
                en="Try another number of images and classes than ten.",
                ko="이미지와 클래스가 열 개가 아닌 경우로 시험해 보세요.",
            ),
        )


@check("generalisation_gap")
def subtracts_any_two(student, expect, rng):
    for train, test in rng.uniform(0.3, 1, (5, 2)):
        expect.close(
            student.eval("generalisation_gap(train, test)", train=float(train), test=float(test)),
            100 * (train - test),
            atol=0.01,
            hint=text(
                en="100 x (training accuracy - test accuracy), whatever the two are.",
                ko="두 값이 무엇이든 100 x (훈련 정확도 - 테스트 정확도)입니다.",
            ),
        )


@check("most_confused", weight=2)
def finds_a_planted_pair(student, expect, rng):
    for _ in range(5):
        true, taken = (int(label) for label in rng.choice(10, 2, replace=False))
        labels = rng.permutation(np.repeat(np.arange(10), 20))
        predictions = labels.copy()
        slips = rng.choice(len(labels), 30, replace=False)
        predictions[slips] = (labels[slips] + rng.integers(1, 10, 30)) % 10
        planted = np.flatnonzero(labels == true)[:15]
        predictions[planted] = taken
        expect.equal(
            student.eval("tuple(most_confused(labels, predictions))", labels=labels, predictions=predictions),
            (true, taken),
            hint=text(
                en="Make up labels and predictions in which you know the commonest mistake, and try.",
                ko="가장 흔한 실수를 미리 아는 레이블과 예측을 만들어 시험해 보세요.",
            ),
        )


@check("shift", weight=2)
def shifts_any_batch(student, expect, rng):
    for _ in range(5):
        count, height, width = (int(size) for size in rng.integers(3, 9, 3))
        images = rng.integers(1, 256, (count, height, width, 1), dtype=np.uint8)
        down, right = (int(step) for step in rng.integers(-2, 3, 2))
        wanted = np.zeros_like(images)
        for row in range(height):
            for column in range(width):
                if 0 <= row - down < height and 0 <= column - right < width:
                    wanted[:, row, column] = images[:, row - down, column - right]
        expect.equal(
            student.eval("shift(images, down, right)", images=images, down=down, right=right),
            wanted,
            where=text(en=f"{down} down, {right} right", ko=f"아래로 {down}, 오른쪽으로 {right}"),
            hint=text(
                en="Several images at once, sides that differ, both signs: walk through your slices with a 3 x 5 image.",
                ko=("여러 장을 한꺼번에, 가로세로가 다르게, 부호도 두 가지로 시험합니다. 3 x 5 이미지로 슬라이스를 하나씩 따라가 보세요."),
            ),
        )


@check("classify", weight=2)
def beats_a_linear_model_on_fresh_images(student, expect, rng):
    hint = text(
        en="The examination draws new images. A convolutional network trained for a few epochs passes; a linear one does not.",
        ko="시험에서는 새로운 이미지를 뽑습니다. 몇 에포크 학습한 합성곱 신경망이면 통과하고, 선형 모델로는 통과하지 못합니다.",
    )
    classifies(student, expect, held_out("fashion", source_at_hand(student), 1000, rng), above=81, hint=hint)


@check("classify", weight=2)
def does_well_on_fresh_images(student, expect, rng):
    hint = text(
        en="Batch normalisation and a learning rate that falls at the end bring the last points, even with the quick profile.",
        ko="배치 정규화와 끝에서 낮아지는 학습률을 쓰면 quick 프로필에서도 마지막 몇 점을 얻습니다.",
    )
    classifies(student, expect, held_out("fashion", source_at_hand(student), 1000, rng), above=83, hint=hint)
