"""The overfitting explorer: a model that is too small, too large or starved of data, and the curves that tell."""
