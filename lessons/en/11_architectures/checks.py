"""Visible checks of lesson 11: what networks cost, blocks that made them better, and which are beaten by none."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course_utils.checking import check, choice, exercise, fresh_start, quiz, text

fresh_start()
exercise(
    "conv_cost",
    points=2,
    hints=[
        text(
            en="One kernel has `kernel_size * kernel_size` numbers for each channel that comes in. How many kernels are there?",
            ko="커널 하나에는 들어오는 채널마다 `kernel_size * kernel_size`개의 수가 있습니다. 커널은 몇 개인가요?",
        ),
        text(
            en=(
                "Every weight is used once at each place of the output, and there are `side * side` places. A bias is one "
                "more number to store per kernel, and no multiplication."
            ),
            ko=(
                "가중치 하나하나를 출력의 자리마다 한 번씩 쓰고, 자리는 `side * side`개입니다. 편향은 커널마다 저장할 수가 하나씩 더 "
                "있는 것이고 곱셈은 아닙니다."
            ),
        ),
        text(
            en="With `weights` counted, return `weights + bias * out_channels` and `side**2 * weights`: True counts as 1, False as 0.",
            ko=(
                "`weights`를 셌다면 `weights + bias * out_channels`와 `side**2 * weights`를 돌려주세요. True는 1로, False는 0으로 "
                "셈해집니다."
            ),
        ),
    ],
    idea=text(
        en=(
            "The side of the image is in the second number only: that is weight sharing. The same kernel is stored once and "
            "used everywhere, so storing is cheap and computing is not."
        ),
        ko=(
            "이미지의 한 변은 두 번째 수에만 나옵니다. 가중치를 함께 쓴다는 것이 바로 이것입니다. 커널 하나를 한 번 저장해 모든 자리에서 "
            "쓰므로 저장은 싸고 계산은 비쌉니다."
        ),
    ),
)

exercise(
    "vgg_cost",
    points=3,
    needs=["conv_cost"],
    hints=[
        text(
            en=(
                "Walk through `plan` with two numbers in mind: the side, which a pooling halves, and the channels, which a "
                "convolution changes. Begin with 3 channels."
            ),
            ko=(
                "두 수를 기억하면서 `plan`을 따라가세요. 풀링이 반으로 줄이는 한 변과, 합성곱이 바꾸는 채널 수입니다. "
                "채널은 3개에서 시작합니다."
            ),
        ),
        text(
            en="Collect one `conv_cost(side, 3, channels, entry)` per number in `plan`, then set `channels = entry`.",
            ko="`plan`에 있는 수마다 `conv_cost(side, 3, channels, entry)`를 하나씩 모으고, 그다음 `channels = entry`로 바꾸세요.",
        ),
        text(
            en=(
                "After `plan`, `side * side * channels` numbers are flattened. Each dense layer is `conv_cost(1, 1, width, "
                "count)`, and its count is the width of the next."
            ),
            ko=(
                "`plan`이 끝나면 수 `side * side * channels`개를 한 줄로 폅니다. 완전 연결층은 `conv_cost(1, 1, width, count)`이고, "
                "그 유닛 수가 다음 층의 입력 수입니다."
            ),
        ),
        text(
            en="Add up first entries and second entries separately: `sum(first for first, _ in costs)`, and the same for the second.",
            ko="첫째 값끼리, 둘째 값끼리 따로 더하세요. 첫째는 `sum(first for first, _ in costs)`이고, 둘째도 같은 방법입니다.",
        ),
    ],
    idea=text(
        en=(
            "Two numbers, side and channels, are all one has to carry along to know what any plain network costs. Halving the "
            "side and doubling the channels keeps the work per layer the same, which is why VGG does both together."
        ),
        ko=(
            "한 변과 채널 수, 이 두 수만 들고 따라가면 어떤 평범한 신경망이든 비용을 알 수 있습니다. 한 변을 반으로 줄이고 채널을 두 배로 "
            "늘리면 층마다 하는 일이 그대로입니다. VGG가 둘을 함께 하는 까닭입니다."
        ),
    ),
)

exercise(
    "residual_block",
    points=3,
    hints=[
        text(
            en=(
                "Keep the input under its own name: you need it again at the end. Two convolutions, one after the other, give "
                "what is to be added."
            ),
            ko="입력은 제 이름으로 남겨 두세요. 끝에서 다시 필요합니다. 합성곱 두 개를 이어서 더할 것을 만듭니다.",
        ),
        text(
            en='`layers.Conv2D(channels, 3, padding="same", activation="relu")(maps)`, and the second one without `activation`.',
            ko='`layers.Conv2D(channels, 3, padding="same", activation="relu")(maps)`를 쓰고, 두 번째에는 `activation`을 빼세요.',
        ),
        text(
            en=(
                "`maps.shape[-1]` is the number of channels that come in. If it is not `channels`, add "
                "`layers.Conv2D(channels, 1)(maps)` instead."
            ),
            ko="`maps.shape[-1]`은 들어오는 채널 수입니다. `channels`와 다르면 `layers.Conv2D(channels, 1)(maps)`를 더하세요.",
        ),
        text(
            en="Last line: `return layers.ReLU()(layers.Add()([inside, maps]))`. The ReLU comes after the sum.",
            ko="마지막 줄은 `return layers.ReLU()(layers.Add()([inside, maps]))`입니다. ReLU는 더한 다음에 옵니다.",
        ),
    ],
    idea=text(
        en=(
            "The second convolution has no activation, so that it can subtract as well as add. With all weights 0 the block "
            "hands on what it gets; training only has to find out what to change."
        ),
        ko=(
            "두 번째 합성곱에 활성화 함수가 없는 것은 더하기뿐 아니라 빼기도 할 수 있게 하기 위해서입니다. 가중치가 모두 0이면 블록은 받은 "
            "것을 그대로 넘깁니다. 학습은 무엇을 바꿀지만 찾으면 됩니다."
        ),
    ),
)

exercise(
    "separable_cost",
    points=2,
    needs=["conv_cost"],
    hints=[
        text(
            en=(
                "Depthwise: there are `in_channels` kernels, and each sees a single channel. Pointwise: a 1 x 1 window, and "
                "each kernel sees all channels."
            ),
            ko=(
                "깊이별 단계에는 커널이 `in_channels`개 있고 저마다 채널을 하나만 봅니다. 점별 단계는 1 x 1 창이고 커널마다 모든 채널을 "
                "봅니다."
            ),
        ),
        text(
            en="The first step is `conv_cost(side, kernel_size, 1, in_channels, bias=False)`.",
            ko="첫 단계는 `conv_cost(side, kernel_size, 1, in_channels, bias=False)`입니다.",
        ),
        text(
            en="The second step is `conv_cost(side, 1, in_channels, out_channels, bias=False)`. Add the two pairs entry by entry.",
            ko="둘째 단계는 `conv_cost(side, 1, in_channels, out_channels, bias=False)`입니다. 두 쌍을 자리마다 더하세요.",
        ),
    ],
    idea=text(
        en="A product became a sum: $K^2 \\cdot C_{out}$ products per number that comes in became $K^2 + C_{out}$.",
        ko="곱이 합으로 바뀌었습니다. 들어오는 수 하나마다 곱셈이 $K^2 \\cdot C_{out}$번에서 $K^2 + C_{out}$번이 됩니다.",
    ),
)

exercise(
    "squeeze_excite",
    points=2,
    hints=[
        text(
            en="`maps.mean(axis=(1, 2))` has one number per image and channel, (N, C).",
            ko="`maps.mean(axis=(1, 2))`에는 이미지와 채널마다 수가 하나씩 있습니다. (N, C) 모양입니다.",
        ),
        text(
            en="Two dense layers on it: `np.maximum(means @ w1 + b1, 0)`, then the sigmoid of `hidden @ w2 + b2`.",
            ko=(
                "거기에 완전 연결층 두 개를 적용합니다. `np.maximum(means @ w1 + b1, 0)`을 구한 다음 `hidden @ w2 + b2`의 "
                "시그모이드를 구합니다."
            ),
        ),
        text(
            en="To multiply (N, H, W, C) by (N, C), give the weights two axes of length 1: `weights[:, None, None, :]`.",
            ko="(N, H, W, C)에 (N, C)를 곱하려면 무게에 길이 1인 축 두 개를 넣으세요. `weights[:, None, None, :]`입니다.",
        ),
    ],
    idea=text(
        en=(
            "Convolutions weigh channels the same way on every image. Here the weights themselves depend on the image, as they "
            "do in attention, for the price of two tiny dense layers."
        ),
        ko=(
            "합성곱은 어떤 이미지에서나 채널을 똑같은 무게로 섞습니다. 여기서는 무게 자체가 이미지에 따라 달라집니다. 어텐션도 그렇습니다. "
            "비용은 아주 작은 완전 연결층 두 개뿐입니다."
        ),
    ),
)

exercise(
    "patches",
    points=2,
    hints=[
        text(
            en="With two loops: for each row of patches, for each column, cut `images[:, top : top + side, left : left + side]` out.",
            ko="반복문 두 개로 할 수 있습니다. 조각의 행마다, 열마다 `images[:, top : top + side, left : left + side]`를 잘라 내세요.",
        ),
        text(
            en="Flatten each with `.reshape(count, -1)` and put them beside one another with `np.stack(pieces, axis=1)`.",
            ko="하나하나를 `.reshape(count, -1)`로 펴고 `np.stack(pieces, axis=1)`로 나란히 놓으세요.",
        ),
        text(
            en=(
                "Without loops: `reshape(count, height // side, side, width // side, side, channels)`, then bring the two "
                "`side` axes together with `transpose(0, 1, 3, 2, 4, 5)`."
            ),
            ko=(
                "반복문 없이 하려면 `reshape(count, height // side, side, width // side, side, channels)`를 한 다음 "
                "`transpose(0, 1, 3, 2, 4, 5)`로 두 `side` 축을 붙이세요."
            ),
        ),
    ],
    idea=text(
        en=(
            "Reshape splits an axis or joins neighbours; only transpose moves numbers past one another. In Keras the same cut, "
            "with the first dense layer included, is one convolution whose stride is its kernel size."
        ),
        ko=(
            "reshape는 축을 나누거나 이웃한 축을 합칠 뿐이고, 수들의 순서를 바꾸는 것은 transpose입니다. Keras에서는 첫 완전 연결층까지 "
            "포함한 이 일을 스트라이드가 커널 크기와 같은 합성곱 하나로 합니다."
        ),
    ),
)

exercise(
    "attention",
    points=3,
    hints=[
        text(
            en="`queries @ keys.T` has one row per query and one column per key. Divide by the root of D, the *length of a query*.",
            ko="`queries @ keys.T`에는 쿼리마다 행이, 키마다 열이 하나씩 있습니다. *쿼리 하나의 길이* D의 제곱근으로 나누세요.",
        ),
        text(
            en="Softmax along each row (`axis=1`, `keepdims=True`), so that the shares of one query add up to 1.",
            ko="행마다 소프트맥스를 적용하세요(`axis=1`, `keepdims=True`). 그래야 쿼리 하나의 몫을 더하면 1이 됩니다.",
        ),
        text(
            en="Subtract the largest product of each row before `np.exp`: nothing changes, and nothing overflows.",
            ko="`np.exp` 전에 행마다 가장 큰 곱을 빼세요. 결과는 그대로이고, 넘치지 않습니다.",
        ),
        text(
            en="At the end `shares @ values`: each row of the result is a mixture of all values.",
            ko="끝으로 `shares @ values`입니다. 결과의 행 하나하나가 모든 값을 섞은 것입니다.",
        ),
    ],
    idea=text(
        en=(
            "A softmax over similarities is a lookup that one can differentiate. Nothing in it knows where a patch stands: "
            "shuffle keys and values together, and the answer is the same."
        ),
        ko=(
            "비슷한 정도에 소프트맥스를 적용하면 미분할 수 있는 찾아보기가 됩니다. 여기에는 조각의 자리에 대한 정보가 없습니다. 키와 값을 "
            "함께 뒤섞어도 대답은 같습니다."
        ),
    ),
)

exercise(
    "pareto",
    points=2,
    hints=[
        text(
            en="Take one network and go through all others: is there one that costs no more and is at least as accurate?",
            ko="신경망 하나를 놓고 나머지를 모두 살펴보세요. 비용이 더 들지 않으면서 정확도가 낮지 않은 것이 있나요?",
        ),
        text(
            en="Two that are exactly alike must not beat each other: ask also that one of the two numbers is strictly better.",
            ko="완전히 똑같은 둘이 서로 이기면 안 됩니다. 두 수 가운데 적어도 하나는 확실히 더 나아야 한다는 조건도 넣으세요.",
        ),
        text(
            en="Collect the positions that remain, and at the end `sorted(kept, key=lambda place: costs[place])`.",
            ko="남은 자리를 모으고, 끝에 `sorted(kept, key=lambda place: costs[place])`를 하세요.",
        ),
    ],
    idea=text(
        en=(
            "With two prices there is no best, only a front. Which of its points to take is a question about your phone, your "
            "money and your users, not about networks."
        ),
        ko=(
            "비용과 정확도처럼 따질 것이 둘이면 최고는 없고 경계만 있습니다. 그 위의 어느 점을 고를지는 신경망이 아니라 여러분의 기기와 "
            "돈, 쓰는 사람에 관한 질문입니다."
        ),
    ),
)

exercise(
    "advice",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: names a network and argues with numbers of the student's own run (parameters against 5 MB, work or time, "
            "accuracy). 1 point: sees that multiply-adds and training seconds on a desktop are not the time of one photo on a phone, "
            "and would measure that. 1 point: says what the contest leaves open (another recipe, more epochs, other seeds, few "
            "images and pretrained weights, larger images); one good point is enough."
        ),
        ko=(
            "1점: 신경망 하나를 고르고 자기가 잰 값(5 MB에 대한 파라미터 수, 일이나 시간, 정확도)을 근거로 댔습니다. 1점: 곱셈-덧셈 "
            "수나 컴퓨터에서 잰 학습 시간이 휴대전화에서 사진 한 장에 걸리는 시간과 다르다는 것을 알고, 그것을 재겠다고 했습니다. "
            "1점: 겨루기가 말해 주지 않는 것(다른 레시피, 더 긴 학습, 다른 시드, 적은 이미지와 미리 학습한 가중치, 더 큰 이미지)을 "
            "적었습니다. 하나라도 제대로 적으면 됩니다."
        ),
    ),
)


# What a convolution costs


def pair_of(student, expect, expression, **inputs):
    """Evaluate something that should be (parameters, multiply-adds)."""
    return expect.array(
        student.eval(expression, **inputs),
        shape=(2,),
        hint=text(
            en="Return two numbers, (parameters, multiply-adds), in this order.",
            ko="수 두 개, (파라미터 수, 곱셈-덧셈 수)를 이 순서로 돌려주세요.",
        ),
    )


def compare_counts(expect, got, wanted, slips, where):
    """Say which of the two counts is wrong, and where a known slip explains it, which."""
    kinds = (
        text(en="The number of parameters", ko="파라미터 수"),
        text(en="The number of multiply-adds", ko="곱셈-덧셈 수"),
    )
    for place, (own, right) in enumerate(zip(got, wanted, strict=True)):
        known = next((words for at, value, words in slips if at == place and value == own), None)
        expect.is_true(
            own == right,
            kinds[place] + text(en=f" is wrong: {own:,.0f} {where.en}.", ko=f"가 맞지 않습니다. {where.ko} {own:,.0f}이 나왔습니다."),
            hint=known,
        )


def conv_slips(side, kernel_size, before, after, bias):
    """Name the counts that usual slips give."""
    weights = kernel_size**2 * before * after
    return [
        (
            0,
            weights,
            text(
                en="These are the weights; each kernel has one bias besides.",
                ko="가중치만 센 값입니다. 커널마다 편향이 하나씩 더 있습니다.",
            ),
        ),
        (
            0,
            weights + 1,
            text(en="One bias for each *kernel*, not one for the layer.", ko="편향은 층에 하나가 아니라 *커널*마다 하나입니다."),
        ),
        (
            0,
            weights + after,
            text(en="With `bias=False` there are no biases to store.", ko="`bias=False`이면 저장할 편향이 없습니다."),
        ),
        (
            0,
            kernel_size**2 * after + bias * after,
            text(en="Each kernel sees all channels that come in.", ko="커널마다 들어오는 채널을 모두 봅니다."),
        ),
        (
            0,
            kernel_size * before * after + bias * after,
            text(en="The window is square: the kernel size counts twice.", ko="창은 정사각형입니다. 커널 크기를 두 번 곱하세요."),
        ),
        (
            0,
            side**2 * weights,
            text(en="First the parameters, then the multiply-adds.", ko="파라미터 수가 먼저, 곱셈-덧셈 수가 나중입니다."),
        ),
        (
            1,
            side**2 * (weights + bias * after),
            text(
                en="A bias is added, not multiplied: it does not count as a multiply-add.",
                ko="편향은 더하기만 하고 곱하지 않으므로 곱셈-덧셈으로 세지 않습니다.",
            ),
        ),
        (
            1,
            weights,
            text(
                en="That is the work at one place; there are side x side places.",
                ko="한 자리에서 하는 일입니다. 자리는 한 변 x 한 변개입니다.",
            ),
        ),
        (
            1,
            side * weights,
            text(en="The output is square: the side counts twice.", ko="출력은 정사각형입니다. 한 변을 두 번 곱하세요."),
        ),
        (
            1,
            2 * side**2 * weights,
            text(en="A product and its sum count as one.", ko="곱하고 더하는 것을 한 번으로 셉니다."),
        ),
        (
            1,
            (side - kernel_size + 1) ** 2 * weights,
            text(en="`side` is the side of the *output* already.", ko="`side`는 이미 *출력*의 한 변입니다."),
        ),
    ]


def check_conv(student, expect, side, kernel_size, before, after, *, bias=True):
    """Compare both counts of one convolution."""
    called = f"conv_cost({side}, {kernel_size}, {before}, {after}{'' if bias else ', bias=False'})"
    weights = kernel_size**2 * before * after
    wanted = (weights + bias * after, side**2 * weights)
    slips = [slip for slip in conv_slips(side, kernel_size, before, after, bias) if slip[1] != wanted[slip[0]]]
    where = text(en=f"for `{called}`", ko=f"`{called}`에서")
    compare_counts(expect, pair_of(student, expect, called), wanted, slips, where)


@check("conv_cost", title=text(en="LeNet-5's convolutions", ko="LeNet-5의 합성곱층"))
def counts_lenets_convolutions(student, expect):
    check_conv(student, expect, 28, 5, 1, 6)
    check_conv(student, expect, 10, 5, 6, 16)


@check("conv_cost", title=text(en="a dense layer is a small convolution", ko="완전 연결층은 작은 합성곱입니다"))
def counts_a_dense_layer(student, expect):
    check_conv(student, expect, 1, 1, 120, 84)


@check("conv_cost", title=text(en="without biases", ko="편향이 없을 때"))
def leaves_biases_out_when_told(student, expect):
    check_conv(student, expect, 7, 3, 8, 5, bias=False)


# VGG

SMALL_PLAN = [16, 16, "pool", 32, 32, "pool", 64, 64, "pool"]
FAMOUS_PLAN = [64, 64, "pool", 128, 128, "pool", 256, 256, 256, "pool", 512, 512, 512, "pool", 512, 512, 512, "pool"]


def counted(side, plan, units, *, first=3, halves=True, flat="square", bias=True, chained=True):
    """Count a network of VGG's pattern, right or with a slip."""
    channels, parameters, work = first, 0, 0
    for entry in plan:
        if entry == "pool":
            side //= 2 if halves else 1
            continue
        parameters += 9 * channels * entry + bias * entry
        work += side**2 * 9 * channels * entry
        channels = entry
    width = {"square": side * side * channels, "line": side * channels, "channels": channels}[flat]
    for count in units:
        parameters += width * count + bias * count
        work += width * count
        width = count if chained else width
    return parameters, work


