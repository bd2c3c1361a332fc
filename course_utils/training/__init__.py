"""Training with a recipe; importing this loads neither Keras nor TensorFlow."""

from course_utils.training.arithmetic import fast_policy, supports_bfloat16
from course_utils.training.augment import Augment, shift_and_mirror
from course_utils.training.checkpoint import CheckpointError
from course_utils.training.fit import fit
from course_utils.training.history import History
from course_utils.training.predicting import accuracy, probabilities
from course_utils.training.quiet import quiet_start
from course_utils.training.reading import Reading, read_curves
from course_utils.training.recipe import Recipe
from course_utils.training.split import hold_back
from course_utils.training.views import random_views

__all__ = [
    "Augment",
    "CheckpointError",
    "History",
    "Reading",
    "Recipe",
    "accuracy",
    "fast_policy",
    "fit",
    "hold_back",
    "probabilities",
    "quiet_start",
    "random_views",
    "read_curves",
    "shift_and_mirror",
    "supports_bfloat16",
]
