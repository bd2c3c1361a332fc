"""Prints what steers a terminal or turns the direction of writing: colours, titles, links, moved cursors, overrides, zero-width signs."""

# %% [extra before:mean_light]
print("printed \033[31mred\033[0m \033]0;title\007 \033]8;;http://evil.test\033\\link\033]8;;\033\\ \033[2J\033[H \x9b31m \x07\x08\x08")
print("passed\rFAILED \u202eecalper\u202c \u2066isolated\u2069 \u200bzero\u200b\ufeff \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"))

# %% [answer:expose]
def expose(images, target):
    raise ValueError("\033[31m\u202etxet\u202c\x00\x1b]52;c;cm0gLXJm\x07")

# %% [answer:darkest]
def darkest(images):
    return "\033[2J\u202e\x00darkest"
