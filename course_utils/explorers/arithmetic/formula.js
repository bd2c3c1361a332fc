// The formula of the output side, with the numbers in it, line by line.

import { make } from "../frame/parts.js";

/** Letters leaning, numbers upright, as in a book. */
const set = (text) => text.split(/([a-zP])/).filter(Boolean).map((part) => (/[a-zP]/.test(part) ? make("i", {}, part) : part));
const over = (above, below) => make("span", { class: "over" }, make("span", {}, ...set(above)), make("span", {}, ...set(below)));
const floor = (above, below) => [make("span", { class: "floor" }, "⌊"), over(above, below), make("span", { class: "floor" }, "⌋"), " + 1"];
const line = (first, ...parts) => make("div", { class: "line" }, make("span", {}, ...set(first)), make("span", {}, "="), make("span", {}, ...parts));
const minus = (value) => (value < 0 ? `(−${-value})` : String(value));

/** The lines for a convolution: the zeros are 2p where both sides have as many, else P together. */
function convolutionLines({ side, before, after, size, dilation, stride, total, window, outputs }) {
  const even = before === after;
  const letters = `n + ${even ? "2p" : "P"} − d(k − 1) − 1`;
  const numbers = `${side} + ${even ? `2·${before}` : before + after} − ${dilation}·(${size} − 1) − 1`;
  const room = total - window;
  const lines = [
    line("o", ...floor(letters, "s")),
    line("", ...floor(numbers, String(stride))),
    line("", ...floor(minus(room), String(stride))),
  ];
  if (room >= 0) lines.push(line("", `${Math.floor(room / stride)} + 1 = `, make("b", {}, String(outputs))));
  const spoken = `o = floor((${letters}) / s) + 1 = floor((${numbers}) / ${stride}) + 1 = floor(${room} / ${stride}) + 1${room >= 0 ? ` = ${outputs}` : ""}`;
  return [lines, spoken];
}

/** The lines for a transposed convolution; a is the output padding. */
function transposedLines({ side, crop: [before, after], size, dilation, spread, added, window }) {
  const even = before === after;
  const result = (side - 1) * spread - before - after + window + added;
  const letters = `(n − 1)·s − ${even ? "2p" : "P"} + d(k − 1) + 1 + a`;
  const numbers = `(${side} − 1)·${spread} − ${even ? `2·${before}` : before + after} + ${dilation}·(${size} − 1) + 1 + ${added}`;
  const sums = `${(side - 1) * spread} − ${before + after} + ${window - 1} + 1 + ${added}`;
  return [[line("o", ...set(letters)), line("", numbers), line("", sums), line("", make("b", {}, minus(result)))], `o = ${letters} = ${numbers} = ${sums} = ${result}`];
}

/** Show the formula in a node. */
export function showFormula(node, now, one) {
  const [lines, spoken] = now.transposed ? transposedLines(one) : convolutionLines(one);
  node.replaceChildren(...lines);
  node.setAttribute("aria-label", spoken);
}
