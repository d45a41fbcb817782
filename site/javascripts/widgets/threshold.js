// A neuron's threshold on the test patients of Pima: the confusion matrix and its measures follow it.

import { classLegend, frame, h, load, number, s, set, slider, statusLine } from "../ui.js";
import { Plane } from "./plane.js";

const BINS = 40;
const STEP = 7; // from one patient to the next, in the picture's own pixels

/** How many patients of each class (row) get each answer (column). */
function confusion({ p, y }, threshold) {
  const counts = [[0, 0], [0, 0]];
  p.forEach((each, k) => counts[y[k]][each >= threshold ? 1 : 0]++);
  return counts;
}

/** A part of a whole; of nothing, by agreement, 0. */
const share = (part, whole) => (whole ? part / whole : 0);

export async function mount(element) {
  const patients = await (await load("pima-test.json")).json();
  const total = patients.y.length;

  const plane = new Plane({
    x: [0, 1, 0.25],
    y: [-110, 60, 1000],
    width: 340,
    height: 170 + 2 * 30,
    label: "Las pacientes de la prueba según la probabilidad que les da la neurona, arriba las que tuvieron el diagnóstico y abajo las que no, y el umbral",
    sayY: () => "",
  });
  const yes = s("rect", { y: plane.pad, height: plane.height - 2 * plane.pad, class: "rna-yes" });
  plane.below.append(yes);
  const marks = pile();
  plane.inside.append(...marks);
  const line = s("path", { class: "rna-boundary" });
  const words = ["no ←", "→ sí"].map((text, side) => s("text", { y: plane.pad - 8, class: "rna-side-word", "text-anchor": side ? "start" : "end" }, text));
  const grip = s("g", {}, s("circle", { r: 20, class: "rna-reach" }), s("circle", { r: 8, class: "rna-grip" }));
  const name = s("text", { x: plane.px(0.5), y: plane.height - 8, class: "rna-tick", "text-anchor": "middle" }, "probabilidad que da la neurona");
  plane.above.append(line, ...words, name, grip);

  /** The patients, one on another: class 1 grows upwards from the axis, class 0 downwards. */
  function pile() {
    const heights = [0, 1].map(() => Array(BINS).fill(0));
    return patients.p.map((each, k) => {
      const label = patients.y[k];
      const bin = Math.min(BINS - 1, Math.floor(each * BINS));
      const up = (label ? 1 : -1) * ((heights[label][bin]++ + 0.5) * STEP + (label ? 2 : 18));
      const [x, y] = [plane.px((bin + 0.5) / BINS), plane.py(0) - up];
      return label ? s("circle", { cx: x, cy: y, r: 3 }) : s("rect", { x: x - 2.7, y: y - 2.7, width: 5.4, height: 5.4 });
    });
  }

  const cells = [0, 1].map((truth) => [0, 1].map((said) => h("td", { class: truth === said ? "rna-hit" : "rna-miss" })));
  const NAMES = [
    ["verdaderos negativos", "falsos positivos (falsas alarmas)"],
    ["falsos negativos (se escapan)", "verdaderos positivos"],
  ];
  const table = h(
    "table",
    { class: "rna-table rna-confusion" },
    h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col" }, "dice no"), h("th", { scope: "col" }, "dice sí"))),
    h(
      "tbody",
      {},
      ...["sin diagnóstico", "con diagnóstico"].map((name, truth) => h("tr", {}, h("th", { scope: "row" }, name), ...cells[truth])),
    ),
  );
  const measures = ["exactitud", "precisión", "sensibilidad"].map((name) => {
    const [value, fill] = [h("span", { class: "rna-slider__value" }), h("div", { class: "rna-bar__fill" })];
    const row = h("div", { class: "rna-slider rna-slider--shown" }, h("span", {}, name), value, h("div", { class: "rna-bar__track", "aria-hidden": "true" }, fill));
    return { row, value, fill };
  });
  const status = statusLine();
  const threshold = slider({ label: "umbral", min: 0, max: 1, step: 0.05, fine: 0.01, value: 0.5, onInput: draw });
  const move = (x) => {
    threshold.value = x;
    draw();
  };
  plane.handle(grip, { where: () => [threshold.value, plane.y[1]], onDrag: move });
  plane.tapped(move);

  function draw() {
    const at = threshold.value;
    const x = plane.px(at);
    set(line, { d: plane.path([[at, plane.y[0]], [at, plane.y[1]]]) });
    set(grip, { transform: `translate(${x} ${plane.py(plane.y[1])})` });
    set(yes, { x, width: plane.px(1) - x });
    words.forEach((word, side) => set(word, { x: x + (side ? 14 : -14) }));
    marks.forEach((mark, k) => {
      const right = (patients.p[k] >= at) === Boolean(patients.y[k]);
      set(mark, { class: `rna-patient rna-patient--${patients.y[k]} ${right ? "" : "rna-patient--missed"}` });
    });

    const counts = confusion(patients, at);
    const [[rightNo, alarms], [missed, found]] = counts;
    counts.flat().forEach((count, k) => {
      const [truth, said] = [Math.floor(k / 2), k % 2];
      cells[truth][said].replaceChildren(h("strong", {}, String(count)), h("span", {}, NAMES[truth][said]));
    });
    const parts = [[rightNo + found, total], [found, found + alarms], [found, found + missed]];
    parts.forEach(([part, whole], k) => {
      measures[k].value.textContent = `${part} / ${whole} = ${number(share(part, whole), 3)}`;
      measures[k].fill.style.width = `${100 * share(part, whole)}%`;
    });
    status.textContent =
      `Umbral ${number(at)}: encuentra a ${found} de ${found + missed}, se le escapan ${missed}, y da ${alarms} ${alarms === 1 ? "falsa alarma" : "falsas alarmas"}.` +
      (found + alarms ? "" : " No dice sí a nadie: la precisión es 0 por convenio.");
  }

  frame(
    element,
    "El umbral, paciente a paciente",
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-side" }, h("div", { class: "rna-picture rna-picture--wide" }, plane.element, classLegend("sin diagnóstico", "con diagnóstico")), threshold.element),
      h("div", { class: "rna-side" }, table, ...measures.map(({ row }) => row)),
    ),
    status,
    h(
      "p",
      { class: "rna-note" },
      "Cada marca es una de las 154 pacientes de la prueba, en el lugar de su probabilidad. Las huecas son errores. Arrastra el umbral: " +
        "al bajarlo se escapan menos y hay más falsas alarmas. ¿Dónde lo pondrías si el aviso lleva a un análisis barato? ¿Y si lleva a un tratamiento duro?",
    ),
  );
  draw();
}
