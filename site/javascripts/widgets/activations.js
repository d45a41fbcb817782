// Each activation function with its derivative, and both at a point that one moves.

import { choice, frame, h, number, s, set, slider, statusLine } from "../ui.js";
import { Plane } from "./plane.js";

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

const FUNCTIONS = {
  step: { name: "escalón", f: (z) => (z >= 0 ? 1 : 0), d: () => 0, broken: "salta", note: "Su pendiente es 0 en todas partes menos en el salto, donde no existe: el descenso del gradiente no tiene por dónde bajar." },
  sign: { name: "signo", f: Math.sign, d: () => 0, broken: "salta", note: "Como el escalón, pero con tres salidas: −1, 0 y 1." },
  sigmoid: { name: "sigmoide", f: sigmoid, d: (z) => sigmoid(z) * (1 - sigmoid(z)), note: "Su pendiente nunca pasa de 0.25 y en los extremos es casi 0: la neurona está saturada." },
  tanh: { name: "tanh", f: Math.tanh, d: (z) => 1 - Math.tanh(z) ** 2, note: "Centrada en 0; su pendiente llega a 1, y también se satura." },
  relu: { name: "ReLU", f: (z) => Math.max(0, z), d: (z) => (z > 0 ? 1 : 0), broken: "tiene un pico", note: "En los positivos su pendiente es 1: no se satura. En 0 no tiene derivada, y por convenio se usa 0." },
};

export function mount(element) {
  let chosen = FUNCTIONS.sigmoid;
  const plane = new Plane({
    x: [-6, 6, 2],
    y: [-1.5, 2.5, 0.5],
    width: 420,
    height: 300,
    label: "Gráfica de la función de activación, en trazo continuo, y de su derivada, a rayas",
    xName: "z",
  });
  const curve = s("path", { class: "rna-curve" });
  const slope = s("path", { class: "rna-curve rna-curve--dashed" });
  const tangent = s("path", { class: "rna-tangent" });
  const dot = s("circle", { r: 5, class: "rna-dot" });
  const slopeDot = s("circle", { r: 4, class: "rna-dot rna-dot--dashed" });
  plane.above.append(slope, curve, tangent, slopeDot, dot);
  const status = statusLine();
  const note = h("p", { class: "rna-note" });
  const z = slider({ label: "z", min: -6, max: 6, step: 0.1, value: 1, say: (v) => number(v, 1), onInput: draw });

  /** A jump is drawn as a gap: a point left out where the function breaks. */
  const drawn = (f) => (chosen.broken === "salta" ? (x) => (Math.abs(x) < 0.026 ? NaN : f(x)) : f);

  function draw() {
    const { f, d, name, broken } = chosen;
    const at = z.value;
    set(curve, { d: plane.graph(drawn(f)) });
    set(slope, { d: plane.graph(drawn(d)) });
    const none = broken && at === 0;
    set(tangent, { d: none ? "" : plane.path([-0.9, 0.9].map((step) => [at + step, f(at) + d(at) * step])) });
    set(dot, { cx: plane.px(at), cy: plane.py(Math.min(f(at), plane.y[1])) });
    set(slopeDot, { cx: plane.px(at), cy: plane.py(d(at)), visibility: none ? "hidden" : "visible" });
    const derivative = none ? `sin derivada (la función ${broken})` : `derivada ${number(d(at), 4)}`;
    status.textContent = `${name}(${number(at, 1)}) = ${number(f(at), 4)}; ${derivative}.`;
    note.textContent = chosen.note;
  }

  frame(
    element,
    "Funciones de activación y su derivada",
    choice({
      legend: "Función",
      options: Object.entries(FUNCTIONS).map(([key, { name }]) => [key, name]),
      value: "sigmoid",
      onChange: (key) => {
        chosen = FUNCTIONS[key];
        draw();
      },
    }),
    h("div", { class: "rna-picture rna-picture--wide" }, plane.element),
    h(
      "p",
      { class: "rna-legend", "aria-hidden": "true" },
      h("span", { class: "rna-key" }),
      "función",
      h("span", { class: "rna-key rna-key--dashed" }),
      "derivada",
    ),
    z.element,
    status,
    note,
  );
  draw();
}
