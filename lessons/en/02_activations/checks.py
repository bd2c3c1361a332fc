"""Visible checks of lesson 02: functions with a slope, their slopes, and what many layers of them do to a gradient."""

import numpy as np

from course_utils.checking import StudentRaised, check, choice, exercise, fresh_start, quiz, text

FAR = np.array([-1000.0, -750.0, -30.0, 0.0, 30.0, 750.0, 1000.0])

fresh_start()
exercise(
    "sigmoid",
    points=3,
    hints=[
        text(
            en="For $x \\ge 0$ the first form raises e to $-x$, which is not positive. For $x < 0$ it is the second form that is safe.",
            ko="$x \\ge 0$이면 앞의 식의 지수는 $-x$여서 양수가 아닙니다. $x < 0$이면 뒤의 식이 안전합니다.",
        ),
        text(
            en="In both safe forms the only power is that of $-|x|$. Compute `small = np.exp(-np.abs(x))` once, and use it for both.",
            ko="안전한 두 식에 나오는 지수는 모두 $-|x|$입니다. `small = np.exp(-np.abs(x))`를 한 번만 계산해서 둘 다에 쓰세요.",
        ),
        text(
            en="The denominator is `1 + small` either way. Only the numerator differs: 1 where `x >= 0`, and `small` elsewhere.",
            ko="분모는 어느 쪽이든 `1 + small`입니다. 분자만 다릅니다. `x >= 0`이면 1, 아니면 `small`입니다.",
        ),
        text(
            en="`np.where(x >= 0, 1.0, small) / (1 + small)`, and return it.",
            ko="`np.where(x >= 0, 1.0, small) / (1 + small)`를 돌려주면 됩니다.",
        ),
    ],
    idea=text(
        en=(
            "Two formulas can be equal on paper and different in a computer. Choose, for each input, the form whose intermediate "
            "numbers stay small. The same idea makes softmax safe in lesson 03."
        ),
        ko=(
            "종이 위에서는 같은 두 식이 컴퓨터 안에서는 다를 수 있습니다. 입력마다 중간 값이 작게 머무는 식을 고르면 됩니다. 03의 "
            "소프트맥스도 같은 생각으로 안전하게 만듭니다."
        ),
    ),
)

exercise(
    "sigmoid_gradient",
    points=2,
    needs=["sigmoid"],
    hints=[
        text(
            en="Compute the answer of the neuron first, and give it a name: `h = sigmoid(x)`.",
            ko="뉴런의 답을 먼저 구해서 이름을 붙여 두세요. `h = sigmoid(x)`처럼 쓰면 됩니다.",
        ),
        text(en="The slope is `h * (1 - h)`. Return it.", ko="미분값은 `h * (1 - h)`입니다. 이 값을 돌려주세요."),
    ],
    idea=text(
        en=(
            "The slope can be read off the answer: largest when the neuron is undecided (0.5), nearly nothing when it is sure (close to "
            "0 or 1). That is why backpropagation, in lesson 05, only needs to remember the answer."
        ),
        ko=(
            "미분값은 답만 보고도 알 수 있습니다. 뉴런이 망설일 때(0.5) 가장 크고, 확신할 때(0이나 1에 가까울 때) 거의 0입니다. 그래서 "
            "05의 오차역전파는 답만 기억해 두면 됩니다."
        ),
    ),
)

exercise(
    "tanh",
    points=2,
    needs=["sigmoid"],
    hints=[
        text(
            en="In $2\\,\\sigma(2x) - 1$ there are two different twos: one inside, one outside. Your `sigmoid` does the rest.",
            ko="$2\\,\\sigma(2x) - 1$에는 2가 두 개 있습니다. 하나는 안에, 하나는 밖에 있습니다. 나머지는 `sigmoid`가 해 줍니다.",
        ),
        text(
            en="For the slope, square the *answer* of tanh, not its input.",
            ko="미분값을 구할 때는 입력이 아니라 tanh의 *답*을 제곱합니다.",
        ),
        text(
            en="`2 * sigmoid(2 * x) - 1`, and `1 - tanh(x) ** 2`.",
            ko="`2 * sigmoid(2 * x) - 1`과 `1 - tanh(x) ** 2`입니다.",
        ),
    ],
    idea=text(
        en=(
            "Squeezing a curve to half its width doubles its slope, stretching it to twice its height doubles it again, and moving it down "
            "changes nothing: from 1/4 to 1. One safe sigmoid makes a safe tanh for free."
        ),
        ko=(
            "곡선의 폭을 절반으로 줄이면 미분값이 두 배가 되고, 높이를 두 배로 늘리면 다시 두 배가 됩니다. 아래로 옮기는 것은 미분값에 "
            "영향이 없습니다. 그래서 1/4이 1이 됩니다. 안전한 시그모이드 하나로 안전한 tanh를 거저 얻었습니다."
        ),
    ),
)

exercise(
    "relu",
    points=3,
    hints=[
        text(
            en="`np.maximum(a, b)` compares element by element and makes a new array. (`max` and `np.max` look for one largest number.)",
            ko="`np.maximum(a, b)`는 원소끼리 비교해서 새 배열을 만듭니다. (`max`와 `np.max`는 가장 큰 수 하나를 찾습니다.)",
        ),
        text(
            en="The slope does not depend on how large `x` is, only on its side: `x > 0` or not.",
            ko="미분값은 `x`의 크기와 상관없이 어느 쪽에 있는지만 봅니다. `x > 0`인지 아닌지입니다.",
        ),
        text(
            en="`np.maximum(x, 0.0)`, and `np.where(x > 0, 1.0, 0.0)`.",
            ko="`np.maximum(x, 0.0)`과 `np.where(x > 0, 1.0, 0.0)`입니다.",
        ),
    ],
    idea=text(
        en=(
            "A valve is open or shut, and its slope says which: 1 or 0. What comes back through an open valve comes back whole. And a "
            "function that leaves its argument alone can be trusted by everyone who still needs it."
        ),
        ko=(
            "밸브는 열려 있거나 닫혀 있고, 미분값 1과 0이 어느 쪽인지 말해 줍니다. 열린 밸브로 되돌아오는 것은 고스란히 돌아옵니다. 그리고 "
            "인수를 건드리지 않는 함수라야 그 인수를 더 써야 하는 사람이 마음을 놓을 수 있습니다."
        ),
    ),
)

exercise(
    "signal_gradient",
    points=3,
    hints=[
        text(
            en="Walk along the chain with one loop over the weights and remember two numbers: the signal `h` and the product so far.",
            ko="가중치마다 한 번씩 도는 반복문으로 사슬을 따라가면서 두 수를 기억하세요. 신호 `h`와 지금까지의 곱입니다.",
        ),
        text(
            en="Start with `h = x` and `gradient = 1.0`. In each round: `z = w * h` first, then multiply the product by two things.",
            ko="`h = x`와 `gradient = 1.0`에서 시작합니다. 돌 때마다 먼저 `z = w * h`를 구하고, 곱에 두 가지를 곱합니다.",
        ),
        text(
            en="The two are `w` and `activation_gradient(z)`. Only then `h = activation(z)`, which the next neuron receives.",
            ko="두 가지는 `w`와 `activation_gradient(z)`입니다. 그다음에 `h = activation(z)`로 바꾸어 다음 뉴런에 넘깁니다.",
        ),
    ],
    idea=text(
        en=(
            "A small movement is passed on by multiplication, so a chain of neurons multiplies: weight, slope, weight, slope. Twenty "
            "factors below 1 leave nothing, twenty above 1 explode. This product is the whole of backpropagation for a net one neuron "
            "wide; lesson 05 does it for wide ones."
        ),
        ko=(
            "작은 움직임은 곱셈으로 전해지므로 뉴런의 사슬은 가중치, 미분값, 가중치, 미분값을 차례로 곱합니다. 1보다 작은 수를 스무 번 "
            "곱하면 아무것도 남지 않고, 1보다 큰 수를 스무 번 곱하면 폭발합니다. 폭이 뉴런 하나인 신경망에서는 이 곱이 오차역전파의 "
            "전부입니다. 넓은 신경망은 05에서 다룹니다."
        ),
    ),
)

