"""Callables that are no plain functions: lambda, partial, an object, a decorated function; type hints and other parameter names."""

# %% [extra before:mean_light]
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial, wraps

def traced(function):
    @wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)
    return inner

# %% [answer:mean_light]
mean_light = partial(np.mean, axis=(1, 2))

# %% [answer:expose]
@dataclass
class Exposer:
    floor: float = 0.0

    def __call__(self, batch: np.ndarray, light: float) -> np.ndarray:
        return batch * (light / mean_light(batch))[:, None, None] + self.floor

expose = Exposer()

# %% [answer:draw_light]
@traced
def draw_light(batch: np.ndarray):
    ax = plt.figure().add_subplot()
    ax.bar([str(i) for i in range(len(batch))], mean_light(batch))
    return ax

# %% [answer:darkest]
darkest = lambda batch: int(mean_light(batch).argmin())

# %% [extra end]
print("it ran to the end")
