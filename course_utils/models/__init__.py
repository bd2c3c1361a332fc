"""The Keras networks of the lessons, by name, and what they cost. Keras is imported when a network is built, not when this is."""

from course_utils.models.classics import alexnet, lenet5, vgg
from course_utils.models.cost import Cost, LayerCost, cost
from course_utils.models.day6 import day6_cnn, day6_improved
from course_utils.models.modern import densenet, efficientnet, inception, mobilenet, plain_net, resnet
from course_utils.models.plain import dense, improved_cnn, linear, reference_cnn
from course_utils.models.small import small_cnn
from course_utils.models.transformer import vision_transformer

__all__ = [
    "Cost",
    "LayerCost",
    "alexnet",
    "cost",
    "day6_cnn",
    "day6_improved",
    "dense",
    "densenet",
    "efficientnet",
    "improved_cnn",
    "inception",
    "lenet5",
    "linear",
    "mobilenet",
    "plain_net",
    "reference_cnn",
    "resnet",
    "small_cnn",
    "vgg",
    "vision_transformer",
]
