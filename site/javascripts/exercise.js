// An exercise on the page: its editor, its hints and its verdict. Python is not loaded until the student begins.

import { BEFORE, checker, NoVerdict } from "./checker.js";
import { around, loadOutline, solvedOf } from "./course.js";
import { listed, loaded, readFiles, replaced, take } from "./files.js";
import { choice, progress } from "./python.js";
import { button, fileButton, h, rich, set, uniqueId } from "./ui.js";
import { headline, outcome, verdict } from "./verdict.js";
import { whileShown } from "./visit.js";
import { download, firstLine, keep, loadCourse, moduleText, onOtherTab, onThisPage, recall } from "./workbook.js";

const FIRST_VISIT = "La primera vez descarga unos 13 MB; desde entonces queda en tu navegador.";
const STAGES = {
  ...BEFORE,
  checking: "Comprobando…",
  halted: "Tu código no respondía y lo he parado. Arranco Python de nuevo para dar el veredicto…",
  again: "Repitiendo la comprobación hasta donde se paró…",
};

/** The editor at once where it is what the page is for; elsewhere a button, and whether there is work to go on with. */
export function mount(element, id) {
  set(element, { role: "group", "aria-label": `Ejercicio ${id}` });
  return "open" in element.dataset ? open(element, id) : invite(element, id);
}

function invite(element, id) {
  const { text, solved } = recall(id);
  const begin = button(text === undefined ? "Resolver aquí" : "Seguir donde lo dejaste", async () => {
    begin.disabled = true;
    begin.textContent = "Abriendo…";
    try {
      (await open(element, id)).editor.focus();
      checker.load();
    } catch (error) {
      console.error(error);
      invite(element, id);
      element.append(h("p", { class: "rna-status", role: "status" }, "No se pudo abrir. Comprueba tu conexión."));
    }
  });
  begin.classList.add("rna-button--main");
  element.replaceChildren(
    h("div", { class: "rna-invitation" }, begin, h("span", { class: "rna-note" }, solved ? "✓ Resuelto" : FIRST_VISIT)),
  );
}

async function open(element, id) {
  const [units, course, { createEditor }] = await Promise.all([
    loadCourse(),
    loadOutline(),
    import("../runtime/editor.js"),
  ]);
  return new Exercise(element, id, units, around(course, id), createEditor);
}

class Exercise {
  #running = null;
  #saving = 0;
  #python;
  #agreed; // the text that was the same here and in storage

  constructor(element, id, units, neighbours, createEditor) {
    [this.element, this.id, this.units, this.neighbours] = [element, id, units, neighbours];
    [this.unitId, this.name] = id.split(".");
    this.unit = units[this.unitId];
    this.exercise = this.unit.exercises.find(({ name }) => name === this.name);
    this.#build();
    this.#agreed = this.#kept();
    this.editor = createEditor({
      parent: this.place,
      text: this.#agreed,
      label: `Tu código para ${id}`,
      firstLine: firstLine(this.unit),
      onChange: (text) => this.#changed(text),
      onRun: () => this.check(),
    });
    for (const hint of this.exercise.hints.slice(0, recall(id).hints ?? 0)) this.#addHint(hint);
    // Whoever leaves within a moment of the last key loses nothing.
    this.place.addEventListener("focusout", () => this.#save());
    addEventListener("pagehide", () => this.#save(), { signal: whileShown() });
    document.addEventListener("visibilitychange", () => document.hidden && this.#save(), { signal: whileShown() });
    onOtherTab(id, () => this.#hear(), whileShown());
    if (recall(id).aside !== undefined) this.#askWhich(recall(id).aside);
  }

  #build() {
    const stopOr = (act) => () => (this.#running ? this.#running.abort() : act());
    this.run = button("Comprobar", stopOr(() => this.check()), "rna-button--main");
    this.trial = button("Probar", stopOr(() => this.try()));
    this.hintButton = button("", () => this.nextHint());
    this.place = h("div", { class: "rna-editor" }, this.#imports());
    this.which = h("div", { class: "rna-which", role: "alert", hidden: true });
    this.warning = h("p", { class: "rna-warning", role: "status" });
    this.hints = h("ol", { class: "rna-hints", "aria-label": "Pistas" });
    this.status = h("p", { class: "rna-verdict__line" });
    this.details = h("div", { class: "rna-verdict__details" });
    // One region, said whole: the verdict and what explains it.
    this.verdict = h("div", { class: "rna-verdict", role: "status" }, this.status, this.details);
    this.first = h("div", { class: "rna-note" }, ...(recall(this.id).solved ? ["✓ Resuelto"] : [FIRST_VISIT, choice()]));
    this.element.replaceChildren(
      this.which,
      this.place,
      h("div", { class: "rna-toolbar" }, this.run, this.hintButton, this.first),
      progress(),
      this.warning,
      this.#trialBox(),
      this.hints,
      this.verdict,
      this.#more(),
    );
    this.#nameHintButton();
  }

  /** The lines above the function, which are the same for all exercises of the unit. */
  #imports() {
    const lines = this.unit.imports.split("\n").filter(Boolean);
    if (lines.length === 0) return null;
    const numbered = lines.map((line, index) => h("div", {}, h("span", { "aria-hidden": "true" }, index + 1), h("code", {}, line)));
    return h("div", { class: "rna-imports", role: "group", "aria-label": "Ya está importado" }, ...numbered);
  }

  #trialBox() {
    const id = uniqueId("call");
    const { example } = this.exercise;
    const rows = example.split("\n").length;
    this.call = h("textarea", { id, rows, spellcheck: "false", autocapitalize: "off", translate: "no" });
    this.call.value = recall(this.id).call ?? example;
    this.call.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.try();
    });
    this.tried = h("div", { class: "rna-tried", role: "status" });
    return h(
      "div",
      { class: "rna-trial" },
      h("label", { for: id }, "Pruébalo con tus datos"),
      h("div", { class: "rna-trial__call" }, this.call, this.trial),
      this.tried,
    );
  }

  #more() {
    return h(
      "details",
      { class: "rna-fold" },
      h("summary", {}, "Teclas y ficheros"),
      h("p", { class: "rna-note" }, "Ctrl+Intro comprueba, o prueba si estás en la llamada. Tab sangra; para salir del editor, Esc y luego Tab. El texto plegado es el enunciado: se despliega al pulsarlo, o con Ctrl+Mayús+]."),
      h(
        "div",
        { class: "rna-toolbar" },
        button(`Descargar ${this.unitId}.py`, () => this.download()),
        fileButton("Cargar un fichero", (files) => this.load(files)),
        button("Empezar de nuevo", () => this.reset()),
      ),
    );
  }

