"""What the curves of a training say, as a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from course_utils.checking import Text, text
from course_utils.checking.session import current_language

Kind = Literal["too_short", "too_high_rate", "leaking", "overfitting", "underfitting", "good"]

FEWEST = 3  # epochs, below which curves are only dots
RISE = 0.05  # by what share of its lowest value the validation loss must have risen again
WIDE = 0.10  # a gap between the losses, as a share of the loss of guessing, that counts as wide
UNSTEADY = 0.10  # a rise of the training loss from one epoch to the next, as a share of the loss of guessing, that counts as a jump
LEARNT = 2 / 3  # of the way from guessing to always right, which the training accuracy must have gone
SURE = 0.95  # training accuracy from which validation should have fallen behind

_SENTENCES: dict[Kind, Text] = {
    "too_short": text(
        en="Too short to read: {epochs} epochs. Train for at least 3.",
        ko="에포크가 {epochs}개뿐이라 읽기에는 너무 짧습니다. 적어도 3에포크는 학습하세요.",
    ),
    "too_high_rate": text(
        en=(
            "Too high a learning rate: the training loss does not come down steadily (it is {train_loss} at the end and was {lowest} at "
            "its lowest). Try a third or a tenth of the rate."
        ),
        ko=(
            "학습률이 너무 높습니다. 훈련 손실이 꾸준히 내려가지 않습니다(마지막 값 {train_loss}, 가장 낮았던 값 {lowest}). 학습률을 "
            "3분의 1이나 10분의 1로 낮춰 보세요."
        ),
    ),
    "leaking": text(
        en=(
            "Suspiciously good: at a training accuracy of {accuracy} the validation loss ({val_loss}) has not fallen behind the training "
            "loss ({train_loss}). Unless dropout or augmentation makes training harder, look whether validation images are among the "
            "training images."
        ),
        ko=(
            "지나치게 좋습니다. 훈련 정확도가 {accuracy}인데도 검증 손실({val_loss})이 훈련 손실({train_loss})에 뒤지지 않습니다. "
            "드롭아웃이나 증강이 훈련을 더 어렵게 만든 것이 아니라면, 검증 이미지가 훈련 이미지에 섞여 있지 않은지 확인하세요."
        ),
    ),
    "overfitting": text(
        en=(
            "Overfitting from epoch {epoch} on: there the validation loss was lowest ({lowest_val}); since then the training loss has gone "
            "on falling to {train_loss}, and the validation loss is {val_loss}."
        ),
        ko=(
            "{epoch}번째 에포크부터 과대적합입니다. 검증 손실은 그때 가장 낮았고({lowest_val}), 그 뒤로 훈련 손실은 {train_loss}까지 계속 "
            "내려갔지만 검증 손실은 {val_loss}입니다."
        ),
    ),
    "underfitting": text(
        en=(
            "Underfitting: even on the training images the accuracy is only {accuracy}, and validation ({val_accuracy}) is close to it. "
            "{falling}"
        ),
        ko="과소적합입니다. 훈련 이미지에서도 정확도가 {accuracy}에 그치고, 검증 정확도({val_accuracy})도 그와 비슷합니다. {falling}",
    ),
    "good": text(
        en="Good: both losses have come down together; training accuracy {accuracy}, validation accuracy {val_accuracy}.",
        ko="좋습니다. 두 손실이 함께 내려갔습니다. 훈련 정확도 {accuracy}, 검증 정확도 {val_accuracy}입니다.",
    ),
}
_FALLING = text(
    en="The training loss is still falling: train longer, or with a higher learning rate.",
    ko="훈련 손실이 아직 내려가고 있습니다. 더 오래 학습하거나 학습률을 높여 보세요.",
)
_LEVEL = text(
    en="The training loss has come to rest: the network is too small for the task, or is held back too much.",
    ko="훈련 손실이 더는 내려가지 않습니다. 신경망이 이 과제에 비해 작거나 규제가 지나칩니다.",
)


@dataclass(frozen=True)
class Reading:
    """What curves say.

    Parameters
    ----------
    kind : "too_short", "too_high_rate", "leaking", "overfitting", "underfitting" or "good"
    epoch : int or None, counted from 1: from where a network overfits
    sentence : Text
    """

    kind: Kind
    epoch: int | None
    sentence: Text

    def text(self, language: str | None = None) -> str:
        """Say it.

        Parameters
        ----------
        language : "en" or "ko", or None for the lesson's

        Returns
        -------
        str
        """
        return self.sentence[language or current_language()]


def read_curves(history: object, *, classes: int = 10) -> Reading:
    """Read learning curves as an experienced eye would: one finding, the gravest first.

    In this order: losses that are no numbers, or jump up by a tenth of the loss of guessing in a quarter of the epochs, or end higher than
    they began or than guessing, mean too high a learning rate; a validation loss that in the later half is on average no higher than the
    training loss (by 5 % at most) is suspicious where training is right nineteen times of twenty; a validation loss that has risen by 5 %
    from its lowest value, or stands still while the gap has grown wider than a tenth of the loss of guessing, means overfitting; a
    training accuracy that has gone less than two thirds of the way from guessing to always right means underfitting; anything else is
    good. The thresholds are the course's own, tested on made curves.

    Parameters
    ----------
    history : dict of lists of floats, a History, or what Keras's fit returned
        With loss, accuracy, val_loss and val_accuracy, one number per epoch.
    classes : int, at least 2; guessing has the loss log(classes)

    Returns
    -------
    Reading

    Raises
    ------
    ValueError
        If one of the four measures is missing; the message names it.
    """
    record = getattr(history, "history", history)
    names = ("loss", "accuracy", "val_loss", "val_accuracy")
    missing = [name for name in names if not isinstance(record, Mapping) or name not in record]
    if missing or not isinstance(record, Mapping):
        needed, lacking = ", ".join(names), ", ".join(missing)
        raise ValueError(f"curves need {needed}; missing: {lacking}. Compile with metrics=['accuracy'] and give validation data.")
    return _read(*(_numbers(record[name]) for name in names), classes=classes)


def _numbers(values: Sequence[float]) -> NDArray[np.float64]:
    return np.asarray(values, dtype=np.float64)


def _read(
    loss: NDArray[np.float64],
    accuracy: NDArray[np.float64],
    val_loss: NDArray[np.float64],
    val_accuracy: NDArray[np.float64],
    *,
    classes: int,
) -> Reading:
    if len(loss) < FEWEST:
        return Reading("too_short", None, _SENTENCES["too_short"].fill(epochs=len(loss)))
    best = int(np.nanargmin(val_loss)) if np.isfinite(val_loss).any() else 0
    kind = _kind(loss, accuracy, val_loss, best, classes)
    falling = loss[-1] < loss[-2] - 0.01 * np.log(classes)
    said = _SENTENCES[kind].fill(
        epoch=best + 1,
        train_loss=f"{loss[-1]:.2f}",
        val_loss=f"{val_loss[-1]:.2f}",
        lowest=f"{np.nanmin(loss) if np.isfinite(loss).any() else np.nan:.2f}",
        lowest_val=f"{val_loss[best]:.2f}",
        accuracy=f"{accuracy[-1]:.0%}",
        val_accuracy=f"{val_accuracy[-1]:.0%}",
        falling=_FALLING if falling else _LEVEL,
    )
    return Reading(kind, best + 1 if kind == "overfitting" else None, said)


def _kind(loss: NDArray[np.float64], accuracy: NDArray[np.float64], val_loss: NDArray[np.float64], best: int, classes: int) -> Kind:
    guessing = float(np.log(classes))
    if _is_unsteady(loss, guessing):
        return "too_high_rate"
    late = slice(len(loss) // 2, None)
    if accuracy[-1] >= SURE and val_loss[late].mean() <= (1 + RISE) * loss[late].mean():
        return "leaking"
    risen = val_loss[-2:].mean() > (1 + RISE) * val_loss[best] and best < len(loss) - 2
    apart = (val_loss - loss)[-1] > WIDE * guessing and best < 2 * len(loss) / 3
    if (risen or apart) and loss[-1] < loss[best]:
        return "overfitting"
    return "underfitting" if (accuracy[-1] - 1 / classes) / (1 - 1 / classes) < LEARNT else "good"


def _is_unsteady(loss: NDArray[np.float64], guessing: float) -> bool:
    """Tell whether a training loss behaves as under too high a learning rate."""
    if not np.isfinite(loss).all():
        return True
    jumps = np.diff(loss) > UNSTEADY * guessing
    higher = loss[-1] > min(loss[0], guessing) + UNSTEADY * guessing
    return bool(jumps.mean() >= 1 / 4 or higher)
