"""Visible checks of lesson 04: two losses, slopes by trying, and the walk downhill."""

from itertools import pairwise

import numpy as np

from course_utils.checking import StudentRaised, check, choice, exercise, fresh_start, quiz, text

PROBABILITIES = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.25, 0.5, 0.25], [0.05, 0.8, 0.15]])
LABELS = np.array([0, 1, 2, 1])
VALLEY = 20.0  # the curvature across, in the lesson's explorer
START = np.array([-2.6, 1.2])
STEPS = 25
NARROW = 80.0

fresh_start()
exercise(
    "mean_squared_error",
    points=2,
    hints=[
        text(
            en="Do it with a pencil: predictions 1, 2, 4 and targets 1, 4, 1. Which three differences, which three squares?",
            ko="먼저 종이에 해 보세요. 예측이 1, 2, 4이고 목표값이 1, 4, 1이면 차는 무엇이고 제곱은 무엇인가요?",
        ),
        text(
            en="`predictions - targets` subtracts arrays entry by entry, `** 2` squares every entry.",
            ko="`predictions - targets`는 배열을 원소끼리 뺍니다. `** 2`는 원소마다 제곱합니다.",
        ),
        text(
            en="`np.mean` of the squares: over everything, without an axis.",
            ko="제곱한 것을 `np.mean`에 넣으세요. 축을 정하지 말고 모두 평균하면 됩니다.",
        ),
    ],
    idea=text(
        en=(
            "The square makes both directions count alike and lets one large miss outweigh many small ones. The mean makes the "
            "number comparable: ten predictions or ten thousand, it stays the error of a typical one, squared."
        ),
        ko=(
            "제곱을 하면 어느 쪽으로 틀리든 똑같이 세고, 크게 틀린 하나가 조금 틀린 여럿보다 무거워집니다. 평균을 내면 서로 견줄 수 "
            "있습니다. 예측이 열 개든 만 개든, 보통의 예측 하나가 틀린 정도를 제곱한 값입니다."
        ),
    ),
)

exercise(
    "cross_entropy",
    points=4,
    hints=[
        text(
            en="Whole-number labels first. In the row `[0.7, 0.2, 0.1]` with the label 0, which one number counts?",
            ko="정수 레이블부터 해 보세요. 행이 `[0.7, 0.2, 0.1]`이고 레이블이 0이면, 쓰이는 수는 어느 것 하나인가요?",
        ),
        text(
            en="`probabilities[np.arange(len(labels)), labels]` takes from each row the entry of its own label.",
            ko="`probabilities[np.arange(len(labels)), labels]`는 행마다 자기 레이블 자리의 값을 꺼냅니다.",
        ),
        text(
            en="A one-hot row has its 1 at the label: `labels.argmax(axis=1)` turns one spelling into the other.",
            ko="원-핫 행에서는 레이블 자리가 1입니다. `labels.argmax(axis=1)`을 쓰면 정수 레이블로 바뀝니다.",
        ),
        text(
            en="Then `-np.mean(np.log(np.maximum(true_class, 1e-7)))`.",
            ko="그런 다음 `-np.mean(np.log(np.maximum(true_class, 1e-7)))`입니다.",
        ),
    ],
    idea=text(
        en=(
            "The minus log of a probability measures surprise: none for what was certain, more the less it was expected. "
            "Averaged over a batch, it is what the network's beliefs cost it. The other classes count too, silently: all "
            "probabilities share a sum of 1, so what the true class gets, the others lose."
        ),
        ko=(
            "확률에 로그를 취해 부호를 바꾼 값은 놀라움의 크기입니다. 확실하던 일이면 놀랍지 않고, 뜻밖의 일일수록 놀랍습니다. 배치에서 "
            "평균을 내면 신경망이 자기 믿음 때문에 치르는 값이 됩니다. 다른 클래스도 조용히 한몫합니다. 확률의 합이 1이므로 정답 클래스가 "
            "얻는 만큼 다른 클래스가 잃습니다."
        ),
    ),
)

exercise(
    "derivative",
    points=2,
    hints=[
        text(
            en="Evaluate `f` at two places, one `h` to the right of `x` and one `h` to the left. How far apart are they?",
            ko="`x`에서 오른쪽으로 `h`만큼, 왼쪽으로 `h`만큼 간 두 곳에서 `f`를 계산하세요. 두 곳은 서로 얼마나 떨어져 있나요?",
        ),
        text(
            en="The two places are `2 * h` apart. Put brackets around it: `/ 2 * h` divides by 2 and then *multiplies* by h.",
            ko="두 곳은 `2 * h`만큼 떨어져 있습니다. 괄호로 묶으세요. `/ 2 * h`라고 쓰면 2로 나눈 다음 h를 *곱합니다*.",
        ),
        text(en="`(f(x + h) - f(x - h)) / (2 * h)`, and return it.", ko="`(f(x + h) - f(x - h)) / (2 * h)`를 돌려주세요."),
    ],
    idea=text(
        en=(
            "Two evaluations, placed evenly on both sides, and the bend of the curve cancels: it lifts both ends alike. What is "
            "left of the error shrinks with the square of h."
        ),
        ko=(
            "양쪽으로 똑같이 떨어진 두 곳에서 계산하면, 곡선이 휜 만큼 양 끝이 똑같이 올라가므로 뺄 때 사라집니다. 남은 오차는 h의 "
            "제곱에 비례해 줄어듭니다."
        ),
    ),
)

exercise(
    "numerical_gradient",
    points=4,
    hints=[
        text(
            en="For each entry: remember its value, move it up, evaluate, move it down, evaluate, put it back. Then the next one.",
            ko="원소마다 값을 기억해 두고, 올려서 계산하고, 내려서 계산하고, 되돌려 놓으세요. 그런 다음 다음 원소로 갑니다.",
        ),
        text(
            en="In the loop over all places, write `value = x[place]`, `x[place] = value + h`, `above = f(x)`; then downwards.",
            ko="반복문 안에서 `value = x[place]`, `x[place] = value + h`, `above = f(x)`. 다음은 내릴 차례입니다.",
        ),
        text(
            en=(
                "Work on a copy that can hold fractions: `x = np.array(x, dtype=float)`. It leaves the caller's array alone, and "
                "no h is cut off."
            ),
            ko=(
                "소수를 담을 수 있는 복사본에서 작업하세요. `x = np.array(x, dtype=float)`라고 쓰면 넘겨받은 배열을 건드리지 않고 "
                "h도 잘려 나가지 않습니다."
            ),
        ),
        text(
            en="`gradient = np.zeros_like(x)` after the copy, then `gradient[place] = (above - below) / (2 * h)` in the loop.",
            ko="복사한 뒤에 `gradient = np.zeros_like(x)`로 만들고 반복문에서 `gradient[place] = (above - below) / (2 * h)`를 넣으세요.",
        ),
    ],
    idea=text(
        en=(
            "It asks of every parameter on its own: if only you moved, what would happen? No formula is needed, so it works for "
            "anything that can be evaluated. The price is two evaluations for every single entry."
        ),
        ko=(
            "파라미터마다 따로 물어봅니다. ‘너 하나만 움직이면 어떻게 될까?’ 공식이 필요 없으므로 계산할 수 있는 것이면 무엇에든 쓸 수 "
            "있습니다. 대신 원소 하나마다 두 번씩 계산해야 합니다."
        ),
    ),
)

