"""What this machine has for grading, and what it lacks."""