exercise(
    "dead_units",
    points=2,
    hints=[
        text(
            en="`hidden == 0` is an array of True and False. For one neuron, look down its column: are *all* entries True?",
            ko="`hidden == 0`은 True와 False로 된 배열입니다. 뉴런 하나에 대해 그 열을 내려다보세요. *모두* True인가요?",
        ),
        text(
            en="`np.all(…, axis=0)` goes down the columns and leaves one True or False for each neuron. Then count the Trues.",
            ko="`np.all(…, axis=0)`은 열을 따라 내려가며 뉴런마다 True나 False 하나를 남깁니다. 그다음 True를 세면 됩니다.",
        ),
        text(
            en="`np.sum(np.all(hidden == 0, axis=0))`, and return it.",
            ko="`np.sum(np.all(hidden == 0, axis=0))`를 돌려주면 됩니다.",
        ),
    ],
    idea=text(
        en=(
            "Dead is a statement about all examples, so the question runs along the examples (axis 0) and asks `all`. A zero for "
            "some of them is a "
            "neuron that has an opinion."
        ),
        ko=(
            "죽었다는 것은 모든 예제에 대한 말입니다. 그래서 예제 방향(0번 축)으로 `all`을 묻습니다. 일부 예제에서만 0인 것은 의견이 있는 "
            "뉴런입니다."
        ),
    ),
)

exercise(
    "leaky_relu",
    points=1,
    hints=[
        text(
            en="Two cases once more: `x` itself where `x > 0`, and `slope * x` elsewhere. `np.where` chooses.",
            ko="이번에도 두 경우입니다. `x > 0`이면 `x` 그대로, 아니면 `slope * x`입니다. `np.where`로 고르세요.",
        ),
        text(
            en="`np.where(x > 0, x, slope * x)`, and for the gradient `np.where(x > 0, 1.0, slope)`.",
            ko="`np.where(x > 0, x, slope * x)`이고, 미분값은 `np.where(x > 0, 1.0, slope)`입니다.",
        ),
    ],
    idea=text(
        en=("A hundredth of a gradient is still a direction. Zero is none. In between lies all the difference between slow and never."),
        ko="100분의 1이라도 남은 기울기는 방향을 알려 줍니다. 0은 아무 방향도 알려 주지 않습니다. 느린 것과 멈춘 것은 이렇게 다릅니다.",
    ),
)

exercise(
    "collapse",
    points=2,
    hints=[
        text(
            en="Put the first line into the second: $(\\mathbf{x} W_1 + \\mathbf{b}_1) W_2 + \\mathbf{b}_2$. Multiply the bracket out.",
            ko="첫 식을 둘째 식에 넣으면 $(\\mathbf{x} W_1 + \\mathbf{b}_1) W_2 + \\mathbf{b}_2$입니다. 괄호를 풀어 보세요.",
        ),
        text(
            en="What stands behind $\\mathbf{x}$ is the new weight matrix. Everything without $\\mathbf{x}$ is the new bias.",
            ko="$\\mathbf{x}$ 뒤에 있는 것이 새 가중치 행렬이고, $\\mathbf{x}$가 없는 것을 모두 모으면 새 편향입니다.",
        ),
        text(
            en="The weights are `w1 @ w2`, in this order. The bias is `b1 @ w2 + b2`: the first bias passes through the second layer, too.",
            ko="가중치는 이 순서로 `w1 @ w2`입니다. 편향은 `b1 @ w2 + b2`입니다. 첫째 편향도 둘째 층을 지나갑니다.",
        ),
    ],
    idea=text(
        en=(
            "A straight line of a straight line is a straight line. Only something bent between the layers keeps the second from "
            "melting into the first."
        ),
        ko="직선을 다시 직선에 넣으면 직선입니다. 층 사이에 굽은 것이 하나 있어야 둘째 층이 첫째 층에 녹아들지 않습니다.",
    ),
)

exercise(
    "open_question",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: the hidden sigmoids are replaced (by ReLU or leaky ReLU) because every layer multiplies the gradient by a "
            "slope of at most "
            "1/4, so that the first layers get next to nothing. 1 point: the last sigmoid stays because the answer must lie "
            "between 0 and 1 to be "
            "read as a probability (hidden answers need not). 1 point: a single sigmoid is a single factor, not twenty. Naming "
            "He's weights or "
            "tanh with Xavier's as an alternative is welcome, not required."
        ),
        ko=(
            "1점: 층마다 커야 1/4인 미분값이 곱해져서 앞쪽 층에 거의 아무것도 닿지 않으므로 은닉층의 시그모이드를 ReLU나 Leaky "
            "ReLU로 바꿉니다. "
            "1점: 답을 확률로 읽으려면 0과 1 사이여야 하므로 마지막 시그모이드는 남깁니다(은닉층의 답은 그럴 필요가 없습니다). 1점: "
            "시그모이드가 하나면 곱해지는 것도 스무 번이 아니라 한 번입니다. He 가중치나, 대안으로 Xavier를 쓴 tanh를 말하면 더 "
            "좋지만 꼭 필요하지는 "
            "않습니다."
        ),
    ),
)


def stable(x):
    """Compute the sigmoid without overflow."""
    small = np.exp(-np.abs(x))
    return np.where(np.asarray(x) >= 0, 1.0, small) / (1 + small)


