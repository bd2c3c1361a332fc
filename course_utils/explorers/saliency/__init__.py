"""The saliency explorer: where a classifier looked, asked in four ways, and whether the answer can be believed."""
