"""The perceptron explorer: four inputs, one line, and how many of a gate's answers it gets right."""

from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from traitlets import CFloat, Dict, Enum, Int, List, TraitError, observe, validate

from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords
from course_utils.plots.planes import plot_boundary
from course_utils.plots.style import RIGHT_MARK, WRONG_MARK

HERE = Path(__file__).parent
INPUTS = ((0, 0), (0, 1), (1, 0), (1, 1))
GATES: dict[str, tuple[int, ...]] = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0), "XOR": (0, 1, 1, 0)}
NEEDED = "a gate has two inputs, so give two finite weights and one finite bias, for example weights=[1.0, -1.0], bias=0.25."
# A line through the middle of the square that solves none of the gates.
START_WEIGHTS, START_BIAS = (1.0, -1.0), 0.25


def outputs(weights: Sequence[float], bias: float) -> list[int]:
    """Let a perceptron answer the four inputs of a gate.

    Parameters
    ----------
    weights : sequence of two floats
    bias : float

    Returns
    -------
    list of four ints, 0 or 1
        1 where the weighted sum plus bias is strictly greater than 0, in the order 00, 01, 10, 11.
    """
    return [int(weights[0] * first + weights[1] * second + bias > 0) for first, second in INPUTS]


class PerceptronExplorer(Explorer):
    """A perceptron with two inputs, to be dragged.

    Attributes
    ----------
    gate : str, "AND", "OR", "NAND" or "XOR"
    weights : list of two floats
    bias : float
    correct : int, 0..4
        How many of the gate's four answers the perceptron gives now. Follows from the others.
    """

    room = "perceptron"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    gate = Enum(list(GATES), default_value="AND").tag(sync=True)
    gates = Dict({name: list(wanted) for name, wanted in GATES.items()}, read_only=True).tag(sync=True)
    points = List([list(point) for point in INPUTS], read_only=True).tag(sync=True)
    weights = List(CFloat(), default_value=list(START_WEIGHTS)).tag(sync=True)
    bias = CFloat(START_BIAS).tag(sync=True)
    correct = Int().tag(sync=True)

    @validate("weights")
    def _two_numbers(self, proposal: dict[str, Any]) -> list[float]:
        weights: list[float] = list(proposal["value"])
        if len(weights) != len(INPUTS[0]) or not all(map(isfinite, weights)):
            raise TraitError(f"weights={weights} do not fit: {NEEDED}")
        return weights

    @validate("bias")
    def _a_number(self, proposal: dict[str, Any]) -> float:
        bias: float = proposal["value"]
        if not isfinite(bias):
            raise TraitError(f"bias={bias} does not fit: {NEEDED}")
        return bias

    @observe("gate", "weights", "bias")
    def _count(self, _change: object = None) -> None:
        self.correct = sum(got == wanted for got, wanted in zip(outputs(self.weights, self.bias), GATES[self.gate], strict=True))

    def prepare(self) -> None:
        """Count the right answers of the line it starts with."""
        self._count()

    def describe(self) -> str:
        """Say the gate, the numbers and the score.

        Returns
        -------
        str
        """
        score = self.texts["score"].format(right=self.correct, total=len(INPUTS))
        return f"{self.texts['title']} {self.gate}: w = [{self.weights[0]:.4g}, {self.weights[1]:.4g}], b = {self.bias:.4g}; {score}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the plane, both sides of the line, and a mark at every input.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        figure.set_size_inches(4.6, 4.6)
        axes = figure.add_subplot()
        answers = outputs(self.weights, self.bias)
        first, second, bias = *self.weights, self.bias
        plot_boundary(
            lambda places: (places[:, 0] * first + places[:, 1] * second + bias > 0) * 1.0,
            INPUTS,
            GATES[self.gate],
            class_names=("0", "1"),
            ax=axes,
            language=words.language,
        )
        mark_answers(axes, answers, GATES[self.gate])
        right = sum(got == wanted for got, wanted in zip(answers, GATES[self.gate], strict=True))
        figure.suptitle(f"{self.gate}: {words('of_right', right=right, total=len(INPUTS))}", fontsize=11)


def mark_answers(axes: Axes, answers: Sequence[int], wanted: Sequence[int]) -> None:
    """Write a tick or a cross at every input.

    Parameters
    ----------
    axes : Axes
    answers, wanted : sequence of four ints, 0 or 1
    """
    for place, got, want in zip(INPUTS, answers, wanted, strict=True):
        axes.annotate(RIGHT_MARK if got == want else WRONG_MARK, place, xytext=(9, 9), textcoords="offset points", fontsize=13)


def explore_perceptron(
    gate: str = "AND",
    *,
    weights: Sequence[float] | None = None,
    bias: float | None = None,
    language: str | None = None,
) -> PerceptronExplorer:
    """Drag a perceptron's line until it computes a gate.

    Parameters
    ----------
    gate : str, "AND", "OR", "NAND" or "XOR"
    weights : sequence of two floats, or None
    bias : float, or None
        None starts with a line that solves no gate.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    PerceptronExplorer
        Its traits `gate`, `weights`, `bias` can be read and set; `correct` counts the right answers.

    Raises
    ------
    ValueError
        If the gate is not one of the four, or the weights are not two finite numbers.
    """
    if gate not in GATES:
        raise ValueError(f"gate={gate!r} is not known: choose {', '.join(map(repr, GATES))}.")
    try:
        numbers = [float(weight) for weight in (START_WEIGHTS if weights is None else weights)]
        lift = START_BIAS if bias is None else float(bias)
    except (TypeError, ValueError) as error:
        raise ValueError(f"weights={weights!r}, bias={bias!r} do not fit: {NEEDED}") from error
    if len(numbers) != len(INPUTS[0]) or not all(map(isfinite, [*numbers, lift])):
        raise ValueError(f"weights={weights!r}, bias={bias!r} do not fit: {NEEDED}")
    return PerceptronExplorer(gate=gate, weights=numbers, bias=lift, language=language)
