"""The course's own small backbone: how it is built, and where its weights lie. `scripts/train_backbone.py` trains it."""

import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.backbones.catalogue import WeightsError

if TYPE_CHECKING:
    import keras

WEIGHTS = Path(__file__).with_name("course.npz")
CARD = Path(__file__).with_name("course.toml")
WIDTHS = (32, 64, 128, 256)
SMALLEST = 32  # pixels; the last maps of smaller images would have a single place
STAGES = tuple(f"stage{number}_out" for number in range(1, len(WIDTHS)))
LAST_BLOCK = f"stage{len(WIDTHS) - 1}_enter"


def own_network(side: int | None) -> "keras.Model":
    """Build the course's own backbone, with random weights.

    A first convolution of stride 2; then three stages, each one convolution, pooling, and a residual block (He et al. 2016,
    arXiv:1512.03385). The maps of all three stages come out, averaged down to the size of the last: what small photographs of ten kinds of
    things taught the last stage alone serves other pictures less well (on 200 flower photographs a linear head is right on 54 % with the
    last stage, on 64 % with all three).

    Parameters
    ----------
    side : int, pixels, at least 32; None for images of any size

    Returns
    -------
    keras.Model, images (N, side, side, 3) of grey levels 0..255 -> feature maps (N, side / 16, side / 16, 64 + 128 + 256)
    """
    import keras  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import
    from keras import layers  # noqa: PLC0415 - likewise

    images = keras.Input((side, side, 3))
    maps = _convolution(layers.Rescaling(1 / 64, -2)(images), WIDTHS[0], "stem", strides=2)
    levels: list[Any] = []
    for number, channels in enumerate(WIDTHS[1:], 1):
        maps = _convolution(maps, channels, f"stage{number}_enter")
        maps = layers.MaxPooling2D(2, name=f"stage{number}_pool")(maps)
        inside = _convolution(maps, channels, f"stage{number}_first")
        inside = _convolution(inside, channels, f"stage{number}_second", activate=False)
        maps = layers.ReLU(name=f"stage{number}_out")(layers.Add(name=f"stage{number}_add")([maps, inside]))
        levels.append(maps)
    last = len(levels) - 1
    same = [layers.AveragePooling2D(2 ** (last - place))(level) for place, level in enumerate(levels[:-1])]
    return keras.Model(images, layers.Concatenate(name="levels")([*same, maps]), name="course_backbone")


def _convolution(maps: Any, channels: int, name: str, *, strides: int = 1, activate: bool = True) -> Any:  # noqa: ANN401 - Keras is untyped
    from keras import layers  # noqa: PLC0415 - as above

    maps = layers.Conv2D(channels, 3, strides=strides, padding="same", use_bias=False, kernel_initializer="he_normal", name=name)(maps)
    maps = layers.BatchNormalization(momentum=0.9, name=f"{name}_norm")(maps)
    return layers.ReLU(name=f"{name}_relu")(maps) if activate else maps


def read_weights(network: "keras.Model") -> None:
    """Give the network the weights that lie beside this file.

    Parameters
    ----------
    network : keras.Model, from `own_network`

    Raises
    ------
    WeightsError
        If the file is absent, damaged or belongs to another network.
    """
    try:
        with WEIGHTS.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            weights = [archive[f"w{number:03d}"].astype(np.float32) for number in range(len(network.weights))]
        network.set_weights(weights)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise WeightsError(
            f"{WEIGHTS} cannot be read as the course's own backbone ({problem}); install the course again, or train it: "
            "python scripts/train_backbone.py"
        ) from problem


@cache
def card() -> dict[str, Any]:
    """Read what the course's own backbone was trained on, how long, and how good it is.

    Returns
    -------
    dict, as `course.toml` has it
    """
    return tomllib.loads(CARD.read_text(encoding="utf-8"))
