// Gradient descent on a surface: too small a learning rate crawls, too large a one bounces and flies off.

import { animate, button, choice, frame, h, number, s, set, slider, statusLine } from "../ui.js";
import { Plane } from "./plane.js";

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
const COLUMNS = 84;
const ROWS = 56;

export function mount(element) {
  let surface = SURFACES.bowl;
  let trail = [];
  let running = false;

  const plane = new Plane({
    x: [-3, 3, 1],
    y: [-2, 2, 1],
    width: 420,
    height: 300,
    label: "El error como un mapa de alturas, de color más intenso cuanto más alto, y el camino que recorre el descenso",
    xName: "w₁",
    yName: "w₂",
  });
  const map = s("g", { class: "rna-map" });
  plane.below.append(map);
  const path = s("path", { class: "rna-curve rna-trail" });
  const dots = s("path", { class: "rna-trail-dots" });
  const ball = s("circle", { r: 6, class: "rna-dot" });
  plane.above.append(path, dots, ball);

  const status = statusLine();
  const rate = slider({ label: "tasa de aprendizaje", min: 0.01, max: 0.4, step: 0.01, value: 0.05, onInput: () => {} });
  const [startX, startY] = ["w₁ inicial", "w₂ inicial"].map((label, axis) =>
    slider({ label, min: [-3, -2][axis], max: [3, 2][axis], step: 0.1, value: surface.start[axis], say: (v) => number(v, 1), onInput: restart }),
  );

  function restart() {
    running = false;
    trail = [[startX.value, startY.value]];
    draw();
  }

  function step() {
    const [x, y] = trail.at(-1);
    const [dx, dy] = surface.gradient(x, y);
    trail.push([x - rate.value * dx, y - rate.value * dy]);
  }

  /** Why to stop, in words; nothing if there is still way to go. */
  function ending() {
    const [x, y] = trail.at(-1);
    const slope = Math.hypot(...surface.gradient(x, y));
    if (!(Math.abs(x) < 50 && Math.abs(y) < 50)) return "Se ha ido: la tasa de aprendizaje es demasiado alta.";
    if (slope < 1e-3) return surface === SURFACES.valleys && x > 0 ? "Está en un mínimo, pero no en el más bajo." : "Ha llegado al mínimo.";
    if (trail.length > MOST_STEPS) return "Tras 200 pasos aún no ha llegado: la tasa es demasiado baja, o demasiado alta y rebota.";
    return "";
  }

  function draw() {
    const [x, y] = trail.at(-1);
    // Far outside, SVG coordinates must stay ordinary numbers.
    const near = trail.map((point) => point.map((each) => Math.max(-60, Math.min(60, each))));
    set(path, { d: plane.path(near) });
    set(dots, { d: near.map(([px, py]) => plane.path([[px, py], [px + 1e-3, py]])).join("") });
    set(ball, { cx: plane.px(near.at(-1)[0]), cy: plane.py(near.at(-1)[1]) });
    go.textContent = running ? "Parar" : "Bajar";
    if (running) {
      status.textContent = "Bajando…"; // a number for each frame is more than anyone can read, or hear
      return;
    }
    const error = surface.f(x, y);
    const high = error < 1e4 ? number(error, 4) : "enorme";
    const where = Math.max(Math.abs(x), Math.abs(y)) < 100 ? `w = (${number(x)}, ${number(y)}), ` : "";
    const steps = trail.length - 1;
    status.textContent = `Paso ${steps}: ${where}error ${high}. ${steps ? ending() : ""}`.trim();
  }

  function drawMap() {
    const { f, levels } = surface;
    const bands = levels.map(() => []);
    const [w, hgt] = [(plane.width - 2 * plane.pad) / COLUMNS, (plane.height - 2 * plane.pad) / ROWS];
    for (let row = 0; row < ROWS; row++) {
      for (let column = 0; column < COLUMNS; column++) {
        const value = f(-3 + (6 * (column + 0.5)) / COLUMNS, 2 - (4 * (row + 0.5)) / ROWS);
        const band = levels.filter((level) => value > level).length;
        if (band) bands[band - 1].push(`M${(plane.pad + column * w).toFixed(2)} ${(plane.pad + row * hgt).toFixed(2)}h${w.toFixed(2)}v${hgt.toFixed(2)}h-${w.toFixed(2)}z`);
      }
    }
    const paths = bands.map((cells, index) => s("path", { d: cells.join(""), "fill-opacity": (0.07 * (index + 1)).toFixed(2) }));
    map.replaceChildren(...paths);
  }

  function run() {
    running = !running;
    draw();
    if (!running) return;
    if (ending()) restart();
    running = true;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    animate(element, () => {
      if (!running) return false;
      do step();
      while (still && !ending());
      running = !ending();
      draw();
      return running;
    });
  }

  const go = button("Bajar", run, "rna-button--main");
  plane.element.addEventListener("pointerdown", (event) => {
    const [x, y] = plane.at(event);
    [startX.value, startY.value] = [x.toFixed(1), y.toFixed(1)];
    restart();
  });
  frame(
    element,
    "Descenso del gradiente",
    choice({
      legend: "Superficie",
      options: Object.entries(SURFACES).map(([key, { name }]) => [key, name]),
      value: "bowl",
      onChange: (key) => {
        surface = SURFACES[key];
        [startX.value, startY.value] = surface.start;
        drawMap();
        restart();
      },
    }),
    h("div", { class: "rna-picture rna-picture--wide" }, plane.element),
    rate.element,
    startX.element,
    startY.element,
    h(
      "div",
      { class: "rna-toolbar" },
      go,
      button("Un paso", () => {
        running = false;
        if (Math.abs(trail.at(-1)[0]) < 50 && Math.abs(trail.at(-1)[1]) < 50) step();
        draw();
      }),
      button("Volver a empezar", restart),
    ),
    status,
    h("p", { class: "rna-note" }, "Toca el mapa, o usa los dos deslizadores, para elegir de dónde sale. Prueba en el cuenco 0.01, 0.1, 0.23 y 0.26."),
  );
  drawMap();
  restart();
}
