"""Warnings, logs down to DEBUG and raw writes to stderr, in cells and in answers."""

# %% [extra before:mean_light]
import logging
import sys
import warnings

logging.basicConfig(level=logging.DEBUG)
logging.getLogger().debug("here we go")
warnings.simplefilter("always")
np.seterr(all="warn")
np.log(0.0)

# %% [answer:mean_light]
def mean_light(images):
    warnings.warn("slow", DeprecationWarning)
    logging.warning("shape %s", images.shape)
    sys.stderr.write("to stderr\n")
    return images.mean(axis=(1, 2))

# %% [answer:expose]
def expose(images, target):
    np.float64(1) / np.float64(0)
    print("Traceback (most recent call last):", file=sys.stderr)
    return images * (target / mean_light(images))[:, None, None]

# %% [extra end]
print("it ran to the end", file=sys.stderr)
