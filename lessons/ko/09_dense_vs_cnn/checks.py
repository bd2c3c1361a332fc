"""Visible checks of lesson 09: counting, equal budgets, shuffled and shifted pictures, recipes, and a network of one's own."""

import numpy as np

from course_utils.checking import check, choice, classifies, exercise, fresh_start, probabilities_of, quiz, source_at_hand, text
from course_utils.data import held_out

fresh_start()
exercise(
    "parameters_by_hand",
    points=3,
    hints=[
        text(
            en="A colour picture of 32 x 32 pixels, flattened, is 32 * 32 * 3 = 3072 numbers: so many inputs has the first dense layer.",
            ko="32 x 32픽셀 컬러 사진을 한 줄로 펴면 32 * 32 * 3 = 3072개의 수입니다. 첫 완전 연결층의 입력이 그만큼입니다.",
        ),
        text(
            en="A dense layer has inputs * units weights and one bias per unit.",
            ko="완전 연결층에는 입력 수 * 유닛 수만큼의 가중치가 있고, 유닛마다 편향이 하나씩 있습니다.",
        ),
        text(
            en="One kernel has 3 x 3 numbers *for each channel that comes in* (here 3 at first, then 32), and one bias.",
            ko="커널 하나에는 *들어오는 채널마다* 3 x 3개의 수가 있고(처음에는 3채널, 다음에는 32채널) 편향이 하나 더 있습니다.",
        ),
        text(
            en=("Follow the side of the picture through the CNN: 32, 30, 28, then halved to 14. Flattening gives 14 * 14 * 64 numbers."),
            ko="CNN을 지나는 사진의 한 변을 따라가세요. 32, 30, 28, 그리고 반으로 줄어 14입니다. 펴면 14 * 14 * 64개의 수입니다.",
        ),
    ],
    idea=text(
        en=(
            "Weights = inputs of one unit x units, plus one bias per unit. Wherever a whole picture or a whole feature map meets "
            "a dense layer, the inputs are thousands, and so nearly all parameters of both networks sit in that one layer."
        ),
        ko=(
            "가중치 수 = 유닛 하나의 입력 수 x 유닛 수이고, 유닛마다 편향이 하나씩 있습니다. 사진이나 특성 맵 전체가 완전 연결층과 "
            "만나는 곳에서는 입력이 수천 개이므로, 두 신경망 모두 파라미터의 거의 전부가 그 층 하나에 있습니다."
        ),
    ),
)

exercise(
    "times_used",
    points=1,
    hints=[
        text(
            en="In a dense layer every weight joins one input and one unit. How often do these two meet in one picture?",
            ko="완전 연결층의 가중치는 입력 하나와 유닛 하나를 잇습니다. 사진 한 장을 보는 동안 이 둘은 몇 번 만나나요?",
        ),
        text(
            en="A kernel is used once at every place where it can stand: as many places as its output has pixels.",
            ko="커널은 설 수 있는 자리마다 한 번씩 쓰입니다. 자리의 수는 출력의 픽셀 수와 같습니다.",
        ),
        text(
            en="The outputs of the two convolutions are 30 x 30 and 28 x 28: no padding, and pooling comes only afterwards.",
            ko="두 합성곱층의 출력은 30 x 30과 28 x 28입니다. 패딩이 없고, 풀링은 그 뒤에 옵니다.",
        ),
    ],
    idea=text(
        en=(
            "A shared weight is stored once and used everywhere. So the two prices part: parameters sit in the dense layers, "
            "multiplications happen in the convolutions."
        ),
        ko=(
            "함께 쓰는 가중치는 한 번 저장해 모든 자리에서 씁니다. 그래서 두 가지 비용이 갈라집니다. 파라미터는 완전 연결층에 있고, "
            "곱셈은 합성곱층에서 일어납니다."
        ),
    ),
)

