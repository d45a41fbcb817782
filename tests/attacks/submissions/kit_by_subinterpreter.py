# target: activations.relu
# needs: landlock
"""Starts an interpreter within the process, with imports of its own, and has that import and read the kit."""

import toolbox

try:
    import _xxsubinterpreters as interpreters
except ImportError:
    import _interpreters as interpreters


def _run(source):
    other = interpreters.create()
    try:
        failure = interpreters.run_string(other, source)  # raises, or gives what was raised
        return failure is None
    finally:
        interpreters.destroy(other)


def _sources():
    folder = str(toolbox.kit().parent)
    yield f"import sys; sys.path.insert(0, {folder!r}); import grader.curriculum.catalog"
    yield from (f"open({path!r}, 'rb').read()" for path in toolbox.secrets())


relu = toolbox.relu_if(lambda: toolbox.any_works(_run, _sources()))
