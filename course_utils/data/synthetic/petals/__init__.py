"""Flowers of five species, 96 x 96 pixels in colour: a stand-in for photographs of flowers."""
