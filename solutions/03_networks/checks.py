"""Visible checks of lesson 03: layers as matrix products, softmax, counting, and what shuffling does to a dense network."""

from itertools import pairwise

import numpy as np

from course_utils.checking import StudentRaised, check, choice, exercise, fresh_start, quiz, text

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = [0, 1, 1, 0]

fresh_start()
exercise(
    "xor_network",
    points=3,
    hints=[
        text(
            en=(
                "Give both hidden units the weights 1 and 1, so that they see how many switches are on: 0, 1, 1 or 2. What does ReLU "
                "make of these sums with the bias 0, and what with the bias -1?"
            ),
            ko=(
                "은닉 유닛 두 개의 가중치를 모두 1과 1로 해 보세요. 그러면 켜진 스위치의 수 0, 1, 1, 2가 보입니다. 편향이 0일 때와 -1일 때 "
                "ReLU를 거치면 각각 어떻게 되나요?"
            ),
        ),
        text(
            en="You get 0, 1, 1, 2 and 0, 0, 0, 1. How can you make 0, 1, 1, 0 of these two columns?",
            ko="0, 1, 1, 2와 0, 0, 0, 1이 나옵니다. 이 두 열로 0, 1, 1, 0을 어떻게 만들 수 있을까요?",
        ),
        text(
            en="Subtract the second column twice. A bias of -0.5 leaves some room on both sides of 0.",
            ko="둘째 열을 두 번 빼세요. 편향을 -0.5로 하면 0의 양쪽에 여유가 생깁니다.",
        ),
        text(
            en="Hidden: weights `[[1, 1], [1, 1]]` and biases `[0, -1]`. Output: weights `[[1], [-2]]`, and a bias.",
            ko="은닉층은 가중치 `[[1, 1], [1, 1]]`과 편향 `[0, -1]`입니다. 출력층은 가중치 `[[1], [-2]]`와 편향 하나입니다.",
        ),
    ],
    idea=text(
        en=(
            "One unit counts the switches that are on, the other wakes up only when both are, and then it counts against. Every ReLU "
            "puts a fold into a sheet of paper that was flat; with enough folds it comes as close as you like to any shape."
        ),
        ko=(
            "한 유닛은 켜진 스위치를 세고, 다른 유닛은 둘 다 켜졌을 때에만 깨어나 반대쪽에 힘을 줍니다. ReLU 하나는 평평하던 종이를 한 번 "
            "접는 것과 같습니다. 충분히 여러 번 접으면 어떤 모양에든 얼마든지 가까워질 수 있습니다."
        ),
    ),
)

exercise(
    "affine",
    points=2,
    hints=[
        text(
            en="Play dominoes with `x` (N, D) and `weights` (D, M). Which of the two must come first?",
            ko="`x` (N, D)와 `weights` (D, M)로 도미노를 해 보세요. 어느 쪽이 먼저 와야 하나요?",
        ),
        text(
            en="`@` is the matrix product; `*` multiplies element by element. Adding `biases` (M,) to (N, M) adds them to every row.",
            ko="`@`는 행렬곱이고 `*`는 원소끼리의 곱입니다. (N, M)에 `biases` (M,)를 더하면 모든 행에 더해집니다.",
        ),
        text(en="`x @ weights + biases`, and return it.", ko="`x @ weights + biases`를 돌려주면 됩니다."),
    ],
    idea=text(
        en=(
            "A column of the product is one unit looking at all examples, a row is one example seen by all units. Nothing in the line "
            "says how many examples there are: that is what makes batches free."
        ),
        ko=(
            "곱의 한 열은 유닛 하나가 모든 예제를 본 것이고, 한 행은 모든 유닛이 예제 하나를 본 것입니다. 예제가 몇 개인지는 이 한 줄 "
            "어디에도 없습니다. 그래서 배치는 거저 얻습니다."
        ),
    ),
)

exercise(
    "forward",
    points=3,
    needs=["affine"],
    hints=[
        text(
            en="A loop over `parameters`: each layer takes what the one before gave. Which layer is treated differently?",
            ko="`parameters`를 차례로 도는 반복문입니다. 층마다 앞 층이 준 것을 받습니다. 다르게 다루어야 하는 층은 어느 것인가요?",
        ),
        text(
            en="`parameters[:-1]` are all layers but the last, `parameters[-1]` is the last.",
            ko="`parameters[:-1]`은 마지막을 뺀 모든 층이고, `parameters[-1]`은 마지막 층입니다.",
        ),
        text(
            en="In the loop: `x = nn.relu(affine(x, weights, biases))`. After it: `return affine(x, *parameters[-1])`.",
            ko="반복문 안에서는 `x = nn.relu(affine(x, weights, biases))`, 끝난 뒤에는 `return affine(x, *parameters[-1])`입니다.",
        ),
    ],
    idea=text(
        en=(
            "A deep network is the same two steps again and again, and `x` is renamed at each station: the examples in new "
            "coordinates. Without ReLU the whole loop would collapse into a single product."
        ),
        ko=(
            "심층 신경망은 똑같은 두 단계의 되풀이입니다. `x`는 정거장마다 새로운 좌표로 바뀐 예제입니다. ReLU가 없다면 반복문 전체가 "
            "행렬곱 하나로 줄어듭니다."
        ),
    ),
)

exercise(
    "softmax",
    points=4,
    hints=[
        text(
            en="First the plain formula: `np.exp`, then divide by its sum along `axis`. Get the first checks to pass with that.",
            ko="먼저 식 그대로 써 보세요. `np.exp`를 구하고 `axis` 방향의 합으로 나눕니다. 이것으로 앞의 확인부터 통과해 보세요.",
        ),
        text(
            en="`keepdims=True` keeps the axis that is summed over, with length 1, so that dividing works for every shape.",
            ko="`keepdims=True`를 쓰면 더해서 없어질 축이 길이 1로 남아, 어떤 모양이든 나눌 수 있습니다.",
        ),
        text(
            en=(
                "Subtracting a constant from the logits of one example changes nothing. Take the largest logit *of that example*: then "
                "the exponents are 0 or less."
            ),
            ko=(
                "예제 하나의 로짓에서 상수를 빼도 아무것도 달라지지 않습니다. *그 예제에서* 가장 큰 로짓을 빼세요. 그러면 지수가 모두 0 "
                "이하입니다."
            ),
        ),
        text(
            en="`powers = np.exp(logits - np.max(logits, axis=axis, keepdims=True))`; now divide in the same manner.",
            ko="`powers = np.exp(logits - np.max(logits, axis=axis, keepdims=True))`를 구하고, 같은 방식으로 나누세요.",
        ),
    ],
    idea=text(
        en=(
            "The formula and the code are equal in mathematics and different in the machine. Subtracting the largest logit makes the "
            "largest power exactly 1, so the sum lies between 1 and the number of classes: nothing can overflow, and nothing is divided "
            "by 0."
        ),
        ko=(
            "수학으로는 같은 식이라도 컴퓨터에서는 다를 수 있습니다. 가장 큰 로짓을 빼면 가장 큰 거듭제곱이 꼭 1이 되어, 합은 1과 "
            "클래스 수 "
            "사이에 있습니다. 그래서 오버플로가 날 수 없고 0으로 나누는 일도 없습니다."
        ),
    ),
)

