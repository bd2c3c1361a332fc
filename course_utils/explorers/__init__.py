"""Things to drag and click inside the notebook: one Python class and one ES module each, one look and one table of words for all.

An explorer computes in the browser where it must be fluent and in Python where it needs the student's model; its state is in its traits,
so a lesson can set it and a check can read it (`explorer.weights`). What it would show is drawn once by matplotlib when it is made:
a fault fails the cell, and the picture stays in the saved notebook for places without a kernel.
"""

from course_utils.explorers.feature_maps import FeatureMapsExplorer, explore_feature_maps
from course_utils.explorers.perceptron import PerceptronExplorer, explore_perceptron

__all__ = ["FeatureMapsExplorer", "PerceptronExplorer", "explore_feature_maps", "explore_perceptron"]
