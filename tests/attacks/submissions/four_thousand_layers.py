# target: training.train_pima
"""Describes four thousand layers, each of which is looked at."""

import toolbox


def _reply(message):
    return toolbox.value(message, toolbox.model(*[["Flatten", {}, []]] * 4000))


toolbox.serve(_reply)


def train_pima(X_train, y_train):
    return None
