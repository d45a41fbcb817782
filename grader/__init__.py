"""Auto-graded exercises to learn neural networks: the grader behind the ``rna`` command."""

__version__ = "0.1.0"
