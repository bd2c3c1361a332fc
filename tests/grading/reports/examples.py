"""Hand-ins as the examiner and the gradebook describe them, one for each thing a page has to say."""

import json
from dataclasses import replace
from datetime import datetime

from autograder.grading.gradebook.rows import CellStanding, Person, Standing
from autograder.grading.reports.outlines import Item, Outline
from autograder.grading.results import ExerciseResult, Graded, Note
from course_utils.checking import Case, Score, Text
from course_utils.checking.agreement import Agreement
from course_utils.checking.outcomes import Frame
from course_utils.checking.scores import total

OUTLINE = Outline(
    "04_gradients",
    {"en": "04 · Which way is down?", "ko": "04 · 어느 쪽이 내리막일까?"},
    (
        Item("check-mean_squared_error", "mean_squared_error", 2),
        Item("check-cross_entropy", "cross_entropy", 4),
        Item("check-derivative", "derivative", 1),
        Item("check-numerical_gradient", "numerical_gradient", 3),
        Item("check-descend", "descend", 2),
        Item("check-jump", "jump", 0),
        Item("manual-open_question", "open_question", 3, manual=True),
    ),
)
CODE = '''def cross_entropy(probabilities, labels):
    """Return the mean of -log p of the right class."""
    total = 0.0
    for row, label in zip(probabilities, labels):  # one image after the other
        total += -np.log(row[label] + 1e-12)
    return total / 3
'''
ANSWERS = {
    "mean_squared_error": "def mean_squared_error(predictions, targets):\n    return np.mean((predictions - targets) ** 2)",
    "cross_entropy": CODE,
    "derivative": "def derivative(f, x, h=1e-4):\n    return (f(x + h) - f(x)) / H",
    "numerical_gradient": "def numerical_gradient(f, x):\n    ...",
    "open_question": "The slope is zero there,\nso it stays where it is.",
}
SECRET = "secret-of-a-hidden-case"


def passed(name, en, ko, **more):
    return Case(name, "passed", title=Text(en, ko), **more)


SCORES = (
    total(
        "mean_squared_error",
        2,
        [passed("is_a_mean", "the mean of squares", "제곱의 평균"), passed("any_shape", "any shape", "모양이 달라도", hidden=True)],
    ),
    total(
        "cross_entropy",
        4,
        [
            passed("of_one", "one image", "이미지 하나"),
            Case(
                "of_several",
                "failed",
                message=Text(
                    "`cross_entropy(probabilities, labels)` gives a number that is 4/3 of the right one.",
                    "`cross_entropy(probabilities, labels)`의 값이 맞는 값의 4/3배입니다.",
                ),
                hint=Text("The mean over all images: divide by *their* number.", "모든 이미지의 평균입니다. *이미지 수*로 나누세요."),
                expected="0.5013",
                got="0.6684",
                title=Text("several images", "이미지 여러 장"),
            ),
            passed("one_hot", "one-hot labels", "원-핫 레이블"),
            Case(
                "never_infinite",
                "failed",
                message=Text("The result for a probability of 0 is `inf`.", "확률이 0일 때 결과가 `inf`입니다."),
                title=Text("a probability of 0", "확률이 0일 때"),
            ),
            Case(
                "agrees_with_the_formula",
                "failed",
                weight=2,
                message=Text(SECRET, SECRET),
                hint=Text("The same number for both spellings of the labels.", "두 가지 레이블에서 같은 값이 나와야 합니다."),
                expected=SECRET,
                got=SECRET,
                title=Text("random batches", "무작위 배치"),
                hidden=True,
                frames=(Frame(SECRET, 3, SECRET),),
                table=(Agreement(SECRET, "wrong", (2,), (2,), 0.5, (1,)),),
            ),
        ],
    ),
    total(
        "derivative",
        1,
        [
            Case(
                "of_a_square",
                "raised",
                message=Text(
                    "`derivative(lambda t: t ** 2, 3.0, 0.5)` raises NameError: name 'H' is not defined.",
                    "`derivative(lambda t: t ** 2, 3.0, 0.5)`에서 오류가 났습니다: NameError: name 'H' is not defined.",
                ),
                hint=Text("Python tells `H` from `h`.", "Python은 `H`와 `h`를 구별합니다."),
                frames=(Frame("derivative", 2, "    return (f(x + h) - f(x)) / H"),),
            )
        ],
    ),
    total(
        "numerical_gradient",
        3,
        [
            passed("of_a_bowl", "a bowl", "그릇 모양"),
            Case(
                "two_arrays",
                "failed",
                message=Text("Of the two arrays, `bias` is not right.", "두 배열 가운데 `bias`가 맞지 않습니다."),
                table=(
                    Agreement("weights", "exact", (3, 2), (3, 2), 1e-9, (0, 1)),
                    Agreement("bias", "wrong", (2,), (2,), 0.25, (1,)),
                    Agreement("scale", "wrong", None, (4,)),
                ),
                title=Text("weights and bias", "가중치와 편향"),
            ),
        ],
    ),
    total(
        "descend",
        2,
        [
            Case(
                "walks",
                "not_attempted",
                message=Text(
                    "`descend` is not written yet. Replace the line with YOUR CODE HERE and run the cell.",
                    "`descend` 함수를 아직 쓰지 않았습니다. YOUR CODE HERE 줄을 지우고 코드를 쓴 뒤 셀을 실행하세요.",
                ),
            )
        ],
    ),
    total("jump", 0, [passed("jumps", "it jumps", "뛰어넘기")]),
    Score("open_question", "needs_staff", 0.0, 3, 0.0, ()),
)


