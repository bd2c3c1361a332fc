// The marks of classes: ten shapes and six colours, so that thirty classes can be told apart and shape alone tells ten.

import { make } from "../frame/parts.js";

const polygon = (corners) => `M${corners.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`).join("L")}Z`;
const turned = (corners, angle) => corners.map(([x, y]) => [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)]);
const plus = [[-0.4, -1.15], [0.4, -1.15], [0.4, -0.4], [1.15, -0.4], [1.15, 0.4], [0.4, 0.4], [0.4, 1.15], [-0.4, 1.15], [-0.4, 0.4], [-1.15, 0.4],
  [-1.15, -0.4], [-0.4, -0.4]];
const triangle = [[0, -1.15], [1.1, 0.85], [-1.1, 0.85]];
const star = Array.from({ length: 10 }, (_, at) => {
  const [size, angle] = [at % 2 ? 0.55 : 1.35, (at * Math.PI) / 5 - Math.PI / 2];
  return [size * Math.cos(angle), size * Math.sin(angle)];
});
// In matplotlib's order of the plots: o s ^ D v P X * < >
const SHAPES = ["M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z", polygon([[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]]), polygon(triangle),
  polygon([[0, -1.25], [1.05, 0], [0, 1.25], [-1.05, 0]]), polygon(turned(triangle, Math.PI)), polygon(plus), polygon(turned(plus, Math.PI / 4)),
  polygon(star), polygon(turned(triangle, -Math.PI / 2)), polygon(turned(triangle, Math.PI / 2))];

/** The outline of a class's mark, about (0, 0), of radius 1. */
export const shapeOf = (label) => SHAPES[label % SHAPES.length];

/** The name of a class's colour. */
export const colourOf = (label) => `--series${(label % 6) + 1}`;

/** A class's mark beside its name. */
export const swatch = (label) => make("svg", { viewBox: "-1.5 -1.5 3 3", "aria-hidden": "true", class: "swatch" },
  make("path", { d: shapeOf(label), style: `fill: var(${colourOf(label)})` }));
