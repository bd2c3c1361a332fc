"""The network in NumPy that lessons 01-07 build up to: short enough to read, compared with Keras in the tests."""

from course_utils.nn.activations import (
    leaky_relu,
    leaky_relu_gradient,
    log_softmax,
    relu,
    relu_gradient,
    sigmoid,
    sigmoid_gradient,
    softmax,
    step,
    tanh,
    tanh_gradient,
)
from course_utils.nn.arrays import ShapeError
from course_utils.nn.convolution import cross_correlate, output_side, same_padding
from course_utils.nn.convolution_layers import AveragePooling, Convolution, Flatten, GlobalAveragePooling, MaxPooling
from course_utils.nn.gates import Add, Multiply, SoftmaxWithLoss
from course_utils.nn.gradients import GradientReport, check_gradients, compare_gradients, numerical_gradient
from course_utils.nn.initialisers import he, normal, xavier, zeros
from course_utils.nn.layers import Affine, Layer, LeakyReLU, ReLU, Sigmoid, Tanh
from course_utils.nn.losses import accuracy, cross_entropy, mean_squared_error, one_hot, softmax_cross_entropy
from course_utils.nn.network import Network, mlp
from course_utils.nn.normalisation import BatchNormalisation, Dropout
from course_utils.nn.optimizers import SGD, Adam, AdamW, Momentum, RMSprop
from course_utils.nn.pooling import average_pool, global_average_pool, global_max_pool, max_pool, min_pool
from course_utils.nn.training import History, train

__all__ = [
    "SGD",
    "Adam",
    "AdamW",
    "Add",
    "Affine",
    "AveragePooling",
    "BatchNormalisation",
    "Convolution",
    "Dropout",
    "Flatten",
    "GlobalAveragePooling",
    "GradientReport",
    "History",
    "Layer",
    "LeakyReLU",
    "MaxPooling",
    "Momentum",
    "Multiply",
    "Network",
    "RMSprop",
    "ReLU",
    "ShapeError",
    "Sigmoid",
    "SoftmaxWithLoss",
    "Tanh",
    "accuracy",
    "average_pool",
    "check_gradients",
    "compare_gradients",
    "cross_correlate",
    "cross_entropy",
    "global_average_pool",
    "global_max_pool",
    "he",
    "leaky_relu",
    "leaky_relu_gradient",
    "log_softmax",
    "max_pool",
    "mean_squared_error",
    "min_pool",
    "mlp",
    "normal",
    "numerical_gradient",
    "one_hot",
    "output_side",
    "relu",
    "relu_gradient",
    "same_padding",
    "sigmoid",
    "sigmoid_gradient",
    "softmax",
    "softmax_cross_entropy",
    "step",
    "tanh",
    "tanh_gradient",
    "train",
    "xavier",
    "zeros",
]
