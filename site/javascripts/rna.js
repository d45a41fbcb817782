// Brings a page to life: each widget and each exercise is a module of its own, loaded where a page has one.

import { onceAttended, pause, tidy, watch } from "./page.js";
import { whileShown } from "./visit.js";

const WIDGETS = new Set(["neuron", "bias", "activations", "softmax", "descent", "xor", "digits", "threshold", "optimisers", "backpropagation", "laboratory", "convolution"]);

async function mount(element, path, ...rest) {
  if (element.dataset.state) return; // already alive: the theme may tell of a page twice
  element.dataset.state = "loading";
  try {
    const { mount } = await import(path);
    await mount(element, ...rest);
    element.dataset.state = "ready";
  } catch (error) {
    console.error(error);
    element.dataset.state = "failed";
    element.textContent = "Esta parte de la página no se pudo cargar. Vuelve a cargarla para intentarlo otra vez.";
  }
}

function start() {
  const shown = whileShown();
  watch(shown);
  import("./progress.js").then(({ show }) => show()).catch(console.error);
  const widgets = [...document.querySelectorAll(".rna-widget")].filter(({ dataset }) => WIDGETS.has(dataset.widget));
  for (const element of widgets) near.observe(element);
  onceAttended(shown, () => widgets.forEach(play));
  pause(() => widgets.forEach((widget) => import(module(widget)).catch(() => {}))); // there, should the network go
  const exercises = document.querySelectorAll(".rna-exercise");
  if (!globalThis.WebAssembly) return exercises.forEach(withoutPython);
  for (const element of exercises) mount(element, "./exercise.js", element.dataset.exercise);
  const programs = [...document.querySelectorAll(".md-content .highlight")].filter(runsHere);
  for (const [index, element] of programs.entries()) mount(element, "./program.js", index === 0);
  if (exercises.length + programs.length) import("./python.js").then(({ startIfWanted }) => startIfWanted());
}

/** Those that are nearly in view come at once, the others when somebody is there. */
const near = new IntersectionObserver(
  (entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => play(target)),
  { rootMargin: "100%" },
);

function play(widget) {
  near.unobserve(widget);
  mount(widget, module(widget));
}

const module = ({ dataset }) => `./widgets/${dataset.widget}.js`;

function withoutPython(element) {
  element.textContent = `Aquí hay un editor para resolver el ejercicio y comprobarlo, pero tu navegador no tiene
    WebAssembly, o lo tiene desactivado, y sin él no hay Python. Prueba con otro navegador o hazlo en tu ordenador.`;
}

/** A piece of code that is there to be tried, and needs no more than a browser has: NumPy does not warn there. */
function runsHere(block) {
  const isPiece = block.querySelector(":scope > .filename")?.textContent === "Pruébalo";
  return isPiece && !/^\s*(import|from) (keras|matplotlib|pandas|scipy|sklearn|tensorflow|warnings)\b/m.test(block.querySelector("code").textContent);
}

tidy(document);
// The theme's word for "another page is there"; the first one is told of too.
globalThis.document$.subscribe(start);
