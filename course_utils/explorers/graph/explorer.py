"""The graph explorer: an expression drawn as a computational graph, stepped forward and backward."""

import math
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from traitlets import Bool, CFloat, Dict, Int, List, TraitError, Unicode, observe, validate

from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.graph.autograd import run
from course_utils.explorers.graph.exchange import checked, explained, one_line, structure_of
from course_utils.explorers.graph.parsing import SUPPORTED, GraphError, inputs_of, parse
from course_utils.explorers.graph.still import draw_graph
from course_utils.plots.texts import lesson_language

HERE = Path(__file__).parent
APPLES = "(apple * 2 + orange * 3) * 1.1"


class GraphExplorer(Explorer):
    """A computational graph of single numbers, with its values and its gradients.

    Attributes
    ----------
    expression : str
        What is drawn. Setting it keeps the values of inputs that stay; new ones start at 1.
    values : dict from str to float
        Of the inputs.
    step : int, 0..2 * operations + 1
        0: inputs alone; then one step per operation forward; then the gradient 1 of the result; then one step per operation back.
    predict : bool
        Whether gradients are hidden until they are clicked.
    value : float
        The result; NaN where it cannot be worked out. Follows from the others.
    gradients : dict from str to float
        How fast the result changes with each input; empty where it cannot be worked out. Follows from the others.
    nodes : list of dicts
        name, op, inputs (places in this list), value, gradient of each node. Follows from the others.
    problem : str
        Why the result cannot be worked out; empty when it can. Follows from the others.
    """

    room = "graph"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    expression = Unicode(APPLES).tag(sync=True)
    values = Dict().tag(sync=True)
    step = Int().tag(sync=True)
    predict = Bool().tag(sync=True)
    structure = Dict().tag(sync=True)  # nodes and their places, for the browser: changes with the expression alone
    draft = Unicode().tag(sync=True)  # what is typed in the page
    complaint = Unicode().tag(sync=True)  # what is wrong with the draft
    supported = Unicode(SUPPORTED, read_only=True).tag(sync=True)
    value = CFloat(math.nan)
    gradients = Dict()
    nodes = List(Dict())
    problem = Unicode()

    @property
    def last(self) -> int:
        """The last step."""
        return 2 * sum(bool(node.inputs) for node in parse(self.expression)) + 1

    @validate("expression")
    def _an_expression(self, proposal: dict[str, Any]) -> str:
        try:
            parse(proposal["value"])
        except GraphError as error:
            raise TraitError(error.say(self.language)) from error
        return str(proposal["value"])

    @validate("values")
    def _a_number_for_each(self, proposal: dict[str, Any]) -> dict[str, float]:
        try:
            return checked(parse(self.expression), proposal["value"], self.expression)
        except GraphError as error:
            raise TraitError(error.say(self.language)) from error

    @validate("step")
    def _a_step(self, proposal: dict[str, Any]) -> int:
        step = int(proposal["value"])
        if not 0 <= step <= self.last:
            raise TraitError(f"step={step} does not exist: this graph has the steps 0 to {self.last}.")
        return step

    @observe("expression")
    def _draw_anew(self, _change: object = None) -> None:
        nodes = parse(self.expression)
        kept = {name: self.values.get(name, 1.0) for name in inputs_of(nodes)}
        with self.hold_sync():
            self.structure = structure_of(nodes)
            self.draft, self.complaint = self.expression, ""
            self.step = 0
            self.values = kept
            self._work_out()

    @observe("draft")
    def _try_draft(self, _change: object) -> None:
        try:
            parse(self.draft)
        except GraphError as error:
            self.complaint = error.say(self.language)
        else:
            self.complaint = ""
            self.expression = self.draft

    @observe("values", "language")
    def _work_out(self, _change: object = None) -> None:
        nodes = parse(self.expression)
        if not set(inputs_of(nodes)) <= set(self.values):
            return  # the values follow in a moment
        worked = run(nodes, self.values)
        self.value = worked.outputs[-1]
        self.problem = explained(nodes, worked, self.language)
        gradients = worked.gradients or [math.nan] * len(nodes)
        self.gradients = {node.name: gradients[place] for place, node in enumerate(nodes) if node.op == "input" and worked.gradients}
        self.nodes = [
            {"name": node.name, "op": node.op, "inputs": list(node.inputs), "value": worked.outputs[place], "gradient": gradients[place]}
            for place, node in enumerate(nodes)
        ]

    def prepare(self) -> None:
        """Work out values and gradients of what it starts with."""
        self.structure = structure_of(parse(self.expression))
        self.draft = self.expression
        self._work_out()

    def describe(self) -> str:
        """Say the expression, its result and the gradients.

        Returns
        -------
        str
        """
        said = f"{self.texts['title']}: {one_line(self.expression)} = {self.value:.5g}"
        if self.problem:
            return f"{said}; {self.problem}"
        return f"{said}; {self.texts['check_gradient']}: " + ", ".join(f"{name} {value:.5g}" for name, value in self.gradients.items())

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the graph with all its values, and its gradients unless they are to be predicted.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        nodes = parse(self.expression)
        worked = run(nodes, self.values)
        draw_graph(figure, words, nodes, worked, hide=self.predict)
        note = explained(nodes, worked, words.language)
        figure.suptitle(f"{one_line(self.expression)}" + (f"\n{note}" if note else ""), fontsize=11)


def explore_graph(expression: str = APPLES, /, *, language: str | None = None, **values: float) -> GraphExplorer:
    """Step through the computational graph of an expression: values forward, gradients backward.

    Parameters
    ----------
    expression : str
        In Python's notation, with single numbers: + - * / **, exp, log, sigmoid, tanh, relu, sin, cos, sqrt, square, max(a, b).
        Several lines, or parts between semicolons, give names to intermediate values: "s = w * x + b; loss = (s - t) ** 2".
    language : str, "en" or "ko", or None for the lesson's
    **values : float
        One for each name in the expression that is not worked out in it.

    Returns
    -------
    GraphExplorer
        Its traits `expression`, `values`, `step` and `predict` can be read and set; `value`, `gradients` and `nodes` follow.

    Raises
    ------
    ValueError
        If the expression holds something that is not supported, an input has no value, or a value is no finite number.

    Examples
    --------
    >>> explorer = explore_graph("(apple * 2 + orange * 3) * 1.1", apple=100, orange=150, language="en")
    >>> {name: round(gradient, 6) for name, gradient in explorer.gradients.items()}
    {'apple': 2.2, 'orange': 3.3}
    """
    speaks = lesson_language(language)
    try:
        numbers = checked(parse(expression), values, expression)
    except GraphError as error:
        raise ValueError(error.say(speaks)) from None
    return GraphExplorer(expression=expression, values=numbers, language=speaks)
