"""Visible checks of lesson 01: one neuron, three gates, one learning rule, and why XOR needs a second layer."""

import numpy as np

from course_utils.checking import NotAttempted, check, choice, exercise, fresh_start, quiz, text

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
TABLES = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0]}
START = [1.0, -1.0, 0.5]  # where the lesson's first explorer stands before anybody touches it

fresh_start()
exercise(
    "or_line",
    points=1,
    hints=[
        text(
            en="Only the corner (0, 0) should stay on the plain side. Where must the line pass to cut off that one corner?",
            ko="색칠하지 않은 쪽에는 꼭짓점 (0, 0)만 남아야 합니다. 이 꼭짓점 하나만 잘라 내려면 직선이 어디를 지나야 할까요?",
        ),
        text(
            en="Let it cross the left side and the lower side of the square halfway, with the coloured side towards (1, 1).",
            ko="정사각형의 왼쪽 변과 아래쪽 변의 가운데를 지나게 하고, 색칠한 쪽이 (1, 1)을 향하게 해 보세요.",
        ),
        text(
            en="Two equal positive weights and a bias that is negative, but smaller in size than either weight.",
            ko="두 가중치는 같은 양수로, 편향은 음수로 하되 크기는 가중치보다 작게 해 보세요.",
        ),
    ],
    idea=text(
        en=(
            "A line leaves room: every line that separates (0, 0) from the other three is right. What counts is on which side the "
            "corners lie, not where exactly the line runs."
        ),
        ko=(
            "직선에는 여유가 있습니다. (0, 0)을 나머지 셋과 갈라놓기만 하면 어떤 직선이든 맞습니다. 직선의 정확한 위치가 아니라 "
            "꼭짓점이 어느 쪽에 있는지가 중요합니다."
        ),
    ),
)

exercise(
    "step",
    points=1,
    hints=[
        text(
            en="Only one comparison is needed. With which number do you compare `z`?",
            ko="비교는 한 번이면 됩니다. `z`를 어떤 수와 비교하면 될까요?",
        ),
        text(
            en="Is 0 above 0? Choose between `>` and `>=` accordingly.",
            ko="0은 0보다 큰가요? 그에 따라 `>`와 `>=` 중에서 골라 보세요.",
        ),
        text(
            en="If `z > 0`, answer 1, otherwise 0. Do not forget `return`.",
            ko="`z > 0`이면 1을, 아니면 0을 돌려주세요. `return`을 잊지 마세요.",
        ),
    ],
    idea=text(
        en=(
            "The step throws away everything about `z` except its side: 0.001 and 1000 get the same answer. That makes a decision "
            "out of a sum, and (as lesson 02 will show) makes learning hard."
        ),
        ko=(
            "계단 함수는 `z`가 어느 쪽에 있는지만 남기고 나머지는 모두 버립니다. 0.001이든 1000이든 답이 같습니다. 그래서 합이 "
            "결정으로 바뀌지만, 02에서 보듯이 배우기는 어려워집니다."
        ),
    ),
)

exercise(
    "perceptron",
    points=2,
    needs=["step"],
    hints=[
        text(
            en="Do it with a pencil first: x = (1, 0), w = (2, 3), b = -1. Which products do you add? What comes last, before the step?",
            ko=(
                "먼저 종이에 해 보세요. x = (1, 0), w = (2, 3), b = -1일 때 어떤 곱들을 더하나요? 계단 함수에 넣기 전에 "
                "마지막으로 더하는 것은 무엇인가요?"
            ),
        ),
        text(
            en="`x * w` multiplies NumPy arrays element by element. `np.sum` adds up what is in an array.",
            ko="`x * w`는 NumPy 배열을 원소끼리 곱합니다. `np.sum`은 배열 안의 값을 모두 더합니다.",
        ),
        text(en="`step(np.sum(x * w) + b)`, and return it.", ko="`step(np.sum(x * w) + b)`를 돌려주면 됩니다."),
    ],
    idea=text(
        en=(
            "One sum weighs all the evidence, and one comparison turns it into an answer. Nothing in it depends on there being "
            "two inputs: the same two lines read an image of 784 numbers."
        ),
        ko=(
            "합 하나로 모든 근거의 무게를 재고, 비교 한 번으로 답을 정합니다. 입력이 두 개일 때만 되는 것이 아닙니다. 숫자 "
            "784개로 된 이미지도 똑같은 두 줄로 읽을 수 있습니다."
        ),
    ),
)

