"""Faces of cats and dogs, 96 x 96 pixels in colour: a stand-in for the photographs of Dogs vs. Cats."""
