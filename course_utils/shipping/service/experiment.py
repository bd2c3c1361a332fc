"""Which of two versions answers an image."""

from dataclasses import dataclass

from course_utils.shipping.service.served import Served
from course_utils.shipping.watching.experiment import Arm, arm_of


@dataclass
class Experiment:
    """Two versions, and how images are dealt between them.

    Parameters
    ----------
    champion : Served
    challenger : Served or None
    share : float, 0 to 1, of the images that the challenger answers
    """

    champion: Served
    challenger: Served | None = None
    share: float = 0.0

    def choose(self, content: str) -> tuple[Arm, Served]:
        """Choose who answers an image.

        Parameters
        ----------
        content : str, its SHA-256

        Returns
        -------
        "champion" or "challenger", and the version
        """
        if self.challenger is None:
            return "champion", self.champion
        arm = arm_of(content, self.share, f"{self.champion.number} {self.challenger.number}")
        return arm, self.challenger if arm == "challenger" else self.champion
