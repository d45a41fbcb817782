"""What the project's own work needs, run from its folder: ``python -m tools.write.pages``. None of it is installed."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder."""
