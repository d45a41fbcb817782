// The line of a neuron with two inputs, what it answers on either side, and its weights as an arrow. One drags both.

import { s, set } from "../ui.js";

export class Boundary {
  #plane;
  #unit;
  #values = [0, 0, 0];
  #held = [0, 0];
  #tip = [0, 0];

  /** The arrow is `unit` times as long as the weights. `onWeights(w1, w2)` and `onBias(b)` get what a drag asks for. */
  constructor(plane, { unit, distance = false, onWeights, onBias }) {
    [this.#plane, this.#unit] = [plane, unit];
    this.zero = s("polygon", { class: "rna-region rna-region--0" });
    this.one = s("polygon", { class: "rna-region rna-region--1" });
    this.line = s("path", { class: "rna-boundary" });
    this.wide = s("path", { class: "rna-boundary-grip" });
    this.distance = distance ? s("path", { class: "rna-distance" }) : null;
    this.shaft = s("path", { class: "rna-weights" });
    this.grip = s("g", {}, s("circle", { r: 18, class: "rna-reach" }), s("circle", { r: 7, class: "rna-grip" }));
    this.head = s(
      "g",
      {},
      s("circle", { r: 18, class: "rna-reach" }),
      s("path", { d: "M4 0L-9 6.5L-6 0L-9 -6.5z", class: "rna-weights-head" }),
    );
    this.name = s("text", { class: "rna-weights-name", "text-anchor": "middle" }, "w");
    plane.below.append(this.zero, this.one);
    plane.above.append(this.wide, this.line, ...(distance ? [this.distance] : []), this.shaft, this.grip, this.head, this.name);

    const shift = (x, y) => onBias(-(this.#values[0] * x + this.#values[1] * y));
    const held = () => this.#held;
    plane.handle(this.grip, { where: held, onDrag: shift });
    plane.handle(this.wide, { where: held, onDrag: shift, finger: false });
    plane.handle(this.head, { where: () => this.#tip, onDrag: (x, y) => onWeights(x / unit, y / unit) });
  }

  draw(w1, w2, b) {
    const plane = this.#plane;
    this.#values = [w1, w2, b];
    set(this.one, { points: plane.halfPlane(w1, w2, b) });
    set(this.zero, { points: plane.halfPlane(-w1, -w2, -b) });
    const ends = plane.ends(w1, w2, b);
    for (const path of [this.line, this.wide]) set(path, { d: plane.path(ends) });
    // The grip stands off the middle, where the line may meet the arrow.
    const [low, high] = ends.sort((one, other) => one[1] - other[1] || one[0] - other[0]);
    if (low) this.#held = [0, 1].map((axis) => 0.3 * low[axis] + 0.7 * high[axis]);
    set(this.grip, { transform: this.#at(this.#held), visibility: ends.length ? "visible" : "hidden" });
    this.#drawWeights(w1, w2);
    if (this.distance) this.#drawDistance(w1, w2, b);
  }

  #at = ([x, y], turn = 0) => `translate(${this.#plane.px(x).toFixed(1)} ${this.#plane.py(y).toFixed(1)}) rotate(${turn})`;

  /** The arrow from the origin; one that is longer than the picture ends at its edge. */
  #drawWeights(w1, w2) {
    const plane = this.#plane;
    const [x, y] = [w1 * this.#unit, w2 * this.#unit];
    const room = (value, [from, to]) => (value > 0 ? to / value : value < 0 ? from / value : Infinity);
    const share = Math.min(1, room(x, plane.x), room(y, plane.y));
    this.#tip = [share * x, share * y];
    const turn = (Math.atan2(-y, x) * 180) / Math.PI;
    set(this.shaft, { d: plane.path([[0, 0], this.#tip]) });
    set(this.head, { transform: this.#at(this.#tip, turn) });
    const [px, py] = [plane.px(this.#tip[0]), plane.py(this.#tip[1])];
    const radians = (turn * Math.PI) / 180;
    set(this.name, { x: px - 16 * Math.sin(radians), y: py + 16 * Math.cos(radians) + 4 });
  }

  /** From the origin straight to the line, with the mark of a right angle. */
  #drawDistance(w1, w2, b) {
    const size = w1 * w1 + w2 * w2;
    const foot = [(-b * w1) / size, (-b * w2) / size];
    const [u, v] = [w1, w2].map((each) => (0.16 * each * (b > 0 ? 1 : -1)) / Math.sqrt(size));
    const corner = [[u, v], [u - v, v + u], [-v, u]].map(([x, y]) => [foot[0] + x, foot[1] + y]);
    set(this.distance, { d: b === 0 ? "" : this.#plane.path([[0, 0], foot]) + this.#plane.path(corner) });
  }
}
