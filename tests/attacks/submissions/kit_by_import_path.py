# target: activations.relu
# needs: landlock
"""Puts the kit's folders on the interpreter's path in several ways, by .pth files too, and imports from there."""

import importlib
import importlib.machinery
import site
import sys

import toolbox


def _import(name):
    importlib.invalidate_caches()
    sys.modules.pop(name, None)
    return importlib.import_module(name)


def _ways():
    places = [str(toolbox.kit() / part) for part in ("curriculum/network", "verdict", "curriculum", ".", "..")]
    (toolbox.scratch() / "attack.pth").write_text("\n".join(places))
    site.addsitedir(str(toolbox.scratch()))
    sys.path[:0] = places
    sys.modules["grader"].__path__[:] = [str(toolbox.kit())]
    names = ("checks", "numpy_keras", "catalog", "cli", "grader.report", "grader.cli", "grader.curriculum.laws")
    found = [importlib.machinery.PathFinder.find_spec(name, places) for name in names]
    return any([toolbox.works(_import, name) for name in names]) or any(
        [toolbox.works(spec.loader.get_source, spec.name) for spec in found if spec and spec.loader]
    )


relu = toolbox.relu_if(_ways)
