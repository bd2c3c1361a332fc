import pytest

from autograder.source import SourceError, fingerprint, read_source


def read(tmp_path, text):
    path = tmp_path / "01_tiny.py"
    path.write_text(text, encoding="utf-8")
    return read_source(path)


def test_cells_know_their_role_line_and_id(course):
    source = read_source(course / "solutions/01_doubling/01_doubling.py")
    lines = source.path.read_text(encoding="utf-8").splitlines()
    assert all(lines[cell.line - 1].startswith("# %%") for cell in source.cells)
    assert [cell.id for cell in source.cells] == [
        *("parameters", "code-001", "text-001", "text-001", "answer-guess", "code-002", "text-002", "text-002"),
        *("answer-double", "check-double", "answer-pair", "check-pair", "code-003", "code-004", "text-003", "text-003", "manual-own_words"),
        *("text-004", "text-004", "text-005", "text-005"),
    ]


def test_a_preface_is_left_out(tmp_path):
    assert [cell.text for cell in read(tmp_path, "# preface\n\n# %%\na = 1\n").cells] == ["a = 1"]


def test_a_marker_inside_a_string_is_text(tmp_path):
    source = read(tmp_path, '# %%\ntext = """\n# %% answer="no"\n"""\n\n# %%\nb = 1\n')
    assert [cell.text for cell in source.cells] == ['text = """\n# %% answer="no"\n"""', "b = 1"]
    assert [cell.line for cell in source.cells] == [1, 6]


def test_the_fingerprint_ignores_white_space_at_the_ends():
    assert fingerprint("a b") == fingerprint("\na b \n")
    assert fingerprint("a b") != fingerprint("a  b")


@pytest.mark.parametrize(
    ("header", "fragment"),
    [
        ("# %% [markdown]", "must say its language"),
        ('# %% [markdown] lang="fr"', "must say its language"),
        ('# %% answers="x"', "'answers' is unknown"),
        ('# %% check="x" points=2', "written once, in checks.py"),
        ("# %% A title", "'A title' is unknown"),
        ('# %% [markdown] lang="en" sheet="page"', "no part of a printed sheet"),
        ("# %% [raw]", "no raw cells"),
        ('# %% answer="two words"', "cannot name an exercise"),
    ],
)
def test_a_faulty_header_is_refused_with_its_line(tmp_path, header, fragment):
    with pytest.raises(SourceError, match=fragment) as caught:
        read(tmp_path, f"# %%\na = 1\n\n{header}\n# text\n")
    assert caught.value.line == 4


def test_a_file_without_cells_is_refused(tmp_path):
    with pytest.raises(SourceError, match="no cell found"):
        read(tmp_path, "a = 1\n")
