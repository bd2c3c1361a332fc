// What the confusion explorer measures, as measures.py does: at a threshold, class by class, and at a temperature.

const NO_ANSWER = -1;
const TINY = 1e-7; // Keras's epsilon: the smallest probability whose logarithm is taken

/** The answer to each image: of two classes the second where its score reaches the threshold, of more the guess, or -1 for none. */
export function decide(scores, guesses, classes, threshold) {
  const decisions = new Int16Array(scores.length);
  for (let place = 0; place < scores.length; place += 1) {
    const sure = scores[place] >= threshold;
    decisions[place] = classes === 2 ? Number(sure) : sure ? guesses[place] : NO_ANSWER;
  }
  return decisions;
}

/** Counts of true class by answer, row by row; each row ends with those without an answer. */
export function confusion(labels, decisions, classes) {
  const counts = new Int32Array(classes * (classes + 1));
  for (let place = 0; place < labels.length; place += 1) {
    counts[labels[place] * (classes + 1) + (decisions[place] === NO_ANSWER ? classes : decisions[place])] += 1;
  }
  return counts;
}

/** Precision, recall, F1, support and how often each class is predicted, on the images that were answered. */
export function perClass(counts, classes) {
  const list = () => new Array(classes).fill(0);
  const [hits, support, predicted] = [list(), list(), list()];
  for (let row = 0; row < classes; row += 1) {
    for (let column = 0; column < classes; column += 1) {
      const count = counts[row * (classes + 1) + column];
      support[row] += count;
      predicted[column] += count;
      if (row === column) hits[row] = count;
    }
  }
  return {
    precision: hits.map((hit, place) => hit / Math.max(1, predicted[place])),
    recall: hits.map((hit, place) => hit / Math.max(1, support[place])),
    f1: hits.map((hit, place) => (2 * hit) / Math.max(1, support[place] + predicted[place])),
    support,
    predicted,
    hits,
  };
}

const sum = (list) => list.reduce((total, one) => total + one, 0);

/** Accuracy, precision, recall, F1 of the answers (of class 1, or the mean over the classes that occur) and the share answered. */
export function totals(counts, classes) {
  const each = perClass(counts, classes);
  const answered = sum(each.support);
  const images = sum(Array.from(counts));
  const used = classes === 2 ? [1] : each.support.map((_, place) => place).filter((place) => each.support[place] + each.predicted[place]);
  const mean = (values) => sum(used.map((place) => values[place])) / Math.max(1, used.length);
  return {
    accuracy: sum(each.hits) / Math.max(1, answered),
    precision: mean(each.precision),
    recall: mean(each.recall),
    f1: mean(each.f1),
    coverage: answered / Math.max(1, images),
    answered,
    images,
    right: sum(each.hits),
  };
}

/** How many of class 0 are left alone. */
export const specificity = (counts) => counts[0] / Math.max(1, counts[0] + counts[1] + counts[2]);

/** Every threshold that makes a difference, falling from Infinity: how many flagged images reach it (hits), how many others (alarms). */
export function sweep(flags, scores) {
  const parts = [new Float32Array(scores.length), new Float32Array(scores.length)];
  const sizes = [0, 0];
  for (let place = 0; place < scores.length; place += 1) {
    const part = flags[place] ? 1 : 0;
    parts[part][sizes[part]] = scores[place];
    sizes[part] += 1;
  }
  const [others, flagged] = parts.map((part, which) => part.subarray(0, sizes[which]).sort());
  const [thresholds, hits, alarms] = [[Infinity], [0], [0]];
  let [one, two] = [flagged.length - 1, others.length - 1];
  while (one >= 0 || two >= 0) {
    const score = Math.max(one >= 0 ? flagged[one] : -Infinity, two >= 0 ? others[two] : -Infinity);
    while (one >= 0 && flagged[one] === score) one -= 1;
    while (two >= 0 && others[two] === score) two -= 1;
    thresholds.push(score);
    hits.push(flagged.length - 1 - one);
    alarms.push(others.length - 1 - two);
  }
  return { thresholds, hits, alarms };
}

/** The rates along a sweep. */
export function rates({ hits, alarms }) {
  const [allHits, allAlarms] = [Math.max(1, hits[hits.length - 1]), Math.max(1, alarms[alarms.length - 1])];
  return {
    recall: hits.map((hit) => hit / allHits),
    fallOut: alarms.map((alarm) => alarm / allAlarms),
    precision: hits.map((hit, place) => (hit + alarms[place] ? hit / (hit + alarms[place]) : 1)),
    share: hits.map((hit, place) => (hit + alarms[place]) / Math.max(1, hits[hits.length - 1] + alarms[alarms.length - 1])),
  };
}

