"""The perceptron explorer: drag a line until it computes a gate."""
