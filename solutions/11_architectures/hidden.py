"""Hidden checks of lesson 11: the same questions on fresh draws."""

import numpy as np

from course_utils.checking import check, text


@check("conv_cost", weight=2, title=text(en="any convolution", ko="어떤 합성곱이든"))
def counts_any_convolution(student, expect, rng):
    for _ in range(6):
        side, kernel_size, before, after = (int(number) for number in rng.integers((2, 1, 2, 2), (40, 8, 70, 70)))
        bias = bool(rng.integers(2))
        got = student.eval(
            "conv_cost(side, kernel_size, before, after, bias=bias)",
            side=side,
            kernel_size=kernel_size,
            before=before,
            after=after,
            bias=bias,
        )
        weights = kernel_size**2 * before * after
        expect.close(
            got,
            [weights + bias * after, side**2 * weights],
            rtol=0,
            atol=0.5,
            hint=text(
                en="Weights and, where there are any, biases; weights times places.",
                ko="가중치와, 있다면 편향을 더합니다. 곱셈-덧셈은 가중치 곱하기 자리 수입니다.",
            ),
        )


def cost_of(side, plan, units):
    """Count a network of VGG's pattern."""
    channels, parameters, work = 3, 0, 0
    for entry in plan:
        if entry == "pool":
            side //= 2
        else:
            parameters += (9 * channels + 1) * entry
            work += side**2 * 9 * channels * entry
            channels = entry
    width = side * side * channels
    for count in units:
        parameters += (width + 1) * count
        work += width * count
        width = count
    return parameters, work


@check("vgg_cost", weight=3, title=text(en="another `plan`", ko="다른 `plan`"))
def counts_other_plans(student, expect, rng):
    hint = text(
        en="Plans may begin with a pooling, have several in a row or none, and end with any number of dense layers.",
        ko="풀링으로 시작하거나, 풀링이 잇따르거나, 하나도 없을 수 있고, 끝에 오는 완전 연결층의 수도 마음대로입니다.",
    )
    for pools in (0, 2, 3):
        convolutions = [int(channels) for channels in rng.integers(2, 40, int(rng.integers(2, 6)))]
        plan = [convolutions[0], *rng.permutation(np.array([*convolutions[1:], *["pool"] * pools], dtype=object)).tolist()]
        units = [int(count) for count in rng.integers(2, 50, int(rng.integers(0, 4)))]
        side = 8 * int(rng.integers(1, 6))
        got = student.eval("vgg_cost(side, plan, units)", side=side, plan=plan, units=units)
        expect.close(got, cost_of(side, plan, units), rtol=0, atol=0.5, hint=hint)


BLOCK = "(lambda maps: keras.Model(maps, residual_block(maps, channels)))(keras.Input((side, side, before)))"


def correlate(maps, kernel, bias):
    """Convolve with zeros around, place by place."""
    around = kernel.shape[0] // 2
    padded = np.pad(maps, ((0, 0), (around, around), (around, around), (0, 0)))
    found = np.zeros((*maps.shape[:3], kernel.shape[3]))
    for row in range(kernel.shape[0]):
        for column in range(kernel.shape[1]):
            found += padded[:, row : row + maps.shape[1], column : column + maps.shape[2]] @ kernel[row, column]
    return found + bias


@check("residual_block", weight=3, title=text(en="random weights and sizes", ko="무작위 가중치와 크기"))
def computes_any_residual_block(student, expect, rng):
    hint = text(
        en="Convolution, ReLU, convolution; plus the input, made to fit where its channels differ; ReLU.",
        ko="합성곱, ReLU, 합성곱을 거치고, 채널 수가 다르면 맞춘 입력을 더하고, ReLU를 적용합니다.",
    )
    for before, channels in ((4, 4), (int(rng.integers(1, 4)), int(rng.integers(5, 8)))):
        side = int(rng.integers(3, 7))
        given = {"channels": channels, "before": before, "side": side}
        shapes = student.eval(f"[list(weight.shape) for weight in {BLOCK}.get_weights()]", **given)
        weights = [rng.normal(0, 0.3, shape).astype(np.float32) for shape in shapes]
        maps = rng.normal(size=(2, side, side, before)).astype(np.float32)
        kernels = {weight.shape: place for place, weight in enumerate(weights) if weight.ndim == 4}
        large = [place for place, weight in enumerate(weights) if weight.ndim == 4 and weight.shape[0] == 3]
        needed = {(3, 3, before, channels), (3, 3, channels, channels)} | ({(1, 1, before, channels)} if before != channels else set())
        expect.is_true(
            set(kernels) == needed and len(large) == 2,
            text(
                en=f"With {before} channels in and `channels={channels}` the block has other convolutions than a residual block.",
                ko=f"들어오는 채널이 {before}개이고 `channels={channels}`일 때 합성곱의 구성이 잔차 블록과 다릅니다.",
            ),
            hint=hint,
        )

        def made(place, weights=weights):
            bias = weights[place + 1] if place + 1 < len(weights) and weights[place + 1].ndim == 1 else 0
            return weights[place], bias

        first, second = sorted(large, key=lambda place: weights[place].shape[2] != before) if before != channels else large
        inside = correlate(np.maximum(correlate(maps, *made(first)), 0), *made(second))
        kept = correlate(maps, *made(kernels[1, 1, before, channels])) if before != channels else maps
        got = student.eval(f"(lambda block: [block.set_weights(weights), block(maps)][1])({BLOCK})", **given, weights=weights, maps=maps)
        expect.close(got, np.maximum(inside + kept, 0), rtol=1e-2, atol=1e-2, hint=hint)


