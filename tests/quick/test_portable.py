"""The lint for what runs on Linux alone: it finds planted examples of each kind, and accepts guarded ones."""

from __future__ import annotations

import pytest

from tools.prove.portable import breaches

HEAD = "import contextlib, ctypes, io, os, select, selectors, signal, socket, subprocess, sys, tempfile\n"

PLANTED = {
    "fork": ("os.fork()", "os.fork"),
    "fork by another name": ("from os import fork\nfork()", "os.fork"),
    "an alias": ("import os as system\nsystem.fork()", "os.fork"),
    "a module": ("import fcntl", "import of fcntl"),
    "names of a module": ("def f():\n    from resource import setrlimit", "import of resource"),
    **{f"module {name}": (f"import {name}", name) for name in ("resource", "pwd", "grp", "termios", "tty", "pty")},
    **{f"signal {name}": (f"signal.SIG{name}", name) for name in ("KILL", "HUP", "QUIT", "ALRM", "USR1", "CONT")},
    "users": ("print(os.getuid(), os.geteuid(), os.getgid())", "os.geteuid"),
    "groups of processes": ("os.killpg(os.getpgid(1), 2)", "os.killpg"),
    "sessions": ("os.setsid()", "os.setsid"),
    "descriptors of processes": ("os.pidfd_open(1)", "os.pidfd_open (Windows, macOS)"),
    "waiting": ("os.waitpid(1, os.WNOHANG)", "os.WNOHANG"),
    "flags": ("os.open('x', os.O_NOFOLLOW)", "os.O_NOFOLLOW"),
    "numbers of devices": ("os.major(1)", "os.major"),
    "pipes with names": ("os.mkfifo('x')", "os.mkfifo"),
    "owners": ("os.chown('x', 1, 1)", "os.chown"),
    "the machine's name": ("os.uname().sysname", "os.uname"),
    "descriptors passed": ("subprocess.Popen(['x'], pass_fds=[3])", "pass_fds="),
    "work before a program": ("subprocess.run(['x'], preexec_fn=print)", "preexec_fn="),
    "a new session": ("subprocess.Popen(['x'], start_new_session=True)", "start_new_session="),
    "os.kill": ("os.kill(1, 0)", "os.kill ends"),
    "poll": ("select.poll()", "select.poll"),
    "select on pipes": ("select.select([1], [], [])", "select.select waits for sockets"),
    "selectors": ("selectors.DefaultSelector()", "selectors.DefaultSelector waits for sockets"),
    "sockets of a machine": ("socket.socket(socket.AF_UNIX)", "socket.AF_UNIX"),
    "descriptors by socket": ("socket.send_fds(s, [b''], [1])", "socket.send_fds"),
    "system calls": ("ctypes.CDLL(None).prctl(1, 9)", "the system call prctl (Windows, macOS)"),
    "a folder of the system": ("open('/tmp/x', 'rb')", "the path /tmp"),
    "processes as files": ("x = f'/proc/{1}/status'", "the path /proc/ (Windows, macOS)"),
    "a path put together": ("x = str(y) + '/z'", 'put together with "/"'),
    "a path taken apart": ("x = str(y).split('/')", 'taken apart at "/"'),
    "a path's beginning": ("x = os.fspath(y).startswith('/')", 'taken apart at "/"'),
    "a list of paths": ("x = os.environ['PATH'].split(':')", 'a list of paths with ":"'),
    "a list of paths joined": ("x = ':'.join(sys.path)", 'a list of paths with ":"'),
    "open": ("open('x')", "open of text without encoding="),
    "open to write": ("open('x', 'w')", "open of text without encoding="),
    "a path opened": ("path.open('a')", "open of text without encoding="),
    "a path opened to read": ("path.open()", "open of text without encoding="),
    "read_text": ("path.read_text()", "read_text of text without encoding="),
    "write_text": ("path.write_text('x')", "write_text of text without encoding="),
    "a descriptor": ("os.fdopen(1, 'w')", "fdopen of text without encoding="),
    "a program's text": ("subprocess.run(['x'], text=True)", "run of text without encoding="),
    "a temporary file": ("tempfile.NamedTemporaryFile('w')", "NamedTemporaryFile of text without encoding="),
    "a wrapper": ("io.TextIOWrapper(x)", "TextIOWrapper of text without encoding="),
    "rename": ("os.rename('a', 'b')", "rename does not replace"),
    "a path renamed": ("path.rename('b')", "rename does not replace"),
    "links": ("path.symlink_to('b')", "symlink_to: links"),
    "links by os": ("os.symlink('a', 'b')", "symlink: links"),
    "within a folder": ("os.unlink('x', dir_fd=3)", "dir_fd="),
    "whose file": ("path.owner()", "owner of a file"),
    "programs": ("subprocess.run(['rm', '-rf', 'x'])", "the program rm"),
    "the other branch": ("if os.name == 'nt':\n    os.fork()", "os.fork (Windows)"),
    "after a return on Linux": ("def f():\n    if sys.platform == 'linux':\n        return\n    os.fork()", "os.fork"),
    "or": ("x = os.name == 'nt' or os.fork()\ny = os.name == 'posix' or os.fork()", "os.fork (Windows)"),
    "macOS is no Linux": ("if os.name == 'posix':\n    os.pidfd_open(1)", "os.pidfd_open (macOS)"),
    "of a method": ("class A:\n    def f(self):\n        os.fork()", "os.fork"),
    "caught as something else": ("try:\n    os.fork()\nexcept OSError:\n    pass", "os.fork"),
    "what is declared": ("def f():\n    '''Forks (Linux).'''\n    os.fork()\nf()", "f is declared for another system"),
    "a waiver without a reason": ("os.fork()  # Linux", "os.fork"),
}  # fmt: skip

