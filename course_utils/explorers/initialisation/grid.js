// The square of choices: a row for each activation, a column for each initialisation, in each the last layer's histogram and a word.

import { make, put } from "../frame/parts.js";
import { spread } from "./verdict.js";

const BINS = 21;
const MARKS = { healthy: "✓", fading: "~", growing: "~" };
const LOOKS = { healthy: "is-right", fading: "is-between", growing: "is-between" };

/** The sign of a verdict, beside its word. */
export const mark = (key) => MARKS[key] ?? "✗";
/** The class of a verdict's colour. */
export const look = (key) => LOOKS[key] ?? "is-wrong";

/** Bars as one path in a box 100 wide and 100 tall; `lift` leaves the bar of the zeros out of the scale. */
export function bars(shares, lift = false) {
  const most = Math.max(1e-9, ...(lift ? shares.slice(1) : shares));
  const wide = 100 / shares.length;
  let path = "";
  shares.forEach((share, place) => {
    const tall = share ? Math.max(1.5, Math.min(100, (96 * share) / most)) : 0;
    if (tall) path += `M${(place * wide).toFixed(2)} 100v${-tall.toFixed(2)}h${wide.toFixed(2)}v${tall.toFixed(2)}z`;
  });
  return path;
}

/** A box for bars that stretches with its place. */
export const histogram = () => make("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" }, make("path"));

/**
 * Radio buttons in rows and columns; arrow keys walk both ways. `act(row, column)` is called with the names chosen.
 * Gives { node, show({ name, rows, columns }), mark(row, column), fill(row, column, { numbers, range, key, word, label }), dim(row, column) };
 * rows and columns are [[name, text, small text]].
 */
export function square(act) {
  const node = make("div", { class: "square", role: "radiogroup" });
  const cells = new Map();
  let [names, heads] = [[], []];
  const at = (row, column) => cells.get(`${row} ${column}`);
  node.addEventListener("click", (event) => {
    const cell = event.target.closest("[role=radio]");
    if (cell) act(cell.dataset.row, cell.dataset.column);
  });
  node.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const cell = event.target.closest("[role=radio]");
    if (!way || !cell) return;
    event.preventDefault();
    const turn = (list, name, step) => list[(list.indexOf(name) + step + list.length) % list.length];
    const next = at(turn(names, cell.dataset.row, way[0]), turn(heads, cell.dataset.column, way[1]));
    next.focus();
    next.click();
  });
  return {
    node,
    show({ name, rows, columns }) {
      [names, heads] = [rows.map(([key]) => key), columns.map(([key]) => key)];
      put(node, { "aria-label": name });
      const held = node.contains(document.activeElement) ? document.activeElement.dataset : null;
      cells.clear();
      node.replaceChildren(make("span"), ...columns.map(([, text, small]) => make("span", { class: "head" }, text, make("small", {}, small))),
        ...rows.flatMap(([row, text]) => [make("span", { class: "side" }, text), ...columns.map(([column]) => {
          const cell = make("button", { type: "button", role: "radio", "data-row": row, "data-column": column }, histogram(), make("span", { class: "word" }));
          cells.set(`${row} ${column}`, cell);
          return cell;
        })]));
      if (held) at(held.row, held.column)?.focus({ preventScroll: true });
    },
    mark(row, column) {
      for (const cell of cells.values()) {
        const chosen = cell.dataset.row === row && cell.dataset.column === column;
        put(cell, { "aria-checked": String(chosen), tabindex: chosen ? 0 : -1 });
      }
    },
    fill(row, column, { numbers, range, key, word, label }) {
      const cell = at(row, column);
      put(cell.querySelector("path"), { d: bars(spread(numbers, range, BINS).shares, row === "relu") });
      const said = cell.querySelector(".word");
      said.textContent = `${mark(key)} ${word}`;
      said.className = `word ${look(key)}`;
      put(cell, { "aria-label": label, class: null });
    },
    dim: (row, column) => at(row, column).classList.add("is-old"),
  };
}
