// A batch of random signals through many layers, and a gradient back: what deep.py computes with NumPy, quick enough to be dragged.

import { generator } from "../frame/random.js";
import { activation, steepest } from "./functions.js";

const MOST = 1e30; // what grows beyond stays here, so that every number can be written
const TINY = 1e-7; // keeps batch normalisation from dividing by zero
const BACK = 1000003; // the gradient's numbers come from another seed than the weights'
export const BLOCKED = 0.01; // of the steepest slope: hardly any gradient gets through

let kept = null;

/** Rows become columns. */
function turned(matrix, side) {
  const out = new Float64Array(matrix.length);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) out[column * side + row] = matrix[row * side + column];
  }
  return out;
}

/** Standard normal inputs, weights (for each layer a matrix and its transpose) and the gradient at the end; kept, and lengthened as layers are added. */
function chance(seed, batch, width, depth) {
  if (kept?.seed !== seed || kept.width !== width || kept.batch !== batch) {
    const numbers = generator(seed);
    kept = { seed, width, batch, numbers, inputs: numbers.normals(batch * width), weights: [], back: generator(seed + BACK).normals(batch * width) };
  }
  while (kept.weights.length < depth) {
    const forward = kept.numbers.normals(width * width);
    kept.weights.push({ forward, back: turned(forward, width) });
  }
  return kept;
}

/**
 * factor · left · rightᵀ for left (batch, width) and right (width, width). The products of two rows with four are summed side by side:
 * eight sums for six readings, about twice as fast as the plain loops.
 */
function multiply(left, right, width, factor) {
  const out = new Float64Array(left.length);
  for (let one = 0; one < left.length; one += 2 * width) {
    const two = one + width < left.length ? one + width : one; // an odd batch does its last row twice
    let column = 0;
    for (; column + 3 < width; column += 4) {
      const first = column * width;
      const second = first + width;
      const third = second + width;
      const fourth = third + width;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let e = 0;
      let f = 0;
      let g = 0;
      let h = 0;
      for (let at = 0; at < width; at += 1) {
        const upper = left[one + at];
        const lower = left[two + at];
        const p = right[first + at];
        const q = right[second + at];
        const r = right[third + at];
        const s = right[fourth + at];
        a += upper * p;
        b += upper * q;
        c += upper * r;
        d += upper * s;
        e += lower * p;
        f += lower * q;
        g += lower * r;
        h += lower * s;
      }
      out[one + column] = a * factor;
      out[one + column + 1] = b * factor;
      out[one + column + 2] = c * factor;
      out[one + column + 3] = d * factor;
      out[two + column] = e * factor;
      out[two + column + 1] = f * factor;
      out[two + column + 2] = g * factor;
      out[two + column + 3] = h * factor;
    }
    for (; column < width; column += 1) {
      for (const row of [one, two]) {
        let sum = 0;
        for (let at = 0; at < width; at += 1) sum += left[row + at] * right[column * width + at];
        out[row + column] = sum * factor;
      }
    }
  }
  return out;
}

function bound(numbers) {
  for (let at = 0; at < numbers.length; at += 1) {
    if (numbers[at] > MOST) numbers[at] = MOST;
    else if (numbers[at] < -MOST) numbers[at] = -MOST;
  }
  return numbers;
}

/** Mean 0 and variance 1 for each unit over the batch, in place; gives 1/std of each unit. Ioffe & Szegedy (2015), arXiv:1502.03167. */
function normalise(sums, width, batch) {
  const scales = new Float64Array(width);
  for (let unit = 0; unit < width; unit += 1) {
    let mean = 0;
    let square = 0;
    for (let at = unit; at < sums.length; at += width) mean += sums[at];
    mean /= batch;
    for (let at = unit; at < sums.length; at += width) square += (sums[at] - mean) ** 2;
    scales[unit] = 1 / Math.sqrt(square / batch + TINY);
    for (let at = unit; at < sums.length; at += width) sums[at] = (sums[at] - mean) * scales[unit];
  }
  return scales;
}

