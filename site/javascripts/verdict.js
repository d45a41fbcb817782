// A result in words: the same that `rna grade` says in a terminal.

import { h, rich } from "./ui.js";

const STATUS = {
  passed: "bien",
  failed: "no cumple",
  error: "tu código dio un error",
  timeout: "tiempo agotado",
  crashed: "Python se cayó",
  rejected: "resultado inadmisible",
  not_implemented: "está sin hacer",
};

const points = (value) => String(Math.round(value * 100) / 100);
const inPoints = ({ score, points: most }) => `${points(score)} de ${points(most)} ${most === 1 ? "punto" : "puntos"}`;

/** One line that sums a result up. */
export function headline(result) {
  if (result.status === "passed") return `Correcto: ${inPoints(result)}.`;
  if (result.diagnosis?.id === "browser.lost") return "Está sin hacer: aquí no hay ninguna función con su nombre.";
  if (result.status === "not_implemented") return "Está sin hacer: cambia el raise por tu código.";
  const begun = result.score > 0 ? "Casi" : "Todavía no";
  return `${begun}: ${STATUS[result.status] ?? result.status}, ${inPoints(result)}.`;
}

/**
 * A text that names lines of files, with those of the editor instead: `place(module, line)` is the exercise and the line
 * that its editor gives it. A line of another exercise is told with its name; one of no exercise stays as it is.
 */
export function located(text, id, place) {
  const unit = id.split(".")[0];
  const told = (module, line, whole, make) => {
    const found = place(module, Number(line));
    return found ? make(found.line, found.id === id ? "" : ` de ${found.id.split(".")[1]}`) : whole;
  };
  return text
    .replace(/^(\w+)\.py:(\d+):/gm, (whole, module, line) => told(module, line, whole, (at, of) => `Línea ${at}${of}:`))
    .replace(/línea (\d+) de (\w+)\.py/g, (whole, line, module) => told(module, line, whole, (at, of) => `línea ${at}${of}`))
    .replace(/se define en la línea (\d+) y (.*?) en la (\d+)/g, (whole, one, words, other) =>
      told(unit, one, whole, (first) =>
        told(unit, other, whole, (second) => `se define en la línea ${first} y ${words} en la ${second}`),
      ),
    );
}

const check = (status, law, ...rest) =>
  h("li", { class: `rna-check rna-check--${status}` }, h("span", { class: "rna-check__law" }, law), ...rest);

const pre = (text, attributes = {}) => h("pre", { class: "rna-check__story", ...attributes }, text);

const folded = (summary, ...content) => h("details", { class: "rna-fold" }, h("summary", {}, summary), ...content);

const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

const again = (others) => `Y lo mismo en ${counted(others, "comprobación", "comprobaciones")} más.`;

function laws(checks, one, many) {
  if (checks.length === 0) return null;
  const items = checks.map(({ status, message }) => {
    const [law, ...story] = message.split("\n");
    return check(status, law, story.length ? pre(story.join("\n")) : null);
  });
  return folded(counted(checks.length, one, many), h("ul", { class: "rna-checks" }, items));
}

const printed = (text) => pre(text, { class: "rna-check__story rna-printed", tabindex: 0, "aria-label": "Lo impreso" });

/** A result in full: what failed and why, each thing once, then what held, then what the code printed. */
export function verdict(result, id, place) {
  const of = (status) => result.checks.filter((each) => each.status === status);
  const story = ({ law, story, status, others }) =>
    check(
      status,
      located(law, id, place),
      story ? pre(located(story, id, place)) : null,
      others ? h("p", { class: "rna-note" }, again(others)) : null,
    );
  return [
    result.diagnosis ? h("p", { class: "rna-diagnosis" }, rich(located(result.diagnosis.message, id, place))) : null,
    result.failures.length ? h("ul", { class: "rna-checks" }, result.failures.map(story)) : null,
    laws(of("passed"), "comprobación superada", "comprobaciones superadas"),
    result.status === "not_implemented" ? null : laws(of("skipped"), "comprobación sin hacer", "comprobaciones sin hacer"),
    result.output ? folded("Lo que imprimió tu código", printed(result.output)) : null,
  ];
}

/** What came of the student's own call: what it printed, and its value or its error. */
export function outcome({ printed: output, told }, id, place) {
  return [
    output ? h("p", { class: "rna-note" }, "Imprime:") : null,
    output ? printed(output) : null,
    told ? pre(located(told, id, place)) : null,
    output || told ? null : h("p", { class: "rna-note" }, "No hay nada que mostrar: acaba en un valor, o imprime algo."),
  ].filter(Boolean);
}
