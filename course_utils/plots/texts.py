"""Every word a plot or an explorer's still picture writes, in English and Korean, in one table."""

from collections.abc import Sequence
from dataclasses import dataclass

from course_utils.plots.fonts import has_hangul, korean_font

LANGUAGES = ("en", "ko")

TEXTS: dict[str, dict[str, str]] = {
    "accuracy": {"en": "accuracy", "ko": "정확도"},
    "against_batch_size": {"en": "images in a call (batch size)", "ko": "한 번에 넣는 이미지 수 (배치 크기)"},
    "against_side": {"en": "side of the image in pixels", "ko": "이미지 한 변의 픽셀 수"},
    "against_threads": {"en": "threads", "ko": "스레드 수"},
    "area": {"en": "area under the curve {area}", "ko": "곡선 아래 넓이 {area}"},
    "at_threshold": {"en": "threshold {threshold}", "ko": "임계값 {threshold}"},
    "average_precision": {"en": "average precision {precision}", "ko": "평균 정밀도 {precision}"},
    "best_epoch": {"en": "lowest validation loss: epoch {epoch}", "ko": "검증 손실 최저: {epoch}번째 에포크"},
    "bias": {"en": "bias", "ko": "편향"},
    "but_is": {"en": "is {name}", "ko": "정답 {name}"},
    "calibrated": {"en": "as sure as right", "ko": "확신한 만큼 맞음"},
    "calibration_error": {"en": "expected calibration error {error} ({total} images)", "ko": "기대 보정 오차 {error} (이미지 {total}장)"},
    "calibration_gap": {"en": "gap to its probability", "ko": "확률과의 차이"},
    "channel": {"en": "channel {channel}", "ko": "채널 {channel}"},
    "channels_left_out": {"en": "{shown} of {total} channels shown", "ko": "채널 {total}개 중 {shown}개 표시"},
    "class": {"en": "class {number}", "ko": "클래스 {number}"},
    "class_balance": {"en": "images per class", "ko": "클래스별 이미지 수"},
    "cost_activation_bytes": {"en": "activations of one image in bytes", "ko": "이미지 한 장의 활성값 (바이트)"},
    "cost_multiply_adds": {"en": "multiply-adds per image", "ko": "이미지 한 장당 곱셈-덧셈 수"},
    "cost_parameters": {"en": "parameters", "ko": "파라미터 수"},
    "cost_seconds": {"en": "training time in seconds", "ko": "학습 시간 (초)"},
    "decision_line": {"en": "decision line", "ko": "결정 경계"},
    "epoch": {"en": "epoch", "ko": "에포크"},
    "fall_out": {"en": "false positive rate", "ko": "거짓 양성 비율"},
    "first_input": {"en": "$x_1$", "ko": "$x_1$"},
    "frequencies": {
        "en": "middle: slow changes; rim: fast changes; bright: passes; black: is removed",
        "ko": "가운데: 느린 변화, 가장자리: 빠른 변화, 밝으면 통과하고 검으면 사라집니다",
    },
    "gap": {"en": "generalisation gap", "ko": "일반화 격차"},
    "guessing": {"en": "guessing", "ko": "무작위 추측"},
    "guessing_share": {"en": "guessing ({share})", "ko": "무작위 추측 ({share})"},
    "heat": {"en": "strength", "ko": "세기"},
    "heat_signed": {"en": "blue: against, red: for", "ko": "파랑: 반대 근거, 빨강: 찬성 근거"},
    "images": {"en": "images", "ko": "이미지 수"},
    "images_per_second": {"en": "images per second", "ko": "1초에 답하는 이미지 수"},
    "images_left_out": {"en": "{shown} of {total} images shown", "ko": "이미지 {total}장 중 {shown}장 표시"},
    "input": {"en": "$x$", "ko": "$x$"},
    "input_channel": {"en": "input {channel}", "ko": "입력 {channel}"},
    "kernel_scale": {
        "en": "white is 0; red adds, up to {high}; blue subtracts, down to {low}",
        "ko": "흰색 0, 빨강은 더하고(최대 {high}) 파랑은 뺍니다(최소 {low})",
    },
    "kernels_left_out": {"en": "{shown} of {total} kernel slices shown", "ko": "커널 단면 {total}개 중 {shown}개 표시"},
    "layer_number": {"en": "layer {number}", "ko": "{number}층"},
    "learned": {"en": "after {updates} updates", "ko": "{updates}번 갱신한 뒤"},
    "loss": {"en": "loss", "ko": "손실"},
    "map_scale": {"en": "darkest {low}, brightest {high}", "ko": "가장 어두운 값 {low}, 가장 밝은 값 {high}"},
    "mean_std": {"en": "mean {mean}, std {std}", "ko": "평균 {mean}, 표준편차 {std}"},
    "milliseconds": {"en": "milliseconds per call (band: up to p95)", "ko": "호출 한 번에 걸리는 밀리초 (띠: p95까지)"},
    "mistakes": {"en": "{shown} of {total} mistakes, the surest first", "ko": "틀린 이미지 {total}장 중 {shown}장 (확신한 것부터)"},
    "most_confused": {
        "en": "most often: {true} taken for {predicted} ({count} of {total})",
        "ko": "가장 많은 혼동: {true} → {predicted} ({total}장 중 {count}장)",
    },
    "no_font": {
        "en": "Korean labels need a Korean font on this machine (for example Nanum); shown in English.",
        "ko": "Korean labels need a Korean font on this machine (for example Nanum); shown in English.",
    },
    "no_line": {"en": "weights are zero: no line", "ko": "가중치가 0이라 직선이 없습니다"},
    "no_mistakes": {"en": "No mistakes among {total} images.", "ko": "이미지 {total}장 중 틀린 것이 없습니다."},
    "of_right": {"en": "{right} of {total} right", "ko": "{total}개 중 {right}개 정답"},
    "other_input": {"en": "$y$", "ko": "$y$"},
    "output": {"en": "$f(x)$", "ko": "$f(x)$"},
    "precision": {"en": "precision", "ko": "정밀도"},
    "not_finite": {"en": "{count} not finite", "ko": "유한하지 않은 값 {count}개"},
    "predicted": {"en": "predicted class", "ko": "예측한 클래스"},
    "probability": {"en": "probability", "ko": "확률"},
    "recall": {"en": "recall", "ko": "재현율"},
    "receptive_field": {"en": "receptive field", "ko": "수용 영역"},
    "second_input": {"en": "$x_2$", "ko": "$x_2$"},
    "share_of_one": {"en": "share that is class 1", "ko": "실제로 클래스 1인 비율"},
    "share_of_row": {"en": "share of the true class", "ko": "실제 클래스 안에서의 비율"},
    "share_right": {"en": "share that is right", "ko": "맞은 비율"},
    "start": {"en": "start", "ko": "시작"},
    "sureness": {"en": "probability of the predicted class", "ko": "예측한 클래스의 확률"},
    "sureness_one": {"en": "probability of class 1", "ko": "클래스 1의 확률"},
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
