"""The executed notebook: the student's text, outputs with nothing active in them, and one line of ours at each check."""

import json
from collections.abc import Iterator, Mapping

from autograder.grading.bundles import LessonBundle
from autograder.grading.examiner import reasons
from autograder.grading.examiner.cleaning import clean, shorten
from autograder.grading.examiner.outputs import Output, stream
from autograder.grading.examiner.sitting import Sat
from autograder.grading.intake.prepared import Prepared
from autograder.grading.intake.writing import compose
from autograder.grading.results import ExerciseResult
from course_utils.checking import Case, Score, for_student
from course_utils.checking.phrases import CASE_WORDS, POINTS, STATUSES

LONGEST_LINE = 2_000  # characters: a message may quote what the student's code said


def executed(prepared: Prepared, bundle: LessonBundle, sat: Sat, results: Mapping[str, ExerciseResult]) -> bytes:
    """Write the executed notebook.

    Parameters
    ----------
    prepared : Prepared
    bundle : LessonBundle
    sat : Sat
        The first sitting: of a second one nothing is shown.
    results : mapping of cell id to ExerciseResult

    Returns
    -------
    bytes, UTF-8
    """
    notebook = compose(prepared, bundle)
    for cell, made in zip(prepared.cells, notebook["cells"], strict=True):
        if cell.kind != "code":
            continue
        if cell.role == "check":
            made["outputs"] = [stream(told(results[cell.id], prepared.language))] if cell.id in results else []
        elif (ran := sat.ran.get(cell.id)) is not None:
            made["execution_count"] = ran.count
            made["outputs"] = [_numbered(output, ran.count) for output in ran.outputs]
        if sat.stop is not None and sat.stop.cell.id == cell.id and cell.role != "check":
            made["outputs"].append(stream(reasons.IN_THIS_CELL.fill(why=sat.stop.text)[prepared.language] + "\n", "stderr"))
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def told(result: ExerciseResult, language: str) -> str:
    """Say in a few lines how an exercise went; hidden cases by title and hint only.

    Parameters
    ----------
    result : ExerciseResult
    language : "en" or "ko"

    Returns
    -------
    str
    """
    score = for_student(result.score)
    lines = [f"{STATUSES[score.status][language]}. {POINTS.fill(earned=f'{score.earned:g}', points=f'{score.points:g}')[language]}"]
    if result.reason is not None:
        lines.append(result.reason[language])
    lines += [line for case in score.cases if case.status != "passed" for line in _case(case, score, language)]
    return "\n".join(shorten(clean(line), LONGEST_LINE)[0] for line in lines) + "\n"


def _case(case: Case, score: Score, language: str) -> Iterator[str]:
    title = case.title[language] if case.title is not None else case.name.replace("_", " ")
    yield f"- {title}: {CASE_WORDS[case.status][language]}" if len(score.cases) > 1 else f"- {title}"
    for text in (case.message, case.hint):
        if text is not None and text[language]:
            yield f"  {text[language]}"


def _numbered(output: Output, count: int | None) -> Output:
    return output | {"execution_count": count} if output["output_type"] == "execute_result" else output
