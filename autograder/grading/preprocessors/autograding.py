"""`nbgrader autograde` and formgrader's button, by the engine.

nbgrader opens a submission, copies what lies beside it and runs it before any preprocessor of a course is asked, and one notebook that it
cannot read ends the run. So the converter itself is replaced: lessons of the course go through intake, sandbox, examiner and gradebook, as
with `petals grade`, into the same journal. Assignments that are no lessons keep nbgrader's own way, one by one, in a sandboxed kernel.
"""

import glob
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from autograder.grading.lessons import lesson_names
from autograder.grading.preprocessors.lesson_run import LessonRun

DEFAULT_STRUCTURE = str(Path("{nbgrader_step}", "{student_id}", "{assignment_id}"))
WILDCARDS = "*?["


def use_engine() -> None:
    """Let nbgrader's command and formgrader grade with the engine.

    Both make the converter by its name in their own module, and no setting names another one.
    """
    from nbgrader.apps import api, autogradeapp  # noqa: PLC0415 - only where nbgrader runs

    api.Autograde = autogradeapp.Autograde = EngineAutograde


class EngineAutograde(Autograde):  # type: ignore[misc]  # nbgrader ships no types
    """nbgrader's Autograde; lessons of the course are graded by the engine."""

    assignments: dict[str, list[str]]  # nbgrader's: notebooks by folder

    def start(self) -> None:
        """Grade what nbgrader was asked to.

        Raises
        ------
        NbGraderException
            Once everything is graded, if a submission could not be, or needs a person; the log says which and why. At once, if there is
            nothing to grade, or no sandbox.
        """
        wanted, lessons = self.coursedir.assignment_id, lesson_names(Path(self.coursedir.root))
        if wanted in lessons:
            self._grade_lesson(wanted)
        elif any(sign in wanted for sign in WILDCARDS) and any(fnmatchcase(name, wanted) for name in lessons):
            self._fail(f"{wanted!r} matches lessons of the course: name one assignment at a time, or run `petals grade --all`.")
        else:
            super().start()

    def convert_notebooks(self) -> None:
        """Run nbgrader's own steps for each submission by itself, so that none of them ends the run for the others.

        Raises
        ------
        NbGraderException
            Once all are done, if one or more failed.
        """
        failed = []
        everything = self.assignments
        for folder in sorted(everything):
            self.assignments = {folder: everything[folder]}
            try:
                self._refuse_links(folder, everything[folder])
                super().convert_notebooks()
            except (NbGraderException, SystemExit) as error:  # an unreadable timestamp makes nbgrader exit
                failed.append(f"{folder}: {error or 'see above'}")
        if failed:
            self._fail("Not graded:\n" + "\n".join(failed))

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy what lies beside a submission, but for links, devices and files that are too large.

        Parameters
        ----------
        assignment_id, student_id : str
            As nbgrader names them.
        """
        folder = Path(self._format_source(assignment_id, student_id))
        with self._ignoring(_odd_names(folder, self.coursedir.max_file_size * 1000)):
            super().init_assignment(assignment_id, student_id)

    def _refuse_links(self, folder: str, notebooks: list[str]) -> None:
        """Refuse what nbgrader would follow to wherever it leads, with the instructor's rights."""
        submitted = Path(self.coursedir.format_path(self.coursedir.submitted_directory, ".", ".")).resolve()
        for path in map(Path, (folder, *notebooks, f"{folder}/timestamp.txt")):
            if path.is_symlink() or (path.exists() and not (path.is_file() or path.is_dir())) or submitted not in path.resolve().parents:
                self._fail(f"{path} is a link or no plain file")

    @contextmanager
    def _ignoring(self, names: set[str]) -> Iterator[None]:
        before = self.coursedir.ignore
        if names:
            self.log.warning("Left out, since they are links, no plain files, or too large: %s", ", ".join(sorted(map(repr, names))))
        self.coursedir.ignore = [*before, *map(glob.escape, names)]
        try:
            yield
        finally:
            self.coursedir.ignore = before

    def _grade_lesson(self, lesson: str) -> None:
        from autograder.grading.gradebook import Gradebook, GradebookError  # noqa: PLC0415 - SQLAlchemy
        from autograder.grading.lessons import LessonError  # noqa: PLC0415 - with the others
        from autograder.kernels.forked import SandboxError  # noqa: PLC0415 - with the others
        from autograder.source import ChecksError, CourseError, SourceError  # noqa: PLC0415 - with the others

        if self.coursedir.directory_structure != DEFAULT_STRUCTURE:
            self._fail(f"Lessons are graded from {DEFAULT_STRUCTURE} only; c.CourseDirectory.directory_structure says otherwise.")
        root = Path(self.coursedir.root)
        try:
            with Gradebook(self.coursedir.db_url, course=root, config=self.config, listen=self.log.warning) as book:
                LessonRun(self, book, lesson).grade()
        except (ChecksError, CourseError, GradebookError, LessonError, SandboxError, SourceError) as error:
            self._fail(str(error))

    def _fail(self, message: str) -> None:
        self.log.error(message)
        raise NbGraderException(message)


def _odd_names(folder: Path, most: int) -> set[str]:
    """Name what shutil would follow, wait for, or fill a disk with."""
    found = set()
    for where, folders, files in os.walk(folder):
        for name in (*folders, *files):
            state = (Path(where) / name).lstat()
            if not (stat.S_ISDIR(state.st_mode) or (stat.S_ISREG(state.st_mode) and state.st_size <= most)):
                found.add(name)
    return found
