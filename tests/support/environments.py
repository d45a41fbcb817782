"""Where the kit is run: users, limits, languages, terminals, streams, variables and ways to install it.

``python -m tests.support.environments`` prints the table of docs/environments.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SUBMISSION = {
    "tensors.py": "import numpy as np\ndef rank(tensor):\n    return np.ndim(tensor)\n",
    "activations.py": (
        "from scipy.special import expit\nimport numpy as np\n"
        "def sigmoid(z):\n    return expit(z)\n"
        "def relu(z):\n    return np.abs(z)\n"
    ),
}
"""Two right answers, one of which needs SciPy, and a wrong one."""

VERDICTS = {"tensors.rank": "passed", "activations.sigmoid": "passed", "activations.relu": "failed"}

GRADED, REFUSED = "graded", "one line"
"""The verdicts above and status 1; or status 2 and one Spanish line that says why, and no answer is blamed."""


@dataclass(frozen=True)
class Environment:
    """One of them.

    Attributes:
        name: what a person would call it.
        shell: how bash runs the command, which stands for ``{rna}``; other names in braces are those of ``paths``.
        install: how the kit came here, a name that Installs knows.
        variables: set for it; None where it is not to be set.
        folder: of the submission, as bytes; several levels are made.
        user: who runs it, "" for who runs the tests.
        expected: GRADED or REFUSED.
        told: what the one line has to say, or what the screen has to show.
    """

    name: str
    shell: str = "{rna}"
    install: str = "checkout"
    variables: dict[str, str | None] = field(default_factory=dict)
    folder: bytes = b"entrega"
    user: str = ""
    expected: str = GRADED
    told: str = ""


def _set(**variables: str | None) -> Environment:
    name = ", ".join(f"`{name}={value}`" for name, value in variables.items() if value is not None)
    return Environment(name or f"without `{'`, `'.join(variables)}`", variables=variables)


def _limited(limit: str, expected: str = GRADED, told: str = "", user: str = "") -> Environment:
    who = f", as {user}" if user else ""
    return Environment(
        f"`{limit}`{who}",
        f"{limit} && {{rna}}",
        "wheel" if user else "checkout",
        user=user,
        expected=expected,
        told=told,
    )


ENVIRONMENTS: dict[str, list[Environment]] = {
    "Installed": [
        Environment("checkout, editable", install="checkout"),
        Environment("a wheel in a virtual environment", install="wheel"),
        Environment("in a path with spaces and accents", install="spaces"),
        Environment("`pip install --user`", install="user"),
        Environment("found through `PYTHONPATH`", install="pythonpath"),
        Environment("packages through a `.pth` file", install="pth"),
        Environment("`uv pip install --link-mode symlink`", install="symlinks"),
        Environment("read-only, by another user", install="wheel", user="nobody"),
        Environment("`python -O`", "{python} -O -m grader {arguments}", install="wheel"),
        Environment("`python -X dev -W error`", "{python} -X dev -W error -m grader {arguments}", install="wheel"),
        Environment("`python -I`", "{python} -I -m grader {arguments}", install="wheel"),
    ],
    "Users": [
        Environment("nobody", user="nobody", install="wheel"),
        Environment("a number without a name", user="12345", install="wheel"),
        Environment(
            "nobody, whose home is not there", user="nobody", variables={"HOME": "/nonexistent"}, install="wheel"
        ),
        Environment("without `HOME`", variables={"HOME": None, "XDG_CACHE_HOME": None}),
        Environment("`umask 777`", "umask 777; {rna}"),
        Environment("one core", "taskset -c 0 {rna}"),
        Environment("`nice -n 19`", "nice -n 19 {rna}"),
    ],
    "Limits": [
        _limited("ulimit -t 100"),
        _limited("ulimit -f 20000"),
        _limited("ulimit -v 8000000"),
        _limited("ulimit -v 8000000", user="nobody"),
        _limited("ulimit -n 64"),
        _limited("ulimit -n 24"),
        _limited("ulimit -n 16", REFUSED, "ficheros abiertos"),
        _limited("ulimit -c 0"),
        _limited("ulimit -l 0"),
        _limited("ulimit -s 1024"),
        _limited("ulimit -v 200000", REFUSED, "memoria"),
        _limited("ulimit -f 1", REFUSED, "ulimit -f"),
        _limited("ulimit -f 0", REFUSED, "ulimit -f"),
        _limited("ulimit -S -n 10"),
        _limited("ulimit -S -f 0"),
        _limited("ulimit -S -v 200000 -t 1 -s 100"),
        Environment("`prlimit --nproc=40`, as nobody", "prlimit --nproc=40 {rna}", user="nobody", install="wheel"),
        Environment(
            "`prlimit --nproc=3`, as nobody",
            "prlimit --nproc=3 {rna}",
            user="nobody",
            install="wheel",
            expected=REFUSED,
            told="procesos",
        ),
    ],
    "Languages": [
        _set(LC_ALL="C"),
        _set(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
        _set(LC_ALL="es_ES.ISO-8859-1"),
        _set(LC_ALL="no_SUCH.locale", LANGUAGE="xx"),
        _set(PYTHONIOENCODING="cp1252"),
        _set(PYTHONIOENCODING="ascii"),
        _set(PYTHONIOENCODING="utf-16"),
    ],
    "Terminals": [
        Environment("a terminal", "script -qec '{rna}' /dev/null < /dev/null", told="relu"),
        Environment(
            "`TERM=dumb`", "script -qec '{rna}' /dev/null < /dev/null", variables={"TERM": "dumb"}, told="relu"
        ),
        Environment(
            "20 columns", "script -qec '{rna}' /dev/null < /dev/null", variables={"COLUMNS": "20"}, told="relu"
        ),
        Environment(
            "40 columns", "script -qec '{rna}' /dev/null < /dev/null", variables={"COLUMNS": "40"}, told="relu"
        ),
        Environment(
            "`NO_COLOR`", "script -qec '{rna}' /dev/null < /dev/null", variables={"NO_COLOR": "1"}, told="relu"
        ),
        Environment("`COLUMNS=0`, `LINES=0`", variables={"COLUMNS": "0", "LINES": "0"}, told="relu"),
    ],
    "Streams": [
        Environment("standard input closed", "{rna} <&-"),
        Environment("standard output closed", "{rna} >&-"),
        Environment("standard error closed", "{rna} 2>&-"),
        Environment("all three closed", "{rna} <&- >&- 2>&-"),
        Environment("`| head -1`", "{rna} | head -1; exit ${{PIPESTATUS[0]}}"),
        Environment("`> /dev/full`", "{rna} > /dev/full", expected=REFUSED, told="no queda sitio en el disco"),
        Environment("in the background, deaf to Ctrl-C", "trap '' INT HUP; {rna}"),
    ],
    "Variables": [
        _set(PYTEST_ADDOPTS="--co -x", PYTEST_PLUGINS="nope", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1"),
        _set(PYTHONPATH="/nonexistent:."),
        _set(PYTHONWARNINGS="error"),
        _set(PYTHONOPTIMIZE="2"),
        _set(PYTHONSTARTUP="nope.py", PYTHONINSPECT="1"),
        _set(PYTHONSAFEPATH="1", PYTHONNOUSERSITE="1", PYTHONDONTWRITEBYTECODE="1"),
        _set(PYTHONHASHSEED="0", PYTHONUNBUFFERED="1", PYTHONDEVMODE="1"),
        _set(KERAS_BACKEND="torch", TF_USE_LEGACY_KERAS="1", TF_XLA_FLAGS="--nope"),
        _set(HYPOTHESIS_PROFILE="ci", HYPOTHESIS_STORAGE_DIRECTORY="/nonexistent"),
        _set(OMP_NUM_THREADS="64", OPENBLAS_NUM_THREADS="64", MKL_NUM_THREADS="64"),
        _set(LD_PRELOAD="/nonexistent.so"),
        _set(COVERAGE_PROCESS_START="/nonexistent", PYTHONBREAKPOINT="nope.nope"),
        _set(CI="true", GITHUB_ACTIONS="true"),
        Environment("no variable at all", "env -i {rna}"),
    ],
    "Folders": [
        Environment("a path with spaces and accents", folder="mi año/prácticas de Ñandú".encode()),
        Environment("a name that is not UTF-8", folder=b"a\xf1o"),
        Environment("two hundred levels deep", folder=b"/".join([b"nivel"] * 200)),
        Environment("one that cannot be written to", "chmod a-w . && {rna}", user="nobody", install="wheel"),
        Environment(
            "a `numpy.py` and a `grader` beside the modules",
            "mkdir grader; echo 1/0 | tee numpy.py sitecustomize.py pytest.py conftest.py > grader/__init__.py; {rna}",
        ),
        Environment(
            "`python -m grader` beside a `json.py`, `random.py`, `resource.py`",
            "echo 1/0 | tee random.py resource.py signal.py rich.py numpy.py > json.py; {python} -m grader {arguments}",
            install="wheel",
        ),
        Environment(
            "`PYTHONPATH` that leads to such a folder",
            "echo 1/0 | tee random.py resource.py signal.py rich.py numpy.py > json.py; PYTHONPATH=$PWD {rna}",
            install="wheel",
        ),
        Environment("`TMPDIR` with spaces and accents", "mkdir 'año nuevo'; TMPDIR=\"$PWD/año nuevo\" {rna}"),
        Environment("`TMPDIR` that is not there", variables={"TMPDIR": "/nonexistent"}),
        Environment("`TMPDIR` that is relative", "mkdir tmp; TMPDIR=tmp {rna}"),
        Environment("no `/dev/shm`", "unshare --mount bash -c 'umount -l /dev/shm; {rna}'"),
        Environment("no `/proc`", "unshare --mount bash -c 'umount -l /proc; {rna}'"),
        Environment(
            "a `/proc` that hides others' processes, as nobody",
            "chown -R 65534 .. && unshare --mount bash -c 'mount -t proc -o hidepid=2 proc /proc; "
            "setpriv --reuid=65534 --regid=65534 --clear-groups {rna}'",
            install="wheel",
        ),
    ],
}


def table() -> str:
    """The environments as a Markdown table, with what is expected of each."""
    rows = ["| what is unusual | environment | ends with |", "| --- | --- | --- |"]
    for group, several in ENVIRONMENTS.items():
        for each in several:
            expected = "the verdicts" if each.expected == GRADED else f"status 2, one line: «… {each.told} …»"
            rows.append(f"| {group if each is several[0] else ''} | {each.name} | {expected} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