/** The gradient before batch normalisation from the one after it, in place. Ioffe & Szegedy (2015), section 3. */
function unnormalise(gradient, sums, scales, width, batch) {
  for (let unit = 0; unit < width; unit += 1) {
    let mean = 0;
    let along = 0;
    for (let at = unit; at < sums.length; at += width) {
      mean += gradient[at];
      along += gradient[at] * sums[at];
    }
    for (let at = unit; at < sums.length; at += width) {
      gradient[at] = (gradient[at] - mean / batch - (sums[at] * along) / batch) * scales[unit];
    }
  }
}

/** The standard deviation of many numbers. */
export function std(numbers) {
  let mean = 0;
  let square = 0;
  for (let at = 0; at < numbers.length; at += 1) mean += numbers[at];
  mean /= numbers.length;
  for (let at = 0; at < numbers.length; at += 1) square += (numbers[at] - mean) ** 2;
  return Math.sqrt(square / numbers.length);
}

function meanSize(numbers) {
  let sum = 0;
  for (let at = 0; at < numbers.length; at += 1) sum += Math.abs(numbers[at]);
  return sum / numbers.length;
}

/** The share of slopes that let hardly any gradient through, and the share of units that let none through for any input. */
function blocking(slopes, width, least) {
  const open = new Uint8Array(width);
  let shut = 0;
  for (let unit = 0; unit < width; unit += 1) {
    for (let at = unit; at < slopes.length; at += width) {
      if (Math.abs(slopes[at]) < least || slopes[at] === 0) shut += 1;
      else open[unit] = 1;
    }
  }
  return [shut / slopes.length, open.reduce((dead, one) => dead + (one ? 0 : 1), 0) / width];
}

/** One layer: the sums, normalised or not, the activations and the slopes. */
function forward({ value, slope }, before, weights, { width, batch, weightStd, batchNormalisation }) {
  const sums = bound(multiply(before, weights.back, width, weightStd));
  const scales = batchNormalisation ? normalise(sums, width, batch) : null;
  const [activations, slopes] = [new Float64Array(sums.length), new Float64Array(sums.length)];
  for (let at = 0; at < sums.length; at += 1) {
    activations[at] = value(sums[at]);
    slopes[at] = slope(sums[at], activations[at]);
  }
  return { sums, scales, slopes, activations: bound(activations) };
}

/**
 * Push the signals through. Gives activations (depth + 1 arrays, the inputs first), stds and gradients (mean size; depth + 1 numbers each),
 * blocked and dead (depth shares each).
 */
export function push({ name, alpha, table = null, depth, width, batch, weightStd, seed, batchNormalisation = false }) {
  const one = activation(name, { alpha, table });
  const { inputs, weights, back } = chance(seed, batch, width, depth);
  const layers = [];
  for (let layer = 0; layer < depth; layer += 1) {
    layers.push(forward(one, layer ? layers[layer - 1].activations : inputs, weights[layer], { width, batch, weightStd, batchNormalisation }));
  }
  let gradient = back;
  const gradients = [meanSize(gradient)];
  for (let layer = depth - 1; layer >= 0; layer -= 1) {
    const { slopes, sums, scales } = layers[layer];
    const inner = new Float64Array(gradient.length);
    for (let at = 0; at < inner.length; at += 1) inner[at] = gradient[at] * slopes[at];
    if (batchNormalisation) unnormalise(inner, sums, scales, width, batch);
    gradient = bound(multiply(inner, weights[layer].forward, width, weightStd));
    gradients.unshift(meanSize(gradient));
  }
  const least = BLOCKED * steepest(one);
  const shut = layers.map(({ slopes }) => blocking(slopes, width, least));
  const activations = [inputs, ...layers.map((layer) => layer.activations)];
  return { activations, stds: activations.map(std), gradients, blocked: shut.map(([share]) => share), dead: shut.map(([, share]) => share) };
}

/** The std that a rule gives weights of units with so many inputs. Glorot & Bengio (2010); He et al. (2015). */
export const stdOf = (rule, width) => ({ small: 0.01, large: 1, xavier: Math.sqrt(1 / width), he: Math.sqrt(2 / width) })[rule];

/** What `push` gives, without the many numbers, for comparing it with its twin. */
export function measure(options) {
  const { stds, gradients, blocked, dead } = push(options);
  return { stds, gradients, blocked, dead };
}
