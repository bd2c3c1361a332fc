"""Run a shipped network, whatever its format, with one call: images in, probabilities out."""

import os
import threading
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from course_utils.shipping.formats.kinds import KINDS, ShippingError, needed

Images = NDArray[Any]
Floats = NDArray[np.float32]


class Runner(Protocol):
    """A network that was opened for use. Calls from several threads wait for each other.

    Attributes
    ----------
    format : str
    shape : tuple of three ints, (H, W, C) of the images it takes
    threads : int, that it computes with
    """

    format: str
    shape: tuple[int, int, int]
    threads: int

    def __call__(self, images: Images) -> Floats:
        """Answer images (N, H, W, C) of grey levels 0..255 with probabilities (N, classes)."""
        ...


def open_model(path: Path | str, *, threads: int = 1) -> Runner:
    """Open a shipped network.

    Parameters
    ----------
    path : Path or str, a .keras, .tflite or .onnx file
    threads : int, at least 1, that LiteRT and ONNX Runtime compute with; Keras uses all cores

    Returns
    -------
    Runner

    Raises
    ------
    ShippingError
        If there is no such file, nothing here runs it, or it is damaged.
    ValueError
        If `threads` is below 1.
    """
    if threads < 1:
        raise ValueError(f"threads must be at least 1, not {threads}")
    place = Path(path)
    form = _format_of(place)
    needed(form)
    try:
        return _OPENERS[place.suffix](place, form, threads)
    except Exception as problem:  # three runtimes, many kinds
        raise ShippingError(f"{place} cannot be opened as {KINDS[form].title.en}: {problem}. Export it again.") from problem


def probabilities(runner: Runner, images: Images, *, batch_size: int = 32) -> Floats:
    """Have a network answer any number of images, a few at a time: a call keeps the feature maps of all its images in memory.

    Parameters
    ----------
    runner : Runner
    images : array (N, H, W, C), at least 1, of the side it takes
    batch_size : int, at least 1, images in a call

    Returns
    -------
    float32 array (N, classes)
    """
    return np.concatenate([runner(images[start : start + batch_size]) for start in range(0, len(images), batch_size)])


def _format_of(path: Path) -> str:
    if path.suffix not in _OPENERS:
        raise ShippingError(f"{path} is no shipped network: its name must end in {', '.join(_OPENERS)}.")
    if not path.is_file():
        raise ShippingError(f"there is no file {path}. Write it with `export`.")
    return max((form for form, kind in KINDS.items() if path.name.endswith(kind.file)), key=lambda form: len(KINDS[form].file))


class _Keras:
    def __init__(self, path: Path, form: str, threads: int) -> None:  # noqa: ARG002 - as the others
        import keras  # noqa: PLC0415 - slow
        import tensorflow as tf  # noqa: PLC0415 - likewise

        self.format, self.threads, self.model = form, os.cpu_count() or 1, keras.saving.load_model(path, compile=False)
        height, width, channels = self.model.input_shape[1:]
        self.shape = (height, width, channels)
        self._lock = threading.Lock()
        signature = [tf.TensorSpec((None, *self.shape), tf.float32)]
        self._forward = tf.function(lambda images: self.model(images, training=False), input_signature=signature)

    def __call__(self, images: Images) -> Floats:
        with self._lock:
            return np.asarray(self._forward(np.asarray(images, np.float32)), np.float32)


class _LiteRT:
    def __init__(self, path: Path, form: str, threads: int) -> None:
        from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415 - an extra

        self.format, self.threads = form, threads
        self._interpreter = Interpreter(str(path), num_threads=threads)
        self._lock = threading.Lock()
        self._interpreter.allocate_tensors()
        self._given, self._made = self._interpreter.get_input_details()[0], self._interpreter.get_output_details()[0]
        height, width, channels = (int(side) for side in self._given["shape"][1:])
        self.shape = (height, width, channels)
        self._count = int(self._given["shape"][0])

    def __call__(self, images: Images) -> Floats:
        with self._lock:
            if len(images) != self._count:
                self._interpreter.resize_tensor_input(self._given["index"], (len(images), *self.shape))
                self._interpreter.allocate_tensors()
                self._count = len(images)
            self._interpreter.set_tensor(self._given["index"], _quantized(images, self._given))
            self._interpreter.invoke()
            return _as_floats(self._interpreter.get_tensor(self._made["index"]), self._made)


def _quantized(images: Images, details: dict[str, Any]) -> NDArray[Any]:
    kind, (scale, zero) = details["dtype"], details["quantization"]
    if kind == np.float32:
        return np.asarray(images, np.float32)
    limits = np.iinfo(kind)
    steps: NDArray[Any] = np.clip(np.round(np.asarray(images, np.float32) / scale + zero), limits.min, limits.max)
    return steps.astype(kind)


def _as_floats(values: NDArray[Any], details: dict[str, Any]) -> Floats:
    if values.dtype == np.float32:
        return np.array(values)
    scale, zero = details["quantization"]
    return np.asarray((values.astype(np.float32) - zero) * scale, np.float32)


class _Onnx:
    def __init__(self, path: Path, form: str, threads: int) -> None:
        import onnxruntime  # noqa: PLC0415 - an extra

        self.format, self.threads = form, threads
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads, settings.inter_op_num_threads, settings.log_severity_level = threads, 1, 3
        self._session = onnxruntime.InferenceSession(str(path), settings, providers=["CPUExecutionProvider"])
        self._lock = threading.Lock()
        (given,) = self._session.get_inputs()
        self._name = given.name
        height, width, channels = given.shape[1:]
        self.shape = (height, width, channels)

    def __call__(self, images: Images) -> Floats:
        with self._lock:
            return np.asarray(self._session.run(None, {self._name: np.asarray(images, np.float32)})[0], np.float32)


_OPENERS: dict[str, type[_Keras | _LiteRT | _Onnx]] = {".keras": _Keras, ".tflite": _LiteRT, ".onnx": _Onnx}
