"""The augmentation explorer: many random versions of one image, and what they cost."""
