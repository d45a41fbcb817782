// A kernel slides over an image: presets or numbers of one's own, the sum at each place, and the map that comes out.

import { convolve, maxPool } from "../formulas.js";
import { animate, button, choice, frame, h, number, s, set, slider, statusLine, still, style } from "../ui.js";

const image = (...rows) => rows.map((row) => [...row].map(Number));

const IMAGES = {
  figure: { name: "la de la figura", cells: image("00999", "00999", "00999", "00999", "00999") },
  seven: {
    name: "un siete",
    cells: image(
      "000000000000",
      "000000000000",
      "003899999800",
      "003889999900",
      "000000017900",
      "000000058200",
      "000000298000",
      "000000785000",
      "000004920000",
      "000009700000",
      "000009600000",
      "000000000000",
    ),
  },
  frame: {
    name: "un marco",
    cells: image(
      "000000000000",
      "000000000000",
      "009999999900",
      "009999999900",
      "009900009900",
      "009900009900",
      "009900009900",
      "009900009900",
      "009999999900",
      "009999999900",
      "000000000000",
      "000000000000",
    ),
  },
  slope: { name: "un degradado", cells: Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (_, j) => Math.floor((i + j) / 2.5))) },
};

const KERNELS = {
  vertical: { name: "borde vertical", cells: ["-1 0 1", "-1 0 1", "-1 0 1"] },
  horizontal: { name: "borde horizontal", cells: ["-1 -1 -1", "0 0 0", "1 1 1"] },
  mean: { name: "promedio", cells: ["1/9 1/9 1/9", "1/9 1/9 1/9", "1/9 1/9 1/9"] },
  sharp: { name: "realce", cells: ["0 -1 0", "-1 5 -1", "0 -1 0"] },
  outline: { name: "contorno", cells: ["-1 -1 -1", "-1 8 -1", "-1 -1 -1"] },
  same: { name: "identidad", cells: ["0 0 0", "0 1 0", "0 0 0"] },
};

const AFTER = {
  none: { name: "nada", of: (map) => map, block: 1 },
  relu: { name: "ReLU", of: (map) => map.map((row) => row.map((each) => Math.max(0, each))), block: 1 },
  pool: { name: "ReLU y máximos de 2 × 2", of: (map) => maxPool(AFTER.relu.of(map), 2), block: 2 },
};

const SIDE = 3; // of the kernel
const LIGHTEST = 9;
const PAUSE = 70; // milliseconds at each place
const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** A number as one types it: −1, 0.5, 0,5 or 1/9; nothing if it is none. */
export function typed(text) {
  const found = /^\s*([-−]?\d*(?:[.,]\d+)?)\s*(?:\/\s*(\d+))?\s*$/.exec(text);
  const [top, under] = found ? [found[1].replace("−", "-").replace(",", "."), Number(found[2] ?? 1)] : ["", 1];
  return /\d/.test(top) && under !== 0 ? Number(top) / under : null;
}

/** At most two decimals. */
const brief = (value) => number(value, 2).replace(/\.?0+$/, "");
const inBrackets = (value) => (value < 0 ? `(${brief(value)})` : brief(value));

/** A grid of squares with a number in each, as wide as its place. */
class Squares {
  constructor(label, role) {
    this.group = s("g");
    this.frame = s("rect", { class: "rna-conv-window" });
    this.element = s("svg", { class: "rna-plane rna-conv-grid", role, "aria-label": label });
    this.element.append(this.group, this.frame);
  }

  size(rows, columns) {
    if (this.rows === rows && this.columns === columns) return;
    [this.rows, this.columns, this.side] = [rows, columns, 360 / Math.max(rows, columns)];
    set(this.element, { viewBox: `-2 -2 ${columns * this.side + 4} ${rows * this.side + 4}` });
    this.cells = Array.from({ length: rows * columns }, (_, place) => {
      const [i, j] = [Math.floor(place / columns), place % columns];
      const rect = s("rect", { x: j * this.side, y: i * this.side, width: this.side, height: this.side });
      const text = s("text", { x: (j + 0.5) * this.side, y: (i + 0.5) * this.side, "text-anchor": "middle", "dominant-baseline": "central" });
      return { rect, text, group: s("g", {}, rect, text) };
    });
    this.group.replaceChildren(...this.cells.map(({ group }) => group));
  }

