// A picture with a window on it: pixels, numbers where there are few, and one place chosen by mouse, finger or arrow keys.

import { arrow, make, put } from "../frame/parts.js";
import { inkOn } from "../frame/paint.js";
import { written } from "./numbers.js";

const TALLEST = 470; // pixels of the page
const WIDEST_CELL = 58;

/**
 * Gives { node, canvas, lay, number, mark }. `point([row, column])` is called while the place is chosen, `press()` at a click,
 * `walk([right, up], far)` for an arrow key, `leave()` when the mouse has gone.
 */
export function pane({ point, press, walk, leave }) {
  const canvas = make("canvas", { "aria-hidden": "true" });
  const numbers = make("g", { class: "numbers" });
  const taps = make("g", { class: "taps" });
  const over = make("svg", { preserveAspectRatio: "none", "aria-hidden": "true" }, numbers, taps);
  const frame = make("i", { class: "window" });
  const node = make("div", { class: "pane", tabindex: 0, role: "application" }, canvas, over, frame);
  let [grid, finger, cells, marked] = [{ rows: 1, columns: 1 }, false, [], ""];

  const at = (event) => {
    const box = node.getBoundingClientRect();
    return [Math.floor(((event.clientY - box.top) / box.height) * grid.rows), Math.floor(((event.clientX - box.left) / box.width) * grid.columns)];
  };
  node.addEventListener("pointerdown", (event) => {
    finger = event.pointerType !== "mouse";
    if (finger) point(at(event));
  });
  node.addEventListener("pointermove", (event) => point(at(event)));
  node.addEventListener("pointerup", () => finger && leave());
  node.addEventListener("pointerleave", leave);
  node.addEventListener("click", (event) => {
    if (!finger) press(at(event));
  });
  node.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way) return;
    event.preventDefault();
    walk(way, event.shiftKey);
  });

  const share = (part, whole) => `${(part / whole) * 100}%`;
  return {
    node,
    canvas,
    /** Set the grid: all rows and columns, where the canvas lies in it, and the largest grid that shares its zoom. */
    lay({ rows, columns, top = 0, left = 0, height = rows, width = columns, most, name }) {
      grid = { rows, columns };
      const cap = Math.min((TALLEST * most.columns) / most.rows, WIDEST_CELL * most.columns);
      node.style.width = `calc(min(100%, ${cap.toFixed(1)}px) * ${(columns / most.columns).toFixed(5)})`;
      node.style.aspectRatio = `${columns} / ${rows}`;
      Object.assign(canvas.style, { top: share(top, rows), left: share(left, columns), height: share(height, rows), width: share(width, columns) });
      put(over, { viewBox: `0 0 ${columns} ${rows}` });
      put(node, { "aria-label": name });
    },
    /** Write values into the cells, or nothing: `colour(place)` is what a cell is painted with, null for paper. */
    number(values, colour) {
      if (cells.length !== (values ? values.length : 0) || (values && numbers.dataset.columns !== String(grid.columns))) {
        cells = values ? Array.from(values, (_, place) => make("text", {
          x: (place % grid.columns) + 0.5, y: Math.floor(place / grid.columns) + 0.5, "text-anchor": "middle", "dominant-baseline": "central" })) : [];
        numbers.replaceChildren(...cells);
        numbers.dataset.columns = grid.columns;
      }
      cells.forEach((cell, place) => {
        const text = written(values[place]);
        const painted = colour(place);
        if (cell.textContent !== text) cell.textContent = text;
        cell.style.fontSize = `${Math.min(0.42, 1.36 / text.length)}px`;
        cell.style.fill = painted ? inkOn(painted) : "";
      });
    },
    /** Put the window on the grid; with gaps, each of its places too. */
    mark({ row, column, height, width, places = [] }) {
      Object.assign(frame.style, {
        top: share(row + height / 2, grid.rows), left: share(column + width / 2, grid.columns), height: share(height, grid.rows), width: share(width, grid.columns) });
      const wanted = places.join(" ");
      if (wanted === marked) return;
      marked = wanted;
      taps.replaceChildren(...places.map(([y, x]) => make("rect", { x, y, width: 1, height: 1 })));
    },
  };
}
