"""What is watched once a network is served: images, answers, and two versions side by side."""
