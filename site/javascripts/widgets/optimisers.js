// Three optimisers go down one surface from one place: descent, momentum and Adam, as in solutions/gradient_descent.py.

import { adamStep, gradientStep, momentumStep } from "../formulas.js";
import { animate, button, choice, frame, h, number, s, set, slider, statusLine, still } from "../ui.js";
import { contours } from "./contours.js";
import { Plane } from "./plane.js";

const bowl = (x, y) => (x * x + 50 * y * y) / 2;
// `height` is measured from the lowest place; `scale` multiplies the slope, and the height that is shown stays as it was.
const SURFACES = {
  bowl: { name: "el cuenco", height: bowl, gradient: (x, y) => [x, 50 * y], scale: 1, start: [-4, 1] },
  scaled: { name: "el cuenco, con la pérdida × 100", height: bowl, gradient: (x, y) => [x, 50 * y], scale: 100, start: [-4, 1] },
  saddle: {
    name: "una silla de montar",
    height: (x, y) => (x * x) / 2 + 2 * (y ** 4 / 4 - y * y / 2) + 0.5,
    gradient: (x, y) => [x, 2 * (y ** 3 - y)],
    scale: 1,
    start: [-4, 0.02],
  },
};
const LEVELS = [0.1, 0.3, 0.7, 1.4, 2.5, 6, 12, 20, 30];
const GOAL = 0.01;
const MOST_STEPS = 100;
const FAR = 50;

/** Each gives, from where it is with what it remembers, the gradient there and the number of the step, the next of both. */
const RULES = {
  descent: { name: "descenso", remembers: 0, next: ([w], gradient, _, { rate }) => [gradientStep(w, gradient, rate)] },
  momentum: { name: "momento", remembers: 1, next: ([w, v], gradient, _, { rate, momentum }) => momentumStep(w, v, gradient, rate, momentum) },
  adam: { name: "Adam", remembers: 2, next: ([w, m, v], gradient, t, { rate }) => adamStep(w, m, v, gradient, t, rate) },
};

