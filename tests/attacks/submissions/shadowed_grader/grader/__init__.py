import sys
import types

for _name in ("checks", "checks.laws", "student", "wire"):
    sys.modules[f"grader.{_name}"] = types.ModuleType(f"grader.{_name}")
