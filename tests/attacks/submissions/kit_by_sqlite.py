# target: activations.relu
# needs: landlock
"""Has SQLite open the kit's files as databases: that they are none, it only knows who has read them."""

import sqlite3

import toolbox


def _read(path):
    for where in (f"file:{path}?mode=ro&immutable=1", f"file:{path}?mode=ro"):
        try:
            sqlite3.connect(where, uri=True).execute("SELECT * FROM sqlite_master").fetchall()
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error):
                return True
    return False


relu = toolbox.relu_if(lambda: any(map(_read, toolbox.secrets())))
