// Compiles a zip of Python files with the very Python that will run them, Pyodide's: node tools/write/compile.mjs FROM TO.
// The packages are left without their sources, which saves bytes and the time to compile them on every visit. The
// grader keeps its own: Hypothesis reads the source of the checks.
import { readFile, writeFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const [source, target] = process.argv.slice(2);
const pyodide = await loadPyodide();
pyodide.unpackArchive(new Uint8Array(await readFile(source)), "zip", { extractDir: "/all" });
pyodide.runPython(`
import pathlib, py_compile, zipfile

root = pathlib.Path("/all")
mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
for path in sorted(root.rglob("*.py")):
    ours = path.relative_to(root).parts[0] == "grader"
    place = path.parent / "__pycache__" / f"{path.stem}.cpython-312.pyc" if ours else path.with_suffix(".pyc")
    name = "/lib/python3.12/site-packages/" + path.relative_to(root).as_posix()
    py_compile.compile(path, place, name, doraise=True, optimize=0, invalidation_mode=mode)
    if not ours:
        path.unlink()
with zipfile.ZipFile("/all.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        info = zipfile.ZipInfo(path.relative_to(root).as_posix(), (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, path.read_bytes())
`);
await writeFile(target, pyodide.FS.readFile("/all.zip"));
