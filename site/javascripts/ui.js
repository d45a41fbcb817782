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

/** Milliseconds in which a busy browser still tells where a finger has moved a slider that has gone on to scroll. */
const LATE = 500;

/**
 * A slider with its name and value; `onInput(value)` is called when it moves, `say(value)` writes the value. The keyboard
 * moves it by `step`; a mouse or a finger, which it follows, by `fine`.
 */
export function slider({ label, min, max, step, fine = step, value, say = (each) => number(each), onInput }) {
  const id = uniqueId("slider");
  const shown = h("span", { class: "rna-slider__value", "aria-hidden": "true" }); // said as the slider's own value
  const input = h("input", { type: "range", id, min, max, step: fine, value });
  let before = value;
  let left = -Infinity;
  const show = () => {
    shown.textContent = say(Number(input.value));
    input.setAttribute("aria-valuetext", shown.textContent);
    input.style.setProperty("--rna-share", (Number(input.value) - min) / (max - min));
  };
  const move = (wanted) => {
    input.value = wanted;
    show();
    onInput(Number(input.value));
  };
  input.addEventListener("input", ({ timeStamp }) => move(timeStamp - left < LATE ? before : input.value));
  input.addEventListener("keydown", (event) => {
    left = -Infinity;
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!way || fine === step) return;
    event.preventDefault();
    move((Math.round(Number(input.value) / step) + way) * step);
  });
  // A finger that only passes by scrolls the page: what it moved on its way goes back.
  input.addEventListener("pointerdown", () => {
    before = input.value;
    left = -Infinity;
  });
  input.addEventListener("pointercancel", ({ timeStamp }) => {
    left = timeStamp;
    move(before);
  });
  show();
  return {
    element: h("div", { class: "rna-slider" }, h("label", { for: id }, label), shown, input),
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

/** A button that asks for files of the course's modules; `onFiles(files)` gets those that were chosen. */
export function fileButton(text, onFiles) {
  const input = h("input", { type: "file", accept: ".py,.zip", multiple: true, hidden: true });
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = ""; // the same file may be chosen again
    if (files.length) onFiles(files);
  });
  return h("span", {}, input, button(text, () => input.click()));
}

/** The mark of a class on a picture, the same on the whole site: a circle for 1, a square for 0, with its number. */
export const classMark = (label, radius = 10) =>
  s(
    "g",
    { class: `rna-point rna-point--${label}` },
    s("circle", { r: radius + 5, class: "rna-point__ring" }), // seen where it is wrong: colour alone would not tell
    label ? s("circle", { r: radius }) : s("rect", { x: -0.9 * radius, y: -0.9 * radius, width: 1.8 * radius, height: 1.8 * radius, rx: 2 }),
    s("text", { "text-anchor": "middle", y: 4, class: "rna-point-label" }, String(label)),
  );

/** What the marks of the two classes mean, in words. */
export const classLegend = (zero, one) =>
  h(
    "p",
    { class: "rna-legend" },
    ...[zero, one].map((words, label) =>
      h("span", {}, s("svg", { viewBox: "-12 -12 24 24", class: "rna-legend__mark", "aria-hidden": "true" }, classMark(label)), words),
    ),
  );

/** A file of the site's data, as a response. */
export async function load(name) {
  const response = await fetch(new URL(`../data/${name}`, import.meta.url));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

/** Whether the reader has asked for no motion: then what would move is there at once. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

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

const styles = new Map();

/** The style of widgets that few pages have: loaded once, by the pages that have one. */
export function style(name) {
  if (!styles.has(name)) {
    const href = new URL(`../stylesheets/${name}.css`, import.meta.url).href;
    const link = h("link", { rel: "stylesheet", href });
    styles.set(name, new Promise((done) => (link.onload = link.onerror = done)));
    document.head.append(link);
  }
  return styles.get(name);
}
