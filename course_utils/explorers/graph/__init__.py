"""The graph explorer: an expression as a computational graph, stepped forward with values and backward with gradients."""
