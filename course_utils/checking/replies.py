"""The checks' side of `student.eval`: reads the probe's reply, believing nothing but its form."""

import ast
import re
import textwrap
from typing import Any, NoReturn, get_args

from course_utils.checking.codec import CodecError, decode
from course_utils.checking.outcomes import Frame, LeftoverStub, Malformed, NotAttempted, Reason, StudentFault, StudentRaised
from course_utils.checking.plain import DEFAULT_LIMITS, Excess, Limits

_LONGEST_NAME, _LONGEST_LINE, _LONGEST_MESSAGE, _LONGEST_SOURCE = 100, 200, 1_000, 20_000
_MOST_FRAMES = 12
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def read_reply(written: str, limits: Limits = DEFAULT_LIMITS) -> Any:  # noqa: ANN401 - plain data of any shape
    """Turn a reply into the value it carries.

    Parameters
    ----------
    written : str
    limits : Limits

    Returns
    -------
    plain data

    Raises
    ------
    NotAttempted, StudentRaised, Malformed
        As the reply says, or Malformed if it is none.
    """
    try:
        reply = decode(written, limits)
    except CodecError as error:
        raise Malformed(error.kind, str(error)) from None
    if type(reply) is not dict or len(reply) != 1:
        raise Malformed("broken", "not a reply")
    [(kind, content)] = reply.items()
    if kind == "value":
        if _has_ellipsis(content):
            raise NotAttempted("...", "placeholder")
        return content
    raise _fault(kind, content)


def _has_ellipsis(content: object) -> bool:
    if content is Ellipsis:
        return True
    return isinstance(content, list | tuple) and any(_has_ellipsis(item) for item in content)


def _fault(kind: object, content: Any) -> StudentFault:  # noqa: ANN401 - whatever the reply holds
    try:
        match kind:
            case "not_attempted":
                name, reason = content
                return NotAttempted(_text(name, _LONGEST_LINE), reason if reason in get_args(Reason) else _refuse())
            case "stub":
                function, source, own_lines, line, frames = content
                name, code = _text(function, _LONGEST_NAME), _text(source, _LONGEST_SOURCE)
                if not _has_own_code(code, own_lines):
                    return NotAttempted(name, "stub")
                return LeftoverStub(name, code, _line(line), _frames(frames))
            case "raised":
                type_name, message, frames = content
                own = _frames(frames)
                return StudentRaised(_text(type_name, _LONGEST_NAME), _text(message, _LONGEST_MESSAGE), own[-1].line if own else None, own)
            case "malformed":
                excess, detail = content
                return Malformed(excess if excess in get_args(Excess) else _refuse(), _text(detail, _LONGEST_LINE))
    except (TypeError, ValueError):
        pass
    return Malformed("broken", "not a reply")


def _refuse() -> NoReturn:
    raise ValueError("not a reply")


def _text(value: object, longest: int) -> str:
    return as_words(value, longest) if isinstance(value, str) else _refuse()


def as_words(value: object, longest: int) -> str:
    """Cut a student's words short and take out what no file or page could hold, or what would rearrange the words around it.

    Parameters
    ----------
    value : object
        Anything but a str is no words.
    longest : int
        Characters.

    Returns
    -------
    str
        Without control characters (but for tabs and line breaks), marks of writing direction and lone surrogates.
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value[:longest]) if isinstance(value, str) else ""


def _line(value: object) -> int:
    return value if type(value) is int and 0 < value < 10**6 else _refuse()


def _frames(content: Any) -> tuple[Frame, ...]:  # noqa: ANN401 - whatever the reply holds
    return tuple(
        Frame(_text(function, _LONGEST_NAME), _line(line), _text(source, _LONGEST_LINE))
        for function, line, source in content[:_MOST_FRAMES]
    )


def _has_own_code(source: str, own_lines: object) -> bool:
    body = function_body(source)
    return own_lines != 0 if body is None else bool(body)


def function_body(source: str) -> list[str] | None:
    """List a function's statements, without docstring and stub lines.

    Parameters
    ----------
    source : str
        Of one ``def``, possibly indented or decorated.

    Returns
    -------
    list of str or None
        In one normal form, so that two sources can be compared; None if this is not the source of a function.
    """
    try:
        [function] = ast.parse(textwrap.dedent(source)).body
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            return None
        return [ast.unparse(node) for node in function.body if not _is_docstring(node) and not _is_stub_line(node)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_stub_line(node: ast.stmt) -> bool:
    return isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name) and node.exc.id == "NotImplementedError"
