// The matrix as a grid to click and to walk: a row per true class, a column per predicted class, and one for "no answer".

import { make, put } from "../frame/parts.js";

const WAYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity] };
const short = (count) => (count < 10000 ? String(count) : `${(count / 1000).toFixed(count < 100000 ? 1 : 0)}k`);

/** Gives { node, show(view) }; act([true, predicted]) when a cell is chosen, predicted -1 in the last column; act([]) on Escape. */
export function grid(act) {
  const table = make("table", { role: "grid" });
  const node = make("div", { class: "matrix" }, table);
  let [cells, heads, built, view, at] = [[], [], "", null, [0, 0]];

  const columns = () => view.classes + (view.extra ? 1 : 0);
  const pairOf = ([row, column]) => [row, column === view.classes ? -1 : column];
  const mark = (cell, chosen) => put(cell.node, { tabindex: chosen ? 0 : null, "aria-label": chosen ? cell.label() : null });

  /** Let the tab key reach one cell; the new one first, for a cell that loses its tabindex loses the keyboard. */
  function reach(place, grab = false) {
    const [before, next] = [cells[at[0]][at[1]], cells[place[0]][place[1]]];
    const held = before.node === document.activeElement;
    mark(next, true);
    if (grab || (held && before !== next)) next.node.focus();
    if (before !== next) mark(before, false);
    at = place;
  }

  function choose(place) {
    reach(place, true);
    act(pairOf(place));
  }

  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell) choose([Number(cell.dataset.row), Number(cell.dataset.column)]);
  });
  table.addEventListener("keydown", (event) => {
    if (event.key === "Escape") act([]);
    else if (event.key === "Enter" || event.key === " ") choose(at);
    else if (WAYS[event.key]) {
      const [down, right] = WAYS[event.key];
      const within = (value, count) => Math.min(count - 1, Math.max(0, value));
      choose([within(at[0] + down, view.classes), within(at[1] + right, columns())]);
    } else return;
    event.preventDefault();
  });

  function build() {
    const held = table.contains(document.activeElement);
    const { classes, names, texts, extra } = view;
    const title = (name, kind, attributes = {}) => make("th", { scope: kind, title: name, ...attributes }, make("span", {}, name));
    const top = make("tr", {}, make("th", { class: "corner" }), make("th", { class: "axis", colspan: columns(), scope: "colgroup" }, `${texts.predicted} →`));
    const columnHeads = [...names.map((name) => title(name, "col")), ...(extra ? [title(texts.no_answer, "col", { class: "none" })] : [])];
    const rowHeads = names.map((name) => title(name, "row"));
    cells = names.map((_, row) => Array.from({ length: columns() }, (__, column) => {
      const cell = { node: make("td", { role: "gridcell", "data-row": row, "data-column": column }), text: null, part: null };
      cell.label = () => view.label(...pairOf([row, column]));
      cell.node.className = column === classes ? "none" : row === column ? "hit" : "miss";
      if (view.tags && column < 2) put(cell.node, { "data-tag": [["TN", "FP"], ["FN", "TP"]][row][column] });
      return cell;
    }));
    heads = [rowHeads, columnHeads];
    table.replaceChildren(
      make("thead", {}, top, make("tr", {}, make("th", { class: "corner" }, `${texts.true} ↓`), ...columnHeads)),
      make("tbody", {}, ...cells.map((row, place) => make("tr", {}, rowHeads[place], ...row.map((cell) => cell.node)))));
    const longest = Math.max(...names.map((name) => [...name].reduce((wide, sign) => wide + (sign > "ᄀ" ? 12 : 7), 8)));
    node.style.setProperty("--classes", columns());
    node.style.setProperty("--label", `${Math.max(78, Math.min(112, longest))}px`);
    node.classList.toggle("is-tall", classes > 3 && longest > 38);
    node.classList.toggle("is-few", classes <= 3);
    node.classList.toggle("is-many", classes > 12);
    at = [Math.min(at[0], classes - 1), Math.min(at[1], columns() - 1)];
    reach(at, held);
  }

  function paint() {
    const { classes, counts, sizes, worst, shares, cell } = view;
    const chosen = cell.length ? [cell[0], cell[1] === -1 ? classes : cell[1]] : null;
    for (let row = 0; row < classes; row += 1) {
      for (let column = 0; column < columns(); column += 1) {
        const one = cells[row][column];
        const count = counts[row * (classes + 1) + column];
        const share = count / Math.max(1, sizes[row]);
        const text = !count ? "" : shares ? (share < 0.01 ? "<1" : String(Math.round(share * 100))) : short(count);
        if (text !== one.text) one.node.textContent = one.text = text;
        const strength = column === classes ? share * 0.4 : row === column ? share : Math.min(1, share / worst);
        const part = count ? 0.06 + 0.94 * strength : 0;
        if (part !== one.part) {
          one.part = part;
          one.node.style.setProperty("--part", `${(part * 100).toFixed(1)}%`);
          one.node.classList.toggle("deep", part > 0.65);
          one.node.classList.toggle("deepest", part > 0.85);
        }
        const here = chosen !== null && chosen[0] === row && chosen[1] === column;
        if (here !== one.here) {
          one.here = here;
          put(one.node, { "aria-selected": String(here) });
        }
      }
    }
    heads.forEach((list, way) => list.forEach((head, place) => head.classList.toggle("is-chosen", chosen !== null && chosen[way] === place)));
    reach(chosen && chosen[1] < columns() ? chosen : at);
  }

  return {
    node,
    show(next) {
      view = next;
      const key = JSON.stringify([view.names, view.extra, view.texts.true]);
      if (key !== built) build();
      built = key;
      put(table, { "aria-label": view.name });
      paint();
    },
  };
}
