"""Expectations about a value: close, equal, array, shape, dtype."""

from typing import Any

import numpy as np

from course_utils.checking.differences import as_array, not_a_value, shape_difference, value_difference
from course_utils.checking.language import Text, same
from course_utils.checking.showing import show
from course_utils.checking.slips import Array, Same
from course_utils.checking.watched import Speaker

_KINDS = {"bool": "b", "integer": "iu", "floating": "f"}


class ValueExpectations(Speaker):
    """What a value is."""

    def close(
        self, got: object, wanted: object, *, rtol: float = 1e-5, atol: float = 1e-6, hint: Text | None = None, where: str | Text = ""
    ) -> Any:  # noqa: ANN401 - plain data
        """Expect numbers or arrays that agree within a tolerance; a list counts as an array, shapes must agree.

        Parameters
        ----------
        got, wanted : numbers, arrays, nested lists; or dicts, lists or tuples of those
        rtol, atol : float
            As in :func:`numpy.isclose`; the defaults let float32 pass for float64.
        hint, where
            As in `Expect`.

        Returns
        -------
        `got`, as an array where it is one
        """

        def alike(one: Array, other: Array) -> Array:
            return np.asarray(np.isclose(one, other, rtol=rtol, atol=atol, equal_nan=True))

        return self._compare(got, wanted, alike, hint, self._subject(got, where))

    def equal(self, got: object, wanted: object, *, hint: Text | None = None, where: str | Text = "") -> Any:  # noqa: ANN401 - plain data
        """Expect exactly this value; a list counts as the array or tuple of its elements, 1.0 counts as 1 and as True.

        Parameters
        ----------
        got, wanted : plain data
        hint, where
            As in `Expect`.

        Returns
        -------
        `got`, as an array where it is one
        """

        def alike(one: Array, other: Array) -> Array:
            return np.asarray(one == other)

        return self._compare(got, wanted, alike, hint, self._subject(got, where))

    def array(self, got: object, *, shape: tuple[int | None, ...] | None = None, hint: Text | None = None, where: str | Text = "") -> Array:
        """Expect finite numbers in a regular grid, to compute with afterwards.

        Parameters
        ----------
        got : plain data
        shape : tuple of int or None, optional
            None in the tuple stands for any length.
        hint, where
            As in `Expect`.

        Returns
        -------
        array of bool, int, float or complex
        """
        subject = self._subject(got, where)
        array = self._numbers(got, subject, hint)
        if shape is not None:
            self.shape(got, shape, hint=hint, where=where)
        if not np.isfinite(array).all():
            kind = "nan" if np.isnan(array).any() else "inf"
            self._fail(subject, Text(f"contains `{kind}`.", f"의 결과에 `{kind}` 값이 있습니다."), hint, "", show(array))
        return array

    def shape(self, got: object, wanted: tuple[int | None, ...], *, hint: Text | None = None, where: str | Text = "") -> Array:
        """Expect an array of this shape.

        Parameters
        ----------
        got : plain data
        wanted : tuple of int or None
            None stands for any length.
        hint, where
            As in `Expect`.

        Returns
        -------
        array
        """
        subject = self._subject(got, where)
        array = self._numbers(got, subject, hint)
        difference = shape_difference(array.shape, tuple(wanted))
        if difference:
            self._fail(subject, difference, hint, str(tuple(wanted)).replace("None", "N"), str(array.shape))
        return array

    def dtype(self, got: object, wanted: str, *, hint: Text | None = None, where: str | Text = "") -> Array:
        """Expect numbers of a kind or of an exact type.

        Parameters
        ----------
        got : plain data
        wanted : "bool", "integer", "floating" or a NumPy name such as "float32"
        hint, where
            As in `Expect`.

        Returns
        -------
        array
        """
        subject = self._subject(got, where)
        array = self._numbers(got, subject, hint)
        have = array.dtype.name
        if not (array.dtype.kind in _KINDS[wanted] if wanted in _KINDS else have == wanted):
            said = Text(f"holds {have} values, but {wanted} is needed.", f"의 값은 {have} 형인데, 필요한 것은 {wanted} 형입니다.")
            self._fail(subject, said, hint, wanted, have)
        return array

    def _compare(self, got: Any, wanted: Any, alike: Same, hint: Text | None, subject: Text) -> Any:  # noqa: ANN401 - plain data
        target = as_array(wanted)
        if target is not None:
            return self._compare_arrays(self._numbers(got, subject, hint), target, alike, hint, subject)
        if isinstance(wanted, dict):
            return self._compare_dicts(got, wanted, alike, hint, subject)
        if isinstance(wanted, list | tuple) or (isinstance(wanted, np.ndarray) and wanted.ndim):
            return self._compare_items(got, wanted, alike, hint, subject)
        explained = not_a_value(got) if wanted is not None else None
        if explained:
            self._fail(subject, explained, None, show(wanted), show(got))
        if isinstance(got, np.ndarray) or got != wanted:
            self._fail(subject, _should_be(show(wanted), show(got)), hint, show(wanted), show(got))
        return got

    def _compare_arrays(self, got: Array, wanted: Array, alike: Same, hint: Text | None, subject: Text) -> Array:
        difference = shape_difference(got.shape, wanted.shape)
        if difference:
            self._fail(subject, difference, hint, show(wanted), show(got))
        agree = alike(got, wanted)
        if not agree.all():
            self._fail(subject, value_difference(got, wanted, agree, alike), hint, show(wanted), show(got))
        return got

    def _compare_dicts(self, got: Any, wanted: dict[Any, Any], alike: Same, hint: Text | None, subject: Text) -> Any:  # noqa: ANN401 - plain data
        explained = not_a_value(got)
        if explained or not isinstance(got, dict):
            kind = type(got).__name__
            said = explained or Text(f"is a {kind}, where a dict is needed.", f"의 결과는 {kind} 형인데, dict가 필요합니다.")
            self._fail(subject, said, None if explained else hint, show(wanted), show(got))
        for word, korean, keys in (("lacks", "없는", set(wanted) - set(got)), ("has the extra", "불필요한", set(got) - set(wanted))):
            if keys:
                named = ", ".join(sorted(show(key) for key in keys))
                self._fail(
                    subject,
                    Text(f"{word} {'key' if len(keys) == 1 else 'keys'} {named}.", f"에 {korean} 키가 있습니다: {named}."),
                    hint,
                    show(wanted),
                    show(got),
                )
        for key, value in wanted.items():
            self._compare(got[key], value, alike, hint, subject + same(f"[{show(key)}]"))
        return got

    def _compare_items(self, got: Any, wanted: Any, alike: Same, hint: Text | None, subject: Text) -> Any:  # noqa: ANN401 - plain data
        explained = not_a_value(got)
        if explained or not isinstance(got, list | tuple | np.ndarray) or (isinstance(got, np.ndarray) and not got.ndim):
            kind = type(got).__name__
            said = explained or Text(f"is a {kind}, where a list is needed.", f"의 결과는 {kind} 형인데, 리스트가 필요합니다.")
            self._fail(subject, said, None if explained else hint, show(wanted), show(got))
        if len(got) != len(wanted):
            said = Text(
                f"has {len(got)} elements, but {len(wanted)} are needed.", f"의 원소는 {len(got)}개인데, {len(wanted)}개가 필요합니다."
            )
            self._fail(subject, said, hint, show(wanted), show(got))
        for position, value in enumerate(wanted):
            self._compare(got[position], value, alike, hint, subject + same(f"[{position}]"))
        return got


def _should_be(need: str, have: str) -> Text:
    return Text(f"should be {need}, but is {have}.", f"에서 나와야 하는 값은 {need}, 나온 값은 {have}입니다.")
