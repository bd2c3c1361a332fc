// The race: a row for each optimizer, with a box that lets it run, its learning rate, and what became of it.

import { fill, make, put, shown } from "../frame/parts.js";
import { reached } from "./optimizers.js";
import { LOOKS, swatch } from "./paths.js";

/** Make the table. `run(name, on)` and `rate(name, value)` are called when a row is used. Gives { node, show(rows, { apart, marks }) }. */
export function makeTable({ texts, run, rate }) {
  const caption = make("caption", { class: "unseen" });
  const head = make("thead");
  const body = make("tbody");
  const lines = new Map();

  function line(name) {
    const box = make("input", { type: "checkbox" });
    const word = make("span");
    const number = make("input", { type: "number", step: "any", min: 0 });
    const [rateText, loss, steps, became] = [make("span"), make("td"), make("td"), make("td", { class: "became" })];
    box.addEventListener("change", () => run(name, box.checked));
    number.addEventListener("input", () => {
      const value = Number.parseFloat(number.value);
      if (value > 0) rate(name, value);
    });
    const picture = make("svg", { viewBox: "0 0 26 12", "aria-hidden": "true" }, make("line", { x1: 0, x2: 26, y1: 6, y2: 6, "stroke-width": 3, ...swatch(LOOKS[name]) }));
    const node = make("tr", {}, make("th", { scope: "row" }, make("label", { class: "petals-toggle" }, box, picture, word)),
      make("td", { class: "rate" }, number, rateText), loss, steps, became);
    return { node, box, word, number, rateText, loss, steps, became };
  }

  return {
    node: make("table", {}, caption, head, body),
    show(rows, { apart, marks }) {
      caption.textContent = texts().table;
      head.replaceChildren(make("tr", {}, ...["optimizer", "learning_rate", "final_loss", "steps_near", "became"]
        .map((key) => make("th", { scope: "col" }, texts()[key]))));
      const running = rows.filter(({ walked }) => walked).length;
      for (const { name, rate: value, walked, outcome, lowest } of rows) {
        if (!lines.has(name)) {
          lines.set(name, line(name));
          body.append(lines.get(name).node);
        }
        const parts = lines.get(name);
        put(parts.node, { class: walked ? "runs" : "rests" });
        [parts.box.checked, parts.box.disabled] = [Boolean(walked), Boolean(walked) && running === 1];
        parts.word.textContent = texts()[name];
        put(parts.number, { "aria-label": fill(texts().rate_of, { name: texts()[name] }) });
        parts.number.style.display = walked && apart ? "" : "none";
        if (document.activeElement !== parts.number) parts.number.value = Number(value.toPrecision(6));
        parts.rateText.textContent = walked && !apart ? shown(value) : "";
        const arrived = walked && reached(walked.losses, lowest);
        parts.loss.textContent = walked ? (outcome === "diverged" ? "–" : shown(walked.losses.at(-1))) : "";
        parts.steps.textContent = walked ? arrived ?? "–" : "";
        parts.became.textContent = walked ? `${marks[outcome]} ${texts()[outcome]}` : "";
        put(parts.became, { class: `became ${outcome === "converged" ? "is-right" : outcome === "diverged" ? "is-wrong" : ""}` });
      }
    },
  };
}