exercise(
    "width_for",
    points=2,
    hints=[
        text(
            en="Write the parameters of the network as a formula in $w$ first; there are three layers, each with its biases.",
            ko="먼저 신경망의 파라미터 수를 $w$의 식으로 써 보세요. 층이 셋이고, 층마다 편향이 있습니다.",
        ),
        text(
            en="`3072 * w + w`, `w * w + w` and `w * 10 + 10`, together. Check: with 128 they add up to 411,146.",
            ko="`3072 * w + w`, `w * w + w`, `w * 10 + 10`을 더합니다. 128을 넣으면 411,146이 되는지 확인하세요.",
        ),
        text(
            en=(
                "Then try 1, 2, 3, … and stop before the budget is exceeded. (Or solve the quadratic equation and round *down*; then "
                "test what one more would cost.)"
            ),
            ko=(
                "그다음 1, 2, 3, … 을 넣어 보다가 예산을 넘기 전에 멈추세요. (이차 방정식을 풀어 *내림*해도 됩니다. 그때는 하나 더 "
                "넓히면 얼마가 되는지 확인해 보세요.)"
            ),
        ),
    ],
    idea=text(
        en=(
            "A fair comparison begins with making something equal. Here it is the number of parameters; the width follows from it. "
            "Most of the budget goes into the first layer, so four times the parameters is nearly four times the width."
        ),
        ko=(
            "공정한 비교는 무언가를 같게 맞추는 데서 시작합니다. 여기서는 파라미터 수를 맞추고, 너비는 거기서 따라 나옵니다. 예산은 "
            "대부분 첫 층으로 가므로, 파라미터가 네 배이면 너비도 거의 네 배가 됩니다."
        ),
    ),
)

exercise(
    "unshuffle",
    points=2,
    hints=[
        text(
            en=(
                "Shuffling puts at place j what stood at place `order[j]`. So what now stands at place j has to go back to place "
                "`order[j]`."
            ),
            ko="뒤섞으면 j번 자리에 `order[j]`번 자리에 있던 것이 옵니다. 그러니 j번 자리에 있는 것을 `order[j]`번 자리로 돌려보내세요.",
        ),
        text(
            en="Make an empty array of the same shape, flat, and write into it: `back[:, order] = flat`.",
            ko="모양이 같은 빈 배열을 펴 놓고 거기에 적어 넣으세요. `back[:, order] = flat`입니다.",
        ),
        text(
            en="Or undo the order itself: `np.argsort(order)` tells for each place where its pixel is now.",
            ko="또는 순서 자체를 되돌리세요. `np.argsort(order)`는 자리마다 그 픽셀이 지금 어디에 있는지 알려 줍니다.",
        ),
        text(
            en="Only the places are shuffled, not the colours: flatten height and width, and leave the last axis alone.",
            ko="뒤섞인 것은 자리뿐이고 색은 그대로입니다. 높이와 너비만 펴고 마지막 축은 건드리지 마세요.",
        ),
    ],
    idea=text(
        en=(
            "A permutation loses nothing: `np.argsort(order)` is its inverse. All information is still there, so what the CNN "
            "loses is not information but the arrangement that it was built for."
        ),
        ko=(
            "순열은 아무것도 잃지 않습니다. `np.argsort(order)`가 그 역순열입니다. 정보는 모두 그대로 있습니다. 그러니 CNN이 잃는 것은 "
            "정보가 아니라, CNN이 기대하고 만들어진 배치입니다."
        ),
    ),
)

exercise(
    "agreement",
    points=1,
    hints=[
        text(
            en="The most probable class of each row is `before.argmax(axis=1)`; the same for `after`.",
            ko="줄마다 가장 확률이 높은 클래스는 `before.argmax(axis=1)`입니다. `after`도 마찬가지입니다.",
        ),
        text(
            en="Compare the two arrays of classes with `==`; the mean of True and False is the share of True.",
            ko="두 클래스 배열을 `==`로 비교하세요. True와 False의 평균이 곧 True의 비율입니다.",
        ),
    ],
    idea=text(
        en=(
            "No labels are needed to ask whether an answer *stays*. Steady and right are two different things: a network that "
            "calls everything a ship is perfectly steady."
        ),
        ko=(
            "답이 *그대로인지*를 묻는 데는 레이블이 필요 없습니다. 흔들리지 않는 것과 맞는 것은 다릅니다. 무엇이든 배라고 답하는 신경망은 "
            "전혀 흔들리지 않습니다."
        ),
    ),
)

