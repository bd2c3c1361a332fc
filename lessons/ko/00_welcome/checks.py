"""Visible checks of lesson 00: the practice ground for cells, checks, hints and explorers."""

import numpy as np

from course_utils.checking import NotAttempted, check, choice, exercise, fresh_start, quiz, text

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
AND = np.array([0, 0, 0, 1])
START = [1.0, -1.0, 0.5]  # where the lesson's explorer stands before anybody touches it

fresh_start()
exercise(
    "brighten",
    points=2,
    hints=[
        text(
            en="Try it in your head with pixel 200 and amount 100. What is the sum, and what should the answer be?",
            ko="픽셀이 200이고 더하는 값이 100일 때를 머릿속으로 계산해 보세요. 합은 얼마이고, 답은 얼마여야 할까요?",
        ),
        text(
            en="`min(255, …)` never gives more than 255. Which function never gives less than 0?",
            ko="`min(255, …)`의 값은 255를 넘지 않습니다. 0보다 작아지지 않게 하려면 어떤 함수를 쓰면 될까요?",
        ),
        text(
            en="`return max(0, min(255, pixel + amount))`",
            ko="`return max(0, min(255, pixel + amount))`",
        ),
    ],
    idea=text(
        en=(
            "First compute the sum, then bring it back to the nearest value that is allowed. Cutting off at a limit like this is "
            "called clipping, and NumPy has it ready made: `np.clip`. It works because Python's own whole numbers are not stored "
            "in eight bits, so 300 exists for a moment."
        ),
        ko=(
            "먼저 합을 구한 다음, 허용된 값 중 가장 가까운 값으로 되돌립니다. 이렇게 한계에서 잘라 내는 것을 클리핑이라고 하고, "
            "NumPy에는 `np.clip`이라는 함수로 마련되어 있습니다. 파이썬의 정수는 8비트로 저장되지 않아서 300이라는 값이 잠시 "
            "존재할 수 있기 때문에 이렇게 할 수 있습니다."
        ),
    ),
)

exercise(
    "numbers_per_image",
    points=1,
    hints=[
        text(
            en="Run `fashion.train.images.shape` in the empty cell. The first of the four numbers says how many images there are.",
            ko="빈 셀에서 `fashion.train.images.shape`를 실행해 보세요. 네 수 중 첫째는 이미지가 몇 장인지를 나타냅니다.",
        ),
        text(
            en="The other three are height, width and channels of one image. How many numbers are in a block of that size?",
            ko="나머지 셋은 이미지 한 장의 높이, 너비, 채널 수입니다. 그만한 크기의 덩어리 안에 숫자가 몇 개 들어 있을까요?",
        ),
    ],
    idea=text(
        en=(
            "Shapes read from the outside in: images, rows, columns, channels. One image is rows times columns times channels "
            "numbers, here with a single channel because the picture is grey. Reading shapes first is the habit that saves most "
            "time in this course."
        ),
        ko=(
            "배열의 형태는 바깥에서 안쪽으로 읽습니다. 이미지, 행, 열, 채널의 순서입니다. 이미지 한 장에는 행 곱하기 열 곱하기 "
            "채널만큼의 숫자가 있고, 여기에서는 흑백이라서 채널이 하나입니다. 형태부터 읽는 습관이 이 강의에서 시간을 가장 많이 "
            "아껴 줍니다."
        ),
    ),
)

exercise(
    "and_line",
    points=1,
    hints=[
        text(
            en="Only one corner should lie on the coloured side: the one where both inputs are 1.",
            ko="색칠한 쪽에는 꼭짓점이 하나만 있어야 합니다. 두 입력이 모두 1인 꼭짓점입니다.",
        ),
        text(
            en="Let the line cut off the upper right corner, with the coloured side outwards.",
            ko="직선이 오른쪽 위 꼭짓점을 잘라 내게 하고, 색칠한 쪽이 바깥을 향하게 해 보세요.",
        ),
        text(
            en="For example `explorer.weights = [1, 1]`, with a bias between -2 and -1.",
            ko="예를 들어 `explorer.weights = [1, 1]`로 하고 편향은 -2와 -1 사이로 해 보세요.",
        ),
    ],
    idea=text(
        en=(
            "Many lines do it: the check looks only at which side the four corners lie on. And the explorer is not a picture but "
            "an object in the kernel: what you drag, code can read and set."
        ),
        ko=(
            "이렇게 할 수 있는 직선은 많습니다. 확인할 때에는 네 꼭짓점이 어느 쪽에 있는지만 봅니다. 그리고 탐색기는 그림이 "
            "아니라 커널 안에 있는 객체입니다. 손으로 끈 것을 코드로 읽을 수도 있고 바꿀 수도 있습니다."
        ),
    ),
)

