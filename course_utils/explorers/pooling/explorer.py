"""The pooling explorer: a window that walks over an image, what is left of it, and how little a shift changes."""

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray
from traitlets import Bytes, Enum, Int, List, TraitError, observe, validate

from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.pooling.pictures import GLOBAL, KINDS, Picture, picture_from, pooled, share_unchanged, shifted
from course_utils.nn.convolution import output_side
from course_utils.nn.pooling import pool_padding
from course_utils.plots.style import RED, frameless

HERE = Path(__file__).parent
MOST_SIZE = 8
MOST_SHIFT = 4
MOST_NUMBERS = 12  # places per side up to which the numbers are written in


class PoolingExplorer(Explorer):
    """An image and what pooling leaves of it.

    Attributes
    ----------
    pool : str, "max", "average", "min", "global_max" or "global_average"
    pool_size, stride : int, 1..8, at most the image's shorter side
    padding : str, "valid" or "same"
    shift : list of two ints, 0..4
        By how many rows down and columns to the right the image was moved before it is pooled.
    position : list of two ints
        Row and column of the chosen number of the result.
    output_shape : list of three ints
        Rows, columns and channels of the result. Follows from the others.
    shape : list of three ints
        Of the image; large ones are averaged down.
    reduced : int
        By how much: 3 means that squares of 3 x 3 pixels became one. 1 for an image that was small enough.
    """

    room = "pooling"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    pool = Enum(list(KINDS), default_value="max").tag(sync=True)
    pool_size = Int(2).tag(sync=True)
    stride = Int(2).tag(sync=True)
    padding = Enum(["valid", "same"], default_value="valid").tag(sync=True)
    shift = List(Int(), default_value=[0, 0]).tag(sync=True)
    position = List(Int(), default_value=[0, 0]).tag(sync=True)
    output_shape = List(Int()).tag(sync=True)
    shape = List(Int()).tag(sync=True)
    reduced = Int(1).tag(sync=True)
    given = List(Int()).tag(sync=True)
    pixels = Bytes().tag(sync=True)
    bounds: List[Any] = List([0.0, 1.0]).tag(sync=True)

    def __init__(self, picture: Picture, given: tuple[int, ...], *, language: str | None, **traits: Any) -> None:  # noqa: ANN401 - traits
        self._picture = picture
        values = picture.values
        sent = {"pixels": values.tobytes(), "shape": list(values.shape), "bounds": [picture.low, picture.high]}
        super().__init__(language=language, reduced=picture.reduced, given=list(given), **sent, **traits)

    @property
    def image(self) -> NDArray[Any]:
        """The image that is pooled now, shifted, in the shape it was given in: (H, W) or (H, W, C)."""
        return self._like_given(shifted(self._picture.values, *self.shift))

    @property
    def result(self) -> NDArray[Any]:
        """What pooling makes of the shifted image: (H_out, W_out) or (H_out, W_out, C)."""
        return self._like_given(self._pooled(self.shift))

    @property
    def unchanged(self) -> list[float]:
        """The shares of values that are the same as without the shift: of the image, and of the pooled result."""
        values, span = self._picture.values, self._picture.high - self._picture.low
        return [
            share_unchanged(values, shifted(values, *self.shift), span),
            share_unchanged(self._pooled([0, 0]), self._pooled(self.shift), span),
        ]

    def _pooled(self, shift: list[int]) -> NDArray[np.float64]:
        return pooled(shifted(self._picture.values, *shift), self.pool, self.pool_size, self.stride, self.padding)

    def _like_given(self, values: NDArray[Any]) -> NDArray[Any]:
        return values[:, :, 0] if self._picture.plain else values

    def sides(self) -> list[int]:
        """Count the rows and columns of the result.

        Returns
        -------
        list of two ints
        """
        if self.pool in GLOBAL:
            return [1, 1]
        pads = [pool_padding(side, self.pool_size, stride=self.stride, padding=self.padding) for side in self._picture.values.shape[:2]]
        return [
            output_side(side + sum(pad), self.pool_size, stride=self.stride)
            for side, pad in zip(self._picture.values.shape[:2], pads, strict=True)
        ]

    @validate("pool_size", "stride")
    def _fits(self, proposal: dict[str, Any]) -> int:
        _check_size(proposal["trait"].name, proposal["value"], self._picture, TraitError)
        return int(proposal["value"])

    @validate("shift")
    def _near(self, proposal: dict[str, Any]) -> list[int]:
        shift = list(proposal["value"])
        if len(shift) != 2 or not all(0 <= part <= MOST_SHIFT for part in shift):  # noqa: PLR2004 - rows and columns
            raise TraitError(f"shift={shift} does not fit: give [rows, columns], each a whole number from 0 to {MOST_SHIFT}.")
        return shift

    @validate("position")
    def _there(self, proposal: dict[str, Any]) -> list[int]:
        position, sides = list(proposal["value"]), self.sides()
        if len(position) != 2 or not all(0 <= place < side for place, side in zip(position, sides, strict=True)):  # noqa: PLR2004
            raise TraitError(f"position={position} is not there: give [row, column] below {sides}.")
        return position

    @observe("pool", "pool_size", "stride", "padding")
    def _measure(self, _change: object = None) -> None:
        sides = self.sides()
        self.output_shape = [*sides, self._picture.values.shape[2]]
        self.position = [min(place, side - 1) for place, side in zip(self.position, sides, strict=True)]

    def prepare(self) -> None:
        """Work out the shape of the result; in a picture too large for its numbers, begin in the middle."""
        self._measure()
        if max(self.shape[:2]) > MOST_NUMBERS:
            self.position = [side // 2 for side in self.output_shape[:2]]

    def describe(self) -> str:
        """Say the pooling, both shapes, and what a shift left unchanged.

        Returns
        -------
        str
        """
        shapes = f"{' × '.join(map(str, self.shape))} → {' × '.join(map(str, self.output_shape))}"
        before, after = (f"{share:.0%}" for share in self.unchanged)
        moved = f"; {self.texts['unchanged_line'].format(before=before, after=after)}" if any(self.shift) else ""
        size = "" if self.pool in GLOBAL else f" {self.pool_size} × {self.pool_size}"
        return f"{self.texts[self.pool]}{size}: {shapes}{moved}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the image with the window, and the result.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        figure.set_size_inches(8.4, 4.2)
        left, right = figure.subplots(1, 2)
        height, width, _ = self.shape
        values, result = shifted(self._picture.values, *self.shift), self._pooled(self.shift)
        self._show(left, values)
        self._show(right, result)
        corners = [[0, 0], [height, width]]
        if self.pool not in GLOBAL:
            pads = [pool_padding(side, self.pool_size, stride=self.stride, padding=self.padding)[0] for side in (height, width)]
            starts = [place * self.stride - pad for place, pad in zip(self.position, pads, strict=True)]
            corners = [starts, [self.pool_size, self.pool_size]]
            right.add_patch(Rectangle((self.position[1] - 0.5, self.position[0] - 0.5), 1, 1, fill=False, edgecolor=RED, linewidth=2))
        (top, start), (high, wide) = corners
        left.add_patch(Rectangle((start - 0.5, top - 0.5), wide, high, fill=False, edgecolor=RED, linewidth=2, clip_on=False))
        left.set_title(f"{words('image')}: {' × '.join(map(str, self.shape))}")
        right.set_title(f"{words(self.pool)}: {' × '.join(map(str, self.output_shape))}")

    def _show(self, axes: Axes, values: NDArray[Any]) -> None:
        low, high = self._picture.low, self._picture.high
        grey = values.shape[2] == 1
        bright = np.clip((values - low) / (high - low), 0, 1)
        axes.imshow(bright[:, :, 0] if grey else bright, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
        frameless(axes)
        if grey and max(values.shape) <= MOST_NUMBERS:
            for (row, column), value in np.ndenumerate(values[:, :, 0]):
                colour = "black" if bright[row, column, 0] > 0.5 else "white"  # noqa: PLR2004 - half way to white
                axes.text(column, row, f"{value:.4g}", ha="center", va="center", color=colour, fontsize=12)


def _check_size(name: str, value: object, picture: Picture, kind: type[Exception]) -> None:
    height, width = picture.values.shape[:2]
    most = min(MOST_SIZE, height, width) if name == "pool_size" else MOST_SIZE
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise kind(f"{name}={value!r} does not fit an image of {height} x {width}: give a whole number from 1 to {most}.")


def explore_pooling(
    image: ArrayLike | None = None,
    *,
    pool: str = "max",
    pool_size: int = 2,
    stride: int | None = None,
    padding: str = "valid",
    language: str | None = None,
) -> PoolingExplorer:
    """See one number come out of each window, and how much of the result a small shift of the image leaves unchanged.

    Parameters
    ----------
    image : array, (H, W), (H, W, 1) or (H, W, 3), or None for scikit-learn's flower
        Numbers are written in up to 12 rows and columns. An image above 256 pixels is averaged down.
    pool : str, "max", "average", "min", "global_max" or "global_average"
    pool_size : int, 1..8, at most the image's shorter side
    stride : int, 1..8, or None for pool_size
    padding : str, "valid" or "same"
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    PoolingExplorer
        Its traits `pool`, `pool_size`, `stride`, `padding`, `shift` and `position` can be read and set;
        `image`, `result` and `unchanged` follow.

    Raises
    ------
    ValueError
        If it is no image, or the window does not fit it.

    Notes
    -----
    Every channel is pooled by itself. Goodfellow, Bengio & Courville (2016), Deep Learning, section 9.3 (figure 9.8 for the shift).
    """
    picture = picture_from(image)
    step = pool_size if stride is None else stride
    for name, value in {"pool_size": pool_size, "stride": step}.items():
        _check_size(name, value, picture, ValueError)
    for name, word, known in (("pool", pool, KINDS), ("padding", padding, ("valid", "same"))):
        if word not in known:
            raise ValueError(f"{name}={word!r} is not known: choose {', '.join(map(repr, known))}.")
    given = picture.values.shape if image is None else np.shape(image)
    return PoolingExplorer(picture, given, pool=pool, pool_size=pool_size, stride=step, padding=padding, language=language)
