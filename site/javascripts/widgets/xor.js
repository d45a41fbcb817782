// A small network learns XOR before one's eyes: a hidden sigmoid layer, a sigmoid output, full-batch gradient descent.

import { animate, button, frame, h, number, s, set, slider, statusLine } from "../ui.js";
import { Plane } from "./plane.js";

const INPUTS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const TARGETS = [0, 1, 1, 0];
const EPOCHS_A_FRAME = 10;
const MOST_EPOCHS = 5000;
const CELLS = 24;

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** Random numbers that follow from a seed (mulberry32), so that a start can be seen again. */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class Network {
  constructor(units, seed) {
    const next = random(seed);
    const weight = () => (next() - 0.5) * 2;
    this.hidden = Array.from({ length: units }, () => ({ w: [weight(), weight()], b: 0, v: weight() }));
    this.c = 0;
  }

  forward([x1, x2]) {
    const h = this.hidden.map(({ w, b }) => sigmoid(w[0] * x1 + w[1] * x2 + b));
    return { h, p: sigmoid(h.reduce((z, each, j) => z + each * this.hidden[j].v, this.c)) };
  }

  /** One step of gradient descent on the mean cross-entropy of the four points. */
  step(rate) {
    const change = this.hidden.map(() => ({ w: [0, 0], b: 0, v: 0 }));
    let c = 0;
    INPUTS.forEach((x, index) => {
      const { h, p } = this.forward(x);
      const error = (p - TARGETS[index]) / INPUTS.length;
      c += error;
      this.hidden.forEach(({ v }, j) => {
        const back = error * v * h[j] * (1 - h[j]);
        change[j].v += error * h[j];
        change[j].w[0] += back * x[0];
        change[j].w[1] += back * x[1];
        change[j].b += back;
      });
    });
    this.c -= rate * c;
    this.hidden.forEach((unit, j) => {
      unit.v -= rate * change[j].v;
      unit.b -= rate * change[j].b;
      unit.w = unit.w.map((each, axis) => each - rate * change[j].w[axis]);
    });
  }

  get loss() {
    const terms = INPUTS.map((x, index) => {
      const { p } = this.forward(x);
      return -Math.log(Math.max(1e-7, TARGETS[index] ? p : 1 - p));
    });
    return terms.reduce((sum, each) => sum + each) / terms.length;
  }
}

export function mount(element) {
  let [seed, running, epoch, losses] = [1, false, 0, []];
  let network;

  const plane = new Plane({
    x: [-0.5, 1.5, 0.5],
    y: [-0.5, 1.5, 0.5],
    width: 300,
    height: 300,
    label: "Lo que la red responde en cada punto del plano, y los cuatro puntos de XOR",
    xName: "x₁",
    yName: "x₂",
  });
  const side = (plane.width - 2 * plane.pad) / CELLS;
  const cells = Array.from({ length: CELLS * CELLS }, (_, index) => {
    const [row, column] = [Math.floor(index / CELLS), index % CELLS];
    return s("rect", { x: plane.pad + column * side, y: plane.pad + row * side, width: side, height: side });
  });
  plane.below.append(s("g", { "shape-rendering": "crispEdges" }, ...cells));
  const lines = s("path", { class: "rna-hidden-lines" });
  const dots = INPUTS.map(([x, y], index) =>
    s(
      "g",
      { transform: `translate(${plane.px(x)} ${plane.py(y)})`, class: `rna-point rna-point--${TARGETS[index]}` },
      s("circle", { r: 10 }),
      s("text", { "text-anchor": "middle", y: 4, class: "rna-point-label" }, String(TARGETS[index])),
    ),
  );
  plane.above.append(lines, ...dots);

  const chart = new Plane({ x: [0, 1000, 500], y: [0, 1, 0.5], width: 300, height: 140, label: "La pérdida época a época", xName: "época", yName: "pérdida" });
  const curve = s("path", { class: "rna-curve" });
  chart.above.append(curve);
  const chartPlace = h("div", { class: "rna-picture" }, chart.element);

  const status = statusLine();
  const table = h("p", { class: "rna-outputs" });
  const units = slider({ label: "neuronas ocultas", min: 1, max: 8, step: 1, value: 4, say: (v) => String(v), onInput: restart });
  const rate = slider({ label: "tasa de aprendizaje", min: 0.1, max: 5, step: 0.1, value: 2, say: (v) => number(v, 1), onInput: () => {} });

  function restart() {
    network = new Network(units.value, seed);
    [running, epoch, losses] = [false, 0, [network.loss]];
    draw();
  }

  function draw() {
    cells.forEach((cell, index) => {
      const [row, column] = [Math.floor(index / CELLS), index % CELLS];
      const { p } = network.forward([-0.5 + (2 * (column + 0.5)) / CELLS, 1.5 - (2 * (row + 0.5)) / CELLS]);
      set(cell, { class: p >= 0.5 ? "rna-cell--1" : "rna-cell--0", "fill-opacity": (Math.abs(p - 0.5) * 1.1).toFixed(3) });
    });
    set(lines, { d: network.hidden.map(({ w, b }) => plane.line(w[0], w[1], b)).join("") });
    // The chart's width grows with the training; its ticks are drawn anew only when it does.
    set(curve, { d: chart.path(losses.map((loss, k) => [(1000 * k) / Math.max(1, losses.length - 1), Math.min(loss, 1)])) });
    chart.element.querySelectorAll(".rna-tick")[1].textContent = String(epoch);
    chart.element.querySelectorAll(".rna-tick")[0].textContent = String(Math.round(epoch / 2));
    const answers = INPUTS.map((x) => network.forward(x).p);
    const right = answers.filter((p, index) => (p >= 0.5 ? 1 : 0) === TARGETS[index]).length;
    table.textContent = INPUTS.map((x, index) => `(${x.join(", ")}) → ${number(answers[index])}`).join("; ");
    const done = finished() ? (right === 4 ? " Ha aprendido XOR." : " No lo ha conseguido: prueba otros pesos, o más neuronas.") : "";
    status.textContent = running ? `Entrenando… pérdida ${number(losses.at(-1), 1)}.` : `Época ${epoch}: pérdida ${number(losses.at(-1), 4)}, acierta ${right} de 4.${done}`;
    go.textContent = running ? "Parar" : "Entrenar";
  }

  const finished = () => epoch >= MOST_EPOCHS || losses.at(-1) < 0.02;

  function train() {
    network.step(rate.value);
    epoch += 1;
    losses.push(network.loss);
  }

  function run() {
    if (!running && finished()) restart();
    running = !running;
    draw();
    animate(element, () => {
      if (!running) return false;
      for (let k = 0; k < EPOCHS_A_FRAME && !finished(); k++) train();
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
      h("div", { class: "rna-picture" }, plane.element),
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
        chartPlace,
        table,
      ),
    ),
    status,
    h("p", { class: "rna-note" }, "Cada raya fina es la recta de una neurona oculta. Con una sola neurona no puede; con dos, depende de con qué pesos empiece."),
  );
  restart();
}
