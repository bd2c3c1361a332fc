"""The first layers of a backbone: grey levels 0..255 to what its weights expect. Imports Keras: load it only when a network is built."""

from typing import Any

import keras

Tensor = Any  # Keras is untyped
_MEANS = (103.939, 116.779, 123.68)  # of ImageNet's blues, greens and reds: keras.applications' "caffe" mode


@keras.saving.register_keras_serializable("petals")
class BlueGreenRed(keras.layers.Layer):  # type: ignore[misc]  # Keras is untyped
    """Turn the channels round and subtract ImageNet's means, as the networks ported from Caffe expect."""

    def call(self, images: Tensor) -> Tensor:
        """Scale images (N, H, W, 3) of grey levels 0..255.

        Parameters
        ----------
        images : tensor

        Returns
        -------
        tensor of the same shape
        """
        return keras.ops.cast(images, self.compute_dtype)[..., ::-1] - keras.ops.convert_to_tensor(_MEANS, dtype=self.compute_dtype)


def scaled(images: Tensor, scaling: str) -> Tensor:
    """Scale grey levels 0..255.

    Parameters
    ----------
    images : Keras tensor (N, H, W, 3)
    scaling : "signs" (to -1..1), "caffe" or "none"

    Returns
    -------
    Keras tensor (N, H, W, 3)
    """
    if scaling == "signs":
        return keras.layers.Rescaling(1 / 127.5, -1)(images)
    return BlueGreenRed()(images) if scaling == "caffe" else images
