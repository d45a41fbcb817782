/* The table of the class, sorted, searched and filtered in the page; without scripts it is a table all the same. */
"use strict";

const table = document.getElementById("students");
const body = table.tBodies[0];
const heads = [...table.tHead.rows[0].cells];
const box = document.getElementById("find");
const wanted = document.getElementById("which");
const told = document.getElementById("told");
const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...body.rows].map(row => ({ row, text: folded(row.cells[0].textContent), is: row.dataset.is.split(" ") }));
const order = new Intl.Collator("es", { numeric: true });
let sorted = "por nombre";

function value(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.value ?? cell.textContent;
  return heads[column].classList.contains("n") ? parseFloat(text) : text;
}

function compared(one, other) {
  if (typeof one === "string") return order.compare(one, other);
  return one - other;
}

function sort(column, way) {
  const keyed = rows.map(each => ({ ...each, key: value(each.row, column) }));
  const lacking = each => Number.isNaN(each.key) || each.key === "";
  keyed.sort((one, other) => lacking(one) - lacking(other) || (lacking(one) ? 0 : way * compared(one.key, other.key)));
  body.append(...keyed.map(each => each.row));
  heads.forEach(head => head.removeAttribute("aria-sort"));
  heads[column].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
  sorted = `por ${heads[column].dataset.name}, de ${way > 0 ? "menor a mayor" : "mayor a menor"}`;
  tell();
}

function tell() {
  const shown = rows.filter(each => !each.row.hidden).length;
  told.textContent = `Se ven ${shown} de ${rows.length}, ${sorted}.`;
}

function filter() {
  const words = folded(box.value).split(/\s+/);
  for (const { row, text, is } of rows) {
    row.hidden = !(words.every(word => text.includes(word)) && (!wanted.value || is.includes(wanted.value)));
  }
  tell();
}

heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const before = head.getAttribute("aria-sort");
    const first = head.classList.contains("n") ? -1 : 1;
    sort(column, before ? (before === "ascending" ? -1 : 1) : first);
  });
});
box.addEventListener("input", filter);
wanted.addEventListener("change", filter);
document.getElementById("choose").addEventListener("submit", event => event.preventDefault());
document.getElementById("choose").hidden = false;
addEventListener("pageshow", filter);
addEventListener("beforeprint", () => document.querySelectorAll("details.people").forEach(each => { each.open = true; }));
sort(0, 1);