def vgg_slips(side, plan, units):
    """Name the counts that usual slips give."""
    reasons = {
        text(en="The image has 3 channels, not 1.", ko="이미지의 채널은 1개가 아니라 3개입니다."): {"first": 1},
        text(en='At `"pool"` the side must be halved.', ko='`"pool"`에서는 한 변을 반으로 줄여야 합니다.'): {"halves": False},
        text(
            en="Flattening gives side x side x channels numbers, and both sides count.",
            ko="한 줄로 펴면 한 변 x 한 변 x 채널개의 수가 됩니다. 변을 두 번 곱하세요.",
        ): {"flat": "line"},
        text(
            en="The first dense layer sees the whole flattened map, not only one number per channel.",
            ko="첫 완전 연결층은 채널마다 수 하나가 아니라 한 줄로 편 특성 맵 전체를 봅니다.",
        ): {"flat": "channels"},
        text(en="The biases are missing.", ko="편향이 빠졌습니다."): {"bias": False},
        text(
            en="The second dense layer sees the units of the first, not the flattened map once more.",
            ko="둘째 완전 연결층이 보는 것은 한 줄로 편 특성 맵이 아니라 첫째 층의 유닛입니다.",
        ): {"chained": False},
        text(en="The dense layers are not counted.", ko="완전 연결층을 세지 않았습니다."): None,
    }
    slips = []
    for words, change in reasons.items():
        values = counted(side, plan, []) if change is None else counted(side, plan, units, **change)
        slips += [(place, value, words) for place, value in enumerate(values)]
    return slips


