"""The student's side of `student.eval`: evaluates one expression beside the student's work and answers with data.

It runs in the student's process, local or not, so nothing it says is trusted; see `replies` for the other side.
"""

import ast
import builtins
import inspect
import linecache
import types
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from course_utils.checking.capturing import Printed
from course_utils.checking.codec import DEFAULT_LIMITS, CodecError, decode, encode

_LONGEST_MESSAGE = 1_000
_MOST_FRAMES = 12


class Reply:
    """Encoded data whose repr is the data themselves, so that a Jupyter kernel passes them on as text.

    Parameters
    ----------
    written : str
    """

    def __init__(self, written: str) -> None:
        self.written = written

    def __repr__(self) -> str:
        return self.written


def answer(expression: str, inputs: str, namespace: dict[str, Any]) -> Reply:
    """Evaluate an expression in a namespace.

    Parameters
    ----------
    expression : str
    inputs : str
        Encoded dict of names to data that the expression may use; they hide the student's names but do not touch them.
    namespace : dict
        The globals of the student's work.

    Returns
    -------
    Reply
        Holding ``{"value": ...}``, ``{"not_attempted": [name, reason]}``, ``{"stub": [...]}``, ``{"raised": [...]}``
        or ``{"malformed": [kind, detail]}``.
    """
    given = decode(inputs)
    tree = ast.parse(expression.strip(), mode="eval")
    unwritten = next(_unwritten(tree, given, namespace), None)
    if unwritten:
        return Reply(encode({"not_attempted": unwritten}))
    try:
        value = _function(tree, given, namespace)(**given)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - SystemExit and the student's own kinds included
        return Reply(encode(_failure(error, namespace)))
    try:
        return Reply(encode({"value": value}))
    except CodecError as error:
        return Reply(encode({"malformed": [error.kind, str(error)]}))
    except Exception as error:  # noqa: BLE001 - a student's metaclass may do anything
        return Reply(encode({"malformed": ["broken", type(error).__name__[:100]]}))


def answer_quietly(expression: str, inputs: str, namespace: dict[str, Any], most_characters: int = DEFAULT_LIMITS.characters) -> Reply:
    """Evaluate as :func:`answer` does and drop what is printed: a kernel stumbles over text it cannot send.

    Parameters
    ----------
    expression, inputs : str
    namespace : dict
    most_characters : int
        Of the reply as a kernel writes it; a longer one would never arrive.

    Returns
    -------
    Reply
    """
    with redirect_stdout(Printed()), redirect_stderr(Printed()):
        reply = answer(expression, inputs, namespace)
    if len(reply.written) + reply.written.count('"') + reply.written.count("\\") > most_characters:
        return Reply(encode({"malformed": ["too_large", f"more than {most_characters} characters of encoded data"]}))
    return reply


def _function(tree: ast.Expression, given: dict[str, Any], namespace: dict[str, Any]) -> Any:  # noqa: ANN401 - a lambda
    """Make the inputs parameters of a function: comprehensions and lambdas in the expression see them too."""
    arguments = ast.arguments(
        posonlyargs=[], args=[], kwonlyargs=[ast.arg(name) for name in given], kw_defaults=[None] * len(given), defaults=[]
    )
    body = ast.Expression(ast.Lambda(arguments, tree.body))
    return eval(compile(ast.fix_missing_locations(body), "<check>", "eval"), namespace)  # noqa: S307 - the check's own expression


def _unwritten(tree: ast.Expression, given: dict[str, Any], namespace: dict[str, Any]) -> Iterator[list[str]]:
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)} | {
        node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)
    }
    for node in names:
        if node.id in given or node.id in bound:
            continue
        if namespace.get(node.id) is Ellipsis:
            yield [node.id, "placeholder"]
        elif node.id not in namespace and not hasattr(builtins, node.id):
            yield [node.id, "missing"]


def _failure(error: BaseException, namespace: dict[str, Any]) -> dict[str, Any]:
    frames = [
        (frame, line)
        for frame, line in _walk(error.__traceback__)
        if frame.f_globals is namespace and frame.f_code.co_filename != "<check>"
    ]
    shown = [
        [frame.f_code.co_qualname, line, linecache.getline(frame.f_code.co_filename, line).strip()[:200]]
        for frame, line in frames[-_MOST_FRAMES:]
    ]
    if frames:
        innermost, line = frames[-1]
        if type(error) is NotImplementedError and not error.args and _last(error.__traceback__) is innermost:
            code = innermost.f_code
            return {"stub": [code.co_qualname, _source(code), _lines_before(code, line), line, shown]}
        placeholder = next((name for name in innermost.f_code.co_names if namespace.get(name) is Ellipsis), None)
        if placeholder:
            return {"not_attempted": [placeholder, "placeholder"]}
    return {"raised": [type(error).__name__[:100], _message(error), shown]}


def _walk(traceback: types.TracebackType | None) -> Iterator[tuple[types.FrameType, int]]:
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next


def _last(traceback: types.TracebackType | None) -> types.FrameType | None:
    frame = None
    for frame, _ in _walk(traceback):  # noqa: B007 - the last one is wanted
        pass
    return frame


def _lines_before(code: types.CodeType, stub_line: int) -> int:
    """Count the lines with code of their own; those after a raise are never compiled, a docstring needs no code."""
    return len({line for _, _, line in code.co_lines() if line and line not in (stub_line, code.co_firstlineno)})


def _source(code: types.CodeType) -> str:
    try:
        return inspect.getsource(code)[:20_000]
    except (OSError, TypeError, SyntaxError):
        return ""


def _message(error: BaseException) -> str:
    try:
        return str(error)[:_LONGEST_MESSAGE]
    except Exception:  # noqa: BLE001 - a student's __str__ may do anything
        return ""
