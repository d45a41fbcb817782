# target: activations.sign
"""Wrong for one array in eight, and slow, so that the search for a small one takes as long as it can."""

import time
import zlib

import numpy as np


def sign(z):
    time.sleep(0.005)
    return np.sign(z) + (zlib.crc32(np.asarray(z).tobytes()) % 8 == 0)
