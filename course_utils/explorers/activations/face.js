// The activation explorer's face: the row of functions, and the two halves below it.

import { begin, bytesOf, chooser, floatsOf, heading, make, note, soon } from "../frame/parts.js";
import { activation } from "./functions.js";
import { curvePart, sketch } from "./curve.js";
import { stackPart } from "./stack.js";

const FORMULAS = {
  step: "f(x) = 1 (x > 0), 0 (x ≤ 0)",
  sigmoid: "f(x) = 1 / (1 + e⁻ˣ)",
  tanh: "f(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)",
  relu: "f(x) = max(0, x)",
  leaky_relu: "f(x) = x (x > 0), α·x (x ≤ 0)",
  elu: "f(x) = x (x > 0), eˣ − 1 (x ≤ 0)",
  gelu: "f(x) = x · Φ(x), Φ(x) = P(Z ≤ x)",
  silu: "f(x) = x / (1 + e⁻ˣ)",
  softplus: "f(x) = ln(1 + eˣ)",
};

function render({ model, el }) {
  const face = begin(model, el, "activations");
  const { texts, get, tell, follow } = face;
  const own = get("own");
  const numbers = own.name === undefined ? null : floatsOf(bytesOf(own.table));
  const half = numbers ? numbers.length / 2 : 0;
  const table = numbers && { low: own.low, high: own.high, values: numbers.subarray(0, half), slopes: numbers.subarray(half) };
  const shared = {
    names: () => [...(table ? ["own"] : []), ...Object.keys(FORMULAS)],
    name: (key) => (key === "own" ? own.name || texts().own_name : texts()[key]),
    options: () => ({ alpha: get("alpha"), table }),
  };
  const head = heading();
  const formula = note();
  formula.classList.add("formula");
  const chips = chooser((value) => tell({ function: value, ...(get("compare") === value ? { compare: null } : {}) }), { kind: "petals-row chips" });
  const [curve, stack] = [curvePart(face, shared), stackPart(face, shared)];
  el.replaceChildren(make("div", { class: "petals-stack" }, make("div", {}, head, chips.node, formula), curve.node, stack.node));

  const later = soon(stack.draw);
  const named = () => {
    head.textContent = texts().functions;
    const options = shared.names().map((key) => [key, sketch(activation(key, shared.options())), make("span", {}, shared.name(key))]);
    chips.show({ name: texts().functions, options, value: get("function") });
  };
  const chosen = () => {
    chips.mark(get("function"));
    formula.textContent = FORMULAS[get("function")] ?? texts().own_formula;
    curve.draw();
    later();
  };
  const all = () => {
    named();
    chosen();
  };
  return follow({ texts: all, "function compare alpha": soon(chosen), x: curve.move, "depth width weight_scale seed": later });
}

export default { render };
