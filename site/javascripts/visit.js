// One visit, one document: a link within the site brings the next page into this one, so that Python, once it was started,
// is there on every page. Where a browser has no Navigation API, and in files, each page is loaded as ever.

import { tidy } from "./page.js";

const BASE = new URL(JSON.parse(document.getElementById("__config").textContent).base, document.baseURI);
const PARTS = ["announce", "skip", "logo", "header-topic", "container"].map((name) => `[data-md-component="${name}"]`);
const ABOUT = 'link:is([rel="prev"], [rel="next"], [rel="canonical"]), meta[name="description"]';

let shown = new AbortController();

/** Aborted when the page that is shown now is left: what listens to the window or the document does so until then. */
export const whileShown = () => shown.signal;

globalThis.navigation?.addEventListener("navigate", (event) => {
  const url = new URL(event.destination.url);
  if (event.canIntercept && leads(event, url)) event.intercept({ handler: () => show(url, event) });
});

/** Whether the navigation is to another page of the site; one that stays on its page is the browser's. */
function leads({ destination, downloadRequest, formData, navigationType }, { href, pathname }) {
  if (downloadRequest !== null || formData || navigationType === "reload" || pathname === location.pathname) return false;
  if (navigationType !== "traverse" && destination.sameDocument) return false;
  return href.startsWith(BASE.href) && /(\/|\.html)$/.test(pathname);
}

async function show(url, { signal, navigationType }) {
  const next = await read(url, signal);
  if (signal.aborted) return;
  // Not to be had, or of a newer site than these scripts: as ever, then.
  if (!next || version(next) !== version(document)) return location.reload();
  await dress(next);
  if (signal.aborted) return;
  dispatchEvent(new Event("pagehide")); // whoever keeps something, does it now
  shown.abort();
  shown = new AbortController();
  tidy(next);
  for (const part of PARTS) {
    const [old, fresh] = [document, next].map((each) => each.querySelector(part));
    if (old && fresh) old.replaceWith(fresh);
  }
  document.title = next.title;
  for (const each of document.head.querySelectorAll(ABOUT)) each.remove();
  document.head.append(...next.head.querySelectorAll(ABOUT));
  globalThis.location$.next(url);
  globalThis.document$.next(document);
  if (navigationType !== "traverse" && !url.hash) announce();
}

async function read(url, signal) {
  try {
    const response = await fetch(url, { signal });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}

const version = (page) => page.querySelector('meta[name="rna-build"]')?.content;

/** The style sheets that this page has not yet; it is shown once they are there. */
async function dress(next) {
  const sheets = (page) => [...page.querySelectorAll('link[rel="stylesheet"]')];
  const there = new Set(sheets(document).map(({ href }) => href));
  const missing = sheets(next).filter(({ href }) => !there.has(href));
  const coming = missing.map((sheet) => new Promise((done) => (sheet.onload = sheet.onerror = done)));
  document.head.append(...missing);
  await Promise.all(coming);
}

/** Who has the page read aloud hears where they are; the browser would put the focus on nothing. */
function announce() {
  const heading = document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

// The address changes; what is written relative to it outside of the parts must not.
for (const each of document.querySelectorAll('link[rel="icon"], .md-header a[href]')) each.href = each.href;

// What was visited is kept for when there is no network (sw.js). Files have no service worker, and need none.
const keeper = globalThis.isSecureContext && location.protocol.startsWith("http") ? navigator.serviceWorker : undefined;

/** Have files kept that were loaded before the keeper was there. */
export const keepFiles = (urls) => keeper?.controller?.postMessage(urls);

if (keeper && !keeper.controller) {
  const list = (entries) => keepFiles([location.href, ...entries.getEntries().map(({ name }) => name)]);
  const observe = () => new PerformanceObserver(list).observe({ type: "resource", buffered: true });
  keeper.addEventListener("controllerchange", observe, { once: true });
}
keeper?.register(new URL("../sw.js", import.meta.url)).catch(() => {}); // refused, as in a private window: then not
