"""What came of a submission, as JSON that the journal keeps for years: strict, versioned, the same after a round trip."""

import base64
import binascii
import json
import math
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from autograder.grading.results import Graded

VERSION = 1
_ODD_FLOATS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class RecordError(ValueError):
    """Text that is no record of a graded submission."""


def to_json(graded: Graded) -> str:
    r"""Write a result down.

    Parameters
    ----------
    graded : Graded
        The journal leaves the notebook's bytes out (`dataclasses.replace(graded, notebook=b"")`): they lie in ``autograded/``.

    Returns
    -------
    str
        ASCII, one line, keys in order: equal results give equal text.

    Raises
    ------
    RecordError
        If a field holds what its type does not allow.

    Notes
    -----
    Numbers that are not finite are written as "nan", "inf" and "-inf". Half a surrogate pair, which no file and no
    database takes, is written out as its escape (``\ud800``).
    """
    record = {"version": VERSION, "graded": _plain(graded, Graded, "graded")}
    return json.dumps(record, allow_nan=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Graded:
    """Read a result back.

    Parameters
    ----------
    text : str
        As `to_json` wrote it, now or in an earlier version of the same number: fields that were added since take their defaults.

    Returns
    -------
    Graded

    Raises
    ------
    RecordError
        If the text is not JSON, of another version, or holds a field that is unknown, missing or of another type.
    """
    try:
        record = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise RecordError(f"a record is one line of JSON, not {text[:40]!r}: {error}") from None
    if not isinstance(record, dict) or set(record) != {"version", "graded"}:
        raise RecordError(f"a record holds `version` and `graded`, not {text[:40]!r}")
    if record["version"] != VERSION:
        raise RecordError(
            f"the record is of version {record['version']!r}, this course reads {VERSION}. Install the version that wrote it."
        )
    graded: Graded = _value(record["graded"], Graded, "graded")
    return graded


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _plain(value: Any, kind: Any, where: str) -> Any:  # noqa: ANN401, PLR0911 - one return per kind of value
    """Turn a value into what JSON knows, as its annotation says."""
    if is_dataclass(kind):
        if not isinstance(value, kind):  # type: ignore[arg-type]
            raise _wrong(value, kind, where)
        return {field.name: _plain(getattr(value, field.name), _hints(kind)[field.name], f"{where}.{field.name}") for field in fields(kind)}  # type: ignore[arg-type]
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        return None if value is None else _plain(value, _alternative(kind), where)
    if origin is tuple:
        return [_plain(item, _element(kind, place), f"{where}[{place}]") for place, item in enumerate(value)]
    if origin is Mapping:
        return {_text(name): _plain(item, get_args(kind)[1], f"{where}[{name!r}]") for name, item in value.items()}
    if kind is bytes and isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if kind is float:
        return _float_out(value, where)
    return _atom(_text(value) if isinstance(value, str) else value, kind, where)


def _value(plain: Any, kind: Any, where: str) -> Any:  # noqa: ANN401, PLR0911 - one return per kind of value
    """Turn JSON back into what the annotation says."""
    if is_dataclass(kind):
        return _data_class(plain, kind, where)
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        return None if plain is None else _value(plain, _alternative(kind), where)
    if origin is tuple:
        return tuple(_value(item, _element(kind, place), f"{where}[{place}]") for place, item in enumerate(_of(list, plain, where)))
    if origin is Mapping:
        return {name: _value(item, get_args(kind)[1], f"{where}[{name!r}]") for name, item in _of(dict, plain, where).items()}
    if kind is bytes:
        try:
            return base64.b64decode(_of(str, plain, where), validate=True)
        except binascii.Error:
            raise _wrong(plain, kind, where) from None
    if kind is float:
        return _float_in(plain, where)
    return _atom(plain, kind, where)


def _data_class(plain: Any, kind: Any, where: str) -> Any:  # noqa: ANN401 - any data class of the results
    given = _of(dict, plain, where)
    known = {field.name: field for field in fields(kind)}
    if unknown := sorted(set(given) - set(known)):
        raise RecordError(f"{where} has a field this course does not know: {', '.join(unknown)}. Install the version that wrote it.")
    needed = {name for name, field in known.items() if field.default is MISSING and field.default_factory is MISSING}
    if missing := sorted(needed - set(given)):
        raise RecordError(f"{where} lacks {', '.join(missing)}")
    return kind(**{name: _value(item, _hints(kind)[name], f"{where}.{name}") for name, item in given.items()})


def _atom(value: Any, kind: Any, where: str) -> Any:  # noqa: ANN401 - str, int, bool or one of a Literal
    if get_origin(kind) is Literal:
        if value in get_args(kind):
            return value
    elif kind in (str, int, bool) and type(value) is kind:
        return value
    raise _wrong(value, kind, where)


def _float_out(value: Any, where: str) -> float | int | str:  # noqa: ANN401 - what a field holds
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(value, float, where)
    if math.isfinite(value):
        return value if type(value) is int else float(value)  # NumPy's float64 is a float, but writes itself otherwise
    return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"


def _float_in(plain: Any, where: str) -> float | int:  # noqa: ANN401 - what stood in the text
    if isinstance(plain, str) and plain in _ODD_FLOATS:
        return _ODD_FLOATS[plain]
    if type(plain) in (int, float):
        number: float | int = plain
        return number
    raise _wrong(plain, float, where)


def _text(value: str) -> str:
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def _alternative(kind: Any) -> Any:  # noqa: ANN401 - a type
    return next(one for one in get_args(kind) if one is not type(None))


def _element(kind: Any, place: int) -> Any:  # noqa: ANN401 - a type
    """Say what stands at one place of a tuple, of any length or of a fixed one."""
    kinds = get_args(kind)
    return kinds[0] if Ellipsis in kinds else kinds[place] if place < len(kinds) else None


def _of(kind: type, plain: Any, where: str) -> Any:  # noqa: ANN401 - a container
    if isinstance(plain, kind):
        return plain
    raise _wrong(plain, kind, where)


def _wrong(value: object, kind: Any, where: str) -> RecordError:  # noqa: ANN401 - a type
    return RecordError(f"{where} should hold {getattr(kind, '__name__', kind)}, not {value!r:.60}")
