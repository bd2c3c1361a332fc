"""Sleeps when a check asks; an interrupt ends it."""

# %% [answer:expose]
import time


def expose(images, target):
    time.sleep(10_000)


# %% [extra end]
print("it slept and went on")