def check_vgg(student, expect, side, plan, units, where):
    """Compare both counts of a network of VGG's pattern."""
    got = pair_of(student, expect, "vgg_cost(side, plan, units)", side=side, plan=plan, units=units)
    wanted = counted(side, plan, units)
    slips = [slip for slip in vgg_slips(side, plan, units) if slip[1] != wanted[slip[0]]]
    compare_counts(expect, got, wanted, slips, where)


@check("vgg_cost", title=text(en="one convolution, one pooling, one dense layer", ko="합성곱, 풀링, 완전 연결층 하나씩"))
def counts_a_tiny_one(student, expect):
    check_vgg(
        student, expect, 4, [2, "pool"], [5], text(en='for `vgg_cost(4, [2, "pool"], [5])`', ko='`vgg_cost(4, [2, "pool"], [5])`에서')
    )


@check("vgg_cost", title=text(en="the small VGG of this course", ko="이 수업의 작은 VGG"))
def counts_the_small_one(student, expect):
    check_vgg(student, expect, 32, SMALL_PLAN, [128, 10], text(en="for the small VGG", ko="작은 VGG에서"))


@check("vgg_cost", title=text(en="VGG-16 itself", ko="VGG-16"))
def counts_vgg_16(student, expect):
    check_vgg(student, expect, 224, FAMOUS_PLAN, [4096, 4096, 1000], text(en="for VGG-16", ko="VGG-16에서"))