exercise(
    "gates",
    points=3,
    hints=[
        text(
            en=(
                "For OR you already have numbers: those of your first line. For AND keep the weights and move the line outwards: "
                "which of the three numbers does that?"
            ),
            ko=(
                "OR의 숫자는 이미 있습니다. 처음에 그은 직선의 숫자입니다. AND는 가중치를 그대로 두고 직선을 바깥으로 밀면 "
                "됩니다. 세 숫자 중 무엇을 바꾸면 될까요?"
            ),
        ),
        text(
            en=(
                "With weights 1 and 1 the four sums are 0, 1, 1 and 2, before the bias. The bias must lift above 0 just those "
                "that should answer 1."
            ),
            ko="가중치가 1과 1이면 편향을 더하기 전의 합은 0, 1, 1, 2입니다. 1이라고 답해야 하는 것만 0보다 커지도록 편향을 정해 보세요.",
        ),
        text(
            en="NAND is AND turned round. What happens to the two sides of a line if you change the sign of all three numbers?",
            ko="NAND는 AND를 뒤집은 것입니다. 세 숫자의 부호를 모두 바꾸면 직선의 양쪽은 어떻게 될까요?",
        ),
        text(
            en="AND: weights 1 and 1, and a bias between -2 and -1. Now OR and NAND in the same way.",
            ko="AND는 가중치 1과 1, 편향은 -2와 -1 사이입니다. OR와 NAND도 같은 방법으로 골라 보세요.",
        ),
    ],
    idea=text(
        en=(
            "Each row of a truth table is one inequality for `w1`, `w2` and `b`. For these gates the four inequalities leave a "
            "whole region of right choices. The sums 0, 1, 1, 2 have gaps, and the bias puts the zero into the right one."
        ),
        ko=(
            "진리표의 한 줄은 `w1`, `w2`, `b`에 대한 부등식 하나입니다. 이 게이트들은 네 부등식을 모두 만족하는 숫자가 넓게 퍼져 "
            "있습니다. 합 0, 1, 1, 2 사이에는 틈이 있고, 편향은 알맞은 틈에 0을 가져다 놓습니다."
        ),
    ),
)

exercise(
    "update",
    points=3,
    needs=["perceptron"],
    hints=[
        text(
            en=(
                "First find out what the perceptron answers now: you have a function for that. Then subtract it from the target, "
                "in this order."
            ),
            ko=(
                "먼저 퍼셉트론이 지금 무엇이라고 답하는지 알아보세요. 그 일을 하는 함수는 이미 있습니다. 그런 다음 목표값에서 그 "
                "답을 빼세요. 순서가 중요합니다."
            ),
        ),
        text(
            en="Each weight moves by learning rate times error times *its own input*. The bias moves as if its input were always 1.",
            ko="가중치는 학습률 곱하기 오차 곱하기 *자기 입력*만큼 움직입니다. 편향은 입력이 언제나 1인 것처럼 움직입니다.",
        ),
        text(
            en="`error = target - perceptron(x, w, b)`, then return `w + learning_rate * error * x` and the new `b`.",
            ko="`error = target - perceptron(x, w, b)`를 구한 다음 `w + learning_rate * error * x`와 새 `b`를 돌려주세요.",
        ),
    ],
    idea=text(
        en=(
            "A mistake says in which direction to go: the error's sign pulls z towards the target, and only inputs that were on "
            "are held responsible. Learning by following the error survives in every network of this course; what changes is how "
            "the error is measured."
        ),
        ko=(
            "틀린 답은 어느 쪽으로 가야 하는지 알려 줍니다. 오차의 부호가 z를 목표 쪽으로 당기고, 켜져 있던 입력만 책임을 집니다. "
            "오차를 따라 배운다는 생각은 이 강의의 모든 신경망에서 그대로 이어집니다. 달라지는 것은 오차를 재는 방법입니다."
        ),
    ),
)

exercise(
    "best_on_grid",
    points=2,
    needs=["perceptron"],
    hints=[
        text(
            en=(
                "Three loops inside one another: one for `w1`, one for `w2`, one for `b`. What do you count inside, and what do "
                "you remember?"
            ),
            ko="반복문 세 개를 겹쳐 쓰세요. `w1`, `w2`, `b`마다 하나씩입니다. 안에서는 무엇을 세고, 무엇을 기억해야 할까요?",
        ),
        text(
            en="Count afresh for every combination, and keep the largest count so far: `best = max(best, right)`.",
            ko="조합마다 처음부터 다시 세고, 지금까지 가장 큰 값을 남겨 두세요. `best = max(best, right)`처럼 쓸 수 있습니다.",
        ),
        text(
            en="`right = sum(perceptron(x, np.array([w1, w2]), b) == target for x, target in zip(INPUTS, targets))`",
            ko="`right = sum(perceptron(x, np.array([w1, w2]), b) == target for x, target in zip(INPUTS, targets))`",
        ),
    ],
    idea=text(
        en=(
            "Searching everything is slow but honest: it needs no idea and misses nothing *on the grid*. It can show that "
            "something exists. That something does not exist, it can only suggest."
        ),
        ko=(
            "모두 뒤져 보는 방법은 느리지만 정직합니다. 특별한 생각이 없어도 되고 *격자 위에서는* 놓치는 것이 없습니다. 무언가가 "
            "있다는 것은 보여 줄 수 있습니다. 하지만 없다는 것은 짐작하게 해 줄 뿐입니다."
        ),
    ),
)

