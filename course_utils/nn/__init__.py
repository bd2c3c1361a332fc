"""The network in NumPy that lessons 01-07 build up to: short enough to read, compared with Keras in the tests."""
