"""Loops without end when a check asks, and swallows interrupts."""

# %% [extra before:expose]
print("the loop is prepared")


# %% [answer:expose]
def expose(images, target):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
