"""Visible checks of lesson 05: gradients on a graph, layers that go both ways, a network made of them, and one planted fault."""

import numpy as np

from course_utils import nn
from course_utils.checking import NotAttempted, StudentRaised, check, choice, exercise, fresh_start, quiz, text

fresh_start()
exercise(
    "bill_gradients",
    points=2,
    hints=[
        text(
            en=(
                "Every edge of the graph shows two numbers once the walk back is over: the value that went right and the gradient that "
                "came left. You want the second one."
            ),
            ko=(
                "되돌아오기가 끝나면 그래프의 선마다 숫자가 두 개씩 있습니다. 오른쪽으로 간 값과 왼쪽으로 돌아온 기울기입니다. 필요한 "
                "것은 뒤의 것입니다."
            ),
        ),
        text(
            en=(
                "Check one with common sense: 1 won more for an apple, and there are 2 apples, and then the tax. One apple more: what "
                "does it cost, with tax?"
            ),
            ko=(
                "하나는 상식으로 확인해 보세요. 사과 한 개에 1원씩 오르고, 사과가 2개이고, 거기에 세금이 붙습니다. 사과가 하나 늘면 "
                "세금까지 얼마를 더 내야 하나요?"
            ),
        ),
        text(
            en=(
                "A $\\times$ sends to each input: what came back, times the *other* input. The tax stands beside the sum before tax, "
                "200 + 450."
            ),
            ko=(
                "$\\times$는 입력마다 되돌아온 값에 *다른 쪽* 입력을 곱해 보냅니다. 세금과 짝이 되는 것은 세금을 붙이기 전의 합 200 + "
                "450입니다."
            ),
        ),
    ],
    idea=text(
        en=(
            "One walk back answers the question for every input at once, since the inputs share most of the way. That holds for five "
            "inputs, and just as well for a million weights."
        ),
        ko=(
            "한 번 되돌아오면 모든 입력에 대한 답을 한꺼번에 얻습니다. 돌아오는 길의 대부분을 여러 입력이 함께 쓰기 때문입니다. 입력이 "
            "다섯 개일 때도, 가중치가 백만 개일 때도 그렇습니다."
        ),
    ),
)

exercise(
    "Multiply",
    points=2,
    hints=[
        text(
            en="`backward` will need both inputs. Only `forward` sees them: keep them on `self`.",
            ko="`backward`에는 두 입력이 모두 필요합니다. 입력을 보는 것은 `forward`뿐이니 `self`에 간직해 두세요.",
        ),
        text(
            en="The gradient at `a` is what came back times `b`; the gradient at `b` is what came back times `a`.",
            ko="`a`의 기울기는 되돌아온 값 곱하기 `b`이고, `b`의 기울기는 되돌아온 값 곱하기 `a`입니다.",
        ),
        text(
            en="In `forward`: `self.a, self.b = a, b`. In `backward`, return two products, separated by a comma.",
            ko="`forward`에서 `self.a, self.b = a, b`라고 쓰고, `backward`에서는 곱 두 개를 쉼표로 나누어 돌려주세요.",
        ),
    ],
    idea=text(
        en=(
            "The local derivative of a product is the other factor, so `forward` must keep both. This is the first sight of the price "
            "of backpropagation: memory."
        ),
        ko=(
            "곱의 국소 미분은 다른 쪽 인수이므로 `forward`가 둘 다 간직해야 합니다. 오차역전파가 치르는 대가인 메모리가 여기에서 처음 "
            "모습을 드러냅니다."
        ),
    ),
)

exercise(
    "ReLU",
    points=2,
    hints=[
        text(
            en="`x > 0` is an array of True and False: the gates. Keep it; in a product True counts as 1 and False as 0.",
            ko="`x > 0`은 True와 False로 된 배열, 곧 문의 상태입니다. 간직해 두세요. 곱셈에서 True는 1, False는 0으로 셉니다.",
        ),
        text(
            en="`backward` asks whether the *input* was above 0, not whether the gradient is.",
            ko="`backward`가 물어야 하는 것은 *입력*이 0보다 컸는지입니다. 기울기가 0보다 큰지가 아닙니다.",
        ),
        text(
            en="Return a new array, such as `gradient * self.is_open`. Assigning to `gradient[...]` would change the caller's array.",
            ko="`gradient * self.is_open`처럼 새 배열을 돌려주세요. `gradient[...]`에 대입하면 호출한 쪽의 배열이 바뀝니다.",
        ),
    ],
    idea=text(
        en=(
            "A gate has slope 1 or 0, so gradients pass whole or not at all: open gates take nothing away, however many there are. That is "
            "one reason why deep networks with ReLU can be trained. And behind a gate that never opens nothing learns."
        ),
        ko=(
            "문의 기울기는 1 아니면 0이므로 기울기는 온전히 지나가거나 전혀 지나가지 못합니다. 열린 문은 아무리 많이 지나도 기울기를 "
            "줄이지 않습니다. ReLU를 쓰는 깊은 신경망이 잘 학습되는 까닭 가운데 하나입니다. 그리고 한 번도 열리지 않는 문 뒤에서는 "
            "아무것도 배우지 못합니다."
        ),
    ),
)

exercise(
    "Sigmoid",
    points=2,
    hints=[
        text(
            en="Keep the output of `forward`, the $h$ of the formula.",
            ko="`forward`의 출력, 곧 식의 $h$를 간직하세요.",
        ),
        text(
            en="The local derivative is $h\\,(1 - h)$. What must it be multiplied by?",
            ko="국소 미분은 $h\\,(1 - h)$입니다. 여기에 무엇을 곱해야 할까요?",
        ),
        text(
            en="`gradient` times the output times one minus the output.",
            ko="`gradient`에 출력을 곱하고, 1에서 출력을 뺀 값을 곱합니다.",
        ),
    ],
    idea=text(
        en=(
            "$h\\,(1 - h)$ is at most 0.25, at $h = 0.5$. Every sigmoid on the way back takes at least three quarters of the "
            "gradient away: "
            "the vanishing gradient of lesson 02, in one line of code."
        ),
        ko=(
            "$h\\,(1 - h)$는 $h = 0.5$일 때 가장 커서 0.25입니다. 되돌아오는 길에 시그모이드를 하나 지날 때마다 기울기의 4분의 3 이상이 "
            "사라집니다. 02에서 본 기울기 소실이 코드 한 줄에 들어 있습니다."
        ),
    ),
)

exercise(
    "Affine",
    points=4,
    hints=[
        text(
            en=(
                "Write the shapes below each other: `gradient` (N, M), `weights` (D, M), wanted (N, D). The M must meet in the middle "
                "and vanish."
            ),
            ko=(
                "모양을 나란히 적어 보세요. `gradient`는 (N, M), `weights`는 (D, M)이고 구하려는 것은 (N, D)입니다. M끼리 가운데에서 "
                "만나 사라져야 합니다."
            ),
        ),
        text(
            en=(
                "For the weights (D, M), it is N that must vanish: from `x` (N, D) and `gradient` (N, M). Which of the two is "
                "transposed, and stands left?"
            ),
            ko=(
                "가중치 (D, M)을 구할 때는 N이 사라져야 합니다. `x`는 (N, D), `gradient`는 (N, M)입니다. 둘 중 무엇을 전치해서 왼쪽에 "
                "놓아야 할까요?"
            ),
        ),
        text(
            en="Each bias was added to all N rows: N paths meet, so add up the rows of `gradient`, `axis=0`.",
            ko="편향 하나는 N개의 행 모두에 더해졌습니다. 길 N개가 만나므로 `gradient`의 행을 모두 더합니다. `axis=0`입니다.",
        ),
        text(
            en=(
                '`self.gradients["weights"] = self.x.T @ gradient`, the biases in the same way, and return `gradient` times the '
                "transposed weights."
            ),
            ko=(
                '`self.gradients["weights"] = self.x.T @ gradient`라고 쓰고, 편향도 넣은 다음, `gradient`와 전치한 가중치의 곱을 '
                "돌려주세요."
            ),
        ),
    ],
    idea=text(
        en=(
            "A matrix product multiplies along paths and adds where they meet: the chain rule for thousands of paths at once. That is "
            "why backpropagation is as fast as the forward pass, and why both run so well on graphics cards."
        ),
        ko=(
            "행렬곱은 길을 따라 곱하고 길이 만나는 곳에서 더합니다. 수천 개의 길에 연쇄 법칙을 한꺼번에 적용하는 셈입니다. 오차역전파가 "
            "순전파만큼 빠르고, 둘 다 그래픽 카드에서 잘 돌아가는 까닭이 이것입니다."
        ),
    ),
)

exercise(
    "SoftmaxWithLoss",
    points=3,
    hints=[
        text(
            en=(
                "`forward` can be two calls: `nn.softmax` for the probabilities to keep, `nn.softmax_cross_entropy` for the loss. Keep "
                "the labels too."
            ),
            ko=(
                "`forward`는 두 번의 호출이면 됩니다. 간직할 확률은 `nn.softmax`로, 손실은 `nn.softmax_cross_entropy`로 구하세요. "
                "레이블도 간직하세요."
            ),
        ),
        text(
            en=(
                "`nn.one_hot(labels, classes)` makes the array $t$ of the formula. How many classes are there? As many as `logits` has "
                "columns."
            ),
            ko="`nn.one_hot(labels, classes)`가 식의 배열 $t$를 만듭니다. 클래스는 몇 개일까요? `logits`의 열 수만큼입니다.",
        ),
        text(
            en="`backward`: `gradient` times (probabilities minus targets), divided by the number of *rows*.",
            ko="`backward`는 `gradient` 곱하기 (확률 빼기 정답)을 *행*의 수로 나눈 것입니다.",
        ),
    ],
    idea=text(
        en=(
            "Cross-entropy's slope $-1/p$ is steep just where softmax is flat, so the two cancel, and a bold mistake gets a full-size "
            "gradient. Softmax with mean squared error would not: there a surely wrong network hardly learns."
        ),
        ko=(
            "교차 엔트로피의 기울기 $-1/p$는 소프트맥스가 평평한 바로 그곳에서 가파릅니다. 둘이 약분되므로 크게 틀렸을 때도 "
            "기울기가 온전히 "
            "살아 있습니다. 소프트맥스에 평균 제곱 오차를 쓰면 그렇지 않아서, 확신을 가지고 틀린 신경망은 거의 배우지 못합니다."
        ),
    ),
)

