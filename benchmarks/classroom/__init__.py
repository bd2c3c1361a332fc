"""The parts of benchmarks/grading.py: a class of made-up students, the two graders, and a gauge of their memory."""
