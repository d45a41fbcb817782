// The order of the course, and how far a student has come in it.

import { recall } from "./workbook.js";

const ROOT = new URL("../", import.meta.url);
const at = (path) => new URL(path.replace(/\.md(?=#|$)/, ".html"), ROOT).href;

let course;
/** Units with their exercises, as tools/write/web.py wrote them; loaded once. */
export function loadOutline() {
  course ??= fetch(new URL("runtime/course.json", ROOT)).then((response) => {
    if (!response.ok) throw new Error(`course.json: ${response.status}`);
    return response.json();
  });
  course.catch(() => (course = undefined));
  return course;
}

const idOf = (unit, { name }) => `${unit.id}.${name}`;
export const pageOf = (id) => at(`ejercicios/${id.replace(".", "/")}.html`);
export const unitPage = (unit) => at(`ejercicios/${unit.id}/index.html`);

const idsOf = (unit) => unit.exercises.map((exercise) => idOf(unit, exercise));
const isBegun = (id) => recall(id).text !== undefined || "solved" in recall(id) || "at" in recall(id);
export const isSolved = (id) => Boolean(recall(id).solved);
export const solvedOf = (unit) => idsOf(unit).filter(isSolved).length;

/** The course as it is gone through: of each unit the theory, then its exercises; at the end, what comes after it. */
function steps(units) {
  const ofUnit = (unit) => [
    { title: `la teoría de la unidad ${unit.number}`, href: at(unit.theory), unit },
    ...unit.exercises.map((exercise) => ({
      id: idOf(unit, exercise),
      title: exercise.title,
      href: pageOf(idOf(unit, exercise)),
      theory: at(exercise.theory),
    })),
  ];
  return [...units.flatMap(ofUnit), { title: "y ahora qué", href: at("final.md") }];
}

/** Where an exercise is explained, the step that follows it, and its unit. */
export function around(units, id) {
  const all = steps(units);
  const here = all.findIndex((step) => step.id === id);
  const unit = units.find((each) => idsOf(each).includes(id));
  return { theory: all[here].theory, next: all[here + 1], unit };
}

/**
 * The step to go on with: the exercise last worked on or, once it is solved, the first after it that is not; a unit of
 * which nothing is begun starts with its theory. Undefined for whoever has begun nothing.
 */
export function goOn(units) {
  const all = steps(units);
  const begun = all.filter(({ id }) => id && isBegun(id));
  if (begun.length === 0) return undefined;
  const when = ({ id }) => recall(id).at ?? 0;
  const last = all.indexOf(begun.reduce((one, other) => (when(other) >= when(one) ? other : one)));
  const isOpen = ({ id, unit }) => (id ? !isSolved(id) : unit && !idsOf(unit).some(isBegun));
  return [...all.slice(last, -1), ...all.slice(0, last)].find(isOpen) ?? all.at(-1);
}
