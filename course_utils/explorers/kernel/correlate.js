// What the kernel explorer computes: the channels it looks at, the zeros around them, the sums. No page here; sums.py does the same.

/** Pixels from one end of the window to the other. */
export const reachOf = ({ size, dilation }) => dilation * (size - 1) + 1;

/** Zeros before and after a side; "same" as Keras puts them. */
export function padsOf(side, { size, stride, padding, dilation }) {
  if (padding !== "same") return [padding, padding];
  const total = Math.max(0, (Math.ceil(side / stride) - 1) * stride + reachOf({ size, dilation }) - side);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Places where the window fits along a side; below 1 where it does not. */
export function placesOf(side, slide) {
  const [before, after] = padsOf(side, slide);
  return Math.floor((side + before + after - reachOf(slide)) / slide.stride) + 1;
}

/** The numbers that are multiplied, row by row: the kernel, divided by its sum unless that is 0. */
export function effective(kernel, normalise) {
  const numbers = Float64Array.from(kernel.flat());
  const sum = numbers.reduce((total, value) => total + value, 0);
  const size = numbers.reduce((total, value) => total + Math.abs(value), 0);
  return normalise && Math.abs(sum) > 1e-9 * size ? numbers.map((value) => value / sum) : numbers;
}

function one(values, channels, number) {
  const plane = new Float64Array(values.length / channels); // the same kind everywhere: a loop over two kinds is slow
  for (let place = 0, at = number; place < plane.length; place += 1, at += channels) plane[place] = values[at];
  return plane;
}

/** The channels the kernel slides over: three for "all", one for the others. Grey as ITU-R BT.601, whole where the pixels are. */
export function planesOf({ values, channels, whole }, channel) {
  if (channels === 1) return [one(values, 1, 0)];
  if (channel === "all") return [0, 1, 2].map((number) => one(values, channels, number));
  if (channel !== "grey") return [one(values, channels, ["red", "green", "blue"].indexOf(channel))];
  const grey = new Float64Array(values.length / 3);
  for (let place = 0, at = 0; place < grey.length; place += 1, at += 3) {
    grey[place] = whole
      ? Math.floor((299 * values[at] + 587 * values[at + 1] + 114 * values[at + 2] + 500) / 1000)
      : 0.299 * values[at] + 0.587 * values[at + 1] + 0.114 * values[at + 2];
  }
  return [grey];
}

/** A plane with zeros around it. */
export function padded(plane, height, width, [[above, below], [before, after]]) {
  if (!(above || below || before || after)) return plane;
  const wide = before + width + after;
  const room = new Float64Array((above + height + below) * wide);
  for (let row = 0; row < height; row += 1) room.set(plane.subarray(row * width, (row + 1) * width), (above + row) * wide + before);
  return room;
}

/**
 * Slide the kernel over every padded plane and add everything up into `sums`, which is given back.
 * Four numbers of the kernel at a time: most of the work is reading and writing the sums. Zeros of the kernel cost nothing.
 */
export function correlate(planes, width, kernel, { size, stride, dilation }, rows, columns, sums = new Float64Array(rows * columns)) {
  const taps = Array.from(kernel, (weight, tap) => [weight, Math.floor(tap / size) * dilation * width + (tap % size) * dilation]).filter(([weight]) => weight !== 0);
  while (taps.length % 4) taps.push([0, 0]);
  sums.fill(0);
  for (const plane of planes) {
    for (let tap = 0; tap < taps.length; tap += 4) {
      const [[w0, o0], [w1, o1], [w2, o2], [w3, o3]] = taps.slice(tap, tap + 4);
      for (let row = 0; row < rows; row += 1) {
        const end = (row + 1) * columns;
        let at = row * stride * width;
        for (let place = row * columns; place < end; place += 1, at += stride) {
          sums[place] += w0 * plane[at + o0] + w1 * plane[at + o1] + w2 * plane[at + o2] + w3 * plane[at + o3];
        }
      }
    }
  }
  return sums;
}

/** The smallest and the largest number. */
export function ends(values) {
  let [low, high] = [Infinity, -Infinity];
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Where full colour is reached: the largest size; of many numbers, what 99 in 100 stay below, or a few bright specks leave the rest pale. */
export function fullAt(values, most) {
  if (values.length < 1024 || most === 0) return most;
  const counts = new Uint32Array(256);
  for (let place = 0; place < values.length; place += 1) counts[Math.min(255, Math.floor((Math.abs(values[place]) / most) * 256))] += 1;
  let left = values.length * 0.99;
  const bin = counts.findIndex((count) => (left -= count) <= 0);
  return Math.max(most / 50, ((bin + 1) / 256) * most);
}

/** The whole way from a photo to its feature map, for comparing it with Python. */
export function featureMap(photo, channel, kernel, normalise, slide) {
  const pads = [padsOf(photo.height, slide), padsOf(photo.width, slide)];
  const planes = planesOf(photo, channel).map((plane) => padded(plane, photo.height, photo.width, pads));
  const [rows, columns] = [placesOf(photo.height, slide), placesOf(photo.width, slide)];
  return { rows, columns, sums: correlate(planes, photo.width + pads[1][0] + pads[1][1], effective(kernel, normalise), slide, rows, columns) };
}
