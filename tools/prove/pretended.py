"""Has the kit and its tests see another system than this one (Linux): what its Python has not is not there.

Each Python of an environment that elsewhere.py has made imports it before anything else. Libraries, and a student's
code, go on seeing this system: what is tried is what the kit itself does where something is missing. What only looks
different there (paths with backslashes, files that are held open, other encodings) is not pretended.
"""

from __future__ import annotations

import builtins
import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

_SEE_IT = ("grader", "tests", "tools")
"""The packages that see the other system; so does what skips a test for want of a module."""

_FILES_OF_LINUX = ("/proc/", "/sys/")
_BETWEEN = ("pathlib", "os", "io", "contextlib", "genericpath", "posixpath")
"""Modules that open a file for somebody else."""

MODULES_OF_POSIX = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty")

NOT_ON_MACOS = {
    "os": ("O_PATH", "P_PIDFD", "eventfd", "getresuid", "memfd_create", "pidfd_open", "sched_getaffinity",
           "sched_setaffinity", "setresuid", "unshare", "waitid"),
    "select": ("epoll",),
    "signal": ("SIGRTMAX", "SIGRTMIN", "pidfd_send_signal", "sigtimedwait", "sigwaitinfo"),
}  # fmt: skip

NOT_ON_WINDOWS = {
    "os": (*NOT_ON_MACOS["os"], "CLD_EXITED", "CLD_STOPPED", "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK",
           "P_ALL", "P_PID", "WCONTINUED", "WEXITED", "WNOHANG", "WNOWAIT", "WSTOPPED", "chown", "chroot", "fchmod",
           "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getgroups", "getloadavg", "getpgid",
           "getpgrp", "getsid", "getuid", "initgroups", "killpg", "lchown", "major", "makedev", "minor", "mkfifo",
           "mknod", "nice", "openpty", "pipe2", "posix_spawn", "posix_spawnp", "setegid", "seteuid", "setgid",
           "setgroups", "setpgid", "setpriority", "setregid", "setreuid", "setsid", "setuid", "set_blocking",
           "statvfs", "sync", "sysconf", "uname", "wait", "wait3", "wait4"),
    "select": (*NOT_ON_MACOS["select"], "poll"),
    "signal": (*NOT_ON_MACOS["signal"], "SIGALRM", "SIGBUS", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGIO", "SIGKILL",
               "SIGPIPE", "SIGPROF", "SIGQUIT", "SIGSTOP", "SIGSYS", "SIGTRAP", "SIGTSTP", "SIGTTIN", "SIGTTOU",
               "SIGUSR1", "SIGUSR2", "SIGVTALRM", "SIGWINCH", "SIGXCPU", "SIGXFSZ", "alarm", "getitimer", "pause",
               "pthread_kill", "pthread_sigmask", "setitimer", "siginterrupt", "sigpending", "sigwait"),
    "socket": ("AF_UNIX", "SCM_RIGHTS", "recv_fds", "send_fds"),
}  # fmt: skip


def pretend(system: str) -> None:
    """From now on ("windows" or "macos") for each module that is imported."""
    looks, absent = _windows() if system == "windows" else _macos()
    real = builtins.__import__

    def seen(
        name: str, globals: Any = None, locals: Any = None, fromlist: Sequence[str] | None = (), level: int = 0
    ) -> Any:
        if not level and _sees_it(globals):
            if name in absent:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)
            if (top := name.partition(".")[0]) in looks and (name == top or not fromlist):
                real(name, globals, locals, fromlist, level)
                return looks[top]
        return real(name, globals, locals, fromlist or (), level)

    builtins.__import__ = seen
    sys.addaudithook(_without_files_of_linux)


def _sees_it(names: Any) -> bool:
    """Whether a module, by its names, is one that sees the other system; started by -m it is called __main__."""
    name = (names or {}).get("__name__", "")
    if name == "__main__":
        name = getattr(names.get("__spec__"), "name", "")
    return name == "_pytest.outcomes" or str(name).partition(".")[0] in _SEE_IT


def _without_files_of_linux(event: str, arguments: tuple[Any, ...]) -> None:
    """There are none for the kit. Its tests may look."""
    if event in ("open", "os.scandir", "os.listdir") and str(arguments[0]).startswith(_FILES_OF_LINUX):
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals.get("__name__") in _BETWEEN:
            frame = frame.f_back
        if _sees_it(frame.f_globals) and not str(frame.f_globals["__name__"]).startswith("tests"):
            raise FileNotFoundError(2, "not there on this system", arguments[0])


