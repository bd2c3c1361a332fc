"""What counts as a change of the software an execution ran with."""

from autograder.headless import reuse


def test_the_course_code_counts_and_the_part_of_the_autograder_that_executes():
    names = {"/".join(path.parts[-2:]) for path in reuse._own_files()}
    assert {"checking/recording.py", "checking/notebook.py", "headless/execute.py", "headless/kernel.py"} <= names
    assert not names & {"headless/judge.py", "headless/gauge.py", "headless/junit.py"}


def test_a_changed_file_and_a_new_library_count(tmp_path, monkeypatch):
    file = tmp_path / "plots.py"
    monkeypatch.setattr(reuse, "_own_files", lambda: iter([file]))
    seen = set()
    for text, version in (("a = 1", "1"), ("a = 2", "1"), ("a = 2", "2")):
        file.write_text(text)
        monkeypatch.setattr(reuse, "version", lambda _name, version=version: version)
        seen.add(reuse._software.__wrapped__())
    assert len(seen) == 3


def test_data_is_seen_down_to_the_class_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "none"))
    (tmp_path / "petals" / "daisy").mkdir(parents=True)
    before = reuse._data_at_hand.__wrapped__()
    (tmp_path / "petals" / "daisy" / "one.png").write_bytes(b"x")
    assert reuse._data_at_hand.__wrapped__() != before


def test_what_a_run_leaves_behind_is_no_change_of_the_data(tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path))
    before = reuse._data_at_hand.__wrapped__()
    (tmp_path / "synthetic").mkdir()
    for name in ("synthetic/fashion.npz", "fashion.lock", ".unfinished"):
        (tmp_path / name).write_bytes(b"x")
    assert reuse._data_at_hand.__wrapped__() == before
