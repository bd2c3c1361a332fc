"""What is known of an image that was looked at; the image itself is not kept."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.shipping.service.served import Served
from course_utils.shipping.watching.experiment import Arm


@dataclass(frozen=True)
class Known:
    """What is remembered of an image, by its content.

    Parameters
    ----------
    probabilities : float32 array (classes,)
    width, height : int, pixels
    format : str, as Pillow names it
    measured : mapping of statistic to float
    """

    probabilities: NDArray[np.float32]
    width: int
    height: int
    format: str
    measured: Mapping[str, float]


@dataclass(frozen=True)
class Answer:
    """An answer as it was logged.

    Parameters
    ----------
    id : str
    served : Served, the version that answered
    arm : "champion" or "challenger"
    probabilities : float32 array (classes,)
    width, height : int, pixels of the image
    cached : bool
    seconds : float, since the request arrived
    """

    id: str
    served: Served
    arm: Arm
    probabilities: NDArray[np.float32]
    width: int
    height: int
    cached: bool
    seconds: float
