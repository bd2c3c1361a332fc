"""tqdm in answers, Keras at verbose=1 in a training of their own."""

# %% [extra before:mean_light]
import sys
import time

from tqdm import tqdm, trange
from tqdm.auto import tqdm as pretty

for _ in trange(300):
    pass
for _ in pretty(range(20)):
    time.sleep(0.001)

# %% [answer:mean_light]
def mean_light(images):
    return np.array([image.mean() for image in tqdm(images, desc="빛", file=sys.stdout)])

# %% [answer:build_model]
def build_model():
    model = keras.Sequential([keras.Input((8, 8)), keras.layers.Flatten(), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.summary()
    model.predict(np.zeros((2, 8, 8)), verbose=1)
    return model

# %% [extra end]
build_model().fit(images, np.array([0, 0, 1, 1]), epochs=3, verbose=1, callbacks=[keras.callbacks.TerminateOnNaN()])
print("it ran to the end")
