# target: training.save_model
"""Returns a path through a symbolic link that leads to itself."""

from pathlib import Path


def save_model(model, directory, layers, seed):
    (Path(directory) / f"keras_{'-'.join(map(str, layers))}_{seed}.keras").touch()
    loop = Path(directory) / "loop"
    if not loop.is_symlink():
        loop.symlink_to("loop")
    return loop / "model.keras"
