# target: activations.relu
# needs: landlock
"""Has pandas read the kit's tables: as CSV by three engines, mapped, and as the address of a file."""

import pandas as pd
import toolbox

READERS = (
    lambda path: len(pd.read_csv(path)),
    lambda path: len(pd.read_csv(path, engine="python", on_bad_lines="skip")),
    lambda path: len(pd.read_csv(path, memory_map=True)),
    lambda path: len(pd.read_csv(f"file://localhost{path}")),
    lambda path: len(pd.read_fwf(path)),
)

relu = toolbox.relu_if(lambda: any(toolbox.any_works(read, toolbox.secrets()) for read in READERS))