# The residual block: built in the student's kernel, its weights read and set, its answers compared with NumPy's

BLOCK = "(lambda maps: keras.Model(maps, residual_block(maps, channels)))(keras.Input((5, 6, before)))"
SHAPES = f"[list(weight.shape) for weight in {BLOCK}.get_weights()]"
ANSWERS = f"(lambda block: [block.set_weights(weights), block(maps)][1])({BLOCK})"
SAME_SHAPE = text(
    en='Rows and columns stay with `padding="same"` in both convolutions; adding, not concatenating, keeps the number of channels.',
    ko='두 합성곱에 `padding="same"`을 쓰면 행과 열의 수가 그대로입니다. 이어 붙이지 않고 더해야 채널 수가 그대로입니다.',
)
MAPS = np.random.default_rng(11).normal(size=(2, 5, 6, 3)).astype(np.float32)


def correlate(maps, kernel, bias):
    """Convolve with zeros around, so that the side stays."""
    around = kernel.shape[0] // 2
    padded = np.pad(maps, ((0, 0), (around, around), (around, around), (0, 0)))
    windows = sliding_window_view(padded, kernel.shape[:2], axis=(1, 2))  # (N, H, W, C, K, K)
    return np.einsum("nhwckl,klcd->nhwd", windows, kernel) + bias


def convolutions_of(weights):
    """Group a list of weights into convolutions (kernel, bias); None if something else is among them."""
    found = []
    for weight in weights:
        if weight.ndim == 4:
            found.append([weight, np.zeros(weight.shape[-1], np.float32)])
        elif weight.ndim == 1 and found and weight.shape == found[-1][1].shape and not found[-1][1].any():
            found[-1][1] = weight
        else:
            return None
    return found


def drawn_weights(student, expect, channels, rng, size=0.3):
    """Read the shapes of the block's weights for 3 channels in, check what is there, and draw numbers for them."""
    shapes = student.eval(SHAPES, channels=channels, before=3)
    weights = [rng.normal(0, size, shape).astype(np.float32) for shape in shapes]
    found = convolutions_of(weights)
    expect.is_true(
        found is not None,
        text(
            en="There are other weights in your block than kernels and biases of convolutions.",
            ko="블록에 합성곱의 커널과 편향이 아닌 다른 가중치가 있습니다.",
        ),
        hint=text(
            en="Is there a `BatchNormalization` or a `Dense`? This block has convolutions only.",
            ko="`BatchNormalization`이나 `Dense`가 들어 있나요? 이 블록에는 합성곱만 있습니다.",
        ),
    )
    sizes = sorted(tuple(kernel.shape) for kernel, _ in found)
    wanted = sorted([(3, 3, 3, channels), (3, 3, channels, channels), *([(1, 1, 3, channels)] if channels != 3 else [])])
    listed = ", ".join(f"{high} x {wide}: {before} -> {after}" for high, wide, before, after in sizes)
    fit_missing = channels != 3 and len(sizes) == 2
    expect.is_true(
        sizes == wanted,
        text(
            en=f"With 3 channels in and `channels={channels}`, your block has these convolutions: {listed or 'none'}.",
            ko=f"들어오는 채널이 3개이고 `channels={channels}`일 때 블록에 있는 합성곱은 다음과 같습니다. {listed or '없음'}.",
        ),
        hint=text(
            en="3 channels cannot be added to another number of channels: a 1 x 1 convolution makes the input fit.",
            ko="채널 3개에 다른 개수의 채널을 더할 수 없습니다. 1 x 1 합성곱으로 입력을 맞추세요.",
        )
        if fit_missing
        else text(
            en="Two of 3 x 3 with `channels` kernels each; a 1 x 1 only where the number of channels changes.",
            ko="커널이 `channels`개인 3 x 3 합성곱이 두 개 있어야 하고, 1 x 1은 채널 수가 바뀔 때만 씁니다.",
        ),
    )
    return weights, found


