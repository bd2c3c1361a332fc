"""Shows HTML, JavaScript, SVG, LaTeX, widgets, iframes and forged pictures under its cells."""

# %% [extra before:mean_light]
from IPython.display import HTML, IFrame, Javascript, Latex, Markdown, Math, SVG, display

BAD = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'><svg onload='window.hit = 1'></svg>"
display(HTML(BAD), Javascript("window.hit = 1"), Latex(f"$$\\href{{javascript:window.hit=1}}{{x}}$$ {BAD}"), Markdown(BAD), Math(BAD))
display(SVG(data="<svg xmlns='http://www.w3.org/2000/svg' onload='window.hit = 1'><script>window.hit = 1</script></svg>"))
display(IFrame("https://evil.test/frame", 10, 10))
print("shown", BAD)

# %% [extra before:expose]
mimes = ["text/html", "image/svg+xml", "application/javascript", "text/latex", "application/vnd.jupyter.widget-view+json", "application/pdf"]
display({mime: BAD for mime in mimes} | {"text/plain": "only this " + BAD}, raw=True)
display({"image/png": 'AAAA"><script>window.hit = 1</script>', "text/plain": "a picture"}, raw=True, metadata={"image/png": {"width": '"><script>window.hit = 1</script>'}})
display({"text/plain": BAD, "<script>window.hit = 1</script>": BAD}, raw=True)

# %% [extra end]
class Shown:
    def _repr_html_(self):
        return BAD

    def __repr__(self):
        return "repr of " + BAD

Shown()
