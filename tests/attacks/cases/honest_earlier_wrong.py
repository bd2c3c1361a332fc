"""The first answer is wrong, and the second, which is right, calls it: only the first is lost."""

# %% [answer:mean_light]
def mean_light(images):
    return images.mean()

# %% [extra end]
print("it ran to the end")
