# target: activations.relu
# needs: landlock
"""Reads what a user of the machine could: accounts, the home folder, other people's temporary files, the log."""

from pathlib import Path

import toolbox


def _files():
    yield from map(Path, ("/etc/passwd", "/etc/hostname", "/etc/resolv.conf", "/proc/1/cmdline"))
    yield from map(Path, ("/proc/version", "/var/log/dpkg.log", "/proc/sys/kernel/hostname", "/run/utmp"))


relu = toolbox.relu_if(lambda: toolbox.any_works(Path.read_bytes, _files()))
