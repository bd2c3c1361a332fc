"""What is wrong with a number or an array, said so that a student knows where to look."""

import math

import numpy as np

from course_utils.checking.language import Text, same
from course_utils.checking.plain import Opaque
from course_utils.checking.showing import show
from course_utils.checking.slips import Array, Same, recognised

_NUMBERS = frozenset((bool, int, float, complex))
_WORDY = (type(None), str, bytes, dict, set, frozenset, Opaque)


def not_a_value(got: object) -> Text | None:
    """Explain a result that can never be the wanted value, whatever that is.

    Parameters
    ----------
    got : plain data

    Returns
    -------
    Text or None
        None if there is nothing of the kind to say.
    """
    if got is None:
        return Text(
            "gives None. Does the function hand back its result with `return`?",
            "의 결과가 None입니다. 함수가 `return`으로 결과를 돌려주는지 살펴보세요.",
        )
    if isinstance(got, Opaque):
        name = got.type_name.rsplit(".", 1)[-1]
        if name in {"function", "method", "builtin_function_or_method", "ufunc"}:
            return Text(
                "is a function, not its result. Call it with parentheses.", "의 결과가 값이 아니라 함수입니다. 괄호를 붙여 호출해 보세요."
            )
        if name in {"generator", "map", "zip", "filter"}:
            return Text(
                f"is a {name} that has not run yet. Make it a list.",
                f"의 결과가 아직 실행되지 않은 {name} 객체입니다. 리스트로 바꿔 보세요.",
            )
        return Text(
            f"is an object of type {name}, where plain values are needed.",
            f"의 결과가 {name} 객체입니다. 숫자나 배열 같은 값이 필요합니다.",
        )
    return None


def as_array(got: object) -> Array | None:
    """Read numbers from whatever form a student chose: number, list, tuple, array.

    Parameters
    ----------
    got : plain data

    Returns
    -------
    array of bool, int, float or complex, or None
        None if the value is not numbers in a regular grid.
    """
    if _is_wordy(got):  # NumPy would give every element the room of the longest text
        return None
    try:
        array = np.asarray(got)
    except (ValueError, TypeError, OverflowError):
        return None
    if array.dtype.kind == "O" and all(isinstance(number, int) for number in array.ravel()):
        array = np.array([_float(number) for number in array.ravel()]).reshape(array.shape)
    return array if array.dtype.kind in "biufc" else None


def shape_difference(got: tuple[int, ...], wanted: tuple[int | None, ...]) -> Text | None:
    """Compare two shapes.

    Parameters
    ----------
    got : tuple of int
    wanted : tuple of int or None
        None stands for any length.

    Returns
    -------
    Text or None
        What is wrong with `got`, or None if nothing is.
    """
    if len(got) == len(wanted) and all(need in (None, have) for have, need in zip(got, wanted, strict=True)):
        return None
    needed = str(wanted).replace("None", "N")
    if not got:
        return Text(f"is a single number, but shape {needed} is needed.", f"의 결과는 숫자 하나인데, 필요한 모양은 {needed}입니다.")
    if not wanted:
        return Text(f"has shape {got}, but a single number is needed.", f"의 모양은 {got}인데, 숫자 하나가 필요합니다.")
    said = Text(f"has shape {got}, but shape {needed} is needed", f"의 모양은 {got}인데, 필요한 모양은 {needed}입니다")
    return said + _shape_advice(got, wanted)


def _shape_advice(got: tuple[int, ...], wanted: tuple[int | None, ...]) -> Text:
    if len(got) != len(wanted):
        axes = f"{len(got)} {'axis' if len(got) == 1 else 'axes'}"
        return Text(f": it has {axes} instead of {len(wanted)}.", f". 축이 {len(wanted)}개여야 하는데 {len(got)}개입니다.")
    pairs = zip(got, wanted, strict=True)
    off = [(axis, have, need) for axis, (have, need) in enumerate(pairs) if need is not None and need != have]
    if len(off) > 1 and got == tuple(reversed(wanted)):
        return Text(": it looks transposed.", ". 행과 열이 뒤바뀐 것 같습니다.")
    axis, have, need = off[0]
    apart, short = abs(have - need), have < need
    korean = "부족합니다" if short else "많습니다"
    if len(got) == 2:  # noqa: PLR2004 - rows and columns have names
        unit, korean_unit = (("row", "행"), ("column", "열"))[axis]
        said = f": {apart} {unit}{'s' if apart > 1 else ''} too {'few' if short else 'many'}."
        return Text(said, f". {korean_unit}이 {apart}개 {korean}.")
    return Text(
        f": axis {axis} is {apart} too {'short' if short else 'long'}.",
        f". 축 {axis}의 길이가 {apart}만큼 {'짧습니다' if short else '깁니다'}.",
    )


def value_difference(got: Array, wanted: Array, alike: Array, same_as: Same) -> Text:
    """Say how many values differ, where the first one is, and what kind of slip it looks like.

    Parameters
    ----------
    got, wanted : arrays of one shape
    alike : bool array of that shape
        Where the two agree.
    same_as : callable
        Compares two arrays as `alike` was made.

    Returns
    -------
    Text
    """
    where = tuple(int(index) for index in np.argwhere(~alike)[0])
    need, have = show(wanted[where]), show(got[where])
    slip = recognised(got, wanted, same_as)
    if alike.ndim == 0 or alike.size == 1:
        said = Text(f"should be {need}, but is {have}", f"에서 나와야 하는 값은 {need}, 나온 값은 {have}입니다")
    else:
        index = show(list(where)) if len(where) > 1 else f"[{where[0]}]"
        wrong = int((~alike).sum())
        said = Text(
            f"has {wrong} of {alike.size} values wrong. The first is at {index}: it should be {need}, but is {have}",
            f"에서 값 {alike.size}개 중 {wrong}개가 다릅니다. 처음 다른 곳은 {index}이고, 나와야 하는 값은 {need}, 나온 값은 {have}입니다",
        )
    return said + same(".") + (same(" ") + slip if slip else same(""))


def _is_wordy(got: object) -> bool:
    """Say whether something is, or holds, what is no number."""
    if type(got) in _NUMBERS:
        return False
    if isinstance(got, list | tuple):
        return any(map(_is_wordy, got))
    return got.dtype.kind in "US" if isinstance(got, np.ndarray | np.generic) else isinstance(got, _WORDY)


def _float(whole: int) -> float:
    """Read a whole number beyond 64 bits, where there may be no such float."""
    try:
        return float(whole)
    except OverflowError:
        return math.inf if whole > 0 else -math.inf
