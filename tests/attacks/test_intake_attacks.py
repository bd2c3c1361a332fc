"""Hand-ins that try by their form: labels, cells, files, links, archives, bytes that are no notebook."""

import contextlib
import copy
import html
import io
import os
import re
import socket
import stat
import tarfile
import zipfile

import pytest

from tests.attacks.staging import (
    FULL,
    PARTLY,
    REPOSITORY,
    TWIN,
    assert_nothing_else_happened,
    assert_nothing_gained,
    changed,
    differences,
    extra_cell,
    grade_class,
    open_class,
    read_case,
    twin,
)
from tests.grading.fixtures.answers import WRONG
from tests.grading.fixtures.making import LIGHT, hand_in, solved, with_answers

pytestmark = pytest.mark.sandbox
NONE = dict.fromkeys(FULL, 0.0)
CHEAT = "expose = lambda images, target: images"


def graded_cells(notebook, kind):
    return [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id", "").startswith(f"{kind}-")]


def checks(notebook):
    return graded_cells(notebook, "check")


def tag_everything(notebook):
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "remove_cell", "raises-exception"]


def ask_for_points(notebook):
    for cell in checks(notebook):
        cell["metadata"]["nbgrader"] |= {"points": 100, "checksum": "0" * 32}


def unlock(notebook):
    for cell in checks(notebook):
        cell["metadata"]["nbgrader"] |= {"locked": False, "grade": False, "solution": True, "task": True}


def come_from_the_future(notebook):
    for cell in checks(notebook):
        cell["metadata"]["nbgrader"]["schema_version"] = 99


def ask_for_another_kernel(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "../../bash", "display_name": "Bash", "language": "bash"}
    notebook["metadata"]["language_info"] = {"name": "bash"}


def turn_cells_into_others(notebook):
    for cell in checks(notebook) + graded_cells(notebook, "answer"):
        cell["cell_type"] = "markdown" if cell in checks(notebook) else "raw"
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def delete_checks(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if cell not in checks(notebook)]


def double_everything(notebook):
    """A passed check and its answer several times over: what aborted a whole class before."""
    twice = [copy.deepcopy(cell) for cell in checks(notebook) + graded_cells(notebook, "answer")]
    notebook["cells"] += twice + copy.deepcopy(twice)


def check_before_answering(notebook):
    notebook["cells"] = checks(notebook) + [cell for cell in notebook["cells"] if cell not in checks(notebook)]


def drop_ids(notebook):
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        cell.pop("id")


def give_one_id_to_all(notebook):
    for cell in notebook["cells"]:
        cell["id"] = "check-mean_light"


def rewrite_checks(notebook):
    for cell in checks(notebook):
        cell["source"] = f"check = lambda *names: True\nprint('passed')\n{CHEAT}"


def pass_one_check_for_all(notebook):
    """Every check carries the label of the exercise that is solved."""
    (passing,) = [cell for cell in checks(notebook) if cell["id"] == "check-mean_light"]
    for cell in checks(notebook):
        cell["metadata"]["nbgrader"] = dict(passing["metadata"]["nbgrader"])


def answer_under_other_labels(notebook):
    """Every answer carries the label of the one that is right, which comes last."""
    answers = graded_cells(notebook, "answer")
    for cell in answers:
        cell["metadata"]["nbgrader"] = dict(answers[0]["metadata"]["nbgrader"], grade_id=answers[0]["id"])


def claim_another_language(notebook):
    notebook["metadata"]["petals"] = {"language": "../../../etc", "lesson": LIGHT}


def nested(depth):
    inner = []
    for _ in range(depth):
        inner = [inner]
    return inner


def smuggle_a_model(notebook):
    notebook["cells"].insert(6, extra_cell(f"weights = '{'QUJD' * 20_000}'\nprint(len(weights), 'characters carried')"))