exercise(
    "pair_sums",
    points=1,
    hints=[
        text(
            en="At the corner (0, 1) the sum is `w[1] + b`: the first input is 0 and drops out. What is it at the other three corners?",
            ko="꼭짓점 (0, 1)에서 합은 `w[1] + b`입니다. 첫째 입력이 0이라서 사라지기 때문입니다. 나머지 세 꼭짓점에서는 어떻게 될까요?",
        ),
        text(
            en="At (0, 0) both weights drop out, but the bias stays. No `step` anywhere: it would hide the sums.",
            ko="(0, 0)에서는 두 가중치가 모두 사라져도 편향은 남습니다. `step`은 쓰지 마세요. 합이 보이지 않게 됩니다.",
        ),
    ],
    idea=text(
        en=(
            "Both diagonals of the square cross in its middle, and z over the square is flat like a tilted sheet of paper: the "
            "two ends of either diagonal average to z in the middle. So their sums agree, whatever the three numbers are."
        ),
        ko=(
            "정사각형의 두 대각선은 한가운데에서 만납니다. 그리고 정사각형 위에서 z는 기울어진 종이처럼 평평합니다. 그래서 어느 "
            "대각선이든 양 끝의 평균은 한가운데의 z와 같습니다. 숫자 세 개가 무엇이든 두 합이 같은 까닭입니다."
        ),
    ),
)

exercise(
    "xor",
    points=2,
    needs=["perceptron", "gates"],
    hints=[
        text(
            en="Write the columns of OR and NAND beside that of XOR. XOR is 1 exactly where both of them are 1.",
            ko="OR와 NAND의 열을 XOR의 열 옆에 적어 보세요. 둘 다 1인 곳에서만 XOR가 1입니다.",
        ),
        text(
            en="Which gate says 1 only if both of its inputs are 1? Give it the answers of the other two.",
            ko="두 입력이 모두 1일 때만 1인 게이트는 무엇인가요? 그 게이트에 다른 두 게이트의 답을 넣어 보세요.",
        ),
    ],
    idea=text(
        en=(
            "Each of the first two gates cuts off one corner with a line, and the third keeps what both left over. The hidden "
            "answers are new inputs, and in terms of *these* one line is enough."
        ),
        ko=(
            "앞의 두 게이트가 직선으로 꼭짓점을 하나씩 잘라 내고, 세 번째 게이트가 둘 다 남긴 곳을 고릅니다. 중간의 답이 새로운 "
            "입력이 된 것이고, *그* 입력으로 보면 직선 하나로 충분합니다."
        ),
    ),
)

exercise(
    "open_question",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: `update` needs a target for the very perceptron it changes. 1 point: the truth table gives targets only for "
            "the last one; what the hidden ones should answer is open (several choices work). 1 point: what is missing is how the "
            "final error depends on the hidden answers or weights; the best answers add that the step hides it, being flat almost "
            "everywhere."
        ),
        ko=(
            "1점: `update`에는 바꾸려는 바로 그 퍼셉트론의 목표값이 필요합니다. 1점: 진리표에는 마지막 퍼셉트론의 목표값만 있고, "
            "앞의 두 퍼셉트론이 무엇이라고 답해야 하는지는 정해져 있지 않습니다(여러 가지가 가능합니다). 1점: 마지막 오차가 앞의 "
            "답이나 가중치에 따라 어떻게 달라지는지 알 수 없습니다. 계단 함수가 거의 모든 곳에서 평평해서 그것을 가린다는 점까지 "
            "쓰면 가장 좋은 답입니다."
        ),
    ),
)


def corner(row):
    """Write a corner as the lesson does."""
    return f"({row[0]}, {row[1]})"


def judge(expect, numbers, gate, start):
    """Count the right rows of a line; say which corner is wrong, and whether the line runs through it."""
    w, b = np.array(numbers[:2]), numbers[2]
    sums = CORNERS @ w + b
    wrong = [(row, z, target) for row, z, target in zip(CORNERS, sums, TABLES[gate], strict=True) if int(z > 0) != target]
    if not wrong:
        return
    row, z, target = wrong[0]
    message = text(
        en=(
            f"{start.en}{4 - len(wrong)} of 4 rows are right. At {corner(row)} the answer should be {target}, but z is {z:g}, so "
            f"it is {1 - target}."
        ),
        ko=(
            f"{start.ko}4줄 중 {4 - len(wrong)}줄이 맞습니다. {corner(row)}에서는 {target}이라고 답해야 하는데, "
            f"z가 {z:g}이어서 {1 - target}이라고 답합니다."
        ),
    )
    expect.is_true(not wrong, message, hint=advice(z, target))


