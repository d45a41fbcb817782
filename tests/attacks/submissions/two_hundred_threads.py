# target: activations.relu
"""Two hundred threads that never end, some of them computing."""

import threading
import time


def _busy():
    until = time.monotonic() + 20
    while time.monotonic() < until:
        time.sleep(0.05)


for _ in range(200):
    threading.Thread(target=_busy, daemon=True).start()


def relu(z):
    return z * 0
