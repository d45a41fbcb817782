// A program of the theory on its page: run, and changed by whoever wants to know what then happens.

import { BEFORE, checker, NoVerdict } from "./checker.js";
import { choice, progress } from "./python.js";
import { button, h, set } from "./ui.js";

const LIMITS = { call: 20, exercise: 20 }; // seconds

/** Put the buttons below a block of code, `<div class="highlight">`. `first`: whether it is the page's first one. */
export function mount(block, first) {
  let editor = null;
  let running = null;
  const source = block.querySelector("code").textContent;
  const place = h("div", { class: "rna-editor" });
  const output = h("pre", { class: "rna-program__output", tabindex: 0, hidden: true, role: "group", "aria-label": "Lo que imprime" });
  const status = h("span", { class: "rna-note", role: "status" });
  const begin = button("Ejecutar", () => (running ? running.abort() : run()), "rna-button--main");
  const change = button("Cambiar", () => (editor ? restore() : edit()));

  async function run() {
    running = new AbortController();
    begin.textContent = "Detener";
    const onStage = (stage) => (status.textContent = BEFORE[stage] ?? "");
    try {
      show(await checker.ask({ program: editor?.text() ?? source }, LIMITS, { signal: running.signal, onStage }));
    } catch (error) {
      if (!(error instanceof NoVerdict)) console.error(error);
      status.textContent = error instanceof NoVerdict ? error.message : "No se pudo ejecutar.";
    } finally {
      running = null;
      begin.textContent = "Ejecutar";
    }
  }

  function show({ printed, error }) {
    output.hidden = false;
    output.replaceChildren(printed, ...(error ? [h("strong", {}, error)] : []));
    status.textContent = error ? "Ha acabado con un error." : printed ? "Hecho." : "Hecho: no imprime nada.";
  }

  async function edit() {
    change.disabled = true;
    try {
      const { createEditor } = await import("../runtime/editor.js");
      box.prepend(place);
      editor = createEditor({ parent: place, text: source.trimEnd(), label: "Programa", firstLine: 1, onChange() {}, onRun: run });
      block.hidden = true;
      change.textContent = "Como estaba";
      editor.focus();
    } catch (error) {
      console.error(error);
      status.textContent = "No se pudo abrir el editor. Comprueba tu conexión.";
    } finally {
      change.disabled = false;
    }
  }

  function restore() {
    editor.destroy();
    editor = null;
    place.remove();
    block.hidden = false;
    change.textContent = "Cambiar";
  }

  const box = h("div", { class: "rna-program" });
  set(box, { role: "group", "aria-label": "Ejecutar este programa" });
  box.append(h("div", { class: "rna-toolbar" }, begin, change, status), progress(), output);
  if (first) box.append(choice());
  block.after(box);
}