def advice(z, target):
    """Say what a wrong row asks for."""
    if z == 0:
        return text(
            en="The line runs exactly through this corner, and at exactly 0 the answer is 0. Move the line away from it.",
            ko="직선이 바로 이 꼭짓점을 지나는데, 꼭 0일 때의 답은 0입니다. 직선을 꼭짓점에서 떼어 놓으세요.",
        )
    if target:
        return text(en="Here z must become larger than 0.", ko="여기에서는 z가 0보다 커져야 합니다.")
    return text(en="Here z must not be larger than 0.", ko="여기에서는 z가 0보다 크면 안 됩니다.")


@check("or_line", title=text(en="all four corners are on their side", ko="네 꼭짓점이 모두 제자리에 있습니다"))
def all_four_corners_are_on_their_side(student, expect):
    numbers = [*map(float, student.eval("explorer.weights")), float(student.eval("explorer.bias"))]
    if np.allclose(numbers, START):
        raise NotAttempted("explorer", "untouched")
    judge(expect, numbers, "OR", text(en="Not yet OR: ", ko="아직 OR가 아닙니다. "))


@check("step", title=text(en="1 above zero, 0 below", ko="0보다 크면 1, 작으면 0"))
def answers_one_above_zero_and_zero_below(student, expect):
    for z, wanted in [(2.5, 1), (-2.5, 0), (7, 1), (-1, 0)]:
        expect.equal(
            student.eval("step(z)", z=z),
            wanted,
            hint=text(
                en="Numbers above 0 give 1, all others 0. Is the comparison the right way round?",
                ko="0보다 큰 수는 1, 나머지는 0입니다. 부등호의 방향이 맞나요?",
            ),
        )


@check("step", title=text(en="0 at exactly zero", ko="꼭 0에서는 0"))
def answers_zero_at_exactly_zero(student, expect):
    expect.equal(
        student.eval("step(0)"),
        0,
        hint=text(
            en="In this course the edge belongs to the 0 side: only what is *strictly* greater than 0 gives 1. Did you write `>=`?",
            ko="이 강의에서 경계는 0 쪽에 속합니다. 0보다 *큰* 수만 1입니다. `>=`라고 쓰지 않았나요?",
        ),
    )


@check("step", title=text(en="1 just above zero", ko="0보다 아주 조금만 커도 1"))
def answers_one_just_above_zero(student, expect):
    expect.equal(
        student.eval("step(z)", z=1e-9),
        1,
        hint=text(
            en="However little it is above 0, it is above 0: no rounding, no other threshold.",
            ko="아무리 조금이라도 0보다 크면 1입니다. 반올림하거나 다른 기준과 비교하지 마세요.",
        ),
    )


@check("perceptron", title=text(en="weighs and adds the inputs", ko="입력에 가중치를 곱해 더합니다"))
def weighs_and_adds_the_inputs(student, expect):
    for x, w, b, wanted in [((1, 1), (2, -3), 0, 0), ((1, 1), (-2, 3), 0, 1), ((2, 1), (1, -1), 0, 1), ((1, 3), (1, -1), 0, 0)]:
        expect.equal(
            student.eval("perceptron(x, w, b)", x=np.array(x), w=np.array(w), b=b),
            wanted,
            hint=text(
                en="Multiply each input by its own weight, add the products, and return what `step` says about the sum.",
                ko="입력마다 자기 가중치를 곱하고, 곱을 모두 더한 다음, 그 합을 `step`에 넣은 값을 돌려주세요.",
            ),
        )


@check("perceptron", title=text(en="adds the bias", ko="편향을 더합니다"))
def adds_the_bias(student, expect):
    for x, w, b, wanted in [
        ((1, 1), (2, 1), -2, 1),
        ((1, 1), (1, 1), -3, 0),
        ((0, 0), (1, 1), 0.5, 1),
        ((1, 0), (-1, 5), 2, 1),
        ((0, 1), (5, 1), -2, 0),
    ]:
        expect.equal(
            student.eval("perceptron(x, w, b)", x=np.array(x), w=np.array(w), b=b),
            wanted,
            hint=text(
                en="Is the bias in the sum? It is added once, as it is, even if all inputs are 0.",
                ko="편향이 합에 들어 있나요? 편향은 입력이 모두 0이어도 그대로 한 번 더합니다.",
            ),
        )