def block_of(maps, found, *, inner=True, added=True, late=True, last=True):
    """Compute a residual block in NumPy, right or with a slip."""
    ordered = sorted((pair for pair in found if pair[0].shape[0] == 3), key=lambda pair: pair[0].shape[2] != maps.shape[-1])
    fit = next((pair for pair in found if pair[0].shape[0] == 1), None)
    inside = correlate(maps, *ordered[0])
    inside = correlate(np.maximum(inside, 0) if inner else inside, *ordered[1])
    inside = inside if late else np.maximum(inside, 0)
    kept = correlate(maps, *fit) if fit else maps
    total = inside + kept if added else inside
    return np.maximum(total, 0) if last else total


BLOCK_SLIPS = (
    (
        {"added": False},
        text(en="The input is not added: this is a plain block.", ko="입력을 더하지 않았습니다. 이것은 보통 블록입니다."),
    ),
    (
        {"late": False, "last": False},
        text(
            en="The second convolution already has its ReLU, and the sum has none. Add first, then ReLU.",
            ko="둘째 합성곱에 벌써 ReLU가 있고 더한 다음에는 없습니다. 먼저 더하고 그다음 ReLU를 적용하세요.",
        ),
    ),
    (
        {"late": False},
        text(
            en="The second convolution has a ReLU of its own: then the block can only add, never subtract.",
            ko="둘째 합성곱에 따로 ReLU가 있습니다. 그러면 더할 수만 있고 뺄 수가 없습니다.",
        ),
    ),
    ({"last": False}, text(en="After the sum comes a ReLU.", ko="더한 다음에 ReLU가 필요합니다.")),
    (
        {"inner": False},
        text(
            en="Between the two convolutions belongs a ReLU: without it they are one single convolution.",
            ko="두 합성곱 사이에 ReLU가 필요합니다. 없으면 합성곱 하나와 다를 바 없습니다.",
        ),
    ),
)


def check_block(student, expect, maps, channels, rng):
    """Compare what the block answers with what NumPy computes from the same weights."""
    weights, found = drawn_weights(student, expect, channels, rng)
    got = expect.array(
        student.eval(ANSWERS, channels=channels, before=3, weights=weights, maps=maps),
        shape=(*maps.shape[:3], channels),
        hint=SAME_SHAPE,
    )
    wanted = block_of(maps, found)
    slip = next((words for change, words in BLOCK_SLIPS if np.allclose(got, block_of(maps, found, **change), rtol=1e-2, atol=1e-2)), None)
    expect.is_true(
        np.allclose(got, wanted, rtol=1e-2, atol=1e-2),
        text(
            en=f"With the same weights your block gives {got.flat[0]:.3f} at the first place, and should give {wanted.flat[0]:.3f}.",
            ko=f"같은 가중치로 계산한 첫 자리의 값이 {got.flat[0]:.3f}입니다. {wanted.flat[0]:.3f}이어야 합니다.",
        )
        if not np.isclose(got.flat[0], wanted.flat[0], rtol=1e-2, atol=1e-2)
        else text(
            en="With the same weights your block gives other numbers than a residual block.",
            ko="같은 가중치로 계산했는데 잔차 블록과 다른 수가 나옵니다.",
        ),
        hint=slip
        or text(
            en="Convolution, ReLU, convolution; plus the input; ReLU.",
            ko="합성곱, ReLU, 합성곱을 거치고, 입력을 더하고, ReLU를 적용합니다.",
        ),
    )


@check("residual_block", title=text(en="with all weights 0 the input passes", ko="가중치가 모두 0이면 입력이 그대로 지나갑니다"))
def hands_its_input_on_when_all_weights_are_zero(student, expect):
    weights, _ = drawn_weights(student, expect, 3, np.random.default_rng(0), size=0)
    got = expect.array(student.eval(ANSWERS, channels=3, before=3, weights=weights, maps=np.abs(MAPS)), shape=MAPS.shape, hint=SAME_SHAPE)
    expect.is_true(
        np.allclose(got, np.abs(MAPS), rtol=1e-2, atol=1e-2),
        text(
            en="A block that has learned nothing should hand its input on, but yours changes it.",
            ko="아무것도 배우지 않은 블록은 입력을 그대로 넘겨야 하는데 바뀌어 나옵니다.",
        ),
        hint=text(
            en="Add `maps` itself to what the two convolutions make, once.",
            ko="두 합성곱이 만든 것에 `maps`를 그대로, 한 번 더하세요.",
        ),
    )


@check("residual_block", weight=2, title=text(en="computes F(x) + x, then ReLU", ko="F(x) + x를 계산하고 ReLU를 적용합니다"))
def adds_what_two_convolutions_make(student, expect):
    check_block(student, expect, MAPS, 3, np.random.default_rng(1))


@check("residual_block", title=text(en="other numbers of channels", ko="채널 수가 달라질 때"))
def makes_the_input_fit(student, expect):
    check_block(student, expect, MAPS, 4, np.random.default_rng(2))


# The separable convolution


def check_separable(student, expect, side, kernel_size, before, after):
    """Compare both counts of a separable convolution."""
    called = f"separable_cost({side}, {kernel_size}, {before}, {after})"
    looking, mixing = kernel_size**2 * before, before * after
    wanted = (looking + mixing, side**2 * (looking + mixing))
    alone = text(
        en="This is the depthwise step alone; the pointwise one is missing.", ko="깊이별 단계만 센 값입니다. 점별 단계가 빠졌습니다."
    )
    point = text(
        en="This is the pointwise step alone; the depthwise one is missing.", ko="점별 단계만 센 값입니다. 깊이별 단계가 빠졌습니다."
    )
    full = text(en="This is the full convolution.", ko="보통 합성곱의 값입니다.")
    kernels = text(
        en="Depthwise there is one kernel for each channel that comes *in*, not for each that goes out.",
        ko="깊이별 단계에서 커널은 나가는 채널이 아니라 *들어오는* 채널마다 하나씩입니다.",
    )
    biases = text(en="There are no biases here: `bias=False`.", ko="여기에는 편향이 없습니다. `bias=False`로 하세요.")
    product = text(en="The two steps come one after the other: add their costs.", ko="두 단계는 이어서 하는 것이므로 비용을 더합니다.")
    options = ((looking, alone), (mixing, point), (kernel_size**2 * before * after, full), (kernel_size**2 * after + mixing, kernels))
    slips = [(0, count, words) for count, words in options] + [(1, side**2 * count, words) for count, words in options]
    slips += [(0, wanted[0] + before + after, biases), (0, looking * mixing, product), (1, side**4 * looking * mixing, product)]
    slips = [slip for slip in slips if slip[1] != wanted[slip[0]]]
    compare_counts(expect, pair_of(student, expect, called), wanted, slips, text(en=f"for `{called}`", ko=f"`{called}`에서"))


