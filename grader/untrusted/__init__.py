"""What runs beside a student's code: it returns values and decides nothing. It imports ``boundary`` and no more."""