@check("perceptron", title=text(en="any number of inputs", ko="입력이 몇 개이든 됩니다"))
def takes_any_number_of_inputs(student, expect):
    for x, w, b, wanted in [
        ((1, 1, 1), (1, 1, -3), 0.5, 0),
        ((1, 2, 3), (-1, -1, 2), -2, 1),
        ((2,), (3,), -5, 1),
        ((0, 1, 0, 1), (9, -1, 9, -2), 2, 0),
    ]:
        expect.equal(
            student.eval("perceptron(x, w, b)", x=np.array(x), w=np.array(w), b=b),
            wanted,
            hint=text(
                en="Add up *all* products, however many inputs there are; do not name just two of them.",
                ko="입력이 몇 개이든 곱을 *모두* 더해야 합니다. 두 개만 골라 쓰지 마세요.",
            ),
        )


def judge_gate(student, expect, name, gate):
    """Read ([w1, w2], b), or the three numbers in a row, and judge the line."""
    got = student.eval(name)
    try:
        numbers = np.hstack(got).astype(float).ravel()
    except (TypeError, ValueError):
        numbers = np.empty(0)
    expect.is_true(
        numbers.shape == (3,) and np.isfinite(numbers).all(),
        text(
            en=f"`{name}` should look like `([w1, w2], b)`: two weights in brackets, then the bias.",
            ko=f"`{name}`의 꼴은 `([w1, w2], b)`이어야 합니다. 대괄호 안에 가중치 두 개, 그다음에 편향입니다.",
        ),
    )
    judge(expect, numbers, gate, text(en=f"`{name}`: ", ko=f"`{name}`: "))


@check("gates", title=text(en="AND", ko="AND"))
def and_is_right_in_all_four_rows(student, expect):
    judge_gate(student, expect, "and_gate", "AND")


@check("gates", title=text(en="OR", ko="OR"))
def or_is_right_in_all_four_rows(student, expect):
    judge_gate(student, expect, "or_gate", "OR")


@check("gates", title=text(en="NAND", ko="NAND"))
def nand_is_right_in_all_four_rows(student, expect):
    judge_gate(student, expect, "nand_gate", "NAND")


def new_numbers(student, expect, w, b, x, target, learning_rate):
    """Ask for one update, and read it as w and b."""
    got = student.eval(
        "update(w, b, x, target, learning_rate)",
        w=np.array(w, dtype=float),
        b=float(b),
        x=np.array(x),
        target=target,
        learning_rate=learning_rate,
    )
    expect.is_true(
        isinstance(got, tuple | list) and len(got) == 2 and not np.isscalar(got[0]),
        text(
            en="`update` should return two things, the new weights and the new bias, in this order: `return w, b`.",
            ko="`update`는 새 가중치와 새 편향 두 가지를 이 순서로 돌려주어야 합니다. `return w, b`처럼 쓰면 됩니다.",
        ),
    )
    new_w = expect.array(got[0], shape=(len(w),), where=text(en="the new `w`", ko="새 `w`"))
    new_b = expect.array(got[1], where=text(en="the new `b`", ko="새 `b`"))
    return new_w, expect.array(new_b.reshape(-1), shape=(1,), where=text(en="the new `b`", ko="새 `b`"))[0]


@check("update", title=text(en="leaves a right answer alone", ko="맞은 답은 건드리지 않습니다"))
def leaves_a_right_answer_alone(student, expect):
    for w, b, x, target in [((1.0, 1.0), -1.5, (1, 1), 1), ((1.0, 1.0), -1.5, (0, 1), 0)]:
        new_w, new_b = new_numbers(student, expect, w, b, x, target, 0.5)
        hint = text(
            en=(
                "Here the perceptron answers what the target asks for, so the error is 0. Compare its *answer* (0 or 1) with the "
                "target, not the sum before the step."
            ),
            ko=(
                "여기에서는 퍼셉트론의 답이 목표값과 같으므로 오차가 0입니다. 계단 함수를 거치기 전의 합이 아니라 *답*(0 또는 "
                "1)을 목표값과 비교하세요."
            ),
        )
        expect.close(new_w, np.array(w), hint=hint, where=text(en="the new `w` after a right answer", ko="맞은 답을 본 뒤의 `w`"))
        expect.close(new_b, b, hint=hint, where=text(en="the new `b` after a right answer", ko="맞은 답을 본 뒤의 `b`"))


def check_nudge(student, expect, case, hint_w, hint_b, label):
    """Compare one nudge with the rule."""
    w, b, x, target, learning_rate = case
    error = target - int(np.dot(w, x) + b > 0)
    new_w, new_b = new_numbers(student, expect, w, b, x, target, learning_rate)
    where_w = text(en=f"the new `w` {label.en}", ko=f"{label.ko} `w`")
    where_b = text(en=f"the new `b` {label.en}", ko=f"{label.ko} `b`")
    expect.close(new_w, np.array(w) + learning_rate * error * np.array(x), hint=hint_w, where=where_w)
    expect.close(new_b, b + learning_rate * error, hint=hint_b, where=where_b)


