"""Hidden checks of lesson 05: the same layers on fresh draws, compared with the course's own and with nudging."""

import numpy as np

from course_utils import nn
from course_utils.checking import check, text


def to_float32(*arrays):
    """Make float32 copies, as images often come."""
    return [array.astype(np.float32) for array in arrays]


@check("Multiply", weight=2, title=text(en="random arrays", ko="무작위 배열"))
def multiplies_random_arrays(student, expect, rng):
    hint = text(
        en="`a` gets `gradient` times `b`, and `b` gets `gradient` times `a`, element by element.",
        ko="원소끼리, `a`에는 `gradient` 곱하기 `b`, `b`에는 `gradient` 곱하기 `a`입니다.",
    )
    for _ in range(4):
        shape = tuple(int(side) for side in rng.integers(1, 5, size=int(rng.integers(1, 4))))
        a, b, gradient = rng.normal(size=(3, *shape))
        forward, back, *arguments = student.eval(
            "(lambda circle: (circle.forward(a, b), circle.backward(gradient), a, b))(Multiply())", a=a, b=b, gradient=gradient
        )
        where = text(en=f"shape {shape}", ko=f"모양 {shape}")
        expect.close(forward, a * b, hint=hint, where=where)
        expect.close(back, [gradient * b, gradient * a], hint=hint, where=where)
        expect.close(arguments, [a, b], hint=hint, where=where)


@check("ReLU", weight=2, title=text(en="random batches, any shape", ko="여러 모양의 무작위 배치"))
def relu_on_random_batches(student, expect, rng):
    hint = text(en="The gate depends on the sign of the input alone.", ko="문은 입력의 부호에 따라서만 열립니다.")
    for shape in [(7,), (3, 5), (2, 3, 4)]:
        x, gradient = rng.normal(size=(2, *shape))
        x[np.abs(x) < 0.05] = 0
        forward, back = student.eval("(lambda layer: (layer.forward(x), layer.backward(gradient)))(ReLU())", x=x, gradient=gradient)
        expect.close(forward, np.clip(x, 0, None), hint=hint, where=text(en=f"forward, shape {shape}", ko=f"앞으로, 모양 {shape}"))
        expect.close(back, np.where(x > 0, gradient, 0), hint=hint, where=text(en=f"backward, shape {shape}", ko=f"거꾸로, 모양 {shape}"))


@check("Sigmoid", weight=2, title=text(en="random batches", ko="무작위 배치"))
def sigmoid_on_random_batches(student, expect, rng):
    hint = text(
        en="Output times one minus output, times `gradient`. Every object keeps its own output.",
        ko="출력 곱하기 (1 빼기 출력) 곱하기 `gradient`입니다. 출력은 객체마다 따로 간직합니다.",
    )
    for scale in (0.5, 3.0, 8.0):
        x, gradient = rng.normal(size=(2, 4, 3)) * scale
        for a, g in ((x, gradient), to_float32(x, gradient)):
            back = student.eval(
                "(lambda layer, other: (layer.forward(x), other.forward(0 * x), layer.backward(gradient)))(Sigmoid(), Sigmoid())[2]",
                x=a,
                gradient=g,
            )
            expect.close(back, gradient * nn.sigmoid_gradient(x), atol=1e-5, rtol=1e-3, hint=hint)


@check("Affine", weight=3, title=text(en="random shapes, against nudging", ko="여러 모양, 수치 미분과 견주기"))
def affine_agrees_with_nudging(student, expect, rng):
    hint = text(
        en="Any number of images, inputs and outputs: every gradient has the shape of its array. And every object keeps its own `x`.",
        ko="이미지, 입력, 출력이 몇 개이든 기울기는 저마다 원래 배열과 모양이 같습니다. 그리고 객체마다 자기 `x`를 간직해야 합니다.",
    )
    for _ in range(4):
        n, d, m = (int(size) for size in rng.integers(1, 6, size=3))
        x, weights, biases, gradient = rng.normal(size=(n, d)), rng.normal(size=(d, m)), rng.normal(size=m), rng.normal(size=(n, m))
        back, kept = student.eval(
            "(lambda layer, other: (layer.forward(x), other.forward(0 * x), layer.backward(gradient), dict(layer.gradients))[2:])"
            "(Affine(weights, biases), Affine(0 * weights, biases))",
            x=x, weights=weights, biases=biases, gradient=gradient,
        )  # fmt: skip
        wanted = {
            "weights": nn.numerical_gradient(lambda w, x=x, b=biases, g=gradient: float(((x @ w + b) * g).sum()), weights),
            "biases": nn.numerical_gradient(lambda b, x=x, w=weights, g=gradient: float(((x @ w + b) * g).sum()), biases),
            "x": nn.numerical_gradient(lambda x, w=weights, b=biases, g=gradient: float(((x @ w + b) * g).sum()), x),
        }
        expect.gradients({**kept, "x": back}, wanted, hint=hint, where=text(en=f"N, D, M = {n}, {d}, {m}", ko=f"N, D, M = {n}, {d}, {m}"))