exercise(
    "gradient_descent",
    points=3,
    needs=["numerical_gradient"],
    hints=[
        text(
            en="Keep a list of places. It begins with the start; each step adds one computed from the last.",
            ko="지나온 곳을 리스트에 모으세요. 출발점으로 시작하고, 스텝마다 마지막 자리에서 다음 자리를 구해 덧붙입니다.",
        ),
        text(
            en="The next place is `here - learning_rate * numerical_gradient(f, here)`, with the gradient measured afresh at `here`.",
            ko="다음 자리는 `here - learning_rate * numerical_gradient(f, here)`입니다. 기울기는 `here`에서 새로 재야 합니다.",
        ),
        text(
            en=(
                "Begin with `path = [np.array(start, dtype=float)]`, append in a loop over `range(steps)`, and return "
                "`np.array(path)`. Do not change a place in place: `-=` would alter the ones already in the list."
            ),
            ko=(
                "`path = [np.array(start, dtype=float)]`로 시작해 `range(steps)`만큼 반복하며 덧붙이고 `np.array(path)`를 "
                "돌려주세요. 자리를 그 자리에서 고치지는 마세요. `-=`을 쓰면 리스트에 이미 든 것까지 바뀝니다."
            ),
        ),
    ],
    idea=text(
        en=(
            "All of learning in one line: measure the slope where you stand, step against it, measure again. What will change in "
            "lessons 05 and 06 is how the slope is found and how the step is chosen, never this loop."
        ),
        ko=(
            "학습의 모든 것이 한 줄에 들어 있습니다. 서 있는 곳에서 기울기를 재고, 반대쪽으로 한 걸음 가고, 다시 잽니다. 05와 06에서는 "
            "기울기를 구하는 방법과 걸음을 정하는 방법이 달라질 뿐, 이 반복은 그대로입니다."
        ),
    ),
)

exercise(
    "rates",
    points=2,
    hints=[
        text(
            en="In the explorer the loss curve tells what happens. Raise the learning rate from 0.02 until it arrives; then raise it on.",
            ko="탐색기의 손실 곡선을 보세요. 학습률을 0.02에서 조금씩 올려 도착하게 해 보고, 더 올려서 어떻게 무너지는지도 보세요.",
        ),
        text(
            en="With 20 across, the limit is 2 / 20 = 0.1. A little below it is fast; very close to it zigzags for long.",
            ko="가로지르는 곡률이 20이면 한계는 2 / 20 = 0.1입니다. 조금 아래에서는 빠르고, 바짝 다가가면 오래 지그재그로 갑니다.",
        ),
        text(
            en="The limit is learning rate times curvature = 2. Solve it for a curvature of 80.",
            ko="한계에서는 학습률과 곡률의 곱이 2입니다. 곡률이 80일 때의 학습률을 구해 보세요.",
        ),
    ],
    idea=text(
        en=(
            "The steepest direction limits the learning rate, the flattest decides how long it takes. The narrower the valley, "
            "the farther these two part, and plain descent has to serve both with one number."
        ),
        ko=(
            "학습률의 한계는 가장 가파른 방향이 정하고, 걸리는 시간은 가장 완만한 방향이 정합니다. 골짜기가 좁을수록 둘은 멀어지는데, "
            "그냥 내려가는 방법은 수 하나로 둘 다 맞춰야 합니다."
        ),
    ),
)

exercise(
    "evaluations",
    points=2,
    hints=[
        text(
            en="Count the parameters first. Between 64 inputs and 32 units: how many weights, how many biases?",
            ko="먼저 파라미터를 세어 보세요. 입력 64개와 유닛 32개 사이에는 가중치가 몇 개, 편향이 몇 개 있나요?",
        ),
        text(
            en="`zip(sizes, sizes[1:])` gives each layer's inputs and outputs; each layer has `(inputs + 1) * outputs` parameters.",
            ko="`zip(sizes, sizes[1:])`는 층마다 입력과 출력의 수를 줍니다. 층 하나의 파라미터는 `(inputs + 1) * outputs`개입니다.",
        ),
        text(
            en="The central difference evaluates twice for each parameter.",
            ko="중심 차분은 파라미터 하나에 두 번씩 계산합니다.",
        ),
    ],
    idea=text(
        en=(
            "The cost of asking every parameter separately grows with their number, and each answer costs a whole forward pass, "
            "which itself grows with their number. Twice as many parameters: four times the work."
        ),
        ko=(
            "파라미터마다 따로 물으면 그 수만큼 비용이 늘어납니다. 게다가 한 번 물을 때마다 순전파를 통째로 해야 하고, 순전파도 파라미터 "
            "수만큼 오래 걸립니다. 파라미터가 두 배이면 일은 네 배입니다."
        ),
    ),
)

exercise(
    "open_question",
    points=3,
    manual=True,
    rubric=text(
        en=(
            "1 point: the gradient of accuracy is 0 (almost) everywhere, so descent does not move. 1 point: a change that lowers "
            "the cross-entropy only, such as a right answer becoming surer. 1 point: a change that raises accuracy and "
            "cross-entropy together, such as close calls won while one wrong answer becomes very sure; numbers are welcome."
        ),
        ko=(
            "1점: 정확도의 기울기는 (거의) 모든 곳에서 0이므로 경사 하강법이 움직이지 않습니다. 1점: 맞은 답을 더 확신하게 되는 것처럼 "
            "교차 엔트로피만 줄어드는 변화를 들었습니다. 1점: 아슬아슬하던 답은 맞게 되지만 틀린 답 하나를 몹시 확신하게 되는 것처럼, "
            "정확도와 교차 엔트로피가 함께 커지는 변화를 들었습니다. 수를 들어 설명하면 더 좋습니다."
        ),
    ),
)


def as_number(got):
    """Read one number, also out of an array that holds nothing else; None where there is none."""
    try:
        array = np.asarray(got, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return None
    return float(array.reshape(())) if array.size == 1 else None


def advice(got, slips, otherwise):
    """Choose the hint of the slip that leads to this very number."""
    number = as_number(got)
    for value, hint in slips:
        if number is not None and np.isclose(number, value, rtol=1e-4, atol=1e-9):
            return hint
    return otherwise


def expect_number(expect, got, wanted, slips, otherwise, *, rtol=1e-5):
    """Compare one number; an array of one number counts."""
    expect.close(
        got.reshape(()) if isinstance(got, np.ndarray) and got.size == 1 else got,
        wanted,
        rtol=rtol,
        hint=advice(got, slips, otherwise),
    )


def ask(student, expect, expression, explain, **inputs):
    """Evaluate; where the error is one that `explain` knows, say what was meant by it."""
    try:
        return student.eval(expression, **inputs)
    except StudentRaised as raised:
        hint = explain(raised)
        if hint is None:
            raise
        said = f"{raised.type_name}: {raised.message}"
        return expect.fail(message=text(en=f"It raises {said}", ko=f"오류가 납니다. {said}"), hint=hint)


def untouched(expect, now, before, name):
    """Expect that an argument still is what it was."""
    expect.is_true(
        np.array_equal(now, before),
        text(
            en=f"After the call, the `{name}` handed over has changed: it was {before.tolist()} and is now {np.asarray(now).tolist()}.",
            ko=f"함수를 부른 뒤 넘겨준 `{name}`의 값이 바뀌었습니다. {before.tolist()}였는데 이제 {np.asarray(now).tolist()}입니다.",
        ),
        hint=text(
            en="`-=` and `x[0] = …` write into the array itself. Make a new array, or work on a copy.",
            ko="`-=`이나 `x[0] = …`은 배열 자체를 고칩니다. 새 배열을 만들거나 복사본에서 작업하세요.",
        ),
    )


def squared_slips(difference):
    """List what the usual slips make of the differences."""
    squares = difference**2
    return [
        (squares.sum(), text(en="This is the sum of the squares. Take their mean.", ko="제곱의 합입니다. 평균을 내세요.")),
        (
            squares.sum() / 2,
            text(
                en="This is half the sum of the squares, as some books have it. Here: the mean.",
                ko="제곱의 합의 절반입니다. 그렇게 쓰는 책도 있지만 여기에서는 평균입니다.",
            ),
        ),
        (
            squares.mean() / 2,
            text(en="This is half of it: leave out the factor 1/2.", ko="절반입니다. 1/2은 곱하지 마세요."),
        ),
        (
            np.sqrt(squares.mean()),
            text(
                en="You have taken the square root at the end. Leave the mean as it is.",
                ko="끝에서 제곱근을 취했습니다. 평균을 그대로 두세요.",
            ),
        ),
        (
            np.abs(difference).mean(),
            text(
                en="This is the mean of the differences without their sign. Square them instead.",
                ko="차의 절댓값을 평균한 값입니다. 절댓값 대신 제곱하세요.",
            ),
        ),
        (
            difference.mean() ** 2,
            text(en="First square, then take the mean: the order matters.", ko="먼저 제곱하고 나서 평균을 내세요. 순서가 중요합니다."),
        ),
        *(
            (
                mean,
                text(
                    en="These differences have not been squared, so too high and too low cancel.",
                    ko="차를 제곱하지 않아서, 큰 쪽으로 틀린 것과 작은 쪽으로 틀린 것이 서로 지워졌습니다.",
                ),
            )
            for mean in (difference.mean(), -difference.mean())
        ),
    ]


def no_power(raised):
    """Explain `^`, which is no power in Python."""
    if "bitwise_xor" not in raised.message and "for ^" not in raised.message:
        return None
    return text(en="In Python `^` is not a power. Write `** 2`.", ko="파이썬에서 `^`는 거듭제곱이 아닙니다. `** 2`라고 쓰세요.")


@check("mean_squared_error", title=text(en="the mean of the squares", ko="제곱의 평균"))
def takes_the_mean_of_the_squares(student, expect):
    for predictions, targets in [((1.0, 2.0, 4.0), (1.0, 4.0, 1.0)), ((0.5, -1.0), (0.0, 2.0))]:
        difference = np.subtract(predictions, targets)
        arrays = {"predictions": np.array(predictions), "targets": np.array(targets)}
        got = ask(student, expect, "mean_squared_error(predictions, targets)", no_power, **arrays)
        expect_number(
            expect,
            got,
            np.mean(difference**2),
            squared_slips(difference),
            text(
                en="Differences, squared, then the mean of all of them: one number.",
                ko="차를 구하고, 제곱하고, 모두 평균하세요. 나오는 것은 수 하나입니다.",
            ),
        )


@check("mean_squared_error", title=text(en="rows of several numbers", ko="수가 여러 개인 행"))
def takes_the_mean_over_rows_and_columns(student, expect):
    predictions = np.array([[1.0, 2.0, 0.0], [3.0, 1.0, 1.0]])
    targets = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 3.0]])
    difference = predictions - targets
    got = student.eval("mean_squared_error(predictions, targets)", predictions=predictions, targets=targets)
    rows = text(
        en="You divided by the number of rows. Divide by how many numbers there are: two rows of three are six.",
        ko="행의 개수로 나누었습니다. 수의 개수로 나누세요. 세 개씩 두 행이면 여섯 개입니다.",
    )
    expect_number(
        expect,
        got,
        np.mean(difference**2),
        [((difference**2).sum() / 2, rows), *squared_slips(difference)],
        text(en="One number for the whole batch: no `axis`.", ko="배치 전체에 대해 수 하나입니다. `axis`는 쓰지 마세요."),
    )


