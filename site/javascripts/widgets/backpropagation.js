// The network that the theory works out on paper, there and back, one step at a time; each piece says what it is made of.

import { backpropagation, binaryCrossEntropy, descend, forward, sums } from "../formulas.js";
import { button, choice, frame, h, number, s, set, slider, style } from "../ui.js";

/** The numbers of the page. */
const START = {
  x: [1, 2],
  y: 1,
  layers: [
    { W: [[0.5, -1], [-0.5, 1]], b: [0.5, 0], activation: "sigmoid" },
    { W: [[1], [-2]], b: [0], activation: "sigmoid" },
  ],
};
const RATE = 0.5;

const PLACES = { x1: [30, 78], x2: [30, 222], h1: [162, 78], h2: [162, 222], p: [300, 150], L: [300, 249] };
const RADII = { x1: 20, x2: 20, h1: 26, h2: 26, p: 26 };

/** Weights and biases: where each is kept ([layer, row, column], a bias without a row), which way it goes, where it is told. */
const PARAMETERS = {
  w11: { name: "w₁₁", what: "peso de x₁ en la oculta 1", at: [0, 0, 0], from: "x1", to: "h1", place: [94, 55] },
  w21: { name: "w₂₁", what: "peso de x₂ en la oculta 1", at: [0, 1, 0], from: "x2", to: "h1", place: [66, 181] },
  b1: { name: "b₁", what: "sesgo de la oculta 1", at: [0, null, 0], to: "h1", place: [174, 122] },
  w12: { name: "w₁₂", what: "peso de x₁ en la oculta 2", at: [0, 0, 1], from: "x1", to: "h2", place: [66, 114] },
  w22: { name: "w₂₂", what: "peso de x₂ en la oculta 2", at: [0, 1, 1], from: "x2", to: "h2", place: [94, 241] },
  b2: { name: "b₂", what: "sesgo de la oculta 2", at: [0, null, 1], to: "h2", place: [174, 172] },
  v1: { name: "v₁", what: "peso de la oculta 1 en la salida", at: [1, 0, 0], from: "h1", to: "p", place: [231, 79] },
  v2: { name: "v₂", what: "peso de la oculta 2 en la salida", at: [1, 1, 0], from: "h2", to: "p", place: [232, 217] },
  c: { name: "c", what: "sesgo de la salida", at: [1, null, 0], to: "p", place: [331, 198] },
};
const INPUTS = { x1: "x₁", x2: "x₂" };
/** What each neuron's sum, output and error are called, in words that a subscript is part of, and where its error is told. */
const NEURONS = {
  h1: { title: "oculta 1", z: "z₁", out: "h₁", error: "δ_{h₁}", sum: ["w11", "w21", "b1"], onward: "v1", above: true },
  h2: { title: "oculta 2", z: "z₂", out: "h₂", error: "δ_{h₂}", sum: ["w12", "w22", "b2"], onward: "v2", above: false },
  p: { title: "salida", z: "z", out: "p", error: "δ", sum: ["v1", "v2", "c"], above: true },
};

/** The steps: what each finds out, and which way it goes. */
const STEPS = [
  { title: "La red, antes de empezar", finds: [] },
  { title: "Hacia delante: la oculta 1", finds: ["h1"], way: "forward" },
  { title: "Hacia delante: la oculta 2", finds: ["h2"], way: "forward" },
  { title: "Hacia delante: la salida", finds: ["p"], way: "forward" },
  { title: "La pérdida", finds: ["L"], way: "forward" },
  { title: "Hacia atrás: el error de la salida", finds: ["delta-p"], way: "back" },
  { title: "Los gradientes de la salida", finds: ["v1", "v2", "c"], way: "back" },
  { title: "Hacia atrás: el error de la oculta 1", finds: ["delta-h1"], way: "back" },
  { title: "Hacia atrás: el error de la oculta 2", finds: ["delta-h2"], way: "back" },
  { title: "Los gradientes de la capa oculta", finds: ["w11", "w21", "b1", "w12", "w22", "b2"], way: "back" },
  { title: "Un paso en contra del gradiente", finds: [], way: "step" },
  { title: "Y otra vez hacia delante", finds: [], way: "forward" },
];
const [STEPPED, AGAIN] = [STEPS.length - 2, STEPS.length - 1];
/** The step from which a piece's value (of a parameter: its gradient) is known. */
const KNOWN = Object.fromEntries(STEPS.flatMap(({ finds }, step) => finds.map((piece) => [piece, step])));

