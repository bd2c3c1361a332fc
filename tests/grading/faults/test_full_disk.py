"""A disk that fills up while a class is graded: a clear word, nothing half, and after making room the same command completes."""

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress

import pytest

from tests.grading.faults.injecting import BEFORE, Fault, fill
from tests.grading.fixtures.comparing import differences, graded_students, wrong_so_far

pytestmark = pytest.mark.sandbox
ROOM = "3m"


@pytest.fixture
def small_disk():
    """A disk of its own, of a few megabytes, for a folder."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a small disk is mounted: run this as root, with mount and umount")
    mounted = []

    def mount(folder):
        with tempfile.TemporaryDirectory() as kept:
            shutil.copytree(folder, kept, dirs_exist_ok=True)
            done = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)], check=False, capture_output=True, text=True
            )
            if done.returncode:
                pytest.skip(f"no small disk can be mounted here: {done.stderr}")
            mounted.append(folder)
            shutil.copytree(kept, folder, dirs_exist_ok=True)

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


def make_room(folder):
    with suppress(FileNotFoundError):
        (folder / "ballast").unlink()


def assert_told(code, printed):
    assert code == 1, printed
    assert "Traceback" not in printed
    assert "disk is full" in printed or "No space left" in printed
    assert "ake room" in printed


def assert_completes(school, undisturbed):
    code, printed = school.grade()
    assert code == 0, printed
    assert differences(undisturbed, school.state) == []
    assert school.leftovers() == []


@pytest.mark.slow
def test_a_full_course_folder_is_told_at_once_and_in_the_midst_and_the_next_run_completes(make_school, undisturbed, small_disk):
    school = make_school()
    small_disk(school.course)
    fill(school.course)
    assert_told(*school.grade())
    make_room(school.course)
    assert_told(*school.grade(Fault("disk", "returned", "bora", str(school.course))))
    make_room(school.course)
    assert graded_students(school.state) == {"ada"}
    assert wrong_so_far(undisturbed, school.state) == []
    assert_completes(school, undisturbed)


@pytest.mark.slow
def test_a_full_temporary_folder_is_told_and_nobody_is_given_up(make_school, undisturbed, small_disk):
    school = make_school()
    small_disk(school.temporary)
    assert_told(*school.grade(Fault("disk", "reading", where=str(school.temporary))))
    make_room(school.temporary)
    assert graded_students(school.state) == set()
    assert_completes(school, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("step", [*BEFORE[1:], "begun", "graded", "journaled", "staged"])
def test_a_course_folder_that_fills_up_at_any_step_leaves_nothing_half(make_school, undisturbed, small_disk, step):
    school = make_school()
    small_disk(school.course)
    code, printed = school.grade(Fault("disk", step, "" if step == "planned" else "bora", str(school.course)))
    if code:  # what was written before may be all that is needed
        assert_told(code, printed)
    make_room(school.course)
    assert wrong_so_far(undisturbed, school.state) == []
    assert_completes(school, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("step", ["handed", "up", "forked", "second", "result"])
def test_a_temporary_folder_that_fills_up_at_any_step_costs_nobody_a_point(make_school, undisturbed, small_disk, step):
    """Those who could not be graded are left to staff, and graded by the next run: the journal has a row more of each."""
    school = make_school()
    small_disk(school.temporary)
    code, printed = school.grade(Fault("disk", step, where=str(school.temporary)))
    assert (code in (0, 1), "Traceback" in printed) == (True, False), printed
    make_room(school.temporary)
    code, printed = school.grade()
    assert code == 0, printed
    assert differences(without_journal(undisturbed), without_journal(school.state)) == []
    assert school.leftovers() == []


def without_journal(state):
    return {name: value for name, value in state.items() if "journal" not in name}
