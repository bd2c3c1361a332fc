// Paths on the map: each optimizer has a colour and a dash of its own, and a seam of paper that keeps it apart from the ground.

import { clamp, make } from "../frame/parts.js";

export const LOOKS = {
  sgd: { stroke: "var(--series1)", dash: null },
  momentum: { stroke: "var(--series2)", dash: "9 4" },
  nesterov: { stroke: "var(--series3)", dash: "3 3" },
  rmsprop: { stroke: "var(--series4)", dash: "12 3 3 3" },
  adam: { stroke: "var(--series5)", dash: "16 3" },
  adamw: { stroke: "var(--series6)", dash: "7 3 2 3 2 3" },
};

/** An optimizer's look as attributes of a line. */
export const swatch = ({ stroke, dash }) => ({ stroke, "stroke-dasharray": dash });

const FAR = 5000; // drawing units: far outside the map, near enough for every browser

/** The nodes of a path: pale to its end, strong up to the step shown, a dot for every step. */
export function drawPath(map, path, step, look) {
  const places = path.map(([x, y]) => [clamp(map.across(x), -FAR, FAR).toFixed(1), clamp(map.up(y), -FAR, FAR).toFixed(1)]);
  const line = (list) => `M${list.map((place) => place.join(" ")).join("L")}`;
  const done = places.slice(0, step + 1);
  const [endX, endY] = done.at(-1);
  const common = { fill: "none", "stroke-linejoin": "round" };
  return [
    make("path", { ...common, class: "seam", d: line(places) }),
    make("path", { ...common, ...swatch(look), d: line(places), "stroke-width": 1.5, opacity: 0.35 }),
    make("path", { ...common, ...swatch(look), d: line(done), "stroke-width": 2.2 }),
    make("path", { ...common, stroke: look.stroke, d: done.map((place) => `M${place.join(" ")}h0`).join(""), "stroke-width": places.length > 150 ? 4 : 5.5, "stroke-linecap": "round" }),
    make("circle", { cx: endX, cy: endY, r: 6, fill: look.stroke, stroke: "var(--paper)", "stroke-width": 2 }),
  ];
}

/** An arrow the way the gradient leads down; none where there is no slope. */
export function drawArrow(map, [x, y], [dx, dy]) {
  const [fromX, fromY] = [map.across(x), map.up(y)];
  // in drawing units the axes may be stretched; a small step shows the way
  const [wayX, wayY] = [map.across(x - dx) - fromX, map.up(y - dy) - fromY];
  const size = Math.hypot(wayX, wayY);
  if (!(size > 1e-9) || !Number.isFinite(size)) return [];
  const [ux, uy] = [wayX / size, wayY / size];
  const tip = (along, aside) => `${(fromX + ux * along - uy * aside).toFixed(1)} ${(fromY + uy * along + ux * aside).toFixed(1)}`;
  const d = `M${tip(9, 0)}L${tip(44, 0)}M${tip(36, 6)}L${tip(46, 0)}L${tip(36, -6)}`;
  return [make("path", { class: "way-seam", d }), make("path", { class: "way", d })];
}
