"""What a copier changes first does not change the words of the code; hostile text is read like any other."""

import pytest

from autograder.grading.similarity.fingerprints import IN_A_ROW, fingerprints, select
from autograder.grading.similarity.tokens import MOST_CHARACTERS, words

CODE = '''def mean(values, weights):
    """Give the mean."""
    total = 0.0
    for value, weight in zip(values, weights):  # one by one
        total += value * weight
    return np.round(total / sum(weights), 3), "mean"
'''
DISGUISED = """def   durchschnitt(a, gewichte):
  # see lecture
  "Another docstring."

  t = 1e-9
  for x, y in zip(a,gewichte):
          t+=x*y
  return np.round( t / sum(gewichte), 17 ), f'{t}'
"""


def _kinds(source):
    return [word.kind for word in words(source)]


def test_names_constants_comments_docstrings_and_spaces_do_not_count():
    assert _kinds(CODE) == _kinds(DISGUISED)


@pytest.mark.parametrize(
    "other",
    [
        CODE.replace("value * weight", "value + weight"),
        CODE.replace("np.round", "np.floor"),
        CODE.replace("sum(weights)", "len(weights)"),
        CODE.replace("for value, weight in zip(values, weights):", "while True:"),
    ],
    ids=["another sign", "another function of NumPy", "another built-in", "another loop"],
)
def test_what_the_code_does_counts(other):
    assert _kinds(CODE) != _kinds(other)


def test_every_word_knows_its_line():
    found = fingerprints("a = 1\n\nb = '''two\nlines'''\n" + "c = c + c * c - c\n")
    assert found.lines[0].tolist() == [0, 4]
    assert found.lines[-1].tolist()[1] == 4


@pytest.mark.parametrize(
    "source",
    [
        "'" * 200_000,
        '"' + "\\" * 200_000,
        '"""' + '"a' * 100_000,
        "(" * 200_000,
        "f" * 200_000,
        '"a"\n' * 50_000,
        "😀\x00\ud800\u202e" * 50_000,
        "1." * 100_000,
        "def f(:\n  '''",
        "\\" * 200_000,
    ],
    ids=lambda source: repr(source[:4]),
)
def test_any_text_is_read_and_no_more_of_it_than_the_cap(source):
    assert sum(len(word.kind) for word in words(source)) <= MOST_CHARACTERS
    fingerprints(source)


def test_what_everybody_was_given_is_not_selected():
    own = fingerprints(CODE).hashes
    assert len(own) == len(words(CODE)) - IN_A_ROW + 1
    assert 0 < len(select(own, own[:0])) < len(own)
    assert len(select(own, own)) == 0


def test_a_copy_in_other_surroundings_selects_the_same():
    alone = set(select(fingerprints(CODE).hashes, fingerprints("").hashes).tolist())
    within = set(select(fingerprints(f"x = [y for y in z]\n{CODE}\nprint(x, -x)").hashes, fingerprints("").hashes).tolist())
    assert len(alone & within) >= 0.8 * len(alone)
