"""Hidden checks of lesson 09: run outside only, on fresh draws; described to students by their hint."""

import numpy as np

from course_utils.checking import check, classifies, source_at_hand, text
from course_utils.data import held_out


@check("parameters_by_hand", weight=2, title=text(en="both totals", ko="두 합계"))
def adds_up(student, expect):
    table = student.eval("parameters_by_hand")
    right = {"dense": [393_344, 16_512, 1_290], "cnn": [896, 18_496, 1_605_760, 8_256, 650]}
    for network, counts in right.items():
        given = expect.array(table[network] if isinstance(table, dict) and network in table else None, shape=(len(counts),))
        expect.is_true(
            np.array_equal(given, counts),
            text(
                en=f"Your numbers for `{network!r}` add up to {given.sum():,.0f}, not to the size of the network.",
                ko=f"`{network!r}`의 수를 더하면 {given.sum():,.0f}이고, 신경망 전체의 파라미터 수와 다릅니다.",
            ),
            hint=text(
                en="Weights and biases of every layer, in the order of the table.",
                ko="표의 순서대로, 층마다 가중치와 편향을 모두 세세요.",
            ),
        )


@check("width_for", weight=2, title=text(en="any budget", ko="아무 예산이나"))
def is_the_widest_that_fits(student, expect, rng):
    for budget in (int(number) for number in rng.integers(4_000, 3_000_000, 8)):
        width = int(np.floor((-3084 + np.sqrt(3084**2 + 4 * (budget - 10))) / 2))
        expect.equal(
            student.eval("width_for(budget)", budget=budget),
            width,
            hint=text(
                en="Check your answer: its parameters are within the budget, and those of one unit more are not.",
                ko="답을 확인해 보세요. 그 파라미터 수는 예산 안에 있고, 유닛을 하나 더하면 예산을 넘어야 합니다.",
            ),
        )


@check("unshuffle", weight=2, title=text(en="random pictures and orders", ko="무작위로 고른 사진과 순서"))
def undoes_any_shuffle(student, expect, rng):
    for _ in range(5):
        count, height, width, channels = (int(size) for size in rng.integers(1, 7, 4))
        images = rng.integers(0, 256, (count, height, width, channels), dtype=np.uint8)
        order = rng.permutation(height * width)
        shuffled = images.reshape(count, -1, channels)[:, order].reshape(images.shape)
        expect.equal(
            student.eval("unshuffle(images, order)", images=shuffled, order=order),
            images,
            hint=text(
                en="Other sizes, sides that differ, one channel or several: shuffle with `shuffle_places` and see whether yours undoes it.",
                ko="크기가 다르거나 가로세로가 다르거나 채널 수가 다를 때도 되어야 합니다. `shuffle_places`로 뒤섞어 되돌아오는지 보세요.",
            ),
        )


@check("agreement", weight=2, title=text(en="random probabilities", ko="무작위로 뽑은 확률"))
def agrees_with_counting(student, expect, rng):
    for _ in range(5):
        count, classes = int(rng.integers(2, 60)), int(rng.integers(2, 12))
        before = rng.dirichlet(np.ones(classes), count)
        after = np.where(rng.random((count, 1)) < 0.5, before[:, ::-1], (before + 0.1) / (1 + 0.1 * classes))
        stay = sum(int(np.argmax(one)) == int(np.argmax(other)) for one, other in zip(before, after, strict=True))
        expect.close(
            student.eval("agreement(before, after)", before=before, after=after),
            stay / count,
            hint=text(
                en="Any number of pictures and classes: compare the winners of each row, one by one.",
                ko="사진과 클래스가 몇이든, 줄마다 이긴 클래스를 하나씩 비교하세요.",
            ),
        )


@check("one_at_a_time", weight=2, title=text(en="another recipe", ko="다른 레시피"))
def works_for_any_recipe(student, expect, rng):
    keys = [f"setting_{number}" for number in range(int(rng.integers(4, 9)))]
    recipe = {key: int(rng.integers(1, 100)) for key in keys}
    switches = {f"part {number}": {key: 0} for number, key in enumerate(keys[:-1])} | {"the last two": {keys[-1]: 0, keys[-2]: -1}}
    found = student.eval("one_at_a_time(recipe, switches)", recipe=recipe, switches=switches)
    wanted = {"all parts": recipe} | {part: recipe | changes for part, changes in switches.items()}
    expect.is_true(
        isinstance(found, dict) and found == wanted,
        text(
            en="With another recipe and other `switches`, the recipes are not the whole one and one without each part.",
            ko="다른 레시피와 다른 `switches`를 넣으면, 온전한 레시피와 재료를 하나씩 뺀 레시피가 나오지 않습니다.",
        ),
        hint=text(
            en="Take names and settings from the arguments, whatever they are, and start every recipe from the whole one.",
            ko="이름과 설정은 무엇이 들어오든 인수에서 가져오고, 레시피마다 온전한 것에서 시작하세요.",
        ),
    )


@check("classify", weight=2, title=text(en="600 fresh images", ko="새로운 이미지 600장"))
def does_well_on_fresh_images(student, expect, rng):
    hint = text(
        en=(
            "The examination draws new images. `models.small_cnn()` with the recipe of the lesson passes after four epochs; a dense "
            "network does not, however wide."
        ),
        ko=(
            "시험에서는 새로운 이미지를 뽑습니다. `models.small_cnn()`을 수업의 레시피로 4에포크 학습하면 통과합니다. 완전 연결 "
            "신경망은 아무리 넓어도 통과하지 못합니다."
        ),
    )
    classifies(student, expect, held_out("objects", source_at_hand(student), 600, rng), above=55, hint=hint)
