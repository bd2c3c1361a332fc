"""Examines one submission from outside: its cells run in a sandboxed kernel, the checks run here."""