def looks_like(got, wrong):
    """Tell whether a student's value is a certain wrong one."""
    try:
        array = np.asarray(got, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return False
    return array.shape == np.shape(wrong) and bool(np.allclose(array, wrong, rtol=1e-4, atol=1e-7))


def advice(got, slips, otherwise):
    """Find the hint of the slip that explains a value; slips are pairs of a wrong value and its hint."""
    return next((hint for wrong, hint in slips if looks_like(got, wrong)), otherwise)


def ask(student, expect, expression, hint, **inputs):
    """Evaluate an expression; where the code stumbles over a number or an array, show the hint beside the error."""
    try:
        return student.eval(expression, **inputs)
    except StudentRaised as stumble:
        if not stumble.type_name.endswith(("TypeError", "ValueError", "AttributeError", "IndexError")):
            raise
        given = ", ".join(f"{name} = {np.asarray(value).tolist()}" for name, value in inputs.items())
        line = f" (`{stumble.frames[-1].source.strip()}`)" if stumble.frames and stumble.frames[-1].source else ""
        error = f"{stumble.type_name}: {stumble.message.strip()[:160]}{line}"
        said = text(en=f"`{expression}`, {given} raises {error}", ko=f"`{expression}`, {given}: 오류가 났습니다. {error}")
        expect.fail(message=said, hint=hint)


WHOLE_ARRAYS = text(
    en="`x` may be a whole array. `if`, `max` and `math` want one number; `np.where`, `np.maximum` and `np.exp` take every element.",
    ko="`x`는 배열일 수도 있습니다. `if`, `max`, `math`는 수 하나만 받지만 `np.where`, `np.maximum`, `np.exp`는 모든 원소를 다룹니다.",
)


def pair(student, expect, expression, x, names):
    """Evaluate an expression that gives two things; say so if it does not."""
    got = student.eval(expression, x=x)
    expect.is_true(
        isinstance(got, tuple | list | np.ndarray) and len(got) == len(names),
        text(en=f"`{expression}` should give two things.", ko=f"`{expression}`에서 두 가지가 나와야 합니다."),
    )
    return got[0], got[1]


UNTOUCHED = text(
    en="Your function writes into its argument. Make a new array instead: `np.where` and `np.maximum` do, `x[x < 0] = …` does not.",
    ko=(
        "함수가 받은 인수를 바꾸어 버립니다. 새 배열을 만드세요. `np.where`와 `np.maximum`은 새 배열을 만들고 `x[x < 0] = …`는 그렇지 "
        "않습니다."
    ),
)


def leaves_alone(student, expect, function):
    """Check that a function does not write into its argument."""
    x = np.array([-2.0, -0.5, 0.0, 3.0])
    _, after = pair(student, expect, f"(lambda x: ({function}(x), x))(x)", x.copy(), ("value", "x"))
    where = text(en=f"`x` after `{function}(x)`", ko=f"`{function}(x)`를 부른 뒤의 `x`")
    expect.close(expect.array(after, where=where), x, hint=UNTOUCHED, where=where)


SIGMOID_HINT = text(
    en="$\\sigma(x)$ is 1 divided by (1 plus e to the power of *minus* x).",
    ko="$\\sigma(x)$는 1을 (1 더하기 e의 *마이너스* x제곱)으로 나눈 값입니다.",
)


def sigmoid_slips(x):
    """List what a sigmoid often becomes."""
    return [
        (
            1 - stable(x),
            text(
                en=(
                    "This curve falls where it should rise: e is raised to x, where it should be minus x (or the numerator is the wrong "
                    "one)."
                ),
                ko="올라가야 할 곡선이 내려갑니다. e의 지수가 마이너스 x여야 하는데 x이거나, 분자가 서로 바뀌었습니다.",
            ),
        ),
        (
            1 + np.exp(-x),
            text(
                en="That is the denominator. Divide 1 by it, and mind the parentheses: `1 / (1 + …)`.",
                ko="그것은 분모입니다. 1을 그 값으로 나누고, 괄호를 조심하세요. `1 / (1 + …)`입니다.",
            ),
        ),
        (
            np.where(x >= 0, 1.0, np.exp(-np.abs(x))) + np.exp(-np.abs(x)),
            text(
                en="Division comes before addition: put the denominator into parentheses, `… / (1 + small)`.",
                ko="나눗셈을 덧셈보다 먼저 계산합니다. 분모를 괄호로 묶어 `… / (1 + small)`처럼 쓰세요.",
            ),
        ),
        (
            np.divide(1, 1 - np.exp(-x), out=np.full(x.shape, np.inf), where=x != 0),
            text(en="The denominator is 1 *plus* the power of e.", ko="분모는 1에 e의 거듭제곱을 *더한* 것입니다."),
        ),
        (
            np.tanh(x),
            text(
                en="That is tanh, which goes from -1 to 1. The sigmoid goes from 0 to 1.",
                ko="그것은 -1에서 1까지 가는 tanh입니다. 시그모이드는 0에서 1까지입니다.",
            ),
        ),
        (
            np.where(x > 0, 1.0, 0.0),
            text(en="That is still the step.", ko="아직 계단 함수입니다."),
        ),
        (
            stable(np.abs(x)),
            text(
                en="The left half is a mirror image of the right: where `x < 0`, the numerator must be `np.exp(x)`, not 1.",
                ko="왼쪽 절반이 오른쪽을 뒤집은 모양입니다. `x < 0`이면 분자가 1이 아니라 `np.exp(x)`여야 합니다.",
            ),
        ),
    ]


@check("sigmoid", title=text(en="from 0 to 1, halfway at 0", ko="0에서 1까지, 0에서는 가운데"))
def follows_the_formula(student, expect):
    x = np.array([-3.0, -1.0, 0.0, 0.5, 2.0, 4.0])
    got = ask(student, expect, "sigmoid(x)", WHOLE_ARRAYS, x=x)
    expect.close(got, stable(x), hint=advice(got, sigmoid_slips(x), SIGMOID_HINT))


@check("sigmoid", title=text(en="numbers, whole numbers, any shape", ko="수 하나, 정수, 어떤 모양이든"))
def takes_numbers_and_arrays(student, expect):
    single = text(
        en="`x` may be a single number, too. `np.abs`, `np.exp` and `np.where` take both; `x[x < 0]` and `len(x)` only arrays.",
        ko="`x`는 수 하나일 수도 있습니다. `np.abs`, `np.exp`, `np.where`는 둘 다 받지만 `x[x < 0]`이나 `len(x)`는 배열만 받습니다.",
    )
    number = ask(student, expect, "sigmoid(x)", single, x=2.0)
    expect.close(np.squeeze(expect.array(number, hint=single)), float(stable(2.0)), hint=single)
    whole = text(
        en="Here `x` holds whole numbers. Write the answers into a new array of floats, not into one made like `x`.",
        ko="여기에서는 `x`에 정수가 들어 있습니다. `x`와 같은 형의 배열이 아니라 실수 배열에 답을 쓰세요.",
    )
    x = np.array([[-2, 0, 3], [1, -1, 5]])
    expect.close(student.eval("sigmoid(x)", x=x), stable(x), hint=whole)


@check("sigmoid", title=text(en="no overflow from -1000 to 1000", ko="-1000부터 1000까지 넘치지 않음"))
def never_overflows(student, expect):
    hint = text(
        en=(
            "Only raise e to numbers that are not positive: `np.exp(-np.abs(x))`. Inside `np.where` both branches are computed for every "
            "`x`, also the one that is thrown away."
        ),
        ko=(
            "e의 지수에 양수를 쓰지 마세요. `np.exp(-np.abs(x))`처럼 쓰면 됩니다. `np.where` 안에서는 버려질 쪽까지 모든 `x`에 "
            "대해 둘 다 "
            "계산됩니다."
        ),
    )
    got = expect.no_overflow(student, "sigmoid(x)", x=FAR, hint=hint)
    far = text(
        en="Nothing overflows, but far to the left the answer must be nearly 0, far to the right nearly 1. Is `x` cut off too early?",
        ko="넘치지는 않지만 왼쪽으로 멀리 가면 거의 0, 오른쪽으로 멀리 가면 거의 1이어야 합니다. `x`를 너무 일찍 자르지 않았나요?",
    )
    expect.close(got, stable(FAR), hint=far)


@check("sigmoid", title=text(en="leaves its argument alone", ko="받은 인수는 그대로"))
def sigmoid_leaves_its_argument_alone(student, expect):
    leaves_alone(student, expect, "sigmoid")


@check("sigmoid_gradient", title=text(en="sigmoid times one minus sigmoid", ko="시그모이드 곱하기 1 빼기 시그모이드"))
def slope_of_sigmoid(student, expect):
    x = np.array([-4.0, -1.5, 0.0, 0.5, 2.0, 6.0])
    got = student.eval("sigmoid_gradient(x)", x=x)
    h = stable(x)
    slips = [
        (
            x * (1 - x),
            text(
                en="That is `x * (1 - x)`. But `x` is what goes *into* the sigmoid; the formula wants what comes *out*: `sigmoid(x)`.",
                ko="그것은 `x * (1 - x)`입니다. 그런데 `x`는 시그모이드에 *들어가는* 값이고, 식에는 *나오는* 값 `sigmoid(x)`가 필요합니다.",
            ),
        ),
        (h, text(en="That is the sigmoid itself, not its slope.", ko="그것은 미분값이 아니라 시그모이드 자체입니다.")),
        (
            np.zeros_like(x),
            text(
                en="Everything cancels to 0. Are the parentheses missing? `h * 1 - h` is not `h * (1 - h)`.",
                ko="모두 지워져서 0이 되었습니다. 괄호가 빠지지 않았나요? `h * 1 - h`는 `h * (1 - h)`와 다릅니다.",
            ),
        ),
        (
            h * (1 - x),
            text(en="In the second factor, too, stands `sigmoid(x)`, not `x`.", ko="둘째 인수에도 `x`가 아니라 `sigmoid(x)`가 들어갑니다."),
        ),
        (1 - h, text(en="That is only the second factor.", ko="그것은 둘째 인수뿐입니다.")),
        (
            -h * (1 - h),
            text(en="The sigmoid rises everywhere, so its slope is positive.", ko="시그모이드는 어디서나 올라가므로 미분값은 양수입니다."),
        ),
        (
            h * (1 + h),
            text(en="The second factor is 1 *minus* the sigmoid.", ko="둘째 인수는 1에서 시그모이드를 *뺀* 것입니다."),
        ),
        (
            1 - h**2,
            text(
                en="`1 - h ** 2` is the slope of tanh. For the sigmoid it is `h * (1 - h)`.",
                ko="`1 - h ** 2`는 tanh의 미분값입니다. 시그모이드의 미분값은 `h * (1 - h)`입니다.",
            ),
        ),
        (
            stable(h) * (1 - stable(h)),
            text(
                en="The sigmoid is taken twice: apply it to `x` once, then use `h * (1 - h)`.",
                ko="시그모이드를 두 번 거쳤습니다. `x`에 한 번만 적용하고 `h * (1 - h)`를 구하세요.",
            ),
        ),
    ]
    expect.close(
        got,
        h * (1 - h),
        hint=advice(
            got,
            slips,
            text(en="With `h = sigmoid(x)`, the slope is `h * (1 - h)`.", ko="`h = sigmoid(x)`일 때 미분값은 `h * (1 - h)`입니다."),
        ),
    )


@check("sigmoid_gradient", title=text(en="a single number gives a single slope", ko="수 하나에는 미분값 하나"))
def slope_at_one_number(student, expect):
    hint = text(
        en="At 0 the sigmoid is 0.5, so its slope is 0.5 times 0.5.",
        ko="0에서 시그모이드는 0.5이므로 미분값은 0.5 곱하기 0.5입니다.",
    )
    expect.close(np.squeeze(expect.array(student.eval("sigmoid_gradient(x)", x=0.0), hint=hint)), 0.25, hint=hint)


@check("sigmoid_gradient", title=text(en="no overflow from -1000 to 1000", ko="-1000부터 1000까지 넘치지 않음"))
def slope_never_overflows(student, expect):
    hint = text(
        en="If you wrote the exponentials out: your `sigmoid` is already safe, build the slope from it. Far out the slope is simply 0.",
        ko="지수 함수를 직접 썼다면 이미 안전한 `sigmoid`로 미분값을 만드세요. 멀리 가면 미분값은 그냥 0이 됩니다.",
    )
    got = expect.no_overflow(student, "sigmoid_gradient(x)", x=FAR, hint=hint)
    expect.close(got, stable(FAR) * (1 - stable(FAR)), hint=hint)


@check("tanh", title=text(en="tanh: from -1 to 1, 0 at 0", ko="tanh: -1에서 1까지, 0에서는 0"))
def follows_tanh(student, expect):
    x = np.array([-3.0, -1.0, 0.0, 0.25, 1.5])
    got = student.eval("tanh(x)", x=x)
    slips = [
        (
            2 * stable(x) - 1,
            text(
                en="The height is right, the width is not: the inner number is `2 * x`.",
                ko="높이는 맞지만 폭이 다릅니다. 안에 들어가는 수는 `2 * x`입니다.",
            ),
        ),
        (
            2 * stable(2 * x),
            text(en="Subtract 1, so that 0 lands on 0.", ko="0이 0에 오도록 1을 빼야 합니다."),
        ),
        (
            stable(2 * x),
            text(
                en="That goes from 0 to 1. Stretch it to twice its height, then subtract 1.",
                ko="그러면 0에서 1까지입니다. 높이를 두 배로 늘리고 1을 빼세요.",
            ),
        ),
        (
            stable(2 * x) - 1,
            text(en="Multiply the sigmoid by 2 before you subtract 1.", ko="1을 빼기 전에 시그모이드에 2를 곱하세요."),
        ),
        (
            2 * (stable(2 * x) - 1),
            text(
                en="Mind the parentheses: the 1 is subtracted after the doubling, `2 * … - 1`.",
                ko="괄호를 조심하세요. 두 배로 한 다음에 1을 뺍니다. `2 * … - 1`입니다.",
            ),
        ),
        (
            -np.tanh(x),
            text(
                en="The curve falls where it should rise: swap the two terms.", ko="올라가야 할 곡선이 내려갑니다. 두 항을 서로 바꾸세요."
            ),
        ),
        (
            2 * stable(2 * x - 1),
            text(en="The 1 is subtracted at the very end, outside the sigmoid.", ko="1은 시그모이드 밖에서 마지막에 뺍니다."),
        ),
    ]
    expect.close(
        got,
        np.tanh(x),
        hint=advice(
            got,
            slips,
            text(
                en="$2\\,\\sigma(2x) - 1$: twice a 2, then minus 1.", ko="$2\\,\\sigma(2x) - 1$에는 2가 두 번 나오고, 마지막에 1을 뺍니다."
            ),
        ),
    )


@check("tanh", title=text(en="tanh_gradient", ko="tanh_gradient"))
def slope_of_tanh(student, expect):
    x = np.array([-3.0, -1.0, 0.0, 0.25, 1.5])
    got = student.eval("tanh_gradient(x)", x=x)
    h, wide = np.tanh(x), stable(x) * (1 - stable(x))
    narrow = stable(2 * x) * (1 - stable(2 * x))
    both = text(
        en=(
            "Two things double the slope: the inner `2 * x` and the outer 2. Together that is 4, and the sigmoid's slope is taken "
            "at `2 * x`."
        ),
        ko=(
            "미분값을 두 배로 만드는 것이 둘입니다. 안쪽의 `2 * x`와 바깥의 2입니다. 합치면 4배이고, 시그모이드의 미분값은 `2 * "
            "x`에서 구합니다."
        ),
    )
    slips = [
        (1 - h, text(en="Square the tanh before you subtract it from 1.", ko="1에서 빼기 전에 tanh를 제곱하세요.")),
        ((1 - h) ** 2, text(en="Only the tanh is squared, not the difference.", ko="차를 제곱하지 말고 tanh만 제곱하세요.")),
        (h**2, text(en="Now subtract that from 1.", ko="이제 그 값을 1에서 빼세요.")),
        (1 + h**2, text(en="The square is *subtracted* from 1.", ko="제곱한 값을 1에서 *뺍니다*.")),
        (
            1 - np.tanh(x**2),
            text(
                en="Square the answer of tanh, not its input: `tanh(x) ** 2`.",
                ko="입력이 아니라 tanh의 답을 제곱하세요. `tanh(x) ** 2`입니다.",
            ),
        ),
        (
            1 - x**2,
            text(
                en="That is `1 - x ** 2`. But `x` is what goes *into* tanh; the formula wants what comes *out*: `tanh(x)`.",
                ko="그것은 `1 - x ** 2`입니다. 그런데 `x`는 tanh에 *들어가는* 값이고, 식에는 *나오는* 값 `tanh(x)`가 필요합니다.",
            ),
        ),
        (
            h * (1 - h),
            text(
                en="`h * (1 - h)` is the sigmoid's formula. For tanh it is `1 - h ** 2`.",
                ko="`h * (1 - h)`는 시그모이드의 식입니다. tanh는 `1 - h ** 2`입니다.",
            ),
        ),
        (h, text(en="That is tanh itself, not its slope.", ko="그것은 미분값이 아니라 tanh 자체입니다.")),
        *[(factor * slope, both) for factor in (1, 2, 4) for slope in (wide, narrow) if not (factor == 4 and slope is narrow)],
        (
            4 * narrow - 1,
            text(
                en="The -1 only moves the curve down; it does not change the slope.",
                ko="-1은 곡선을 아래로 옮길 뿐 미분값을 바꾸지 않습니다.",
            ),
        ),
    ]
    otherwise = text(en="With `h = tanh(x)`, the slope is `1 - h ** 2`.", ko="`h = tanh(x)`일 때 미분값은 `1 - h ** 2`입니다.")
    expect.close(got, 1 - h**2, hint=advice(got, slips, otherwise))


@check("tanh", title=text(en="no overflow from -1000 to 1000", ko="-1000부터 1000까지 넘치지 않음"))
def tanh_never_overflows(student, expect):
    hint = text(
        en="Build both from your safe `sigmoid` (or use `np.tanh`); exponentials written out overflow, and so does `np.cosh`.",
        ko="안전한 `sigmoid`로 둘 다 만드세요(`np.tanh`도 됩니다). 지수 함수를 직접 쓰면 넘치고, `np.cosh`도 넘칩니다.",
    )
    expect.close(expect.no_overflow(student, "tanh(x)", x=FAR, hint=hint), np.tanh(FAR), hint=hint)
    expect.close(expect.no_overflow(student, "tanh_gradient(x)", x=FAR, hint=hint), 1 - np.tanh(FAR) ** 2, hint=hint)


@check("relu", title=text(en="relu: positive passes, the rest is 0", ko="relu: 양수는 통과, 나머지는 0"))
def lets_positive_pass(student, expect):
    x = np.array([[-2.0, -0.3, 0.0], [0.3, 1.5, 40.0]])
    got = ask(student, expect, "relu(x)", WHOLE_ARRAYS, x=x)
    step = text(
        en="That is the step (or the slope). ReLU lets a positive number itself pass, not a 1.",
        ko="그것은 계단 함수(또는 미분값)입니다. ReLU는 1이 아니라 양수 자체를 통과시킵니다.",
    )
    slips = [
        (np.where(x > 0, 1.0, 0.0), step),
        (np.where(x >= 0, 1.0, 0.0), step),
        (
            np.minimum(x, 0),
            text(
                en="The wrong side passes: take the larger of `x` and 0, not the smaller.",
                ko="반대쪽이 통과합니다. `x`와 0 중에서 작은 쪽이 아니라 큰 쪽을 고르세요.",
            ),
        ),
        (
            np.abs(x),
            text(en="Negative numbers become 0; they do not change their sign.", ko="음수는 부호가 바뀌는 것이 아니라 0이 됩니다."),
        ),
        (
            np.max(x),
            text(
                en="`np.max` looks for the one largest number. `np.maximum(x, 0)` compares each element with 0.",
                ko="`np.max`는 가장 큰 수 하나를 찾습니다. `np.maximum(x, 0)`은 원소마다 0과 비교합니다.",
            ),
        ),
    ]
    otherwise = text(en="Positive numbers stay exactly as they are, all others become 0.", ko="양수는 그대로, 나머지는 모두 0입니다.")
    expect.close(got, np.maximum(x, 0), hint=advice(got, slips, otherwise))


@check("relu", title=text(en="relu leaves its argument alone", ko="relu는 받은 인수를 그대로 둡니다"))
def relu_leaves_its_argument_alone(student, expect):
    leaves_alone(student, expect, "relu")


@check("relu", title=text(en="relu: a single number, too", ko="relu: 수 하나도"))
def relu_takes_a_number(student, expect):
    hint = text(
        en="`x` may be a single number: `np.maximum` and `np.where` take both, `x[x < 0]` does not.",
        ko="`x`는 수 하나일 수도 있습니다. `np.maximum`과 `np.where`는 둘 다 받지만 `x[x < 0]`은 그렇지 않습니다.",
    )
    for x, wanted in [(2.5, 2.5), (-2.5, 0.0), (3, 3)]:
        number = ask(student, expect, "relu(x)", hint, x=x)
        expect.close(np.squeeze(expect.array(number, hint=hint)), wanted, hint=hint)


def judge_slopes(student, expect, expression, x, low, **inputs):
    """Compare slopes that are 1 on the right and `low` on the left; at 0 anything between."""
    got = ask(student, expect, expression, WHOLE_ARRAYS, x=x, **inputs)
    right = text(en="Where x is positive the slope is 1.", ko="x가 양수인 곳에서 미분값은 1입니다.")
    left = text(
        en=f"Where x is negative the slope is {low:g}.",
        ko=f"x가 음수인 곳에서 미분값은 {low:g}입니다.",
    )
    slips = [
        (
            np.maximum(x, low * x),
            text(
                en="These are the values of the function. Its slope is how fast it rises: where `x > 0`, always 1.",
                ko="그것은 함숫값입니다. 미분값은 얼마나 가파르게 올라가는지입니다. `x > 0`이면 언제나 1입니다.",
            ),
        ),
        (np.ones_like(x), left),
        (np.full_like(x, low), right),
        (
            np.where(x > 0, 1.0, 0.01),
            text(
                en=f"Use the argument `slope`; here it is {low:g}, not 0.01.",
                ko=f"인수 `slope`를 쓰세요. 여기에서는 0.01이 아니라 {low:g}입니다.",
            ),
        ),
        (np.where(x > 0, low, 1.0), text(en="The two sides are swapped.", ko="양쪽이 서로 바뀌었습니다.")),
        (np.sign(x), left),
        (
            np.where(x > 0, 1.0, low * x),
            text(
                en="On the left, the slope of a times x is a alone: without `x`.",
                ko="왼쪽에서 a 곱하기 x의 미분값은 a뿐입니다. `x`는 곱하지 않습니다.",
            ),
        ),
        (
            np.where(x > 0, x, low),
            text(en="On the right the slope is 1, however large `x` is.", ko="오른쪽에서 미분값은 `x`가 아무리 커도 1입니다."),
        ),
    ]
    otherwise = text(en=f"1 where x is positive, {low:g} where it is negative.", ko=f"x가 양수이면 1, 음수이면 {low:g}입니다.")
    corner = expect.array(got, shape=x.shape, hint=otherwise).astype(float)
    hint = advice(np.where(x == 0, 0, corner), [(np.where(x == 0, 0, wrong), words) for wrong, words in slips], otherwise)
    expect.close(np.where(x == 0, 0, corner), np.where(x > 0, 1.0, np.where(x < 0, low, 0)), hint=hint, where=f"`{expression}`")
    expect.between(
        corner[x == 0],
        min(low, 0),
        1,
        hint=text(
            en="At exactly 0 any slope between those of the two sides will do.", ko="정확히 0에서는 양쪽 미분값 사이의 어떤 수든 됩니다."
        ),
        where=text(en="the slope at 0", ko="0에서의 미분값"),
    )


@check("relu", title=text(en="relu_gradient: 1 or 0", ko="relu_gradient: 1 아니면 0"))
def slope_of_relu(student, expect):
    judge_slopes(student, expect, "relu_gradient(x)", np.array([[-3.0, -0.2, 0.0], [0.2, 5.0, 100.0]]), 0.0)
    hint = text(en="For a single number the slope is a single number.", ko="수 하나에는 미분값도 하나입니다.")
    for x, wanted in [(4.0, 1), (-4.0, 0)]:
        number = ask(student, expect, "relu_gradient(x)", hint, x=x)
        expect.close(np.squeeze(expect.array(number, hint=hint).astype(float)), wanted, hint=hint)


@check("relu", title=text(en="relu_gradient leaves its argument alone", ko="relu_gradient는 받은 인수를 그대로 둡니다"))
def relu_gradient_leaves_its_argument_alone(student, expect):
    leaves_alone(student, expect, "relu_gradient")


FUNCTIONS = {
    "tanh": ("np.tanh, lambda z: 1 - np.tanh(z) ** 2", np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": (
        "lambda z: np.maximum(z, 0.0), lambda z: np.where(z > 0, 1.0, 0.0)",
        lambda z: np.maximum(z, 0.0),
        lambda z: np.where(z > 0, 1.0, 0.0),
    ),
}


def chain(x, weights, value, slope):
    """Walk along a chain; return all z, all h with x first, and the product."""
    h, zs, hs = x, [], [x]
    for w in weights:
        zs.append(w * h)
        h = float(value(zs[-1]))
        hs.append(h)
    slopes = [float(slope(z)) for z in zs]
    return zs, hs, slopes, float(np.prod(weights) * np.prod(slopes))


def chain_slips(x, weights, value, slope):
    """List what the product of a chain often becomes."""
    _, hs, slopes, _ = chain(x, weights, value, slope)
    weights = np.asarray(weights, dtype=float)
    straight = [x * float(np.prod(weights[: place + 1])) for place in range(len(weights))]
    factors = weights * slopes
    alone = len(weights) == 1
    added = text(en="The factors are added. A movement is passed on by multiplying.", ko="인수를 더했습니다. 움직임은 곱셈으로 전해집니다.")
    return [
        (
            1.0 if alone else None,
            text(
                en="The product is still 1: does the loop go over all the weights, the first one too?",
                ko="곱이 아직 1입니다. 반복문이 첫 가중치까지 빠짐없이 도나요?",
            ),
        ),
        (
            np.prod(weights) * np.prod(hs[1:]),
            text(
                en="You multiply by the value $f(z)$. Multiply by the slope, `activation_gradient(z)`.",
                ko="함숫값 $f(z)$를 곱했습니다. 미분값 `activation_gradient(z)`를 곱하세요.",
            ),
        ),
        (
            None if alone else chain(x, weights[::-1], value, slope)[-1],
            text(
                en="The signal meets the first weight first: go through `weights` from front to back.",
                ko="신호는 첫 가중치를 가장 먼저 만납니다. `weights`를 앞에서부터 차례로 쓰세요.",
            ),
        ),
        (
            None if alone else chain(x, weights[1:], value, slope)[-1],
            text(en="The first neuron is left out: begin with `weights[0]`.", ko="첫 뉴런을 건너뛰었습니다. `weights[0]`부터 시작하세요."),
        ),
        (
            hs[-1],
            text(
                en="That is the answer at the end of the chain, not how far it moves.",
                ko="그것은 사슬 끝의 답이지, 끝이 얼마나 움직이는지가 아닙니다.",
            ),
        ),
        (
            np.prod(slopes),
            text(
                en="Only the slopes are multiplied. Each weight is a factor, too.", ko="미분값만 곱했습니다. 가중치도 하나씩 곱해야 합니다."
            ),
        ),
        (
            np.prod(weights),
            text(
                en="Only the weights are multiplied. Each activation contributes its slope.",
                ko="가중치만 곱했습니다. 활성화 함수마다 미분값도 곱해야 합니다.",
            ),
        ),
        (
            np.prod(weights) * np.prod([float(slope(h)) for h in hs[1:]]),
            text(
                en="The slopes are taken at $h$, after the activation. Take them at $z$, before it.",
                ko="활성화 함수를 거친 $h$에서 미분값을 구했습니다. 거치기 전의 $z$에서 구하세요.",
            ),
        ),
        (
            np.prod(weights) * np.prod([float(slope(h)) for h in hs[:-1]]),
            text(
                en="The slopes are taken at the $h$ that comes in. Multiply it by the weight first: $z = w h$.",
                ko="들어온 $h$에서 미분값을 구했습니다. 먼저 가중치를 곱해 $z = w h$를 구하세요.",
            ),
        ),
        (
            np.prod(weights) * np.prod([float(slope(z)) for z in straight]),
            text(
                en="The signal is passed on as $z$. The next neuron receives $h = f(z)$.",
                ko="신호를 $z$ 그대로 넘겼습니다. 다음 뉴런은 $h = f(z)$를 받습니다.",
            ),
        ),
        (
            np.prod(weights) * np.prod([float(slope(w * x)) for w in weights]),
            text(
                en="Every neuron gets the first `x`. From the second on it gets the answer of the one before.",
                ko="모든 뉴런이 처음의 `x`를 받습니다. 둘째부터는 앞 뉴런의 답을 받아야 합니다.",
            ),
        ),
        (np.sum(factors), added),
        (1 + np.sum(factors), added),
        (np.prod(factors[:-1]), text(en="The last neuron is missing from the product.", ko="곱에 마지막 뉴런이 빠졌습니다.")),
        (np.prod(factors[1:]), text(en="The first neuron is missing from the product.", ko="곱에 첫 뉴런이 빠졌습니다.")),
        (
            factors[-1],
            text(
                en="Only the last neuron is left: keep multiplying one product, do not start it anew in each round.",
                ko="마지막 뉴런만 남았습니다. 돌 때마다 새로 시작하지 말고 하나의 곱에 계속 곱하세요.",
            ),
        ),
        (
            factors[0],
            text(
                en="The function returns after the first neuron: is `return` inside the loop?",
                ko="첫 뉴런 다음에 바로 끝납니다. `return`이 반복문 안에 있지 않나요?",
            ),
        ),
        (0.0, text(en="A product that starts at 0 stays 0. Start at 1.", ko="0에서 시작한 곱은 계속 0입니다. 1에서 시작하세요.")),
        (
            x * np.prod(factors),
            text(
                en="The product starts with `x`. It starts with 1: we ask how far the end moves per unit that `x` moves.",
                ko="곱이 `x`에서 시작합니다. `x`가 1만큼 움직일 때 끝이 얼마나 움직이는지를 묻는 것이므로 1에서 시작하세요.",
            ),
        ),
    ]


def check_chain(student, expect, name, x, weights):
    """Compare one chain with the formula; the functions are given, so that earlier answers do not matter."""
    written, value, slope = FUNCTIONS[name]
    got = student.eval(f"signal_gradient(x, weights, {written})", x=x, weights=np.array(weights))
    wanted = chain(x, weights, value, slope)[-1]
    otherwise = text(
        en="For each neuron: $z = w h$, multiply the product by $w$ and by the slope at $z$, then $h = f(z)$.",
        ko="뉴런마다 $z = w h$를 구하고, 곱에 $w$와 $z$에서의 미분값을 곱한 다음, $h = f(z)$로 바꾸세요.",
    )
    number = expect.array(got, hint=otherwise)
    expect.is_true(
        number.size == 1,
        text(
            en=f"`signal_gradient` should return one number, but returns {number.size}: multiply them all together.",
            ko=f"`signal_gradient`는 수 하나를 돌려주어야 하는데 {number.size}개를 돌려주었습니다. 모두 곱해서 하나로 만드세요.",
        ),
        hint=otherwise,
    )
    flat = float(number.reshape(-1)[0])
    where = text(en=f"with {name}, x = {x:g} and weights {list(weights)}", ko=f"{name}, x = {x:g}, 가중치 {list(weights)}일 때")
    slips = [slip for slip in chain_slips(x, weights, value, slope) if slip[0] is not None]
    expect.close(flat, wanted, rtol=1e-4, atol=1e-9, hint=advice(flat, slips, otherwise), where=where)


@check("signal_gradient", title=text(en="one neuron", ko="뉴런 하나"))
def one_neuron(student, expect):
    check_chain(student, expect, "tanh", 0.5, [1.5])


@check("signal_gradient", title=text(en="three neurons", ko="뉴런 세 개"))
def three_neurons(student, expect):
    check_chain(student, expect, "tanh", 0.6, [1.5, -2.0, 0.7])
    check_chain(student, expect, "tanh", -0.4, [0.5, 3.0, 1.25, -1.5])


@check("signal_gradient", title=text(en="open and shut valves", ko="열린 밸브와 닫힌 밸브"))
def open_and_shut_valves(student, expect):
    check_chain(student, expect, "relu", 0.5, [2.0, 3.0, 0.5, 4.0])
    check_chain(student, expect, "relu", 0.5, [2.0, -3.0, 0.5])


def check_dead(student, expect, hidden):
    """Compare the count, and name the usual slips."""
    got = student.eval("dead_units(hidden)", hidden=hidden)
    zero = hidden == 0
    wanted = int(zero.all(axis=0).sum())
    slips = [
        (
            int(zero.all(axis=1).sum()),
            text(
                en="You counted examples (rows). Neurons are the columns: `axis=0` goes down each of them.",
                ko="예제(행)를 세었습니다. 뉴런은 열입니다. `axis=0`이 열을 따라 내려갑니다.",
            ),
        ),
        (
            int(zero.any(axis=0).sum()),
            text(
                en="A neuron with a 0 for *some* example is not dead. It must be 0 for `all`.",
                ko="*일부* 예제에서만 0인 뉴런은 죽은 것이 아닙니다. `all`, 곧 모든 예제에서 0이어야 합니다.",
            ),
        ),
        (
            int(zero.sum()),
            text(
                en="You counted all zeros. A neuron counts once, and only if its whole column is 0.",
                ko="0을 모두 세었습니다. 열 전체가 0인 뉴런만 한 번씩 세야 합니다.",
            ),
        ),
        (hidden.shape[1] - wanted, text(en="You counted the living ones.", ko="살아 있는 뉴런을 세었습니다.")),
        (
            wanted / hidden.shape[1],
            text(en="That is the share. Return the number of dead neurons.", ko="그것은 비율입니다. 죽은 뉴런의 개수를 돌려주세요."),
        ),
        (
            0,
            text(
                en="You found none, but there are some: look down each column (`axis=0`), are *all* of its entries equal to 0?",
                ko="하나도 찾지 못했지만 죽은 뉴런이 있습니다. 열마다 내려다보세요(`axis=0`). 값이 *모두* 0인가요?",
            ),
        ),
        (
            np.flatnonzero(zero.all(axis=0)),
            text(
                en="These are the numbers of the dead neurons. Return how many there are.",
                ko="그것은 죽은 뉴런의 번호입니다. 몇 개인지를 돌려주세요.",
            ),
        ),
        (
            zero.sum(axis=0),
            text(
                en="You counted the zeros in each column. A neuron is dead if its whole column is 0; count those columns.",
                ko="열마다 0의 개수를 세었습니다. 열 전체가 0인 뉴런이 몇 개인지 세어야 합니다.",
            ),
        ),
        (
            zero.all(axis=0).astype(float),
            text(en="You found them: now count the Trues with `np.sum`.", ko="찾기는 했습니다. 이제 `np.sum`으로 True를 세세요."),
        ),
    ]
    slips = [slip for slip in slips if not looks_like(slip[0], wanted)]
    otherwise = text(en="Count the columns of `hidden` in which every entry is 0.", ko="`hidden`에서 모든 값이 0인 열이 몇 개인지 세세요.")
    hint = advice(got, slips, otherwise)
    number = expect.array(got, hint=hint)
    expect.equal(number.reshape(-1)[0] if number.size == 1 else number, wanted, hint=hint)


@check("dead_units", title=text(en="counts columns of zeros", ko="0뿐인 열을 셉니다"))
def counts_columns_of_zeros(student, expect):
    check_dead(student, expect, np.array([[0.0, 1.5, 0.0, 0.0, 0.0], [0.0, 0.0, 0.2, 0.0, 0.0], [0.0] * 5, [0.0, 2.0, 0.0, 0.0, 3.0]]))
    check_dead(student, expect, np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 0.7], [0.0, 0.0, 0.0], [0.0, 0.1, 0.0]]))


