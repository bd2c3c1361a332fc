"""What was mended at intake, in words for the student or for staff."""

from autograder.grading.results import Note
from course_utils.checking import Text

RESTORED = Text(
    "The check cell of `{name}` had been changed; it was put back as released.",
    "`{name}` 확인 셀이 바뀌어 있어 처음 내용으로 되돌렸습니다.",
)
BACK_CHECK = Text("The check cell of `{name}` was missing; it was put back.", "`{name}` 확인 셀이 없어 다시 넣었습니다.")
BACK_ANSWER = Text(
    "The answer cell of `{name}` was missing; it was put back as released, not attempted.",
    "`{name}` 답안 셀이 없어 처음 상태로 다시 넣었습니다. 풀지 않은 것으로 봅니다.",
)
BACK_MANUAL = Text(
    "The cell for the written answer `{name}` was missing; it was put back, empty.",
    "서술형 `{name}` 답안 셀이 없어 빈 상태로 다시 넣었습니다.",
)
ELSEWHERE = Text(
    "The answer cell of `{name}` was missing; its answer was found in an earlier cell.",
    "`{name}` 답안 셀이 없었지만 앞의 다른 셀에서 답안을 찾았습니다.",
)
RECOGNISED = Text(
    "The answer to `{name}` stood in a cell without its label; it was recognised by what it defines.",
    "`{name}` 답안이 표식 없는 셀에 있었습니다. 정의한 이름을 보고 답안으로 인정했습니다.",
)
COPIES = Text(
    "There were {count} cells for `{name}`. The one that stands in its place counts; if several do, the last that was worked on. "
    "Changed copies still run where they are, untouched ones were left out.",
    "`{name}` 셀이 {count}개 있었습니다. 제자리에 있는 셀을 답안으로 보고, 여러 개면 마지막으로 작성한 셀을 봅니다. 고친 복사본은 "
    "그 자리에서 그대로 실행하고, 고치지 않은 복사본은 뺐습니다.",
)
MOVED = Text(
    "The check cell of `{name}` did not stand behind its answer; it was moved there.",
    "`{name}` 확인 셀이 답안 뒤에 있지 않아 답안 뒤로 옮겼습니다.",
)
RETYPED = Text(
    "The cell of `{name}` had been turned into another type ({given}); it is {needed} again.",
    "`{name}` 셀의 종류가 {given}(으)로 바뀌어 있어 {needed}(으)로 되돌렸습니다.",
)
STUB_COPIES = Text(
    "Untouched copies of exercises that are answered elsewhere were left out ({count}).",
    "다른 셀에 답안이 있어, 손대지 않은 문제 복사본 {count}개를 뺐습니다.",
)
FROM_CHECKS = Text(
    "Answers that stood in check cells were taken out of them and counted ({count}).",
    "확인 셀에 들어 있던 답안을 꺼내 답안으로 보았습니다({count}개).",
)
PICTURES = Text(
    "Pictures that were pasted into cells cannot be carried over; what counts is the text ({count}).",
    "{count}개 셀에 붙여 넣은 그림은 옮기지 못합니다. 글만 채점합니다.",
)
UPGRADED = Text(
    "The notebook was of the old format {given} and was brought to format 4.",
    "노트북이 오래된 형식 {given}이라 형식 4로 바꾸었습니다.",
)
GUESSED_LANGUAGE = Text(
    "The notebook does not say its language; it fits the release in `{language}` best.",
    "노트북에 언어 표시가 없어 가장 잘 맞는 `{language}` 배포본과 비교했습니다.",
)
OTHER_LABEL = Text(
    "The notebook calls itself lesson `{given}`, but its cells are those of `{needed}`.",
    "노트북에는 `{given}` 수업으로 적혀 있지만 셀은 `{needed}` 수업의 것입니다.",
)
FILE_NAME = Text(
    "The notebook was called `{file}`; as it was the only one, it was taken.",
    "노트북 파일의 이름이 `{file}`입니다. 제출된 노트북이 하나뿐이어서 이 노트북을 채점했습니다.",
)
STRAYS = Text("Files beside the notebook are not used: {names}.", "노트북 옆의 파일은 쓰지 않습니다: {names}.")

# For staff only.
IDS = Text(
    "Cells without a usable id of their own were given new ones ({count}).",
    "{count}개 셀에 쓸 수 있는 ID가 없어 새로 붙였습니다.",
)
LABELS = Text(
    "Points or locks written in the notebook differ from the release and were ignored: {names}.",
    "노트북에 적힌 배점이나 잠금이 배포본과 달라 무시했습니다: {names}.",
)
TAGS = Text("Tags were removed from graded cells: {names}.", "채점 셀에 붙은 태그를 지웠습니다: {names}.")
KERNEL = Text(
    "The notebook asks for a kernel of another language ({given}); the course's was used.",
    "노트북이 다른 언어({given})의 커널을 요구하지만 수업의 커널을 썼습니다.",
)
MISSING_GIVEN = Text(
    "Cells of the release that the student removed, and that were not put back: {names}.",
    "학생이 지운 배포본 셀이며 되돌리지 않았습니다: {names}.",
)
LONG_LINE = Text("Cell `{name}` has a line of {count:,} characters.", "`{name}` 셀에 {count:,}자짜리 줄이 있습니다.")
BLOB = Text(
    "Cell `{name}` holds {count:,} characters of what may be encoded data.",
    "`{name}` 셀에 인코딩된 데이터로 보이는 글자가 {count:,}자 있습니다.",
)


def repair(message: Text, cell: str = "", **values: object) -> Note:
    """Write down something mended, for the student.

    Parameters
    ----------
    message : Text
    cell : str
    **values
        For the message's braces.

    Returns
    -------
    Note
    """
    return Note("repair", message.fill(**values), cell)


def for_staff(message: Text, cell: str = "", **values: object) -> Note:
    """Write down something that staff should see.

    Parameters
    ----------
    message : Text
    cell : str
    **values
        For the message's braces.

    Returns
    -------
    Note
    """
    return Note("staff", message.fill(**values), cell)
