"""Runs solution notebooks without a browser and holds what they record to the course's targets."""
