"""What a student is told besides a score: why something could not be run or examined, and what stood in for what."""

from collections.abc import Iterable

from course_utils.checking import Text

IN_THIS_CELL = Text("The kernel stopped in this cell: {why}.", "이 셀에서 커널이 멈췄습니다: {why}.")
WHILE_EXAMINED = Text("The kernel stopped while this exercise was examined: {why}.", "이 문제를 확인하는 동안 커널이 멈췄습니다: {why}.")
BEFORE = Text(
    "Not examined, because the kernel had stopped before ({where}): {why}.",
    "앞에서 커널이 멈춰서({where}) 확인하지 못했습니다: {why}.",
)
IN_ANSWER = Text("in the answer cell of `{exercise}`", "`{exercise}` 문제의 답안 셀")
IN_CHECK = Text("while `{exercise}` was examined", "`{exercise}` 문제를 확인하는 동안")
IN_CELL = Text("in cell {number} of the notebook", "노트북의 {number}번째 셀")
NOT_STOPPABLE = Text(
    "it took more than {seconds:g} seconds and could not be interrupted",
    "{seconds:g}초가 지나도 끝나지 않았고 중단할 수도 없었습니다",
)
INTERRUPTED = Text("This cell was interrupted after {seconds:g} seconds.", "이 셀은 {seconds:g}초가 지나 중단되었습니다.")
ANSWER_INTERRUPTED = Text(
    "Your answer's cell was interrupted after {seconds:g} seconds; what comes after that in the cell did not run.",
    "답안 셀이 {seconds:g}초 만에 중단되어 그 뒤는 실행되지 않았습니다.",
)
ANSWER_RAISED = Text(
    "Your answer's cell stopped with an error, and what comes after that in the cell did not run: {error}",
    "답안 셀이 오류로 멈춰서 그 뒤는 실행되지 않았습니다: {error}",
)
NO_TIME = Text(
    "Not examined: the time for the whole notebook, {seconds:g} seconds, was used up before.",
    "노트북 전체에 주어진 시간 {seconds:g}초를 그 전에 모두 써서 확인하지 못했습니다.",
)
OUT_OF_TIME = Text(
    "The time for the whole notebook, {seconds:g} seconds, ran out while this exercise was examined.",
    "이 문제를 확인하는 동안 노트북 전체에 주어진 시간 {seconds:g}초가 다 지났습니다.",
)
LENT = Text("Examined with the reference answer of {names}.", "{names} 문제는 모범 답안을 대신 써서 확인했습니다.")
FRESH = Text(
    "Examined in a fresh kernel, without what had stopped the first one.",
    "처음 커널을 멈추게 한 부분을 빼고 새 커널에서 확인했습니다.",
)
GRADER_FAILED = Text(
    "The grader could not finish. This is not your fault; staff will look at it.",
    "채점 프로그램이 채점을 마치지 못했습니다. 여러분의 잘못이 아니며, 담당자가 살펴보겠습니다.",
)
FAILURE = Text("The grader failed: {error}", "채점 프로그램 오류: {error}")
BROKEN_TWICE = Text("The sandbox broke twice: {error}", "샌드박스가 두 번 고장 났습니다: {error}")


def lent(exercises: Iterable[str]) -> Text:
    """Say whose reference answers stood in.

    Parameters
    ----------
    exercises : iterable of str

    Returns
    -------
    Text
    """
    return LENT.fill(names=", ".join(f"`{name}`" for name in exercises))
