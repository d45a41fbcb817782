// Python in a worker of its own: loads Pyodide once, then grades what it is sent with the very checks of `rna grade`, or
// runs a program of the theory. It may be ended at any moment, whatever the student's code is doing; checker.js does,
// and starts another.

const RUNTIME = new URL("../runtime/", import.meta.url).href;
const PACKAGES = "/lib/python3.12/site-packages";

const tell = (kind, fields = {}) => postMessage({ kind, ...fields });

async function load(path) {
  const response = await fetch(RUNTIME + path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** Have `fetch` tell how much has come of `files`, {path: [bytes, bytes when compressed]}; Pyodide fetches its own. */
function count(files) {
  const original = self.fetch;
  const came = new Map(Object.entries(files).map(([path, [, small]]) => [RUNTIME + path, { done: 0, of: small }]));
  self.fetch = async (resource, options) => {
    const response = await original(resource, options);
    const part = came.get(response.url);
    if (part && response.ok) follow(response, part);
    return response;
  };

  async function follow(response, part) {
    const [whole, small] = files[response.url.slice(RUNTIME.length)];
    part.of = response.headers.get("Content-Encoding") ? small : whole;
    const reader = response.clone().body.getReader();
    for (let bytes = 0, chunk; !(chunk = await reader.read()).done; ) {
      bytes += chunk.value.length;
      part.done = (bytes / whole) * part.of;
      const sum = (each) => [...came.values()].reduce((all, one) => all + one[each], 0);
      tell("loading", { stage: "download", done: sum("done"), of: sum("of") });
    }
  }
}

async function start() {
  const { pyodide: folder, archive: name, files } = await (await load("python.json")).json();
  count(files);
  const archive = load(name).then((response) => response.arrayBuffer()); // comes in while Pyodide starts
  archive.catch(() => {}); // heard of where it is awaited
  const { loadPyodide } = await import(`${RUNTIME}${folder}/pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: `${RUNTIME}${folder}/`, stdin: () => null, stdout: () => {}, stderr: () => {} });
  tell("loading", { stage: "packages" });
  pyodide.unpackArchive(await archive, "zip", { extractDir: PACKAGES });
  tell("loading", { stage: "checks" });
  return { grade: pyodide.pyimport("grader.browser.grade").ask, run: pyodide.pyimport("grader.browser.program").ask };
}

const grader = start();
grader.then(
  () => tell("ready", { files: [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)] }),
  (error) => tell("unavailable", { reason: String(error?.message ?? error) }),
);

onmessage = async ({ data: request }) => {
  const { grade, run } = await grader;
  const ask = request.program === undefined ? grade : run;
  try {
    tell("result", { result: JSON.parse(ask(JSON.stringify(request), (call) => tell("call", { call }))) });
  } catch (error) {
    // Python's own errors come back whole; anything else is Pyodide, brought down by the student's code.
    const broken = error?.type === "GraderError";
    tell(broken ? "broken" : "crashed", { reason: String(error?.message ?? error).trim().split("\n").at(-1) });
  }
};
