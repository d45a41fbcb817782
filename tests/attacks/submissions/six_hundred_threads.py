# target: activations.relu
"""Six hundred threads that are all there at once, for a while."""

import threading
import time

import toolbox


def _started():
    threading.stack_size(2**16)
    threads = [threading.Thread(target=time.sleep, args=(6,), daemon=True) for _ in range(600)]
    for thread in threads:
        thread.start()
    return toolbox.still_there() and all(thread.is_alive() for thread in threads)


relu = toolbox.relu_if(_started)
