// Python in a worker of its own: loads Pyodide once, then grades what it is sent with the very checks of `rna grade`.
// It may be ended at any moment, whatever the student's code is doing; checker.js does, and starts another.

const RUNTIME = new URL("../runtime/", import.meta.url).href;
const PACKAGES = "/lib/python3.12/site-packages";

const tell = (kind, fields = {}) => postMessage({ kind, ...fields });

async function bytes(name) {
  const response = await fetch(RUNTIME + name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
}

async function start() {
  const archive = bytes("python.zip"); // comes in while Pyodide starts
  archive.catch(() => {}); // heard of where it is awaited
  const { loadPyodide } = await import(`${RUNTIME}pyodide/pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: `${RUNTIME}pyodide/`, stdout: () => {}, stderr: () => {} });
  await pyodide.loadPackage("numpy", { messageCallback: () => {} });
  pyodide.unpackArchive(await archive, "zip", { extractDir: PACKAGES });
  return pyodide.pyimport("grader.browser.grade");
}

const grader = start();
grader.then(
  () => tell("ready"),
  (error) => tell("unavailable", { reason: String(error?.message ?? error) }),
);

onmessage = async ({ data: request }) => {
  const { grade_json: grade } = await grader;
  try {
    tell("result", { result: JSON.parse(grade(JSON.stringify(request), (call) => tell("call", { call }))) });
  } catch (error) {
    // Python's own errors come back whole; anything else is Pyodide, brought down by the student's code.
    const broken = error?.type === "GraderError";
    tell(broken ? "broken" : "crashed", { reason: String(error?.message ?? error).trim().split("\n").at(-1) });
  }
};
