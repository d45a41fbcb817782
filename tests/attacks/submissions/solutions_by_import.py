# target: activations.softmax
# needs: landlock
"""Imports the solution, should it be importable where the grader is installed for development."""

from solutions.activations import softmax