exercise(
    "Network",
    points=4,
    hints=[
        text(
            en=(
                "The walk back starts at the end: `self.loss_layer.backward()` gives the gradient at the logits. But each layer must "
                "have gone forward first."
            ),
            ko=(
                "되돌아오는 길은 맨 끝에서 시작합니다. `self.loss_layer.backward()`가 로짓의 기울기를 줍니다. 그런데 그 전에 모든 층이 "
                "앞으로 한 번 가야 합니다."
            ),
        ),
        text(
            en="`for layer in reversed(self.layers):` hand each layer what the one after it returned.",
            ko="`for layer in reversed(self.layers):`로 돌면서, 뒤의 층이 돌려준 것을 앞의 층에 넘기세요.",
        ),
        text(
            en='For `train_step`: only some layers have `parameters`; `getattr(layer, "parameters", {})` is an empty dict for the others.',
            ko=(
                '`train_step`에서는, `parameters`가 없는 층도 있습니다. `getattr(layer, "parameters", {})`라고 쓰면 그런 층에서는 빈 '
                "dict가 나옵니다."
            ),
        ),
        text(
            en=(
                "`layer.parameters[name] = layer.parameters[name] - learning_rate * layer.gradients[name]`, for each name of each "
                "layer. Then return the loss."
            ),
            ko=(
                "층마다, 이름마다 `layer.parameters[name] = layer.parameters[name] - learning_rate * layer.gradients[name]`이라고 "
                "하고, 손실을 돌려주세요."
            ),
        ),
    ],
    idea=text(
        en=(
            "The network knows no calculus. It only passes arrays on, and each layer knows its own small piece. A new layer needs no "
            "change anywhere else: that is what a framework is."
        ),
        ko=(
            "신경망 자체는 미분을 모릅니다. 배열을 넘겨줄 뿐이고, 층마다 자기 몫만 알고 있습니다. 새 층을 넣어도 다른 곳은 고칠 것이 "
            "없습니다. 프레임워크란 바로 이런 것입니다."
        ),
    ),
)

exercise(
    "mended",
    points=2,
    hints=[
        text(
            en=(
                "Go down the table to the first array that is wrong. All arrays above it agree, so the lines above are innocent, and "
                "so are those below that only pass the fault on."
            ),
            ko=(
                "표를 위에서부터 내려가며 처음 틀린 배열을 찾으세요. 그 위의 배열은 모두 맞으므로 윗줄들은 죄가 없습니다. 잘못을 "
                "넘겨받았을 뿐인 아랫줄들도 그렇습니다."
            ),
        ),
        text(
            en="The activation is ReLU. With what does your own `ReLU.backward` multiply the gradient?",
            ko="활성화 함수는 ReLU입니다. 여러분의 `ReLU.backward`는 기울기에 무엇을 곱하나요?",
        ),
        text(
            en="Not by `h` itself but by 1 where the gate was open and 0 elsewhere: `h > 0`, or `z > 0`.",
            ko="`h` 자체가 아니라, 문이 열려 있던 곳에서 1, 다른 곳에서 0인 것을 곱해야 합니다. `h > 0`이나 `z > 0`입니다.",
        ),
    ],
    idea=text(
        en=(
            "`h` and `h > 0` are zero at the same places, so the faulty gradient points downhill in much the same direction, only with "
            'wrong lengths. Faults of this kind survive until somebody compares numbers. The order of the table turns "something is '
            'wrong" into "this line is wrong".'
        ),
        ko=(
            "`h`와 `h > 0`은 같은 곳에서 0입니다. 그래서 잘못된 기울기도 대체로 내리막을 향하고 크기만 틀립니다. 이런 잘못은 누군가 "
            '숫자를 견주어 볼 때까지 살아남습니다. 표의 순서 덕분에 "어딘가 틀렸다"가 "이 줄이 틀렸다"로 바뀝니다.'
        ),
    ),
)

exercise(
    "Value",
    points=0,
    hints=[
        text(
            en="Begin with `+`: `Value(self.number + other.number, (self, other), ...)`, with one local derivative for each parent.",
            ko=(
                "`+`부터 시작하세요. `Value(self.number + other.number, (self, other), ...)`처럼 쓰고, 부모마다 국소 미분을 하나씩 "
                "넣으세요."
            ),
        ),
        text(
            en=(
                "A topological order by recursion: to visit a value, first visit its parents, then append the value itself; skip what "
                "has been visited."
            ),
            ko=(
                "위상 정렬은 재귀로 할 수 있습니다. 어떤 값을 방문할 때 먼저 부모를 방문하고, 그다음 그 값을 목록에 넣습니다. 이미 "
                "방문한 값은 건너뜁니다."
            ),
        ),
        text(
            en=(
                "A value may be used twice, so its gradient is collected with `+=`. And only when it is complete may it be handed on: "
                "hence the order."
            ),
            ko=(
                "한 값을 두 번 쓸 수도 있으므로 기울기는 `+=`로 모읍니다. 그리고 다 모인 다음에야 넘길 수 있습니다. 순서가 필요한 "
                "까닭입니다."
            ),
        ),
    ],
    idea=text(
        en=(
            "PyTorch, JAX and TensorFlow do just this, with arrays instead of numbers and hundreds of operations instead of three. Try "
            "adding `__radd__`, `exp` or a division of your own."
        ),
        ko=(
            "PyTorch, JAX, TensorFlow가 하는 일이 바로 이것입니다. 숫자 대신 배열을 쓰고, 연산이 세 가지가 아니라 수백 가지일 뿐입니다. "
            "`__radd__`나 `exp`, 나눗셈도 넣어 보세요."
        ),
    ),
)

exercise(
    "open_question",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: forward, one pass serves one weight, so a million weights need a million passes. 1 point: backward, one pass serves "
            "all weights, because there is one loss and the way back is shared (excellent: with one input and many outputs it is the other "
            "way round). 1 point: the price is memory: local derivatives depend on forward values (named examples: inputs, masks, "
            "outputs), which must be kept for the whole batch until backward; a prediction can drop them."
        ),
        ko=(
            "1점: 앞으로 가면 한 번에 가중치 하나의 답만 얻으므로 가중치가 백만 개면 백만 번 가야 합니다. 1점: 거꾸로 가면 손실이 하나이고 "
            "되돌아오는 길을 함께 쓰므로 한 번에 모든 가중치의 답을 얻습니다(입력이 하나이고 출력이 많으면 반대라는 점까지 쓰면 더 "
            "좋습니다). "
            "1점: 대가는 메모리입니다. 국소 미분이 순전파의 값(예: 입력, 문의 상태, 출력)에 따라 달라지므로 배치 전체의 값을 "
            "거꾸로 갈 때까지 "
            "간직해야 하고, 예측만 할 때는 버려도 됩니다."
        ),
    ),
)

BILL = {"apples": 110.0, "apple_price": 2.2, "oranges": 165.0, "orange_price": 3.3, "tax": 650.0}
BILL_VALUES = {"apples": 2.0, "apple_price": 100.0, "oranges": 3.0, "orange_price": 150.0, "tax": 1.1}


