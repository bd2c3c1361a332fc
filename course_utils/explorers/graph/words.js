// What each step of the graph says.

import { fill } from "../frame/parts.js";
import { slopesAt } from "./tape.js";

/** A number as a reader wants it in arithmetic: four digits that count, or all before the point; a real minus sign. */
export function neat(value) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(2).replaceAll("-", "−");
  return String(Number(value.toPrecision(Math.max(4, Math.floor(Math.log10(size || 1)) + 1))) + 0).replace("-", "−");
}

const RULES = {
  add: "rule_add", subtract: "rule_subtract", multiply: "rule_multiply", divide: "rule_divide", power: "rule_power", maximum: "rule_maximum",
  negative: "rule_negative", exp: "rule_exp", log: "rule_log", sigmoid: "rule_sigmoid", tanh: "rule_tanh", relu: "rule_relu", sin: "rule_sin",
  cos: "rule_cos", sqrt: "rule_sqrt", square: "rule_square",
};

const signed = (value) => (value < 0 ? `(${neat(value)})` : neat(value));

/** The operations in the order of the forward pass. */
export const operations = (nodes) => nodes.map((_, place) => place).filter((place) => nodes[place].inputs.length);

/** What a step does: { kind: "start" | "forward" | "seed" | "back", node, number, total }. */
export function stepOf(nodes, step) {
  const order = operations(nodes);
  const total = order.length;
  if (step === 0) return { kind: "start", node: null, number: 0, total };
  if (step <= total) return { kind: "forward", node: order[step - 1], number: step, total };
  if (step === total + 1) return { kind: "seed", node: nodes.length - 1, number: 0, total };
  return { kind: "back", node: order[2 * total + 1 - step], number: step - total - 1, total };
}

/** A node's name in a sentence; an operation without a name is told by its output. */
export function called(nodes, place, texts, outputs = null) {
  const node = nodes[place];
  if (node.op === "constant") return fill(texts.constant, { number: neat(node.number) });
  return node.name || (outputs ? `${node.symbol} (${neat(outputs[place])})` : node.symbol);
}

/** The computation of a node in numbers: 100 × 2 = 200. */
export function sum(nodes, place, outputs) {
  const node = nodes[place];
  const [first, second] = node.inputs.map((source) => outputs[source]);
  const result = outputs[place] === null ? "?" : neat(outputs[place]);
  if (node.op === "power") return `${signed(first)} ^ ${signed(second)} = ${result}`;
  if (node.op === "maximum") return `max(${neat(first)}, ${neat(second)}) = ${result}`;
  if (node.inputs.length === 2) return `${signed(first)} ${node.symbol} ${signed(second)} = ${result}`;
  if (node.op === "negative") return `−${signed(first)} = ${result}`;
  if (node.op === "square") return `${signed(first)}² = ${result}`;
  return `${node.symbol}(${neat(first)}) = ${result}`;
}

const usesOf = (nodes, place) => nodes.flatMap((node, target) =>
  node.inputs.map((source, slot) => ({ source, target, slot })).filter(({ source }) => source === place));

/** The sentence for a node whose gradients add up, or null. */
export function addsUp(nodes, place, edges, texts) {
  const uses = usesOf(nodes, place);
  if (uses.length < 2) return null;
  const parts = uses.map(({ target, slot }) => edges[target][slot]).reverse();
  return fill(texts.sum_line, { name: called(nodes, place, texts), count: uses.length,
    sum: parts.map(signed).join(" + "), total: neat(parts.reduce((all, part) => all + part, 0)) });
}

/** What a gradient means: raise the input a little. */
export function meaning(nodes, place, gradient, value, texts) {
  const size = Math.max(Math.abs(value), 0.1);
  const nudge = 10 ** (Math.floor(Math.log10(size)) - 1);
  return fill(texts.meaning, { name: called(nodes, place, texts), gradient: neat(gradient), nudge: neat(nudge), change: neat(gradient * nudge) });
}

/** A node's step back in words: [rule, a line per input, …]; `isHidden(target, slot)` leaves a line out. */
export function backLines(nodes, place, { outputs, gradients, edges }, texts, isHidden) {
  const node = nodes[place];
  const slopes = slopesAt(nodes, outputs, place);
  const lines = [texts[RULES[node.op]]];
  const own = addsUp(nodes, place, edges, texts);
  if (own) lines.unshift(own);
  const open = node.inputs.map((_, slot) => slot).filter((slot) => !isHidden(place, slot));
  for (const slot of open) {
    const source = node.inputs[slot];
    if (isFixed(nodes, place, slot)) lines.push(texts.line_power);
    else {
      lines.push(fill(node.op === "multiply" ? texts.line_other : texts.line_back, { name: called(nodes, source, texts, outputs),
        gradient: neat(gradients[place]), slope: signed(slopes[slot]), product: neat(edges[place][slot]) }));
    }
  }
  for (const source of new Set(open.map((slot) => node.inputs[slot]))) {
    const all = addsUp(nodes, source, edges, texts);
    const isLast = usesOf(nodes, source).every(({ target }) => target >= place);
    if (all && isLast && !nodes[source].inputs.length && usesOf(nodes, source).every(({ target, slot }) => !isHidden(target, slot))) lines.push(all);
  }
  if (open.length < node.inputs.length) lines.push(texts.predict_line);
  return lines;
}

/** Whether an input is the number in an exponent, which gets no gradient. */
export const isFixed = (nodes, target, slot) => nodes[target].op === "power" && slot === 1 && nodes[nodes[target].inputs[1]].op === "constant";

/** Why the computation stops. */
export function stuck(nodes, { outputs, problem }, texts) {
  const given = nodes[problem.node].inputs.map((source) => neat(outputs[source]));
  return fill(texts[problem.kind], { first: given[0], second: given.at(-1) });
}
