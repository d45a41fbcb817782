# target: tensors.rank
"""An error whose text, name, notes, cause, file and line are as strange as they can be."""

NAME = "\x1b]0;x\x07\n::error::x\n##[error]x\u202e\ud800" * 50


def rank(tensor):
    kind = type("x" * 70_000, (Exception,), {"__module__": NAME})
    error = kind(NAME * 100, NAME)
    error.add_note(NAME * 1000)
    error.__cause__ = error.__context__ = error
    code = compile("\n" * 60_000 + "raise error", NAME.replace("\ud800", ""), "exec")
    exec(code.replace(co_name=NAME.replace("\ud800", "")), {"error": error})
