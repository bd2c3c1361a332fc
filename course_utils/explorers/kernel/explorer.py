"""The kernel explorer: an image, a kernel to change, and the feature map that follows."""

from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray
from traitlets import Bool, Dict, Enum, Int, List, TraitError, Unicode, default, observe, validate

from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.photos import MOST_SIDE, Photo, flower, photo_of, unpacked
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.kernel.given import SQUARE, Checked, checked_kernel, checked_padding, checked_step
from course_utils.explorers.kernel.presets import PRESETS, SIZES, effective, name_of, presets_of, table
from course_utils.explorers.kernel.still import draw_kernel
from course_utils.explorers.kernel.sums import CHANNELS, VIEWS, Floats, Slide, fitting_view, looked_at, sums_of

HERE = Path(__file__).parent


class KernelExplorer(Explorer):
    """An image under a kernel whose numbers can be changed.

    Attributes
    ----------
    kernel : list of lists of float, K rows of K numbers, K in 1, 3, 5, 7
    preset : str
        The kernel's name; "own" if it has none. Setting it sets `kernel`, `normalise` and `view`.
    normalise : bool
        Divide the kernel by its sum, unless that is 0.
    stride, dilation : int, pixels, 1..16
    padding : int, pixels of zeros on each side, 0..16, or "same"
    channel : str, "grey", "red", "green", "blue" or "all"
        "all" applies the kernel to each channel and adds the three sums, as a CNN does. Grey images have only "grey".
    view : str, "signed", "clipped" or "absolute"
        Blue and red around 0; black to white as the image, cut off; or the size without the sign.
    position : list of two ints, [row, column] of the result that is worked out
    photo : dict
        The image as bytes; `image` reads and sets it.
    note : str
        Where the image is from, and what was done to it; may be empty.
    """

    room = "kernel"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    photo = Dict().tag(sync=True)
    kernel = Checked(checked_kernel, [[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]).tag(sync=True)
    preset = Enum([*PRESETS, "own"], default_value="identity").tag(sync=True)
    presets = Dict(table(), read_only=True).tag(sync=True)
    normalise = Bool().tag(sync=True)
    stride = Checked(checked_step, 1).tag(sync=True)
    padding = Checked(checked_padding, 0).tag(sync=True)
    dilation = Checked(checked_step, 1).tag(sync=True)
    channel = Enum(CHANNELS, default_value="grey").tag(sync=True)
    view = Enum(VIEWS).tag(sync=True)
    position = List(Int(), default_value=[0, 0]).tag(sync=True)
    note = Unicode().tag(sync=True)

    def prepare(self) -> None:
        """Begin in the middle of the result."""
        self._recognise()
        rows, columns = self.slide.places(self._sides)
        self.position = [rows // 2, columns // 2]

    # ---- what follows from the traits

    @property
    def image(self) -> NDArray[Any]:
        """The image: uint8 or float32, (H, W) or (H, W, 3). Setting it shows another one."""
        pixels = self._photo.pixels
        return pixels[:, :, 0] if pixels.shape[2] == 1 else pixels

    @image.setter
    def image(self, image: ArrayLike) -> None:
        self.photo = photo_of(image).packed()

    @property
    def effective_kernel(self) -> Floats:
        """The numbers that are multiplied, float array, (K, K): `kernel`, divided by its sum where `normalise` asks for it."""
        return effective(self.kernel, normalise=self.normalise)

    @property
    def result(self) -> Floats:
        """The feature map, float array, (H_out, W_out), computed by course_utils.nn.convolution.cross_correlate."""
        return sums_of(self.seen, self.effective_kernel, self.slide)

    @property
    def seen(self) -> Floats:
        """What the kernel slides over, float array, (H, W, 1), or (H, W, 3) where `channel` is "all"."""
        return looked_at(self._photo, self.channel)

    @property
    def slide(self) -> Slide:
        """How the window moves: its size, stride, padding and dilation."""
        return Slide(len(self.kernel), self.stride, self.padding, self.dilation)

    @property
    def _photo(self) -> Photo:
        return unpacked(self.photo)

    @property
    def _sides(self) -> tuple[int, int]:
        return self.photo["height"], self.photo["width"]

    @default("view")
    def _a_fitting_view(self) -> str:
        return fitting_view(self.result, self._photo.span)

    # ---- what may be set

    @validate("photo")
    def _a_photo(self, proposal: dict[str, Any]) -> dict[str, Any]:
        try:
            photo = unpacked(proposal["value"]).packed()
        except ValueError as error:
            raise TraitError(str(error)) from error
        self._must_fit(photo=photo)
        return photo

    @validate("kernel", "stride", "padding", "dilation")
    def _a_window_that_fits(self, proposal: dict[str, Any]) -> Any:  # noqa: ANN401 - as many types as traits
        self._must_fit(**{proposal["trait"].name: proposal["value"]})
        return proposal["value"]

    def _must_fit(self, **new: Any) -> None:  # noqa: ANN401 - as many types as traits
        """Refuse what would leave no place for the window, before anything has changed."""
        now = {name: new.get(name, getattr(self, name)) for name in ("photo", "kernel", "stride", "padding", "dilation")}
        try:
            if now["photo"]:
                slide = Slide(len(now["kernel"]), now["stride"], now["padding"], now["dilation"])
                slide.places((now["photo"]["height"], now["photo"]["width"]))
        except ValueError as error:
            raise TraitError(str(error)) from error

    @validate("channel")
    def _a_channel_there_is(self, proposal: dict[str, Any]) -> str:
        channel: str = proposal["value"]
        if self.photo and self.photo["channels"] == 1 and channel != "grey":
            raise TraitError(f"channel={channel!r} needs a colour image, and this one is grey: choose 'grey', or give an image (H, W, 3).")
        return channel

    @validate("position")
    def _a_place_there_is(self, proposal: dict[str, Any]) -> list[int]:
        position: list[int] = proposal["value"]
        sides = self.slide.places(self._sides)
        if len(position) != len(sides) or not all(0 <= place < side for place, side in zip(position, sides, strict=True)):
            raise TraitError(f"position={position} is outside the result, which is {sides[0]} x {sides[1]}: count from [0, 0].")
        return position

    @observe("preset")
    def _take_preset(self, _change: object) -> None:
        size = len(self.kernel)
        if self.preset not in presets_of(size) or name_of(self.effective_kernel) == self.preset:
            return
        preset = PRESETS[self.preset]
        self.set_trait("kernel", preset.make(size).tolist())
        self.normalise, self.view = preset.normalise, preset.view

    @observe("kernel", "normalise")
    def _recognise(self, _change: object = None) -> None:
        self.preset = name_of(self.effective_kernel)

    @observe("photo")
    def _keep_a_channel(self, _change: object) -> None:
        if self.photo["channels"] == 1:
            self.channel = "grey"

    @observe("photo", "kernel", "stride", "padding", "dilation")
    def _keep_a_place(self, _change: object) -> None:
        sides = self.slide.places(self._sides)
        self.position = [min(place, side - 1) for place, side in zip(self.position, sides, strict=True)]

    @observe("photo", "texts")
    def _annotate(self, _change: object) -> None:
        was = self.photo["was"]
        shrunk = self.texts["shrunk"].format(height=was[0], width=was[1], most=MOST_SIDE) if was else ""
        self.note = " ".join(filter(None, [shrunk, self.photo["credit"]]))

    # ---- what is said and drawn

    def describe(self) -> str:
        """Say the kernel, how it moves and what came out.

        Returns
        -------
        str
        """
        result = self.result
        title = self.texts[f"preset_{self.preset}"]
        return (
            f"{self.texts['title']} “{title}”, {len(self.kernel)} × {len(self.kernel)}: "
            f"{self._sides[0]} × {self._sides[1]} → {result.shape[0]} × {result.shape[1]}, "
            f"{result.min():.4g} … {result.max():.4g}"
        )

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the image with the window, the kernel, and the result.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        draw_kernel(figure, words, self)


def explore_kernel(  # noqa: PLR0913 - all but two by keyword, each one control of the page
    image: ArrayLike | None = None,
    kernel: str | ArrayLike = "identity",
    *,
    size: int | None = None,
    stride: int = 1,
    padding: int | str = 0,
    dilation: int = 1,
    channel: str = "grey",
    normalise: bool | None = None,
    language: str | None = None,
) -> KernelExplorer:
    """Change a kernel number by number and watch what it makes of an image.

    Parameters
    ----------
    image : array or lists, (H, W), (H, W, 1) or (H, W, 3), or None for a photograph of a flower
        Whole numbers 0..255, or floats of any range: sums are made of the values as they are.
        A side beyond 256 pixels is averaged down, and the page says so.
    kernel : str, or array or lists, (K, K)
        A name: "identity", "box", "gaussian", "sharpen", "emboss", "outline", "sobel_x", "sobel_y", "laplacian";
        or your own finite numbers. K is 3, 5 or 7, as in the course, or 1: an odd square has a middle.
    size : int, 3, 5 or 7, or None
        The side K of a named kernel, 3 by default; your own numbers have their own.
    stride : int, pixels, 1..16
    padding : int, pixels of zeros on each side, 0..16; or "valid" (0), or "same" (as many as Keras puts)
    dilation : int, pixels from one number of the kernel to the next, 1..16
    channel : str, "grey", "red", "green", "blue" or "all"
        "all" slides the kernel over each channel and adds the three sums, as a CNN does. Grey images have only "grey".
    normalise : bool, or None
        Divide the kernel by its sum, unless that is 0. None: as the named kernel is meant, and not for your own.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    KernelExplorer
        Its traits `kernel`, `preset`, `normalise`, `stride`, `padding`, `dilation`, `channel`, `view`, `position` can be read and set;
        `image` too; `effective_kernel` and `result` can be read.

    Raises
    ------
    ValueError
        If the image is none, the kernel is no odd square of finite numbers, the window does not fit into the padded image,
        or a choice is not one of those above.

    Notes
    -----
    The kernel is not flipped, as in a CNN. Dumoulin & Visin (2016), arXiv:1603.07285.
    """
    if isinstance(kernel, str) and kernel not in PRESETS:
        raise ValueError(f"kernel={kernel!r} is not known: choose {', '.join(map(repr, PRESETS))}, or {SQUARE}")
    if channel not in CHANNELS:
        raise ValueError(f"channel={channel!r} is not known: choose {', '.join(map(repr, CHANNELS))}.")
    preset = PRESETS[kernel] if isinstance(kernel, str) else None
    if size not in {None, *SIZES[1:]}:
        raise ValueError(f"size={size!r} does not fit: a named kernel has a side of 3, 5 or 7.")
    numbers = checked_kernel(kernel if preset is None else preset.make(size or 3))
    if size is not None and size != len(numbers):
        raise ValueError(f"size={size} does not fit your own kernel of {len(numbers)} x {len(numbers)}: leave size out.")
    photo = flower() if image is None else photo_of(image)
    divide = bool(preset and preset.normalise) if normalise is None else bool(normalise)
    traits = {"photo": photo.packed(), "kernel": numbers, "normalise": divide, "channel": channel}
    traits |= {"view": preset.view} if preset else {}
    steps = {"stride": checked_step(stride), "padding": checked_padding(padding), "dilation": checked_step(dilation)}
    try:
        return KernelExplorer(**traits, **steps, language=language)
    except TraitError as error:
        raise ValueError(str(error)) from error
