# target: keras_models.compile_pima_model
"""Describes a compiled model whose loss is an integer that fits in no float."""

import toolbox


def _reply(message):
    compiled = {"optimizer": "Adam", "optimizer_settings": {}, "loss": "x", "loss_value": 10**400, "loss_draw": 1, "cut": None, "metrics": ["accuracy"]}
    model = {"input_shape": [8], "layers": [], "compiled": compiled, "obstacle": "", "frozen": 0}
    return toolbox.value(message, None, changed=[(0, ["model", model])])


toolbox.serve(_reply)


def compile_pima_model(model):
    return model
