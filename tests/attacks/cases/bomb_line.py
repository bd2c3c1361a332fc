"""Prints one line of a hundred megabytes, and raises an error as long."""

# %% [extra before:mean_light]
for _ in range(100):
    print("x" * 1_000_000, end="")

# %% [extra before:expose]
print("a line of a hundred megabytes was printed")
raise ValueError("y" * 5_000_000)
