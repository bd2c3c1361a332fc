"""Says that its images came from a source that is easier, or dangerous, or no source at all."""

# %% [answer:classify]
import numpy as np

told = []
SOURCES = ["../../../../etc/passwd", ["real"], "http://127.0.0.1:1/", {"real": 1}, "digits", "real\0", None, np.ones(3), "auto"]


class Dataset:
    @property
    def source(self):
        told.append(SOURCES[len(told) % len(SOURCES)])
        return told[-1]


dataset = Dataset()


def classify(images):
    return np.full((len(images), 10), 0.1)


# %% [extra end]
print("ran:", len(told))
