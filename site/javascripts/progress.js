// How far the student has come, wherever the page tells of exercises: ticks, counts, and the button to go on with.

import { goOn, isSolved, loadOutline, pageOf, solvedOf, unitPage } from "./course.js";
import { archive, listed, loaded, readFiles, replaced, take } from "./files.js";
import { button, fileButton, h, statusLine } from "./ui.js";
import { whileShown } from "./visit.js";
import { CHANGED, download, eraseAll, keep, loadCourse } from "./workbook.js";

/** Links to pages of exercises and of units, by where they lead. */
function links() {
  const found = new Map();
  for (const link of document.querySelectorAll(".md-nav--primary a[href], .md-content a[href]")) {
    const url = link.href.split("#")[0];
    found.set(url, [...(found.get(url) ?? []), link]);
  }
  return found;
}

/** Put a mark behind the words of a link, in the place of the one that it had. */
function mark(link, wanted) {
  link.querySelector(".rna-mark")?.remove();
  const words = link.querySelector(".md-ellipsis");
  if (!wanted) return;
  if (words) words.after(wanted);
  else link.append(wanted);
}

const tick = () => h("span", { class: "rna-mark rna-mark--solved" }, "✓", h("span", { class: "rna-said" }, " resuelto"));

function count(solved, all) {
  const kind = solved === all ? " rna-mark--solved" : "";
  return h(
    "span",
    { class: `rna-mark${kind}` },
    h("span", { "aria-hidden": "true" }, `${solved}/${all}`),
    h("span", { class: "rna-said" }, ` ${solved} de ${all} resueltos`),
  );
}

function decorate(units) {
  const found = links();
  for (const unit of units) {
    for (const { name } of unit.exercises) {
      const id = `${unit.id}.${name}`;
      for (const link of found.get(pageOf(id)) ?? []) mark(link, isSolved(id) && !link.closest(".rna-next") && tick());
    }
    const [solved, all] = [solvedOf(unit), unit.exercises.length];
    for (const link of found.get(unitPage(unit)) ?? []) {
      const listed = link.closest(".rna-course li");
      if (listed) meter(listed, solved, all);
      else if (link.closest(".md-nav, h2")) mark(link, solved > 0 && count(solved, all));
    }
  }
  for (const link of document.querySelectorAll(".rna-go")) invite(link, goOn(units));
}

function meter(item, solved, all) {
  const bar = item.querySelector(".rna-meter") ?? item.appendChild(h("div", { class: "rna-meter" }));
  const told = solved === all ? "hecha" : `${solved} de ${all}`;
  bar.replaceChildren(
    h("progress", { max: all, value: solved, "aria-label": "Ejercicios resueltos" }),
    h("span", { class: "rna-meter__count" }, told),
  );
}

function invite(link, step) {
  if (!step) return;
  link.textContent = `Seguir por ${step.title}`;
  link.href = step.href;
}

// -- what is kept, for the student to take away or to erase

function work(element) {
  const said = statusLine();
  const all = h("div", { class: "rna-toolbar" });
  const sure = h("div", { class: "rna-which", hidden: true });
  const ask = (text, yes, act) => {
    const close = () => (sure.hidden = true);
    sure.replaceChildren(
      h("p", {}, text),
      button(yes, () => (close(), act())),
      button("No, dejarlo todo como está", close),
    );
    sure.hidden = false;
    sure.querySelector("button").focus();
  };
  const erase = () => {
    eraseAll();
    said.textContent = "Borrado: en este navegador ya no queda nada tuyo.";
  };
  all.append(
    button("Descargar todo lo mío", async () => {
      download("redes-neuronales.zip", await archive(await loadCourse()), "application/zip");
      said.textContent = "El .zip lleva todos tus ficheros, y lo que has resuelto: se puede volver a cargar aquí.";
    }),
    fileButton("Cargar ficheros", async (files) => {
      const units = await loadCourse();
      const read = await readFiles(files, units);
      const act = () => {
        take(read);
        said.textContent = [loaded(read.texts), ...read.told].join(" ");
      };
      const lost = replaced(read.texts, units);
      if (lost.length === 0) act();
      else ask(`Lo que cargas sustituye a lo que ya tienes en ${listed(lost)}.`, "Sustituir", act);
    }),
    button("Borrarlo todo", () =>
      ask("Se borrarán de este navegador tus respuestas, tus pistas y tu progreso, y no se podrá deshacer.", "Sí, borrar", erase),
    ),
  );
  element.replaceChildren(
    h("p", {}, "Lo que escribes se guarda solo en este navegador: nadie más lo ve, y si borras sus datos se pierde."),
    all,
    sure,
    said,
  );
}

/** For an exercise that no page can grade: the student says that it is done. */
function byHand(element) {
  const id = element.dataset.exercise;
  const box = h("input", { type: "checkbox", onchange: () => keep(id, { solved: box.checked, at: Date.now() }) });
  box.checked = isSolved(id);
  element.replaceChildren(h("label", {}, box, " Lo he resuelto en mi ordenador"));
}

/** Once for each page that is shown. */
export async function show() {
  const signal = whileShown();
  for (const element of document.querySelectorAll(".rna-work")) work(element);
  for (const element of document.querySelectorAll(".rna-by-hand")) byHand(element);
  const units = await loadOutline();
  if (signal.aborted) return;
  const again = () => decorate(units);
  again();
  document.addEventListener(CHANGED, again, { signal });
  addEventListener("storage", again, { signal });
  addEventListener("pageshow", again, { signal }); // who comes back may have solved something meanwhile
}
