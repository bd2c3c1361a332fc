"""Puts modules of its own in the place of the course's: the probe, the encoding, the checks, NumPy itself."""

# %% [extra before:expose]
import sys
import types

asked = []


class Said:
    __repr__ = lambda self: '{"dict":[["value",{"float":"inf"}]]}' if len(asked) % 2 else '{"dict":[["value",63.0]]}'


def answer(expression, *_):
    asked.append(expression)
    return Said()


probe = types.ModuleType("course_utils.checking.probe")
probe.answer = probe.answer_quietly = answer
sys.modules["course_utils.checking.probe"] = probe
import course_utils.checking

course_utils.checking.probe = probe
for name in [name for name in sys.modules if name.startswith("course_utils.checking")]:
    for member in ("encode", "decode", "examine", "total", "check"):
        if hasattr(sys.modules[name], member):
            setattr(sys.modules[name], member, lambda *_, **__: True)

# %% [extra end]
print("ran:", len(asked) > 2)
