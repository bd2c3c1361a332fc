"""Late penalties: nbgrader's configured plugin decides, what a person set stays."""

from datetime import timedelta

import pytest
from nbgrader.plugins import LateSubmissionPlugin
from traitlets.config import Config

from autograder.grading.gradebook import GradebookError
from tests.grading.fixtures.making import LIGHT
from tests.grading.gradebook.staging import WHEN, by_hand, grade_one, open_book


class PointPerHour(LateSubmissionPlugin):
    """One point an hour, as a course might have it."""

    def late_submission_penalty(self, _student, _score, total_seconds_late):
        return total_seconds_late / 3600


class Broken(LateSubmissionPlugin):
    def late_submission_penalty(self, *_asked):
        raise ZeroDivisionError


def configured(plugin=PointPerHour, **more):
    config = Config()
    config.CourseDirectory.course_id = "perceptron-to-petals"
    config.AssignLatePenalties.plugin_class = plugin
    config.LateSubmissionPlugin.update(more)
    return config


@pytest.fixture
def due(school, url):
    """The lesson was due an hour before everyone hands in."""

    def due_before(hours=1.0):
        with by_hand(school.course, url) as theirs:
            theirs.update_or_create_assignment(LIGHT, duedate=str((WHEN - timedelta(hours=hours)).replace(tzinfo=None)))

    with open_book(school.course, url, config=configured()) as book:
        book.register(school.bundle)
    due_before()
    return due_before


def penalty(school, url):
    with open_book(school.course, url, config=configured()) as book:
        return book.standings(student="ana")[0].penalty


def set_penalty(school, url, points):
    with by_hand(school.course, url) as theirs:
        theirs.find_submission_notebook(LIGHT, LIGHT, "ana").late_submission_penalty = points


def test_the_configured_plugin_says_what_being_late_costs(school, url, due):
    with open_book(school.course, url, config=configured()) as book:
        done = grade_one(book, school.bundle, school.good)
        (stands,) = book.standings()
        assert (done.penalty, stands.penalty, stands.seconds_late, stands.final) == (1.0, 1.0, 3600, 9.0)
        assert book.journal()[0].penalty == 1.0


def test_nbgraders_own_plugin_is_asked_where_nothing_else_is_configured(school, url, due):
    config = configured(LateSubmissionPlugin, penalty_method="zero")
    with open_book(school.course, url, config=config) as book:
        assert grade_one(book, school.bundle, school.good, 0.5).penalty == 5.0
        assert book.standings()[0].final == 0
        assert grade_one(book, school.bundle, school.good, 1, regrade=True).penalty == 10.0  # late stays zero


def test_an_extension_counts(school, url, due):
    with open_book(school.course, url, config=configured()) as book:
        grade_one(book, school.bundle, school.good)
        with by_hand(school.course, url) as theirs:
            theirs.grant_extension(LIGHT, "ana", minutes=30)
        assert grade_one(book, school.bundle, school.good, regrade=True).penalty == 0.5


def test_a_penalty_is_never_more_than_the_score(school, url, due):
    with open_book(school.course, url, config=configured()) as book:
        assert grade_one(book, school.bundle, school.blank, 0).penalty == 0


@pytest.mark.parametrize("points", [None, 0.0, 0.25])
def test_a_penalty_that_a_person_set_survives_a_regrade(school, url, due, points):
    with open_book(school.course, url, config=configured()) as book:
        grade_one(book, school.bundle, school.good)
        set_penalty(school, url, points)
        for _ in range(2):
            grade_one(book, school.bundle, school.good, 0.5, regrade=True)
        assert penalty(school, url) == (points or 0)


def test_a_penalty_from_before_the_journal_is_left_alone(school, url, due):
    with by_hand(school.course, url) as theirs:
        theirs.add_student("ana")
        theirs.add_submission(LIGHT, "ana")
    set_penalty(school, url, 2.0)
    with open_book(school.course, url, config=configured()) as book:
        assert grade_one(book, school.bundle, school.good).penalty == 2.0


def test_a_new_hand_in_is_judged_by_its_own_time(school, url, due):
    with open_book(school.course, url, config=configured()) as book:
        grade_one(book, school.bundle, school.good)
        set_penalty(school, url, 0.25)
        assert grade_one(book, school.bundle, school.blank, 0.5, when=WHEN + timedelta(hours=1)).penalty == 2.0


def test_on_time_costs_nothing(school, url, due):
    with open_book(school.course, url, config=configured()) as book:
        assert grade_one(book, school.bundle, school.good, when=WHEN - timedelta(hours=1)).penalty == 0
        assert book.journal()[0].penalty is None


def test_a_plugin_that_fails_is_named_and_nothing_is_written(school, url, due):
    with open_book(school.course, url, config=configured(Broken)) as book:
        with pytest.raises(GradebookError, match="late-penalty plugin Broken failed for ana: ZeroDivisionError"):
            grade_one(book, school.bundle, school.good)
        assert book.journal() == []
        assert not book.place_of("ana", LIGHT).exists()
