"""What a run says at its end, and the exit code it gives."""

from autograder.grading.results import Graded
from autograder.grading.running.run import RunReport
from autograder.grading.running.wording import duration, ending

INTERRUPTED = 130  # what a shell returns for a program that Ctrl-C ended
SHOWN = 40  # submissions apart and refused entries named one by one


def exit_code(report: RunReport) -> int:
    """Choose the command's exit code.

    Parameters
    ----------
    report : RunReport

    Returns
    -------
    int
        0 if everything handed in has its result, 1 if some is left to staff, 130 if the run was interrupted.
    """
    if report.interrupted:
        return INTERRUPTED
    return int(any(graded.outcome == "needs_staff" for graded in report.apart))


def summary(report: RunReport) -> list[str]:
    """Sum a run up for the terminal.

    Parameters
    ----------
    report : RunReport

    Returns
    -------
    list of str
        A line per lesson, then who is quarantined, who is left to staff, what was not read, and where to look.
    """
    width = max((len(lesson) for lesson in report.counts), default=0)
    lines = [f"{lesson:{width}}  {_numbers(report, lesson)}" for lesson in report.counts]
    lines += _listed("quarantined (zero points, with the reason as comment)", _named(report, "quarantined"))
    lines += _listed("needs staff (the grader failed; the next run tries again)", _named(report, "needs_staff"))
    lines += _listed("not read", [f"{refused.where}: {refused.reason.en}" for refused in report.refused])
    if report.interrupted:
        lines.append("Interrupted. Run the same command again: it goes on where it stopped.")
    elif not any(count.finished or count.before for count in report.counts.values()):
        lines.append("Nothing was handed in. Hand-ins are looked for in submitted/STUDENT/LESSON/LESSON.ipynb; --from names another place.")
    else:
        lessons = " ".join(lesson for lesson, count in report.counts.items() if count.finished or count.before)
        lines.append(f"Look: `petals status`, `petals report {lessons}`. By hand: formgrader, in `jupyter lab`.")
        lines.append(f"Hand back: `petals feedback {lessons}`.")
    return lines


def _numbers(report: RunReport, lesson: str) -> str:
    count = report.counts[lesson]
    parts = [f"{count.graded} graded"]
    parts += [f"{count.quarantined} quarantined"] if count.quarantined else []
    parts += [f"{count.needs_staff} left to staff"] if count.needs_staff else []
    parts += [f"{count.waiting} not yet"] if count.waiting else []
    parts += [f"{count.before} before"] if count.before else []
    return ", ".join(parts) + f", {duration(report.seconds)}"


def _named(report: RunReport, outcome: str) -> list[str]:
    return [f"{_whose(graded)}: {ending(graded).partition(': ')[2]}" for graded in report.apart if graded.outcome == outcome]


def _whose(graded: Graded) -> str:
    return f"{graded.student} {graded.lesson}"


def _listed(title: str, entries: list[str]) -> list[str]:
    if not entries:
        return []
    more = [f"  … and {len(entries) - SHOWN} more"] if len(entries) > SHOWN else []
    return [f"{title}: {len(entries)}", *(f"  {entry}" for entry in sorted(entries)[:SHOWN]), *more]
