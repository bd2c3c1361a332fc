"""Puts markup where a check's message, an error's name or a traceback would carry it onto a page."""

# %% [extra before:mean_light]
BAD = "</code></pre><script>window.hit = 1</script><img src=http://evil.test/x.png onerror='window.hit = 1'>"
Named = type(BAD, (Exception,), {"__module__": BAD})
print("named", Named.__name__)

# %% [answer:mean_light]
def mean_light(images):
    raise Named(BAD + " `" + BAD + "` [x](javascript:window.hit=1) {{ 7 * 7 }}")

# %% [answer:expose]
def expose(images, target):
    return BAD

# %% [answer:draw_light]
def draw_light(images):
    """<script>window.hit = 1</script>"""
    return {"</script>" + BAD: BAD}[BAD]

# %% [answer:build_model]
def build_model():
    return type("x", (), {"count_params": lambda self: BAD})()

# %% [answer:darkest]
def darkest(images):
    # </textarea></pre><script>window.hit = 1</script> and a comment that goes on --> <!-- ]]>
    return [BAD, {BAD: BAD}, float("nan")]
