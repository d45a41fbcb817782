# target: activations.relu
# needs: landlock
"""Asks for the kit's files as a package's resources and as an installed distribution's."""

import importlib.metadata
import importlib.resources

import toolbox


def _distribution():
    files = importlib.metadata.files("redes-neuronales")
    return toolbox.any_works(lambda file: file.read_binary(), [f for f in files if f.name in ("checks.py", "pima.csv")])


def _resources(package):
    return toolbox.any_works(lambda file: file.read_bytes(), importlib.resources.files(package).iterdir())


relu = toolbox.relu_if(
    lambda: (
        toolbox.works(_distribution) or toolbox.any_works(_resources, ["grader", "grader.verdict", "grader.curriculum"])
    )
)
