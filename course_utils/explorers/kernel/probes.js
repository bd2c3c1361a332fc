// What a kernel answers to: the same kernel on four pictures so simple that the answer can be read at a glance.

import { make, put } from "../frame/parts.js";
import { scales, surface, tint } from "./colours.js";
import { correlate, ends } from "./correlate.js";
import { written } from "./numbers.js";

const SIDE = 10; // pixels that are shown; the edge of a picture lies in its middle
const MIDDLE = SIDE / 2;
const PICTURES = {
  even: () => 1,
  upright: (row, column) => Number(column >= MIDDLE),
  level: (row) => Number(row >= MIDDLE),
  spot: (row, column) => Number(row === MIDDLE && column === MIDDLE),
};

/** A kernel's answers, as picture and as sums: { even: { seen, sums, peak }, … }; the peak is the sum farthest from 0. */
export function answers(kernel) {
  const size = Math.sqrt(kernel.length);
  const half = (size - 1) / 2;
  const drawn = (picture, side, shift) => Float64Array.from({ length: side * side }, (_, at) => picture(Math.floor(at / side) - shift, (at % side) - shift));
  return Object.fromEntries(Object.entries(PICTURES).map(([name, picture]) => {
    const wide = SIDE + 2 * half;
    const sums = correlate([drawn(picture, wide, half)], wide, kernel, { size, stride: 1, dilation: 1 }, SIDE, SIDE);
    const [low, high] = ends(sums);
    return [name, { seen: drawn(picture, SIDE, 0), sums, peak: -low > high ? low : high }];
  }));
}

/** Gives { node, show({ kernel, names: { even, … }, name(picture, peak) }) }. */
export function probes() {
  const parts = Object.fromEntries(Object.keys(PICTURES).map((key) => {
    const [seen, made] = [make("canvas", { "aria-hidden": "true" }), make("canvas", { "aria-hidden": "true" })];
    const [word, peak] = [make("span", { class: "word" }), make("b", { "aria-hidden": "true" })];
    return [key, { word, peak, figure: make("figure", { role: "img" }, word, seen, make("span", { "aria-hidden": "true" }, "↓"), made, peak),
      before: surface(seen, SIDE, SIDE), after: surface(made, SIDE, SIDE) }];
  }));
  return {
    node: make("div", { class: "probes" }, ...Object.values(parts).map(({ figure }) => figure)),
    show({ kernel, names, name }) {
      const found = answers(kernel);
      const full = Math.max(...Object.values(found).map(({ peak }) => Math.abs(peak)));
      for (const [key, { word, peak, figure, before, after }] of Object.entries(parts)) {
        const { seen, sums, peak: value } = found[key];
        const nothing = Math.abs(value) < 1e-9 * full;
        tint(before.words, seen, scales.clipped([0, 1]));
        tint(after.words, sums, scales.signed(full));
        before.show();
        after.show();
        word.textContent = names[key];
        peak.textContent = written(nothing ? 0 : value);
        put(figure, { "aria-label": name(names[key], written(nothing ? 0 : value)), class: nothing ? "is-nothing" : null });
      }
    },
  };
}
