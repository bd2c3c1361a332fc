"""Prints one line of a hundred megabytes, and raises an error as long as a book."""

# %% [extra before:expose]
import time

print("a line of a hundred megabytes comes", flush=True)
time.sleep(0.5)
for _ in range(100):
    print("x" * 1_000_000, end="")

# %% [extra before:expose]
raise ValueError("y" * 5_000_000)
