# target: keras_models.compile_pima_model
"""Tells of a compiled model whose metrics are lists in lists, and whose loss has a number that is none."""

import toolbox

METRICS = [[["accuracy"]] * 3, {"accuracy": None}, 7]
COMPILED = {"optimizer": "Adam", "optimizer_settings": {}, "loss": "x", "loss_value": float("nan"), "loss_draw": True, "cut": None, "metrics": METRICS}


def _reply(message):
    return toolbox.value(message, None, [(0, toolbox.model(compiled=COMPILED))])


toolbox.serve(_reply)


def compile_pima_model(model):
    return None
