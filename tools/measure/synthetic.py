"""Synthetic classes: right, wrong, broken and hostile submissions, no two alike.

``python -m tools.measure.synthetic DIR COUNT [SEED]`` writes COUNT folders and zip files below DIR.
"""

from __future__ import annotations

import random
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from tools import ROOT

UNITS = [path.name for path in sorted((ROOT / "solutions").glob("[!_]*.py"))]

WRONG = {
    "relu": "def relu(z):\n    return abs(z)\n",
    "sigmoid": "def sigmoid(z):\n    import numpy as np\n    return 1 / (1 + np.exp(-np.asarray(z, float)))\n",
    "softmax": "def softmax(z):\n    import numpy as np\n    e = np.exp(z - np.max(z))\n    return e / e.sum()\n",
    "tanh": "def tanh(z):\n    return z\n",
    "step": "def step(z):\n    return z > 0\n",
    "rank": "def rank(tensor):\n    return 1\n",
    "mse": "def mse(y_true, y_pred):\n    return ((y_true - y_pred) ** 2).sum()\n",
}
BROKEN = (
    "def relu(z:\n    return z\n",
    "raise RuntimeError('no')\n",
    "import nothing_of_this_name\n",
    "def sigmoid(z):\n\treturn 1\n        return 2\n",
    "\0",
)
HOSTILE = (
    "import os\nos._exit(0)\n",
    "def relu(z):\n    import os\n    os._exit(0)\n",
    "def relu(z):\n    return bytearray(64 * 2**30)\n",
    "def relu(z):\n    import socket\n    socket.create_connection(('127.0.0.1', 8786))\n",
    "def relu(z):\n    import os\n    os.fork()\n    return z\n",
    "def relu(z):\n    open('/etc/passwd', 'a').write('x')\n",
    "def relu(z):\n    print('::error::x\\n' * 100_000)\n    raise SystemExit(0)\n",
    "class E:\n    def __eq__(self, other):\n        return True\ndef relu(z):\n    return E()\n",
    "def relu(z):\n    while True:\n        pass\n",
)
_KINDS = {"right": 40, "wrong": 35, "stub": 10, "broken": 9, "hostile": 6}


def make(directory: Path, count: int, seed: int = 0) -> None:
    """Write ``count`` submissions below ``directory``, which is made."""
    directory.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    for number in range(count):
        kind = chance.choices(list(_KINDS), list(_KINDS.values()))[0]
        modules = submission(kind, chance)
        # A line of its own, so that no two submissions are the same.
        modules["activations.py"] += f"\n# {number}\n"
        _write(directory, f"student{number:04d}-{kind}", modules, packed=number % 3 == 0)


def submission(kind: str, chance: random.Random) -> dict[str, str]:
    """The modules of a submission of a kind."""
    makers: dict[str, Callable[[], dict[str, str]]] = {
        "right": lambda: _sources("solutions"),
        "stub": lambda: _sources("exercises"),
        "wrong": lambda: _replaced(_sources("solutions"), chance.sample(sorted(WRONG), 2)),
        "broken": lambda: {**_sources("solutions"), "activations.py": chance.choice(BROKEN)},
        "hostile": lambda: {**_sources("exercises"), "activations.py": chance.choice(HOSTILE)},
    }
    return makers[kind]()


def _sources(folder: str) -> dict[str, str]:
    return {name: (ROOT / folder / name).read_text(encoding="utf-8") for name in UNITS}


def _replaced(modules: dict[str, str], functions: list[str]) -> dict[str, str]:
    """The modules with some functions given a wrong body: the last definition of a name is the one that counts."""
    for name, source in modules.items():
        wrong = [WRONG[each] for each in functions if re.search(rf"^def {each}\(", source, re.MULTILINE)]
        modules[name] = "\n\n".join([source, *wrong])
    return modules


def _write(directory: Path, name: str, modules: dict[str, str], packed: bool) -> None:
    if packed:
        with zipfile.ZipFile(directory / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for module, source in modules.items():
                archive.writestr(f"repo-main/exercises/{module}", source)
        return
    (directory / name / "exercises").mkdir(parents=True, exist_ok=True)
    for module, source in modules.items():
        (directory / name / "exercises" / module).write_text(source, encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else 0)