@check("dead_units", title=text(en="none, when every neuron answers somebody", ko="모두 누군가에게 답하면 0개"))
def none_when_all_answer(student, expect):
    check_dead(student, expect, np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1e-3], [4.0, 0.0, 0.0], [0.0, 0.0, 0.0]]))


@check("leaky_relu", title=text(en="leaky_relu: the left side leaks", ko="leaky_relu: 왼쪽이 샙니다"))
def the_left_side_leaks(student, expect):
    x = np.array([-50.0, -1.0, 0.0, 0.5, 20.0])
    for inputs, slope in [({}, 0.01), ({"slope": 0.2}, 0.2)]:
        got = ask(student, expect, f"leaky_relu(x{', slope=slope' if inputs else ''})", WHOLE_ARRAYS, x=x, **inputs)
        slips = [
            (
                np.maximum(x, 0),
                text(en="On the left it leaks: `slope * x`, not 0.", ko="왼쪽에서는 0이 아니라 `slope * x`만큼 새어 나갑니다."),
            ),
            (
                np.where(x > 0, x, slope),
                text(
                    en="On the left the answer is `slope * x`, a line through 0; `slope` alone is its gradient.",
                    ko="왼쪽의 답은 0을 지나는 직선 `slope * x`입니다. `slope`만 쓰면 미분값입니다.",
                ),
            ),
            (
                np.where(x > 0, x, -slope * x),
                text(
                    en="A negative number stays negative: `slope * x` without changing the sign.",
                    ko="음수는 음수로 남습니다. 부호를 바꾸지 말고 `slope * x`로 두세요.",
                ),
            ),
            (np.where(x > 0, slope * x, x), text(en="The two sides are swapped.", ko="양쪽이 서로 바뀌었습니다.")),
            (
                slope * x,
                text(
                    en="On the right `x` passes as it is; only the left is multiplied.", ko="오른쪽은 `x` 그대로 통과하고, 왼쪽만 곱합니다."
                ),
            ),
            (
                np.where(x > 0, x, 0.01 * x),
                text(
                    en="Use the argument `slope`; here it is 0.2, not 0.01.",
                    ko="인수 `slope`를 쓰세요. 여기에서는 0.01이 아니라 0.2입니다.",
                ),
            ),
        ]
        otherwise = text(en="`x` where `x > 0`, elsewhere `slope * x`.", ko="`x > 0`이면 `x`, 아니면 `slope * x`입니다.")
        expect.close(got, np.where(x > 0, x, slope * x), hint=advice(got, slips, otherwise))


