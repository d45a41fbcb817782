"""Nothing below is a test, and no conftest.py below is to be loaded: they belong to the attacks."""

collect_ignore_glob = ["*"]