@check("mean_squared_error", title=text(en="leaves its arguments alone", ko="넘겨받은 배열을 건드리지 않습니다"))
def mean_squared_error_leaves_its_arguments_alone(student, expect):
    predictions, targets = np.array([1.0, 2.0, 4.0]), np.array([1.0, 4.0, 1.0])
    after = student.eval(
        "(lambda a, b: (mean_squared_error(a, b), a, b)[1:])(predictions, targets)", predictions=predictions, targets=targets
    )
    untouched(expect, after[0], predictions, "predictions")
    untouched(expect, after[1], targets, "targets")


def entropy_slips(probabilities, labels):
    """List what the usual slips make of a batch."""
    true_class = probabilities[np.arange(len(labels)), labels]
    wanted = -np.log(true_class).mean()
    largest = -np.log(probabilities.max(axis=1)).mean()
    return [
        (wanted * len(labels), text(en="This is the sum over the batch. Take the mean.", ko="배치에서 모두 더한 값입니다. 평균을 내세요.")),
        (
            -wanted,
            text(
                en="The minus is missing: the logarithm of a probability is negative, and a loss is not.",
                ko="마이너스가 빠졌습니다. 확률의 로그는 음수이지만 손실은 음수가 아닙니다.",
            ),
        ),
        (
            -wanted * len(labels),
            text(
                en="The minus is missing, and this is the sum over the batch where the mean is needed.",
                ko="마이너스가 빠졌고, 평균이 아니라 배치에서 더한 값입니다.",
            ),
        ),
        *(
            (
                wanted / np.log(base),
                text(
                    en=f"This is the logarithm to base {base}. `np.log` is the natural one.",
                    ko=f"밑이 {base}인 로그입니다. 자연로그는 `np.log`입니다.",
                ),
            )
            for base in (10, 2)
        ),
        (
            wanted / probabilities.shape[1],
            text(
                en="You divided by the number of all entries. Divide by the number of images, the rows.",
                ko="모든 원소의 개수로 나누었습니다. 이미지의 개수, 곧 행의 개수로 나누세요.",
            ),
        ),
        (
            -np.log(probabilities).mean(),
            text(
                en="This is the mean over *all* probabilities. In each row only that of the true class counts.",
                ko="*모든* 확률을 평균했습니다. 행마다 정답 클래스의 확률만 써야 합니다.",
            ),
        ),
        (
            -np.log(probabilities).sum() / len(labels),
            text(
                en="This adds up *all* probabilities of a row. Only that of the true class counts.",
                ko="행의 확률을 *모두* 더했습니다. 정답 클래스의 확률만 써야 합니다.",
            ),
        ),
        (
            -np.log(probabilities[:, labels]).mean(),
            text(
                en="`[:, labels]` takes all those columns from *every* row. Pair row and label: `[np.arange(len(labels)), labels]`.",
                ko=(
                    "`[:, labels]`는 *모든* 행에서 모든 레이블의 열을 꺼냅니다. `[np.arange(len(labels)), labels]`처럼 행마다 자기 "
                    "레이블과 짝지으세요."
                ),
            ),
        ),
        (
            wanted - np.log(1 - probabilities).sum() / len(labels) + np.log(1 - true_class).mean(),
            text(
                en="You have added `(1 - y) * log(1 - p)` for the other classes. With softmax only the true class counts.",
                ko="다른 클래스에 대해 `(1 - y) * log(1 - p)`를 더했습니다. 소프트맥스를 쓸 때는 정답 클래스만 셉니다.",
            ),
        ),
        (
            largest,
            text(
                en="This takes the largest probability of each row, whether it is right or not. Take that of the label.",
                ko="맞든 틀리든 행에서 가장 큰 확률을 썼습니다. 레이블 자리의 확률을 쓰세요.",
            ),
        ),
        (
            -np.log(true_class.mean()),
            text(
                en="First the logarithm of each, then the mean: the order matters.",
                ko="먼저 하나하나 로그를 취하고 나서 평균을 내세요. 순서가 중요합니다.",
            ),
        ),
        *(
            (
                value,
                text(
                    en="Here the logarithm is missing: these are the probabilities themselves.",
                    ko="로그가 빠졌습니다. 확률 자체를 평균했습니다.",
                ),
            )
            for value in (true_class.mean(), -true_class.mean(), 1 - true_class.mean())
        ),
    ]


PICK = text(
    en="From each row take the probability of its own label, then minus the logarithm, then the mean over the rows.",
    ko="행마다 자기 레이블의 확률을 꺼내고, 로그를 취해 부호를 바꾸고, 행에 대해 평균을 내세요.",
)


@check("cross_entropy", title=text(en="whole-number labels", ko="정수 레이블"))
def takes_whole_number_labels(student, expect):
    def one_hot_only(raised):
        return whole if raised.type_name in {"IndexError", "ValueError", "TypeError", "AxisError"} else None

    whole = text(
        en="Here `labels` has the shape (4,): whole numbers. Ask `labels.ndim`: 1 means whole numbers, 2 one-hot.",
        ko="여기에서는 `labels`의 모양이 (4,)이고 정수 레이블입니다. `labels.ndim`이 1이면 정수, 2이면 원-핫입니다.",
    )
    got = ask(student, expect, "cross_entropy(probabilities, labels)", one_hot_only, probabilities=PROBABILITIES, labels=LABELS)
    wanted = -np.log(PROBABILITIES[np.arange(4), LABELS]).mean()
    expect_number(expect, got, wanted, entropy_slips(PROBABILITIES, LABELS), PICK, rtol=5e-4)


