"""Garments, 28 x 28 pixels in grey: a stand-in for Fashion-MNIST."""
