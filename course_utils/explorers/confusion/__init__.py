"""The confusion explorer: click a cell to see its images, move a threshold, and ask whether the network is as right as it is sure."""
