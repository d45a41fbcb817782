// What a student has written and done, kept in this browser, and the exercise files that it makes.

const PREFIX = "redes-neuronales:";

/** The document's event when anything of this has changed on this page. */
export const CHANGED = "rna-work";

const unkept = new Map(); // what the browser would not keep: it lives as long as the page

/** Everything known of an exercise: {text, solved, hints, aside}. */
export function recall(id) {
  if (unkept.has(id)) return unkept.get(id);
  try {
    return JSON.parse(localStorage.getItem(PREFIX + id)) ?? {};
  } catch {
    return {};
  }
}

/** Change what is known of an exercise. False if the browser keeps it no longer than this page (private window, no room). */
export function keep(id, changes) {
  const known = { ...recall(id), ...changes };
  try {
    localStorage.setItem(PREFIX + id, JSON.stringify(known));
    unkept.delete(id);
    return true;
  } catch {
    unkept.set(id, known);
    return false;
  } finally {
    document.dispatchEvent(new Event(CHANGED));
  }
}

/** Forget everything, here and in the browser. */
export function eraseAll() {
  unkept.clear();
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept where nothing can be.
  }
  document.dispatchEvent(new Event(CHANGED));
}

/** Call `hear()` when another tab has changed what is kept of an exercise, until the signal is aborted. */
export function onOtherTab(id, hear, signal) {
  addEventListener("storage", ({ key }) => (key === PREFIX + id || key === null) && hear(), { signal });
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

/** What an exercise looks like before anything is written. */
export function stubOf(units, id) {
  const [unit, name] = id.split(".");
  return units[unit].exercises.find((exercise) => exercise.name === name).stub;
}

const trimmed = (text) => text.replace(/\s+$/, "");

/** What an exercise stands as: what `now` has of it, by id, that may not be kept yet, or else what is kept, or its stub. */
const written = (unit, { name, stub }, now) => trimmed(now[`${unit}.${name}`] ?? recall(`${unit}.${name}`).text ?? stub);

const joined = (...parts) => `${parts.filter(Boolean).join("\n\n\n")}\n`;

/** The file of one unit: the student's functions, and the stubs of those not begun. */
export const moduleText = (id, unit, now = {}) =>
  joined(unit.head, ...unit.exercises.map((exercise) => written(id, exercise, now)));

/** Every unit's file, by the name of its module. */
export const allModules = (units, now = {}) =>
  Object.fromEntries(Object.entries(units).map(([id, unit]) => [id, moduleText(id, unit, now)]));

/**
 * What is run on a page: of each unit what a browser has the modules for.
 *
 * @returns {modules} their texts by name. {place}: the exercise and the line of its editor that a line of a module is.
 */
export function onThisPage(units, now) {
  const [modules, begins] = [{}, {}];
  for (const [id, unit] of Object.entries(units)) {
    [modules[id], begins[id]] = [unit.imports, []];
    for (const exercise of unit.exercises.filter(({ here }) => here)) {
      const before = trimmed(modules[id]);
      begins[id].unshift({ id: `${id}.${exercise.name}`, start: before ? before.split("\n").length + 3 : 1 });
      modules[id] = joined(before, written(id, exercise, now));
    }
  }
  const place = (module, line) => {
    const found = begins[module]?.find(({ start }) => start <= line);
    return found && { id: found.id, line: line - found.start + firstLine(units[module]) };
  };
  return { modules, place };
}

/** The number of an editor's first line: above it stand the unit's imports. */
export const firstLine = ({ imports }) => (imports ? imports.split("\n").length : 0) + 1;

/** Hand a text or bytes to the browser as a file to save. */
export function download(name, content, type = "text/x-python") {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  [link.href, link.download] = [url, name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
