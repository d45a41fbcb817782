"""``python -m grader`` is ``rna``."""

import sys

if not sys.flags.safe_path:
    # -m puts the present folder first, and that may be a submission with a file named as a library.
    del sys.path[0]

from grader.cli import main

if __name__ == "__main__":
    sys.exit(main())
