// The few pieces that exercises and widgets are built of.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

/** An HTML element. Children that are text stay text: nothing here is ever read as HTML. */
export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** An SVG element. */
export const s = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** Change attributes of an element that is already there. */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** A number as the course writes it: a point for decimals, a true minus sign. */
export function number(value, digits = 2) {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? (0).toFixed(digits) : text).replace("-", "−");
}

/** Text with `code` between backticks, as elements. */
export const rich = (text) =>
  text.split(/`([^`]+)`/).map((part, index) => (index % 2 ? h("code", {}, part) : part));

let count = 0;
export const uniqueId = (name) => `rna-${name}-${++count}`;

/** A slider with its name and value; `onInput(value)` is called when it moves. `say(value)` writes the value. */
export function slider({ label, min, max, step, value, say = (each) => number(each), onInput }) {
  const id = uniqueId("slider");
  const shown = h("span", { class: "rna-slider__value", "aria-hidden": "true" }); // said as the slider's own value
  const input = h("input", { type: "range", id, min, max, step, value });
  const show = () => {
    shown.textContent = say(Number(input.value));
    input.setAttribute("aria-valuetext", shown.textContent);
  };
  input.addEventListener("input", () => {
    show();
    onInput(Number(input.value));
  });
  show();
  return {
    element: h("div", { class: "rna-slider" }, h("label", { for: id }, label), input, shown),
    get value() {
      return Number(input.value);
    },
    set value(wanted) {
      input.value = wanted;
      show();
    },
  };
}

/** One of several, as a row of radio buttons. */
export function choice({ legend, options, value, onChange }) {
  const name = uniqueId("choice");
  const radio = ([key, text]) =>
    h(
      "label",
      { class: "rna-choice__option" },
      h("input", { type: "radio", name, value: key, checked: key === value, onchange: () => onChange(key) }),
      h("span", {}, text),
    );
  return h("fieldset", { class: "rna-choice" }, h("legend", {}, legend), ...options.map(radio));
}

export const button = (text, onclick, kind = "") =>
  h("button", { type: "button", class: `rna-button ${kind}`.trim(), onclick }, text);

/** A line that tells what has just happened, and that screen readers say. */
export const statusLine = () => h("p", { class: "rna-status", role: "status" });

/** A widget's frame: its title, then its parts. */
export function frame(element, title, ...parts) {
  const id = uniqueId("title");
  element.replaceChildren(h("p", { class: "rna-title", id }, title), ...parts);
  set(element, { role: "group", "aria-labelledby": id });
}

/** Run `step` on each frame until it returns false or the element leaves the page. */
export function animate(element, step) {
  const next = () => {
    if (element.isConnected && step() !== false) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}
