"""Training with a recipe; importing this loads neither Keras nor TensorFlow."""

from course_utils.training.arithmetic import fast_policy, supports_bfloat16
from course_utils.training.augment import Augment, shift_and_mirror
from course_utils.training.fit import History, fit
from course_utils.training.quiet import quiet_start
from course_utils.training.split import hold_back

__all__ = ["Augment", "History", "fast_policy", "fit", "hold_back", "quiet_start", "shift_and_mirror", "supports_bfloat16"]
