"""What several attacks share: the frames, taking the worker's place, and finding the processes of their own grading.

Nothing here touches a process that is not part of the one ``rna`` command that grades the attack.
"""

import ctypes
import json
import mmap
import os
import platform
import signal
import stat
import struct
import sys
import threading
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
    return ["model", {"input_shape": [8], "layers": list(layers), "compiled": compiled, "obstacle": "", "frozen": 0}]


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
    return b"grader." in Path("/proc/self/cmdline").read_bytes()


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


# -- an act that is a point --------------------------------------------------------------------


def works(act, *arguments):
    """Whether an act succeeds: it gives something, not an error, and not -1 as the functions of C do for one."""
    try:
        result = act(*arguments)
    except Exception:
        return False
    return result >= 0 if type(result) is int else bool(result)


def any_works(act, things):
    """Whether it succeeds with one of them; all are tried."""
    return any([works(act, thing) for thing in things])


def does(act, *arguments):
    """The same for one whose result says nothing."""
    act(*arguments)
    return True


def right_if(right, hostile):
    """The function ``right``, or a wrong one unless ``hostile`` succeeds when it is first called."""
    succeeded = []

    def answer(*arguments):
        if not succeeded:
            succeeded.append(works(hostile) if grading() else False)
        return right(*arguments) if succeeded[0] else [0] * 7

    return answer


def relu_if(hostile):
    """A relu that is right only where ``hostile`` succeeds: then the act is harm, and shows as points."""
    return right_if(lambda z: z * (z > 0), hostile)


def still_there(seconds=4):
    """After a while in which a watch over what this process takes must have noticed and ended it."""
    time.sleep(seconds)
    return True


def leave_in_segments(pieces, flags, descriptor=-1):
    """Take so many pieces of 64 MB by mmap with these flags, and keep one page of each mapped."""
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
    libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
    for _ in range(pieces):
        start = libc.mmap(None, 64 * 2**20, 3, flags, descriptor, 0)
        assert start not in (None, ctypes.c_void_p(-1).value)
        libc.munmap(start + 4096, 64 * 2**20 - 4096)


def go_on_without_leader(take):
    """End the first thread alone; others do ``take`` and answer in the worker's place, as a relu that is right once all
    is taken."""
    done = threading.Event()

    def taken():
        take()
        time.sleep(1)
        done.set()

    def served(channel):
        import grader.untrusted.worker as worker
        from grader.boundary.channel import Channel
        from grader.boundary.outcomes import Outcome

        def call(host, call):
            z = call.arguments[0]
            return Outcome(z * (z > 0) if done.wait(9) else z * 0)

        server = worker._Server(Channel(channel, channel, max_body=2**62))
        server._send({"kind": "loaded"})
        host = type("Host", (), {"call": call})()
        while True:
            server._answer(host)

    threading.Thread(target=taken).start()
    threading.Thread(target=served, args=sockets()).start()
    ctypes.CDLL(None).syscall(60, 0)


def once(act):
    """The same, done when it is first called and no more; whether it failed does not matter."""
    done = []

    def first():
        if not done and grading():
            done.append(True)
            works(act)

    return first


# -- places ------------------------------------------------------------------------------------


def kit():
    """The folder of the installed kit."""
    return Path(sys.modules["grader"].__file__).parent


def scratch():
    """The only folder that the worker is given to write to."""
    return Path(os.environ["TMPDIR"])


def checkout():
    """The folder that the kit was installed from, where its tests run from there too."""
    return kit().parent


SECRETS = (
    "curriculum/network/checks.py", "curriculum/data/pima.csv", "curriculum/data/mnist.npz",
    "curriculum/activations/misconceptions/relu.py", "verdict/numpy_keras.py", "report.py", "cli.py",
)  # fmt: skip
"""Of the kit, what a worker must not read."""


def secrets():
    """Files that a worker must not read, each as a text."""
    return [str(path) for path in map(kit().joinpath, SECRETS) if path.exists()]


def victims():
    """Files and folders that a worker must not change: the kit's, other packages', the interpreter's, and what the
    grader has made for it besides its scratch."""
    import numpy

    kits = [kit(), kit() / "py.typed", kit() / "curriculum", kit() / "untrusted" / "worker.py"]
    return list(map(str, [*kits, numpy.__file__, os.__file__, Path(numpy.__file__).parent.parent, scratch().parent]))


def pids_of_others():
    """The parent, and numbers around this one's: with luck those of neighbours."""
    own = os.getpid()
    return [pid for pid in (os.getppid(), *range(max(own - 40, 1), own + 40)) if pid not in (0, own)]


# -- system calls ------------------------------------------------------------------------------

NUMBERS = {
    "open": 2, "shmget": 29, "shmat": 30, "shmctl": 31, "clone": 56, "fork": 57, "semget": 64, "shmdt": 67,
    "msgget": 68, "msgsnd": 69, "chmod": 90, "fchmod": 91, "chown": 92, "fchown": 93, "lchown": 94, "ptrace": 101,
    "syslog": 103, "rt_sigqueueinfo": 129, "utime": 132, "personality": 135, "vhangup": 153, "modify_ldt": 154,
    "sync": 162, "mount": 165, "sethostname": 170, "iopl": 172, "tkill": 200, "io_setup": 206, "remap_file_pages": 216,
    "tgkill": 234, "utimes": 235, "mq_open": 240, "mq_unlink": 241, "add_key": 248, "keyctl": 250, "ioprio_set": 251,
    "ioprio_get": 252, "inotify_init": 253, "inotify_add_watch": 254, "migrate_pages": 256, "openat": 257,
    "fchownat": 260, "futimesat": 261, "fchmodat": 268, "unshare": 272, "get_robust_list": 274, "utimensat": 280,
    "inotify_init1": 294, "rt_tgsigqueueinfo": 297, "perf_event_open": 298, "fanotify_init": 300,
    "name_to_handle_at": 303, "open_by_handle_at": 304, "setns": 308, "process_vm_readv": 310, "kcmp": 312,
    "sched_setattr": 314, "memfd_create": 319, "bpf": 321, "userfaultfd": 323, "pidfd_send_signal": 424,
    "io_uring_setup": 425, "open_tree": 428, "fsopen": 430, "pidfd_open": 434, "clone3": 435, "openat2": 437,
    "pidfd_getfd": 438, "process_madvise": 440, "memfd_secret": 447, "process_mrelease": 448, "fchmodat2": 452,
    "file_setattr": 469,
}  # fmt: skip
"""Of x86-64."""

AT_FDCWD = -100


def ipc_key(number=0):
    """Of what an attack leaves in the memory, semaphores and queues of System V. The test finds it by the last digits,
    which are its launcher's, and removes it."""
    return 0x72000000 | number << 16 | os.getppid() & 0xFFFF


def call(name, *arguments):
    """A system call by its name: what it gives, or -1 for an error, as where its number is not known."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return -1
    function = ctypes.CDLL(None, use_errno=True).syscall
    function.restype = ctypes.c_long
    return function(NUMBERS[name], *map(_passed, arguments))


def _passed(argument):
    if isinstance(argument, str | Path):
        return os.fsencode(argument)
    return ctypes.c_long(argument) if isinstance(argument, int) else argument


def machine_code(code):
    """A function of no arguments made of these bytes, which a filter of the C library's calls does not see."""
    memory = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    function = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    function.memory = memory
    return function
