// Draw a digit and a 28x28-128-10 network reads it: the weights come from tools/write/export_digits.py.

import { softmax } from "../formulas.js";
import { button, frame, h, load, number, statusLine } from "../ui.js";

const SIDE = 280; // of the paper, in its own pixels
const PEN = 22;
const STEP = 10; // of the pen when the keyboard moves it
const SPECK = 60; // a drawing that is no larger is hardly one
const LAYERS = [
  [784, 128],
  [128, 10],
];

/** The layers of digits.bin: a scale and a bias for each unit, then whole weights, row by row. */
function unpack(buffer) {
  const view = new DataView(buffer);
  let at = 0;
  const floats = (count) => Float32Array.from({ length: count }, () => view.getFloat32((at += 4) - 4, true));
  return LAYERS.map(([inputs, units]) => {
    const [scales, biases] = [floats(units), floats(units)];
    const whole = new Int8Array(buffer, at, inputs * units);
    at += inputs * units;
    return { units, biases, weights: Float32Array.from(whole, (each, k) => each * scales[k % units]) };
  });
}

function dense({ units, biases, weights }, inputs) {
  const sums = Float64Array.from(biases);
  inputs.forEach((x, i) => {
    if (x) for (let j = 0; j < units; j++) sums[j] += x * weights[i * units + j];
  });
  return sums;
}

function probabilities([hidden, output], pixels) {
  return softmax(dense(output, dense(hidden, pixels).map((z) => Math.max(0, z))));
}

/** Ink (alpha of a canvas) as [values 0..1 row by row, width]. */
function inkOf(canvas) {
  const { data } = canvas.getContext("2d", { willReadFrequently: true }).getImageData(0, 0, canvas.width, canvas.height);
  return Float32Array.from({ length: canvas.width * canvas.height }, (_, k) => data[4 * k + 3] / 255);
}

