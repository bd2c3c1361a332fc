"""What a check expects of a student's values; what a student reads when it is not met."""

from collections.abc import Iterable
from typing import NoReturn

import numpy as np

from course_utils.checking.language import Text
from course_utils.checking.numerics import NumericExpectations
from course_utils.checking.outcomes import StudentRaised
from course_utils.checking.showing import show, show_call
from course_utils.checking.students import Student
from course_utils.checking.watched import Unmet, place

__all__ = ["Expect", "Unmet"]


class Expect(NumericExpectations):
    """The expectations of one case: each returns what it was given, or raises `Unmet`.

    All take ``hint``, a Text shown under the message, and ``where`` (str or Text), which names the situation, such as
    "with stride 2". Messages name the last expression that was evaluated.

    Parameters
    ----------
    watched : Watched, optional
        Whose last call messages name.
    """

    def contains(self, got: object, item: object, *, hint: Text | None = None, where: str | Text = "") -> object:
        """Expect an element of a collection, a key of a dict, or a part of a text.

        Parameters
        ----------
        got : str, list, tuple, set, dict or array
        item : plain data
        hint, where
            As in `Expect`.

        Returns
        -------
        `got`
        """
        found = item in got.tolist() if isinstance(got, np.ndarray) else None
        if isinstance(got, str):
            found = str(item) in got
        elif isinstance(got, list | tuple | set | frozenset | dict):
            found = any(_same(item, own) for own in got)
        if not found:
            said = Text(
                f"should contain {show(item)}, but is {show(got)}.",
                f"에 {show(item)} 값이 들어 있어야 하는데, 나온 값은 {show(got)}입니다.",
            )
            self._fail(self._subject(got, where), said, hint, show(item), show(got))
        return got

    def one_of(self, got: object, options: Iterable[object], *, hint: Text | None = None, where: str | Text = "") -> object:
        """Expect one of several values.

        Parameters
        ----------
        got : plain data
        options : iterable of plain data
        hint, where
            As in `Expect`.

        Returns
        -------
        `got`
        """
        listed = list(options)
        if not any(_same(got, option) for option in listed):
            named = ", ".join(show(option) for option in listed)
            said = Text(
                f"should be one of {named}, but is {show(got)}.", f"에서 나와야 하는 값은 {named} 중 하나인데, 나온 값은 {show(got)}입니다."
            )
            self._fail(self._subject(got, where), said, hint, named, show(got))
        return got

    def raises(
        self,
        student: Student,
        expression: str,
        *kinds: type[BaseException],
        hint: Text | None = None,
        where: str | Text = "",
        **inputs: object,
    ) -> None:
        """Expect that an expression raises an error of one of these kinds; any kind when none is given.

        Parameters
        ----------
        student : Student
        expression : str
        *kinds : exception classes
            Compared by name, since only names cross the border; a subclass counts where its name is Python's own.
        hint, where
            As in `Expect`.
        **inputs : plain data
        """
        wanted = " or ".join(kind.__name__ for kind in kinds) or "an error"
        korean = " 또는 ".join(kind.__name__ for kind in kinds) or "오류"
        said = Text(f"should raise {wanted}, but", f"에서는 {korean} 오류가 나야 하는데," if kinds else "에서는 오류가 나야 하는데,")
        subject = place(where) + f"`{show_call(expression, inputs)}`"
        try:
            value = student.eval(expression, **inputs)
        except StudentRaised as raised:
            if not kinds or raised.type_name in _names(kinds):
                return
            self._fail(
                subject,
                said + Text(f" raises {raised.type_name}.", f" {raised.type_name} 오류가 났습니다."),
                hint,
                wanted,
                raised.type_name,
            )
        self._fail(subject, said + Text(f" gives {show(value)}.", f" 나온 값은 {show(value)}입니다."), hint, wanted, show(value))

    def is_true(self, condition: object, message: Text, *, hint: Text | None = None) -> None:
        """Expect a condition; its message is the check's own.

        Parameters
        ----------
        condition : bool
        message : Text
            A whole sentence: what is not so.
        hint : Text, optional
        """
        if not condition:
            self.fail(message, hint=hint)

    def fail(self, message: Text, *, hint: Text | None = None) -> NoReturn:
        """Say that what the check looks for is not so.

        Parameters
        ----------
        message : Text
            A whole sentence: what is not so.
        hint : Text, optional
        """
        raise Unmet(message, hint)


def _same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray | np.generic) or isinstance(other, np.ndarray | np.generic):
        return bool(np.array_equal(np.asarray(one), np.asarray(other)))
    return bool(one == other)


def _names(kinds: Iterable[type[BaseException]]) -> set[str]:
    """Name the kinds and all their built-in subclasses."""
    found = set(kinds)
    queue = list(kinds)
    while queue:
        more = [kind for kind in queue.pop().__subclasses__() if kind.__module__ == "builtins" and kind not in found]
        found.update(more)
        queue.extend(more)
    return {kind.__name__ for kind in found}