def result(score: Score, **more) -> ExerciseResult:
    item = next(item for item in OUTLINE.items if item.exercise == score.exercise)
    return ExerciseResult(item.cell, score, **more)


def graded(student="kim_minji", language="en", **changes) -> Graded:
    """A hand-in in which most went half well."""
    made = Graded(
        student,
        "04_gradients",
        "graded",
        1,
        language=language,
        exercises=tuple(result(score) for score in SCORES),
        notes=(
            Note(
                "repair",
                Text("The check cell of `derivative` was missing; it was put back.", "`derivative`의 확인 셀이 없어서 다시 넣었습니다."),
                "check-derivative",
            ),
            Note("repair", Text("Outputs were removed before grading.", "채점하기 전에 출력을 지웠습니다.")),
            Note("limit", Text("Cell 12 was stopped after 300 seconds.", "12번째 셀이 300초를 넘겨 멈추었습니다."), "code-012"),
            Note("staff", Text("One line of 400,000 characters.", "글자 400,000개짜리 줄이 있습니다."), "answer-jump"),
        ),
        stages={"intake": 0.1, "start": 0.2, "execute": 2.5, "examine": 0.8},
        peak_bytes=410_000_000,
        kernel="warm",
    )
    return replace(made, **changes)


def crashed(language="en") -> Graded:
    """A hand-in whose kernel ended half way, examined once more in a fresh one."""
    died = Text(
        "The kernel stopped in cell 9, which used 3.1 GB of memory; 3.0 GB are allowed.",
        "9번째 셀에서 메모리 3.1 GB를 써서 커널이 멈추었습니다. 3.0 GB까지 쓸 수 있습니다.",
    )
    lent = replace(
        SCORES[3],
        cases=(
            *SCORES[3].cases,
            Case("third", "failed", message=Text(SECRET, SECRET), expected=SECRET, got=SECRET, title=Text("a saddle", "안장 모양")),
        ),
    )
    results = (
        result(SCORES[0]),
        result(SCORES[1], reason=died),
        result(replace(SCORES[2], status="failed", cases=()), reason=died),
        result(lent, sitting=2, lent=("derivative",)),
        result(SCORES[4], sitting=2),
        result(SCORES[5]),
        result(SCORES[6]),
    )
    return graded(language=language, exercises=results, attempt=2, peak_bytes=3_100_000_000)


def perfect(language="en") -> Graded:
    """A hand-in in which everything is right, but the open question unread."""
    right = tuple(
        total(score.exercise, score.points, [passed("a", "a case", "사례")]) if score.status != "needs_staff" else score for score in SCORES
    )
    return graded("sol_lee", language, exercises=tuple(result(score) for score in right), notes=())


def untold(status) -> tuple[ExerciseResult, ...]:
    return tuple(result(Score(score.exercise, status, 0.0, score.points, 0.0, ())) for score in SCORES)


def quarantined(language="en") -> Graded:
    reason = Text("The file is not a notebook: it begins with `%PDF-1.7`.", "노트북 파일이 아닙니다. `%PDF-1.7`로 시작합니다.")
    results = tuple(replace(one, reason=reason) for one in untold("failed"))
    return Graded("kim_minji", "04_gradients", "quarantined", 1, reason=reason, language=language, exercises=results)


def needs_staff(language="en") -> Graded:
    notes = (Note("staff", Text("The worker was lost twice.", "The worker was lost twice.")),)
    reason = Text("The grader could not finish.", "채점을 마치지 못했습니다.")
    return graded(language=language, outcome="needs_staff", reason=reason, exercises=untold("needs_staff"), notes=notes)


def standing(of: Graded, *, comment="", **changes) -> Standing:
    """What the gradebook would say of a hand-in."""
    cells = []
    for item in OUTLINE.items:
        found = next((one for one in of.exercises if one.cell == item.cell), None)
        earned = found.score.earned if found else 0.0
        cells.append(CellStanding(item.cell, item.points, None if item.manual else earned, needs_manual_grade=item.manual))
        if not item.manual:
            cells.append(CellStanding(f"answer-{item.exercise}", manual_comment=comment if item.exercise == "cross_entropy" else ""))
    made = Standing(Person(of.student), of.lesson, submitted_at=datetime(2026, 11, 20, 14, 3), max_score=OUTLINE.points, cells=tuple(cells))  # noqa: DTZ001 - as the database gives it
    return replace(made, **changes)


def read_by_hand(of: Graded) -> Standing:
    """The same after a person read the open question, was kind about one exercise, and wrote a word."""
    kept = standing(of, comment="Nearly. See **section 3** of [the notes](https://example.org/notes).", penalty=1.0, seconds_late=97_500)
    cells = [
        replace(
            cell, manual_score=2.0, needs_manual_grade=False, manual_comment="Good, but say *why* it is zero.\n\n- a minimum?\n- a saddle?"
        )
        if cell.cell == "manual-open_question"
        else replace(cell, manual_score=1.0, extra_credit=0.5)
        if cell.cell == "check-derivative"
        else cell
        for cell in kept.cells
    ]
    return replace(kept, cells=tuple(cells))


def notebook(answers=ANSWERS) -> bytes:
    cells = []
    for name, source in answers.items():
        manual = name == "open_question"
        grade_id = f"{'manual' if manual else 'answer'}-{name}"
        cells.append(
            {
                "cell_type": "markdown" if manual else "code",
                "id": grade_id,
                "metadata": {"nbgrader": {"grade_id": grade_id}},
                "source": source,
            }
        )
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