exercise(
    "open_question",
    points=2,
    manual=True,
    rubric=text(
        en=(
            "1 point: the kernel still remembered what the deleted cell had defined (or loaded), while the file no longer "
            "contained it. 1 point: restarting the kernel and running all cells before handing in would have shown it."
        ),
        ko=(
            "1점: 지운 셀이 정의한(또는 불러온) 것을 커널은 아직 기억하고 있었지만 파일에는 없었다는 점. 1점: 제출하기 전에 "
            "커널을 다시 시작하고 모든 셀을 실행했다면 알 수 있었다는 점."
        ),
    ),
)


def check_brighten(student, expect, cases, hint):
    """Compare a few pixels."""
    for pixel, amount, wanted in cases:
        expect.equal(student.eval("brighten(pixel, amount)", pixel=pixel, amount=amount), wanted, hint=hint)


@check("brighten", weight=2, title=text(en="adds the amount", ko="값을 더합니다"))
def adds_the_amount(student, expect):
    check_brighten(
        student,
        expect,
        [(100, 50, 150), (200, -80, 120), (0, 0, 0)],
        text(
            en="Between the limits nothing special happens: it is just the sum.",
            ko="한계에 닿지 않으면 특별한 일은 없습니다. 그냥 더하면 됩니다.",
        ),
    )


@check("brighten", weight=1, title=text(en="never above 255", ko="255를 넘지 않습니다"))
def stays_at_255_or_below(student, expect):
    check_brighten(
        student,
        expect,
        [(200, 100, 255), (255, 1, 255), (155, 100, 255)],
        text(
            en="White is as bright as it gets: whatever would be above 255 becomes 255.",
            ko="흰색보다 더 밝아질 수는 없습니다. 255를 넘으면 255가 되어야 합니다.",
        ),
    )


@check("brighten", weight=1, title=text(en="never below 0", ko="0보다 작아지지 않습니다"))
def stays_at_0_or_above(student, expect):
    check_brighten(
        student,
        expect,
        [(30, -100, 0), (0, -1, 0), (100, -100, 0)],
        text(
            en="A negative amount darkens, and black is as dark as it gets: what would be below 0 becomes 0.",
            ko="음수를 더하면 어두워지지만 검은색보다 더 어두워질 수는 없습니다. 0보다 작으면 0이 되어야 합니다.",
        ),
    )


@check("numbers_per_image", title=text(en="height times width times channels", ko="높이 곱하기 너비 곱하기 채널 수"))
def counts_the_numbers_of_one_image(student, expect):
    got = student.eval("numbers_per_image")
    if isinstance(got, tuple | list) and len(got) in (3, 4):
        hint = text(
            en="That is the shape. How many numbers does a block of that shape hold?",
            ko="이것은 형태입니다. 그런 형태의 덩어리 안에 숫자가 몇 개 들어 있나요?",
        )
    elif isinstance(got, int | float | np.number) and got > 784:
        hint = text(
            en="That counts more than one image: leave out the first number of the shape.",
            ko="이미지 한 장보다 많이 세었습니다. 형태의 첫째 수는 빼고 계산하세요.",
        )
    else:
        hint = text(
            en="Multiply the height, the width and the number of channels of one image.",
            ko="이미지 한 장의 높이, 너비, 채널 수를 곱하세요.",
        )
    expect.equal(got, 784, hint=hint)


