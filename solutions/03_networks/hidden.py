"""Hidden checks of lesson 03: the same questions on fresh draws."""

from itertools import pairwise

import numpy as np

from course_utils.checking import check, text


def layers_of(rng, sizes):
    """Draw weights and biases for a chain of sizes."""
    return [(rng.normal(size=(d, m)), rng.normal(size=m)) for d, m in pairwise(sizes)]


@check("affine", weight=2, title=text(en="random layers", ko="무작위로 고른 층"))
def agrees_with_the_matrix_product(student, expect, rng):
    for _ in range(6):
        n, d, m = (int(side) for side in rng.integers(1, 9, size=3))
        x, ((weights, biases),) = rng.normal(size=(n, d)), layers_of(rng, [d, m])
        expect.close(
            student.eval("affine(x, weights, biases)", x=x, weights=weights, biases=biases),
            x @ weights + biases,
            hint=text(en="Any N, any D, any M.", ko="N, D, M이 무엇이든 맞아야 합니다."),
        )


@check("forward", weight=3, title=text(en="random networks", ko="무작위로 고른 신경망"))
def agrees_with_layer_after_layer(student, expect, rng):
    for _ in range(6):
        sizes = [int(side) for side in rng.integers(1, 7, size=rng.integers(2, 6))]
        x, parameters = rng.normal(size=(int(rng.integers(1, 6)), sizes[0])), layers_of(rng, sizes)
        wanted = x
        for number, (weights, biases) in enumerate(parameters):
            wanted = wanted @ weights + biases
            wanted = np.maximum(wanted, 0) if number + 1 < len(parameters) else wanted
        expect.close(
            student.eval("forward(x, parameters)", x=x, parameters=parameters),
            wanted,
            hint=text(
                en="Any number of layers, ReLU after each but the last.", ko="층이 몇 개이든, 마지막을 뺀 각 층 뒤에 ReLU가 와야 합니다."
            ),
        )


@check("softmax", weight=4, title=text(en="random logits, any shape and axis, small and huge", ko="어떤 모양과 축, 크기의 로짓이든"))
def agrees_with_the_formula(student, expect, rng):
    for size in (1.0, 30.0, 1e4):
        shape = tuple(int(side) for side in rng.integers(2, 5, size=rng.integers(1, 4)))
        axis = int(rng.integers(-len(shape), len(shape)))
        logits = rng.normal(scale=size, size=shape) + rng.normal(scale=size)
        powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
        got = expect.no_overflow(
            student,
            f"softmax(logits, axis={axis})",
            logits=logits,
            hint=text(en="Subtract the largest logit along `axis` first.", ko="먼저 `axis` 방향으로 가장 큰 로짓을 빼세요."),
        )
        expect.close(
            got,
            powers / powers.sum(axis=axis, keepdims=True),
            hint=text(en="Any shape, any axis, negative ones too.", ko="모양과 축이 무엇이든 맞아야 합니다. 음수인 축도 마찬가지입니다."),
        )


@check("count_parameters", weight=2, title=text(en="random networks", ko="무작위로 고른 신경망"))
def counts_any_network(student, expect, rng):
    for _ in range(6):
        sizes = [int(side) for side in rng.integers(1, 1000, size=rng.integers(2, 7))]
        expect.equal(
            student.eval("count_parameters(sizes)", sizes=sizes),
            sum(d * m + m for d, m in pairwise(sizes)),
            hint=text(en="Any number of layers.", ko="층이 몇 개이든 맞아야 합니다."),
        )


@check("shuffle_pixels", weight=2, title=text(en="random images and orders", ko="무작위로 고른 이미지와 순서"))
def rearranges_any_images(student, expect, rng):
    for shape in ((2, 3, 4, 1), (1, 5, 2, 1), (4, 2, 2, 3)):
        images, permutation = rng.integers(0, 255, size=shape), rng.permutation(int(np.prod(shape[1:])))
        expect.close(
            student.eval("shuffle_pixels(images, permutation)", images=images, permutation=permutation),
            images.reshape(shape[0], -1)[:, permutation].reshape(shape),
            hint=text(en="Any shape of images; all in one order.", ko="이미지의 모양이 무엇이든, 모두 같은 순서로 바꾸어야 합니다."),
        )


@check("permute_weights", weight=3, title=text(en="random weights and orders", ko="무작위로 고른 가중치와 순서"))
def gives_the_same_logits(student, expect, rng):
    for _ in range(4):
        d, m = (int(side) for side in rng.integers(3, 9, size=2))
        x, weights, permutation = rng.normal(size=(2 * d, d)), rng.normal(size=(d, m)), rng.permutation(d)
        rearranged = expect.array(
            student.eval("permute_weights(weights, permutation)", weights=weights, permutation=permutation), shape=(d, m)
        )
        expect.close(
            x[:, permutation] @ rearranged,
            x @ weights,
            rtol=1e-6,
            atol=1e-6,
            hint=text(en="Shuffled inputs must give the very same sums.", ko="뒤섞은 입력에서 똑같은 합이 나와야 합니다."),
        )