@check("cross_entropy", title=text(en="one-hot labels", ko="원-핫 레이블"))
def takes_one_hot_labels(student, expect):
    one_hot = np.eye(3)[LABELS]
    hint = text(
        en="Here `labels` has the shape (4, 3). Ask `labels.ndim`: 2 means one-hot, and `labels.argmax(axis=1)` gives whole numbers.",
        ko=(
            "여기에서는 `labels`의 모양이 (4, 3)입니다. `labels.ndim`이 2이면 원-핫이고, `labels.argmax(axis=1)`로 정수 레이블을 얻을 수 "
            "있습니다."
        ),
    )
    try:
        got = student.eval("cross_entropy(probabilities, labels)", probabilities=PROBABILITIES, labels=one_hot)
    except StudentRaised as raised:
        if raised.type_name not in {"IndexError", "ValueError", "TypeError"}:
            raise
        message = text(
            en=f"With one-hot labels of shape (4, 3) it raises {raised.type_name}: {raised.message}",
            ko=f"모양이 (4, 3)인 원-핫 레이블에서 {raised.type_name} 오류가 납니다: {raised.message}",
        )
        expect.fail(message=message, hint=hint)
    wanted = -np.log(PROBABILITIES[np.arange(4), LABELS]).mean()
    expect_number(expect, got, wanted, entropy_slips(PROBABILITIES, LABELS), hint, rtol=5e-4)


@check("cross_entropy", title=text(en="a probability of exactly 0", ko="꼭 0인 확률"))
def survives_a_probability_of_zero(student, expect):
    hint = text(
        en="The logarithm of 0 is minus infinity, and 0 times that is `nan`. Put `np.maximum(probabilities, 1e-7)` into the logarithm.",
        ko="0의 로그는 음의 무한대이고, 여기에 0을 곱하면 `nan`입니다. 로그에 `np.maximum(probabilities, 1e-7)`을 넣으세요.",
    )
    sure = np.array([[1.0, 0.0], [0.0, 1.0]])
    for labels in (np.array([1, 1]), np.eye(2)[[1, 1]], np.array([0, 1]), np.eye(2)):
        got = student.eval("cross_entropy(probabilities, labels)", probabilities=sure, labels=labels)
        number = as_number(got)
        if number is not None and not np.isfinite(number):
            expect.no_overflow(student, "cross_entropy(probabilities, labels)", hint=hint, probabilities=sure, labels=labels)
            expect.array(got, hint=hint)
        right = np.array_equal(np.asarray(labels), [0, 1]) or np.array_equal(labels, np.eye(2))
        if right:
            expect.close(
                number if number is not None else got, 0.0, atol=1e-3, hint=hint, where=text(en="sure and right", ko="확신하고 맞힌 답")
            )
        else:
            expect.greater(
                number if number is not None else got,
                3.0,
                where=text(en="one of two answers sure and wrong", ko="두 답 중 하나는 확신하고 틀린 답"),
                hint=text(
                    en="A sure mistake must stay expensive: 1e-7 in place of 0, not a large number.",
                    ko="확신하고 틀린 답은 손실이 커야 합니다. 0 대신 큰 수가 아니라 1e-7 같은 작은 수를 쓰세요.",
                ),
            )
            if number is not None and number > 1000:  # the smallest float above 0 costs 745
                expect.fail(
                    message=text(
                        en=f"One of two answers is sure and wrong, the loss {number:g}: an infinity was replaced after the logarithm.",
                        ko=f"확신하고 틀린 답이 하나 있을 때 손실이 {number:g}입니다. 로그를 취한 뒤에 무한대를 바꾸었습니다.",
                    ),
                    hint=hint,
                )


@check("cross_entropy", title=text(en="leaves its arguments alone", ko="넘겨받은 배열을 건드리지 않습니다"))
def cross_entropy_leaves_its_arguments_alone(student, expect):
    probabilities = np.array([[1.0, 0.0], [0.0, 1.0]])
    expression = "(lambda a, b: (cross_entropy(a, b), a, b)[1:])(probabilities, labels)"
    after = student.eval(expression, probabilities=probabilities, labels=np.array([0, 1]))
    untouched(expect, after[0], probabilities, "probabilities")
    untouched(expect, after[1], np.array([0, 1]), "labels")


NEARLY = text(
    en="Nearly right. Leave `h=1e-4` in the first line as it was, and use both `x + h` and `x - h`.",
    ko="거의 맞았습니다. 첫 줄의 `h=1e-4`는 그대로 두고, `x + h`와 `x - h`를 둘 다 쓰세요.",
)
NO_STEP = text(
    en="You have not divided by `h`: the two places are `2 * h` apart.",
    ko="`h`로 나누지 않았습니다. 두 곳은 `2 * h`만큼 떨어져 있습니다.",
)
DIFFERENCE = text(
    en="Only `f(x - h)` has been divided. Put brackets around the difference too: `(f(x + h) - f(x - h))`.",
    ko="`f(x - h)`만 나누었습니다. 빼는 식도 `(f(x + h) - f(x - h))`처럼 괄호로 묶으세요.",
)
CENTRAL = text(
    en="Evaluate at `x + h` and at `x - h`, subtract in this order, and divide by their distance `2 * h`.",
    ko="`x + h`와 `x - h`에서 계산해 이 순서로 빼고, 두 곳의 거리인 `2 * h`로 나누세요.",
)


@check("derivative", title=text(en="slopes that are known", ko="알고 있는 기울기"))
def finds_slopes_that_are_known(student, expect):
    for function, own, x, wanted in [
        ("t ** 2", lambda t: t**2, 3.0, 6.0),
        ("5 - 2 * t", lambda t: 5 - 2 * t, 1.0, -2.0),
        ("1 / t", lambda t: 1 / t, 0.5, -4.0),
        ("t ** 3", lambda t: t**3, -2.0, 12.0),
    ]:
        got = student.eval(f"derivative(lambda t: {function}, x)", x=x)
        number = as_number(got)
        slips = [
            (
                0.0,
                text(
                    en="0 at a place that is not flat: is `h` so small that `x + h` is `x`?",
                    ko="평평하지 않은 곳인데 0입니다. `h`가 너무 작아서 `x + h`가 `x`와 같아지지 않았나요?",
                ),
            ),
            (-wanted, text(en="The sign is reversed: right minus left.", ko="부호가 반대입니다. 오른쪽 값에서 왼쪽 값을 빼세요.")),
            (
                2 * wanted,
                text(en="Twice too much: the two places are `2 * h` apart.", ko="두 배입니다. 두 곳은 `2 * h`만큼 떨어져 있습니다."),
            ),
            (
                wanted * 1e-8,
                text(
                    en="`/ 2 * h` divides by 2 and then multiplies by h. Brackets: `/ (2 * h)`.",
                    ko="`/ 2 * h`는 2로 나눈 다음 h를 곱합니다. `/ (2 * h)`처럼 괄호로 묶으세요.",
                ),
            ),
            (wanted * 1e-4, NO_STEP),
            (wanted * 2e-4, NO_STEP),
            (own(x + 1e-4) - own(x - 1e-4) / 2e-4, DIFFERENCE),
        ]
        near = number is not None and abs(number - wanted) < 0.5 * abs(wanted)
        expect_number(expect, got, wanted, slips, NEARLY if near else CENTRAL)


