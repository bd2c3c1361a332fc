// The losses: against the epoch for the network, against the degree for the polynomial; what lies between is the gap.

import { powered, put, shown } from "../frame/parts.js";
import { chart } from "../frame/chart.js";

const MOST_PLACES = 400;

/** Make the chart. `choose(value)` is called when a place along it is dragged to. Gives { node, show(state) }. */
export function makeCurves(choose) {
  const board = chart({ width: 520, height: 330, left: 54, right: 16, top: 14, bottom: 42, xTicks: 6 });
  const { node } = board;
  node.classList.add("curves");
  const act = (event) => choose(board.at(event)[0]);
  node.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    act(event);
  });
  node.addEventListener("pointermove", (event) => {
    if (node.hasPointerCapture(event.pointerId)) act(event);
  });
  node.addEventListener("click", act);

  return {
    node,
    /** state: { across, train, validation, others, best, now, last, top, log, xName, name }; best and now are places in the lists. */
    show({ across, train, validation, others, best, now, ends, top, log, xName, yName, name }) {
      const step = Math.max(1, Math.ceil(across.length / MOST_PLACES));
      const thin = (list) => list.filter((_, place) => place % step === 0 || place === across.length - 1);
      const x = thin(across);
      const [low, high] = [thin(train), thin(validation)];
      const least = Math.max(1e-9, Math.min(...low, ...high));
      const y = log ? [least / 1.5, Math.max(...low, ...high) * 1.5] : [0, top];
      board.frame({ x: ends, y, logY: log, yText: log ? powered : shown, xName, yName, name });
      board.area("gap", x, low, high.map((loss, place) => Math.max(loss, low[place])), { class: "gap" });
      for (let place = 0; place < 8; place += 1) {
        const other = others[place];
        if (other) board.line(`other ${place}`, other.x, other.y, { class: "other" });
        else board.clear(`other ${place}`);
      }
      board.line("train", x, low, { class: "train" });
      board.line("validation", x, high, { class: "validation" });
      board.rule("best", { x: across[best] }, { class: "lowest" });
      board.rule("now", { x: across[now] }, { class: "now", "stroke-dasharray": null });
      const dot = (key, list, place, kind) => board.dots(key, [across[place]], [list[place]], { class: kind, r: 5 });
      dot("best dot", validation, best, "lowest");
      dot("train dot", train, now, "train");
      dot("validation dot", validation, now, "validation");
      put(node, { "aria-label": name });
    },
  };
}

/** The top of the losses' axis: all but the first epochs, which fall from far above. */
export function topOf(train, validation, baseline) {
  const later = Math.floor(train.length / 20);
  const most = (list) => list.slice(later).reduce((high, one) => Math.max(high, one), 0);
  return Math.max(1.3 * baseline, 1.1 * most(train), 1.1 * most(validation));
}
