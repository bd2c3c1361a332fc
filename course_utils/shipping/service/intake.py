"""An upload becomes pixels, or is refused: judged by its content alone, whatever it is called and says it is."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_utils.checking import Text, text
from course_utils.data.folders.decoding import Limits, UnusableError, opened
from course_utils.data.folders.resizing import square
from course_utils.shipping.watching.statistics import statistics


@dataclass(frozen=True)
class Refusal:
    """Why something is not answered.

    Parameters
    ----------
    status : int, HTTP's
    reason : str, one word
    message : Text
    """

    status: int
    reason: str
    message: Text


class RefusedError(Exception):
    """Something is not answered; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message.en)
        self.refusal = refusal


@dataclass(frozen=True)
class Pixels:
    """An image as a network takes it.

    Parameters
    ----------
    image : uint8 array (side, side, 3)
    width, height : int, pixels it came with, upright
    format : str, as Pillow names it
    measured : dict of statistic to float
    """

    image: NDArray[np.uint8]
    width: int
    height: int
    format: str
    measured: dict[str, float]


REFUSALS = {
    "empty": Refusal(400, "empty", text(en="The file is empty. Choose an image.", ko="빈 파일입니다. 이미지를 골라 주세요.")),
    "not_image": Refusal(
        415,
        "not_image",
        text(
            en="This is no image that can be read. JPEG, PNG and WebP are.",
            ko="읽을 수 있는 이미지가 아닙니다. JPEG, PNG, WebP를 보내 주세요.",
        ),
    ),
    "truncated": Refusal(
        422,
        "truncated",
        text(
            en="The image is damaged: a part of the file is missing. Send it again.",
            ko="파일 일부가 없어 이미지가 손상되었습니다. 다시 보내 주세요.",
        ),
    ),
    "unreadable": Refusal(422, "unreadable", text(en="The image cannot be decoded.", ko="이미지를 해독할 수 없습니다.")),
    "too_many_pixels": Refusal(
        413,
        "too_many_pixels",
        text(
            en="The image has more than {most} million pixels. Send a smaller one.",
            ko="이미지가 {most}백만 픽셀을 넘습니다. 더 작은 이미지를 보내 주세요.",
        ),
    ),
    "too_small": Refusal(
        422,
        "too_small",
        text(
            en="The image is smaller than {fewest} pixels along one side. Send a larger one.",
            ko="한 변이 {fewest}픽셀보다 짧습니다. 더 큰 이미지를 보내 주세요.",
        ),
    ),
    "too_long": Refusal(
        413,
        "too_long",
        text(
            en="The upload has more than {megabytes} MB. Send a smaller file.",
            ko="올린 파일이 {megabytes} MB를 넘습니다. 더 작은 파일을 보내 주세요.",
        ),
    ),
    "too_many_images": Refusal(
        413, "too_many_images", text(en="At most {images} images at a time.", ko="이미지는 한 번에 {images}장까지 보낼 수 있습니다.")
    ),
    "too_slow": Refusal(
        408, "too_slow", text(en="The upload took too long. Send it again.", ko="올리는 데 너무 오래 걸렸습니다. 다시 보내 주세요.")
    ),
    "busy": Refusal(
        503, "busy", text(en="Too many are waiting. Try again in a moment.", ko="기다리는 요청이 많습니다. 잠시 뒤에 다시 보내 주세요.")
    ),
    "late": Refusal(
        503,
        "late",
        text(en="The answer took too long. Try again in a moment.", ko="답하는 데 너무 오래 걸렸습니다. 잠시 뒤에 다시 보내 주세요."),
    ),
    "stopping": Refusal(
        503,
        "stopping",
        text(en="The service is stopping. Try again in a moment.", ko="서비스가 멈추는 중입니다. 잠시 뒤에 다시 보내 주세요."),
    ),
    "no_explanation": Refusal(
        404,
        "no_explanation",
        text(en="This version cannot show what it looked at.", ko="이 버전은 무엇을 보고 답했는지 보여 줄 수 없습니다."),
    ),
    "malformed": Refusal(
        422, "malformed", text(en="The request is not as the API describes it.", ko="요청이 API 설명과 다릅니다. 형식을 확인해 주세요.")
    ),
    "unknown_answer": Refusal(404, "unknown_answer", text(en="There is no such answer.", ko="그런 답이 없습니다.")),
    "failed": Refusal(500, "failed", text(en="The network failed on this image.", ko="신경망이 이 이미지를 처리하지 못했습니다.")),
    "no_log": Refusal(
        503,
        "no_log",
        text(
            en="The answer could not be written to the log, so it is not given. Try again in a moment.",
            ko="기록을 남기지 못해 답을 드리지 않았습니다. 잠시 뒤에 다시 보내 주세요.",
        ),
    ),
}
_BY_PROBLEM = {"empty", "not_image", "truncated", "unreadable", "too_many_pixels", "too_small"}


def refused(reason: str, **values: Any) -> RefusedError:  # noqa: ANN401 - numbers for the sentence
    """Make the error that says why.

    Parameters
    ----------
    reason : str, of REFUSALS
    **values : numbers that the sentence names

    Returns
    -------
    RefusedError, to be raised
    """
    refusal = REFUSALS[reason]
    return RefusedError(Refusal(refusal.status, refusal.reason, refusal.message.fill(**values)))


def content_hash(content: bytes) -> str:
    """Name an upload by its content.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    str, 64 hexadecimal digits
    """
    return sha256(content).hexdigest()


def taken_in(content: bytes, side: int, limits: Limits) -> Pixels:
    """Decode an upload and bring it to the network's side.

    Parameters
    ----------
    content : bytes
    side : int, pixels
    limits : Limits

    Returns
    -------
    Pixels

    Raises
    ------
    RefusedError
        If it is no usable image.
    """
    try:
        found = opened(content, limits)
    except UnusableError as problem:
        reason = problem.problem if problem.problem in _BY_PROBLEM else "unreadable"
        raise refused(reason, most=limits.most_pixels // 1_000_000, fewest=limits.fewest_pixels) from problem
    image = square(found.picture, side)
    measured = {name: float(values[0]) for name, values in statistics(image[np.newaxis]).items()}
    return Pixels(image, *found.picture.size, found.format, measured)
