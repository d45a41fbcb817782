// Gradient descent on a surface: too small a learning rate crawls, too large a one bounces and flies off.

import { gradientStep } from "../formulas.js";
import { animate, button, choice, frame, h, number, s, set, slider, statusLine, still } from "../ui.js";
import { contours } from "./contours.js";
import { Plane, upTo } from "./plane.js";

const SURFACES = {
  bowl: {
    name: "un cuenco alargado",
    f: (x, y) => (x * x + 8 * y * y) / 2,
    gradient: (x, y) => [x, 8 * y],
    levels: [0.1, 0.3, 0.7, 1.3, 2.2, 3.5, 5.5, 8, 12, 18],
    start: [-2.5, 1.2],
  },
  valleys: {
    name: "dos valles",
    f: (x, y) => ((x * x - 2) ** 2) / 4 + 0.35 * x + y * y + 1,
    gradient: (x, y) => [x * (x * x - 2) + 0.35, 2 * y],
    levels: [0.55, 0.65, 0.8, 1.05, 1.4, 1.9, 2.6, 3.6, 5, 8],
    start: [0.6, 1.5],
  },
};
const MOST_STEPS = 200;
const FAR = 50; // from there on it has flown off

export function mount(element) {
  let surface = SURFACES.bowl;
  let trail = [];
  let running = false;

  const plane = new Plane({
    x: [-3, 3, 1],
    y: [-2, 2, 1],
    width: 340,
    height: 250,
    label: "El error como un mapa de alturas, de color más intenso cuanto más alto, y el camino que recorre el descenso",
    xName: "w₁",
    yName: "w₂",
  });
  const map = s("g", { class: "rna-map" });
  plane.below.append(map);
  const path = s("path", { class: "rna-curve rna-trail" });
  const dots = s("path", { class: "rna-trail-dots" });
  const ball = s("circle", { r: 6, class: "rna-dot" });
  const start = s("g", {}, s("circle", { r: 20, class: "rna-reach" }), s("circle", { r: 9, class: "rna-start" }));
  plane.inside.append(path, dots, ball);
  plane.above.append(start);

  const chart = new Plane({ x: [0, 20, 10], y: [0, 10, 5], width: 340, height: 210, label: "El error tras cada paso", xName: "paso", yName: "error" });
  const curve = s("path", { class: "rna-curve" });
  const now = s("circle", { r: 5, class: "rna-dot" });
  chart.inside.append(curve);
  chart.above.append(now);

  const status = statusLine();
  const count = h("p", { class: "rna-outputs", "aria-hidden": "true" });
  const rate = slider({ label: "tasa de aprendizaje", min: 0.01, max: 0.4, step: 0.01, value: 0.05, onInput: () => {} });
  const [startX, startY] = ["w₁ inicial", "w₂ inicial"].map((label, axis) =>
    slider({ label, min: [-3, -2][axis], max: [3, 2][axis], step: 0.1, fine: 0.01, value: surface.start[axis], onInput: restart }),
  );

  function startAt(x, y) {
    [startX.value, startY.value] = [x, y];
    restart();
  }

  function restart() {
    running = false;
    trail = [[startX.value, startY.value]];
    draw();
  }

  function step() {
    const w = trail.at(-1);
    trail.push(gradientStep(w, surface.gradient(...w), rate.value));
  }

  const flown = () => !trail.at(-1).every((each) => Math.abs(each) < FAR);

  /** Why to stop, in words; nothing if there is still way to go. */
  function ending() {
    const [x, y] = trail.at(-1);
    if (flown()) return "Se ha ido: la tasa de aprendizaje es demasiado alta.";
    if (Math.hypot(...surface.gradient(x, y)) < 1e-3) {
      const where = surface === SURFACES.valleys && x > 0 ? "Está en un mínimo, pero no en el más bajo" : "Ha llegado al mínimo";
      return `${where}${turns() > 2 ? ", y por el camino rebotaba de un lado a otro." : "."}`;
    }
    if (trail.length <= MOST_STEPS) return "";
    const why = turns() > MOST_STEPS / 2 ? "rebota de un lado a otro, porque la tasa es demasiado alta." : "avanza, pero la tasa es demasiado baja.";
    return `Tras 200 pasos aún no ha llegado: ${why}`;
  }

  /** How many steps went to the other side of the valley, along one of the axes. */
  function turns() {
    const across = ([x1, y1], [x2, y2], [x3, y3]) => (x2 - x1) * (x3 - x2) < -1e-9 || (y2 - y1) * (y3 - y2) < -1e-9;
    return trail.slice(2).filter((_, k) => across(...trail.slice(k, k + 3))).length;
  }

  function draw() {
    const [x, y] = trail.at(-1);
    // Far outside, SVG coordinates must stay ordinary numbers.
    const near = trail.map((point) => point.map((each) => Math.max(-60, Math.min(60, each))));
    set(path, { d: plane.path(near) });
    set(dots, { d: near.map(([px, py]) => plane.path([[px, py], [px + 1e-3, py]])).join("") });
    set(ball, { cx: plane.px(near.at(-1)[0]), cy: plane.py(near.at(-1)[1]) });
    set(start, { transform: `translate(${plane.px(trail[0][0])} ${plane.py(trail[0][1])})` });
    const errors = near.map((point) => surface.f(...point));
    const steps = trail.length - 1;
    chart.ranges(upTo(Math.max(20, steps)), upTo(Math.min(10 * errors[0] + 1, Math.max(...errors))));
    set(curve, { d: chart.path(errors.map((each, k) => [k, each])) });
    set(now, { cx: chart.px(steps), cy: chart.py(errors.at(-1)), visibility: errors.at(-1) > chart.y[1] ? "hidden" : "visible" });
    go.textContent = running ? "Parar" : "Bajar";
    const error = surface.f(x, y);
    const high = error < 1e4 ? number(error, 4) : "enorme";
    count.textContent = `Paso ${steps}, error ${high}`;
    if (running) {
      status.textContent = "Bajando…"; // a number for each frame is more than anyone can hear
      return;
    }
    const where = Math.max(Math.abs(x), Math.abs(y)) < 100 ? `w = (${number(x)}, ${number(y)}), ` : "";
    status.textContent = `Paso ${steps}: ${where}error ${high}. ${steps ? ending() : ""}`.trim();
  }

  const drawMap = () => map.replaceChildren(...contours(plane, surface.f, surface.levels).map((d) => s("path", { d })));

  function run() {
    running = !running;
    draw();
    if (!running) return;
    if (ending()) restart();
    running = true;
    let frames = 0;
    animate(element, () => {
      if (!running) return false;
      if (!still() && frames++ % 2) return true; // slow enough to be followed
      do step();
      while (still() && !ending());
      running = !ending();
      draw();
      return running;
    });
  }

  const go = button("Bajar", run, "rna-button--main");
  plane.handle(start, { where: () => trail[0], onDrag: startAt });
  plane.tapped(startAt);
  frame(
    element,
    "Descenso del gradiente",
    choice({
      legend: "Superficie",
      options: Object.entries(SURFACES).map(([key, { name }]) => [key, name]),
      value: "bowl",
      onChange: (key) => {
        surface = SURFACES[key];
        drawMap();
        startAt(...surface.start);
      },
    }),
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-side" }, h("div", { class: "rna-picture rna-picture--wide" }, plane.element), startX.element, startY.element),
      h(
        "div",
        { class: "rna-side" },
        rate.element,
        h(
          "div",
          { class: "rna-toolbar" },
          go,
          button("Un paso", () => {
            running = false;
            if (!flown()) step();
            draw();
          }),
          button("Volver a empezar", restart),
        ),
        count,
        h("div", { class: "rna-picture rna-picture--wide" }, chart.element),
      ),
    ),
    status,
    h("p", { class: "rna-note" }, "Arrastra el círculo, o toca el mapa, para elegir de dónde sale. Prueba en el cuenco 0.01, 0.1, 0.23, 0.25 y 0.26."),
  );
  drawMap();
  restart();
}
