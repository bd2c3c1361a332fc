"""What is said of several students, brought together: texts that differ in numbers only are one."""

import re
from dataclasses import dataclass, field

from course_utils.checking import Case

NAMED = 5  # students named beside a group
FINGERPRINT = 300  # characters of a message that tell one group from another
NUMBERS = re.compile(r"[-+−]?\d[\d.,_]*(?:e[-+]?\d+)?")


@dataclass
class Group:
    """Failing cases that say the same.

    Attributes
    ----------
    exercise : str
    case : Case
        One of them, whole.
    count : int, students
    students : list of str, at most `NAMED`
    """

    exercise: str
    case: Case
    count: int = 0
    students: list[str] = field(default_factory=list)

    def add(self, student: str) -> None:
        """Count one more student.

        Parameters
        ----------
        student : str
        """
        self.count += 1
        if len(self.students) < NAMED:
            self.students.append(student)


@dataclass
class Said:
    """What was said of whom, texts that differ in numbers only taken together.

    Attributes
    ----------
    students : mapping of str to list of str
        The first such text, and of whom.
    """

    students: dict[str, list[str]] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def add(self, student: str, text: str) -> None:
        """Note one more.

        Parameters
        ----------
        student, text : str
        """
        first = self._texts.setdefault(alike(text), text)
        self.students.setdefault(first, []).append(student)

    @property
    def everybody(self) -> set[str]:
        """Name all students of whom something was said."""
        return {student for students in self.students.values() for student in students}


def alike(message: str) -> str:
    """Leave out what differs where two mean the same: the numbers, which are drawn anew for everyone.

    Parameters
    ----------
    message : str

    Returns
    -------
    str
    """
    return NUMBERS.sub("…", message[:FINGERPRINT])
