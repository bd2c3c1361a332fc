"""Exports: no cell runs, every name round-trips, and a file is called done only if it says what the database says."""

import csv
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.gradebook import GradebookError, Person, Standing
from autograder.grading.gradebook.exporting import export, safe, shown
from autograder.grading.gradebook.rows import CellStanding
from autograder.grading.gradebook.sheets import Marks, canvas_sheet, gather, moodle_sheet, plain_sheet

RTL = "\u200fنور\u200f"
NFD = unicodedata.normalize("NFD", "김철수")
NAMES = [
    'Bo "The, Bo"',
    "a,b",
    "two\nlines",
    "carriage\rreturn",
    RTL,
    NFD,
    "=1+1",
    "'t Hooft",
    "Ünï",
    "\u202eevil",
    "semi;colon",
    " space ",
]
LESSON = "01_light"


def standing(person, earned, penalty=0.0, **cell):
    return Standing(person, LESSON, penalty=penalty, max_score=5, cells=(CellStanding("check-step", 5.0, earned, **cell),))


def marks(*people, earned=2.5, penalty=0.0, **cell):
    stands = {(person.student, LESSON): standing(person, earned, penalty, **cell) for person in people}
    return Marks(tuple(people), {LESSON: 5.0}, stands, {})


def written(tmp_path, layout, *people, **more):
    path = tmp_path / "out.csv"
    told = export(lambda: marks(*people, **more), layout, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True)), told


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", ["csv", "moodle"])
def test_a_name_is_the_same_after_a_round_trip_in_nfc(tmp_path, layout, name):
    rows, _ = written(tmp_path, layout, Person("s1", email=name))
    expected = unicodedata.normalize("NFC", name)
    assert rows[1][rows[0].index("email")] == (f"'{expected}" if name == "=1+1" else expected)


@pytest.mark.parametrize(
    "words",
    [
        "=cmd",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "﹦1",
        " =1",
        "\u200e=1",
        "\ufeff=1",
        "\u00a0@x",
        "\x01=1",
    ],
)
def test_what_could_run_gets_an_apostrophe(words):
    assert safe(words) == f"'{unicodedata.normalize('NFC', words)}"


@pytest.mark.parametrize("words", ["", "Ana", "a=b", "'t Hooft", "3", "ana-maria", "김", "-"])
def test_what_cannot_run_is_left_alone(words):
    assert safe(words) == words


@pytest.mark.parametrize("number", [-1.5, 0, 3, 2.25])
def test_numbers_stay_numbers(number):
    assert safe(number) is number


@given(st.text())
def test_no_text_begins_like_a_formula_whatever_is_unseen_before(words):
    made = safe(words)
    seen = "".join(letter for letter in made if unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp"))
    assert made == "-" or unicodedata.normalize("NFKC", seen[:1])[:1] not in {"=", "+", "-", "@"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=4, max_size=4))
def test_any_names_are_written_read_back_and_found_equal(tmp_path_factory, names):
    student, first, last, email = names
    person = Person(student, first, last, email)
    for layout in ("csv", "canvas", "moodle"):
        path = tmp_path_factory.mktemp("any") / "out.csv"
        export(lambda: marks(person), layout, path)
        assert path.stat().st_size


def test_the_spreadsheet_has_score_points_penalty_and_state(tmp_path):
    ana, bo = Person("ana", "Ana", "Ito", "ana@x"), Person("bo")
    late = marks(ana, earned=4.0, penalty=1.5)
    assert plain_sheet(Marks((ana, bo), late.lessons, late.standings, {})) == [
        [
            "student", "last_name", "first_name", "email",
            "01_light", "01_light points", "01_light late penalty", "01_light state", "total", "total points",
        ],
        ["ana", "Ito", "Ana", "ana@x", 2.5, 5, 1.5, "graded", 2.5, 5],
        ["bo", "", "", "", "", 5, "", "missing", 0, 5],
    ]  # fmt: skip


def test_states_are_the_journals_or_that_a_person_is_needed():
    ana = Person("ana")
    by_hand = marks(ana, needs_manual_grade=True)
    assert by_hand.state(ana, LESSON) == "needs manual grade"
    faulty = Marks(by_hand.people, by_hand.lessons, by_hand.standings, {("ana", LESSON): "needs_staff"})
    assert faulty.state(ana, LESSON) == "needs staff"


def test_canvas_gets_its_five_columns_points_possible_and_an_empty_score_where_nothing_was_handed_in():
    ana, bo = Person("ana", "Ana", "Ito", lms_user_id="4711"), Person("bo\nbo", lms_user_id="no number")
    sheet = canvas_sheet(Marks((ana, bo), {LESSON: 5.0}, {("ana", LESSON): standing(ana, 3.0)}, {}))
    assert sheet == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "01_light"],
        ["    Points Possible", "", "", "", "", 5],
        ["Ito, Ana", "4711", "", "ana", "", 3],
        ["bo bo", "", "", "bo bo", "", ""],
    ]


