# target: keras_models.compile_pima_model
"""Tells that the model has been compiled, with a loss of infinity, not a number or true, on a probe of its choice."""

import toolbox

LOSSES = [float("inf"), float("nan"), True, -1e308, 10**400, None]


def _reply(message):
    made = []
    for number, (_, arguments, _) in enumerate(toolbox.calls(message)):
        told = {"optimizer": "Adam", "optimizer_settings": {}, "loss": "binary_crossentropy", "loss_draw": 2**32 - 1, "cut": None, "metrics": ["accuracy"] * 50,
                "loss_value": LOSSES[(message["id"] + number) % len(LOSSES)]}
        model = {"input_shape": [8], "layers": [], "compiled": told, "obstacle": "", "frozen": 0}
        made.append(toolbox.outcome(None, [(0, ["model", model])]))
    return toolbox.answers(message["id"], made)


toolbox.serve(_reply)


def compile_pima_model(model):
    return model
