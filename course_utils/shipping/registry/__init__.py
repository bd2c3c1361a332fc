"""Versions of a network in a folder."""
