// Grades every NumPy exercise of a folder of modules with what the page is served, in Node's Pyodide; no browser needed.
// node tests/site/grade.mjs FOLDER prints one JSON: the versions and each result.
import { readFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const runtime = new URL("../../site/runtime/", import.meta.url).pathname;
const { pyodide: folder, archive } = JSON.parse(await readFile(`${runtime}python.json`, "utf8"));
const pyodide = await loadPyodide({ indexURL: `${runtime}${folder}/` });
pyodide.unpackArchive(new Uint8Array(await readFile(runtime + archive)), "zip", {
  extractDir: "/lib/python3.12/site-packages",
});
const units = JSON.parse(await readFile(`${runtime}exercises.json`, "utf8"));
const read = async (id) => [id, await readFile(`${process.argv[2]}/${id}.py`, "utf8")];
const modules = Object.fromEntries(await Promise.all(Object.keys(units).map(read)));
const grader = pyodide.pyimport("grader.browser.grade");
const results = Object.entries(units).flatMap(([id, { exercises }]) =>
  exercises.filter(({ here }) => here).map(({ name }) => {
    const request = { exercise: `${id}.${name}`, modules, seed: 7, halted: {} };
    return JSON.parse(grader.ask(JSON.stringify(request), () => {}));
  }),
);
const version = (name) => pyodide.pyimport(name).__version__;
console.log(JSON.stringify({ numpy: version("numpy"), hypothesis: version("hypothesis"), results }));