  // -- the work

  #changed(text) {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#save(text), 300);
    this.element.dataset.result = "stale";
    this.#python ??= checker.load(); // who writes will want a verdict
  }

  /** What storage has: the stub itself is not kept, lest a later version of it hides behind an old copy. */
  #kept() {
    return recall(this.id).text ?? this.exercise.stub;
  }

  #save(text = this.editor.text()) {
    clearTimeout(this.#saving);
    const theirs = this.#kept();
    const differs = theirs !== this.#agreed && theirs !== text;
    const changes = differs ? { aside: text } : { text: text === this.exercise.stub ? undefined : text };
    if (text !== this.#agreed) changes.at = Date.now();
    this.warning.textContent = keep(this.id, changes)
      ? ""
      : "Tu navegador no deja guardar nada: descarga el fichero antes de irte.";
    if (differs) this.#askWhich(theirs);
    else this.#agreed = text;
  }

  /** Another tab has written: what is new there comes here, unless there is something new here too. */
  #hear() {
    const [theirs, ours] = [this.#kept(), this.editor.text()];
    if (theirs === this.#agreed) return;
    if (ours !== this.#agreed && ours !== theirs) return this.#askWhich(theirs);
    this.#agreed = theirs;
    if (ours === theirs) return;
    this.editor.setText(theirs);
    this.#say("Has cambiado este ejercicio en otra pestaña: aquí está lo último.");
  }

  #askWhich(other) {
    if (!this.which.hidden && this.which.querySelector("pre")?.textContent === other) return;
    const settle = (text) => {
      this.which.hidden = true;
      this.#agreed = this.#kept();
      keep(this.id, { aside: undefined });
      this.editor.setText(text);
      this.#save();
      this.editor.focus();
    };
    this.which.replaceChildren(
      h("p", {}, "Este ejercicio tiene dos versiones: la de este editor y la que escribiste en otra pestaña, que es esta:"),
      h("pre", { tabindex: 0, "aria-label": "La otra versión" }, other),
      button("Seguir con la del editor", () => settle(this.editor.text())),
      button("Traer la otra", () => settle(other)),
    );
    this.which.hidden = false;
  }

  /** What the editor shows is what counts, wherever else a version of it may be. */
  #now() {
    return { [this.id]: this.editor.text() };
  }

  download() {
    this.#save();
    download(`${this.unitId}.py`, moduleText(this.unitId, this.unit, this.#now()));
    this.#say(`${this.unitId}.py lleva todo lo que has escrito en esta unidad: guárdalo en la carpeta exercises.`);
  }

  /** Take in the functions of files: modules as they were downloaded or written elsewhere, loose or in a zip. */
  async load(files) {
    this.#save();
    const read = await readFiles(files, this.units);
    const lost = replaced(read.texts, this.units, this.#now());
    const act = () => {
      this.which.hidden = true;
      take(read);
      this.#agreed = this.#kept();
      if (this.id in read.texts) this.editor.setText(this.#agreed);
      this.#say([loaded(read.texts), ...read.told].join(" "));
    };
    if (lost.length === 0) return act();
    this.which.replaceChildren(
      h("p", {}, `Lo que cargas sustituye a lo que ya tienes en ${listed(lost)}.`),
      button("Sustituir", act),
      button("Dejarlo como está", () => (this.which.hidden = true)),
    );
    this.which.hidden = false;
  }

  reset() {
    this.editor.setText(this.exercise.stub);
    this.#save();
    this.#show("");
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

  /** Grade what the editor shows. */
  async check() {
    if (this.#running) return;
    const seed = Number(this.element.dataset.seed ?? crypto.getRandomValues(new Uint32Array(1))[0] >>> 1);
    this.#show("running");
    const told = await this.#ask({ seed }, this.run, (text) => this.#say(text));
    if (!told) return this.#show("none");
    const solved = recall(this.id).solved || told.result.status === "passed";
    keep(this.id, { at: Date.now(), solved });
    this.first.textContent = solved ? "✓ Resuelto" : "";
    this.#show(told.result.status, told);
  }

  /** Run the student's own call with what the editor shows. */
  async try() {
    if (this.#running) return;
    const lines = this.call.value;
    keep(this.id, { call: lines === this.exercise.example ? undefined : lines });
    const told = await this.#ask({ lines }, this.trial, (text) => this.tried.replaceChildren(text));
    if (told) this.tried.replaceChildren(...outcome(told.result, this.id, told.place));
  }

  /** What Python makes of the editor's text, and of which editor's line it speaks; nothing, once told, where there is none. */
  async #ask(what, pressed, say) {
    this.#save();
    this.#running = new AbortController();
    const [name, other] = [pressed.textContent, pressed === this.run ? this.trial : this.run];
    [pressed.textContent, other.disabled] = ["Detener", true];
    try {
      const { modules, place } = onThisPage(this.units, this.#now());
      const { callLimit: call, limit: exercise } = this.exercise;
      const options = { onStage: (stage) => say(STAGES[stage]), signal: this.#running.signal };
      const result = await checker.ask({ exercise: this.id, modules, ...what }, { call, exercise }, options);
      return { result, place };
    } catch (error) {
      if (!(error instanceof NoVerdict)) console.error(error);
      say(error instanceof NoVerdict ? error.message : "No hay veredicto: el corrector ha fallado.");
      return undefined;
    } finally {
      this.#running = null;
      [pressed.textContent, other.disabled] = [name, false];
    }
  }

  #show(state, told) {
    this.element.dataset.result = state;
    if (!told) return this.details.replaceChildren();
    const { result, place } = told;
    this.#say(headline(result));
    this.details.replaceChildren(
      ...[this.#unread(result, place), ...verdict(result, this.id, place), this.#next(state)].filter(Boolean),
    );
    this.#bringIntoView();
  }

  /** Scroll, if need be, until the verdict is seen whole, or its beginning below the code that it speaks of. */
  #bringIntoView() {
    const { top, bottom, height } = this.verdict.getBoundingClientRect();
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    if (top >= header && bottom <= innerHeight) return;
    const wanted = Math.max(innerHeight - height - 16, innerHeight * 0.4);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollBy({ top: top - wanted, behavior: still ? "auto" : "smooth" });
  }

  /** Of what is no Python beside a right function nothing is lost here, but the file could not be imported. */
  #unread({ status, unread }, place) {
    const own = unread.map((line) => place(this.unitId, line)).find((each) => each?.id === this.id);
    if (status !== "passed" || !own) return null;
    const code = this.editor.text().split("\n")[own.line - firstLine(this.unit)]?.trim();
    const advice = "corrígelo o quítalo, o Python no podrá leer tu fichero.";
    return h("p", { class: "rna-diagnosis" }, rich(`Desde la línea ${own.line}, \`${code}\`, hay algo que no es Python: ${advice}`));
  }

  /** Where to go from here. */
  #next(state) {
    const { theory, next, unit } = this.neighbours;
    const isWhole = state === "passed" && solvedOf(unit) === unit.exercises.length;
    const on = h("a", { class: "rna-button rna-button--main", href: next.href }, next.id ? `Siguiente ejercicio: ${next.title}` : `Siguiente: ${next.title}`);
    const back = h("a", { class: "rna-button", href: theory }, "Vuelve a la teoría");
    const done = isWhole ? h("strong", {}, `¡Unidad ${unit.number} completa!`) : null;
    return h("p", { class: "rna-next" }, done, state === "passed" ? on : null, back);
  }

  #say(text) {
    this.status.textContent = text;
  }
}
