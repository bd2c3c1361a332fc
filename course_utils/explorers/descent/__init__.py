"""The descent explorer: let optimizers walk down a surface, and see what the learning rate does."""
