"""A vision transformer small enough to train on two cores: patches that look at each other."""

from typing import TYPE_CHECKING

from course_utils.models.plain import Shape

if TYPE_CHECKING:
    import keras


def vision_transformer(
    input_shape: Shape = (32, 32, 3), classes: int = 10, *, patch: int = 4, width: int = 64, heads: int = 4, depth: int = 3
) -> "keras.Model":
    """Build a tiny vision transformer: patches as tokens, self-attention instead of convolution, the mean of all tokens at the end.

    Dosovitskiy et al. 2021, arXiv:2010.11929, with global average pooling in place of the class token.

    Parameters
    ----------
    input_shape
        Height, width and channels of one image, in pixels.
    classes
        Number of probabilities.
    patch
        Side of a patch, in pixels; divides both sides of the image.
    width
        Numbers per token; a multiple of `heads`.
    heads
        Attention heads per block.
    depth
        Number of blocks.

    Returns
    -------
    keras.Model, images (N, H, W, C) of grey levels 0..255 -> probabilities (N, classes), float32
        Not compiled; 108,426 parameters for 32 x 32 x 3 and ten classes.

    Raises
    ------
    ValueError
        If the image does not part into whole patches, or the width into whole heads.
    """
    height, wide, _ = input_shape
    if height % patch or wide % patch or width % heads:
        raise ValueError(f"{height} x {wide} pixels must part into patches of side {patch}, and width {width} into {heads} heads")
    from keras import Input, Model, layers  # noqa: PLC0415 - TensorFlow loads when a network is built, not on import

    from course_utils.models.positions import AddPosition  # noqa: PLC0415 - likewise

    images = Input(input_shape)
    tokens = layers.Conv2D(width, patch, strides=patch)(layers.Rescaling(1 / 255)(images))
    tokens = AddPosition()(layers.Reshape((-1, width))(tokens))
    for _ in range(depth):
        calm = layers.LayerNormalization()(tokens)
        tokens = layers.Add()([tokens, layers.MultiHeadAttention(heads, width // heads)(calm, calm)])
        thought = layers.Dense(2 * width, activation="gelu")(layers.LayerNormalization()(tokens))
        tokens = layers.Add()([tokens, layers.Dense(width)(thought)])
    features = layers.GlobalAveragePooling1D()(layers.LayerNormalization()(tokens))
    return Model(images, layers.Dense(classes, activation="softmax", dtype="float32")(features), name="vision_transformer")
