"""Watching a training: live curves, time left, and a button that stops it and keeps the best weights."""
