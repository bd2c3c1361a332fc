"""Both languages complete, Korean drawn where it can be, English with a note where it cannot."""

import string
import subprocess
import sys
import warnings

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib import pyplot as plt

from course_utils import plots
from course_utils.plots import fonts, texts

KOREAN = ("티셔츠", "바지")
needs_korean = pytest.mark.skipif(fonts.korean_font() is None, reason="no Korean font here; install fonts-nanum")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture
def no_korean_font(monkeypatch):
    """A machine without a Korean font."""
    monkeypatch.setattr(fonts, "listed_family", lambda: None)
    monkeypatch.setattr(fonts, "add_new_files", lambda: None)
    fonts.korean_font.cache_clear()
    yield
    fonts.korean_font.cache_clear()


@pytest.mark.parametrize("key", texts.TEXTS)
def test_every_text_exists_in_both_languages_with_the_same_fields(key):
    entry = texts.TEXTS[key]
    assert set(entry) == set(texts.LANGUAGES)
    assert all(entry.values())
    assert fields(entry["en"]) == fields(entry["ko"])


@needs_korean
def test_korean_is_drawn_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plots.plot_class_balance([0, 1], KOREAN, language="ko")
        ax.figure.canvas.draw()
    assert [label.get_text() for label in ax.get_yticklabels()] == list(KOREAN)
    assert ax.get_xlabel() == "이미지 수"


@pytest.mark.usefixtures("no_korean_font")
def test_without_a_korean_font_the_figure_is_in_english_and_says_why():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plots.plot_class_balance([0, 1], KOREAN, language="ko")
        ax.figure.canvas.draw()
    assert [label.get_text() for label in ax.get_yticklabels()] == ["class 0", "class 1"]
    assert ax.get_xlabel() == "images"
    assert ax.figure.get_supxlabel().startswith("Korean labels need a Korean font")


DRAWN = {
    "confusion": lambda: plots.plot_confusion([0, 0, 1], [0, 1, 1], KOREAN, language="ko"),
    "history": lambda: plots.plot_history({"loss": [2.0, 1.0], "val_loss": [2.0, 1.5]}, language="ko")[0],
    "kernels": lambda: plots.show_kernels([[1.0, -1.0]], language="ko"),
    "mistakes": lambda: plots.show_mistakes([[[0, 1], [1, 0]]] * 2, [[0.9, 0.1]] * 2, [1, 1], KOREAN, count=1, language="ko"),
    "precision and recall": lambda: plots.plot_precision_recall([0, 1], [0.2, 0.9], language="ko"),
    "reliability": lambda: plots.plot_reliability([0, 1], [0.2, 0.9], language="ko"),
    "roc": lambda: plots.plot_roc([0, 1], [0.2, 0.9], language="ko"),
}


def written(ax) -> str:
    return " ".join(text.get_text() for text in ax.figure.findobj(mpl.text.Text))


@needs_korean
@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_each_plot_speaks_korean_without_a_missing_letter(draw):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = draw()
        ax.figure.canvas.draw()
    assert fonts.has_hangul(written(ax))


@pytest.mark.usefixtures("no_korean_font")
@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_each_plot_speaks_english_where_no_font_draws_korean_and_says_why(draw):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = draw()
        ax.figure.canvas.draw()
    assert not fonts.has_hangul(written(ax))
    assert ax.figure.get_supxlabel().startswith("Korean labels need a Korean font")


@needs_korean
def test_a_font_installed_after_matplotlib_last_looked_is_found(monkeypatch):
    known = [font for font in font_manager.fontManager.ttflist if font.name not in fonts.KOREAN_FAMILIES]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", known)
    fonts.korean_font.cache_clear()
    assert fonts.korean_font() is not None
    fonts.korean_font.cache_clear()


def test_a_language_the_course_does_not_speak_is_refused():
    with pytest.raises(ValueError, match="language='fr' is not spoken here: use 'en' or 'ko'"):
        texts.lesson_language("fr")


def test_the_students_own_settings_survive_a_plot():
    before = dict(mpl.rcParams)
    plots.plot_function(abs, language="ko")
    assert dict(mpl.rcParams) == before


def test_paper_is_white_and_ink_is_dark_whatever_the_notebook_looks_like():
    with mpl.rc_context({"figure.facecolor": "none", "text.color": "white", "xtick.color": "white"}):
        ax = plots.plot_function(abs, language="en")
        assert ax.figure.get_facecolor() == (1, 1, 1, 1)
        ax.figure.canvas.draw()
        assert {label.get_color() for label in ax.get_xticklabels()} == {"#1b1f24"}
    plt.close("all")


def test_importing_plots_loads_no_tensorflow():
    script = "import sys, course_utils.plots; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = set(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split())
    assert loaded & {"tensorflow", "keras", "pandas", "seaborn"} == set()