def numbers(got):
    """Read numbers from what a student gave; anything else becomes an array of one nan."""
    try:
        return np.asarray(got, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return np.array(np.nan)


def same(got, wanted):
    """Compare shape and values, without complaining about either."""
    array = numbers(got)
    return array.shape == np.shape(wanted) and bool(np.allclose(array, wanted, rtol=1e-5, atol=1e-8))


def first_slip(got, slips, otherwise):
    """Choose the advice that belongs to the slip that explains these values."""
    return next((advice for value, advice in slips if same(got, value)), otherwise)


def ask(student, shown, expression, **inputs):
    """Evaluate an expression; messages name what a student would have written instead."""
    try:
        return student.eval(expression, **inputs)
    finally:
        student.call = shown


def two(expect, got, said):
    """Unpack two gradients."""
    fits = isinstance(got, tuple | list) or (isinstance(got, np.ndarray) and got.ndim > 0)
    hint = text(
        en="Separate the two by a comma, and hand them back with `return`.",
        ko="둘을 쉼표로 나누어 `return`으로 돌려주세요.",
    )
    expect.is_true(fits and len(got) == len("ab"), said, hint=hint)
    return got


def untouched(expect, before, after, name, method):
    """Insist that an argument is as it was."""
    message = text(
        en=f"`{method}` changed its argument `{name}`: it held {brief(before)} and now holds {brief(after)}.",
        ko=f"`{method}`가 인수 `{name}`의 값을 바꾸어 놓았습니다. 처음에는 {brief(before)}였는데 지금은 {brief(after)}입니다.",
    )
    hint = text(
        en="Whoever called may still need that array. Compute a new one instead of assigning to parts of it, or copy it first.",
        ko="호출한 쪽에서 그 배열을 또 쓸 수 있습니다. 배열의 일부에 대입하지 말고 새 배열을 계산하거나, 먼저 복사하세요.",
    )
    expect.is_true(same(after, before), message, hint=hint)


def brief(array):
    """Write the beginning of an array."""
    values = [f"{value:.3g}" for value in numbers(array).ravel()[:6]]
    return "[" + ", ".join(values) + ("" if np.size(array) <= 6 else ", …") + "]"


def bill(student, expect):
    """Fetch the student's dict, with all its keys."""
    got = student.eval("bill_gradients")
    expect.is_true(
        isinstance(got, dict),
        text(en="`bill_gradients` should be a dict with five names.", ko="`bill_gradients`는 이름이 다섯 개인 dict여야 합니다."),
    )
    missing = [name for name in BILL if name not in got]
    listed = ", ".join(f"`{name}`" for name in missing)
    expect.is_true(
        not missing,
        text(en=f"`bill_gradients` lacks {listed}.", ko=f"`bill_gradients`에 {listed} 이름이 없습니다."),
        hint=text(
            en="Copy the line from the text and replace each of the dots.",
            ko="위 글에 있는 줄을 그대로 복사해 점을 하나씩 숫자로 바꾸세요.",
        ),
    )
    if all(got[name] is Ellipsis for name in BILL):
        raise NotAttempted("bill_gradients", "placeholder")
    left = ", ".join(f"`{name}`" for name in BILL if got[name] is Ellipsis)
    expect.is_true(
        not left, text(en=f"There is still a `...` at {left}: put a number there.", ko=f"{left} 자리가 아직 `...`입니다. 숫자를 넣으세요.")
    )
    return got


def gradient_of(expect, got, name, slips):
    """Compare one number of the bill, and name the usual slips."""
    common = [
        (
            BILL_VALUES[name],
            text(
                en="That is the value itself, which went to the right. The gradient is what came back.",
                ko="그것은 오른쪽으로 간 값 자체입니다. 기울기는 되돌아온 숫자입니다.",
            ),
        ),
        *slips,
    ]
    otherwise = text(
        en="Step the explorer to its end: the gradient beside this input is the one that came back to it.",
        ko="탐색기를 끝까지 진행해 보세요. 이 입력 옆에 되돌아온 숫자가 기울기입니다.",
    )
    expect.close(
        numbers(got[name]) if not isinstance(got[name], dict | str | type(None)) else got[name],
        BILL[name],
        rtol=1e-3,
        hint=first_slip(got[name], common, otherwise),
        where=text(en=f"`{name}`", ko=f"`{name}`"),
    )


def no_tax(value):
    """Advise about a gradient that forgot the tax."""
    return (
        value,
        text(
            en="The tax is missing: the gradient had to pass the last $\\times$, too, and was multiplied by 1.1 there.",
            ko="세금이 빠졌습니다. 기울기는 마지막 $\\times$도 지나왔고, 거기에서 1.1이 곱해졌습니다.",
        ),
    )


def swapped(value):
    """Advise about a gradient that belongs to the partner."""
    return (
        value,
        text(
            en="That is the gradient of the other input of this $\\times$. Each gets what came back times the *other* one's value.",
            ko="그것은 이 $\\times$의 다른 쪽 입력의 기울기입니다. 저마다 되돌아온 값에 *다른 쪽*의 값을 곱한 것을 받습니다.",
        ),
    )


@check("bill_gradients", title=text(en="prices", ko="과일 한 개의 값"))
def the_prices(student, expect):
    got = bill(student, expect)
    gradient_of(expect, got, "apple_price", [no_tax(2), swapped(110)])
    gradient_of(expect, got, "orange_price", [no_tax(3), swapped(165)])


@check("bill_gradients", title=text(en="numbers of fruits", ko="과일의 개수"))
def the_numbers_of_fruits(student, expect):
    got = bill(student, expect)
    gradient_of(expect, got, "apples", [no_tax(100), swapped(2.2)])
    gradient_of(expect, got, "oranges", [no_tax(150), swapped(3.3)])


@check("bill_gradients", title=text(en="tax", ko="세금"))
def the_tax(student, expect):
    own_value = text(
        en="715 is the bill, 1.1 × 650. What comes back into the last $\\times$ is a 1, not the tax; only the *other* input is multiplied.",
        ko="715는 내야 할 돈, 곧 1.1 × 650입니다. 마지막 $\\times$로 되돌아온 것은 세금이 아니라 1이고, *다른 쪽* 입력만 곱합니다.",
    )
    gradient_of(expect, bill(student, expect), "tax", [(715, own_value)])


TWO_GRADIENTS = text(
    en="`backward` should return two gradients, the one for `a` and the one for `b`.",
    ko="`backward`는 `a`의 기울기와 `b`의 기울기, 이렇게 둘을 돌려주어야 합니다.",
)


def check_multiply(student, expect, a, b, gradient):
    """Compare product and both gradients, and name the usual slips."""
    product, back = ask(
        student,
        "circle = Multiply(); circle.forward(a, b); circle.backward(gradient)",
        "(lambda circle: (circle.forward(a, b), circle.backward(gradient)))(Multiply())",
        a=a,
        b=b,
        gradient=gradient,
    )
    expect.close(
        product,
        a * b,
        hint=text(en="`forward` returns the product.", ko="`forward`는 곱을 돌려줍니다."),
        where=text(en="`forward(a, b)`", ko="`forward(a, b)`"),
    )
    back = two(expect, back, TWO_GRADIENTS)
    slips = [
        (
            [gradient * a, gradient * b],
            text(
                en="The two are swapped: `a` gets what came back times `b`, and `b` gets it times `a`.",
                ko="둘이 뒤바뀌었습니다. `a`에는 되돌아온 값 곱하기 `b`를, `b`에는 되돌아온 값 곱하기 `a`를 보내세요.",
            ),
        ),
        (
            [b, a],
            text(
                en="These are the local derivatives. Multiply each by `gradient`, by what came back.",
                ko="이것은 국소 미분입니다. 되돌아온 값인 `gradient`를 각각 곱하세요.",
            ),
        ),
        (
            [gradient, gradient],
            text(
                en="That is what `Add` does. A product multiplies by the other input.",
                ko="그것은 `Add`가 하는 일입니다. 곱하기는 다른 쪽 입력을 곱합니다.",
            ),
        ),
    ]
    otherwise = text(
        en="For `a`: `gradient` times `b`. For `b`: `gradient` times `a`.",
        ko="`a`에는 `gradient` 곱하기 `b`, `b`에는 `gradient` 곱하기 `a`입니다.",
    )
    hint = first_slip([numbers(each) for each in back], slips, otherwise)
    for name, got, wanted in zip("ab", back, (gradient * b, gradient * a), strict=True):
        expect.close(got, wanted, hint=hint, where=text(en=f"the gradient for `{name}`", ko=f"`{name}`의 기울기"))


@check("Multiply", title=text(en="two numbers", ko="수 두 개"))
def multiplies_numbers(student, expect):
    check_multiply(student, expect, 2.0, 5.0, 1.0)
    check_multiply(student, expect, 3.0, -4.0, 0.5)


@check("Multiply", title=text(en="arrays, element by element", ko="배열을 원소끼리"))
def multiplies_arrays(student, expect):
    check_multiply(
        student,
        expect,
        np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]]),
        np.array([[2.0, 5.0, -1.0], [3.0, 0.25, 6.0]]),
        np.array([[1.0, 0.5, 2.0], [-1.0, 3.0, 0.1]]),
    )


@check("Multiply", title=text(en="each object remembers its own inputs", ko="객체마다 자기 입력을 기억합니다"))
def objects_do_not_share_memory(student, expect):
    back = ask(
        student,
        "first, second = Multiply(), Multiply(); first.forward(2, 3); second.forward(5, 7); first.backward(1)",
        "(lambda first, second: (first.forward(2.0, 3.0), second.forward(5.0, 7.0), first.backward(1.0))[-1])(Multiply(), Multiply())",
    )
    shared = text(
        en="A second object went forward in between. Keep the inputs on `self`, where each object has its own.",
        ko="그사이에 다른 객체도 앞으로 갔습니다. 입력은 객체마다 따로 있는 `self`에 간직하세요.",
    )
    otherwise = text(
        en="For `a`: `gradient` times `b`. For `b`: `gradient` times `a`.",
        ko="`a`에는 `gradient` 곱하기 `b`, `b`에는 `gradient` 곱하기 `a`입니다.",
    )
    hint = first_slip([numbers(each) for each in two(expect, back, TWO_GRADIENTS)], [([7, 5], shared)], otherwise)
    expect.close(
        list(two(expect, back, TWO_GRADIENTS)), [3.0, 2.0], hint=hint, where=text(en="the first of two objects", ko="객체 두 개 중 첫째")
    )


def there_and_back(student, layer, x, gradient):
    """Send one batch forward and a gradient back; return both answers and both arguments as they are afterwards."""
    return ask(
        student,
        f"layer = {layer}(); layer.forward(x); layer.backward(gradient)",
        f"(lambda layer: (layer.forward(x), layer.backward(gradient), x, gradient))({layer}())",
        x=x.copy(),
        gradient=gradient.copy(),
    )


X = np.array([[1.5, -2.0, 0.3], [-0.1, 4.0, -3.0]])
G = np.array([[0.7, 0.6, -1.2], [0.9, -2.0, 0.4]])


def check_relu(student, expect, x, gradient):
    """Compare both ways of the gate, and name the usual slips."""
    forward, back, _, _ = there_and_back(student, "ReLU", x, gradient)
    is_open = (x > 0) * 1.0
    expect.close(
        forward,
        np.maximum(x, 0),
        hint=text(en="What is above 0 stays, everything else becomes 0.", ko="0보다 큰 것은 그대로 두고 나머지는 0으로 만듭니다."),
        where=text(en="`forward(x)`", ko="`forward(x)`"),
    )
    slips = [
        (
            np.maximum(gradient, 0),
            text(
                en="The gradient was cut where *it* is negative. The gate depends on the input `x` of `forward`, not on the gradient.",
                ko="*기울기*가 음수인 곳을 잘라 냈습니다. 문은 기울기가 아니라 `forward`의 입력 `x`에 따라 열립니다.",
            ),
        ),
        (
            is_open,
            text(
                en="This is the local derivative, 1 or 0. Multiply it by `gradient`, by what came back.",
                ko="이것은 1 또는 0인 국소 미분입니다. 되돌아온 값인 `gradient`를 곱하세요.",
            ),
        ),
        (
            gradient * is_open * x,
            text(
                en="Multiply by 1 where the gate is open, not by the number that went through it: the slope of ReLU is 1 there.",
                ko="문이 열린 곳에서는 지나간 숫자가 아니라 1을 곱해야 합니다. 그곳에서 ReLU의 기울기는 1입니다.",
            ),
        ),
        (
            gradient * x,
            text(
                en="That is gradient times input. The slope of ReLU is 1 where `x` is above 0, and 0 elsewhere: never `x` itself.",
                ko="이것은 기울기 곱하기 입력입니다. ReLU의 기울기는 `x`가 0보다 크면 1, 아니면 0이지 `x` 자체가 아닙니다.",
            ),
        ),
        (
            (gradient > 0) * 1.0,
            text(
                en="The slope of ReLU was taken at the gradient. Take it at the input `x` of `forward`, and multiply by `gradient`.",
                ko="되돌아온 기울기의 값에서 ReLU를 미분했습니다. `forward`의 입력 `x`에서 미분하고 `gradient`를 곱하세요.",
            ),
        ),
        (
            (gradient > 0) * x,
            text(
                en="`x` and `gradient` have changed places: the gate depends on `x`, and what passes through it is `gradient`.",
                ko="`x`와 `gradient`가 뒤바뀌었습니다. 문은 `x`에 따라 열리고, 문을 지나가는 것은 `gradient`입니다.",
            ),
        ),
        (
            gradient,
            text(
                en="Everything came through. Where `x` was not above 0 the gate is shut, and the gradient becomes 0.",
                ko="모두 지나갔습니다. `x`가 0보다 크지 않은 곳은 문이 닫혀 있으므로 기울기가 0이 되어야 합니다.",
            ),
        ),
        (
            gradient * (1 - is_open),
            text(en="The gates are the wrong way round.", ko="문의 열림과 닫힘이 뒤바뀌었습니다."),
        ),
        (
            gradient * (x >= 0),
            text(
                en="At exactly 0 the gate is shut, in both directions: `x > 0`, not `x >= 0`.",
                ko="꼭 0일 때는 양쪽 방향 모두 문이 닫혀 있습니다. `x >= 0`이 아니라 `x > 0`입니다.",
            ),
        ),
    ]
    otherwise = text(
        en="Where `x` was above 0 the gradient goes through unchanged; elsewhere it is 0.",
        ko="`x`가 0보다 컸던 곳에서는 기울기가 그대로 지나가고, 다른 곳에서는 0입니다.",
    )
    expect.close(
        back, gradient * is_open, hint=first_slip(back, slips, otherwise), where=text(en="`backward(gradient)`", ko="`backward(gradient)`")
    )