def step_slips(function, x, h):
    """List what other differences than the central one give."""
    above, here, below = function(x + h), function(x), function(x - h)
    fixed = (function(x + 1e-4) - function(x - 1e-4)) / 2e-4
    return [
        (
            (above - here) / h,
            text(
                en="This is the forward difference, from `x` to `x + h`. The central one starts at `x - h`.",
                ko="`x`에서 `x + h`까지의 전진 차분입니다. 중심 차분은 `x - h`에서 시작합니다.",
            ),
        ),
        (
            (here - below) / h,
            text(
                en="This is the backward difference, from `x - h` to `x`. The central one goes on to `x + h`.",
                ko="`x - h`에서 `x`까지의 후진 차분입니다. 중심 차분은 `x + h`까지 갑니다.",
            ),
        ),
        (
            (above - below) / h,
            text(en="Twice too much: the two places are `2 * h` apart.", ko="두 배입니다. 두 곳은 `2 * h`만큼 떨어져 있습니다."),
        ),
        (
            (above - below) / 2 * h,
            text(
                en="`/ 2 * h` divides by 2 and then multiplies by h. Brackets: `/ (2 * h)`.",
                ko="`/ 2 * h`는 2로 나눈 다음 h를 곱합니다. `/ (2 * h)`처럼 괄호로 묶으세요.",
            ),
        ),
        (
            (below - above) / (2 * h),
            text(en="The sign is reversed: right minus left.", ko="부호가 반대입니다. 오른쪽 값에서 왼쪽 값을 빼세요."),
        ),
        ((above - below) / 2, NO_STEP),
        (above - below, NO_STEP),
        (above - below / (2 * h), DIFFERENCE),
        (
            fixed,
            text(
                en=f"Use the `h` that is handed over, here {h:g}, not a fixed one.",
                ko=f"정해 둔 값이 아니라 넘겨받은 `h`를 쓰세요. 여기에서는 {h:g}입니다.",
            ),
        ),
    ]


@check("derivative", title=text(en="central, with the h it is given", ko="넘겨받은 h로 중심 차분"))
def is_central_with_the_h_it_is_given(student, expect):
    for x, h in [(1.0, 0.5), (2.0, 0.25)]:
        got = student.eval("derivative(lambda t: t ** 3, x, h)", x=x, h=h)
        wanted = ((x + h) ** 3 - (x - h) ** 3) / (2 * h)
        expect_number(expect, got, wanted, step_slips(lambda t: t**3, x, h), CENTRAL)


def gradient_advice(got, slips, otherwise):
    """Choose the hint of the slip that leads to this very gradient."""
    try:
        array = np.asarray(got, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return otherwise
    for value, hint in slips:
        target = np.asarray(value, dtype=float)
        if array.shape == target.shape and np.allclose(array, target, rtol=1e-4, atol=1e-7):
            return hint
    return otherwise


ONE_AT_A_TIME = text(
    en="Move one entry by `h` up and down while all others stay, and put it back before the next one.",
    ko="다른 원소는 그대로 두고 원소 하나만 `h`만큼 올리고 내리세요. 다음 원소로 가기 전에 되돌려 놓아야 합니다.",
)


FLOAT32 = text(
    en="Nearly right, but digits are lost. Is an array `float32`? It keeps about 7 digits; `dtype=float` keeps 16.",
    ko="거의 맞았지만 끝자리가 사라졌습니다. `float32` 배열을 쓰지 않았나요? 일곱 자리쯤만 남습니다. `dtype=float`를 쓰세요.",
)


def nearly(got, wanted, otherwise):
    """Choose the hint for numbers that are right but for their last digits."""
    try:
        array = np.asarray(got, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return otherwise
    same = array.shape == np.shape(wanted) and np.allclose(array, wanted, rtol=0.05, atol=0.05)
    return FLOAT32 if same else otherwise


def needs_it_whole(raised):
    """Explain what happens when `f` is handed a single entry."""
    if raised.type_name not in {"IndexError", "TypeError"}:
        return None
    return text(
        en="`f` takes the *whole* array, with one entry moved: `f(x)` after `x[place] = value + h`, not `f(x[place] + h)`.",
        ko="`f`에는 원소 하나를 움직인 배열을 *통째로* 넘깁니다. `f(x[place] + h)`가 아니라 `x[place] = value + h` 다음에 `f(x)`입니다.",
    )


@check("numerical_gradient", title=text(en="one entry at a time", ko="한 번에 원소 하나"))
def moves_one_entry_at_a_time(student, expect):
    x, h = np.array([2.0, 3.0, -1.0]), 0.5
    # x0 x1 + x1 x2: no other difference than the central one, entry by entry and put back, gives just this
    wanted = np.array([3.0, 1.0, 3.0])
    got = ask(student, expect, "numerical_gradient(lambda v: v[0] * v[1] + v[1] * v[2], x, h)", needs_it_whole, x=x, h=h)
    put_back = text(
        en="Each entry must be back at its old value before the next one moves. Here an earlier one was still displaced.",
        ko="다음 원소를 움직이기 전에 앞의 원소를 원래 값으로 되돌려야 합니다. 앞의 원소가 아직 밀려 있었습니다.",
    )
    slips = [
        (
            np.full(3, wanted.sum()),
            text(
                en="All entries moved together: `x + h` adds h to every one. Move only one of them at a time.",
                ko="모든 원소가 한꺼번에 움직였습니다. `x + h`는 모든 원소에 h를 더합니다. 한 번에 하나만 움직이세요.",
            ),
        ),
        (
            wanted.sum(),
            text(
                en="One number for all entries? Give one slope for each.",
                ko="원소가 여럿인데 수 하나입니다. 원소마다 기울기를 하나씩 구하세요.",
            ),
        ),
        (-wanted, text(en="The sign is reversed: above minus below.", ko="부호가 반대입니다. 올린 값에서 내린 값을 빼세요.")),
        (2 * wanted, text(en="Twice too much: the two places are `2 * h` apart.", ko="두 배입니다. 두 곳은 `2 * h`만큼 떨어져 있습니다.")),
        (
            wanted * h * h,
            text(
                en="`/ 2 * h` divides by 2 and then multiplies by h. Brackets: `/ (2 * h)`.",
                ko="`/ 2 * h`는 2로 나눈 다음 h를 곱합니다. `/ (2 * h)`처럼 괄호로 묶으세요.",
            ),
        ),
        (
            wanted * [1, 0, 0],
            text(
                en="Only the first entry was measured. Does `return` stand inside the loop?",
                ko="첫 원소만 쟀습니다. `return`이 반복문 안에 있지 않나요?",
            ),
        ),
        (
            0 * wanted,
            text(
                en="0 everywhere: are `above` and `below` one and the same array? `above = x` makes no copy; `x.copy()` does.",
                ko="모두 0입니다. `above`와 `below`가 같은 배열 아닌가요? `above = x`는 복사가 아닙니다. `x.copy()`를 쓰세요.",
            ),
        ),
        *((moved, put_back) for moved in ([3.0, 0.5, 2.5], [3.0, 1.5, 3.5], [3.0, 0.5, 3.0], [3.0, 1.5, 3.0])),
    ]
    expect.close(got, wanted, hint=gradient_advice(got, slips, ONE_AT_A_TIME))


@check("numerical_gradient", title=text(en="a matrix gives a matrix", ko="행렬이면 행렬"))
def gives_a_matrix_for_a_matrix(student, expect):
    x = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]])
    factors = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    wanted = 2 * factors * x + 1
    got = student.eval("numerical_gradient(lambda w: (factors * w ** 2 + w).sum(), x)", x=x, factors=factors)
    rows = np.repeat(wanted.sum(axis=1, keepdims=True), 3, axis=1)
    slips = [
        (
            rows,
            text(
                en="Whole rows moved at once. `for place in np.ndindex(x.shape):` visits every single entry.",
                ko="행이 통째로 움직였습니다. `for place in np.ndindex(x.shape):`를 쓰면 원소를 하나하나 다룰 수 있습니다.",
            ),
        ),
        (
            wanted.ravel(),
            text(
                en="The numbers are right. Give them the shape of `x`: start from `np.zeros_like(x)`.",
                ko="값은 맞습니다. `x`와 같은 모양으로 만드세요. `np.zeros_like(x)`에서 시작하면 됩니다.",
            ),
        ),
    ]
    expect.close(
        got,
        wanted,
        hint=gradient_advice(
            got,
            slips,
            nearly(
                got,
                wanted,
                text(
                    en="Every entry of the matrix has a slope of its own. `np.ndindex(x.shape)` visits them all, whatever the shape.",
                    ko="행렬의 원소마다 기울기가 하나씩 있습니다. `np.ndindex(x.shape)`는 모양이 어떻든 모든 원소를 거칩니다.",
                ),
            ),
        ),
    )