  /** The square [row, column] under a pointer, which may be outside. */
  at(event) {
    const box = this.element.getBoundingClientRect();
    return [((event.clientY - box.top) / box.height) * this.rows, ((event.clientX - box.left) / box.width) * this.columns].map(Math.floor);
  }

  /** Put the window around `height` × `width` squares. */
  window(i, j, height, width) {
    set(this.frame, { x: j * this.side, y: i * this.side, width: width * this.side, height: height * this.side });
  }

  /** Call `act(row, column)` where a mouse is pressed, or a finger taps or slides sideways: up and down it scrolls the page. */
  point(act) {
    let from = null;
    this.element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      from = event;
      if (event.pointerType !== "mouse") return;
      this.element.setPointerCapture(event.pointerId);
      act(...this.at(event));
    });
    this.element.addEventListener("pointermove", (event) => {
      if (!from) return;
      const sideways = Math.abs(event.clientX - from.clientX);
      const started = event.pointerType === "mouse" || this.free || (sideways > 8 && sideways > Math.abs(event.clientY - from.clientY));
      if (started) act(...this.at(event));
    });
    this.element.addEventListener("click", (event) => act(...this.at(event)));
    for (const end of ["pointerup", "pointercancel"]) this.element.addEventListener(end, () => (from = null));
  }
}

