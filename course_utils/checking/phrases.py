"""The fixed words of cards, in both languages."""

from course_utils.checking.language import Text

GLYPHS = {"passed": "✓", "partial": "◐", "failed": "✗", "not_attempted": "○", "raised": "!", "needs_staff": "?"}

STATUSES = {
    "passed": Text("Passed", "통과했습니다"),
    "partial": Text("Partly there", "일부만 통과했습니다"),
    "failed": Text("Not yet", "아직 맞지 않습니다"),
    "not_attempted": Text("Not attempted yet", "아직 풀지 않았습니다"),
    "raised": Text("Your code raised an error", "코드에서 오류가 났습니다"),
    "needs_staff": Text("The check could not finish", "확인을 마치지 못했습니다"),
}
BY_HAND = Text("Graded by hand", "사람이 채점합니다")
BY_HAND_MORE = Text(
    "A person reads your answer. Write it in the cell above and go on.", "선생님이 읽고 채점합니다. 위 셀에 답을 쓰고 다음으로 넘어가세요."
)
CASE_WORDS = {
    "passed": Text("passed", "통과"),
    "failed": Text("failed", "실패"),
    "not_attempted": Text("not attempted", "풀지 않음"),
    "raised": Text("error", "오류"),
    "needs_staff": Text("could not finish", "확인 못 함"),
}

POINTS = Text("{earned} of {points} points", "{points}점 중 {earned}점")
BONUS = Text("bonus", "더 해 보기")
POINT = Text("{earned} of 1 point", "1점 중 {earned}점")
ALL_PASS = Text("All {count} cases pass.", "사례 {count}가지를 모두 통과했습니다.")
ONE_PASSES = Text("It does what it should.", "맞게 동작합니다.")
SOME_PASS = Text("{passed} of {count} cases pass.", "사례 {count}가지 중 {passed}가지를 통과했습니다.")
NONE_PASS = Text("None of the {count} cases passes yet.", "사례 {count}가지 중 아직 통과한 것이 없습니다.")

EXPECTED = Text("Expected", "나와야 하는 값")
GOT = Text("Got", "나온 값")
HINT_FOR_THIS = Text("For this case", "이 사례의 힌트")
HINT = Text("Hint {number}", "힌트 {number}")
HINT_OF = Text("Hint {number} of {count}", "힌트 {number}/{count}")
IDEA = Text("The idea behind it", "풀이에 담긴 생각")
CASES = Text("All cases", "모든 사례")
OTHER_CASES = Text("What the other cases say", "다른 사례의 결과")
CASE = Text("case {number}", "사례 {number}")
PRINTED = Text("What your code printed", "코드가 출력한 내용")
REPORT = Text("Report a problem", "문제 알리기")
REPORT_HOW = Text(
    "Copy this into a message to whoever gives you this course, and say what you expected.",
    "아래 내용을 복사해 수업 담당자에게 보내고, 무엇을 기대했는지 함께 적어 주세요.",
)
UNSAVED = Text("Your progress could not be saved: {trouble}", "진도를 저장하지 못했습니다: {trouble}")

DONE = Text("{passed} of {total} exercises passed", "문제 {total}개 중 {passed}개 통과")
PROGRESS = Text("Progress", "진도")
YOUR_PROGRESS = Text("Your progress", "나의 진도")
NOT_OPENED = Text("not opened yet", "아직 열지 않음")
NO_HINTS = Text("There is no hint for `{exercise}`.", "`{exercise}` 문제에는 힌트가 없습니다.")
ATTEMPT_FIRST = Text(
    "The solution opens after you have tried: write something for `{exercise}` and run its check once.",
    "풀이는 한 번 시도한 뒤에 열립니다. `{exercise}` 문제의 코드를 쓰고 확인 셀을 한 번 실행하세요.",
)
SOLUTION = Text("Solution", "풀이")
WORKED = Text("Worked code", "풀이 코드")
CODE_ELSEWHERE = Text("Your instructor has the worked code.", "풀이 코드는 수업 담당자에게 있습니다.")
RESET_DONE = Text(
    "The exercise starts afresh: the cell below holds its first form. Move it up, or copy it over your answer.",
    "문제를 처음 상태로 돌렸습니다. 아래에 생긴 셀에 처음 코드가 있습니다. 답안 셀로 옮기거나 복사해 쓰세요.",
)
RESET_NO_STUB = Text(
    "The progress of this exercise is forgotten. Its first form is not stored here, so your code stays as it is.",
    "이 문제의 진도를 지웠습니다. 처음 코드가 이곳에 없어 작성한 코드는 그대로 둡니다.",
)
NO_EXERCISE = Text(
    "There is no exercise `{exercise}` here. There are: {names}.", "`{exercise}`이라는 문제가 없습니다. 이 수업의 문제: {names}."
)
WAITING = Text("This appears when {names} passes its check.", "{names} 문제를 통과하면 여기에 나타납니다.")
WAITING_MORE = Text("This appears when {names} pass their checks.", "{names} 문제를 모두 통과하면 여기에 나타납니다.")
PREDICT_FIRST = Text(
    "What do you expect? Put your prediction for `{name}` in the cell above, run it, then run this one.",
    "어떻게 될지 먼저 예상해 보세요. 위 셀의 `{name}`에 예상을 써넣어 실행한 다음 이 셀을 실행하세요.",
)
PREDICTION = Text("Your prediction", "나의 예상")
OUTCOME = Text("What happens", "실제 결과")
QUIZ = Text("Question", "확인 질문")
RIGHT = Text("Right.", "맞습니다.")
WRONG = Text("Not this one.", "이 답은 아닙니다.")
NO_LESSON = Text(
    'No lesson is open in this kernel yet. Run the cell with `lesson("…")` near the top, then this one again.',
    '이 커널에 열린 수업이 없습니다. 위쪽의 `lesson("…")` 셀을 실행한 다음 이 셀을 다시 실행하세요.',
)
NO_QUIZ = Text("There is no question `{name}` here.", "`{name}`이라는 질문이 없습니다.")
