"""Sleeps in a cell; an interrupt ends it, and what comes later counts."""

# %% [extra before:mean_light]
import time

time.sleep(10_000)

# %% [extra end]
print("it slept and went on")