@check("separable_cost", title=text(en="a small one, to be counted on paper", ko="종이에 셀 수 있는 작은 것"))
def counts_a_small_separable_convolution(student, expect):
    check_separable(student, expect, 4, 3, 2, 5)


@check("separable_cost", title=text(en="MobileNet's largest", ko="MobileNet의 큰 것"))
def counts_one_of_mobilenets(student, expect):
    check_separable(student, expect, 14, 3, 512, 512)


# Squeeze and excitation

DRAWN = np.random.default_rng(5)
FEATURES = DRAWN.normal(size=(2, 4, 3, 6))
W1, B1 = DRAWN.normal(size=(6, 2)), DRAWN.normal(size=2)
W2, B2 = DRAWN.normal(size=(2, 6)), DRAWN.normal(size=6)
SQUEEZE = "squeeze_excite(maps, w1, b1, w2, b2)"


def weighed(maps, w1, b1, w2, b2, kind=""):
    """Squeeze and excite, right or with a slip."""
    means = maps.mean(axis=(0, 1, 2), keepdims=True)[0, 0] if kind == "batch" else maps.mean(axis=(1, 2))
    means = {"sum": maps.sum(axis=(1, 2)), "max": maps.max(axis=(1, 2))}.get(kind, means)
    hidden = means @ w1 + b1
    logits = (hidden if kind == "no relu" else np.maximum(hidden, 0)) @ w2 + b2
    weights = 1 / (1 + np.exp(-logits))
    if kind == "softmax":
        weights = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    if kind == "no sigmoid":
        weights = logits
    return maps + weights[:, None, None] if kind == "added" else maps * weights[:, None, None]


SQUEEZE_SLIPS = {
    "batch": text(
        en="Each image has its own means: average over the places only, `axis=(1, 2)`.",
        ko="평균은 이미지마다 따로 냅니다. 자리에 걸쳐서만, `axis=(1, 2)`로 평균을 내세요.",
    ),
    "sum": text(en="Squeeze takes the mean, not the sum.", ko="짜내기는 합이 아니라 평균입니다."),
    "max": text(en="Squeeze takes the mean, not the maximum.", ko="짜내기는 최댓값이 아니라 평균입니다."),
    "no relu": text(en="The first dense layer has a ReLU.", ko="첫째 완전 연결층에는 ReLU가 있습니다."),
    "softmax": text(
        en="Not a softmax: channels do not compete, each has a sigmoid of its own.",
        ko="소프트맥스가 아닙니다. 채널끼리 겨루지 않고 저마다 시그모이드를 적용합니다.",
    ),
    "no sigmoid": text(
        en="The second dense layer has a sigmoid: weights from 0 to 1.",
        ko="둘째 완전 연결층에는 시그모이드가 있습니다. 무게는 0에서 1 사이입니다.",
    ),
    "added": text(en="Channels are multiplied by their weights, not added to.", ko="채널에 무게를 더하는 것이 아니라 곱합니다."),
}


def check_squeeze(student, expect, given, hint):
    """Compare weighed maps, and name the slip if it is a known one."""
    got = expect.array(student.eval(SQUEEZE, **given), shape=given["maps"].shape, hint=hint)
    slip = next((words for kind, words in SQUEEZE_SLIPS.items() if np.allclose(got, weighed(**given, kind=kind))), None)
    expect.close(got, weighed(**given), rtol=1e-3, atol=1e-3, hint=slip or hint)


@check("squeeze_excite", title=text(en="with all weights 0 every channel is halved", ko="가중치가 모두 0이면 모든 채널이 반이 됩니다"))
def halves_everything_without_weights(student, expect):
    given = {"maps": FEATURES, "w1": 0 * W1, "b1": 0 * B1, "w2": 0 * W2, "b2": 0 * B2}
    check_squeeze(
        student,
        expect,
        given,
        text(
            en="The sigmoid of 0 is one half, and the shape stays (N, H, W, C).",
            ko="0의 시그모이드는 2분의 1이고, 모양은 (N, H, W, C) 그대로입니다.",
        ),
    )


@check("squeeze_excite", weight=2, title=text(en="weighs channels by their means", ko="평균을 보고 채널에 무게를 줍니다"))
def weighs_channels_by_their_means(student, expect):
    check_squeeze(
        student,
        expect,
        {"maps": FEATURES, "w1": W1, "b1": B1, "w2": W2, "b2": B2},
        text(
            en="Means, dense layer with ReLU, dense layer with sigmoid, then multiply.",
            ko="평균, ReLU가 있는 완전 연결층, 시그모이드가 있는 완전 연결층, 그다음 곱하기입니다.",
        ),
    )


# Patches

ORDERLY = np.arange(2 * 4 * 6 * 2).reshape(2, 4, 6, 2)


def pieces(images, side):
    """Cut patches out one by one: the definition."""
    rows = [
        images[:, top : top + side, left : left + side].reshape(len(images), -1)
        for top in range(0, images.shape[1], side)
        for left in range(0, images.shape[2], side)
    ]
    return np.stack(rows, axis=1)


@check("patches", title=text(en="as many rows as patches", ko="조각 수만큼의 행"))
def cuts_into_as_many_rows_as_patches(student, expect):
    expect.shape(
        student.eval("patches(images, side)", images=ORDERLY, side=2),
        (2, 6, 8),
        hint=text(
            en="4 x 6 pixels in patches of 2 x 2: 2 x 3 = 6 patches, each 2 x 2 x 2 channels = 8 numbers.",
            ko="4 x 6픽셀을 2 x 2로 자르면 조각이 2 x 3 = 6개이고, 조각마다 2 x 2 x 채널 2 = 수 8개입니다.",
        ),
    )


