// A plane with axes for the widgets: data coordinates in, SVG out. Scales with the page.

import { number, s, set, uniqueId } from "../ui.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const short = (value) => number(value, Number.isInteger(value) ? 0 : Math.abs(value * 10 - Math.round(value * 10)) < 1e-9 ? 1 : 2);

/** An axis from 0 to a round number that is no less than `most`. */
export function upTo(most) {
  const size = 10 ** Math.floor(Math.log10(Math.max(most, 1e-9)));
  const top = size * [1, 2, 5, 10].find((each) => each * size >= most * (1 - 1e-9));
  return [0, top, top / 2];
}

export class Plane {
  #axes = s("g", { class: "rna-axes" });
  #names;

  /**
   * `x` and `y` are [from, to, step of the ticks]; `label` describes the picture. What is put into `below` and `inside`
   * ends where the axes do; what is in `above` lies over it, whole. `sayY` writes the ticks of y. The axes cross at 0
   * where that is within them, unless they are to stand `aside`, left and below.
   */
  constructor({ x, y, width = 360, height = 300, pad = 30, label, xName = "", yName = "", sayY = short, aside = false }) {
    [this.width, this.height, this.pad] = [width, height, pad];
    this.#names = { xName, yName, sayY, aside };
    this.element = s("svg", { viewBox: `0 0 ${width} ${height}`, class: "rna-plane", role: "img", "aria-label": label });
    const clip = uniqueId("clip");
    const rectangle = { x: this.pad, y: this.pad, width: width - 2 * this.pad, height: height - 2 * this.pad };
    const within = { "clip-path": `url(#${clip})` };
    [this.below, this.inside, this.above] = [s("g", within), s("g", within), s("g")];
    this.element.append(s("clipPath", { id: clip }, s("rect", rectangle)), this.below, this.#axes, this.inside, this.above);
    this.ranges(x, y);
  }

  /** Draw the axes anew, from and to other values. */
  ranges(x, y) {
    if (String([x, y]) === String([this.x, this.y])) return;
    [this.x, this.y] = [x, y];
    this.#drawAxes();
  }

  px = (value) => this.pad + ((value - this.x[0]) / (this.x[1] - this.x[0])) * (this.width - 2 * this.pad);
  py = (value) => this.height - this.pad - ((value - this.y[0]) / (this.y[1] - this.y[0])) * (this.height - 2 * this.pad);

  /** Data coordinates of a pointer event. */
  at(event) {
    const box = this.element.getBoundingClientRect();
    const [right, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    const [x, y] = [right * this.width - this.pad, this.height - this.pad - down * this.height];
    return [
      this.x[0] + (x / (this.width - 2 * this.pad)) * (this.x[1] - this.x[0]),
      this.y[0] + (y / (this.height - 2 * this.pad)) * (this.y[1] - this.y[0]),
    ];
  }

  /**
   * Let an element of the picture be dragged. `where()` is its place; `onDrag(x, y)` gets the place where it is wanted,
   * within the axes. With `label` it can also be moved by the keyboard, `step` at a time. Where `finger` is false a
   * finger does not move it, so that it scrolls the page: for what lies across the whole picture.
   */
  handle(element, { where, onDrag, label, step = 0.1, finger = true }) {
    element.classList.add("rna-handle", ...(finger ? ["rna-handle--finger"] : []));
    set(this.element, { role: "group" });
    const say = () => {
      const [x, y] = where().map((each) => Number(each.toFixed(2)));
      set(element, { "aria-valuenow": x, "aria-valuetext": `${number(x)}, ${number(y)}` });
    };
    const move = (x, y) => {
      onDrag(...[[x, this.x], [y, this.y]].map(([value, [from, to]]) => Math.max(from, Math.min(to, value))));
      if (label) say();
    };
    let held = null;
    // The style says so too, but browsers do not always heed it within a picture.
    if (finger) element.addEventListener("touchstart", (event) => event.cancelable && event.preventDefault(), { passive: false });
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || (!finger && event.pointerType === "touch")) return;
      element.setPointerCapture(event.pointerId);
      element.classList.add("rna-handle--held");
      const [[x, y], [atX, atY]] = [this.at(event), where()];
      held = [atX - x, atY - y]; // grasped at its edge, it does not jump
    });
    element.addEventListener("pointermove", (event) => {
      if (!held) return;
      const [x, y] = this.at(event);
      move(x + held[0], y + held[1]);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      element.addEventListener(end, () => {
        held = null;
        element.classList.remove("rna-handle--held");
      });
    }
    if (!label) return;
    set(element, { tabindex: 0, role: "slider", "aria-label": label, "aria-valuemin": this.x[0], "aria-valuemax": this.x[1] });
    element.addEventListener("focus", say);
    element.addEventListener("keydown", (event) => {
      const way = ARROWS[event.key];
      if (!way) return;
      event.preventDefault();
      const [x, y] = where();
      move(x + step * way[0], y + step * way[1]);
    });
    say();
  }

