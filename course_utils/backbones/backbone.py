"""A backbone: a network without its classifier, what it was trained on, and which of its layers may learn."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import keras

Weights = Literal["imagenet", "course", "random"]
_TRAINED = {
    "imagenet": {
        "en": "trained on ImageNet, 1.3 million photographs of 1,000 kinds",
        "ko": "ImageNet 사진 130만 장(1,000가지)으로 학습했습니다",
    },
    "course": {"en": "the course's own, trained on small pictures", "ko": "이 강좌가 작은 그림으로 직접 학습한 것입니다"},
    "random": {"en": "not trained: random weights", "ko": "학습하지 않은 무작위 가중치입니다"},
}


@dataclass(frozen=True, eq=False)
class Backbone:
    """A network that turns images into feature maps.

    Parameters
    ----------
    name : str, as `load_backbone` knows it; "course" for the course's own
    title : str, its name in print
    model : keras.Model, images (N, side, side, 3) of grey levels 0..255 -> feature maps (N, h, w, C); frozen when it is loaded
    weights : "imagenet", "course" or "random"
    stages : tuple of str, layers that show what early, middle and late layers see
    last_block : str, name of the first layer of the last block
    origin : str, where network and weights come from, in English
    """

    name: str
    title: str
    model: "keras.Model"
    weights: Weights
    stages: tuple[str, ...]
    last_block: str
    origin: str

    @property
    def side(self) -> int:
        """Side of the images it expects, in pixels."""
        return int(self.model.input_shape[1])

    @property
    def channels(self) -> int:
        """Channels of its feature maps."""
        return int(self.model.output_shape[-1])

    @cached_property
    def identity(self) -> str:
        """Name its weights and its input by their content; compute it before anything is fine-tuned, or after: it is remembered."""
        return fingerprint(self.model)

    def freeze(self) -> None:
        """Let no layer learn; `model.trainable = True` lets all of them learn again."""
        self.model.trainable = True  # Keras passes over what does not change, and would leave single layers as they were
        self.model.trainable = False

    def unfreeze_last_block(self) -> int:
        """Let the last block learn, all but its batch normalisation, whose running means the small data set would spoil.

        Returns
        -------
        int, the number of weights that learn now
        """
        import keras  # noqa: PLC0415 - loaded with the model

        self.freeze()
        self.model.trainable = True
        names = [layer.name for layer in self.model.layers]
        for place, layer in enumerate(self.model.layers):
            layer.trainable = place >= names.index(self.last_block) and not isinstance(layer, keras.layers.BatchNormalization)
        return sum(int(weight.numpy().size) for weight in self.model.trainable_weights)

    def describe(self, language: str = "en") -> str:
        """Say which network this is and what it was trained on.

        Parameters
        ----------
        language : "en" or "ko"

        Returns
        -------
        str

        Raises
        ------
        ValueError
            If the course is not written in that language.
        """
        trained: Mapping[str, str] = _TRAINED[self.weights]
        if language not in trained:
            raise ValueError(f"language must be one of {', '.join(trained)}, not {language!r}")
        count = f"{self.model.count_params():,}"
        size = f"{self.side} x {self.side}"
        said = {
            "en": f"{self.title}: {trained['en']}. {count} parameters; images {size}; {self.channels} channels. {self.origin}.",
            "ko": f"{self.title}: {trained['ko']}. 파라미터 {count}개, 이미지 {size}, 채널 {self.channels}개입니다. {self.origin}.",
        }
        return said[language]


def fingerprint(model: "keras.Model") -> str:
    """Name a network's weights and its input by their content.

    Parameters
    ----------
    model : keras.Model

    Returns
    -------
    str, 32 hexadecimal digits
    """
    digest = blake2b(repr((model.name, model.input_shape, model.output_shape)).encode(), digest_size=16)
    for weight in model.weights:
        digest.update(weight.numpy().tobytes())
    return digest.hexdigest()
