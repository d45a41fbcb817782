"""Grading where there are no processes: on a page of the site."""
