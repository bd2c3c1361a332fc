"""Every seed there is, set at every occasion."""

# %% [extra before:mean_light]
import os
import random

import tensorflow as tf

os.environ["PYTHONHASHSEED"] = "0"
random.seed(42)
np.random.seed(42)
tf.random.set_seed(42)
keras.utils.set_random_seed(42)
tf.config.experimental.enable_op_determinism()

# %% [answer:build_model]
def build_model():
    keras.utils.set_random_seed(7)
    np.random.seed(7)
    return keras.Sequential([keras.Input((8, 8)), keras.layers.Flatten(), keras.layers.Dense(1, activation="sigmoid")])

# %% [answer:darkest]
def darkest(images):
    np.random.seed(0)
    return int(np.argmin(images.sum(axis=(1, 2)) + 0 * np.random.rand(len(images))))

# %% [extra end]
print("it ran to the end")
