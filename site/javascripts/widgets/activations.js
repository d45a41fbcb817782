// Each activation function with its derivative, and both at a point that one moves.

import { sigmoid } from "../formulas.js";
import { choice, frame, h, number, s, set, slider, statusLine } from "../ui.js";
import { Plane } from "./plane.js";

// `values` and `slopes` are what each graph has at 0 where it jumps there: [height, whether it takes that value].
const FUNCTIONS = {
  step: { name: "escalón", f: (z) => (z >= 0 ? 1 : 0), d: () => 0, broken: "salta", values: [[0, false], [1, true]], slopes: [[0, false]], note: "Su pendiente es 0 en todas partes menos en el salto, donde no existe: el descenso del gradiente no tiene por dónde bajar." },
  sign: { name: "signo", f: Math.sign, d: () => 0, broken: "salta", values: [[-1, false], [0, true], [1, false]], slopes: [[0, false]], note: "Como el escalón, pero con tres salidas: −1, 0 y 1." },
  sigmoid: { name: "sigmoide", f: sigmoid, d: (z) => sigmoid(z) * (1 - sigmoid(z)), note: "Su pendiente nunca pasa de 0.25 y en los extremos es casi 0: la neurona está saturada." },
  tanh: { name: "tanh", f: Math.tanh, d: (z) => 1 - Math.tanh(z) ** 2, note: "Centrada en 0; su pendiente llega a 1, y también se satura." },
  relu: { name: "ReLU", f: (z) => Math.max(0, z), d: (z) => (z > 0 ? 1 : 0), broken: "tiene un pico", values: [], slopes: [[0, false], [1, false]], y: [-1, 6, 1], note: "En los positivos su pendiente es 1: no se satura. En 0 no tiene derivada, y por convenio se usa 0." },
};

export function mount(element) {
  let chosen = FUNCTIONS.sigmoid;
  const plane = new Plane({
    x: [-6, 6, 2],
    y: [-1.5, 1.5, 0.5],
    width: 360,
    height: 270,
    label: "Gráfica de la función de activación, en trazo continuo, y de su derivada, a rayas",
    xName: "z",
  });
  const curve = s("path", { class: "rna-curve" });
  const slope = s("path", { class: "rna-curve rna-curve--dashed" });
  const tangent = s("path", { class: "rna-tangent" });
  const ends = s("g");
  const dot = s("g", {}, s("circle", { r: 20, class: "rna-reach" }), s("circle", { r: 7, class: "rna-dot" }));
  const slopeDot = s("circle", { r: 5, class: "rna-dot rna-dot--dashed" });
  plane.inside.append(tangent);
  plane.above.append(slope, curve, ends, slopeDot, dot);
  const status = statusLine();
  const note = h("p", { class: "rna-note" });
  const z = slider({ label: "z", min: -6, max: 6, step: 0.1, value: 1, say: (v) => number(v, 1), onInput: draw });
  const move = (x) => {
    z.value = x;
    draw();
  };
  plane.handle(dot, { where: () => [z.value, chosen.f(z.value)], onDrag: move });
  plane.tapped(move);

  /** Where a graph jumps: a full circle is a value that it takes, an empty one a value that it only comes close to. */
  const jumps = (heights = [], kind) =>
    heights.map(([height, full]) =>
      s("circle", { cx: plane.px(0), cy: plane.py(height), r: 4.5, class: `rna-end ${kind} ${full ? "rna-end--full" : ""}` }),
    );

  function drawFunction() {
    const { f, d, broken, values, slopes, y = [-1.5, 1.5, 0.5] } = chosen;
    plane.ranges(plane.x, y);
    set(curve, { d: plane.graph(f, broken ? 0 : null) });
    set(slope, { d: plane.graph(d, broken ? 0 : null) });
    ends.replaceChildren(...jumps(slopes, "rna-end--dashed"), ...jumps(values, ""));
    note.textContent = chosen.note;
    draw();
  }

  function draw() {
    const { f, d, name, broken } = chosen;
    const at = z.value;
    const none = broken && at === 0;
    set(tangent, { d: none ? "" : plane.path([-1.2, 1.2].map((step) => [at + step, f(at) + d(at) * step])) });
    set(dot, { transform: `translate(${plane.px(at)} ${plane.py(f(at))})` });
    set(slopeDot, { cx: plane.px(at), cy: plane.py(d(at)), visibility: none ? "hidden" : "visible" });
    const derivative = none ? `sin derivada (la función ${broken})` : `derivada ${number(d(at), 4)}`;
    status.textContent = `${name}(${number(at, 1)}) = ${number(f(at), 4)}; ${derivative}.`;
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
        drawFunction();
      },
    }),
    h("div", { class: "rna-picture rna-picture--wide" }, plane.element),
    h(
      "p",
      { class: "rna-legend", "aria-hidden": "true" },
      ...[["", "función"], ["rna-key--dashed", "derivada"], ["rna-key--thin", "tangente"]].map(([kind, name]) =>
        h("span", {}, h("span", { class: `rna-key ${kind}` }), name),
      ),
    ),
    z.element,
    status,
    note,
    h("p", { class: "rna-note" }, "Arrastra el punto por la curva, o toca la gráfica."),
  );
  drawFunction();
}