LABELS = "Points or locks written in the notebook differ"
CHANGES = {  # what is done to the twin, and what is said about it
    "tags": (tag_everything, "Tags were removed"),
    "points": (ask_for_points, LABELS),
    "unlocked": (unlock, LABELS),
    "future": (come_from_the_future, ""),
    "kernelspec": (ask_for_another_kernel, "asks for a kernel of another language"),
    "cell_types": (turn_cells_into_others, "turned into another type"),
    "deleted": (delete_checks, "was missing; it was put back"),
    "doubled": (double_everything, "There were 3 cells for"),
    "reordered": (check_before_answering, "did not stand behind its answer"),
    "without_ids": (drop_ids, ""),
    "one_id": (give_one_id_to_all, "cells for `mean_light`"),
    "rewritten": (rewrite_checks, "had been changed; it was put back"),
    "one_check": (pass_one_check_for_all, LABELS),
    "one_label": (answer_under_other_labels, "recognised by what it defines"),
    "language": (claim_another_language, "does not say its language"),
    "smuggled": (smuggle_a_model, "80,000 characters of what may be encoded data"),
}
NO_NOTEBOOKS = {
    "empty": (lambda _: b"", "The file is empty"),
    "half": (lambda given: given[: len(given) // 2], "breaks off or is not JSON"),
    "png": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no text in UTF-8"),
    "nulls": (lambda _: bytes(5_000), "is not JSON"),
    "utf16": (lambda given: given.decode().encode("utf-16"), "no text in UTF-8"),
    "enormous": (lambda given: given + b" " * (33 * 2**20), "at most 32 MB"),
    "values": (lambda given: changed(given, lambda nb: nb["metadata"].update(x=[0] * 2_500_000)), "far more data than a lesson needs"),
    "deep": (lambda _: b"[" * 100_000 + b"]" * 100_000, "levels deep"),
    "deep_inside": (lambda given: changed(given, lambda nb: nb["metadata"].update(x=nested(500))), "levels deep"),
    "digits": (lambda given: given.replace(b'"nbformat": 4', b'"nbformat": ' + b"4" * 9_000), "thousands of digits"),
    "list": (lambda _: b"[1, 2, 3]", "no notebook"),
    "old": (lambda given: given.replace(b'"nbformat": 4', b'"nbformat": 2'), "format"),
    "new": (lambda given: given.replace(b'"nbformat": 4', b'"nbformat": 99'), "format"),
    "no_cells": (lambda given: changed(given, lambda nb: nb.update(cells="none")), "cells"),
    "other_lesson": (
        lambda _: (REPOSITORY / "lessons/en/01_perceptron/01_perceptron.ipynb").read_bytes(),
        "Hardly anything|lesson `01_p",
    ),
    "null_byte": (lambda given: changed(given, lambda nb: nb["cells"].append(extra_cell("x = '\0'"))), "a character that text cannot have"),
    "surrogate": (
        lambda given: changed(given, lambda nb: nb["cells"].append(extra_cell("x = '\ud800'"))),
        "a character that text cannot have",
    ),
    "long": (lambda given: changed(given, lambda nb: nb["cells"].append(extra_cell("#" * 200_000))), "200,000 characters"),
    "many": (lambda given: changed(given, lambda nb: nb.update(cells=[extra_cell("1", f"c{n}") for n in range(3_000)])), "cells"),
}


def link_the_notebook(course):
    folder = course / "submitted/linked" / LIGHT
    folder.mkdir(parents=True)
    (folder / f"{LIGHT}.ipynb").symlink_to(course / "submitted/aa_solved" / LIGHT / f"{LIGHT}.ipynb")


def link_the_folder(course):
    (course / "submitted/linked_folder").mkdir()
    (course / "submitted/linked_folder" / LIGHT).symlink_to(course / "submitted/aa_solved" / LIGHT)


def link_the_student(course):
    (course / "submitted/linked_student").symlink_to(course / "submitted/aa_solved")


def link_hard(course):
    folder = course / "submitted/hard_link" / LIGHT
    folder.mkdir(parents=True)
    (folder / f"{LIGHT}.ipynb").hardlink_to(course / "solutions" / LIGHT / "hidden.py")


def lay_a_pipe(course):
    folder = course / "submitted/pipe" / LIGHT
    folder.mkdir(parents=True)
    os.mkfifo(folder / f"{LIGHT}.ipynb")


def lay_a_socket(course):
    folder = course / "submitted/socket" / LIGHT
    folder.mkdir(parents=True)
    with contextlib.chdir(folder), socket.socket(socket.AF_UNIX) as sock:  # a socket's path may have 107 characters
        sock.bind(f"{LIGHT}.ipynb")


def lay_a_folder(course):
    (course / "submitted/folder" / LIGHT / f"{LIGHT}.ipynb").mkdir(parents=True)


def lay_a_device(course):
    folder = course / "submitted/device" / LIGHT
    folder.mkdir(parents=True)
    os.mknod(folder / f"{LIGHT}.ipynb", stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero never ends


def link_the_timestamp(course):
    (hand_in(course, "dated", LIGHT, twin(course)).parent / "timestamp.txt").symlink_to("/etc/hostname")


NO_FILES = {
    "linked": (link_the_notebook, "A link was handed in"),
    "linked_folder": (link_the_folder, "A link was handed in"),
    "hard_link": (link_hard, "a hard link"),
    "pipe": (lay_a_pipe, "no plain file"),
    "socket": (lay_a_socket, "no plain file"),
    "folder": (lay_a_folder, "No notebook was handed in|no plain file"),
}
try:
    os.mknod("/dev/null/x")
except PermissionError:
    pass
except OSError:  # not the right: the path
    NO_FILES["device"] = (lay_a_device, "no plain file")
RAN = [*CHANGES, "writes", "dated"]
REFUSED = [*NO_NOTEBOOKS, *NO_FILES]


@pytest.fixture(scope="module")
def attacked(template, tmp_path_factory):
    wrong = twin(template)
    notebooks = {name: changed(wrong, change) for name, (change, _) in CHANGES.items()}
    notebooks |= {name: make(wrong) for name, (make, _) in NO_NOTEBOOKS.items()}
    notebooks["writes"] = read_case("intake_writes_the_gradebook").put_into(wrong)

    def prepare(graded):
        link_the_student(graded.course)
        link_the_timestamp(graded.course)
        for lay, _ in NO_FILES.values():
            lay(graded.course)

    return grade_class(template, tmp_path_factory.mktemp("intake"), notebooks, prepare=prepare)


def test_the_rest_of_the_class_is_as_it_would_have_been(attacked):
    assert_nothing_else_happened(attacked, RAN + REFUSED + (["linked_student"] if "linked_student" in attacked.students else []))


@pytest.mark.parametrize("student", RAN)
def test_what_was_done_to_a_notebooks_form_gains_nothing(attacked, student):
    assert_nothing_gained(attacked, student)


@pytest.mark.parametrize("student", [name for name in RAN if name != "one_label"])
def test_what_was_done_to_a_notebooks_form_costs_nothing_that_was_right(attacked, student):
    assert attacked.marks(student) == TWIN


@pytest.mark.parametrize("student", CHANGES)
def test_what_was_mended_is_said(attacked, student):
    assert CHANGES[student][1] in attacked.told(student)


@pytest.mark.parametrize("student", REFUSED)
def test_what_is_no_notebook_has_zero_points_and_a_reason_on_its_page(attacked, student):
    _, words = {**NO_NOTEBOOKS, **NO_FILES}[student]
    assert attacked.marks(student) == NONE
    assert attacked.graded(student).outcome == "quarantined"
    assert any(word in attacked.told(student) for word in words.split("|")), attacked.told(student)
    assert attacked.graded(student).reason.en[:30] in html.unescape(attacked.page(student))
    assert_nothing_gained(attacked, student)


def test_a_student_who_is_a_link_to_another_gets_nothing_of_hers(attacked):
    assert "linked_student" not in attacked.students or attacked.marks("linked_student") == NONE
    assert "linked_student" in attacked.said or "linked_student" in attacked.students


def test_student_code_saw_no_gradebook_and_wrote_nowhere(attacked):
    printed = attacked.printed("writes")
    assert "looked everywhere and found []" in printed
    assert "could write to []" in printed
    assert attacked.marks("writes") == TWIN


def test_staff_are_told_of_smuggled_data_and_the_student_is_not(attacked):
    assert "80000 characters carried" in attacked.printed("smuggled")
    (note,) = [note for note in attacked.graded("smuggled").notes if "80,000" in note.message.en]
    assert note.kind == "staff"
    assert "80,000" not in attacked.page("smuggled")


@pytest.mark.slow
def test_hidden_cases_are_drawn_anew_for_every_attempt_and_again_for_a_regrade(attacked):
    from autograder.grading.gradebook.records import from_json

    def drawn(row):
        cases = [case for one in from_json(row.result).exercises for case in one.score.cases if case.hidden]
        return [case.message.en for case in cases if case.status == "failed"]

    attacked.grade("--students", "twin", "--regrade")
    hand_in(attacked.course, "twin", LIGHT, twin(attacked.course) + b"\n")
    attacked.outside = ()
    attacked.grade("--students", "twin")
    first, again, second = map(drawn, attacked.rows("twin"))
    assert len(first) == 2
    assert first == again
    assert not set(first) & set(second)
    drawn_numbers = re.findall(r"\d\.\d{4,}", " ".join(first + second))
    assert len(drawn_numbers) > 10
    assert [number for number in drawn_numbers if number in attacked.page("twin") + attacked.executed("twin")] == []
    assert [(row.attempt, row.run) for row in attacked.rows("twin")] == [(1, 0), (1, 1), (2, 0)]
    assert attacked.marks("twin") == TWIN
    assert attacked.outside == ()


def zipped(course):
    wrong = twin(course)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for student, notebook in honest(course).items():
            archive.writestr(f"{student}/{LIGHT}/{LIGHT}.ipynb", notebook)
        for name in (f"../escaped/{LIGHT}/{LIGHT}.ipynb", f"/rooted/{LIGHT}/{LIGHT}.ipynb", f"back\\slash/{LIGHT}/{LIGHT}.ipynb"):
            archive.writestr(name, wrong)
        link = zipfile.ZipInfo(f"zip_link/{LIGHT}/{LIGHT}.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr(f"zip_nested/{LIGHT}/{LIGHT}.ipynb", zip_bomb())
    return packed.getvalue()


def tarred(course):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for student, notebook in honest(course).items():
            member = tarfile.TarInfo(f"{student}/{LIGHT}/{LIGHT}.ipynb")
            member.size = len(notebook)
            archive.addfile(member, io.BytesIO(notebook))
        kinds = {"symlink": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE, "device": tarfile.CHRTYPE, "pipe": tarfile.FIFOTYPE}
        for student, kind in kinds.items():
            member = tarfile.TarInfo(f"tar_{student}/{LIGHT}/{LIGHT}.ipynb")
            member.type, member.linkname, member.devmajor, member.devminor = kind, f"../../partly/{LIGHT}/{LIGHT}.ipynb", 1, 5
            archive.addfile(member)
        escaping = tarfile.TarInfo(f"../../tar_escaped/{LIGHT}/{LIGHT}.ipynb")
        archive.addfile(escaping)
    return packed.getvalue()


def honest(course):
    return {"partly": with_answers(solved(course), {"expose": WRONG["expose"]})}


def zip_bomb():
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("bomb/01_light/01_light.ipynb", "w") as file,
    ):
        for _ in range(256):
            file.write(bytes(2**20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("pack", "refused"),
    [
        pytest.param(zipped, {"zip_link", "zip_nested"}, id="zip"),
        pytest.param(tarred, {"tar_symlink", "tar_hard", "tar_device", "tar_pipe"}, id="tar", marks=pytest.mark.slow),
    ],
)
def test_an_archive_with_traps_gives_the_others_their_scores_and_leaves_nothing_behind(template, tmp_path, pack, refused):
    graded = open_class(template, tmp_path)
    archive = tmp_path / "class.bin"
    archive.write_bytes(pack(graded.course))
    graded.grade("--from", str(archive), "--jobs", "1")
    assert graded.marks("partly") == PARTLY, graded.said
    assert graded.students == {"partly", *refused}
    assert all(graded.marks(name) == NONE for name in refused)
    assert graded.outside == ()
    assert graded.survivors == ()
    assert "leads out of it" in graded.said
    assert not list(tmp_path.rglob("*escaped*"))


def test_an_archive_that_is_a_bomb_is_refused_with_its_reason(template, tmp_path):
    graded = open_class(template, tmp_path)
    archive = tmp_path / "class.bin"
    archive.write_bytes(zip_bomb())
    graded.grade("--from", str(archive))
    assert graded.outside == ()
    assert "times its size" in graded.said or "at most 32 MB" in graded.said, graded.said
    assert not [name for name in graded.students if graded.score(name)]


WORST = ("doubled", "tags", "writes", "deep", "page_outputs")


@pytest.fixture(scope="module")
def by_nbgrader(template, tmp_path_factory):
    """The worst five, graded by an instructor who types `nbgrader autograde`."""
    graded = open_class(template, tmp_path_factory.mktemp("by_nbgrader"))
    wrong = twin(template)
    made = {name: changed(wrong, CHANGES[name][0]) for name in ("doubled", "tags")}
    made |= {"writes": read_case("intake_writes_the_gradebook").put_into(wrong), "deep": NO_NOTEBOOKS["deep"][0](wrong)}
    made |= {"page_outputs": read_case("page_outputs").put_into(wrong), "twin": wrong, "zz_solved": solved(template)}
    for student, notebook in made.items():
        hand_in(graded.course, student, LIGHT, notebook)
    before = graded.hashes()
    done = graded.nbgrader("autograde", LIGHT)
    graded.code, graded.said = done.returncode, done.stdout + done.stderr
    graded.outside = differences(before, graded.hashes())
    return graded


@pytest.mark.slow
def test_under_nbgrader_the_worst_five_gain_nothing_and_cost_nobody_anything(by_nbgrader):
    assert by_nbgrader.students == {*WORST, "twin", "zz_solved"}, by_nbgrader.said
    assert by_nbgrader.marks("zz_solved") == FULL
    marks = {name: by_nbgrader.marks(name) for name in (*WORST, "twin")}
    assert marks == {**dict.fromkeys((*WORST, "twin"), TWIN), "deep": NONE}
    assert by_nbgrader.outside == ()
    assert "looked everywhere and found []" in by_nbgrader.printed("writes")
    assert sorted(row.student for row in by_nbgrader.rows()) == sorted([*WORST, "twin", "zz_solved"])


@pytest.mark.slow
def test_under_nbgrader_a_bad_hand_in_is_named_and_the_run_says_so(by_nbgrader):
    assert by_nbgrader.code == 1
    assert "deep: nothing could be graded" in by_nbgrader.said
