"""Pretrained feature extractors: ImageNet's where they can be had, the course's own small one where not."""

from course_utils.backbones.backbone import Backbone
from course_utils.backbones.catalogue import WeightsError
from course_utils.backbones.extraction import features
from course_utils.backbones.load import load_backbone

__all__ = ["Backbone", "WeightsError", "features", "load_backbone"]