@check("leaky_relu", title=text(en="leaky_relu_gradient", ko="leaky_relu_gradient"))
def slope_of_leaky_relu(student, expect):
    x = np.array([[-3.0, -0.2, 0.0], [0.2, 5.0, 100.0]])
    judge_slopes(student, expect, "leaky_relu_gradient(x)", x, 0.01)
    judge_slopes(student, expect, "leaky_relu_gradient(x, slope=slope)", x, 0.3, slope=0.3)


@check("leaky_relu", title=text(en="whole numbers, a single number, the argument untouched", ko="정수, 수 하나, 받은 인수는 그대로"))
def leaky_relu_takes_what_comes(student, expect):
    leaves_alone(student, expect, "leaky_relu")
    leaves_alone(student, expect, "leaky_relu_gradient")
    whole = text(
        en="Here `x` holds whole numbers: multiply into a new array, or the fractions are lost.",
        ko="여기에서는 `x`에 정수가 들어 있습니다. 새 배열에 곱하지 않으면 소수점 아래가 사라집니다.",
    )
    expect.close(ask(student, expect, "leaky_relu(x)", whole, x=np.array([-30, 7])), [-0.3, 7], hint=whole)
    single = text(en="`x` may be a single number, too.", ko="`x`는 수 하나일 수도 있습니다.")
    for expression, wanted in [("leaky_relu(x)", -0.02), ("leaky_relu_gradient(x)", 0.01)]:
        number = ask(student, expect, expression, single, x=-2.0)
        expect.close(np.squeeze(expect.array(number, hint=single)), wanted, hint=single)


