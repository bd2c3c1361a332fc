"""What is wrong with a lesson, as a value: file, line, rule, and what to do."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """Something to mend in a lesson.

    Attributes
    ----------
    path : Path
        The file.
    line : int, from 1
        Where in the file.
    rule : str
        Short name of the broken rule.
    message : str
        What was found and what to do.
    """

    path: Path
    line: int
    rule: str
    message: str

    def describe(self, root: Path) -> str:
        """Write the fault as one line.

        Parameters
        ----------
        root : Path
            The course; paths are shown relative to it.

        Returns
        -------
        str, "path:line: rule: message"
        """
        shown = self.path.relative_to(root) if self.path.is_relative_to(root) else self.path
        return f"{shown}:{self.line}: {self.rule}: {self.message}"
