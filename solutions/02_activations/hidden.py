"""Hidden checks of lesson 02: the same questions on fresh draws."""

import numpy as np

from course_utils.checking import check, text


def reference(x):
    """Compute the sigmoid from tanh, which cannot overflow."""
    return 0.5 * (1 + np.tanh(np.asarray(x) / 2))


@check("sigmoid", weight=2, title=text(en="many numbers, near and far", ko="가깝고 먼 여러 수"))
def agrees_with_the_formula(student, expect, rng):
    hint = text(
        en="Any shape, any size of numbers: 1 divided by (1 plus e to the power of minus x), without overflow.",
        ko="어떤 모양이든 어떤 크기의 수이든 1 나누기 (1 더하기 e의 마이너스 x제곱)이고, 넘치지 않아야 합니다.",
    )
    for scale in (1, 10, 300):
        x = rng.normal(scale=scale, size=tuple(rng.integers(2, 6, size=3)))
        expect.close(expect.no_overflow(student, "sigmoid(x)", x=x, hint=hint), reference(x), hint=hint)


@check("sigmoid_gradient", weight=2, title=text(en="many numbers", ko="여러 수"))
def agrees_with_the_slope(student, expect, rng):
    x = rng.normal(scale=4, size=(3, 7))
    hint = text(
        en="With `h = sigmoid(x)`, the slope is `h * (1 - h)`, for any shape.",
        ko="`h = sigmoid(x)`일 때 어떤 모양이든 미분값은 `h * (1 - h)`입니다.",
    )
    expect.close(student.eval("sigmoid_gradient(x)", x=x), reference(x) * (1 - reference(x)), hint=hint)


@check("tanh", weight=2, title=text(en="many numbers", ko="여러 수"))
def agrees_with_tanh(student, expect, rng):
    x = rng.normal(scale=2, size=(4, 5))
    hint = text(
        en="$2\\,\\sigma(2x) - 1$ and $1 - \\tanh^2(x)$, for any shape.",
        ko="어떤 모양이든 $2\\,\\sigma(2x) - 1$과 $1 - \\tanh^2(x)$입니다.",
    )
    expect.close(student.eval("tanh(x)", x=x), np.tanh(x), hint=hint)
    expect.close(student.eval("tanh_gradient(x)", x=x), 1 - np.tanh(x) ** 2, hint=hint)


@check("relu", weight=2, title=text(en="many numbers, whole ones too", ko="여러 수, 정수도"))
def agrees_with_the_valve(student, expect, rng):
    hint = text(
        en="Positive numbers as they are, the rest 0; slopes 1 and 0. Any shape, whole numbers too.",
        ko="양수는 그대로, 나머지는 0입니다. 미분값은 1과 0입니다. 어떤 모양이든, 정수여도 그렇습니다.",
    )
    for x in (rng.normal(scale=3, size=(2, 3, 4)), rng.integers(1, 9, size=9) * rng.choice([-1, 1], size=9)):
        expect.close(student.eval("relu(x)", x=x), np.maximum(x, 0), hint=hint)
        expect.close(expect.array(student.eval("relu_gradient(x)", x=x)).astype(float), (x > 0).astype(float), hint=hint)


@check("signal_gradient", weight=3, title=text(en="random chains", ko="무작위 사슬"))
def agrees_with_the_product(student, expect, rng):
    hint = text(
        en="Each neuron contributes its weight and the slope at its own z. The number of neurons may be anything from 1.",
        ko="뉴런마다 가중치와 자기 z에서의 미분값을 곱합니다. 뉴런의 수는 하나부터 얼마든지일 수 있습니다.",
    )
    for _ in range(6):
        weights = rng.uniform(0.5, 2, size=int(rng.integers(1, 8))) * rng.choice([-1, 1])
        x = float(rng.uniform(-1, 1))
        h, wanted = x, 1.0
        for w in weights:
            wanted *= w * (1 - np.tanh(w * h) ** 2)
            h = np.tanh(w * h)
        got = student.eval("signal_gradient(x, weights, np.tanh, lambda z: 1 - np.tanh(z) ** 2)", x=x, weights=weights)
        number = expect.array(got, hint=hint)
        expect.is_true(
            number.size == 1, text(en="`signal_gradient` should return one number.", ko="`signal_gradient`는 수 하나를 돌려주어야 합니다.")
        )
        expect.close(number.reshape(-1)[0], wanted, rtol=1e-3, atol=1e-6, hint=hint)


@check("dead_units", weight=2, title=text(en="random layers", ko="무작위 층"))
def agrees_with_looking_at_every_column(student, expect, rng):
    hint = text(
        en="A neuron is a column; it is dead if all of its entries are 0.", ko="뉴런은 열입니다. 그 열의 값이 모두 0이면 죽은 것입니다."
    )
    for _ in range(5):
        hidden = np.maximum(rng.normal(size=tuple(rng.integers(3, 12, size=2))) - rng.uniform(0, 2), 0)
        hidden[:, rng.random(hidden.shape[1]) < 0.3] = 0
        number = expect.array(student.eval("dead_units(hidden)", hidden=hidden), hint=hint)
        expect.equal(number.reshape(-1)[0] if number.size == 1 else number, sum(not column.any() for column in hidden.T), hint=hint)


@check("leaky_relu", weight=2, title=text(en="other slopes", ko="다른 기울기"))
def agrees_with_the_leaky_valve(student, expect, rng):
    hint = text(
        en="`x` or `slope * x`, and for the gradient 1 or `slope`, for any slope between 0 and 1.",
        ko="`x` 아니면 `slope * x`이고, 미분값은 1 아니면 `slope`입니다. 0과 1 사이의 어떤 기울기든 그렇습니다.",
    )
    for _ in range(3):
        x, slope = rng.normal(scale=3, size=(3, 4)), float(rng.uniform(0.05, 0.9))
        expect.close(student.eval("leaky_relu(x, slope)", x=x, slope=slope), np.where(x > 0, x, slope * x), hint=hint)
        expect.close(student.eval("leaky_relu_gradient(x, slope)", x=x, slope=slope), np.where(x > 0, 1.0, slope), hint=hint)


@check("collapse", weight=2, title=text(en="random layers", ko="무작위 층"))
def one_layer_answers_as_two(student, expect, rng):
    hint = text(
        en="Both layers together and the one layer must agree for every `x`.",
        ko="모든 `x`에 대해 두 층을 거친 답과 한 층의 답이 같아야 합니다.",
    )
    for _ in range(4):
        n_in, n_mid, n_out = (int(n) for n in rng.integers(1, 6, size=3))
        w1, b1, w2, b2 = rng.normal(size=(n_in, n_mid)), rng.normal(size=n_mid), rng.normal(size=(n_mid, n_out)), rng.normal(size=n_out)
        got = student.eval("collapse(w1, b1, w2, b2)", w1=w1, b1=b1, w2=w2, b2=b2)
        expect.is_true(
            isinstance(got, tuple | list) and len(got) == 2,
            text(en="`collapse` should return the weights and the bias.", ko="`collapse`는 가중치와 편향을 돌려주어야 합니다."),
        )
        expect.close(got[0], w1 @ w2, hint=hint)
        expect.close(expect.array(got[1], hint=hint).reshape(-1), b1 @ w2 + b2, hint=hint)
