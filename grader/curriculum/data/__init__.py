"""The two data sets, read from inside the package and verified: no network, ever."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from pathlib import Path

import numpy as np

from grader.errors import GraderError
from grader.files import write_whole

FOLDER = Path(__file__).parent

SHA256 = {
    "pima.csv": "aa14a117ead979a944880d3e318e98549bd3e4ebebe004edd432b5139aa962aa",
    "mnist.npz": "06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64",
}


def read(name: str) -> bytes:
    """A data file's bytes.

    Raises:
        GraderError: it is missing or not the file it should be.
    """
    try:
        content = (FOLDER / name).read_bytes()
    except OSError:
        raise GraderError(f"falta el fichero de datos {name}; reinstala el corrector") from None
    if hashlib.sha256(content).hexdigest() != SHA256[name]:
        raise GraderError(f"el fichero de datos {name} está dañado (no coincide su sha256); reinstala el corrector")
    return content


def copy(folder: Path) -> list[Path]:
    """Put both files into a folder, for programs of the student's own; those that are there already stay.

    Raises:
        GraderError: a file of the same name holds something else, or a data file is missing or spoilt.
        OSError: it cannot be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / name: read(name) for name in SHA256}
    for file, content in files.items():
        if file.exists() and (not file.is_file() or file.read_bytes() != content):
            raise GraderError(f"«{file}» ya existe y es otra cosa: cámbiale el nombre o indica otra carpeta")
    for file, content in files.items():
        if not file.exists():
            write_whole(file, content)
    return list(files)


@cache
def pima() -> tuple[np.ndarray, np.ndarray]:
    """Features (768, 8), each column standardised with the population deviation, and labels (768,) of 0/1."""
    raw = np.loadtxt(io.BytesIO(read("pima.csv")), delimiter=",", skiprows=1)
    X, y = raw[:, :-1], raw[:, -1]
    return (X - X.mean(axis=0)) / X.std(axis=0), y


def mnist() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """x_train (60000, 28, 28), y_train, x_test (10000, 28, 28), y_test; uint8. Not kept: a training needs memory."""
    with np.load(io.BytesIO(read("mnist.npz")), allow_pickle=False) as files:
        x_train, y_train, x_test, y_test = (files[key] for key in ("x_train", "y_train", "x_test", "y_test"))
    return x_train, y_train, x_test, y_test