/** The area under the ROC curve, by trapezoids, and the average precision. */
export function areas(found) {
  const { recall, fallOut, precision } = rates(found);
  let [area, average] = [0, 0];
  for (let place = 1; place < recall.length; place += 1) {
    area += ((fallOut[place] - fallOut[place - 1]) * (recall[place] + recall[place - 1])) / 2;
    average += (recall[place] - recall[place - 1]) * precision[place];
  }
  return { area, average };
}

/** The place of a threshold in a sweep: the last that is not below it. */
export function placeOf({ thresholds }, threshold) {
  let [low, high] = [0, thresholds.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (thresholds[middle] >= threshold) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The shortest decimal threshold that leads to a place of a sweep. */
export function thresholdAt({ thresholds }, place) {
  const top = Math.min(1, thresholds[place]);
  const below = place + 1 < thresholds.length ? thresholds[place + 1] : -1;
  for (let power = 100; power <= 1e7; power *= 10) {
    const rounded = Math.floor(top * power) / power;
    if (rounded > below) return rounded;
  }
  return top;
}

/** Log-probabilities, K to an image; of two classes only the second is given. */
export function logsOf(probabilities, classes) {
  if (classes !== 2) return Float64Array.from(probabilities, (value) => Math.log(Math.max(value, TINY)));
  const logs = new Float64Array(probabilities.length * 2);
  for (let place = 0; place < probabilities.length; place += 1) {
    logs[place * 2] = Math.log(Math.max(1 - probabilities[place], TINY));
    logs[place * 2 + 1] = Math.log(Math.max(probabilities[place], TINY));
  }
  return logs;
}

function binOf(value, edges) {
  let bin = Math.min(edges.length, Math.max(0, Math.ceil(value * (edges.length + 1)) - 1));
  while (bin < edges.length && edges[bin] < value) bin += 1;
  while (bin > 0 && edges[bin - 1] >= value) bin -= 1;
  return bin;
}

/** How honest the probabilities are at a temperature; source: see measures.py. */
export function calibrate(labels, logs, classes, temperature, bins) {
  const list = () => new Array(bins).fill(0);
  const [counts, sums, hits] = [list(), list(), list()];
  const edges = Array.from({ length: bins - 1 }, (_, place) => (place + 1) * (1 / bins));
  const powers = new Float64Array(classes);
  let [squares, loss, sure, right] = [0, 0, 0, 0];
  for (let image = 0; image < labels.length; image += 1) {
    const first = image * classes;
    let best = 0;
    for (let one = 1; one < classes; one += 1) if (logs[first + one] > logs[first + best]) best = one;
    const top = logs[first + best];
    let total = 0;
    let length = 0;
    for (let one = 0; one < classes; one += 1) {
      powers[one] = Math.exp((logs[first + one] - top) / temperature);
      total += powers[one];
      length += powers[one] * powers[one];
    }
    const label = labels[image];
    const likely = powers[label] / total;
    const one = classes === 2 ? powers[1] / total : 1 / total;
    squares += classes === 2 ? (1 - likely) ** 2 : length / (total * total) - likely * likely + (1 - likely) ** 2;
    loss -= Math.log(Math.max(likely, Number.MIN_VALUE));
    sure += 1 / total;
    right += best === label ? 1 : 0;
    const bin = binOf(one, edges);
    counts[bin] += 1;
    sums[bin] += one;
    hits[bin] += (classes === 2 ? label === 1 : best === label) ? 1 : 0;
  }
  const images = Math.max(1, labels.length);
  const confidence = sums.map((total, bin) => total / Math.max(1, counts[bin]));
  const accuracy = hits.map((hit, bin) => hit / Math.max(1, counts[bin]));
  const error = sum(counts.map((count, bin) => count * Math.abs(accuracy[bin] - confidence[bin]))) / images;
  return { counts, confidence, accuracy, error, brier: squares / images, loss: loss / images, sure: sure / images, right: right / images };
}

/** The share of flagged and of other images in each of so many bins of equal width: [others, flagged]. */
export function histogram(flags, scores, bins) {
  const counts = [new Array(bins).fill(0), new Array(bins).fill(0)];
  for (let place = 0; place < scores.length; place += 1) {
    counts[flags[place] ? 1 : 0][Math.min(bins - 1, Math.floor(scores[place] * bins))] += 1;
  }
  return counts.map((list) => {
    const total = Math.max(1, sum(list));
    return list.map((count) => count / total);
  });
}
