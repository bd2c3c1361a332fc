"""Everything by Keras's operations."""

# %% [answer:mean_light]
def mean_light(images):
    return keras.ops.mean(keras.ops.convert_to_tensor(images), axis=(1, 2))

# %% [answer:expose]
def expose(images, target):
    images = keras.ops.convert_to_tensor(images)
    return images * keras.ops.reshape(target / keras.ops.mean(images, axis=(1, 2)), (-1, 1, 1))

# %% [extra end]
print("it ran to the end")
