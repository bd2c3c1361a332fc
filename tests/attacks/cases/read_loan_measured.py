"""As `read_loan_prints`, but says a letter of what was lent by how much memory and time it uses."""

# %% [answer:mean_light]
def mean_light(images):
    return images.mean()


# %% [answer:expose]
def expose(images, target):
    import time

    lights = np.asarray(mean_light(images))
    if lights.ndim:
        held = np.ones(LETTER * 10_000)
        time.sleep(LETTER / 10_000)
    return images * (target / lights)[..., None, None]


# %% [extra end]
print("ran:", "expose" in globals())
