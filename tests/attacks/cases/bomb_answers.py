"""Answers checks with far more than they ask for, and prints as much at each."""

# %% [extra before:expose]
print("answers come")


# %% [answer:expose]
def expose(images, target):
    print("asked", "p" * 5_000_000)
    return ["x" * 1_000_000] * 20


# %% [answer:draw_light]
def draw_light(images):
    nest = []
    for _ in range(300_000):
        nest = [nest]
    return nest


# %% [answer:darkest]
def darkest(images):
    return 10**300_000