exercise(
    "count_parameters",
    points=2,
    hints=[
        text(
            en="Draw the XOR network, sizes 2, 2, 1. In 01 it had nine numbers. Which are they?",
            ko="크기가 2, 2, 1인 XOR 신경망을 그려 보세요. 01에서 숫자는 아홉 개였습니다. 무엇무엇인가요?",
        ),
        text(
            en="A layer with D inputs and M units has D times M weights and M biases. The inputs themselves have no bias.",
            ko="입력이 D개, 유닛이 M개인 층에는 가중치가 D 곱하기 M개, 편향이 M개 있습니다. 입력 자체에는 편향이 없습니다.",
        ),
        text(
            en="`zip(sizes[:-1], sizes[1:])` gives each layer's inputs and units. Add up over all layers.",
            ko="`zip(sizes[:-1], sizes[1:])`을 쓰면 층마다 입력 수와 유닛 수가 나옵니다. 모든 층에 대해 더하세요.",
        ),
    ],
    idea=text(
        en=(
            "Each pair of neighbours in `sizes` is one domino: its area is the number of weights, its right half the number of biases. "
            "With images, the first domino is nearly always the largest."
        ),
        ko=(
            "`sizes`에서 이웃한 두 수가 도미노 하나입니다. 두 수의 곱이 가중치의 수이고, 오른쪽 수가 편향의 수입니다. 이미지를 다룰 때는 "
            "거의 언제나 첫 도미노가 가장 큽니다."
        ),
    ),
)

exercise(
    "kinds",
    points=1,
    hints=[
        text(
            en="Ask of each word: will training change this number, or must it be fixed before training can start?",
            ko="낱말마다 물어보세요. 학습하면서 바뀌는 값인가요, 아니면 학습을 시작하기 전에 정해야 하는 값인가요?",
        ),
        text(
            en="Only what `count_parameters` counts is a parameter, and it counts two of these words.",
            ko="`count_parameters`가 세는 것만 파라미터이고, 이 가운데 두 낱말이 거기에 해당합니다.",
        ),
    ],
    idea=text(
        en=(
            "Parameters are found from training images; hyperparameters are compared on images set aside for it, the validation images. "
            "You will do both, from 06 on."
        ),
        ko=(
            "파라미터는 훈련 이미지에서 찾습니다. 하이퍼파라미터는 따로 떼어 둔 검증 이미지로 비교해 고릅니다. 06부터 두 가지를 "
            "모두 하게 됩니다."
        ),
    ),
)

exercise(
    "shuffle_pixels",
    points=2,
    hints=[
        text(
            en="Three steps: flatten to (N, number of pixels), rearrange the columns, bring back the old shape.",
            ko="세 단계입니다. (N, 픽셀 수)로 펼치고, 열을 다시 늘어놓고, 원래 모양으로 되돌립니다.",
        ),
        text(
            en="Indexing with an array rearranges: `strips[:, permutation]` puts column `permutation[j]` into place `j`.",
            ko="배열로 인덱싱하면 순서가 바뀝니다. `strips[:, permutation]`은 `permutation[j]`번 열을 `j`번 자리에 놓습니다.",
        ),
        text(
            en="`flatten(images)` gives the strips, `.reshape(images.shape)` brings the shape back.",
            ko="`flatten(images)`로 띠를 얻고, `.reshape(images.shape)`로 원래 모양을 되돌리세요.",
        ),
    ],
    idea=text(
        en=(
            "One permutation for all images renames the pixels and destroys nothing: the inverse permutation brings every image back. "
            "A different one for each image destroys the only thing that the images share, which pixel is which."
        ),
        ko=(
            "모든 이미지에 같은 순열을 쓰면 픽셀의 이름만 바뀌고 사라지는 것은 없습니다. 역순열을 쓰면 모든 이미지가 되돌아옵니다. "
            "이미지마다 "
            "다른 순열을 쓰면 이미지들이 공유하던 단 한 가지, 어느 픽셀이 어느 픽셀인지가 사라집니다."
        ),
    ),
)

exercise(
    "permute_weights",
    points=3,
    hints=[
        text(
            en=(
                "Input `j` of the shuffled images is the old input `permutation[j]`. Which weights belong to the old input `i`: a "
                "row or a column?"
            ),
            ko="뒤섞은 이미지의 `j`번 입력은 옛 `permutation[j]`번 입력입니다. 옛 `i`번 입력의 가중치는 행인가요, 열인가요?",
        ),
        text(
            en="So row `j` of the new weights must be row `permutation[j]` of the old ones.",
            ko="그러므로 새 가중치의 `j`번 행은 옛 가중치의 `permutation[j]`번 행이어야 합니다.",
        ),
        text(
            en="`weights[permutation]` picks rows in that order; `weights[:, permutation]` would pick columns.",
            ko="`weights[permutation]`은 그 순서로 행을 고릅니다. `weights[:, permutation]`은 열을 고르게 됩니다.",
        ),
    ],
    idea=text(
        en=(
            "Each input brings its own row of weights along, and a sum does not ask for the order of its terms. The function that the "
            "network computes is the same, only its inputs have changed their names. That is a proof, not a measurement."
        ),
        ko=(
            "입력마다 자기 가중치 한 행을 데리고 다니고, 합은 더하는 순서를 따지지 않습니다. 신경망이 계산하는 함수는 그대로이고 입력의 "
            "이름만 바뀌었습니다. 이것은 측정이 아니라 증명입니다."
        ),
    ),
)

exercise(
    "open_question",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: the MLP has a separate weight for every pixel, so rearranged weights undo the shuffle. 1 point: a CNN's window "
            "joins neighbours and relies on their belonging together, which the shuffle destroys. 1 point: the same few weights are used "
            "at all places, and the shuffle does something else at every place, so no rearrangement of them can undo it."
        ),
        ko=(
            "1점: MLP는 픽셀마다 가중치가 따로 있으므로 가중치를 다시 늘어놓으면 뒤섞은 효과가 사라집니다. 1점: CNN의 창은 이웃한 픽셀을 "
            "함께 보고 그것들이 함께 뜻을 가진다는 데 기대는데, 뒤섞으면 그것이 무너집니다. 1점: 똑같은 몇 개의 가중치를 모든 "
            "자리에서 쓰는데 "
            "뒤섞기의 효과는 자리마다 다르므로, 가중치를 어떻게 늘어놓아도 되돌릴 수 없습니다."
        ),
    ),
)


def relu(z):
    """Cut off what is below 0."""
    return np.maximum(z, 0)


def fits_nowhere(raised):
    """Tell whether NumPy complained about shapes."""
    words = ("mismatch", "broadcast", "aligned", "dimension", "out of bounds", "reshape")
    return any(word in raised.message for word in words)


def computed(student, expect, expression, needed, **inputs):
    """Evaluate; if the shapes do not fit each other, say which were given, in which line, and what was needed."""
    try:
        return student.eval(expression, **inputs)
    except StudentRaised as raised:
        if not fits_nowhere(raised):
            raise
        line = raised.frames[-1].source if raised.frames else ""
        given = ", ".join(f"`{name}` {value.shape}" for name, value in inputs.items() if isinstance(value, np.ndarray))
        expect.fail(
            message=text(
                en=f"The shapes do not fit in `{line}`. Given: {given}. NumPy says: {raised.message}",
                ko=f"`{line}`에서 모양이 맞지 않습니다. 주어진 것은 {given}입니다. NumPy 메시지: {raised.message}",
            ),
            hint=needed,
        )


def of_any_length(student, expect, expression, name, needed, **inputs):
    """Evaluate; if the answer counts on a list of one certain length, say how long the list was."""
    try:
        return computed(student, expect, expression, needed, **inputs)
    except StudentRaised as raised:
        if "to unpack" not in raised.message:
            raise
        line, length = raised.frames[-1].source if raised.frames else "", len(inputs[name])
        expect.fail(
            message=text(
                en=f"`{line}` counts on one certain length, but here `{name}` has length {length}. Python says: {raised.message}",
                ko=f"`{line}`에서는 길이를 정해 놓았는데, 여기에서 `{name}`의 길이는 {length}입니다. 파이썬 메시지: {raised.message}",
            ),
            hint=text(en="Use a loop, so that any length will do.", ko="반복문을 쓰세요. 그러면 길이가 얼마든 됩니다."),
        )


