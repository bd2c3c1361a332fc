"""Pages that come of grading: feedback for each student, a report of each class."""