  /** Calls with the place of a tap, and not of the beginning of a touch: a finger that only scrolls leaves all as it was. */
  tapped(onTap) {
    this.element.addEventListener("click", (event) => {
      if (!event.target.closest(".rna-handle")) onTap(...this.at(event));
    });
  }

  /** The `d` of a path through points [[x, y], ...]. Points without a finite height break it. */
  path(points) {
    let pen = "M";
    return points
      .map(([x, y]) => {
        if (!Number.isFinite(y)) {
          pen = "M";
          return "";
        }
        const piece = `${pen}${this.px(x).toFixed(1)} ${this.py(y).toFixed(1)}`;
        pen = "L";
        return piece;
      })
      .join("");
  }

  /** The `d` of the graph of f; where it jumps, if it does, the pen is lifted. */
  graph(f, jump = null, steps = 240) {
    const [from, to] = this.x;
    const points = Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps).filter((x) => x !== jump);
    const around = jump === null ? [] : [[jump, f(jump - 1e-9)], [jump, NaN], [jump, f(jump + 1e-9)]];
    const before = points.filter((x) => x < jump || jump === null).map((x) => [x, f(x)]);
    const after = points.filter((x) => x > jump && jump !== null).map((x) => [x, f(x)]);
    return this.path([...before, ...around, ...after]);
  }

  /** The polygon of the rectangle's part where a·x + b·y + c >= 0, as `points`; cut corner by corner. */
  halfPlane(a, b, c) {
    const corners = [
      [this.x[0], this.y[0]],
      [this.x[1], this.y[0]],
      [this.x[1], this.y[1]],
      [this.x[0], this.y[1]],
    ];
    const side = ([x, y]) => a * x + b * y + c;
    const kept = corners.flatMap((corner, index) => {
      const next = corners[(index + 1) % 4];
      const [here, there] = [side(corner), side(next)];
      const share = here / (here - there);
      const crossing = [corner[0] + share * (next[0] - corner[0]), corner[1] + share * (next[1] - corner[1])];
      return [...(here >= 0 ? [corner] : []), ...(here >= 0 !== there >= 0 ? [crossing] : [])];
    });
    return kept.map(([x, y]) => `${this.px(x).toFixed(1)},${this.py(y).toFixed(1)}`).join(" ");
  }

  /** The two ends of the line a·x + b·y + c = 0 within the rectangle; none where it lies outside. */
  ends(a, b, c) {
    const [x0, x1] = this.x;
    const [y0, y1] = this.y;
    const on = [];
    if (b !== 0) for (const x of [x0, x1]) on.push([x, -(a * x + c) / b]);
    if (a !== 0) for (const y of [y0, y1]) on.push([-(b * y + c) / a, y]);
    const slack = 1e-9;
    const inside = on.filter(([x, y]) => x >= x0 - slack && x <= x1 + slack && y >= y0 - slack && y <= y1 + slack);
    if (!inside.length) return [];
    const [first] = inside;
    const far = ([x, y]) => (x - first[0]) ** 2 + (y - first[1]) ** 2;
    return [first, inside.reduce((best, each) => (far(each) > far(best) ? each : best))];
  }

  /** That line as the `d` of a path. */
  line = (a, b, c) => this.path(this.ends(a, b, c));

  #drawAxes() {
    const { xName, yName, sayY, aside } = this.#names;
    const [x0, x1, xStep] = this.x;
    const [y0, y1, yStep] = this.y;
    const crossing = ([from, to]) => (!aside && from <= 0 && to >= 0 ? 0 : from);
    const [foot, left] = [crossing(this.y), crossing(this.x)];
    const tick = (text, x, y, anchor) => s("text", { x, y, "text-anchor": anchor, class: "rna-tick" }, text);
    const ticks = [];
    for (let x = x0; x <= x1 + 1e-9; x += xStep) {
      if (x !== left || left === x0) ticks.push(tick(short(x), this.px(x), this.py(foot) + 14, "middle"));
    }
    for (let y = y0; y <= y1 + 1e-9; y += yStep) {
      if (y !== foot || foot === y0) ticks.push(tick(sayY(y), this.px(left) - 5, this.py(y) + 4, "end"));
    }
    this.#axes.replaceChildren(
      s("path", { d: this.path([[x0, foot], [x1, foot]]) + this.path([[left, y0], [left, y1]]), class: "rna-axis" }),
      ...ticks,
      tick(xName, this.width - this.pad + 4, this.py(foot) - 6, "end"),
      tick(yName, this.px(left) + 6, this.pad - 10, "start"),
    );
  }
}