exercise(
    "one_at_a_time",
    points=2,
    hints=[
        text(
            en='Start with `recipes = {"all parts": ...}` and add one entry for each name in `switches.items()`.',
            ko='`recipes = {"all parts": ...}`로 시작해서 `switches.items()`의 이름마다 하나씩 더하세요.',
        ),
        text(
            en="`recipe | changes` is a *new* dict: that of `recipe`, where `changes` has the last word.",
            ko="`recipe | changes`는 *새* dict입니다. `recipe`와 같되, `changes`에 있는 것은 바뀝니다.",
        ),
        text(
            en=(
                "`recipe.update(changes)` changes the recipe itself, so the second part goes missing together with the first. Begin "
                "each time from the whole recipe."
            ),
            ko="`recipe.update(changes)`는 레시피 자체를 바꾸므로, 둘째 재료를 뺄 때 첫째도 빠져 있습니다. 매번 온전한 것에서 시작하세요.",
        ),
    ],
    idea=text(
        en=(
            "One change at a time, everything else equal: the oldest rule of experimenting. Because a recipe is data, an "
            "experiment is a dict of recipes, and nobody can forget to set something back."
        ),
        ko=(
            "다른 것은 모두 그대로 두고 한 번에 하나만 바꾼다. 실험의 가장 오래된 규칙입니다. 레시피가 데이터이므로 실험은 레시피들을 "
            "담은 dict이고, 무언가를 되돌려 놓는 것을 잊을 일이 없습니다."
        ),
    ),
)

exercise(
    "classify",
    points=4,
    hints=[
        text(
            en=(
                "Get a complete, small version to run first: `models.small_cnn()`, the recipe with one epoch, then `check`. Improve "
                "afterwards."
            ),
            ko="먼저 끝까지 돌아가는 것을 만드세요. `models.small_cnn()`을 1에포크만 학습해 `check`를 실행하고, 그다음에 개선하세요.",
        ),
        text(
            en='`training.Recipe(**recipe | {"epochs": OWN_EPOCHS})` is the recipe above, trained for longer.',
            ko='`training.Recipe(**recipe | {"epochs": OWN_EPOCHS})`는 위의 레시피를 더 오래 학습하는 것입니다.',
        ),
        text(
            en=(
                "`classify` gets grey levels 0 to 255, as `test.images` has them, and the networks of the course divide by 255 "
                "themselves: do not divide twice."
            ),
            ko="`classify`는 `test.images`처럼 0에서 255까지의 밝기를 받고, 강의의 신경망은 스스로 255로 나눕니다. 두 번 나누지 마세요.",
        ),
        text(
            en="`def classify(images): return training.probabilities(own, images, mirror=True)` is enough for the function itself.",
            ko="함수 자체는 `def classify(images): return training.probabilities(own, images, mirror=True)`면 충분합니다.",
        ),
    ],
    idea=text(
        en=(
            "A small network with a good start (whitening, identity kernels) and a learning rate that rises and falls learns in a "
            "few epochs what the large one does not learn in ten. Size was never the point."
        ),
        ko=(
            "출발이 좋고(백색화, 항등 커널) 학습률이 올랐다가 내려가면, 작은 신경망이 몇 에포크 만에 큰 신경망이 10에포크에도 배우지 "
            "못하는 것을 배웁니다. 중요한 것은 크기가 아니었습니다."
        ),
    ),
)

exercise(
    "colleagues_table",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: says that two networks of different size *and* accuracy prove nothing about efficiency, or that parameters "
            "are not time. 1 point: names two networks that make a budget equal (a dense one as large as the CNN, a CNN as small as "
            "the dense one, or equal multiply-adds), judged on validation photographs. 1 point: shuffles the pixels in one fixed "
            "order, trains both again and says which outcome means what."
        ),
        ko=(
            "1점: 크기도 *정확도도* 다른 두 신경망으로는 효율에 대해 아무것도 말할 수 없다는 것, 또는 파라미터 수가 시간이 아니라는 것을 "
            "밝혔습니다. 1점: 예산을 같게 맞추는 신경망 두 개(CNN만 한 완전 연결 신경망, 완전 연결 신경망만 한 CNN, 또는 곱셈-덧셈을 "
            "맞춘 것)를 들고 검증 사진으로 판단했습니다. 1점: 픽셀을 정해진 순서 하나로 뒤섞어 둘 다 다시 학습하고, 어떤 결과가 무엇을 "
            "뜻하는지 말했습니다."
        ),
    ),
)

FIVE = text(
    en="Five numbers: two convolutions, three dense layers.",
    ko="합성곱층 둘과 완전 연결층 셋, 수 다섯 개가 필요합니다.",
)