def test_canvas_takes_no_student_for_the_row_of_points():
    sheet = canvas_sheet(marks(Person("eve", "Points Possible")))
    assert "Points Possible" not in sheet[2][0]


def test_moodle_gets_a_grade_and_its_feedback_and_a_dash_where_nothing_was_handed_in():
    ana, bo = Person("ana", email="ana@x"), Person("bo")
    late = marks(ana, earned=4.0, penalty=1.5)
    assert moodle_sheet(Marks((ana, bo), late.lessons, late.standings, {})) == [
        ["username", "idnumber", "email", "01_light", "01_light feedback"],
        ["ana", "", "ana@x", 2.5, "step 4/5; late -1.5"],
        ["bo", "", "", "-", ""],
    ]


def test_a_negative_score_is_a_number_and_the_final_one_never_below_zero(tmp_path):
    rows, _ = written(tmp_path, "moodle", Person("ana"), earned=-1.0)
    assert rows[1][3:] == ["0", "step -1/5"]


@pytest.mark.parametrize(("layout", "begins"), [("csv", b'\xef\xbb\xbf"student"'), ("canvas", b'"Student"'), ("moodle", b'"username"')])
def test_only_the_spreadsheets_file_begins_with_a_mark_for_excel(tmp_path, layout, begins):
    path = tmp_path / "out.csv"
    export(lambda: marks(Person("ana")), layout, path)
    assert path.read_bytes().startswith(begins)


def test_an_identifier_that_had_to_change_is_named(tmp_path):
    _, told = written(tmp_path, "canvas", Person("=cmd"))
    assert told == [
        "written with an apostrophe in front, as it begins like a formula: =cmd",
        "Canvas will not find these students; enter their scores by hand",
    ]


def test_scores_that_are_not_final_are_counted(tmp_path):
    _, told = written(tmp_path, "csv", Person("ana"), Person("bo"), needs_manual_grade=True)
    assert told == ["2 scores are not final: see `petals status --students`"]


def test_two_students_who_would_share_a_name_are_refused(tmp_path):
    with pytest.raises(GradebookError, match="two students would share one name"):
        written(tmp_path, "csv", Person(NFD), Person(unicodedata.normalize("NFC", NFD)))


def test_a_database_that_changes_meanwhile_stops_the_export_and_leaves_the_old_file(tmp_path):
    readings = iter([marks(Person("ana"), earned=1.0), marks(Person("ana"), earned=2.0)])
    path = tmp_path / "out.csv"
    path.write_text("the old one")
    with pytest.raises(GradebookError, match=r"row 2, 01_light: '1' instead of 2\)"):
        export(lambda: next(readings), "csv", path)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("out.csv", "the old one")]


@pytest.mark.parametrize("layout", ["csv", "canvas", "moodle"])
@pytest.mark.parametrize("more", [False, True])
def test_a_score_or_a_lesson_that_comes_meanwhile_stops_it(tmp_path, layout, more):
    ana = Person("ana")
    lessons = {LESSON: 5.0, "02_dark": 5.0} if more else {LESSON: 5.0}
    readings = iter([Marks((ana,), {LESSON: 5.0}, {}, {}), Marks((ana,), lessons, {("ana", LESSON): standing(ana, 2.5)}, {})])
    with pytest.raises(GradebookError, match=r"columns instead of" if more else r"row \d, 01_light: '-?' instead of 2\.5"):
        export(lambda: next(readings), layout, tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_appears_meanwhile_stops_it_too(tmp_path):
    readings = iter([marks(Person("ana")), marks(Person("ana"), Person("bo"))])
    with pytest.raises(GradebookError, match="2 rows instead of 3"):
        export(lambda: next(readings), "csv", tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path):
    with pytest.raises(GradebookError, match=r"cannot be written: No such file or directory\. Give another --out"):
        export(lambda: marks(Person("ana")), "csv", tmp_path / "none" / "out.csv")


def test_a_lesson_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(GradebookError, match=r"not in the gradebook: 99_none\. It has 01_light, 02_more"):
        gather([], {"01_light": 5, "02_more": 1}, [], {}, ["99_none"])


def test_lessons_come_in_the_order_asked():
    assert list(gather([], {"01_light": 5, "02_more": 1}, [], {}, ["02_more", "01_light"]).lessons) == ["02_more", "01_light"]


def test_a_terminal_is_shown_nothing_that_moves_it():
    assert shown("a\x1b[2Jb\u202ec\nd김") == "a\ufffd[2Jb\ufffdc\ufffdd김"
