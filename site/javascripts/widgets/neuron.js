// A neuron over the truth tables of AND, OR and XOR: its line and its weights are dragged, or moved by sliders.

import { choice, classLegend, classMark, frame, h, number, set, slider, statusLine } from "../ui.js";
import { Boundary } from "./boundary.js";
import { Plane } from "./plane.js";

const GATES = {
  and: { name: "AND", outputs: [0, 0, 0, 1] },
  or: { name: "OR", outputs: [0, 1, 1, 1] },
  xor: { name: "XOR", outputs: [0, 1, 1, 0], hopeless: true },
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
    width: 340,
    height: 340,
    label: "Los cuatro puntos de la tabla de verdad, la recta con que la neurona los separa y sus pesos como una flecha",
    xName: "x₁",
    yName: "x₂",
  });
  const marks = [0, 1].map((label) => POINTS.map(() => classMark(label)));
  POINTS.forEach(([x, y], index) => marks.forEach((each) => set(each[index], { transform: `translate(${plane.px(x)} ${plane.py(y)})` })));
  plane.above.append(...marks.flat());
  const boundary = new Boundary(plane, {
    unit: 0.5,
    onWeights: (...weights) => move([...weights, sliders[2].value]),
    onBias: (b) => move([sliders[0].value, sliders[1].value, b]),
  });

  const rows = POINTS.map(() => h("tr"));
  const status = statusLine();
  const sliders = ["w₁", "w₂", "b"].map((label) =>
    slider({ label, min: -3, max: 3, step: 0.1, fine: 0.01, value: label === "b" ? 0 : 0.5, onInput: draw }),
  );

  function move(values) {
    values.forEach((value, index) => (sliders[index].value = value));
    draw();
  }

  function draw() {
    const [w1, w2, b] = sliders.map(({ value }) => value);
    boundary.draw(w1, w2, b);
    let right = 0;
    POINTS.forEach(([x1, x2], index) => {
      const z = Math.round((w1 * x1 + w2 * x2 + b) * 1e6) / 1e6; // the sliders' hundredths are not exact in binary
      const [output, wanted] = [z >= 0 ? 1 : 0, gate.outputs[index]];
      const good = output === wanted;
      right += good;
      marks.forEach((each, label) => {
        set(each[index], { visibility: label === wanted ? "visible" : "hidden" });
        each[index].classList.toggle("rna-point--wrong", !good);
      });
      const cells = [x1, x2, number(z), output, wanted, good ? "✓ bien" : "✗ mal"].map((text) => h("td", {}, String(text)));
      cells.at(-1).className = good ? "rna-good" : "rna-bad";
      rows[index].replaceChildren(...cells);
    });
    status.textContent =
      right === 4
        ? `La neurona calcula ${gate.name}.`
        : `Acierta ${right} de 4.${gate.hopeless ? " Con una sola recta, en XOR nunca pasan de 3." : ""}`;
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
  const head = ["x₁", "x₂", "z", "sale", "debe salir", ""].map((text) => h(text ? "th" : "td", text ? { scope: "col" } : {}, text));
  frame(
    element,
    "Una neurona y su recta",
    gates,
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-picture" }, plane.element, classLegend("debe dar 0", "debe dar 1")),
      h(
        "div",
        { class: "rna-side" },
        ...sliders.map((each) => each.element),
        h("table", { class: "rna-table" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)),
      ),
    ),
    status,
    h(
      "p",
      { class: "rna-note" },
      "Arrastra la recta para cambiar el sesgo, y la punta de la flecha para cambiar los pesos. La flecha es w, a mitad de " +
        "tamaño: siempre es perpendicular a la recta, y apunta al lado donde la neurona da 1, donde z = w₁x₁ + w₂x₂ + b es 0 o más.",
    ),
  );
  draw();
}
