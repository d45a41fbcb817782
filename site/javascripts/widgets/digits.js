// Draw a digit and a 28x28-128-10 network reads it: the weights come from tools/write/export_digits.py.

import { button, frame, h, number, statusLine } from "../ui.js";

const SIDE = 280; // of the paper, in its own pixels
const PEN = 22;
const STEP = 10; // of the pen when the keyboard moves it
const LAYERS = [
  [784, 128],
  [128, 10],
];

async function load(name) {
  const response = await fetch(new URL(`../../data/${name}`, import.meta.url));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
}

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
  const scores = dense(output, dense(hidden, pixels).map((z) => Math.max(0, z)));
  const most = Math.max(...scores);
  const exponentials = [...scores].map((z) => Math.exp(z - most));
  const sum = exponentials.reduce((total, each) => total + each);
  return exponentials.map((each) => each / sum);
}

/** Ink (alpha of a canvas) as [values 0..1 row by row, width]. */
function inkOf(canvas) {
  const { data } = canvas.getContext("2d", { willReadFrequently: true }).getImageData(0, 0, canvas.width, canvas.height);
  return Float32Array.from({ length: canvas.width * canvas.height }, (_, k) => data[4 * k + 3] / 255);
}

/** The drawing as MNIST's images were made: fitted into 20x20 and put with its centre of mass in the middle of 28x28. */
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
  const scale = 20 / Math.max(right - left + 1, bottom - top + 1);
  const small = h("canvas", { width: 28, height: 28 });
  const context = small.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.drawImage(paper, 14 - (sumX / mass) * scale, 14 - (sumY / mass) * scale, SIDE * scale, SIDE * scale);
  return small;
}

export async function mount(element) {
  const [weights, examples] = await Promise.all([load("digits.bin"), load("digit-examples.bin")]);
  const network = unpack(weights);
  let [penX, penY, penDown, lastExample] = [SIDE / 2, SIDE / 4, false, -1];

  const keys = h("p", { class: "rna-note", id: "rna-digits-keys" }, "Con el ratón o el dedo. Con el teclado: las flechas mueven el lápiz y Espacio lo baja o lo levanta; Supr borra.");
  const paper = h("canvas", {
    width: SIDE,
    height: SIDE,
    class: "rna-paper",
    tabindex: 0,
    role: "application",
    "aria-label": "Hoja para dibujar una cifra",
    "aria-describedby": keys.id,
  });
  const pen = h("div", { class: "rna-pen", "aria-hidden": "true" });
  const seen = h("canvas", { width: 28, height: 28, class: "rna-seen", role: "img", "aria-label": "Lo que recibe la red, 28 por 28 píxeles" });
  const bars = Array.from({ length: 10 }, () => h("div", { class: "rna-bar__fill" }));
  const values = Array.from({ length: 10 }, () => h("span", { class: "rna-bar__value" }));
  const status = statusLine();
  const context = paper.getContext("2d", { willReadFrequently: true });
  Object.assign(context, { lineWidth: PEN, lineCap: "round", lineJoin: "round", strokeStyle: "#000" });

  function read() {
    const small = centred(paper);
    seen.getContext("2d").clearRect(0, 0, 28, 28);
    if (small) seen.getContext("2d").drawImage(small, 0, 0);
    const p = small ? probabilities(network, inkOf(small)) : Array(10).fill(0);
    p.forEach((each, digit) => {
      bars[digit].style.width = `${each * 100}%`;
      values[digit].textContent = small ? number(each) : "";
    });
    const best = p.indexOf(Math.max(...p));
    status.textContent = small ? `La red lee un ${best} (${number(p[best] * 100, 1)} %).` : "Dibuja una cifra del 0 al 9.";
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
    [penX, penY] = at(event);
    line(penX, penY, penX, penY);
  });
  paper.addEventListener("pointermove", (event) => {
    if (!paper.hasPointerCapture(event.pointerId)) return;
    const [x, y] = at(event);
    line(penX, penY, x, y);
    [penX, penY] = [x, y];
  });
  paper.addEventListener("pointerup", read);

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
    "Dibuja una cifra",
    h(
      "div",
      { class: "rna-columns" },
      h("div", { class: "rna-picture" }, h("div", { class: "rna-paper-frame" }, paper, pen), keys),
      h(
        "div",
        { class: "rna-side" },
        h("div", { class: "rna-toolbar" }, button("Borrar", clear), button("Un ejemplo", example), seen),
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
    h("p", { class: "rna-note" }, "Los ejemplos son de MNIST (Y. LeCun y C. Cortes, CC BY-SA 3.0), y no se entrenó con ellos."),
  );
  showPen();
  read();
}
