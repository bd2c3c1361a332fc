// Numbers as pixels: pictures, maps in a ladder of colours.

/** Paint a canvas pixel by pixel; `colour(place)` gives [red, green, blue], 0 to 255. */
export function paint(canvas, height, width, colour) {
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  const picture = context.createImageData(width, height);
  const data = picture.data;
  for (let place = 0, at = 0; place < width * height; place += 1, at += 4) {
    const [red, green, blue] = colour(place);
    data[at] = red;
    data[at + 1] = green;
    data[at + 2] = blue;
    data[at + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}

/** Paint uint8 values, grey (1 channel) or colour (3). */
export function paintPicture(canvas, { height, width, channels, values }) {
  paint(canvas, height, width, channels === 3
    ? (place) => [values[place * 3], values[place * 3 + 1], values[place * 3 + 2]]
    : (place) => [values[place], values[place], values[place]]);
}

/** Paint uint8 values through a ladder of 256 colours (bytes: red, green, blue, red …). */
export function paintMap(canvas, height, width, values, ladder) {
  paint(canvas, height, width, (place) => {
    const rung = values[place] * 3;
    return [ladder[rung], ladder[rung + 1], ladder[rung + 2]];
  });
}

/** The colour of a share from 0 to 1. */
export function ladderColour(ladder, share) {
  const rung = Math.round(Math.min(1, Math.max(0, share)) * 255) * 3;
  return [ladder[rung], ladder[rung + 1], ladder[rung + 2]];
}

const mix = (from, to, share) => from.map((part, at) => Math.round(part + (to[at] - part) * share));
const [MINUS, NONE, PLUS] = [[33, 102, 172], [247, 247, 247], [178, 24, 43]];

/** Blue for −1, nearly white for 0, red for +1: matplotlib's RdBu reversed, without its 256 rungs. */
export const signColour = (share) => (share < 0 ? mix(NONE, MINUS, Math.min(1, -share)) : mix(NONE, PLUS, Math.min(1, share)));

/** The ink that can be read on a colour. W3C relative luminance, roughly. */
export const inkOn = ([red, green, blue]) => (0.299 * red + 0.587 * green + 0.114 * blue < 140 ? "#ffffff" : "#1b1f24");
