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
  if (result.status === "not_implemented") return "Está sin hacer: cambia el raise por tu código.";
  const begun = result.score > 0 ? "Casi" : "Todavía no";
  return `${begun}: ${STATUS[result.status] ?? result.status}, ${inPoints(result)}.`;
}

function story(check) {
  const [law, ...rest] = check.message.split("\n");
  return h(
    "li",
    { class: `rna-check rna-check--${check.status}` },
    h("span", { class: "rna-check__law" }, law),
    rest.length ? h("pre", { class: "rna-check__story" }, rest.join("\n")) : null,
  );
}

const folded = (summary, ...content) => h("details", { class: "rna-fold" }, h("summary", {}, summary), ...content);

const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** A result in full: what failed and why first, then what held, then what the code printed. */
export function verdict(result) {
  const of = (status) => result.checks.filter((check) => check.status === status);
  const [held, skipped] = [of("passed"), result.status === "not_implemented" ? [] : of("skipped")];
  const broken = result.checks.filter(({ status }) => status !== "passed" && status !== "skipped");
  return [
    result.diagnosis ? h("p", { class: "rna-diagnosis" }, rich(result.diagnosis.message)) : null,
    broken.length ? h("ul", { class: "rna-checks" }, broken.map(story)) : null,
    held.length
      ? folded(
          counted(held.length, "comprobación superada", "comprobaciones superadas"),
          h("ul", { class: "rna-checks" }, held.map(story)),
        )
      : null,
    skipped.length
      ? folded(
          counted(skipped.length, "comprobación sin hacer", "comprobaciones sin hacer"),
          h("ul", { class: "rna-checks" }, skipped.map(story)),
        )
      : null,
    result.output
      ? folded(
          "Lo que imprimió tu código",
          h("pre", { class: "rna-check__story rna-printed", tabindex: 0, "aria-label": "Lo impreso" }, result.output),
        )
      : null,
  ];
}
