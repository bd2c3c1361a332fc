"""Things in scenes, 32 x 32 pixels in colour: a stand-in for CIFAR-10."""
