"""Shows something a million times, and updates what it showed."""

# %% [extra before:expose]
from IPython.display import display

handle = display("shown first", display_id=True)
for n in range(1_000_000):
    display(n)
    handle.update("u" * 1_000)