/** At most three decimals, as the page writes them: 0.5, −0.962. */
const brief = (value) => (Math.abs(value) < 1e6 ? number(value, 3).replace(/\.?0+$/, "") : value.toExponential(1).replace("-", "−"));
const inBrackets = (value) => (brief(value).startsWith("−") ? `(${brief(value)})` : brief(value));

/** Text in which _{...} is a subscript, as nodes. */
const subscripts = (text) => text.split(/_\{([^}]+)\}/).map((part, place) => (place % 2 ? h("sub", {}, part) : part));

const read = (layers, [layer, row, column]) => (row === null ? layers[layer].b[column] : layers[layer].W[row][column]);
const write = (layers, [layer, row, column], value) => {
  if (row === null) layers[layer].b[column] = value;
  else layers[layer].W[row][column] = value;
};

/** Every number of the network with these weights, by the name of its piece. */
function calculated({ x, y, layers }) {
  const [, hidden, output] = forward([x], layers);
  const [first, second] = backpropagation([x], [y], layers);
  const parameters = Object.entries(PARAMETERS);
  return {
    x1: x[0],
    x2: x[1],
    y,
    h1: hidden[0][0],
    h2: hidden[0][1],
    p: output[0][0],
    z: { h1: sums([x], layers[0])[0][0], h2: sums([x], layers[0])[0][1], p: sums(hidden, layers[1])[0][0] },
    L: binaryCrossEntropy([y], output),
    "delta-p": second.delta[0][0],
    "delta-h1": first.delta[0][0],
    "delta-h2": first.delta[0][1],
    ...Object.fromEntries(parameters.map(([id, { at }]) => [id, read(layers, at)])),
    gradient: Object.fromEntries(parameters.map(([id, { at }]) => [id, read([first, second], at)])),
  };
}

