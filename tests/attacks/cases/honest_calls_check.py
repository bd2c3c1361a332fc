"""check(), hint() and progress() called in cells of their own, before and after answering, also for what does not exist."""

# %% [extra before:mean_light]
check("mean_light")
check("expose")
check()

# %% [extra before:expose]
from course_utils import hint, progress

check("mean_light")
hint("expose")
progress()
check("no_such_exercise")

# %% [extra end]
check("mean_light"); check("expose"); check("draw_light"); check("build_model")
print("it ran to the end")
