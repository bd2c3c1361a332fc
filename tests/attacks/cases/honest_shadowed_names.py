"""Names that the checks may use, taken by the student: images, sum, list, student, expect, target, _."""

# %% [extra before:expose]
images = None
student, expect, target, rng, RAMP = 1, 2, 3, 4, 5
sum = 0
list = [1, 2]
_ = "mine"
answer = result = value = np.nan

# %% [extra before:draw_light]
def bar(*args):
    raise ValueError("not this one")

float = 3.0
del float

# %% [extra end]
print("it ran to the end")
