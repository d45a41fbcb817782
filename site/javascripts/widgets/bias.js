// The bias moves the line without turning it: without one, it is tied to the origin.

import { frame, h, number, s, set, slider, statusLine } from "../ui.js";
import { Plane } from "./plane.js";

// Two groups of points that no line through the origin separates.
const POINTS = [
  [1, 1, 0],
  [1.6, 0.7, 0],
  [0.7, 1.7, 0],
  [1.3, 1.5, 0],
  [2.6, 2.4, 1],
  [3.2, 2, 1],
  [2.2, 3.1, 1],
  [3.1, 3.2, 1],
];

export function mount(element) {
  const plane = new Plane({
    x: [-1, 4, 1],
    y: [-1, 4, 1],
    width: 320,
    height: 320,
    label: "Dos grupos de puntos y la recta de la neurona, que el sesgo desplaza",
    xName: "x₁",
    yName: "x₂",
  });
  const region = s("polygon", { class: "rna-region" });
  const line = s("path", { class: "rna-curve" });
  plane.below.append(region);
  const dots = POINTS.map(([x, y]) => s("circle", { cx: plane.px(x), cy: plane.py(y), r: 7 }));
  plane.above.append(line, s("circle", { cx: plane.px(0), cy: plane.py(0), r: 3, class: "rna-origin" }), ...dots);
  const status = statusLine();
  const angle = slider({
    label: "giro de los pesos",
    min: -180,
    max: 180,
    step: 5,
    value: 45,
    say: (value) => `${number(value, 0)}°`,
    onInput: draw,
  });
  const bias = slider({ label: "sesgo b", min: -5, max: 5, step: 0.1, value: 0, say: (v) => number(v, 1), onInput: draw });

  function draw() {
    const turn = (angle.value * Math.PI) / 180;
    const [w1, w2, b] = [Math.cos(turn), Math.sin(turn), bias.value];
    set(region, { points: plane.halfPlane(w1, w2, b) });
    set(line, { d: plane.line(w1, w2, b) });
    let right = 0;
    POINTS.forEach(([x, y, wanted], index) => {
      const good = (w1 * x + w2 * y + b >= 0 ? 1 : 0) === wanted;
      right += good;
      set(dots[index], { class: `rna-point rna-point--${wanted} ${good ? "" : "rna-point--wrong"}` });
    });
    const where = b === 0 ? "La recta pasa por el origen" : `La recta está a ${number(Math.abs(b), 1)} del origen`;
    status.textContent = `${where}. Bien separados: ${right} de ${POINTS.length}.`;
  }

  frame(
    element,
    "El sesgo mueve la recta",
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-picture" }, plane.element),
      h(
        "div",
        { class: "rna-side" },
        bias.element,
        angle.element,
        status,
        h(
          "p",
          { class: "rna-note" },
          "Los pesos tienen longitud 1: girarlos gira la recta, y el sesgo la desplaza sin girarla. Con b = 0 prueba " +
            "todos los giros: ninguno separa los dos grupos. La neurona da 1 en la zona sombreada.",
        ),
      ),
    ),
  );
  draw();
}
