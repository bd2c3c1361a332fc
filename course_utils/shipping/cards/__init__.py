"""Model cards: what a version is, as data and as a page."""
