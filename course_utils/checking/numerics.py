"""Expectations about numerical work: gradients array by array, and no overflow on the way."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from course_utils.checking.agreement import Agreement, compare, first_wrong
from course_utils.checking.differences import as_array, not_a_value, shape_difference, value_difference
from course_utils.checking.language import Text, same
from course_utils.checking.outcomes import StudentRaised
from course_utils.checking.ranges import RangeExpectations
from course_utils.checking.showing import show
from course_utils.checking.slips import Array
from course_utils.checking.students import Student
from course_utils.checking.watched import Unmet, place

_STRICT = "__import__('numpy').errstate(over='raise', divide='raise', invalid='raise')(lambda: {})()"
_MOST_TRIED = 200
_RAISED = ("FloatingPointError", "OverflowError", "ZeroDivisionError")


class NumericExpectations(RangeExpectations):
    """How numerical work went."""

    def gradients(
        self, got: object, wanted: Mapping[str, object], *, hint: Text | None = None, where: str | Text = ""
    ) -> dict[str, Any]:  # arrays by name
        """Expect several arrays that agree; the card shows a table, and the message is about the first wrong one.

        Parameters
        ----------
        got : dict of str to array; or a list or tuple of arrays in the order of `wanted`
        wanted : mapping of str to array
            In the order in which backpropagation meets them, so that the first wrong one is the one to mend.
        hint, where
            As in `Expect`.

        Returns
        -------
        dict of str to array
        """
        named = self._named(got, list(wanted), hint, where)
        rows = compare(named, wanted)
        wrong = first_wrong(rows)
        if wrong is not None:
            try:
                self._explain(wrong, named.get(wrong.name), np.asarray(wanted[wrong.name], dtype=float), where)
            except Unmet as unmet:
                raise Unmet(unmet.message, hint, table=rows) from None
        return {name: as_array(named[name]) for name in wanted}

    def _named(self, got: object, names: list[str], hint: Text | None, where: str | Text) -> dict[str, object]:
        fits = isinstance(got, list | tuple) and len(got) == len(names)
        if not fits and not isinstance(got, dict) and (len(names) > 1 or isinstance(got, list | tuple)):
            listed = ", ".join(names)
            said = not_a_value(got) or Text(
                f"should be {len(names)} arrays, {listed}, but is {show(got)}.",
                f"에서 배열 {len(names)}개({listed})가 나와야 하는데, 나온 값은 {show(got)}입니다.",
            )
            self._fail(self._subject(got, where), said, hint, listed, show(got))
        if isinstance(got, dict):
            return got
        return dict(zip(names, got if isinstance(got, list | tuple) else [got], strict=True))

    def _explain(self, row: Agreement, got: object, need: Array, where: str | Text) -> None:
        subject = place(where) + same(f"`{row.name}`")
        have = self._numbers(got, subject, None)
        self._fail(subject, shape_difference(have.shape, need.shape) or self._differing(row, have, need), None)

    def _differing(self, row: Agreement, have: Array, need: Array) -> Text:
        atol = abs(row.difference) * 1e-3 if np.isfinite(row.difference) else 1e-6

        def alike(one: Array, other: Array) -> Array:
            return np.asarray(np.isclose(one, other, rtol=1e-4, atol=atol))

        return value_difference(have, need, alike(have.astype(float), need), alike)

    def no_overflow(self, student: Student, expression: str, *, hint: Text | None = None, where: str | Text = "", **inputs: object) -> Any:  # noqa: ANN401 - plain data
        """Expect a finite value, computed without overflow, division by zero or anything undefined on the way.

        Parameters
        ----------
        student : Student
        expression : str
            Evaluated a second time with NumPy told to raise; when that fails, once per entry of the first input.
        hint, where
            As in `Expect`.
        **inputs : plain data
            The first one is searched, along its first axis, for the entry that goes wrong.

        Returns
        -------
        plain data
        """
        try:
            value = student.eval(expression, **inputs)
        except StudentRaised as raised:
            if raised.type_name not in _RAISED:
                raise
            value = None
        trouble = self._trouble(student, expression, inputs)
        if trouble is not None:
            culprit = self._culprit(student, expression, inputs)
            said = _IN_WORDS[trouble[0]].fill(culprit=culprit, line=trouble[1])
            raise Unmet(place(where) + Text(f"`{expression}` {said.en}", f"`{expression}`{said.ko}"), hint)
        return value

    def _trouble(self, student: Student, expression: str, inputs: dict[str, object]) -> tuple[str, Text] | None:
        """Name what goes wrong (over, divide, invalid, value) and the student's line it goes wrong in."""
        ask = self._watched.aside if self._watched is not None else student.eval
        try:
            value = ask(_STRICT.format(expression), **inputs)
        except StudentRaised as raised:
            if raised.type_name not in _RAISED:
                raise
            words = raised.message.lower()
            kind = "over" if "over" in words or "range" in words else "divide" if "divi" in words else "invalid"
            source = raised.frames[-1].source if raised.frames else ""
            return kind, Text(f", in the line `{source}`", f" 문제가 생긴 줄은 `{source}`입니다.") if source else same("")
        array = as_array(value)
        return ("value", same("")) if array is not None and not np.isfinite(array).all() else None

    def _culprit(self, student: Student, expression: str, inputs: dict[str, object]) -> str:
        name, first = next(iter(inputs.items()), ("", None))
        array = as_array(first)
        if array is None:
            return expression
        if array.ndim:
            for number in range(min(len(array), _MOST_TRIED)):
                one = inputs | {name: array[number : number + 1]}
                try:
                    if self._trouble(student, expression, one) is not None:
                        return f"{name} = {show(array[number])}"
                except StudentRaised:
                    break
        return f"{name} = {show(first)}"


_IN_WORDS = {
    "over": Text(
        "overflows for {culprit}{line}: a number became larger than any float (about 1.8e308).",
        " 계산이 {culprit}에서 넘칩니다. 중간 값이 실수로 나타낼 수 있는 가장 큰 수(약 1.8e308)보다 커졌습니다.{line}",
    ),
    "divide": Text(
        "divides by zero, or takes the logarithm of zero, for {culprit}{line}.",
        " 계산이 {culprit}에서 0으로 나누거나 0에 로그를 취합니다.{line}",
    ),
    "invalid": Text(
        "computes something undefined for {culprit}{line}, such as inf - inf or 0/0.",
        " 계산이 {culprit}에서 inf - inf나 0/0처럼 정의되지 않는 값에 이릅니다.{line}",
    ),
    "value": Text(
        "gives `nan` or `inf` for {culprit}.",
        "의 결과가 {culprit}에서 `nan`이나 `inf`입니다.",
    ),
}
