// The twin of autograd.py: values forward, gradients back, in the browser, while an input is dragged. No page needed.

export const STEP = 1e-4; // of the central difference

const sigmoid = (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

const VALUES = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (x, n) => x ** n,
  maximum: (a, b) => Math.max(a, b),
  negative: (x) => -x,
  exp: Math.exp,
  log: Math.log,
  sigmoid,
  tanh: Math.tanh,
  relu: (x) => Math.max(x, 0),
  sin: Math.sin,
  cos: Math.cos,
  sqrt: Math.sqrt,
  square: (x) => x * x,
};

const SLOPES = {
  add: () => [1, 1],
  subtract: () => [1, -1],
  multiply: (a, b) => [b, a],
  divide: (a, b) => [1 / b, -a / (b * b)],
  // A number in the exponent is fixed; where the exponent varies, forbidden() has made sure of x > 0.
  power: (x, n, y) => [n ? n * x ** (n - 1) : 0, x > 0 ? y * Math.log(x) : 0],
  maximum: (a, b) => (a >= b ? [1, 0] : [0, 1]),
  negative: () => [-1],
  exp: (x, y) => [y],
  log: (x) => [1 / x],
  sigmoid: (x, y) => [y * (1 - y)],
  tanh: (x, y) => [1 - y * y],
  relu: (x) => [x > 0 ? 1 : 0],
  sin: (x) => [Math.cos(x)],
  cos: (x) => [-Math.sin(x)],
  sqrt: (x, y) => [1 / (2 * y)],
  square: (x) => [2 * x],
};

function forbidden(nodes, node, given) {
  const [first, last] = [given[0], given.at(-1)];
  if (node.op === "divide" && last === 0) return "zero_division";
  if (node.op === "log" && first <= 0) return "log_domain";
  if (node.op === "sqrt" && first <= 0) return "sqrt_domain";
  if (node.op !== "power") return null;
  if (nodes[node.inputs[1]].op !== "constant" && first <= 0) return "power_varies";
  if (first < 0 && !Number.isInteger(last)) return "power_domain";
  return first === 0 && last < 1 && last !== 0 ? "power_zero" : null;
}

/** The local derivatives of one node, one per input. */
export const slopesAt = (nodes, outputs, place) =>
  SLOPES[nodes[place].op](...nodes[place].inputs.map((source) => outputs[source]), outputs[place]);

/**
 * Work a graph out. `nodes` are { op, inputs, name, number }, every node after its inputs, the result last.
 * Gives { outputs, gradients, edges, problem }: null from a problem { node, kind } on.
 */
export function run(nodes, values) {
  const outputs = [];
  for (const [place, node] of nodes.entries()) {
    const given = node.inputs.map((source) => outputs[source]);
    if (!given.length) outputs.push(node.op === "input" ? values[node.name] : node.number);
    else {
      let kind = forbidden(nodes, node, given);
      const value = kind ? NaN : VALUES[node.op](...given);
      if (!kind && !Number.isFinite(value)) kind = "too_big";
      if (kind) return { outputs: nodes.map((_, at) => (at < place ? outputs[at] : null)), gradients: null, edges: null, problem: { node: place, kind } };
      outputs.push(value);
    }
  }
  return back(nodes, outputs);
}

function back(nodes, outputs) {
  const gradients = nodes.map(() => 0);
  const edges = nodes.map(() => []);
  gradients[nodes.length - 1] = 1;
  for (let place = nodes.length - 1; place >= 0; place -= 1) {
    if (nodes[place].inputs.length) {
      edges[place] = slopesAt(nodes, outputs, place).map((slope) => gradients[place] * slope);
      if (!edges[place].every(Number.isFinite)) return { outputs, gradients: null, edges: null, problem: { node: place, kind: "too_big" } };
      nodes[place].inputs.forEach((source, slot) => {
        gradients[source] += edges[place][slot]; // used twice: what comes back adds up
      });
    }
  }
  return { outputs, gradients, edges, problem: null };
}

/** How fast the result changes with one input, measured: the central difference. */
export function numerical(nodes, values, name) {
  const [above, below] = [STEP, -STEP].map((shift) => run(nodes, { ...values, [name]: values[name] + shift }).outputs.at(-1));
  return above === null || below === null ? NaN : (above - below) / (2 * STEP);
}
