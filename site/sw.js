// Keeps what was visited, so that it is there again without a network: pages, widgets, and Python once it was loaded.
//
// Online nothing is ever old: each file comes from the network if there is one. Only Python does not, 11 MB whose names
// tell what they hold (tools/write/web.py): what has a new content has a new name, and the old one goes.

const FORMAT = "rna-1"; // of what is kept: another one begins anew
const CACHE = `${FORMAT} ${registration.scope}`; // other courses may stand on the same host
const LASTING = /\/runtime\/(pyodide|python)-[^/]+/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("message", (event) => event.waitUntil(Promise.allSettled(event.data.map(keep))));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && ours(url)) event.respondWith((LASTING.test(url) ? lasting : fresh)(event));
});

const ours = (url) => url.startsWith(registration.scope);

/** What a file is kept under: a page is the same for any query, and a folder's is its index. */
function key(address) {
  const url = new URL(address);
  if (!LASTING.test(url)) url.pathname = url.pathname.replace(/\/$/, "/index.html");
  return url.origin + url.pathname;
}

async function begin() {
  const old = (await caches.keys()).filter((name) => name.endsWith(` ${registration.scope}`) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function fresh(event) {
  try {
    const response = await fetch(event.request);
    event.waitUntil(store(event.request.url, response.clone()));
    return response;
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(key(event.request.url));
    if (!kept && event.request.mode === "navigate") return unvisited();
    return kept ?? Response.error();
  }
}

async function lasting(event) {
  const kept = await (await caches.open(CACHE)).match(key(event.request.url));
  if (kept) return kept;
  const response = await fetch(event.request);
  event.waitUntil(store(event.request.url, response.clone()));
  return response;
}

/** A file that a page loaded before this worker was there. */
async function keep(url) {
  const cache = await caches.open(CACHE);
  if (ours(url) && !(await cache.match(key(url)))) await store(url, await fetch(url));
}

async function store(url, response) {
  if (!response.ok || response.redirected) return;
  const cache = await caches.open(CACHE);
  await cache.put(key(url), response).catch(() => {}); // no room: then not
  const version = url.match(LASTING);
  if (!version) return;
  const stale = (await cache.keys()).filter((each) => {
    const other = each.url.match(LASTING);
    return other && other[1] === version[1] && other[0] !== version[0];
  });
  await Promise.all(stale.map((each) => cache.delete(each)));
}

const unvisited = () =>
  new Response(
    `<!doctype html><html lang="es"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Sin conexión</title><style>body { font: 1.1rem/1.5 system-ui; margin: 3rem auto; max-width: 34rem; padding: 0 1rem }
    :root { color-scheme: light dark }</style>
    <h1>Sin conexión</h1><p>Esta página no la habías abierto antes, así que no está guardada en tu navegador. Las que ya
    visitaste siguen ahí: <a href="${registration.scope}index.html">vuelve al inicio</a> o inténtalo cuando tengas red.</p></html>`,
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } },
  );
