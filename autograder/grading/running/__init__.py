"""Grades a class: submissions out to workers, results into the gradebook."""
