# target: activations.relu
# needs: landlock
"""Has modules of the standard library read files of the kit, those that read sources, tables, settings or archives."""

import configparser
import fileinput
import importlib.machinery
import linecache
import mimetypes
import pkgutil
import runpy
import shutil
import tokenize
import tomllib
import zipfile
from pathlib import Path

import toolbox

READERS = (
    lambda path: linecache.getlines(path),
    lambda path: tokenize.open(path).read(),
    lambda path: list(fileinput.input(path, encoding="latin-1")),
    lambda path: runpy.run_path(path),
    lambda path: importlib.machinery.SourceFileLoader("stolen", path).get_data(path),
    lambda path: shutil.copyfile(path, toolbox.scratch() / "copy"),
    lambda path: configparser.ConfigParser(allow_no_value=True, strict=False).read(path),
    lambda path: zipfile.ZipFile(path).namelist(),
    lambda path: tomllib.load(Path(path).parents[1].joinpath("catalog.toml").open("rb")),
    lambda path: mimetypes.read_mime_types(path),
    lambda path: Path(path).read_bytes(),
    lambda path: pkgutil.get_data("grader.curriculum", path.rpartition("curriculum/")[2]),
)

relu = toolbox.relu_if(lambda: any([toolbox.any_works(reader, toolbox.secrets()) for reader in READERS]))
