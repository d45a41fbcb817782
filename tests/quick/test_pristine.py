"""What one program of a page's visit does to Python does not reach the next verdict."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.support import ROOT

VISIT = """
import json, sys
from grader.browser import grade, program

source = open("solutions/activations.py", encoding="utf-8").read()
ran = json.loads(program.ask(json.dumps({"program": sys.argv[1], "halted": {}}), lambda call: None))
request = {"modules": {"activations": source}, "seed": 7, "halted": {}}
names = ("relu", "softmax")
told = {"program": "import numpy as np, math; print(np.pi, np.inf, math.inf, np.newaxis)", "halted": {}}
assert json.loads(program.ask(json.dumps(told), lambda call: None))["printed"] == "3.141592653589793 inf inf None\\n"
graded = [grade.ask(json.dumps(request | {"exercise": "activations." + name}), lambda call: None) for name in names]
print(json.dumps([ran, *(json.loads(each)["status"] for each in graded)]))
"""
PROGRAMS = [
    "import numpy as np; np.maximum = None; print('hecho')",
    "import numpy as np; np.exp = np.tanh; np.array = None; del np.max; print('hecho')",
    "import numpy as np; np.random.default_rng = None; np.linalg.norm = max; print('hecho')",
    "import builtins; print('hecho'); builtins.max = builtins.len = builtins.print = builtins.isinstance = None",
    "import builtins; builtins.relu = abs; builtins.sum = lambda x: 0; print('hecho')",
    "import numpy as np, math; np.pi = np.inf = math.inf = 3; np.newaxis = 0; print('hecho')",
    "import sys, math; print('hecho'); sys.modules['numpy'] = sys.modules['math'] = None; math.exp = None",
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_does_to_python_is_put_back(program: str) -> None:
    command = [sys.executable, "-c", VISIT, program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    ran, *statuses = json.loads(done.stdout)
    assert ran == {"printed": "hecho\n", "error": ""}
    assert statuses == ["passed", "passed"]