ACCEPTED = {
    "a test of the system": "if sys.platform == 'linux':\n    os.fork()",
    "its other branch": "if os.name == 'nt':\n    pass\nelse:\n    os.killpg(1, signal.SIGKILL)",
    "an early return": "def f():\n    if sys.platform != 'linux':\n        return\n    os.pidfd_open(1)",
    "several systems": "if sys.platform in ('linux',):\n    os.pidfd_open(1)",
    "the beginning of a name": "if sys.platform.startswith('linux'):\n    os.pidfd_open(1)",
    "hasattr": "if hasattr(os, 'fork'):\n    os.fork()",
    "and": "x = hasattr(os, 'getuid') and os.getuid()",
    "an expression": "x = os.getuid() if hasattr(os, 'getuid') else 0",
    "not": "if not hasattr(os, 'pidfd_open'):\n    raise OSError\nos.pidfd_open(1)",
    "a constant": "CAN_FORK = sys.platform == 'linux'\nif CAN_FORK:\n    os.fork()",
    "a constant of constants": "LAYERS = ('a',) if sys.platform == 'linux' else ()\nif 'a' in LAYERS:\n    os.fork()",
    "a comprehension": "CAN_FORK = sys.platform == 'linux'\nx = [os.fork() for _ in range(2) if CAN_FORK]",
    "a loop over nothing": "CAN_FORK = sys.platform == 'linux'\nfor x in y if CAN_FORK else ():\n    os.fork()",
    "match": "match sys.platform:\n    case 'linux':\n        os.fork()\n    case _:\n        pass",
    "a module that may be missing": "try:\n    import fcntl\nexcept ImportError:\n    fcntl = None",
    "and what depends on it": "try:\n    import resource\n    os.fork()\nexcept ImportError:\n    pass",
    "a name that may be missing": "try:\n    x = os.fork()\nexcept AttributeError:\n    pass",
    "suppressed": "with contextlib.suppress(AttributeError):\n    os.fork()",
    "getattr": "x = getattr(os, 'O_NOFOLLOW', 0)",
    "what is declared": "def f():\n    '''Forks (Linux).'''\n    os.fork()\nif sys.platform == 'linux':\n    f()",
    "a module that is declared": "'''Forks (Linux).'''\nimport os\nos.fork()",
    "a waiver": "os.fork()  # Linux: there is a launcher there alone",
    "with an encoding": "open('x', encoding='utf-8')\npath.read_text(encoding='utf-8')\npath.open(encoding='utf-8')",
    "bytes": "open('x', 'rb')\npath.open('ab')\npath.read_bytes()\nos.fdopen(1, 'rb')",
    "bytes of a program": "subprocess.run(['x'], capture_output=True)",
    "text of a program": "subprocess.run(['x'], encoding='utf-8')",
    "what is no file": "import zipfile, webbrowser\nwebbrowser.open('x')\nzipfile.ZipFile('x').open('member')",
    "replace": "os.replace('a', 'b')\npath.replace('b')\nframe.rename(columns={})",
    "a text with a slash": "x = f'{a}/{b}'\ny = 'a/b'.split('/')\nz = name.rpartition('/')",
    "a type": "def start():\n    '(Linux)'\n    os.fork()\nx: start\ndef f(y: start) -> start: ...",
    "a docstring": "def f():\n    '''/tmp/x'''",
}  # fmt: skip


@pytest.mark.parametrize(("source", "told"), PLANTED.values(), ids=PLANTED)
def test_each_kind_is_found(source: str, told: str) -> None:
    found = [str(each) for each in breaches({"grader/x.py": HEAD + source})]
    assert any(told in each for each in found), found


@pytest.mark.parametrize("source", ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_guarded_is_accepted(source: str) -> None:
    head = "" if source.startswith("'''") else HEAD
    assert breaches({"grader/x.py": head + source}) == []


def test_guards_and_declarations_of_other_modules_are_known() -> None:
    apart = {
        "grader/a.py": HEAD
        + "CAN_FORK = sys.platform == 'linux'\ndef start():\n    '''Forks (Linux).'''\n    os.fork()",
        "grader/b.py": "from grader import a\nif a.CAN_FORK:\n    a.start()",
        "grader/c.py": "from grader.a import CAN_FORK, start\nx = start() if CAN_FORK else None",
    }
    assert breaches(apart) == []
    (found,) = breaches({**apart, "grader/d.py": "from grader.a import start\nstart()"})
    assert str(found).startswith("grader/d.py:2: start is declared for another system")
