"""The pooling explorer: one number for each window, and what a small shift of the image leaves unchanged."""
