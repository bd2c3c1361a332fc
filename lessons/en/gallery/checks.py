"""The gallery has no exercises: it is for looking."""
