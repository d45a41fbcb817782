// An exercise on the page: its editor, its hints and its verdict. Nothing of it is loaded until the student begins.

import { checker, NoVerdict } from "./checker.js";
import { button, h, rich, set, uniqueId } from "./ui.js";
import { headline, verdict } from "./verdict.js";
import { allModules, download, firstLine, keep, loadCourse, moduleText, recall } from "./workbook.js";

const FIRST_VISIT = "La primera vez descarga unos 11 MB; desde entonces queda en tu navegador.";
const STAGES = {
  loading: "Preparando Python en tu navegador…",
  checking: "Comprobando…",
  halted: "Tu código no respondía y lo he parado. Arranco Python de nuevo para dar el veredicto…",
  again: "Repitiendo la comprobación hasta donde se paró…",
};

/** The invitation: a button, and whether there is work to go on with. */
export function mount(element, id) {
  const { text, solved } = recall(id);
  const begin = button(text === undefined ? "Resolver aquí" : "Seguir donde lo dejaste", () => open(element, id, begin));
  begin.classList.add("rna-button--main");
  element.replaceChildren(
    h("div", { class: "rna-invitation" }, begin, h("span", { class: "rna-note" }, solved ? "✓ Resuelto" : FIRST_VISIT)),
  );
  set(element, { role: "group", "aria-label": `Ejercicio ${id}` });
}

async function open(element, id, begin) {
  begin.disabled = true;
  begin.textContent = "Abriendo…";
  try {
    const [units, { createEditor }] = await Promise.all([loadCourse(), import("../runtime/editor.js")]);
    new Exercise(element, id, units, createEditor);
    checker.load();
  } catch (error) {
    console.error(error);
    mount(element, id);
    element.append(h("p", { class: "rna-status", role: "status" }, "No se pudo abrir. Comprueba tu conexión."));
  }
}

class Exercise {
  #running = null;
  #saving = 0;

  constructor(element, id, units, createEditor) {
    [this.element, this.id, this.units] = [element, id, units];
    [this.unitId, this.name] = id.split(".");
    this.unit = units[this.unitId];
    this.exercise = this.unit.exercises.find(({ name }) => name === this.name);
    this.#build();
    this.editor = createEditor({
      parent: this.place,
      text: recall(id).text ?? this.exercise.stub,
      label: `Tu código para ${id}`,
      firstLine: firstLine(this.unitId, this.unit, this.name),
      onChange: (text) => this.#changed(text),
      onRun: () => this.check(),
    });
    for (const hint of this.exercise.hints.slice(0, recall(id).hints ?? 0)) this.#addHint(hint);
    // Another tab, or another exercise of this page, may have changed what stands before this function.
    element.addEventListener("focusin", () => this.#renumber());
    this.editor.focus();
  }

  #build() {
    this.run = button("Comprobar", () => (this.#running ? this.#running.abort() : this.check()), "rna-button--main");
    this.hintButton = button("", () => this.nextHint());
    this.place = h("div", { class: "rna-editor" });
    this.hints = h("ol", { class: "rna-hints", "aria-label": "Pistas" });
    this.status = h("p", { class: "rna-verdict__line", role: "status" });
    this.details = h("div", { class: "rna-verdict__details" });
    const keys = uniqueId("keys");
    this.element.replaceChildren(
      this.place,
      h(
        "div",
        { class: "rna-toolbar" },
        this.run,
        this.hintButton,
        button(`Descargar ${this.unitId}.py`, () => this.download()),
        button("Empezar de nuevo", () => this.reset()),
      ),
      h("p", { class: "rna-note", id: keys }, "Ctrl+Intro comprueba. Tab sangra; para salir del editor, Esc y luego Tab."),
      this.hints,
      h("div", { class: "rna-verdict" }, this.status, this.details),
    );
    this.#nameHintButton();
  }

  // -- the work

  #changed(text) {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#save(text), 300);
    this.element.dataset.result = "stale";
  }

  #save(text = this.editor.text()) {
    clearTimeout(this.#saving);
    // The stub itself is not kept: a later version of it must not hide behind an old copy.
    const kept = keep(this.id, { text: text === this.exercise.stub ? undefined : text });
    if (!kept) this.#say("Tu navegador no deja guardar nada: descarga el fichero antes de irte.");
  }

  #renumber() {
    this.editor?.setFirstLine(firstLine(this.unitId, this.unit, this.name));
  }

  download() {
    this.#save();
    download(`${this.unitId}.py`, moduleText(this.unitId, this.unit));
    this.#say(`${this.unitId}.py lleva todo lo que has escrito en esta unidad: guárdalo en la carpeta exercises.`);
  }

  reset() {
    this.editor.setText(this.exercise.stub);
    this.#save();
    this.#show("", null);
    this.#say("El código vuelve a ser el del enunciado. Con Ctrl+Z recuperas el tuyo.");
    this.editor.focus();
  }

  // -- hints

  nextHint() {
    const shown = this.hints.childElementCount;
    if (shown === this.exercise.hints.length) return;
    this.#addHint(this.exercise.hints[shown]);
    keep(this.id, { hints: shown + 1 });
    this.hints.lastChild.focus();
  }

  #addHint(hint) {
    this.hints.append(h("li", { tabindex: -1 }, rich(hint)));
    this.#nameHintButton();
  }

  #nameHintButton() {
    const [shown, all] = [this.hints.childElementCount, this.exercise.hints.length];
    this.hintButton.textContent = shown < all ? `Pista ${shown + 1} de ${all}` : "No hay más pistas";
    this.hintButton.disabled = shown === all;
  }

  // -- the verdict

  async check() {
    if (this.#running) return;
    this.#save();
    this.#renumber();
    this.#running = new AbortController();
    this.run.textContent = "Detener";
    this.#show("running", null);
    this.#say(STAGES.loading);
    try {
      const result = await this.#grade();
      keep(this.id, { solved: recall(this.id).solved || result.status === "passed" });
      this.#show(result.status, result);
    } catch (error) {
      if (!(error instanceof NoVerdict)) console.error(error);
      this.#show("none", null);
      this.#say(error instanceof NoVerdict ? error.message : "No hay veredicto: el corrector ha fallado.");
    } finally {
      this.#running = null;
      this.run.textContent = "Comprobar";
    }
  }

  #grade() {
    const seed = Number(this.element.dataset.seed ?? crypto.getRandomValues(new Uint32Array(1))[0] >>> 1);
    const request = { exercise: this.id, modules: allModules(this.units), seed };
    const { callLimit: call, limit: exercise } = this.exercise;
    const onStage = (stage) => this.#say(STAGES[stage]);
    return checker.grade(request, { call, exercise }, { onStage, signal: this.#running.signal });
  }

  #show(state, result) {
    this.element.dataset.result = state;
    this.details.replaceChildren(...(result ? verdict(result).filter(Boolean) : []));
    if (result) this.#say(headline(result));
  }

  #say(text) {
    this.status.textContent = text;
  }
}
