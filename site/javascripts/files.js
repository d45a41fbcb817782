// Files of a student's: read back into exercises, and all of them as one archive.

import { allModules, keep, recall, stubOf } from "./workbook.js";

const MOST = 20_000_000; // bytes: a hundred courses
const PROGRESS = "progreso.json"; // what was solved and which hints were read, beside the modules of an archive

const idsOf = (units) =>
  Object.entries(units).flatMap(([unit, { exercises }]) => exercises.map(({ name }) => `${unit}.${name}`));

/** The names of exercises as a sentence has them: "rank, mse y softmax". */
export const listed = (ids) =>
  new Intl.ListFormat("es", { type: "conjunction" }).format(ids.map((id) => id.split(".")[1]));

/** What was read that is more than the stubs. */
export function loaded(texts) {
  const ids = Object.keys(texts).filter((id) => texts[id] !== undefined);
  return ids.length ? `Cargado: ${listed(ids)}.` : "No había nada que cargar.";
}

/**
 * The functions of the course in files, modules or archives of them.
 *
 * @returns {texts} by exercise, what was written; undefined where that is the stub. {marks}: by exercise, what else an
 * archive knew of it. {told}: what was left, and why.
 */
export async function readFiles(files, units) {
  const { topLevel } = await import("../runtime/editor.js");
  const [texts, marks, told] = [{}, {}, []];
  for (const [name, bytes] of await unpacked(files, told)) {
    if (name.split("/").at(-1) === PROGRESS) {
      Object.assign(marks, marked(decoded(bytes), units));
      continue;
    }
    const unit = Object.keys(units).find((id) => new RegExp(`(^|/)${id}( ?\\(\\d+\\))?\\.py$`, "i").test(name));
    const text = unit && decoded(bytes);
    if (!unit) told.push(`${name} no es un fichero del curso.`);
    else if (text === undefined) told.push(`${name} no está en UTF-8: guárdalo así y vuelve a cargarlo.`);
    else Object.assign(texts, parts(unit, units, text, topLevel(text)));
  }
  return { texts, marks, told };
}

/** What an archive tells of exercises besides their text, as far as it makes sense. */
function marked(text, units) {
  let known;
  try {
    known = Object.entries(JSON.parse(text));
  } catch {
    return {};
  }
  const ids = idsOf(units);
  const sound = ([id, mark]) => ids.includes(id) && typeof mark?.solved === "boolean" && Number.isInteger(mark.hints);
  return Object.fromEntries(known.filter(sound).map(([id, { solved, hints }]) => [id, { solved, hints }]));
}

/** The exercises with work on them that is not what was read; `now` has the text of those that may not be kept yet. */
export function replaced(texts, units, now = {}) {
  const differs = (id) => {
    const [known, stub] = [now[id] ?? recall(id).text, stubOf(units, id)];
    return known !== undefined && ![stub, texts[id] ?? stub].some((each) => each.trim() === known.trim());
  };
  return Object.keys(texts).filter(differs);
}

/** Keep what was read. Of what is solved nothing is taken back. */
export function take({ texts, marks }) {
  for (const [id, text] of Object.entries(texts)) if (text !== recall(id).text) keep(id, { text });
  for (const [id, { solved, hints }] of Object.entries(marks)) {
    const known = recall(id);
    keep(id, { solved: solved || known.solved, hints: Math.max(hints, known.hints ?? 0) });
  }
}

async function unpacked(files, told) {
  const found = [];
  for (const file of files) {
    if (file.size > MOST) told.push(`${file.name} es demasiado grande.`);
    else if (!/\.zip$/i.test(file.name)) found.push([file.name, new Uint8Array(await file.arrayBuffer())]);
    else found.push(...(await entries(file, told)));
  }
  return found;
}

async function entries(file, told) {
  const { unzipSync } = await import("../runtime/zip.js");
  try {
    const filter = ({ name, originalSize }) => (name.endsWith(".py") || name.endsWith(PROGRESS)) && originalSize < MOST;
    return Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer()), { filter }));
  } catch {
    told.push(`${file.name} no se puede abrir: ¿es un .zip entero?`);
    return [];
  }
}

function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
  } catch {
    return undefined;
  }
}

/** What is there for a later function to use: all else that stands below a function is about that one. */
const DEFINES = /^(@|(async\s+)?def\b|class\b|import\b|from\b|[\w.,\s]+(:[^=]+)?=[^=])/;

/** Where what belongs to a function that ends at `from` ends, before the next one begins at `to`. */
function border(text, from, to, statements) {
  const about = statements.filter((each) => each.from >= from && each.to <= to && !DEFINES.test(text.slice(each.from, each.to)));
  const end = about.at(-1)?.to ?? from;
  const comment = /^[^\S\n]*(#[^\n]*)?\n(?:#[^\n]*\n)*(?=\s*\n)/.exec(text.slice(end, to)); // what is set against it
  return end + (comment?.[0].length ?? 0);
}

/**
 * A module by exercises. What stands before a function for it to use, but for the unit's own head, and what follows the
 * last one goes with it: nothing that was written is lost.
 *
 * @param statements each top-level statement of the text: {from, to, name}, with a name where it defines a function.
 */
function parts(unit, units, text, statements) {
  const names = new Set(units[unit].exercises.map(({ name }) => name));
  const own = statements.filter(({ name }) => names.has(name));
  const found = {};
  let from = 0;
  for (const [index, { name, to }] of own.entries()) {
    const next = own[index + 1];
    const end = next ? border(text, to, next.from, statements) : text.length;
    found[name] = `${found[name] ?? ""}${text.slice(from, end)}`;
    if (from === 0) found[name] = withoutHead(found[name], units[unit].head);
    from = end;
  }
  const written = Object.entries(found).map(([name, part]) => [`${unit}.${name}`, part.trim()]);
  return Object.fromEntries(written.map(([id, part]) => [id, part === stubOf(units, id).trim() ? undefined : part]));
}

function withoutHead(text, head) {
  if (text.startsWith(head.trim())) return text.slice(head.trim().length);
  const lines = new Set(head.split("\n").filter((line) => /^(import|from)\b/.test(line)));
  return text.split("\n").filter((line) => !lines.has(line)).join("\n");
}

/** All modules of the course, as a folder `exercises` in one archive, with what is solved beside it. */
export async function archive(units) {
  const { strToU8, zipSync } = await import("../runtime/zip.js");
  const modules = Object.entries(allModules(units)).map(([name, text]) => [`exercises/${name}.py`, strToU8(text)]);
  const marks = idsOf(units).map((id) => [id, { solved: Boolean(recall(id).solved), hints: recall(id).hints ?? 0 }]);
  const progress = JSON.stringify(Object.fromEntries(marks.filter(([, { solved, hints }]) => solved || hints)), null, 1);
  return zipSync(Object.fromEntries([...modules, [PROGRESS, strToU8(progress)]]));
}
