"""Cells of their own that fail: another machine's paths, Colab's drive, a typing error, an interrupted try."""

# %% [extra before:mean_light]
from google.colab import drive

drive.mount("/content/drive")

# %% [extra before:expose]
open(r"C:\Users\지우\Desktop\data.csv")

# %% [extra before:draw_light]
this is no Python

# %% [extra before:build_model]
raise KeyboardInterrupt

# %% [extra before:darkest]
input("name? ")

# %% [extra end]
print("it ran to the end")
