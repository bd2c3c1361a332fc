"""What nbgrader asks of the engine and gets from it; the engine's own part is played by a stand-in."""

import json
import sys
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.grading.intake import Quarantined, normalise
from autograder.grading.preprocessors.autograding import EngineAutograde, use_engine
from autograder.grading.results import ExerciseResult, Graded
from course_utils.checking import Score, text
from tests.grading.fixtures.making import LIGHT, hand_in, light_course, solved, untouched
from tests.grading.nbgrader.conftest import School

POINTS = {"mean_light": 2, "expose": 3, "draw_light": 2, "build_model": 3, "darkest": 0}
WHEN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def school(tmp_path):
    return School(light_course(tmp_path))


@pytest.fixture
def asked(monkeypatch):
    """A grader that gives everybody half the points, and writes down what it was asked."""
    jobs = []

    def grade(job, *, sandbox=None, listen=print):
        jobs.append(job)
        who = {"student": job.submission.student, "lesson": LIGHT, "attempt": job.attempt}
        try:
            prepared = normalise(job.submission, job.bundle)
        except Quarantined as refused:
            return Graded(**who, outcome="quarantined", reason=refused.reason)
        if job.submission.student == "unlucky":
            return Graded(**who, outcome="needs_staff", reason=text(en="The grader fell over.", ko="채점기가 멈췄습니다."))
        results = [
            ExerciseResult(
                f"check-{name}", Score(name, "partial", 0.5, points, points / 2, ()), reason=text(en=f"half of {name}", ko="절반")
            )
            for name, points in POINTS.items()
        ]
        return Graded(**who, outcome="graded", language=prepared.language, exercises=tuple(results), notebook=job.submission.notebook)

    monkeypatch.setitem(sys.modules, "autograder.grading.examiner.engine", SimpleNamespace(grade=grade))
    return jobs


def autograde(school, assignment=LIGHT, **options):
    """Run the converter as the command does."""
    settings = {key: options.pop(key) for key in ("student_id", "student_id_exclude") if key in options}
    converter = EngineAutograde(
        coursedir=CourseDirectory(root=str(school.root), assignment_id=assignment, **settings), config=Config(), **options
    )
    converter.start()


def test_a_lesson_is_graded_without_being_released_by_nbgrader_first(school, asked):
    hand_in(school.root, "ana", LIGHT, solved(school.root), WHEN)
    autograde(school)
    assert school.marks("ana")["expose"] == (1.5, False)
    assert school.marks("ana")["own_words"] == (None, True)
    (row,) = school.journal("ana")
    assert (row.attempt, row.outcome, row.score) == (1, "graded", 5)
    assert json.loads((school.autograded("ana") / f"{LIGHT}.ipynb").read_text())["cells"]


def test_graded_again_only_when_something_changed_or_force_was_said(school, asked):
    hand_in(school.root, "ana", LIGHT, solved(school.root), WHEN)
    autograde(school)
    autograde(school)
    assert len(asked) == 1
    autograde(school, force=True)
    assert [job.attempt for job in asked] == [1, 1]
    hand_in(school.root, "ana", LIGHT, untouched(school.root), WHEN)
    autograde(school)
    assert [job.attempt for job in asked] == [1, 1, 2]
    (school.autograded("ana") / f"{LIGHT}.ipynb").unlink()
    autograde(school)
    assert len(asked) == 4


def test_only_the_students_asked_for(school, asked):
    for student in ("ana", "ann", "bo"):
        hand_in(school.root, student, LIGHT, solved(school.root))
    autograde(school, student_id="an*", student_id_exclude="ann")
    assert [job.submission.student for job in asked] == ["ana"]


