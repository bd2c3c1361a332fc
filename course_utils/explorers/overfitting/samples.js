// The points of samples.py, again: the same seed draws the same ones.

import { generator } from "../frame/random.js";

const MOST = 200;
const OTHERS = 8;
const STRIDE = 7919;
const GOLDEN = 0.6180339887498949;

export const truth = (x) => Math.sin(1.5 * Math.PI * x);

function drawn(seed, points, validationPoints, noise) {
  const chance = generator(seed);
  const sets = [points, validationPoints].map((count) => {
    const shift = chance.uniform();
    const errors = chance.normals(MOST);
    return Array.from({ length: count }, (_, place) => {
      const x = 2 * ((shift + GOLDEN * place) % 1) - 1;
      return [x, truth(x) + noise * errors[place], noise * errors[place]];
    });
  });
  [-1, 1].forEach((end, place) => {
    if (place < points) sets[0][place] = [end, truth(end) + sets[0][place][2]];
  });
  return { train: sets[0].map(([x, y]) => [x, y]), validation: sets[1].map(([x, y]) => [x, y]) };
}

function dealt(own, seed, points, validationPoints) {
  const chance = generator(seed);
  const shuffled = own.map((point) => [chance.uniform(), point]).sort(([one], [two]) => one - two).map(([, point]) => point);
  return { train: shuffled.slice(0, points).map((point) => [...point]), validation: shuffled.slice(points, points + validationPoints) };
}

/** { train, validation }, lists of [x, y]; `own` is a list of [x, y] or empty, `moves` a list of [place, x, y]. */
export function sampleOf({ own, seed, points, validationPoints, noise, moves }) {
  const sample = own.length ? dealt(own, seed, points, validationPoints) : drawn(seed, points, validationPoints, noise);
  for (const [place, x, y] of moves) if (place < sample.train.length) sample.train[place] = [x, y];
  return sample;
}

/** Further validation sets of the same size; none for a student's own points, of which there are no more. */
export const otherValidations = ({ own, seed, validationPoints, noise }) => (own.length ? []
  : Array.from({ length: OTHERS }, (_, place) => drawn(seed + (place + 1) * STRIDE, 0, validationPoints, noise).validation));

/** The training loss of always answering the mean. */
export function baselineOf(train) {
  const mean = train.reduce((sum, [, y]) => sum + y, 0) / train.length;
  return train.reduce((sum, [, y]) => sum + (y - mean) ** 2, 0) / train.length;
}

/** "too_little_data", "underfitting", "overfitting" or "good", as verdicts.py says. */
export function verdictOf(trainLoss, validationLoss, baseline, fewest) {
  if (fewest < 10) return "too_little_data";
  if (trainLoss > baseline / 3) return "underfitting";
  return validationLoss - trainLoss > baseline / 10 ? "overfitting" : "good";
}
