"""Magics and shell lines as they stand in many a notebook."""

# %% [extra before:mean_light]
%matplotlib inline
%load_ext autoreload
%autoreload 2
!pip list
!ls -la
%pwd
%timeit -n1 -r1 images.mean()

# %% [extra before:expose]
%%time
from time import sleep

sleep(0.1)

# %% [extra before:draw_light]
%%capture taken
print("nobody sees this")

# %% [answer:expose]
%precision 3
def expose(images, target):
    return images * (target / mean_light(images))[:, None, None]

# %% [extra end]
%whos
print("it ran to the end")
