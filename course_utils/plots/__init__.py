"""Pictures for lessons: each takes `ax=None` and `language=None` (the lesson's) and returns the axes it drew on."""

from course_utils.plots.classes import plot_class_balance, plot_confusion
from course_utils.plots.costs import plot_costs
from course_utils.plots.curves import compare_histories, plot_history
from course_utils.plots.distributions import plot_layer_histograms
from course_utils.plots.embeddings import plot_embedding
from course_utils.plots.fonts import korean_font
from course_utils.plots.frequencies import show_frequencies
from course_utils.plots.functions import plot_function
from course_utils.plots.grids import show_numbers
from course_utils.plots.images import show_class_grid, show_images, show_mistakes, show_predictions
from course_utils.plots.latencies import plot_latencies
from course_utils.plots.layers import show_feature_maps, show_kernels
from course_utils.plots.overlays import show_heatmap
from course_utils.plots.planes import plot_boundary, plot_learning_rule, plot_points
from course_utils.plots.reliability import plot_reliability
from course_utils.plots.shapes import plot_shapes
from course_utils.plots.strips import show_strip
from course_utils.plots.surfaces import plot_descent
from course_utils.plots.thresholds import plot_precision_recall, plot_roc

__all__ = [
    "compare_histories",
    "korean_font",
    "plot_boundary",
    "plot_class_balance",
    "plot_confusion",
    "plot_costs",
    "plot_descent",
    "plot_embedding",
    "plot_function",
    "plot_history",
    "plot_latencies",
    "plot_layer_histograms",
    "plot_learning_rule",
    "plot_points",
    "plot_precision_recall",
    "plot_reliability",
    "plot_roc",
    "plot_shapes",
    "show_class_grid",
    "show_feature_maps",
    "show_frequencies",
    "show_heatmap",
    "show_images",
    "show_kernels",
    "show_mistakes",
    "show_numbers",
    "show_predictions",
    "show_strip",
]
