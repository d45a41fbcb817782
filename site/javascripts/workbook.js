// What a student has written, kept in this browser, and the exercise files that it makes.

const PREFIX = "redes-neuronales:";

/** Everything kept of an exercise: {text, solved, hints}; nothing where storage is off. */
export function recall(id) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + id)) ?? {};
  } catch {
    return {};
  }
}

/** Keep `changes` of an exercise. False if the browser would not (private window, no room). */
export function keep(id, changes) {
  try {
    localStorage.setItem(PREFIX + id, JSON.stringify({ ...recall(id), ...changes }));
    return true;
  } catch {
    return false;
  }
}

let course;
/** Units with their exercises, as tools/write/web.py wrote them; loaded once. */
export function loadCourse() {
  course ??= fetch(new URL("../runtime/exercises.json", import.meta.url)).then((response) => {
    if (!response.ok) throw new Error(`exercises.json: ${response.status}`);
    return response.json();
  });
  course.catch(() => (course = undefined));
  return course;
}

const trimmed = (text) => text.replace(/\s+$/, "");

const pieces = (id, unit) => [
  unit.head,
  ...unit.exercises.map(({ name, stub }) => trimmed(recall(`${id}.${name}`).text ?? stub)),
];

/** The file of one unit: the student's functions, and the stubs of those not begun. */
export const moduleText = (id, unit) => `${pieces(id, unit).join("\n\n\n")}\n`;

/** The line of the unit's file on which one of its functions begins. */
export function firstLine(id, unit, name) {
  const before = pieces(id, unit).slice(0, 1 + unit.exercises.findIndex((exercise) => exercise.name === name));
  return before.join("\n\n\n").split("\n").length + 3;
}

/** Every unit's file, by the name of its module. */
export const allModules = (units) =>
  Object.fromEntries(Object.entries(units).map(([id, unit]) => [id, moduleText(id, unit)]));

/** Hand a text to the browser as a file to save. */
export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/x-python" }));
  const link = document.createElement("a");
  [link.href, link.download] = [url, name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
