"""Rocks from the Moon, basalt and highland, 96 x 96 pixels in colour: a stand-in for NASA's photographs."""
