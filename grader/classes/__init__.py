"""A teacher's class: what was handed in, graded once and for all, and the tables and pages that come of it."""
