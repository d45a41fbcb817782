# target: activations.relu
# needs: landlock
"""Makes links to the kit's files in its own folder, symbolic and hard, and reads those."""

import os

import toolbox


def _read(link, path):
    place = toolbox.scratch() / f"{link.__name__}-{os.path.basename(path)}"
    link(path, place)
    try:
        return place.read_bytes()
    finally:
        place.unlink()


relu = toolbox.relu_if(
    lambda: any([toolbox.works(_read, link, path) for link in (os.symlink, os.link) for path in toolbox.secrets()])
)
