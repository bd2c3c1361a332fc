"""What a student reads when there is no value to compare."""

import re

from course_utils.checking.language import Text, same
from course_utils.checking.outcomes import KernelDied, LeftoverStub, Malformed, NotAttempted, StudentRaised, TimedOut, TimeUsedUp

_NOT_YET = {
    "missing": Text(
        "There is no `{name}` yet. Run the cell that defines it.",
        "`{name}` 이름이 아직 없습니다. 정의하는 셀을 실행하세요.",
    ),
    "placeholder": Text(
        "`{name}` is still `...`. Put your answer in its place and run the cell.",
        "`{name}` 자리에 아직 `...`이 있습니다. 답을 써넣고 셀을 실행하세요.",
    ),
    "stub": Text(
        "`{name}` is not written yet. Replace the line with YOUR CODE HERE and run the cell.",
        "`{name}` 함수를 아직 쓰지 않았습니다. YOUR CODE HERE 줄을 지우고 코드를 쓴 뒤 셀을 실행하세요.",
    ),
    "untouched": Text(
        "`{name}` is still as it was at the start. Move it, then run this cell again.",
        "`{name}` 화면이 처음 그대로입니다. 움직여 본 뒤 이 셀을 다시 실행하세요.",
    ),
}
_LEFTOVER = Text(
    "Your code in `{name}` is there, but the line `raise NotImplementedError` still stands in it (line {line}). Delete that line.",
    "`{name}` 함수에 코드를 썼지만 `raise NotImplementedError` 줄이 아직 남아 있습니다({line}번째 줄). 그 줄을 지우세요.",
)
_RAISED = Text("`{call}` raises {error}", "`{call}`에서 오류가 났습니다: {error}")
_AT_LINE = Text(", at line {line} of the cell: `{source}`.", " (셀의 {line}번째 줄: `{source}`).")
_DIED = Text(
    "The kernel stopped while `{call}` was running. Restart it and run the cells again.",
    "`{call}` 계산 중에 커널이 멈췄습니다. 커널을 다시 시작하고 셀들을 실행하세요.",
)
_TIMED_OUT = Text(
    "`{call}` gave no value within {seconds} seconds. Is there a loop that never ends?",
    "`{call}`의 값이 {seconds}초 안에 나오지 않았습니다. 끝나지 않는 반복문이 있는지 살펴보세요.",
)
_USED_UP = Text(
    "The time for the whole notebook was over before `{call}` gave a value. Is there a cell that takes very long?",
    "`{call}`의 값이 나오기 전에 노트북 전체에 주어진 시간이 끝났습니다. 아주 오래 걸리는 셀이 있는지 살펴보세요.",
)
_MALFORMED = {
    "too_large": Text("The value of `{call}` is too large to be checked.", "`{call}`의 값이 너무 커서 확인할 수 없습니다."),
    "too_deep": Text("The value of `{call}` is nested too deeply to be checked.", "`{call}`의 값이 너무 깊이 중첩되어 확인할 수 없습니다."),
    "too_many": Text(
        "The value of `{call}` has too many elements to be checked. Would an array do?",
        "`{call}`의 값에 원소가 너무 많아 확인할 수 없습니다. 배열로 만들어 보세요.",
    ),
    "broken": Text("The value of `{call}` could not be read.", "`{call}`의 값을 읽을 수 없습니다."),
}
_CHECK_FAULT = Text(
    "The check itself stumbled over what `{call}` gives ({error}). Please report it.",
    "`{call}`의 값을 확인하다가 확인 프로그램에 문제가 생겼습니다({error}). 아래에서 문제를 알려 주세요.",
)

# Keras numbers the layers of a session as they come ("sequential_92"): it tells a student nothing, and two runs would differ. Only
# errors of the kinds with which Keras names layers lose the numbers: a NameError names what the student called `dense_1`.
_KERAS_RAISES = {"ValueError", "InvalidArgumentError"}
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+(?=>)")  # <_io.BytesIO object at 0x7f...>: another one in every run, too
_NUMBERED = re.compile(
    r"\b(sequential|functional|input_layer|keras_tensor|dense|flatten|dropout|activation|re_lu|leaky_re_lu|softmax|add|concatenate|rescaling"
    r"|reshape|lambda|embedding|batch_normalization|layer_normalization|(?:separable_|depthwise_)?conv[12]d|zero_padding2d|resizing"
    r"|(?:global_)?(?:max|average)_pooling[12]d|random_(?:flip|rotation|zoom|translation|contrast|brightness|crop))_\d+\b"
)


def said_about(fault: Exception, call: str) -> Text:
    """Say why there was no value.

    Parameters
    ----------
    fault : StudentFault, or an error of the check itself
    call : str
        The expression that was being evaluated.

    Returns
    -------
    Text
    """
    match fault:
        case NotAttempted():
            said = _NOT_YET[fault.reason].fill(name=fault.name)
        case LeftoverStub():
            said = _LEFTOVER.fill(name=fault.function, line=fault.line)
        case KernelDied():
            said = _DIED.fill(call=call)
        case StudentRaised():
            said = _raised(fault, call)
        case TimeUsedUp():
            said = _USED_UP.fill(call=call)
        case TimedOut():
            said = _TIMED_OUT.fill(call=call, seconds=f"{fault.seconds:g}")
        case Malformed():
            said = _MALFORMED[fault.kind].fill(call=call)
        case _:
            said = _CHECK_FAULT.fill(call=call, error=f"{type(fault).__name__}: {fault}"[:200])
    return said


def _raised(fault: StudentRaised, call: str) -> Text:
    message = _ADDRESS.sub("", fault.message)
    if fault.type_name in _KERAS_RAISES:
        message = _NUMBERED.sub(r"\1", message)
    lines = message.strip().splitlines()
    error = f"{fault.type_name}: {lines[0][:160]}" if lines else fault.type_name
    said = _RAISED.fill(call=call, error=error.rstrip("."))
    if not fault.frames:
        return said + same(".")
    return said + _AT_LINE.fill(line=fault.line, source=fault.frames[-1].source) if fault.frames[-1].source else said + same(".")
