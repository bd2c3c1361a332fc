"""Sliders, the course's explorers, rich displays, update_display, clear_output."""

# %% [extra before:mean_light]
import ipywidgets as widgets
from IPython.display import HTML, Markdown, clear_output, display

from course_utils import explore_perceptron, plots

explorer = explore_perceptron("AND", weights=[1, -1], bias=0.5)
explorer.bias = -1.5
explorer

# %% [extra before:expose]
@widgets.interact(x=(0, 10))
def square(x=3):
    print(x * x)

handle = display(HTML("<b>one</b>"), display_id=True)
handle.update(Markdown("**two**"))
box = widgets.Output()
with box:
    print("in a box")
display(box, widgets.VBox([widgets.IntSlider(), widgets.Button(description="누르기")]))
clear_output(wait=True)

# %% [answer:expose]
def expose(images, target):
    slider = widgets.FloatSlider(value=target, max=10)
    display(slider)
    return images * (slider.value / mean_light(images))[:, None, None]

# %% [extra end]
print("it ran to the end")
