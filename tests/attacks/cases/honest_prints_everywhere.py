"""Prints in every function, thousands of lines, colours."""

# %% [extra before:mean_light]
from pprint import pprint

for number in range(3000):
    print(number, "\033[31mred\033[0m")
pprint({"a": list(range(200))})
images

# %% [answer:mean_light]
def mean_light(images):
    print("images", images)
    print(images.shape, flush=True)
    return images.mean(axis=2).mean(axis=1)

# %% [answer:expose]
def expose(images, target):
    print(f"{target=}")
    return images * (target / mean_light(images))[:, None, None]

# %% [extra end]
print("it ran to the end")
