"""What a Keras layer is, without loading Keras for someone who has none."""

import sys
from typing import Any


def is_layer(thing: Any) -> bool:  # noqa: ANN401 - anything may be asked about
    """Tell whether something is a Keras layer or model.

    Parameters
    ----------
    thing : anything

    Returns
    -------
    bool
        False where Keras was never imported: then there can be no layer.
    """
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(thing, keras.layers.Layer)
