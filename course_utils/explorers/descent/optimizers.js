// The optimizers of optimizers.py, again, and what became of a walk. Sources of the formulas are there.

import { groundOf } from "./surfaces.js";

const FAR = 1e6;
const [RHO, BETA1, BETA2, EPSILON] = [0.9, 0.9, 0.999, 1e-7];
const [NEAR, NO_SLOPE, FEWEST_TURNS] = [0.01, 1e-4, 3];

// Each changes `place` (two numbers) in place; `memory` is { velocity, square, step }.
const RULES = {
  sgd(place, gradient, memory, { rate }) {
    for (const axis of [0, 1]) place[axis] -= rate * gradient[axis];
  },
  momentum(place, gradient, { velocity }, { rate, momentum }) {
    for (const axis of [0, 1]) {
      velocity[axis] = momentum * velocity[axis] - rate * gradient[axis];
      place[axis] += velocity[axis];
    }
  },
  nesterov(place, gradient, { velocity }, { rate, momentum }) {
    for (const axis of [0, 1]) {
      velocity[axis] = momentum * velocity[axis] - rate * gradient[axis];
      place[axis] += momentum * velocity[axis] - rate * gradient[axis];
    }
  },
  rmsprop(place, gradient, { square }, { rate }) {
    for (const axis of [0, 1]) {
      square[axis] = RHO * square[axis] + (1 - RHO) * gradient[axis] ** 2;
      place[axis] -= (rate * gradient[axis]) / Math.sqrt(square[axis] + EPSILON);
    }
  },
  adam(place, gradient, memory, { rate }) {
    memory.step += 1;
    const corrected = (rate * Math.sqrt(1 - BETA2 ** memory.step)) / (1 - BETA1 ** memory.step);
    for (const axis of [0, 1]) {
      memory.velocity[axis] += (1 - BETA1) * (gradient[axis] - memory.velocity[axis]);
      memory.square[axis] += (1 - BETA2) * (gradient[axis] ** 2 - memory.square[axis]);
      place[axis] -= (corrected * memory.velocity[axis]) / (Math.sqrt(memory.square[axis]) + EPSILON);
    }
  },
  adamw(place, gradient, memory, given) {
    for (const axis of [0, 1]) place[axis] -= given.rate * given.decay * place[axis];
    RULES.adam(place, gradient, memory, given);
  },
};

/** The optimizers, in the order of the table. */
export const OPTIMIZERS = Object.keys(RULES);

/** Walk down a ground: `given` is { rate, momentum, decay }. Gives { path: [[x, y] …], losses, ended: "", "blown" or "left" }. */
export function walk(ground, start, optimizer, given, steps) {
  const rule = RULES[optimizer];
  const place = [...start];
  const memory = { velocity: [0, 0], square: [0, 0], step: 0 };
  const [path, losses] = [[[...start]], [ground.value(...start)]];
  for (let step = 0; step < steps; step += 1) {
    rule(place, ground.slope(place[0], place[1]), memory, given);
    if (!(Math.abs(place[0]) <= FAR && Math.abs(place[1]) <= FAR)) return { path, losses, ended: "blown" };
    if (!ground.inside(place[0], place[1])) return { path, losses, ended: "left" };
    path.push([place[0], place[1]]);
    losses.push(ground.value(place[0], place[1]));
  }
  return { path, losses, ended: "" };
}

/** Steps until the loss was within 1 % of the start's, or null. */
export function reached(losses, lowest) {
  const step = losses.findIndex((loss) => loss - lowest <= NEAR * (losses[0] - lowest));
  return step < 0 ? null : step;
}

function turnsBack({ path }, until) {
  const last = until === null ? path.length - 1 : until;
  let turns = 0;
  for (let at = 1; at < last; at += 1) {
    const [[ax, ay], [bx, by], [cx, cy]] = [path[at - 1], path[at], path[at + 1]];
    if ((bx - ax) * (cx - bx) + (by - ay) * (cy - by) < 0) turns += 1;
  }
  return turns >= FEWEST_TURNS && 2 * turns > last - 1;
}

/** "diverged", "left", "zigzag", "converged", "stuck" or "slow", as outcomes.py says. */
export function outcome(walked, ground) {
  const [first, last] = [walked.losses[0], walked.losses.at(-1)].map((loss) => loss - ground.lowest);
  if (walked.ended === "blown" || last > first) return "diverged";
  if (walked.ended === "left") return "left";
  if (turnsBack(walked, reached(walked.losses, ground.lowest))) return "zigzag";
  if (last <= NEAR * first) return "converged";
  const steep = (place) => Math.hypot(...ground.slope(...place));
  return steep(walked.path.at(-1)) <= NO_SLOPE * steep(walked.path[0]) ? "stuck" : "slow";
}

/** The learning rate from which on an optimizer diverges on a quadratic surface, or null. */
export function limitOf(optimizer, curvature, momentum) {
  const stretched = { sgd: 2, momentum: 2 * (1 + momentum), nesterov: (2 * (1 + momentum)) / (1 + 2 * momentum) }[optimizer];
  return stretched && curvature !== null ? stretched / curvature : null;
}

/** The share of the start's loss that is left after all steps, for each of many learning rates; 0 to `most`, which diverging walks get. */
export function sweep(ground, start, optimizer, given, steps, rates, most) {
  const first = ground.value(...start) - ground.lowest;
  return rates.map((rate) => {
    const { losses, ended } = walk(ground, start, optimizer, { ...given, rate }, steps);
    return ended ? most : Math.min(most, (losses.at(-1) - ground.lowest) / first);
  });
}

/** The best of a sweep: the smallest share left; of those that as good as arrived, the one that was near first. */
export function bestRate(ground, start, optimizer, given, steps, rates) {
  const tried = rates.map((rate) => {
    const { losses, ended } = walk(ground, start, optimizer, { ...given, rate }, steps);
    const left = ended ? Infinity : losses.at(-1) - ground.lowest;
    const near = left <= NEAR * (losses[0] - ground.lowest) ? reached(losses, ground.lowest) : null;
    return { rate, left, near: near ?? Infinity };
  });
  return tried.reduce((best, one) => (one.near < best.near || (one.near === best.near && one.left < best.left) ? one : best)).rate;
}

/** A walk from plain data, for comparing it with its twin. */
export function retrace(surface, scene, start, optimizer, given, steps) {
  const ground = groundOf(surface, scene);
  const walked = walk(ground, start, optimizer, given, steps);
  return { ...walked, outcome: outcome(walked, ground), reached: reached(walked.losses, ground.lowest) };
}
