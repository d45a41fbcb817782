// Compiles, with the very Python that will run them, Pyodide's, the packages of the page and of the standard library what
// a verdict takes: node tools/write/compile.mjs PACKAGES LIBRARY FOLDER writes both zips, by their names, to FOLDER.
// What is compiled is left without its sources, which saves the time to compile it on every visit. The grader keeps its
// own: Hypothesis reads the source of the checks. The rest of the library stays as it is, for it is smaller so.
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { loadPyodide } from "pyodide";

const PACKAGES = "/lib/python3.12/site-packages";
const LIBRARY = "/lib/python312.zip";
const [packages, library, folder] = process.argv.slice(2);
const pyodide = await loadPyodide();
const { compiled, used } = pyodide.runPython(`
import json, pathlib, py_compile, shutil, sys, types, zipfile

def compiled(place, only=None):
    root = pathlib.Path("/all")
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    for path in sorted(root.rglob("*.py")):
        name = f"{place}/{path.relative_to(root).as_posix()}"
        if only is not None and name not in only:
            continue
        ours = path.relative_to(root).parts[0] == "grader"
        target = path.parent / "__pycache__" / f"{path.stem}.cpython-312.pyc" if ours else path.with_suffix(".pyc")
        py_compile.compile(path, target, name, doraise=True, optimize=0, invalidation_mode=mode)
        if not ours:
            path.unlink()
    with zipfile.ZipFile("/all.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(path.relative_to(root).as_posix(), (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
    shutil.rmtree(root)

def used():
    """The files of all modules that are there once a wrong answer has been explained and a program has run."""
    from grader.browser import grade, program

    wrong = {"exercise": "activations.relu", "modules": {"activations": "def relu(z):\\n    return z\\n"}, "seed": 7}
    assert json.loads(grade.ask(json.dumps(wrong | {"halted": {}}), lambda call: None))["status"] == "failed"
    assert json.loads(program.ask(json.dumps({"program": "print(1 / 0)", "halted": {}}), lambda call: None))["error"]
    return {getattr(module, "__file__", None) for module in sys.modules.values()}

types.SimpleNamespace(compiled=compiled, used=used)
`);

async function write(source, target, extractDir, only) {
  pyodide.unpackArchive(new Uint8Array(await readFile(source)), "zip", { extractDir: "/all" });
  compiled(extractDir, only);
  const archive = pyodide.FS.readFile("/all.zip");
  await writeFile(target, archive);
  return archive;
}

const archive = await write(packages, join(folder, basename(packages)), PACKAGES);
pyodide.unpackArchive(archive, "zip", { extractDir: PACKAGES });
await write(library, join(folder, basename(library)), LIBRARY, used());