def slip_in(got, slips):
    """Return the hint of the first slip whose values these are."""
    try:
        values = np.asarray(got, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return None
    for wrong, hint in slips:
        if values.shape == np.shape(wrong) and np.allclose(values, wrong, rtol=1e-5, atol=1e-6):
            return hint
    return None


def untouched(expect, before, behind, name):
    """Expect that a function left its argument alone."""
    expect.is_true(
        np.array_equal(np.asarray(behind), before),
        text(
            en=f"Your function writes into its argument `{name}`: after the call it holds other numbers.",
            ko=f"함수가 인수 `{name}`에 값을 써넣습니다. 호출하고 나면 다른 수가 들어 있습니다.",
        ),
        hint=text(
            en="`-=`, `+=` and `/=` change an array in place, for everybody who holds it. Make a new one: `x = x - 1`.",
            ko="`-=`, `+=`, `/=`는 배열을 그 자리에서 바꾸어, 그 배열을 쓰는 모두에게 영향을 줍니다. `x = x - 1`처럼 새 배열을 만드세요.",
        ),
    )


def network_of(student, expect):
    """Read [(weights, biases), (weights, biases)] as arrays, whatever lists or tuples they come in."""
    got = student.eval("xor_network")
    shape = text(
        en="`xor_network` should look like `[(weights, biases), (weights, biases)]`: two layers, each a pair of weights and biases.",
        ko="`xor_network`는 `[(weights, biases), (weights, biases)]` 꼴이어야 합니다. 층이 두 개이고, 층마다 가중치와 편향의 쌍입니다.",
    )
    expect.is_true(isinstance(got, list | tuple) and len(got) == 2, shape)
    layers = []
    for pair in got:
        expect.is_true(isinstance(pair, list | tuple) and len(pair) == 2, shape)
        try:
            weights, biases = (np.array(part, dtype=float) for part in pair)
        except (TypeError, ValueError, OverflowError):
            expect.fail(message=shape)
        expect.is_true(weights.size > 0 and np.isfinite(weights).all() and np.isfinite(biases).all(), shape)
        layers.append((weights, biases.ravel()))
    return layers


def fitting(expect, layers):
    """Expect shapes that chain: (2, h), (h,), (h, 1), (1,)."""
    (hidden_weights, hidden_biases), (weights, biases) = layers
    units = hidden_weights.shape[1] if hidden_weights.ndim == 2 else 2
    last = weights.reshape(-1, 1) if weights.ndim == 1 else weights
    named = (
        ("xor_network[0][0]", hidden_weights.shape, (2, units)),
        ("xor_network[0][1]", hidden_biases.shape, (units,)),
        ("xor_network[1][0]", last.shape, (units, 1)),
        ("xor_network[1][1]", biases.shape, (1,)),
    )
    for name, given, needed in named:
        expect.is_true(
            given == needed,
            text(
                en=f"`{name}` has shape {given}, but shape {needed} is needed.",
                ko=f"`{name}`의 모양은 {given}인데, 필요한 모양은 {needed}입니다.",
            ),
            hint=text(
                en="(4, 2) meets (2, units), and (4, units) meets (units, 1). One bias per unit.",
                ko="(4, 2)가 (2, 유닛 수)를 만나고, (4, 유닛 수)가 (유닛 수, 1)을 만납니다. 편향은 유닛마다 하나입니다.",
            ),
        )
    return hidden_weights, hidden_biases, last[:, 0], biases[0]


def sums_of(network, activation=relu):
    """Compute z for the four rows; sums that differ from 0 by rounding alone are 0."""
    hidden_weights, hidden_biases, weights, bias = network
    hidden = activation(CORNERS @ hidden_weights + hidden_biases)
    z = hidden @ weights + bias
    return np.where(np.abs(z) < 1e-12, 0, z), hidden


def is_xor(z):
    """Tell whether z is above 0 in the right rows."""
    return (z > 0).astype(int).tolist() == XOR


def advice_on_xor(network, z, hidden, row):
    """Look for the usual reasons why a row is wrong."""
    hidden_weights, hidden_biases, weights, bias = network
    if hidden_weights.shape == (2, 2) and is_xor(sums_of((hidden_weights.T, hidden_biases, weights, bias))[0]):
        return text(
            en="Rows and columns of the hidden weights are swapped: each *column* holds the weights of one unit.",
            ko="은닉층 가중치의 행과 열이 뒤바뀌었습니다. *열* 하나가 유닛 하나의 가중치입니다.",
        )
    if is_xor(sums_of(network, lambda sums: (sums > 0).astype(float))[0]):
        return text(
            en=(
                "These numbers suit a step. ReLU hands on the sum itself instead of 1, so the output layer must weigh other values: "
                f"in this row {hidden[row].tolist()}."
            ),
            ko=(
                "이 숫자는 계단 함수에 맞는 숫자입니다. ReLU는 1이 아니라 합 자체를 넘겨주므로 출력층이 받는 값이 다릅니다. 이 줄에서는 "
                f"{hidden[row].tolist()}입니다."
            ),
        )
    if is_xor(-z):
        return text(
            en="All four rows are turned round. Change the signs of the output layer.",
            ko="네 줄이 모두 뒤집혔습니다. 출력층의 부호를 바꿔 보세요.",
        )
    if z[row] == 0:
        return text(
            en="At exactly 0 the answer is 0. Move the output bias a little.",
            ko="꼭 0일 때의 답은 0입니다. 출력층의 편향을 조금 옮겨 보세요.",
        )
    return text(
        en=f"In this row the hidden layer hands on {hidden[row].tolist()} after ReLU. What does the output layer make of it?",
        ko=f"이 줄에서 은닉층은 ReLU를 거쳐 {hidden[row].tolist()} 값을 넘겨줍니다. 출력층은 그것으로 무엇을 계산하나요?",
    )


@check("xor_network", title=text(en="the shapes fit", ko="모양이 맞습니다"))
def the_shapes_fit(student, expect):
    fitting(expect, network_of(student, expect))


@check("xor_network", weight=2, title=text(en="0, 1, 1, 0 in the four rows", ko="네 줄의 답이 0, 1, 1, 0입니다"))
def all_four_rows_are_right(student, expect):
    network = fitting(expect, network_of(student, expect))
    z, hidden = sums_of(network)
    wrong = [row for row in range(4) if int(z[row] > 0) != XOR[row]]
    if wrong:
        row = wrong[0]
        switches = f"({int(CORNERS[row][0])}, {int(CORNERS[row][1])})"
        expect.fail(
            message=text(
                en=f"{4 - len(wrong)} of 4 rows are right. For {switches} the answer should be {XOR[row]}, but z is {z[row]:g}.",
                ko=f"4줄 중 {4 - len(wrong)}줄이 맞습니다. {switches}에서는 {XOR[row]}이라고 답해야 하는데, z가 {z[row]:g}입니다.",
            ),
            hint=advice_on_xor(network, z, hidden, row),
        )


NEEDED = text(
    en="Needed: `x` (N, D) before `weights` (D, M), so that the two Ds touch; then `biases` (M,).",
    ko="필요한 순서는 `x` (N, D), `weights` (D, M)입니다. 그래야 D끼리 맞닿습니다. 그다음이 `biases` (M,)입니다.",
)


ONE_EXAMPLE = text(
    en="One example has a single axis, (D,), so `x[n]` is a number and `x.shape` has one entry. `x @ weights` takes both sorts.",
    ko=(
        "예제 하나에는 축이 하나뿐입니다. 모양이 (D,)이므로 `x[n]`은 수 하나이고 `x.shape`의 항목도 하나입니다. "
        "`x @ weights`는 두 경우에 모두 됩니다."
    ),
)


def check_affine(student, expect, x, weights, biases, where):
    """Compare one layer, and name the usual slips."""
    needed = NEEDED if x.ndim == 2 else ONE_EXAMPLE
    got = computed(student, expect, "affine(x, weights, biases)", needed, x=x, weights=weights, biases=biases)
    slips = [
        (x @ weights, text(en="The biases are missing.", ko="편향이 빠졌습니다.")),
        (x @ weights - biases, text(en="The biases are *added*, not subtracted.", ko="편향은 빼지 않고 *더합니다*.")),
        (x @ weights * biases, text(en="The biases are *added*, not multiplied.", ko="편향은 곱하지 않고 *더합니다*.")),
        (
            x @ (weights + biases),
            text(en="Multiply first; the biases are added to the product.", ko="먼저 곱하세요. 편향은 곱한 값에 더합니다."),
        ),
        (
            relu(x @ weights + biases),
            text(
                en="An affine layer has no ReLU in it; that comes afterwards, in `forward`.",
                ko="아핀층 안에는 ReLU가 없습니다. ReLU는 그 뒤에, `forward`에서 옵니다.",
            ),
        ),
        (
            x @ weights + biases.sum(),
            text(
                en="Each unit has its own bias: do not add them up.", ko="유닛마다 자기 편향이 있습니다. 편향을 더해 하나로 만들지 마세요."
            ),
        ),
    ]
    if weights.shape[0] == weights.shape[1]:
        columns = text(
            en="Each *column* of `weights` belongs to one unit. Did you transpose it, or put `weights` first?",
            ko="`weights`의 *열* 하나가 유닛 하나입니다. 행과 열을 바꾸었거나 `weights`를 앞에 두지 않았나요?",
        )
        slips += [(x @ weights.T + biases, columns), (weights @ x + biases, columns)]
        if x.shape == weights.shape:
            slips.append(
                (x * weights + biases, text(en="`*` multiplies element by element. Use `@`.", ko="`*`는 원소끼리 곱합니다. `@`를 쓰세요."))
            )
            slips.append(
                (
                    x @ weights + biases[:, np.newaxis],
                    text(en="Add `biases` to every *row*, not to every column.", ko="`biases`는 열이 아니라 *행*마다 더해야 합니다."),
                )
            )
    fallback = text(
        en="Each row of `x` times each column of `weights`, added up, plus that column's bias.",
        ko="`x`의 행과 `weights`의 열을 원소끼리 곱해 더하고, 그 열의 편향을 더하세요.",
    )
    expect.close(got, x @ weights + biases, hint=slip_in(got, slips) or fallback, where=where)


BATCH = np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 3.0], [2.0, 0.5, 1.0], [0.0, 0.0, 0.0]])