export async function mount(element) {
  await style("laboratory");
  let [state, step, chosen] = [structuredClone(START), 0, null];
  let before, after;

  // -- what is said of a piece

  const told = {
    input: (id, { [id]: value }) => [`Entrada ${INPUTS[id]} = ${brief(value)}`, "Por aquí entran los datos: no se aprende."],
    neuron(id, found) {
      const { title, z, out, sum } = NEURONS[id];
      const inputs = id === "p" ? ["h1", "h2"] : ["x1", "x2"];
      const terms = sum.map((each, place) => [found[each], place < 2 ? ` · ${inBrackets(found[inputs[place]])}` : ""]);
      const added = terms.map(([w, input], place) => (place ? ` ${w < 0 ? "−" : "+"} ${brief(Math.abs(w))}${input}` : `${brief(w)}${input}`));
      return [
        `Neurona ${id === "p" ? "de salida" : title}: ${out} = ${brief(found[id])}`,
        `${z} = ${added.join("")} = ${brief(found.z[id])}`,
        `${out} = σ(${z}) = σ(${brief(found.z[id])}) = ${brief(found[id])}`,
      ];
    },
    loss: (_, { p, y, L }) => [
      `Pérdida L = ${brief(L)}`,
      y ? `L = −ln p = −ln ${brief(p)} = ${brief(L)}` : `L = −ln(1 − p) = −ln ${brief(1 - p)} = ${brief(L)}`,
      `La etiqueta es ${y}, y la red le da una probabilidad de ${brief(y ? p : 1 - p)}.`,
    ],
    outputError: (_, { p, y, "delta-p": delta }) => [
      `El error de la salida, δ = ${brief(delta)}`,
      `δ = ∂L/∂p · p(1 − p) = ${brief((p - y) / (p * (1 - p)))} · ${brief(p * (1 - p))} = ${brief(delta)}`,
      `Todo se cancela, y queda δ = p − y = ${brief(p)} − ${y} = ${brief(delta)}`,
      `Si la suma z de la salida sube un poco, la pérdida ${sense(delta)}.`,
    ],
    hiddenError(id, found) {
      const neuron = id.slice(-2);
      const { error, out, z, onward } = NEURONS[neuron];
      const slope = found[neuron] * (1 - found[neuron]);
      return [
        `El error de la ${NEURONS[neuron].title}, ${error} = ${brief(found[id])}`,
        `${error} = δ · ${PARAMETERS[onward].name} · ${out}(1 − ${out})`,
        `= ${brief(found["delta-p"])} · ${inBrackets(found[onward])} · ${brief(slope)} = ${brief(found[id])}`,
        `La culpa de la salida (δ), por el caso que se le hizo (${PARAMETERS[onward].name}) y por lo sensible que estaba su sigmoide. Si ${z} sube un poco, la pérdida ${sense(found[id])}.`,
      ];
    },
    parameter(id, found, known) {
      const { name, what, from, to } = PARAMETERS[id];
      const title = `${name} = ${brief(found[id])}, ${what}`;
      if (!known) return [title, "Su gradiente se sabrá a la vuelta."];
      const [delta, gradient] = [found[`delta-${to}`], found.gradient[id]];
      const entered = from && (INPUTS[from] ?? NEURONS[from].out);
      return [
        title,
        from
          ? `∂L/∂${name} = ${NEURONS[to].error} · ${entered} = ${brief(delta)} · ${inBrackets(found[from])} = ${brief(gradient)}`
          : `∂L/∂${name} = ${NEURONS[to].error} = ${brief(gradient)}`,
        from
          ? `El error de la neurona a la que llega, por lo que entró por él: ${entered}.`
          : "Un sesgo es como un peso por el que siempre entra un 1: su gradiente es el error.",
      ];
    },
  };
  const sense = (slope) => (Math.abs(slope) < 5e-4 ? "casi no cambia" : slope > 0 ? "sube: conviene que baje" : "baja: conviene que suba");

  const isKnown = (id) => !(id in KNOWN) || (step >= KNOWN[id] && !(step === AGAIN && (id in PARAMETERS || id.startsWith("delta"))));
  /** The numbers that the picture shows: after the step, those of the moved weights. */
  const current = () => (step === AGAIN ? after : step === STEPPED ? { ...before, ...Object.fromEntries(Object.keys(PARAMETERS).map((id) => [id, after[id]])) } : before);

  function explain(id) {
    if (id in PARAMETERS) {
      if (step === STEPPED) return stepLine(id);
      return told.parameter(id, current(), isKnown(id));
    }
    if (id in INPUTS) return told.input(id, current());
    if (!isKnown(id)) return [pieces[id].title, "Todavía no se ha calculado: da otro paso."];
    if (id === "L") return told.loss(id, current());
    if (id === "delta-p") return told.outputError(id, before);
    return id in NEURONS ? told.neuron(id, current()) : told.hiddenError(id, before);
  }

  const stepLine = (id) => [
    `${PARAMETERS[id].name}, ${PARAMETERS[id].what}`,
    `${PARAMETERS[id].name} ← ${brief(before[id])} − ${brief(rate.value)} · ${inBrackets(before.gradient[id])} = ${brief(after[id])}`,
    "Cada parámetro se mueve en contra de su gradiente, tanto como dice la tasa.",
  ];

  /** What a step is about, title first. */
  function explainStep() {
    const { title, finds } = STEPS[step];
    if (step === 0) return [title, `La entrada es (${brief(state.x[0])}, ${brief(state.x[1])}) y la etiqueta, y = ${state.y}. En las flechas están los pesos; junto a las neuronas, los sesgos.`];
    if (step === STEPPED) return [title, stepLine("v1")[1], "Y lo mismo los nueve, todos a la vez."];
    if (step === AGAIN) return [title, `p pasa de ${brief(before.p)} a ${brief(after.p)}`, `L pasa de ${brief(before.L)} a ${brief(after.L)}`, after.L < before.L ? "Un solo paso, y la red se equivoca menos." : "El paso fue demasiado largo: la pérdida ha subido."];
    if (finds.length === 1) return [title, ...explain(finds[0]).slice(1)];
    return [title, ...finds.map((id) => explain(id)[1]), "El error de la neurona a la que llega, por lo que entró."];
  }

  // -- the picture

  const svg = s("svg", { viewBox: "0 0 360 300", class: "rna-plane rna-paper-net", role: "toolbar", "aria-label": "La red, pieza por pieza: las flechas del teclado van de una a otra" });
  const edges = Object.fromEntries(
    Object.entries(PARAMETERS).filter(([, { from }]) => from).map(([id, { from, to }]) => [id, s("path", { d: between(from, to), class: "rna-edge" })]),
  );
  edges.L = s("path", { d: "M300 176V233", class: "rna-edge" });
  svg.append(...Object.values(edges));

  const pieces = {};
  /** A piece that can be pointed at: its area, its lines of text, and how it is called. */
  function piece(id, title, area, lines) {
    const texts = lines.map(([x, y, kind, anchor = "middle"]) => s("text", { x, y, class: kind, "text-anchor": anchor }));
    const group = s("g", { class: "rna-piece", role: "button", tabindex: -1, "data-piece": id }, area);
    group.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && say(explain(id)));
    group.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && sayAll());
    group.addEventListener("focus", () => choose(id));
    group.addEventListener("click", () => group.focus());
    pieces[id] = { title, group, texts };
    // The piece's own name says what its lines say.
    svg.append(group, s("g", { class: "rna-face", "aria-hidden": "true" }, ...texts));
  }

  for (const [id, { what, place: [x, y], name }] of Object.entries(PARAMETERS)) {
    piece(id, `${name}, ${what}`, s("rect", { x: x - 30, y: y - 14, width: 60, height: 34, rx: 5 }), [[x, y, "rna-net-value"], [x, y + 15, "rna-net-gradient"]]);
  }
  for (const [id, [x, y]] of Object.entries(PLACES).slice(0, 5)) {
    const title = id in INPUTS ? `Entrada ${INPUTS[id]}` : `Neurona ${id === "p" ? "de salida" : NEURONS[id].title}`;
    piece(id, title, s("circle", { cx: x, cy: y, r: RADII[id] }), [[x, y - 3, "rna-net-name"], [x, y + 13, "rna-net-value"], ...(id in NEURONS ? [[x, NEURONS[id].above ? y - 32 : y + 43, "rna-net-name"]] : [])]);
  }
  for (const [id, { title, above }] of Object.entries(NEURONS)) {
    const [x, y] = [PLACES[id][0], PLACES[id][1] + (above ? -51 : 62)];
    piece(`delta-${id}`, `El error δ de la ${title}`, s("rect", { x: x - 36, y: y - 13.5, width: 72, height: 18, rx: 9 }), [[x, y, "rna-net-gradient"]]);
  }
  piece("L", "La pérdida", s("rect", { x: 264, y: 233, width: 72, height: 24, rx: 5 }), [[300, 250, "rna-net-value"], [300, 274, "rna-net-name"]]);

  /** From the rim of one neuron to the rim of another. */
  function between(from, to) {
    const [[x1, y1], [x2, y2]] = [PLACES[from], PLACES[to]];
    const length = Math.hypot(x2 - x1, y2 - y1);
    const at = (share) => `${(x1 + (x2 - x1) * share).toFixed(1)} ${(y1 + (y2 - y1) * share).toFixed(1)}`;
    return `M${at(RADII[from] / length)}L${at(1 - RADII[to] / length)}`;
  }

  /** The edges that a step goes along. */
  function travelled() {
    const { finds, way } = STEPS[step];
    if (way === "forward" && step !== AGAIN) return finds.flatMap((id) => (id === "L" ? ["L"] : NEURONS[id].sum.slice(0, 2)));
    if (finds[0] === "delta-p") return ["L"];
    if (finds[0]?.startsWith("delta")) return [NEURONS[finds[0].slice(-2)].onward];
    return step >= STEPPED ? Object.keys(PARAMETERS) : finds;
  }

  // -- what is said, and what can be changed

  const lines = h("div", { class: "rna-panel__text", role: "status" });
  const ownSlider = h("div");
  const panel = h("div", { class: "rna-panel" }, lines, ownSlider);
  const say = ([title, ...rest]) =>
    lines.replaceChildren(h("p", { class: "rna-panel__title" }, ...subscripts(title)), ...rest.map((line) => h("p", {}, ...subscripts(line))));
  const sayAll = () => say(chosen ? explain(chosen) : explainStep());

  /** What moves a piece, if one can: how it is called, and what a new value changes. */
  function own(id) {
    if (id in INPUTS) return [INPUTS[id], (value) => (state.x[id === "x1" ? 0 : 1] = value)];
    if (id in PARAMETERS && step < STEPPED) return [PARAMETERS[id].name, (value) => write(state.layers, PARAMETERS[id].at, value)];
    return null;
  }

  function choose(id) {
    chosen = id;
    const [name, change] = own(id) ?? [];
    const onInput = (value) => {
      change(value);
      draw();
    };
    ownSlider.replaceChildren(...(name ? [slider({ label: `cambia ${name}`, min: -4, max: 4, step: 0.1, fine: 0.01, value: before[id], say: brief, onInput }).element] : []));
    draw();
  }

  const table = h("tbody");

  function draw() {
    before = calculated(state);
    const gradients = backpropagation([state.x], [state.y], state.layers);
    after = calculated({ ...state, layers: descend(state.layers, gradients, rate.value) });
    const found = current();
    const { finds, way } = STEPS[step];
    for (const [id, { title, group, texts }] of Object.entries(pieces)) {
      const known = isKnown(id);
      const value = id in PARAMETERS ? found[id] : known ? found[id] : null;
      if (id in PARAMETERS) {
        texts[0].textContent = PARAMETERS[id].from ? brief(value) : `${PARAMETERS[id].name} ${brief(value)}`;
        texts[1].textContent = known ? `∂ ${brief(before.gradient[id])}` : "";
        set(group.firstChild, { height: known ? 34 : 19 });
      } else if (id.startsWith("delta")) {
        texts[0].textContent = known ? `δ ${brief(value)}` : "";
      } else if (id === "L") {
        texts[0].textContent = known ? `L ${brief(value)}` : "L ?";
        texts[1].textContent = `y = ${state.y}`;
      } else {
        texts[0].textContent = INPUTS[id] ?? NEURONS[id].out;
        texts[1].textContent = known ? brief(value) : "?";
        if (texts[2]) texts[2].textContent = known ? `${NEURONS[id].z} ${brief(found.z[id])}` : "";
      }
      const kind = id in PARAMETERS ? "parameter" : id.startsWith("delta") ? "delta" : "node";
      const isNew = finds.includes(id) || (step === AGAIN && kind === "node");
      group.setAttribute("class", ["rna-piece", `rna-piece--${kind}`, isNew && `rna-piece--${way}`, !known && kind !== "parameter" && "rna-piece--unknown", chosen === id && "rna-piece--chosen"].filter(Boolean).join(" "));
      const words = value === null ? "todavía sin calcular" : brief(value);
      const slope = id in PARAMETERS && known ? `; gradiente ${brief(before.gradient[id])}` : "";
      set(group, { "aria-label": `${title}: ${words}${slope}`, "aria-pressed": String(chosen === id), "data-value": value ?? "", "data-gradient": id in PARAMETERS && known ? before.gradient[id] : "" });
    }
    const along = travelled();
    for (const [id, edge] of Object.entries(edges)) {
      edge.setAttribute("class", `rna-edge ${along.includes(id) ? `rna-edge--${way}` : ""}`);
    }
    roving();
    table.replaceChildren(
      ...Object.entries(PARAMETERS).map(([id, { name, what }]) =>
        h("tr", {}, h("th", { scope: "row" }, name, h("span", { class: "rna-said" }, `, ${what}`)), ...[before[id], before.gradient[id], after[id]].map((value) => h("td", { "data-value": value }, brief(value)))),
      ),
    );
    back.disabled = step === 0;
    on.textContent = step === AGAIN ? "Otra vuelta" : "Siguiente";
    place.replaceChildren(h("span", { class: "rna-said" }, "paso "), `${step} / ${AGAIN}`);
    sayAll();
  }

  /** One piece is reached by the tabulator, the rest by the arrows. */
  function roving() {
    const reached = chosen ?? "x1";
    for (const [id, { group }] of Object.entries(pieces)) set(group, { tabindex: id === reached ? 0 : -1 });
  }
  svg.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const ids = ORDER.filter((id) => !pieces[id].group.classList.contains("rna-piece--unknown") || id in NEURONS);
    if (by) pieces[ids[(ids.indexOf(chosen) + by + ids.length) % ids.length]].group.focus();
    else if (event.key === "Escape") go(step);
    else return;
    event.preventDefault();
  });
  const ORDER = ["x1", "x2", "w11", "w21", "b1", "h1", "w12", "w22", "b2", "h2", "v1", "v2", "c", "p", "L", "delta-p", "delta-h1", "delta-h2"];

  // -- the controls

  function go(to) {
    [step, chosen] = [to, null];
    ownSlider.replaceChildren();
    draw();
  }
  function forth() {
    if (step < AGAIN) return go(step + 1);
    state.layers = descend(state.layers, backpropagation([state.x], [state.y], state.layers), rate.value);
    go(0);
  }
  const back = button("Anterior", () => go(step - 1));
  const on = button("Siguiente", forth, "rna-button--main");
  const place = h("span", { class: "rna-place-of" });
  const rate = slider({ label: "tasa η", min: 0.1, max: 5, step: 0.1, value: RATE, say: (v) => number(v, 1), onInput: draw });
  const labels = choice({
    legend: "Etiqueta y",
    options: [["1", "1"], ["0", "0"]],
    value: "1",
    onChange: (key) => {
      state.y = Number(key);
      draw();
    },
  });

  frame(
    element,
    "La ida y la vuelta, paso a paso",
    h(
      "div",
      { class: "rna-columns rna-columns--net" },
      h("div", { class: "rna-picture rna-picture--net" }, svg),
      h("div", { class: "rna-side" }, h("div", { class: "rna-toolbar" }, back, on, place), panel),
    ),
    h("div", { class: "rna-columns" }, h("div", {}, labels, rate.element), h("div", { class: "rna-toolbar rna-toolbar--end" },
      button("Todos los gradientes", () => go(STEPPED - 1)),
      button("Los números de la página", () => {
        state = structuredClone(START);
        rate.value = RATE;
        labels.querySelector("input").checked = true;
        go(0);
      }),
    )),
    h(
      "details",
      { class: "rna-fold" },
      h("summary", {}, "Los nueve parámetros en una tabla"),
      h("table", { class: "rna-table" }, h("thead", {}, h("tr", {}, ...["parámetro", "antes", "gradiente", "después"].map((text) => h("th", { scope: "col" }, text)))), table),
    ),
    h("p", { class: "rna-note" }, "Señala o toca cualquier pieza de la red para ver de dónde sale su número. Los pesos, los sesgos y las entradas se pueden cambiar. En cada flecha, arriba el peso y debajo, con ∂, su gradiente."),
  );
  draw();
}