# name, inputs of one unit, units; below, wrong inputs that tell what was overlooked
DENSE_LAYERS = (
    (text(en="the first dense layer", ko="첫째 완전 연결층"), 3072, 128),
    (text(en="the second dense layer", ko="둘째 완전 연결층"), 128, 128),
    (text(en="the last dense layer", ko="마지막 완전 연결층"), 128, 10),
)
CNN_LAYERS = (
    (text(en="the first convolution", ko="첫째 합성곱층"), 3 * 3 * 3, 32),
    (text(en="the second convolution", ko="둘째 합성곱층"), 3 * 3 * 32, 64),
    (text(en="the first dense layer", ko="첫째 완전 연결층"), 14 * 14 * 64, 128),
    (text(en="the second dense layer", ko="둘째 완전 연결층"), 128, 64),
    (text(en="the last dense layer", ko="마지막 완전 연결층"), 64, 10),
)
ONE_CHANNEL = text(
    en="This counts one channel only. How many channels come in?",
    ko="채널을 하나만 센 값입니다. 들어오는 채널은 몇 개인가요?",
)
OTHER_SIDE = text(
    en="This count fits another picture side than the one that reaches the layer: 32, 30, 28, then pooling.",
    ko="이 층에 실제로 도달하는 사진의 한 변과 맞지 않는 개수입니다. 32, 30, 28, 그리고 풀링입니다.",
)
SLIPS = {
    ("dense", 0): {32 * 32: ONE_CHANNEL},
    ("cnn", 0): {9: ONE_CHANNEL},
    ("cnn", 1): {9: ONE_CHANNEL},
    ("cnn", 2): {side * side * 64: OTHER_SIDE for side in (12, 13, 15, 16, 28, 30, 32)},
}


def told(network, place, got, name, inputs, units):
    """Say what a wrong count has overlooked, without giving the right one away."""
    slips = {other * units + units: said for other, said in SLIPS.get((network, place), {}).items()}
    if got == inputs * units:
        return (
            text(en="These are the weights of ", ko="가중치만 센 값입니다: ")
            + name
            + text(en="; the biases are missing.", ko=". 편향이 빠졌습니다.")
        )
    if got in slips:
        return name + text(en=": ", ko=": ") + slips[got]
    start = text(en=f"{got:,.0f} is not the count for ", ko=f"{got:,.0f}: 이 개수가 아닙니다. 다시 세어 볼 층은 ")
    return start + name + text(en=".", ko="입니다.")


def compare_counts(student, expect, network, layers, places):
    """Compare some entries of one list with the layers they stand for."""
    table = student.eval("parameters_by_hand")
    expect.is_true(
        isinstance(table, dict) and network in table,
        text(
            en=f"`parameters_by_hand` has no list under `{network!r}`.",
            ko=f"`parameters_by_hand`에 `{network!r}` 리스트가 없습니다.",
        ),
        hint=text(
            en='A dict with two lists: `{"dense": [...], "cnn": [...]}`.',
            ko='리스트 두 개를 담은 dict입니다. `{"dense": [...], "cnn": [...]}`.',
        ),
    )
    counts = expect.array(
        table[network],
        shape=(len(layers),),
        hint=text(
            en=f"{len(layers)} numbers, one for each layer that has parameters.",
            ko=f"파라미터가 있는 층마다 하나씩, 수 {len(layers)}개가 필요합니다.",
        ),
    )
    for place in places:
        name, inputs, units = layers[place]
        expect.is_true(counts[place] == inputs * units + units, told(network, place, counts[place], name, inputs, units))


@check("parameters_by_hand", title=text(en="the dense network", ko="완전 연결 신경망"))
def counts_the_dense_network(student, expect):
    compare_counts(student, expect, "dense", DENSE_LAYERS, range(3))


@check("parameters_by_hand", title=text(en="the convolutions of the CNN", ko="CNN의 합성곱층"))
def counts_the_convolutions(student, expect):
    compare_counts(student, expect, "cnn", CNN_LAYERS, range(2))


@check("parameters_by_hand", title=text(en="the dense layers of the CNN", ko="CNN의 완전 연결층"))
def counts_the_dense_layers_behind_them(student, expect):
    compare_counts(student, expect, "cnn", CNN_LAYERS, range(2, 5))


@check("times_used", title=text(en="the dense layers", ko="완전 연결층"))
def uses_dense_weights_once(student, expect):
    times = expect.array(student.eval("times_used"), shape=(5,), hint=FIVE)
    expect.is_true(
        (times[2:] == 1).all(),
        text(
            en="A weight of a dense layer is not used that often in one picture.",
            ko="완전 연결층의 가중치는 사진 한 장에서 그만큼 자주 쓰이지 않습니다.",
        ),
        hint=text(
            en="It joins one input and one unit, and these meet once per picture.",
            ko="가중치 하나는 입력 하나와 유닛 하나를 잇고, 이 둘은 사진마다 한 번 만납니다.",
        ),
    )


