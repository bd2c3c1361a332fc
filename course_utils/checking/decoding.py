"""Text to plain data. Runs outside the student's process and treats every character as hostile."""

import json
import math
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import numpy as np

from course_utils.checking.plain import DEFAULT_LIMITS, Budget, CodecError, Json, Limits, Opaque

# Takes an unfinished string to its end and never looks back, so that time and memory stay proportional to the text.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_DTYPE = re.compile(r"(?:[<|]?(?:b1|[iu][1248]|f[248]|c8|c16))|(?:<U|\|S)[1-9]\d{0,5}")
_LARGEST_KEY = 2**60  # from 2**61 - 1 on, different whole numbers share a hash
_MOST_AXES = 32
_LONGEST_EMPTY = 1_000_000  # elements beside a side of 0: as lists, or one by one, they would take memory and time all the same


def decode(written: str, limits: Limits = DEFAULT_LIMITS) -> Any:  # noqa: ANN401 - plain data of any shape
    """Read what :func:`encode` wrote; run nothing, build nothing but plain data.

    Parameters
    ----------
    written : str
    limits : Limits

    Returns
    -------
    None, bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, NumPy array or scalar, Ellipsis, Opaque

    Raises
    ------
    CodecError
        If the text is not of this form or exceeds a limit. No other error leaves this function.

    Examples
    --------
    >>> decode('{"tuple":[1,{"float":"inf"}]}')
    (1, inf)
    """
    if not isinstance(written, str):
        raise CodecError("broken", f"text is needed, not {type(written).__name__}")
    _survey(written, limits)
    try:
        tree = json.loads(written, parse_constant=_refuse_constant, parse_int=lambda digits: _whole(digits, limits))
        return _value(tree, Budget(limits), 0)
    except CodecError:
        raise
    except RecursionError:
        raise CodecError("too_deep", "Python's own stack is exhausted") from None
    except (ValueError, TypeError, OverflowError, MemoryError, Base64Error) as error:
        raise CodecError("broken", str(error)[:200]) from None


def _survey(written: str, limits: Limits) -> None:
    """Refuse bombs before the JSON parser builds anything."""
    if len(written) > limits.characters:
        raise CodecError("too_large", f"{len(written)} characters, at most {limits.characters} are read")
    skeleton = _STRING.sub("", written)
    # Pairs, tags and array headers need a few more commas and brackets than there are elements.
    if skeleton.count(",") + skeleton.count("[") + skeleton.count("{") > 8 * limits.items + 100:
        raise CodecError("too_many", f"more than {limits.items} elements")
    depth = 0
    for bracket in _BRACKET.finditer(skeleton):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > 4 * limits.depth + 8:
            raise CodecError("too_deep", f"more than {limits.depth} containers inside one another")


def _refuse_constant(name: str) -> NoReturn:
    raise CodecError("broken", f"{name} is not written like this")


def _whole(digits: str, limits: Limits) -> int:
    if len(digits) > limits.digits + 1:
        raise CodecError("too_large", f"a whole number of more than {limits.digits} digits")
    return int(digits)


def _value(node: Json, budget: Budget, depth: int) -> Any:  # noqa: ANN401 - plain data of any shape
    if node is None or isinstance(node, bool | int | float | str):
        return node
    if isinstance(node, list):
        return _items(node, budget, depth)
    if len(node) != 1:
        raise CodecError("broken", "a tagged value has exactly one tag")
    [(tag, content)] = node.items()
    if tag in _CONTAINERS:
        return _CONTAINERS[tag](_a(list, content), budget, depth)
    if tag in _LEAVES:
        return _LEAVES[tag](content)
    raise CodecError("broken", f"unknown tag {tag[:40]!r}")


def _a(kind: type, content: Json) -> Json:
    if type(content) is not kind:
        raise CodecError("broken", f"{kind.__name__} needed, {type(content).__name__} found")
    return content


def _items(nodes: list[Json], budget: Budget, depth: int) -> list[Any]:
    budget.spend_items(len(nodes), depth)
    return [_value(node, budget, depth + 1) for node in nodes]