/** The drawing as MNIST's images were made: fitted into 20x20 and put with its centre of mass in the middle of 28x28; and how large it was. */
function centred(paper) {
  const ink = inkOf(paper);
  let [left, right, top, bottom, mass, sumX, sumY] = [SIDE, -1, SIDE, -1, 0, 0, 0];
  ink.forEach((value, k) => {
    if (value < 0.1) return;
    const [x, y] = [k % SIDE, Math.floor(k / SIDE)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    [mass, sumX, sumY] = [mass + value, sumX + value * x, sumY + value * y];
  });
  if (right < 0) return null;
  const size = Math.max(right - left + 1, bottom - top + 1);
  const scale = 20 / size;
  const small = h("canvas", { width: 28, height: 28 });
  const context = small.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.drawImage(paper, 14 - (sumX / mass) * scale, 14 - (sumY / mass) * scale, SIDE * scale, SIDE * scale);
  return { small, size };
}

export async function mount(element) {
  const [weights, examples] = await Promise.all(["digits.bin", "digit-examples.bin"].map(async (name) => (await load(name)).arrayBuffer()));
  const network = unpack(weights);
  let [penX, penY, penDown, drawing, lastExample] = [SIDE / 2, SIDE / 4, false, false, -1];

  const keys = h("p", { class: "rna-note", id: "rna-digits-keys" }, "Con el ratón o el dedo. Con el teclado: las flechas mueven el lápiz y Espacio lo baja o lo levanta; Supr borra.");
  const paper = h("canvas", {
    width: SIDE,
    height: SIDE,
    class: "rna-paper",
    tabindex: 0,
    role: "application",
    "aria-label": "Hoja para dibujar un dígito",
    "aria-describedby": keys.id,
  });
  const pen = h("div", { class: "rna-pen", "aria-hidden": "true" });
  const seen = h("canvas", { width: 28, height: 28, class: "rna-seen", role: "img", "aria-label": "Lo que recibe la red, 28 por 28 píxeles" });
  const bars = Array.from({ length: 10 }, () => h("div", { class: "rna-bar__fill" }));
  const values = Array.from({ length: 10 }, () => h("span", { class: "rna-bar__value" }));
  const answer = h("span", { class: "rna-read", "aria-hidden": "true" }, "?");
  const status = statusLine();
  const doubt = h("p", { class: "rna-doubt" });
  const context = paper.getContext("2d", { willReadFrequently: true });
  Object.assign(context, { lineWidth: PEN, lineCap: "round", lineJoin: "round", strokeStyle: "#000" });

  /** What the network sees and answers. In words only where `said`: while one draws it changes too often to be heard. */
  function read(said = true) {
    const { small, size } = centred(paper) ?? {};
    seen.getContext("2d").clearRect(0, 0, 28, 28);
    if (small) seen.getContext("2d").drawImage(small, 0, 0);
    const p = small ? probabilities(network, inkOf(small)) : Array(10).fill(0);
    const [best, second] = p.map((_, digit) => digit).sort((one, other) => p[other] - p[one]);
    p.forEach((each, digit) => {
      bars[digit].style.width = `${each * 100}%`;
      bars[digit].classList.toggle("rna-bar__fill--best", Boolean(small) && digit === best);
      values[digit].textContent = small ? number(each) : "";
    });
    answer.textContent = small ? best : "?";
    answer.style.setProperty("--rna-share", p[best]);
    if (!said) return;
    status.textContent = small ? `La red lee un ${best} (${percent(p[best])} %).` : "Dibuja un dígito del 0 al 9.";
    doubt.textContent = small ? sureness(p[best], best, second, size) : "La red contesta mientras dibujas.";
  }

  /** Rounded down: a softmax is never certain, and 100 % would say so. */
  const percent = (p) => number(Math.min(99.9, Math.floor(p * 1000) / 10), 1);

  function sureness(p, best, second, size) {
    if (size < SPECK) return "Casi no hay nada dibujado, y aun así contesta: no tiene casilla para «esto no es un dígito».";
    if (p < 0.6) return `Duda entre el ${best} y el ${second}.`;
    if (p < 0.95) return `Se inclina por el ${best}; también podría ser un ${second}.`;
    return "Está muy segura, y puede equivocarse: dibuja un garabato, y verás cuánta seguridad le pone.";
  }

  let waiting = false;
  /** Read once for each frame, however many moves the pen makes in it. */
  function readSoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (drawing) read(false);
    });
  }

  function line(fromX, fromY, toX, toY) {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX + 0.01, toY); // a line of no length would leave no ink
    context.stroke();
  }

  function clear() {
    context.clearRect(0, 0, SIDE, SIDE);
    penDown = false;
    showPen();
    read();
  }

  function showPen() {
    pen.style.left = `${(100 * penX) / SIDE}%`;
    pen.style.top = `${(100 * penY) / SIDE}%`;
    pen.classList.toggle("rna-pen--down", penDown);
  }

  // -- mouse, pen and finger

  const at = (event) => {
    const box = paper.getBoundingClientRect();
    return [((event.clientX - box.left) * SIDE) / box.width, ((event.clientY - box.top) * SIDE) / box.height];
  };
  paper.addEventListener("pointerdown", (event) => {
    paper.setPointerCapture(event.pointerId);
    drawing = true;
    [penX, penY] = at(event);
    line(penX, penY, penX, penY);
    readSoon();
  });
  paper.addEventListener("pointermove", (event) => {
    if (!paper.hasPointerCapture(event.pointerId)) return;
    const [x, y] = at(event);
    line(penX, penY, x, y);
    [penX, penY] = [x, y];
    readSoon();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    paper.addEventListener(end, () => {
      drawing = false;
      read();
    });
  }

  // -- keyboard

  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  paper.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (move) {
      const [x, y] = [penX + STEP * move[0], penY + STEP * move[1]].map((each) => Math.max(0, Math.min(SIDE, each)));
      if (penDown) line(penX, penY, x, y);
      [penX, penY] = [x, y];
    } else if (event.key === " ") penDown = !penDown;
    else if (event.key === "Delete") clear();
    else return;
    event.preventDefault();
    showPen();
    if (penDown || event.key === " ") read();
  });

  function example() {
    lastExample = (lastExample + 1) % 10;
    const image = new ImageData(28, 28);
    new Uint8Array(examples, 784 * lastExample, 784).forEach((level, k) => (image.data[4 * k + 3] = level));
    const small = h("canvas", { width: 28, height: 28 });
    small.getContext("2d").putImageData(image, 0, 0);
    clear();
    context.drawImage(small, 0, 0, SIDE, SIDE);
    read();
  }

  frame(
    element,
    "Dibuja un dígito",
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-picture" }, h("div", { class: "rna-paper-frame" }, paper, pen), keys),
      h(
        "div",
        { class: "rna-side" },
        h("div", { class: "rna-toolbar" }, button("Borrar", clear), button("Un ejemplo", example)),
        h("div", { class: "rna-toolbar" }, h("span", { class: "rna-note" }, "recibe"), seen, h("span", { class: "rna-note" }, "y lee"), answer),
        h(
          "div",
          { class: "rna-bars" },
          ...bars.map((bar, digit) =>
            h(
              "div",
              { class: "rna-bar" },
              h("span", { class: "rna-bar__name" }, String(digit)),
              h("div", { class: "rna-bar__track", "aria-hidden": "true" }, bar),
              values[digit],
            ),
          ),
        ),
      ),
    ),
    status,
    doubt,
    h(
      "p",
      { class: "rna-note" },
      "La softmax reparte siempre el 100 % entre los diez dígitos, aunque dibujes otra cosa: ",
      h("a", { href: new URL("../../activations.html#confidence", import.meta.url) }, "la falsa seguridad"),
      ".",
    ),
    h("p", { class: "rna-note" }, "Los ejemplos son de MNIST (Y. LeCun y C. Cortes, CC BY-SA 3.0), y no se entrenó con ellos."),
  );
  showPen();
  read();
}
