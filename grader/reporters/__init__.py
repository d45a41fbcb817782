"""Reports as text: one format a module, each a pure function of the Report."""

import re

STATUS = {
    "passed": ("✓", "bien"),
    "failed": ("✗", "no cumple"),
    "error": ("✗", "error"),
    "timeout": ("✗", "tiempo agotado"),
    "crashed": ("✗", "el proceso murió"),
    "rejected": ("✗", "rechazado"),
    "not_implemented": ("·", "sin hacer"),
    "not_graded": ("?", "sin corregir"),
}
"""What a person reads for the status of an exercise or a check: a mark and words."""

DIFFERENCE = re.compile("«[^«»\n]*»")
"""What show.comparison marks, on lines that begin with a blank."""

EXPECTED = "se esperaba"