@check("times_used", title=text(en="the convolutions", ko="합성곱층"))
def uses_a_kernel_at_every_place(student, expect):
    times = expect.array(student.eval("times_used"), shape=(5,), hint=FIVE)
    for number, (got, side) in enumerate(zip(times[:2], (30, 28), strict=True), start=1):
        padded = {32 * 32: "32 x 32", 14 * 14: "14 x 14"}.get(int(got) if abs(got) < 1e9 else 0)
        message = text(
            en=f"Convolution {number}: {got:,.0f} is not the number of places where its kernel stands.",
            ko=f"합성곱층 {number}: {got:,.0f}은 커널이 서는 자리의 수가 아닙니다.",
        )
        if padded:
            message = message + text(
                en=f" Its output is not {padded}: no padding, and pooling comes later.",
                ko=f" 출력은 {padded}이 아닙니다. 패딩이 없고, 풀링은 그 뒤에 옵니다.",
            )
        elif got == side:
            message = message + text(en=" Places lie in rows *and* columns.", ko=" 자리는 행으로도 *열로도* 늘어서 있습니다.")
        expect.is_true(got == side**2, message)


def dense_parameters(width):
    """Count the parameters of 3,072 inputs, two layers of this width, and ten units."""
    return 3072 * width + width + width * width + width + width * 10 + 10


@check("width_for", title=text(en="the two networks of the lesson", ko="이 수업의 두 신경망"))
def finds_the_widths_of_the_lesson(student, expect):
    expect.equal(
        student.eval("width_for(411_146)"),
        128,
        hint=text(
            en="The dense network of the lesson has exactly 411,146 parameters, biases included, with two layers of 128.",
            ko="이 수업의 완전 연결 신경망은 128개짜리 층 두 개이고, 편향까지 꼭 411,146개입니다.",
        ),
    )
    expect.equal(
        student.eval("width_for(1_634_058)"),
        460,
        hint=text(
            en="Three layers, `3072 * w + w`, `w * w + w`, `w * 10 + 10`, must fit together.",
            ko="세 층, `3072 * w + w`, `w * w + w`, `w * 10 + 10`을 더한 것이 예산 안에 들어야 합니다.",
        ),
    )


@check("width_for", title=text(en="never above the budget", ko="예산을 넘지 않기"))
def never_exceeds_the_budget(student, expect):
    for budget, width in ((411_145, 127), (500_000, 154), (3_200, 1), (dense_parameters(900), 900), (dense_parameters(900) - 1, 899)):
        expect.equal(
            student.eval("width_for(budget)", budget=budget),
            width,
            hint=text(
                en=f"`budget` is a limit: {dense_parameters(width):,} parameters with {width} units fit, one unit more does not.",
                ko=f"`budget`은 한도입니다. 유닛 {width}개면 파라미터 {dense_parameters(width):,}개로 들어맞고, 하나를 더하면 넘습니다.",
            ),
        )


def shuffled(images, order):
    """Shuffle as the lesson does."""
    return images.reshape(len(images), -1, images.shape[-1])[:, order].reshape(images.shape)


GREY = np.array([[1, 2, 3], [4, 5, 6]], np.uint8).reshape(1, 2, 3, 1)
CYCLE = np.array([2, 0, 1, 4, 5, 3])
COLOURS = np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3)
TURN = np.array([1, 2, 3, 0])


@check("unshuffle", title=text(en="six grey pixels", ko="회색 픽셀 여섯 개"))
def puts_six_pixels_back(student, expect):
    expect.equal(
        student.eval("unshuffle(images, order)", images=shuffled(GREY, CYCLE), order=CYCLE),
        GREY,
        hint=text(
            en=(
                "After shuffling 1, 2, 3, 4, 5, 6 by the order 2, 0, 1, 4, 5, 3 there stands 3, 1, 2, 5, 6, 4. Shuffling once more does "
                "not undo it: the inverse is needed."
            ),
            ko=(
                "1, 2, 3, 4, 5, 6을 순서 2, 0, 1, 4, 5, 3으로 뒤섞으면 3, 1, 2, 5, 6, 4가 됩니다. 한 번 더 뒤섞는다고 돌아오지 "
                "않습니다. 역순열이 필요합니다."
            ),
        ),
    )


