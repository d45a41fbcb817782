# target: training.predict_pima
"""Sends epochs of a training that does not exist: none, negative, enormous, a hundred thousand of them."""

import toolbox


def _reply(message):
    def epoch(number, of):
        return toolbox.frame({"kind": "epoch", "epoch": number, "epochs": of, "id": message["id"], "values": None})

    return epoch(-1, 0) + epoch(10**4000, -1) + epoch(True, 0) + epoch(1, 10**9) * 100_000


toolbox.serve(_reply)


def predict_pima(model, X):
    return [0] * len(X)
