"""Replies with what no honest process writes: bombs for memory, for time, for parsers, for pages."""

# %% [extra before:mean_light]
import course_utils.checking.probe as probe

given = []


def value(node):
    return '{"dict":[["value",%s]]}' % node


def array(shape, kind="<f8"):
    return value('{"array":{"dtype":"%s","shape":%s,"data":""}}' % (kind, shape))


CODE = "def f():\\n    return " + "1+" * 9_000 + "1"
BOMBS = [
    array([2**31, 0]),
    value("[" + '"' + "a" * 5_000_000 + '"' + ',""' * 5_000 + "]"),
    value("[" * 30_000 + "]" * 30_000),
    value("9" * 3_000_000),
    value('{"opaque":"\\ud800\\u202e<script>alert(1)</script>"}'),
    '{"dict":[["stub",["f","%s",1,1,[]]]]}' % CODE,
    '{"dict":[["raised",["\\u202e<b>","<img src=x onerror=alert(1)>\\ud800",[]]]]}',
    value("[" + "[]," * 400_000 + "[]]"),
    array([10**6, 10**6, 0], "<U999999"),
]


class Said:
    def __repr__(self):
        given.append(BOMBS[len(given) % len(BOMBS)])
        return given[-1]


probe.answer_quietly = lambda *_: Said()

# %% [extra end]
print("ran:", len(given))
