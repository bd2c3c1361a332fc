// Class by class: precision, recall, F1 and support to sort by, and the pairs confused most.

import { heading, make, put, shown } from "../frame/parts.js";

const MOST_PAIRS = 8;
const COLUMNS = ["name", "precision", "recall", "f1", "support"];

/** The pairs of different classes confused most: [{ row, column, count, share }]. */
export function pairs(counts, classes, sizes) {
  const found = [];
  for (let row = 0; row < classes; row += 1) {
    for (let column = 0; column < classes; column += 1) {
      const count = counts[row * (classes + 1) + column];
      if (row !== column && count) found.push({ row, column, count, share: count / Math.max(1, sizes[row]) });
    }
  }
  return found.sort((one, two) => two.count - one.count || one.row - two.row || one.column - two.column).slice(0, MOST_PAIRS);
}

/** Gives { node, show(view) }; act([true, predicted]) when a pair is clicked. */
export function classesView(act) {
  let [sorted, falling, last] = ["name", false, null];
  const headers = COLUMNS.map((key) => {
    const node = make("button", { type: "button" });
    node.addEventListener("click", () => {
      [sorted, falling] = [key, sorted === key ? !falling : false];
      draw();
    });
    return { key, node, cell: make("th", { scope: "col" }, node) };
  });
  const body = make("tbody");
  const caption = make("caption", { class: "unseen" });
  const table = make("table", { class: "numbers classes" }, caption, make("thead", {}, make("tr", {}, ...headers.map((one) => one.cell))), body);
  const pairsHead = heading();
  const list = make("ol", { class: "pairs" });
  const node = make("div", { class: "charts" }, make("div", { class: "tall whole" }, table), make("div", { class: "whole" }, pairsHead, list));
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (chosen) act([Number(chosen.dataset.row), Number(chosen.dataset.column)]);
  });

  function draw() {
    const { texts, say, nameOf, each, cell } = last;
    const values = { ...each, name: each.support.map((_, place) => place) };
    const order = values.name.slice().sort((one, two) => (falling ? -1 : 1) * (values[sorted][one] - values[sorted][two]) || one - two);
    caption.textContent = texts.classes;
    const titles = { name: texts.class_name, precision: texts.precision, recall: texts.recall, f1: texts.f1, support: texts.support };
    for (const { key, node: header, cell: place } of headers) {
      const here = key === sorted;
      header.textContent = `${titles[key]} ${here ? (falling ? "▼" : "▲") : ""}`.trim();
      put(header, { title: texts.sort });
      put(place, { "aria-sort": here ? (falling ? "descending" : "ascending") : "none" });
    }
    const number = (value, known) => make("td", {}, make("i", { style: `width: ${known ? value * 100 : 0}%` }), make("span", {}, known ? shown(value, 3) : "–"));
    body.replaceChildren(...order.map((place) => make("tr", { class: cell[0] === place ? "is-chosen" : null },
      make("th", { scope: "row", title: nameOf(place) }, nameOf(place)),
      number(each.precision[place], each.predicted[place]),
      number(each.recall[place], each.support[place]),
      number(each.f1[place], each.support[place] + each.predicted[place]),
      make("td", {}, each.support[place].toLocaleString("en")))));
    pairsHead.textContent = last.pairs.length ? texts.pairs : texts.pairs_none;
    const held = list.contains(document.activeElement) ? [...list.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    list.replaceChildren(...last.pairs.map(({ row, column, count, share }) => {
      const chosen = cell[0] === row && cell[1] === column;
      return make("li", {}, make("button", { type: "button", "data-row": row, "data-column": column, "aria-pressed": String(chosen) },
        make("span", {}, say("pair", { true: nameOf(row), predicted: nameOf(column) })),
        make("span", { class: "value" }, `${count.toLocaleString("en")} · ${(share * 100).toFixed(1)} %`)));
    }));
    if (held >= 0) list.querySelectorAll("button")[held]?.focus({ preventScroll: true });
  }

  return {
    node,
    show(view) {
      last = view;
      draw();
    },
  };
}
