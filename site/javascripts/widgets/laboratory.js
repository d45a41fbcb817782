// A laboratory: a network of one's own learns to tell two classes apart, and each of its neurons shows what it sees.

import { ACTIVATIONS, backpropagation, binaryCrossEntropy, descend, forward, initialize, minibatches, random } from "../formulas.js";
import { animate, button, choice, frame, h, number, s, set, slider, statusLine, still, style } from "../ui.js";
import { contours } from "./contours.js";
import { Plane, upTo } from "./plane.js";

const EXAMPLES = 200; // half of them to train with, half to validate
const REACH = 1.5; // of the picture, to every side
const SAMPLES = 49; // of the plane, from edge to edge
const MOST = { layers: 3, units: 8, epochs: 2000 };
const RATES = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];
const BATCHES = [1, 5, 10, 25, 100];
const PENALTIES = [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03];
const BUDGET = 9; // milliseconds of training a frame, so that the page answers meanwhile
const EPOCHS_A_FRAME = 3;

const NAMES = { tanh: "tanh", sigmoid: "sigmoide", relu: "ReLU", linear: "lineal" };

const SHAPES = {
  clouds: {
    name: "nubes",
    at: (label) => (label ? [0.55, 0.4] : [-0.55, -0.4]),
    blur: 0.16,
  },
  moons: {
    name: "lunas",
    at: (label, t) => (label ? [0.4 - 0.8 * Math.cos(Math.PI * t), 0.2 - 0.8 * Math.sin(Math.PI * t)] : [-0.4 + 0.8 * Math.cos(Math.PI * t), -0.2 + 0.8 * Math.sin(Math.PI * t)]),
    blur: 0.03,
  },
  ring: {
    name: "anillo",
    at: (label, t, u) => [Math.cos, Math.sin].map((f) => (label ? 0.45 * Math.sqrt(u) : 0.8 + 0.3 * u) * f(2 * Math.PI * t)),
    blur: 0.02,
  },
  spiral: {
    name: "espiral",
    at: (label, t) => [Math.cos, Math.sin].map((f) => (0.12 + 1.1 * t) * f(6.4 * t + (label ? Math.PI : 0))),
    blur: 0.015,
  },
};

const NUMERIC = (value, digits = 4) => (Number.isFinite(value) ? number(value, digits) : "—");

/** Points of two classes, the odd ones for validation: {X, y} of each half. */
export function examples({ at, blur }, noise, seed) {
  const next = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const halves = { train: { X: [], y: [] }, validation: { X: [], y: [] } };
  for (let n = 0; n < EXAMPLES; n++) {
    const label = Math.floor(n / 2) % 2;
    const place = at(label, next(), next()).map((each) => each + (blur + 0.3 * noise) * normal());
    const half = n % 2 ? halves.validation : halves.train;
    half.X.push(place.map((each) => Math.round(Math.max(-REACH, Math.min(REACH, each)) * 1000) / 1000));
    half.y.push(label);
  }
  return halves;
}

const accuracy = (y, p) => y.filter((label, n) => (p[n][0] >= 0.5 ? 1 : 0) === label).length / y.length;

/** What the network would be in a student's own words: the functions of the course, with these numbers. */
function inPython({ train, validation }, layers) {
  const list = (values, digits) => `[${values.map((each) => (Array.isArray(each) ? list(each, digits) : String(Number(each.toFixed(digits))))).join(", ")}]`;
  const array = (values, digits) => `np.array(${list(values, digits)})`;
  const layer = ({ W, b, activation }) => `    (${array(W, 8)}, ${array(b, 8)}, "${activation}"),`;
  return [
    "import numpy as np",
    "from exercises.losses import binary_cross_entropy",
    "from exercises.network import forward",
    "",
    `X_train = ${array(train.X, 3)}`,
    `y_train = ${array(train.y, 0)}`,
    `X_val = ${array(validation.X, 3)}`,
    `y_val = ${array(validation.y, 0)}`,
    "layers = [",
    ...layers.map(layer),
    "]",
    'print("entrenamiento:", binary_cross_entropy(y_train, forward(X_train, layers).ravel()))',
    'print("validación:", binary_cross_entropy(y_val, forward(X_val, layers).ravel()))',
  ].join("\n");
}