class _Look(ModuleType):
    """A module as it is on another system: without some names, and with others in place of ours."""

    def __init__(self, real: ModuleType, absent: Iterable[str] = (), **other: Any):
        super().__init__(real.__name__)
        self.__dict__.update(other, _real=real, _absent=frozenset(absent))

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__["_absent"]:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r} there")
        return getattr(self.__dict__["_real"], name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.__dict__:
            self.__dict__[name] = value
        else:
            setattr(self.__dict__["_real"], name, value)

    def __delattr__(self, name: str) -> None:
        delattr(self.__dict__["_real"], name)

    def __dir__(self) -> list[str]:
        return [name for name in dir(self.__dict__["_real"]) if name not in self.__dict__["_absent"]]


def _looks(absent: dict[str, tuple[str, ...]], **others: dict[str, Any]) -> dict[str, ModuleType]:
    return {
        name: _Look(importlib.import_module(name), absent.get(name, ()), **others.get(name, {}))
        for name in {*absent, *others}
    }


# -- macOS -------------------------------------------------------------------------------------


def _macos() -> tuple[dict[str, ModuleType], tuple[str, ...]]:
    import resource

    def limit(what: int, limits: tuple[int, int]) -> None:
        if what == resource.RLIMIT_AS:
            raise ValueError("current limit exceeds maximum limit")
        resource.setrlimit(what, limits)

    def change(path: Any, mode: int, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> None:
        if follow_symlinks or dir_fd is None:
            os.chmod(path, mode, dir_fd=dir_fd)
            return
        handle = os.open(path, os.O_PATH | os.O_NOFOLLOW, dir_fd=dir_fd)
        try:
            Path(f"/proc/self/fd/{handle}").chmod(mode)
        finally:
            os.close(handle)

    looks = _looks(
        NOT_ON_MACOS, sys={"platform": "darwin"}, resource={"setrlimit": limit}, os={"chmod": change},
        importlib={"import_module": _imported(())},
    )  # fmt: skip
    return looks, ()


def _imported(absent: tuple[str, ...]) -> Callable[..., ModuleType]:
    def import_module(name: str, package: str | None = None) -> ModuleType:
        if name in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return importlib.import_module(name, package)

    return import_module


# -- Windows -----------------------------------------------------------------------------------

_NEW_GROUP = 0x200
_STATUSES = {-signal.SIGSEGV: 0xC0000005, -signal.SIGABRT: 3}
"""Of processes that died; of those that another has ended it is 1."""


class _Popen(subprocess.Popen[Any]):
    """A process, started and ended as Windows would."""

    def __init__(self, *arguments: Any, **options: Any):
        if options.get("preexec_fn") is not None:
            raise ValueError("preexec_fn is not supported on Windows platforms")
        assert not options.get("pass_fds"), "pass_fds not supported on Windows."
        options["start_new_session"] = bool(options.pop("creationflags", 0) & _NEW_GROUP)
        super().__init__(*arguments, **options)

    @property
    def returncode(self) -> int | None:
        return self._told

    @returncode.setter
    def returncode(self, status: int | None) -> None:
        self._told = _STATUSES.get(status, 1) if status is not None and status < 0 else status

    def send_signal(self, sig: int) -> None:
        if sig not in (signal.SIGTERM, signal.SIGKILL):  # the second is kill()'s
            raise ValueError(f"Unsupported signal: {sig}")
        super().send_signal(signal.SIGKILL)


def _windows() -> tuple[dict[str, ModuleType], tuple[str, ...]]:
    looks = _looks(
        NOT_ON_WINDOWS,
        sys={"platform": "win32"},
        os={"name": "nt", "O_BINARY": 0, "kill": _end, "rename": _rename, "supports_dir_fd": frozenset(),
            "supports_follow_symlinks": frozenset()},
        signal={"signal": _set_handler},
        subprocess={"Popen": _Popen, "CREATE_NEW_PROCESS_GROUP": _NEW_GROUP, "CREATE_NO_WINDOW": 0x8000000,
                    **{name: _starting(getattr(subprocess, name)) for name in ("run", "call", "check_call",
                                                                              "check_output")}},
        ctypes={"CDLL": _library},
        importlib={"import_module": _imported(MODULES_OF_POSIX)},
    )  # fmt: skip
    return looks, MODULES_OF_POSIX


_windows_names: dict[str, Any] = {**vars(subprocess), "Popen": _Popen}


def _starting(function: FunctionType) -> FunctionType:
    """The same function of subprocess, starting processes as Windows would."""
    same = FunctionType(
        function.__code__, _windows_names, function.__name__, function.__defaults__, function.__closure__
    )
    same.__kwdefaults__ = function.__kwdefaults__
    _windows_names[function.__name__] = same
    return same


def _end(pid: int, what: int) -> None:
    assert what == signal.SIGTERM, "os.kill ends a process there, whatever it is asked"
    os.kill(pid, signal.SIGKILL)


def _rename(source: Any, target: Any) -> None:
    if os.path.lexists(target):
        raise FileExistsError(17, "there is one there", source, None, target)
    Path(source).rename(target)


def _set_handler(number: int, handler: Any) -> Any:
    if number not in (signal.SIGABRT, signal.SIGFPE, signal.SIGILL, signal.SIGINT, signal.SIGSEGV, signal.SIGTERM):
        raise ValueError("invalid signal value")
    return signal.signal(number, handler)


def _library(name: str | None, *arguments: Any, **options: Any) -> Any:
    import ctypes

    if name is None:
        raise TypeError("LoadLibrary() argument 1 must be str, not None")
    return ctypes.CDLL(name, *arguments, **options)