@check("update", title=text(en="raises z after a 0 that should be 1", ko="1이어야 하는데 0이라고 답하면 z를 키웁니다"))
def raises_z_after_a_zero_that_should_be_one(student, expect):
    check_nudge(
        student,
        expect,
        ((0.2, 0.4), -1.0, (1, 1), 1, 1.0),
        text(
            en="The error is target - answer = 1, so the weights must grow. Check the sign.",
            ko="오차는 target - answer = 1이므로 가중치가 커져야 합니다. 부호를 살펴보세요.",
        ),
        text(en="The bias moves too, by learning rate times error.", ko="편향도 학습률 곱하기 오차만큼 움직여야 합니다."),
        text(en="after a 0 that should be 1", ko="1이어야 하는데 0이라고 답한 뒤의"),
    )


@check("update", title=text(en="lowers z after a 1 that should be 0", ko="0이어야 하는데 1이라고 답하면 z를 줄입니다"))
def lowers_z_after_a_one_that_should_be_zero(student, expect):
    check_nudge(
        student,
        expect,
        ((1.0, 2.0), 0.5, (1, 1), 0, 1.0),
        text(
            en="The error is target - answer = -1, so the weights must shrink. Check the sign.",
            ko="오차는 target - answer = -1이므로 가중치가 작아져야 합니다. 부호를 살펴보세요.",
        ),
        text(en="The bias moves too, by learning rate times error.", ko="편향도 학습률 곱하기 오차만큼 움직여야 합니다."),
        text(en="after a 1 that should be 0", ko="0이어야 하는데 1이라고 답한 뒤의"),
    )


@check("update", title=text(en="moves only weights whose input was on", ko="켜져 있던 입력의 가중치만 움직입니다"))
def moves_only_weights_whose_input_was_on(student, expect):
    check_nudge(
        student,
        expect,
        ((1.0, -2.0), 0.5, (0, 1), 1, 1.0),
        text(
            en="The first input is 0, so its weight had no say and must not move: multiply the nudge by `x`.",
            ko="첫째 입력은 0이어서 그 가중치는 답에 아무 영향도 주지 않았습니다. 움직이면 안 되므로 `x`를 곱하세요.",
        ),
        text(
            en="The bias moves whatever the inputs are: do not multiply it by `x`.",
            ko="편향은 입력과 관계없이 움직입니다. `x`를 곱하지 마세요.",
        ),
        text(en="when only the second input is on", ko="둘째 입력만 켜져 있을 때의"),
    )


@check("update", title=text(en="obeys the learning rate", ko="학습률만큼만 움직입니다"))
def obeys_the_learning_rate(student, expect):
    check_nudge(
        student,
        expect,
        ((0.0, 0.0), 0.0, (1, 1), 1, 0.25),
        text(
            en="Multiply the nudge of the weights by `learning_rate`, here 0.25.",
            ko="가중치의 변화량에 `learning_rate`를 곱하세요. 여기에서는 0.25입니다.",
        ),
        text(
            en="Multiply the nudge of the bias by `learning_rate`, here 0.25.",
            ko="편향의 변화량에 `learning_rate`를 곱하세요. 여기에서는 0.25입니다.",
        ),
        text(en="with learning rate 0.25", ko="학습률이 0.25일 때의"),
    )


def check_best(student, expect, targets, values, wanted, hint):
    """Compare the largest count; there are only four rows to be right about."""
    got = student.eval("best_on_grid(targets, values)", targets=targets, values=np.asarray(values, dtype=float))
    if isinstance(got, int | float | np.number) and got > 4:
        hint = text(
            en="There are only four rows, so no count can exceed 4. Count afresh for every combination.",
            ko="줄은 네 개뿐이므로 4보다 큰 값은 나올 수 없습니다. 조합마다 처음부터 다시 세어 보세요.",
        )
    expect.equal(got, wanted, hint=hint)


@check("best_on_grid", title=text(en="finds a line where there is one", ko="직선이 있으면 찾아냅니다"))
def finds_a_line_where_there_is_one(student, expect):
    for targets in (TABLES["AND"], TABLES["OR"], TABLES["NAND"], [0, 0, 1, 0]):
        check_best(
            student,
            expect,
            targets,
            np.linspace(-2, 2, 9),
            4,
            text(
                en=(
                    "A line exists on this grid and gets all four rows right. Do `w1`, `w2` and `b` each have a loop of their "
                    "own, through all of `values`?"
                ),
                ko=(
                    "이 격자에는 네 줄을 모두 맞히는 직선이 있습니다. `w1`, `w2`, `b`마다 반복문이 따로 있고 저마다 `values` "
                    "전체를 거치나요?"
                ),
            ),
        )


