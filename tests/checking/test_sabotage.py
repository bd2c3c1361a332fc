"""Student code that turns on its own kernel: what arrives is plain data or a fault, and a wrong answer stays wrong."""

from contextlib import contextmanager

import numpy as np
import pytest

from course_utils.checking import KernelStudent, Opaque, StudentFault, examine, load_checks

PLAIN = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, np.ndarray, np.generic, type(...), Opaque)
WRONG = "import numpy as np\ndef step(z): return 7\nwidth = 3\n"
SABOTAGE = {
    "json writes something else": 'import json\njson.dumps = lambda *a, **k: \'{"value": {"pickle": "gASVAAAAAA=="}}\'',
    "json writes an object": "import json\njson.dumps = lambda *a, **k: object()",
    "encode is replaced": "import course_utils.checking.probe as probe\nprobe.encode = lambda *a, **k: 'cos\\nsystem\\n(S\"echo\"\\ntR.'",
    "the probe is replaced": "import course_utils.checking.probe as probe\nprobe.answer_quietly = lambda *a, **k: (lambda: 0)",
    "the probe is gone": "import sys\nsys.modules['course_utils.checking.probe'] = None",
    "builtins lie": "import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda *a: 0\nbuiltins.repr = lambda *a: 'x'",
    "numpy lies": "np.asarray = lambda *a, **k: np.zeros(0)\nnp.ascontiguousarray = np.allclose = np.array_equal = lambda *a, **k: True",
    "everything is equal": """
class Same:
    __class__ = int
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __array__(self, *a, **k): return np.ones(1)
    def __reduce__(self): return (print, ('ran',))
    def __len__(self): return 1
    def __float__(self): return 1.0
Same.__module__, Same.__qualname__ = 'builtins', 'int'
step = lambda z: Same()
width = Same()""",
    "a metaclass lies": """
class Meta(type):
    __mro__ = property(lambda cls: (int, object))
    __module__ = property(lambda cls: 1 / 0)
class Own(metaclass=Meta): pass
step = lambda z: Own()
width = Own()""",
    "subclasses lie": """
class Number(int):
    def __eq__(self, other): return True
    __hash__ = int.__hash__
    def __repr__(self): raise SystemExit
class Words(str):
    def __eq__(self, other): return True
class Array(np.ndarray):
    def __eq__(self, other): return True
    def __array_function__(self, *a, **k): return True
step = lambda z: [Number(7), Words('x'), np.ones(2).view(Array)]
width = Number(3)""",
    "IPython shows something else": """
from IPython import get_ipython
from course_utils.checking.probe import Reply
get_ipython().display_formatter.formatters['text/plain'].for_type(Reply, lambda o, p, c: p.text('{"value": {"opaque": 3}}'))""",
    "IPython says it is an image": """
from IPython import get_ipython
get_ipython().user_expressions = lambda e: {'reply': {'status': 'ok', 'data': {'image/png': 'x'}}}""",
    "IPython answers with a list": "from IPython import get_ipython\nget_ipython().user_expressions = lambda e: [1, 2, 3]",
    "the session sends replies of its own": """
from IPython import get_ipython
session = get_ipython().kernel.session
send = session.send
def loud(stream, kind, content=None, *args, **more):
    for _ in range(5):
        send(stream, kind, {'user_expressions': {'reply': 3}}, *args, **more)
    return send(stream, kind, content, *args, **more)
session.send = loud""",
    "errors have odd words": "def step(z): raise type('\\ud800<b>', (Exception,), {'__str__': lambda s: '\\x1b[31m' * 10**6})()\ndel width",
    "values are bombs": "step = lambda z: [0] * 10**7\nwidth = np.zeros(10**8, dtype=np.int8)",
    "values are deep": "width = []\nfor _ in range(10**5): width = [width]\nstep = lambda z: width",
    "values contain themselves": "width = {}\nwidth[0] = width\nbox = np.empty(1, object)\nbox[0] = box\nstep = lambda z: box",
}


@contextmanager
def _own_kernel(code):
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute(code)
        yield client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _plain(value):
    assert type(value) in PLAIN or isinstance(value, np.generic)
    if isinstance(value, np.ndarray):
        assert type(value) is np.ndarray
        assert value.dtype.kind in "biufcUS"
    for item in value if type(value) in (list, tuple, set, frozenset) else [*value, *value.values()] if type(value) is dict else ():
        _plain(item)


@pytest.mark.slow  # a kernel of its own for each
@pytest.mark.parametrize("name", SABOTAGE)
def test_nothing_but_data_arrives_and_no_wrong_answer_passes(name, lesson_folder):
    with _own_kernel(WRONG + SABOTAGE[name]) as client:
        student = KernelStudent(client, timeout=30)
        checks = load_checks(lesson_folder, hidden=True)
        for exercise in ("step", "width"):
            score = examine(checks, exercise, student)
            assert score.earned == 0
            assert {case.status for case in score.cases} <= {"failed", "raised", "not_attempted"}, "never a reason to call staff"
        for expression in ("step(1)", "width", "[step(1), {'a': width}]"):
            try:
                value = student.eval(expression)
            except StudentFault:
                continue
            _plain(value)
