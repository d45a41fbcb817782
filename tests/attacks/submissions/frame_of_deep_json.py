# target: activations.relu
"""Answers with headers that trouble a JSON reader: ten thousand levels, NaN, doubled keys, no text."""

import itertools

import toolbox

number = itertools.count()


def _reply(message):
    number_of_this, request = next(number), message["id"]
    deep = b"[" * 10_000 + b"]" * 10_000
    strange = [
        b'{"kind":"answers","answers":%s,"id":%d,"values":null}' % (deep, request),
        b'{"kind":"answers","answers":[{"kind":"raised","hint":"\\ud800","raised":{}}],"id":%d,"id":NaN,'
        b'"values":["list",[null]]}' % request,
        b'{"kind":"answers","answers":[{"kind":"not_implemented","text":"\\u001b[2J"}],"id":true,"values":["tuple",[]]}',
        b"\xff\xfe\x00{}",
    ]
    return toolbox.frame(strange[number_of_this % len(strange)])


toolbox.serve(_reply)


def relu(z):
    return z * 0
