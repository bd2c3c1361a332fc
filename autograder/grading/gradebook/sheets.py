"""The three sheets a course exports: rows of text and numbers, one row per student.

Canvas: header ``Student, ID, SIS User ID, SIS Login ID, Section``, then a column per assignment, and a first row whose first cell
is "Points Possible" (github.com/instructure/canvas-lms, lib/gradebook_importer.rb); an empty score changes nothing.
Moodle: any columns, mapped by hand at the import; "-" is no grade, and a feedback column must come with its grade column, or the
import clears the grades (docs.moodle.org/en/Grade_import; github.com/moodle/moodle, grade/import/csv/classes/load_data.php).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from autograder.grading.gradebook.rows import GradebookError, Person, Standing

Cell: TypeAlias = str | float
Sheet: TypeAlias = list[list[Cell]]
NO_GRADE = "-"  # Moodle's, which its importer reads as none


@dataclass(frozen=True)
class Marks:
    """All that an export is made from.

    Attributes
    ----------
    people : tuple of Person
    lessons : mapping of str to float
        What each is worth.
    standings : mapping of (student, lesson) to Standing
        Only of those who handed in.
    outcomes : mapping of (student, lesson) to str
        The journal's last word.
    """

    people: tuple[Person, ...]
    lessons: Mapping[str, float]
    standings: Mapping[tuple[str, str], Standing]
    outcomes: Mapping[tuple[str, str], str]

    def final(self, person: Person, lesson: str) -> float | None:
        """Give the score after the late penalty, as nbgrader exports it; None if nothing was handed in."""
        stands = self.standings.get((person.student, lesson))
        return None if stands is None else number(stands.final)

    def state(self, person: Person, lesson: str) -> str:
        """Say in a word how a submission stands."""
        stands = self.standings.get((person.student, lesson))
        if stands is None:
            return "missing"
        outcome = self.outcomes.get((person.student, lesson), "graded")
        return "needs manual grade" if outcome == "graded" and stands.needs_manual_grade else outcome.replace("_", " ")


def number(value: float) -> float:
    """Round to what grade books show: two decimals, whole numbers without any.

    Parameters
    ----------
    value : float

    Returns
    -------
    float or int
    """
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def plain_sheet(marks: Marks) -> Sheet:
    """Lay out everything, for a spreadsheet: per lesson score, points, late penalty and state, then the totals.

    Parameters
    ----------
    marks : Marks

    Returns
    -------
    Sheet
    """
    head: list[Cell] = ["student", "last_name", "first_name", "email"]
    for lesson in marks.lessons:
        head += [lesson, f"{lesson} points", f"{lesson} late penalty", f"{lesson} state"]
    most = number(sum(marks.lessons.values()))
    rows: Sheet = [[*head, "total", "total points"]]
    for person in marks.people:
        row: list[Cell] = [person.student, person.last_name, person.first_name, person.email]
        for lesson, points in marks.lessons.items():
            stands = marks.standings.get((person.student, lesson))
            penalty = "" if stands is None else number(stands.penalty)
            row += [_or_empty(marks.final(person, lesson)), number(points), penalty, marks.state(person, lesson)]
        total = sum(marks.final(person, lesson) or 0 for lesson in marks.lessons)
        rows.append([*row, number(total), most])
    return rows


def canvas_sheet(marks: Marks) -> Sheet:
    """Lay out what Canvas imports; students are found by their login, or by Canvas's own number in `lms_user_id`.

    Parameters
    ----------
    marks : Marks

    Returns
    -------
    Sheet
    """
    head: list[Cell] = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *marks.lessons]
    points: list[Cell] = ["    Points Possible", "", "", "", "", *(number(value) for value in marks.lessons.values())]
    rows: Sheet = [head, points]
    for person in marks.people:
        canvas_id = person.lms_user_id if person.lms_user_id.isdecimal() else ""
        scores = [_or_empty(marks.final(person, lesson)) for lesson in marks.lessons]
        rows.append([_canvas_name(person), canvas_id, "", " ".join(person.student.split()), "", *scores])
    return rows


def _canvas_name(person: Person) -> str:
    """Write "Last, First" on one line: Canvas looks at lines to find the separator, and takes a row that names points for no student."""
    name = ", ".join(part for part in (person.last_name, person.first_name) if part) or person.student
    return " ".join(name.split()).replace("Points Possible", "Points_Possible")


def moodle_sheet(marks: Marks) -> Sheet:
    """Lay out what Moodle imports: who by username, id number or e-mail, then grade and feedback per lesson.

    Parameters
    ----------
    marks : Marks

    Returns
    -------
    Sheet
    """
    columns = [column for lesson in marks.lessons for column in (lesson, f"{lesson} feedback")]
    rows: Sheet = [["username", "idnumber", "email", *columns]]
    for person in marks.people:
        row: list[Cell] = [person.student, person.lms_user_id, person.email]
        for lesson in marks.lessons:
            final = marks.final(person, lesson)
            row += [NO_GRADE if final is None else final, _feedback(marks.standings.get((person.student, lesson)))]
        rows.append(row)
    return rows


def _feedback(stands: Standing | None) -> str:
    if stands is None:
        return ""
    parts = [f"{_exercise(cell.cell)} {number(cell.score):g}/{number(cell.max_score):g}" for cell in stands.cells if cell.max_score]
    late = [f"late -{number(stands.penalty):g}"] if stands.penalty else []
    return "; ".join(parts + late)


def _exercise(cell: str) -> str:
    return cell.split("-", 1)[-1]


def _or_empty(value: float | None) -> Cell:
    return "" if value is None else value


SHEETS: Mapping[str, Callable[[Marks], Sheet]] = {"csv": plain_sheet, "canvas": canvas_sheet, "moodle": moodle_sheet}


def gather(
    roster: Iterable[Person],
    lessons: Mapping[str, float],
    standings: Iterable[Standing],
    outcomes: Mapping[tuple[str, str], str],
    asked: Iterable[str],
) -> Marks:
    """Put together what an export needs.

    Parameters
    ----------
    roster : iterable of Person
    lessons : mapping of str to float
        All in the gradebook.
    standings : iterable of Standing
    outcomes : mapping of (student, lesson) to str
    asked : iterable of str
        Lessons to export; none: all.

    Returns
    -------
    Marks

    Raises
    ------
    GradebookError
        If a lesson is not in the gradebook.
    """
    wanted = tuple(asked) or tuple(lessons)
    if unknown := [name for name in wanted if name not in lessons]:
        there = ", ".join(lessons) or "none yet"
        raise GradebookError(f"not in the gradebook: {', '.join(unknown)}. It has {there}.")
    by_both = {(stands.person.student, stands.lesson): stands for stands in standings}
    return Marks(tuple(roster), {name: lessons[name] for name in wanted}, by_both, outcomes)
