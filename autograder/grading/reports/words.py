"""The fixed words of the feedback page, in both languages. What cards say of a check stands in `course_utils.checking.phrases`."""

from course_utils.checking import Text

FEEDBACK = Text("Feedback", "채점 결과")
COURSE = "Perceptron to Petals"
POINTS = Text("{earned} of {points} points", "{points}점 중 {earned}점")
ATTEMPT = Text("Attempt {number}", "{number}번째 제출")
HANDED_IN = Text("Handed in {when} (UTC)", "제출 시각 {when} (UTC)")

LATE = Text(
    "Handed in {how} late: −{points}. Without that it would be {before}.",
    "제출이 {how} 늦어 {points}점을 뺐습니다. 빼기 전에는 {before}점이었습니다.",
)
LATE_PLAIN = Text(
    "Handed in late: −{points}. Without that it would be {before}.",
    "늦은 제출로 {points}점을 뺐습니다. 빼기 전에는 {before}점이었습니다.",
)
EXTRA = Text("Extra credit from your instructor, counted in: +{points}.", "선생님이 더 준 {points}점이 들어 있습니다.")
WAITING = Text(
    "Still open, up to +{points}: a person has yet to look at {names}.",
    "앞으로 {points}점까지 더 받을 수 있습니다. 선생님이 {names} 답안을 아직 살펴보지 않았습니다.",
)
WAITING_BONUS = Text("A person has yet to look at {names}.", "선생님이 {names} 답안을 아직 살펴보지 않았습니다.")
ALL_DONE = Text("Everything is right. Well done!", "모두 맞았습니다. 잘했습니다!")

QUARANTINED = Text("Your notebook could not be graded", "노트북을 채점하지 못했습니다")
QUARANTINED_MORE = Text(
    "It counts as 0 points for now. Nothing you did is lost: your notebook is kept as you handed it in.",
    "지금은 0점으로 처리됩니다. 제출한 노트북은 그대로 보관되어 있습니다.",
)
WHAT_TO_DO = Text("What to do", "이렇게 하세요")
STEPS = (
    Text(
        "Open your notebook in JupyterLab. Does it open, and is it the one of this lesson?",
        "JupyterLab에서 노트북을 열어 보세요. 잘 열리나요? 이 수업의 노트북이 맞나요?",
    ),
    Text("Mend what is said above, run all cells once, and save.", "위에 적힌 문제를 고치고, 모든 셀을 한 번 실행한 뒤 저장하세요."),
    Text(
        "Hand it in again. If you are stuck, show this page to your instructor.",
        "다시 제출하세요. 어려우면 이 페이지를 선생님에게 보여 주세요.",
    ),
)
NEEDS_STAFF = Text("Grading is not finished", "채점이 아직 끝나지 않았습니다")
NEEDS_STAFF_MORE = Text(
    "The grader itself stopped here. It is not your fault, and you need not do anything: your instructor has been told.",
    "채점 프로그램에 문제가 생겼습니다. 잘못한 것이 없으니 기다리면 됩니다. 선생님이 확인합니다.",
)

EXERCISES = Text("Exercises", "문제")
MENDED = Text("Mended when your notebook was read", "노트북을 읽으면서 고친 것")
MENDED_MORE = Text("None of this cost you points.", "이 때문에 깎인 점수는 없습니다.")
MET_LIMITS = Text("Limits your notebook met", "노트북이 넘은 제한")
LOOK_FIRST = Text("Look at this first", "먼저 볼 것")
CASES = Text("What was checked", "확인한 내용")
OTHERS = Text("What the other cases say", "다른 사례의 결과")
YOUR_CODE = Text("Your code", "나의 코드")
YOUR_ANSWER = Text("Your answer", "나의 답")
COMMENT = Text("From your instructor", "선생님의 말")
BLANK = Text("Not attempted yet", "아직 풀지 않은 문제")
HIDDEN = Text("hidden", "숨은 사례")
IN_LINE = Text("`{function}`, line {line}", "`{function}` {line}번째 줄")

NOT_CHECKED = Text("Could not be checked", "확인하지 못했습니다")
READ_BY_HAND = Text("Graded by hand", "사람이 채점했습니다")
STILL_TO_READ = Text("Still to be read", "채점을 기다립니다")
OPEN = Text("open, {points} points", "{points}점, 채점 전")
SET_BY_HAND = Text(
    "Your instructor set these points; the automatic check gave {points}.",
    "선생님이 정한 점수입니다. 자동 채점 결과는 {points}점이었습니다.",
)
LENT = Text(
    "It calls {names}, which is not right yet. It was checked once more with the course's answer in that place; the better result counts.",
    "아직 맞지 않은 {names} 답안을 사용하는 문제입니다. 그 부분만 수업의 답으로 바꾸어 한 번 더 확인했고, 더 나은 결과를 반영했습니다.",
)
FRESH = Text(
    "It was checked once more in a fresh kernel, without the cell that stopped the first one; the better result counts.",
    "처음 커널을 멈추게 한 셀을 빼고 새 커널에서 한 번 더 확인했고, 더 나은 결과를 반영했습니다.",
)
STAFF_LOOKS = Text("Your instructor has to look at this one.", "선생님이 직접 살펴볼 문제입니다.")
ONLY_HIDDEN = Text(
    "The cases you know pass. A hidden one, with other values, does not yet.",
    "보이는 사례는 모두 통과했습니다. 값이 다른 숨은 사례는 아직 통과하지 못했습니다.",
)
MORE_HELP = Text(
    'More hints: run `hint("{exercise}")` in the notebook.', '힌트가 더 필요하면 노트북에서 `hint("{exercise}")` 셀을 실행하세요.'
)
FOOTER = Text(
    "Hidden cases ask the same with other values; their values stay hidden so that they can be asked again.",
    "숨은 사례는 같은 것을 다른 값으로 묻습니다. 다시 물을 수 있도록 값은 보여 주지 않습니다.",
)

DAYS, HOURS, MINUTES = Text("{n} d", "{n}일"), Text("{n} h", "{n}시간"), Text("{n} min", "{n}분")


def duration(seconds: float) -> Text:
    """Write how late something is, to the two largest units.

    Parameters
    ----------
    seconds : float, at least 0

    Returns
    -------
    Text, as "1 d 3 h"; at least "1 min"
    """
    minutes = max(1, int(seconds // 60))
    parts = [(DAYS, minutes // 1440), (HOURS, minutes // 60 % 24), (MINUTES, minutes % 60)]
    shown = [unit.fill(n=count) for unit, count in parts if count][:2]
    return Text(" ".join(part.en for part in shown), " ".join(part.ko for part in shown))