@check("numerical_gradient", title=text(en="central, with the h it is given", ko="넘겨받은 h로 중심 차분"))
def moves_by_the_h_it_is_given(student, expect):
    x, h = np.array([1.0, 2.0]), 0.5
    got = student.eval("numerical_gradient(lambda v: (v ** 3).sum(), x, h)", x=x, h=h)
    slips = [
        ([first, second], hint)
        for (first, hint), (second, _) in zip(step_slips(lambda t: t**3, 1.0, h), step_slips(lambda t: t**3, 2.0, h), strict=True)
    ]
    wanted = [3.25, 12.25]
    expect.close(got, wanted, hint=gradient_advice(got, slips, CENTRAL))


@check("numerical_gradient", title=text(en="leaves x as it was", ko="x를 원래대로 둡니다"))
def leaves_the_callers_array_alone(student, expect):
    for x in (np.array([0.1, 0.7, -0.3]), np.array([[1.5, 2.5]])):
        after = student.eval("(lambda v: (numerical_gradient(lambda w: (w ** 2).sum(), v), v))(x)", x=x)
        untouched(expect, after[1], x, "x")


@check("numerical_gradient", title=text(en="whole numbers", ko="정수 배열"))
def is_not_fooled_by_whole_numbers(student, expect):
    cut = text(
        en=(
            "The trap! `x` holds whole numbers only, so h is cut off: 3 + 0.0001 is stored as 3, but 3 - 0.0001 as 2. Work on a "
            "copy that can hold fractions: `x = np.array(x, dtype=float)`."
        ),
        ko=(
            "함정입니다! `x`에는 정수만 담기므로 h가 잘려 나갑니다. 3 + 0.0001은 3으로, 3 - 0.0001은 2로 저장됩니다. 소수를 담을 수 있는 "
            "복사본에서 작업하세요. `x = np.array(x, dtype=float)`처럼 쓰면 됩니다."
        ),
    )
    lost = text(
        en=(
            "The gradient is 0, so `f` saw no step at all: an array made like `x` (whole numbers) turns h = 0.0001 into 0. Make it "
            "with `dtype=float`."
        ),
        ko=(
            "기울기가 0입니다. `f`가 보기에는 아무것도 움직이지 않았습니다. `x`처럼 정수로 된 배열에 h = 0.0001을 넣으면 0이 됩니다. "
            "`dtype=float`로 만드세요."
        ),
    )
    rounded = text(
        en=(
            "The fractions of the gradient itself are cut off: `np.zeros_like(x)` of whole numbers holds whole numbers. Convert `x` "
            "first, or use `np.zeros(x.shape)`."
        ),
        ko=(
            "기울기의 소수점 아래가 잘렸습니다. 정수 배열로 `np.zeros_like(x)`를 만들면 정수만 담깁니다. 먼저 `x`를 실수로 바꾸거나 "
            "`np.zeros(x.shape)`를 쓰세요."
        ),
    )
    otherwise = text(
        en="Before anything moves: `x = np.array(x, dtype=float)`.", ko="무엇이든 움직이기 전에 `x = np.array(x, dtype=float)`를 쓰세요."
    )
    x = np.array([3, 4])
    got = student.eval("numerical_gradient(lambda v: (v ** 2).sum(), x)", x=x)
    slips = [
        ([25_000, 35_000], cut),
        ([30_000, 40_000], cut),
        ([0, 0], lost),
        ([5, 7], rounded),
        ([5, 8], rounded),
        ([6, 7], rounded),
    ]
    expect.close(got, [6.0, 8.0], hint=gradient_advice(got, slips, nearly(got, [6.0, 8.0], otherwise)))
    got = student.eval("numerical_gradient(lambda v: 0.75 * v[0] - 0.5 * v[1], x)", x=x)
    expect.close(got, [0.75, -0.5], hint=gradient_advice(got, [([0, 0], rounded), ([0, -1], rounded)], otherwise))


def walk(student, expect, function, start, learning_rate, steps):
    """Ask for a path; explain an error that a start of whole numbers provokes."""
    try:
        return student.eval(
            f"gradient_descent(lambda v: {function}, start, learning_rate, steps)", start=start, learning_rate=learning_rate, steps=steps
        )
    except StudentRaised as raised:
        if start.dtype.kind != "i" or not raised.type_name.startswith(("UFunc", "_UFunc", "UFuncTypeError")):
            raise
        message = text(
            en=f"From a start of whole numbers it raises {raised.type_name}: fractions do not fit into `start`.",
            ko=f"정수로 된 출발점에서 {raised.type_name} 오류가 납니다. `start`에는 소수가 담기지 않습니다.",
        )
        hint = text(en="Begin with `np.array(start, dtype=float)`.", ko="`np.array(start, dtype=float)`에서 시작하세요.")
        return expect.fail(message=message, hint=hint)


def bowl_path(start, learning_rate, steps):
    """Walk down the sum of squares, exactly."""
    return np.array([np.asarray(start) * (1 - 2 * learning_rate) ** step for step in range(steps + 1)])


@check("gradient_descent", title=text(en="the start, then every place", ko="출발점과 지나온 모든 자리"))
def returns_the_start_and_every_place(student, expect):
    start, steps = np.array([3.0, -4.0]), 5
    got = walk(student, expect, "(v ** 2).sum()", start, 0.1, steps)
    wanted = bowl_path(start, 0.1, steps)
    slips = [
        (
            wanted[1:],
            text(en="The start is missing: it is the first row of the path.", ko="출발점이 빠졌습니다. 첫 행이 출발점이어야 합니다."),
        ),
        (
            wanted[:-1],
            text(
                en="The last place is missing: after 5 steps there are 6 places, fence posts and not gaps.",
                ko="마지막 자리가 빠졌습니다. 5스텝이면 자리는 6개입니다. 울타리의 칸이 아니라 기둥을 세어야 합니다.",
            ),
        ),
        (
            wanted[:2],
            text(
                en="Only one step was taken. Does `return` stand inside the loop?",
                ko="한 스텝만 움직였습니다. `return`이 반복문 안에 있지 않나요?",
            ),
        ),
        (wanted[-1], text(en="This is only where it ends. Return the whole path.", ko="도착한 자리뿐입니다. 지나온 길을 모두 돌려주세요.")),
        (
            np.tile(wanted[-1], (steps + 1, 1)),
            text(
                en="All rows are the same: one array, changed in place by `-=`, stands in the list each time. Make a new one every step.",
                ko="모든 행이 같습니다. `-=`로 고친 배열 하나가 리스트에 되풀이해서 들어 있습니다. 스텝마다 새 배열을 만드세요.",
            ),
        ),
        (
            np.tile(wanted[0], (steps + 1, 1)),
            text(
                en="It never leaves the start. Does each step begin where the last one ended, and is the new place kept?",
                ko="출발점에서 움직이지 않습니다. 앞 스텝이 끝난 곳에서 다음 스텝을 시작하고, 새 자리를 간직하나요?",
            ),
        ),
        (
            bowl_path(start, -0.1, steps),
            text(en="It walks uphill: step *against* the gradient.", ko="올라가고 있습니다. 기울기와 *반대쪽*으로 움직이세요."),
        ),
        (
            np.array([start * (1 - 0.2 * step) for step in range(steps + 1)]),
            text(
                en="All steps are alike: the gradient was measured once, at the start. Measure it afresh at every place.",
                ko="모든 걸음이 똑같습니다. 기울기를 출발점에서 한 번만 쟀습니다. 자리마다 새로 재세요.",
            ),
        ),
        (bowl_path(start, 1.0, steps), text(en="Multiply the gradient by `learning_rate`.", ko="기울기에 `learning_rate`를 곱하세요.")),
    ]
    rule = text(
        en="Rows: the start, then each time the last place minus learning rate times the gradient there.",
        ko="첫 행은 출발점이고, 그다음부터는 앞 자리에서 그곳의 기울기에 학습률을 곱해 뺀 자리입니다.",
    )
    expect.close(got, wanted, rtol=1e-4, hint=gradient_advice(got, slips, rule))