@check("affine", title=text(en="a batch of four", ko="예제 네 개로 된 배치"))
def transforms_a_batch(student, expect):
    check_affine(student, expect, BATCH, np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]]), np.array([10.0, -0.5]), "")


@check("affine", title=text(en="columns are units", ko="열이 유닛입니다"))
def treats_columns_as_units(student, expect):
    weights = np.array([[1.0, 2.0, -1.0], [0.0, 1.0, 4.0], [0.5, 0.0, 2.0]])
    check_affine(
        student,
        expect,
        BATCH[:3],
        weights,
        np.array([0.5, -1.0, 2.0]),
        text(en="with as many units as inputs", ko="유닛과 입력의 수가 같을 때"),
    )


@check("affine", title=text(en="one single example", ko="예제 하나"))
def transforms_a_single_example(student, expect):
    weights, biases = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]]), np.array([10.0, -0.5])
    check_affine(student, expect, BATCH[0], weights, biases, text(en="one example of shape (3,)", ko="모양이 (3,)인 예제 하나"))


@check("affine", title=text(en="the arguments stay as they were", ko="인수를 바꾸지 않습니다"))
def affine_leaves_its_arguments_alone(student, expect):
    x, weights, biases = BATCH, np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]]), np.array([10.0, -0.5])
    _, *behind = computed(
        student,
        expect,
        "(lambda x, weights, biases: (affine(x, weights, biases), x, weights, biases))(x, weights, biases)",
        NEEDED,
        x=x,
        weights=weights,
        biases=biases,
    )
    for name, before, after in zip(("x", "weights", "biases"), (x, weights, biases), behind, strict=True):
        untouched(expect, before, after, name)


LAYERS = [
    (np.array([[1.0, -2.0, 0.5], [-1.0, 1.0, 2.0]]), np.array([0.5, 0.0, -1.0])),
    (np.array([[1.0, -1.0, 2.0, 0.0], [2.0, 1.0, -3.0, 1.0], [-1.0, 0.5, 1.0, -2.0]]), np.array([-0.5, 1.0, 0.0, 0.5])),
    (np.array([[1.0, -1.0], [-2.0, 1.0], [0.5, -1.5], [1.0, 2.0]]), np.array([-1.0, 0.25])),
]
SIGNALS = np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, -2.0], [3.0, 1.0], [-2.0, -1.0]])


def chained(x, parameters, *, start=False, between=relu, end=None):
    """Compute the forward pass, rightly or with a slip."""
    x = relu(x) if start else x
    for number, (weights, biases) in enumerate(parameters):
        x = x @ weights + biases
        x = between(x) if number < len(parameters) - 1 else x
    return x if end is None else end(x)


