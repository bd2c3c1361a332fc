"""A network as it is used, not trained: in 32-bit floats, without what only training does."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras


def for_inference(model: "keras.Model") -> "keras.Model":
    """Rebuild a network for export: dropout and augmentation let images through, and every layer computes in float32.

    Parameters
    ----------
    model : keras.Model with one input and one output

    Returns
    -------
    keras.Model, sharing the weights if the original computes in float32
    """
    import keras  # noqa: PLC0415 - loaded with the model

    if any(layer.compute_dtype != "float32" for layer in layers_within(model)):
        model = _in_float32(model)
    images = keras.Input(model.input_shape[1:], dtype="float32", name="images")
    return keras.Model(images, model(images, training=False), name=model.name)


def layers_within(model: "keras.Model") -> Iterator[Any]:
    """Go through all layers, those of nested networks too.

    Parameters
    ----------
    model : keras.Model

    Yields
    ------
    keras.Layer
    """
    for layer in model.layers:
        if getattr(layer, "layers", None):
            yield from layers_within(layer)
        else:
            yield layer


def _in_float32(model: "keras.Model") -> "keras.Model":
    import keras  # noqa: PLC0415 - as above

    def rebuilt(layer: Any) -> Any:  # noqa: ANN401 - Keras comes without types
        return type(layer).from_config({**layer.get_config(), "dtype": "float32"})

    copy = keras.models.clone_model(model, clone_function=rebuilt, recursive=True)
    copy.set_weights(model.get_weights())
    return copy
