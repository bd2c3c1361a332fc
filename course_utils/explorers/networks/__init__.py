"""Looking into a Keras model: its stages, its receptive fields, its numbers as bytes for the browser."""
