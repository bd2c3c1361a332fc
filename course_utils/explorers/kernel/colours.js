// Numbers as colours, fast: one table look-up a pixel, written straight into the picture's memory.

import { signColour } from "../frame/paint.js";

const STEPS = 511; // of a ladder; the middle one is exactly 0 where there are signs
const little = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const word = ([red, green, blue]) => (little ? ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0 : ((red << 24) | (green << 16) | (blue << 8) | 255) >>> 0);
const greyColour = (share) => {
  const level = Math.round(share * 255);
  return [level, level, level];
};
const ladder = (colour) => Uint32Array.from({ length: STEPS }, (_, rung) => word(colour(rung / (STEPS - 1))));
const GREYS = ladder(greyColour);
const SIGNS = ladder((share) => signColour(2 * share - 1));

/** How numbers become colours: { low, high, signed, size }, `size` where the sign is dropped. */
export const scales = {
  signed: (full) => ({ low: -full || -1, high: full || 1, signed: true, size: false }),
  absolute: (full) => ({ low: 0, high: full || 1, signed: false, size: true }),
  clipped: ([low, high]) => ({ low, high, signed: false, size: false }),
};

const shareOf = (value, { low, high, size }) => Math.min(1, Math.max(0, ((size ? Math.abs(value) : value) - low) / (high - low)));

/** The colour of one number, [red, green, blue]. */
export const colourOf = (value, scale) => (scale.signed ? signColour(2 * shareOf(value, scale) - 1) : greyColour(shareOf(value, scale)));

/** The CSS gradient from a scale's low to its high end. */
export const gradientOf = (scale) => `linear-gradient(to right, ${(scale.signed ? [-1, -0.5, 0, 0.5, 1].map(signColour) : [0, 1].map(greyColour))
  .map((colour) => `rgb(${colour.join(" ")})`).join(", ")})`;

/** A canvas's memory, one number a pixel. Gives { words, show() }. */
export function surface(canvas, height, width) {
  [canvas.height, canvas.width] = [height, width];
  const context = canvas.getContext("2d");
  const picture = context.createImageData(width, height);
  return { words: new Uint32Array(picture.data.buffer), show: () => context.putImageData(picture, 0, 0) };
}

/** Write numbers as colours. */
export function tint(words, values, scale) {
  const { low, high, signed, size } = scale;
  const rungs = signed ? SIGNS : GREYS;
  const factor = (STEPS - 1) / (high - low);
  for (let place = 0; place < words.length; place += 1) {
    const value = size ? Math.abs(values[place]) : values[place];
    const rung = (value - low) * factor + 0.5;
    words[place] = rungs[rung <= 0 ? 0 : rung >= STEPS ? STEPS - 1 : rung | 0];
  }
}

/** Write three planes as red, green and blue. */
export function mixColours(words, [reds, greens, blues], { low, high }) {
  const factor = 255 / (high - low);
  const level = (value) => Math.min(255, Math.max(0, Math.round((value - low) * factor)));
  for (let place = 0; place < words.length; place += 1) words[place] = word([level(reds[place]), level(greens[place]), level(blues[place])]);
}
