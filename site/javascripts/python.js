// What a page says of its Python: how far it has come, and whether it may be got ready while one reads.

import { checker } from "./checker.js";
import { h, number, uniqueId } from "./ui.js";
import { whileShown } from "./visit.js";

const KEPT = "redes-neuronales:python";
const STAGES = {
  packages: "Arrancando Python: falta NumPy…",
  checks: "Arrancando Python: falta el corrector…",
};

const megabytes = (bytes) => number(bytes / 1e6, 1);

function told({ stage, done, of }) {
  if (stage !== "download") return STAGES[stage] ?? "";
  if (!of) return "Pidiendo Python…";
  if (done >= of) return "Arrancando Python…";
  return `Descargando Python: ${megabytes(done)} de ${megabytes(of)} MB…`;
}

/** A bar with what is being waited for; not there when nothing is. It is not read aloud at each step. */
export function progress() {
  const bar = h("progress", { max: 1, "aria-hidden": "true" });
  const line = h("span", {});
  const whole = h("p", { class: "rna-progress", hidden: true }, bar, line);
  const show = () => {
    const { stage, done, of } = checker.state;
    whole.hidden = stage === "absent" || stage === "ready";
    line.textContent = told(checker.state);
    if (stage === "download" && of && done < of) bar.value = done / of;
    else bar.removeAttribute("value");
  };
  checker.addEventListener("state", show, { signal: whileShown() });
  show();
  return whole;
}

function isWanted() {
  try {
    return localStorage.getItem(KEPT) === "yes";
  } catch {
    return false;
  }
}

/** The student's choice: Python started on each page that may need it, before it is asked for. It is remembered. */
export function choice() {
  const id = uniqueId("python");
  const box = h("input", { type: "checkbox", id, checked: isWanted(), onchange: () => choose(box.checked) });
  return h("p", { class: "rna-note rna-choose" }, box, h("label", { for: id }, "Preparar Python mientras leo"));
}

function choose(wanted) {
  try {
    if (wanted) localStorage.setItem(KEPT, "yes");
    else localStorage.removeItem(KEPT);
  } catch {
    // It holds for this visit, then.
  }
  if (wanted) checker.load();
}

/** Begin, if that is the student's choice, once the page itself has come and nothing else is to be done. */
export function startIfWanted() {
  if (isWanted()) (globalThis.requestIdleCallback ?? setTimeout)(() => checker.load());
}
