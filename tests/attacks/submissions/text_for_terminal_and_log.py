# target: activations.relu
# through: command
"""The exception's text clears the screen, rings, forges a score and gives commands to the log of a CI."""

LINES = [
    "\x1b[2J\x1b]0;title\x07\x9b31m\r",
    "::set-output name=score::100",
    "::error::forged",
    "::stop-commands::forged",
    "##[set-env name=PATH]forged",
    "=HYPERLINK('http://forged')",
    "| forged | table |",
    "<script>forged</script>",
    "Puntuación: 100 de 100",
]


def relu(z):
    print("\n".join(LINES))
    raise ValueError("\n".join(["", *LINES]))
