"""The descent explorer without a browser: its optimizers, its surfaces, what it calls what happened."""

import math
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_descent
from course_utils.explorers.descent.explorer import DescentExplorer
from course_utils.explorers.descent.optimizers import RULES, Memory, Settings, limit_of, walk
from course_utils.explorers.descent.outcomes import reached
from course_utils.explorers.descent.surfaces import SCENES, ground_of, sampled_ground
from course_utils.explorers.frame.words import still_words
from course_utils.plots.style import rules

RATES = {"sgd": 0.03, "momentum": 0.01, "nesterov": 0.01, "rmsprop": 0.05, "adam": 0.1, "adamw": 0.1}
EN = {"language": "en"}


@pytest.fixture(scope="module")
def keras_steps():
    """Walk on the valley with an optimizer of Keras."""
    import keras

    makers = {
        "sgd": keras.optimizers.SGD,
        "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
        "nesterov": lambda rate: keras.optimizers.SGD(rate, momentum=0.9, nesterov=True),
        "rmsprop": keras.optimizers.RMSprop,
        "adam": keras.optimizers.Adam,
        "adamw": lambda rate: keras.optimizers.AdamW(rate, weight_decay=0.004),
    }

    def steps(name: str, start: list[float], condition: float, count: int) -> np.ndarray:
        place = keras.Variable(np.array(start), dtype="float64")
        optimizer, path = makers[name](RATES[name]), [start]
        for _ in range(count):
            optimizer.apply([np.array([1, condition]) * np.asarray(place)], [place])
            path.append(np.asarray(place).tolist())
        return np.array(path)

    return steps


@pytest.fixture
def undrawn(monkeypatch):
    """Explorers are made faster where their picture is not the matter."""
    monkeypatch.setattr(DescentExplorer, "picture", lambda _self: b"")


@pytest.mark.parametrize("name", RULES)
def test_every_optimizer_steps_as_keras_does(keras_steps, name):
    # twelve steps: Keras rounds 0.999 to float32, which leads Adam slowly away
    ours = walk(ground_of("valley", 20.0), (-2.6, 1.2), RULES[name], Settings(RATES[name]), 12).path
    np.testing.assert_allclose(ours, keras_steps(name, [-2.6, 1.2], 20.0, 12), atol=1e-5)


@pytest.mark.parametrize("surface", SCENES)
def test_the_gradient_is_that_of_the_surface_and_the_lowest_value_is_zero(surface):
    ground, scene = ground_of(surface, 7.0), SCENES[surface]
    generator = np.random.default_rng(4)
    for x, y in generator.uniform([scene.xlim[0], scene.ylim[0]], [scene.xlim[1], scene.ylim[1]], (20, 2)).tolist():
        numerical = [
            (ground.value(x + 1e-4, y) - ground.value(x - 1e-4, y)) / 2e-4,
            (ground.value(x, y + 1e-4) - ground.value(x, y - 1e-4)) / 2e-4,
        ]
        np.testing.assert_allclose(ground.slope(x, y), numerical, rtol=1e-4, atol=1e-4)
        assert ground.value(x, y) >= 0
    lowest = {"rosenbrock": (1, 1), "saddle": (0, math.sqrt(2)), "two_minima": (-1, 0)}.get(surface, (0, 0))
    assert ground.value(*lowest) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("name", ["sgd", "momentum", "nesterov"])
@pytest.mark.parametrize("momentum", [0.5, 0.9])
def test_the_limit_parts_converging_from_diverging(name, momentum):
    limit = limit_of(name, 20.0, momentum)
    ground = ground_of("valley", 20.0)
    below, above = (walk(ground, (-1, 1), RULES[name], Settings(limit * part, momentum), 3000) for part in (0.99, 1.01))
    assert below.losses[-1] < 1e-6
    assert above.ended == "blown"


