"""The formats a network is shipped in: written, opened, explained where they fail."""
