"""A student's own folder: what has changed in it, what is remembered of it, and what is shown while grading it."""
