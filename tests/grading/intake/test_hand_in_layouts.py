import pytest

from autograder.grading.intake import Refused, read_tree
from autograder.grading.intake.layout import claim
from autograder.grading.results import Submission
from tests.grading.intake.test_hand_in_archives import NOTEBOOK, read, tarred, zipped

LESSON, OTHER = "01_perceptron", "02_activations"


@pytest.mark.parametrize(
    ("path", "student", "rest"),
    [
        (f"alice/{LESSON}/{LESSON}.ipynb", "alice", f"{LESSON}.ipynb"),
        (f"submitted/alice/{LESSON}/{LESSON}.ipynb", "alice", f"{LESSON}.ipynb"),
        (f"alice/{LESSON}.ipynb", "alice", f"{LESSON}.ipynb"),
        (f"class of spring/alice/{LESSON}.ipynb", "alice", f"{LESSON}.ipynb"),
        (f"{LESSON}/alice/{LESSON}.ipynb", "alice", f"{LESSON}.ipynb"),
        (f"alice+{LESSON}+2026-03-02 15:58:23.948203 UTC+MTIz/{LESSON}.ipynb", "alice", f"{LESSON}.ipynb"),
        (f"inbound/alice+{LESSON}+2026-03-02 15:58:23 UTC/x.ipynb", "alice", "x.ipynb"),
        (f"김 하늘_4711_assignsubmission_file_/{LESSON}.ipynb", "김 하늘_4711", f"{LESSON}.ipynb"),
        ("김 하늘_4711_assignsubmission_file/mine.ipynb", "김 하늘_4711", "mine.ipynb"),
        (f"Kim Sky_4711_assignsubmission_file_{LESSON}.ipynb", "Kim Sky_4711", f"{LESSON}.ipynb"),
        (f"skykim_4711_99_{LESSON}-2.ipynb", "skykim_4711", f"{LESSON}-2.ipynb"),
        (f"skykim_LATE_4711_99_{LESSON}.ipynb", "skykim_4711", f"{LESSON}.ipynb"),
    ],
)
def test_known_layouts_say_whose_it_is(path, student, rest):
    found = claim(tuple(path.split("/")), [LESSON])
    assert (found.student, found.lesson, "/".join(found.rest)) == (student, LESSON, rest)


@pytest.mark.parametrize(
    "path",
    [f"{LESSON}.ipynb", f"{LESSON}/{LESSON}.ipynb", "alice.ipynb", "homework/alice.ipynb", f"alice/{OTHER}/{OTHER}.ipynb", "a+b/c.ipynb"],
)
def test_what_would_have_to_be_guessed_is_not(path):
    assert claim(tuple(path.split("/")), [LESSON]) is None


@pytest.mark.parametrize("path", ["Kim_4711_assignsubmission_file_/mine.ipynb", "kim_4711_99_mine.ipynb"])
def test_with_several_lessons_a_platforms_file_must_name_its_own(path):
    assert claim(tuple(path.split("/")), [LESSON, OTHER]) is None
    assert claim(tuple(path.replace("mine", OTHER).split("/")), [LESSON, OTHER]).lesson == OTHER


def test_notebooks_that_nobody_owns_are_reported_together_with_what_is_needed():
    submissions, refused = read(zipped((f"{LESSON}.ipynb", NOTEBOOK), ("alice.ipynb", NOTEBOOK), ("readme.txt", b"x")))
    assert submissions == {}
    ((_, one),) = refused.items()
    assert one.reason.en.startswith("2 notebooks do not say whose they are")
    assert "STUDENT/LESSON/LESSON.ipynb" in one.reason.en


def test_the_last_of_nbgraders_exchange_counts_and_the_earlier_ones_are_named():
    early, late = (f"alice+{LESSON}+2026-03-0{day} 15:58:23 UTC+x" for day in (1, 2))
    submissions, refused = read(tarred((f"{late}/{LESSON}.ipynb", b"late"), (f"{early}/{LESSON}.ipynb", b"early")))
    assert refused == {}
    assert submissions["alice"].notebook == b"late"
    assert submissions["alice"].submitted_at.day == 2
    assert submissions["alice"].strays == (early,)


def test_a_lesson_handed_in_twice_without_times_is_refused_with_both_places():
    _, refused = read(zipped((f"alice/{LESSON}/{LESSON}.ipynb", b"a"), (f"alice/{LESSON}.ipynb", b"b")))
    assert f"(alice, alice/{LESSON})" in refused["alice"].reason.en


def test_the_class_list_turns_a_platforms_name_into_the_students():
    files = ("Kim Sky_4711_assignsubmission_file_/a.ipynb", NOTEBOOK), ("Lee Sea_4712_assignsubmission_file_/a.ipynb", NOTEBOOK)
    submissions, refused = read(zipped(*files), students=["4711", "Lee Sea", "Park"])
    assert sorted(submissions) == ["4711", "Lee Sea"]
    assert "`Park`" in refused[""].reason.en


def test_moodles_text_answers_are_no_second_hand_in():
    name = "Kim Sky_4711_assignsubmission"
    submissions, refused = read(zipped((f"{name}_file_/{LESSON}.ipynb", NOTEBOOK), (f"{name}_onlinetext_/onlinetext.html", b"<p>")))
    assert list(submissions) == ["Kim Sky_4711"]
    assert refused == {}


def test_an_unpacked_download_is_read_like_a_packed_one(tmp_path):
    for place in (
        f"Kim Sky_4711_assignsubmission_file_/{LESSON}.ipynb",
        f"alice+{LESSON}+2026-03-02 15:58:23 UTC+x/{LESSON}.ipynb",
        f"bob/{LESSON}.ipynb",
    ):
        path = tmp_path / place
        path.parent.mkdir()
        path.write_bytes(NOTEBOOK)
    (tmp_path / f"lee_4712_9_{LESSON}.ipynb").write_bytes(NOTEBOOK)
    found = list(read_tree(tmp_path, LESSON))
    assert [one.student for one in found if isinstance(one, Submission)] == ["Kim Sky_4711", "alice", "bob", "lee_4712"]
    assert not [one for one in found if isinstance(one, Refused)]


def test_several_lessons_come_from_one_archive():
    files = [(f"alice/{lesson}/{lesson}.ipynb", lesson.encode()) for lesson in (LESSON, OTHER, "03_networks")]
    found = list(read_archive_of(zipped(*files)))
    assert [(one.lesson, one.notebook) for one in found if isinstance(one, Submission)] == [
        (LESSON, LESSON.encode()),
        (OTHER, OTHER.encode()),
    ]


def read_archive_of(data):
    from autograder.grading.intake import read_archive

    return read_archive(data, [LESSON, OTHER])
