# target: training.train_pima
"""Tells two thousand epochs whose losses are as large, as small and as near each other as numbers can be, and a model
of the widest layers that may be, which takes long to predict with."""

import toolbox

LOSSES = [1.7e308, -1.7e308, 5e-324, 1e-310, 2e-310, 1.0, 1.0000000000000002, 1e11, -1e11]


def _reply(message):
    def epoch(number):
        logs = {name: LOSSES[number % len(LOSSES)] for name in ("loss", "accuracy", "val_loss", "val_accuracy")}
        told = {"kind": "epoch", "epoch": number, "epochs": 2000, "logs": logs, "id": message["id"], "values": None}
        return toolbox.frame(told)

    wide = [["Dense", {"units": 1000, "activation": "softplus"}, [["array", "<f4", [8, 1000]]]]]
    wide += [["Activation", {"activation": "softplus"}, []]] * 190
    layers = [*wide, ["Dense", {"units": 1, "activation": "sigmoid"}, [["array", "<f4", [1000, 1]]]]]
    epochs = b"".join(map(epoch, range(2000)))
    return epochs + toolbox.value(message, toolbox.model(*layers), body=bytes(4 * 9000))


toolbox.serve(_reply)


def train_pima(X_train, y_train):
    return None