def test_a_bad_submission_is_graded_zero_and_the_class_goes_on(school, asked):
    hand_in(school.root, "a_broken", LIGHT, b"{ no notebook")
    hand_in(school.root, "b_good", LIGHT, solved(school.root))
    secret = school.root / "solutions" / LIGHT / f"{LIGHT}.py"
    linked = hand_in(school.root, "c_linked", LIGHT, b"")
    linked.unlink()
    linked.symlink_to(secret)
    hand_in(school.root, "d_good", LIGHT, solved(school.root, "ko"))
    with pytest.raises(NbGraderException, match=r"(?s)a_broken.*zero points.*c_linked.*zero points"):
        autograde(school)
    for student in ("a_broken", "c_linked"):
        assert set(school.marks(student).values()) == {(0, False)}
        assert school.journal(student)[-1].outcome == "quarantined"
        assert all(comment for comment in school.comments(student).values())
    assert secret.read_text(encoding="utf-8") not in (school.autograded("c_linked") / f"{LIGHT}.ipynb").read_text(encoding="utf-8")
    assert school.marks("b_good")["expose"] == school.marks("d_good")["expose"] == (1.5, False)


def test_nothing_that_lies_beside_a_submission_is_copied(school, asked):
    folder = hand_in(school.root, "ana", LIGHT, solved(school.root), WHEN).parent
    (folder / "checks.py").write_text("raise SystemExit")
    (folder / "loot").symlink_to(school.root / "gradebook.db")
    autograde(school)
    assert {path.name for path in school.autograded("ana").iterdir()} == {f"{LIGHT}.ipynb", "timestamp.txt"}


def test_the_graders_own_failure_is_left_to_staff(school, asked):
    hand_in(school.root, "unlucky", LIGHT, solved(school.root))
    with pytest.raises(NbGraderException, match="the grader failed: The grader fell over"):
        autograde(school)
    assert [job.submission.student for job in asked] == ["unlucky"]
    assert all(needed for _, needed in school.marks("unlucky").values())


def test_a_manual_grade_survives_force(school, asked):
    from nbgrader.api import Gradebook

    hand_in(school.root, "ana", LIGHT, solved(school.root))
    autograde(school)
    with Gradebook(f"sqlite:///{school.root}/gradebook.db") as book:
        grade = book.find_grade("manual-own_words", LIGHT, LIGHT, "ana")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        book.db.commit()
    autograde(school, force=True)
    with Gradebook(f"sqlite:///{school.root}/gradebook.db") as book:
        assert book.find_submission(LIGHT, "ana").score == 6.5


def test_feedback_finds_when_a_submission_was_handed_in(school, asked):
    hand_in(school.root, "ana", LIGHT, solved(school.root), WHEN)
    autograde(school)
    course = CourseDirectory(root=str(school.root))
    assert course.get_existing_timestamp(str(school.autograded("ana"))) == WHEN.replace(tzinfo=None)
    hand_in(school.root, "ana", LIGHT, untouched(school.root), WHEN.replace(day=2))
    autograde(school)
    assert course.get_existing_timestamp(str(school.autograded("ana"))).day == 2


def test_strangers_are_not_graded_where_students_are_not_to_be_made(school, asked):
    hand_in(school.root, "ana", LIGHT, solved(school.root))
    with pytest.raises(NbGraderException, match="No submissions"):
        autograde(school, create_student=False)
    assert asked == []


def test_no_hand_ins_a_pattern_over_lessons_and_another_folder_structure_are_refused_in_words(school, asked):
    with pytest.raises(NbGraderException, match="No submissions of 01_light"):
        autograde(school)
    with pytest.raises(NbGraderException, match="name one assignment at a time"):
        autograde(school, "01_*")
    with pytest.raises(NbGraderException, match="directory_structure"):
        EngineAutograde(
            coursedir=CourseDirectory(
                root=str(school.root), assignment_id=LIGHT, directory_structure="{nbgrader_step}/{assignment_id}/{student_id}"
            )
        ).start()


def test_formgraders_button_uses_the_engine_and_says_what_went_wrong(school, asked, own_converter):
    use_engine()
    hand_in(school.root, "ana", LIGHT, solved(school.root), WHEN)
    hand_in(school.root, "bo", LIGHT, b"", WHEN)
    api = NbGraderAPI(CourseDirectory(root=str(school.root), source_directory="solutions"))
    assert api.autograde(LIGHT, "ana")["success"]
    refused = api.autograde(LIGHT, "bo")
    assert not refused["success"]
    assert "empty" in refused["log"]
    states = {one["student"]: (one["autograded"], one["score"]) for one in api.get_submissions(LIGHT)}
    assert states == {"ana": (True, 5.0), "bo": (True, 0.0)}