@check("SoftmaxWithLoss", weight=3, title=text(en="random batches, against nudging", ko="무작위 배치, 수치 미분과 견주기"))
def loss_agrees_with_nudging(student, expect, rng):
    hint = text(
        en="Mean cross-entropy forward; (probabilities minus targets) / N backward.",
        ko="앞으로는 교차 엔트로피의 평균, 거꾸로는 (확률 빼기 정답) / N입니다.",
    )
    for _ in range(4):
        n, classes = int(rng.integers(1, 7)), int(rng.integers(2, 8))
        logits, labels = rng.normal(size=(n, classes)) * 2, rng.integers(0, classes, size=n)
        loss, back = student.eval(
            "(lambda layer: (layer.forward(logits, labels), layer.backward()))(SoftmaxWithLoss())", logits=logits, labels=labels
        )
        where = text(en=f"{n} images, {classes} classes", ko=f"이미지 {n}장, 클래스 {classes}개")
        expect.close(loss, nn.softmax_cross_entropy(logits, labels), rtol=1e-4, hint=hint, where=where)
        wanted = nn.numerical_gradient(lambda z, labels=labels: nn.softmax_cross_entropy(z, labels), logits)
        expect.close(back, wanted, rtol=1e-3, hint=hint, where=where)


@check("Network", weight=4, title=text(en="other depths, several steps", ko="다른 깊이, 여러 스텝"))
def trains_like_the_courses_own(student, expect, rng):
    hint = text(
        en="Any number of layers: forward, backward through all of them, then every parameter one step downhill.",
        ko="층이 몇 개이든 앞으로 갔다가 모든 층을 거꾸로 거치고, 모든 파라미터를 내리막으로 한 스텝 옮깁니다.",
    )
    x, labels = rng.normal(size=(8, 5)), rng.integers(0, 3, size=8)
    arrays = [rng.normal(size=shape) for shape in ((5, 6), (6,), (6, 4), (4,), (4, 3), (3,))]
    inputs = dict(zip(("w1", "b1", "w2", "b2", "w3", "b3"), arrays, strict=True))
    got = student.eval(
        "(lambda network: ([network.train_step(x, labels, 0.2) for _ in range(5)], network.named('parameters')))"
        "(Network([nn.Affine(w1, b1), nn.Sigmoid(), nn.Affine(w2, b2), nn.ReLU(), nn.Affine(w3, b3)], nn.SoftmaxWithLoss()))",
        x=x, labels=labels, **inputs,
    )  # fmt: skip
    own = nn.Network([nn.Affine(*arrays[:2]), nn.Sigmoid(), nn.Affine(*arrays[2:4]), nn.ReLU(), nn.Affine(*arrays[4:])])
    losses = []
    for _ in range(5):
        loss, gradients = own.gradients(x, labels)
        losses.append(loss)
        own.set_parameters(nn.SGD(0.2).step(own.parameters, gradients))
    expect.close(got[0], losses, rtol=1e-3, hint=hint, where=text(en="five losses", ko="손실 다섯 개"))
    names = ("4.weights", "4.biases", "2.weights", "2.biases", "0.weights", "0.biases")
    expect.gradients(
        got[1], {name: own.parameters[name] for name in names}, hint=hint, where=text(en="after five steps", ko="다섯 스텝 뒤")
    )


@check("mended", weight=2, title=text(en="other batches, against nudging", ko="다른 배치, 수치 미분과 견주기"))
def mended_agrees_with_nudging(student, expect, rng):
    hint = text(en="The gate of ReLU: 1 where `z` was above 0, else 0.", ko="ReLU의 문은 `z`가 0보다 컸던 곳에서 1, 다른 곳에서 0입니다.")
    for _ in range(2):
        n, d, m = (int(size) for size in rng.integers(2, 6, size=3))
        x, labels = rng.normal(size=(n, d)), rng.integers(0, 10, size=n)
        parameters = {
            "weights1": rng.normal(size=(d, m)), "biases1": rng.normal(size=m),
            "weights2": rng.normal(size=(m, 10)), "biases2": rng.normal(size=10),
        }  # fmt: skip
        got = student.eval("mended(x, labels, parameters)", x=x, labels=labels, parameters=parameters)
        network = nn.Network(
            [nn.Affine(parameters["weights1"], parameters["biases1"]), nn.ReLU(), nn.Affine(parameters["weights2"], parameters["biases2"])]
        )
        _, own = network.gradients(x, labels)
        pairs = {"weights2": "2.weights", "biases2": "2.biases", "weights1": "0.weights", "biases1": "0.biases"}
        expect.gradients(got, {name: own[there] for name, there in pairs.items()}, hint=hint, where=text(en="`mended`", ko="`mended`"))


@check("Value", weight=2, title=text(en="random expressions", ko="무작위 식"))
def value_on_random_expressions(student, expect, rng):
    hint = text(
        en="Every value after its parents; each adds gradient times local derivative to each parent.",
        ko="모든 값을 부모보다 뒤에 놓고, 값마다 기울기 곱하기 국소 미분을 부모에 더합니다.",
    )
    for _ in range(5):
        a, b, c = (float(number) for number in rng.uniform(0.5, 2, size=3) * rng.choice([-1, 1], size=3))
        got = student.eval(
            "(lambda a, b, c: (lambda s: (lambda t: (t.backward(), t.number, a.gradient, b.gradient, c.gradient)[1:])"
            "((s * s + s * c).relu() + s * a + b))(a * b + c))(Value(a), Value(b), Value(c))",
            a=a, b=b, c=c,
        )  # fmt: skip

        def total(numbers):
            s = numbers[0] * numbers[1] + numbers[2]
            return max(0.0, s * s + s * numbers[2]) + s * numbers[0] + numbers[1]

        wanted = [total((a, b, c)), *nn.numerical_gradient(total, np.array([a, b, c]), h=1e-6)]
        student.call = "s = a * b + c; t = (s * s + s * c).relu() + s * a + b; t.backward()"
        expect.close(list(got), wanted, rtol=1e-3, atol=1e-4, hint=hint, where=text(en="number and gradients", ko="값과 기울기"))
