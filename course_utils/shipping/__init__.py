"""A network leaves the notebook: written for other programs, measured, kept in versions, served, watched and compared.

`export`, `open_model`, `probabilities`, `agreement`, `benchmark`, `latency_table`, `peak_memory` and `compare_formats` are about files;
`Card`, `Metric`, `data_of`, `card_page`, `read_card`, `Registry` about versions; `statistics`, `reference`, `stability_index`, `drift`,
`arm_of`, `Tally`, `compare` about what is watched once it is served; `serving` starts the service beside a notebook, as `petals serve`
does in a terminal.
"""

from course_utils.shipping.cards.card import Card, Metric, data_of, read_card
from course_utils.shipping.cards.page import card_page
from course_utils.shipping.formats.exporting import Exported, export
from course_utils.shipping.formats.kinds import FORMATS, KINDS, ShippingError
from course_utils.shipping.formats.running import Runner, open_model, probabilities
from course_utils.shipping.measuring.agreement import Agreement, agreement
from course_utils.shipping.measuring.comparison import Compared, Comparison, compare_formats
from course_utils.shipping.measuring.latency import Latency, benchmark, latency_table
from course_utils.shipping.measuring.memory import Memory, peak_memory
from course_utils.shipping.registry.registry import Registry, Version
from course_utils.shipping.service.beside import serving
from course_utils.shipping.watching.drift import Drift, drift, reference, stability_index
from course_utils.shipping.watching.experiment import Tally, Verdict, arm_of, compare
from course_utils.shipping.watching.statistics import statistics

__all__ = [
    "FORMATS",
    "KINDS",
    "Agreement",
    "Card",
    "Compared",
    "Comparison",
    "Drift",
    "Exported",
    "Latency",
    "Memory",
    "Metric",
    "Registry",
    "Runner",
    "ShippingError",
    "Tally",
    "Verdict",
    "Version",
    "agreement",
    "arm_of",
    "benchmark",
    "card_page",
    "compare",
    "compare_formats",
    "data_of",
    "drift",
    "export",
    "latency_table",
    "open_model",
    "peak_memory",
    "probabilities",
    "read_card",
    "reference",
    "serving",
    "stability_index",
    "statistics",
]
