"""The first answer cannot even be parsed, and the second, which is right, calls it: only the first is lost."""

# %% [answer:mean_light]
def mean_light(images)
    return images.mean(axis=(1, 2))

# %% [extra end]
print("it ran to the end")
