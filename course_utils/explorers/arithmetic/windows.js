// Where a window stands along one side, and how far a stack of layers looks: what windows.py and layers.py work out, without the page.

/** Places from the first one read to the last. */
export const windowSide = ({ size, dilation }) => dilation * (size - 1) + 1;

/** Zeros before and after; "same" as Keras: the odd one comes after the last pixel. */
export function pads(padding, side, { size, dilation, stride }) {
  const window = windowSide({ size, dilation });
  if (padding === "same") {
    const total = Math.max(0, (Math.ceil(side / stride) - 1) * stride + window - side);
    return [Math.floor(total / 2), total - Math.floor(total / 2)];
  }
  const each = { valid: 0, full: window - 1 }[padding] ?? padding;
  return [each, each];
}

/** A convolution along one side: { side, spread, before, after, size, dilation, stride, window, stretched, total, outputs }. */
export function convolution(side, { size, padding, stride, dilation }) {
  const [before, after] = pads(padding, side, { size, dilation, stride });
  return laid({ side, spread: 1, before, after, size, dilation, stride });
}

/** A transposed convolution, as a plain one over the input with zeros put between its pixels. */
export function transposedConvolution(side, { size, padding, stride, dilation, extra }) {
  const window = windowSide({ size, dilation });
  const cut = padding === "same" ? Math.max(0, window - stride) : 0;
  const [before, after] = padding === "same" ? [Math.floor(cut / 2), cut - Math.floor(cut / 2)] : pads(padding, side, { size, dilation, stride });
  const added = padding === "same" ? Math.max(0, stride - window) : extra;
  return { ...laid({ side, spread: stride, before: window - 1 - before, after: window - 1 - after + added, size, dilation, stride: 1 }),
    crop: [before, after], added };
}

function laid(one) {
  const [window, stretched] = [windowSide(one), (one.side - 1) * one.spread + 1];
  const total = stretched + one.before + one.after;
  return { ...one, window, stretched, total, outputs: Math.max(0, Math.floor((total - window) / one.stride) + 1) };
}

/** The pixels that one output reads; -1 for a zero. One for each number of the kernel. */
export function taps({ side, spread, before, size, dilation, stride }, output) {
  return Array.from({ length: size }, (_, tap) => {
    const place = output * stride + tap * dilation - before;
    return place >= 0 && place % spread === 0 && place / spread < side ? place / spread : -1;
  });
}

/** The pixels that one output reads, without the zeros. */
export const reads = (one, output) => taps(one, output).filter((place) => place >= 0);

/** The outputs that read one pixel. */
export function readers(one, pixel) {
  const found = [];
  for (let output = 0; output < one.outputs; output += 1) if (taps(one, output).includes(pixel)) found.push(output);
  return found;
}

/** The rows (or columns) that no output reads. */
export function unused(one) {
  const read = new Set();
  for (let output = 0; output < one.outputs; output += 1) for (const place of taps(one, output)) read.add(place);
  return Array.from({ length: one.side }, (_, place) => place).filter((place) => !read.has(place));
}

/** What makes the settings impossible, or "". */
export function obstacle(now, one) {
  if (now.transposed && now.padding !== "same" && now.output_padding >= Math.max(now.stride, now.dilation)) return "output_padding_large";
  return one.outputs ? "" : now.transposed ? "output_empty" : "window_large";
}

/** The windows of an explorer's settings. */
export function windowsOf(now) {
  const options = { size: now.kernel_size, padding: now.padding, stride: now.stride, dilation: now.dilation, extra: now.output_padding };
  return now.transposed ? transposedConvolution(now.input_side, options) : convolution(now.input_side, options);
}

/** What each layer of a stack makes: [{ output_side, jump, receptive_field, centre }]; ends before the first that does not fit. */
export function measured(layers, side) {
  const found = [];
  let [jump, field, centre, from] = [1, 1, 0, side];
  for (const layer of layers) {
    const one = layerWindows(layer, from);
    if (!one.outputs) break;
    field += (one.window - 1) * jump;
    centre += ((one.window - 1) / 2 - one.before) * jump;
    jump *= one.stride;
    from = one.outputs;
    found.push({ output_side: from, jump, receptive_field: field, centre });
  }
  return found;
}

/** One layer of a stack along one side. */
export const layerWindows = (layer, side) =>
  convolution(side, { size: layer.kernel_size, padding: layer.padding, stride: layer.stride, dilation: layer.dilation });

const sorted = (places) => [...places].sort((one, two) => one - two);

/** The places a unit of the last layer reads: in the image, then in each layer's output; the last is the unit. */
export function traced(layers, side, unit) {
  const sides = [side, ...measured(layers, side).map((row) => row.output_side)];
  const found = [[unit]];
  for (let level = layers.length - 1; level >= 0; level -= 1) {
    const one = layerWindows(layers[level], sides[level]);
    found.unshift(sorted(new Set(found[0].flatMap((place) => reads(one, place)))));
  }
  return found;
}

/** All of the above for settings, for comparing it with Python. */
export function told(now) {
  const one = windowsOf(now);
  const outputs = Array.from({ length: one.outputs }, (_, output) => reads(one, output));
  const pixels = Array.from({ length: one.side }, (_, pixel) => readers(one, pixel));
  return { outputs, pixels, unused: unused(one), obstacle: obstacle(now, one) };
}
