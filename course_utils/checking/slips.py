"""The common slips, recognised from wrong values."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np

from course_utils.checking.language import Text

Array: TypeAlias = np.ndarray[Any, Any]
Same: TypeAlias = Callable[[Array, Array], Array]


def recognised(got: Array, wanted: Array, same_as: Same) -> Text | None:
    """Name the slip that explains every value, if there is one.

    Parameters
    ----------
    got, wanted : arrays of one shape
    same_as : callable
        Compares two arrays within the check's tolerance.

    Returns
    -------
    Text or None
    """
    if np.isnan(got).any() and not np.isnan(wanted).any():
        return Text("`nan` means that something like 0/0 or inf - inf was computed.", "`nan`은 0/0이나 inf - inf 같은 계산에서 나옵니다.")
    if not np.isfinite(got).all() or not np.isfinite(wanted).all() or "c" in got.dtype.kind + wanted.dtype.kind:
        return None
    if _truth_values(got) and _truth_values(wanted):  # "1 too large" says nothing about yes and no
        swapped = got.size > 1 and bool(same_as(1 - got.astype(float), wanted.astype(float)).all())
        return Text("Every 0 and 1 is swapped.", "0과 1이 모두 뒤바뀌었습니다.") if swapped else None
    return next(_slips(got, wanted, same_as), None)


def _truth_values(array: Array) -> bool:
    return bool(np.isin(array, (0, 1)).all())


def _slips(got: Array, wanted: Array, same_as: Same) -> Iterator[Text]:
    if got.dtype.kind in "iu" and wanted.dtype.kind == "f" and (got == np.trunc(wanted)).all():
        yield Text(
            "The fractions are cut off: is one of the arrays made of integers?",
            "소수점 아래가 잘렸습니다. 정수 배열을 쓰고 있지 않은지 살펴보세요.",
        )
    have, need = got.astype(float), wanted.astype(float)
    if same_as(-have, need).all():
        yield Text("The sign is reversed.", "부호가 반대입니다.")
    if have.ndim == 2 and have.shape[0] == have.shape[1] and same_as(have.T, need).all():  # noqa: PLR2004 - a square
        yield Text("It looks transposed.", "행과 열이 뒤바뀐 것 같습니다.")
    if have.ndim and have.size > 2 and same_as(have[::-1], need).all():  # noqa: PLR2004 - two values swapped may be chance
        yield Text("The order is reversed.", "순서가 거꾸로입니다.")
    if have.size > 1:
        yield from _constant_slips(have, need, same_as)


def _constant_slips(have: Array, need: Array, same_as: Same) -> Iterator[Text]:
    shift = float((have - need).ravel()[0])
    if shift and same_as(have - shift, need).all():
        size = f"{abs(shift):.6g}"
        yield Text(
            f"Every value is {size} too {'large' if shift > 0 else 'small'}.",
            f"모든 값이 {size}만큼 {'큽니다' if shift > 0 else '작습니다'}.",
        )
    nonzero = np.flatnonzero(need)
    if nonzero.size > 1:
        factor = float(have.ravel()[nonzero[0]] / need.ravel()[nonzero[0]])
        if factor not in (0.0, 1.0) and same_as(have / factor, need).all():
            yield Text(f"Every value is {factor:.6g} times what it should be.", f"모든 값이 나와야 하는 값의 {factor:.6g}배입니다.")
