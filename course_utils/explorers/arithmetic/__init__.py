"""The convolution arithmetic explorer: how large an output is, which pixels it reads, and how far a stack of layers sees."""