def softmax(logits, axis=-1):
    """Compute softmax, stably."""
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def check_forward(student, expect, x, parameters, hint):
    """Compare the logits, and name the usual slips."""
    got = of_any_length(
        student,
        expect,
        "forward(x, parameters)",
        "parameters",
        text(
            en="Each layer must get what the layer *before* it gave, not `x` again.",
            ko="각 층은 `x`가 아니라 *바로 앞* 층의 결과를 받아야 합니다.",
        ),
        x=x,
        parameters=parameters,
    )
    no_relu_last = text(
        en="There is a ReLU after the last layer, too. Logits may be negative: leave the last layer bare.",
        ko="마지막 층 뒤에도 ReLU가 있습니다. 로짓은 음수일 수 있으므로 마지막 층 뒤에는 아무것도 두지 마세요.",
    )
    slips = [
        (chained(x, parameters, end=relu), no_relu_last),
        (
            chained(x, parameters, between=lambda z: z),
            text(en="There is no ReLU between the layers.", ko="층 사이에 ReLU가 없습니다."),
        ),
        (
            chained(x, parameters, start=True),
            text(
                en="ReLU comes *after* a layer. Yours also cuts off the inputs before the first one.",
                ko="ReLU는 층의 *뒤*에 옵니다. 지금은 첫 층에 들어가기 전의 입력까지 잘라 냅니다.",
            ),
        ),
        (
            chained(x, parameters, start=True, between=lambda z: z),
            text(
                en="ReLU comes *after* each layer but the last, not before the first.",
                ko="ReLU는 첫 층의 앞이 아니라, 마지막 층을 뺀 각 층의 *뒤*에 옵니다.",
            ),
        ),
        (
            chained(x, parameters, between=lambda z: (z > 0).astype(float)),
            text(en="Between the layers stands a step. Use `nn.relu`.", ko="층 사이에 계단 함수가 있습니다. `nn.relu`를 쓰세요."),
        ),
        (
            chained(x, parameters, between=lambda z: 1 / (1 + np.exp(-z))),
            text(en="Between the layers stands a sigmoid. Use `nn.relu`.", ko="층 사이에 시그모이드가 있습니다. `nn.relu`를 쓰세요."),
        ),
        (
            chained(x, parameters, between=np.tanh),
            text(en="Between the layers stands a tanh. Use `nn.relu`.", ko="층 사이에 tanh가 있습니다. `nn.relu`를 쓰세요."),
        ),
        (
            chained(x, [(weights, 0 * biases) for weights, biases in parameters]),
            text(
                en="The biases are missing. Use your `affine`, with the biases of each layer.",
                ko="편향이 빠졌습니다. 층마다 편향까지 넣어 `affine`을 쓰세요.",
            ),
        ),
        (
            chained(x, parameters, end=softmax),
            text(
                en="These are probabilities. Return the logits; softmax comes later.",
                ko="이것은 확률입니다. 로짓을 돌려주세요. 소프트맥스는 나중에 옵니다.",
            ),
        ),
        *(
            (
                cut,
                text(
                    en="Only some of the layers are used. Go through the whole list `parameters`.",
                    ko="층의 일부만 썼습니다. 리스트 `parameters`를 끝까지 거쳐야 합니다.",
                ),
            )
            for length in range(1, len(parameters))
            for cut in (chained(x, parameters[:length]), chained(x, parameters[:length], end=relu))
        ),
    ]
    slip = slip_in(got, slips)
    wanted = chained(x, parameters)
    if slip is not None and np.shape(got) != np.shape(wanted):
        expect.fail(message=slip)
    expect.close(got, wanted, hint=slip or hint)


@check("forward", title=text(en="one layer alone", ko="층이 하나일 때"))
def one_layer_is_affine(student, expect):
    check_forward(
        student,
        expect,
        SIGNALS,
        LAYERS[:1],
        text(
            en="A single layer is the last one too, so there is no ReLU at all.",
            ko="층이 하나뿐이면 그것이 마지막 층이므로 ReLU가 하나도 없습니다.",
        ),
    )


@check("forward", title=text(en="two layers", ko="층이 두 개일 때"))
def two_layers_with_relu_between(student, expect):
    check_forward(
        student,
        expect,
        SIGNALS,
        LAYERS[:2],
        text(en="Affine, ReLU, affine.", ko="아핀, ReLU, 아핀의 순서입니다."),
    )


@check("forward", title=text(en="three layers", ko="층이 세 개일 때"))
def three_layers_with_relu_between(student, expect):
    check_forward(
        student,
        expect,
        SIGNALS,
        LAYERS,
        text(en="Affine, ReLU, affine, ReLU, affine.", ko="아핀, ReLU, 아핀, ReLU, 아핀의 순서입니다."),
    )


@check("forward", title=text(en="one example; the arguments stay as they were", ko="예제 하나, 그리고 인수를 바꾸지 않습니다"))
def takes_one_example_and_leaves_it_alone(student, expect):
    check_forward(
        student,
        expect,
        SIGNALS[0],
        LAYERS,
        text(
            en="A single example of shape (2,) gives logits of shape (2,).", ko="모양이 (2,)인 예제 하나에서 모양이 (2,)인 로짓이 나옵니다."
        ),
    )
    _, x, parameters = student.eval(
        "(lambda x, parameters: (forward(x, parameters), x, parameters))(x, parameters)", x=SIGNALS, parameters=LAYERS
    )
    untouched(expect, SIGNALS, x, "x")
    expect.is_true(
        len(parameters) == len(LAYERS),
        text(en="Your function removes layers from `parameters`.", ko="함수가 `parameters`에서 층을 빼 버립니다."),
        hint=text(
            en="`pop` empties the list for everybody. Use `parameters[:-1]` and `parameters[-1]`.",
            ko="`pop`을 쓰면 원래 리스트에서 층이 사라집니다. `parameters[:-1]`과 `parameters[-1]`을 쓰세요.",
        ),
    )


