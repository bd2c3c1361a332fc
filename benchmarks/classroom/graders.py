"""The two graders, each as an instructor starts it: stock nbgrader in a course of its own, and `petals grade`."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.classroom.memory import Run, run
from benchmarks.classroom.students import Student
from tests.grading.fixtures.making import course_of, hand_in

QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3"}  # stock nbgrader takes any word on stderr for a wrong answer
STOCK = """
import os, sys
from pathlib import Path
c = get_config()
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "_build/release"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "hidden.py", "targets.toml", "[0-9][0-9]_*.py"]
c.Execute.timeout = 900
c.Execute.iopub_timeout = 60
c.Execute.startup_timeout = 180
"""


@dataclass(frozen=True)
class Course:
    """A course that one of the graders works in.

    Attributes
    ----------
    root : Path
    lesson : str
    """

    root: Path
    lesson: str

    def hand_in(self, students: Sequence[Student]) -> None:
        """Put the students' notebooks where they are collected.

        Parameters
        ----------
        students : sequence of Student
        """
        for student in students:
            folder = hand_in(self.root, student.name, self.lesson, student.notebook).parent
            shutil.copy(self.root / "lessons/en" / self.lesson / "checks.py", folder)
            shutil.copy(self.root / "lessons/en" / self.lesson / "stubs.json", folder)

    def stock(self, prefix: str) -> Run:
        """Grade the students whose names begin so, with nbgrader alone.

        Parameters
        ----------
        prefix : str

        Returns
        -------
        Run
        """
        return self._run("nbgrader", "autograde", self.lesson, "--student", f"{prefix}*", "--force")

    def engine(self, students: Sequence[Student], *options: str) -> Run:
        """Grade students with `petals grade`.

        Parameters
        ----------
        students : sequence of Student
        *options : str
            Of the command.

        Returns
        -------
        Run
        """
        names = ",".join(student.name for student in students)
        return self._run("petals", "grade", self.lesson, "--students", names, *options)

    def feedback(self) -> Run:
        """Write every student's feedback.

        Returns
        -------
        Run
        """
        return self._run("petals", "feedback", self.lesson)

    def scores(self) -> dict[str, dict[str, float]]:
        """Read the automatic scores from nbgrader's tables.

        Returns
        -------
        mapping of student to mapping of cell to points
        """
        from nbgrader.api import Gradebook, MissingEntry  # noqa: PLC0415 - two seconds

        found: dict[str, dict[str, float]] = {}
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as book:
            try:
                submissions = book.assignment_submissions(self.lesson)
            except MissingEntry:
                return {}
            for submission in submissions:
                grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
                found[submission.student.id] = {grade.name: grade.auto_score for grade in grades if grade.auto_score is not None}
        return found

    def _run(self, program: str, *arguments: str) -> Run:
        own = {"COURSE_ROOT": str(self.root), "COURSE_PROGRESS": str(self.root / "progress.json")}
        return run([str(Path(sys.executable).parent / program), *arguments], self.root, {**QUIET, **own})


def stock_course(folder: Path, lesson: Path) -> Course:
    """Make a course that nbgrader grades with its own steps, in plain kernels.

    Parameters
    ----------
    folder : Path
        To be made.
    lesson : Path
        A folder under some `solutions/`.

    Returns
    -------
    Course
        Released with our settings, which make the notebook, and then left to nbgrader's.
    """
    course = engine_course(folder, lesson)
    made = course._run("nbgrader", "generate_assignment", lesson.name)  # noqa: SLF001 - this module's own
    if made.status:
        raise RuntimeError(f"nbgrader could not release {lesson.name}:\n{made.output}")
    (folder / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    return course


def engine_course(folder: Path, lesson: Path) -> Course:
    """Make a course that the engine grades; both courses have the visible checks only, so that scores compare.

    Parameters
    ----------
    folder : Path
        To be made.
    lesson : Path
        A folder under some `solutions/`.

    Returns
    -------
    Course
    """
    course_of(folder, lesson)
    (folder / "solutions" / lesson.name / "hidden.py").unlink(missing_ok=True)
    return Course(folder, lesson.name)