export function mount(element) {
  let [surface, start, running, step] = [SURFACES.bowl, SURFACES.bowl.start, false, 0];

  const plane = new Plane({
    x: [-5, 2, 1],
    y: [-1.5, 1.5, 0.5],
    width: 340,
    height: 230,
    label: "La superficie como un mapa de alturas y el camino de cada optimizador",
    xName: "w₁",
    yName: "w₂",
  });
  const map = s("g", { class: "rna-map" });
  plane.below.append(map);
  const chart = new Plane({
    x: [0, MOST_STEPS, 25],
    y: [-4, 2, 1],
    width: 340,
    height: 230,
    label: "El error de cada optimizador tras cada paso; cada raya del eje es diez veces la de abajo",
    xName: "paso",
    yName: "error",
    pad: 48,
    aside: true,
    sayY: (power) => (power < 0 ? number(10 ** power, -power) : String(10 ** power)),
  });
  chart.below.append(s("path", { class: "rna-distance", d: chart.path([[0, Math.log10(GOAL)], [MOST_STEPS, Math.log10(GOAL)]]) }));
  const from = s("g", {}, s("circle", { r: 20, class: "rna-reach" }), s("circle", { r: 10, class: "rna-start" }));

  const racers = Object.entries(RULES).map(([key, rule]) => {
    const kind = `rna-racer rna-racer--${key}`;
    const [trail, curve, ball] = [s("path", { class: kind }), s("path", { class: kind }), s("circle", { r: 5.5, class: `rna-ball ${kind}` })];
    plane.inside.append(trail);
    chart.inside.append(curve);
    const cells = [h("td"), h("td")];
    const mark = s("svg", { viewBox: "0 0 34 10", class: "rna-racer-key", "aria-hidden": "true" }, s("path", { d: "M0 5H34", class: kind }));
    return { ...rule, key, trail, curve, ball, cells, row: h("tr", {}, h("th", { scope: "row" }, mark, rule.name), ...cells) };
  });
  plane.inside.append(...racers.map(({ ball }) => ball));
  plane.above.append(from);

  const rate = (label, most, step, value) => slider({ label, min: step, max: most, step, value, say: (v) => number(v, 3), onInput: restart });
  const controls = {
    descent: rate("tasa del descenso", 0.06, 0.001, 0.036),
    momentum: rate("tasa del momento", 0.06, 0.001, 0.02),
    adam: rate("tasa de Adam", 1, 0.01, 0.3),
  };
  const mu = slider({ label: "μ del momento", min: 0, max: 0.95, step: 0.05, value: 0.8, onInput: restart });
  const status = statusLine();
  const count = h("p", { class: "rna-outputs", "aria-hidden": "true" });

  function restart() {
    [running, step] = [false, 0];
    for (const racer of racers) Object.assign(racer, { path: [start], memory: Array(racer.remembers).fill([0, 0]) });
    draw();
  }

  const flown = ({ path }) => !path.at(-1).every((each) => Math.abs(each) < FAR);

  function advance() {
    step += 1;
    for (const racer of racers) {
      if (flown(racer)) continue;
      const w = racer.path.at(-1);
      const gradient = surface.gradient(...w).map((each) => each * surface.scale);
      const settings = { rate: controls[racer.key].value, momentum: mu.value };
      const [next, ...memory] = racer.next([w, ...racer.memory], gradient, step, settings);
      racer.path.push(next);
      racer.memory = memory;
    }
  }

  /** After how many steps it is below the goal, and stays there; nothing if it does not. */
  function arrival({ path }) {
    const last = path.findLastIndex((w) => !(surface.height(...w) < GOAL));
    return last < path.length - 1 ? last + 1 : null;
  }

  function draw() {
    for (const racer of racers) {
      const near = racer.path.map((point) => point.map((each) => Math.max(-FAR, Math.min(FAR, each))));
      const heights = near.map((point) => surface.height(...point));
      set(racer.trail, { d: plane.path(near) });
      set(racer.ball, { cx: plane.px(near.at(-1)[0]), cy: plane.py(near.at(-1)[1]) });
      set(racer.curve, { d: chart.path(heights.map((each, k) => [k, Math.log10(Math.max(each, 1e-9))])) });
      const arrived = arrival(racer);
      const texts = flown(racer)
        ? ["se escapa", "—"]
        : [heights.at(-1) < 1e-6 ? "< 0.000001" : number(heights.at(-1), 6), arrived === null ? "—" : `${arrived} pasos`];
      racer.cells.forEach((cell, k) => (cell.textContent = texts[k]));
    }
    set(from, { transform: `translate(${plane.px(start[0])} ${plane.py(start[1])})` });
    go.textContent = running ? "Parar" : "Correr";
    count.textContent = `Paso ${step} de ${MOST_STEPS}`;
    if (running) status.textContent = "Corriendo…"; // the numbers of each frame are more than anyone can hear
    else if (step < MOST_STEPS) status.textContent = `Paso ${step} de ${MOST_STEPS}.`;
    else status.textContent = `Tras ${MOST_STEPS} pasos: ${racers.map(result).join("; ")}.`;
  }

  function result(racer) {
    if (flown(racer)) return `${racer.name} se escapa`;
    const arrived = arrival(racer);
    return arrived === null ? `${racer.name} no baja de ${GOAL}` : `${racer.name} baja de ${GOAL} en ${arrived}`;
  }

  function run() {
    if (!running && step >= MOST_STEPS) restart();
    running = !running;
    draw();
    let frames = 0;
    animate(element, () => {
      if (!running) return false;
      if (!still() && frames++ % 3) return true; // slow enough to be followed
      do advance();
      while (still() && step < MOST_STEPS);
      running = step < MOST_STEPS;
      draw();
      return running;
    });
  }

  const drawMap = () => map.replaceChildren(...contours(plane, surface.height, LEVELS).map((d) => s("path", { d })));
  const startAt = (x, y) => {
    start = [x, y].map((each) => Math.round(each * 20) / 20); // so coarse that the ridge of the saddle can be met
    restart();
  };
  const go = button("Correr", run, "rna-button--main");
  plane.handle(from, { where: () => start, onDrag: startAt, label: "De dónde salen los tres" });
  plane.tapped(startAt);

  const head = ["", "error", `baja de ${GOAL} en`].map((text) => h(text ? "th" : "td", text ? { scope: "col" } : {}, text));
  frame(
    element,
    "Tres optimizadores, una superficie",
    choice({
      legend: "Superficie",
      options: Object.entries(SURFACES).map(([key, { name }]) => [key, name]),
      value: "bowl",
      onChange: (key) => {
        surface = SURFACES[key];
        start = surface.start;
        drawMap();
        restart();
      },
    }),
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-picture rna-picture--wide" }, plane.element),
      h("div", { class: "rna-picture rna-picture--wide" }, chart.element),
    ),
    h(
      "div",
      { class: "rna-toolbar" },
      go,
      button("Un paso", () => {
        running = false;
        if (step < MOST_STEPS) advance();
        draw();
      }),
      button("Volver a empezar", restart),
      count,
    ),
    h("table", { class: "rna-table rna-table--named" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...racers.map(({ row }) => row))),
    status,
    h("div", { class: "rna-columns" }, controls.descent.element, controls.momentum.element, mu.element, controls.adam.element),
    h(
      "p",
      { class: "rna-note" },
      "Arrastra el círculo, o toca el mapa, para que salgan de otro sitio. El error se mide desde el fondo, y con la pérdida × 100 se ve el de antes " +
        "de multiplicar. La raya a puntos es 0.01. En la silla, prueba a salir justo de w₂ = 0: de ahí no sale ninguno.",
    ),
  );
  drawMap();
  restart();
}
