// What happened to a signal, in a word, and how its numbers are spread: verdict.py finds the same words.

import { activation } from "../activations/functions.js";
import { push, std } from "../activations/deep.js";

export const NEAR = 2; // within this factor a layer is healthy
export const FAR = 10; // beyond it the signal is lost
const MOST = 0.5;
const END = 0.95;
const GRAVE = ["collapsed", "exploded", "saturated", "dead"];
const SLIGHT = ["fading", "growing"];

/** The share of activations at the ends of a function that has two. */
export function extremes(name, numbers) {
  if (name !== "tanh" && name !== "sigmoid") return 0;
  const [size, shift] = name === "sigmoid" ? [2, 1] : [1, 0];
  let found = 0;
  for (let at = 0; at < numbers.length; at += 1) if (Math.abs(size * numbers[at] - shift) > END) found += 1;
  return found / numbers.length;
}

function judgeLayer(name, numbers, spread, dead) {
  if (spread < 1 / FAR) return "collapsed";
  if (spread > FAR) return "exploded";
  if (extremes(name, numbers) > MOST) return "saturated";
  if (name === "relu" && dead > MOST) return "dead";
  return spread < 1 / NEAR ? "fading" : spread > NEAR ? "growing" : "healthy";
}

/** { key, layer, layers, reference, ratio } of what `push` gave. */
export function judge(name, { activations, stds, gradients, dead }) {
  const reference = std(activations[0].map(activation(name).value));
  const layers = dead.map((share, layer) => judgeLayer(name, activations[layer + 1], stds[layer + 1] / reference, share));
  const ratio = gradients[0] / gradients.at(-1);
  const gradient = ratio < 1 / FAR ? "vanishing" : ratio > FAR ? "exploding" : null;
  const key = [...GRAVE, gradient, ...SLIGHT].find((one) => one && (one === gradient || layers.includes(one))) ?? "healthy";
  return { key, layer: key !== "healthy" && layers.includes(key) ? layers.indexOf(key) + 1 : layers.length, layers, reference, ratio };
}

/** The verdict of some settings, for comparing it with its twin. */
export function judged(options) {
  const { key, layer, layers, reference } = judge(options.name, push(options));
  return { key, layer, layers, reference };
}

/** Where a function's activations are looked at; beyond, they are counted at the ends. */
export const RANGES = { input: [-3, 3], tanh: [-1, 1], sigmoid: [0, 1], relu: [0, 3], linear: [-3, 3] };

/** Shares of numbers in equal bins from low to high, and the shares below, above and at exactly zero. */
export function spread(numbers, [low, high], count) {
  const shares = new Float64Array(count);
  let [below, above, zero] = [0, 0, 0];
  const per = count / (high - low);
  for (let at = 0; at < numbers.length; at += 1) {
    const value = numbers[at];
    if (value === 0) zero += 1;
    if (value < low) below += 1;
    else if (value > high) above += 1;
    shares[Math.min(count - 1, Math.max(0, Math.floor((value - low) * per)))] += 1;
  }
  for (let at = 0; at < count; at += 1) shares[at] /= numbers.length;
  return { shares, below: below / numbers.length, above: above / numbers.length, zero: zero / numbers.length };
}
