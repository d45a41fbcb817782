// Softmax: scores become probabilities, and the temperature sharpens or softens them.

import { softmax } from "../formulas.js";
import { frame, h, number, slider, statusLine } from "../ui.js";

const CLASSES = ["gato", "perro", "pájaro", "pez"];
const START = [2, 1, 0, -1];

export function mount(element) {
  const status = statusLine();
  const scores = CLASSES.map((name, index) =>
    slider({ label: `z, ${name}`, min: -5, max: 5, step: 0.5, fine: 0.1, value: START[index], say: (v) => number(v, 1), onInput: draw }),
  );
  const temperature = slider({ label: "temperatura T", min: 0.1, max: 5, step: 0.1, value: 1, say: (v) => number(v, 1), onInput: draw });
  const bars = CLASSES.map(() => h("div", { class: "rna-bar__fill" }));
  const values = CLASSES.map(() => h("span", { class: "rna-bar__value" }));

  function draw() {
    const p = softmax(scores.map(({ value }) => value / temperature.value));
    p.forEach((each, index) => {
      bars[index].style.width = `${each * 100}%`;
      values[index].textContent = number(each, 4);
    });
    const best = p.indexOf(Math.max(...p));
    const tied = p.filter((each) => each > p[best] - 1e-9).length > 1;
    status.textContent = tied
      ? `Hay un empate: ${number(p[best] * 100, 1)}\u00a0% para cada una de las más probables.`
      : `Lo más probable: ${CLASSES[best]}, con ${number(p[best] * 100, 1)}\u00a0%.`;
  }

  frame(
    element,
    "Softmax con temperatura",
    h(
      "div",
      { class: "rna-pairs" },
      ...CLASSES.flatMap((name, index) => [
        scores[index].element,
        h(
          "div",
          { class: "rna-slider rna-slider--shown" },
          h("span", {}, `p, ${name}`),
          values[index],
          h("div", { class: "rna-bar__track", "aria-hidden": "true" }, bars[index]),
        ),
      ]),
    ),
    temperature.element,
    status,
    h(
      "p",
      { class: "rna-note" },
      "Las cuatro suman 1. Suma lo mismo a todas las z y no cambia nada. Softmax a secas es T = 1; al bajar T casi todo " +
        "va a la mayor, y al subirla se igualan.",
    ),
  );
  draw();
}