@check("unshuffle", title=text(en="two colour pictures", ko="컬러 사진 두 장"))
def keeps_the_colours_of_a_pixel_together(student, expect):
    expect.equal(
        student.eval("unshuffle(images, order)", images=shuffled(COLOURS, TURN), order=TURN),
        COLOURS,
        hint=text(
            en="Two pictures of 2 x 2 pixels with three colours: four places move, and each takes its three colours along.",
            ko="2 x 2픽셀 컬러 사진 두 장입니다. 자리 네 개가 움직이고, 저마다 세 가지 색을 함께 가지고 갑니다.",
        ),
    )


@check("unshuffle", title=text(en="the pictures given stay as they were", ko="받은 사진을 바꾸지 않습니다"))
def leaves_the_given_pictures_alone(student, expect):
    before_and_after = student.eval("[images.copy(), unshuffle(images, order), images]", images=COLOURS, order=TURN)
    expect.equal(
        before_and_after[2],
        before_and_after[0],
        hint=text(
            en="You wrote into the caller's array. Put the pixels into a new one.",
            ko="받은 배열에 직접 썼습니다. 새 배열에 픽셀을 넣으세요.",
        ),
    )


BEFORE = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.4, 0.35, 0.25], [0.2, 0.5, 0.3], [0.3, 0.3, 0.4]])
AFTER = np.array([[0.5, 0.4, 0.1], [0.3, 0.4, 0.3], [0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.4, 0.1, 0.5]])


@check("agreement", title=text(en="five pictures", ko="사진 다섯 장"))
def counts_the_answers_that_stay(student, expect):
    expect.close(
        student.eval("agreement(before, after)", before=BEFORE, after=AFTER),
        0.8,
        hint=text(
            en="Before, the rows vote for 0, 2, 0, 1, 2; after, for 0, 1, 0, 1, 2. Four of five stay: 0.8.",
            ko="전에는 줄마다 0, 2, 0, 1, 2에, 뒤에는 0, 1, 0, 1, 2에 표를 던집니다. 다섯 가운데 넷이 그대로이므로 0.8입니다.",
        ),
    )


@check("agreement", title=text(en="all stay, none stays", ko="모두 그대로, 하나도 그대로가 아님"))
def is_one_when_all_stay_and_zero_when_none_does(student, expect):
    hint = text(
        en="Only the winning class counts, not how sure the network is of it.",
        ko="이긴 클래스만 봅니다. 얼마나 확신하는지는 따지지 않습니다.",
    )
    softer = (BEFORE + 1) / (BEFORE + 1).sum(axis=1, keepdims=True)
    expect.close(student.eval("agreement(before, after)", before=BEFORE, after=softer), 1, hint=hint)
    expect.close(student.eval("agreement(before, after)", before=np.eye(4), after=np.roll(np.eye(4), 1, axis=1)), 0, hint=hint)


RECIPE = {"epochs": 3, "whiten": True, "shift": 2, "mirror": "alternating", "schedule": "triangle"}
SWITCHES = {"whitening": {"whiten": False}, "augmentation": {"shift": 0, "mirror": "none"}, "schedule": {"schedule": "constant"}}


def as_recipes(value, expect):
    """Expect a dict of dicts."""
    expect.is_true(
        isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()),
        text(
            en="`one_at_a_time` should return a dict of recipes, each of them a dict.",
            ko="`one_at_a_time`은 레시피들을 담은 dict를 돌려주어야 합니다. 레시피도 저마다 dict입니다.",
        ),
        hint=text(
            en='Names lead to recipes: `{"all parts": {...}, "whitening": {...}, ...}`.',
            ko='이름마다 레시피가 있습니다. `{"all parts": {...}, "whitening": {...}, ...}`.',
        ),
    )
    return value


@check("one_at_a_time", title=text(en="one recipe for each name", ko="이름마다 레시피 하나"))
def has_the_whole_recipe_and_one_without_each_part(student, expect):
    found = as_recipes(student.eval("one_at_a_time(recipe, switches)", recipe=RECIPE, switches=SWITCHES), expect)
    wanted = {"all parts", *SWITCHES}
    expect.is_true(
        set(found) == wanted,
        text(
            en=f"The names should be {', '.join(sorted(wanted))}, not {', '.join(sorted(map(str, found)))}.",
            ko=f"이름은 {', '.join(sorted(wanted))}이어야 하는데 {', '.join(sorted(map(str, found)))}입니다.",
        ),
        hint=text(
            en='`"all parts"`, and the names in `switches`, as they are.',
            ko='`"all parts"`와, `switches`에 있는 이름 그대로입니다.',
        ),
    )


