// Pooling in the browser: what course_utils/nn/pooling.py computes, on numbers in one long row (rows, columns, channels).

/** How windows lie on one side: { before, outputs, total, unread: [places no window reads] }. */
export function lay(side, { size, stride, padding }) {
  const same = padding === "same" ? Math.max(0, (Math.ceil(side / stride) - 1) * stride + size - side) : 0;
  const before = Math.floor(same / 2); // the odd one comes after, as in Keras
  const total = side + same;
  const outputs = Math.floor((total - size) / stride) + 1;
  const read = new Set();
  for (let output = 0; output < outputs; output += 1) for (let tap = 0; tap < size; tap += 1) read.add(output * stride + tap - before);
  return { before, after: same - before, outputs, total, unread: Array.from({ length: side }, (_, place) => place).filter((place) => !read.has(place)) };
}

/** Move an image down and to the right; what comes in at the edge repeats the edge. */
export function shifted(values, [height, width, channels], [down, right]) {
  const moved = new Float64Array(values.length);
  for (let row = 0, at = 0; row < height; row += 1) {
    const from = Math.max(0, row - down) * width;
    for (let column = 0; column < width; column += 1) {
      const start = (from + Math.max(0, column - right)) * channels;
      for (let channel = 0; channel < channels; channel += 1, at += 1) moved[at] = values[start + channel];
    }
  }
  return moved;
}

const NOTHING = { max: -Infinity, min: Infinity, average: 0 };

// A square window is a row of columns: first along each row, then down each column. `starts` are the beginnings of the lines.
function along(values, starts, jump, side, kind, one, { size, stride }) {
  const found = new Float64Array(starts.length * one.outputs);
  const [least, most] = [kind === "max", kind === "min"];
  for (let line = 0, at = 0; line < starts.length; line += 1) {
    const from = starts[line];
    for (let output = 0; output < one.outputs; output += 1, at += 1) {
      const start = output * stride - one.before;
      const end = from + Math.min(side, start + size) * jump;
      let sum = NOTHING[kind];
      for (let place = from + Math.max(0, start) * jump; place < end; place += jump) {
        const value = values[place];
        if (least) sum = value > sum ? value : sum;
        else if (most) sum = value < sum ? value : sum;
        else sum += value;
      }
      found[at] = sum;
    }
  }
  return found;
}

/** Pool an image. Gives { shape: [rows, columns, channels], values }. */
export function pool(values, [height, width, channels], kind, options) {
  if (kind.startsWith("global_")) {
    const largest = kind === "global_max";
    const found = new Float64Array(channels).fill(largest ? -Infinity : 0);
    for (let at = 0; at < values.length; at += 1) {
      const channel = at % channels;
      found[channel] = largest ? Math.max(found[channel], values[at]) : found[channel] + values[at];
    }
    return { shape: [1, 1, channels], values: largest ? found : found.map((total) => total / (height * width)) };
  }
  const [down, across] = [lay(height, options), lay(width, options)];
  const rowStarts = [];
  for (let row = 0; row < height; row += 1) for (let channel = 0; channel < channels; channel += 1) rowStarts.push(row * width * channels + channel);
  const narrow = along(values, rowStarts, channels, width, kind, across, options); // (rows, channels, columns out)
  const columnStarts = [];
  for (let channel = 0; channel < channels; channel += 1) for (let column = 0; column < across.outputs; column += 1) columnStarts.push(channel * across.outputs + column);
  const small = along(narrow, columnStarts, channels * across.outputs, height, kind, down, options); // (channels, columns out, rows out)
  const found = new Float64Array(down.outputs * across.outputs * channels);
  const inside = (one, side, output) => {
    const start = output * options.stride - one.before;
    return Math.min(side, start + options.size) - Math.max(0, start);
  };
  for (let row = 0, at = 0; row < down.outputs; row += 1) {
    for (let column = 0; column < across.outputs; column += 1) {
      const count = kind === "average" ? inside(down, height, row) * inside(across, width, column) : 1;
      for (let channel = 0; channel < channels; channel += 1, at += 1) {
        found[at] = small[(channel * across.outputs + column) * down.outputs + row] / count;
      }
    }
  }
  return { shape: [down.outputs, across.outputs, channels], values: found };
}

/** The window of one output in one channel: { numbers: [[value or null for padding]], winner: [row, column] or null }; rows and columns of the image. */
export function windowOf(values, [height, width, channels], kind, options, [row, column], channel) {
  const whole = kind.startsWith("global_");
  const [top, left] = whole ? [0, 0] : [row * options.stride - lay(height, options).before, column * options.stride - lay(width, options).before];
  const [rows, columns] = whole ? [height, width] : [options.size, options.size];
  const numbers = [];
  let winner = null;
  let best = null;
  const better = kind === "min" ? (one, two) => one < two : (one, two) => one > two;
  for (let down = 0; down < rows; down += 1) {
    const line = [];
    for (let across = 0; across < columns; across += 1) {
      const [y, x] = [top + down, left + across];
      const value = y >= 0 && y < height && x >= 0 && x < width ? values[(y * width + x) * channels + channel] : null;
      line.push(value);
      if (value !== null && (best === null || better(value, best))) [best, winner] = [value, [y, x]];
    }
    numbers.push(line);
  }
  return { numbers, winner: kind.endsWith("average") ? null : winner };
}

/** For each value whether it changed (1 or 0), and the share of those that did not: { changed, share }. */
export function compared(before, after, span) {
  const changed = new Uint8Array(before.length);
  let count = 0;
  for (let at = 0; at < before.length; at += 1) {
    if (Math.abs(before[at] - after[at]) > span * 1e-6) {
      changed[at] = 1;
      count += 1;
    }
  }
  return { changed, share: 1 - count / Math.max(1, before.length) };
}
