"""Crashes the kernel when a check asks."""

# %% [answer:expose]
import ctypes


def expose(images, target):
    ctypes.string_at(0)


# %% [extra before:expose]
print("the crash is prepared")
