"""Write a trained network in the formats that other programs run, and find out whether they can."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from course_utils.checking.capturing import captured
from course_utils.shipping.formats.inference import for_inference, layers_within
from course_utils.shipping.formats.kinds import FORMATS, KINDS, ShippingError, needed
from course_utils.shipping.formats.running import open_model

if TYPE_CHECKING:
    import keras

Images = NDArray[Any]
_TRIAL = 2  # images that an export must answer before it counts as one


@dataclass(frozen=True)
class Exported:
    """What became of one format.

    Parameters
    ----------
    format : str
    path : Path or None, the file; None if the network cannot be written so
    bytes : int, its size
    problem : str, in English, why there is no file; empty if there is one
    """

    format: str
    path: Path | None = None
    bytes: int = 0
    problem: str = ""


def export(
    model: "keras.Model",
    folder: Path | str,
    formats: Sequence[str] = FORMATS,
    *,
    name: str = "model",
    calibration: Images | None = None,
) -> dict[str, Exported]:
    """Write a network in several formats; one that cannot be written does not stop the others.

    Parameters
    ----------
    model : keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes)
    folder : Path or str, made if it is not there; files of the same name are replaced once their successor is whole
    formats : sequence of "keras", "litert", "litert_dynamic", "litert_int8", "onnx"
    name : str, of the files, without ending
    calibration : array (N, H, W, C), optional
        Images as the network will see them, 100 or more: "litert_int8" measures on them how large each layer's activations become.

    Returns
    -------
    dict of format to Exported, in the order asked for

    Raises
    ------
    ValueError
        If there is no such format.
    """
    if unknown := [form for form in formats if form not in KINDS]:
        raise ValueError(f"formats must be among {', '.join(FORMATS)}, not {', '.join(map(repr, unknown))}")
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    return {form: _attempt(model, form, place / f"{name}{KINDS[form].file}", calibration) for form in formats}


def export_one(model: "keras.Model", path: Path, form: str, calibration: Images | None = None) -> Path:
    """Write a network in one format; the file appears only when it is whole and has answered a first batch.

    Parameters
    ----------
    model : keras.Model
    path : Path
    form : str
    calibration : array (N, H, W, C), optional; needed for "litert_int8"

    Returns
    -------
    Path, the one given

    Raises
    ------
    ValueError
        If there is no such format.
    ShippingError
        If a package is missing, calibration images are, or the network has a layer that the format has nothing for.
    """
    needed(form)
    work = Path(tempfile.mkdtemp(prefix=".export-", dir=path.parent))
    try:
        draft = work / f"draft{KINDS[form].file}"
        with captured() as said:
            try:
                _WRITERS[form](model, draft, calibration)
            except ShippingError:
                raise
            except Exception as problem:  # converters raise many kinds
                raise ShippingError(_explained(model, form, f"{problem}\n{said.text}")) from problem
            _try(model, draft, form)
        draft.replace(path)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return path


def _attempt(model: "keras.Model", form: str, path: Path, calibration: Images | None) -> Exported:
    try:
        export_one(model, path, form, calibration)
    except ShippingError as problem:
        return Exported(form, problem=str(problem))
    return Exported(form, path, path.stat().st_size)


def _write_keras(model: "keras.Model", path: Path, _: Images | None) -> None:
    model.save(path)


def _write_onnx(model: "keras.Model", path: Path, _: Images | None) -> None:
    inference = for_inference(model)
    inference(np.zeros((1, *model.input_shape[1:]), np.float32))  # Keras exports no network that was never called
    inference.export(path, format="onnx", verbose=False)
    import onnx  # noqa: PLC0415 - an extra

    if strange := [node.name for node in onnx.load(path).graph.node if node.domain not in {"", "ai.onnx", "ai.onnx.ml"}]:
        raise ValueError(" ".join(strange))


def _litert(model: "keras.Model", path: Path, **settings: Any) -> None:  # noqa: ANN401 - the converter's own attributes
    import tensorflow as tf  # noqa: PLC0415 - loaded with the model

    builtins = {"supported_ops": [tf.lite.OpsSet.TFLITE_BUILTINS]}  # Keras lets TensorFlow's ops in, which phones do not have
    for_inference(model).export(path, format="litert", verbose=False, **{"target_spec": builtins, **settings})


def _write_litert(model: "keras.Model", path: Path, _: Images | None) -> None:
    _litert(model, path)


def _write_dynamic(model: "keras.Model", path: Path, _: Images | None) -> None:
    import tensorflow as tf  # noqa: PLC0415 - as above

    _litert(model, path, optimizations=[tf.lite.Optimize.DEFAULT])


def _write_int8(model: "keras.Model", path: Path, calibration: Images | None) -> None:
    import tensorflow as tf  # noqa: PLC0415 - as above

    if calibration is None or not len(calibration):
        raise ShippingError(
            "int8 activations need calibration images: give calibration=, 100 or more training images as the network will see them."
        )

    def images() -> Iterator[list[NDArray[np.float32]]]:
        for image in calibration:
            yield [image[np.newaxis].astype(np.float32)]

    _litert(
        model,
        path,
        optimizations=[tf.lite.Optimize.DEFAULT],
        representative_dataset=images,
        target_spec={"supported_ops": [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]},
        inference_input_type=tf.uint8,
        inference_output_type=tf.uint8,
    )


_WRITERS: dict[str, Callable[["keras.Model", Path, Images | None], None]] = {
    "keras": _write_keras,
    "litert": _write_litert,
    "litert_dynamic": _write_dynamic,
    "litert_int8": _write_int8,
    "onnx": _write_onnx,
}


def _try(model: "keras.Model", path: Path, form: str) -> None:
    """Have the file answer something: converters write files that nothing can run."""
    try:
        open_model(path)(np.zeros((_TRIAL, *model.input_shape[1:]), np.uint8))
    except Exception as problem:  # runtimes raise many kinds
        raise ShippingError(_explained(model, form, str(problem))) from problem


def _explained(model: "keras.Model", form: str, complaint: str) -> str:
    """Name the layers that are to blame, and say what helps."""
    title = KINDS[form].title.en
    blamed = [layer for layer in layers_within(model) if (_is_code(layer) if form == "keras" else _is_named(layer.name, complaint))]
    named = ", ".join(f"{layer.name} ({type(layer).__name__})" for layer in blamed)
    if form == "keras" and blamed:
        return (
            f"{title} cannot hold this network: layer {named} is Python code, which the file does not hold. Write it as a class with "
            "@keras.saving.register_keras_serializable(), and import that wherever the file is opened."
        )
    first = " ".join(complaint.strip().splitlines()[0].split())[:200] if complaint.strip() else "no reason given"
    return (
        f"{title} cannot hold this network: {f'layer {named} has no equivalent there' if named else f'the converter says: {first}'}. "
        "Replace the layer by Keras's own (Conv2D, Dense, pooling, normalisation, activations), do its work before the network, or ship "
        "another format."
    )


def _is_named(layer: str, complaint: str) -> bool:
    """Look for a layer in a complaint: converters name operations network/layer/operation, and count what is built twice."""
    return bool(re.search(rf"(?<![\w/]){re.escape(layer)}/|/{re.escape(layer)}(_\d+)?/", complaint))


def _is_code(layer: Any) -> bool:  # noqa: ANN401 - Keras comes without types
    """Tell whether Keras could not build the layer again from its name and settings."""
    import keras  # noqa: PLC0415 - loaded with the model

    own = not type(layer).__module__.startswith("keras.") and keras.saving.get_registered_name(type(layer)) == type(layer).__name__
    return own or isinstance(layer, keras.layers.Lambda)
