"""`load_backbone`: ImageNet's weights where they are or can be had, the course's own small network where not."""

import os
from pathlib import Path
from typing import Literal

from course_utils.backbones.backbone import Backbone, Weights
from course_utils.backbones.catalogue import Known, WeightsError, known
from course_utils.data.network import reachable
from course_utils.data.places import course_data

Wanted = Literal["auto", "imagenet", "course", "random"]
_SMALLEST = 32  # pixels, of keras.applications
_COLOURS = 3
_ORIGINS = {
    "imagenet": "weights: keras.applications, ImageNet (Russakovsky et al. 2015, arXiv:1409.0575)",
    "random": "random weights",
}


def load_backbone(name: str = "mobilenet_v2", weights: Wanted = "auto", *, side: int = 160) -> Backbone:
    """Load a network without its classifier, frozen.

    Parameters
    ----------
    name : "vgg16", "vgg19", "resnet50", "mobilenet_v2", "efficientnet_b0", or "course", the course's own small one
    weights : where its weights come from
        "imagenet": Keras's cache, COURSE_DATA/weights, or the download; "course": the course's own network, whatever the name;
        "auto": "imagenet" if they are here or their server answers within seconds, else "course"; "random": untrained.
    side : int, pixels of the square images it will see, at least 32

    Returns
    -------
    Backbone; `describe()` says which network and which weights it became

    Raises
    ------
    ValueError
        If there is no such backbone or choice of weights, or `side` is too small.
    WeightsError
        If the weights were asked for and cannot be had, or are damaged.

    Examples
    --------
    >>> load_backbone("vgg19", "random", side=180).model.count_params()
    20024384
    """
    if weights not in {"auto", "imagenet", "course", "random"}:
        raise ValueError(f"weights must be 'auto', 'imagenet', 'course' or 'random', not {weights!r}")
    if side < _SMALLEST:
        raise ValueError(f"side must be at least {_SMALLEST} pixels, not {side}")
    if name == "course" or weights == "course":
        return _own(side, random=weights == "random")
    network = known(name)
    if weights == "random":
        return _built(name, network, side, None)
    path = weights_at_hand(name)
    if path is None and (weights == "imagenet" or reachable([network.url])):
        try:
            path = _downloaded(network)
        except WeightsError:
            if weights == "imagenet":
                raise
    return _own(side, random=False) if path is None else _built(name, network, side, path)


def weights_at_hand(name: str) -> Path | None:
    """Find a backbone's ImageNet weights on this machine.

    Parameters
    ----------
    name : str

    Returns
    -------
    Path in COURSE_DATA/weights or in Keras's cache, or None

    Raises
    ------
    ValueError
        If there is no such backbone.
    FileNotFoundError
        If COURSE_DATA names no folder.
    """
    folder = course_data()
    places = [*([folder / "weights", folder] if folder else []), _keras_cache()]
    return next((place / file for place in places for file in known(name).files if (place / file).is_file()), None)


def _keras_cache() -> Path:
    return Path(os.environ.get("KERAS_HOME", "~/.keras")).expanduser() / "models"


def _downloaded(network: Known) -> Path:
    """Let Keras download into its cache: it knows the addresses and the checksums that were published."""
    if not reachable([network.url]):
        raise WeightsError(f"no network: the server that holds the weights of {network.title} does not answer. {_by_hand(network)}")
    import keras  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import

    try:
        getattr(keras.applications, network.builder)(weights="imagenet", include_top=False)
    except Exception as problem:  # whatever urllib, h5py and Keras may raise between them
        raise WeightsError(f"the weights of {network.title} could not be downloaded ({problem}). {_by_hand(network)}") from problem
    path = next((_keras_cache() / file for file in network.files if (_keras_cache() / file).is_file()), None)
    if path is None:
        raise WeightsError(
            f"Keras downloaded the weights of {network.title} under another name than {network.files[0]}. {_by_hand(network)}"
        )
    return path


def _by_hand(network: Known) -> str:
    return (
        f"Try again later, or put {network.files[0]} ({network.megabytes} MB, from {network.url}) into a folder `weights` in COURSE_DATA; "
        'until then weights="course" works without a network.'
    )


def _built(name: str, network: Known, side: int, path: Path | None) -> Backbone:
    import keras  # noqa: PLC0415 - as above

    from course_utils.backbones.scaling import scaled  # noqa: PLC0415 - loads Keras

    images = keras.Input((side, side, _COLOURS))
    build = getattr(keras.applications, network.builder)
    model = build(weights=None, include_top=False, input_tensor=scaled(images, network.scaling))
    if path is not None:
        try:
            model.load_weights(path)
        except Exception as problem:  # h5py and Keras raise many kinds
            raise WeightsError(f"{path} holds no weights of {network.title} ({problem}); delete it and fetch it again") from problem
    model = keras.Model(images, model.output, name=name)  # Keras made a list of its one input, and warns at each call without one
    trained: Weights = "random" if path is None else "imagenet"
    return _frozen(
        Backbone(name, network.title, model, trained, network.stages, network.last_block, f"{network.source}; {_ORIGINS[trained]}")
    )


def _own(side: int, *, random: bool) -> Backbone:
    from course_utils.backbones.own import LAST_BLOCK, STAGES, card, own_network, read_weights  # noqa: PLC0415 - only where it is wanted

    model = own_network(side)
    if not random:
        read_weights(model)
    origin = _ORIGINS["random"] if random else str(card()["origin"])
    return _frozen(Backbone("course", "Course backbone", model, "random" if random else "course", STAGES, LAST_BLOCK, origin))


def _frozen(backbone: Backbone) -> Backbone:
    backbone.freeze()
    return backbone
