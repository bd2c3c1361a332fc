"""The activation explorer: a function and its slope, and what many layers of it make of a signal."""