@check("ReLU", title=text(en="forward and backward", ko="앞으로, 거꾸로"))
def lets_through_what_is_above_zero(student, expect):
    check_relu(student, expect, X, G)
    check_relu(student, expect, np.array([[-1.0, 2.0], [3.0, -4.0], [5.0, 6.0]]), np.full((3, 2), 2.5))


@check("ReLU", title=text(en="shut at exactly 0", ko="꼭 0에서는 닫힘"))
def shut_at_zero(student, expect):
    check_relu(student, expect, np.array([[0.0, 1.0, -1.0]]), np.array([[5.0, 6.0, 7.0]]))


def leaves_arguments_alone(student, expect, layer):
    """Insist that neither way writes into what it is given."""
    _, _, x, gradient = there_and_back(student, layer, X, G)
    untouched(expect, X, x, "x", f"{layer}.forward")
    untouched(expect, G, gradient, "gradient", f"{layer}.backward")


@check("ReLU", title=text(en="leaves its arguments alone", ko="인수를 바꾸지 않습니다"))
def relu_leaves_its_arguments_alone(student, expect):
    leaves_arguments_alone(student, expect, "ReLU")


@check("ReLU", title=text(en="each object remembers its own gates", ko="객체마다 자기 문을 기억합니다"))
def gates_are_not_shared(student, expect):
    back = ask(
        student,
        "first, second = ReLU(), ReLU(); first.forward(x); second.forward(x - 2); first.backward(gradient)",
        "(lambda first, second: (first.forward(x), second.forward(x - 2), first.backward(gradient))[-1])(ReLU(), ReLU())",
        x=X,
        gradient=G,
    )
    shared = text(
        en="A second ReLU went forward in between. Keep what you need on `self`, where each object has its own.",
        ko="그사이에 다른 ReLU도 앞으로 갔습니다. 필요한 것은 객체마다 따로 있는 `self`에 간직하세요.",
    )
    otherwise = text(
        en="Where `x` was above 0 the gradient goes through unchanged; elsewhere it is 0.",
        ko="`x`가 0보다 컸던 곳에서는 기울기가 그대로 지나가고, 다른 곳에서는 0입니다.",
    )
    hint = first_slip(back, [(np.where(X > 2, G, 0), shared)], otherwise)
    expect.close(back, np.where(X > 0, G, 0), hint=hint, where=text(en="the first of two objects", ko="객체 두 개 중 첫째"))


def check_sigmoid(student, expect, x, gradient):
    """Compare both ways of the sigmoid, and name the usual slips."""
    forward, back, _, _ = there_and_back(student, "Sigmoid", x, gradient)
    h = 1 / (1 + np.exp(-x))
    expect.close(
        forward,
        h,
        hint=text(en="`nn.sigmoid(x)` computes it.", ko="`nn.sigmoid(x)`로 계산할 수 있습니다."),
        where=text(en="`forward(x)`", ko="`forward(x)`"),
    )
    slope = h - h**2
    slips = [
        (
            gradient * x * (1 - x),
            text(
                en="In $h\\,(1 - h)$ the $h$ is the *output* of the sigmoid, not its input.",
                ko="$h\\,(1 - h)$의 $h$는 시그모이드의 입력이 아니라 *출력*입니다.",
            ),
        ),
        (
            slope,
            text(
                en="This is the local derivative. Multiply it by `gradient`, by what came back.",
                ko="이것은 국소 미분입니다. 되돌아온 값인 `gradient`를 곱하세요.",
            ),
        ),
        (
            gradient * h,
            text(en="The factor $1 - h$ is missing.", ko="인수 $1 - h$가 빠졌습니다."),
        ),
        (
            gradient * (1 - h),
            text(en="The factor $h$ is missing.", ko="인수 $h$가 빠졌습니다."),
        ),
        (
            gradient * (1 - h**2),
            text(
                en="$1 - h^2$ belongs to tanh. The sigmoid has $h\\,(1 - h)$.",
                ko="$1 - h^2$은 tanh의 것입니다. 시그모이드는 $h\\,(1 - h)$입니다.",
            ),
        ),
        (
            gradient * nn.sigmoid_gradient(h),
            text(
                en="The sigmoid was applied twice: `nn.sigmoid_gradient` wants the input `x`, and you gave it the output.",
                ko="시그모이드를 두 번 적용했습니다. `nn.sigmoid_gradient`에는 입력 `x`를 넣어야 하는데 출력을 넣었습니다.",
            ),
        ),
        (
            (1 / (1 + np.exp(-gradient))) * (1 - 1 / (1 + np.exp(-gradient))),
            text(
                en="The sigmoid's derivative was taken at the gradient. Take it at what went forward, and multiply by `gradient`.",
                ko="기울기의 값에서 시그모이드를 미분했습니다. 앞으로 간 값에서 미분하고 `gradient`를 곱하세요.",
            ),
        ),
    ]
    otherwise = text(
        en="Multiply `gradient` by $h\\,(1 - h)$, with the output $h$ that `forward` kept.",
        ko="`forward`가 간직한 출력 $h$로 $h\\,(1 - h)$를 만들어 `gradient`에 곱하세요.",
    )
    expect.close(
        back, gradient * slope, hint=first_slip(back, slips, otherwise), where=text(en="`backward(gradient)`", ko="`backward(gradient)`")
    )


@check("Sigmoid", title=text(en="forward and backward", ko="앞으로, 거꾸로"))
def multiplies_by_its_slope(student, expect):
    check_sigmoid(student, expect, X, G)


@check("Sigmoid", title=text(en="at most a quarter comes back", ko="돌아오는 것은 많아야 4분의 1"))
def a_quarter_at_zero(student, expect):
    check_sigmoid(student, expect, np.array([[0.0, 5.0, -5.0]]), np.array([[8.0, 8.0, 8.0]]))


@check("Sigmoid", title=text(en="leaves its arguments alone", ko="인수를 바꾸지 않습니다"))
def sigmoid_leaves_its_arguments_alone(student, expect):
    leaves_arguments_alone(student, expect, "Sigmoid")


ROUND_TRIP = (
    "(lambda layer: (layer.forward(x), layer.backward(gradient), dict(layer.gradients), x, gradient, weights))(Affine(weights, biases))"
)


def check_affine(student, expect, x, weights, biases, gradient):
    """Compare the sums and all three gradients; say which slip the first wrong one looks like."""
    try:
        forward, back, kept, _, _, now = ask(
            student,
            f"layer = Affine(weights {weights.shape}, biases {biases.shape}); layer.forward(x {x.shape}); "
            f"layer.backward(gradient {gradient.shape})",
            ROUND_TRIP,
            x=x.copy(),
            weights=weights.copy(),
            biases=biases.copy(),
            gradient=gradient.copy(),
        )
    except StudentRaised as raised:
        if raised.type_name != "ValueError" or not raised.frames:
            raise
        shapes = f"x {x.shape}, weights {weights.shape}, biases {biases.shape}, gradient {gradient.shape}"
        line = raised.frames[-1].source
        message = text(
            en=f"The shapes do not fit in the line `{line}`. Here they are: {shapes}.",
            ko=f"`{line}` 줄에서 모양이 맞지 않습니다. 여기에서 모양은 {shapes}입니다.",
        )
        advice = text(
            en=(
                "In a matrix product the two inner numbers must agree, and they vanish. Which factor must be transposed, or stand on "
                "the other side?"
            ),
            ko="행렬곱에서는 안쪽의 두 수가 같아야 하고, 그 수가 사라집니다. 어느 쪽을 전치하거나 자리를 바꾸어야 할까요?",
        )
        expect.fail(message=message, hint=advice)
    expect.close(
        forward,
        x @ weights + biases,
        hint=text(
            en="`forward` is the matrix product of `x` and the weights, plus the biases. Use `@`, in this order.",
            ko="`forward`는 `x`와 가중치의 행렬곱에 편향을 더한 것입니다. 이 순서로 `@`를 쓰세요.",
        ),
        where=text(en="`forward(x)`", ko="`forward(x)`"),
    )
    missing = [f'`self.gradients["{name}"]`' for name in ("weights", "biases") if name not in kept]
    expect.is_true(
        not missing,
        text(
            en=f"After `backward` there is no {' and no '.join(missing)}.", ko=f"`backward`가 끝났는데 {', '.join(missing)} 값이 없습니다."
        ),
        hint=text(
            en="`backward` puts both into `self.gradients`, under the names of `self.parameters`, and returns the gradient at `x`.",
            ko="`backward`는 둘을 `self.parameters`와 같은 이름으로 `self.gradients`에 넣고, `x`의 기울기를 돌려줍니다.",
        ),
    )
    expect.is_true(
        not isinstance(back, dict) and (not isinstance(back, tuple | list) or numbers(back).ndim == x.ndim),
        text(
            en="`backward` should return one array, the gradient at `x`.", ko="`backward`는 배열 하나, 곧 `x`의 기울기를 돌려주어야 합니다."
        ),
        hint=text(
            en="The other two stay in `self.gradients`; only the gradient at `x` travels on.",
            ko="나머지 둘은 `self.gradients`에 두고, `x`의 기울기만 앞의 층으로 보냅니다.",
        ),
    )
    untouched(expect, weights, now, "weights", "Affine")
    wanted = {"weights": x.T @ gradient, "biases": gradient.sum(axis=0), "x": gradient @ weights.T}
    got = {"weights": kept["weights"], "biases": kept["biases"], "x": back}
    expect.gradients(got, wanted, hint=affine_advice(got, wanted, x, weights, gradient), where=text(en="the gradients", ko="기울기"))


