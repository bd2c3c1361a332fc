"""A student's work as checks see it: expressions go in, plain data come out."""

from typing import Any, Protocol

from course_utils.checking.codec import encode
from course_utils.checking.outcomes import NotAttempted
from course_utils.checking.plain import DEFAULT_LIMITS, Limits
from course_utils.checking.probe import answer
from course_utils.checking.replies import read_reply


class Student(Protocol):
    """What a check may ask of a student's work."""

    def eval(self, expression: str, /, **inputs: object) -> Any:  # noqa: ANN401 - plain data of any shape
        """Evaluate one expression in the student's namespace.

        Parameters
        ----------
        expression : str
        **inputs : plain data
            Names that the expression may use besides the student's own.

        Returns
        -------
        plain data
            A copy; objects that are not data come back as `Opaque`.

        Raises
        ------
        NotAttempted, StudentRaised, Malformed, TimedOut
        """
        ...


class LocalStudent:
    """Evaluates in this process, in a given namespace.

    Parameters
    ----------
    namespace : dict
        Globals of the student's work, for example a notebook's.
    limits : Limits
    """

    def __init__(self, namespace: dict[str, Any], limits: Limits = DEFAULT_LIMITS) -> None:
        self._namespace, self._limits = namespace, limits

    def eval(self, expression: str, /, **inputs: object) -> Any:  # noqa: ANN401 - plain data of any shape
        """Evaluate one expression in the namespace.

        Parameters
        ----------
        expression : str
        **inputs : plain data

        Returns
        -------
        plain data

        Raises
        ------
        NotAttempted, StudentRaised, Malformed
        """
        reply = answer(expression, encode(inputs, self._limits), self._namespace)
        try:
            return read_reply(repr(reply), self._limits)
        except NotAttempted as fault:
            raise NotAttempted(expression if fault.name == "..." else fault.name, fault.reason) from None
