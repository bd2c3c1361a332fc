"""The embedding explorer: what a network's features put side by side, as points in the plane."""
