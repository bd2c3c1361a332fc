"""An answer over several cells, with what it needs in cells of its own."""

# %% [extra before:mean_light]
AXES = (1, 2)

# %% [extra before:mean_light]
def one(image):
    return image.mean()

# %% [answer:mean_light]
def mean_light(images):
    return np.array([one(image) for image in images])

# %% [extra before:expose]
def factors(images, target):
    return target / np.mean(images, axis=AXES)

# %% [answer:expose]
def expose(images, target):
    return np.einsum("n,nij->nij", factors(images, target), images)

# %% [extra end]
print("it ran to the end")
