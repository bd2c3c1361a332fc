"""Every word a plot or an explorer's still picture writes, in English and Korean, in one table."""

from collections.abc import Sequence
from dataclasses import dataclass

from course_utils.plots.fonts import has_hangul, korean_font

LANGUAGES = ("en", "ko")

TEXTS: dict[str, dict[str, str]] = {
    "accuracy": {"en": "accuracy", "ko": "정확도"},
    "best_epoch": {"en": "lowest validation loss: epoch {epoch}", "ko": "검증 손실 최저: {epoch}번째 에포크"},
    "bias": {"en": "bias", "ko": "편향"},
    "but_is": {"en": "is {name}", "ko": "정답 {name}"},
    "channel": {"en": "channel {channel}", "ko": "채널 {channel}"},
    "channels_left_out": {"en": "{shown} of {total} channels shown", "ko": "채널 {total}개 중 {shown}개 표시"},
    "class": {"en": "class {number}", "ko": "클래스 {number}"},
    "class_balance": {"en": "images per class", "ko": "클래스별 이미지 수"},
    "decision_line": {"en": "decision line", "ko": "결정 경계"},
    "epoch": {"en": "epoch", "ko": "에포크"},
    "first_input": {"en": "$x_1$", "ko": "$x_1$"},
    "images": {"en": "images", "ko": "이미지 수"},
    "images_left_out": {"en": "{shown} of {total} images shown", "ko": "이미지 {total}장 중 {shown}장 표시"},
    "input": {"en": "$x$", "ko": "$x$"},
    "input_channel": {"en": "input {channel}", "ko": "입력 {channel}"},
    "kernels_left_out": {"en": "{shown} of {total} kernel slices shown", "ko": "커널 단면 {total}개 중 {shown}개 표시"},
    "learned": {"en": "after {updates} updates", "ko": "{updates}번 갱신한 뒤"},
    "loss": {"en": "loss", "ko": "손실"},
    "no_font": {
        "en": "Korean labels need a Korean font on this machine (for example Nanum); shown in English.",
        "ko": "Korean labels need a Korean font on this machine (for example Nanum); shown in English.",
    },
    "no_line": {"en": "weights are zero: no line", "ko": "가중치가 0이라 직선이 없습니다"},
    "no_mistakes": {"en": "No mistakes among {total} images.", "ko": "이미지 {total}장 중 틀린 것이 없습니다."},
    "of_right": {"en": "{right} of {total} right", "ko": "{total}개 중 {right}개 정답"},
    "output": {"en": "$f(x)$", "ko": "$f(x)$"},
    "predicted": {"en": "predicted class", "ko": "예측한 클래스"},
    "probability": {"en": "probability", "ko": "확률"},
    "receptive_field": {"en": "receptive field", "ko": "수용 영역"},
    "second_input": {"en": "$x_2$", "ko": "$x_2$"},
    "share_of_row": {"en": "share of the true class", "ko": "실제 클래스 안에서의 비율"},
    "start": {"en": "start", "ko": "시작"},
    "train": {"en": "train", "ko": "훈련"},
    "true": {"en": "true class", "ko": "실제 클래스"},
    "update": {"en": "update", "ko": "갱신 횟수"},
    "validation": {"en": "validation", "ko": "검증"},
    "weights": {"en": "weights", "ko": "가중치"},
}


@dataclass(frozen=True)
class Words:
    """The table read in one language, and in English where no font on this machine can draw Korean.

    Parameters
    ----------
    language : str, "en" or "ko"
        What the figure is really labelled in.
    wanted : str, "en" or "ko"
        What was asked for.
    """

    language: str
    wanted: str

    def __call__(self, key: str, **fields: object) -> str:
        """Look one text up and fill its fields.

        Parameters
        ----------
        key : str
            A key of TEXTS.
        **fields : object
            What the text's placeholders stand for.

        Returns
        -------
        str
        """
        return TEXTS[key][self.language].format(**fields)

    @property
    def note(self) -> str:
        """What to write under a figure that could not be labelled as asked; empty when it could."""
        return "" if self.language == self.wanted else self("no_font")

    def name(self, names: Sequence[str] | None, number: int) -> str:
        """Name one class so that the figure's font can draw it.

        Parameters
        ----------
        names : sequence of str, or None
            Class names in the order of the labels.
        number : int, at least 0
            The label.

        Returns
        -------
        str
            The name; "class 3" where there is none, or none that can be drawn.
        """
        if names is None or number >= len(names) or (has_hangul(names[number]) and korean_font() is None):
            return self("class", number=number)
        return str(names[number])


def lesson_language(language: str | None = None) -> str:
    """Settle a language: the one given, else the current lesson's, else English.

    Parameters
    ----------
    language : str, "en" or "ko", or None

    Returns
    -------
    str, "en" or "ko"

    Raises
    ------
    ValueError
        If the course does not speak the language given.
    """
    if language is None:
        # Here, not above: a plot that is told its language needs no lesson.
        from course_utils.checking.session import current_language  # noqa: PLC0415

        language = current_language()
    if language not in LANGUAGES:
        raise ValueError(f"language={language!r} is not spoken here: use {' or '.join(map(repr, LANGUAGES))}.")
    return language


def words_for(language: str | None = None) -> Words:
    """Read the table in a language that this machine can draw.

    Parameters
    ----------
    language : str, "en" or "ko", or None for the current lesson's

    Returns
    -------
    Words
    """
    wanted = lesson_language(language)
    return Words(wanted if wanted == "en" or korean_font() is not None else "en", wanted)
