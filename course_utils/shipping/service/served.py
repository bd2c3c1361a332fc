"""A version in use: its card, what runs it, and what explains its answers."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.shipping.cards.card import Card, read_card
from course_utils.shipping.formats.kinds import FORMATS, ShippingError
from course_utils.shipping.formats.running import Runner, open_model
from course_utils.shipping.registry.registry import Registry, Version

_PREFERRED = ("litert", "onnx", "keras", "litert_dynamic", "litert_int8")  # exact and fast first


@dataclass(eq=False)
class Served:
    """A network in use.

    Parameters
    ----------
    number : int, its version; 0 for a file outside a registry
    card : Card
    runner : Runner
    keras_file : Path or None, needed to explain answers
    """

    number: int
    card: Card
    runner: Runner
    keras_file: Path | None
    _explainer: Any = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def side(self) -> int:
        """Pixels of the square images it takes."""
        return self.runner.shape[0]

    def heatmap(self, image: NDArray[np.uint8], label: int) -> NDArray[np.float32]:
        """Ask by Grad-CAM what spoke for a class; loads the Keras network at the first call.

        Parameters
        ----------
        image : uint8 array (side, side, 3)
        label : int

        Returns
        -------
        float32 array (h, w), 0 to 1

        Raises
        ------
        ShippingError
            If the version was shipped without its Keras file, or has no feature maps.
        """
        if self.keras_file is None:
            raise ShippingError(f"version {self.number} was shipped without its Keras file, which Grad-CAM needs.")
        from course_utils.explorers.saliency.attributions import grad_cam  # noqa: PLC0415 - loads Keras
        from course_utils.explorers.saliency.classifier import Classifier  # noqa: PLC0415 - likewise

        with self._lock:
            if self._explainer is None:
                import keras  # noqa: PLC0415 - likewise

                self._explainer = Classifier(keras.saving.load_model(self.keras_file, compile=False))
            if not self._explainer.layers:
                raise ShippingError(f"version {self.number} has no feature maps, which Grad-CAM needs.")
            layer = self._explainer.layers[self._explainer.main_layer]
            found = grad_cam(self._explainer, image.astype(np.float32), label, layer)
        most = float(found.max())
        return found / most if most > 0 else found


def opened_version(version: Version, form: str | None = None, *, threads: int = 1) -> Served:
    """Open a version of a registry.

    Parameters
    ----------
    version : Version
    form : str, optional; by default the fastest format it was shipped in that answers exactly as trained
    threads : int, at least 1

    Returns
    -------
    Served

    Raises
    ------
    ShippingError
        If it has no such file, or it cannot be opened.
    """
    chosen = form or next((each for each in _PREFERRED if each in version.card.files), FORMATS[0])
    keras_file = version.file("keras") if "keras" in version.card.files else None
    return _fitting(Served(version.number, version.card, open_model(version.file(chosen), threads=threads), keras_file))


def opened_file(path: Path, *, threads: int = 1) -> Served:
    """Open a file outside a registry; a `card.json` beside it names its classes.

    Parameters
    ----------
    path : Path
    threads : int, at least 1

    Returns
    -------
    Served, of number 0

    Raises
    ------
    ShippingError
        If it cannot be opened, or the card is damaged or another network's.
    """
    runner = open_model(path, threads=threads)
    beside = path.with_name("card.json")
    try:
        card = read_card(beside.read_text(encoding="utf-8")) if beside.is_file() else _plain_card(path, runner)
    except ValueError as problem:
        raise ShippingError(f"{beside}: {problem}") from problem
    return _fitting(Served(0, card, runner, path if path.suffix == ".keras" else None))


def opened_registry(registry: Registry, form: str | None = None, *, threads: int = 1) -> Served:
    """Open the version of a registry that is in use.

    Parameters
    ----------
    registry : Registry
    form, threads : as for `opened_version`

    Returns
    -------
    Served

    Raises
    ------
    ShippingError
        If none is.
    """
    version = registry.current()
    if version is None:
        there = ", ".join(str(each.number) for each in registry.versions()) or "none"
        raise ShippingError(
            f"{registry.folder} has no version in use (versions: {there}). Promote one: petals models promote {registry.folder} 1"
        )
    return opened_version(version, form, threads=threads)


def _plain_card(path: Path, runner: Runner) -> Card:
    count = runner(np.zeros((1, *runner.shape), np.uint8)).shape[1]
    names = {"en": [f"class {place}" for place in range(count)], "ko": [f"클래스 {place}" for place in range(count)]}
    unknown = {"en": "Not stated: there is no card.json beside the file.", "ko": "카드(card.json)가 없어 알 수 없습니다."}
    name = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in path.stem.lower()).strip("-")[:64] or "model"
    data = {"name": "?", "source": "?", "origin": "?", "licence": "?", "train": 0, "test": 0, "sha256": "?"}
    return Card(name, runner.shape[0], names, data, {}, {}, 0, unknown, unknown)


def _fitting(served: Served) -> Served:
    """Refuse a network that is no classifier of square colour images, or a card with another number of classes."""
    height, width, channels = served.runner.shape
    if height != width or channels != 3:  # noqa: PLR2004 - red, green and blue
        raise ShippingError(f"the service answers square colour images; this network takes {height} x {width} x {channels}.")
    answer = served.runner(np.zeros((1, *served.runner.shape), np.uint8))
    if answer.ndim != 2 or answer.shape[1] != len(served.card.classes["en"]):  # noqa: PLR2004 - images and classes
        raise ShippingError(f"the card names {len(served.card.classes['en'])} classes, but the network answers with shape {answer.shape}.")
    return served
