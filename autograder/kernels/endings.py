"""Why a kernel is gone, and which limits it met: for staff in a word, for students in a sentence."""

import signal
from dataclasses import dataclass

from autograder.kernels.limits import MIB, Limits
from course_utils.checking import Text

MEMORY = Text(
    "out of memory: your code used {used} where {allowed} are allowed",
    "메모리가 부족합니다. 허용량은 {allowed}인데 코드가 {used}를 썼습니다",
)
DISK = Text(
    "too many files: your code wrote {used} where {allowed} are allowed",
    "파일이 너무 많습니다. 허용량은 {allowed}인데 코드가 {used}를 썼습니다",
)
DISK_FULL = Text("your code filled the {allowed} that its files may take", "코드가 파일에 허용된 {allowed}를 모두 채웠습니다")
PROCESSES = Text(
    "too many processes or threads: your code may have {allowed} at a time",
    "프로세스나 스레드가 너무 많습니다. 동시에 {allowed}개까지 쓸 수 있습니다",
)
EXIT = Text("your code ended the kernel (exit status {status})", "코드가 커널을 끝냈습니다(종료 상태 {status})")
SIGNAL = Text("the kernel crashed ({signal})", "커널이 비정상 종료되었습니다({signal})")
SANDBOX = Text("the kernel was lost through no fault of your code", "코드와 상관없는 이유로 커널이 사라졌습니다")
KILLED = Text("the kernel was stopped", "커널을 강제로 멈췄습니다")


@dataclass(frozen=True)
class Ending:
    """Why a kernel is gone.

    Attributes
    ----------
    why : str
        "memory", "disk" or "processes" (a limit was passed), "exit" (the code ended it), "signal" (it crashed), "sandbox" (not its
        doing), or what `kill` was told.
    status : int
        Exit status, or the signal's number.
    text : Text
        The same for students: the second half of a sentence such as "the kernel stopped in this cell: …".
    """

    why: str
    status: int
    text: Text = KILLED


def explain(why: str, status: int, limits: Limits, *, memory_bytes: int = 0, disk_bytes: int = 0) -> Ending:
    """Put an ending into words.

    Parameters
    ----------
    why : str
    status : int
        Exit status, or the signal's number.
    limits : Limits
    memory_bytes, disk_bytes : int
        The most that was used.

    Returns
    -------
    Ending
    """
    text = {
        "memory": MEMORY.fill(used=size(max(memory_bytes, limits.memory_bytes)), allowed=size(limits.memory_bytes)),
        "disk": DISK.fill(used=size(max(disk_bytes, limits.disk_bytes)), allowed=size(limits.disk_bytes)),
        "processes": PROCESSES.fill(allowed=limits.processes),
        "exit": EXIT.fill(status=status),
        "signal": SIGNAL.fill(signal=signal_name(status)),
        "sandbox": SANDBOX,
    }
    return Ending(why, status, text.get(why, KILLED))


def size(count: int) -> str:
    """Write a number of bytes for people: "640 MB", "1.5 GB", with a thousand and twenty-four to the next.

    Parameters
    ----------
    count : int

    Returns
    -------
    str
    """
    megabytes = count / MIB
    return f"{megabytes / 1024:.1f} GB" if megabytes >= 1024 else f"{megabytes:.0f} MB"  # noqa: PLR2004 - as the docstring says


def signal_name(number: int) -> str:
    """Name a signal: "SIGSEGV".

    Parameters
    ----------
    number : int

    Returns
    -------
    str
    """
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