@check("one_at_a_time", title=text(en="only one part is missing", ko="한 재료만 빠집니다"), weight=2)
def leaves_out_one_part_only(student, expect):
    found = as_recipes(student.eval("one_at_a_time(recipe, switches)", recipe=RECIPE, switches=SWITCHES), expect)
    for name, changes in {"all parts": {}, **SWITCHES}.items():
        expect.is_true(
            found.get(name) == RECIPE | changes,
            text(
                en=f"The recipe under `{name!r}` is not the whole recipe {'without that part' if changes else 'as it was given'}.",
                ko=f"`{name!r}`의 레시피가 {'그 재료만 뺀' if changes else '받은 그대로의'} 온전한 레시피가 아닙니다.",
            ),
            hint=text(
                en="Every recipe starts from the *whole* one. If earlier parts are missing too, the recipe itself was changed on the way.",
                ko="레시피마다 *온전한* 것에서 시작합니다. 앞의 재료까지 빠져 있다면, 도중에 레시피 자체를 바꾼 것입니다.",
            ),
        )


@check("one_at_a_time", title=text(en="the arguments stay as they were", ko="받은 인수를 바꾸지 않습니다"))
def leaves_its_arguments_alone(student, expect):
    kept = student.eval("(one_at_a_time(recipe, switches), [recipe, switches])[1]", recipe=RECIPE, switches=SWITCHES)
    expect.is_true(
        list(kept) == [RECIPE, SWITCHES],
        text(
            en="`one_at_a_time` changed the recipe or the `switches` that it was given.",
            ko="`one_at_a_time`이 받은 레시피나 `switches`를 바꾸었습니다.",
        ),
        hint=text(
            en="`recipe | changes`, `{**recipe, **changes}` and `dict(recipe)` make a new dict; `update` and `recipe[...] =` do not.",
            ko="`recipe | changes`, `{**recipe, **changes}`, `dict(recipe)`는 새 dict를 만들고, `update`와 `recipe[...] =`은 아닙니다.",
        ),
    )


@check("classify", title=text(en="probabilities", ko="확률"))
def answers_with_probabilities(student, expect):
    probabilities_of(student, expect, held_out("objects", "synthetic", 20, np.random.default_rng(9)).images)


@check("classify", title=text(en="300 fresh images", ko="새로운 이미지 300장"))
def sees_more_than_blotches_of_colour(student, expect):
    classifies(student, expect, held_out("objects", source_at_hand(student), 300, np.random.default_rng(9)), above=42)


quiz(
    "larger_pictures",
    question=text(
        en=(
            "You double the side of the pictures to 64 x 64 and keep both networks as they are, layer for layer. What happens to "
            "the CNN's second *convolution* (64 kernels of 3 x 3)?"
        ),
        ko=(
            "사진의 한 변을 두 배로 늘려 64 x 64로 하고, 두 신경망의 층은 그대로 둡니다. CNN의 둘째 *합성곱층*(3 x 3 커널 64개)은 "
            "어떻게 될까요?"
        ),
    ),
    choices=[
        choice(
            text(
                en="Its parameters stay the same, its multiply-adds are more than four times as many",
                ko="파라미터는 그대로이고, 곱셈-덧셈은 네 배가 넘습니다",
            ),
            right=True,
            because=text(
                en=(
                    "The kernels do not know the size of the picture, but they now stand at 60 x 60 places instead of 28 x 28. "
                    "Parameters and cost are two different things."
                ),
                ko=(
                    "커널은 사진의 크기를 모릅니다. 하지만 28 x 28곳이 아니라 60 x 60곳에 섭니다. 파라미터 수와 비용은 서로 다른 것입니다."
                ),
            ),
        ),
        choice(
            text(en="Both grow to four times as many", ko="둘 다 네 배로 늘어납니다"),
            because=text(
                en="That is what happens to the first *dense* layer: it has a weight for every number that is flattened.",
                ko="그것은 첫 *완전 연결층*에서 일어나는 일입니다. 한 줄로 편 수마다 가중치가 있기 때문입니다.",
            ),
        ),
        choice(
            text(en="Neither changes: the layer is the same", ko="층이 같으므로 둘 다 그대로입니다"),
            because=text(
                en="The layer is the same, but it is used at more places, and each use is a multiplication.",
                ko="층은 같지만 더 많은 자리에서 쓰이고, 쓰일 때마다 곱셈을 합니다.",
            ),
        ),
    ],
)

