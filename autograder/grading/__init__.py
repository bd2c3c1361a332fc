"""Grades what students hand in: intake, examination from outside, one writer to the gradebook, feedback."""
