// A plane with axes for the widgets: data coordinates in, SVG out. Scales with the page.

import { number, s } from "../ui.js";

export class Plane {
  /** `x` and `y` are [from, to, step of the ticks]; `label` describes the picture. */
  constructor({ x, y, width = 360, height = 300, label, xName = "", yName = "" }) {
    [this.x, this.y, this.width, this.height] = [x, y, width, height];
    this.pad = 30;
    this.element = s("svg", { viewBox: `0 0 ${width} ${height}`, class: "rna-plane", role: "img", "aria-label": label });
    this.below = s("g");
    this.above = s("g");
    this.element.append(this.below, this.#axes(xName, yName), this.above);
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

  /** The `d` of the graph of f. */
  graph(f, steps = 240) {
    const [from, to] = this.x;
    const points = Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps);
    return this.path(points.map((x) => [x, f(x)]));
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

  /** The two ends of the line a·x + b·y + c = 0 within the rectangle, or none. */
  line(a, b, c) {
    const [x0, x1] = this.x;
    const [y0, y1] = this.y;
    const on = [];
    if (b !== 0) for (const x of [x0, x1]) on.push([x, -(a * x + c) / b]);
    if (a !== 0) for (const y of [y0, y1]) on.push([-(b * y + c) / a, y]);
    const slack = 1e-9;
    const inside = on.filter(([x, y]) => x >= x0 - slack && x <= x1 + slack && y >= y0 - slack && y <= y1 + slack);
    if (!inside.length) return "";
    const [first] = inside;
    const far = ([x, y]) => (x - first[0]) ** 2 + (y - first[1]) ** 2;
    return this.path([first, inside.reduce((best, each) => (far(each) > far(best) ? each : best))]);
  }

  #axes(xName, yName) {
    const group = s("g", { class: "rna-axes" });
    const [x0, x1, xStep] = this.x;
    const [y0, y1, yStep] = this.y;
    const [foot, left] = [y0 <= 0 && y1 >= 0 ? 0 : y0, x0 <= 0 && x1 >= 0 ? 0 : x0];
    group.append(
      s("path", { d: this.path([[x0, foot], [x1, foot]]) + this.path([[left, y0], [left, y1]]), class: "rna-axis" }),
    );
    const tick = (text, x, y, anchor) => s("text", { x, y, "text-anchor": anchor, class: "rna-tick" }, text);
    const short = (value) => number(value, Number.isInteger(value) ? 0 : 1);
    for (let x = x0; x <= x1 + 1e-9; x += xStep) {
      if (x !== left) group.append(tick(short(x), this.px(x), this.py(foot) + 13, "middle"));
    }
    for (let y = y0; y <= y1 + 1e-9; y += yStep) {
      if (y !== foot) group.append(tick(short(y), this.px(left) - 5, this.py(y) + 4, "end"));
    }
    group.append(tick(xName, this.width - this.pad + 4, this.py(foot) - 6, "end"));
    group.append(tick(yName, this.px(left) + 6, this.pad - 10, "start"));
    return group;
  }
}