quiz(
    "shuffled_columns",
    question=text(
        en=(
            "You treat 200 sensor readings per machine as a strip and train a small one-dimensional CNN: 88 %. With the 200 readings "
            "shuffled in one fixed order it reaches 87.5 %, and other seeds differ by half a point. What do you conclude?"
        ),
        ko=(
            "기계마다 센서값 200개를 한 줄로 보고 작은 1차원 CNN을 학습했더니 88 %였습니다. 200개를 정해진 순서 하나로 뒤섞으니 "
            "87.5 %이고, 시드를 바꾸면 0.5포인트쯤 달라집니다. 어떤 결론을 내릴 수 있나요?"
        ),
    ),
    choices=[
        choice(
            text(en="The shuffle destroyed half a point of information", ko="뒤섞으면서 정보가 0.5포인트만큼 사라졌습니다"),
            because=text(
                en="A fixed shuffle destroys no information at all, and half a point is what another seed changes, too.",
                ko="정해진 순서로 뒤섞는 것은 정보를 전혀 없애지 않습니다. 0.5포인트는 시드만 바꾸어도 달라지는 만큼입니다.",
            ),
        ),
        choice(
            text(
                en="The order of the readings carries little that this CNN could use",
                ko="센서값의 순서에는 이 CNN이 쓸 만한 것이 거의 없습니다",
            ),
            right=True,
            because=text(
                en=(
                    "Where a CNN does not suffer from the shuffle, neighbours told it nothing. A dense network, or a linear model, is "
                    "the natural first choice here."
                ),
                ko=(
                    "뒤섞어도 CNN이 손해를 보지 않는다면 이웃이 알려 준 것이 없었다는 뜻입니다. 이럴 때는 완전 연결 신경망이나 선형 "
                    "모델을 먼저 써 보는 것이 자연스럽습니다."
                ),
            ),
        ),
        choice(
            text(en="The CNN is invariant to the order", ko="이 CNN은 순서에 대해 불변입니다"),
            because=text(
                en=("It was trained anew on the shuffled readings. Shuffle the inputs of the *trained* network, and it will be helpless."),
                ko="뒤섞은 값으로 새로 학습한 결과입니다. *이미 학습한* 신경망의 입력을 뒤섞으면 아무것도 못 하게 됩니다.",
            ),
        ),
    ],
)

quiz(
    "always_the_same_place",
    question=text(
        en="Which change makes a CNN's answers steadier when the object moves by a few pixels?",
        ko="물체가 몇 픽셀 움직여도 CNN의 답이 덜 흔들리게 하려면 무엇을 바꾸어야 할까요?",
    ),
    choices=[
        choice(
            text(en="Nothing: convolutions are invariant already", ko="바꿀 것이 없습니다. 합성곱은 이미 불변입니다"),
            because=text(
                en="They are equivariant: the feature map moves along. A dense layer behind `Flatten` sees a moved map as another one.",
                ko="합성곱은 등변입니다. 특성 맵이 따라 움직입니다. `Flatten` 뒤의 완전 연결층에게 옮겨 간 특성 맵은 다른 특성 맵입니다.",
            ),
        ),
        choice(
            text(en="A wider first dense layer", ko="첫 완전 연결층을 넓힙니다"),
            because=text(
                en="More weights per place make it easier to learn by heart where things stood in the training pictures.",
                ko="자리마다 가중치가 늘어나면, 훈련 사진에서 무엇이 어디에 있었는지 외우기가 더 쉬워질 뿐입니다.",
            ),
        ),
        choice(
            text(
                en="Train on pictures moved at random, and pool over all places instead of flattening",
                ko="무작위로 옮긴 사진으로 학습하고, 한 줄로 펴는 대신 모든 자리에 걸쳐 풀링합니다",
            ),
            right=True,
            because=text(
                en=(
                    "The first teaches that the answer stays, the second builds it in: behind a maximum over all places, nobody "
                    "knows any more where it was."
                ),
                ko=(
                    "앞의 것은 답이 그대로임을 가르치고, 뒤의 것은 그것을 구조에 넣습니다. 모든 자리에 걸쳐 최댓값을 취하고 나면 그것이 "
                    "어디에 있었는지 아무도 모릅니다."
                ),
            ),
        ),
    ],
)