@check("patches", weight=2, title=text(en="keeps neighbours together", ko="이웃을 함께 담습니다"))
def keeps_neighbours_together(student, expect):
    got = expect.array(student.eval("patches(images, side)", images=ORDERLY, side=2), shape=(2, 6, 8))
    columns = pieces(ORDERLY.transpose(0, 2, 1, 3), 2)
    slip = None
    if np.array_equal(got, ORDERLY.reshape(2, 6, 8)):
        slip = text(
            en="A plain reshape cuts rows of pixels, not squares: the pixels below do not get into the patch.",
            ko="reshape만 하면 네모가 아니라 픽셀 줄이 잘립니다. 아래쪽 픽셀이 조각에 들어오지 않습니다.",
        )
    elif np.array_equal(got, columns) or np.array_equal(got, pieces(ORDERLY, 2)[:, [0, 3, 1, 4, 2, 5]]):
        slip = text(
            en="Row by row: the second patch is to the right of the first.", ko="한 줄씩입니다. 둘째 조각은 첫째 조각의 오른쪽에 있습니다."
        )
    elif np.array_equal(np.sort(got, axis=-1), np.sort(pieces(ORDERLY, 2), axis=-1)):
        slip = text(
            en="The right pixels in another order: within a patch row by row, and the channels of a pixel side by side.",
            ko="픽셀은 맞는데 순서가 다릅니다. 조각 안에서도 한 줄씩, 픽셀 하나의 채널은 나란히 놓습니다.",
        )
    expect.equal(
        got,
        pieces(ORDERLY, 2),
        hint=slip
        or text(
            en="The first row of the result is `images[0, :2, :2]`, flattened.",
            ko="결과의 첫 행은 `images[0, :2, :2]`를 한 줄로 편 것입니다.",
        ),
    )


# Attention

ASK = "attention(queries, keys, values)"
ASKING = np.random.default_rng(7)
QUERIES, KEYS, VALUES = ASKING.normal(size=(3, 4)), ASKING.normal(size=(5, 4)), ASKING.normal(size=(5, 2))


def attended(queries, keys, values, kind=""):
    """Attention, right or with a slip."""
    root = {"no root": 1.0, "not a root": float(queries.shape[1]), "tokens": np.sqrt(len(keys))}.get(kind, np.sqrt(queries.shape[1]))
    products = queries @ keys.T / root
    axis = 0 if kind == "columns" else 1
    powers = np.exp(products - products.max(axis=axis, keepdims=True))
    shares = powers / (powers.sum() if kind == "all" else powers.sum(axis=axis, keepdims=True))
    if kind == "all":
        powers = np.exp(products)
        shares = powers / powers.sum()
    return (products if kind == "no softmax" else shares) @ values


ATTENTION_SLIPS = {
    "no root": text(en="The root is missing: divide the products by $\\sqrt{D}$.", ko="제곱근이 빠졌습니다. 곱을 $\\sqrt{D}$로 나누세요."),
    "not a root": text(en="Divide by the *root* of D, not by D.", ko="D가 아니라 D의 *제곱근*으로 나누세요."),
    "tokens": text(
        en="D is the length of one query (`queries.shape[-1]`), not the number of keys.",
        ko="D는 키의 개수가 아니라 쿼리 하나의 길이(`queries.shape[-1]`)입니다.",
    ),
    "columns": text(
        en="The shares of one *query* add up to 1: softmax along each row, over the keys.",
        ko="*쿼리* 하나의 몫을 더하면 1입니다. 소프트맥스는 행마다, 키에 걸쳐 적용하세요.",
    ),
    "all": text(
        en="All shares together add up to 1; they should do so for each query separately.",
        ko="모든 몫을 통틀어 1이 됩니다. 쿼리마다 따로 1이 되어야 합니다.",
    ),
    "no softmax": text(en="The softmax is missing.", ko="소프트맥스가 빠졌습니다."),
}


def check_attention(student, expect, given, hint):
    """Compare what attention returns, and name the slip if it is a known one."""
    wanted = attended(**given)
    got = expect.array(student.eval(ASK, **given), shape=wanted.shape, hint=hint)
    slip = next((words for kind, words in ATTENTION_SLIPS.items() if np.allclose(got, attended(**given, kind=kind))), None)
    expect.close(got, wanted, rtol=1e-3, atol=1e-3, hint=slip or hint)


@check("attention", title=text(en="equal keys: the mean of all values", ko="키가 모두 같으면 값의 평균"))
def averages_when_all_keys_are_alike(student, expect):
    check_attention(
        student,
        expect,
        {"queries": QUERIES, "keys": np.ones((5, 4)), "values": VALUES},
        text(
            en="If a query agrees with all keys alike, each of the 5 values has a share of 1/5. One row per query.",
            ko="쿼리가 모든 키와 똑같이 맞으면 값 5개가 5분의 1씩 차지합니다. 쿼리마다 한 행입니다.",
        ),
    )


@check("attention", weight=2, title=text(en="mixes values by agreement", ko="맞는 정도에 따라 값을 섞습니다"))
def mixes_values_by_agreement(student, expect):
    check_attention(
        student,
        expect,
        {"queries": QUERIES, "keys": KEYS, "values": VALUES},
        text(
            en="Products of queries and keys, by the root of D, softmax along each row, times the values.",
            ko="쿼리와 키의 곱을 D의 제곱근으로 나누고, 행마다 소프트맥스를 적용하고, 값에 곱합니다.",
        ),
    )


@check("attention", title=text(en="large products do not overflow", ko="곱이 커도 넘치지 않습니다"))
def survives_large_products(student, expect):
    given = {"queries": 2000 * np.eye(3, 4), "keys": np.eye(5, 4), "values": VALUES}
    hint = text(
        en="Subtract the largest product of each row before the exponential function.",
        ko="지수 함수를 적용하기 전에 행마다 가장 큰 곱을 빼세요.",
    )
    got = expect.no_overflow(student, ASK, **given, hint=hint)
    expect.close(got, attended(**given), rtol=1e-3, atol=1e-3, hint=hint)


# The Pareto front

FRONT = "pareto(costs, accuracies)"


def front_of(costs, accuracies):
    """List the positions that no other one beats, the cheapest first."""
    both = list(zip(costs, accuracies, strict=True))

    def beaten(one):
        return any(other[0] <= one[0] and other[1] >= one[1] and other != one for other in both)

    return sorted((place for place, one in enumerate(both) if not beaten(one)), key=lambda place: costs[place])


def check_front(student, expect, costs, accuracies, hint):
    """Compare a front; positions of equal cost may come in either order."""
    wanted = front_of(costs, accuracies)
    got = expect.array(student.eval(FRONT, costs=costs, accuracies=accuracies), hint=hint).ravel()
    positions = text(
        en="Return positions in the lists, counted from 0, not the costs or accuracies themselves, and not True and False.",
        ko="비용이나 정확도 자체, True와 False가 아니라 리스트에서의 자리를 0부터 세어 돌려주세요.",
    )
    whole = got.dtype.kind in "iuf" and all(float(place).is_integer() and 0 <= place < len(costs) for place in got)
    expect.is_true(
        whole,
        text(
            en=f"`pareto({costs}, {accuracies})` gives something that is no list of positions.",
            ko=f"`pareto({costs}, {accuracies})`에서 자리의 리스트가 아닌 것이 나왔습니다.",
        ),
        hint=positions,
    )
    listed = [int(place) for place in got]
    expect.is_true(
        sorted(listed) == sorted(wanted),
        text(
            en=f"`pareto({costs}, {accuracies})` gives the positions {listed}; beaten by none are {sorted(wanted)}.",
            ko=f"`pareto({costs}, {accuracies})`에서 {listed}번이 나왔습니다. 어느 것에도 지지 않는 것은 {sorted(wanted)}번입니다.",
        ),
        hint=hint,
    )
    expect.is_true(
        [costs[place] for place in listed] == sorted(costs[place] for place in listed),
        text(
            en=f"`pareto({costs}, {accuracies})` gives the positions {listed}, and they are not in the order of their costs.",
            ko=f"`pareto({costs}, {accuracies})`에서 {listed}번이 나왔는데 비용 순서가 아닙니다.",
        ),
        hint=text(en="The cheapest first.", ko="비용이 적은 것부터 놓으세요."),
    )