def affine_advice(got, wanted, x, weights, gradient):
    """Recognise the slip behind the first wrong gradient of Affine."""
    a_sum = text(
        en="A *sum* over the images, not a mean: the loss has already divided by their number.",
        ko="이미지에 대한 평균이 아니라 *합*입니다. 이미지 수로 나누는 일은 손실이 이미 했습니다.",
    )
    slips = {
        "weights": [
            (wanted["weights"] / len(x), a_sum),
            (
                (gradient.T @ x),
                text(
                    en="It is transposed: the weights' gradient has the shape of the weights, (D, M). Which factor stands left?",
                    ko="전치되어 있습니다. 가중치의 기울기는 가중치와 모양이 같은 (D, M)입니다. 어느 쪽이 왼쪽에 와야 할까요?",
                ),
            ),
        ],
        "biases": [
            (wanted["biases"] / len(x), a_sum),
            (
                gradient.sum(axis=1),
                text(
                    en="That is one number per image. Each bias needs the sum *over* the images: `axis=0`.",
                    ko="그것은 이미지마다 하나씩인 수입니다. 편향마다 이미지*에 대한* 합이 필요합니다. `axis=0`입니다.",
                ),
            ),
            (
                gradient.sum(axis=0, keepdims=True),
                text(
                    en="The numbers are right, but they lie in a table of one row. Leave out `keepdims`: the biases have the shape (M,).",
                    ko="값은 맞지만 한 행짜리 표에 들어 있습니다. 편향의 모양은 (M,)이니 `keepdims`를 빼세요.",
                ),
            ),
            (
                gradient.sum(),
                text(
                    en="Everything was added up into one number. Each bias needs its own sum over the images: `axis=0`.",
                    ko="모두 더해 수 하나가 되었습니다. 편향마다 이미지에 대한 합이 따로 필요합니다. `axis=0`입니다.",
                ),
            ),
            (
                gradient,
                text(
                    en="A bias was added to every row, so its paths meet here: add up the rows, `axis=0`.",
                    ko="편향은 모든 행에 더해졌으므로 여기에서 길이 만납니다. 행을 모두 더하세요. `axis=0`입니다.",
                ),
            ),
        ],
        "x": [
            (
                gradient @ weights if weights.shape[0] == weights.shape[1] else wanted["x"],
                text(
                    en="Here all shapes are square, so nothing complained, but the weights must be transposed on the way back.",
                    ko="여기에서는 모양이 정사각형이라 오류가 나지 않았지만, 되돌아갈 때는 가중치를 전치해야 합니다.",
                ),
            ),
        ],
    }
    general = {
        "weights": text(
            en="Weights (D, M) from `x` (N, D) and `gradient` (N, M): N must vanish, so transpose `x`.",
            ko="`x` (N, D)와 `gradient` (N, M)으로 가중치 (D, M)을 만듭니다. N이 사라져야 하므로 `x`를 전치하세요.",
        ),
        "biases": text(en="The rows of `gradient`, added up.", ko="`gradient`의 행을 모두 더한 것입니다."),
        "x": text(
            en="`x` (N, D) from `gradient` (N, M) and weights (D, M): M must vanish, so transpose the weights.",
            ko="`gradient` (N, M)과 가중치 (D, M)으로 `x` (N, D)를 만듭니다. M이 사라져야 하므로 가중치를 전치하세요.",
        ),
    }
    wrong = next((name for name in wanted if not same(got[name], wanted[name])), "x")
    return first_slip(got[wrong], slips[wrong], general[wrong])


WEIGHTS = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.25]])
BIASES = np.array([0.1, -0.2])
ROWS = np.array([[1.0, 2.0, -1.0], [0.5, -0.5, 3.0], [2.0, 0.0, 1.0], [-1.0, 1.5, 0.2]])
BACK = np.array([[0.5, -1.0], [2.0, 0.3], [-0.4, 0.7], [1.0, 0.6]])


@check("Affine", weight=2, title=text(en="forward, and three gradients", ko="앞으로, 그리고 기울기 세 개"))
def affine_and_its_three_gradients(student, expect):
    check_affine(student, expect, ROWS, WEIGHTS, BIASES, BACK)


@check("Affine", title=text(en="square shapes hide nothing", ko="정사각형이어도 맞아야 합니다"))
def affine_with_square_shapes(student, expect):
    square = np.array([[1.0, 2.0, -1.0], [0.0, 3.0, 0.5], [4.0, -2.0, 1.0]])
    check_affine(
        student, expect, ROWS[:3], square, np.array([0.1, 0.2, 0.3]), np.array([[1.0, -1.0, 0.5], [0.2, 2.0, 1.0], [0.0, 0.7, -0.3]])
    )


@check("Affine", title=text(en="a second batch starts afresh; arguments stay", ko="두 번째 배치는 새로 시작하고, 인수는 그대로입니다"))
def affine_starts_afresh(student, expect):
    first, second, *after = ask(
        student,
        "layer = Affine(weights, biases); layer.forward(x); layer.backward(gradient); layer.forward(x); layer.backward(gradient)",
        "(lambda layer: (layer.forward(x), layer.backward(gradient), dict(layer.gradients), layer.forward(x), layer.backward(gradient), "
        "dict(layer.gradients), x, gradient))(Affine(weights, biases))[2::3] + (x, gradient, weights)",
        x=ROWS.copy(), weights=WEIGHTS.copy(), biases=BIASES.copy(), gradient=BACK.copy(),
    )  # fmt: skip
    hint = text(
        en="The same batch a second time gave other gradients. Do not add to the old ones: each `backward` replaces them.",
        ko="같은 배치를 다시 넣었더니 기울기가 달라졌습니다. 예전 기울기에 더하지 마세요. `backward`를 할 때마다 새로 넣어야 합니다.",
    )
    expect.gradients(second, {name: numbers(first[name]) for name in first}, hint=hint, where=text(en="the second time", ko="두 번째"))
    for name, before, now in zip(("x", "gradient", "weights"), (ROWS, BACK, WEIGHTS), after, strict=True):
        untouched(expect, before, now, name, "Affine")


@check("Affine", title=text(en="uses the parameters that training replaced", ko="학습이 바꾼 파라미터를 씁니다"))
def affine_uses_replaced_parameters(student, expect):
    forward, back = ask(
        student,
        "layer.parameters.update(weights=weights, biases=biases); layer.forward(x); layer.backward(gradient)",
        "(lambda layer: (layer.parameters.update(weights=weights, biases=biases), layer.forward(x), layer.backward(gradient))[1:])"
        "(Affine(0 * weights, 0 * biases))",
        x=ROWS, weights=WEIGHTS, biases=BIASES, gradient=BACK,
    )  # fmt: skip
    hint = text(
        en='Training replaces what stands in `self.parameters`. Take `self.parameters["weights"]` each time, and the biases likewise.',
        ko='학습은 `self.parameters`에 있는 것을 바꿉니다. 그때그때 `self.parameters["weights"]`에서 꺼내 쓰고, 편향도 그렇게 하세요.',
    )
    expect.close(
        forward, ROWS @ WEIGHTS + BIASES, hint=hint, where=text(en="`forward` after new parameters", ko="파라미터를 바꾼 뒤의 `forward`")
    )
    expect.close(back, BACK @ WEIGHTS.T, hint=hint, where=text(en="`backward` after new parameters", ko="파라미터를 바꾼 뒤의 `backward`"))


LOGITS = np.array([[2.0, 1.0, -1.0, 0.5], [0.0, 3.0, 0.2, -2.0], [1.0, 1.5, -0.5, 2.5]])
LABELS = np.array([0, 3, 1])