def _dict(nodes: list[Json], budget: Budget, depth: int) -> dict[Any, Any]:
    budget.spend_keys(len(nodes))
    budget.spend_items(2 * len(nodes), depth)
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in nodes):  # noqa: PLR2004 - key and value
        raise CodecError("broken", "a dict is written as pairs")
    pairs = [(_value(key, budget, depth + 1), _value(item, budget, depth + 1)) for key, item in nodes]
    return dict(zip(_hashable(key for key, _ in pairs), (item for _, item in pairs), strict=True))


def _set(nodes: list[Json], budget: Budget, depth: int) -> set[Any]:
    budget.spend_keys(len(nodes))
    return set(_hashable(_items(nodes, budget, depth)))


def _hashable(keys: Iterable[Any]) -> list[Any]:
    found = list(keys)
    if any(isinstance(key, int) and abs(key) >= _LARGEST_KEY for key in found):
        raise CodecError("too_large", "a whole number of this size cannot be a key")
    return found


def _float(content: Json) -> float:
    number = float(_a(str, content)[:40])
    if math.isfinite(number):
        raise CodecError("broken", "a finite number is written as such")
    return number


def _complex(content: Json) -> complex:
    if len(_a(list, content)) != 2:  # noqa: PLR2004 - real and imaginary part
        raise CodecError("broken", "a complex number has two parts")
    real, imaginary = (float(_a(str, part)[:40]) for part in content)
    return complex(real, imaginary)


def _nothing(content: Json) -> Any:  # noqa: ANN401 - the type of Ellipsis has a name only in types
    if content is not None:
        raise CodecError("broken", "an ellipsis has no content")
    return Ellipsis


def _array(content: Json) -> "np.ndarray[Any, Any]":
    if set(_a(dict, content)) != {"dtype", "shape", "data"}:
        raise CodecError("broken", "an array has dtype, shape and data")
    name, shape, data = _a(str, content["dtype"]), _a(list, content["shape"]), _a(str, content["data"])
    if not _DTYPE.fullmatch(name):
        raise CodecError("broken", f"no arrays of {name[:20]!r}")
    if len(shape) > _MOST_AXES or not all(type(side) is int and 0 <= side < 2**40 for side in shape):
        raise CodecError("broken", "an array's sides are whole numbers of at least 0")
    dtype, raw = np.dtype(name), b64decode(data, validate=True)
    if math.prod(shape) * dtype.itemsize != len(raw):
        raise CodecError("broken", f"{len(raw)} bytes do not fill shape {tuple(shape)} of {name}")
    if not raw:
        if math.prod(side for side in shape if side) > _LONGEST_EMPTY:
            raise CodecError("too_large", f"an array without numbers, of shape {tuple(shape)}")
        return np.zeros(shape, dtype)
    if dtype.kind == "U" and (np.frombuffer(raw, "<u4") > 0x10FFFF).any():  # noqa: PLR2004 - the last code point
        raise CodecError("broken", "not a character")
    if dtype.kind == "b" and (np.frombuffer(raw, "u1") > 1).any():
        raise CodecError("broken", "not a truth value")
    return np.frombuffer(raw, dtype).reshape(shape).copy()


def _scalar(content: Json) -> Any:  # noqa: ANN401 - any NumPy scalar
    array = _array(content)
    if array.shape != ():
        raise CodecError("broken", "a scalar has no axes")
    return array[()]


_CONTAINERS: dict[str, Callable[[list[Json], Budget, int], Any]] = {
    "tuple": lambda nodes, budget, depth: tuple(_items(nodes, budget, depth)),
    "dict": _dict,
    "set": _set,
    "frozenset": lambda nodes, budget, depth: frozenset(_set(nodes, budget, depth)),
}
_LEAVES: dict[str, Callable[[Json], Any]] = {
    "array": _array,
    "bytes": lambda content: b64decode(_a(str, content), validate=True),
    "complex": _complex,
    "ellipsis": _nothing,
    "float": _float,
    "opaque": lambda content: Opaque(_a(str, content)[:200]),
    "scalar": _scalar,
}