@check("gradient_descent", title=text(en="other functions, other numbers of parameters", ko="다른 함수, 다른 파라미터 수"))
def walks_down_other_functions(student, expect):
    rule = text(
        en="At every step: the gradient of `f` where you are now, times the learning rate, subtracted.",
        ko="스텝마다 지금 있는 자리에서 `f`의 기울기를 구하고, 학습률을 곱해서 빼세요.",
    )
    for function, start, gradient in [
        (
            "(v[0] - 1) ** 2 * (v[1] ** 2 + 1)",
            (2.0, 0.5),
            lambda v: np.array([2 * (v[0] - 1) * (v[1] ** 2 + 1), 2 * (v[0] - 1) ** 2 * v[1]]),
        ),
        ("v[0] ** 2 + 2 * v[1] ** 2 + 3 * v[2] ** 2", (1.0, 1.0, -1.0), lambda v: np.array([2.0, 4.0, 6.0]) * v),
        ("(v[0] - 5) ** 2", (1.0,), lambda v: 2 * (v - 5)),
    ]:
        wanted = [np.array(start)]
        for _ in range(4):
            wanted.append(wanted[-1] - 0.15 * gradient(wanted[-1]))
        got = walk(student, expect, function, np.array(start), 0.15, 4)
        expect.close(got, np.array(wanted), rtol=1e-4, atol=1e-5, hint=rule)


@check("gradient_descent", title=text(en="leaves the start alone, even whole numbers", ko="정수라도 출발점을 건드리지 않습니다"))
def leaves_the_start_alone(student, expect):
    for start in (np.array([3.0, -4.0]), np.array([3, -4])):
        got = walk(student, expect, "(v ** 2).sum()", start, 0.1, 2)
        hint = text(
            en="From whole numbers too the places have fractions: begin with `np.array(start, dtype=float)`.",
            ko="정수에서 출발해도 자리에는 소수가 나옵니다. `np.array(start, dtype=float)`에서 시작하세요.",
        )
        expect.close(got, bowl_path(start, 0.1, 2), rtol=1e-4, hint=hint)
        now = student.eval("(lambda v: (gradient_descent(lambda w: (w ** 2).sum(), v, 0.1, 2), v))(start)", start=start)[1]
        untouched(expect, now, start, "start")


def valley_losses(learning_rate, steps=STEPS):
    """Walk down the explorer's valley, exactly; give every loss."""
    curvature = np.array([1.0, VALLEY])
    places = [START * (1 - learning_rate * curvature) ** step for step in range(steps + 1)]
    return np.array([0.5 * np.sum(curvature * place**2) for place in places])


def given_rate(student, expect, name):
    """Read a learning rate: one finite number above 0."""
    got = student.eval(name)
    number = expect.array(got, where=f"`{name}`")
    single = text(en=f"`{name}` should be one number, such as 0.01.", ko=f"`{name}`에는 0.01처럼 수 하나를 적으세요.")
    expect.is_true(number.size == 1 and number.dtype.kind in "iuf", single)
    rate = float(number.reshape(()))
    positive = text(
        en=f"`{name}` is {rate:g}; a learning rate is above 0.", ko=f"`{name}`의 값이 {rate:g}입니다. 학습률은 0보다 커야 합니다."
    )
    expect.is_true(0 < rate < 1e6, positive)
    return rate


@check("rates", title=text(en="`good_rate` arrives within 25 steps", ko="`good_rate`이면 25스텝 안에 도착합니다"))
def the_good_rate_arrives(student, expect):
    rate = given_rate(student, expect, "good_rate")
    losses = valley_losses(rate)
    left = losses / losses[0]
    if rate >= 2 / VALLEY:
        expect.fail(
            message=text(
                en=f"With {rate:g} it does not come to rest: learning rate times the curvature 20 is {rate * VALLEY:.3g}.",
                ko=f"{rate:g}이면 멈추지 못합니다. 학습률에 곡률 20을 곱하면 {rate * VALLEY:.3g}입니다.",
            ),
            hint=text(en="Too big: the product must stay below 2.", ko="너무 큽니다. 곱이 2보다 작아야 합니다."),
        )
    near_limit = rate > 0.09
    expect.is_true(
        left[1:].min() <= 0.01,
        text(
            en=f"With {rate:g}, after 25 steps {left[-1]:.1%} of the loss is left; it should be 1% at most.",
            ko=f"{rate:g}이면 25스텝 뒤에 손실이 {left[-1]:.1%} 남습니다. 1% 이하여야 합니다.",
        ),
        hint=(
            text(
                en="So close to the limit it zigzags for long. A little less.",
                ko="한계에 너무 가까워 오래 지그재그로 갑니다. 조금 줄여 보세요.",
            )
            if near_limit
            else text(en="It creeps along the valley: take longer steps.", ko="골짜기를 기어갑니다. 걸음을 더 크게 해 보세요.")
        ),
    )


@check("rates", title=text(en="`limit_rate` of the narrower valley", ko="더 좁은 골짜기의 `limit_rate`"))
def the_limit_of_a_narrower_valley(student, expect):
    rate = given_rate(student, expect, "limit_rate")
    slips = [
        (
            2 / VALLEY,
            text(
                en="This is the limit for 20 across. The narrower valley has 80.",
                ko="곡률이 20일 때의 한계입니다. 더 좁은 골짜기의 곡률은 80입니다.",
            ),
        ),
        (
            1 / NARROW,
            text(
                en="At 1 / 80 the first step lands exactly on the floor: that is the best rate across, not the limit.",
                ko="1 / 80이면 한 스텝에 골짜기 바닥으로 떨어집니다. 가로지르는 쪽으로는 가장 좋은 값이지, 한계가 아닙니다.",
            ),
        ),
        (
            2 * NARROW,
            text(en="The product with 80 must be 2: divide, do not multiply.", ko="80과 곱해서 2가 되어야 합니다. 곱하지 말고 나누세요."),
        ),
    ]
    product = rate * NARROW
    general = text(
        en=f"Learning rate times curvature is {product:.3g} there; at the limit it is 2.",
        ko=f"거기에서 학습률과 곡률의 곱은 {product:.3g}입니다. 한계에서는 2입니다.",
    )
    if rate < 2 / NARROW:
        message = text(
            en=f"With {rate:g} descent still comes to rest in the narrower valley.",
            ko=f"{rate:g}이면 더 좁은 골짜기에서도 아직 멈출 수 있습니다.",
        )
    else:
        message = text(
            en=f"With {rate:g} descent blows up, but so it does with smaller rates already.",
            ko=f"{rate:g}이면 발산하지만, 더 작은 학습률에서도 벌써 발산합니다.",
        )
    expect.is_true(abs(product - 2) <= 0.05, message, hint=advice(rate, slips, general))


def parameters_of(sizes):
    """Count weights and biases of a dense network."""
    return sum((inputs + 1) * outputs for inputs, outputs in pairwise(sizes))


