"""What students show, write and are called: every page and sheet that carries it shows it, and runs none of it."""

import csv
import io
import json
import re
import unicodedata
import zipfile

import pytest

from tests.attacks.staging import FULL, TWIN, assert_nothing_gained, case_names, changed, grade_class, open_class, read_case, twin
from tests.grading.fixtures.making import LIGHT, hand_in, solved, with_answers
from tests.grading.gradebook.staging import by_hand, mark
from tests.grading.nbgrader.test_class import Scripts

pytestmark = pytest.mark.sandbox

CASES = case_names("page_")
BAD = "<script>window.hit = 1</script><img src=http://evil.test/y.png onerror='window.hit = 1'><svg onload='window.hit = 1'></svg>"
MARKDOWN = f"""# {BAD}

{BAD}

[a](javascript:window.hit=1) ![b](http://evil.test/z.png) <javascript:window.hit=1> [c](data:text/html,<script>window.hit=1</script>)

$$\\href{{javascript:window.hit=1}}{{x}} \\unicode{{<script>window.hit = 1</script>}}$$

<style>@import url(http://evil.test/x.css);</style><iframe src=http://evil.test></iframe><base href=http://evil.test>
"""
APART = unicodedata.normalize("NFD", "김하나")
NAMES = {  # as handed in: as it must be known
    'Kim, "Ana"': 'Kim, "Ana"',
    "O'Brien; DROP TABLE grade": "O'Brien; DROP TABLE grade",
    "=HYPERLINK(1,2)": "=HYPERLINK(1,2)",
    "@SUM(1)": "@SUM(1)",
    "-2": "-2",
    "<img src=x onerror='window.hit = 1'>": "<img src=x onerror='window.hit = 1'>",
    "{{7 - 1}} %s ${HOME} `id`": "{{7 - 1}} %s ${HOME} `id`",
    "محمد": "محمد",
    APART: "김하나",
}
REFUSED_NAMES = ("turned\u202egnp", "zero\u200bwidth", "line\nbreak", "bell\x07\x1b[31m", "+1", "back\\slash", ".hidden", "star*", " space")
RIGHT_NAMES = ("=HYPERLINK(1,2)", APART)


def with_markdown(notebook):
    cell = {"cell_type": "markdown", "id": "prose", "metadata": {"tags": [BAD]}, "source": MARKDOWN}
    picture = {"attachments": {"x.svg": {"image/svg+xml": BAD}}, "source": "![x](attachment:x.svg)" + MARKDOWN, "id": "attached"}
    notebook["cells"] += [cell, {**cell, **picture}, {**cell, "cell_type": "raw", "id": "raw", "metadata": {"format": "text/html"}}]
    notebook["metadata"]["title"] = f"</title>{BAD}"
    notebook["metadata"]["authors"] = [{"name": BAD}]


@pytest.fixture(scope="module")
def shown(template, tmp_path_factory):
    wrong = twin(template)
    notebooks = {name: read_case(name).put_into(wrong) for name in CASES}
    notebooks["page_markdown"] = with_answers(changed(wrong, with_markdown), {"own_words": MARKDOWN})
    notebooks["page_read"] = notebooks["page_markdown"] + b" "  # its written answer is graded by hand
    notebooks["page_copied"] = read_case("page_messages").put_into(wrong)  # for the page of those who wrote the same

    notebooks["page_korean"] = read_case("page_messages").put_into(twin(template, "ko"))

    def prepare(graded):
        for name in (*NAMES, *REFUSED_NAMES):
            hand_in(graded.course, name, LIGHT, solved(graded.course) if name in RIGHT_NAMES else b"{")

    graded = grade_class(template, tmp_path_factory.mktemp("pages"), notebooks, prepare=prepare)
    mark(graded.course, "manual-own_words", student="page_read", manual_score=1.0)
    with by_hand(graded.course) as book:
        book.find_comment("manual-own_words", LIGHT, LIGHT, "page_read").manual_comment = MARKDOWN
    return graded


@pytest.fixture(scope="module")
def pages(shown):
    """Every page that the course makes of this class, by path."""
    shown.page("twin")
    (shown.course / "_build").mkdir(exist_ok=True)
    (shown.course / "feedback").rename(shown.course / "_build/feedback_by_petals")  # nbgrader writes its own to the same place
    told = [shown.petals("report", LIGHT), shown.petals("similarity", LIGHT, "--threshold", "0.1")]
    told += [shown.nbgrader("generate_feedback", LIGHT)]
    assert [done.returncode for done in told] == [0, 0, 0], told
    found = {path.relative_to(shown.course).as_posix(): path for path in shown.course.rglob("*.html")}
    assert len(found) >= 2 * len(shown.students) + 2
    return found


