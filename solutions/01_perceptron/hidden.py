"""Hidden checks of lesson 01: the same questions on fresh draws."""

import itertools

import numpy as np

from course_utils.checking import check, text

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


@check("step", weight=2, title=text(en="many numbers, small and large", ko="크고 작은 여러 수"))
def answers_by_sign_for_many_numbers(student, expect, rng):
    for z in [*rng.normal(scale=10.0 ** rng.integers(-6, 6), size=10), 0, 0.0, -0.0]:
        expect.equal(
            student.eval("step(z)", z=float(z)),
            int(z > 0),
            hint=text(en="Only the sign of `z` matters; 0 itself belongs to the 0 side.", ko="`z`의 부호만 중요하고, 0은 0 쪽에 속합니다."),
        )


@check("perceptron", weight=3, title=text(en="random inputs, weights and biases", ko="무작위 입력, 가중치, 편향"))
def agrees_with_the_formula(student, expect, rng):
    for _ in range(12):
        size = int(rng.integers(1, 9))
        x, w = rng.normal(size=size), rng.normal(size=size)
        z = float(x @ w)
        b = float(-z + rng.choice([-1, 1]) * rng.uniform(0.05, 2))
        expect.equal(
            student.eval("perceptron(x, w, b)", x=x, w=w, b=b),
            int(z + b > 0),
            hint=text(
                en="Any number of inputs, each times its own weight, plus the bias: then the step.",
                ko="입력이 몇 개이든 자기 가중치를 곱해 모두 더하고, 편향을 더한 다음, 계단 함수에 넣으세요.",
            ),
        )


@check("update", weight=4, title=text(en="random rows", ko="무작위로 고른 줄"))
def follows_the_rule_on_random_rows(student, expect, rng):
    hint = text(
        en=(
            "Error = target - answer; each weight moves by learning rate times error times its input, the bias by learning rate "
            "times error."
        ),
        ko="오차는 target - answer입니다. 가중치는 학습률 곱하기 오차 곱하기 자기 입력만큼, 편향은 학습률 곱하기 오차만큼 움직입니다.",
    )
    for _ in range(10):
        size = int(rng.integers(2, 6))
        w, b, x = rng.normal(size=size), float(rng.normal()), rng.integers(0, 2, size=size)
        target, learning_rate = int(rng.integers(0, 2)), float(rng.uniform(0.05, 2))
        nudge = learning_rate * (target - int(w @ x + b > 0))
        got = student.eval("update(w, b, x, target, learning_rate)", w=w, b=b, x=x, target=target, learning_rate=learning_rate)
        expect.is_true(
            isinstance(got, tuple | list) and len(got) == 2,
            text(en="`update` should return the new weights and the new bias.", ko="`update`는 새 가중치와 새 편향을 돌려주어야 합니다."),
        )
        expect.close(got[0], w + nudge * x, hint=hint)
        expect.close(expect.array(got[1]).reshape(-1), [b + nudge], hint=hint)


@check("best_on_grid", weight=3, title=text(en="other gates, other grids", ko="다른 게이트, 다른 격자"))
def agrees_with_trying_everything(student, expect, rng):
    for _ in range(6):
        targets = [int(bit) for bit in rng.integers(0, 2, size=4)]
        values = rng.permutation(np.arange(-6, 7))[: rng.integers(2, 6)] / 4
        wanted = max(int(((CORNERS @ np.array([w1, w2]) + b > 0) == targets).sum()) for w1, w2, b in itertools.product(values, repeat=3))
        expect.equal(
            student.eval("best_on_grid(targets, values)", targets=targets, values=values),
            wanted,
            hint=text(
                en="All combinations of the given values, any four targets: nothing may be assumed about either.",
                ko="주어진 값의 모든 조합과 아무 목표값 네 개에 대해 맞아야 합니다. 어느 쪽도 미리 정해 두면 안 됩니다.",
            ),
        )


@check("pair_sums", title=text(en="random lines", ko="무작위로 고른 직선"))
def both_sums_are_right_for_random_lines(student, expect, rng):
    for _ in range(5):
        w, b = rng.normal(size=2), float(rng.normal())
        expect.close(
            expect.array(student.eval("pair_sums(w, b)", w=w, b=b), shape=(2,)),
            [w.sum() + 2 * b] * 2,
            hint=text(
                en="z at every corner includes the bias, and no step is taken.",
                ko="모든 꼭짓점의 z에는 편향이 들어 있고, 계단 함수는 거치지 않습니다.",
            ),
        )
