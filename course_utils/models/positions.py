"""Where a token stands, as something to learn. Imports Keras: load it only when a network is built."""

import keras


@keras.saving.register_keras_serializable("perceptron_to_petals")
class AddPosition(keras.layers.Layer):  # type: ignore[misc]  # Keras is untyped
    """Adds to each token (N, T, D) a vector of its own place; without it, a transformer sees a bag of patches."""

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Make one vector per place."""
        self.places = self.add_weight(shape=input_shape[1:], initializer=keras.initializers.RandomNormal(stddev=0.02), name="places")

    def call(self, tokens: object) -> object:
        """Add the places."""
        return tokens + keras.ops.cast(self.places, self.compute_dtype)