@check("best_on_grid", title=text(en="3 of 4 for XOR", ko="XOR에서는 4줄 중 3줄"))
def finds_at_most_three_rows_of_xor(student, expect):
    check_best(
        student,
        expect,
        TABLES["XOR"],
        np.linspace(-2, 2, 9),
        3,
        text(
            en="Count afresh for every combination, compare every answer with its own target, and keep the largest count, not the last.",
            ko="조합마다 처음부터 다시 세고, 답마다 자기 목표값과 비교하고, 마지막 값이 아니라 가장 큰 값을 남기세요.",
        ),
    )


@check("best_on_grid", title=text(en="uses the values it is given", ko="주어진 값만 씁니다"))
def uses_the_values_it_is_given(student, expect):
    for targets, values, wanted in [([1, 1, 1, 1], [0], 0), ([0, 0, 0, 1], [0, 1], 3), ([1, 1, 1, 0], [-1, 0], 1)]:
        check_best(
            student,
            expect,
            targets,
            values,
            wanted,
            text(
                en=(
                    "This grid is tiny: `w1`, `w2` and `b` may only be numbers from `values`. Is a grid of your own built in, or "
                    "are some values left out?"
                ),
                ko=(
                    "이 격자는 아주 작습니다. `w1`, `w2`, `b`는 `values`에 있는 수만 쓸 수 있습니다. 다른 격자를 쓰거나 빠뜨린 "
                    "값이 있지 않나요?"
                ),
            ),
        )


def check_sums(student, expect, w, b):
    """Compare the two sums, and name the usual slips."""
    got = student.eval("pair_sums(w, b)", w=np.array(w, dtype=float), b=b)
    total = w[0] + w[1] + 2 * b
    numbers = expect.array(got, shape=(2,))
    counts = [sum(int(np.dot(w, CORNERS[row]) + b > 0) for row in rows) for rows in ((1, 2), (0, 3))]
    if np.array_equal(numbers, counts) and not np.allclose(numbers, total):
        hint = text(
            en="These are counts of answers. Add z itself, without `step`.",
            ko="이것은 답을 더한 수입니다. `step`을 거치지 말고 z 자체를 더하세요.",
        )
    elif np.allclose(numbers[1], w[0] + w[1] + b):
        hint = text(
            en="At (0, 0) z is not 0: the bias is still there, and it counts once at each corner.",
            ko="(0, 0)에서도 z는 0이 아닙니다. 편향이 남아 있고, 꼭짓점마다 한 번씩 들어갑니다.",
        )
    elif np.allclose(numbers, w[0] + w[1]):
        hint = text(en="The bias is part of z at every corner.", ko="편향은 모든 꼭짓점의 z에 들어 있습니다.")
    else:
        hint = text(
            en="First z at (0, 1) plus z at (1, 0), then z at (0, 0) plus z at (1, 1).",
            ko="먼저 (0, 1)의 z와 (1, 0)의 z를 더하고, 그다음 (0, 0)의 z와 (1, 1)의 z를 더하세요.",
        )
    expect.close(numbers, [total, total], hint=hint)


@check("pair_sums", title=text(en="both sums, with the bias", ko="편향을 포함한 두 합"))
def adds_z_over_both_pairs(student, expect):
    check_sums(student, expect, (2, 3), 1)
    check_sums(student, expect, (1.5, -4), -0.25)


@check("xor", title=text(en="1 where the inputs differ", ko="두 입력이 다르면 1"))
def answers_one_where_the_inputs_differ(student, expect):
    for x1, x2 in [(0, 1), (1, 0)]:
        expect.equal(
            student.eval("xor(x1, x2)", x1=x1, x2=x2),
            1,
            hint=text(en="In this row both `OR` and `NAND` answer 1.", ko="이 줄에서는 `OR`와 `NAND`가 모두 1이라고 답합니다."),
        )


@check("xor", title=text(en="0 where they agree", ko="두 입력이 같으면 0"))
def answers_zero_where_they_agree(student, expect):
    for x1, x2, gate in [(0, 0, "OR"), (1, 1, "NAND")]:
        expect.equal(
            student.eval("xor(x1, x2)", x1=x1, x2=x2),
            0,
            hint=text(
                en=f"In this row `{gate}` answers 0. Let it have a veto.",
                ko=f"이 줄에서는 `{gate}`의 답이 0입니다. 하나라도 0이면 0이 되게 해 보세요.",
            ),
        )


