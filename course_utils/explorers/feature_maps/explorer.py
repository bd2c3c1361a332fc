"""The feature map explorer: what each layer of the student's own network makes of an image, and what one unit looks at."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from traitlets import Dict, Enum, Float, Int, List, TraitError, Unicode, observe, validate

from course_utils.explorers.feature_maps.album import Album
from course_utils.explorers.feature_maps.best import Finder
from course_utils.explorers.feature_maps.search import searchable
from course_utils.explorers.feature_maps.views import palettes, photo_view, sheet_view, spot_view, zoom_view
from course_utils.explorers.frame import Explorer, script, style
from course_utils.explorers.frame.words import StillWords
from course_utils.explorers.networks.network import Network
from course_utils.explorers.networks.pixels import MOST_CHANNELS, image_batch, labels_of
from course_utils.plots.style import frameless
from course_utils.plots.tiles import Tile, draw_tiles

HERE = Path(__file__).parent


class FeatureMapsExplorer(Explorer):
    """Images on one side, a network on the other; click a layer, a channel, a unit.

    Attributes
    ----------
    image : int
        Which of the images is looked at.
    layer : str
        The name of the layer whose maps are shown.
    channel : int
        The enlarged one.
    unit : list of two ints, or empty
        Row and column of the unit whose receptive field is drawn.
    page : int
        Which 64 channels are shown, from 0.
    by : str, "channel" or "unit"
        What a search ranks the images by: a channel's greatest value anywhere on the map, or the chosen unit's own.
    upload : dict
        A photo of the student's own, as photo.js sends it; made like the images and offered after them.
    best : dict
        What the last search found for the layer and channel that are shown; empty before it. Follows from the others.
    progress : float
        The share of a search that is done; -1 when none is running.
    """

    room = "feature_maps"
    _esm = script(HERE / "face.js")
    _css = style(HERE / "look.css")

    image = Int(0).tag(sync=True)
    layer = Unicode().tag(sync=True)
    channel = Int(0).tag(sync=True)
    unit = List(Int()).tag(sync=True)
    page = Int(0).tag(sync=True)
    by = Enum(["channel", "unit"], default_value="channel").tag(sync=True)
    upload = Dict().tag(sync=True)
    best = Dict().tag(sync=True)
    progress = Float(-1.0).tag(sync=True)
    # What the browser paints: worked out here, sent as bytes.
    palettes = Dict().tag(sync=True)
    layers: List[Any] = List().tag(sync=True)
    strip = Dict().tag(sync=True)
    photo = Dict().tag(sync=True)
    sheet = Dict().tag(sync=True)
    zoom = Dict().tag(sync=True)
    spot = Dict().tag(sync=True)

    def __init__(
        self, network: Network, album: Album, *, labels: Sequence[int] | None, class_names: Sequence[str] | None, language: str | None
    ) -> None:
        self._network, self._album = network, album
        self.class_names = class_names
        self._settling = False
        self._finder = Finder(network, album, labels, class_names)
        super().__init__(language=language)
        self.on_msg(self._hear)

    def prepare(self) -> None:
        """Show the first image and the first layer that has feature maps."""
        stages = [stage for stage in self._network.stages.values() if stage.has_maps]
        given = len(self._album.given)
        self.layers = [
            {"name": stage.name, "kind": stage.kind, "shape": list(stage.shape), "searched": searchable(self._network, stage.name, given)}
            for stage in stages
        ]
        self.palettes = palettes()
        self.strip = self._album.strip()
        self._new_image()
        self.layer = next((stage.name for stage in stages if stage.kind.endswith("Conv2D")), stages[0].name)

    @validate("image", "layer", "channel", "page", "unit")
    def _within(self, proposal: dict[str, Any]) -> object:
        name, value = proposal["trait"].name, proposal["value"]
        names = [entry["name"] for entry in self.layers]
        if name == "layer":
            if value not in names:
                raise TraitError(f"layer={value!r} has no feature maps here: choose one of {', '.join(names)}.")
            return value
        if name == "image":
            return self._known_image(value)
        height, width, channels = self._network.stages[self.layer].shape
        if name == "unit":
            if value and len(value) != 2:  # noqa: PLR2004 - row and column
                raise TraitError(f"unit={value} is no place on the map: give [row, column], or [] for none.")
            return [_counted("row", value[0], height), _counted("column", value[1], width)] if value else []
        return _counted(name, value, channels if name == "channel" else -(-(channels or 0) // MOST_CHANNELS))

    def _known_image(self, value: int) -> int:
        """Check the number of an image: one that is offered, or one that a search found."""
        if value not in self._album.numbers and value not in {item["number"] for item in self.best.get("items", ())}:
            raise TraitError(f"image={value} is not there: choose 0 to {self._album.offered - 1}, or one that a search found.")
        return value

    @validate("upload")
    def _a_photo(self, proposal: dict[str, Any]) -> dict[str, Any]:
        try:
            self._album.take_photo(proposal["value"])
        except ValueError as error:
            raise TraitError(str(error)) from error
        return dict(proposal["value"])

    @observe("upload")
    def _show_photo(self, _change: object) -> None:
        self.strip = self._album.strip()
        number = len(self._album.given)
        if self.image == number:
            self._new_image()
        else:
            self.image = number

    @observe("image")
    def _new_image(self, _change: object = None) -> None:
        if self.image not in self._album.numbers:
            self._album.welcome(self.image)
            self.strip = self._album.strip()
        self.photo = photo_view(self._network, self._album, self.image, self.class_names)
        if self.layer:
            self._compute()

    @observe("layer")
    def _new_layer(self, _change: object) -> None:
        self._settling = True
        self.page, self.channel, self.unit = 0, 0, []
        self._settling = False
        self._compute()

    @observe("page", "channel", "unit")
    def _new_part(self, change: dict[str, Any]) -> None:
        if not self._settling:
            self._paint(change["name"])

    def refresh(self) -> None:
        """Compute everything again, for example after the model was trained further."""
        self._finder.forget()
        self.best = {}
        self._compute()

    def _compute(self) -> None:
        """Compute the maps of the image and layer that are shown."""
        self._maps = self._network.maps(self.layer, self._album.image(self.image))
        self._paint("page")

    def _paint(self, changed: str) -> None:
        """Paint the part that changed, and what lies below it: the sheet, then the channel, then the unit."""
        stage = self._network.stages[self.layer]
        if changed == "page":
            self.sheet = sheet_view(self._maps, self.page)
        if changed in {"page", "channel"}:
            self.zoom = zoom_view(self._maps, stage, self.channel)
        self.spot = spot_view(self._maps, self._network, stage.name, self.channel, self.unit)
        self._show_best()

    @observe("by")
    def _show_best(self, _change: object = None) -> None:
        """Show what is already known of the layer, the channel and the unit."""
        asked = {"layer": self.layer, "channel": self.channel, "unit": self._ranked_unit()}
        if asked.items() <= self.best.items():
            return
        self.best = self._finder.view(self.layer, self.channel, self._ranked_unit())

    def _ranked_unit(self) -> list[int]:
        """Give the unit whose own value counts; nothing where the channel's greatest does."""
        return list(self.unit) if self.by == "unit" else []

    def _hear(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        """Search when the page asks for it."""
        if content.get("ask") == "search":
            self.search()

    def search(self) -> None:
        """Look through the images, at most 512, for those that excite the channel most; `best` then holds them.

        One search answers for all channels of the layer.
        """
        try:
            self._finder.search(self.layer, self._ranked_unit(), self._say_progress)
        finally:
            self.progress = -1.0
        self._show_best()

    def _say_progress(self, share: float) -> None:
        """Tell the page in steps that can be seen."""
        if share - self.progress >= 0.04 or share == 1:  # noqa: PLR2004 - a bar of 25 steps
            self.progress = share

    def describe(self) -> str:
        """Say the image, what it is taken for, and the layer.

        Returns
        -------
        str
        """
        maps = self.texts["maps"].format(layer=self.layer)
        return f"{maps} ({' x '.join(map(str, self._maps.shape))}), {self.texts['image'].format(number=self.image)}"

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw the image and the first channels of the layer.

        Parameters
        ----------
        figure : Figure
        words : StillWords
        """
        figure.set_size_inches(9.0, 4.1)
        left, right = figure.subplots(1, 2, width_ratios=(1, 2.6))
        picture = (self._album.image(self.image) - self._album.low) / (self._album.high - self._album.low)
        shown = picture[:, :, 0] if picture.shape[2] != 3 else picture.clip(0, 1)  # noqa: PLR2004 - colour
        left.imshow(shown, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
        frameless(left)
        best = self.photo["answers"][:1]
        left.set_title(f"{words.name(self.class_names, best[0]['number'])} {best[0]['value']:.0%}" if best and self.photo["sure"] else "")
        channels = min(32, self._maps.shape[2])
        floor, top = min(0.0, float(self._maps.min())), float(self._maps.max())
        tiles = [Tile(self._maps[:, :, channel], str(channel)) for channel in range(channels)]
        draw_tiles(right, tiles, 8, cmap="viridis", low=floor, high=top if top > floor else floor + 1)
        left_out = words("channels_left_out", shown=channels, total=self._maps.shape[2])
        right.set_title(
            f"{self.layer}: {' × '.join(map(str, self._maps.shape))}\n{left_out if channels < self._maps.shape[2] else ''}".strip()
        )


def _counted(name: str, value: int, count: int | None) -> int:
    """Check one number against how many there are."""
    if not 0 <= value < (count or 0):
        raise TraitError(f"{name}={value} is not there: choose 0 to {(count or 0) - 1}.")
    return value


def explore_feature_maps(
    model: Any,  # noqa: ANN401 - Keras comes without types
    images: ArrayLike,
    *,
    labels: ArrayLike | None = None,
    class_names: Sequence[str] | None = None,
    language: str | None = None,
) -> FeatureMapsExplorer:
    """Look at what every layer of a network makes of an image.

    Parameters
    ----------
    model : keras.Model
        Sequential or functional, with one input of images. Models used as layers are opened: their layers are named "model/layer".
    images : array, (N, H, W, C), (N, H, W) or one image
        As the model takes them: of its size, and in the units it was trained on. Your own photo is welcome. The first 24 are offered; up to
        512 are searched for those that excite a channel most.
    labels : int array, (N,), or None
        Named beside the images that a search finds; without them, what the model takes an image for.
    class_names : sequence of str, or None
        In the order of the model's outputs.
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    FeatureMapsExplorer
        Its traits `image`, `layer`, `channel`, `unit` and `by` can be read and set; `search()` fills `best`.

    Raises
    ------
    ValueError
        If the model cannot be looked into, or the images do not fit it.
    """
    network = Network(model)
    album = Album(image_batch(images, network.input_shape))
    right = None if labels is None else labels_of(labels, len(album.given))
    return FeatureMapsExplorer(network, album, labels=right, class_names=class_names, language=language)