def check_collapse(student, expect, w1, b1, w2, b2):
    """Compare the folded layer with the two, and name the usual slips."""
    got = student.eval("collapse(w1, b1, w2, b2)", w1=w1, b1=b1, w2=w2, b2=b2)
    expect.is_true(
        isinstance(got, tuple | list) and len(got) == 2,
        text(
            en="`collapse` should return two things, the weights and the bias: `return w, b`.",
            ko="`collapse`는 가중치와 편향 두 가지를 돌려주어야 합니다. `return w, b`처럼 쓰면 됩니다.",
        ),
    )
    w, b = w1 @ w2, b1 @ w2 + b2
    square = w1.shape == w2.shape
    weight_slips = [
        (
            w2 @ w1 if square else None,
            text(
                en="The order of a matrix product matters: $W_1$ comes first, `w1 @ w2`.",
                ko="행렬의 곱은 순서가 중요합니다. $W_1$이 먼저이므로 `w1 @ w2`입니다.",
            ),
        ),
        (
            w1 * w2 if square else None,
            text(en="`*` multiplies element by element. A matrix product is `@`.", ko="`*`는 원소끼리 곱합니다. 행렬의 곱은 `@`입니다."),
        ),
        (
            w1 + w2 if square else None,
            text(
                en="The second layer multiplies what the first one answers, so the matrices are multiplied, not added.",
                ko="둘째 층은 첫째 층의 답에 곱하므로 두 행렬을 더하지 않고 곱합니다.",
            ),
        ),
    ]
    bias_slips = [
        (
            b2,
            text(
                en="The first bias has got lost. It passes through the second layer: `b1 @ w2`.",
                ko="첫째 편향이 사라졌습니다. 첫째 편향은 둘째 층을 지나갑니다. `b1 @ w2`입니다.",
            ),
        ),
        (b1 @ w2, text(en="The second bias is missing.", ko="둘째 편향이 빠졌습니다.")),
        (
            b1 + b2 if b1.shape == b2.shape else None,
            text(
                en="The first bias passes through the second layer before it is added: `b1 @ w2`.",
                ko="첫째 편향은 둘째 층을 지난 다음에 더해집니다. `b1 @ w2`입니다.",
            ),
        ),
        (
            (b1 + b2) @ w2 if b1.shape == b2.shape else None,
            text(
                en="Only the first bias passes through the second layer; `b2` is added after it.",
                ko="둘째 층을 지나는 것은 첫째 편향뿐입니다. `b2`는 그 뒤에 더합니다.",
            ),
        ),
        (
            b1 @ w1 + b2 if square else None,
            text(
                en="The first bias has already left the first layer; what it still passes through is the second: `b1 @ w2`.",
                ko="첫째 편향은 이미 첫째 층을 나온 값입니다. 앞으로 지나갈 것은 둘째 층이므로 `b1 @ w2`입니다.",
            ),
        ),
        (
            b1 * w2 + b2 if square else None,
            text(
                en="`*` multiplies element by element. A bias passes through a layer by `@`.",
                ko="`*`는 원소끼리 곱합니다. 편향이 층을 지날 때는 `@`를 씁니다.",
            ),
        ),
        (
            w2 @ b1 + b2 if square else None,
            text(
                en="The answers of a layer stand in a row, to the left of the matrix: `b1 @ w2`, not `w2 @ b1`.",
                ko="층의 답은 행으로, 행렬의 왼쪽에 옵니다. `w2 @ b1`이 아니라 `b1 @ w2`입니다.",
            ),
        ),
    ]
    multiply = text(
        en="Multiply out: $(\\mathbf{x} W_1 + \\mathbf{b}_1) W_2 + \\mathbf{b}_2$.",
        ko="괄호를 풀어 보세요. $(\\mathbf{x} W_1 + \\mathbf{b}_1) W_2 + \\mathbf{b}_2$입니다.",
    )
    expect.is_true(
        not (looks_like(got[0], b) and looks_like(got[1], w)),
        text(
            en="The two are swapped: return the weights first, then the bias.",
            ko="순서가 바뀌었습니다. 가중치를 먼저, 편향을 나중에 돌려주세요.",
        ),
    )
    where_w, where_b = text(en="the weights", ko="가중치"), text(en="the bias", ko="편향")
    expect.close(got[0], w, hint=advice(got[0], [slip for slip in weight_slips if slip[0] is not None], multiply), where=where_w)
    bias = expect.array(got[1], hint=multiply, where=where_b)
    bias = bias.reshape(-1) if bias.size == b.size else bias
    expect.close(bias, b, hint=advice(bias, [slip for slip in bias_slips if slip[0] is not None], multiply), where=where_b)


