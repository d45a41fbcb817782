# target: keras_models.build_pima_model
"""Describes layers by names that say the same to a reader, with blanks of no width, in other alphabets, doubled, and
with settings that collide once they are cleaned."""

import toolbox

NAMES = ["Dense\u200b", "D\u0435nse", "dense", "Dense ", "Dense\n", "Dense (propia)", "__class__", "Sequential", ""]


def _reply(message):
    name = NAMES[message["id"] % len(NAMES)]
    settings = {"units": 12, "activation": "relu", "units\u0000": 1, "units\u0001": 2, "a" * 41: 1, "a" * 42: 2}
    return toolbox.value(message, toolbox.model([name, settings, []]))


toolbox.serve(_reply)


def build_pima_model():
    return None
