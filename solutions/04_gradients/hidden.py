"""Hidden checks of lesson 04: the same questions on fresh draws."""

from itertools import pairwise

import numpy as np

from course_utils.checking import check, text


def one_number(got):
    """Let an array of one number count as the number."""
    return got.reshape(()) if isinstance(got, np.ndarray) and got.size == 1 else got


@check("mean_squared_error", weight=2, title=text(en="random arrays", ko="무작위 배열"))
def is_the_mean_of_squares_for_random_arrays(student, expect, rng):
    for shape in ((1,), (7,), (5, 3), (2, 4, 3)):
        predictions, targets = rng.normal(size=shape), rng.normal(size=shape)
        expect.close(
            one_number(student.eval("mean_squared_error(predictions, targets)", predictions=predictions, targets=targets)),
            np.mean((predictions - targets) ** 2),
            hint=text(en="The mean over every number, whatever the shape.", ko="모양이 어떻든 모든 수를 평균합니다."),
        )


@check("cross_entropy", weight=4, title=text(en="random batches, both kinds of labels", ko="무작위 배치, 두 가지 레이블"))
def agrees_with_the_formula(student, expect, rng):
    for count, classes in ((1, 3), (6, 2), (5, 5), (40, 10)):
        probabilities = rng.dirichlet(np.full(classes, 2.0), size=count)
        labels = rng.integers(0, classes, size=count)
        wanted = -np.log(np.maximum(probabilities[np.arange(count), labels], 1e-7)).mean()
        for spelled in (labels, np.eye(classes)[labels], np.eye(classes, dtype=int)[labels]):
            expect.close(
                one_number(student.eval("cross_entropy(probabilities, labels)", probabilities=probabilities, labels=spelled)),
                wanted,
                rtol=5e-3,
                hint=text(
                    en="The same number for both spellings, and any number of images and classes, also when the two agree.",
                    ko="두 가지 레이블에서 같은 값이 나와야 합니다. 이미지와 클래스가 몇 개이든, 둘의 수가 같더라도 마찬가지입니다.",
                ),
            )


@check("derivative", weight=2, title=text(en="random cubics", ko="무작위 삼차 함수"))
def is_central_for_random_cubics(student, expect, rng):
    hint = text(
        en="`(f(x + h) - f(x - h)) / (2 * h)` for any function, place and step.",
        ko="어떤 함수, 자리, 걸음이든 `(f(x + h) - f(x - h)) / (2 * h)`입니다.",
    )
    for _ in range(6):
        a, b, c = (float(number) for number in rng.normal(size=3))
        x, h = float(rng.normal()), float(rng.uniform(0.1, 1))
        expect.close(
            one_number(student.eval("derivative(lambda t: a * t ** 3 + b * t ** 2 + c * t, x, h)", a=a, b=b, c=c, x=x, h=h)),
            3 * a * x**2 + a * h**2 + 2 * b * x + c,
            hint=hint,
        )


@check("numerical_gradient", weight=5, title=text(en="random functions, many shapes", ko="무작위 함수, 여러 모양"))
def agrees_with_the_exact_gradient(student, expect, rng):
    for shape in ((1,), (4,), (2, 3), (3, 1), (2, 2, 2)):
        x, factors = rng.normal(size=shape), rng.normal(size=shape)
        got, after = student.eval(
            "(lambda v: (numerical_gradient(lambda w: (factors * w ** 2).sum() + w.sum() ** 2, v), v))(x)", x=x, factors=factors
        )
        expect.close(
            got,
            2 * factors * x + 2 * x.sum(),
            rtol=1e-4,
            hint=text(en="One slope for each entry, in the shape of `x`.", ko="원소마다 기울기 하나씩, `x`와 같은 모양입니다."),
        )
        expect.is_true(
            np.array_equal(after, x), text(en="The caller's `x` must stay as it was.", ko="넘겨받은 `x`는 원래대로 있어야 합니다.")
        )
    whole = rng.integers(-9, 10, size=(2, 3))
    expect.close(
        student.eval("numerical_gradient(lambda w: (w ** 2).sum() / 4, x)", x=whole),
        whole / 2,
        hint=text(en="Whole numbers must be turned into floats first.", ko="정수는 먼저 실수로 바꾸어야 합니다."),
    )


@check("gradient_descent", weight=3, title=text(en="random bowls", ko="무작위로 만든 그릇"))
def follows_the_exact_path(student, expect, rng):
    for size, steps in ((1, 3), (2, 10), (5, 4), (3, 0)):
        curvature, start, learning_rate = rng.uniform(0.2, 3, size=size), rng.normal(size=size), float(rng.uniform(0.05, 0.4))
        wanted = np.array([start * (1 - learning_rate * curvature) ** step for step in range(steps + 1)])
        got = student.eval(
            "gradient_descent(lambda v: (curvature * v ** 2).sum() / 2, start, learning_rate, steps)",
            curvature=curvature,
            start=start,
            learning_rate=learning_rate,
            steps=steps,
        )
        expect.close(
            got,
            wanted,
            rtol=1e-4,
            atol=1e-5,
            hint=text(
                en="The start and one row for every step, also for no step at all.",
                ko="출발점과 스텝마다 한 행씩입니다. 스텝이 하나도 없어도 마찬가지입니다.",
            ),
        )


@check("evaluations", weight=2, title=text(en="random networks", ko="무작위 신경망"))
def counts_for_random_networks(student, expect, rng):
    for _ in range(6):
        sizes = [int(size) for size in rng.integers(1, 50, size=int(rng.integers(2, 6)))]
        wanted = 2 * sum((inputs + 1) * outputs for inputs, outputs in pairwise(sizes))
        expect.equal(
            one_number(student.eval("evaluations(sizes)", sizes=sizes)),
            wanted,
            hint=text(
                en="Twice the weights and biases of all layers, however many there are.",
                ko="층이 몇 개이든 모든 층의 가중치와 편향을 더해 두 배를 합니다.",
            ),
        )
