"""The formats a network is shipped in: what each is called, how its file ends, and what it needs."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal, get_args

from course_utils.checking import Text, text

Format = Literal["keras", "litert", "litert_dynamic", "litert_int8", "onnx"]


class ShippingError(Exception):
    """A network cannot be shipped, or a shipped one cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Kind:
    """A format.

    Parameters
    ----------
    title : Text
    file : str, the ending after the name it is given
    packages : tuple of str, import names of what runs it
    """

    title: Text
    file: str
    packages: tuple[str, ...]


KINDS: dict[str, Kind] = {
    "keras": Kind(text(en="Keras", ko="Keras"), ".keras", ("keras",)),
    "litert": Kind(text(en="LiteRT, float32", ko="LiteRT, float32"), ".tflite", ("ai_edge_litert",)),
    "litert_dynamic": Kind(text(en="LiteRT, int8 weights", ko="LiteRT, 가중치만 int8"), "-dynamic.tflite", ("ai_edge_litert",)),
    "litert_int8": Kind(text(en="LiteRT, all int8", ko="LiteRT, 전부 int8"), "-int8.tflite", ("ai_edge_litert",)),
    "onnx": Kind(text(en="ONNX", ko="ONNX"), ".onnx", ("onnx", "onnxruntime", "tf2onnx")),
}
FORMATS: tuple[str, ...] = get_args(Format)


def needed(form: str) -> None:
    """Check that what a format needs is installed.

    Parameters
    ----------
    form : str

    Raises
    ------
    ValueError
        If there is no such format.
    ShippingError
        If a package is missing.
    """
    if form not in KINDS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {form!r}")
    if missing := [name for name in KINDS[form].packages if find_spec(name) is None]:
        raise ShippingError(
            f"{KINDS[form].title.en} needs {', '.join(missing)}: install the course with the extra `export` "
            "(pip install 'perceptron-to-petals[export]')."
        )
