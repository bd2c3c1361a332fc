// The plane: points to drag, the curve they came from, and the model's curve. Sizes in the data's own units.

import { arrow, clamp, draggable, fill, make, put, shown } from "../frame/parts.js";
import { chart } from "../frame/chart.js";

const HIGHEST = 3;

/** Places where curves are asked, in the model's units. */
export const PLACES = Float64Array.from({ length: 301 }, (_, place) => -1 + place / 150);

/** Make the plane. `move(place, x, y)` is called when a training point is moved. Gives { node, show(state) }. */
export function makePlane(move) {
  const board = chart({ width: 600, height: 430, left: 48, right: 16, top: 12, bottom: 42, xTicks: 6 });
  put(board.node, { role: "group" });
  board.node.classList.add("plane");
  const [others, training] = [make("path", { class: "validation" }), make("g", { class: "training" })];
  const knob = make("circle", { class: "knob", r: 10, tabindex: 0, role: "slider" });
  const top = make("g", {}, others, training, knob);
  board.node.append(top);
  let now = { train: [], bounds: [-1, 1, -1, 1], texts: null };
  let chosen = 0;

  const across = (x) => board.across(now.bounds[0] + ((x + 1) / 2) * (now.bounds[1] - now.bounds[0]));
  const up = (y) => board.up(now.bounds[2] + ((y + 1) / 2) * (now.bounds[3] - now.bounds[2]));
  const back = ([x, y]) => {
    const [left, right, low, high] = now.bounds;
    return [clamp((2 * (x - left)) / (right - left) - 1, -1, 1), clamp((2 * (y - low)) / (high - low) - 1, -HIGHEST, HIGHEST)];
  };
  const round = (value) => Math.round(value * 1000) / 1000;
  const shift = (place, [x, y]) => {
    chosen = place;
    now.train[place] = [round(x), round(y)]; // the next key may come before the next frame
    move(place, ...now.train[place]);
  };

  let held = null;
  for (const node of [training, knob]) {
    draggable(node, {
      start: (event) => {
        held = event.target === knob ? chosen : Number(event.target.dataset.place);
        chosen = held;
        drawKnob();
        knob.focus({ preventScroll: true, focusVisible: false });
        return true;
      },
      move: (event) => shift(held, back(board.at(event))),
    });
  }
  knob.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way || !now.train.length) return;
    event.preventDefault();
    if (way[1]) {
      const [x, y] = now.train[chosen];
      shift(chosen, [x, clamp(y + way[1] * (event.shiftKey ? 0.25 : 0.05), -HIGHEST, HIGHEST)]);
      return;
    }
    const order = now.train.map((_, place) => place).sort((one, two) => now.train[one][0] - now.train[two][0]);
    chosen = order[clamp(order.indexOf(chosen) + way[0], 0, order.length - 1)];
    drawKnob();
  });

  function drawKnob() {
    chosen = Math.min(chosen, now.train.length - 1);
    const [x, y] = now.train[chosen];
    const high = now.bounds[2] + ((y + 1) / 2) * (now.bounds[3] - now.bounds[2]);
    put(knob, { cx: across(x), cy: up(y), "aria-valuenow": high, "aria-valuetext": `y ${shown(high)}`,
      "aria-label": fill(now.texts.move_point, { number: chosen + 1, total: now.train.length }) });
  }

  return {
    node: board.node,
    /** state: { train, validation, curve, best, truth, bounds, texts }; curves are answers at PLACES. */
    show(state) {
      now = state;
      const reach = Math.max(1.45, ...[...state.train, ...state.validation].map(([, y]) => Math.abs(y) + 0.15));
      const [left, right, low, high] = state.bounds;
      const [middle, half] = [(low + high) / 2, (high - low) / 2];
      const margin = 0.03 * (right - left);
      board.frame({ x: [left - margin, right + margin], y: [middle - reach * half, middle + reach * half], xName: "x", yName: "y", name: state.texts.plane });
      const x = PLACES.map((place) => left + ((place + 1) / 2) * (right - left));
      const drawn = (key, curve, attributes) => {
        if (curve) board.line(key, x, curve.map((y) => middle + y * half), attributes);
        else board.clear(key);
      };
      drawn("truth", state.truth, { class: "truth" });
      drawn("best", state.best, { class: "best" });
      drawn("curve", state.curve, { class: "curve" });
      put(others, { d: state.validation.map(([h, v]) => `M${(across(h) - 4).toFixed(1)} ${(up(v) - 4).toFixed(1)}h8v8h-8z`).join("") });
      while (training.childNodes.length > state.train.length) training.lastChild.remove();
      while (training.childNodes.length < state.train.length) training.append(make("circle", { r: 5.5, "data-place": training.childNodes.length }));
      state.train.forEach(([h, v], place) => put(training.childNodes[place], { cx: across(h).toFixed(1), cy: up(v).toFixed(1) }));
      drawKnob();
    },
  };
}
