# target: activations.relu
# needs: landlock
"""Opens the kit's files as anybody would, by longer and stranger paths to the same place."""

import os

import toolbox


def _paths(path):
    folder, name = os.path.split(path)
    yield from (path, f"/{path}", f"//..{path}", f"{folder}/./{name}", f"{folder}/../{os.path.basename(folder)}/{name}")
    yield from (
        f"/lib/../{path}",
        os.path.relpath(path),
        f"{toolbox.kit()}/untrusted/../{os.path.relpath(path, toolbox.kit())}",
    )


relu = toolbox.relu_if(
    lambda: toolbox.any_works(
        lambda path: open(path, "rb").read(), [way for one in toolbox.secrets() for way in _paths(one)]
    )
)
