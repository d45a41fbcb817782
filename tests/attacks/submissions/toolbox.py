"""What several attacks share: the frames, taking the worker's place, and finding the processes of their own grading.

Nothing here touches a process that is not part of the one ``rna`` command that grades the attack.
"""

import ctypes
import json
import os
import signal
import stat
import struct
import time
from pathlib import Path

PREFIX = struct.Struct("<4sIQ")


# -- frames ------------------------------------------------------------------------------------


def frame(message, body=b""):
    """A frame as the grader's own: prefix, JSON header, raw arrays."""
    header = message if isinstance(message, bytes) else json.dumps(message).encode()
    return PREFIX.pack(b"RNA1", len(header), len(body)) + header + body


def value(request, values, changed=(), body=b""):
    """The frame of a result, ``values`` being as on the wire.

    ``request`` is the number of a single call, or the message that asks for one or several: each gets the same.
    """
    number, count = (request["id"], len(calls(request))) if isinstance(request, dict) else (request, 1)
    return answers(number, [outcome(values, changed)] * count, body * count)


def calls(request):
    """The calls that a message asks for, each as it is on the wire: function, arguments, options."""
    return [call for _, call in request["values"][1]]


def outcome(values, changed=()):
    """What became of a call that came back, as on the wire."""
    pairs = ["list", [["list", [index, what]] for index, what in changed]]
    return ["list", ["outcome", values, pairs, ["list", []]]]


def model(*layers, compiled=None):
    """The description of a model of layers [kind, settings, weights], for eight inputs, as on the wire."""
    return ["model", {"input_shape": [8], "layers": list(layers), "compiled": compiled, "obstacle": ""}]


def answers(request, values, body=b""):
    """The frame of what became of some calls, ``values`` being as on the wire."""
    return frame({"kind": "answers", "id": request, "values": ["list", values]}, body)


def descriptors():
    """Every open descriptor."""
    return [int(name) for name in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{name}")]


def sockets():
    """The descriptors over which the frames come and go."""
    return [number for number in descriptors() if stat.S_ISSOCK(os.fstat(number).st_mode)]


def write(descriptor, data):
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read(descriptor, size):
    data = b""
    while len(data) < size:
        chunk = os.read(descriptor, size - len(data))
        if not chunk:
            os._exit(0)
        data += chunk
    return data


def serve(reply):
    """Take the worker's place from the import on: ``reply(message)`` gives the bytes that answer a call."""
    if not grading():
        return
    (channel,) = sockets()
    os.set_blocking(channel, True)
    write(channel, frame({"kind": "loaded", "id": 0, "values": None}))
    while True:
        _, header, body = PREFIX.unpack(read(channel, PREFIX.size))
        message = json.loads(read(channel, header))
        read(channel, body)
        write(channel, reply(message))


def grading():
    """Whether this is a worker of the grader (and not some other program that imports the submission)."""
    return b"grader." in command(os.getpid())


# -- processes ---------------------------------------------------------------------------------


def command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def parent(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def ancestors():
    found, pid = [], parent(os.getpid())
    while pid > 1:
        found.append(pid)
        pid = parent(pid)
    return found


def commander():
    """The ``rna grade`` process that this worker was started by, or 0: then there is nothing to attack."""
    for pid in ancestors():
        if b"-m\0grader\0grade\0" in command(pid):
            return pid
    return 0


def own(role):
    """Processes of our own grading whose command line names ``grader.verdict.<role>``."""
    top = commander()
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit()] if top else []
    wanted = f"grader.verdict.{role}".encode()
    return [pid for pid in pids if parent(pid) == top and wanted in command(pid)]


def detach():
    """Fork a process that belongs to nobody: True in it, False here."""
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        return False
    os.setsid()
    if os.fork():
        os._exit(0)
    return True


def linger(seconds=90):
    """Stay, whatever is asked, and then go: what a test overlooks is to end by itself."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(seconds)
    os._exit(0)


def forged_result(exercise):
    """A checker's word on an exercise that passed, as a line of its events."""
    unit = exercise.partition(".")[0]
    check = {"name": "forged", "kind": "core", "status": "passed", "weight": 1.0, "message": "forged"}
    result = {
        "id": exercise, "unit": unit, "title": "forged", "points": 1.5, "score": 1.5, "status": "passed",
        "duration": 0.1, "checks": [check], "diagnosis": None, "output": "",
    }  # fmt: skip
    return (json.dumps({"event": "result", "result": result, "sandbox": ["landlock"]}) + "\n").encode()


def syscall(number, *arguments):
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(number, *map(ctypes.c_long, arguments))
