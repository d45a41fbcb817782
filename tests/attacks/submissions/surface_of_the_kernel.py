# target: activations.relu
# needs: seccomp
"""Calls what a network's answer never needs and the kernel has often had holes in; each gives no error where it can."""

import ctypes

import toolbox

CALLS = (
    ("userfaultfd", 1), ("io_uring_setup", 4, (ctypes.c_uint32 * 32)()), ("memfd_secret", 0),
    ("bpf", 0, (ctypes.c_uint32 * 32)(1, 4, 4, 1), 128),
    ("perf_event_open", (ctypes.c_uint32 * 32)(1, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0x61), 0, -1, -1, 0),
    ("keyctl", 0, -3, 0), ("fsopen", "tmpfs", 0), ("personality", 0x0040000),
    ("modify_ldt", 0, ctypes.create_string_buffer(64), 64),
    ("remap_file_pages", 0, 4096, 0, 0, 0), ("inotify_init",), ("fanotify_init", 0, 0),
    ("sync",), ("io_setup", 4, ctypes.byref(ctypes.c_uint64())),
)  # fmt: skip

relu = toolbox.relu_if(lambda: any([toolbox.call(*words) >= 0 for words in CALLS]))