@check("separable_cost", weight=2, title=text(en="any separable convolution", ko="어떤 분리 합성곱이든"))
def counts_any_separable_convolution(student, expect, rng):
    for _ in range(5):
        side, kernel_size, before, after = (int(number) for number in rng.integers((2, 2, 2, 2), (40, 8, 70, 70)))
        if before == after:
            after += 1
        weights = kernel_size**2 * before + before * after
        expect.close(
            student.eval(
                "separable_cost(side, kernel_size, before, after)", side=side, kernel_size=kernel_size, before=before, after=after
            ),
            [weights, side**2 * weights],
            rtol=0,
            atol=0.5,
            hint=text(
                en="One window for each channel that comes in, then 1 x 1 from all to all, without biases.",
                ko="들어오는 채널마다 창 하나, 그다음 모두에서 모두로 1 x 1, 편향은 없습니다.",
            ),
        )


@check("squeeze_excite", weight=3, title=text(en="random maps", ko="무작위 특성 맵"))
def weighs_random_maps(student, expect, rng):
    for _ in range(4):
        count, height, width, channels, units = (int(number) for number in rng.integers((2, 2, 2, 2, 1), (4, 7, 7, 9, 5)))
        maps = rng.normal(size=(count, height, width, channels)) + rng.normal(size=(count, 1, 1, channels))
        given = {
            "w1": rng.normal(size=(channels, units)),
            "b1": rng.normal(size=units),
            "w2": rng.normal(size=(units, channels)),
            "b2": rng.normal(size=channels),
        }
        hidden = np.maximum(maps.mean((1, 2)) @ given["w1"] + given["b1"], 0)
        weights = 1 / (1 + np.exp(-(hidden @ given["w2"] + given["b2"])))
        expect.close(
            student.eval("squeeze_excite(maps, w1, b1, w2, b2)", maps=maps, **given),
            maps * weights[:, None, None],
            rtol=1e-3,
            atol=1e-3,
            hint=text(
                en="The weights of an image come from its own means and are the same at all of its places.",
                ko="이미지의 무게는 그 이미지의 평균에서 나오고, 그 이미지의 모든 자리에서 같습니다.",
            ),
        )


@check("patches", weight=3, title=text(en="other sizes", ko="다른 크기"))
def cuts_other_sizes(student, expect, rng):
    for _ in range(4):
        side, down, across, count = (int(number) for number in rng.integers((1, 1, 2, 1), (5, 4, 5, 4)))
        images = rng.integers(0, 256, (count, down * side, across * side, int(rng.integers(1, 4))), dtype=np.uint8)
        wanted = [
            [
                images[number, row * side : (row + 1) * side, column * side : (column + 1) * side].ravel()
                for row in range(down)
                for column in range(across)
            ]
            for number in range(count)
        ]
        expect.equal(
            student.eval("patches(images, side)", images=images, side=side),
            np.array(wanted),
            hint=text(
                en="Images need not be square, and there may be one of them or several, with one channel or three.",
                ko="이미지가 정사각형이 아닐 수도 있고, 한 장이거나 여러 장일 수도, 채널이 하나이거나 셋일 수도 있습니다.",
            ),
        )


@check("attention", weight=4, title=text(en="random queries, keys and values", ko="무작위 쿼리와 키와 값"))
def attends_to_random_keys(student, expect, rng):
    for _ in range(4):
        asked, kept, width, wide = (int(number) for number in rng.integers((1, 2, 2, 1), (7, 7, 9, 6)))
        given = {
            "queries": rng.normal(size=(asked, width)) * 2,
            "keys": rng.normal(size=(kept, width)) * 2,
            "values": rng.normal(size=(kept, wide)),
        }
        products = given["queries"] @ given["keys"].T / np.sqrt(width)
        shares = np.exp(products - products.max(1, keepdims=True))
        expect.close(
            student.eval("attention(queries, keys, values)", **given),
            shares / shares.sum(1, keepdims=True) @ given["values"],
            rtol=1e-3,
            atol=1e-3,
            hint=text(
                en="There may be more queries than keys or fewer, and values may be wider or narrower than keys.",
                ko="쿼리가 키보다 많을 수도 적을 수도 있고, 값의 너비는 키와 다를 수 있습니다.",
            ),
        )


@check("pareto", weight=3, title=text(en="random networks", ko="무작위 신경망"))
def finds_the_front_of_random_networks(student, expect, rng):
    for _ in range(5):
        count = int(rng.integers(1, 12))
        costs = [int(cost) for cost in rng.integers(1, 9, count)]
        accuracies = [int(accuracy) for accuracy in rng.integers(1, 9, count)]
        networks = list(zip(costs, accuracies, strict=True))
        kept = {
            place
            for place, (cost, accuracy) in enumerate(networks)
            if not any(other[0] <= cost and other[1] >= accuracy and other != (cost, accuracy) for other in networks)
        }
        got = expect.array(student.eval("pareto(costs, accuracies)", costs=costs, accuracies=accuracies)).ravel()
        listed = [int(place) for place in got]
        paid = [costs[place] for place in listed if 0 <= place < count]
        expect.is_true(
            set(listed) == kept and len(listed) == len(kept) and paid == sorted(paid),
            text(
                en=f"`pareto({costs}, {accuracies})` gives {listed}; the front is {sorted(kept)}, by cost.",
                ko=f"`pareto({costs}, {accuracies})`에서 {listed}번이 나왔습니다. 경계는 {sorted(kept)}번이고, 비용 순서로 놓아야 합니다.",
            ),
            hint=text(
                en="Try lists with many equal numbers, and a list with a single network.",
                ko="같은 수가 많은 리스트와, 신경망이 하나뿐인 리스트로 시험해 보세요.",
            ),
        )