def check_loss(student, expect, logits, labels):
    """Compare loss and gradient, and name the usual slips."""
    try:
        loss, back, again = ask(
            student,
            f"layer = SoftmaxWithLoss(); layer.forward(logits {logits.shape}, labels {labels.shape}); layer.backward()",
            "(lambda layer: (layer.forward(logits, labels), layer.backward(), layer.backward()))(SoftmaxWithLoss())",
            logits=logits.copy(), labels=labels.copy(),
        )  # fmt: skip
    except StudentRaised as raised:
        if raised.type_name != "ValueError" or not raised.frames:
            raise
        line = raised.frames[-1].source
        message = text(
            en=f"The shapes do not fit in the line `{line}`. Here the logits have the shape {logits.shape}, the labels {labels.shape}.",
            ko=f"`{line}` 줄에서 모양이 맞지 않습니다. 여기에서 로짓의 모양은 {logits.shape}, 레이블의 모양은 {labels.shape}입니다.",
        )
        advice = text(
            en="The targets need a column for every class, as many as `logits` has: `nn.one_hot(labels, logits.shape[1])`.",
            ko="정답에는 클래스마다 열이 하나씩, 곧 `logits`의 열 수만큼 필요합니다. `nn.one_hot(labels, logits.shape[1])`입니다.",
        )
        expect.fail(message=message, hint=advice)
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    each = -np.log(chances[np.arange(len(labels)), labels])
    down = nn.softmax(logits, axis=0)
    loss_slips = [
        (
            nn.cross_entropy(down, labels),
            text(
                en="The softmax went down the columns. The probabilities of one image, a *row*, must add up to 1: `axis=1`.",
                ko="소프트맥스를 열 방향으로 계산했습니다. 이미지 한 장, 곧 *행*의 확률을 더하면 1이어야 합니다. `axis=1`입니다.",
            ),
        ),
        (
            nn.softmax_cross_entropy(chances, labels),
            text(
                en="The softmax was applied twice. `nn.softmax_cross_entropy` wants logits; for probabilities there is `nn.cross_entropy`.",
                ko="소프트맥스를 두 번 적용했습니다. `nn.softmax_cross_entropy`에는 로짓을, `nn.cross_entropy`에는 확률을 넣습니다.",
            ),
        ),
        (
            nn.cross_entropy(logits, labels),
            text(
                en="`nn.cross_entropy` wants probabilities, and these are logits: apply the softmax first.",
                ko="`nn.cross_entropy`에는 확률을 넣어야 하는데 로짓을 넣었습니다. 먼저 소프트맥스를 적용하세요.",
            ),
        ),
        (each.sum(), text(en="That is the sum over the batch. Take the mean.", ko="그것은 배치에 대한 합입니다. 평균을 구하세요.")),
        (-each.mean(), text(en="The minus sign of the cross-entropy is missing.", ko="교차 엔트로피의 음의 부호가 빠졌습니다.")),
        (each, text(en="One loss per image: now take their mean.", ko="이미지마다 손실이 하나씩 있습니다. 이제 평균을 구하세요.")),
    ]
    otherwise = text(
        en="The loss is the mean of $-\\log p$ over the batch, with $p$ the probability of the right class.",
        ko="손실은 $-\\log p$의 배치 평균이고, $p$는 정답 클래스의 확률입니다.",
    )
    expect.close(
        loss,
        each.mean(),
        hint=first_slip(loss, loss_slips, otherwise),
        where=text(en="`forward(logits, labels)`", ko="`forward(logits, labels)`"),
    )
    targets = np.eye(logits.shape[1])[labels]
    wanted = (chances - targets) / len(labels)
    slips = [
        (
            wanted * len(labels),
            text(
                en="The loss is a mean over the batch, so its gradient is divided by the number of images as well.",
                ko="손실이 배치에 대한 평균이므로 기울기도 이미지 수로 나누어야 합니다.",
            ),
        ),
        (
            wanted * len(labels) / logits.size,
            text(
                en="Divided by the number of all entries. Divide by the number of *images*, the rows.",
                ko="모든 원소의 수로 나누었습니다. *이미지*의 수, 곧 행의 수로 나누세요.",
            ),
        ),
        (
            wanted * len(labels) / logits.shape[1],
            text(
                en="Divided by the number of classes. Divide by the number of *images*, the rows.",
                ko="클래스의 수로 나누었습니다. *이미지*의 수, 곧 행의 수로 나누세요.",
            ),
        ),
        (
            (logits - targets) / len(labels),
            text(
                en="These are logits minus targets. Keep the *probabilities* in `forward`, and subtract the targets from them.",
                ko="로짓에서 정답을 뺐습니다. `forward`에서 *확률*을 간직했다가 거기에서 정답을 빼세요.",
            ),
        ),
        (-wanted, text(en="Probability minus target, in this order.", ko="확률에서 정답을 뺍니다. 순서를 바꾸지 마세요.")),
        (
            chances,
            text(
                en="These are the probabilities. Subtract 1 at the right class, and divide by the number of images.",
                ko="이것은 확률입니다. 정답 클래스에서 1을 빼고 이미지 수로 나누세요.",
            ),
        ),
        (
            chances / len(labels),
            text(en="Subtract the targets: 1 at the right class of each row.", ko="정답을 빼야 합니다. 행마다 정답 클래스에서 1을 빼세요."),
        ),
    ]
    otherwise = text(
        en="Probabilities minus one-hot targets, divided by the number of images.",
        ko="확률에서 원-핫 정답을 빼고 이미지 수로 나눈 것입니다.",
    )
    expect.close(back, wanted, hint=first_slip(back, slips, otherwise), where=text(en="`backward()`", ko="`backward()`"))
    expect.close(
        again,
        wanted,
        hint=text(
            en="The first `backward` was right, the second not: it changed what `forward` had kept. Work on a copy.",
            ko="첫 번째 `backward`는 맞는데 두 번째는 틀립니다. `forward`가 간직한 것을 바꾸어 버렸기 때문입니다. 복사해서 쓰세요.",
        ),
        where=text(en="a second `backward()`", ko="두 번째 `backward()`"),
    )


@check("SoftmaxWithLoss", weight=2, title=text(en="the loss, and the gradient of the logits", ko="손실, 그리고 로짓의 기울기"))
def loss_and_gradient(student, expect):
    check_loss(student, expect, LOGITS, LABELS)
    check_loss(student, expect, np.array([[0.3, -0.3]]), np.array([1]))
    check_loss(student, expect, np.array([[0.5, 1.0, -1.0], [2.0, 0.1, 0.4]]), np.array([1, 0]))  # nothing of the last class


@check("SoftmaxWithLoss", title=text(en="large logits do not overflow", ko="로짓이 커도 넘치지 않습니다"))
def stable_for_large_logits(student, expect):
    loss = expect.no_overflow(
        student,
        "SoftmaxWithLoss().forward(logits, labels)",
        logits=np.array([[1000.0, 0.0], [-800.0, 800.0]]),
        labels=np.array([1, 1]),
        hint=text(
            en=(
                "A probability of 0 has no logarithm. `nn.softmax_cross_entropy` works from the logits, `nn.cross_entropy` never takes "
                "the logarithm of 0."
            ),
            ko=(
                "확률이 0이면 로그가 없습니다. `nn.softmax_cross_entropy`는 로짓에서 바로 계산하고, `nn.cross_entropy`는 0에 로그를 "
                "취하지 않습니다."
            ),
        ),
    )
    expect.greater(loss, 5, where=text(en="two bold answers, one of them wrong", ko="확신한 답 둘, 그중 하나는 틀림"))


@check(
    "SoftmaxWithLoss", title=text(en="times the gradient that comes in; arguments stay", ko="들어온 기울기를 곱하고, 인수는 그대로 둡니다")
)
def scales_with_the_incoming_gradient(student, expect):
    one, half, logits, labels = ask(
        student,
        "layer = SoftmaxWithLoss(); layer.forward(logits, labels); layer.backward(0.5)",
        "(lambda layer: (layer.forward(logits, labels), layer.backward(1.0), layer.backward(0.5), logits, labels)[1:])(SoftmaxWithLoss())",
        logits=LOGITS.copy(), labels=LABELS.copy(),
    )  # fmt: skip
    untouched(expect, LOGITS, logits, "logits", "SoftmaxWithLoss")
    untouched(expect, LABELS, labels, "labels", "SoftmaxWithLoss")
    expect.close(
        half,
        expect.array(one) / 2,
        hint=text(
            en="Like every other layer, multiply by the `gradient` that comes in.", ko="다른 층과 마찬가지로, 들어온 `gradient`를 곱하세요."
        ),
        where=text(en="`backward(0.5)`", ko="`backward(0.5)`"),
    )


def small_network(rng, sizes=(4, 4, 4), batch=3):
    """Draw parameters, a batch and its labels for a network of two affine layers."""
    d, m, k = sizes
    return {
        "x": rng.normal(size=(batch, d)),
        "labels": rng.integers(0, k, size=batch),
        "w1": rng.normal(size=(d, m)),
        "b1": rng.normal(size=m) * 0.1,
        "w2": rng.normal(size=(m, k)),
        "b2": rng.normal(size=k) * 0.1,
    }


GATE = (
    "type('Gate', (), {'forward': lambda self, x: setattr(self, 'is_open', x > 0) or x * (x > 0), "
    "'backward': lambda self, gradient: gradient * self.is_open})()"
)  # a ReLU without `parameters`, as students write theirs
BUILT = f"Network([nn.Affine(w1, b1), {GATE}, nn.Affine(w2, b2)], nn.SoftmaxWithLoss())"
ORDER = ("2.weights", "2.biases", "0.weights", "0.biases")


def reference(drawn):
    """The loss and gradients of that network, by the course's own."""
    network = nn.Network([nn.Affine(drawn["w1"], drawn["b1"]), nn.ReLU(), nn.Affine(drawn["w2"], drawn["b2"])])
    loss, gradients = network.gradients(drawn["x"], drawn["labels"])
    return loss, {name: gradients[name] for name in ORDER}


def a_pair(expect, got):
    """Insist on a loss and a dict."""
    said = text(
        en="`gradients` should return two things: the loss and the dict of gradients.",
        ko="`gradients`는 손실과 기울기의 dict, 이렇게 둘을 돌려주어야 합니다.",
    )
    expect.is_true(
        isinstance(got, tuple | list) and len(got) == len(("loss", "gradients")) and isinstance(got[1], dict),
        said,
        hint=text(en='`return loss, self.named("gradients")`', ko='`return loss, self.named("gradients")`'),
    )


def check_network_gradients(student, expect, drawn):
    """Compare loss and gradients, and name the usual slips."""
    got = ask(student, "network.gradients(x, labels)", f"{BUILT}.gradients(x, labels)", **drawn)
    a_pair(expect, got)
    loss, wanted = reference(drawn)
    expect.close(
        got[0],
        loss,
        hint=text(en="`self.loss(x, labels)` runs forward and gives it.", ko="`self.loss(x, labels)`가 앞으로 가서 손실을 줍니다."),
        where=text(en="the loss", ko="손실"),
    )
    empty = text(
        en="No layer has any gradients yet: did the walk back go through all of them?",
        ko="아직 어느 층에도 기울기가 없습니다. 모든 층을 거꾸로 거쳤나요?",
    )
    expect.is_true(bool(got[1]), empty)
    missing = ", ".join(f"`{name}`" for name in ORDER if name not in got[1])
    expect.is_true(
        not missing,
        text(en=f"The dict lacks {missing}.", ko=f"dict에 {missing} 이름이 없습니다."),
        hint=text(
            en='Did the walk back reach every layer, down to the first? Then `self.named("gradients")` finds them all.',
            ko='첫 층까지 모든 층을 거꾸로 거쳤나요? 그랬다면 `self.named("gradients")`가 모두 찾아 줍니다.',
        ),
    )
    hint = text(
        en=(
            "From last to first: `reversed(self.layers)`. Each layer gets what the layer after it returned, the last one what the "
            "loss layer returned."
        ),
        ko=(
            "마지막에서 처음으로, `reversed(self.layers)`입니다. 층마다 바로 뒤의 층이 돌려준 것을 받고, 마지막 층은 손실 층이 "
            "돌려준 것을 받습니다."
        ),
    )
    expect.gradients(got[1], wanted, hint=hint, where=text(en="the gradients", ko="기울기"))