quiz(
    "more_bias",
    question=text(
        en="A perceptron has positive weights. You make its bias more negative and leave the weights alone. What happens?",
        ko="가중치가 양수인 퍼셉트론이 있습니다. 가중치는 그대로 두고 편향을 더 작게(음수 쪽으로) 바꾸면 어떻게 될까요?",
    ),
    choices=[
        choice(
            text(en="The line turns.", ko="직선의 방향이 바뀝니다."),
            because=text(
                en="The direction of the line depends on the weights alone; the bias cannot turn it.",
                ko="직선의 방향은 가중치만으로 정해집니다. 편향으로는 방향을 바꿀 수 없습니다.",
            ),
        ),
        choice(
            text(
                en="The line moves parallel to itself, and fewer inputs get the answer 1.",
                ko="직선이 나란히 옮겨 가고, 1이라는 답을 받는 입력이 줄어듭니다.",
            ),
            right=True,
            because=text(
                en="z falls by the same amount everywhere, so the place where it is 0 moves outwards. OR becomes AND in this way.",
                ko="z가 모든 곳에서 똑같이 줄어들므로 z가 0인 곳이 바깥으로 옮겨 갑니다. OR가 AND로 바뀌는 것도 이렇게 일어납니다.",
            ),
        ),
        choice(
            text(en="The two sides swap.", ko="직선의 양쪽이 서로 바뀝니다."),
            because=text(
                en="They swap when *all three* numbers change sign, as from AND to NAND.",
                ko="양쪽이 바뀌는 것은 AND에서 NAND로 갈 때처럼 숫자 *세 개 모두*의 부호가 바뀔 때입니다.",
            ),
        ),
    ],
)

quiz(
    "half_the_rate",
    question=text(
        en="`learn` starts from zeros. You run it for AND with learning rate 0.5 instead of 1. What do you expect?",
        ko="`learn`은 모두 0에서 출발합니다. AND를 학습률 1 대신 0.5로 학습하면 어떻게 될까요?",
    ),
    choices=[
        choice(
            text(en="It needs twice as many epochs.", ko="에포크가 두 배로 필요합니다."),
            because=text(
                en=(
                    "So it would be if the scale of the numbers mattered. But z > 0 asks only for the sign, and halving all three "
                    "numbers does not change it."
                ),
                ko=(
                    "숫자의 크기가 중요하다면 그럴 것입니다. 하지만 z > 0은 부호만 묻고, 세 숫자를 모두 절반으로 줄여도 부호는 "
                    "그대로입니다."
                ),
            ),
        ),
        choice(
            text(en="It no longer finds a line.", ko="직선을 더는 찾지 못합니다."),
            because=text(
                en="A line exists, and then the rule finds one with any positive learning rate.",
                ko="나누는 직선이 있으면 학습률이 양수이기만 하면 찾아냅니다.",
            ),
        ),
        choice(
            text(
                en="The same lines in the same number of epochs; the three numbers are half as large.",
                ko="직선도 에포크 수도 같고, 숫자 세 개만 절반이 됩니다.",
            ),
            right=True,
            because=text(
                en=(
                    "From zeros every number is the learning rate times a whole number, so the rate only scales them. Try "
                    '`learn(TARGETS["AND"], 0.5)`. With other activations this will no longer be so.'
                ),
                ko=(
                    '0에서 출발하면 모든 숫자가 학습률의 정수배이므로 학습률은 크기만 바꿉니다. `learn(TARGETS["AND"], 0.5)`를 '
                    "실행해 보세요. 다른 활성화 함수를 쓰면 더는 그렇지 않습니다."
                ),
            ),
        ),
    ],
)

quiz(
    "finer_grid",
    question=text(
        en='A friend objects: "Your grid was too coarse. With a million settings one line would do XOR." What settles it?',
        ko=(
            '친구가 이렇게 말합니다. "격자가 너무 성겨서 그래. 백만 가지를 시험해 보면 직선 하나로 XOR를 할 수 있을 거야." '
            "무엇으로 결론을 낼 수 있을까요?"
        ),
    ),
    choices=[
        choice(
            text(en="Running the million settings.", ko="백만 가지를 정말로 시험해 봅니다."),
            because=text(
                en="They would all fail, but your friend could ask for a billion. A search never shows that something cannot exist.",
                ko="모두 실패하겠지만 친구는 십억 가지를 해 보자고 할 수 있습니다. 뒤져 보는 것만으로는 없다는 것을 보일 수 없습니다.",
            ),
        ),
        choice(
            text(
                en="The two pair sums: they are equal for every line, but XOR needs one above 0 and the other not.",
                ko="두 쌍의 합입니다. 어떤 직선이든 두 합이 같은데, XOR가 되려면 하나는 0보다 크고 하나는 그렇지 않아야 합니다.",
            ),
            right=True,
            because=text(
                en="That holds for all numbers at once, so there is nothing left to try.",
                ko="모든 숫자에 대해 한꺼번에 성립하므로 더 시험해 볼 것이 없습니다.",
            ),
        ),
        choice(
            text(en="The learning rule did not converge in 1,000 epochs.", ko="학습 규칙이 1,000에포크 동안 수렴하지 않았다는 사실입니다."),
            because=text(
                en="By itself that could mean that it is slow. It becomes an argument only because the numbers return to where they were.",
                ko="그것만으로는 그저 느린 것일 수도 있습니다. 숫자가 같은 자리로 되돌아온다는 것을 보아야 논증이 됩니다.",
            ),
        ),
    ],
)
