"""Facts of an exception of the student's code, which explain it without knowing the exercise. See general.py.

Each speaks of what was raised, its words, and the part of the line that raised it, and of nothing else. The first that
holds is told, of these rooms in this order: what could not be loaded, a library's own refusals, and Python's.
"""

from grader.feedback.exceptions import arrays, calls, indices, keras, names, numbers, outside, syntax, values

FACTS = [
    fact for room in (syntax, outside, keras, names, calls, arrays, indices, numbers, values) for fact in room.FACTS
]
