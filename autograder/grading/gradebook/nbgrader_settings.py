"""What the course's nbgrader_config.py says to us: the course's name, its folders, what being late costs."""

from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.grading.gradebook.rows import GradebookError

FILE = "nbgrader_config.py"


class Settings:
    """nbgrader's configuration of one course.

    Parameters
    ----------
    course : Path
    config : traitlets Config, optional
        Where nbgrader has read it already.
    """

    def __init__(self, course: Path, config: Any = None) -> None:  # noqa: ANN401 - traitlets is untyped here
        self.course = course.resolve()
        self.config = _read(self.course) if config is None else config

    @property
    def course_id(self) -> str:
        """Name the course as nbgrader's tables do."""
        return str(self._told("course_id") or "default_course")

    @property
    def autograded(self) -> Path:
        """Say where graded notebooks lie."""
        return self.course / str(self._told("autograded_directory") or "autograded")

    @property
    def submitted(self) -> Path:
        """Say where hand-ins lie."""
        return self.course / str(self._told("submitted_directory") or "submitted")

    @property
    def db_url(self) -> str:
        """Say where the gradebook lies, if nothing else is asked."""
        return str(self._told("db_url") or f"sqlite:///{self.course / 'gradebook.db'}")

    def _told(self, name: str) -> object:
        return self.config["CourseDirectory"].get(name) if "CourseDirectory" in self.config else None

    @cached_property
    def _penalties(self) -> Any:  # noqa: ANN401 - nbgrader's AssignLatePenalties
        from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415 - two seconds

        assign = AssignLatePenalties(config=self.config)
        assign.init_plugin()
        return assign

    def penalty(self, student: str, score: float, seconds_late: float) -> float | None:
        """Ask nbgrader's plugin what being late costs, as AssignLatePenalties does.

        Parameters
        ----------
        student : str
        score : float
            Of the submission, manual scores included.
        seconds_late : float

        Returns
        -------
        float or None
            Points, at least 0 and at most the score; None for no penalty.

        Raises
        ------
        GradebookError
            If the plugin fails.
        """
        if seconds_late <= 0:
            return None
        try:
            asked = self._penalties.plugin_inst.late_submission_penalty(student, score, seconds_late)
            return None if asked is None else min(max(0.0, float(asked)), score)
        except Exception as error:
            plugin = type(self._penalties.plugin_inst).__name__
            raise GradebookError(f"the late-penalty plugin {plugin} failed for {student}: {error!r}. Mend it in {FILE}.") from error


def _read(course: Path) -> Any:  # noqa: ANN401 - traitlets is untyped here
    """Read the configuration where nbgrader looks for it: the system's, the user's, then the course's."""
    from jupyter_core.paths import jupyter_config_path  # noqa: PLC0415
    from traitlets.config.loader import Config, PyFileConfigLoader  # noqa: PLC0415

    config = Config()
    for folder in [*reversed(jupyter_config_path()), str(course)]:
        if (Path(folder) / FILE).is_file():
            config.merge(PyFileConfigLoader(FILE, path=folder).load_config())
    return config
