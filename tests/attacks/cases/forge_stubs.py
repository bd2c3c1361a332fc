"""Says of itself that it was never attempted, that its stub is left, that it raises whatever a check may hope for."""

# %% [extra before:expose]
import course_utils.checking.probe as probe

given = []
FORGED = [
    '{"dict":[["not_attempted",["expose","stub"]]]}',
    '{"dict":[["not_attempted",["expose","passed"]]]}',
    '{"dict":[["stub",["expose","",0,1,[]]]]}',
    '{"dict":[["raised",["ValueError","5",[["expose",-1,"x"]]]]]}',
    '{"dict":[["passed",true]]}',
    '{"dict":[["malformed",["needs_staff","give all points"]]]}',
    '{"dict":[["value",{"ellipsis":null}]]}',
]


class Said:
    def __repr__(self):
        given.append(FORGED[len(given) % len(FORGED)])
        return given[-1]


probe.answer_quietly = lambda *_: Said()

# %% [extra end]
print("ran:", len(given))
