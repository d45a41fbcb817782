// A small network learns XOR before one's eyes: a hidden sigmoid layer, a sigmoid output, full-batch gradient descent.

import { backpropagation, binaryCrossEntropy, descend, forward, initialize, random } from "../formulas.js";
import { animate, button, classLegend, classMark, frame, h, number, s, set, slider, statusLine, still } from "../ui.js";
import { contours } from "./contours.js";
import { Plane, upTo } from "./plane.js";

const INPUTS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const TARGETS = [0, 1, 1, 0];
const EPOCHS_A_FRAME = 10;
const MOST_EPOCHS = 5000;
const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export function mount(element) {
  let [seed, running, epoch, losses, highest] = [1, false, 0, [], 0];
  let layers;
  const answersTo = (X) => forward(X, layers).at(-1).map(([p]) => p);
  const loss = () => binaryCrossEntropy(TARGETS, forward(INPUTS, layers).at(-1));

  const plane = new Plane({
    x: [-0.5, 1.5, 0.5],
    y: [-0.5, 1.5, 0.5],
    width: 340,
    height: 340,
    label: "Lo que la red responde en cada punto del plano, y los cuatro puntos de XOR",
    xName: "x₁",
    yName: "x₂",
  });
  const [ones, zeros] = [1, 0].map((label) => s("g", { class: `rna-answer rna-answer--${label}` }));
  const half = s("path", { class: "rna-boundary" });
  plane.below.append(ones, zeros);
  const lines = s("path", { class: "rna-hidden-lines" });
  plane.inside.append(half, lines);
  INPUTS.forEach(([x, y], index) => {
    const mark = classMark(TARGETS[index], 11);
    set(mark, { transform: `translate(${plane.px(x)} ${plane.py(y)})` });
    plane.above.append(mark);
  });

  const chart = new Plane({ x: [0, 20, 10], y: [0, 1, 0.5], width: 340, height: 190, label: "La pérdida época a época", xName: "época", yName: "pérdida" });
  const curve = s("path", { class: "rna-curve" });
  const now = s("circle", { r: 5, class: "rna-dot" });
  chart.inside.append(curve);
  chart.above.append(now);

  const status = statusLine();
  const table = h("p", { class: "rna-outputs" });
  const count = h("p", { class: "rna-outputs", "aria-hidden": "true" });
  const units = slider({ label: "neuronas ocultas", min: 1, max: 8, step: 1, value: 4, say: (v) => String(v), onInput: restart });
  const rate = slider({ label: "tasa de aprendizaje", min: 0.1, max: 5, step: 0.1, value: 2, say: (v) => number(v, 1), onInput: () => {} });

  function restart() {
    layers = initialize([2, units.value, 1], random(seed)).map((layer) => ({ ...layer, activation: "sigmoid" }));
    [running, epoch, losses, highest] = [false, 0, [loss()], loss()];
    draw();
  }

  function draw() {
    const answer = (x, y) => answersTo([[x, y]])[0];
    ones.replaceChildren(...contours(plane, answer, LEVELS.slice(4), 40, 40).map((d) => s("path", { d })));
    zeros.replaceChildren(...contours(plane, (x, y) => -answer(x, y), LEVELS.slice(0, 5).map((each) => -each), 40, 40).map((d) => s("path", { d })));
    set(half, { d: ones.firstChild.getAttribute("d") });
    set(lines, { d: layers[0].b.map((b, j) => plane.line(layers[0].W[0][j], layers[0].W[1][j], b)).join("") });
    chart.ranges(upTo(Math.max(20, epoch)), upTo(Math.max(1, highest)));
    const every = Math.ceil(losses.length / 300);
    set(curve, { d: chart.path(losses.map((loss, k) => [k, loss]).filter((_, k) => k % every === 0 || k === epoch)) });
    set(now, { cx: chart.px(epoch), cy: chart.py(losses.at(-1)) });
    const answers = answersTo(INPUTS);
    const right = answers.filter((p, index) => (p >= 0.5 ? 1 : 0) === TARGETS[index]).length;
    count.textContent = `Época ${epoch}, pérdida ${number(losses.at(-1), 4)}`;
    table.textContent = INPUTS.map((x, index) => `(${x.join(",\u00a0")})\u00a0→\u00a0${number(answers[index])}`).join("; ");
    const done = finished() ? (right === 4 ? " Ha aprendido XOR." : " No lo ha conseguido: prueba otros pesos, o más neuronas.") : "";
    // The numbers of each frame stand in `count`: they are more than anyone can hear.
    status.textContent = running ? "Entrenando…" : `Época ${epoch}: pérdida ${number(losses.at(-1), 4)}, acierta ${right} de 4.${done}`;
    go.textContent = running ? "Parar" : "Entrenar";
  }

  const finished = () => epoch >= MOST_EPOCHS || losses.at(-1) < 0.02;

  function train() {
    layers = descend(layers, backpropagation(INPUTS, TARGETS, layers), rate.value);
    epoch += 1;
    losses.push(loss());
    highest = Math.max(highest, losses.at(-1));
  }

  function run() {
    if (!running && finished()) restart();
    running = !running;
    draw();
    animate(element, () => {
      if (!running) return false;
      for (let k = 0; (k < EPOCHS_A_FRAME || still()) && !finished(); k++) train();
      running = !finished();
      draw();
      return running;
    });
  }

  const go = button("Entrenar", run, "rna-button--main");
  frame(
    element,
    "Una red aprende XOR",
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-picture" }, plane.element, classLegend("debe dar 0", "debe dar 1")),
      h(
        "div",
        { class: "rna-side" },
        units.element,
        rate.element,
        h(
          "div",
          { class: "rna-toolbar" },
          go,
          button("Una época", () => {
            running = false;
            train();
            draw();
          }),
          button("Otros pesos", () => {
            seed += 1;
            restart();
          }),
        ),
        count,
        h("div", { class: "rna-picture rna-picture--wide" }, chart.element),
        table,
      ),
    ),
    status,
    h("p", { class: "rna-note" }, "Cada raya fina es la recta de una neurona oculta; la gruesa separa donde la red responde 1 de donde responde 0, y el color es más vivo cuanto más segura está. Con una sola neurona no puede; con dos, depende de con qué pesos empiece."),
  );
  restart();
}
