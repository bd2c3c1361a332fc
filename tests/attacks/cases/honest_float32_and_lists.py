"""float32 in place of float64, lists and tuples in place of arrays, tensors in place of either."""

# %% [answer:mean_light]
def mean_light(images):
    return tuple(np.float32(image.mean()) for image in images)

# %% [answer:expose]
def expose(images, target):
    return [(image.astype("float32") * np.float32(target / image.mean())).tolist() for image in images]

# %% [answer:darkest]
def darkest(images):
    return np.argmin(np.asarray(images).mean(axis=(1, 2)))

# %% [extra end]
print("it ran to the end")