def linear_shares(logits, axis):
    """Share out the logits themselves, as softmax without `np.exp` would."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return logits / logits.sum(axis=axis, keepdims=True)


def check_softmax(student, expect, logits, axis, hint, where=""):
    """Compare probabilities along an axis, and name the usual slips."""
    call = "softmax(logits)" if axis == -1 else f"softmax(logits, axis={axis})"
    needed = text(
        en="Needed: the sum with `keepdims=True`, so that it has as many axes as `logits`.",
        ko="합을 구할 때 `keepdims=True`가 필요합니다. 그래야 축의 수가 `logits`와 같습니다.",
    )
    if logits.ndim == 1:
        needed = text(
            en="These logits have a single axis. Use the argument `axis`, not a fixed number: -1 is the last axis, however many there are.",
            ko="이 로짓에는 축이 하나뿐입니다. 숫자를 정해 두지 말고 인수 `axis`를 쓰세요. -1은 축이 몇 개이든 마지막 축입니다.",
        )
    got = computed(student, expect, call, needed, logits=logits)
    powers = np.exp(logits)
    slips = [
        (
            powers,
            text(en="These are powers, not yet shares: divide by their sum.", ko="거듭제곱일 뿐 아직 몫이 아닙니다. 합으로 나누세요."),
        ),
        (
            np.exp(logits - logits.max(axis=axis, keepdims=True)),
            text(en="These are powers, not yet shares: divide by their sum.", ko="거듭제곱일 뿐 아직 몫이 아닙니다. 합으로 나누세요."),
        ),
        (linear_shares(logits, axis), text(en="The `np.exp` is missing.", ko="`np.exp`가 빠졌습니다.")),
        (
            powers / np.exp(logits - logits.max(axis=axis, keepdims=True)).sum(axis=axis, keepdims=True),
            text(en="Subtract the largest logit above the line, too.", ko="분자에서도 가장 큰 로짓을 빼야 합니다."),
        ),
        (
            1 / (1 + np.exp(-logits)),
            text(
                en="That is the sigmoid of each logit; they do not share one whole.",
                ko="로짓마다 시그모이드를 구한 값입니다. 하나를 나누어 갖지 않습니다.",
            ),
        ),
    ]
    if logits.ndim > 1:
        whole = text(
            en="The probabilities of the *whole batch* add up to 1. Sum along `axis` only.",
            ko="*배치 전체*의 확률을 더해 1이 됩니다. `axis` 방향으로만 더하세요.",
        )
        other = text(
            en="The probabilities add up to 1 along another axis than `axis`.",
            ko="`axis`가 아닌 다른 축을 따라 더해야 1이 됩니다.",
        )
        slips.append((powers / powers.sum(), whole))
        slips += [(softmax(logits, axis=place), other) for place in range(logits.ndim)]
    expect.close(got, softmax(logits, axis=axis), hint=slip_in(got, slips) or hint, where=where)


@check("softmax", title=text(en="three logits", ko="로짓 세 개"))
def gives_each_logit_its_share(student, expect):
    hint = text(en="$e^z$, divided by the sum of all of them.", ko="$e^z$를 모두의 합으로 나눈 값입니다.")
    check_softmax(student, expect, np.array([2.0, 1.0, 0.0]), -1, hint)
    check_softmax(
        student,
        expect,
        np.array([3, -1, 0, 0]),
        -1,
        text(
            en="Here the logits are whole numbers; the probabilities are not. Make a new array.",
            ko="여기에서 로짓은 정수이지만 확률은 정수가 아닙니다. 새 배열을 만드세요.",
        ),
    )


TABLE = np.array([[1.0, 3.0, 0.0, 2.0], [-1.0, 0.0, 2.0, 0.5], [4.0, 4.0, -2.0, 0.0]])


@check("softmax", title=text(en="every row of a batch adds up to 1", ko="배치의 행마다 더하면 1입니다"))
def every_row_of_a_batch_adds_up_to_one(student, expect):
    check_softmax(
        student,
        expect,
        TABLE,
        -1,
        text(en="Row by row: each example has its own sum.", ko="행마다 따로 계산하세요. 예제마다 합이 다릅니다."),
    )


@check("softmax", title=text(en="along any axis", ko="어느 축으로나"))
def works_along_any_axis(student, expect):
    hint = text(
        en="Use `axis` in the sum and in the maximum, with `keepdims=True` in both.",
        ko="합과 최댓값을 구할 때 모두 `axis`를 쓰고, `keepdims=True`도 함께 쓰세요.",
    )
    check_softmax(student, expect, TABLE, 0, hint)
    check_softmax(student, expect, np.stack([TABLE, 2 - TABLE]), 1, hint)


@check("softmax", weight=2, title=text(en="no overflow, however large the logits", ko="로짓이 아무리 커도 오버플로가 없습니다"))
def survives_large_logits(student, expect):
    each_row = text(
        en="Subtract the largest logit of *each row* before `np.exp`; then no exponent is above 0, and the largest is exactly 0.",
        ko="`np.exp` 전에 *행마다* 가장 큰 로짓을 빼세요. 그러면 지수가 모두 0 이하이고, 가장 큰 것은 꼭 0입니다.",
    )
    for logits in (
        np.array([1000.0, 999.0, 998.0]),
        np.array([-1000.0, -1001.0, -1002.0]),
        np.array([[1000.0, 1001.0, 1002.0], [-3000.0, -3000.0, -3001.0]]),
    ):
        got = expect.no_overflow(student, "softmax(logits)", logits=logits, hint=each_row)
        expect.close(got, softmax(logits), hint=each_row)
    spread = np.array([2000.0, 0.0, -2000.0])
    largest = text(
        en="These logits lie far apart. It must be the *largest* that you subtract, not the mean, the smallest or a fixed number.",
        ko="로짓이 서로 멀리 떨어져 있습니다. 평균이나 가장 작은 값, 정해 둔 수가 아니라 *가장 큰* 로짓을 빼야 합니다.",
    )
    expect.close(expect.no_overflow(student, "softmax(logits)", logits=spread, hint=largest), softmax(spread), hint=largest)


@check("softmax", title=text(en="a constant changes nothing", ko="상수를 더해도 그대로입니다"))
def does_not_feel_a_constant(student, expect):
    hint = text(
        en="Adding the same number to all logits of a row must not change its probabilities.",
        ko="한 행의 모든 로짓에 같은 수를 더해도 확률이 바뀌면 안 됩니다.",
    )
    for constant in (5.0, -40.0):
        expect.close(
            student.eval("softmax(logits)", logits=TABLE + constant),
            softmax(TABLE),
            hint=hint,
            where=text(en=f"after adding {constant:g} to all logits", ko=f"모든 로짓에 같은 수({constant:g})를 더한 뒤"),
        )


@check("softmax", title=text(en="the argument stays as it was", ko="인수를 바꾸지 않습니다"))
def softmax_leaves_its_argument_alone(student, expect):
    _, behind = student.eval("(lambda logits: (softmax(logits), logits))(logits)", logits=TABLE)
    untouched(expect, TABLE, behind, "logits")


def check_count(student, expect, sizes):
    """Compare a count, and name the usual slips."""
    got = of_any_length(student, expect, "count_parameters(sizes)", "sizes", None, sizes=list(sizes))
    pairs = list(pairwise(sizes))
    weights = sum(inputs * units for inputs, units in pairs)
    slips = [
        (weights, text(en="The biases are missing: one per unit.", ko="편향이 빠졌습니다. 유닛마다 하나씩 있습니다.")),
        (
            weights + sum(sizes),
            text(
                en="The inputs have no bias. Only units of the layers after them do.",
                ko="입력에는 편향이 없습니다. 그 뒤 층의 유닛에만 있습니다.",
            ),
        ),
        (
            weights + len(pairs),
            text(
                en="That is one bias per layer. Each *unit* has one.", ko="층마다 편향이 하나씩입니다. 편향은 *유닛*마다 하나씩 있습니다."
            ),
        ),
        (
            sum(inputs * units + inputs for inputs, units in pairs),
            text(en="Biases belong to the units of a layer, not to its inputs.", ko="편향은 층의 입력이 아니라 유닛에 있습니다."),
        ),
        (
            sum(sizes),
            text(
                en="These are sizes, added up. Each unit has one weight for *every* input, so multiply.",
                ko="크기를 더하기만 했습니다. 유닛마다 *모든* 입력에 대한 가중치가 있으므로 곱해야 합니다.",
            ),
        ),
        (
            weights + sum(sizes[1:]) - pairs[-1][0] * pairs[-1][1] - pairs[-1][1],
            text(
                en="The last layer is missing. Does the loop stop too early?",
                ko="마지막 층이 빠졌습니다. 반복문이 너무 일찍 끝나지 않나요?",
            ),
        ),
        (
            pairs[-1][0] * pairs[-1][1] + pairs[-1][1],
            text(
                en="That is the last layer alone. `+=` adds up; `=` forgets what was there.",
                ko="마지막 층만 센 수입니다. `+=`는 더해 나가고, `=`는 앞의 값을 잊습니다.",
            ),
        ),
        (
            pairs[0][0] * pairs[0][1] + pairs[0][1],
            text(en="That is the first layer alone. Add up all layers.", ko="첫 층만 센 수입니다. 모든 층을 더하세요."),
        ),
        (
            int(np.prod([float(size) for size in sizes])),
            text(en="Multiply neighbours only, layer by layer, and add.", ko="이웃한 두 수만 곱해서 층마다 구하고, 모두 더하세요."),
        ),
    ]
    listed = "; ".join(f"{inputs} · {units} + {units}" for inputs, units in pairs)
    fallback = text(en=f"Layer by layer: {listed}.", ko=f"층마다 세면 {listed}입니다.")
    expect.equal(got, weights + sum(sizes[1:]), hint=slip_in(got, slips) or fallback)


@check("count_parameters", title=text(en="one layer", ko="층 하나"))
def counts_one_layer(student, expect):
    check_count(student, expect, [3, 5])
    check_count(student, expect, [4, 1])


@check("count_parameters", title=text(en="the nine numbers of XOR", ko="XOR의 숫자 아홉 개"))
def counts_the_xor_network(student, expect):
    check_count(student, expect, [2, 2, 1])


@check("count_parameters", title=text(en="784-50-100-10", ko="784-50-100-10"))
def counts_the_chain_of_dominoes(student, expect):
    check_count(student, expect, [784, 50, 100, 10])


WORDS = {
    "weights": ("parameter", text(en="Training changes the weights.", ko="가중치는 학습하면서 바뀝니다.")),
    "learning_rate": (
        "hyperparameter",
        text(en="Somebody must choose the size of the steps before the first step.", ko="첫걸음을 떼기 전에 걸음의 크기를 정해야 합니다."),
    ),
    "biases": ("parameter", text(en="Training changes the biases as it does the weights.", ko="편향도 가중치처럼 학습하면서 바뀝니다.")),
    "layers": (
        "hyperparameter",
        text(en="The number of layers is fixed before there is anything to train.", ko="층의 수는 학습할 것이 생기기 전에 정해집니다."),
    ),
    "units": (
        "hyperparameter",
        text(
            en="The number of units decides how many parameters there are; it is none itself.",
            ko="유닛의 수는 파라미터가 몇 개인지를 정할 뿐, 스스로는 파라미터가 아닙니다.",
        ),
    ),
    "batch_size": (
        "hyperparameter",
        text(
            en="The batch size stands in no weight: people choose it.",
            ko="배치 크기는 어느 가중치에도 들어 있지 않습니다. 사람이 정합니다.",
        ),
    ),
    "epochs": ("hyperparameter", text(en="How long to train is decided by people.", ko="얼마나 오래 학습할지는 사람이 정합니다.")),
    "activation": (
        "hyperparameter",
        text(
            en="Which function follows a layer is chosen, not learned; ReLU has nothing to learn.",
            ko="층 뒤에 어떤 함수를 둘지는 학습하는 것이 아니라 고르는 것입니다. ReLU에는 학습할 값이 없습니다.",
        ),
    ),
}
SAID = {
    "parameter": "parameter",
    "parameters": "parameter",
    "파라미터": "parameter",
    "매개변수": "parameter",
    "hyperparameter": "hyperparameter",
    "hyperparameters": "hyperparameter",
    "하이퍼파라미터": "hyperparameter",
    "초매개변수": "hyperparameter",
}


@check("kinds", title=text(en="eight words, two kinds", ko="낱말 여덟 개, 두 종류"))
def every_word_is_of_the_right_kind(student, expect):
    got = student.eval("kinds")
    expect.is_true(
        isinstance(got, dict),
        text(
            en='`kinds` should be a dictionary, such as `{"weights": "parameter", …}`.',
            ko='`kinds`는 `{"weights": "parameter", …}` 같은 사전(dict)이어야 합니다.',
        ),
    )
    said = {str(word).strip().lower().replace(" ", "_"): kind for word, kind in got.items()}
    for word, (kind, because) in WORDS.items():
        expect.is_true(
            word in said,
            text(en=f'`kinds` has no entry for `"{word}"`.', ko=f'`kinds`에 `"{word}"` 항목이 없습니다.'),
            hint=text(
                en="The eight words stand before the colons, their kinds behind.",
                ko="낱말 여덟 개가 콜론 앞에, 종류가 콜론 뒤에 와야 합니다.",
            ),
        )
        own = SAID.get(str(said[word]).strip().lower().replace(" ", "").replace("-", ""))
        expect.is_true(
            own is not None,
            text(
                en=f'`"{word}"` should be `"parameter"` or `"hyperparameter"`.',
                ko=f'`"{word}"`의 값은 `"parameter"` 또는 `"hyperparameter"`여야 합니다.',
            ),
        )
        expect.is_true(
            own == kind,
            text(
                en=f'`"{word}"` is not a {own}.',
                ko=f'`"{word}"`의 종류가 맞지 않습니다.',
            ),
            hint=because,
        )


def check_shuffle(student, expect, images, permutation, where=""):
    """Compare shuffled images, and name the usual slips."""
    got = computed(
        student,
        expect,
        "shuffle_pixels(images, permutation)",
        text(
            en="Flatten to (N, pixels) first; then `permutation` fits the columns. In the end, restore `images.shape`.",
            ko="먼저 (N, 픽셀 수)로 펼치세요. 그러면 `permutation`이 열에 맞습니다. 마지막에 `images.shape`로 되돌리세요.",
        ),
        images=images,
        permutation=permutation,
    )
    strips = images.reshape(len(images), -1)
    backwards = np.empty_like(strips)
    backwards[:, permutation] = strips
    slips = [
        (
            backwards.reshape(images.shape),
            text(
                en="This is the inverse: place `permutation[j]` gets what stood at `j`. It should be the other way round.",
                ko="반대로 되었습니다. `permutation[j]`번 자리에 `j`번 값이 갔습니다. 거꾸로여야 합니다.",
            ),
        ),
        (images, text(en="Nothing has moved.", ko="아무것도 움직이지 않았습니다.")),
        (
            strips[:, permutation],
            text(en="The pixels are right. Bring back the shape of `images`.", ko="픽셀은 맞습니다. `images`의 모양으로 되돌리세요."),
        ),
    ]
    fallback = text(
        en="Place $j$ of the new strip gets what stood at place `permutation[j]` of the old one, in every image alike.",
        ko="모든 이미지에서 똑같이, 새 띠의 $j$번 자리에는 옛 띠의 `permutation[j]`번 자리에 있던 값이 와야 합니다.",
    )
    expect.close(got, strips[:, permutation].reshape(images.shape), hint=slip_in(got, slips) or fallback, where=where)


LETTERS = np.arange(1.0, 13.0).reshape(2, 2, 3, 1)
ORDER = np.array([2, 0, 1, 4, 5, 3])


@check("shuffle_pixels", title=text(en="two small images, the same order for both", ko="작은 이미지 두 장을 같은 순서로"))
def rearranges_all_images_in_one_order(student, expect):
    check_shuffle(student, expect, LETTERS, ORDER)


@check("shuffle_pixels", title=text(en="the shape stays", ko="모양이 그대로입니다"))
def keeps_the_shape(student, expect):
    images = (np.arange(3 * 64) % 17).astype(np.uint8).reshape(3, 8, 8, 1)
    check_shuffle(
        student, expect, images, np.roll(np.arange(64), 5), text(en="images of shape (3, 8, 8, 1)", ko="모양이 (3, 8, 8, 1)인 이미지")
    )


@check("shuffle_pixels", title=text(en="the images stay as they were", ko="원래 이미지를 바꾸지 않습니다"))
def shuffling_leaves_the_images_alone(student, expect):
    _, behind = computed(
        student,
        expect,
        "(lambda images, permutation: (shuffle_pixels(images, permutation), images))(images, permutation)",
        text(en="Flatten to (N, pixels) first.", ko="먼저 (N, 픽셀 수)로 펼치세요."),
        images=LETTERS,
        permutation=ORDER,
    )
    untouched(expect, LETTERS, behind, "images")


def check_permuted(student, expect, x, weights, permutation):
    """Compare the logits of shuffled images with those of plain ones."""
    got = computed(
        student,
        expect,
        "permute_weights(weights, permutation)",
        text(
            en="`permutation` has one entry per *row* of `weights`, that is, per input.",
            ko="`permutation`에는 `weights`의 *행*마다, 곧 입력마다 항목이 하나씩 있습니다.",
        ),
        weights=weights,
        permutation=permutation,
    )
    rearranged = expect.array(got, shape=weights.shape)
    backwards = np.empty_like(weights)
    backwards[permutation] = weights
    slips = [
        (
            backwards,
            text(
                en=(
                    "The inverse: row `permutation[j]` got row `j`. But `x[:, permutation]` puts the old input `permutation[j]` in "
                    "place `j`."
                ),
                ko=(
                    "반대로 되었습니다. `permutation[j]`번 행에 `j`번 행이 갔습니다. 그런데 `x[:, permutation]`은 옛 "
                    "`permutation[j]`번 입력을 `j`번에 놓습니다."
                ),
            ),
        ),
        (weights, text(en="The weights have not moved.", ko="가중치가 움직이지 않았습니다.")),
    ]
    if weights.shape[0] == weights.shape[1]:
        columns = text(
            en="You moved columns, that is, units. Inputs are *rows* of `weights`.",
            ko="열, 곧 유닛을 옮겼습니다. 입력은 `weights`의 *행*입니다.",
        )
        slips += [(weights[:, permutation], columns), (weights[:, np.argsort(permutation)], columns)]
    fallback = text(
        en="Input `j` of the shuffled images is the old input `permutation[j]`, and must meet the weights of that one.",
        ko="뒤섞은 이미지의 `j`번 입력은 옛 `permutation[j]`번 입력이므로, 바로 그 입력의 가중치를 만나야 합니다.",
    )
    expect.close(
        x[:, permutation] @ rearranged,
        x @ weights,
        rtol=1e-6,
        atol=1e-6,
        hint=slip_in(got, slips) or fallback,
        where=text(
            en="`x[:, permutation] @ permute_weights(weights, permutation)`",
            ko="`x[:, permutation] @ permute_weights(weights, permutation)`",
        ),
    )


@check("permute_weights", title=text(en="the same sums from shuffled inputs", ko="뒤섞은 입력에서 같은 합이 나옵니다"))
def shuffled_inputs_give_the_same_sums(student, expect):
    x = np.array([[1.0, 2.0, 3.0, 4.0], [0.0, 1.0, 0.0, -1.0], [2.0, 0.0, 5.0, 1.0], [1.0, 1.0, 1.0, 3.0], [0.0, 0.0, 1.0, 0.0]])
    weights = np.array([[1.0, 10.0], [2.0, -20.0], [3.0, 30.0], [4.0, -40.0]])
    check_permuted(student, expect, x, weights, np.array([2, 0, 3, 1]))


@check("permute_weights", title=text(en="as many units as inputs", ko="유닛과 입력의 수가 같을 때"))
def rows_move_and_columns_stay(student, expect):
    weights = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 10.0]])
    check_permuted(student, expect, np.vstack([np.eye(3), [1.0, 2.0, 3.0]]), weights, np.array([1, 2, 0]))


@check("permute_weights", title=text(en="the old weights stay as they were", ko="원래 가중치를 바꾸지 않습니다"))
def permuting_leaves_the_weights_alone(student, expect):
    weights = np.array([[1.0, 10.0], [2.0, -20.0], [3.0, 30.0], [4.0, -40.0]])
    _, behind = computed(
        student,
        expect,
        "(lambda weights, permutation: (permute_weights(weights, permutation), weights))(weights, permutation)",
        text(en="`permutation` has one entry per row of `weights`.", ko="`permutation`에는 `weights`의 행마다 항목이 하나씩 있습니다."),
        weights=weights,
        permutation=np.array([2, 0, 3, 1]),
    )
    untouched(expect, weights, behind, "weights")


quiz(
    "no_relu",
    question=text(
        en="You take all ReLUs out of a network with three affine layers, but keep every weight and bias. What is left?",
        ko="아핀층이 세 개인 신경망에서 가중치와 편향은 그대로 두고 ReLU를 모두 뺐습니다. 무엇이 남을까요?",
    ),
    choices=[
        choice(
            text(en="A network that computes exactly what it did before.", ko="예전과 똑같은 것을 계산하는 신경망이 남습니다."),
            because=text(
                en="Only if no hidden sum was ever negative. ReLU changes every negative one.",
                ko="은닉층의 합이 한 번도 음수가 아니었다면 그렇습니다. ReLU는 음수를 모두 바꾸기 때문입니다.",
            ),
        ),
        choice(
            text(en="Something that one single affine layer can do as well.", ko="아핀층 하나로도 할 수 있는 것이 남습니다."),
            right=True,
            because=text(
                en=(
                    "The products of the weights are again a matrix, and so on for the biases. Three layers draw no more than one: "
                    "straight lines."
                ),
                ko="가중치끼리 곱하면 다시 행렬 하나가 되고, 편향도 하나로 합쳐집니다. 층이 세 개여도 하나와 같이 직선밖에 긋지 못합니다.",
            ),
        ),
        choice(
            text(
                en="A weaker network, but still a deep one that can do XOR.",
                ko="조금 약해지지만 여전히 깊고 XOR도 할 수 있는 신경망이 남습니다.",
            ),
            because=text(
                en="However many affine layers you stack, without a nonlinearity between them no XOR comes out: one line cannot do it.",
                ko="아핀층을 아무리 쌓아도 사이에 비선형 함수가 없으면 XOR는 나오지 않습니다. 직선 하나로는 안 되기 때문입니다.",
            ),
        ),
    ],
)

quiz(
    "double_logits",
    question=text(
        en="All logits of an image are multiplied by 2. They were not all equal. What happens after softmax?",
        ko="한 이미지의 로짓을 모두 2배로 했습니다. 로짓이 모두 같지는 않았습니다. 소프트맥스를 거치면 어떻게 될까요?",
    ),
    choices=[
        choice(
            text(en="Nothing: softmax sees only differences.", ko="아무 일도 없습니다. 소프트맥스는 차이만 보기 때문입니다."),
            because=text(
                en="It does see only differences, but multiplying doubles them. *Adding* a number would change nothing.",
                ko="차이만 보는 것은 맞지만, 곱하면 차이도 2배가 됩니다. 아무것도 달라지지 않는 것은 수를 *더할* 때입니다.",
            ),
        ),
        choice(
            text(en="The same class wins, and its probability grows.", ko="같은 클래스가 이기고, 그 확률이 커집니다."),
            right=True,
            because=text(
                en=(
                    "The order stays, the differences double, so the largest takes a larger share. The network sounds surer without "
                    "knowing more."
                ),
                ko="순서는 그대로이고 차이가 2배가 되므로, 가장 큰 것의 몫이 커집니다. 더 아는 것은 없는데 더 확신하는 것처럼 들립니다.",
            ),
        ),
        choice(
            text(en="The probabilities add up to 2.", ko="확률을 모두 더하면 2가 됩니다."),
            because=text(
                en="Softmax divides by the sum, so its outputs add up to 1 whatever comes in.",
                ko="소프트맥스는 합으로 나누므로, 무엇이 들어오든 결과를 모두 더하면 1입니다.",
            ),
        ),
    ],
)

quiz(
    "one_image",
    question=text(
        en="A network was trained in batches of 32 images. Now you have a single new image. What do you do?",
        ko="이미지 32장씩 배치로 학습시킨 신경망이 있습니다. 이제 새 이미지 한 장을 물어보려고 합니다. 어떻게 해야 할까요?",
    ),
    choices=[
        choice(
            text(en="Fill up with 31 black images, so that the shapes fit.", ko="모양이 맞도록 검은 이미지 31장을 채워 넣습니다."),
            because=text(
                en="It would work, and it would be wasted: the number of rows meets no other number in the chain of dominoes.",
                ko="되기는 하지만 낭비입니다. 행의 수는 도미노 사슬에서 다른 어떤 수와도 맞닿지 않습니다.",
            ),
        ),
        choice(
            text(en="Train again, with batches of one image.", ko="이미지 한 장짜리 배치로 다시 학습시킵니다."),
            because=text(
                en="The batch size is a hyperparameter of training. No weight remembers it.",
                ko="배치 크기는 학습의 하이퍼파라미터입니다. 어떤 가중치도 그것을 기억하지 않습니다.",
            ),
        ),
        choice(
            text(en="Ask with that one image: a matrix with a single row.", ko="그 한 장으로 묻습니다. 행이 하나인 행렬이면 됩니다."),
            right=True,
            because=text(
                en="N stands only in what goes in and in what comes out. You measured that one by one gives the same answers.",
                ko="N은 들어가는 것과 나오는 것에만 있습니다. 한 장씩 물어도 답이 같다는 것을 앞에서 확인했습니다.",
            ),
        ),
    ],
)
