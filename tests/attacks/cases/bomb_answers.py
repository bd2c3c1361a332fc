"""Answers checks with far more than they ask for, and prints as much at each."""

# %% [answer:expose]
def expose(images, target):
    print("asked", "p" * 20_000_000)
    return ["x" * 1_000_000] * 500


# %% [answer:draw_light]
def draw_light(images):
    nest = []
    for _ in range(3_000_000):
        nest = [nest]
    return nest


# %% [answer:darkest]
def darkest(images):
    return 10**3_000_000


# %% [extra end]
print("answers were defined")