@check("pareto", weight=2, title=text(en="four networks", ko="신경망 네 개"))
def keeps_those_that_none_beats(student, expect):
    check_front(
        student,
        expect,
        [61, 138, 26, 4],
        [59, 71, 75, 70],
        text(
            en="These are the first chart of the lesson, in millions and per cent: two are beaten, two are not.",
            ko="수업의 첫 그림을 백만 개와 퍼센트로 적은 것입니다. 둘은 지고 둘은 지지 않습니다.",
        ),
    )


@check("pareto", title=text(en="equal in one number", ko="한 수가 같을 때"))
def a_tie_in_one_number_is_beaten(student, expect):
    check_front(
        student,
        expect,
        [5, 5, 9, 2],
        [60, 70, 70, 40],
        text(
            en=(
                "At the same cost the less accurate one is beaten, and at the same accuracy the dearer one: no worse in both and "
                "better in one is enough."
            ),
            ko="비용이 같으면 덜 정확한 쪽이, 정확도가 같으면 더 비싼 쪽이 집니다. 둘 다 못하지 않고 하나만 더 나으면 이깁니다.",
        ),
    )


@check("pareto", title=text(en="exactly alike", ko="완전히 똑같을 때"))
def twins_do_not_beat_each_other(student, expect):
    check_front(
        student,
        expect,
        [7, 3, 7],
        [80, 50, 80],
        text(
            en="Two that are exactly alike stay both: neither is better in anything.",
            ko="완전히 똑같은 둘은 모두 남습니다. 어느 쪽도 더 나은 것이 없습니다.",
        ),
    )


quiz(
    "larger_images",
    question=text(
        en="You feed a network of convolutions and global average pooling images of twice the side. What happens to its two prices?",
        ko="합성곱과 전역 평균 풀링으로 된 신경망에 한 변이 두 배인 이미지를 넣습니다. 두 비용은 어떻게 될까요?",
    ),
    choices=[
        choice(
            text(en="Same parameters, four times the multiply-adds", ko="파라미터는 그대로, 곱셈-덧셈은 네 배"),
            right=True,
            because=text(
                en="Kernels do not know the size of the image; they are used at four times as many places.",
                ko="커널은 이미지의 크기를 모릅니다. 네 배 많은 자리에서 쓰일 뿐입니다.",
            ),
        ),
        choice(
            text(en="Four times of both", ko="둘 다 네 배"),
            because=text(
                en="That would be so with a dense layer after `Flatten`: it has a weight for every number of the map.",
                ko="`Flatten` 다음에 완전 연결층이 있다면 그렇습니다. 특성 맵의 수마다 가중치가 있기 때문입니다.",
            ),
        ),
        choice(
            text(en="Twice the multiply-adds, same parameters", ko="곱셈-덧셈은 두 배, 파라미터는 그대로"),
            because=text(
                en="Both sides double, so there are four times as many places.",
                ko="가로와 세로가 모두 두 배가 되므로 자리는 네 배입니다.",
            ),
        ),
    ],
)

quiz(
    "why_shortcuts",
    question=text(
        en="Which sentence about shortcuts do the measurements of this lesson support?",
        ko="지름길에 관한 다음 말 가운데 이 수업에서 잰 값이 뒷받침하는 것은 무엇일까요?",
    ),
    choices=[
        choice(
            text(
                en="A deep network with shortcuts learns faster, also with batch normalisation",
                ko="배치 정규화가 있어도, 지름길이 있는 깊은 신경망이 더 빨리 배웁니다",
            ),
            right=True,
            because=text(
                en="That is what remained when the gradients of both were healthy: same layers, same recipe, more images right.",
                ko="두 신경망의 기울기가 모두 건강할 때에도 남은 차이입니다. 층도 레시피도 같은데 더 많이 맞혔습니다.",
            ),
        ),
        choice(
            text(en="Without shortcuts the gradient of 20 layers always vanishes", ko="지름길이 없으면 20층의 기울기는 언제나 사라집니다"),
            because=text(
                en="With Xavier and ReLU it does. With He, or with batch normalisation, it did not.",
                ko="Xavier와 ReLU에서는 그렇습니다. He나 배치 정규화를 쓰면 사라지지 않았습니다.",
            ),
        ),
        choice(
            text(en="With shortcuts the gradient is always close to 1", ko="지름길이 있으면 기울기는 언제나 1에 가깝습니다"),
            because=text(
                en="With He and without normalisation it was far larger at the first layer: each block adds to what passes by.",
                ko="정규화 없이 He를 쓰면 첫 층에서 훨씬 컸습니다. 블록마다 지나가는 것에 자기 몫을 더하기 때문입니다.",
            ),
        ),
    ],
)

quiz(
    "finer_patches",
    question=text(
        en=(
            "A vision transformer cuts 32 x 32 pixels into patches of side 2 instead of 4. How many times as many pairs of patches "
            "does one attention look at?"
        ),
        ko="비전 트랜스포머가 32 x 32픽셀을 한 변이 4가 아니라 2인 조각으로 자릅니다. 어텐션 하나가 견주는 조각의 쌍은 몇 배가 될까요?",
    ),
    choices=[
        choice(
            text(en="16 times as many", ko="16배"),
            right=True,
            because=text(
                en="256 patches instead of 64, four times as many, and every one looks at every one: four times four.",
                ko="조각이 64개에서 256개로 네 배가 되고, 모두가 모두를 보므로 네 배의 네 배입니다.",
            ),
        ),
        choice(
            text(en="4 times as many", ko="4배"),
            because=text(
                en="That is the number of patches; the pairs grow with its square.",
                ko="조각 수가 네 배입니다. 쌍의 수는 그 제곱으로 늘어납니다.",
            ),
        ),
        choice(
            text(en="As many: the image is the same", ko="그대로입니다. 같은 이미지니까요"),
            because=text(
                en="The pixels are the same, but attention counts patches, and finer patches are more patches.",
                ko="픽셀은 같지만 어텐션은 조각을 셉니다. 잘게 자르면 조각이 많아집니다.",
            ),
        ),
    ],
)
