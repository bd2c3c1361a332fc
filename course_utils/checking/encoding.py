"""Plain data to text. Runs in the student's process, so it trusts no method that a student's class can override."""

import json
import math
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils.checking.plain import DEFAULT_LIMITS, Budget, CodecError, Json, Limits, Opaque

_VIEWS: tuple[type, ...] = (range, type({}.keys()), type({}.values()), type({}.items()))


def encode(value: object, limits: Limits = DEFAULT_LIMITS) -> str:
    """Write plain data as ASCII text.

    Numbers, str, bytes, list, tuple, dict, set, frozenset, None, bool, Ellipsis, NumPy arrays and scalars, and the
    tensors and variables of TensorFlow and Keras (as arrays) keep their values. A subclass is written as its plain
    base. Everything else becomes `Opaque`.

    Parameters
    ----------
    value : object
    limits : Limits

    Returns
    -------
    str
        For :func:`course_utils.checking.codec.decode`.

    Raises
    ------
    CodecError
        If the value exceeds a limit.

    Examples
    --------
    >>> encode([1, 2.5, (True, None)])
    '[1,2.5,{"tuple":[true,null]}]'
    """
    try:
        written = json.dumps(_node(value, Budget(limits), 0), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    except RecursionError:
        raise CodecError("too_deep", "Python's own stack is exhausted") from None
    if len(written) > limits.characters:
        raise CodecError("too_large", f"more than {limits.characters} characters of encoded data")
    return written


def _node(value: Any, budget: Budget, depth: int) -> Json:  # noqa: ANN401 - any object a student returns
    kind = type(value)  # not isinstance: __class__ can lie
    if value is None or value is True or value is False:
        return value
    bases = kind.__mro__
    for base, write in _SCALARS.items():
        if base in bases:
            return write(value, budget)
    if np.ndarray in bases:
        return _array(np.asarray(value), budget, depth)
    return _container(value, bases, budget, depth)


def _container(value: Any, bases: tuple[type, ...], budget: Budget, depth: int) -> Json:  # noqa: ANN401 - see _node
    if dict in bases:
        budget.spend_keys(dict.__len__(value))
        pairs = list(dict.items(value))
        budget.spend_items(2 * len(pairs), depth)
        return {"dict": [[_node(key, budget, depth + 1), _node(item, budget, depth + 1)] for key, item in pairs]}
    for base, name in ((list, None), (tuple, "tuple"), (set, "set"), (frozenset, "frozenset")):
        if base in bases:
            if base in (set, frozenset):
                budget.spend_keys(base.__len__(value))
            budget.spend_items(base.__len__(value), depth)
            items = [_node(item, budget, depth + 1) for item in base.__iter__(value)]
            return items if name is None else {name: sorted(items, key=repr) if "set" in name else items}
    if bases[0] in _VIEWS:
        budget.spend_items(len(value), depth)
        return [_node(item, budget, depth + 1) for item in value]
    return _foreign(value, bases[0], budget, depth)


def _foreign(value: Any, kind: type, budget: Budget, depth: int) -> Json:  # noqa: ANN401 - see _node
    name = f"{kind.__module__}.{kind.__qualname__}"
    if name.startswith(("tensorflow.", "keras.")) and callable(getattr(kind, "numpy", None)):
        try:
            array = value.numpy()
        except Exception:  # noqa: BLE001 - a symbolic tensor has no numbers to show
            return {"opaque": name[:200]}
        if np.ndarray in type(array).__mro__ or np.generic in type(array).__mro__:
            return _array(np.asarray(array), budget, depth)
    return {"opaque": name.removeprefix("builtins.")[:200]}


def _str(value: str, budget: Budget) -> Json:
    budget.spend_characters(str.__len__(value))
    return str.__str__(value)


def _int(value: int, budget: Budget) -> Json:
    number = int.__int__(value)
    if number.bit_length() > 3.3 * budget.limits.digits:
        raise CodecError("too_large", f"a whole number of more than {budget.limits.digits} digits")
    return number


def _float(value: float, budget: Budget) -> Json:  # noqa: ARG001 - one signature for every scalar
    number = float.__float__(value)
    return number if math.isfinite(number) else {"float": repr(number)}


def _complex(value: complex, budget: Budget) -> Json:  # noqa: ARG001 - one signature for every scalar
    return {"complex": [repr(complex.__getattribute__(value, part)) for part in ("real", "imag")]}


def _bytes(value: bytes | bytearray, budget: Budget) -> Json:
    raw = memoryview(value).tobytes()
    budget.spend_characters(4 * len(raw) // 3 + 4)
    return {"bytes": b64encode(raw).decode("ascii")}


def _numpy_scalar(value: np.generic, budget: Budget) -> Json:
    plain = np.asarray(value)
    written = _array(plain, budget, 0)
    return {"scalar": written["array"]} if isinstance(written, dict) and "array" in written else written


def _array(array: "np.ndarray[Any, Any]", budget: Budget, depth: int) -> Json:
    if array.dtype.kind == "O":
        budget.spend_items(array.size, depth)
        return _node(array.tolist(), budget, depth + 1)
    if array.dtype.kind not in "biufcUS":
        if not array.dtype.name.startswith(("bfloat16", "float8")):
            return {"opaque": f"numpy.ndarray of {array.dtype}"[:200]}
        array = array.astype(np.float32)
    if array.dtype.name in ("longdouble", "float128", "clongdouble", "complex256"):
        array = array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)
    budget.spend_characters(4 * array.size * array.dtype.itemsize // 3 + 4)
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    data = b64encode(little.tobytes()).decode("ascii")
    return {"array": {"dtype": little.dtype.str, "shape": list(array.shape), "data": data}}


_SCALARS: dict[type, Callable[[Any, Budget], Json]] = {
    str: _str,  # before NumPy's scalars: np.str_ is both
    int: _int,
    np.generic: _numpy_scalar,  # before float: np.float64 is both
    float: _float,
    complex: _complex,
    bytes: _bytes,
    bytearray: _bytes,
    type(Ellipsis): lambda value, budget: {"ellipsis": None},  # noqa: ARG005 - one signature for every scalar
    Opaque: lambda value, budget: {"opaque": value.type_name[:200]},  # noqa: ARG005 - one signature for every scalar
}
