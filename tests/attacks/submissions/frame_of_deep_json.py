# target: activations.relu
"""Answers with headers that trouble a JSON reader: ten thousand levels, NaN, doubled keys, no text."""

import itertools

import toolbox

number = itertools.count()


def _reply(message):
    number_of_this, request = next(number), message["id"]
    deep = b"[" * 10_000 + b"]" * 10_000
    strange = [
        b'{"kind":"answers","id":%d,"values":%s}' % (request, deep),
        b'{"kind":"answers","id":%d,"id":NaN,"values":["list",[["list",["raised",{},"\\ud800",false]]]]}' % request,
        b'{"kind":"answers","id":true,"values":["list",[["tuple",["not implemented yet","\\u001b[2J"]]]]}',
        b"\xff\xfe\x00{}",
    ]
    return toolbox.frame(strange[number_of_this % len(strange)])


toolbox.serve(_reply)


def relu(z):
    return z * 0