def test_rmsprop_and_adam_have_no_such_limit():
    assert limit_of("adam", 20.0, 0.9) is None
    assert explore_descent("rosenbrock", **EN).limit("sgd") is None


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"surface": "bowl", "learning_rate": 0.5}, "converged"),
        ({"surface": "bowl", "learning_rate": 0.001}, "slow"),
        ({"surface": "bowl", "learning_rate": 1.8}, "zigzag"),
        ({"surface": "bowl", "learning_rate": 2.1}, "diverged"),
        ({"surface": "valley", "learning_rate": 0.11}, "diverged"),
        ({"surface": "valley", "learning_rate": 0.099}, "zigzag"),
        ({"surface": "saddle", "start": [-2, 0]}, "stuck"),
        ({"surface": "saddle", "steps": 300}, "converged"),
        ({"surface": "two_minima"}, "stuck"),
        ({"surface": "two_minima", "start": [-1.7, 1.2]}, "converged"),
        ({"surface": "plateau"}, "slow"),
        ({"surface": "plateau", "optimizers": "adam"}, "converged"),
        ({"function": lambda x, y: x + 0 * y, "learning_rate": 0.2}, "left"),
    ],
)
def test_what_happened_has_a_name(given, wanted):
    assert explore_descent(**{"optimizers": "sgd", **given}, **EN).outcome == wanted


def test_starting_at_the_lowest_place_counts_as_arrived():
    explorer = explore_descent("bowl", start=[0, 0], **EN)
    assert explorer.outcome == "converged"
    assert reached(explorer.losses, 0.0) == 0
    assert explorer.picture().startswith(b"\x89PNG")


def test_results_are_plain_numbers_of_the_first_optimizer():
    student = LocalStudent(
        {"explorer": explore_descent("bowl", start=[2, 1], learning_rate=0.5, optimizers=["sgd", "adam"], steps=2, **EN)}
    )
    assert student.eval("explorer.path") == [[2.0, 1.0], [1.0, 0.5], [0.5, 0.25]]
    assert student.eval("explorer.losses") == [2.5, 0.625, 0.15625]
    assert student.eval("(explorer.outcome, explorer.step)") == ("slow", 2)


def test_results_follow_every_setting():
    explorer = explore_descent("valley", optimizers="sgd", **EN)
    seen = [explorer.path]
    for name, value in {
        "learning_rate": 0.05,
        "start": [1.0, 1.0],
        "condition": 40.0,
        "optimizers": ["momentum"],
        "momentum": 0.5,
        "steps": 40,
        "learning_rates": {"momentum": 0.001},
        "surface": "bowl",
    }.items():
        setattr(explorer, name, value)
        assert explorer.path not in seen
        seen.append(explorer.path)


def test_a_new_surface_brings_its_own_start_and_learning_rate():
    explorer = explore_descent("valley", learning_rate=0.05, learning_rates={"sgd": 0.03}, **EN)
    explorer.surface = "two_minima"
    assert (explorer.start, explorer.learning_rate, explorer.learning_rates) == ([1.7, 1.2], 0.04, {})


def test_the_step_stays_within_the_steps():
    explorer = explore_descent(steps=50, **EN)
    explorer.step = 80
    assert explorer.step == 50
    explorer.step = 20
    explorer.steps = 10
    assert explorer.step == 10


def test_a_path_that_diverges_holds_finite_numbers_only():
    explorer = explore_descent("rosenbrock", learning_rate=10, **EN)
    assert len(explorer.path) < 10
    assert np.isfinite(explorer.path).all()
    assert np.isfinite(explorer.losses).all()


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    "function",
    [lambda x, y: x**2 + 3 * y**2, lambda x, y: math.pow(x, 2) + 3 * y * y, lambda place: np.sum(place**2 * np.array([1, 3]))],
    ids=["arrays", "numbers", "a place"],
)
def test_a_function_of_your_own_is_walked_on_as_the_exact_one(function):
    explorer = explore_descent(function=function, xlim=(-2, 2), ylim=(-2, 2), start=[-1, 1], learning_rate=0.1, optimizers="sgd", **EN)
    exact = SimpleNamespace(value=lambda x, y: x**2 + 3 * y**2, slope=lambda x, y: (2 * x, 6 * y), inside=lambda _x, _y: True)
    np.testing.assert_allclose(explorer.path, walk(exact, (-1, 1), RULES["sgd"], Settings(0.1), 100).path, atol=0.02)
    assert (explorer.surface, explorer.outcome) == ("own", "converged")


def test_whole_numbers_as_start_and_limits_are_not_cut():
    explorer = explore_descent(
        function=lambda x, y: x * x + y * y, xlim=(-4, 4), ylim=(-3, 3), start=[2, 1], steps=1, learning_rate=0.1, **EN
    )
    assert explorer.path[1] == pytest.approx([1.6, 0.8], abs=1e-5)