ATTACKERS = [*CASES, "page_markdown", "page_read", "page_copied", "page_korean"]


@pytest.mark.parametrize("student", ["page_outputs", "page_terminal", "page_markdown"])
def test_what_is_shown_gains_and_costs_nothing(shown, student):
    assert shown.marks(student) == TWIN
    assert_nothing_gained(shown, student)


def test_the_attacks_ran(shown):
    assert "shown <script>" in shown.printed("page_outputs")
    assert "repr of <script>" in shown.printed("page_outputs")
    assert "named </code></pre><script>" in shown.printed("page_messages")
    assert "printed red" in shown.printed("page_terminal")
    assert "<script>" in shown.told("page_messages")


@pytest.mark.parametrize("student", ATTACKERS)
def test_an_autograded_notebook_holds_text_and_pictures_only(shown, student):
    notebook = json.loads(shown.executed(student))
    kinds = {mime for cell in notebook["cells"] for output in cell.get("outputs", ()) for mime in output.get("data", {})}
    assert kinds <= {"text/plain", "image/png", "image/jpeg"}
    assert not [cell for cell in notebook["cells"] if cell.get("attachments")]
    assert set(notebook["metadata"]) <= {"kernelspec", "language_info", "petals", "celltoolbar"}
    steering = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    outputs = json.dumps([cell.get("outputs") for cell in notebook["cells"]], ensure_ascii=False)
    assert not steering.search(outputs)
    assert "\\u001b" not in outputs


def test_no_page_holds_anything_active(pages):
    active = {name: Scripts(path.read_text(encoding="utf-8").replace("window.hit = 1", "alert(1)")).found for name, path in pages.items()}
    assert {name: found for name, found in active.items() if found} == {}


def test_what_was_written_can_be_read_on_the_page(shown):
    assert "&lt;script&gt;window.hit = 1&lt;/script&gt;" in shown.page("page_messages")
    assert "&lt;script&gt;window.hit = 1&lt;/script&gt;" in shown.page("page_read")


@pytest.mark.browser
def test_in_a_browser_nothing_runs_and_nothing_is_fetched(pages, browser):
    context = browser.new_context()
    page = context.new_page()
    asked, dialogs = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    hits = []
    for name, path in pages.items():
        page.goto(path.as_uri())
        page.wait_for_timeout(50)
        hits += [name] if page.evaluate("() => window.hit !== undefined") else []
    context.close()
    assert hits == []
    assert dialogs == []
    strange = [url for url in asked if "evil.test" in url or url.endswith("/x")]
    assert strange == []


def test_odd_names_are_known_as_they_are_and_impossible_ones_are_refused_readably(shown):
    assert {name for name in shown.students if name in NAMES.values()} == set(NAMES.values())
    assert shown.marks("=HYPERLINK(1,2)") == shown.marks("김하나") == FULL
    assert not {name.strip() for name in REFUSED_NAMES} & {name.strip() for name in shown.students}
    assert not re.search("[\u202a-\u202e\u200b\x07\x1b]", shown.said)
    assert "cannot be a student's name" in shown.said


def cells_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


@pytest.mark.parametrize(("layout", "column"), [("csv", "student"), ("canvas", "SIS Login ID"), ("moodle", "username")])
def test_exports_come_back_as_they_went_out_and_hold_no_formula(shown, tmp_path, layout, column):
    out = tmp_path / "scores.csv"
    done = shown.petals("export", "--to", layout, "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search("[\u202a-\u202e\x07\x1b]", done.stdout + done.stderr)
    head, *rows = cells_of(out)
    who, score = head.index(column), head.index(LIGHT)
    found = {row[who]: row[score] for row in rows if row[who]}
    wanted = {("'" + name if name[0] in "=@-" else name): f"{shown.score(name):g}" for name in shown.students}
    assert found == wanted
    formulas = [cell for row in [head, *rows] for cell in row if re.match(r"\s*[=+@-]", cell) and cell != "-" and not number(cell)]
    assert formulas == []


def number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_names_with_path_separators_come_in_by_no_archive(template, tmp_path):
    graded = open_class(template, tmp_path)
    packed = io.BytesIO()
    names = ("a\\b", "..\\..\\c", "C:\\d", "\u2215e\u2044", "..")
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(f"{name}/{LIGHT}/{LIGHT}.ipynb", b"{")
    (tmp_path / "class.zip").write_bytes(packed.getvalue())
    graded.grade("--from", str(tmp_path / "class.zip"))
    assert graded.outside == ()
    placed = {path.relative_to(graded.course).parts[:3] for path in graded.course.glob("autograded/**/*")}
    assert all(parts[0] == "autograded" for parts in placed)
    assert graded.students <= {"\u2215e\u2044"}, graded.said