@check("and_line", title=text(en="all four corners are on their side", ko="네 꼭짓점이 모두 제자리에 있습니다"))
def all_four_corners_are_on_their_side(student, expect):
    numbers = [*map(float, student.eval("explorer.weights")), float(student.eval("explorer.bias"))]
    if np.allclose(numbers, START):
        raise NotAttempted("explorer", "untouched")
    right = int(((CORNERS @ np.array(numbers[:2]) + numbers[2] > 0) == AND).sum())
    expect.is_true(
        right == 4,
        text(en=f"{right} of 4 corners are on their side.", ko=f"꼭짓점 4개 중 {right}개가 제자리에 있습니다."),
        hint=text(
            en="Only (1, 1) belongs on the coloured side. A corner exactly on the line counts as 0.",
            ko="색칠한 쪽에는 (1, 1)만 있어야 합니다. 꼭짓점이 꼭 직선 위에 있으면 0으로 칩니다.",
        ),
    )


quiz(
    "after_restart",
    question=text(
        en="You run a cell with `a = 1`, change it to `a = 2` without running it again, and then restart the kernel. What is `a` now?",
        ko=(
            "`a = 1`이 적힌 셀을 실행했습니다. 그다음 `a = 2`로 고쳤지만 실행하지는 않았고, 커널을 다시 시작했습니다. 이제 `a`는 "
            "무엇일까요?"
        ),
    ),
    choices=[
        choice(
            text(en="1, because that is what was run.", ko="1입니다. 실행한 것은 그것이기 때문입니다."),
            because=text(
                en="It was 1 until the restart. The restart emptied the kernel's memory.",
                ko="다시 시작하기 전까지는 1이었습니다. 다시 시작하면서 커널의 기억이 지워졌습니다.",
            ),
        ),
        choice(
            text(en="2, because that is what is written.", ko="2입니다. 적혀 있는 것은 그것이기 때문입니다."),
            because=text(
                en="It will be 2 as soon as you run the cell. Writing alone does nothing in the kernel.",
                ko="셀을 실행하면 2가 됩니다. 적어 놓기만 해서는 커널에 아무 일도 일어나지 않습니다.",
            ),
        ),
        choice(
            text(en="There is no `a`.", ko="`a`라는 이름이 없습니다."),
            right=True,
            because=text(
                en="A fresh kernel knows no names at all, until cells are run.",
                ko="새 커널은 셀을 실행하기 전까지 아무 이름도 모릅니다.",
            ),
        ),
    ],
)

quiz(
    "partial_card",
    question=text(
        en="A card says that 2 of 3 cases pass, and shows part of the points. What does it pay to do first?",
        ko="카드에 3가지 경우 중 2가지가 맞았다고 나오고 점수도 일부 나옵니다. 먼저 무엇을 하면 좋을까요?",
    ),
    choices=[
        choice(
            text(en="Start over with `reset`.", ko="`reset`으로 처음부터 다시 시작합니다."),
            because=text(
                en="Two thirds of your work are right. Keep them, and mend the rest.",
                ko="3분의 2는 이미 맞았습니다. 그대로 두고 나머지만 고치면 됩니다.",
            ),
        ),
        choice(
            text(
                en="Read what the failing case expected, and what it got.",
                ko="틀린 경우에 어떤 값이 나와야 했고 어떤 값이 나왔는지 읽습니다.",
            ),
            right=True,
            because=text(
                en="Expected and got side by side name the mistake more often than not. If they do not, there are the hints.",
                ko="나와야 하는 값과 나온 값을 나란히 놓고 보면 대개 무엇이 틀렸는지 드러납니다. 그래도 모르겠으면 힌트가 있습니다.",
            ),
        ),
        choice(
            text(en="Add a special case for exactly the numbers on the card.", ko="카드에 나온 숫자만 따로 처리하는 코드를 넣습니다."),
            because=text(
                en="The card would turn green, but your lesson is graded with other numbers as well, drawn afresh.",
                ko="카드는 초록색이 되겠지만, 채점할 때에는 새로 뽑은 다른 숫자도 씁니다.",
            ),
        ),
    ],
)