def test_a_sampled_surface_meets_its_values_and_lies_evenly_between_them():
    ground = sampled_ground(np.array([[0.0, 1.0], [2.0, 3.0]]), (0, 1), (0, 1))
    assert [ground.value(x, y) for x, y in [(0, 0), (1, 0), (0, 1), (1, 1), (0.5, 0.25)]] == [0, 1, 2, 3, 1]
    assert ground.lowest == 0
    assert not ground.inside(1.01, 0.5)


def test_the_lowest_value_of_a_function_need_not_be_zero():
    explorer = explore_descent(function=lambda x, y: x**2 + y**2 - 50, learning_rate=0.1, **EN)
    assert explorer.outcome == "converged"
    assert min(explorer.losses) < -49.9


def test_a_function_that_is_not_finite_everywhere_is_refused():
    with pytest.raises(ValueError, match=r"gives nan at x = -2, y = -2 \(20,301 of 40,401 places\).*Choose xlim and ylim"):
        explore_descent(function=lambda x, y: np.sqrt(x - 1e-9) + y, **EN)


def test_limits_without_a_function_are_refused():
    with pytest.raises(ValueError, match="xlim and ylim are the map of your own function"):
        explore_descent("bowl", xlim=(-1, 1), **EN)


WRONG = [
    ("learning_rate", 0, "give a number from 0.0001 to 10"),
    ("learning_rate", math.nan, "learning_rate=nan does not fit"),
    ("momentum", 1.0, "give a number from 0 to 0.99"),
    ("condition", 0.5, "give a number from 1 to 100"),
    ("steps", 501, "give a whole number from 1 to 500"),
    ("start", [9, 0], r"start=\[9, 0\] is no place on the map: give \[x, y\] with -3 <= x <= 3 and -2.4 <= y <= 2.4"),
    ("start", [1], "is no place on the map"),
    ("optimizers", ["lion"], "give at least one of 'sgd', 'momentum'"),
    ("optimizers", [], "give at least one of"),
    ("learning_rates", {"sgd": -1}, "give a number from 0.0001 to 10"),
    ("learning_rates", {"lion": 1}, "give a dict such as"),
    ("weight_decay", -1, "give a number from 0 to 1"),
    ("surface", "hill", "surface='hill' is not known: choose 'bowl', 'valley'"),
]


@pytest.mark.parametrize(("name", "value", "said"), [*WRONG, ("steps", 1.5, "give a whole number"), ("start", "ab", "no place on the map")])
def test_what_does_not_fit_is_refused_with_what_is_needed(name, value, said):
    with pytest.raises(ValueError, match=said):
        explore_descent(**{name: value}, **EN)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_what_does_not_fit_later_is_refused_and_changes_nothing(name, value, said):
    explorer = explore_descent(**EN)
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=said):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


@pytest.mark.parametrize("surface", SCENES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_surface_has_a_picture_and_a_line_in_both_languages(surface, language):
    explorer = explore_descent(surface, language=language)
    assert explorer.picture().startswith(b"\x89PNG")
    assert explorer.texts[f"surface_{surface}"] in explorer.describe()


def test_the_line_says_surface_learning_rate_and_what_happened():
    explorer = explore_descent("bowl", learning_rate=2.5, optimizers="sgd", **EN)
    assert explorer.describe() == f"Descent: bowl, SGD, learning rate 2.5: diverged after {len(explorer.path) - 1} steps"


def test_an_optimizer_starts_without_memories():
    one, two = Memory(), Memory()
    RULES["adam"](np.ones(2), np.ones(2), one, Settings(0.1))
    assert (two.step, two.velocity.tolist()) == (0, [0.0, 0.0])


@pytest.mark.parametrize("optimizers", [("sgd",), ("sgd", "momentum", "rmsprop", "adam"), tuple(RATES)])
def test_the_legend_of_a_picture_leaves_the_title_alone(optimizers):
    with mpl.rc_context(rules()):
        figure = Figure(layout="constrained")
        explore_descent("valley", optimizers=optimizers, **EN).draw(figure, still_words("descent", "en"))
        figure.draw_without_rendering()
    chart = figure.axes[0]
    assert not chart.title.get_window_extent().overlaps(chart.get_legend().get_window_extent())
