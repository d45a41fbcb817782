// The bias moves the line without turning it: without one, it is tied to the origin. Line, weights and points are dragged.

import { button, classLegend, classMark, frame, h, number, s, set, slider, statusLine } from "../ui.js";
import { Boundary } from "./boundary.js";
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
    width: 340,
    height: 340,
    label: "Dos grupos de puntos y la recta de la neurona, que el sesgo desplaza",
    xName: "x₁",
    yName: "x₂",
  });
  const boundary = new Boundary(plane, {
    unit: 1,
    distance: true,
    onWeights: (w1, w2) => {
      angle.value = Math.round((Math.atan2(w2, w1) * 180) / Math.PI);
      draw();
    },
    onBias: (b) => {
      bias.value = b;
      draw();
    },
  });
  plane.inside.append(s("circle", { cx: plane.px(0), cy: plane.py(0), r: 3, class: "rna-origin" }));
  let places = POINTS.map(([x, y]) => [x, y]);
  const marks = POINTS.map(([, , label], index) => {
    const mark = classMark(label, 8);
    plane.above.append(mark);
    plane.handle(mark, {
      where: () => places[index],
      onDrag: (x, y) => {
        places[index] = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
        draw();
      },
      label: `Punto ${index + 1}, de la clase ${label}`,
    });
    return mark;
  });
  const status = statusLine();
  const angle = slider({
    label: "giro de los pesos",
    min: -180,
    max: 180,
    step: 5,
    fine: 1,
    value: 45,
    say: (value) => `${number(value, 0)}°`,
    onInput: draw,
  });
  const bias = slider({ label: "sesgo b", min: -5, max: 5, step: 0.1, fine: 0.01, value: 0, onInput: draw });

  function draw() {
    const turn = (angle.value * Math.PI) / 180;
    const [w1, w2, b] = [Math.cos(turn), Math.sin(turn), bias.value];
    boundary.draw(w1, w2, b);
    let right = 0;
    places.forEach(([x, y], index) => {
      const good = (w1 * x + w2 * y + b >= 0 ? 1 : 0) === POINTS[index][2];
      right += good;
      set(marks[index], { transform: `translate(${plane.px(x)} ${plane.py(y)})` });
      marks[index].classList.toggle("rna-point--wrong", !good);
    });
    const where = b === 0 ? "La recta pasa por el origen" : `La recta está a ${number(Math.abs(b))} del origen`;
    status.textContent = `${where}. Bien separados: ${right} de ${POINTS.length}.`;
  }

  function putBack() {
    places = POINTS.map(([x, y]) => [x, y]);
    draw();
  }

  frame(
    element,
    "El sesgo mueve la recta",
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-picture" }, plane.element, classLegend("clase 0", "clase 1")),
      h(
        "div",
        { class: "rna-side" },
        bias.element,
        angle.element,
        h("div", { class: "rna-toolbar" }, button("Puntos en su sitio", putBack)),
        status,
        h(
          "p",
          { class: "rna-note" },
          "Los pesos tienen longitud 1: girarlos gira la recta, y el sesgo la desplaza sin girarla. Con b = 0 prueba " +
            "todos los giros: ninguno separa los dos grupos. La neurona da 1 del lado hacia el que apunta w. Arrastra la recta, " +
            "la punta de w o los puntos.",
        ),
      ),
    ),
  );
  putBack();
}