@check("collapse", title=text(en="two neurons after two", ko="뉴런 두 개 뒤에 두 개"))
def folds_square_layers(student, expect):
    check_collapse(
        student,
        expect,
        np.array([[1.0, 2.0], [0.0, -1.0]]),
        np.array([3.0, 1.0]),
        np.array([[2.0, 0.0], [1.0, 1.0]]),
        np.array([-1.0, 4.0]),
    )


@check("collapse", title=text(en="layers of different width", ko="폭이 다른 층"))
def folds_layers_of_different_width(student, expect):
    w1, w2 = np.array([[1.0, -1.0, 2.0], [0.5, 0.0, 1.0]]), np.array([[1.0, 0.0, 2.0, 1.0], [3.0, 1.0, 0.0, -1.0], [0.0, 2.0, 1.0, 1.0]])
    check_collapse(student, expect, w1, np.array([1.0, 0.0, -2.0]), w2, np.array([0.5, 0.0, 1.0, -3.0]))


quiz(
    "dead_or_resting",
    question=text(
        en="For the example on the table, a ReLU neuron answers 0. What follows?",
        ko="지금 보고 있는 예제에서 어떤 ReLU 뉴런의 답이 0입니다. 여기에서 알 수 있는 것은 무엇일까요?",
    ),
    choices=[
        choice(
            text(en="The neuron is dead.", ko="이 뉴런은 죽었습니다."),
            because=text(
                en="Not yet known. Dead means 0 for *every* example. In the lesson half of all answers were 0, and nobody was dead.",
                ko="아직 알 수 없습니다. *모든* 예제에서 0이어야 죽은 것입니다. 수업에서는 답의 절반이 0이었지만 죽은 뉴런은 없었습니다.",
            ),
        ),
        choice(
            text(
                en="This example does not change the neuron's weights; another one may.",
                ko="이 예제는 뉴런의 가중치를 바꾸지 않지만, 다른 예제는 바꿀 수 있습니다.",
            ),
            right=True,
            because=text(
                en=(
                    "Slope 0, so nothing comes back for this example. As long as some other example opens the valve, the neuron goes on "
                    "learning."
                ),
                ko="미분값이 0이라 이 예제에서는 아무것도 되돌아오지 않습니다. 밸브를 여는 예제가 하나라도 있으면 뉴런은 계속 배웁니다.",
            ),
        ),
        choice(
            text(en="The neuron answers 0 because its weights are 0.", ko="가중치가 0이라서 답이 0입니다."),
            because=text(
                en="It answers 0 because the *sum* is not above 0. The weights can be as large as you like.",
                ko="*합*이 0보다 크지 않아서 0이라고 답한 것입니다. 가중치는 얼마든지 클 수 있습니다.",
            ),
        ),
    ],
)