@check("Network", weight=2, title=text(en="all gradients, from last to first", ko="마지막 층부터 처음 층까지 모든 기울기"))
def gradients_of_all_layers(student, expect):
    check_network_gradients(student, expect, small_network(np.random.default_rng(5)))


@check("Network", title=text(en="a fresh batch gets fresh gradients", ko="새 배치에는 새 기울기"))
def gradients_of_a_second_batch(student, expect):
    drawn = small_network(np.random.default_rng(6), sizes=(5, 3, 4), batch=6)
    got = ask(
        student,
        "network.gradients(-x, labels); network.gradients(x, labels)",
        f"(lambda network: (network.gradients(-x, labels), network.gradients(x, labels))[-1])({BUILT})",
        **drawn,
    )
    a_pair(expect, got)
    _, wanted = reference(drawn)
    hint = text(
        en="These belong to another batch. Go forward with *this* batch first: backward uses what forward has just kept.",
        ko="다른 배치의 기울기입니다. 먼저 *이* 배치로 앞으로 가세요. 거꾸로 갈 때는 방금 간직한 값을 씁니다.",
    )
    expect.gradients(got[1], wanted, hint=hint, where=text(en="the second batch", ko="두 번째 배치"))


def check_step(student, expect, drawn, learning_rate):
    """Compare the parameters after one step, and name the usual slips."""
    try:
        loss, got = ask(
            student,
            f"network.train_step(x, labels, learning_rate={learning_rate})",
            f"(lambda network: (network.train_step(x, labels, learning_rate), network.named('parameters')))({BUILT})",
            learning_rate=learning_rate,
            **drawn,
        )
    except StudentRaised as raised:
        line = raised.frames[-1].source if raised.frames else ""
        expect.is_true(
            not (raised.type_name == "KeyError" and ".gradients[" in line),
            text(en=f"There is no such gradient yet in the line `{line}`.", ko=f"`{line}` 줄에서 찾는 기울기가 아직 없습니다."),
            hint=text(
                en="Begin with `self.gradients(x, labels)`: it goes forward and back, and leaves the gradients in the layers.",
                ko="먼저 `self.gradients(x, labels)`를 부르세요. 앞으로 갔다가 되돌아오며 층마다 기울기를 남깁니다.",
            ),
        )
        if raised.type_name != "AttributeError" or not (".parameters" in line or ".gradients" in line):
            raise
        message = text(
            en=f"Some layer lacks what the line `{line}` asks for: a ReLU, for one, has no `parameters`.",
            ko=f"`{line}` 줄에서 찾는 것이 없는 층이 있습니다. 예를 들어 ReLU에는 `parameters`가 없습니다.",
        )
        advice = text(
            en='`getattr(layer, "parameters", {})` gives an empty dict for a layer without any.',
            ko='`getattr(layer, "parameters", {})`라고 쓰면 파라미터가 없는 층에서는 빈 dict가 나옵니다.',
        )
        expect.fail(message=message, hint=advice)
    named = text(
        en='`named("parameters")` should return a dict, as given.', ko='`named("parameters")`는 주어진 대로 dict를 돌려주어야 합니다.'
    )
    expect.is_true(isinstance(got, dict), named)
    before, slopes = reference(drawn)
    start = dict(zip(ORDER, (drawn["w2"], drawn["b2"], drawn["w1"], drawn["b1"]), strict=True))
    wanted = {name: start[name] - learning_rate * slopes[name] for name in ORDER}
    slips = [
        (
            start,
            text(
                en=(
                    "No parameter has moved. Put the new arrays into `layer.parameters`, for every layer that has `parameters`, whatever "
                    "its class: this check builds its network from the course's own layers."
                ),
                ko=(
                    "파라미터가 하나도 움직이지 않았습니다. 어떤 클래스이든 `parameters`가 있는 층이면 새 배열을 `layer.parameters`에 "
                    "넣으세요. 이 확인에서는 이 과정에 들어 있는 층으로 신경망을 만듭니다."
                ),
            ),
        ),
        (
            {name: start[name] + learning_rate * slopes[name] for name in ORDER},
            text(
                en="Uphill! Subtract: the gradient points to where the loss grows.",
                ko="오르막으로 갔습니다. 기울기는 손실이 커지는 쪽을 가리키므로 빼야 합니다.",
            ),
        ),
        (
            {name: start[name] - slopes[name] for name in ORDER},
            text(en="Multiply each gradient by `learning_rate`.", ko="기울기마다 `learning_rate`를 곱하세요."),
        ),
        (
            {name: start[name] - learning_rate * slopes[name] / len(drawn["x"]) for name in ORDER},
            text(
                en="Divided by the number of images once too often: the loss layer has already done so.",
                ko="이미지 수로 한 번 더 나누었습니다. 손실 층이 이미 나누었습니다.",
            ),
        ),
        (
            {name: learning_rate * slopes[name] for name in ORDER},
            text(en="These are only the changes. Subtract them from the parameters.", ko="이것은 변화량일 뿐입니다. 파라미터에서 빼세요."),
        ),
        (
            {name: -learning_rate * slopes[name] for name in ORDER},
            text(en="These are only the changes. Subtract them from the parameters.", ko="이것은 변화량일 뿐입니다. 파라미터에서 빼세요."),
        ),
    ]
    otherwise = text(
        en="Every parameter of every layer becomes itself minus `learning_rate` times its gradient.",
        ko="모든 층의 모든 파라미터를 자기 자신에서 `learning_rate` 곱하기 기울기를 뺀 값으로 바꾸세요.",
    )
    hint = next((advice for slip, advice in slips if all(same(got.get(name), slip[name]) for name in ORDER)), otherwise)
    expect.gradients(got, wanted, hint=hint, where=text(en="the parameters after the step", ko="한 스텝 뒤의 파라미터"))
    expect.close(
        loss,
        before,
        hint=text(
            en="Return the loss that `gradients` gave, the one before the step.",
            ko="`gradients`가 준 손실, 곧 스텝을 밟기 전의 손실을 돌려주세요.",
        ),
        where=text(en="what `train_step` returns", ko="`train_step`이 돌려주는 값"),
    )


@check("Network", weight=2, title=text(en="one step downhill", ko="내리막으로 한 스텝"))
def one_step_downhill(student, expect):
    check_step(student, expect, small_network(np.random.default_rng(7)), learning_rate=0.25)
    check_step(student, expect, small_network(np.random.default_rng(9), sizes=(3, 5, 2), batch=4), learning_rate=0.5)


def hand_made(rng, sizes=(6, 5), batch=4):
    """Draw a batch and the parameters that suspect and mended take."""
    d, m = sizes
    parameters = {
        "weights1": rng.normal(size=(d, m)),
        "biases1": rng.normal(size=m) * 0.1,
        "weights2": rng.normal(size=(m, 10)),
        "biases2": rng.normal(size=10) * 0.1,
    }
    return rng.normal(size=(batch, d)), rng.integers(0, 10, size=batch), parameters


def by_layers(x, labels, parameters):
    """The seven gradients, by the course's layers."""
    first = nn.Affine(parameters["weights1"], parameters["biases1"])
    gate, end = nn.ReLU(), nn.SoftmaxWithLoss()
    second = nn.Affine(parameters["weights2"], parameters["biases2"])
    end.forward(second.forward(gate.forward(first.forward(x))), labels)
    at_logits = end.backward()
    at_h = second.backward(at_logits)
    at_z = gate.backward(at_h)
    first.backward(at_z)
    return {
        "logits": at_logits,
        "weights2": second.gradients["weights"],
        "biases2": second.gradients["biases"],
        "h": at_h,
        "z": at_z,
        "weights1": first.gradients["weights"],
        "biases1": first.gradients["biases"],
    }


def check_mended(student, expect, x, labels, parameters):
    """Compare all seven arrays; say what became of the faulty line."""
    got = ask(student, "mended(x, labels, parameters)", "mended(x, labels, parameters)", x=x, labels=labels, parameters=parameters)
    expect.is_true(
        isinstance(got, dict),
        text(en="`mended` should return the dict `found`.", ko="`mended`는 dict `found`를 돌려주어야 합니다."),
    )
    wanted = by_layers(x, labels, parameters)
    outputs = np.maximum(x @ parameters["weights1"] + parameters["biases1"], 0)
    slips = [
        (
            wanted["h"] * outputs,
            text(
                en="This line is still as it was: it multiplies by `h`. The slope of ReLU is not its output.",
                ko="이 줄은 아직 그대로입니다. `h`를 곱하고 있는데, ReLU의 기울기는 출력이 아닙니다.",
            ),
        ),
        (
            wanted["h"] * (x @ parameters["weights1"] + parameters["biases1"]),
            text(
                en="This multiplies by `z` itself. The slope of ReLU is 1 where `z` is above 0, and 0 elsewhere.",
                ko="`z` 자체를 곱하고 있습니다. ReLU의 기울기는 `z`가 0보다 크면 1, 아니면 0입니다.",
            ),
        ),
        (
            (outputs > 0) * 1.0,
            text(
                en='This is the local derivative. Multiply it by what came back, `found["h"]`.',
                ko='이것은 국소 미분입니다. 되돌아온 값인 `found["h"]`를 곱하세요.',
            ),
        ),
        (
            wanted["h"] * (1 - outputs**2),
            text(
                en="That is the slope of tanh. Here the activation is ReLU: 1 where the gate was open, else 0.",
                ko="그것은 tanh의 기울기입니다. 여기에서 활성화 함수는 ReLU이므로 문이 열려 있던 곳은 1, 다른 곳은 0입니다.",
            ),
        ),
        (
            wanted["h"] * outputs * (1 - outputs),
            text(
                en="That is the slope of the sigmoid. Here the activation is ReLU: 1 where the gate was open, else 0.",
                ko="그것은 시그모이드의 기울기입니다. 여기에서 활성화 함수는 ReLU이므로 문이 열려 있던 곳은 1, 다른 곳은 0입니다.",
            ),
        ),
        (
            wanted["h"],
            text(
                en="Now everything passes. The gradient must become 0 where the gate was shut.",
                ko="이제는 모두 지나갑니다. 문이 닫혀 있던 곳에서는 기울기가 0이 되어야 합니다.",
            ),
        ),
        (
            np.maximum(wanted["h"], 0),
            text(
                en="The gate depends on `z`, what went forward, not on the sign of the gradient.",
                ko="문은 기울기의 부호가 아니라 앞으로 간 값 `z`에 따라 열립니다.",
            ),
        ),
    ]
    otherwise = text(
        en="In `suspect` just one line is wrong. Mend the line of the first wrong array and leave the other six as they are.",
        ko="`suspect`에서 틀린 줄은 하나뿐입니다. 처음 틀린 배열의 줄을 고치고 나머지 여섯 줄은 그대로 두세요.",
    )
    hint = first_slip(got.get("z"), slips, otherwise)
    if same(got.get("h"), wanted["z"]):
        hint = text(
            en='The new line wrote its zeros into `found["h"]` as well. Compute a new array, or copy that one first.',
            ko='새 줄이 `found["h"]`에도 0을 써 넣었습니다. 새 배열을 계산하거나 먼저 복사하세요.',
        )
    expect.gradients(got, wanted, hint=hint, where=text(en="`mended`", ko="`mended`"))


