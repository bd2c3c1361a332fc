"""The network in NumPy that lessons 01-07 build up to: short enough to read, compared with Keras in the tests."""

from course_utils.nn.pooling import average_pool, global_average_pool, global_max_pool, max_pool, min_pool

__all__ = ["average_pool", "global_average_pool", "global_max_pool", "max_pool", "min_pool"]