/** A picture of values from −1 to 1 in the colours of the two classes, square by square. */
function paint(canvas, values, colours) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(SAMPLES, SAMPLES);
  values.forEach((value, place) => {
    const size = Math.min(1, Math.abs(value));
    image.data.set(colours[value < 0 ? 0 : 1], 4 * place);
    image.data[4 * place + 3] = 160 * size;
  });
  context.putImageData(image, 0, 0);
}

/** The coordinate of a sample, and the sample nearest to a coordinate. */
const coordinate = (sample) => -REACH + (2 * REACH * sample) / (SAMPLES - 1);
const sampleAt = (x) => Math.round(((x + REACH) / (2 * REACH)) * (SAMPLES - 1));
/** Row by row, from above. */
const GRID = Array.from({ length: SAMPLES ** 2 }, (_, place) => [coordinate(place % SAMPLES), -coordinate(Math.floor(place / SAMPLES))]);

export async function mount(element) {
  await style("laboratory");
  let [shape, activation, sizes, seed] = [SHAPES.moons, "tanh", [4, 2], 1];
  let running = false;
  let data, layers, epoch, history, next, best, limit;
  let shown = null; // the neuron whose sight the picture shows, [layer, unit]; nothing: the network's answer

  // -- the picture: what is answered everywhere, and the examples

  const map = h("canvas", { width: SAMPLES, height: SAMPLES, class: "rna-lab-map", "aria-hidden": "true" });
  const plane = new Plane({
    x: [-REACH, REACH, 2 * REACH],
    y: [-REACH, REACH, 2 * REACH],
    width: 340,
    height: 340,
    label: "Los ejemplos de las dos clases sobre lo que la red responde en cada punto del plano",
    xName: "x₁",
    yName: "x₂",
  });
  const border = s("path", { class: "rna-lab-border" });
  const marks = s("g");
  plane.inside.append(border);
  plane.above.append(marks);
  const caption = h("p", { class: "rna-lab-caption" });

  const mark = ([x, y], label, half) =>
    s(label ? "circle" : "rect", {
      class: `rna-lab-mark rna-lab-mark--${label} rna-lab-mark--${half}`,
      ...(label ? { cx: plane.px(x), cy: plane.py(y), r: 4 } : { x: plane.px(x) - 3.6, y: plane.py(y) - 3.6, width: 7.2, height: 7.2 }),
    });
  const sample = (label, half, words) =>
    h("span", { class: "rna-lab-sample" }, s("svg", { viewBox: "-6 -6 12 12", class: "rna-lab-key", "aria-hidden": "true" }, label ? s("circle", { r: 4, class: `rna-lab-mark rna-lab-mark--1 rna-lab-mark--${half}` }) : s("rect", { x: -3.6, y: -3.6, width: 7.2, height: 7.2, class: `rna-lab-mark rna-lab-mark--0 rna-lab-mark--${half}` })),
      words,
    );

  // -- the losses

  const chart = new Plane({ x: [0, 100, 50], y: [0, 1, 0.5], width: 340, height: 190, label: "La pérdida de entrenamiento y la de validación, época a época", yName: "pérdida, por épocas" });
  const curves = { train: s("path", { class: "rna-lab-curve" }), validation: s("path", { class: "rna-lab-curve rna-lab-curve--validation" }) };
  const lowest = s("circle", { r: 4, class: "rna-lab-lowest" });
  chart.inside.append(curves.train, curves.validation);
  chart.above.append(lowest);
  const rows = Object.fromEntries(["train", "validation"].map((half) => [half, [h("td"), h("td")]]));
  const bestLine = h("p", { class: "rna-note" });
  const count = h("span", { class: "rna-place-of" });

  // -- controls

  const index = (list, label, start, say = String) =>
    slider({ label, min: 0, max: list.length - 1, step: 1, value: start, say: (at) => say(list[at]), onInput: () => {} });
  const rate = index(RATES, "tasa de aprendizaje", 3);
  const batch = index(BATCHES, "lote", 2, (each) => (each === EXAMPLES / 2 ? "todos" : String(each)));
  const penalty = index(PENALTIES, "regularización L2, λ", 0);
  const noise = slider({ label: "ruido", min: 0, max: 1, step: 0.05, value: 0.3, onInput: renew });
  const status = statusLine();
  const tiles = h("div", { class: "rna-lab-layers" });
  const python = h("pre", { class: "rna-lab-python", tabindex: 0 });
  const fold = h("details", { class: "rna-fold" }, h("summary", {}, "Esta red, en Python"), h("p", { class: "rna-note" }, "Con tus funciones de las unidades 4 y 6 sale la misma pérdida."), python);
  fold.addEventListener("toggle", write);

  const activations = () => [...sizes.map(() => activation), "sigmoid"];

  function renew() {
    data = examples(shape, noise.value, 7);
    marks.replaceChildren(...["validation", "train"].flatMap((half) => data[half].X.map((x, n) => mark(x, data[half].y[n], half))));
    restart();
  }

  function restart() {
    next = random(seed);
    layers = initialize([2, ...sizes, 1], next).map((layer, k) => ({ ...layer, activation: activations()[k] }));
    [running, epoch, history] = [false, 0, { train: [], validation: [] }];
    if (shown && !(sizes[shown[0]] > shown[1])) shown = null;
    measure();
    lay();
    draw();
  }

  function measure() {
    for (const half of ["train", "validation"]) {
      const p = forward(data[half].X, layers).at(-1);
      history[half].push(binaryCrossEntropy(data[half].y, p));
      history[`${half}Accuracy`] = accuracy(data[half].y, p);
    }
    if (epoch === 0 || history.validation.at(-1) < best.loss) best = { epoch, loss: history.validation.at(-1) };
  }

  /** One epoch: a step for each batch. */
  function train() {
    for (const part of minibatches(data.train.X.length, BATCHES[batch.value], next)) {
      const [X, y] = [part.map((n) => data.train.X[n]), part.map((n) => data.train.y[n])];
      layers = descend(layers, backpropagation(X, y, layers), RATES[rate.value], PENALTIES[penalty.value]);
    }
    epoch += 1;
    measure();
  }

  const lost = () => !Number.isFinite(history.train.at(-1));

  function run() {
    running = !running && !lost();
    if (!running) return draw();
    limit = epoch + MOST.epochs;
    draw();
    const least = still() ? 1000 : 60; // milliseconds between two pictures, of which a slow machine draws fewer
    let [last, cost] = [performance.now(), 0];
    animate(element, () => {
      if (!running) return false;
      const begun = performance.now();
      for (let k = 0; k < EPOCHS_A_FRAME && running && performance.now() - begun < BUDGET; k++) {
        train();
        running = epoch < limit && !lost();
      }
      const now = performance.now();
      if (running && now - last < Math.max(least, 4 * cost)) return true;
      draw();
      last = performance.now();
      cost = last - now;
      return running;
    });
  }

  // -- what each neuron sees

  let faces = []; // [layer][unit] {canvas, button}
  /** One row of tiles a layer, with what changes how many there are. */
  function lay() {
    const tile = (k, unit, name) => {
      const canvas = h("canvas", { width: SAMPLES, height: SAMPLES, "aria-hidden": "true" });
      const face = h("button", { type: "button", class: "rna-lab-tile", "aria-label": name, "aria-pressed": "false", onclick: () => show(k, unit) }, canvas);
      return { canvas, face };
    };
    const change = (text, label, enabled, act) => {
      const made = button(text, act, "rna-lab-change");
      set(made, { "aria-label": label });
      made.disabled = !enabled;
      return made;
    };
    const resize = (k, by) => () => {
      sizes = sizes.map((units, at) => (at === k ? units + by : units));
      restart();
      tiles.querySelectorAll(".rna-lab-layer")[k].querySelectorAll(".rna-lab-change")[by < 0 ? 0 : 1].focus();
    };
    const units = (each) => `${each} neurona${each === 1 ? "" : "s"}`;
    faces = [...sizes, 1].map((size, k) => Array.from({ length: size }, (_, unit) => tile(k, unit, k === sizes.length ? "Lo que responde la red" : `Lo que ve la neurona ${unit + 1} de la capa ${k + 1}`)));
    const rowOf = (k) =>
      h(
        "div",
        { class: "rna-lab-layer" },
        h(
          "div",
          { class: "rna-lab-layer__head" },
          h("span", {}, k === sizes.length ? "salida" : `capa ${k + 1}: ${units(sizes[k])}`),
          ...(k === sizes.length
            ? []
            : [
                change("−", `Una neurona menos en la capa ${k + 1}`, sizes[k] > 1, resize(k, -1)),
                change("+", `Una neurona más en la capa ${k + 1}`, sizes[k] < MOST.units, resize(k, 1)),
              ]),
        ),
        h("div", { class: "rna-lab-tiles" }, ...faces[k].map(({ face }) => face)),
      );
    tiles.replaceChildren(...faces.map((_, k) => rowOf(k)));
    fewer.disabled = sizes.length === 0;
    more.disabled = sizes.length === MOST.layers;
  }

  function show(k, unit) {
    shown = k === sizes.length || (shown && shown[0] === k && shown[1] === unit) ? null : [k, unit];
    draw();
  }

  /** The outputs of a neuron all over the plane, from −1 to 1 as they are drawn. */
  function seen(outputs, k, unit) {
    const values = outputs[k + 1].map((row) => row[unit]);
    if (layers[k].activation === "sigmoid") return values.map((a) => 2 * a - 1);
    if (layers[k].activation === "tanh") return values;
    const most = Math.max(1e-9, ...values.map(Math.abs));
    return values.map((a) => a / most);
  }

  function sum(k, unit) {
    const { W, b } = layers[k];
    const inputs = k === 0 ? ["x₁", "x₂"] : W.map((_, i) => `a${"₁₂₃₄₅₆₇₈"[i]}`);
    const terms = [...W.map((row, i) => [row[unit], `·${inputs[i]}`]), [b[unit], ""]];
    const text = terms.map(([w, input], place) => `${place ? (w < 0 ? " − " : " + ") : w < 0 ? "−" : ""}${number(Math.abs(w))}${input}`).join("");
    return `${layers[k].activation === "sigmoid" ? "σ" : NAMES[layers[k].activation]}(${text})`;
  }

  function draw() {
    const colours = ["--rna-zero", "--rna-one"].map((name) => {
      const value = getComputedStyle(element).getPropertyValue(name).trim();
      return [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16)).concat(0);
    });
    const outputs = forward(GRID, layers);
    const [layer, unit] = shown ?? [sizes.length, 0];
    const sights = faces.map((row, k) => row.map((_, j) => seen(outputs, k, j)));
    faces.forEach((row, k) =>
      row.forEach(({ canvas, face }, j) => {
        paint(canvas, sights[k][j], colours);
        set(face, { "aria-pressed": String(Boolean(shown) && k === layer && j === unit) });
      }),
    );
    paint(map, sights[layer][unit], colours);
    const answer = sights.at(-1)[0];
    const [level] = contours(plane, (x, y) => answer[sampleAt(-y) * SAMPLES + sampleAt(x)], [0], SAMPLES - 1, SAMPLES - 1);
    set(border, { d: level });
    caption.textContent = shown ? `Lo que ve la neurona ${unit + 1} de la capa ${layer + 1}: ${sum(layer, unit)}` : "Lo que responde la red; en la línea, p = 0.5";
    drawLosses();
    go.textContent = running ? "Parar" : "Entrenar";
    status.textContent = running ? "Entrenando…" : told();
    write();
  }

  function drawLosses() {
    const most = Math.max(0.8, ...["train", "validation"].map((half) => Math.min(2, Math.max(...history[half].filter(Number.isFinite)))));
    chart.ranges(upTo(Math.max(100, epoch)), upTo(most));
    for (const half of ["train", "validation"]) {
      const stride = Math.ceil(history[half].length / 400);
      const points = history[half].map((loss, at) => [at, Math.min(loss, 5)]).filter(([at]) => at % stride === 0 || at === epoch);
      set(curves[half], { d: chart.path(points) });
      const values = [history[half].at(-1), history[`${half}Accuracy`]];
      rows[half].forEach((cell, at) => {
        cell.textContent = NUMERIC(values[at], at ? 2 : 4);
        cell.dataset.value = values[at];
      });
    }
    set(lowest, { cx: chart.px(best.epoch), cy: chart.py(Math.min(best.loss, 5)) });
    bestLine.textContent = `La menor pérdida de validación, ${NUMERIC(best.loss)}, fue en la época ${best.epoch}.`;
    count.textContent = `época ${epoch}`;
  }

  function told() {
    if (lost()) return `Época ${epoch}: los pesos se han disparado. Baja la tasa de aprendizaje y vuelve a empezar.`;
    const over = epoch - best.epoch > 100 && history.validation.at(-1) > 1.1 * best.loss ? " Sobreajuste: la de validación lleva un rato subiendo." : "";
    return `Época ${epoch}: pérdida ${NUMERIC(history.train.at(-1))} en entrenamiento y ${NUMERIC(history.validation.at(-1))} en validación.${over}`;
  }

  function write() {
    if (fold.open && !running) python.textContent = inPython(data, layers);
  }

  const go = button("Entrenar", run, "rna-button--main");
  const fewer = button("Quitar capa", () => {
    sizes = sizes.slice(0, -1);
    restart();
  });
  const more = button("Añadir capa", () => {
    sizes = [...sizes, sizes.at(-1) ?? 4];
    restart();
  });

  const head = h("tr", {}, h("td"), ...["pérdida", "exactitud"].map((text) => h("th", { scope: "col" }, text)));
  const line = (half, words) => h("tr", { "data-half": half }, h("th", { scope: "row" }, h("span", { class: `rna-lab-line rna-lab-line--${half}`, "aria-hidden": "true" }), words), ...rows[half]);
  frame(
    element,
    "Un laboratorio de redes",
    choice({
      legend: "Datos",
      options: Object.entries(SHAPES).map(([key, { name }]) => [key, name]),
      value: "moons",
      onChange: (key) => {
        shape = SHAPES[key];
        renew();
      },
    }),
    choice({
      legend: "Activación",
      options: Object.keys(ACTIVATIONS).map((key) => [key, NAMES[key]]),
      value: "tanh",
      onChange: (key) => {
        activation = key;
        restart();
      },
    }),
    h(
      "div",
      { class: "rna-columns rna-columns--lab" },
      h(
        "div",
        { class: "rna-picture" },
        h("div", { class: "rna-lab-plane" }, map, plane.element),
        caption,
        h("p", { class: "rna-legend rna-lab-legend" }, sample(0, "train", "clase 0"), sample(1, "train", "clase 1"), sample(1, "validation", "hueco: validación")),
      ),
      h(
        "div",
        { class: "rna-side" },
        h(
          "div",
          { class: "rna-toolbar" },
          go,
          button("Una época", () => {
            running = false;
            if (!lost()) train();
            draw();
          }),
          count,
        ),
        h("div", { class: "rna-picture" }, chart.element),
        h("table", { class: "rna-table" }, h("thead", {}, head), h("tbody", {}, line("train", "entrenamiento"), line("validation", "validación"))),
        bestLine,
      ),
    ),
    status,
    h("p", { class: "rna-lab-heading" }, "La red, y lo que ve cada neurona"),
    tiles,
    h(
      "div",
      { class: "rna-toolbar" },
      more,
      fewer,
      button("Volver a empezar", restart),
      button("Otros pesos", () => {
        seed += 1;
        restart();
      }),
    ),
    h("div", { class: "rna-columns rna-columns--lab" }, h("div", {}, rate.element, batch.element), h("div", {}, penalty.element, noise.element)),
    fold,
    h("p", { class: "rna-note" }, "Toca una neurona para verla en grande, con su cuenta. La tasa, el lote y λ se pueden cambiar mientras entrena; lo demás empieza de nuevo. La pérdida que se dibuja no lleva el sumando de λ."),
  );
  // The pictures wear the colours of the scheme.
  new MutationObserver(draw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  renew();
}
