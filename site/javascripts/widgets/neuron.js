// A neuron with sliders over the truth tables of AND, OR and XOR, and its decision line.

import { button, choice, frame, h, number, s, set, slider, statusLine } from "../ui.js";
import { Plane } from "./plane.js";

const GATES = {
  and: { name: "AND", outputs: [0, 0, 0, 1], answer: [1, 1, -1.5] },
  or: { name: "OR", outputs: [0, 1, 1, 1], answer: [1, 1, -0.5] },
  xor: { name: "XOR", outputs: [0, 1, 1, 0], answer: null },
};
const POINTS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

export function mount(element) {
  let gate = GATES.and;
  const plane = new Plane({
    x: [-0.5, 1.5, 0.5],
    y: [-0.5, 1.5, 0.5],
    width: 320,
    height: 320,
    label: "Los cuatro puntos de la tabla de verdad y la recta con que la neurona los separa",
    xName: "x₁",
    yName: "x₂",
  });
  const region = s("polygon", { class: "rna-region" });
  const line = s("path", { class: "rna-curve" });
  plane.below.append(region);
  const marks = POINTS.map(([x, y]) => {
    const mark = s("g", { transform: `translate(${plane.px(x)} ${plane.py(y)})` });
    mark.append(s("circle", { r: 10 }), s("text", { "text-anchor": "middle", y: 4, class: "rna-point-label" }));
    return mark;
  });
  plane.above.append(line, ...marks);

  const rows = POINTS.map(() => h("tr"));
  const status = statusLine();
  const sliders = ["w₁", "w₂", "b"].map((label) =>
    slider({ label, min: -3, max: 3, step: 0.1, value: label === "b" ? 0 : 0.5, say: (v) => number(v, 1), onInput: draw }),
  );

  function draw() {
    const [w1, w2, b] = sliders.map(({ value }) => value);
    set(region, { points: plane.halfPlane(w1, w2, b) });
    set(line, { d: plane.line(w1, w2, b) });
    let right = 0;
    POINTS.forEach(([x1, x2], index) => {
      const z = Math.round((w1 * x1 + w2 * x2 + b) * 1e6) / 1e6; // the sliders' tenths are not exact in binary
      const [output, wanted] = [z >= 0 ? 1 : 0, gate.outputs[index]];
      const good = output === wanted;
      right += good;
      set(marks[index], { class: `rna-point rna-point--${wanted} ${good ? "" : "rna-point--wrong"}` });
      marks[index].lastChild.textContent = wanted;
      const cells = [x1, x2, number(z, 1), output, wanted, good ? "✓ bien" : "✗ mal"].map((text) => h("td", {}, String(text)));
      cells.at(-1).className = good ? "rna-good" : "rna-bad";
      rows[index].replaceChildren(...cells);
    });
    status.textContent =
      right === 4
        ? `La neurona calcula ${gate.name}.`
        : `Acierta ${right} de 4.${gate.answer ? "" : " Con una sola recta, en XOR nunca pasan de 3."}`;
    solve.disabled = !gate.answer;
  }

  const gates = choice({
    legend: "Puerta",
    options: Object.entries(GATES).map(([key, { name }]) => [key, name]),
    value: "and",
    onChange: (key) => {
      gate = GATES[key];
      draw();
    },
  });
  const solve = button("Ver una solución", () => {
    sliders.forEach((each, index) => (each.value = gate.answer[index]));
    draw();
  });
  const head = ["x₁", "x₂", "z", "sale", "debe salir", ""].map((text) => h(text ? "th" : "td", text ? { scope: "col" } : {}, text));
  frame(
    element,
    "Una neurona y su recta",
    gates,
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-picture" }, plane.element),
      h(
        "div",
        { class: "rna-side" },
        ...sliders.map((each) => each.element),
        solve,
        h("table", { class: "rna-table" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)),
      ),
    ),
    status,
    h("p", { class: "rna-note" }, "La neurona da 1 en la zona sombreada, donde z = w₁x₁ + w₂x₂ + b es 0 o más."),
  );
  draw();
}
