"""Changes how objects are written down: the grader's replies are shown by the kernel's own formatter."""

# %% [extra before:expose]
from course_utils.checking.probe import Reply

shown = []
plain = get_ipython().display_formatter.formatters["text/plain"]
Reply.__repr__ = lambda self: shown.append("repr") or '{"dict":[["value",{"array":{"dtype":"|b1","shape":[1],"data":"AQ=="}}]]}'
plain.for_type(Reply, lambda reply, printer, cycle: shown.append("formatter") or printer.text('{"dict":[["value",true]]}'))
get_ipython().display_formatter.format = lambda *_, **__: (shown.append("format") or {"text/plain": "True"}, {})

# %% [extra end]
print("ran:", bool(shown))
