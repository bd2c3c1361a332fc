"""The convolution arithmetic explorer: windows on a grid, the formula with its numbers, and how far a stack of layers sees."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from traitlets import Any as Anything
from traitlets import Bool, Dict, Int, List, TraitError, Unicode, observe, validate

from course_utils.explorers.arithmetic import layers as stacks
from course_utils.explorers.arithmetic.still import draw_grids, draw_stack
from course_utils.explorers.arithmetic.windows import Windows, convolution, transposed_convolution
from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords

HERE = Path(__file__).parent
LIMITS = {"input_side": (1, 32), **stacks.LIMITS, "output_padding": (0, 4), "stack_side": (1, 512)}
SETTINGS = ("input_side", "kernel_size", "padding", "stride", "dilation", "transposed", "output_padding")


class ArithmeticExplorer(Explorer):
    """A window that walks over a grid of pixels, and a stack of layers with its receptive field.

    Attributes
    ----------
    input_side : int, pixels, 1..32
    kernel_size : int, 1..11
    padding : int, 0..10, or "valid", "same" or "full"
    stride, dilation : int, 1..5
    transposed : bool
    formula : bool
        Whether the formula of the output side stands below the settings; set it to False where sizes are to be counted.
    output_padding : int, 0..4
        Of a transposed convolution; "same" settles it itself.
    output_side : int
        Follows from those above; 0 where they are impossible.
    problem : str
        Why they are: "window_large", "output_empty", "output_padding_large"; else empty.
    step : int
        The present output place, row by row from 0.
    pixel : list of two ints, or empty
        Row and column of the input pixel whose outputs are shown.
    layers : list of dict with kind ("conv" or "pool"), kernel_size, stride, padding and dilation
    stack_side : int, pixels, 1..512
        The side of the image that the stack of layers reads.
    unit : int
        The chosen unit of the last layer, from 0 (of those along one side).
    stack : list of dict with output_side, jump, receptive_field and centre
        Of each layer; ends before the first whose window does not fit.
    receptive_field : int, pixels
        Of the last layer that fits.
    unit_reads : list of int
        The pixels along one side that the chosen unit reads; empty where a layer does not fit.
    """

    room = "arithmetic"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    input_side = Int(7).tag(sync=True)
    kernel_size = Int(3).tag(sync=True)
    padding = Anything(1).tag(sync=True)
    stride = Int(2).tag(sync=True)
    dilation = Int(1).tag(sync=True)
    transposed = Bool(default_value=False).tag(sync=True)
    formula = Bool(default_value=True).tag(sync=True)
    output_padding = Int(0).tag(sync=True)
    output_side = Int(0).tag(sync=True)
    problem = Unicode().tag(sync=True)
    step = Int(0).tag(sync=True)
    pixel = List(Int()).tag(sync=True)
    layers: List[Any] = List(default_value=stacks.PRESETS["three"][1]).tag(sync=True)
    stack_side = Int(stacks.PRESETS["three"][0]).tag(sync=True)
    unit = Int(4).tag(sync=True)
    stack: List[Any] = List().tag(sync=True)
    receptive_field = Int(1).tag(sync=True)
    unit_reads = List(Int()).tag(sync=True)
    limits = Dict({**LIMITS, "padding": (0, stacks.MOST_PADDING), "layers": (1, stacks.MOST_LAYERS)}, read_only=True).tag(sync=True)
    presets = Dict({name: list(preset) for name, preset in stacks.PRESETS.items()}, read_only=True).tag(sync=True)

    def windows(self) -> Windows:
        """Describe how the windows lie along one side.

        Returns
        -------
        Windows
        """
        options = {"padding": self.padding, "stride": self.stride, "dilation": self.dilation}
        if self.transposed:
            return transposed_convolution(self.input_side, self.kernel_size, **options, output_padding=self.output_padding)
        return convolution(self.input_side, self.kernel_size, **options)

    def _obstacle(self) -> str:
        """Name what makes the settings impossible."""
        if self.transposed and self.padding != "same" and self.output_padding >= max(self.stride, self.dilation):
            return "output_padding_large"
        return "" if self.windows().outputs else "output_empty" if self.transposed else "window_large"

    def _reason(self) -> dict[str, int]:
        """Give the numbers that the words of a problem speak of."""
        windows = self.windows()
        return {"window": windows.window, "padded": windows.total, "most": max(self.stride, self.dilation) - 1}

    def _outputs(self) -> int:
        return 0 if self._obstacle() else self.windows().outputs

    @validate(*LIMITS)
    def _in_range(self, proposal: dict[str, Any]) -> int:
        name, value = proposal["trait"].name, proposal["value"]
        _check_number(name, value, TraitError)
        return int(value)

    @validate("padding")
    def _zeros(self, proposal: dict[str, Any]) -> int | str:
        try:
            return stacks.checked_padding(proposal["value"])
        except ValueError as error:
            raise TraitError(str(error)) from error

    @validate("layers")
    def _a_stack(self, proposal: dict[str, Any]) -> list[stacks.Layer]:
        try:
            return stacks.checked(proposal["value"])
        except ValueError as error:
            raise TraitError(str(error)) from error

    @validate("step", "unit", "pixel")
    def _there(self, proposal: dict[str, Any]) -> int | list[int]:
        name, value = proposal["trait"].name, proposal["value"]
        if name == "pixel":
            if value and (len(value) != 2 or not all(0 <= place < self.input_side for place in value)):  # noqa: PLR2004 - row, column
                raise TraitError(f"pixel={value} is not there: give [row, column], each 0 to {self.input_side - 1}, or [] for none.")
            return [int(place) for place in value]
        count = self._outputs() ** 2 if name == "step" else self._units()
        if not 0 <= value < max(1, count):
            raise TraitError(f"{name}={value} is not there: choose 0 to {max(1, count) - 1}.")
        return int(value)

    def _units(self) -> int:
        rows = stacks.measured(self.layers, self.stack_side)
        return rows[-1]["output_side"] if len(rows) == len(self.layers) else 0

    @observe(*SETTINGS)
    def _measure(self, _change: object = None) -> None:
        self.problem = self._obstacle()
        self.output_side = self._outputs()
        self.step = min(self.step, max(0, self.output_side**2 - 1))
        if any(place >= self.input_side for place in self.pixel):
            self.pixel = []

    @observe("layers", "stack_side", "unit")
    def _look_back(self, _change: object = None) -> None:
        self.stack = stacks.measured(self.layers, self.stack_side)
        self.receptive_field = self.stack[-1]["receptive_field"] if self.stack else 1
        self.unit = min(self.unit, max(0, self._units() - 1))
        self.unit_reads = stacks.traced(self.layers, self.stack_side, self.unit)[0] if self._units() else []

    def prepare(self) -> None:
        """Work out both parts from what it starts with."""
        self._measure()
        self._look_back()

    def describe(self) -> str:
        """Say the settings, the output side and the receptive field.

        Returns
        -------
        str
        """
        kind = self.texts["transposed" if self.transposed else "convolution"]
        settings = f"n = {self.input_side}, k = {self.kernel_size}, p = {self.padding}, s = {self.stride}, d = {self.dilation}"
        result = self.texts[self.problem].format(**self._reason()) if self.problem else f"o = {self.output_side}"
        field = self.texts["still_field"].format(layers=len(self.stack), field=self.receptive_field)
        return f"{kind}: {settings}; {result}. {field}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw both grids with the present window, and the stack's receptive field.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        figure.set_size_inches(10.0, 4.4)
        left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        draw_grids(left, self.windows(), self.step)
        kind = words("transposed" if self.transposed else "convolution")
        numbers = f"n = {self.input_side}, k = {self.kernel_size}, p = {self.padding}, s = {self.stride}, d = {self.dilation}"
        left.set_title(f"{kind}: {numbers}\n{words(self.problem, **self._reason()) if self.problem else f'o = {self.output_side}'}")
        kinds = [f"{words(one['kind'])} {one['kernel_size']}×{one['kernel_size']}" for one in self.layers]
        draw_stack(right, self.layers, self.stack_side, self.unit, [words("image"), *kinds])
        right.set_title(words("still_field", layers=len(self.stack), field=self.receptive_field))


def _check_number(name: str, value: object, kind: type[Exception]) -> None:
    low, high = LIMITS[name]
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise kind(f"{name}={value!r} does not fit: give a whole number from {low} to {high}.")


def explore_arithmetic(
    input_side: int = 7,
    kernel_size: int = 3,
    *,
    padding: int | str = 1,
    stride: int = 2,
    dilation: int = 1,
    transposed: bool = False,
    layers: Sequence[Mapping[str, Any]] | None = None,
    language: str | None = None,
) -> ArithmeticExplorer:
    """Walk a window over a grid and see what convolution does to sizes; then stack layers and see how far they look.

    Parameters
    ----------
    input_side : int, pixels, 1..32
    kernel_size : int, 1..11
    padding : int, zeros on each side, 0..10; or "valid", "same" or "full"
        "same" is Keras's: the odd zero comes after the last pixel, and the output has ceil(input_side / stride) places.
    stride, dilation : int, 1..5
    transposed : bool
        The convolution that goes back from an output's shape to an input's.
    layers : sequence of mappings, or None for three 3 x 3 convolutions
        Each with kind ("conv" or "pool"), kernel_size, stride, padding and dilation, as far as they differ from the usual.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    ArithmeticExplorer
        All its traits can be set; `output_side`, `problem`, `stack`, `receptive_field` and `unit_reads` follow.

    Raises
    ------
    ValueError
        If a number is out of its range, or layers are no such list.

    Notes
    -----
    o = floor((n + 2p - d(k - 1) - 1) / s) + 1, and (n - 1)s - 2p + d(k - 1) + 1 + output padding for a transposed convolution.
    Dumoulin & Visin (2016), A guide to convolution arithmetic for deep learning, arXiv:1603.07285.
    """
    numbers = {"input_side": input_side, "kernel_size": kernel_size, "stride": stride, "dilation": dilation}
    for name, value in numbers.items():
        _check_number(name, value, ValueError)
    if not isinstance(transposed, bool):
        raise ValueError(f"transposed={transposed!r} does not fit: give True or False.")  # noqa: TRY004 - as for every other value
    stack = {} if layers is None else {"layers": stacks.checked(layers), "stack_side": LIMITS["input_side"][1]}
    return ArithmeticExplorer(**numbers, padding=stacks.checked_padding(padding), transposed=transposed, **stack, language=language)
