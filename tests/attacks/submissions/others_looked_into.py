# target: activations.relu
"""Looks into its parent and processes nearby, by every call that reads or compares: memory, files, lists, pages."""

import ctypes
import os
from pathlib import Path

import toolbox


def _memory(pid):
    here = ctypes.create_string_buffer(8)
    mine, theirs = (ctypes.c_uint64 * 2)(ctypes.addressof(here), 8), (ctypes.c_uint64 * 2)(ctypes.addressof(here), 8)
    return toolbox.call("process_vm_readv", pid, mine, 1, theirs, 1, 0) > 0


def _descriptor(pid):
    return toolbox.call("pidfd_getfd", toolbox.call("pidfd_open", pid, 0), 1, 0)


def _files(pid):
    return toolbox.any_works(lambda name: Path(f"/proc/{pid}/{name}").read_bytes(), ("environ", "maps", "mem", "auxv"))


WAYS = (
    _memory, _descriptor, _files, lambda pid: toolbox.call("kcmp", pid, os.getpid(), 0, 1, 1),
    lambda pid: os.readlink(f"/proc/{pid}/fd/0"), lambda pid: os.readlink(f"/proc/{pid}/cwd"),
    lambda pid: toolbox.call("get_robust_list", pid, ctypes.byref(ctypes.c_void_p()), ctypes.byref(ctypes.c_size_t())),
    lambda pid: toolbox.call("perf_event_open", (ctypes.c_uint32 * 32)(1, 128), pid, -1, -1, 0),
    lambda pid: toolbox.call("ptrace", 0x4206, pid, 0, 0),
)  # fmt: skip

relu = toolbox.relu_if(lambda: any([toolbox.any_works(way, [os.getppid()]) for way in WAYS]))