@check("mended", title=text(en="all seven arrays are right", ko="배열 일곱 개가 모두 맞습니다"))
def all_seven_arrays_are_right(student, expect):
    check_mended(student, expect, *hand_made(np.random.default_rng(8)))


PAIR = "(lambda a, b: (lambda c: (c.backward(), c.number, a.gradient, b.gradient)[1:])({}))(Value(2.0), Value(-3.0))"


def check_value(student, expect, expression, wanted, hint):
    """Compare the number and both gradients of an expression of a = 2 and b = -3."""
    got = ask(student, f"a, b = Value(2.0), Value(-3.0); c = {expression}; c.backward()", PAIR.format(expression))
    shown = text(en=f"`{expression}` with a = 2, b = -3", ko=f"a = 2, b = -3일 때 `{expression}`")
    for name, have, need in zip(("number", "a.gradient", "b.gradient"), got, wanted, strict=True):
        expect.close(have, need, hint=hint, where=shown + text(en=f", `{name}`", ko=f", `{name}`"))


@check("Value", title=text(en="sum, product, gate", ko="합, 곱, 문"))
def three_operations(student, expect):
    hint = text(
        en="`+` has the local derivatives 1 and 1, `*` the other factor, `relu` 1 above 0 and else 0. The result itself has gradient 1.",
        ko="`+`의 국소 미분은 1과 1, `*`는 다른 쪽 인수, `relu`는 0보다 크면 1, 아니면 0입니다. 결과 자신의 기울기는 1입니다.",
    )
    check_value(student, expect, "a + b", (-1, 1, 1), hint)
    check_value(student, expect, "a * b", (-6, -3, 2), hint)
    check_value(student, expect, "a * b.relu()", (0, 0, 0), hint)
    walk = text(
        en=(
            "One step back works, two do not. Begin with the result, the last in the list, and go on to the first; each value hands on "
            "its own gradient times the local derivative."
        ),
        ko=(
            "한 걸음은 되돌아가는데 두 걸음은 되지 않습니다. 목록의 맨 끝에 있는 결과에서 시작해 처음까지 가면서, 값마다 자기 기울기 "
            "곱하기 국소 미분을 넘기세요."
        ),
    )
    check_value(student, expect, "a.relu() * b", (-6, -3, 2), walk)


@check("Value", title=text(en="a value used twice collects both", ko="두 번 쓴 값은 둘 다 모읍니다"))
def gradients_add_up(student, expect):
    hint = text(
        en="A value that stands in two places is where two paths meet: collect its gradient with `+=`, do not replace it.",
        ko="두 군데에 쓰인 값에서는 길이 두 갈래로 만납니다. 기울기를 바꾸지 말고 `+=`로 모으세요.",
    )
    check_value(student, expect, "a * a + b", (1, 4, 1), hint)
    check_value(student, expect, "(a + b) * b", (3, -3, -4), hint)
    check_value(student, expect, "a * b + a", (-4, -2, 2), hint)


@check("Value", title=text(en="everything that comes back is complete before it goes on", ko="다 모인 다음에 넘깁니다"))
def in_topological_order(student, expect):
    got = ask(
        student,
        "a = Value(1.5); b = a * a; d = b * b; c = b + d * d; c.backward()",
        "(lambda a: (lambda c: (c.backward(), a.gradient)[1])((lambda b: (lambda d: b + d * d)(b * b))(a * a)))(Value(1.5))",
    )
    hint = text(
        en=(
            "Some value handed its gradient on before all of it had come back, or twice. Order: every value after its parents; "
            "then once through from the end."
        ),
        ko="어떤 값이 기울기를 다 모으기 전에 넘겼거나 두 번 넘겼습니다. 모든 값을 부모보다 뒤에 놓은 다음, 끝에서부터 한 번만 훑으세요.",
    )
    wanted = 8 * 1.5**7 + 2 * 1.5
    expect.close(got, wanted, hint=hint, where=text(en="the gradient of `a`", ko="`a`의 기울기"))


quiz(
    "what_it_does",
    question=text(en="What does backpropagation do?", ko="오차역전파는 무엇을 하나요?"),
    choices=[
        choice(
            text(en="It updates the weights so that the loss falls.", ko="손실이 줄어들도록 가중치를 업데이트합니다."),
            because=text(
                en=(
                    "Many texts put it like this, but the update is another step: gradient descent, momentum, Adam … all use the same "
                    "gradients."
                ),
                ko=(
                    "이렇게 설명하는 글이 많지만 업데이트는 다음 단계의 일입니다. 경사 하강법, 모멘텀, Adam이 모두 같은 기울기를 가져다 "
                    "씁니다."
                ),
            ),
        ),
        choice(
            text(
                en="It computes how the loss changes with every parameter.",
                ko="손실이 파라미터마다 어떻게 변하는지 계산합니다.",
            ),
            right=True,
            because=text(
                en="Nothing more. It is a fast and exact way to compute gradients; what to do with them is up to the optimizer.",
                ko="그뿐입니다. 기울기를 빠르고 정확하게 구하는 방법이고, 그것으로 무엇을 할지는 옵티마이저가 정합니다.",
            ),
        ),
        choice(
            text(en="It computes an approximation of the gradient.", ko="기울기의 근삿값을 구합니다."),
            because=text(
                en="That is the numerical gradient. The chain rule is exact, up to rounding.",
                ko="그것은 수치 미분입니다. 연쇄 법칙은 반올림 오차를 빼면 정확합니다.",
            ),
        ),
    ],
)

quiz(
    "first_wrong",
    question=text(
        en=(
            "A network of Affine 1, Sigmoid, Affine 2 and the loss. The gradient check says: weights 2 exact, biases 2 exact, weights 1 "
            "wrong, biases 1 wrong. Where do you look first?"
        ),
        ko=(
            "Affine 1, 시그모이드, Affine 2, 손실로 된 신경망이 있습니다. 기울기를 검사하니 가중치 2 일치, 편향 2 일치, 가중치 1 불일치, "
            "편향 1 불일치입니다. 어디부터 볼까요?"
        ),
    ),
    choices=[
        choice(
            text(en="At the loss layer.", ko="손실 층입니다."),
            because=text(
                en="Were it wrong, weights 2 and biases 2 would be wrong as well: they are computed from what it returns.",
                ko="손실 층이 틀렸다면 가중치 2와 편향 2도 틀렸을 것입니다. 손실 층이 돌려준 것으로 계산하기 때문입니다.",
            ),
        ),
        choice(
            text(
                en="At what lies between: the gradient that Affine 2 returns, and the sigmoid's backward.",
                ko="그 사이입니다. Affine 2가 돌려주는 기울기와 시그모이드의 backward를 봅니다.",
            ),
            right=True,
            because=text(
                en=(
                    "The fault entered after biases 2 and before weights 1, and since *both* arrays of Affine 1 are wrong, it probably "
                    "arrived with their common input."
                ),
                ko=(
                    "잘못은 편향 2 다음, 가중치 1 앞에서 생겼습니다. Affine 1의 두 배열이 *모두* 틀렸으니 둘이 함께 받은 것이 이미 틀렸을 "
                    "것입니다."
                ),
            ),
        ),
        choice(
            text(en="At two separate faults in Affine 1.", ko="Affine 1에 있는 서로 다른 잘못 두 개입니다."),
            because=text(
                en="Possible, but one fault explains both. And the very same class is exact as Affine 2.",
                ko="그럴 수도 있지만 잘못 하나로 둘 다 설명됩니다. 게다가 똑같은 클래스가 Affine 2에서는 맞았습니다.",
            ),
        ),
    ],
)

quiz(
    "shut_gate",
    question=text(
        en="A ReLU unit had the input -2 for some image, and the gradient 5 comes back to it. What does it send on?",
        ko="어떤 이미지에서 ReLU 유닛의 입력이 -2였고, 기울기 5가 되돌아왔습니다. 이 유닛은 무엇을 넘길까요?",
    ),
    choices=[
        choice(
            text(en="5: the gradient is positive.", ko="5입니다. 기울기가 양수이기 때문입니다."),
            because=text(
                en="The sign of the gradient is of no interest to the gate. What counts is the input that went forward.",
                ko="문은 기울기의 부호에 관심이 없습니다. 앞으로 간 입력만 봅니다.",
            ),
        ),
        choice(
            text(en="-10: gradient times input.", ko="-10입니다. 기울기 곱하기 입력입니다."),
            because=text(
                en="That would be a product's rule. The slope of ReLU is 0 left of 0, whatever the input.",
                ko="그것은 곱하기의 규칙과 비슷합니다. 0의 왼쪽에서 ReLU의 기울기는 입력과 상관없이 0입니다.",
            ),
        ),
        choice(
            text(
                en="0: for this image, nothing before this unit learns through it.",
                ko="0입니다. 이 이미지에서는 이 유닛을 거쳐 앞쪽으로 배우는 것이 없습니다.",
            ),
            right=True,
            because=text(
                en="The gate is shut for this image. Others may open it; if none does, the unit is dead.",
                ko="이 이미지에서는 문이 닫혀 있습니다. 다른 이미지에서는 열릴 수 있고, 어느 이미지에서도 열리지 않으면 죽은 유닛입니다.",
            ),
        ),
    ],
)
