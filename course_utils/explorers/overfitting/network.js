// The network of network.py, again: one hidden layer, Adam, all points at once; trained in short turns, so that the page stays fluent.

import { generator } from "../frame/random.js";

const [LEARNING_RATE, PATIENCE, STEEP] = [0.02, 50, 8];
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-7];
const OFFSET = 104729;
const SHOWN = 100; // epochs of which the curve is kept, for looking back

/** Hidden weights, hidden biases, output weights, output bias, in one array. */
export function firstWeights(width, seed) {
  const chance = generator(seed + OFFSET);
  const hidden = chance.normals(width).map((one) => STEEP * one);
  const biases = Float64Array.from({ length: width }, () => STEEP * (2 * chance.uniform() - 1));
  const outputs = chance.normals(width).map((one) => one / Math.sqrt(width));
  return Float64Array.from([...hidden, ...biases, ...outputs, 0]);
}

/** The network's answer at x. */
export function predict(weights, x) {
  const width = (weights.length - 1) / 3;
  let sum = weights[3 * width];
  for (let unit = 0; unit < width; unit += 1) sum += weights[2 * width + unit] * Math.tanh(x * weights[unit] + weights[width + unit]);
  return sum;
}

/** Mean squared error on [[x, y] …]. */
export function loss(weights, points) {
  let sum = 0;
  for (const [x, y] of points) sum += (predict(weights, x) - y) ** 2;
  return sum / points.length;
}

/** The gradient of mean squared error and L2 penalty, into `slope`; gives the mean squared error. */
function backward(weights, points, regularisation, slope, activations) {
  const width = (weights.length - 1) / 3;
  slope.fill(0);
  let total = 0;
  for (const [x, y] of points) {
    let error = weights[3 * width] - y;
    for (let unit = 0; unit < width; unit += 1) {
      activations[unit] = Math.tanh(x * weights[unit] + weights[width + unit]);
      error += weights[2 * width + unit] * activations[unit];
    }
    total += error * error;
    const share = (2 / points.length) * error;
    slope[3 * width] += share;
    for (let unit = 0; unit < width; unit += 1) {
      const back = share * weights[2 * width + unit] * (1 - activations[unit] ** 2);
      slope[unit] += back * x;
      slope[width + unit] += back;
      slope[2 * width + unit] += share * activations[unit];
    }
  }
  for (let unit = 0; unit < width; unit += 1) {
    slope[unit] += 2 * regularisation * weights[unit];
    slope[2 * width + unit] += 2 * regularisation * weights[2 * width + unit];
  }
  return total / points.length;
}

/**
 * A training that can be done in turns: { epoch, done, train, validation, best, step(), curve(epoch), bestCurve(), kept() }.
 * `train` and `validation` hold the losses from epoch 0 on; `kept()` is the epoch whose weights count; curves are answers at `places`;
 * `weightsOf()` lists [epoch, weights] for up to a hundred epochs.
 */
export function training({ train, validation, width, seed, epochs, regularisation, earlyStopping, places }) {
  const weights = firstWeights(width, seed);
  const [velocity, square, slope] = [0, 1, 2].map(() => new Float64Array(weights.length));
  const activations = new Float64Array(width);
  const every = Math.max(1, Math.ceil(epochs / SHOWN));
  const curves = new Map();
  const answers = () => Float64Array.from(places, (x) => predict(weights, x));
  const now = { epoch: 0, done: epochs === 0, best: 0, train: [loss(weights, train)], validation: [loss(weights, validation)] };
  let bestWeights = weights.slice();
  const history = [[0, weights.slice()]];
  curves.set(0, answers());
  return Object.assign(now, {
    weights,
    step() {
      backward(weights, train, regularisation, slope, activations);
      now.epoch += 1;
      const rate = (LEARNING_RATE * Math.sqrt(1 - BETA2 ** now.epoch)) / (1 - BETA1 ** now.epoch);
      for (let at = 0; at < weights.length; at += 1) {
        velocity[at] += (1 - BETA1) * (slope[at] - velocity[at]);
        square[at] += (1 - BETA2) * (slope[at] ** 2 - square[at]);
        weights[at] -= (rate * velocity[at]) / (Math.sqrt(square[at]) + EPSILON);
      }
      now.train.push(loss(weights, train));
      now.validation.push(loss(weights, validation));
      if (now.validation[now.epoch] < now.validation[now.best]) {
        now.best = now.epoch;
        bestWeights = weights.slice();
      } else if (earlyStopping && now.epoch - now.best >= PATIENCE) now.done = true;
      if (now.epoch >= epochs) now.done = true;
      if (now.epoch % every === 0 || now.done) {
        curves.set(now.epoch, answers());
        history.push([now.epoch, weights.slice()]);
      }
    },
    weightsOf: () => history,
    kept: () => (earlyStopping && now.done ? now.best : now.epoch),
    keptWeights: () => (earlyStopping && now.done ? bestWeights : weights),
    bestCurve: () => Float64Array.from(places, (x) => predict(bestWeights, x)),
    curve(epoch) {
      if (epoch === now.epoch) return answers();
      return curves.get(Math.round(epoch / every) * every) ?? answers();
    },
  });
}

/** A whole training from plain data, for comparing it with its twin. */
export function trained(given) {
  const run = training({ places: [], ...given });
  while (!run.done) run.step();
  return { train: run.train, validation: run.validation, best: run.best, epoch: run.kept(), weights: run.keptWeights() };
}
