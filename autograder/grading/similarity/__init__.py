"""Who wrote the same: a ranked page for staff, made of the words of code alone; nothing a student wrote is imported or run."""
