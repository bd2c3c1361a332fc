"""Slow imports and a nap."""

# %% [extra before:mean_light]
import time

import pandas as pd
import scipy.stats
import seaborn as sns
import tensorflow as tf
from tensorflow import keras

time.sleep(1)
print(tf.config.list_physical_devices(), pd.DataFrame({"a": [1]}), scipy.stats.norm.cdf(0))

# %% [answer:mean_light]
def mean_light(images):
    import pandas as pd
    return pd.DataFrame(images.reshape(len(images), -1)).mean(axis=1).to_numpy()

# %% [extra end]
sns.set_theme()
print("it ran to the end")