export async function mount(element) {
  await style("laboratory");
  let [cells, after, row, column, running] = [structuredClone(IMAGES.seven.cells), AFTER.none, 2, 2, false];
  let [kernel, painting, done] = [[], false, Infinity]; // how many places the walk has done

  const keys = h("p", { class: "rna-said", id: "rna-convolution-keys" }, "Las flechas mueven el núcleo. Si se pinta, mueven el lápiz, y un dígito del 0 al 9 pone ese tono.");
  const picture = new Squares("La imagen, con el núcleo encima", "application");
  set(picture.element, { tabindex: 0, "aria-describedby": keys.id });
  const found = new Squares("El mapa que sale", "img");
  const pictureName = h("p", { class: "rna-lab-caption" });
  const foundName = h("p", { class: "rna-lab-caption" });
  const signs = h("p", { class: "rna-legend rna-lab-legend" }, ...["negativo", "positivo"].map((words, sign) => h("span", { class: "rna-lab-sample" }, h("span", { class: `rna-conv-sign rna-conv-sign--${sign}`, "aria-hidden": "true" }), words)));
  const status = statusLine();
  const sums = h("div", { class: "rna-conv-sums" });

  const fields = Array.from({ length: SIDE * SIDE }, (_, place) => {
    const label = `Núcleo, fila ${Math.floor(place / SIDE)}, columna ${place % SIDE}`;
    return h("input", { type: "text", class: "rna-conv-field", "aria-label": label, autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 6, oninput: readKernel });
  });

  function readKernel() {
    fields.forEach((field, place) => {
      const value = typed(field.value);
      field.toggleAttribute("aria-invalid", value === null);
      if (value !== null) kernel[place] = value;
    });
    draw();
  }

  function fillKernel(key) {
    const texts = KERNELS[key].cells.flatMap((each) => each.split(" "));
    fields.forEach((field, place) => (field.value = texts[place].replace("-", "−")));
    readKernel();
  }

  const kernelRows = () => [0, 1, 2].map((r) => kernel.slice(r * SIDE, (r + 1) * SIDE));
  const places = () => [cells.length - SIDE + 1, cells[0].length - SIDE + 1];
  const cursor = { row: 0, column: 0 };

  function draw() {
    const map = convolve(cells, kernelRows());
    drawImage();
    drawMap(map);
    const parts = kernelRows().map((weights, r) => {
      const pixels = cells[row + r].slice(column, column + SIDE);
      const total = weights.reduce((sum, w, c) => sum + w * pixels[c], 0);
      return { total, text: weights.map((w, c) => `${pixels[c]} · ${inBrackets(w)}`).join(" + ") };
    });
    sums.replaceChildren(...parts.map(({ text, total }) => h("p", {}, `${text} = ${brief(total)}`)));
    const value = map[row][column];
    const added = parts.map(({ total }, r) => (r ? `${total < 0 ? " − " : " + "}${brief(Math.abs(total))}` : brief(total))).join("");
    const relu = after === AFTER.none ? "" : `; tras ReLU, ${brief(Math.max(0, value))}`;
    status.textContent = running ? "Recorriendo la imagen…" : painting ? `Lápiz en la fila ${cursor.row}, columna ${cursor.column}: ${cells[cursor.row][cursor.column]}.` : `Fila ${row}, columna ${column}: ${added} = ${brief(value)}${relu}.`;
    status.dataset.value = value;
    go.textContent = running ? "Parar" : "Recorrer";
  }

  function drawImage() {
    picture.size(cells.length, cells[0].length);
    picture.cells.forEach(({ rect, text }, place) => {
      const value = cells[Math.floor(place / picture.columns)][place % picture.columns];
      const light = Math.round(22 + (228 * value) / LIGHTEST);
      set(rect, { fill: `rgb(${light} ${light} ${light})`, class: "rna-conv-pixel" });
      set(text, { fill: value > 4 ? "#15171c" : "#f4f5f8", "font-size": Math.min(15, picture.side * 0.45) });
      text.textContent = value;
    });
    if (painting) picture.window(cursor.row, cursor.column, 1, 1);
    else picture.window(row, column, SIDE, SIDE);
    picture.element.classList.toggle("rna-conv-grid--painted", painting);
    picture.free = painting;
    pictureName.textContent = `imagen, ${cells.length} × ${cells[0].length}; 0 es negro y ${LIGHTEST}, blanco`;
  }

  function drawMap(map) {
    const values = after.of(map);
    const [, columns] = places();
    found.size(values.length, values[0].length);
    const most = Math.max(1e-9, ...values.flat().map(Math.abs));
    found.cells.forEach(({ rect, text, group }, place) => {
      const [i, j] = [Math.floor(place / found.columns), place % found.columns];
      const value = values[i][j];
      const reached = (i + 1) * after.block - 1 < Math.floor(done / columns) || (i * after.block + after.block - 1) * columns + j * after.block + after.block - 1 < done;
      set(group, { class: reached ? "" : "rna-conv-later" });
      set(rect, { class: `rna-conv-cell rna-conv-cell--${value < 0 ? 0 : 1}`, "fill-opacity": (0.5 * Math.abs(value)) / most, "data-value": value });
      const digits = number(value, Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0);
      set(text, { class: "rna-conv-number", "font-size": Math.min(15, found.side * 0.42) });
      text.textContent = digits;
    });
    const [i, j] = [row, column].map((each) => Math.floor(each / after.block));
    found.window(Math.min(i, found.rows - 1), Math.min(j, found.columns - 1), 1, 1);
    set(found.frame, { visibility: i < found.rows && j < found.columns ? "visible" : "hidden" });
    set(found.element, { "data-rows": values.length, "aria-label": `El mapa que sale: ${values.length} filas y ${values[0].length} columnas, de ${brief(Math.min(...values.flat()))} a ${brief(most)}` });
    foundName.textContent = `mapa, ${values.length} × ${values[0].length}`;
  }

  /** Put the kernel there, as near as it fits. */
  function move(i, j) {
    const [rows, columns] = places();
    [row, column] = [Math.max(0, Math.min(rows - 1, i)), Math.max(0, Math.min(columns - 1, j))];
    draw();
  }

  function stop() {
    [running, done] = [false, Infinity];
  }

  function colour(i, j, value) {
    [cursor.row, cursor.column] = [Math.max(0, Math.min(cells.length - 1, i)), Math.max(0, Math.min(cells[0].length - 1, j))];
    if (value !== null) cells[cursor.row][cursor.column] = value;
    draw();
  }

  picture.point((i, j) => {
    stop();
    if (painting) colour(i, j, tone.value);
    else move(i - 1, j - 1);
  });
  found.point((i, j) => {
    stop();
    move(i * after.block, j * after.block);
  });
  picture.element.addEventListener("keydown", (event) => {
    const by = ARROWS[event.key];
    if (painting && /^\d$/.test(event.key)) colour(cursor.row, cursor.column, Number(event.key));
    else if (by && painting) colour(cursor.row + by[0], cursor.column + by[1], null);
    else if (by) {
      stop();
      move(row + by[0], column + by[1]);
    } else return;
    event.preventDefault();
  });

  /** From the first place to the last, one after the other. */
  function walk() {
    running = !running;
    if (!running) {
      stop();
      return draw();
    }
    const [rows, columns] = places();
    done = still() ? rows * columns : 0;
    let last = -Infinity;
    animate(element, () => {
      if (!running) return false;
      if (performance.now() - last < PAUSE && done < rows * columns) return true;
      last = performance.now();
      done = Math.min(done + 1, rows * columns);
      if (done === rows * columns) stop();
      const at = Math.min(done, rows * columns) - 1;
      move(Math.floor(at / columns), at % columns);
      return running;
    });
    draw();
  }

  const go = button("Recorrer", walk, "rna-button--main");
  const tone = slider({ label: "tono", min: 0, max: LIGHTEST, step: 1, value: LIGHTEST, say: String, onInput: () => {} });
  const toneRow = h("div", { hidden: true }, tone.element);
  const options = (presets) => Object.entries(presets).map(([key, { name }]) => [key, name]);

  frame(
    element,
    "Un núcleo que se desliza",
    keys,
    choice({
      legend: "Imagen",
      options: options(IMAGES),
      value: "seven",
      onChange: (key) => {
        stop();
        cells = structuredClone(IMAGES[key].cells);
        [cursor.row, cursor.column] = [0, 0];
        move(row, column);
      },
    }),
    choice({ legend: "Núcleo", options: options(KERNELS), value: "vertical", onChange: fillKernel }),
    choice({
      legend: "Después",
      options: options(AFTER),
      value: "none",
      onChange: (key) => {
        after = AFTER[key];
        draw();
      },
    }),
    h("div", { class: "rna-toolbar" }, go),
    h("div", { class: "rna-columns rna-columns--lab" }, h("div", { class: "rna-conv-part" }, picture.element, pictureName), h("div", { class: "rna-conv-part" }, found.element, foundName, signs)),
    h(
      "div",
      { class: "rna-columns rna-columns--lab" },
      h("div", { role: "group", "aria-label": "El núcleo: escribe tus números" }, h("div", { class: "rna-conv-fields" }, ...fields), h("p", { class: "rna-lab-caption" }, "núcleo, 3 × 3")),
      h("div", { class: "rna-side" }, sums, status),
    ),
    choice({
      legend: "En la imagen",
      options: [
        ["move", "muevo el núcleo"],
        ["paint", "pinto"],
      ],
      value: "move",
      onChange: (key) => {
        stop();
        painting = key === "paint";
        toneRow.hidden = !painting;
        draw();
      },
    }),
    toneRow,
    h("p", { class: "rna-note" }, "Toca la imagen o el mapa, o muévete con las flechas del teclado. Los números del núcleo se pueden cambiar: valen −2, 0.5 o 1/9."),
  );
  fillKernel("vertical");
}
