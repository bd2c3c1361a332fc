"""A recipe: everything that decides how a network is trained, as data; change one thing and see what it does."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

from course_utils.training.augment import Augment

Optimizer = Literal["sgd", "adam", "adamw", "rmsprop"]
Schedule = Literal["constant", "cosine", "triangle", "plateau"]
Mirror = Literal["none", "random", "alternating"]
Precision = Literal["float32", "fast"]
Keep = Literal["best", "last"]

_WORDS: dict[str, tuple[str, ...]] = {
    "optimizer": get_args(Optimizer),
    "schedule": get_args(Schedule),
    "mirror": get_args(Mirror),
    "precision": get_args(Precision),
    "keep": get_args(Keep),
}
_RULES: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "epochs": ("at least 1", lambda given: given >= 1),
    "batch_size": ("at least 1", lambda given: given >= 1),
    "learning_rate": ("greater than 0", lambda given: given > 0),
    "momentum": ("from 0 to below 1", lambda given: 0 <= given < 1),
    "warmup": ("from 0 to below 1, a share of the steps", lambda given: 0 <= given < 1),
    "weight_decay": ("at least 0", lambda given: given >= 0),
    "label_smoothing": ("from 0 to below 1", lambda given: 0 <= given < 1),
    "shift": ("at least 0 pixels", lambda given: given >= 0),
    "averaging": ("from 0 to below 1", lambda given: 0 <= given < 1),
    "patience": ("at least 1, or None", lambda given: given is None or given >= 1),
}


@dataclass(frozen=True)
class Recipe:
    """How to train: every part is a plain value that can be switched on its own.

    Parameters
    ----------
    epochs : int, at least 1
    batch_size : int, images, at least 1; images left over at the end of an epoch wait for the next shuffle
    optimizer : "sgd" (with Nesterov momentum), "adam", "adamw" or "rmsprop"
    learning_rate : float, > 0, at its highest
    momentum : float, 0 to below 1; "sgd" alone uses it
    schedule : "constant", "cosine", "triangle" or "plateau"
        "cosine" climbs during the warm-up and falls along a half cosine to 0 (Loshchilov & Hutter 2017, arXiv:1608.03983); "triangle"
        climbs and falls in straight lines, to a hundredth; "plateau" halves the rate after 3 epochs without a lower validation loss.
    warmup : float, 0 to below 1
        Share of the steps in which "cosine" climbs from a tenth and "triangle" from a fifth of `learning_rate` (Goyal et al. 2017,
        arXiv:1706.02677).
    weight_decay : float, at least 0
        Each step draws every kernel towards 0 by this times the learning rate (Loshchilov & Hutter 2019, arXiv:1711.05101). Biases and
        the scales of batch normalisation are left alone.
    label_smoothing : float, 0 to below 1
        Share of the wanted probability that is spread evenly over all classes (Szegedy et al. 2016, arXiv:1512.00567).
    shift : int, pixels, at least 0
        Each training image moves by its own random number of pixels, up to this, along each side.
    mirror : "none", "random" or "alternating"
        Whether training images are mirrored left to right: half of them at random, or each image in every other epoch, so that two epochs
        show both of its views (Jordan 2024, arXiv:2404.00498).
    augment : callable (images, rng) -> images, or None
        An augmentation of your own, applied to each training batch before `shift` and `mirror`.
    averaging : float, 0 to below 1
        Validate and keep the running average of the weights instead of the weights themselves: this share of the average stays at each
        step (0.99 remembers about 100 steps). 0 keeps the weights.
    whiten : bool
        Set the kernels of the first convolution from the patches of the training images and freeze them: what comes out is uncorrelated
        and of equal size (Jordan 2024, as above). Only for a network whose first convolution is meant for it, such as `small_cnn`.
    precision : "float32" or "fast"
        "fast" computes in 16 bits where the processor has them (`fast_policy`) and in 32 elsewhere; weights have 32 bits in any case.
    patience : int, epochs, at least 1, or None
        Stop after so many epochs without a better validation accuracy; None trains to the end.
    keep : "best" or "last"
        Which epoch's weights the network has at the end, by validation accuracy. "last" is honest where validation images are few.
    test_mirror : bool
        Whether the answers to an image and to its mirror image are averaged at the test. `fit` does not test: hand it on as `mirror=` to
        `accuracy` or `probabilities`.

    Raises
    ------
    ValueError
        If a value is out of its range; the message says which.
    """

    epochs: int = 10
    batch_size: int = 64
    optimizer: Optimizer = "adamw"
    learning_rate: float = 2e-3
    momentum: float = 0.9
    schedule: Schedule = "cosine"
    warmup: float = 0.2
    weight_decay: float = 0.0
    label_smoothing: float = 0.0
    shift: int = 0
    mirror: Mirror = "none"
    augment: Augment | None = None
    averaging: float = 0.0
    whiten: bool = False
    precision: Precision = "float32"
    patience: int | None = None
    keep: Keep = "best"
    test_mirror: bool = False

    def __post_init__(self) -> None:
        for name, (needed, holds) in _RULES.items():
            given = getattr(self, name)
            if not holds(given):
                raise ValueError(f"{name} must be {needed}, not {given!r}")
        for name, words in _WORDS.items():
            if getattr(self, name) not in words:
                raise ValueError(f"{name} must be one of {', '.join(words)}, not {getattr(self, name)!r}")

    def but(self, **changes: Any) -> "Recipe":  # noqa: ANN401 - any field's type
        """Copy the recipe with some parts changed.

        Parameters
        ----------
        **changes
            Fields of the recipe and their new values.

        Returns
        -------
        Recipe

        Raises
        ------
        ValueError
            If a recipe has no such part, or a value is out of its range.

        Examples
        --------
        >>> Recipe(epochs=20).but(optimizer="sgd", learning_rate=0.1).changes()
        {'epochs': 20, 'optimizer': 'sgd', 'learning_rate': 0.1}
        """
        unknown = sorted(set(changes) - {field.name for field in fields(self)})
        if unknown:
            raise ValueError(f"a recipe has no {', '.join(unknown)}; it has {', '.join(field.name for field in fields(self))}")
        return replace(self, **changes)

    def changes(self) -> dict[str, Any]:
        """List what differs from the plain recipe, `Recipe()`.

        Returns
        -------
        dict from a part's name to its value
        """
        plain = asdict(Recipe())
        return {name: value for name, value in asdict(self).items() if value != plain[name]}
