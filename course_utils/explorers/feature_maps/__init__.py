"""The feature map explorer: what each layer of a network makes of an image."""