quiz(
    "both_branches",
    question=text(
        en=(
            "`np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))` picks the safe form for every `x`. For `x = 1000`, does "
            "NumPy still complain?"
        ),
        ko=(
            "`np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))`는 `x`마다 안전한 식을 고릅니다. `x = 1000`일 때 "
            "NumPy가 그래도 경고할까요?"
        ),
    ),
    choices=[
        choice(
            text(en="No: the unsafe form is not chosen.", ko="경고하지 않습니다. 위험한 식은 고르지 않기 때문입니다."),
            because=text(
                en=(
                    "It is not chosen, but it is computed. Arguments are evaluated before a function sees them, and `np.where` is a "
                    "function."
                ),
                ko="고르지는 않지만 계산은 합니다. 함수는 인수를 모두 계산한 다음에 불리는데, `np.where`도 함수입니다.",
            ),
        ),
        choice(
            text(
                en="Yes: both forms are computed first, and `np.exp(1000)` overflows.",
                ko="경고합니다. 두 식을 먼저 다 계산하므로 `np.exp(1000)`이 넘칩니다.",
            ),
            right=True,
            because=text(
                en=(
                    "The value is right in the end, but the warning is real, and code that treats warnings as errors stops. "
                    "`np.exp(-np.abs(x))` never overflows."
                ),
                ko="마지막 값은 맞지만 경고는 나오고, 경고를 오류로 다루는 프로그램은 멈춥니다. `np.exp(-np.abs(x))`는 넘치지 않습니다.",
            ),
        ),
        choice(
            text(en="Yes, and the value is `nan`.", ko="경고하고, 값도 `nan`이 됩니다."),
            because=text(
                en="The branch that is thrown away is `nan`; the chosen one is 1. So only the warning remains.",
                ko="버려지는 쪽이 `nan`이고 고른 쪽은 1입니다. 그래서 경고만 남습니다.",
            ),
        ),
    ],
)

quiz(
    "cause_or_cure",
    question=text(
        en=(
            'A page of notes says: "To solve the vanishing gradient, use activation functions such as ReLU, sigmoid and softmax." '
            "What have you measured?"
        ),
        ko=(
            '어떤 노트에 이렇게 적혀 있습니다. "기울기 소실을 해결하려면 ReLU, 시그모이드, 소프트맥스 같은 활성화 함수를 쓴다." '
            "여러분이 잰 것은 무엇인가요?"
        ),
    ),
    choices=[
        choice(
            text(en="All three help, ReLU most.", ko="셋 다 도움이 되고 ReLU가 가장 낫습니다."),
            because=text(
                en=(
                    "The sigmoid does not help: each layer of it takes away three quarters of a gradient or more. Softmax belongs at the "
                    "output, where probabilities are wanted."
                ),
                ko=(
                    "시그모이드는 도움이 되지 않습니다. 층마다 기울기의 4분의 3 이상을 빼앗습니다. 소프트맥스는 확률이 필요한 출력층에 "
                    "씁니다."
                ),
            ),
        ),
        choice(
            text(en="ReLU always keeps the gradient, whatever the weights.", ko="ReLU는 가중치가 어떻든 기울기를 늘 지켜 줍니다."),
            because=text(
                en=(
                    "With Xavier's weights it lost most of it, with weights of standard deviation 1 it exploded. It needs weights of the "
                    "right size, He's."
                ),
                ko="Xavier 가중치에서는 대부분 사라졌고, 표준편차가 1인 가중치에서는 폭발했습니다. 알맞은 크기, 곧 He 가중치가 필요합니다.",
            ),
        ),
        choice(
            text(
                en="The sigmoid is the cause; ReLU with weights of the right size is a cure.",
                ko="시그모이드가 원인이고, 알맞은 크기의 가중치를 쓴 ReLU가 해결책입니다.",
            ),
            right=True,
            because=text(
                en="A factor of at most 1/4 in every layer against a factor of 1 through every open valve.",
                ko="시그모이드는 층마다 커야 1/4이 곱해지고, 열린 밸브에서는 1이 곱해집니다.",
            ),
        ),
    ],
)
