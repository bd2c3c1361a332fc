"""Is everything here that the course needs? One card, with a mend beside whatever is missing."""

from course_utils.environment.card import EnvironmentCard, check_environment
from course_utils.environment.findings import Finding, look_around

__all__ = ["EnvironmentCard", "Finding", "check_environment", "look_around"]
