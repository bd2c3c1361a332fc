"""Expectations about size and order: between, greater, less, increasing."""

from collections.abc import Callable

import numpy as np

from course_utils.checking.language import Text
from course_utils.checking.showing import show
from course_utils.checking.slips import Array
from course_utils.checking.values import ValueExpectations


class RangeExpectations(ValueExpectations):
    """How large values are."""

    def between(self, got: object, low: float, high: float, *, hint: Text | None = None, where: str | Text = "") -> Array:
        """Expect every value in a closed interval.

        Parameters
        ----------
        got : number, array or list
        low, high : float
        hint, where
            As in `Expect`.

        Returns
        -------
        array
        """
        span = Text(f"between {show(low)} and {show(high)}", f"{show(low)} 이상 {show(high)} 이하")
        return self._sized(got, lambda array: (array >= low) & (array <= high), span, hint, where)

    def greater(self, got: object, than: float, *, hint: Text | None = None, where: str | Text = "") -> Array:
        """Expect every value above a bound.

        Parameters
        ----------
        got : number, array or list
        than : float
        hint, where
            As in `Expect`.

        Returns
        -------
        array
        """
        return self._sized(got, lambda array: array > than, Text(f"greater than {show(than)}", f"{show(than)} 초과"), hint, where)

    def less(self, got: object, than: float, *, hint: Text | None = None, where: str | Text = "") -> Array:
        """Expect every value below a bound.

        Parameters
        ----------
        got : number, array or list
        than : float
        hint, where
            As in `Expect`.

        Returns
        -------
        array
        """
        return self._sized(got, lambda array: array < than, Text(f"less than {show(than)}", f"{show(than)} 미만"), hint, where)

    def increasing(self, got: object, *, strictly: bool = True, hint: Text | None = None, where: str | Text = "") -> Array:
        """Expect a sequence that grows.

        Parameters
        ----------
        got : array or list, one axis
        strictly : bool
            Whether equal neighbours are wrong.
        hint, where
            As in `Expect`.

        Returns
        -------
        array
        """
        array = self.shape(got, (None,), hint=hint, where=where)
        grows = array[1:] > array[:-1] if strictly else array[1:] >= array[:-1]
        if not grows.all():
            at = int(np.argmin(grows))
            one, other = show(array[at]), show(array[at + 1])
            said = Text(
                f"should grow, but goes from {one} to {other} at position {at + 1}.",
                f"의 값은 점점 커져야 하는데, {at + 1}번 자리에서 {one}에서 {other}로 바뀝니다.",
            )
            self._fail(self._subject(got, where), said, hint, "", show(array))
        return array

    def _sized(self, got: object, fits: Callable[[Array], Array], span: Text, hint: Text | None, where: str | Text) -> Array:
        subject = self._subject(got, where)
        array = self._numbers(got, subject, hint)
        if not array.size:
            self._fail(
                subject, Text("is empty, where numbers are needed.", "의 결과가 비어 있습니다. 숫자가 필요합니다."), hint, span.en, "[]"
            )
        within = np.asarray(fits(array))
        if not within.all():
            place = tuple(int(index) for index in np.argwhere(~within)[0])
            have = show(array[place])
            if array.ndim:
                at = show(list(place)) if len(place) > 1 else f"[{place[0]}]"
                said = Text(
                    f"should be {span.en} everywhere, but is {have} at {at}.",
                    f"의 값은 모두 {span.ko}이어야 하는데, {at}의 값은 {have}입니다.",
                )
            else:
                said = Text(f"should be {span.en}, but is {have}.", f"의 값은 {span.ko}이어야 하는데, 나온 값은 {have}입니다.")
            self._fail(subject, said, hint, span.en, show(array))
        return array