def evaluation_slips(sizes):
    """List what the usual slips count."""
    weights = sum(inputs * outputs for inputs, outputs in pairwise(sizes))
    parameters = parameters_of(sizes)
    bias = text(en="The biases are missing: every unit has one.", ko="편향이 빠졌습니다. 유닛마다 하나씩 있습니다.")
    return [
        (
            parameters,
            text(
                en="This is the number of parameters. The central difference evaluates twice for each.",
                ko="파라미터의 수입니다. 중심 차분은 하나에 두 번씩 계산합니다.",
            ),
        ),
        (
            parameters + 1,
            text(
                en="That would do for the forward difference. The central one evaluates twice for each parameter.",
                ko="전진 차분이라면 맞습니다. 중심 차분은 파라미터 하나에 두 번씩 계산합니다.",
            ),
        ),
        (2 * weights, bias),
        (
            weights,
            text(
                en="The biases are missing, and the central difference evaluates twice for each parameter.",
                ko="편향이 빠졌고, 중심 차분은 파라미터 하나에 두 번씩 계산합니다.",
            ),
        ),
        (
            2 * (weights + sum(sizes)),
            text(
                en="Inputs have no bias; only the units of later layers do.",
                ko="입력에는 편향이 없습니다. 뒤에 오는 층의 유닛에만 있습니다.",
            ),
        ),
        (
            2 * (weights + sum(sizes[:-1])),
            text(
                en="A bias belongs to each unit that a layer computes, its outputs, not to its inputs.",
                ko="편향은 층의 입력이 아니라 출력, 곧 그 층이 계산하는 유닛마다 하나씩 있습니다.",
            ),
        ),
        (
            2 * (weights + len(sizes) - 1),
            text(en="Every *unit* has a bias, not every layer.", ko="편향은 층마다가 아니라 *유닛*마다 하나씩 있습니다."),
        ),
        (
            2 * sum(sizes),
            text(
                en="Between two layers there is a weight for every *pair* of units: multiply.",
                ko="두 층 사이에는 유닛의 *쌍*마다 가중치가 하나씩 있습니다. 곱하세요.",
            ),
        ),
        (
            2 * parameters_of(sizes[:2]),
            text(en="Only the first layer is counted.", ko="첫 번째 층만 세었습니다."),
        ),
        (
            2 * parameters_of(sizes[:3]),
            text(en="Only the first two layers are counted; there may be more.", ko="처음 두 층만 세었습니다. 층이 더 있을 수도 있습니다."),
        ),
    ]


@check("evaluations", title=text(en="the digits' network", ko="숫자를 읽는 신경망"))
def counts_for_the_digits(student, expect):
    check_count(student, expect, [64, 32, 10])


@check("evaluations", title=text(en="fewer layers and more", ko="층이 더 적거나 많을 때"))
def counts_for_other_networks(student, expect):
    for sizes in ([4, 3], [3, 5, 4, 2], [7, 1, 6, 2, 3]):
        check_count(student, expect, sizes)


def check_count(student, expect, sizes):
    """Compare one count."""

    def off_the_end(raised):
        return layers if raised.type_name == "IndexError" else None

    layers = text(
        en=f"`sizes` has {len(sizes)} numbers here, and there is one layer fewer: `range(len(sizes) - 1)`. It may have any length.",
        ko=(
            f"여기에서는 `sizes`에 수가 {len(sizes)}개이므로 층은 {len(sizes) - 1}개입니다. `range(len(sizes) - 1)`을 쓰세요. `sizes`의 "
            "길이는 얼마든지 달라질 수 있습니다."
        ),
    )
    got = ask(student, expect, "evaluations(sizes)", off_the_end, sizes=sizes)
    otherwise = text(
        en="Per layer: inputs times outputs weights, and a bias for each output. Twice all of them together.",
        ko="층마다 가중치는 입력 곱하기 출력이고, 출력마다 편향이 하나씩 있습니다. 모두 더해 두 배를 하세요.",
    )
    expect_number(expect, got, 2 * parameters_of(sizes), evaluation_slips(sizes), otherwise)


quiz(
    "above_guessing",
    question=text(
        en="A network for ten classes has the cross-entropy 3.5 on a large batch. What follows?",
        ko="클래스가 열 개인 신경망의 교차 엔트로피가 큰 배치에서 3.5입니다. 무엇을 알 수 있나요?",
    ),
    choices=[
        choice(
            text(en="Its accuracy is below 10%.", ko="정확도가 10%보다 낮습니다."),
            because=text(
                en="Not necessarily. It may be right three times out of four and far too sure of the rest: a probability of 1e-7 costs 16.",
                ko="꼭 그렇지는 않습니다. 넷 중 셋을 맞히고 나머지를 틀리게 확신할 수도 있습니다. 확률 1e-7 하나에 손실이 16입니다.",
            ),
        ),
        choice(
            text(
                en="It would do better in loss to answer 0.1 for every class, whatever it sees.",
                ko="무엇을 보든 모든 클래스에 0.1이라고 답하면 손실이 더 작아집니다.",
            ),
            right=True,
            because=text(
                en="That costs 2.30 = log 10. Being above it means being sure of wrong things, more than what is right can make up for.",
                ko="그렇게 답하면 손실은 2.30 = log 10입니다. 그보다 크다면 틀린 답을 너무 확신해서 맞힌 답으로 메우지 못하는 것입니다.",
            ),
        ),
        choice(
            text(en="3.5 of ten images are wrong on average.", ko="열 장 중 평균 3.5장을 틀립니다."),
            because=text(
                en="The loss counts no mistakes: it averages minus the logarithm of the true class's probability.",
                ko="손실은 틀린 개수를 세지 않습니다. 정답 클래스의 확률에 로그를 취해 부호를 바꾼 값의 평균입니다.",
            ),
        ),
    ],
)

quiz(
    "tiniest_h",
    question=text(
        en="To be as exact as possible, a friend sets h = 1e-15 in `numerical_gradient`. What happens?",
        ko="친구가 되도록 정확하게 하려고 `numerical_gradient`의 h를 1e-15로 정했습니다. 어떻게 될까요?",
    ),
    choices=[
        choice(
            text(en="The gradient becomes more exact, only slower.", ko="느려지지만 기울기가 더 정확해집니다."),
            because=text(
                en="The number of evaluations does not depend on h, and the exactness stops growing long before.",
                ko="계산 횟수는 h와 관계없고, 값은 h가 이보다 훨씬 클 때 이미 더 정확해지지 않습니다.",
            ),
        ),
        choice(
            text(
                en="Mostly noise: the two values agree in nearly all their digits.",
                ko="거의 잡음만 남습니다. 두 값이 거의 모든 자리에서 같기 때문입니다.",
            ),
            right=True,
            because=text(
                en="Of about 16 digits nearly all cancel, and what is left, wrong in the last places, is divided by a tiny number.",
                ko="열여섯 자리쯤 되는 숫자가 거의 다 지워지고, 끝자리가 틀린 나머지를 아주 작은 수로 나누게 됩니다.",
            ),
        ),
        choice(
            text(en="An error: the computer cannot store 1e-15.", ko="컴퓨터가 1e-15를 저장하지 못해 오류가 납니다."),
            because=text(
                en="It stores 1e-15 without trouble. What it cannot store is 1 + 1e-15 to more than about 16 digits.",
                ko="1e-15는 문제없이 저장합니다. 저장하지 못하는 것은 1 + 1e-15를 열여섯 자리보다 더 자세히 적는 일입니다.",
            ),
        ),
    ],
)

quiz(
    "growing_loss",
    question=text(
        en="During training the loss jumps up and down, higher each time, and then becomes `nan`. What do you try first?",
        ko="학습하는 동안 손실이 오르내리면서 점점 커지더니 `nan`이 되었습니다. 무엇부터 해 보겠습니까?",
    ),
    choices=[
        choice(
            text(en="More steps: it has not arrived yet.", ko="아직 도착하지 않았으니 스텝을 늘립니다."),
            because=text(
                en="It moves away from the valley with every step; more steps take it farther.",
                ko="스텝마다 골짜기에서 멀어지고 있습니다. 스텝을 늘리면 더 멀어집니다.",
            ),
        ),
        choice(
            text(en="A smaller h in the central difference.", ko="중심 차분의 h를 줄입니다."),
            because=text(
                en="The slope is measured well enough. What is wrong is how far one walks along it.",
                ko="기울기는 충분히 정확합니다. 잘못된 것은 그쪽으로 얼마나 멀리 가느냐입니다.",
            ),
        ),
        choice(
            text(en="A smaller learning rate.", ko="학습률을 줄입니다."),
            right=True,
            because=text(
                en="Jumping from side to side and growing is what a learning rate above 2 / curvature looks like.",
                ko="양쪽을 오가며 커지는 것은 학습률이 2 / 곡률보다 클 때의 모습입니다.",
            ),
        ),
    ],
)
