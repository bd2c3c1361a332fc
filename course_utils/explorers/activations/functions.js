// The activation functions and their slopes, one number at a time; functions.py holds the same for arrays.

/** How far from 0 a function is shown. */
export const REACH = 8;

const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** The error function, to 1.5e-7. Abramowitz & Stegun (1964), 7.1.26. */
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}

const gauss = (x) => 0.5 * (1 + erf(x * Math.SQRT1_2));
const bell = (x) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

// `slope` is given the place and the value there, which spares some functions their slow part.
const KNOWN = {
  step: { value: (x) => (x > 0 ? 1 : 0), slope: () => 0 },
  sigmoid: { value: sigmoid, slope: (_, y) => y * (1 - y) },
  tanh: { value: Math.tanh, slope: (_, y) => 1 - y * y },
  relu: { value: (x) => (x > 0 ? x : 0), slope: (x) => (x > 0 ? 1 : 0) },
  elu: { value: (x) => (x > 0 ? x : Math.expm1(x)), slope: (x, y) => (x > 0 ? 1 : y + 1) },
  gelu: { value: (x) => x * gauss(x), slope: (x) => gauss(x) + x * bell(x) },
  silu: { value: (x) => x * sigmoid(x), slope: (x) => sigmoid(x) * (1 + x * (1 - sigmoid(x))) },
  softplus: { value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), slope: sigmoid },
  linear: { value: (x) => x, slope: () => 1 },
};

/** A function given by its values and slopes at equal distances from `low` to `high`; straight lines between, and beyond the ends. */
function sampled({ low, high, values, slopes }) {
  const last = values.length - 1;
  const per = last / (high - low);
  const between = (row, place) => {
    const at = Math.min(Math.floor(place), last - 1);
    return row[at] + (row[at + 1] - row[at]) * (place - at);
  };
  return {
    value: (x) => (x < low ? values[0] + slopes[0] * (x - low) : x > high ? values[last] + slopes[last] * (x - high) : between(values, (x - low) * per)),
    slope: (x) => between(slopes, Math.min(last, Math.max(0, (x - low) * per))),
  };
}

/** Choose a function: { value(x), slope(x, value(x)) }. `alpha` is the slope of the leaky ReLU below 0, `table` the student's own function. */
export function activation(name, { alpha = 0.1, table = null } = {}) {
  if (name === "leaky_relu") return { value: (x) => (x > 0 ? x : alpha * x), slope: (x) => (x > 0 ? 1 : alpha) };
  return name === "own" ? sampled(table) : KNOWN[name];
}

/** The steepest slope in the part that is shown: what "hardly any slope" is measured against. */
export function steepest({ value, slope }) {
  let found = 0;
  for (let place = -64; place <= 64; place += 1) {
    const x = (place / 64) * REACH;
    found = Math.max(found, Math.abs(slope(x, value(x))));
  }
  return found;
}

/** Values and slopes at some places, for comparing them with functions.py. */
export function evaluate(name, options, places) {
  const one = activation(name, options);
  const values = places.map((x) => one.value(x));
  return { values, slopes: places.map((x, at) => one.slope(x, values[at])), steepest: steepest(one) };
}
