"""The kernel explorer: change a kernel number by number and watch what it makes of an image."""
