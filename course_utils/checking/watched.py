"""How an unmet expectation is said: about which call, with what expected and what got."""

from typing import Any, NoReturn

from course_utils.checking.agreement import Agreement
from course_utils.checking.differences import as_array, not_a_value
from course_utils.checking.language import Text, same
from course_utils.checking.showing import show, show_call
from course_utils.checking.slips import Array
from course_utils.checking.students import Student


class Unmet(Exception):  # noqa: N818 - not an error: the student's value is not the wanted one
    """An expectation was not met.

    Attributes
    ----------
    message : Text
    hint : Text or None
    expected, got : str
        Short renderings; empty where there is nothing to compare.
    table : tuple of Agreement
        Array by array, where several were compared.
    """

    def __init__(
        self, message: Text, hint: Text | None = None, expected: str = "", got: str = "", table: tuple[Agreement, ...] = ()
    ) -> None:
        super().__init__(message.en)
        self.message, self.hint, self.expected, self.got, self.table = message, hint, expected, got, table


class Watched:
    """A student whose last call is remembered, so that messages can name it.

    Parameters
    ----------
    student : Student
    """

    def __init__(self, student: Student) -> None:
        self._student = student
        self.call = ""
        self.value: object = self

    def eval(self, expression: str, /, **inputs: object) -> Any:  # noqa: ANN401 - plain data
        """Evaluate an expression and remember it.

        Parameters
        ----------
        expression : str
        **inputs : plain data

        Returns
        -------
        plain data

        Raises
        ------
        StudentFault
            As the student's `eval` does.
        """
        self.call, self.value = show_call(expression, inputs), self
        self.value = self._student.eval(expression, **inputs)
        return self.value

    def aside(self, expression: str, /, **inputs: object) -> Any:  # noqa: ANN401 - plain data
        """Evaluate an expression that messages should not name.

        Parameters
        ----------
        expression : str
        **inputs : plain data

        Returns
        -------
        plain data

        Raises
        ------
        StudentFault
            As the student's `eval` does.
        """
        return self._student.eval(expression, **inputs)


class Speaker:
    """Finds the words for what was not met. Expectations build on it.

    Parameters
    ----------
    watched : Watched, optional
        Without it, messages speak of "your answer".
    """

    def __init__(self, watched: Watched | None = None) -> None:
        self._watched = watched

    def _subject(self, got: object, where: str | Text) -> Text:
        call = self._watched.call if self._watched else ""
        if call and self._watched and got is self._watched.value:
            subject = same(f"`{call}`")
        elif call and not where:
            subject = Text(f"the value computed from `{call}`", f"`{call}`의 계산 결과")
        else:
            subject = Text("your answer", "답")
        return place(where) + subject

    def _fail(self, subject: Text, said: Text, hint: Text | None, expected: str = "", got: str = "") -> NoReturn:
        """Join subject and verb: English needs a space between them, Korean none."""
        english = f"{subject.en} {said.en}"
        raise Unmet(Text(english[:1].upper() + english[1:], subject.ko + said.ko), hint, expected, got)

    def _numbers(self, got: object, subject: Text, hint: Text | None) -> Array:
        explained = not_a_value(got)
        if explained:
            self._fail(subject, explained, None, "", show(got))  # the hint is about wrong values, this is none
        array = as_array(got)
        if array is None:
            kind = type(got).__name__
            if isinstance(got, list | tuple):
                said = Text(
                    f"is a {kind} whose rows do not fit together or hold more than numbers.",
                    f"의 결과는 {kind}인데, 행의 길이가 서로 다르거나 숫자가 아닌 것이 섞여 있습니다.",
                )
            else:
                said = Text(f"is a {kind}, where numbers are needed.", f"의 결과는 {kind} 형인데, 숫자가 필요합니다.")
            self._fail(subject, said, hint, "", show(got))
        return array


def place(where: str | Text) -> Text:
    """Write where something happens, as the beginning of a message.

    Parameters
    ----------
    where : str or Text

    Returns
    -------
    Text
        Empty if there is nothing to name.
    """
    if not where:
        return same("")
    return (same(where) if isinstance(where, str) else where) + ": "
